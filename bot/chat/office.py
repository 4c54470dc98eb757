"""What the handlers of the chat share: who answers, what is remembered, what is counted."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Final, ParamSpec, TypeVar

from bot.chat.clerk import Clerk
from bot.memory.state import State
from bot.running.counts import Counts
from bot.settings import TIMEZONE

P = ParamSpec("P")
T = TypeVar("T")

_WORKERS: Final = 4
_MUTED_SECONDS: Final = 600
"""After how long a chat that refused an answer is tried again, when somebody asks there."""


class Office:
    """The clerk works in several threads, so that a slow question holds no other; the state in a thread of its own."""

    def __init__(self, clerk: Clerk, state: State, admins: frozenset[int] = frozenset()) -> None:
        self.clerk, self.state, self.admins = clerk, state, admins
        self.counts = Counts()
        self._closed: dict[int, tuple[str, int | None]] = {}
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="clerk")
        self._memory = ThreadPoolExecutor(1, thread_name_prefix="state")

    async def open(self) -> None:
        """Open the state, and read which chats cannot be written to. Raises `knowledge.errors.Problem`."""
        await self.recall(self.state.forget, seconds_now())
        self._closed = await self.recall(self.state.closed)

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the clerk says, from one of its threads."""
        return await asyncio.get_running_loop().run_in_executor(self._workers, lambda: call(*args, **kwargs))

    async def recall(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the state remembers, from its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._memory, lambda: call(*args, **kwargs))

    def closed(self, chat: int) -> str | None:
        """Why a chat cannot be written to, or None when it can."""
        why, until = self._closed.get(chat, (None, None))
        return None if until is not None and until <= seconds_now() else why

    async def close_chat(self, chat: int, why: str) -> None:
        """Take note that a chat cannot be written to; "refused" is tried again after a while."""
        until = seconds_now() + _MUTED_SECONDS if why == "refused" else None
        self._closed[chat] = (why, until)
        await self.recall(self.state.close_chat, chat, why, until)

    async def open_chat(self, chat: int) -> None:
        """Take note that it can again."""
        if self._closed.pop(chat, None):
            await self.recall(self.state.open_chat, chat)

    async def move_chat(self, old: int, new: int) -> None:
        """A group has become a supergroup."""
        self._closed.pop(old, None)
        await self.recall(self.state.move_chat, old, new)

    def close(self) -> None:
        """Let go of the threads; calls that have not begun are dropped."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._memory.submit(self.state.close)
        self._memory.shutdown(wait=True)


def seconds_now() -> int:
    """Whole seconds since 1970."""
    return int(time.time())


def now() -> datetime:
    """This moment, in Vietnamese time."""
    return datetime.now(TIMEZONE)
