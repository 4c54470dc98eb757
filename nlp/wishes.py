"""Wishes to be reminded, said as a sentence: "nhắc nhóm này trước hạn 7 ngày", "tạm dừng nhắc đến 15/9".

The phrases live in ``data/wishes.yaml``; an official can read and extend them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, Literal

from nlp.datafiles import WISHES
from nlp.text import fold, squeeze
from nlp.times.periods import find_periods
from nlp.times.timewords import COUNT, number

Kind = Literal["set", "pause", "stop"]
_AT = re.compile(r"\b(?:luc|vao|gio)\s+(?:luc\s+)?(\d{1,2})(?:\s*(?:gio|h|g|:)\s*(\d{1,2}|ruoi)?)(?!\w)\s*(\w+)?")
_COUNTS = rf"({COUNT}(?:\s*(?:,|va|;)\s*{COUNT})*)\s*"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants; None where the sentence does not say."""

    kind: Kind = "set"
    before: tuple[int, ...] | None = None
    """days before the deadline."""
    at: time | None = None
    no_hour: bool = False
    """whether an hour is named that no day has: "lúc 25 giờ"."""
    weekdays: tuple[int, ...] | None = None
    """Monday is 1."""
    days_off: bool | None = None
    whats: tuple[str, ...] | None = None
    """headings of `whats` in the data file."""
    only: bool = False
    """whether nothing but these is wanted."""
    until: date | None = None
    """the last day of a pause."""
    this: bool = False
    """whether the duty is meant that was just spoken of."""


def read_wish(text: str, today: date) -> Wish | None:
    """The wish that a sentence is, or None for any other sentence."""
    folded = squeeze(fold(text))
    begun = _opener().sub("", folded)
    kind = next((kind for kind in _KINDS if _starts(kind).match(begun)), None)
    if kind is None:
        return None
    if kind == "stop" or kind == "pause":
        until = _until(text, today)
        return Wish("pause" if until or kind == "pause" else "stop", until=until)
    whats, hour = _whats(folded), _AT.search(folded)
    at = _at(hour) if hour else None
    return Wish(
        before=_before(folded),
        at=at,
        no_hour=hour is not None and at is None,
        weekdays=_weekdays(folded),
        days_off=_days_off(folded),
        whats=whats,
        only=bool(whats) and bool(_any("only").search(folded)),
        this=bool(_any("this").search(folded)),
    )


_KINDS: tuple[Kind, ...] = ("pause", "stop", "set")


def _until(text: str, today: date) -> date | None:
    """The last day before which nothing is to be said: the day that is named, or the end of what is."""
    found = find_periods(text, today)
    return found[0].end if found and found[0].end > today else None


def _before(folded: str) -> tuple[int, ...] | None:
    """The days in "trước (hạn) 7, 3 ngày" or "7 ngày trước"; a week is seven."""
    found = _days_ahead().search(folded)
    if not found:
        return None
    counts, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
    days = int(_data()["units"][_unit_of(unit)])
    return tuple(days * number(each) for each in re.findall(COUNT, counts))


def _at(found: re.Match[str]) -> time | None:
    """The hour in "lúc 7 giờ 30", "vào 7h", "lúc 2 giờ chiều"; None for an impossible one."""
    hour, minute = int(found[1]), 30 if found[2] == "ruoi" else int(found[2] or 0)
    if hour < 12 and found[3] in {fold(word) for word in _data()["afternoon"]}:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _weekdays(folded: str) -> tuple[int, ...] | None:
    named = {fold(name): day for name, day in _data()["weekdays"].items()}
    found = {named[name] for name in _all(named).findall(folded)}
    if found:
        return tuple(sorted(found))
    return tuple(range(1, 8)) if _any("days_off").search(folded) else None


def _days_off(folded: str) -> bool | None:
    if _any("workdays").search(folded):
        return False
    return True if _any("days_off").search(folded) else None


def _whats(folded: str) -> tuple[str, ...] | None:
    """What is named; "trước hạn 7 ngày" tells how long before, and names nothing."""
    rest = _days_ahead().sub(" ", folded)
    found = tuple(name for name, phrases in _data()["whats"].items() if _all(map(fold, phrases)).search(rest))
    return found or None


def _data() -> dict[str, Any]:
    return WISHES.load()


@cache
def _any(name: str) -> re.Pattern[str]:
    return _all(map(fold, _data()[name]))


@cache
def _starts(kind: Kind) -> re.Pattern[str]:
    return _all(map(fold, _data()[kind]))


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_all(map(fold, _data()['openers'])).pattern}[\s,.!]*)+")


@cache
def _days_ahead() -> re.Pattern[str]:
    units = "|".join(fold(unit) for unit in _data()["units"])
    return re.compile(rf"\btruoc\s+(?:han\s+)?{_COUNTS}({units})(?!\w)|\b{_COUNTS}({units})\s+truoc(?!\w)")


def _unit_of(folded: str) -> str:
    return next(str(unit) for unit in _data()["units"] if fold(unit) == folded)


def _all(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the folded phrases, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
