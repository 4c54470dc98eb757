"""Tables of duties, whole or flattened to one cell a line; columns are known by their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from knowledge.readers import Block
from knowledge.reading.labels import column_rank, column_role, is_column, names_goals, reckoned
from knowledge.reading.marks import read_mark
from nlp.text import squeeze

DITTO = re.compile(r"[-–\s]*(?:nt|như trên|//|[\"”“]|''|″)[-–.\s]*", re.IGNORECASE)
"""What stands in a cell that says the same as the one above."""
_CODE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HK]|[a-zđ])[.)]?")
_DEEP_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?|[IVX]{1,5}[.)]?")
_GROUP_CODE = re.compile(r"(?:[IVX]{1,5}|[A-HK])[.)]?")
_RULE = re.compile(r"[\s:\-–—=+|]*")
_SIGNATURE = re.compile(r"Nơi nhận|(?:TM|KT|TL|TUQ)\.|-\s*Như trên")
_REACH = 6
_REMEMBERED = 64
"""Tables whose columns are remembered."""
_TOLD = {"index", "task", "target", "value", "unit", "begin", "lead", "coordinator", "timing", "day"}
"""Columns that an item tells by fields of its own."""
_ITEM_COLUMNS = {"lead", "coordinator", "timing", "day"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the columns, and its lines in the file."""

    cells: tuple[str, ...]
    line: int
    last_line: int
    page: int | None


@dataclass(slots=True)
class Table:
    """A table whose headings were understood."""

    start: int
    """position of the first block of its headings."""
    end: int
    """position after its last block."""
    columns: tuple[str | None, ...]
    """role of each column; at most one each of task, target, lead and index."""
    rows: list[Row] = field(default_factory=list)
    headings: tuple[str, ...] = ()

    @property
    def tells_duties(self) -> bool:
        """Whether the table names who does something, or when, or what is to be reached."""
        return self.tells_targets or ("task" in self.columns and not _ITEM_COLUMNS.isdisjoint(self.columns))

    @property
    def tells_targets(self) -> bool:
        """Whether its rows are goals with their figures."""
        return "target" in self.columns

    @property
    def is_reckoned(self) -> bool:
        """Whether it is a list that a program drew up, which reckons days from times: nothing is merged in it."""
        told = zip(self.columns, self.headings, strict=False)
        return any(role == "note" and reckoned(heading) for role, heading in told)

    def details(self, row: Row) -> list[str]:
        """What a row tells beside who does what when, each under its heading: "Sản phẩm: Báo cáo"."""
        told = zip(self.columns, self.headings, row.cells, strict=True)
        return [
            f"{squeeze(heading).rstrip(' :')}: {squeeze(cell)}"
            for role, heading, cell in told
            if role not in _TOLD and heading and any(map(str.isalnum, cell)) and not DITTO.fullmatch(cell)
        ]

    def cell(self, row: Row, role: str) -> str:
        """The cells of a role in a row, joined; "" when there is none."""
        places = _places(self.columns).get(role, ())
        return "; ".join([row.cells[at] for at in places if row.cells[at]]) if places else ""


@lru_cache(_REMEMBERED)
def _places(columns: tuple[str | None, ...]) -> dict[str | None, list[int]]:
    """The positions of each role among columns."""
    return {role: [at for at, its in enumerate(columns) if its == role] for role in columns}


def find_tables(blocks: Sequence[Block]) -> list[Table]:
    """The tables of a document in order. Tables whose headings are not understood are left as text."""
    tables: list[Table] = []
    at = 0
    while at < len(blocks):
        table = _whole(blocks, at) or _flattened(blocks, at) if blocks[at].cells else None
        if table:
            tables.append(table)
        at = max(at + 1, table.end if table else 0)
    return tables


def _is_header(cells: Sequence[str]) -> bool:
    """Headings are labels and nothing else; at least two, and most of the cells, or number, task and lead with them."""
    known = [cell for cell in cells if is_column(cell)]
    filled = [cell for cell in cells if cell]
    most = len(known) >= 2 and 2 * len(known) > len(filled)
    return most or {"index", "task", "lead"} <= {column_role(cell) for cell in known}


def column_roles(headings: Sequence[str]) -> tuple[str | None, ...]:
    """One role a column. Of several columns for the lead the strongest heading wins and the others name who takes part;
    where no heading tells the task, the first column without a role does.
    """
    roles: list[str | None] = [column_role(heading) for heading in headings]
    leads = [at for at, role in enumerate(roles) if role == "lead"]
    for at in sorted(leads, key=lambda at: column_rank(headings[at]))[1:]:
        roles[at] = None if "coordinator" in roles else "coordinator"
    if "timing" not in roles:  # where there is no column for the end, the beginning is all that is told of when
        roles = ["timing" if role == "begin" else role for role in roles]
    if roles.count("timing") > 1:  # the days that a list reckons from the printed times
        roles = [
            "note" if role == "timing" and reckoned(one) else role for role, one in zip(roles, headings, strict=True)
        ]
    if (goal := _goal_column(headings, roles)) is not None:
        roles = ["value" if role in ("task", "product") else role for role in roles]
        roles[goal] = "target"
    elif "task" not in roles and None in roles:
        roles[roles.index(None)] = "task"
    tasks = [at for at, role in enumerate(roles) if role == "task"]
    for at in tasks[1:]:
        roles[at] = "product"
    return tuple(roles)


