"""Plain text and Markdown: a line that is not blank is a block; rows of tables are cut into their cells,
those drawn with blanks too.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from knowledge.progress import Progress
from knowledge.readers.blocks import Block, printed
from knowledge.readers.columns import spaced_rows
from knowledge.readers.encodings import decoded
from nlp.text import squeeze

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BOLD = re.compile(r"(?:\*\*|__)(.+)(?:\*\*|__):?")
_STRONG_MARK = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*]*[^\s*])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ROWS_ABOVE = 5
_GAP = re.compile(r" {2,}")
_FEWEST_TABS = 2
"""fewer than three cells may be words that are only set apart"""
_GROUP_ROW = re.compile(r"\s*(?:[IVX]{1,5}|[A-HK]|\d{1,2})[.)]?\t[^\t]*\w[^\t]*")
_CELL_END = re.compile(r"(?<!\\)\|")


def read_text(path: Path, progress: Progress) -> list[Block]:
    """The blocks of a text or Markdown file; raises UnknownFormat where bytes are no text, UnknownEncoding, OSError."""
    blocks: list[Block] = []
    first = 1
    for piece in decoded(path, progress):
        lines = _lines(piece)
        blocks += _blocks(lines, first)
        first += len(lines) - 1
    return blocks


def text_blocks(text: str) -> list[Block]:
    """A block for each line of `text` that is not blank; lines are counted by their line feeds."""
    return list(_blocks(_lines(text), 1))


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at in range(1, len(lines)):
        lines[at] = _with_tabs(lines[at], lines[at - 1].count("\t"))
    return lines


def _with_tabs(line: str, tabs: int) -> str:
    """A line under a row of cells parted by tabs, with tabs for the wide gaps that part as many cells in it."""
    if tabs < _FEWEST_TABS or "\t" in line or "|" in line or "  " not in line:
        return line
    cells = _GAP.split(line.strip())
    return "\t".join(cells) if len(cells) == tabs + 1 else line


def _blocks(lines: list[str], first: int) -> Iterator[Block]:
    rows = spaced_rows(lines)
    last = -1
    for at in range(len(lines)):
        if at <= last:
            continue
        if row := rows.get(at):
            last = row.last
            cells = tuple(_without_markdown(printed(cell).strip())[0] for cell in row.cells)
            yield Block(" ".join(filter(None, cells)), first + at, first + last, cells=cells)
            continue
        last = at + _goes_on(lines, at)
        if block := _block(" ".join(lines[at : last + 1]) + _missing_tabs(lines, at), first + at, first + last):
            yield block


def _goes_on(lines: list[str], at: int) -> int:
    """1 where a row of cells parted by tabs was broken inside a cell, so that its other cells stand on the next line:
    both together have the tabs of the row above; else 0.
    """
    tabs = lines[at].count("\t")
    if not tabs or not lines[at + 1 : at + 2]:
        return 0
    above = takewhile(bool, (line.count("\t") for line in reversed(lines[max(0, at - _ROWS_ABOVE) : at])))
    below = lines[at + 1].count("\t")
    return int(bool(below) and tabs + below == max(above, default=0))


def _missing_tabs(lines: list[str], at: int) -> str:
    """The tabs that a row heading a group lacks to have the cells of the row above: "A", tab, "Công tác chuẩn bị"."""
    lacking = lines[at - 1].count("\t") - 1 if at else 0
    return "\t" * lacking if lacking > 1 and _GROUP_ROW.fullmatch(lines[at]) else ""


def _block(line: str, number: int, last: int) -> Block | None:
    raw = printed(line)
    text, strong = _without_markdown(raw.strip())
    if not text:
        return None
    return Block(text, number, last, cells=_cells(raw), strong=strong)


def _without_markdown(raw: str) -> tuple[str, bool]:
    """The words of a line on one line of text, and whether all of it was a heading or bold."""
    text = _HEADING.sub("", raw, count=1) if raw.startswith("#") else raw
    strong = text is not raw or _BOLD.fullmatch(text) is not None
    text = _STRONG_MARK.sub("", _BREAK.sub(" ", text))
    text = _ESCAPE.sub(r"\1", _ITALIC.sub(r"\1", text))
    return squeeze(text), strong


def _cells(raw: str) -> tuple[str, ...] | None:
    """The cells of a table row: between bars, each closed by a bar, or parted by tabs (three cells or
    more, or the code and title of a group).
    """
    if "|" in raw:
        parts = _CELL_END.split(raw.strip())
        closed = not parts[-1].strip()
        opened = not parts[0].strip() and len(parts) > 2 and any(parts)
        parts = parts[1 if opened else 0 : -1 if closed else None]
        return tuple(_without_markdown(part.strip())[0] for part in parts)
    parts = raw.split("\t")
    fewest = 2 if len(parts) > 2 and _GROUP_ROW.fullmatch(raw.rstrip()) else 3
    if sum(bool(part.strip()) for part in parts) < fewest:
        return None
    return tuple(_without_markdown(part.strip())[0] for part in parts)
