"""Posts before an agency's name, and who in a post is meant: "Đồng chí Phó Chủ tịch UBND xã phụ trách kinh tế"."""

import re

from knowledge.names.groups import BLANK, CAPITALS, is_capital, verb_at, wording

FIELD_OF_POST = re.compile(
    rf"{BLANK}phụ trách(?:{BLANK}(?:[-–]{BLANK})?(?!(?:công tác|việc|chung|các)\b)(?![{CAPITALS}])[^\W\d_]+){{1,8}}?"
    rf"(?=\s*:|\s*,\s+[{CAPITALS}]"
    rf"|{BLANK}(?:trực tiếp|chủ trì|chỉ đạo|làm|chịu trách nhiệm|có trách nhiệm|theo dõi|tham mưu|điều hành"
    r"|kiểm tra|họp|dự|làm việc|báo cáo|hướng dẫn|giải quyết|ký|duyệt|phê duyệt|tiếp|rà soát|đôn đốc|phối hợp"
    r"|khảo sát)\b)"
)
"""Which of several in a post is meant, before what he does: "Phó Chủ tịch UBND xã phụ trách kinh tế | chỉ đạo ..."."""
_FIELD_ALONE = re.compile(r"\s+phụ trách(?:\s+(?:[-–]\s+)?[^\W\d_]+){1,8}\s*")
"""The same at the end of a name or a heading."""
_ADDRESS = re.compile(r"^(?:đồng chí|đ/c)\s+(?=\w)", re.IGNORECASE)
_LONGEST_ADDRESS = 12
_STOPS = re.compile(r"\s*(?:$|[:,;]|và\s)")
"""Behind a post that stands alone in a list."""
_TITLE = r"(?:(?:(?:các|những)\s+)?(?:{})(?:\s+(?:các|những))?\s+)"


def post_end(text: str, place: int) -> int:
    """Where the post of one whose agency is not named ends: "đồng chí Phó Chủ tịch phụ trách kinh tế | chỉ đạo ...",
    "Hiệu trưởng | chịu trách nhiệm ..."; 0 where none begins.
    """
    address = _ADDRESS.match(text[place : place + _LONGEST_ADDRESS])
    if not address:
        return _post_alone(text, place)
    titled = after_titles(text, place)
    return _with_field(text, len(text[:titled].rstrip())) if titled > place + address.end() else 0


def _post_alone(text: str, place: int) -> int:
    """The same of a post with a capital, before a verb, the field that it is for or the end of a part."""
    post = wording("posts").match(text, place) if is_capital(text, place) else None
    if post is None:
        return 0
    end = _with_field(text, post.end())
    does = text[end : end + 1].isspace() and verb_at(text, end + 1)
    return end if end > post.end() or does or _STOPS.match(text, end) else 0


def _with_field(text: str, end: int) -> int:
    """The end of a post with the field that it is for."""
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
