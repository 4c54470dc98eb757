"""Rows of words found where they begin in a text, however many rows there are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class _Node(Generic[T]):
    """What rows begin with some words: the things under just these, and what goes on from them."""

    __slots__ = ("after", "things")

    def __init__(self) -> None:
        self.things: list[T] = []
        self.after: dict[str, _Node[T]] = {}


class Rows(Generic[T]):
    """Things under rows of folded syllables; several may have one row."""

    def __init__(self, things: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._root = _Node[T]()
        self._things: dict[tuple[str, ...], list[T]] = {}
        for row, thing in things:
            node = self._root
            for word in row:
                node = node.after.setdefault(word, _Node())
            node.things.append(thing)
            self._things[row] = node.things

    def __iter__(self) -> Iterator[T]:
        return (thing for things in self._things.values() for thing in things)

    def at(self, words: Sequence[str], start: int) -> list[T]:
        """The things whose row begins at a place of a text, the longest first, like ones in the order given."""
        found: list[T] = []
        node, place = self._root.after.get(words[start]), start + 1
        while node:
            if node.things:
                found = [*node.things, *found]
            node, place = node.after.get(words[place]) if place < len(words) else None, place + 1
        return found
