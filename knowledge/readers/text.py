"""Plain text and Markdown: a line that is not blank is a block; rows of tables are cut into their cells."""

import codecs
import re
import unicodedata
from pathlib import Path

from knowledge.readers import Block, UnknownEncoding, UnknownFormat

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_ZERO_SHARE = 0.3
_NOT_PRINTED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_BOLD = re.compile(r"(?:\*\*|__)(.+)(?:\*\*|__):?")
_STRONG_MARK = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*]*[^\s*])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"(?<!\\)\|")


def read_text(path: Path) -> list[Block]:
    """The blocks of a text or Markdown file; raises UnknownFormat for bytes that are no text, UnknownEncoding for text
    that is not Unicode, OSError.
    """
    return text_blocks(decode(path))


def decode(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark (UTF-32: only with)."""
    data = path.read_bytes()
    if data.startswith(_BINARY_STARTS):
        raise UnknownFormat(path)
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None) or _guess(data)
    if encoding is None:
        raise UnknownFormat(path)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(path) from error


def _guess(data: bytes) -> str | None:
    """UTF-8, unless zero bytes at every second place of the beginning tell UTF-16; None for other zero bytes."""
    start = data[:4000]
    if b"\x00" not in start:
        return "utf-8"
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < _ZERO_SHARE * len(start) / 2 or min(even, odd) > max(even, odd) / 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def text_blocks(text: str) -> list[Block]:
    """A block for each line of `text` that is not blank; lines are counted by their line feeds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = (_block(line, number) for number, line in enumerate(lines, 1))
    return [block for block in blocks if block]


def _block(line: str, number: int) -> Block | None:
    raw = _NOT_PRINTED.sub("", unicodedata.normalize("NFC", line))
    text, strong = _without_markdown(raw.strip())
    if not text:
        return None
    return Block(text, number, number, cells=_cells(raw), strong=strong)


def _without_markdown(raw: str) -> tuple[str, bool]:
    """The words of a line on one line of text, and whether all of it was a heading or bold."""
    text = _HEADING.sub("", raw, count=1) if raw.startswith("#") else raw
    strong = text is not raw or _BOLD.fullmatch(text) is not None
    text = _STRONG_MARK.sub("", _BREAK.sub(" ", text))
    text = _ESCAPE.sub(r"\1", _ITALIC.sub(r"\1", text))
    return " ".join(text.split()), strong


def _cells(raw: str) -> tuple[str, ...] | None:
    """The cells of a table row: between bars, each closed by a bar, or parted by tabs (three cells or more)."""
    if "|" in raw:
        parts = _CELL_END.split(raw.strip())
        closed = not parts[-1].strip()
        opened = not parts[0].strip() and len(parts) > 2 and any(parts)
        parts = parts[1 if opened else 0 : -1 if closed else None]
        return tuple(_without_markdown(part.strip())[0] for part in parts)
    parts = raw.split("\t")
    if sum(bool(part.strip()) for part in parts) < 3:
        return None
    return tuple(_without_markdown(part.strip())[0] for part in parts)
