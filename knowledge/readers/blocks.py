"""The one stream that every format comes to: paragraphs and table rows with their place in the file."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.readers.limits import LARGEST_TEXT, TooLong
from nlp.text import squeeze

_NOT_PRINTED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SYMBOL_BULLET = re.compile("[\uf02d\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc\u25cf\u25aa\u25a0\u2756]")


class Block(NamedTuple):
    """A paragraph, or one line of a table."""

    text: str
    """in Unicode NFC, white space folded, without the marks of Markdown."""
    line: int
    """first line in the file, 1-based; for formats without lines, the running number of the block."""
    last_line: int
    page: int | None = None
    cells: tuple[str, ...] | None = None
    """the cells, where the block is a row of a table; one cell where a table is printed one cell a line."""
    strong: bool = False
    """whether the source sets the whole block as a heading or in bold."""
    merged: frozenset[int] = frozenset()
    """the positions of cells that are one with the cell above; they repeat its text."""


def printed(text: str) -> str:
    """The text in NFC without characters that print nothing; line ends are kept."""
    return _NOT_PRINTED.sub("", unicodedata.normalize("NFC", text))


_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class Stream:
    """Collects the blocks of a format, and numbers them where it has no lines. Raises TooLong for more text than a
    document may hold.
    """

    blocks: list[Block] = field(default_factory=list)
    letters: int = 0

    def add(
        self, text: str, page: int | None = None, strong: bool = False, lines: tuple[int, int] | None = None
    ) -> None:
        """A paragraph; each of its lines (line breaks inside it) is a block. `lines` where the format has lines."""
        for line in printed(text).split("\n"):
            words = squeeze(_SYMBOL_BULLET.sub("•", line))
            if words:
                self._take(Block(words, *(lines or self._next()), page, strong=strong))

    def add_row(
        self,
        cells: Iterable[str],
        page: int | None = None,
        merged: Iterable[int] = (),
        lines: tuple[int, int] | None = None,
    ) -> None:
        """A row of a table; one without a word is none. `merged`: positions of cells that are one with those above."""
        words = tuple(squeeze(printed(cell)) for cell in cells)
        if any(words):
            text = " | ".join(words)
            self._take(Block(text, *(lines or self._next()), page, words, merged=frozenset(merged) or _NONE))

    def _take(self, block: Block) -> None:
        self.letters += len(block.text)
        if self.letters > LARGEST_TEXT:
            raise TooLong
        self.blocks.append(block)

    def _next(self) -> tuple[int, int]:
        number = len(self.blocks) + 1
        return number, number
