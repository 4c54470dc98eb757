"""The branch and the places behind an agency's name, and whether a word there is a place or goes on with the name."""

import re

from knowledge.names.agency_names import index
from knowledge.names.groups import BLANK, CAPITALS, verb_at, wording
from knowledge.names.places import Places

_NAME = rf"[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{0,3}}".replace(r"\s", BLANK)
_COUNTED = "lần|lan|lượt|luot|năm|nam|quý|quy|tháng|thang|tuần|tuan|ngày|ngay|việc|viec|nhiệm vụ|nhiem vu|cuộc|cuoc"
NOT_COUNTING = rf"(?!\s+(?:{_COUNTED})(?!\w))"
"""behind a number that is part of a name, not how many there are of what follows: "họp Ban Chỉ đạo | 1 lần" """
_PLACE = re.compile(
    r"(?:(?<=[tT][pPxX])\.)?[^\S\n]+(?:TP\.?\s+|[Tt]hành phố\s+)?(?:Bà Rịa\s*[-–]\s*Vũng Tàu|Thừa Thiên\s*[-–]\s*Huế"
    rf"|{_NAME}|[QP]\.?\s?\d+|\d{{1,2}}(?![\w/.]){NOT_COUNTING})"
)
BRANCH = re.compile(
    rf"{BLANK}+[Cc]hi nhánh(?:{BLANK}+(?:[Kk]hu vực|tỉnh|thành phố|TP\.?|huyện|quận|thị xã))?"
    rf"(?:{BLANK}+(?:{_NAME}|\d{{1,2}}(?![\w/.])))?"
)
"""Which branch of an agency is meant: "chi nhánh Khu vực 8", "chi nhánh tỉnh"."""
_ONE_CAPITAL = re.compile(
    rf"{BLANK}(?P<word>[{CAPITALS}][^\W\d_{CAPITALS}]*){BLANK}(?P<rest>(?![{CAPITALS}])[^\W\d_]+)"
)
_MORE_PLACES = re.compile(rf"(?:\s*,|\s+và)\s+(?P<first>{_NAME})(?!\w)")
_NAMED_PLACES = re.compile(
    rf"\s*:\s*(?P<first>{_NAME})(?:\s*,\s*{_NAME})*(?:\s*,|\s+và)\s+{_NAME}(?=\s*(?:[.;\n]|$)|\s+(?![{CAPITALS}])[^\W\d_])"
)
_SHOUTED = re.compile(rf"\s+[{CAPITALS}]{{2,}}\s+[{CAPITALS}]{{2,}}")
_PLURAL = re.compile(r"\s+các\s", re.IGNORECASE)
COMMITTEE = re.compile(r"\s+(?:tỉnh|thành|huyện|quận|thị|đảng)\s+ủy(?!\w)", re.IGNORECASE)
_TWO_PLACES = re.compile(rf"{BLANK}[-–]{BLANK}(?P<second>{_NAME})(?!\w)")
"""The second of the places that an agency for several is named for: "Chi cục Thuế khu vực A | - B"."""
_FOR_SEVERAL = re.compile(r"\b(?:khu vực|liên (?:huyện|xã))\b", re.IGNORECASE)


def is_word_told_on(text: str, place: int) -> bool:
    """Whether a word with a capital behind a name goes on in small letters, as no place does: "Đảng ủy | Quân sự"."""
    more = None if COMMITTEE.match(text, place) else _ONE_CAPITAL.match(text, place)
    if more is None or any(wording(kind).match(text, more.start("rest")) for kind in ("verbs", "links", "asking")):
        return False
    return Places.load().at(text, more.start("word")) is None


def place_end(text: str, place: int, end: int) -> int:
    """The end of the places' proper names from `end` on; `place` is where the agency's name itself ended."""
    plural = bool(_PLURAL.match(text, place))
    if plural and (named := _NAMED_PLACES.match(text, end)) and not _begins_other(text, named.start("first")):
        return named.end()
    match = _PLACE.match(text, end)
    # A title in capitals goes on after the agency's name: there only a known place is one.
    shouted = match and _SHOUTED.match(match[0]) and not Places.load().at(text, end)
    if not match or shouted or _begins_other(text, match.end() - len(match[0].lstrip(" ."))):
        return end
    if is_word_told_on(text, end):
        return end
    end = match.end()
    while plural and (more := _MORE_PLACES.match(text, end)) and not _begins_other(text, more.start("first")):
        end = more.end()
    if _FOR_SEVERAL.search(text, place, end) and (more := _TWO_PLACES.match(text, end)):
        end = end if _begins_other(text, more.start("second")) else more.end()
    return end


def _begins_other(text: str, first: int) -> bool:
    """Whether what looks like a place's name is another agency, a head word or a verb with a capital."""
    return bool(
        index().at(text, first)
        or wording("heads").match(text, first)
        or wording("titles").match(text, first)
        or (verb_at(text, first) and not text[first:].isupper())
    )
