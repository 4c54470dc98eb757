"""The times that a question names, as stretches of days seen from a given today ("quý này", "từ nay đến cuối năm")."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp import windows
from nlp.relative import Found, question_scanner, resolve
from nlp.timescan import Atom, part_before
from nlp.timewords import any_of, canon
from nlp.timing import format_date
from nlp.windows import Window

_TRIGGER = re.compile(
    r"\d|ngay|hom|bua|mai|qua|nay|tuan|thang|quy|quí|nam|thu|chu nhat|gio|hè|he|mua|nua|toi|mốt|sang|chieu|dem|trua|q[1-4]"
)
_CONNECT = re.compile(r"\s?,?\s?(?:cho\s)?(?:den|toi|-|–|—|−)\s(?P<het>het\s|cuoi\s)?(?:ngay\s)?|\s?[-–—−]\s?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that a question names; both ends belong to it."""

    start: date
    end: date
    label: str
    """in Vietnamese: "quý IV/2026", "tuần này (16/11-22/11/2026)"."""
    kind: str
    """day, week, month, quarter, half, year, school (a school year), years (several years), part ("cuối tháng"),
    range ("từ ... đến", "từ nay đến cuối năm"), until ("trước ngày 30/6"), from ("sau ngày 1/7"), relative ("30 ngày
    tới")."""
    span: tuple[int, int]
    """first place in the question, and the place after the last."""
    said_year: bool = True
    """whether the question fixes the year ("quý này", "tháng 12/2022") and not only the part of it ("tháng 11")."""


def read_period(question: str, today: date) -> Period | None:
    """The period that a question asks about, or None: of several the first that is not only a year."""
    found = find_periods(question, today)
    return found[0] if found else None


def find_periods(question: str, today: date) -> list[Period]:
    """All periods that a question names, as seen on the day `today`: first those of a part of a year, then bare years, each
    in the order of the text. Places are those of the question in NFC. Works with and without diacritics; where the marks
    are typed, they decide. Never raises.
    """
    text = canon(unicodedata.normalize("NFC", question))
    if not _TRIGGER.search(text):
        return []
    atoms = question_scanner().scan(text)
    if not atoms:
        return []
    found = _with_plan_year([resolve(text, atom, today) for atom in atoms], atoms, text, today)
    periods = _joined(text, [one for one in found if one], today)
    return sorted(periods, key=lambda period: period.kind in ("year", "years"))
