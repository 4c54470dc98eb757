"""Posts before an agency's name, and who in a post is meant: "Đồng chí Phó Chủ tịch UBND xã phụ trách kinh tế"."""

import re

from knowledge.names.groups import BLANK, CAPITALS, wording

FIELD_OF_POST = re.compile(
    rf"{BLANK}phụ trách(?:{BLANK}(?:[-–]{BLANK})?(?!(?:công tác|việc|chung|các)\b)(?![{CAPITALS}])[^\W\d_]+){{1,8}}?"
    rf"(?=\s*:|\s*,\s+[{CAPITALS}]"
    rf"|{BLANK}(?:trực tiếp|chủ trì|chỉ đạo|làm|chịu trách nhiệm|có trách nhiệm|theo dõi|tham mưu|điều hành)\b)"
)
"""Which of several in a post is meant, before what he does: "Phó Chủ tịch UBND xã phụ trách kinh tế | chỉ đạo ..."."""
_FIELD_ALONE = re.compile(r"\s+phụ trách(?:\s+(?:[-–]\s+)?[^\W\d_]+){1,8}\s*")
"""The same at the end of a name or a heading."""
_ADDRESS = re.compile(r"^(?:đồng chí|đ/c)\s+(?=\w)", re.IGNORECASE)
_LONGEST_ADDRESS = 12
_TITLE = r"(?:(?:(?:các|những)\s+)?(?:{})(?:\s+(?:các|những))?\s+)"


def post_end(text: str, place: int) -> int:
    """Where the post of one who is addressed ends, whose agency is not named: "đồng chí Phó Chủ tịch phụ trách kinh tế
    | chỉ đạo ..."; 0 where none begins.
    """
    address = _ADDRESS.match(text[place : place + _LONGEST_ADDRESS])
    titled = after_titles(text, place) if address else 0
    if not address or titled <= place + address.end():
        return 0
    end = len(text[:titled].rstrip())
    return field.end() if (field := FIELD_OF_POST.match(text, end)) else end


def after_titles(text: str, place: int) -> int:
    """Where the titles ("Chủ tịch", "Giám đốc các") that begin at a place end; the place itself without any."""
    while match := wording("titles", _TITLE).match(text, place):
        place = match.end()
    return place


def without_address(text: str) -> str:
    """A post without the word that its holder is addressed with: "Đồng chí Giám đốc ..." -> "Giám đốc ..."."""
    return _ADDRESS.sub("", text)


def is_field_of_post(rest: str) -> bool:
    """Whether the words behind a post say only which of several is meant: "Phó Giám đốc Sở | phụ trách dân số"."""
    return _FIELD_ALONE.fullmatch(rest) is not None
