"""A storm while reminders are sent (`python -m tests.proof.storm`): the bot, as a process of its own, is killed again
and again while Telegram refuses, fails, drops connections and loses answers. Counted afterwards: what is missing, and
what came twice though it was neither on its way at a kill nor without its answer.
"""

import logging
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as day_time
from pathlib import Path
from random import Random

from bot.reminders.book import Book
from bot.reminders.sender import AT_ONCE
from bot.reminders.wants import Wants
from bot.settings import TIMEZONE
from knowledge.storing.store import Store
from tests.botapi import DROPPED, GARBLED, LOST, SILENT, BotApi
from tests.proof.duties import VERSIONS, put
from tests.running import Bot, at

_KILLS, _CHATS, _FRESH, _SEED = 200, 300, 20, 7
_NOW = datetime(2026, 9, 28, 8, 0, 20)
"""A Monday on which a lot falls due in the example plans."""
_WEATHER = {429: 0.06, 500: 0.04, 502: 0.04, DROPPED: 0.04, LOST: 0.04, GARBLED: 0.03, SILENT: 0.02}
_NAMES = {
    429: "429", 500: "500", 502: "502", DROPPED: "mất kết nối, chưa nhận", LOST: "đã nhận, mất kết nối",
    GARBLED: "đã nhận, trả lời hỏng", SILENT: "đã nhận, không trả lời",
}  # fmt: skip
QUICK = "import bot.reminders.sender as s, bot.running.serve as r; s.PAUSES = (1, 1, 2); r._READ_SECONDS = 2; "
"""The pauses before another attempt, and how long an answer is waited for, made short."""
_WAITING = "SELECT COUNT(*) FROM outbox WHERE state IN ('planned', 'sending', 'uncertain', 'failed')"
Place = tuple[int, int]


@dataclass
class Outcome:
    """What came of it. Places are chats with their topics."""

    kills: int
    places: set[Place] = field(default_factory=set)
    came: Counter[Place] = field(default_factory=Counter)
    in_flight: Counter[Place] = field(default_factory=Counter)
    """messages on their way at a kill."""
    most: int = 0
    """of them at one kill."""
    unheard: Counter[Place] = field(default_factory=Counter)
    """messages whose answer was lost."""
    weather: Counter[int] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    @property
    def missing(self) -> set[Place]:
        return self.places - self.came.keys()

    @property
    def doubled(self) -> list[Place]:
        return [place for place, count in self.came.items() if count > 1]

    @property
    def unexplained(self) -> list[Place]:
        """What came more often than kills and lost answers explain."""
        return [each for each in self.came if self.came[each] > 1 + self.in_flight[each] + self.unheard[each]]

    def rows(self) -> Iterator[tuple[str, int]]:
        yield "lần kill -9", self.kills
        yield "nơi phải nhận tin", len(self.places)
        yield from ((f"lỗi bơm vào: {_NAMES[code]}", self.weather[code]) for code in _WEATHER)
        yield "tin đang trên đường lúc bị kill", self.in_flight.total()
        yield "nhiều nhất trong một lần kill", self.most
        yield "thiếu", len(self.missing)
        yield "tới hơn một lần", len(self.doubled)
        yield "tới hơn một lần không do kill hay mất trả lời", len(self.unexplained)


