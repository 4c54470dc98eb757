"""What headings and opening words of paragraphs tell: the word lists of `data/headings.yaml`."""

import re
from functools import cache, lru_cache
from typing import Any, Literal

from knowledge.datafiles import HEADINGS
from knowledge.names.groups import Wording, even
from nlp.text import syllables
from nlp.times import read_timings

Context = Literal["purpose", "scope", "goals", "target", "situation", "funding", "report", "organisation"]

_GROUND = re.compile(
    r"(?:Căn cứ\s+)?(?:(?:Bộ l|L)uật\s+[^.;]{4,160}\d{4}"
    r"|(?:Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kết luận|Thông báo|Kế hoạch|Chương trình|Công văn|Văn bản"
    r"|Hướng dẫn|Công điện|Quy định)\s+(?:liên tịch\s+|hành động\s+)?số\s*:?\s*\d)"
)

_TIME = re.compile(r"(?:trong )?(?:thứ|chủ nhật|ngày|tuần|tháng|quý|6 tháng|sáu tháng|năm học)\b", re.IGNORECASE)
_CALENDAR = re.compile(r"(?:trong )?(?:thứ|chủ nhật|tuần|tháng|quý)\b", re.IGNORECASE)
_DATED = re.compile(
    r"(?:(?:sáng|chiều|trước|từ|đến|chậm nhất|muộn nhất|xong trước|hoàn thành trước|trong|vào)\s+)*"
    r"(?:(?:các\s+)?ngày\s+\d|\d{1,2}/\d)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"Về\s+")
_LONGEST_TIME = 10
_ANY_YEAR = 2000
_REACH, _LONGEST_PHRASE = 120, 8
_REMEMBERED = 256
"""Lines that are remembered while they are asked for one group of phrases after another."""


def _data() -> dict[str, Any]:
    return HEADINGS.load()


@cache
def _phrases(group: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(syllables(phrase)) for phrase in _data()[group])


@cache
def _first_syllables(group: str) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases(group))


@cache
def _contexts() -> dict[tuple[str, ...], Context]:
    return {tuple(syllables(phrase)): name for name, phrases in _data()["contexts"].items() for phrase in phrases}


@cache
def document_types() -> dict[str, str]:
    """The types of documents and their signs in numbers: {"Kế hoạch": "KH", ...}, the longer names first."""
    types: dict[str, str] = _data()["types"]
    return dict(sorted(types.items(), key=lambda pair: -len(pair[0])))


@lru_cache(_REMEMBERED)
def _begun_with(begin: str) -> list[tuple[str, ...]]:
    """The first syllables of a text, so many and fewer, down to one."""
    words = tuple(syllables(begin)[:_LONGEST_PHRASE])
    return [words[:size] for size in range(len(words), 0, -1)]


def opening(text: str, group: str) -> int:
    """How many syllables of a phrase of the group `text` begins with; 0 when with none. Groups: see the data file."""
    known, begun = _phrases(group), _begun_with(text[:_REACH])
    if not begun or begun[-1][0] not in _first_syllables(group):
        return 0
    return next((len(words) for words in begun if words in known), 0)


def opens(text: str, group: str) -> bool:
    """Whether `text` begins with a phrase of the group."""
    return opening(text, group) > 0


def opens_marked(text: str, group: str) -> bool:
    """The same, where marks that are typed must be right: "Để ..." is not "Đề nghị ..."."""
    return _worded(group).match(even(text)) is not None


@cache
def _worded(group: str) -> Wording:
    return Wording(_data()[group])


def holds(text: str, group: str) -> bool:
    """Whether a phrase of the group stands anywhere in `text`, as whole words."""
    words = _spaced(text)
    return any(phrase in words for phrase in _spaced_phrases(group))


@lru_cache(_REMEMBERED)
def _spaced(text: str) -> str:
    """The syllables of a text with blanks around each."""
    return f" {' '.join(syllables(text))} "


@cache
def _spaced_phrases(group: str) -> frozenset[str]:
    return frozenset(map(_spaced, _data()[group]))


def context_of(heading: str) -> Context | None:
    """What the part under a heading speaks of, from the words that it begins with; None when they do not tell."""
    known = _contexts()
    for told in (heading, _ABOUT.sub("", heading)):
        if found := next((known[words] for words in _begun_with(told[:_REACH]) if words in known), None):
            return found
    return None


