"""Documents too long to be understood at once: stretch by stretch, each knowing under what it stands.

A stretch ends before the highest point of its second half, at best a new appendix or section; a table that goes on is
cut between two full rows, and its headings stand above the next stretch again.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.readers import Block
from knowledge.reading.outline import is_new_appendix
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.tables import Row, Table
from knowledge.reading.zones import Zone

LONGEST_STRETCH = 2 * 2**20
"""letters that are understood at once: some 600 pages. It takes about 40 bytes of memory a letter."""
_DEEPEST_POINT = 9
_BEFORE_ZONE, _ABOVE_ROW, _BEFORE_ROW, _BEFORE_TEXT = 0, 10, 11, 12
_GROUP_CELLS = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a stretch ends."""

    at: int
    """the position of the first paragraph after it, or of the table that it cuts."""
    line: int
    """the first line after it."""
    zone: Zone
    """that of what follows."""
    goes_on: bool
    """whether what follows stands under the points that are open."""
    row: int | None = None
    """the position of the first row after it, in a table that it cuts."""


def taken(waiting: deque[Block]) -> list[Block]:
    """The next blocks, as many as are understood at once, at least one."""
    blocks: list[Block] = []
    letters = 0
    while waiting and (not blocks or letters + len(waiting[0].text) <= LONGEST_STRETCH):
        letters += len(waiting[0].text)
        blocks.append(waiting.popleft())
    return blocks


def find_cut(paragraphs: Sequence[Paragraph], zones: Sequence[Zone], begin: int) -> Cut | None:
    """The best place to end a stretch that begins at the line `begin`, the last of several; None where there is none in
    its second half.
    """
    cuts = [(rank, cut) for rank, cut in _cuts(paragraphs, zones) if cut.line > begin]
    best = min((rank for rank, _ in cuts), default=0)
    return next((cut for rank, cut in reversed(cuts) if rank == best), None)


def _cuts(paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> Iterator[tuple[int, Cut]]:
    for at in range(len(paragraphs) // 2, len(paragraphs)):
        one, zone = paragraphs[at], zones[at]
        if zone not in ("body", "appendix") or one.footnote or one.labels:
            continue
        if one.table:
            yield from _row_cuts(one.table, at, zone)
        elif at:
            goes_on = zone == zones[at - 1] and not is_new_appendix(zone, one)
            rank = _rank(one, paragraphs[at - 1]) if goes_on else _BEFORE_ZONE
            if rank is not None:
                yield rank, Cut(at, one.line, zone, goes_on)


def _rank(one: Paragraph, above: Paragraph) -> int | None:
    """How deep a stretch would be cut before a paragraph; None where the paragraph may go on with what is above."""
    if one.mark:
        bracketed = one.text[: one.mark.end].rstrip().endswith(")")
        return None if one.mark.level > _DEEPEST_POINT or bracketed else 1 + one.mark.level
    ended = above.table is None and not above.labels and above.text.endswith((".", ";"))
    return _BEFORE_TEXT if ended and one.text[:1].isupper() else None


def _row_cuts(table: Table, at: int, zone: Zone) -> Iterator[tuple[int, Cut]]:
    """The places between rows: above one that heads others, or that is full and so takes nothing from above."""
    for number in range(max(1, len(table.rows) // 2), len(table.rows)):
        row = table.rows[number]
        if heads_rows(row):
            yield _ABOVE_ROW, Cut(at, row.line, zone, goes_on=True, row=number)
        elif all(row.cells):
            yield _BEFORE_ROW, Cut(at, row.line, zone, goes_on=True, row=number)


def heads_rows(row: Row) -> bool:
    """Whether a row is a heading over the rows below it: hardly a cell of it is filled."""
    return sum(map(bool, row.cells)) <= _GROUP_CELLS < len(row.cells)


def before(cut: Cut, paragraphs: list[Paragraph], blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of the stretch that ends there, with the rows of a cut table that belong to it."""
    if cut.row is None:
        return paragraphs[: cut.at]
    one = paragraphs[cut.at]
    table: Table = one.table  # type: ignore[assignment]  # only tables are cut between rows
    end = next(at for at in range(table.start, table.end) if blocks[at].line >= cut.line)
    own = replace(table, rows=table.rows[: cut.row], end=end)
    return [*paragraphs[: cut.at], replace(one, table=own, last_line=blocks[end - 1].last_line)]


def lines_above(cut: Cut, paragraphs: Sequence[Paragraph]) -> set[int]:
    """The lines that stand above the next stretch again: the headings of a table that goes on, and the last row that
    heads others.
    """
    table = paragraphs[cut.at].table if cut.row is not None else None
    if table is None or not table.rows:
        return set()
    head = next((row for row in reversed(table.rows[: cut.row]) if heads_rows(row)), None)
    kept = set(range(paragraphs[cut.at].line, table.rows[0].line))
    return kept | (set(range(head.line, head.last_line + 1)) if head else set())
