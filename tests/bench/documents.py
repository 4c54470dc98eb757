"""Reading documents: pages or documents a second by format, beside the bare library reading the same file.

The longest bundled plan is written out in each format. The bare library only hands over the text: python-docx all
paragraphs and cells, pdfplumber the words and tables of each page, openpyxl all cells, lxml all text.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from knowledge.readers import read_blocks
from knowledge.reading.plans import read_plan
from knowledge.storing.library import bundled_plans
from nlp.words import segment
from tests.writers import pieces_of, write_docx, write_html, write_pdf, write_xlsx

_RUNS = 5
_YEAR = 2021


def documents() -> None:
    """For each format the time of `read_plan` and of the bare library, and our own share; then the plan as text beside
    underthesea cutting it into words.
    """
    longest = max(bundled_plans(), key=lambda path: path.stat().st_size)
    for path in bundled_plans():
        read_plan(path)
    print(f"Đọc {longest.name}, trung vị {_RUNS} lượt")
    with TemporaryDirectory() as folder:
        for ending, (write, bare) in _FORMATS.items():
            _show_format(write(Path(folder) / f"plan.{ending}", pieces_of(longest)), ending, bare)
        _show_text(longest, Path(folder))


def _show_format(path: Path, ending: str, bare: Callable[[Path], int]) -> None:
    ours, theirs = _seconds(lambda: read_plan(path)), _seconds(lambda: bare(path))
    pages = f", {bare(path) / ours:.0f} trang/giây" if ending == "pdf" else ""
    text = _seconds(lambda: read_blocks(path))
    share, of_text = max(0.0, 1 - theirs / ours), max(0.0, 1 - theirs / text)
    print(f"  {ending}: {1 / ours:.1f} văn bản/giây{pages}   thư viện trần: {1 / theirs:.1f} văn bản/giây", end="   ")
    print(f"phần của ta: {100 * share:.0f} % (không quá 30 %); riêng việc lấy chữ {100 * of_text:.0f} %", flush=True)


def _show_text(longest: Path, folder: Path) -> None:
    """The years in the text differ from run to run, so that nothing is read from memory."""
    text, pairs = longest.read_text(encoding="utf-8"), []
    segment("xin chào")
    for run in range(_RUNS):
        varied = text.replace(str(_YEAR), str(_YEAR + run)).replace("trẻ em", f"trẻ em lứa {run}")
        path = folder / f"{run}.txt"
        path.write_text(varied, encoding="utf-8")
        pairs.append((_once(lambda path=path: read_plan(path)), _once(lambda varied=varied: segment(varied))))
    ratio = median(a / b for a, b in pairs)
    print(
        f"  txt: {1 / median(a for a, _ in pairs):.1f} văn bản/giây   so với word_tokenize: {ratio:.2f} (không quá 1)"
    )


def _seconds(call: Callable[[], object]) -> float:
    return median(_once(call) for _ in range(_RUNS))


def _once(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _docx(path: Path) -> int:
    import docx

    document: Any = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return len(texts + [cell.text for table in document.tables for row in table.rows for cell in row.cells])


def _pdf(path: Path) -> int:
    """The number of pages."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
        return len(document.pages)


def _xlsx(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(len([*sheet.iter_rows(values_only=True)]) for sheet in book)


def _html(path: Path) -> int:
    from lxml import html

    return len(html.fromstring(path.read_bytes()).text_content())


_FORMATS: Mapping[str, tuple[Callable[..., Path], Callable[[Path], int]]] = {
    "docx": (write_docx, _docx),
    "pdf": (write_pdf, _pdf),
    "xlsx": (write_xlsx, _xlsx),
    "html": (write_html, _html),
}
