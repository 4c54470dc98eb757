"""Two hundred chats with different settings, and what people do in them over the year: made by a seeded die."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.proof.duties import DISTRICT, HEALTH, MONEY, NEIGHBOUR, PROGRAMME, SCHOOLS, VERSIONS, YEAR, days_of
from tests.proof.oracle import Event, Key, Script, Setup, Told, World

AGENCIES = (HEALTH, SCHOOLS, MONEY, DISTRICT, NEIGHBOUR)
_TIMES = (time(0, 5), time(6, 30), time(7, 15), time(8), time(8), time(8), time(11, 30), time(16, 45), time(23, 30))
_WEEKDAYS = ((1, 2, 3, 4, 5),) * 4 + ((1, 2, 3, 4, 5, 6, 7), (1,), (2, 4), (5, 6), (6, 7), (1, 3, 5), (7,))
_BEFORE = ((15, 7, 3, 1),) * 3 + ((), (1,), (30, 10), (60, 2), (7,), (5, 4, 3, 2, 1))
_WHATS = (
    ("coming", "today", "overdue", "report"), ("coming", "today", "overdue", "report"),
    ("coming", "today", "overdue", "report", "week", "month", "quarter"), ("report",), ("today",), ("overdue",),
    ("week",), ("month", "quarter"), ("coming", "report"), ("today", "overdue", "week"),
)  # fmt: skip
_ROLES = (("lead", "coordinate", "group"),) * 3 + (("lead",), ("coordinate",), ("group", "lead"), ("group",))
DOWN = (
    (datetime(2026, 1, 5, 7, 30), datetime(2026, 1, 5, 9, 12)),
    (datetime(2026, 2, 10, 23), datetime(2026, 2, 12, 10, 31)),
    (datetime(2026, 3, 31, 16), datetime(2026, 4, 1, 6)),
    (datetime(2026, 5, 8, 12), datetime(2026, 5, 8, 12, 1)),
    (datetime(2026, 6, 5, 7, 59), datetime(2026, 6, 18, 15, 20)),
    (datetime(2026, 8, 29), datetime(2026, 9, 3, 0, 1)),
    (datetime(2026, 10, 12, 8), datetime(2026, 10, 12, 8, 1)),
    (datetime(2026, 12, 30, 17), datetime(2027, 1, 1, 9)),
)
"""When the bot is down: minutes, a night, two weeks, the turn of the year."""


def world(seed: int, first: date, last: date) -> World:
    """The bot's bad days, and what everybody tells of duties."""
    die = Random(seed)
    keys = [key for key in _keys() if die.random() < 0.25]
    told = [each for key in keys for each in _tells(die, key) if first <= each.at.date() <= last and _up(each.at)]
    return World(tuple(sorted(told, key=lambda each: each.at)), DOWN)


def scripts(seed: int, count: int, first: date, last: date) -> list[Script]:
    """So many chats and topics, and what is done in them between two days."""
    die = Random(seed)
    places = [_place(number) for number in range(count)]
    return [Script(chat, topic, tuple(_events(Random(die.random()), first, last))) for chat, topic in places]


def _place(number: int) -> tuple[int, int]:
    """A third each private chats, groups, and topics of groups, three to a group."""
    kind, at = number % 3, number // 3
    if kind == 0:
        return 10_000 + at, 0
    return (-20_000 - at, 0) if kind == 1 else (-30_000 - at // 3, at % 3 * 5)


def _setup(die: Random) -> Setup:
    whats = die.choice(_WHATS)
    return Setup(
        plans=tuple(die.sample(("A", "B"), die.choice((0, 0, 0, 1, 2)))),
        agencies=tuple(die.sample(AGENCIES, die.choice((0, 1, 1, 1, 2)))),
        roles=die.choice(_ROLES),
        whats=whats,
        before=die.choice(_BEFORE),
        at=die.choice(_TIMES),
        weekdays=die.choice(_WEEKDAYS),
        days_off=die.random() < 0.2,
        followed_only=die.random() < 0.07,
    )


def _events(die: Random, first: date, last: date) -> Iterator[Event]:
    """Set up, then about once a month something that fits how things stand."""
    length = (last - first).days
    begin = _moment(die, first + timedelta(die.choice((0, 0, 0, 1, 3, die.randrange(length)))))
    yield Event(begin, "start", _setup(die))
    standing, at = "on", begin
    while True:
        at = _moment(die, at.date() + timedelta(die.randrange(1, 55)))
        if at.date() > last:
            return
        if not _up(at):
            continue
        act = _act(die, standing)
        yield Event(at, act, _value(die, act, at))
        standing = {"stop": "stopped", "pause": "paused"}.get(
            act, "on" if act in ("start", "change", "resume") else standing
        )


def _act(die: Random, standing: str) -> str:
    if standing == "stopped":
        return "start"
    if standing == "paused":
        return die.choice(("resume", "change", "later", "pause"))
    return die.choice(("change", "change", "pause", "stop", "follow", "follow", "unfollow", "later", "later", "later"))


def _value(die: Random, act: str, at: datetime) -> Any:
    if act in ("start", "change"):
        return _setup(die)
    if act == "pause":
        return at.date() + timedelta(die.choice((1, 2, 7, 20, 45)))
    if act in ("follow", "unfollow"):
        return die.choice([duty.name for duty in YEAR.duties[:10]])
    if act == "later":
        near = [key for key in _keys() if -20 < (key[1] - at.date()).days < 15]
        until = die.choice((1, 3, 7, 30, 30, None, 0))
        return die.choice(near), at.date() + timedelta(until) if until else date.max if until == 0 else None
    return None


def _keys() -> list[Key]:
    """All that falls due, by the first version of the plans."""
    duties = [(each, example) for example in (YEAR, PROGRAMME) for each in example.duties if not each.twin]
    return [(duty.name, day) for duty, plan in duties for day in days_of(duty, plan.issued, plan.until)]


def _tells(die: Random, key: Key) -> Iterator[Told]:
    at = _moment(die, key[1] + timedelta(die.randrange(-12, 20)))
    yield Told(at, key, True)
    if die.random() < 0.2:
        yield Told(at + timedelta(days=die.randrange(1, 9), minutes=7), key, False)


def _moment(die: Random, day: date) -> datetime:
    """Some time of a day, between two minutes."""
    return datetime.combine(day, time(die.randrange(24), die.randrange(60), 30))


def _up(at: datetime) -> bool:
    near = [start - timedelta(minutes=1) <= at <= end + timedelta(minutes=1) for start, end in DOWN]
    return not any(near) and all(abs(at - start) > timedelta(minutes=2) for start, _ in VERSIONS)
