"""How dates, months, quarters, halves and years are written, in documents and in questions alike."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from nlp.text import fold
from nlp.times import windows
from nlp.times.timescan import Atom, Rule
from nlp.times.timewords import AND, COUNT, DASH, DAY, MONTH, MONTH_WORD, QUARTER, YEAR, any_of, full_year, number

_LEAP = 2024
_DAY_WORD = r"(?:ngay\s(?:mong|mung)|ngay|mong|mung|hom)\s?"
_ANY_MONTH = rf"(?:{MONTH}|{MONTH_WORD})"


@cache
def year_tail() -> str:
    """What may follow a month or quarter: "/2022", " năm 2022", " năm sau"; groups `y` and `rel`."""
    plain = rf"(?:\s?[/\-.–]\s?|\s?,?\s(?:cua\s)?nam(?:\s|/)?|\s)(?P<y>{YEAR})(?![/\-–]\s?\w)"
    return rf"(?:{plain}|{relative_year()})?"


@cache
def relative_year() -> str:
    """ " năm sau", " sang năm", " của năm ngoái"; group `rel`."""
    moved = rf"(?:{any_of('next')}|{any_of('last')})(?!\s(?:{not_before()}|\d))"
    return rf"\s(?:cua\s)?(?P<rel>nam\s(?:{any_of('this')}|{moved})|sang\snam)"


@cache
def not_before() -> str:
    """The words before which "trước", "sau", "tới", "qua" mean something else."""
    return any_of("not_before")


def relative_shift(phrase: str | None) -> int:
    """Units from now that "năm nay", "năm sau", "sang năm", "tháng vừa rồi" are away; 0 for None."""
    if not phrase or re.search(rf"\s(?:{any_of('this')})$", phrase):
        return 0
    return 1 if phrase == "sang nam" or re.search(rf"\s(?:{any_of('next')})$", phrase) else -1


def _year(match: re.Match[str]) -> tuple[int | None, int]:
    groups = match.groupdict()
    return (full_year(groups["y"]) if groups.get("y") else None), relative_shift(groups.get("rel"))


def make_day(match: re.Match[str], month: int, day: int, year: int | None, shift: int = 0) -> Atom | None:
    """A day, or None when no year (or the year given) has it."""
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return None
    return Atom("day", match.start(), match.end(), (month, day), year, shift)


_REJECTED_AFTER = re.compile(r"\s?(?:-\s?[^\W\d]|/\s?\w|so\s|số\s|tong\s|tổng\s|%|,\d)")
_SOUTH = re.compile(r"(?:việt|viet|miền|mien|phía|phia|trai)\s$")
_NUMBERED = re.compile(r"(?<!\w)(?:số|so|muc|mục|khoan|khoản|dieu|điều|nghị quyết|quyết định|tỷ lệ|ty le)\s?$")


def _numeric_day(match: re.Match[str]) -> Atom | None:
    """10/12/2021, 10-12-2021, 10.12.2021, 05/11; no number of a document, no share ("1/3 số hộ"), no "24/7"."""
    separators = {mark for mark in match["sep"] + (match["sep2"] or "") if not mark.isspace()}
    year = match["y"]
    if (separators != {"/"} and (not year or len(year) < 4)) or (match["d"], match["m"], year) == ("24", "7", None):
        return None
    text = match.string
    if _REJECTED_AFTER.match(text, match.end()) or (
        not match["pre"] and _NUMBERED.search(text[max(0, match.start() - 12) : match.start()])
    ):
        return None
    year = year or match["y2"]
    return make_day(match, int(match["m"]), int(match["d"]), full_year(year) if year else None, _year(match)[1])


_DATE_HEAD = re.compile(r"(?:truoc|nhat|den|toi|tu|va|vao|la|,|;|-|–|\()\s?$")


def _written_day(match: re.Match[str]) -> Atom | None:
    """ngày 10 tháng 12 năm 2021, mồng 3 tháng 3; a bare "6 tháng 1" is no date unless a year or "trước" says so."""
    year, shift = _year(match)
    head = match["pre"] or year or _DATE_HEAD.search(match.string[max(0, match.start() - 8) : match.start()])
    return make_day(match, number(match["m"]), number(match["d"]), year, shift) if head else None


def _listed(kind: str, item: str) -> Callable[[re.Match[str]], Atom | None]:
    """A builder for "tháng 3, 6, 9/2022", "Quý II - III/2023"."""
    pattern = re.compile(item)

    def build(match: re.Match[str]) -> Atom | None:
        numbers = tuple(number(one[0]) for one in pattern.finditer(match["list"]))
        year, shift = _year(match)
        ranged = len(numbers) == 2 and bool(re.search(r"-|–|—|−|den|toi", match["list"]))
        if not numbers or (numbers[0] > numbers[-1] and not ranged) or _counted(match) or _each(match):
            return None
        return Atom(kind, match.start(), match.end(), numbers, year, shift, ranged)

    return build


def _counted(match: re.Match[str]) -> bool:
    """Whether a number stands before: "6 tháng một lần", "mấy tháng"."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return bool(re.search(r"(?<!\w)(?:\d{1,2}|may|mấy|mot|hai|ba|sáu)\s$", before)) or match.string.startswith(
        (" lan", "/lan", " lần"), match.end()
    )


