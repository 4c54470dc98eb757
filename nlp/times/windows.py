"""The calendar as stretches of days: weeks, months, quarters, halves, years, school years and their parts."""

from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class Window(NamedTuple):
    """A stretch of days; both ends belong to it."""

    start: date
    end: date


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return (months(year, month, month).end).day


def safe_date(year: int, month: int, day: int) -> date:
    """The day, or the last day of that month when it has no such day (29/02, 31/4)."""
    return date(year, month, min(day, last_day(year, month)))


def months(year: int, first: int, last: int) -> Window:
    """From the first day of month `first` to the last day of month `last` of one year (1..12)."""
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - _DAY
    return Window(date(year, first, 1), end)


def quarters(year: int, first: int, last: int) -> Window:
    """From quarter `first` to quarter `last` (1..4) of one year."""
    return months(year, 3 * first - 2, 3 * last)


def years(first: int, last: int) -> Window:
    """From 1 January of `first` to 31 December of `last`."""
    return Window(date(first, 1, 1), date(last, 12, 31))


def school_year(first: int) -> Window:
    """The school year that begins in `first`: 1 September to 31 May (khung kế hoạch thời gian năm học)."""
    return Window(date(first, 9, 1), date(first + 1, 5, 31))


def school_term(first: int, term: int = 0) -> Window:
    """A term of the school year that begins in `first`: I ends on 18 January, II on 31 May; 0 is the whole year."""
    whole_year, split = school_year(first), date(first + 1, 1, 18)
    if term == 0:
        return whole_year
    return Window(whole_year.start, split) if term == 1 else Window(split + _DAY, whole_year.end)


def week(day: date, shift: int = 0) -> Window:
    """The week (Monday to Sunday) that holds `day`, `shift` weeks later; held inside the calendar."""
    monday = add_days(day, 7 * shift - day.weekday())
    return Window(monday, add_days(monday, 6))


def week_of_month(year: int, month: int, number: int) -> Window:
    """The `number`-th week (1..5) of those that begin in the month; -1 is the last that has most of its days in it."""
    span = months(year, month, month)
    if number > 0:
        monday = span.start + _DAY * (-span.start.weekday() % 7 + 7 * (number - 1))
    else:
        monday = add_days(span.end, -3)
    return week(monday)


def iso_week(year: int, number: int) -> Window:
    """Week `number` of the year (ISO 8601); raises ValueError when the year has no such week."""
    return week(date.fromisocalendar(year, number, 1))


def add_days(day: date, count: int) -> date:
    """`count` days later, held at the ends of the calendar."""
    number = min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month; held at the ends of the calendar."""
    number = min(max(12 * day.year + day.month - 1 + count, 12), 12 * 9999 + 11)
    return safe_date(number // 12, number % 12 + 1, day.day)


def whole(unit: str, day: date, shift: int = 0) -> Window:
    """The day, week, month, quarter or year that holds `day`, `shift` units later. `unit` is one of these words."""
    if unit == "week":
        return week(day, shift)
    if unit == "day":
        moved = add_days(day, shift)
        return Window(moved, moved)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    moved = add_months(day.replace(day=1), size * shift)
    first = (moved.month - 1) // size * size + 1
    return months(moved.year, first, first + size - 1)


def part(window: Window, which: str, unit: str) -> Window:
    """The beginning, middle or end of a window ("first", "middle", "last", "first half", "last half").

    A month in tens of days (thượng, trung, hạ tuần), a quarter in months, a year with its first and last quarter, a
    week in two days, three and two.
    """
    if which.endswith("half"):
        return _half(window, which)
    if unit in ("quarter", "year"):
        first, size = _month_part(which, unit)
        begin = add_months(window.start, first)
        return Window(begin, add_days(add_months(begin, size), -1))
    first, size = {"first": (0, 2), "middle": (2, 2), "last": (5, 2)}[which] if unit == "week" else _tens(window, which)
    return Window(add_days(window.start, first), add_days(window.start, first + size - 1))


def _month_part(which: str, unit: str) -> tuple[int, int]:
    """First month (from 0) and number of months of a part of a quarter or a year."""
    if unit == "quarter":
        return {"first": (0, 1), "middle": (1, 1), "last": (2, 1)}[which]
    return {"first": (0, 3), "middle": (4, 4), "last": (9, 3)}[which]


def _tens(window: Window, which: str) -> tuple[int, int]:
    """First day (from 0) and number of days of a third of a month."""
    length = (window.end - window.start).days + 1
    return {"first": (0, 10), "middle": (10, 10), "last": (20, max(length - 20, 1))}[which]


def _half(window: Window, which: str) -> Window:
    """A half: of a year six months, else the days split in two."""
    length = (window.end - window.start).days + 1
    split = add_months(window.start, 6) if length > 360 else add_days(window.start, length // 2)
    return Window(window.start, add_days(split, -1)) if which == "first half" else Window(split, window.end)
