"""What has to be said to a chat, and when: the rules in plain code, day by day, with nothing of the bot's own.

The rules: a digest a day for each chat and topic, at its time, on the weekdays it has chosen, on public holidays only
if it wants them. A deadline is spoken of so many days before, on the day, the day after and the four Mondays after
that; what falls on a day on which the chat is not spoken to comes before it, what is late after it. What could not be
said because the bot was down is said when it is up: the same day's at once, older days' with the next digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from tests.proof.duties import MEMBERS, VERSIONS, Duty, days_of

DAY = timedelta(1)
HOLIDAYS = {
    date(2025, 9, 1), date(2025, 9, 2), date(2026, 1, 1), *(date(2026, 2, day) for day in range(16, 21)),
    date(2026, 4, 26), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 31), date(2026, 9, 1),
    date(2026, 9, 2), date(2026, 11, 24), date(2027, 1, 1), *(date(2027, 2, day) for day in range(4, 11)),
    date(2027, 4, 16), date(2027, 4, 30), date(2027, 5, 1), date(2027, 5, 3),
}  # fmt: skip
"""Public holidays, with the days moved for them, as announced."""
LATE = timedelta(minutes=10)
Key = tuple[str, date]
Row = tuple[str, date, str]
"""Name of a duty, its day, the heading it stands under."""


@dataclass(frozen=True)
class Setup:
    """What a chat has set up."""

    plans: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("lead", "coordinate", "group")
    whats: tuple[str, ...] = ("coming", "today", "overdue", "report")
    before: tuple[int, ...] = (15, 7, 3, 1)
    at: time = time(8)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    days_off: bool = False
    followed_only: bool = False

    def open(self, day: date) -> bool:
        """Whether the chat may be spoken to on a day."""
        return day.isoweekday() in self.weekdays and (self.days_off or day not in HOLIDAYS)

    def not_after(self, day: date) -> date:
        while not self.open(day):
            day -= DAY
        return day

    def not_before(self, day: date) -> date:
        while not self.open(day):
            day += DAY
        return day


@dataclass(frozen=True)
class Event:
    """What somebody does in a chat at a moment."""

    at: datetime
    act: str
    value: Any = None


@dataclass(frozen=True)
class Script:
    """A chat or topic, and what is done in it, in order of time."""

    chat: int
    topic: int
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Told:
    """What everybody tells of an occurrence: `done` or not."""

    at: datetime
    key: Key
    done: bool


@dataclass(frozen=True)
class World:
    """What holds for all chats."""

    told: tuple[Told, ...]
    down: tuple[tuple[datetime, datetime], ...]
    """when the bot was down."""

    def up(self, moment: datetime) -> datetime:
        """The first whole minute from a moment on at which the bot was up."""
        whole = moment.replace(second=0)
        at = whole if whole == moment else whole + timedelta(minutes=1)
        return next((end for start, end in self.down if start <= at < end), at)

    def done(self, moment: datetime) -> set[Key]:
        last = {each.key: each.done for each in self.told if each.at < moment}
        return {key for key, done in last.items() if done}


@dataclass(frozen=True)
class Said:
    """A digest."""

    chat: int
    topic: int
    day: date
    at: datetime
    rows: frozenset[Row]
    missed: date | None
    late: bool


def expected(script: Script, world: World, first: date, last: date) -> list[Said]:
    """Every digest of a chat from the first day to the last."""
    chat, said = _Chat(script, world), []
    day = first
    while day <= last:
        todays = [each for each in script.events if each.at.date() == day]
        for event in todays:
            said += chat.speak(day, event.at)
            chat.obey(event)
        said += chat.speak(day, datetime.combine(day + DAY, time()))
        day += DAY
    return said


@dataclass
class _Chat:
    script: Script
    world: World
    setup: Setup = field(default_factory=Setup)
    on: bool = False
    paused: date | None = None
    covered: date = date.min
    since: datetime = datetime.min
    """from when on what is set up holds: a digest whose time was before is none of it."""
    at_once: datetime | None = None
    seen: set[date] = field(default_factory=set)
    """days that have been looked at."""
    spoken: set[date] = field(default_factory=set)
    follows: set[str] = field(default_factory=set)
    put_off: dict[Key, date] = field(default_factory=dict)

    def speak(self, day: date, limit: datetime) -> Iterator[Said]:
        """The digest of a day, if there is one before a moment."""
        due = datetime.combine(day, self.setup.at)
        resting = not self.on or (self.paused is not None and self.paused > day)
        if resting or day in self.seen or not self.setup.open(day):
            return
        at = self.world.up(self.at_once or due)
        if (self.at_once is None and due <= self.since) or at >= limit:
            return
        self.seen.add(day)
        after = min(self.covered, day - DAY)
        rows = frozenset(self._rows(after, day, at))
        self.covered, self.at_once = max(self.covered, day), None
        if rows and day not in self.spoken:
            self.spoken.add(day)
            missed = next((each for each in _days(after + DAY, day - DAY) if self.setup.open(each)), None)
            yield Said(self.script.chat, self.script.topic, day, at, rows, missed, at - due > LATE)

    def obey(self, event: Event) -> None:
        getattr(self, f"_{event.act}")(event.at, event.value)

    # what people do

    def _start(self, at: datetime, setup: Setup) -> None:
        self.setup, self.on = setup, True
        self._from_now(at)

    def _resume(self, at: datetime, _: None) -> None:
        self._from_now(at)

    def _from_now(self, at: datetime) -> None:
        self.covered, self.paused, self.at_once, self.since = self._passed(at), None, None, at
        self._look_again(at)

    def _passed(self, at: datetime) -> date:
        """The last day whose time has passed."""
        return at.date() if datetime.combine(at.date(), self.setup.at) <= at else at.date() - DAY

    def _look_again(self, at: datetime) -> None:
        if datetime.combine(at.date(), self.setup.at) > at:
            self.seen.discard(at.date())

    def _change(self, at: datetime, setup: Setup) -> None:
        today = at.date()
        due = self.setup.open(today) and today not in self.seen and datetime.combine(today, self.setup.at) > self.since
        waiting = self.at_once is not None or (due and (self.paused is None or self.paused <= today))
        self.setup, self.paused, self.since = setup, None, at
        if self.covered > today:
            self.covered = self._passed(at)
        self.at_once = at if waiting and setup.open(today) and self._passed(at) == today else None
        self._look_again(at)

    def _stop(self, _: datetime, __: None) -> None:
        self.on, self.at_once = False, None

    def _pause(self, _: datetime, until: date) -> None:
        self.paused, self.covered, self.at_once = until, until - DAY, None

    def _follow(self, _: datetime, name: str) -> None:
        self.follows.add(name)

    def _unfollow(self, _: datetime, name: str) -> None:
        self.follows.discard(name)

    def _later(self, _: datetime, value: tuple[Key, date | None]) -> None:
        key, until = value
        self.put_off.pop(key, None)
        if until is not None:
            self.put_off[key] = until

    # what is said

    def _rows(self, after: date, day: date, at: datetime) -> Iterator[Row]:
        done, told = self.world.done(at), set()
        due = [each for each in _occurrences(at) if (each[0].name, each[2]) not in done]
        for duty, plan, on in due:
            key = (duty.name, on)
            if self._speaks_of(duty, plan, on, after, day) and duty.twin is None:
                told.add(key)
                yield (*key, "overdue" if on < day else "today" if on == day else "coming")
        for span in ("week", "month", "quarter"):
            start, end = _span(span, day)
            if (
                span in self.setup.whats
                and not self.setup.followed_only
                and after < self.setup.not_before(start) <= day
            ):
                for duty, plan, on in due:
                    key = (duty.name, on)
                    fits = day <= on <= end and duty.twin is None and key not in self.put_off
                    if fits and key not in told and self._concerns(duty, plan):
                        told.add(key)
                        yield (*key, span)

    def _speaks_of(self, duty: Duty, plan: str, on: date, after: date, day: date) -> bool:
        spoken = {what for each, what in _words(self.setup, on) if after < each <= day}
        stages = spoken & {"coming", "today", "overdue"} & set(self.setup.whats)
        right = spoken if duty.kind == "report" and "report" in self.setup.whats else stages
        wanted = right and (duty.kind != "report" or "report" in self.setup.whats) and self._concerns(duty, plan)
        chosen = (wanted and not self.setup.followed_only) or (spoken and duty.name in self.follows)
        until = self.put_off.get((duty.name, on))
        if until is None:
            return bool(chosen)
        if until == date.max or until > day:
            return False
        back = self.setup.not_before(until)
        return after < back <= day or (back <= after and bool(spoken))

    def _concerns(self, duty: Duty, plan: str) -> bool:
        if self.setup.plans and plan not in self.setup.plans:
            return False
        return not self.setup.agencies or any(_role(each, duty) in self.setup.roles for each in self.setup.agencies)


@cache
def _words(setup: Setup, on: date) -> list[tuple[date, str]]:
    """On which days a deadline is spoken of, and as what."""
    words = [(setup.not_after(on - timedelta(days)), "coming") for days in setup.before]
    late = setup.not_before(on + DAY)
    monday = late - timedelta(late.weekday())
    weekly = [setup.not_before(monday + timedelta(7 * weeks)) for weeks in range(1, 5)]
    return [*words, (setup.not_after(on), "today"), *((day, "overdue") for day in (late, *weekly))]


def _role(agency: str, duty: Duty) -> str | None:
    if agency in duty.leads:
        return "lead"
    if agency in duty.coordinators:
        return "coordinate"
    return "group" if any(agency in MEMBERS.get(lead, ()) for lead in duty.leads) else None


def _occurrences(at: datetime) -> list[tuple[Duty, str, date]]:
    """What has to be done in the months around a moment, by the plans that there are then: duty, plan, day."""
    return _around(next(number for number in (2, 1, 0) if VERSIONS[number][0] <= at), at.date())


@cache
def _around(version: int, today: date) -> list[tuple[Duty, str, date]]:
    examples = VERSIONS[version][1]
    return [
        (duty, example.name, on)
        for example in examples
        for duty in example.duties
        if duty.status is None and (duty.kind != "target" or duty.leads)
        for on in days_of(duty, example.issued, example.until)
        if abs((on - today).days) < 130
    ]


def _span(what: str, day: date) -> tuple[date, date]:
    if what == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    months = 1 if what == "month" else 3
    start = date(day.year, day.month - (day.month - 1) % months, 1)
    end = start
    while (end + DAY).month - start.month in range(months) and (end + DAY).year == start.year:
        end += DAY
    return start, end


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
