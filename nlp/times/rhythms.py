"""How plans write what comes again: "hằng năm", "định kỳ 6 tháng", "ngày 15 hằng tháng", "đột xuất"."""

import re
from collections.abc import Callable
from functools import cache

from nlp.times.timerules import absolute_rules
from nlp.times.timescan import Atom, Rule, Scanner
from nlp.times.timewords import COUNT, MONTH, YEAR, any_of, number, table

_NOT_UNIT = r"(?!\w)(?!\s?[\d/]|\s[iv]+(?!\w)|\s(?:hoc|dau|cuoi|sau|toi|nay|truoc(?!\s(?:ngay|\d))))"
_UNIT = rf"(?:(?:{COUNT}|ca|hang|moi)\s?)?(?:thang|quy|nam|tuan){_NOT_UNIT}"
_AND = r"(?:\s?[,;/+&]\s?(?:va\s|hoac\s)?|\sva\s|\shoac\s)"
_LIST = rf"{_UNIT}(?:{_AND}(?:dinh\sky\s)?{_UNIT}){{0,5}}"
_MORE_MONTHS = rf"{_AND}(?:thang\s)?{MONTH}(?!\s?(?:/|thang))"
_YEARLY = rf"(?:\s(?:hang|moi)\snam|(?!\s?[/.-]|\s(?:nam\s)?{YEAR}|\w|{_MORE_MONTHS}))"
"""Behind months that no year follows."""
_BEFORE_IT = re.compile(r"(?<!\w)(?:truoc|sau)\skhi\s[^.;,]*$")
_QUARTERS = {"cuoi": (3, 6, 9, 12), "dau": (1, 4, 7, 10), "nhat": (1, 4, 7, 10), "giua": (2, 5, 8, 11)}


@cache
def document_scanner() -> Scanner:
    """Finds the times of a document: dates and stretches, rhythms, and work done as cases come up."""
    return Scanner([*_day_rules(), *_rhythm_rules(), *absolute_rules(), *_phrase_rules()])


def _day_rules() -> list[Rule]:
    day = r"(?:ngay\s)?(?P<d>\d\d?)(?:\s?-\s?(?P<d2>\d\d?))?\s(?:cua\s)?"
    days = rf"(?:cac\s)?ngay\s(?P<days>\d\d?(?:{_AND}(?:ngay\s)?\d\d?){{1,5}})\s(?:cua\s)?"
    next_month = r"thang\s(?:sau|tiep\stheo|ke\stiep|lien\ske|bao\scao|tiep\slien)(?:\s(?:lien\ske|lien\ssau|do))?"
    quarter = r"thang\s(?P<q>dau|cuoi|giua|thu\snhat)(?:\stien|\scung)?\s(?:cua\s)?(?:moi\s|hang\s|cac\s)?quy(?:\ssau)?"
    return [
        Rule("monthly_days", rf"{days}(?:(?:hang|moi)\sthang(?!\s?\d)|{next_month})", _monthly_days),
        Rule("of_months", rf"{day}(?:cac\s)?thang\s(?P<months>{MONTH}(?:{_MORE_MONTHS}){{1,5}}){_YEARLY}", _of_months),
        Rule("monthly", rf"{day}(?:(?:hang|moi|trong)\sthang(?!\s?\d)|{next_month})", _monthly),
        Rule(
            "monthly_late",
            r"(?:hang|moi)\sthang\s?[,(]?\s?(?:vao\s|truoc\s)?ngay\s(?P<d>\d\d?)(?![\d/.]|\sthang)",
            _monthly,
        ),
        Rule(
            "month_end",
            r"(?:ngay\s(?:lam\sviec\s)?cuoi(?:\scung)?\s(?:cua\s)?(?:hang\s|moi\s)?|cuoi\s(?:hang\s|moi\s))thang(?!\s?\d)",
            _monthly,
        ),
        Rule("quarterly", rf"(?:{day})?{quarter}", _quarterly),
        Rule("weekly", rf"(?:thu\s(?P<w>[2-7]|{any_of('weekdays')})|chu\snhat)\s(?:hang|moi)\stuan", _weekly),
    ]


def _rhythm_rules() -> list[Rule]:
    per = rf"(?P<n>{COUNT})\s?lan\s?(?:/|trong|moi|mot)?\s?(?P<k>\d\d?\s)?(?P<u>thang|quy|nam|tuan)(?!\w)"
    once_in = rf"(?:moi\s|dinh\sky\s)?(?P<k>{COUNT}\s)?(?P<u>thang|quy|nam|tuan)\s?(?:/|mot|1|01)\s?(?P<n>)lan"
    every_times = rf"moi\s(?P<k>)(?P<u>thang|quy|nam|tuan)\s(?:it\snhat\s)?(?P<n>{COUNT})\s(?:lan|dot|buoi|cuoc|ky)"
    head = r"(?P<head>(?:theo\s)?dinh\sky|hang|moi|tung(?=\s(?:thang|quy|nam|tuan)))"
    return [
        Rule("per", per, _per),
        Rule("once_in", once_in, _per),
        Rule("every_times", every_times, _per),
        Rule("rhythm", rf"{head}\s?[:,(]?\s?(?P<list>{_LIST})", _rhythm),
        Rule("units", rf"(?P<head>)(?P<list>{_UNIT}(?:{_AND}{_UNIT}){{1,5}})", _rhythm),
        Rule("periodic", r"(?:theo\s)?dinh\sky", lambda match: Atom("every", match.start(), match.end(), word="none")),
    ]


