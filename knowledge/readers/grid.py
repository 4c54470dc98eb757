"""Tables with merged cells to plain rows, and tables that only set text side by side to paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.readers.blocks import Stream
from knowledge.reading.labels import is_column
from nlp.text import squeeze

MOST_COLUMNS = 60
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđ])?[.)]?")
_BULLET = re.compile(r"[-–+*•]\s*")
_OPEN_END = re.compile(r"[,;:.–(/&-]$|\b(?:và|hoặc|của|các|với|tỉnh|huyện|thành phố|Sở|Bộ|Ban|Ủy ban)$")
_LONGEST_NAME = 12
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3


class Cell(NamedTuple):
    """A cell as its format gives it."""

    lines: tuple[str, ...] = ()
    """its paragraphs."""
    width: int = 1
    height: int = 1
    goes_on: bool = False
    """whether it is one with the cell above."""
    strong: bool = False


Row = Sequence[Cell]


def add_table(stream: Stream, rows: Sequence[Row], page: int | None = None, pages: Sequence[int | None] = ()) -> None:
    """Adds a table to the stream; `pages` gives the page of each row where `page` does not do for all."""
    grid = without_blank_columns(unfold(rows))
    if _is_layout(grid):
        for at, row in enumerate(grid):
            for cell in row:
                for line in () if cell.goes_on else cell.lines:
                    stream.add(line, pages[at] if pages else page, cell.strong)
        return
    for at, (row, texts) in enumerate(zip(grid, cell_texts(grid), strict=True)):
        stream.add_row(texts, pages[at] if pages else page, merged(row, texts))


def unfold(rows: Iterable[Row]) -> list[list[Cell]]:
    """The rows with one cell for each column: a wide cell is followed by empty ones, a high one goes on below."""
    grid: list[list[Cell]] = []
    high: dict[int, Cell] = {}
    for row in rows:
        line: list[Cell] = []
        for cell in row:
            _fill_from_above(line, high)
            _place(line, cell, high)
        _fill_from_above(line, high)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [[*line, *[Cell()] * (width - len(line))] for line in grid]


def _fill_from_above(line: list[Cell], high: dict[int, Cell]) -> None:
    """Sets the cells that reach down from above, from the end of the line on as long as there are any."""
    while cell := high.pop(len(line), None):
        if cell.height > 2:
            high[len(line)] = cell._replace(height=cell.height - 1)
        line.append(cell._replace(height=1, goes_on=True))


def _place(line: list[Cell], cell: Cell, high: dict[int, Cell]) -> None:
    for part in range(min(cell.width, MOST_COLUMNS - len(line))):
        own = cell if part == 0 else Cell(height=cell.height, goes_on=cell.goes_on)
        if own.height > 1:
            high[len(line)] = own
        line.append(own)


def without_blank_columns(grid: Sequence[Row]) -> list[list[Cell]]:
    """The grid without columns that hold nothing: wide cells leave them, and spacers of letterheads."""
    kept = [at for at in range(len(grid[0]) if grid else 0) if any(any(row[at].lines) for row in grid)]
    return [[row[at] for at in kept] for row in grid]


def _is_layout(grid: Sequence[Row]) -> bool:
    """Whether a table only sets text side by side, as letterheads and signatures do: one column, or a few rows whose
    cells hold several paragraphs and no headings.
    """
    width = len(grid[0]) if grid else 0
    if width <= 1:
        return True
    if width > _LAYOUT_COLUMNS or len(grid) > _LAYOUT_ROWS:
        return False
    if sum(is_column(join_lines(cell.lines)) for cell in grid[0]) >= 2:
        return False
    return any(len(cell.lines) > 1 for row in grid for cell in row)


def cell_texts(grid: Iterable[Row]) -> Iterator[list[str]]:
    """The text of each cell. One that goes on repeats the text above, except a number, which is printed once."""
    above: list[str] = []
    for row in grid:
        texts = [join_lines(cell.lines) for cell in row]
        for at, cell in enumerate(row):
            if cell.goes_on and above:
                texts[at] = above[at]
        above = texts
        yield ["" if cell.goes_on and _NUMBER.fullmatch(text) else text for cell, text in zip(row, texts, strict=True)]


def merged(row: Row, texts: Sequence[str]) -> list[int]:
    """The positions of cells that repeat the text above."""
    return [at for at, (cell, text) in enumerate(zip(row, texts, strict=True)) if cell.goes_on and text]


def join_lines(lines: Sequence[str]) -> str:
    """The paragraphs of a cell on one line; names and times below each other are parted by semicolons."""
    if len(lines) < 2:
        return squeeze("".join(lines))
    parts = [squeeze(line) for line in lines]
    parts = [part for part in parts if part]
    listed = len(parts) > 1 and all(map(_is_name, parts)) and all(_are_apart(*pair) for pair in pairwise(parts))
    return "; ".join(_BULLET.sub("", part, count=1).rstrip(" ;,") for part in parts) if listed else " ".join(parts)


def _is_name(part: str) -> bool:
    return len(part.split()) <= _LONGEST_NAME and not (part.isupper() and len(part) > 4)


def _are_apart(above: str, below: str) -> bool:
    """Whether two lines of a cell are entries of a list, and not one entry on two lines."""
    bullet = _BULLET.match(below)
    if bullet or above.endswith((";", ".")):
        return True
    return not _OPEN_END.search(above) and (below[0].isupper() or below[0].isdigit())
