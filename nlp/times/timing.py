"""A timing: when a duty is to be done, as a plan states it, and how it is written."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nlp.text import fold
from nlp.times import windows
from nlp.times.windows import Window

TimingType = Literal["annual", "continuous", "ad_hoc", "once", "recurring", "phase", "unspecified"]

ROMAN = ("", "I", "II", "III", "IV")
WEEKDAYS = ("", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_EVERY = {
    "year": "Định kỳ 1 năm",
    "6 months": "Định kỳ 6 tháng",
    "quarter": "Hằng quý",
    "month": "Hằng tháng",
    "week": "Hằng tuần",
    None: "Định kỳ",
}


class Timing(BaseModel):
    """When a duty is to be done, as a plan states it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    raw: str
    """the wording as printed."""
    type: TimingType
    start: date | None = None
    end: date | None = None
    """the last day of the window, for once and phase."""
    month_day: tuple[str, ...] = ()
    """yearly dates of a recurring duty, as MM-DD."""
    every: Literal["year", "6 months", "quarter", "month", "week"] | None = Field(default=None)
    months: tuple[int, ...] = ()
    """for recurring without a printed date: the months (1..12) in which it is due each year."""
    day: int | None = None
    """for recurring: the day of those months (of every month when there are none), or of the week (Monday 1); None is
    the last day."""


def format_date(day: date) -> str:
    """A date as offices write it: two digits for days below 10, months below 3 (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def describe(timing: Timing) -> str:
    """A timing in words that `read_timings` reads back as the same timing ("Quý IV/2021", "Ngày 10/12 hằng năm").

    What falls due as cases come up, and what could not be read, stays as printed.
    """
    if timing.type == "annual":
        return "Hằng năm"
    if timing.type == "continuous":
        return "Thường xuyên"
    if timing.type == "once":
        return _once(timing.start, timing.end, timing.raw)
    if timing.type == "phase":
        return _phase(timing.start, timing.end)
    return _recurring(timing) if timing.type == "recurring" else timing.raw


def _once(start: date | None, end: date | None, raw: str) -> str:
    if end is None:
        return f"Từ ngày {format_date(start)}" if start else raw
    if start is None:
        return f"Trước ngày {format_date(end)}"
    if start == end:
        return f"Ngày {format_date(end)}"
    return named_window(Window(start, end)) or f"Từ ngày {format_date(start)} đến ngày {format_date(end)}"


def named_window(window: Window) -> str | None:
    """The name of a whole month, quarter, half, year or school year ("Quý IV/2021"), or None for other stretches."""
    start, end = window
    year, month = start.year, start.month
    if window == windows.years(year, year):
        return f"Năm {year}"
    if start.day == 1 and end == windows.months(year, month, month).end:
        return f"Tháng {month}/{year}"
    if start.day == 1 and month % 3 == 1 and end == windows.months(year, month, month + 2).end:
        return f"Quý {ROMAN[month // 3 + 1]}/{year}"
    if window in (windows.months(year, 1, 6), windows.months(year, 7, 12)):
        return f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}"
    if year < date.max.year and window == windows.school_year(year):
        return f"Năm học {year}-{year + 1}"
    return None


def _phase(start: date | None, end: date | None) -> str:
    from_year = start is None or (start.month, start.day) == (1, 1)
    to_year = end is None or (end.month, end.day) == (12, 31)
    if start and end:
        if from_year and to_year:
            return f"Giai đoạn {start.year}-{end.year}"
        return f"Giai đoạn từ ngày {format_date(start)} đến ngày {format_date(end)}"
    if start:
        return f"Từ năm {start.year}" if from_year else f"Từ ngày {format_date(start)}"
    if end:
        return f"Đến năm {end.year}" if to_year else f"Giai đoạn đến ngày {format_date(end)}"
    return "Từng giai đoạn"


def _recurring(timing: Timing) -> str:
    head = "Trước ngày" if "truoc" in fold(timing.raw) else "Ngày"
    if timing.month_day:
        dates = [(int(month), int(day)) for month, day in (one.split("-") for one in timing.month_day)]
        if timing.every == "quarter":
            return f"{head} {max(day for _, day in dates)} tháng {_of_quarter(dates[0][0])} quý"
        return f"{head} {' và '.join(f'{day}/{month}' for month, day in dates)} hằng năm"
    if timing.every == "week" and timing.day:
        return f"{WEEKDAYS[timing.day]} hằng tuần"
    if timing.months and timing.every == "quarter":
        return f"Tháng {_of_quarter(timing.months[0])} quý"
    if timing.months:
        return f"Tháng {', '.join(map(str, timing.months))} hằng năm"
    return f"{head} {timing.day} hằng tháng" if timing.day else _EVERY[timing.every]


def _of_quarter(month: int) -> str:
    """Which month of its quarter one is."""
    return {1: "đầu", 2: "giữa"}.get(month % 3, "cuối")
