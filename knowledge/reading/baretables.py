"""Tables of duties whose bars were lost: one cell a line, empty cells left out; known by their headings and numbers."""

import re
from collections.abc import Sequence

from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, even, verb_at
from knowledge.readers import Block
from knowledge.reading.labels import column_role, is_column
from knowledge.reading.marks import read_mark
from knowledge.reading.tables import DITTO, Row, Table, column_roles, find_tables
from nlp.times import read_timings

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-HK]|\d{1,2}(?:\.\d{1,2})+)[.)]?")
_OVER = re.compile(r"Nơi nhận|(?:TM|KT|TL|TUQ|T/M)\s*[./]|Ghi chú\s*:|Trên đây|PHỤ LỤC|Phụ lục")
_OPEN = re.compile(r"(?:,|\b(?:và|của|tại|cho|các|thuộc|với|theo|từ|đến|trong|về))$")
_EMPTY = re.compile(r"[-–—/x.]+", re.IGNORECASE)
"""What is printed in a cell that holds nothing."""
_BROKEN_PLACE = re.compile(rf"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thôn|khu phố) [{CAPITALS}][^\W\d_]*$")
_ONE_NAME = re.compile(rf"[{CAPITALS}][^\W\d_{CAPITALS}]+")
"""The second half of a place's name, the first of which ends the line above: "UBND xã Tân | Lập"."""
_PERHAPS_OPEN = re.compile(r"\btrên địa bàn$")
_FEWEST_HEADINGS, _FEWEST_ROWS = 3, 2
_MOST_HEADINGS = 24
_NUMBERS_FIRST = re.compile(r"S?TT\s")
_CAPITAL_NEXT = re.compile(rf"\s+(?=[{CAPITALS}])")
_LONGEST_LINE = 160
"""Of headings that stand on one line."""
_FIRST_ROLES = {"index", "task", "lead", "timing", "day"}
"""What the first heading of a table may tell."""
_LONGEST_FIRST = 40
_LONGEST_HEADING = 60
_LONGEST_POST = 6
_TOLD = {"lead", "coordinator", "timing", "begin", "day"}
_LONGEST_TIME = 120
_MOST_BROKEN, _REACH = 6, 12
_REST = 4
"""So many lines, less one, are looked through for the end of a last row."""


def all_tables(blocks: Sequence[Block]) -> list[Table]:
    """The tables of a document in order, with bars and without."""
    tables = find_tables(blocks)
    inside = {at for table in tables for at in range(table.start, table.end)}
    at = 0
    while at < len(blocks):
        text = blocks[at].text
        short = len(text) <= _LONGEST_FIRST or _NUMBERS_FIRST.match(text)
        table = bare_table(blocks, at) if short and blocks[at].cells is None and at not in inside else None
        if table and inside.isdisjoint(range(table.start, table.end)):
            tables.append(table)
        at = max(at + 1, table.end if table else 0)
    return sorted(tables, key=lambda table: table.start)


def bare_table(blocks: Sequence[Block], at: int) -> Table | None:
    """The table whose first heading ("TT") is the block `at`, or None: its headings are labels, one a line or all on
    one, and the first line after them is a number; without a column of numbers, see `_unnumbered`.
    """
    headings, end = _headings(blocks, at)
    if not headings or column_role(headings[0]) != "index":
        return _unnumbered(blocks, at, headings)
    columns = column_roles(headings)
    if sum(map(is_column, headings)) < _FEWEST_HEADINGS or end == len(blocks) or _TOLD.isdisjoint(columns):
        return None
    table = Table(at, end, columns, headings=tuple(headings))
    table.end += _heading_lines(table, blocks, end)
    if not _begins_row("".join(one.text for one in blocks[table.end : table.end + 1]), 0):
        return None
    _read_rows(table, blocks)
    return table


