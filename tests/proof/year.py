"""A simulated year of reminders: what was sent, beside what had to be (`python -m tests.proof.year`).

The bot's own planner, outbox file, sender and clockwork run under a clock that jumps from one moment at which
something may happen to the next, and stops at every full hour besides; now and then the bot is down and starts anew.
A bot in memory takes the messages. Beside it stands `oracle`, which knows the rules only.
"""

import asyncio
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.chat.clerk import Clerk
from bot.chat.office import Office
from bot.keeper import Keeper
from bot.memory.file import File
from bot.memory.state import State
from bot.reminders.book import Book, pause, resume, save
from bot.reminders.digest import Digest
from bot.reminders.progress import Mark
from bot.reminders.ticker import Ticker
from bot.reminders.wants import Wants
from bot.settings import TIMEZONE
from knowledge.storing.store import Store
from tests.proof.duties import VERSIONS, put
from tests.proof.oracle import Event, Said, Script, Setup, World, expected
from tests.proof.scripts import scripts, world

_HOUR = timedelta(hours=1)
_CHATS, _SEED = 200, 2026
_FIRST, _LAST = date(2025, 12, 28), date(2027, 1, 6)
_DATE = r"(\d\d)/(\d+)/(\d{4})"
_HEADS = {
    "overdue": r"Quá hạn \((\d+)\)", "today": r"Hạn hôm nay \((\d+)\)", "coming": r"Sắp đến hạn \((\d+)\)",
    "week": r"trong tuần này \((\d+)\)", "month": r"trong tháng này \((\d+)\)",
    "quarter": r"trong quý này \((\d+)\)",
}  # fmt: skip


@dataclass
class Sent:
    """A message as the chat got it."""

    chat: int
    topic: int
    at: datetime
    text: str


@dataclass
class Memory:
    """A bot that keeps what it is told to send."""

    clock: Callable[[], datetime]
    sent: list[Sent] = field(default_factory=list)

    async def send_message(self, chat: int, text: str, message_thread_id: int | None = None, **_: Any) -> Any:
        at = self.clock().replace(tzinfo=None)
        self.sent.append(Sent(chat, message_thread_id or 0, at, text))
        return SimpleNamespace(message_id=len(self.sent), chat=SimpleNamespace(id=chat))


@dataclass(frozen=True)
class Outcome:
    """What a run gave."""

    due: list[Said]
    got: list[Said]
    messages: list[Sent]

    def faults(self) -> dict[str, list[Said]]:
        """What differs: missing, more than once, at another time, with other rows, or not due at all."""
        due = {_place(each): each for each in self.due}
        got = {_place(each): each for each in self.got}
        both = due.keys() & got.keys()
        return {
            "missing": [due[place] for place in due.keys() - got.keys()],
            "not due": [got[place] for place in got.keys() - due.keys()],
            "twice": [got[place] for place, count in Counter(map(_place, self.got)).items() if count > 1],
            "other time": [got[place] for place in both if due[place].at != got[place].at],
            "other rows": [got[place] for place in both if due[place].rows != got[place].rows],
            "late unsaid": [got[p] for p in both if (due[p].late, due[p].missed) != (got[p].late, got[p].missed)],
        }


