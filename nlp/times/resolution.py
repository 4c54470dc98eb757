"""The times of a question seen from a today: which days they mean, and their names."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from nlp.times import windows
from nlp.times.timescan import Atom, part_before, stretches
from nlp.times.timing import WEEKDAYS, format_date, named_window
from nlp.times.windows import Window

_SEASONS = {"xuan": (3, 21, 6, 20), "he": (6, 21, 9, 23), "hè": (6, 21, 9, 23), "thu": (9, 24, 12, 20),
            "dong": (12, 21, 3, 20), "nghi": (6, 1, 8, 31)}  # fmt: skip
_SEASON_NAMES = {
    "xuan": "mùa xuân",
    "he": "mùa hè",
    "hè": "mùa hè",
    "thu": "mùa thu",
    "dong": "mùa đông",
    "nghi": "dịp hè",
}
_PARTS = {"first": "đầu", "middle": "giữa", "last": "cuối", "first half": "nửa đầu", "last half": "nửa cuối"}
_DAYS = {0: "hôm nay", 1: "ngày mai", 2: "ngày kia", -1: "hôm qua", -2: "hôm kia"}
_WEEKS = {0: "tuần này", 1: "tuần sau", -1: "tuần trước"}
_LATE = {"more": "trên ", "least": "từ ", "less": "dưới ", "just": ""}
_UNITS = {"day": "ngày", "week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}


class Found(NamedTuple):
    """A time of a question: its kind (see `periods.Period`), days, name and place, and whether its year is fixed."""

    kind: str
    window: Window
    label: str
    start: int
    end: int
    said_year: bool = True


def resolve(text: str, atom: Atom, today: date) -> Found | None:
    """The days that an atom of a canonical question means on the day `today`; None when the calendar has none."""
    try:
        found = _readers().get(atom.kind, _absolute)(text, atom, today)
    except (ValueError, OverflowError):
        return None
    return found


def stretch(window: Window) -> str:
    """The name of a stretch: "quý IV/2026", or "từ 22/11/2026 đến 31/12/2026"."""
    name = named_window(window)
    return name[0].lower() + name[1:] if name else f"từ {format_date(window.start)} đến {format_date(window.end)}"


def dates_of(window: Window) -> str:
    """ "16/11-22/11/2026"; the year once when both ends share it."""
    start = format_date(window.start)
    if window.start.year == window.end.year:
        start = start.rsplit("/", 1)[0]
    return format_date(window.end) if window.start == window.end else f"{start}-{format_date(window.end)}"


def _found(kind: str, window: Window, label: str, atom: Atom, said_year: bool = True) -> Found:
    return Found(kind, window, label, atom.start, atom.end, said_year)


def _absolute(text: str, atom: Atom, today: date) -> Found | None:
    """A date, month, quarter, year; without a year that of today, with "đầu", "giữa", "cuối" that part of it."""
    year = (atom.year or today.year) + atom.shift
    found = stretches(atom, year)
    if not found:
        return None
    window = Window(found[0].start, found[-1].end)
    said = bool(atom.year or atom.shift) or text[atom.start : atom.end].endswith("nay")
    kind = "half" if atom.word == "half" else "range" if atom.ranged else atom.kind
    part = part_before(text, atom.start) if kind in ("month", "quarter", "year") and len(found) == 1 else None
    if part:
        return _part(window, part[0], kind, atom._replace(start=part[1]), said)
    label = f"ngày {format_date(window.start)}" if window.start == window.end else stretch(window)
    if kind == "years":
        label = f"giai đoạn {window.start.year}-{window.end.year}"
    return _found(kind, window, label, atom, said)


def _part(window: Window, which: str, unit: str, atom: Atom, said: bool = True) -> Found:
    days = windows.part(window, which, unit)
    name = "tuần" if unit == "week" else stretch(window)
    kind = "half" if unit == "year" and which.endswith("half") else "part"
    return _found(kind, days, f"{_PARTS[which]} {name} ({dates_of(days)})", atom, said)


def _dayword(_text: str, atom: Atom, today: date) -> Found:
    shift = atom.numbers[0]
    window = windows.whole("day", today, shift)
    label = f"{_DAYS[shift]} ({format_date(window.start)})" if shift in _DAYS else f"ngày {format_date(window.start)}"
    return _found("day", window, label, atom)


def _now(_text: str, atom: Atom, today: date) -> Found:
    return _found("now", Window(today, today), "", atom)


def _weekday(_text: str, atom: Atom, today: date) -> Found:
    """A weekday of a week that is named, else the next ("này" may be today), or the last ("vừa rồi")."""
    wanted, shift = atom.numbers
    if atom.word == "week":
        day = windows.add_days(windows.week(today, shift).start, wanted - 1)
    else:
        ahead = (wanted - today.isoweekday()) % 7
        day = windows.add_days(today, ahead if shift == 0 else (ahead or 7) if shift > 0 else ahead - 7)
    label = f"{WEEKDAYS[wanted].lower()}, ngày {format_date(day)}"
    return _found("day", Window(day, day), label, atom)


def _day_of(_text: str, atom: Atom, today: date) -> Found:
    number, shift = atom.numbers
    month = windows.add_months(today.replace(day=1), shift)
    day = month.replace(day=number)
    return _found("day", Window(day, day), f"ngày {format_date(day)}", atom)


def _days_of(_text: str, atom: Atom, today: date) -> Found:
    first, last, shift = atom.numbers
    month = windows.add_months(today.replace(day=1), shift)
    end = windows.last_day(month.year, month.month)
    window = Window(month.replace(day=min(first, end)), month.replace(day=min(last, end)))
    return _found("range", window, f"từ {format_date(window.start)} đến {format_date(window.end)}", atom)


def _season(_text: str, atom: Atom, today: date) -> Found:
    first_month, first_day, last_month, last_day = _SEASONS[atom.word]
    over = last_month < first_month
    year = atom.year or today.year + atom.numbers[0] - (1 if over and today.month < 6 else 0)
    window = Window(date(year, first_month, first_day), date(year + over, last_month, last_day))
    return _found("part", window, f"{_SEASON_NAMES[atom.word]} ({dates_of(window)})", atom)


def _count(_text: str, atom: Atom, today: date) -> Found:
    """From tomorrow: "30 ngày tới"; the next three whole months: "3 tháng tới"; the days till then: "2 tuần nữa",
    "trong 2 tuần tới".
    """
    many, way = atom.numbers
    unit, manner = atom.word.split()
    if manner == "point" or (manner in ("days", "within") and unit != "day"):
        last = _later(unit, today, many)
        window = Window(last, last) if manner == "point" else Window(windows.add_days(today, 1), last)
    else:
        near, far = windows.whole(unit, today, way), windows.whole(unit, today, way * many)
        window = Window(min(near.start, far.start), max(near.end, far.end))
    name = {"point": "nữa", "days": "nữa", "within": "tới", "whole": "tới"}[manner] if way > 0 else "vừa qua"
    return _found(
        "day" if manner == "point" else "relative", window, f"{many} {_UNITS[unit]} {name} ({dates_of(window)})", atom
    )


def _late(_text: str, atom: Atom, today: date) -> Found:
    """The days that something late by so much was due on: "quá hạn trên 1 năm" is due before this day a year ago."""
    unit, manner = atom.word.split()
    day, before = _later(unit, today, -atom.numbers[0]), _later(unit, today, -atom.numbers[0] - 1)
    first, last = {
        "more": (date.min, windows.add_days(day, -1)),
        "least": (date.min, day),
        "less": (windows.add_days(day, 1), windows.add_days(today, -1)),
        "just": (day if unit == "day" else windows.add_days(before, 1), day),
    }[manner]
    return _found("late", Window(first, last), f"quá hạn {_LATE[manner]}{atom.numbers[0]} {_UNITS[unit]}", atom)


def _later(unit: str, today: date, many: int) -> date:
    if unit in ("day", "week"):
        return windows.add_days(today, many * (7 if unit == "week" else 1))
    return windows.add_months(today, many * {"month": 1, "quarter": 3, "year": 12}[unit])


def _school_now(_text: str, atom: Atom, today: date) -> Found:
    first = today.year if today.month >= (6 if atom.word == "new" else 9) else today.year - 1
    window = windows.school_year(first + atom.numbers[0])
    return _found("school", window, stretch(window), atom)


def _near(text: str, atom: Atom, today: date) -> Found:
    """ "tháng 3 tới" is the first March after this month, "tháng 3 vừa rồi" the last before it."""
    number, shift = atom.numbers
    size = windows.months if atom.word == "month" else windows.quarters
    window = size(today.year, number, number)
    if shift > 0 and window.start <= today:
        window = size(today.year + 1, number, number)
    if shift < 0 and window.end >= today:
        window = size(today.year - 1, number, number)
    return _with_part(text, window, atom.word, atom)


def _with_part(text: str, window: Window, unit: str, atom: Atom) -> Found:
    part = part_before(text, atom.start)
    if part:
        return _part(window, part[0], unit, atom._replace(start=part[1]))
    return _found(unit, window, stretch(window), atom)


def _unit(text: str, atom: Atom, today: date) -> Found:
    shift = atom.numbers[0]
    window = windows.whole(atom.word, today, shift)
    if atom.word != "week" or part_before(text, atom.start):
        return _with_part(text, window, atom.word, atom)
    return _found("week", window, f"{_WEEKS.get(shift, 'tuần')} ({dates_of(window)})", atom)


def _bare(_text: str, atom: Atom, today: date) -> Found:
    """ "cuối tháng", "trong quý": of the one that holds today; "hết năm" from today to its end."""
    unit, which = atom.word.split(" ", 1)
    window = windows.whole(unit, today)
    if which == "het":
        rest = Window(today, window.end)
        return _found("range", rest, stretch(rest), atom)
    if which in _PARTS:
        return _part(window, which, unit, atom)
    label = f"tuần này ({dates_of(window)})" if unit == "week" else stretch(window)
    return _found(unit, window, label, atom)


def _iso_week(_text: str, atom: Atom, today: date) -> Found:
    number = atom.numbers[0]
    window = windows.iso_week((atom.year or today.year) + atom.shift, number)
    return _found("week", window, f"tuần {number} ({dates_of(window)})", atom, bool(atom.year))


_Reader = Callable[[str, Atom, date], Found | None]


@cache
def _readers() -> dict[str, _Reader]:
    return {
        "dayword": _dayword, "now": _now, "weekday": _weekday, "day_of": _day_of, "days_of": _days_of,
        "season": _season, "count": _count, "school_now": _school_now, "near": _near, "unit": _unit, "bare": _bare,
        "iso_week": _iso_week, "late": _late,
    }  # fmt: skip