def _goal_column(headings: Sequence[str], roles: Sequence[str | None]) -> int | None:
    """The column of goals, in a table that gives their figures by years or in units, or names nothing else to do."""
    goals = [at for at, role in enumerate(roles) if role in ("task", "product") and names_goals(headings[at])]
    figures = {"unit", "value"} & set(roles)
    return goals[0] if goals and (figures or "task" not in roles) and (figures or "lead" in roles) else None


def _whole(blocks: Sequence[Block], at: int) -> Table | None:
    """A table printed row by row, with its headings in the block `at`."""
    cells = blocks[at].cells or ()
    if len(cells) < 2 or not _is_header(cells):
        return None
    width, end, headings = len(cells), at + 1, cells
    while end < len(blocks) and _is_more_header(blocks[end], width):
        if not _RULE.fullmatch(blocks[end].text):
            headings = tuple(below or above for above, below in zip(headings, blocks[end].cells or (), strict=True))
        end += 1
    if end < len(blocks) and len(blocks[end].cells or ()) == 1 and not blocks[end].text.startswith("|"):
        return None  # headings in one line over cells one a line
    table = Table(at, end, column_roles(headings), headings=tuple(headings))
    while table.end < len(blocks) and _goes_on(blocks, table.end, width):
        block = blocks[table.end]
        if block.cells and not _RULE.fullmatch(block.text) and not _is_numbering(block.cells):
            # Where bars only part or close cells, a row that begins with a bar has its first cell empty.
            first_empty = block.text.startswith("|") and not blocks[at].text.startswith("|")
            row = ("", *block.cells) if first_empty and _is_short(table, block.cells) else block.cells
            _add_block(table, block, _fit(row, width))
        table.end += 1
    return table


def _is_short(table: Table, cells: tuple[str, ...]) -> bool:
    """Whether cells stand one column to the left of where they belong: one is missing, or the row's number tells."""
    missing = len(table.columns) - len(cells)
    told = table.columns.index("index") - 1 if "index" in table.columns[1:] else -1
    return missing == 1 or (missing > 1 and 0 <= told < len(cells) and _CODE.fullmatch(cells[told]) is not None)


def _add_block(table: Table, block: Block, cells: tuple[str, ...]) -> None:
    """Appends a row printed whole. Where its task and all that is said of it are one with the cells above, it only
    parts what stands beside (products, notes), and tells no duty of its own.
    """
    said = [at for at, role in enumerate(table.columns) if role in _ITEM_COLUMNS and cells[at]]
    same = table.rows and "task" in table.columns and {table.columns.index("task"), *said} <= block.merged
    if same:
        table.rows[-1] = replace(table.rows[-1], last_line=block.last_line)
    else:
        _add(table, Row(_heading_in_place(table, cells), block.line, block.last_line, block.page))


