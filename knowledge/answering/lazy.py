"""A list that is made only as far as somebody looks."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Lazy(Generic[T]):
    """What an iterator gives, kept, so that it can be gone through again."""

    def __init__(self, source: Iterable[T]) -> None:
        self._source = iter(source)
        self._made: list[T] = []

    def __iter__(self) -> Iterator[T]:
        at = 0
        while at < len(self._made) or self._make():
            yield self._made[at]
            at += 1

    def __bool__(self) -> bool:
        return bool(self._made) or self._make()

    @property
    def first(self) -> T:
        """The first of them. Raises StopIteration when there is none."""
        return next(iter(self))

    def _make(self) -> bool:
        """Make one more; whether there was one."""
        for each in self._source:
            self._made.append(each)
            return True
        return False
