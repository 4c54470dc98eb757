"""Keeps the task base at hand, and follows what other processes write to it."""

import threading
from pathlib import Path

from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.storing.store import Store


class Keeper:
    """The assistant over the store at a path, for any number of threads.

    The store is opened read-only, once in each thread that asks. While one thread reads a base that was changed, the
    others go on with the old one.
    """

    def __init__(self, path: Path, shared: bool = True) -> None:
        """`shared`: whether several threads ask. One alone gives its old base up for the new one, which then only adds
        what is new.
        """
        self._path, self._shared = path, shared
        self._own = threading.local()
        self._reading = threading.Lock()
        self._assistant: Assistant | None = None

    def assistant(self) -> Assistant:
        """The assistant over the plans as they are now. Raises `knowledge.errors.Problem` when they cannot be read."""
        store = self._store()
        version, held = store.version(), self._assistant
        if held and held.base.version == version:
            return held
        if self._reading.acquire(blocking=held is None):
            try:
                if self._assistant is None or self._assistant.base.version != version:
                    before = None if self._shared or held is None else held.base
                    self._assistant = Assistant(TaskBase.load(store, before))
            finally:
                self._reading.release()
        assert self._assistant is not None  # noqa: S101 - who does not get the lock has an old one
        return self._assistant

    def close(self) -> None:
        """Let go of the store that this thread opened; those of other threads end with them."""
        store: Store | None = getattr(self._own, "store", None)
        if store:
            store.close()
            self._own.store = self._assistant = None

    def _store(self) -> Store:
        store: Store | None = getattr(self._own, "store", None)
        if store is None:
            store = self._own.store = Store.open(self._path, read_only=True)
        return store
