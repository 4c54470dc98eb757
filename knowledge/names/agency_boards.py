"""Boards whose names have many parts, verbs among them: "Ban Chỉ đạo chống buôn lậu, gian lận thương mại tỉnh"."""

import re

from knowledge.names.agency_forms import form_at
from knowledge.names.groups import CAPITALS, is_capital, verb_at, wording

_BOARD_END = re.compile(
    r"(?<!các)\s(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu)"
    rf"(?:\s+[{CAPITALS}][\w']*){{0,4}}(?=\s*(?:$|[;,\n])|\s+và\s)"
)
_BOARD_LEVEL = re.compile(
    r"\s(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu)(?!\s+hội\b)"
    rf"(?:\s+[{CAPITALS}][\w']*){{0,4}}(?=\s+(?![{CAPITALS}])\w)"
)
_BLANK = re.compile(r"\s+")
_LOOSE = re.compile(r"\b(?:tại|của|cho|đến|từ|ở|trên|các|những|mỗi|từng|do|để|nhằm|theo)\b")
"""Words that no such name holds, but a sentence does."""
_SENTENCE_END = re.compile(r"[;:()\n]|\.\s|\.$")
_TO_COLON = re.compile(r"([^:;().\n]{4,90}?)\s*:(?:\s+(?=[^\W\d_])|\s*$)")
_BOARD_STOP = re.compile(r"[;:()\n]|\.\s")
_BOARD_JOINT = re.compile(r",\s+(?:và\s+)?|\svà\s+")


def board_end(text: str, place: int) -> int:
    """Where the name of a board ends that begins at a place of a list and runs on over commas or verbs to its level:
    "Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả tỉnh"; 0 for all else, so where a part is an agency.
    """
    head = wording("boards").match(text, place) if is_capital(text, place) else None
    stop = _BOARD_STOP.search(text, place)
    end = _BOARD_END.search(text[: stop.start() if stop else len(text)], head.end()) if head else None
    if head is None or end is None or _is_read_so_far(text, place, end.end()):
        return 0
    name = text[: end.start()]
    if wording("never_named").search(name, head.end()):
        return 0
    parts = [joint.end() for joint in _BOARD_JOINT.finditer(name, head.end())]
    return 0 if any(_begins_agency(text, part) for part in parts) else end.end()


def board_in_sentence(text: str, place: int) -> int:
    """Where the name of such a board ends in a sentence, right before its verb: "Tổ liên ngành kiểm tra an toàn thực
    phẩm xã | kiểm tra quán ăn"; 0 where it may be no name but what somebody does.
    """
    head = wording("boards").match(text, place) if is_capital(text, place) else None
    if head is None:
        return 0
    if before_colon := _board_before_colon(text, head):
        return before_colon
    stop = _SENTENCE_END.search(text, place)
    for level in _BOARD_LEVEL.finditer(text[: stop.start() if stop else len(text)], head.end()):
        name = text[: level.start()]
        if wording("never_named").search(name, head.end()) or _LOOSE.search(name, head.end()):
            return 0
        if verb_at(text, level.end() + 1):
            parts = [joint.end() for joint in _BOARD_JOINT.finditer(name, place)]
            return 0 if any(_begins_agency(text, part) for part in parts) else level.end()
    return 0


def is_named_for_work(text: str) -> bool:
    """Whether a text is the name of one board that says what it is for: "Ban Chỉ đạo phát triển du lịch tỉnh"."""
    head = wording("boards").match(text) if is_capital(text, 0) else None
    work = _BLANK.match(text, head.end()) if head else None
    if head is None or work is None or not wording("name_verbs").match(text, work.end()):
        return False
    level = _BOARD_END.search(text, work.end())
    said = _LOOSE.search(text, head.end()) or wording("never_named").search(text, head.end())
    return level is not None and level.end() == len(text) and said is None


def whole_board(text: str, place: int) -> int:
    """The end of a text that is such a name up to its level and no more."""
    if not wording("boards").match(text, place):
        return 0
    return len(text) if board_in_sentence(f"{text} chủ trì", place) == len(text) else 0


def _is_read_so_far(text: str, place: int, end: int) -> bool:
    """Whether the catalogue, or the form of the name, tells already where it ends."""
    form = form_at(text, place)
    return form is not None and form.end >= end


def _board_before_colon(text: str, head: re.Match[str]) -> int:
    """The same before a colon and what the board does: "Tổ công tác xử lý vi phạm hành lang sông | : kiểm tra ..."; a
    name of the catalogue tells itself where it ends.
    """
    place = head.start()
    colon = _TO_COLON.match(text, place)
    if colon is None or verb_at(text, place):
        return 0
    if text[colon.end() :] and not verb_at(text, colon.end()):
        return 0
    name, form = text[: colon.end(1)], form_at(text, place)
    named = form is not None and form.agency is not None
    if named or wording("never_named").search(name, head.end()) or _LOOSE.search(name, head.end()):
        return 0
    parts = [joint.end() for joint in _BOARD_JOINT.finditer(name, place)]
    return 0 if any(_begins_agency(text, part) for part in parts) else colon.end(1)


def _begins_agency(text: str, place: int) -> bool:
    """Whether an agency or a group begins at a place of a list."""
    group = any(wording(kind).match(text, place) for kind in ("openers", "nouns"))
    return group or form_at(text, place) is not None
