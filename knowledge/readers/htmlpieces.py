"""Very long web pages in pieces, each a page of its own: parsed, a page takes ten times the memory of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_PIECE = 2 * 2**20
_UNREAD = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_names = str.split
_ALONE = frozenset(_names("area base br col embed hr img input link meta param source track wbr"))
_ENDED_BY_NEXT = frozenset(_names("p li dt dd option tr td th tbody thead tfoot colgroup"))
_BEGINNING = frozenset(_names("p div section article h1 h2 h3 h4 h5 h6 table ul ol center"))
_WHOLE = frozenset(_names("table ul ol dl pre select"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page."""

    text: str
    in_table: bool
    """whether it ends between two rows of a table, which the next piece goes on with."""


def without_programs(text: str) -> str:
    """The page without scripts, styles and comments; one that is not closed takes all that follows, as in browsers."""
    kept, at = [], 0
    while found := _UNREAD.search(text, at):
        kept.append(text[at : found.start()])
        end = re.compile(f"</{found[1]}[^>]*>" if found[1] else "-->", re.IGNORECASE).search(text, found.end())
        at = end.end() if end else len(text)
    return "".join([*kept, text[at:]])


def pieces(text: str) -> Iterator[Piece]:
    """The page cut before paragraphs, or rows of a long table; each piece opens anew the elements that were open."""
    opened = _Open()
    start, head = 0, ""
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if tag.start() - start >= LONGEST_PIECE and not tag[1] and opened.may_end_before(name):
            yield Piece(head + text[start : tag.start()], opened.in_table)
            start, head = tag.start(), opened.again()
        opened.take(tag[0], name, bool(tag[1]))
    yield Piece(head + text[start:], False)


@dataclass(slots=True)
class _Open:
    """The elements that are open at a place of a page, with their tags as written."""

    tags: list[tuple[str, str]] = field(default_factory=list)

    @property
    def in_table(self) -> bool:
        """Whether a table is open, and nothing else that is read as a whole."""
        return [name for name, _ in self.tags if name in _WHOLE] == ["table"]

    def may_end_before(self, name: str) -> bool:
        """Whether a piece may end before an element of this name."""
        if name == "tr":
            return self.in_table and self.tags[-1][0] == "table"
        return name in _BEGINNING and not any(name in _WHOLE for name, _ in self.tags)

    def take(self, tag: str, name: str, closing: bool) -> None:
        """Goes past a tag. An end without a beginning is none."""
        if name in _ALONE or name in _ENDED_BY_NEXT or tag.endswith("/>"):
            return
        if not closing:
            self.tags.append((name, tag))
        elif place := next((at for at in range(len(self.tags), 0, -1) if self.tags[at - 1][0] == name), 0):
            del self.tags[place - 1 :]

    def again(self) -> str:
        """The beginnings of all that is open."""
        return "".join(tag for _, tag in self.tags)
