"""Tables of duties whose bars were lost: one cell a line, empty cells left out; known by their headings and numbers."""

import re
from collections.abc import Sequence
from itertools import combinations

from knowledge.names.agencies import Catalogue
from knowledge.readers import Block
from knowledge.reading.labels import column_role, is_column
from knowledge.reading.marks import read_mark
from knowledge.reading.tables import Row, Table, column_roles, find_tables
from nlp.times import read_timings

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-HK]|\d{1,2}(?:\.\d{1,2})+)[.)]?")
_OVER = re.compile(r"Nơi nhận|(?:TM|KT|TL|TUQ|T/M)\s*[./]|Ghi chú\s*:|Trên đây|PHỤ LỤC|Phụ lục")
_FEWEST_HEADINGS = 3
_LONGEST_INDEX = 12
_LONGEST_HEADING = 60
_TOLD = {"lead", "coordinator", "timing", "day"}
_LONGEST_TIME = 120
_MOST_BROKEN = 6


def all_tables(blocks: Sequence[Block]) -> list[Table]:
    """The tables of a document in order, with bars and without."""
    tables = find_tables(blocks)
    inside = {at for table in tables for at in range(table.start, table.end)}
    at = 0
    while at < len(blocks):
        short = len(blocks[at].text) <= _LONGEST_INDEX and blocks[at].cells is None and at not in inside
        table = bare_table(blocks, at) if short else None
        if table and inside.isdisjoint(range(table.start, table.end)):
            tables.append(table)
        at = max(at + 1, table.end if table else 0)
    return sorted(tables, key=lambda table: table.start)


def bare_table(blocks: Sequence[Block], at: int) -> Table | None:
    """The table whose first heading ("TT") is the block `at`, or None: its headings are labels, one a line, and the
    first line after them is a number.
    """
    end = at
    while end < len(blocks) and blocks[end].cells is None and _may_head(blocks, at, end):
        end += 1
    headings = [block.text for block in blocks[at:end]]
    if sum(map(is_column, headings)) < _FEWEST_HEADINGS or column_role(headings[0]) != "index" or end == len(blocks):
        return None
    columns = column_roles(headings)
    if _TOLD.isdisjoint(columns) or not _begins_row(blocks[end].text, 0):
        return None
    table = Table(at, end, columns, headings=tuple(headings))
    _read_rows(table, blocks)
    return table


def _may_head(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Whether a line may head a column: a label, or, above further ones, a few words that are no number."""
    text = blocks[end].text
    if is_column(text):
        return True
    short = end > at and len(text) <= _LONGEST_HEADING and text[-1] not in ".;:" and not text[0].isdigit()
    following = blocks[end + 1 : end + 2]
    return short and all(block.cells is None and is_column(block.text) for block in following) and bool(following)


def _read_rows(table: Table, blocks: Sequence[Block]) -> None:
    last = 0
    while table.end < len(blocks) and _begins_row(blocks[table.end].text, last):
        start = table.end
        number = _NUMBER.fullmatch(blocks[start].text)
        last = int(number[1]) if number else 0
        end = start + 1
        while end < len(blocks) and not _ends_row(blocks, end, last, start + len(table.columns)):
            end += 1
        row = blocks[start:end]
        cells = _aligned([block.text for block in row[1:]], table.columns[1:])
        table.rows.append(Row((row[0].text, *cells), row[0].line, row[-1].last_line, row[0].page))
        table.end = end


def _begins_row(text: str, last: int) -> bool:
    """Whether a line is the number of the next row, or of a group or a part of one."""
    number = _NUMBER.fullmatch(text)
    return int(number[1]) in (last + 1, 1) if number else bool(_GROUP.fullmatch(text))


def _ends_row(blocks: Sequence[Block], at: int, last: int, full: int) -> bool:
    """Whether the row is over before a block: at the next number, at what stands below a table, and, when all columns
    are filled, unless another row is still to come.
    """
    text = blocks[at].text
    mark = read_mark(text)
    if blocks[at].cells is not None or _begins_row(text, last) or _OVER.match(text) or (mark and mark.level < 3):
        return True
    following = blocks[at + 1 : at + 4]
    return at >= full and not any(_begins_row(block.text, last) and block.text != "1" for block in following)


def _aligned(cells: list[str], columns: Sequence[str | None]) -> list[str]:
    """The cells of a row under their columns: what is no agency does not lead, what is no time is not when."""
    extra = len(cells) - len(columns)
    if extra > 0:
        return _joined(cells, columns)
    if extra == 0:
        return cells
    rest = list(cells)
    placed = [rest.pop(0) if rest and _fits(rest[0], role) else "" for role in columns]
    return [*placed[:-1], " ".join(filter(None, [placed[-1], *rest]))]


def _joined(cells: list[str], columns: Sequence[str | None]) -> list[str]:
    """The lines of a row whose cells were broken into several, put together so that each cell is what its column
    holds; where no way does, all of it is the wording of the task, and nobody is named.
    """
    if len(cells) > len(columns) + _MOST_BROKEN:
        cells = [" ".join(cells[: len(cells) - len(columns) + 1]), *cells[1 - len(columns) :]]
    ways = [_cut(cells, ends) for ends in combinations(range(1, len(cells)), len(columns) - 1)]
    fitting = [way for way in ways if all(map(_fits, way, columns))]
    if fitting:
        return max(fitting, key=lambda way: sum(map(_fits_well, way, columns)))
    told = next((at for at, role in enumerate(columns) if role in ("task", "target")), 0)
    return [" ".join(cells) if at == told else "" for at in range(len(columns))]


def _cut(cells: list[str], ends: Sequence[int]) -> list[str]:
    return [" ".join(cells[start:end]) for start, end in zip((0, *ends), (*ends, len(cells)), strict=True)]


def _fits_well(cell: str, role: str | None) -> bool:
    """Whether a cell is wholly what its column holds, begun with a capital."""
    if role in ("lead", "coordinator"):
        return Catalogue.load().is_agency(cell)
    return not cell[:1].islower() and (role != "task" or not Catalogue.load().is_agency(cell))


def _fits(cell: str, role: str | None) -> bool:
    catalogue = Catalogue.load()
    who = catalogue.is_agency(cell) or bool(catalogue.find(cell[:_LONGEST_TIME]))
    when = len(cell) <= _LONGEST_TIME and any(time.type != "unspecified" for time in read_timings(cell))
    if role in ("lead", "coordinator"):
        return who
    if role in ("timing", "day"):
        return when and not who
    return role in ("task", "target") or not (who or when)
