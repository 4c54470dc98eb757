"""The times that a question names, as stretches of days seen from a given today ("quý này", "từ nay đến cuối năm")."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.times import windows
from nlp.times.relative import question_scanner
from nlp.times.resolution import Found, resolve, stretch
from nlp.times.timescan import Atom, single
from nlp.times.timewords import any_of, canon
from nlp.times.timing import format_date
from nlp.times.timings import HOURS
from nlp.times.windows import Window

_TRIGGER = re.compile(
    r"\d|ngay|hom|hnay|bua|mai|qua|nay|tuan|thang|quy|nam|thu|nhat|gio|hè|he|mua|nua|tối|sang|chieu|dem|trua|q|noel|tet|tết|quoc|giang|giáng|phu\snu"
)
_CONNECT = re.compile(r"\s?,?\s?(?:(?:cho\s)?(?:den|toi)\s(?:het\s)?(?:ngay\s)?|[-–—−]\s?)")
# A lone "tới" only before "hết", "ngày", "cuối": without marks it may be "tôi".
_BY = r"toi(?=\s(?:het|ngay|cuoi))|(?:cho\s)?den(?:\strong)?|het|(?:cham|muon)\snhat(?:\sla|\svao)?|khong\s(?:quá|qua)"
_PART_BEFORE = re.compile(r"(?<!\w)(?:buoi\s)?(?:sang|trua|chieu|tối|dem)\s(?:vao\s)?$")
_PART_AFTER = re.compile(
    r"\s(?:vao\s)?(?:buoi\s(?:sang|trua|chieu|tối|toi)|(?:sang|trua|chieu|tối)(?=\s(?:co|hop|ai)\s|\W*$))"
)
_ONWARD = re.compile(r"(?:buoc\s)?(?:sang|qua)\s")
"""A time that is gone on to ("sang tháng 11") is the one meant, where another is only told."""
_UNITS = ("day", "week", "month", "quarter")
_JUST_PAST = 60
"""Days after which "trước ngày 10/5" means the coming 10/5."""
_YEARLY = ("year", "years")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that a question names; both ends belong to it."""

    start: date
    end: date
    label: str
    """in Vietnamese: "quý IV/2026", "tuần này (16/11-22/11/2026)"."""
    kind: str
    """day, week, month, quarter, half, year, school (a school year), years (several years), part ("cuối tháng"),
    relative ("30 ngày tới"), late (the days that what is "quá hạn trên 1 năm" was due on), range ("từ ... đến ...",
    "từ nay đến cuối năm"), until ("trước ngày 30/6"), from ("sau ngày 1/7")."""
    span: tuple[int, int]
    """first place in the question, and the place after the last."""
    said_year: bool = True
    """whether the wording fixes the year ("quý này", "tháng 12/2022") or leaves it open ("tháng 11")."""
    parts: tuple[Window, ...] = ()
    """the stretches of several times named together ("tháng 2 và tháng 4"), in order; empty for one."""


def moved(period: Period, years: int) -> Period:
    """The same period so many years later (or earlier, below 0); what ends on a day then begins with its year."""
    first, last = (windows.add_months(day, 12 * years) for day in (period.start, period.end))
    if period.kind == "until":
        first = date(last.year, 1, 1)
    label = f"đến hết ngày {format_date(last)}" if period.kind == "until" else _label(Window(first, last))
    return replace(period, start=first, end=last, label=label, said_year=True, parts=())


def last_of(period: Period) -> Period:
    """The last day of a period, as a period of its own."""
    window = Window(period.end, period.end)
    return replace(period, start=period.end, label=_label(window), kind="day", parts=())


def _label(window: Window) -> str:
    return f"ngày {format_date(window.start)}" if window.start == window.end else stretch(window)


def read_period(question: str, today: date) -> Period | None:
    """The period that a question asks about, or None; of several the first that is not only a year."""
    found = find_periods(question, today)
    return found[0] if found else None


