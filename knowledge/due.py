"""When a task is due: the one place that turns timings into days.

A date printed with a year is due then; a window ("Tháng 9/2022", "Quý IV/2021", "giai đoạn 2021-2025") on its last day;
what recurs at a stated date comes round from the plan's day of issue to the end of the years it is named for. What is
done all year, as cases come up, or in a rhythm without a date has no day of its own: `runs_all_year` tells of it.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from knowledge.models import Document
from nlp.times import Period, Timing

_RUNNING = ("annual", "continuous", "ad_hoc")
_MOST = 20_000
"""Days that one timing gives at most, however wide the window."""
_ALL_MONTHS = tuple(range(1, 13))


class Window(Protocol):
    """Anything with a first and a last day, both belonging to it."""

    @property
    def start(self) -> date:
        """The first day."""

    @property
    def end(self) -> date:
        """The last day."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A plain window."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which a task is due, and the timing that says so."""

    on: date
    timing: Timing


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """When a task is due: what its plan states, and the days between which what recurs comes round (None is open).

    Tasks that have all of it alike share one, so that a long list works it out once for all of them.
    """

    timings: tuple[Timing, ...]
    since: date | None
    until: date | None
    has_day: bool = field(init=False)
    """whether it is printed with a day."""

    def __post_init__(self) -> None:
        has_day = any(timing.end or timing.month_day for timing in self.timings)
        object.__setattr__(self, "has_day", has_day)  # of what is frozen there is no other way

    def days(self, window: Window) -> list[Due]:
        """The days in a window, or in each of its parts, on which the task falls due, in order."""
        return [day for part in _parts(window) for day in due_dates(self.timings, self.since, self.until, part)]

    def next(self, today: date) -> Due | None:
        """The first day from today on, or None when none is left."""
        return next_due(self.timings, self.since, self.until, today)

    def runs(self, window: Window) -> bool:
        """Whether the task runs in a window without a day of its own there (see `runs_all_year`)."""
        return any(runs_all_year(self.timings, part, self.since, self.until) for part in _parts(window))

    def overdue(self, today: date) -> Due | None:
        """The last day that the task should have been done by, when it is past (see `overdue`)."""
        return overdue(self.timings, today)

    def is_overdue(self, today: date) -> bool:
        """Whether its last dated day is past and none comes round again."""
        return is_overdue(self.timings, self.since, self.until, today)


def _parts(window: Window) -> Sequence[Window]:
    """The stretches of a window that is several: "tháng 2 và tháng 4"; else the window itself."""
    return window.parts or (window,) if isinstance(window, Period) else (window,)


def due_dates(timings: Sequence[Timing], since: date | None, until: date | None, window: Window) -> list[Due]:
    """The days in a window on which a task falls due, in order, a day that two timings tell once.

    Args:
        timings: what the plan states for the task.
        since: the first day of recurring dates: the plan's day of issue; None is open.
        until: their last day: the end of the years that the plan is named for; None is open.
        window: the days asked for.
    """
    found: dict[date, Due] = {}
    for timing in timings:
        for day in islice(_days(timing, since, until, window), _MOST):
            found.setdefault(day, Due(day, timing))
    return [found[day] for day in sorted(found)]


def next_due(timings: Sequence[Timing], since: date | None, until: date | None, today: date) -> Due | None:
    """The first day from today on, or None when none is left."""
    first = max(today, since) if since else today
    horizon = date(min(first.year + 8, date.max.year), 12, 31)
    once = [timing for timing in timings if _closing(timing)]
    ahead = due_dates(timings, since, until, Stretch(today, horizon)) or due_dates(
        once, since, until, Stretch(today, date.max)
    )
    return ahead[0] if ahead else None


def overdue(timings: Sequence[Timing], today: date) -> Due | None:
    """The last day that a task should have been done by, when no dated part of it is still to come; else None.

    What recurs is never overdue: it comes round again.
    """
    closing = [Due(day, timing) for timing in timings if (day := _closing(timing))]
    late = max(closing, key=lambda due: due.on, default=None)
    return late if late and late.on < today else None


def is_overdue(timings: Sequence[Timing], since: date | None, until: date | None, today: date) -> bool:
    """Whether a task's last dated day is past and none comes round again."""
    return overdue(timings, today) is not None and next_due(timings, since, until, today) is None


def runs_all_year(
    timings: Sequence[Timing], window: Window, since: date | None = None, until: date | None = None
) -> bool:
    """Whether a task runs in a window without a day of its own there: all year, as cases come up, in a rhythm without a
    date, or in a phase that overlaps the window.
    """
    return any(_runs(timing, window, since, until) for timing in timings)


def plan_limits(document: Document) -> tuple[date | None, date | None]:
    """From when to when a plan's recurring dates hold.

    Its day of issue (the first day of the month or year when no more is known, else the start of its years), and the
    end of the quarter, month or years that it is named for; None is open.
    """
    since = _first_day(document.issued_on) or document.period.start
    return since, document.period.end


def _first_day(issued: str | None) -> date | None:
    """The first day of "2021-08-23", "2024-03" or "2017"; None for anything else."""
    try:
        year, month, day = (*map(int, (issued or "").split("-")), 1, 1)[:3]
        return date(year, month, day)
    except ValueError:
        return None


def _closing(timing: Timing) -> date | None:
    """The day by which a timing with a printed end is done, else None."""
    return timing.end if timing.type in ("once", "phase") else None


def _days(timing: Timing, since: date | None, until: date | None, window: Window) -> Iterator[date]:
    end = _closing(timing)
    if end is not None and window.start <= end <= window.end:
        yield end
    if timing.type != "recurring":
        return
    first = max(window.start, since) if since else window.start
    last = min(window.end, until) if until else window.end
    yield from (day for day in _rounds(timing, first, last) if first <= day <= last)


def _rounds(timing: Timing, first: date, last: date) -> Iterator[date]:
    """The days on which a recurring timing comes round, of every year that two days touch."""
    if first > last:
        return
    if timing.every == "week" and timing.day:
        yield from _weekdays(timing.day, first, last)
        return
    for year in range(first.year, last.year + 1):
        yield from (_day(year, month, day) for month, day in _yearly(timing))


def _yearly(timing: Timing) -> Iterable[tuple[int, int]]:
    """Month and day of the dates of a year, in order; day 31 is the last of any month."""
    if timing.month_day:
        return sorted((int(one[:2]), int(one[3:])) for one in timing.month_day)
    months = timing.months or (_ALL_MONTHS if timing.every == "month" and timing.day else ())
    return [(month, timing.day or 31) for month in months]


def _day(year: int, month: int, day: int) -> date:
    """That day, or the last of the month where it is too short: 29/02 falls on the 28th in other years."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _weekdays(weekday: int, first: date, last: date) -> Iterator[date]:
    ahead = (weekday - first.isoweekday()) % 7
    for offset in range(ahead, (last - first).days + 1, 7):
        yield first + timedelta(days=offset)


def _runs(timing: Timing, window: Window, since: date | None, until: date | None) -> bool:
    if timing.type == "phase":
        after, before = timing.start or since, timing.end or until
    elif timing.type in _RUNNING or (timing.type == "recurring" and not _has_days(timing)):
        after, before = since, until
    else:
        return False
    return (after is None or after <= window.end) and (before is None or window.start <= before)


def _has_days(timing: Timing) -> bool:
    return bool(timing.month_day or timing.months or timing.day)