def _heading_in_place(table: Table, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row; a heading over all columns, printed in the column of numbers or behind the number of its
    group, goes to that of tasks.
    """
    filled = [at for at, cell in enumerate(cells) if cell]
    told = "target" if table.tells_targets else "task"
    if not {"index", told} <= set(table.columns) or filled[:1] != [table.columns.index("index")]:
        return cells
    text = cells[filled[0]]
    if _GROUP_CODE.fullmatch(text) and filled[1:] == [filled[0] + 1]:
        placed = {"index": text, told: cells[filled[1]]}
    elif _CODE.fullmatch(text) or len(filled) > 1:
        return cells
    else:
        mark = read_mark(text)
        code = mark.code if mark else None
        placed = {"index": code or "", told: text[mark.end :] if mark and code else text}
    return tuple(placed.get(role or "", "") for role in table.columns)


def _is_more_header(block: Block, width: int) -> bool:
    """A rule under the headings, or a second row of them."""
    if block.cells is None or len(block.cells) != width:
        return False
    return bool(_RULE.fullmatch(block.text)) or all(is_column(cell) for cell in block.cells if cell)


def _goes_on(blocks: Sequence[Block], at: int, width: int) -> bool:
    """Whether the block is part of a table already begun: a row that is not the heading of another table."""
    cells = blocks[at].cells
    return cells is not None and (len(cells) == width or not _is_header(cells))


def _is_numbering(cells: Sequence[str]) -> bool:
    """The row that numbers the columns: "(1) | (2) | (3)", or headings repeated on a new page."""
    figures = [cell.strip("()[]. ") for cell in cells if cell]
    counted = figures == [str(number) for number in range(1, len(figures) + 1)] and len(figures) > 2
    return counted or _is_header(cells)


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The row with as many cells as the table has columns; a lone cell is a heading in the second column."""
    if len(cells) == 1:
        cells = ("", *cells)
    if len(cells) > width:
        cells = (*cells[: width - 1], " ".join(cells[width - 1 :]))
    return (*cells, *[""] * (width - len(cells)))


def _add(table: Table, row: Row) -> None:
    """Appends a row, or, where it is the rest of a row broken into several lines of text, joins it to the last."""
    filled = [cell for cell in row.cells if cell]
    if not filled:
        return
    broken = "index" in table.columns and not table.cell(row, "index") and all(cell[0].islower() for cell in filled)
    if broken and table.rows and len(filled) > 1:
        above = table.rows[-1]
        cells = tuple(" ".join(filter(None, pair)) for pair in zip(above.cells, row.cells, strict=True))
        table.rows[-1] = Row(cells, above.line, row.last_line, above.page)
    else:
        table.rows.append(row)


def _flattened(blocks: Sequence[Block], at: int) -> Table | None:
    """A table printed one cell a line, its first heading in the block `at`."""
    headings, end = _flat_headings(blocks, at)
    if len(headings) < 3 or not _is_header(headings):
        return None
    filling = _Filling(Table(at, end, column_roles(headings), headings=tuple(headings)), blocks)
    for text, first, position in _flat_cells(blocks, end):
        if filling.is_over(text, first, position):
            break
        filling.take(text, first, position)
    filling.close_row()
    return filling.table


class _Filling:
    """Cells one by one into the rows of a flattened table."""

    def __init__(self, table: Table, blocks: Sequence[Block]) -> None:
        self.table = table
        self.blocks = blocks
        self.cells: list[str] = []
        self.line = 0
        self.numbered = table.columns[0] == "index"

    def is_over(self, text: str, first: Block, position: int) -> bool:
        """Whether a cell cannot begin a row: other text before a bar, the headings of the next table, the signature."""
        if self.cells or not self.numbered or not text or _CODE.fullmatch(text):
            return False
        return first is not self.blocks[position] or is_column(text) or bool(_SIGNATURE.match(text))

    def take(self, text: str, first: Block, position: int) -> None:
        """Puts a cell into the row; a deep number in any column but the first begins a new one."""
        if len(self.cells) > 1 and (_DEEP_CODE.fullmatch(text) or self._follows_group(text)):
            self.close_row()
        if not self.cells:
            self.line = first.line
            self.cells = [""] if self.numbered and text and not _CODE.fullmatch(text) else []
        self.cells.append(text)
        self.table.end = position + 1
        if len(self.cells) == len(self.table.columns):
            self.close_row()

    def _follows_group(self, text: str) -> bool:
        """Whether the first number of a group comes after its heading, which stands in merged cells: "I | A | 1"."""
        headed = self.numbered and len(self.cells) == 2 and _GROUP_CODE.fullmatch(self.cells[0])
        return bool(headed and _CODE.fullmatch(text) and text[0].isdigit())

    def close_row(self) -> None:
        """Ends the row, however many cells it has."""
        last = self.blocks[self.table.end - 1]
        if any(self.cells):
            cells = _fit(tuple(self.cells), len(self.table.columns))
            self.table.rows.append(Row(cells, self.line, last.last_line, last.page))
        self.cells = []


def _flat_headings(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
    """The headings of a flattened table and the position after them: cells as long as they are labels."""
    headings: list[str] = []
    end = at
    for text, _, position in _flat_cells(blocks, at):
        if not is_column(text) and not (headings and column_role(text) and not _CODE.fullmatch(text)):
            break
        headings.append(text)
        end = position + 1
    return headings, end


def _flat_cells(blocks: Sequence[Block], at: int) -> Iterator[tuple[str, Block, int]]:
    """Cells one by one with the block where each begins and the position where it ends. Lines without a bar belong to
    the cell that a following bar closes; running text ends the table.
    """
    pending: list[Block] = []
    for position in range(at, len(blocks)):
        block = blocks[position]
        if block.cells is None:
            if len(pending) >= _REACH or _is_text(blocks, position):
                return
            pending.append(block)
            continue
        first, *others = block.cells or ("",)
        yield " ".join([*(part.text for part in pending), first]).strip(), (pending or [block])[0], position
        pending = []
        for other in others:
            yield other, block, position


def _is_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line without a bar is no part of a cell: a heading, or no bar follows soon."""
    mark = read_mark(blocks[at].text)
    if mark and mark.level < 3:
        return True
    return all(block.cells is None for block in blocks[at : at + _REACH])