def find_periods(question: str, today: date) -> list[Period]:
    """All periods that a question names, seen on the day `today`: first those finer than a year, then years.

    Both in the order of the text; places are those of the question in NFC. Works with and without diacritics; where the
    marks are typed, they decide. Never raises.
    """
    text = canon(unicodedata.normalize("NFC", question))
    if not _TRIGGER.search(text):
        return []
    scanned = [one for atom in question_scanner().scan(text) for one in single(atom)]
    atoms = _with_years(text, scanned)
    found = _merged(text, [one for atom in atoms if (one := resolve(text, atom, today))], today)
    periods = [_with_hours(text, period) for period in _together(text, [_period(one) for one in found])]
    return sorted(periods, key=lambda period: (period.kind in _YEARLY, not _ONWARD.match(text, period.span[0])))


def _with_hours(text: str, period: Period) -> Period:
    """A day with the part of it that is named beside it: "chiều | thứ ba", "12/3 | buổi sáng"."""
    if period.kind != "day":
        return period
    start, end = period.span
    before, after = _PART_BEFORE.search(text[:start]), _PART_AFTER.match(text[end:])
    span = (before.start() if before else start, end + after.end() if after else end)
    return period if span == period.span else replace(period, span=span)


def _together(text: str, periods: Sequence[Period]) -> list[Period]:
    """Like periods that are named together ("tháng 2 và tháng 4", "10/12 và 15/12") as one."""
    kept: list[Period] = []
    for period in periods:
        last = kept[-1] if kept else None
        if last and last.kind == period.kind and period.kind in _UNITS and _named_together(text, last, period):
            kept[-1] = _both(last, period)
        else:
            kept.append(period)
    return kept


def _named_together(text: str, first: Period, last: Period) -> bool:
    gap = text[first.span[1] : last.span[0]]
    return first.span == last.span or bool(
        re.fullmatch(r"\s?,\s?|\s(?:va|voi|với|lan|lẫn|cung|hoac)\s(?:ca\s|ngay\s)?", gap)
    )


def _both(first: Period, last: Period) -> Period:
    parts = sorted({*(first.parts or (Window(first.start, first.end),)), Window(last.start, last.end)})
    span = (first.span[0], last.span[1])
    label, said_year = f"{first.label}, {last.label}", first.said_year and last.said_year
    return Period(parts[0].start, parts[-1].end, label, first.kind, span, said_year, tuple(parts))


def between(start: date, end: date, label: str = "") -> Period:
    """A period that no question names: from `start` to `end`, called `label` (or after its dates)."""
    return Period(start, end, label or stretch(Window(start, end)), "range", (0, 0))


def whole_years(first: int, last: int) -> Period:
    """The years from one to another, both whole."""
    label = f"năm {first}" if first == last else f"năm {first} - {last}"
    return replace(between(date(first, 1, 1), date(last, 12, 31), label), kind="year" if first == last else "years")


def _period(found: Found) -> Period:
    start, end = found.window
    return Period(start, end, found.label, found.kind, (found.start, found.end), found.said_year)