def _phrase_rules() -> list[Rule]:
    next_year = r"(?:(?:cac|nhung)\s)?nam\s(?:hoc\s)?(?:tiep\stheo|ke\stiep|tiep)"
    onward = rf"{next_year}|(?:cac|nhung)\snam\s(?:hoc\s)?(?:sau|toi)(?:\sdo)?"
    summer = r"(?:(?:dip|ky|mua|trong|nghi)\s(?:nghi\s)?he|he(?=\s(?:nam\s)?(?:19|20)\d\d))(?!\w)"
    return [
        Rule("onward", rf"{onward}|tro\sdi|ve\ssau", _kind("onward")),
        Rule("vision", rf"(?:tam\snhin|dinh\shuong)\s(?:den\s)?(?:nam\s)?{YEAR}", _kind("nothing")),
        Rule("phase", rf"(?:theo\s)?(?:(?:tung|cac|moi)\s)?giai\sdoan(?!\s?(?:tu\s|den\s|{YEAR}))", _kind("phase")),
        Rule("ad_hoc", any_of("ad_hoc"), _kind("ad_hoc")),
        Rule("continuous", rf"{any_of('continuous')}(?!\s?\d)", _kind("continuous")),
        Rule("of_year", r"(?:trong|den\shet|het|ca)\snam(?!\s?\d|\shoc)", _kind("of_year")),
        Rule("summer", rf"{summer}(?:\s(?:cua\s)?(?:nam\s)?(?P<y>{YEAR}))?", _summer),
        Rule("part_of_year", rf"(?P<part>{any_of('parts')})\s(?:cua\s)?nam(?!\s?\d|\shoc)", _part_of_year),
        Rule(
            "bare_year",
            rf"(?<!/){YEAR}(?![\w/.\-])",
            _bare_year,
        ),
    ]


def _kind(kind: str) -> Callable[[re.Match[str]], Atom]:
    return lambda match: Atom(kind, match.start(), match.end())


def _part_of_year(match: re.Match[str]) -> Atom:
    return Atom("part", match.start(), match.end(), word=table("parts")[match["part"]])


def _bare_year(match: re.Match[str]) -> Atom:
    return Atom("year", match.start(), match.end(), (int(match[0]),), int(match[0]))


def _summer(match: re.Match[str]) -> Atom:
    """The school holidays, June to August; nothing where only their beginning is told of ("trước khi ... nghỉ hè")."""
    if _BEFORE_IT.search(match.string[max(0, match.start() - 40) : match.start()]):
        return Atom("nothing", match.start(), match.end())
    return Atom("month", match.start(), match.end(), (6, 8), int(match["y"]) if match["y"] else None, ranged=True)


def _monthly(match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    day = int(groups.get("d2") or groups.get("d") or 31)
    return Atom("every", match.start(), match.end(), (day,), word="month") if 1 <= day <= 31 else None


def _monthly_days(match: re.Match[str]) -> Atom | None:
    """ "Ngày 10 và ngày 20 hằng tháng": the numbers are the days."""
    days = tuple(int(day) for day in re.findall(r"\d+", match["days"]))
    fits = all(1 <= day <= 31 for day in days)
    return Atom("every", match.start(), match.end(), days, word="days") if fits else None


def _of_months(match: re.Match[str]) -> Atom | None:
    """ "Ngày 15 các tháng 3, 6, 9, 12": the numbers are the day and the months."""
    day, months = int(match["d2"] or match["d"]), tuple(int(month) for month in re.findall(r"\d+", match["months"]))
    rhythm = "quarter" if len(months) == 4 and months == tuple(range(months[0], 13, 3)) else "year"
    return Atom("every", match.start(), match.end(), (day, *months), word=rhythm) if 1 <= day <= 31 else None


def _quarterly(match: re.Match[str]) -> Atom | None:
    day = int(match["d2"] or match["d"] or 0)
    months = _QUARTERS[match["q"].split()[-1]]
    return Atom("every", match.start(), match.end(), (day, *months), word="quarter") if day <= 31 else None


def _weekly(match: re.Match[str]) -> Atom:
    name = match["w"]
    day = 7 if not name else int(name) - 1 if name.isdecimal() else table("weekdays")[name]
    return Atom("every", match.start(), match.end(), (day,), word="week")


def _rhythm(match: re.Match[str]) -> Atom:
    plain = match["head"] in ("hang", "moi", "tung")
    words = [_every(unit, plain) for unit in re.split(_AND, match["list"])]
    return Atom("every", match.start(), match.end(), word=",".join(dict.fromkeys(words)))


def _every(unit: str, plain: bool) -> str:
    """The rhythm of "6 tháng", "quý", "hằng năm"; a plain "hằng năm" is "annual", "1 năm" a report's "year"."""
    *count, name = unit.replace("dinh ky ", "").split()
    if count and count[-1] in ("hang", "moi"):
        plain, count = True, []
    many = number(" ".join(count)) if count and count[-1] != "ca" else 1
    word = {("thang", 3): "quarter", ("thang", 6): "6 months", ("thang", 12): "year"}.get((name, many))
    if word is None and many == 1:
        word = {"thang": "month", "quy": "quarter", "tuan": "week", "nam": "annual" if plain else "year"}[name]
    return word or "none"


def _per(match: re.Match[str]) -> Atom:
    """ "2 lần/năm", "6 tháng/lần", "mỗi quý một lần"."""
    months = {"thang": 1, "quy": 3, "nam": 12, "tuan": 0}[match["u"]] * number((match["k"] or "1").strip())
    times = number(match["n"]) if match["n"] else 1
    word = {1: "month", 3: "quarter", 6: "6 months", 12: "annual"}.get(months // times if times else 0, "none")
    word = "week" if match["u"] == "tuan" and times == 1 and not match["k"] else word
    return Atom("every", match.start(), match.end(), word=word if times and not months % times else "none")