def _each(match: re.Match[str]) -> bool:
    """Whether a number counts what is done in each: "mỗi tháng 01 chuyên mục"."""
    return bool(re.search(r"(?<!\w)(?:mỗi|moi|từng|tung)\s$", match.string[max(0, match.start() - 6) : match.start()]))


def _year_list(match: re.Match[str]) -> Atom | None:
    """Năm 2022, 2023; not "Việt Nam 2022"."""
    if _SOUTH.search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    found = tuple(int(one) for one in re.findall(YEAR, match[0]))
    return Atom("year", match.start(), match.end(), found, found[-1])


def _span_of_years(kind: str) -> Callable[[re.Match[str]], Atom | None]:
    def build(match: re.Match[str]) -> Atom | None:
        first, last = int(match["a"]), int(match["b"])
        last = last if last > 99 else first // 100 * 100 + last
        one_year_on = kind != "school" or last == first + 1
        if last < first or not one_year_on:
            return None
        term = match.groupdict().get("n")
        numbers = (first, last, number(term)) if term else (first, last)
        return Atom(kind, match.start(), match.end(), numbers, first)

    return build


def _half(match: re.Match[str]) -> Atom | None:
    """6 tháng đầu năm, nửa cuối năm 2022, 9 tháng đầu năm; the numbers are its first and last month."""
    count = 6 if match["n"].startswith("nua") else number(match["n"].split()[0].rstrip("t"))
    if not 1 < count < 12:
        return None
    first = 13 - count if match["side"] in ("cuoi", "sau") else 1
    return Atom("month", match.start(), match.end(), (first, first + count - 1), *_year(match), True, "half")


def _week_of_month(match: re.Match[str]) -> Atom:
    which = -1 if match["n"].startswith("cuoi") else 1 if match["n"].startswith("dau") else number(match["n"])
    return Atom("week", match.start(), match.end(), (number(match["m"]), which), *_year(match))


def _edge_of_month(match: re.Match[str]) -> Atom:
    month = number(match["m"])
    day = 1 if match["side"] == "dau" else windows.last_day(_LEAP, month)
    return Atom("day", match.start(), match.end(), (month, day), *_year(match))


_NUMBERED = re.compile(r"\b(?:so|lop|khoi|dot|goi thau|muc|diem|khoan|dieu|quan|nhom|cap)\s$")
"""before a number that is one of what is counted so: "gói thầu số 04 đến ngày 31/12" """


