"""Ruled tables of a page: cells with their paragraphs, merged cells, rows that go on over the end of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.names.agencies import Catalogue
from knowledge.readers.grid import Cell, join_lines
from knowledge.readers.pageflow import Frame, Text
from knowledge.readers.pagelines import Line, Word, lines_of
from knowledge.reading.labels import is_column

_NEAR = 4.0
_MOST_ENTRY_LINES = 8
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
    full: frozenset[int]
    """the columns whose cell in the last row ends with a full line, so that it may go on overleaf."""


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
    texts = {box: _paragraphs(box, inside) for box in boxes}
    cells = {box: _cell(paragraphs) for box, paragraphs in texts.items()}
    rows = [[_at(left, top, boxes, cells) for left in columns] for top in tops]
    last = {box: paragraphs[-1] for box, paragraphs in texts.items() if paragraphs and box[3] > table.bbox[3] - _NEAR}
    full = frozenset(at for at, left in enumerate(columns) for box in last if _is_full(box, left, last[box]))
    return PageTable(tuple(table.bbox), tuple(columns), [row for row in rows if any(cell.lines for cell in row)], full)


def _is_full(box: Box, left: float, text: Text) -> bool:
    return abs(box[0] - left) < _NEAR and text.is_full


def _at(left: float, top: float, boxes: Sequence[Box], cells: dict[Box, Cell]) -> Cell:
    """The cell at a column and row: one that begins there, or goes on from above; empty inside of a wide cell."""
    x, y = left + _PADDING, top + _PADDING
    box = next((box for box in boxes if box[0] <= x < box[2] and box[1] <= y < box[3]), None)
    if box is None or left - box[0] > _NEAR:
        return Cell()
    return cells[box]._replace(goes_on=True) if top - box[1] > _NEAR else cells[box]


def contains(box: Box, word: Word) -> bool:
    """Whether the middle of a word is inside of a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _paragraphs(box: Box, words: Sequence[Word]) -> list[Text]:
    """The paragraphs of a cell."""
    lines = lines_of(word for word in words if contains(box, word))
    padding = min((line.x0 for line in lines), default=box[0]) - box[0]
    leading = Frame.around(lines).leading
    frame = Frame(box[0] + _PADDING, box[2] - min(max(_PADDING, padding), 2 * _PADDING), leading)
    texts: list[Text] = []
    for line in lines:
        if texts and texts[-1].goes_on_with(line, frame, same_page=True):
            texts[-1].lines.append(line)
        else:
            texts.append(Text([line], 0, frame))
    return texts


def _cell(texts: Sequence[Text]) -> Cell:
    if _BROKEN_NUMBER.fullmatch(whole := "".join(line.text for text in texts for line in text.lines)):
        return Cell((whole,))
    strong = bool(texts) and all(text.strong for text in texts)
    return Cell(tuple(entry for text in texts for entry in _entries(text) or [text.words]), strong=strong)


def _entries(text: Text) -> list[str] | None:
    """The agencies that stand below each other in a paragraph of a cell, one on a line or on several; None for other
    paragraphs. A full line does not tell whether the next one goes on with it; the names do.
    """
    lines = [line.text for line in text.lines]
    return _names(lines) if 1 < len(lines) <= _MOST_ENTRY_LINES else None


def _names(lines: Sequence[str]) -> list[str] | None:
    """The lines as a row of names, each as long as can be; None where they are no such row."""
    for end in range(len(lines), 0, -1):
        name = " ".join(lines[:end])
        if Catalogue.load().is_agency(name):
            rest = _names(lines[end:]) if end < len(lines) else []
            if rest is not None:
                return [name, *rest]
    return None


def is_continued(above: PageTable, below: PageTable) -> bool:
    """Whether the second table is the rest of the first: the columns are the same."""
    if len(above.edges) != len(below.edges):
        return False
    return all(abs(a - b) < 3 * _NEAR for a, b in zip(above.edges, below.edges, strict=True))


def joined(rows: Sequence[list[Cell]], above: PageTable, below: PageTable) -> list[list[Cell]]:
    """The rows of a table and of its rest: headings printed again are left out, a row cut in two is made whole.

    Args:
        rows: the rows so far.
        above: the part of the table on the page before.
        below: its rest.
    """
    rest = below.rows
    if _texts(rest[0]) == _texts(rows[0]) and sum(map(is_column, _texts(rest[0]))) > 1:
        rest = rest[1:]
    if rest and _is_cut(rows[-1], rest[0], above.full):
        return [*rows[:-1], [_whole(*pair) for pair in zip(rows[-1], rest[0], strict=True)], *rest[1:]]
    return [*rows, *rest]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [join_lines(cell.lines) for cell in row]


def _is_cut(above: Sequence[Cell], below: Sequence[Cell], full: frozenset[int]) -> bool:
    """Whether a row at the top of a page is the rest of the last row before: it has no number of its own, and goes on
    mid-sentence in one of its cells, or in all of them after lines that were full.
    """
    if below[0].lines and above[0].lines:
        return False
    pairs = [(at, one.lines, two.lines) for at, (one, two) in enumerate(zip(above, below, strict=True)) if two.lines]
    seams = [(at in full, upper[-1][-1] in _STOPS, lower[0][0].islower()) for at, upper, lower in pairs if upper]
    if any(small and not stopped for _, stopped, small in seams):
        return True
    return len(seams) == len(pairs) and all(is_full and not stopped for is_full, stopped, _ in seams)


def _whole(above: Cell, below: Cell) -> Cell:
    if not above.lines or not below.lines:
        return above if above.lines else below._replace(goes_on=False)
    if above.lines[-1][-1] in _STOPS:
        return above._replace(lines=(*above.lines, *below.lines))
    return above._replace(lines=(*above.lines[:-1], f"{above.lines[-1]} {below.lines[0]}", *below.lines[1:]))


def outside(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[Line]:
    """The lines that are in no table."""
    kept = (tuple(word for word in line.words if not any(contains(t.box, word) for t in tables)) for line in lines)
    return [Line(words) for words in kept if words]
