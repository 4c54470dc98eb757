"""Which part of a list is told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from knowledge.answering.answer import FIRST_SCREEN

T = TypeVar("T")
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list. On pages that buttons turn, rows bear the numbers that stand on the buttons."""

    number: int = 0
    size: int = FIRST_SCREEN
    turned: bool = False
    """whether buttons turn it; then nothing is said of what it leaves out."""

    def part(self, rows: Sequence[T], before: int = 0) -> list[tuple[int, T]]:
        """The rows on this page, each with its number from 1; `before` others stand before them in the whole list."""
        first = self.number * self.size - before
        last = max(first + self.size, 0)
        shown = rows[max(first, 0) : last]
        return list(enumerate(shown, before + max(first, 0) + 1))

    def rest(self, rows: Sequence[T], before: int = 0) -> int:
        """How many rows are left out behind this page and are to be told of; none where a button leads on."""
        told = max((self.number + 1) * self.size - before, 0)
        return 0 if self.turned else max(len(rows) - told, 0)

    def room(self, characters: int) -> int:
        """How many of these characters a row's text may take: fewer where a tap opens the whole."""
        return min(characters, _SHORT) if self.turned else characters

    def mark(self, number: int) -> str:
        """What a row begins with."""
        return f"{number}. " if self.turned else "• "
