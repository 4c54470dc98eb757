"""Ruled tables of a page: cells with their paragraphs, merged cells, rows that go on over the end of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.labels import is_column
from knowledge.readers.grid import Cell, join_lines
from knowledge.readers.pageflow import Frame, Text
from knowledge.readers.pagelines import Line, Word, lines_of

_NEAR = 4.0
_PADDING = 3.0
_STOPS = ".;:!?…"
# Narrow columns break numbers and their heading over lines.
_BROKEN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}\.?|S?TT")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one that stands on a page."""

    box: Box
    edges: tuple[float, ...]
    """the left edges of its columns."""
    rows: list[list[Cell]]


def page_tables(page: Any, words: Sequence[Word]) -> list[PageTable]:
    """The tables of a page of pdfplumber with two columns or more, from top to bottom."""
    if len(page.edges) < 4:
        return []
    tables = [_read(table, words) for table in page.find_tables()]
    return sorted((table for table in tables if table and len(table.edges) > 1), key=lambda table: table.box[1])


def _read(table: Any, words: Sequence[Word]) -> PageTable | None:
    inside = [word for word in words if contains(table.bbox, word)]
    if not inside:
        return None
    edges = tuple(sorted({round(cell[0], 1) for cell in table.cells}))
    columns = [edge for at, edge in enumerate(edges) if at == 0 or edge - edges[at - 1] > _NEAR]
    boxes: list[Box] = sorted(table.cells, key=lambda box: (box[1], box[0]))
    tops = sorted({round(box[1], 1) for box in boxes})
    tops = [top for at, top in enumerate(tops) if at == 0 or top - tops[at - 1] > 1]
    cells = {box: _cell(box, inside) for box in boxes}
    rows = [[_at(left, top, boxes, cells) for left in columns] for top in tops]
    return PageTable(tuple(table.bbox), tuple(columns), [row for row in rows if any(cell.lines for cell in row)])


def _at(left: float, top: float, boxes: Sequence[Box], cells: dict[Box, Cell]) -> Cell:
    """The cell at a column and row: one that begins there, or goes on from above; empty inside of a wide cell."""
    x, y = left + _PADDING, top + _PADDING
    box = next((box for box in boxes if box[0] <= x < box[2] and box[1] <= y < box[3]), None)
    if box is None or left - box[0] > _NEAR:
        return Cell()
    return replace(cells[box], goes_on=True) if top - box[1] > _NEAR else cells[box]


def contains(box: Box, word: Word) -> bool:
    """Whether the middle of a word is inside of a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell(box: Box, words: Sequence[Word]) -> Cell:
    lines = lines_of(word for word in words if contains(box, word))
    if _BROKEN_NUMBER.fullmatch(whole := "".join(line.text for line in lines)):
        return Cell((whole,))
    texts: list[Text] = []
    own = Frame.around(lines)
    padding = max(_PADDING, min((line.x0 for line in lines), default=box[0]) - box[0]) if lines else _PADDING
    frame = Frame(box[0] + _PADDING, box[2] - min(padding, 2 * _PADDING), own.leading)
    for line in lines:
        if texts and texts[-1].goes_on_with(line, frame, same_page=True):
            texts[-1].lines.append(line)
        else:
            texts.append(Text([line], 0, frame))
    strong = bool(lines) and all(line.bold for line in lines)
    return Cell(tuple(text.words for text in texts), strong=strong)


def is_continued(above: PageTable, below: PageTable) -> bool:
    """Whether the second table is the rest of the first: the columns are the same."""
    if len(above.edges) != len(below.edges):
        return False
    return all(abs(a - b) < 3 * _NEAR for a, b in zip(above.edges, below.edges, strict=True))


def joined(above: Sequence[list[Cell]], below: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The rows of a table and of its rest: headings printed again are left out, a row cut in two is made whole."""
    rest = list(below)
    if rest and above and _texts(rest[0]) == _texts(above[0]) and sum(map(is_column, _texts(rest[0]))) > 1:
        rest = rest[1:]
    if rest and above and _is_cut(above[-1], rest[0]):
        return [*above[:-1], [_whole(*pair) for pair in zip(above[-1], rest[0], strict=True)], *rest[1:]]
    return [*above, *rest]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [join_lines(cell.lines) for cell in row]


def _is_cut(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row at the top of a page is the rest of the last row before: it has no number and goes on mid-sentence
    in one of its cells.
    """
    if not above[0].lines or below[0].lines:
        return False
    pairs = [(one.lines[-1], two.lines[0]) for one, two in zip(above, below, strict=True) if one.lines and two.lines]
    return any(upper[-1] not in _STOPS and lower[0].islower() for upper, lower in pairs)


def _whole(above: Cell, below: Cell) -> Cell:
    if not above.lines or not below.lines:
        return above if above.lines else replace(below, goes_on=False)
    seam = f"{above.lines[-1]} {below.lines[0]}" if below.lines[0][0].islower() else None
    if seam is None:
        return replace(above, lines=(*above.lines, *below.lines))
    return replace(above, lines=(*above.lines[:-1], seam, *below.lines[1:]))


def outside(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[Line]:
    """The lines that are in no table."""
    kept = (tuple(word for word in line.words if not any(contains(t.box, word) for t in tables)) for line in lines)
    return [Line(words) for words in kept if words]