class Storm:
    """The bot over a folder, in bad weather."""

    def __init__(self, api: BotApi, folder: Path, seed: int) -> None:
        self._api, self._folder, self._die = api, folder, Random(seed)
        self._state = folder / "state.db"
        self._start = at(_NOW, QUICK)
        self._calm = False
        api.weather, api.delay = self._weather, lambda: 0.0 if self._calm else self._die.uniform(0, 0.06)
        with Store.open(folder / "plans.db") as store:
            put(store, VERSIONS[-1][1], _NOW.replace(tzinfo=TIMEZONE))

    def run(self, kills: int, chats: int, fresh: int) -> Outcome:
        """So many chats are due at first, and some more before each start; after the last kill the weather is fine."""
        self._outcome = Outcome(kills)
        self._subscribe(chats)
        for _ in range(kills):
            self._one_life()
            self._subscribe(fresh)
        self._calm = True
        bot = self._bot()
        self._api.wait(lambda: not self._waiting(), 120, "the rest to be sent")
        status, _ = bot.stop()
        assert status == 0, bot.written()[-2000:]
        return self._counted()

    def _weather(self, method: str, _: dict[str, str]) -> int | None:
        if self._calm or method != "sendMessage":
            return None
        [code] = self._die.choices([*_WEATHER, None], [*_WEATHER.values(), 1 - sum(_WEATHER.values())])
        self._outcome.weather.update([code] if code is not None else [])
        return code

    def _subscribe(self, count: int) -> None:
        """So many chats more, due at eight; a third each private, groups, topics."""
        book, eight = Book(self._state), datetime.combine(_NOW.date(), day_time(8), TIMEZONE)
        for number in range(count):
            place = self._place(number)
            about = book.subscriptions.draft(*place, 1, "ví dụ", Wants(), _NOW.date())
            book.subscriptions.put_in_force(about.id, 1, Wants(), date(2026, 9, 25), int(eight.timestamp()))
            self._outcome.places.add(place)
        book.close()

    def _place(self, number: int) -> Place:
        if number % 3 == 0:
            return self._api.private().id, 0
        return (self._api.group().id, 0) if number % 3 == 1 else (self._api.group(5).id, 5)

    def _one_life(self) -> None:
        """Start, and kill: mostly while messages go out, now and then before."""
        before = len(self._api.made("sendMessage"))
        bot = self._bot()
        if self._die.random() < 0.1:
            time.sleep(self._die.uniform(0, 2))
        else:
            self._api.wait(lambda: len(self._api.made("sendMessage")) > before, 60, "the first message")
            time.sleep(self._die.uniform(0, 0.5))
        bot.crash()
        on_its_way = self._rows("SELECT chat, topic FROM outbox WHERE state = 'sending'")
        self._outcome.most = max(self._outcome.most, len(on_its_way))
        self._outcome.in_flight.update(on_its_way)

    def _bot(self) -> Bot:
        return Bot(self._api, self._folder, *self._start, AICHUTRI_DB=str(self._folder / "plans.db"))

    def _waiting(self) -> int:
        planned = self._rows("SELECT COUNT(*) FROM subscriptions WHERE next_at <= ?", int(_NOW.timestamp()))
        return int(planned[0][0]) + int(self._rows(_WAITING)[0][0])

    def _rows(self, sql: str, *values: object) -> list[tuple[int, int]]:
        connection = sqlite3.connect(self._state, timeout=10)
        try:
            return list(connection.execute(sql, values))
        except sqlite3.OperationalError:  # before the first start has made the tables
            return []
        finally:
            connection.close()

    def _counted(self) -> Outcome:
        self._outcome.came.update((each["chat"]["id"], each.get("message_thread_id", 0)) for each in self._api.sent)
        for params in self._api.unheard:
            self._outcome.unheard[int(params["chat_id"]), int(params.get("message_thread_id", 0))] += 1
        self._outcome.violations = self._api.violations
        return self._outcome


def storm(folder: Path, kills: int, chats: int, fresh: int, seed: int = _SEED) -> Outcome:
    """A storm with so many kills."""
    with BotApi() as api:
        return Storm(api, folder, seed).run(kills, chats, fresh)


def main() -> None:
    """Print what came of it; exit status 1 when anything is missing or doubled without cause."""
    begin = time.monotonic()
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # who is killed in the middle of a call
    with tempfile.TemporaryDirectory() as folder:
        outcome = storm(Path(folder), _KILLS, _CHATS, _FRESH)
    print(f"Bão khi đang gửi tin nhắc, {time.monotonic() - begin:.0f} giây; cùng lúc gửi nhiều nhất {AT_ONCE} tin")
    print("| việc | số |\n| --- | --- |")
    print("\n".join(f"| {name} | {number} |" for name, number in outcome.rows()))
    sys.exit(bool(outcome.missing or outcome.unexplained or outcome.violations))


if __name__ == "__main__":
    main()
