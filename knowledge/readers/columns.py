"""Tables drawn with blanks alone: lines whose columns are parted by two blanks or more, below a line of headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_PART = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HK]|[a-zđ])[.)]?")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_LONGEST_HEADING = 45
_SLACK = 2
"""So far left of its heading a cell may begin."""


@dataclass(slots=True)
class SpacedRow:
    """A row of such a table: the positions of its first and last line, and its cells."""

    first: int
    last: int
    cells: list[str] = field(default_factory=list)


def spaced_rows(lines: Sequence[str]) -> dict[int, SpacedRow]:
    """The rows of all such tables, headings first, by the position of their first line. A line without a first cell
    goes on with the cells of the row above it.
    """
    rows: dict[int, SpacedRow] = {}
    at = 0
    while at < len(lines):
        table = _table(lines, at) if _may_head(lines[at]) else []
        rows |= {row.first: row for row in table}
        at = table[-1].last + 1 if table else at + 1
    return rows


def _parts(line: str) -> list[tuple[int, str]]:
    """The words of a line between wide gaps, each with its place."""
    return [(part.start(), part[0]) for part in _PART.finditer(line)]


def _may_head(line: str) -> bool:
    """Whether a line may hold the headings of columns: three short parts or more, all with letters."""
    if "  " not in line.strip() or "|" in line or "\t" in line:
        return False
    parts = [text for _, text in _parts(line)]
    worded = all(len(text) <= _LONGEST_HEADING and any(map(str.isalpha, text)) for text in parts)
    return len(parts) >= _FEWEST_COLUMNS and worded and parts[0][0].isupper()


def _table(lines: Sequence[str], at: int) -> list[SpacedRow]:
    """The headings at a position and the rows below them; [] where too few follow."""
    starts = [start for start, _ in _parts(lines[at])]
    rows: list[SpacedRow] = []
    while at < len(lines):
        parts = _parts(lines[at])
        cells = _cells(parts, starts) if parts else None
        whole = len(parts) == len(starts) or rows == []
        if parts and (cells is None or not (whole or _is_numbered(cells[0], rows, at))):
            break
        if cells and cells[0]:
            rows.append(SpacedRow(at, at, cells))
        elif cells and rows and rows[-1].last == at - 1:
            row = rows[-1]
            row.cells = [" ".join(filter(None, pair)) for pair in zip(row.cells, cells, strict=True)]
            row.last = at
        elif cells:
            break
        at += 1
    told = [row for row in rows[1:] if sum(map(bool, row.cells)) >= _FEWEST_COLUMNS]
    numbered = any(_NUMBER.fullmatch(row.cells[0]) for row in told)
    return rows if len(told) >= _FEWEST_ROWS or numbered else []


def _is_numbered(first: str, rows: Sequence[SpacedRow], at: int) -> bool:
    """Whether a line with fewer cells than columns is of the table: the rest of the row right above it, or numbered as
    the rows are; where none is numbered, right below one.
    """
    if first and _CODE.fullmatch(first):
        return True
    numbered = any(_NUMBER.fullmatch(row.cells[0]) for row in rows)
    return rows[-1].last == at - 1 and not (first and numbered)


def _cells(parts: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str] | None:
    """The parts of a line under their columns: as many as these in their order, fewer by their places; None where they
    stand under none, or a line holds one part that begins where the first column does.
    """
    if len(parts) == len(starts):
        return [text for _, text in parts]
    cells = [""] * len(starts)
    for start, text in parts:
        column = max((at for at, left in enumerate(starts) if left - _SLACK <= start), default=None)
        if column is None or cells[column]:
            return None
        cells[column] = text
    return None if len(parts) == 1 and cells[0] else cells
