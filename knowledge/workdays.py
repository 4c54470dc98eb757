"""Which days agencies work: weekends and public holidays off, days moved for a long holiday as announced.

Public holidays (Tết included) are those of the `holidays` library, which follows Điều 112 of the Labour Code and the
yearly announcements of moved days; `data/days_off.yaml` holds what a place adds.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from knowledge.datafiles import DAYS_OFF, day_of, days_in

_SATURDAY: Final = 6
_SEARCHED: Final = 60
"""Days that are looked through for one that fits: longer than any holiday and than any choice of weekdays."""
DAY: Final = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether agencies work on a day."""
    if day in _local("working"):
        return True
    return not is_holiday(day) and (day.isoweekday() < _SATURDAY or day in _public().weekend_workdays)


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday, or one of the place's own; weekends by themselves are none."""
    return day not in _local("working") and (day in _local("days_off") or day in _public())


def last_until(day: date, weekdays: Collection[int], days_off: bool = False) -> date:
    """The last day not after `day` that falls on one of the weekdays (Monday is 1) and is no holiday.

    `days_off`: whether holidays count as well. Where no day fits in two months, `day` itself.
    """
    return _nearest(day, weekdays, days_off, -DAY)


def first_from(day: date, weekdays: Collection[int], days_off: bool = False) -> date:
    """The first day not before `day` that fits, as in `last_until`."""
    return _nearest(day, weekdays, days_off, DAY)


def _nearest(day: date, weekdays: Collection[int], days_off: bool, step: timedelta) -> date:
    at = day
    for _ in range(_SEARCHED):
        if at.isoweekday() in weekdays and (days_off or not is_holiday(at)):
            return at
        at += step
    return day


@cache
def _local(kind: str) -> frozenset[date]:
    """The days of a list of the file; a line that tells no day is passed over here and told of where the bot begins."""
    lists = DAYS_OFF.as_written()
    given = days_in(lists.get(kind)) if isinstance(lists, dict) else []
    return frozenset(day for day in map(day_of, given) if day)


@cache
def _public() -> Any:
    """Vietnam's holidays; the library works a year out when one of its days is first asked for."""
    from holidays import country_holidays  # takes a quarter of a second, and only reminders need it

    return country_holidays("VN")