def _days_of_month(match: re.Match[str]) -> Atom | None:
    """15-20/6/2022, từ 01 đến 30/6; the numbers are month, first day, last day."""
    if _NUMBERED.search(fold(match.string[: match.start()])):
        return None
    first, last, month = int(match["d"]), int(match["d2"]), int(match["m"])
    if first >= last or not make_day(match, month, last, None) or _REJECTED_AFTER.match(match.string, match.end()):
        return None
    return Atom("days", match.start(), match.end(), (month, first, last), *_year(match), True)


def _day_list(match: re.Match[str]) -> Atom | None:
    """Ngày 10 và 20/6/2022; the numbers are the month and the days."""
    days, month = [int(one) for one in re.findall(r"\d+", match["d"])], int(match["m"])
    if any(not make_day(match, month, day, None) for day in days) or _REJECTED_AFTER.match(match.string, match.end()):
        return None
    return Atom("days", match.start(), match.end(), (month, *days), *_year(match), word="list")


def _nothing(match: re.Match[str]) -> Atom:
    return Atom("nothing", match.start(), match.end())


def absolute_rules() -> list[Rule]:
    """What documents and questions have in common, most particular first."""
    return [*_day_rules(), *_month_rules(), *_year_rules()]


def _day_rules() -> list[Rule]:
    tail = year_tail()
    lunar = rf"(?:ram\sthang\s{COUNT}|(?:ngay\s)?(?:mong|mung|\d\d?)\s[^.;,]{{1,14}}\sam\slich|ram)"
    days = rf"(?:{_DAY_WORD})?(?P<d>{DAY}){DASH}(?:ngay\s)?(?P<d2>{DAY})(?:\s?/\s?|\sthang\s)(?P<m>{MONTH})(?!\s?\.\d)"
    numeric = rf"(?P<pre>{_DAY_WORD})?(?P<d>{DAY})(?P<sep>\s?[/.\-]\s?)(?P<m>{MONTH})"
    late_year = (
        rf"(?:(?P<sep2>\s?[/.\-]\s?)(?P<y>{YEAR}|\d\d(?![\d/.\-]))|\s(?:cua\s)?nam\s(?P<y2>{YEAR})|{relative_year()})?"
    )
    written = rf"(?P<pre>{_DAY_WORD})?(?P<d>{COUNT}),?\s?(?:/\s?)?thang\s?(?P<m>{_ANY_MONTH})"
    listed = (
        rf"(?:{_DAY_WORD})(?P<d>{DAY}(?:{AND}(?:ngay\s)?{DAY}){{1,4}})(?:\s?/\s?|\sthang\s)(?P<m>{MONTH})(?!\s?\.\d)"
    )
    edge = rf"ngay\s(?P<side>dau|cuoi)(?:\stien|\scung)?\s(?:cua\s)?thang\s(?P<m>{_ANY_MONTH})"
    return [
        Rule("lunar", lunar, _nothing),
        Rule("days", days + tail, _days_of_month),
        Rule("day_list", listed + tail, _day_list),
        Rule("numeric", numeric + late_year, _numeric_day),
        Rule("written", written + tail, _written_day),
        Rule("edge", edge + tail, _edge_of_month),
    ]


