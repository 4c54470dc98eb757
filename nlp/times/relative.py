"""Times told from a today: "tuần sau", "thứ sáu tới", "30 ngày tới", "cuối quý này", "mùa hè này"."""

import re
from collections.abc import Callable
from functools import cache

from nlp.times.timerules import absolute_rules, make_day, not_before, relative_shift, year_tail
from nlp.times.timescan import Atom, Rule, Scanner
from nlp.times.timewords import COUNT, DASH, DAY, MONTH, MONTH_WORD, QUARTER, any_of, full_year, number, table

_UNITS = {"ngay": "day", "hom": "day", "tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}
_FEW = 3


@cache
def question_scanner() -> Scanner:
    """Finds the times of a question."""
    return Scanner([*_day_rules(), *_count_rules(), *_unit_rules(), *absolute_rules()])


def _moved() -> str:
    """ "này", "tới", "vừa rồi" where they belong to the time before them."""
    return rf"(?:{any_of('this')}|(?:{any_of('next')}|{any_of('last')})(?!\s(?:{not_before()}|\d)))"


def _day_rules() -> list[Rule]:
    moved, tail = _moved(), year_tail()
    names = rf"(?:(?<!trung\s)thu\s(?P<w>[2-7](?![\d/.])|{any_of('weekdays')})|chu\snhat|cn(?=\s(?:tuan|nay|toi)))"
    of_week = rf"\s(?:cua\s)?(?P<tuan>tuan\s{moved})(?P<again>\snua)?"
    season = rf"(?:mua\s(?P<s>xuan|he|hè|thu|dong)|(?:(?:dip|ky)\s)?(?:nghi\s)?(?P<h>hè|he))(?P<rel2>\s{moved})?{tail}"
    heads = r"(?:ngay\s(?:mong\s|mung\s)?|mong\s|mung\s)"
    return [
        Rule(
            "next_days",
            r"(?:ngay\s)?mai\s(?:va|voi|với|hay|hoac|lan)\s(?:ngay\s)?(?:mot|mốt|kia)(?!\w)",
            lambda m: _atom("count", m, 2, 1, word="day whole"),
        ),
        Rule("dayword", any_of("days"), _day_word),
        Rule("in_day", r"trong\sngay(?!\s(?:mai|kia|mot|mốt|\d|hom|thu|mung|mong))", lambda m: _atom("dayword", m, 0)),
        Rule("named_day", rf"(?:(?:ngay|le|lễ|dip)\s)*(?P<name>{any_of('named_days')})", _named_day),
        Rule("tomorrow", r"mai(?!\w)(?!\s(?:tang|táng|moi|mối|chau|châu|son|sơn|dịch|thuy|thúy)(?!\w))", _tomorrow),
        Rule("now", rf"(?:{any_of('now')})", _now),
        Rule("weekday", rf"{names}(?:{of_week}|(?P<rel>\s{moved}))?", _weekday),
        Rule("days_of", rf"(?:tu\s(?:{heads})?|{heads}|(?=\d\d?{DASH}(?:1[3-9]|2|3[01])))(?P<d>{DAY}){DASH}"
            rf"(?:{heads})?(?P<d2>{DAY})\s(?:cua\s)?(?P<rel>thang\s{moved})", _days_of),
        Rule("day_of", rf"{heads}(?P<d>{DAY})(?:\s(?:cua\s)?(?P<rel>thang\s{moved})|(?P<this>\snay))?"
             r"(?!\s?[/.\-]\s?\d|\sthang|\s(?:hang|moi)|\s(?:ngay|viec)|-)"
            rf"(?!{DASH}(?:ngay\s)?\d\d?(?:\s?/|\sthang\s\d))", _day_of),
        Rule("season", season, _season),
    ]  # fmt: skip


def _count_rules() -> list[Rule]:
    unit = r"(?P<u>ngay|hom|tuan|thang|quy|nam)(?!\w)(?:\slam\sviec)?"
    ahead = rf"nua|(?:{any_of('next')})(?!\s(?:{not_before()}|\d))"
    back = rf"(?:{any_of('last')})(?!\s(?:{not_before()}|\d))|gan\sday|tro\slai\sday|lai\sday|nay"
    many = rf"(?P<n>{COUNT}|nua|vai|may|mấy)"
    late = rf"{any_of('late')}\s(?:{any_of('late_told')}\s)?"
    how = rf"(?:(?P<more>{any_of('late_more')})|(?P<least>{any_of('late_least')})|(?P<less>{any_of('late_less')}))\s"
    return [
        Rule("late", rf"{late}(?:{how})?(?P<n>{COUNT})\s{unit}(?P<up>\stro\slen(?!\w))?", _late),
        Rule(
            "count",
            rf"(?P<after>sau\s)?(?:khoang\s)?{many}\s{unit}\s(?:(?P<ahead>{ahead})|(?P<back>{back}))(?!\w)",
            _count,
        ),
        Rule("count_next", rf"(?P<ahead>toi|toi\sday|tiep\stheo)\s(?P<n>{COUNT})\s{unit}", _count),
        Rule(
            "within",
            rf"(?P<ahead>trong\svong|trong(?=\s\S+\s(?:ngay|tuan)(?!\ske)))\s(?P<n>{COUNT})\s{unit}(?:\s(?:toi|nua)(?!\w))?",
            _count,
        ),
    ]


def _unit_rules() -> list[Rule]:
    moved, tail = _moved(), year_tail()
    unit = r"(?P<u>tuan|thang|quy|nam)"
    near = rf"(?P<rel>{any_of('this')}|toi|sap\stoi|vua\s(?:roi|qua)|roi)(?!\s(?:{not_before()}|\d))"
    month, quarter = rf"(?:{MONTH}|{MONTH_WORD})", rf"(?:{QUARTER}|(?:mot|hai|ba|tư|tu|bon)(?!\w))"
    alone = rf"(?!\s?\d|\s[ivl]+(?!\w)|\s(?:hoc|hang|moi|ngay|tuan|thang|quy|nam|kia)|\s{MONTH_WORD}|\s{moved})"
    which = rf"(?P<part>{any_of('parts')}|het|trong|ca|nua)"
    onward, open_year = r"(?:buoc\s)?(?:sang|qua)\s", r"(?!\s?[/.\-]\s?\d|\snam)"
    return [
        Rule("school_now", rf"nam\shoc\s(?:(?P<new>moi)|(?P<rel>{moved}))", _school_now),
        Rule("month_next", rf"{onward}thang\s?(?P<n>{month}){open_year}", _next("month")),
        Rule("quarter_next", rf"{onward}quy\s?(?P<n>{quarter}){open_year}", _next("quarter")),
        Rule("month_near", rf"(?:thang\s?|t(?=\d))(?P<n>{month})\s{near}", _near("month")),
        Rule("quarter_near", rf"quy\s?(?P<n>{quarter})\s{near}", _near("quarter")),
        Rule("unit", rf"(?:{unit}\s(?P<rel>{moved})|nam\skia(?P<kia>))(?P<again>\snua)?", _unit),
        Rule(
            "next_unit",
            r"(?:sang|qua)\s(?P<u>tuan|thang|quy|nam)(?!\w)(?!\s?\d|\s[iv]+(?!\w))(?:\s(?:sau|toi)(?!\w))?",
            _next_unit,
        ),
        Rule(
            "bare_unit",
            rf"{which}\s(?:cua\s)?{unit}(?!\w){alone}",
            _bare,
        ),
        Rule("iso_week", rf"tuan\s(?:thu\s)?(?P<n>[6-9]|[1-5]\d)(?!\d|/\d|\s?[-–]\s?\d{{1,2}}/\d){tail}", _iso_week),
    ]


def _atom(kind: str, match: re.Match[str], *numbers: int, word: str = "", year: int | None = None) -> Atom:
    return Atom(kind, match.start(), match.end(), numbers, year, word=word)


def _day_word(match: re.Match[str]) -> Atom:
    return _atom("dayword", match, table("days")[" ".join(match[0].split())])


def _tomorrow(match: re.Match[str]) -> Atom | None:
    """A lone "mai": at the head, or after "đến", "trong"; elsewhere it is a name or half a word."""
    head = match.string[: match.start()]
    alone = not head.strip() or re.search(r"(?:den|toi|tu|trong|han|hom|[,.?])\s$", head)
    return _atom("dayword", match, 1) if alone else None


def _named_day(match: re.Match[str]) -> Atom | None:
    """ "tết dương lịch" behind "đến", "trước"; elsewhere it is a matter, not a time."""
    if not re.search(r"(?:den|toi|truoc|sau|het|qua)\s$", match.string[: match.start()]):
        return None
    month, day = table("named_days")[" ".join(match["name"].split())]
    return make_day(match, month, day, None)


def _now(match: re.Match[str]) -> Atom | None:
    """ "từ nay", or "nay", "hiện nay" after "đến"; else such words are no time of their own."""
    until = re.search(r"(?:den|toi|-)\s$", match.string[max(0, match.start() - 5) : match.start()])
    return _atom("now", match) if until or match[0].startswith(("tu ", "ke ", "tinh ")) else None


def _weekday(match: re.Match[str]) -> Atom | None:
    name = match["w"]
    day = 7 if not name else int(name) - 1 if name.isdecimal() else table("weekdays")[name]
    week, moved = match["tuan"], match["rel"]
    before = match.string[: match.start()]
    ordinal = re.search(rf"(?<!\w)(?!^con\s){any_of('ordinal_after')}\s$", before[-24:])
    if not week and not moved and (ordinal or not _placed(before, match.string[match.end() :])):
        return None
    if week:
        shift = relative_shift(week)
        return _atom("weekday", match, day, shift * (2 if match["again"] else 1), word="week")
    return _atom("weekday", match, day, relative_shift(moved) if moved else 1, word=(moved or "next").strip())


def _placed(before: str, after: str) -> bool:
    """Whether a bare weekday stands where a time stands: alone, after "vào", "sáng", "đến", "còn", before a date or
    before what is on that day ("thứ ba có lịch gì").
    """
    head = not before.strip() or re.search(
        r"(?:vao|trong|den|toi|truoc|sau|sang|trua|chieu|tối|het|tu|ngay|han|hom|dem|^con|^the|^vay|lich|[,(?-])\s?$",
        before,
    )
    head = head or re.match(r"\s(?:co\s)?(?:lich|hop\s(?:gi|hanh)|(?:viec\s)?gi)(?!\w)", after)
    return bool(head) and not re.match(r"\s(?:la|trong|cua|nao)(?!\w)", after)


def _day_of(match: re.Match[str]) -> Atom:
    return _atom("day_of", match, int(match["d"]), relative_shift(match["rel"]))


def _days_of(match: re.Match[str]) -> Atom | None:
    """ "từ mùng 1 đến 15 tháng này"; the numbers are the first and the last day, and how many months off."""
    first, last = int(match["d"]), int(match["d2"])
    return _atom("days_of", match, first, last, relative_shift(match["rel"])) if first < last else None


def _season(match: re.Match[str]) -> Atom | None:
    name = match["s"] or "nghi"
    told = match["rel2"] or match["y"] or match["rel"]
    if not match["s"] and not told and not match[0].startswith(("dip", "nghi", "ky")):
        return None
    shift = relative_shift(match["rel2"] or match["rel"])
    return Atom(
        "season", match.start(), match.end(), (shift,), full_year(match["y"]) if match["y"] else None, word=name
    )


def _count(match: re.Match[str]) -> Atom | None:
    """ "30 ngày tới", "2 tuần nữa", "3 tháng qua"; the numbers are how many and which way."""
    groups, text = match.groupdict(), " ".join(match["n"].split())
    back, nearest = groups.get("back"), groups.get("ahead") == "nua"
    if (text in ("may", "mấy") and nearest) or (text == "sau") or (back == "nay" and text == "nua"):
        return None
    unit = _UNITS[match["u"]]
    if text == "nua":
        half = {"month": ("day", 15), "year": ("month", 6)}.get(unit)
        if half is None:
            return None
        unit, many = half
    else:
        many = _FEW if text in ("vai", "may", "mấy") else number(text)
    manner = "point" if groups.get("after") and nearest else "days" if nearest else "whole"
    manner = "within" if (groups.get("ahead") or "").startswith("trong") else manner
    return _atom("count", match, many, -1 if back else 1, word=f"{unit} {manner}") if many else None


def _late(match: re.Match[str]) -> Atom:
    """ "quá hạn trên 1 năm": how many units, and whether more, at least, less or just as many."""
    least = match["least"] or match["up"]
    manner = "more" if match["more"] and not match["up"] else "least" if least else "less" if match["less"] else "just"
    return _atom("late", match, number(match["n"]), word=f"{_UNITS[match['u']]} {manner}")


def _school_now(match: re.Match[str]) -> Atom:
    return _atom(
        "school_now",
        match,
        relative_shift(f"x {match['rel']}") if match["rel"] else 0,
        word="new" if match["new"] else "",
    )


def _near(kind: str) -> Callable[[re.Match[str]], Atom | None]:
    """ "tháng 12 này", "tháng 3 tới", "quý 4 vừa rồi": of this year, the coming, the last one."""

    def build(match: re.Match[str]) -> Atom | None:
        shift = relative_shift(f"x {match['rel']}")
        return _atom("near", match, number(match["n"]), shift, word=kind)

    return build


def _next(kind: str) -> Callable[[re.Match[str]], Atom | None]:
    """ "sang tháng 1", "qua quý 2": the coming one."""
    return lambda match: _atom("near", match, number(match["n"]), 1, word=kind)


def _unit(match: re.Match[str]) -> Atom | None:
    before = match.string[max(0, match.start() - 6) : match.start()]
    if re.search(r"(?<!\w)(?:noi|nội|may|mấy|\d)\s$", before):
        return None
    if match["kia"] is not None:
        return _atom("unit", match, -2, word="year")
    shift = relative_shift(f"x {match['rel']}") * (2 if match["again"] else 1)
    return _atom("unit", match, shift, word=_UNITS[match["u"]])


def _next_unit(match: re.Match[str]) -> Atom:
    return _atom("unit", match, 1, word=_UNITS[match["u"]])


def _bare(match: re.Match[str]) -> Atom | None:
    """ "cuối tháng", "hết quý", "trong tuần", "nửa năm" (no time by itself)."""
    which = match["part"]
    if which == "nua" or match.string[: match.start()].endswith("thuong xuyen "):
        return None
    word = f"{_UNITS[match['u']]} {table('parts').get(which, which)}"
    return _atom("bare", match, word=word)


def _iso_week(match: re.Match[str]) -> Atom:
    year = full_year(match["y"]) if match["y"] else None
    return Atom("iso_week", match.start(), match.end(), (number(match["n"]),), year, relative_shift(match["rel"]))
