"""Web pages (.html), also those that web sites hand out as ".doc": paragraphs, lists and tables in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from knowledge.progress import Progress, Step
from knowledge.readers.blocks import Block, Stream
from knowledge.readers.encodings import text_of
from knowledge.readers.faults import OversizedDocument, parsing
from knowledge.readers.grid import Cell, add_table
from knowledge.readers.htmlpieces import Piece, pieces, without_programs
from knowledge.readers.limits import LARGEST_FILE
from knowledge.readers.numbering import shown
from knowledge.readers.oldfonts import unicode_of
from knowledge.readers.raised import raised
from knowledge.reading.marks import read_mark

_LONGEST_WHOLE = 8 * 2**20
"""letters of a page that is parsed as a whole: parsed it takes about ten times its size."""
_CHUNK = 2**20
_names = str.split
_LEFT_OUT = frozenset(_names("script style noscript template head nav footer aside select button iframe svg object"))
_INLINE = frozenset(
    _names("a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label mark q s samp small span")
    + _names("strike strong sub sup time tt u var wbr")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = _HEADINGS | {"b", "strong", "th"}
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_IN_PAGES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PICTURE = b";base64,"
_LETTERS = re.compile(rb"[A-Za-z0-9+/=\s]*")
_TALLEST = 2000


def read_html(path: Path, progress: Progress) -> list[Block]:
    """The blocks of a web page; raises UnreadableDocument, OSError."""
    from lxml import html

    text = _NOT_IN_PAGES.sub("", _XML_DECLARATION.sub("", _text(_page_of(_bytes(path)), path)))
    with parsing(path):
        page, done = _Page(), 0
        for piece in _pieces(text) if text.strip() else ():
            page.in_table = piece.in_table
            page.read(html.document_fromstring(piece.text))
            done = min(len(text), done + len(piece.text))
            progress(Step("text", done, len(text)))
        return page.stream.blocks


def _pieces(text: str) -> Iterator[Piece]:
    """The page, in pieces where it is too long to be parsed at once."""
    if len(text) <= _LONGEST_WHOLE:
        return iter([Piece(text, in_table=False)])
    return (piece for piece in pieces(without_programs(text)) if piece.text.strip())


def _bytes(path: Path) -> bytes:
    """The bytes of a file without the pictures written into it, which may be most of it, and stop the parser."""
    if path.stat().st_size > LARGEST_FILE:
        raise OversizedDocument(path)
    with path.open("rb") as file:
        return b"".join(_without_pictures(iter(lambda: file.read(_CHUNK), b"")))


def _without_pictures(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes of a file, read piece by piece, without what stands between ";base64," and the end of its letters."""
    inside, rest = False, b""
    for chunk in chunks:
        data, at, rest = rest + chunk, 0, b""
        while at < len(data):
            if inside:
                at = _LETTERS.match(data, at).end()  # type: ignore[union-attr]
                inside = at == len(data)
                continue
            start = data.find(_PICTURE, at)
            end = start if start >= 0 else max(at, len(data) - len(_PICTURE) + 1)
            yield data[at:end]
            inside = start >= 0
            rest = b"" if inside else data[end:]
            at = start + len(_PICTURE) if inside else len(data)
    yield rest