def _with_years(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms of which those without a year take that of the other end of a span, or of the one year in the question."""
    years = {atom.numbers[0] for atom in atoms if atom.kind == "year" and len(atom.numbers) == 1}
    known = years.pop() if len(years) == 1 else None
    filled = list(atoms)
    for at, atom in enumerate(atoms):
        if atom.year or atom.kind not in ("day", "days", "month", "quarter", "week") or "nam " in _words(text, atom):
            continue
        after = atoms[at + 1] if at + 1 < len(atoms) else None
        joined = after is not None and _CONNECT.fullmatch(text[atom.end : after.start])
        filled[at] = atom._replace(year=(after.year if joined and after else None) or known)
    return filled


def _words(text: str, atom: Atom) -> str:
    """The wording of an atom without "đầu năm", which fixes no year."""
    return re.sub(r"(?:dau|cuoi)\s(?:cua\s)?nam$", "", text[atom.start : atom.end])


def _merged(text: str, found: Sequence[Found], today: date) -> list[Found]:
    """Two ends as one span, a weekday with its date as one day, and a lone end with its "trước", "đến hết", "sau"."""
    kept: list[Found] = []
    at = 0
    while at < len(found):
        here = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        gap = text[here.end : after.start] if after else ""
        if after and here.kind == after.kind == "day" and not _is_dated(here) and re.fullmatch(r"\s?[,(]?\s?", gap):
            kept.append(after._replace(start=here.start))
            at += 2
        elif after and (both := _neighbours(here, after, gap)):
            kept.append(both)
            at += 2
        elif after and _CONNECT.fullmatch(gap) and (span := _span(text, here, after)):
            kept.append(span)
            at += 2
        else:
            kept.extend(_limited(text, here, today))
            at += 1
    return kept


def _is_dated(found: Found) -> bool:
    """Whether a day is told by its date, not as "thứ hai", "hôm nay"."""
    return re.match(r"ngày \d", found.label) is not None


def _span(text: str, first: Found, last: Found) -> Found | None:
    """From the beginning of one time to the end of another; an end that is already past is that of next year."""
    begin, end = first.window.start, last.window.end
    if begin > end and not last.said_year:
        end = windows.add_months(last.window.end, 12)
    if begin > end:
        return None
    start = first.start - len(_head(r"(?:ke\s|tinh\s|bat\sdau\s)?tu\s(?:ngay\s)?", text, first.start))
    said_year = first.said_year or last.said_year
    return Found("range", Window(begin, end), stretch(Window(begin, end)), start, last.end, said_year)


def _neighbours(first: Found, last: Found, gap: str) -> Found | None:
    """ "tháng này và tháng sau": two like times that follow each other, as one."""
    if (
        first.kind != last.kind
        or first.kind not in _UNITS
        or not re.fullmatch(r"\s(?:va|voi|với|lan)\s(?:ca\s)?|,\s", gap)
    ):
        return None
    if windows.add_days(first.window.end, 1) != last.window.start:
        return None
    window = Window(first.window.start, last.window.end)
    return Found("range", window, stretch(window), first.start, last.end, first.said_year and last.said_year)


def _head(pattern: str, text: str, at: int) -> str:
    """What a pattern finds right before a place, as typed; "" for nothing."""
    found = re.search(rf"(?<!\w)(?:{pattern})$", text[max(0, at - 36) : at])
    return found[0] if found else ""


def _limited(text: str, found: Found, today: date) -> list[Found]:
    """A time with what limits it: "trước ngày 30/6" from today till then, "sau ngày 1/7" till the end of that year."""
    if found.kind == "now":
        return []
    if found.kind == "late":
        return [found]
    if found.kind in ("range", "years", "relative"):
        return [found._replace(start=found.start - len(_head(r"tu\s(?:ngay\s)?", text, found.start)))]
    rest = rf"\s{HOURS}(?:ngay\s|hết\s|het\s|cuoi\s(?=nam|thang|quy|tuan))?"
    if head := _head(rf"{any_of('before')}{rest}", text, found.start):
        whole = found.kind in ("day", "part", "until") or "het" in head
        end = found.window.end if whole else windows.add_days(found.window.start, -1)
        return [_until(found, end, today, len(head))]
    if head := _head(rf"(?:{_BY}){rest}", text, found.start):
        return [_until(found, found.window.end, today, len(head))]
    if head := _head(r"(?:(?:ke\s)?tu\s)?sau(?:\skhi\shet)?\s(?:ngay\s)?", text, found.start):
        return [_from(found, windows.add_days(found.window.end, 1), len(head))]
    if head := _head(r"(?:ke\s|bat\sdau\s|tinh\s)?tu\s(?:ngay\s)?", text, found.start):
        return [_from(found, found.window.start, len(head))]
    return [found]


def _until(found: Found, end: date, today: date, extra: int) -> Found:
    """Till a day; one without its year that is long past is that of the next, one just past is asked about."""
    if windows.add_days(end, _JUST_PAST) < today and not found.said_year:
        end = windows.add_months(end, 12)
    begin = today if end >= today else date(end.year, 1, 1)
    label = f"đến hết ngày {format_date(end)}"
    return Found("until", Window(begin, end), label, found.start - extra, found.end, found.said_year)


def _from(found: Found, begin: date, extra: int) -> Found:
    window = Window(begin, date(begin.year, 12, 31))
    return Found("from", window, stretch(window), found.start - extra, found.end, found.said_year)
