"""What the handlers of the chat share: who answers, what is remembered, what is counted."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec, TypeVar

from bot.chat.clerk import Clerk
from bot.clock import now, seconds_now
from bot.memory.state import State
from bot.reminders.book import Book, revive
from bot.reminders.planner import Planner
from bot.reminders.teller import Teller
from bot.running.counts import Counts

P = ParamSpec("P")
T = TypeVar("T")

_WORKERS: Final = 4
_MUTED_SECONDS: Final = 600
"""After how long a chat that refused an answer is tried again, when somebody asks there."""


class Office:
    """The clerk works in several threads, so that a slow question holds no other; the state and the book of reminders
    in a thread of their own each.
    """

    def __init__(self, clerk: Clerk, state: State, book: Book, admins: frozenset[int] = frozenset()) -> None:
        self.clerk, self.state, self.book, self.admins = clerk, state, book, admins
        self.teller, self.planner = Teller(clerk, admins), Planner(book, clerk.base)
        self.counts = Counts()
        self.online = asyncio.Event()
        """whether Telegram has been reached, and no other copy of the bot was found there."""
        self._closed: dict[int, tuple[str, int | None]] = {}
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="clerk")
        self._memory = ThreadPoolExecutor(1, thread_name_prefix="state")
        self._reminding = ThreadPoolExecutor(1, thread_name_prefix="reminders")

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

    async def record(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the book of reminders says or takes down, in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._reminding, lambda: call(*args, **kwargs))

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
        """Take note that it can again: reminders that rested go on."""
        if self._closed.pop(chat, None):
            await self.recall(self.state.open_chat, chat)
            await self.record(revive, self.book, chat, now())

    async def move_chat(self, old: int, new: int) -> None:
        """A group has become a supergroup: what is its own goes along, whether it can be written to is seen anew."""
        self._closed.pop(old, None)
        await self.recall(self.state.move_chat, old, new)
        await self.record(revive, self.book, new, now())

    def close(self) -> None:
        """Let go of the threads; calls that have not begun are dropped."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        for thread, close in ((self._memory, self.state.close), (self._reminding, self.book.close)):
            thread.submit(close)
            thread.shutdown(wait=True)