def time_of(heading: str) -> str | None:
    """The heading, when it is a time and nothing else, so that all below it is due then: "Tháng 3/2024", "Quý II"."""
    words = heading.strip(" .:;")
    if len(words.split()) > _LONGEST_TIME or not _TIME.match(words):
        return None
    return words if any(timing.type in ("once", "phase") for timing in read_timings(words, _ANY_YEAR)) else None


def is_day(heading: str) -> bool:
    """Whether a line heads a day of a week's programme, or a month or quarter of a year's: "Thứ Hai, ngày 15/7:"."""
    return _CALENDAR.match(heading) is not None and time_of(heading) is not None


def led_by_time(text: str) -> str | None:
    """The day that a line of a programme begins with, before a colon: "Thứ Tư, ngày 17/7: dự họp ..."; else None."""
    head, colon, _ = text.partition(": ")
    return head.strip() if colon and (is_day(head) or time_ahead(text)) else None


def time_ahead(text: str) -> tuple[str, str] | None:
    """The day, or days, that a line names before a colon, and the rest of it: "Trước ngày 22/10: Báo cáo ..."; else
    None.
    """
    head, colon, rest = text.partition(": ")
    words = head.split()
    if not colon or len(words) > _LONGEST_TIME or not _DATED.match(head) or not any(map(str.isalpha, rest)):
        return None
    timings = read_timings(head, _ANY_YEAR)
    return (head, rest) if timings and all(timing.type == "once" for timing in timings) else None


def is_stamp(line: str) -> bool:
    """Whether a line is only a stamp of urgency or secrecy: "HỎA TỐC"."""
    return tuple(syllables(line)) in _phrases("stamps")


def is_ground(text: str) -> bool:
    """Whether a paragraph only names a document that the plan goes by: "Nghị quyết số 76/NQ-CP ngày 15/7/2021 ..."."""
    return _GROUND.match(text) is not None


@cache
def _facts() -> dict[tuple[str, ...], str]:
    return {tuple(syllables(name)): field for field, names in _data()["facts"].items() for name in names}


@cache
def _short_facts() -> frozenset[str]:
    return frozenset(name for names in _data()["facts"].values() for name in names if " " not in name)


def fact_of(name: str) -> str | None:
    """The field of `Document` that the cell of a legal site's table of facts names ("Số hiệu" -> "number"), or None."""
    words = tuple(syllables(name[:60]))
    if len(words) == 1 and name.strip(" :|").casefold() not in _short_facts():
        return None  # "Sở" is not "Số"
    return _facts().get(words)


def told_facts(line: str) -> list[tuple[str, str]]:
    """The facts printed with colons on one line ("Số hiệu: 12/QĐ-UBND Loại văn bản: Quyết định"), name and value."""
    found = list(_fact_names().finditer(line))
    if not found or found[0].start():
        return []
    ends = [match.start() for match in found[1:]] + [len(line)]
    return [(match[1], line[match.end() : end].strip(" |")) for match, end in zip(found, ends, strict=True)]


@cache
def _fact_names() -> re.Pattern[str]:
    names = [name for names in _data()["facts"].values() for name in names if " " in name] + _data()["other_facts"]
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})\s*:\s*", re.IGNORECASE)


@cache
def _titles() -> dict[tuple[str, ...], str]:
    return {tuple(syllables(title)): title for title in _data()["signing_titles"]}


def signing_title(capitals: str) -> str | None:
    """A signer's title printed in capitals, as it is written in running text: "PHÓ CHỦ TỊCH UBND TỈNH" -> "Phó Chủ tịch
    UBND tỉnh"; None for other words.
    """
    size = opening(capitals, "signing_titles")
    if not size:
        return None
    printed = " ".join(capitals.split()[:size]).casefold()
    rest = capitals.split()[size:]
    words = [word if word in ("UBND", "HĐND", "MTTQ") else word.lower() for word in rest]
    # "Thứ trưởng" and "Thủ trưởng" differ in their marks alone.
    title = next((one for one in _data()["signing_titles"] if one.casefold() == printed), None)
    return " ".join([title or _titles()[tuple(syllables(capitals))[:size]], *words])


def context_below(heading: str, above: Context | None) -> Context | None:
    """What the part under a heading speaks of, given what the part above does: "Mục tiêu 1" under "Chỉ tiêu" stays a
    list of targets; a heading that does not tell goes on with what is above it.
    """
    own = context_of(heading)
    return above if own is None or (own == "goals" and above == "target") else own