class Simulation:
    """The bot over a folder, with a clock of its own (Vietnamese time)."""

    def __init__(self, folder: Path, chats: Sequence[Script], around: World) -> None:
        self._folder, self._chats, self._world = folder, chats, around
        self._now = datetime.min
        self._bot = Memory(self.clock)
        self._office: Any = None
        self._names: dict[int, str] = {}

    def clock(self) -> datetime:
        return self._now.replace(tzinfo=TIMEZONE)

    async def run(self, first: date, last: date) -> Outcome:
        """Everything from the first day to the last."""
        chats = self._chats
        due = [said for each in chats for said in expected(each, self._world, first, last)]
        for moment, acts in self._moments(first, last):
            await self._until(moment)
            self._now = moment
            for act in acts:
                act()
            await self._starts_or_ends()
        await self._until(datetime.combine(last + timedelta(1), datetime.min.time()))
        self._down()
        return Outcome(due, self._got(), self._bot.sent)

    # time

    def _moments(self, first: date, last: date) -> Iterator[tuple[datetime, list[Callable[[], None]]]]:
        """When something is done, and what, in order."""
        acts: dict[datetime, list[Callable[[], None]]] = {datetime.combine(first, datetime.min.time()): []}
        for start, plans in VERSIONS:
            acts.setdefault(max(start, min(acts)), []).append(
                lambda start=start, plans=plans: self._import(start, plans)
            )
        for told in self._world.told:
            acts.setdefault(told.at, []).append(lambda told=told: self._tell(told.key, told.done))
        for script in self._chats:
            for event in script.events:
                acts.setdefault(event.at, []).append(lambda script=script, event=event: self._do(script, event))
        for moment in (each for stretch in self._world.down for each in stretch):
            acts.setdefault(moment, [])
        end = datetime.combine(last + timedelta(1), datetime.min.time())
        yield from sorted((each for each in acts.items() if each[0] < end), key=lambda each: each[0])

    async def _starts_or_ends(self) -> None:
        down = any(start <= self._now < end for start, end in self._world.down)
        if down and self._office:
            self._down()
        elif not down and not self._office:
            self._up()
            await self._tick()

    async def _until(self, end: datetime) -> None:
        """Tick whenever something may happen before a moment, and at every hour."""
        while self._office and (at := self._next()) < end:
            self._now = at
            await self._tick()

    def _next(self) -> datetime:
        """The next minute at which the outbox or a subscription is due, at the latest the next full hour."""
        hour = self._now.replace(minute=0, second=0) + _HOUR
        rows = self._looking.rows("SELECT MIN(next_at) FROM subscriptions WHERE state = 'on'")
        again = self._looking.rows("SELECT MIN(next_try) FROM outbox WHERE state IN ('planned', 'uncertain', 'failed')")
        moments = [datetime.fromtimestamp(at, TIMEZONE).replace(tzinfo=None) for ((at,),) in (rows, again) if at]
        later = [max(_whole(each), _whole(self._now + timedelta(seconds=1))) for each in moments]
        return min([hour, *later])

    async def _tick(self) -> None:
        await self._ticker.tick()
        await self._ticker.settled()

    def _up(self) -> None:
        state = self._folder / "state.db"
        self._office = Office(Clerk(Keeper(self._folder / "plans.db")), State(state), Book(state))
        self._ticker = Ticker(self._office, self._bot, self.clock)  # type: ignore[arg-type]
        self._book, self._looking = Book(state), File(state)

    def _down(self) -> None:
        if self._office:
            self._office.close()
            self._book.close()
            self._looking.close()
            self._office = None

    # what is done

    def _import(self, at: datetime, plans: Any) -> None:
        with Store.open(self._folder / "plans.db") as store:
            put(store, plans, at.replace(tzinfo=TIMEZONE))
        self._names |= {number: name for name, number in self._items().items()}

    def _tell(self, key: tuple[str, date], done: bool) -> None:
        item = self._items().get(key[0])
        if item:
            self._book.progress.tell(item, key[1], Mark("done" if done else "open", "", 1, "ví dụ", -1, 0))

    def _do(self, script: Script, event: Event) -> None:
        held = self._book.subscriptions
        about = held.at(script.chat, script.topic)
        if about is None:
            about = held.draft(script.chat, script.topic, 1, "ví dụ", Wants(), event.at.date())
        if event.act in ("start", "change"):
            save(self._book, about, 1, self._wants(event.value), self.clock())
        elif event.act == "resume":
            resume(self._book, about, self.clock())
        elif event.act == "pause":
            pause(self._book, about, event.value, self.clock())
        elif event.act == "stop":
            held.stand(about.id, "stopped")
        else:
            self._of_duty(about.id, event)

    def _of_duty(self, number: int, event: Event) -> None:
        held, items = self._book.subscriptions, self._items()
        if event.act == "later":
            (name, due), until = event.value
            if name in items:
                held.put_off(number, items[name], due, until)
        elif event.act == "follow":
            held.follow(number, items[event.value])
        else:
            held.unfollow(number, items[event.value])

    def _wants(self, setup: Setup) -> Wants:
        with Store.open(self._folder / "plans.db", read_only=True) as store:
            plans = {plan.file.removesuffix(".txt"): plan.id for plan in store.plans()}
        values = vars(setup) | {"plans": tuple(plans[name] for name in setup.plans)}
        return Wants.model_validate(values)

    def _items(self) -> dict[str, int]:
        """Ids of the duties in the base, by name."""
        with Store.open(self._folder / "plans.db", read_only=True) as store:
            return {each.item.ref: each.id for each in store.items()}

    # what was sent

    def _got(self) -> list[Said]:
        """Every message that was sent, with its rows as the outbox holds them."""
        file = File(self._folder / "state.db")
        bodies = dict(file.rows("SELECT message, body FROM outbox WHERE state = 'sent' AND kind = 'digest'"))
        file.close()
        return [_said(each, bodies.get(number, ""), self._names) for number, each in enumerate(self._bot.sent, start=1)]


