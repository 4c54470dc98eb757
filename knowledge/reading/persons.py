"""Persons who are charged by name, with the posts printed behind it: "Ông Nguyễn Văn A - Phó Chủ tịch UBND xã"."""

import re

from knowledge.names.groups import CAPITALS, even, verb_at, wording

_NAME = re.compile(
    r"(?:Ông|Bà|Đồng chí|Đ/[cC]|Thầy giáo|Cô giáo|Thầy|Cô|Bác sĩ|Kỹ sư)[:.]?\s+"
    rf"(?P<name>(?!(?:Mẹ|Bà|Cha)\b)[{CAPITALS}]\w*(?:\s[{CAPITALS}]\w*){{1,4}})(?!\w)"
)
_ADDRESSES = ("ông", "bà", "anh", "chị", "chú", "cô", "thầy", "đồng chí")
_BEFORE_POST = re.compile(r"\s*(?:[,(]|\s[-–])\s*")
_BOARD = re.compile(
    r"(?:Phó |Tổ )?(?:[Tt]rưởng|[Tt]ổ trưởng|[Pp]hó)\b|[ỦU][yỷ] viên|Thành viên|Thư ký|Thường trực", re.IGNORECASE
)
_WORD = re.compile(r"(?<=\s)\w")
_POST_END = re.compile(r"[,;:.()]|\s[-–]\s|$")
_GOES_ON = re.compile(r"\s*(?:[:,]\s+|(?<=\s))")


def is_person(heading: str) -> bool:
    """Whether a heading names a person, with his posts, and nothing else."""
    return 0 < _person_end(heading) == len(heading)


def called(name: str) -> tuple[str, ...]:
    """How a person is called whose name is printed with a form of address: "Bà Lê Thị B, Phó Chủ tịch" as "bà B", "Lê
    Thị B"; none for other names.
    """
    found = _NAME.match(name)
    if found is None or not _person_end(name):
        return ()
    full = found["name"]
    return (full, *(f"{address} {each}" for address in _ADDRESSES for each in (full, full.split()[-1])))


def person_subject(text: str) -> tuple[str, int] | None:
    """The person that a sentence begins with, as printed, and where it goes on behind a colon or with what he is to do;
    None for others.
    """
    end = _person_end(text)
    goes_on = _GOES_ON.match(text, end) if end else None
    if goes_on is None or not (":" in goes_on[0] or verb_at(even(text), goes_on.end())):
        return None
    return text[:end].rstrip(" ,"), goes_on.end()


def _person_end(text: str) -> int:
    """Where a person's name at the start of a text ends with the posts behind it; 0 where there is none."""
    name = _NAME.match(text)
    if name is None or wording("titles").match(even(text), name.start("name")):
        return 0
    end = name.end()
    while (before := _BEFORE_POST.match(text, end)) and _is_post(text, before.end()):
        end = _post_end(text, before.end())
        end += text.startswith(")", end)
    return end


def _is_post(text: str, place: int) -> bool:
    return bool(wording("titles").match(even(text), place) or _BOARD.match(text, place))


def _post_end(text: str, start: int) -> int:
    """Where a post ends: before a sign, or what is to be done."""
    stop = _POST_END.search(text, start)
    end = stop.start() if stop else len(text)
    title = wording("titles").match(even(text), start)
    words = _WORD.finditer(text, title.end() if title else start, end)
    return next((word.start() for word in words if verb_at(even(text), word.start())), end)
