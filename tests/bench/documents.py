"""Reading documents: pages or documents a second by format, beside the bare library reading the same file.

The longest bundled plan is written out in each format, its text a little different each time, so that neither side
reads anything from memory. The bare library only hands over the text: python-docx all paragraphs and cells, pdfplumber
the words and tables of each page, openpyxl all cells, lxml all text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
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
        texts = _varied(longest, Path(folder))
        for ending, (write, bare) in _FORMATS.items():
            own = [next(texts) for _ in range(_RUNS)]
            _show_format([write(text.with_suffix(f".{ending}"), pieces_of(text)) for text in own], ending, bare)
        _show_text([next(texts) for _ in range(_RUNS)])


def _varied(plan: Path, folder: Path) -> Iterator[Path]:
    """The plan as text files without end, each with other years and other words."""
    text = plan.read_text(encoding="utf-8")
    for number in count():
        path = folder / f"{number}.txt"
        varied = text.replace(str(_YEAR), str(_YEAR + number)).replace("trẻ em", f"trẻ em lứa {number}")
        path.write_text(varied, encoding="utf-8")
        yield path


def _show_format(paths: Sequence[Path], ending: str, bare: Callable[[Path], int]) -> None:
    ours, theirs, text = (_seconds(read, paths) for read in (read_plan, bare, read_blocks))
    pages = f", {bare(paths[0]) / ours:.0f} trang/giây" if ending == "pdf" else ""
    share, of_text = max(0.0, 1 - theirs / ours), max(0.0, 1 - theirs / text)
    print(f"  {ending}: {1 / ours:.1f} văn bản/giây{pages}   thư viện trần: {1 / theirs:.1f} văn bản/giây", end="   ")
    print(f"phần của ta: {100 * share:.0f} % (không quá 30 %); riêng việc lấy chữ {100 * of_text:.0f} %", flush=True)


def _show_text(paths: Sequence[Path]) -> None:
    segment("xin chào")
    texts = [path.read_text(encoding="utf-8") for path in paths]
    pairs = [
        (_once(lambda path=path: read_plan(path)), _once(lambda text=text: segment(text)))
        for path, text in zip(paths, texts, strict=True)
    ]
    ratio = median(a / b for a, b in pairs)
    print(
        f"  txt: {1 / median(a for a, _ in pairs):.1f} văn bản/giây   so với word_tokenize: {ratio:.2f} (không quá 1)"
    )


def _seconds(read: Callable[[Path], object], paths: Sequence[Path]) -> float:
    return median(_once(lambda path=path: read(path)) for path in paths)


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