def _headings(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
    """The headings of columns that begin at a block, and the position after them; [] where none do."""
    if on_one_line := _on_one_line(blocks[at].text):
        return on_one_line, at + 1
    if not is_column(blocks[at].text) or column_role(blocks[at].text) not in _FIRST_ROLES:
        return [], at
    end, most = at, min(len(blocks), at + _MOST_HEADINGS)
    while end < most and blocks[end].cells is None and _may_head(blocks, at, end):
        end += 1
    return [block.text for block in blocks[at:end]], end


def _on_one_line(text: str) -> list[str]:
    """The headings in a line of labels that each begin with a capital, the first for numbers: "TT Nội dung Chủ trì Thời
    gian"; else [].
    """
    if not _NUMBERS_FIRST.match(text) or len(text) > _LONGEST_LINE:
        return []
    headings = _CAPITAL_NEXT.split(text)
    return headings if len(headings) >= _FEWEST_HEADINGS and all(map(is_column, headings)) else []


def _unnumbered(blocks: Sequence[Block], at: int, headings: list[str]) -> Table | None:
    """A table without a column of numbers: as many lines to a row as there are headings, while each row tells an agency
    or somebody's post, and a time, where its columns do; at least two rows.
    """
    width, columns = len(headings), column_roles(headings)
    if width < _FEWEST_HEADINGS or not all(map(is_column, headings)) or not {"task", "lead", "timing"} <= set(columns):
        return None
    table = Table(at, at + width, columns, headings=tuple(headings))
    while table.end + width <= len(blocks):
        row = blocks[table.end : table.end + width]
        cells = tuple(block.text for block in row)
        told = zip(cells, columns, strict=True)
        if any(block.cells for block in row) or not all(_may_tell(cell, role) for cell, role in told if role in _TOLD):
            break
        table.rows.append(Row(cells, row[0].line, row[-1].last_line, row[0].page))
        table.end += width
    return table if len(table.rows) >= _FEWEST_ROWS else None


def _may_name(cell: str, role: str | None) -> bool:
    """Whether a cell of a row that has one for each column may name people outside the lists: "Trưởng khoa Dược"."""
    names = re.split(r"[,;]\s*|\s+và\s+", cell)
    short = all(0 < len(name.split()) <= _LONGEST_POST for name in names)
    return role in ("lead", "coordinator") and short and cell[0].isupper() and not any(map(str.isdigit, cell))


def _may_tell(cell: str, role: str | None) -> bool:
    """Whether a cell fits its column, or may name a post outside the lists there: "Giáo viên chủ nhiệm"."""
    few = role in ("lead", "coordinator") and cell[0].isupper() and len(cell.split()) <= _LONGEST_POST
    plain = few and not any(map(str.isdigit, cell)) and cell[-1] not in ".;:"
    return _fits(cell, role) or (plain and verb_at(even(cell)) is None)


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
        last = int(number[1]) if number else last  # rows may be counted on from group to group
        end = start + 1
        while end < len(blocks) and not _ends_row(table, blocks, end, last, start + len(table.columns)):
            end += 1
        end = _completed(table, blocks, range(start + 1, end), last)
        row = blocks[start:end]
        cells = _aligned([block.text for block in row[1:]], table.columns[1:])
        cells = ["" if _EMPTY.fullmatch(cell) else cell for cell in cells]
        table.rows.append(Row((row[0].text, *cells), row[0].line, row[-1].last_line, row[0].page))
        table.end = end + _heading_lines(table, blocks, end)


def _completed(table: Table, blocks: Sequence[Block], row: range, last: int) -> int:
    """Where the last row of a table ends: its cells may be broken into more lines than there are columns."""
    columns = table.columns[1:]
    for end in range(row.stop, min(row.stop + _REST, len(blocks) + 1)):
        cells = [block.text for block in blocks[row.start : end]]
        if end > row.stop and _ends_row(table, blocks, end - 1, last, len(blocks)):
            break
        if len(cells) >= len(columns) and all(_placed(_mended(cells), columns) or [""]):
            return end
    return row.stop


def _heading_lines(table: Table, blocks: Sequence[Block], at: int) -> int:
    """How many lines at a position repeat the headings on a new page, its number perhaps above them, or number the
    columns: "(1)", "(2)", ...
    """
    width = len(table.headings)
    one_a_line = [heading.casefold() for heading in table.headings]
    lines = [block.text.casefold() for block in blocks[at : at + width + 1]]
    for above in (0, 1):
        for names in (one_a_line, [" ".join(one_a_line)]):
            end = above + len(names)
            if lines[above:end] == names and all(map(_NUMBER.fullmatch, lines[:above])):
                return end + _column_numbers(blocks, at + end, width)
    return _column_numbers(blocks, at, width)


def _column_numbers(blocks: Sequence[Block], at: int, width: int) -> int:
    """How many lines at a position number the columns, one a line or all on one: "(1)", "(2)", ..."""
    numbers = [str(number) for number in range(1, width + 1)]
    lines = [block.text.strip("()[]. ") for block in blocks[at : at + width]]
    if lines[:1] and re.findall(r"\d+", lines[0]) == numbers and not re.search(r"[^\W\d]", lines[0]):
        return 1
    return width if lines == numbers else 0


def _begins_row(text: str, last: int) -> bool:
    """Whether a line is the number of the next row, or of a group or a part of one."""
    number = _NUMBER.fullmatch(text)
    return int(number[1]) in (last + 1, 1) if number else bool(_GROUP.fullmatch(text))


def _ends_row(table: Table, blocks: Sequence[Block], at: int, last: int, full: int) -> bool:
    """Whether the row is over before a block: at the next number, at headings said again, at what stands below a table,
    and, when all columns are filled, unless another row is still to come.
    """
    text = blocks[at].text
    mark = read_mark(text)
    if _heading_lines(table, blocks, at):
        return True
    if blocks[at].cells is not None or _begins_row(text, last) or _OVER.match(text) or (mark and mark.level < 3):
        return True
    return at >= full and not _is_counted_on(blocks, at + 1, last)


def _is_counted_on(blocks: Sequence[Block], at: int, last: int) -> bool:
    """Whether the number of the next row or group stands alone on one of the lines from a position on, with nothing
    before it that stands below a table.
    """
    for block in blocks[at : at + _REACH]:
        if _begins_row(block.text, last) and block.text != "1":
            return True
        if block.cells is not None or _OVER.match(block.text) or read_mark(block.text):
            return False
    return False


def _aligned(cells: list[str], columns: Sequence[str | None]) -> list[str]:
    """The lines of a row under their columns: what is no agency does not lead, what is no time is not when. Cells may
    be broken into several lines or left out. Where no way fits, all is the wording of the task, and nobody is named.
    """
    cells = _mended(cells)
    even = len(cells) == len(columns)
    told = [(cell, role) for cell, role in zip(cells, columns, strict=False) if role in _TOLD or role == "task"]
    if even and all(_fits(cell, role) or _may_name(cell, role) for cell, role in told):
        return cells
    if len(cells) > len(columns) + _MOST_BROKEN:
        cells = [" ".join(cells[: len(cells) - len(columns) + 1]), *cells[1 - len(columns) :]]
    if placed := _placed(cells, columns):
        return placed
    return cells if even else _loose(cells, columns)


def _mended(cells: list[str]) -> list[str]:
    """The cells with lines that only go on with the one above joined to it: begun small, no agency and no time."""
    mended: list[str] = []
    for cell in cells:
        whole = Catalogue.load().is_agency(cell) or _is_time(cell) or _EMPTY.fullmatch(cell) or DITTO.fullmatch(cell)
        rest = cell[0].islower() and not whole
        if mended and (rest or _is_open(mended[-1], cell)):
            mended[-1] = f"{mended[-1]} {cell}"
        else:
            mended.append(cell)
    return mended


def _is_open(above: str, cell: str) -> bool:
    """Whether the last word of a cell awaits what is on the next line; "trên địa bàn" may await nothing."""
    if _OPEN.search(above) or (_BROKEN_PLACE.search(above) and _ONE_NAME.fullmatch(cell)):
        return True
    return bool(_PERHAPS_OPEN.search(above) and not Catalogue.load().is_agency(cell))


def _placed(cells: list[str], columns: Sequence[str | None]) -> list[str] | None:
    """The way to put all cells, in order, under columns that they fit, with the fewest joined and the most that fit
    well, a lone agency under the lead; None where there is none.
    """
    ways: dict[int, tuple[int, int, list[str]]] = {0: (0, 0, [])}
    """by how many cells are placed: joined ones (negative), those that fit well, the columns so far."""
    for role in columns:
        reached: dict[int, tuple[int, int, list[str]]] = {}
        for start, (joined, well, placed) in ways.items():
            for end in range(start, len(cells) + 1):
                cell = " ".join(cells[start:end])
                if end > start + 1 and any(map(_EMPTY.fullmatch, cells[start:end])):
                    break
                if not (_fits(cell, role) if cell else role not in ("task", "target")):
                    continue
                good = (1 + (role == "lead")) * _fits_well(cell, role) if cell else 0
                way = (joined - max(0, end - start - 1), well + good, [*placed, cell])
                if end not in reached or way[:2] > reached[end][:2]:
                    reached[end] = way
        ways = reached
    return ways[len(cells)][2] if len(cells) in ways else None


def _loose(cells: list[str], columns: Sequence[str | None]) -> list[str]:
    """Cells that fit no columns: too few go one by one to the next that each fits, too many to the task."""
    if len(cells) > len(columns):
        told = next((at for at, role in enumerate(columns) if role in ("task", "target")), 0)
        return [" ".join(cells) if at == told else "" for at in range(len(columns))]
    rest = list(cells)
    placed = [rest.pop(0) if rest and _fits(rest[0], role) else "" for role in columns]
    return [*placed[:-1], " ".join(filter(None, [placed[-1], *rest]))]


def _fits_well(cell: str, role: str | None) -> bool:
    """Whether a cell is wholly what its column holds, begun with a capital."""
    if role in ("lead", "coordinator"):
        return (Catalogue.load().is_agency(cell) or Catalogue.load().is_post(cell)) and (
            role != "lead" or not cell[0].islower()
        )
    return not cell[:1].islower() and (role != "task" or not Catalogue.load().is_agency(cell))


def _is_time(cell: str) -> bool:
    return len(cell) <= _LONGEST_TIME and any(time.type != "unspecified" for time in read_timings(cell))


def _fits(cell: str, role: str | None) -> bool:
    if role in ("task", "target"):
        return not (_EMPTY.fullmatch(cell) or DITTO.fullmatch(cell))
    if _EMPTY.fullmatch(cell) or DITTO.fullmatch(cell):
        return True
    catalogue = Catalogue.load()
    who = any(is_one(cell) for is_one in (catalogue.is_agency, catalogue.is_post, catalogue.is_board))
    if role not in _TOLD:
        return not (who or _is_time(cell))
    who = who or bool(catalogue.find(cell[:_LONGEST_TIME]))
    if role in ("lead", "coordinator"):
        return who
    return _is_event(cell) if who else _is_time(cell)


def _is_event(cell: str) -> bool:
    """Whether a cell that names an agency only tells of what it does first: "Sau khi Bộ Tài chính hướng dẫn"."""
    return any(time.type == "ad_hoc" and time.raw == cell for time in read_timings(cell))
