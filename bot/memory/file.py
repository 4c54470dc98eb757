"""The state file as one thread uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.memory.schema import open_state, told


class File:
    """The file at a path, opened at the first call. Belongs to one thread; every method raises `Problem` when the file
    fails it.
    """

    def __init__(self, path: Path, durable: bool = False) -> None:
        """`durable`: whether what was written outlives a power cut, for a little time with each write."""
        self._path, self._durable = path, durable
        self._opened: Any = None

    @property
    def db(self) -> Any:
        """The connection."""
        if self._opened is None:
            self._opened = open_state(self._path)
            if self._durable:
                self._opened.execute("PRAGMA synchronous = FULL")
        return self._opened

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """All or nothing; gives the connection."""
        with told(self._path):
            db = self.db
            with db.conn:
                db.execute("BEGIN IMMEDIATE")
                yield db

    def write(self, sql: str, *values: object) -> int:
        """Execute one statement; -> how many rows it changed."""
        with self.transaction() as db:
            return int(db.execute(sql, values).rowcount)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with told(self._path):
            return list(self.db.execute(sql, values).fetchall())
