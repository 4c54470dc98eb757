"""Task lists in spreadsheets (.xlsx) and in separated text (.csv, .tsv): rows of a table, and text around it."""

import csv
import io
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, tee
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.progress import Progress, Step
from knowledge.readers import archive
from knowledge.readers.blocks import Block, Stream
from knowledge.readers.encodings import decoded
from knowledge.readers.faults import OversizedDocument, parsing
from knowledge.readers.grid import MOST_COLUMNS, Cell, cell_texts, join_lines, merged
from knowledge.readers.limits import MOST_ROWS
from knowledge.readers.numberforms import shown_value
from knowledge.reading.labels import is_column

_ROWS_A_STEP = 1000
_NONE: frozenset[int] = frozenset()
_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 200
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its lines in the file. Rows are many: a cell is no more than its text."""

    texts: tuple[str, ...]
    lines: tuple[int, int]
    goes_on: frozenset[int] = _NONE
    """the positions of cells that are one with the cell above."""

    @property
    def filled(self) -> int:
        """How many cells hold text of their own."""
        return sum(bool(text) and at not in self.goes_on for at, text in enumerate(self.texts))

    def cell(self, at: int) -> Cell:
        """The cell at a position, an empty one behind the last."""
        text = self.texts[at] if at < len(self.texts) else ""
        return Cell(tuple(text.split("\n")) if text else (), goes_on=at in self.goes_on)


def read_xlsx(path: Path, progress: Progress) -> list[Block]:
    """The blocks of a workbook's visible sheets; lines are rows, counted on from sheet to sheet. Raises
    UnreadableDocument, OSError.
    """
    from openpyxl import load_workbook

    stream = Stream()
    # openpyxl refuses paths with another ending, but takes open files
    with path.open("rb") as file, archive.opened(path) as parts:
        book = load_workbook(file, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        before = 0
        for sheet in sheets:
            rows = _sheet_rows(sheet, _merges(parts, sheet.title), before, path, progress)
            if len(sheets) > 1 and any(row.filled for row in rows):
                stream.add(sheet.title, lines=rows[0].lines)
            before += len(rows)
            _add_list(stream, rows)
        book.close()
    return stream.blocks


def _sheet_rows(
    sheet: Any, merges: dict[tuple[int, int], int], before: int, path: Path, progress: Progress
) -> list[_Line]:
    """The rows of a sheet; `merges` holds the last row of each merged range by the place of its first cell."""
    rows: list[_Line] = []
    down: dict[int, int] = {}
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        goes_on = frozenset(at for at, last in down.items() if at < len(values) and last >= number)
        for at in range(len(values)):
            if last := merges.get((number, at + 1)):
                down[at] = max(down.get(at, 0), last)
        shown = [shown_value(value.value, getattr(value, "number_format", None) or "") for value in values]
        texts = tuple(text if text.strip() else "" for text in shown)
        rows.append(_Line(texts, (before + number, before + number), goes_on or _NONE))
        if number > MOST_ROWS:
            raise OversizedDocument(path)
        if number % _ROWS_A_STEP == 0 and sheet.max_row:
            progress(Step("text", min(number, sheet.max_row), sheet.max_row))
    return rows


def _merges(parts: ZipFile, title: str) -> dict[tuple[int, int], int]:
    """The merged ranges of a sheet that reach over rows: place (row, column) of each first cell -> its last row.
    Reading row by row, openpyxl leaves them out.
    """
    from openpyxl.utils.cell import range_boundaries

    ranges = {}
    for element in archive.elements(parts, _part_of(parts, title), (f"{_MAIN}mergeCell", f"{_MAIN}row")):
        if element.tag == f"{_MAIN}row":
            archive.release(element)
            continue
        left, top, right, bottom = range_boundaries(element.get("ref"))
        if bottom > top:
            ranges.update({(top, column): bottom for column in range(left, min(right, MOST_COLUMNS) + 1)})
    return ranges


def _part_of(parts: ZipFile, title: str) -> str:
    """The part of the archive that holds the sheet of that name."""
    book, links = archive.tree(parts, "xl/workbook.xml"), archive.tree(parts, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return ""
    targets = {link.get("Id"): link.get("Target") for link in links.iterfind(f"{_PACKAGE}Relationship")}
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == title:
            return posixpath.join("xl", targets.get(sheet.get(f"{_LINKS}id")) or "").removeprefix("/")
    return ""


def read_csv(path: Path, progress: Progress) -> list[Block]:
    """The blocks of separated text: commas, semicolons, tabs or bars; raises UnreadableDocument, OSError."""
    stream = Stream()
    with parsing(path):
        pieces = decoded(path, progress)
        first = next(pieces, "")
        _add_list(stream, list(_csv_rows(chain((first,), pieces), _separator(first))))
    return stream.blocks


def _csv_rows(pieces: Iterable[str], separator: str) -> Iterator[_Line]:
    lines = (line for piece in pieces for line in io.StringIO(piece, newline=""))
    reader = csv.reader(lines, delimiter=separator)
    before = 0
    for row in reader:
        texts = tuple("\n".join(cell.splitlines()) if cell.strip() else "" for cell in row[:MOST_COLUMNS])
        yield _Line(texts, (before + 1, reader.line_num))
        before = reader.line_num


def _separator(text: str) -> str:
    """The separator that cuts most rows into the same number of cells, the more cells the better."""

    def evenness(separator: str) -> int:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = Counter(len(row) for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False) if len(row) > 1)
        return max((count * width for width, count in widths.items()), default=0)

    return max(_SEPARATORS, key=evenness)


def _add_list(stream: Stream, rows: Sequence[_Line]) -> None:
    """Adds the rows of a sheet: text up to the headings, then the table down to its last full row, then text again."""
    columns = [at for at in range(MOST_COLUMNS) if any(row.texts[at : at + 1] > ("",) for row in rows)]
    start = next((at for at, row in enumerate(_grid(rows, columns)) if _is_heading(row)), 0)
    end = _end_of_table(rows, start)
    grid, same = tee(_grid(rows, columns))
    for at, (row, texts) in enumerate(zip(grid, cell_texts(same), strict=True)):
        lines = rows[at].lines
        if at < start or at >= end or (start == 0 and rows[at].filled < 2):
            for cell in () if any(cell.goes_on and cell.lines for cell in row) else row:
                stream.add(" ".join(cell.lines), lines=lines)
        else:
            stream.add_row(texts, merged=merged(row, texts), lines=lines)


def _grid(rows: Sequence[_Line], columns: Sequence[int]) -> Iterator[list[Cell]]:
    """The cells of each row in the columns that hold anything."""
    return ([row.cell(at) for at in columns] for row in rows)


def _is_heading(row: Sequence[Cell]) -> bool:
    return sum(is_column(join_lines(cell.lines)) for cell in row) >= 2


def _end_of_table(rows: Sequence[_Line], start: int) -> int:
    """The position after the table: of what follows its last row with three cells or more, the part after a blank row
    is text (recipients, signature).
    """
    full = [at for at, row in enumerate(rows) if row.filled >= min(3, rows[start].filled)]
    last = full[-1] if full else len(rows)
    return next((at for at in range(last + 1, len(rows)) if not rows[at].filled), len(rows))
