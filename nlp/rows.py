"""Rows of words found where they begin in a text, however many rows there are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Rows(Generic[T]):
    """Things under rows of folded syllables; several may have one row."""

    def __init__(self, things: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._things: dict[tuple[str, ...], list[T]] = {}
        for row, thing in things:
            self._things.setdefault(row, []).append(thing)
        self._lengths: dict[str, list[int]] = {}
        for first, length in sorted({(row[0], len(row)) for row in self._things}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def __iter__(self) -> Iterator[T]:
        return (thing for things in self._things.values() for thing in things)

    def at(self, words: Sequence[str], start: int) -> list[T]:
        """The things whose row begins at a place of a text, the longest first, like ones in the order given."""
        found: list[T] = []
        for length in self._lengths.get(words[start], ()):
            if start + length <= len(words):
                found += self._things.get(tuple(words[start : start + length]), ())
        return found