def _page_of(data: bytes) -> bytes:
    """The page in a web archive (MHTML), or the bytes as they are."""
    if not data[:200].lstrip().lower().startswith((b"mime-version:", b"from: <saved by")):
        return data
    from email import message_from_bytes

    parts = (part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    pages = (part.get_payload(decode=True) for part in parts)
    return next((page for page in pages if isinstance(page, bytes)), b"")


def _text(data: bytes, path: Path) -> str:
    """The text of a page; the encoding that it declares counts where it is windows-1258, others tell themselves."""
    declared = _DECLARED.search(data[:4096])
    if declared and declared[1].lower() in (b"windows-1258", b"cp1258"):
        return data.decode("cp1258", "replace")
    return text_of(data, path)


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for the text inside an element."""

    bold: bool = False
    font: str | None = None
    raised: bool = False
    kept: bool = False
    """whether line ends are kept, as in `pre`."""


@dataclass(slots=True)
class _Page:
    """Walks through a page; text is gathered until a block ends."""

    stream: Stream = field(default_factory=Stream)
    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    mark: str = ""
    in_table: bool = False
    """whether the last table goes on in the next piece of the page."""
    rows: list[list[Cell]] = field(default_factory=list)
    """those of a table that goes on."""

    def read(self, root: Any) -> None:
        """Takes the blocks of an element and all inside it."""
        self._walk(root, _Look())
        self._end()

    def _walk(self, element: Any, look: _Look) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or _is_hidden(element):
            return
        if tag == "br":
            self.pieces.append("\n")
            return
        if tag not in _INLINE:
            self._end()
        if tag == "table" and not _is_frame(element):
            self._table(element, look)
        else:
            self._inside(element, _look(element, look))
        if tag not in _INLINE:
            self._end()

    def _inside(self, element: Any, look: _Look) -> None:
        if element.tag == "li":
            self.mark = _list_mark(element)
        self._say(element.text, look)
        for child in element:
            self._walk(child, look)
            self._say(child.tail, look)

    def _say(self, text: str | None, look: _Look) -> None:
        if not text:
            return
        text = unicode_of(text if look.kept else text.replace("\n", " ").replace("\r", " "), look.font)
        self.pieces.append(raised(text) if look.raised else text)
        if text.strip():
            self.bold.append(look.bold)

    def _end(self) -> None:
        """Ends a paragraph."""
        text = "".join(self.pieces).strip()
        if text:
            if self.mark and not read_mark(text):
                text = f"{self.mark} {text}"
            self.stream.add(text, strong=bool(self.bold) and all(self.bold))
            self.mark = ""
        self.pieces, self.bold = [], []

    def _table(self, table: Any, look: _Look) -> None:
        for caption in table.iterchildren("caption"):
            self.stream.add(caption.text_content())
        self.rows += [[self._cell(cell, look) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
        if not (self.in_table and next(table.iterancestors("body")).findall(".//table")[-1] is table):
            add_table(self.stream, self.rows)
            self.rows = []

    def _cell(self, cell: Any, look: _Look) -> Cell:
        page = _Page()
        blocks = page.read_inside(cell, _look(cell, look))
        lines = tuple(block.text for block in blocks)
        strong = bool(blocks) and all(block.strong for block in blocks)
        return Cell(lines, _span(cell, "colspan"), _span(cell, "rowspan"), strong=strong)

    def read_inside(self, element: Any, look: _Look) -> list[Block]:
        """The blocks inside an element, a cell for one."""
        self._inside(element, look)
        self._end()
        return self.stream.blocks


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_frame(table: Any) -> bool:
    """Whether a table only frames other tables, or has one cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return sum(1 for _ in _first_two(table.iter("td", "th"))) < 2


def _first_two(elements: Iterator[Any]) -> Iterator[Any]:
    return (element for element, _ in zip(elements, range(2), strict=False))


def _look(element: Any, above: _Look) -> _Look:
    style = element.get("style") or ""
    font = _FONT.search(style)
    return replace(
        above,
        bold=above.bold or element.tag in _BOLD or bool(_HEAVY.search(style)),
        font=element.get("face") or (font[1].strip() if font else above.font),
        raised=above.raised or element.tag == "sup",
        kept=above.kept or element.tag == "pre",
    )


def _list_mark(item: Any) -> str:
    """The sign before an entry of a list: "-", or its number in the form that the list asks for."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    count = _number(item.get("value")) or (_number(parent.get("start")) or 1) + before
    form = _LIST_FORMS.get(parent.get("type") or "", "decimal")
    return f"{shown(count, form)}{')' if form == 'lowerLetter' else '.'}"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() and len(text) < 6 else None


def _span(cell: Any, name: str) -> int:
    return min(max(_number(cell.get(name)) or 1, 1), _TALLEST)
