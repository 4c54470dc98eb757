"""Reminders over files of their own, with a clock that tests set and a bot in memory that fails as it is told."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.chat.clerk import Clerk
from bot.chat.office import Office
from bot.keeper import Keeper
from bot.memory.file import File
from bot.memory.state import State
from bot.reminders.book import Book
from bot.reminders.ticker import Ticker
from bot.reminders.wants import Wants
from bot.settings import TIMEZONE
from knowledge.storing.store import Store
from tests.proof.duties import VERSIONS, Example, put

EIGHT = time(8)


def vietnam(day: str, at: str = "08:00") -> datetime:
    """A moment of Vietnamese time: vietnam("2026-10-12", "08:00")."""
    return datetime.fromisoformat(f"{day} {at}").replace(tzinfo=TIMEZONE)


def subscribe(state: Path, chat: int, since: date, topic: int = 0, owner: int = 1, **wants: Any) -> int:
    """Reminders that are in force and up to date before the day `since`; -> their id."""
    book = Book(state)
    setup = Wants(**wants)
    about = book.subscriptions.draft(chat, topic, owner, f"ví dụ {chat}", setup, since)
    first = setup.next_moment(datetime.combine(since, time(), TIMEZONE) - timedelta(seconds=1))
    book.subscriptions.put_in_force(about.id, owner, setup, since - timedelta(1), int(first.timestamp()))
    book.close()
    return about.id


class Memory:
    """A bot that keeps what it sends; `faults` holds for a chat the errors of its next messages."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, int, str]] = []
        self.tries: list[int] = []
        self.faults: dict[int, list[Exception]] = defaultdict(list)

    async def send_message(self, chat: int, text: str, message_thread_id: int | None = None, **_: Any) -> Any:
        self.tries.append(chat)
        if self.faults[chat]:
            raise self.faults[chat].pop(0)
        self.sent.append((chat, message_thread_id or 0, text))
        return SimpleNamespace(message_id=len(self.sent))

    def to(self, chat: int) -> list[str]:
        """What a chat has got."""
        return [text for each, _, text in self.sent if each == chat]


class Desk:
    """The office and the clockwork over a folder; `restart` as after an end of the process."""

    def __init__(self, folder: Path, plans: Sequence[Example] = VERSIONS[-1][1]) -> None:
        self.folder, self.state = folder, folder / "state.db"
        self.now = datetime.min.replace(tzinfo=TIMEZONE)
        self.bot = Memory()
        self.store(plans)
        self._open()

    def store(self, plans: Sequence[Example]) -> None:
        """Store plans; those of the same number are replaced."""
        with Store.open(self.folder / "plans.db") as store:
            put(store, plans, datetime.now(TIMEZONE))

    def tick(self, moment: datetime) -> list[tuple[int, int, str]]:
        """Tick at a moment, and wait until all is sent; -> what was sent."""
        before, self.now = len(self.bot.sent), moment
        asyncio.run(self._tick())
        return self.bot.sent[before:]

    async def _tick(self) -> None:
        await self.ticker.tick()
        await self.ticker.settled()

    def restart(self, between: Callable[[], None] = lambda: None) -> None:
        """End, and start again; `between`: what is done to the files meanwhile."""
        self.close()
        between()
        self._open()

    def _open(self) -> None:
        keeper = Keeper(self.folder / "plans.db")
        self.office = Office(Clerk(keeper), State(self.state), Book(self.state))
        self.ticker = Ticker(self.office, self.bot, lambda: self.now)  # type: ignore[arg-type]

    def close(self) -> None:
        self.office.close()


def rows(state: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds in a state file."""
    file = File(state)
    try:
        return file.rows(sql)
    finally:
        file.close()


@contextmanager
def reading(state: Path) -> Iterator[Book]:
    """The book of a state file as another thread sees it."""
    book = Book(state)
    try:
        yield book
    finally:
        book.close()
