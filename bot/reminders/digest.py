"""What is said to a chat on one day: which duties, in which order."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from bot.reminders.days import looked_over, words_on
from bot.reminders.wants import Wants, What
from knowledge.due import Stretch
from knowledge.occurrences import Calendar, Occurrence
from knowledge.workdays import first_from

_STAGES: Final[frozenset[What]] = frozenset({"coming", "today", "overdue"})
_SPANS: Final[tuple[What, ...]] = ("week", "month", "quarter")
Section = What
"""A heading of a digest: overdue, today, coming, week, month or quarter."""


class Row(NamedTuple):
    """A duty's date in a digest, under a heading."""

    item: int
    on: date
    section: Section

    @property
    def key(self) -> tuple[int, date]:
        """What the occurrence is known by."""
        return self.item, self.on


@dataclass(frozen=True, slots=True)
class Digest:
    """What is said to a chat on a day, as it is kept in the outbox."""

    day: date
    rows: tuple[Row, ...]
    missed_since: date | None = None
    """the first day whose words are said only now, when an earlier digest did not arrive."""

    def to_json(self) -> str:
        """For keeping."""
        rows = [(item, str(on), section) for item, on, section in self.rows]
        missed = self.missed_since and str(self.missed_since)
        return json.dumps({"day": str(self.day), "rows": rows, "missed_since": missed})

    @classmethod
    def from_json(cls, text: str) -> "Digest":
        """What was kept."""
        kept = json.loads(text)
        rows = tuple(Row(item, date.fromisoformat(on), section) for item, on, section in kept["rows"])
        missed = kept["missed_since"]
        return cls(date.fromisoformat(kept["day"]), rows, date.fromisoformat(missed) if missed else None)


@dataclass(frozen=True, slots=True)
class Own:
    """What is of one chat alone."""

    followed: frozenset[int] = frozenset()
    """ids of the items that it follows one by one."""
    put_off: Mapping[tuple[int, date], date] | None = None
    """occurrences put off, and until when."""


def rows_on(
    calendar: Calendar, wants: Wants, own: Own, closed: Collection[tuple[int, date]], since: date, day: date
) -> tuple[Row, ...]:
    """What is to be said on a day, the most urgent first.

    Args:
        calendar: what falls due around that day.
        wants: what the chat has set up.
        own: what it follows and has put off.
        closed: occurrences that are done.
        since: the last day up to which everything has been said; what was to be said after it is said now.
        day: the day.
    """
    put_off = own.put_off or {}
    told = {each.key: each for each in _wanted(calendar, wants, since, day)}
    told |= {each.key: each for each in _followed(calendar, wants, own.followed, since, day)}
    told = {key: each for key, each in told.items() if key not in closed and key not in put_off}
    told |= {each.key: each for each in _back_again(calendar, wants, put_off, closed, since, day)}
    rows = sorted((_row(each, day) for each in told.values()), key=_order)
    return (*rows, *_overviews(calendar, wants, closed, {*told, *put_off}, since, day))


def _wanted(calendar: Calendar, wants: Wants, since: date, day: date) -> Iterator[Occurrence]:
    if wants.followed_only:
        return
    chosen = calendar.fits(wants.plans, wants.agencies, wants.roles)
    stages = _STAGES & {*wants.whats}
    for deadline, falling_due in calendar.days.items():
        due = {word.what for word in words_on(deadline, wants.rhythm) if since < word.day <= day}
        tasks, reports = bool(due & stages), bool(due) and "report" in wants.whats
        if tasks or reports:
            for each in falling_due:
                if (reports if each.entry.kind == "report" else tasks) and chosen.takes(each.entry):
                    yield each


def _followed(
    calendar: Calendar, wants: Wants, followed: Iterable[int], since: date, day: date
) -> Iterator[Occurrence]:
    for each in calendar.of_items(followed):
        if any(since < word.day <= day for word in words_on(each.on, wants.rhythm)):
            yield each


def _back_again(
    calendar: Calendar,
    wants: Wants,
    put_off: Mapping[tuple[int, date], date],
    closed: Collection[tuple[int, date]],
    since: date,
    day: date,
) -> Iterator[Occurrence]:
    """What was put off until now, and what was put off before and is spoken of again since."""
    waiting = {key: until for key, until in put_off.items() if key not in closed}
    for each in calendar.of_items({item for item, _ in waiting}):
        until = waiting.get(each.key)
        if until is None or until > day:
            continue
        back = first_from(until, wants.weekdays, wants.days_off)
        if since < back <= day or (back <= since and _spoken_of(each, wants, since, day)):
            yield each


def _spoken_of(each: Occurrence, wants: Wants, since: date, day: date) -> bool:
    return any(since < word.day <= day for word in words_on(each.on, wants.rhythm))


def _overviews(
    calendar: Calendar,
    wants: Wants,
    closed: Collection[tuple[int, date]],
    told: Collection[tuple[int, date]],
    since: date,
    day: date,
) -> Iterator[Row]:
    """What else falls due in the week, month or quarter that begins; each duty under the first heading that fits."""
    seen = {*told, *closed}
    chosen = calendar.fits(wants.plans, wants.agencies, wants.roles)
    for what in _SPANS:
        span = looked_over(what, day, since, wants.rhythm) if what in wants.whats else None
        if span is None or wants.followed_only:
            continue
        for each in _within(calendar, span):
            if each.key not in seen and chosen.takes(each.entry):
                seen.add(each.key)
                yield Row(*each.key, what)


def _within(calendar: Calendar, span: Stretch) -> Iterator[Occurrence]:
    for deadline, falling_due in calendar.days.items():
        if span.start <= deadline <= span.end:
            yield from falling_due


def _row(each: Occurrence, day: date) -> Row:
    section: Section = "overdue" if each.on < day else "today" if each.on == day else "coming"
    return Row(*each.key, section)


def _order(row: Row) -> tuple[int, date, int]:
    return ("overdue", "today", "coming").index(row.section), row.on, row.item
