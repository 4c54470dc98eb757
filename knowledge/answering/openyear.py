"""A time that a question names without its year ("trước 15/5", "tháng 9"), where nothing falls due then this year."""

from collections.abc import Iterable
from dataclasses import replace

from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from nlp.times import last_of, moved

_YEARS = (*range(0, -10, -1), *range(1, 6))
"""which years from the one meant at first are looked at, the nearest past one first."""
_DAYS = ("day", "until")


def in_other_year(asked: Asked, entries: Iterable[Entry]) -> Asked | None:
    """The question with its time in the nearest year in which some of these items falls due then; None where the year
    is told, or none has anything.

    A day is one that is printed just so; a month or quarter is looked for in the plans that the question names only.
    """
    period = asked.question.period
    if period is None or period.said_year:
        return None
    times = [*([last_of(period)] if period.kind in _DAYS else []), *([period] if asked.scope.named else [])]
    schedules = {entry.schedule for entry in entries}
    for time, years in ((time, years) for time in times for years in _YEARS):
        there = moved(time, years)
        if any(schedule.days(there) for schedule in schedules):
            return replace(asked, question=replace(asked.question, period=there))
    return None
