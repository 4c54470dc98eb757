"""A list as a sheet for Excel and LibreOffice: a styled head that stays in sight, filters, wrapped text, dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from knowledge.exporting.clean import clean

Cell = str | int | date | None

_FONT: Final = "Times New Roman"
_STYLE: Final = "aichutri {}"
"""What a sheet's styles are called; `{}` is what they are for."""
_HEAD_ROW: Final = 3
_LONGEST: Final = 32_767
"""Characters that a cell holds (UTF-16 units)."""
_FIRST_YEAR: Final = 1900
"""Sheets count days from here; an earlier one is written as text."""
_FORMULA: Final = tuple("=+-@")
_DATE: Final = "dd/mm/yyyy"
_LINE: Final = Side(style="thin", color="FFB7B7B7")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands at its head, and how wide it is in characters."""

    head: str
    width: int


def sheet_file(
    name: str, title: str, note: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], now: datetime
) -> bytes:
    """The list as an .xlsx file.

    Args:
        name: what stands on the sheet's tab, at most 31 characters without any of []:*?/\\ .
        title: what the list is, above it.
        note: what is to be said of it, below the title.
        columns: the columns, from left to right.
        rows: for each row a cell for each column. A text stays a text, whatever it begins with; a date can be
            filtered and sorted as such.
        now: when it was made.
    """
    book = Workbook()
    book.properties.title, book.properties.creator = clean(title), "Ai Chủ Trì"
    book.properties.created = now.replace(tzinfo=None)
    sheet = book.active
    sheet.title = name
    for style in _styles():
        book.add_named_style(style)
    _write_top(sheet, title, note, columns)
    last = _HEAD_ROW
    for last, row in enumerate(rows, _HEAD_ROW + 1):
        for at, value in enumerate(row, 1):
            _write(sheet.cell(last, at), value)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(columns))}{last}"
    _for_paper(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_top(sheet: Any, title: str, note: str, columns: Sequence[Column]) -> None:
    """Title, note and the head of each column."""
    _put_text(sheet.cell(1, 1), title, "title")
    _put_text(sheet.cell(2, 1), note, "note")
    for at, column in enumerate(columns, 1):
        _put_text(sheet.cell(_HEAD_ROW, at), column.head, "head")
        sheet.column_dimensions[get_column_letter(at)].width = column.width


def _write(cell: Any, value: Cell) -> None:
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        _put_text(cell, value, "text")
        return
    cell.style = _STYLE.format("date" if isinstance(value, date) else "number")
    cell.value = value


def _put_text(cell: Any, text: str, style: str) -> None:
    """Text as text: neither the formula nor the error that it may look like, after an edit in the sheet neither."""
    cell.style = _STYLE.format(style)
    if held := _held(clean(text)):
        cell.value = held
        cell.data_type = "s"
        cell.quotePrefix = held.startswith(_FORMULA)


def _styles() -> Iterator[NamedStyle]:
    """The styles of the cells, each under its name: set one by one, they would take most of the time."""
    top = {"wrap_text": True, "vertical": "top"}
    middle = Alignment(**top, horizontal="center")
    head = Font(name=_FONT, size=11, bold=True, color="FFFFFFFF")
    text = Font(name=_FONT, size=11)
    yield NamedStyle(_STYLE.format("title"), Font(name=_FONT, size=14, bold=True))
    yield NamedStyle(_STYLE.format("note"), Font(name=_FONT, size=11, italic=True))
    yield NamedStyle(
        _STYLE.format("head"), head, PatternFill("solid", start_color="FF1F4E79"), _BORDER,
        Alignment(wrap_text=True, vertical="center", horizontal="center"),
    )  # fmt: skip
    yield NamedStyle(_STYLE.format("text"), text, None, _BORDER, Alignment(**top))
    yield NamedStyle(_STYLE.format("number"), text, None, _BORDER, middle)
    yield NamedStyle(_STYLE.format("date"), text, None, _BORDER, middle, _DATE)


def _held(text: str) -> str:
    """As much of a text as a cell holds."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def _for_paper(sheet: Any) -> None:
    """Printed on A4 lying, as wide as the page, the head on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