def _month_rules() -> list[Rule]:
    tail, half_tail = year_tail(), _half_tail()
    which = r"(?P<n>[1-5]|mot|nhat|hai|ba|tư|tu|nam|(?:dau|cuoi)(?:\stien|\scung)?)"
    half = rf"(?P<n>nua(?:\snam)?|{COUNT}\sthang|\d\d?t)\s(?P<side>dau|cuoi|sau(?=\snam))"
    of_year = r"(?:(?:\scua)?\snam(?!\shoc)|(?=\s(?:19|20)\d\d)|(?!\s\w))"
    month_head = r"(?:(?:thang|thg|th)\.?\s?|t\.?\s?(?=[89]|1[0-2]|\d\d?/))"
    quarter_word = r"(?P<list>(?:mot|nhat|hai|ba|tư|tu|bon)(?!\w))"
    single = r"(?!\s(?:lan|ngay|tuan|thang|viec))"
    return [
        Rule(
            "month_year", rf"(?<!/)(?P<list>{MONTH})\s?/\s?(?P<y>{YEAR})(?!\s?[/\-]\s?[^\W\d])", _listed("month", MONTH)
        ),
        Rule("week", rf"tuan\s(?:le\s)?(?:thu\s)?{which}\s(?:cua\s)?thang\s(?P<m>{_ANY_MONTH}){tail}", _week_of_month),
        Rule("half", half + of_year + half_tail, _half),
        Rule("months_of", rf"(?P<n>{COUNT}\sthang|nua)(?P<side>)\s(?:cua\s)?nam\s(?P<y>{YEAR})", _half),
        Rule("month", rf"{month_head}(?P<list>{_list_of(MONTH, 'thang')}){tail}", _listed("month", MONTH)),
        Rule("month_word", rf"thang\s(?P<list>{MONTH_WORD}){single}{tail}", _listed("month", MONTH_WORD)),
        Rule("quarter", rf"(?:quy|qui|q)\.?\s?(?P<list>{_list_of(QUARTER, 'quy')}){tail}", _listed("quarter", QUARTER)),
        Rule("quarter_word", rf"quy\s{quarter_word}{tail}", _quarter_word),
        Rule("month_edge", rf"thang\s(?P<side>dau\stien|cuoi\scung|chot)\s(?:cua\s)?nam{half_tail}", _month_edge),
        Rule("quarter_edge", rf"quy\s(?P<side>dau|cuoi)\s(?:cua\s)?nam{half_tail}", _quarter_edge),
    ]


def _year_rules() -> list[Rule]:
    phase = r"(?:giai\sdoan\s|nhiem\sky\s)?(?:tu\s)?(?:cac\s)?(?:nam\s)?"
    term = r"(?:hoc\sky\s(?P<n>ii|i|[12]),?\s(?:cua\s)?)?"
    school = rf"{term}nam\shoc\s(?P<a>{YEAR})\s?(?:-|–|—|/|den)\s?(?P<b>{YEAR}|\d\d(?!\d))"
    return [
        Rule("school", school, _span_of_years("school")),
        Rule("years", rf"{phase}(?P<a>{YEAR}){DASH}(?:het\s)?(?:nam\s)?(?P<b>{YEAR})(?!/)", _span_of_years("years")),
        Rule("year", rf"(?:nam\s?|(?<=\bhan\s)){YEAR}(?:{AND}(?:nam\s)?{YEAR}){{0,9}}", _year_list),
    ]


def _half_tail() -> str:
    """After "6 tháng đầu năm": the year with or without a stroke, or "nay", "sau"."""
    relative = rf"{any_of('this')}|(?:{any_of('next')}|{any_of('last')})(?!\s(?:{not_before()}|\d))"
    return rf"(?:(?:\s?[/\-]\s?|\s)(?P<y>{YEAR})|(?P<rel>\s(?:{relative})))?"


def _list_of(item: str, head: str) -> str:
    """Up to twelve items with commas or "và", or two with a dash; an item of a date (10/6) ends the list."""
    more = rf"(?:{head}\s)?{item}(?!\s?/\s?\d\d?(?!\d))"
    return rf"{item}(?:{DASH}{more}|(?:{AND}{more}){{0,11}})"


def _quarter_word(match: re.Match[str]) -> Atom:
    which = 1 if match["list"] == "nhat" else number(match["list"])
    return Atom("quarter", match.start(), match.end(), (which,), *_year(match))


def _month_edge(match: re.Match[str]) -> Atom:
    return Atom("month", match.start(), match.end(), (1 if match["side"].startswith("dau") else 12,), *_year(match))


def _quarter_edge(match: re.Match[str]) -> Atom:
    return Atom("quarter", match.start(), match.end(), (1 if match["side"] == "dau" else 4,), *_year(match))