def _said(sent: Sent, body: str, names: dict[int, str]) -> Said:
    """A message as the oracle tells it: its day, and whether and since when it is late, by its words; its rows by the
    outbox, as long as the words count as many of each kind.
    """
    digest = Digest.from_json(body)
    rows = frozenset((names[row.item], row.on, str(row.section)) for row in digest.rows)
    counts = {name: int(found[1]) for name, head in _HEADS.items() if (found := re.search(head, sent.text))}
    if counts != Counter(section for _, _, section in rows):
        rows |= {("words", digest.day, str(counts))}
    missed = re.search(rf"lẽ ra đã nhắc từ {_DATE}", sent.text)
    day = re.search(rf"<b>Nhắc việc \S+ \S+ {_DATE}", sent.text)
    assert day, sent.text
    return Said(sent.chat, sent.topic, _date(day), sent.at, rows, missed and _date(missed), "Gửi muộn" in sent.text)


def _date(found: re.Match[str]) -> date:
    return date(int(found[3]), int(found[2]), int(found[1]))


def _whole(moment: datetime) -> datetime:
    """The first whole minute from a moment on."""
    return moment.replace(second=0) + timedelta(minutes=bool(moment.second))


def _place(said: Said) -> tuple[int, int, date]:
    return said.chat, said.topic, said.day


async def simulate(count: int, first: date, last: date, seed: int = _SEED) -> Outcome:
    """So many chats from one day to another."""
    around = world(seed, first, last)
    with tempfile.TemporaryDirectory() as folder:
        return await Simulation(Path(folder), scripts(seed, count, first, last), around).run(first, last)


def _table(outcome: Outcome) -> Iterator[str]:
    """Digests by month: how many were due, came, came rightly, and what was wrong."""
    faults = outcome.faults()
    yield "| tháng | phải gửi | đã gửi | thiếu | thừa | hai lần | sai giờ | sai việc | muộn không nói | muộn, có nói |"
    yield "|" + " --- |" * 10
    months = sorted({f"{each.day:%Y-%m}" for each in (*outcome.due, *outcome.got)})
    for month in (*months, ""):
        within = partial(_within, month)
        cells = [within(outcome.due), within(outcome.got), *map(within, faults.values())]
        late = within([each for each in outcome.got if each.late or each.missed])
        yield f"| {month or 'cộng'} | {' | '.join(map(str, [*cells, late]))} |"


def _within(month: str, said: Iterable[Said]) -> int:
    return sum(f"{each.day:%Y-%m}".startswith(month) for each in said)


def main() -> None:
    """Print the year's table; exit status 1 when anything is wrong."""
    begin = time.monotonic()
    outcome = asyncio.run(simulate(_CHATS, _FIRST, _LAST))
    print(f"Nhắc việc, cả năm 2026 mô phỏng: {_CHATS} nơi nhận, ba kế hoạch ví dụ, {time.monotonic() - begin:.0f} giây")
    print("\n".join(_table(outcome)))
    wrong = {kind: said for kind, said in outcome.faults().items() if said}
    for kind, said in wrong.items():
        print(kind, *said[:5], sep="\n  ")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
