"""Long documents: the peak memory of `aichutri parse`, and its time, for a file of 50 MB in each format.

The bundled plans are written out over and over with other numbers; pictures are random bytes.
"""

import base64
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from knowledge.storing.library import bundled_plans
from tests.writers import Piece, pieces_of, write_docx, write_html, write_pdf

_SIZE = 50 * 1_000_000
_PAGES = 500
_LINES_A_PAGE = 12
_PARSE = (
    "import resource, subprocess, sys, time; begin = time.perf_counter(); "
    "run = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(run.returncode, time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def large_documents() -> None:
    """Each file, its size, the peak memory and the seconds of reading it."""
    print("Văn bản dài: bộ nhớ cao nhất của aichutri parse (không quá 600 MB)")
    with TemporaryDirectory() as folder:
        for name, write in _FILES.items():
            path = Path(folder) / name
            write(path)
            _show(path)
            path.unlink()


def _show(path: Path) -> None:
    command = [sys.executable, "-c", _PARSE, str(Path(sys.executable).parent / "aichutri"), "parse", str(path)]
    status, seconds, peak = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    read = "đọc được" if status == "0" else "không đọc được"
    size = path.stat().st_size / 1e6
    print(f"  {path.name} ({size:.0f} MB): {read}, {int(peak) / 1024:.0f} MB, {float(seconds):.0f} s", flush=True)


def _lines() -> Iterator[str]:
    """The lines of the bundled plans, again and again, without end."""
    lines = [line for path in bundled_plans() for line in path.read_text(encoding="utf-8").splitlines()]
    for round_ in count(1):
        yield from (line.replace("KH-UBND", f"KH{round_}-UBND") for line in lines)


def _rows() -> Iterator[list[str]]:
    draw = random.Random(1)
    words = [word for line in bundled_plans()[0].read_text(encoding="utf-8").splitlines() for word in line.split()]
    agencies = ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Công an tỉnh", "Thanh tra tỉnh")
    yield ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]
    for number in count(1):
        text = " ".join(draw.choices(words, k=30)).replace(";", ",").replace('"', "")
        quarter = draw.choice(("I", "II", "III", "IV"))
        yield [str(number), f"Tổ chức {text}", *draw.sample(agencies, 2), f"Quý {quarter}/2025"]


def _up_to(parts: Iterator[str]) -> Iterator[str]:
    size = 0
    for part in parts:
        size += len(part.encode())
        if size > _SIZE:
            return
        yield part


def _write(path: Path, parts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_up_to(parts))


def _with_pictures(path: Path) -> None:
    write_html(path, pieces_of(bundled_plans()[0]))
    picture = base64.b64encode(os.urandom(_SIZE * 3 // 4)).decode()
    with path.open("a", encoding="utf-8") as file:
        file.write(f'<p><img src="data:image/png;base64,{picture}"></p>')


def _with_scripts(path: Path) -> None:
    write_html(path, pieces_of(bundled_plans()[0]))
    with path.open("a", encoding="utf-8") as file:
        file.write("<script>" + f"var a = {json.dumps('<p>')};\n" * (_SIZE // 16) + "</script>")


def _docx_with_pictures(path: Path) -> None:
    write_docx(path, pieces_of(bundled_plans()[0]))
    with ZipFile(path, "a") as parts:
        parts.writestr("word/media/image1.png", os.urandom(_SIZE))


def _docx_of_text(path: Path) -> None:
    """A main part of 50 MB; packed it is smaller."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with ZipFile(path, "w", ZIP_DEFLATED) as parts, parts.open("word/document.xml", "w") as file:
        file.write(f'<w:document xmlns:w="{name}"><w:body>'.encode())
        for line in _up_to(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _lines() if not {*line} & {*"<&"}):
            file.write(line.encode())
        file.write(b"</w:body></w:document>")


def _xlsx(path: Path) -> None:
    """50 MB of text in rows; packed it is smaller."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Việc")
    for row in _up_to("\t".join(row) for row in _rows()):
        sheet.append(row.split("\t"))
    book.save(path)


def _pdf(path: Path) -> None:
    lines = (line for line in _lines() if line.strip())
    write_pdf(path, [Piece(line) for line, _ in zip(lines, range(_PAGES * _LINES_A_PAGE), strict=False)])


def _table_page(path: Path) -> None:
    rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in _rows())
    _write(path, (f"<html><table>{row}" if at == 0 else row for at, row in enumerate(rows)))


_FILES: Mapping[str, Callable[[Path], None]] = {
    "text.txt": lambda path: _write(path, (f"{line}\n" for line in _lines())),
    "text.md": lambda path: _write(path, (f"{line}\n" for line in _lines())),
    "rows.csv": lambda path: _write(path, (";".join(row) + "\n" for row in _rows())),
    "text.html": lambda path: _write(path, (f"<p>{line}</p>\n" for line in _lines())),
    "table.html": _table_page,
    "pictures.html": _with_pictures,
    "scripts.html": _with_scripts,
    "pictures.docx": _docx_with_pictures,
    "text.docx": _docx_of_text,
    "rows.xlsx": _xlsx,
    "pages.pdf": _pdf,
}


if __name__ == "__main__":
    large_documents()
