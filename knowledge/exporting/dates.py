"""The days on which the duties of a list fall due."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from knowledge.answering.base import Entry, TaskBase
from knowledge.due import Stretch, Window
from knowledge.occurrences import Occurrence, days_of, told_once
from knowledge.storing.identity import plan_identity

_MARK: Final = 8


def uid_of(occurrence: Occurrence) -> str:
    """What a day of a duty is known by in every calendar made of it: the day, the item's id, which outlives new
    readings of its plan, and a mark of the plan, because other bases count their items from 1, too.
    """
    plan = occurrence.entry.plan
    mark = hashlib.sha256((plan_identity(plan.document) or plan.file).encode()).hexdigest()[:_MARK]
    return f"{occurrence.on:%Y%m%d}-{occurrence.entry.id}-{mark}@ai-chu-tri"


def occurrences(base: TaskBase, entries: Iterable[Entry], window: Window) -> list[Occurrence]:
    """Every day in a window on which the duties of a list fall due, in order. What is printed as done is left out; of a
    duty that the plan tells twice, both places tell its days, a day that both tell once.
    """
    return sorted(told_once(base, _days(base, entries, window)), key=lambda each: each.on)


def has_days(base: TaskBase, entries: Iterable[Entry], window: Window) -> bool:
    """Whether any duty of a list falls due in a window."""
    return any(True for _ in _days(base, entries, window))


def ahead(today: date, within: Window | None = None) -> Window | None:
    """The days from today to the end of `within`, or of next year; None when they are over."""
    last = within.end if within else date(min(today.year + 1, date.max.year), 12, 31)
    first = max(today, within.start) if within else today
    return Stretch(first, last) if first <= last else None


def _days(base: TaskBase, entries: Iterable[Entry], window: Window) -> Iterator[Occurrence]:
    for entry in entries:
        for each in (entry, *base.registers.alike.get(entry, ())):
            yield from days_of(each, window)
