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
        self._things: dict[tuple[str, ...], list[T]] = {}
        self._beginning: dict[str, list[tuple[str, ...]]] = {}
        self._nodes: dict[str, _Node[T]] = {}
        for row, thing in things:
            if row not in self._things:
                self._things[row] = []
                self._beginning.setdefault(row[0], []).append(row)
            self._things[row].append(thing)

    def __iter__(self) -> Iterator[T]:
        return (thing for things in self._things.values() for thing in things)

    def at(self, words: Sequence[str], start: int) -> list[T]:
        """The things whose row begins at a place of a text, the longest first, like ones in the order given."""
        found: list[T] = []
        if words[start] not in self._beginning:
            return found
        node: _Node[T] | None = self._node(words[start])
        place = start + 1
        while node:
            if node.things:
                found = [*node.things, *found]
            node, place = node.after.get(words[place]) if place < len(words) else None, place + 1
        return found

    def _node(self, first: str) -> _Node[T]:
        """The rows that begin with a word, made ready when a text has it: of the many first words few are ever met."""
        node = self._nodes.get(first)
        if node is None:
            node = self._nodes[first] = self._made(self._beginning[first])
        return node

    def _made(self, rows: Iterable[tuple[str, ...]]) -> _Node[T]:
        root = _Node[T]()
        for row in rows:
            node = root
            for word in row[1:]:
                node = node.after.setdefault(word, _Node())
            node.things = self._things[row]
        return root
