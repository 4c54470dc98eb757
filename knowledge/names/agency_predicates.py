"""What a word behind an agency's name is: the beginning of what the agency does, or a part of the name."""

import re

from knowledge.names.groups import CAPITALS, verb_at, wording

_LONGEST_SYLLABLE = 12
"""With the blanks around it."""
_LONGEST_WORD = 4
"""In syllables."""
_SHORT_PREDICATE = re.compile(
    r"(?:cử|gửi|nộp|mời|phải|sẽ|giúp|ký|treo|tặng|đưa|lập|trình|họp|lắp|sửa|vá|nạo|quét|dọn|dán|gom|vớt|tháo|chốt|mở"
    r"|trao|cắm|tưới|đặt|ghi|nhắc|duyệt|xóa|gỡ|chia|kẻ|cắt|chặt|thay|viết|khoanh|chấm|rà)\s+"
    r"(?!trình\b|pháp\b|việc\b)[^\W\d_]+"
)
"""A verb of one word, in small letters behind a name."""
_OBJECT = re.compile(r"\s+(?:[^\W\d_]+|\d+(?:[.,]\d+)*\s?%?)\s+[^\W\d_]+")
"""At least two words behind a verb: what is done, rather than the end of a name."""
_PROPER_BEFORE = re.compile(rf"(?:[{CAPITALS}]\w*\s[{CAPITALS}]\w*|\s\d{{1,3}})\s$")
"""The end of a proper name of two words, or a number."""
_COUNTED = re.compile(r"\s+(?:\d+(?:[.,]\d+)*|các|những|mọi|từng|toàn bộ|việc|công tác)\s+(?=[^\W\d_])")
"""Before what is done something with: no name goes on so behind a verb."""
_LONGEST_PROPER = 24
_WORD = re.compile(r"\w+")
_NEXT_VERB = re.compile(r",\s+(?=[^\W\d_])")


def is_state(text: str, at: int) -> bool:
    """Whether a word begins what is told of an agency, rather than what it is to do: "Công ty | được cấp phép"."""
    return wording("states").match(text, at) is not None and not is_inside_word(text, at)


def is_in_word(text: str, at: int) -> bool:
    """Whether a syllable is the first or the second of a word: "giao" in "giao thông", "trình" in "công trình"."""
    begins = verb_at(text, at) is None and wording("compounds").match(text, at) is not None
    return begins or is_inside_word(text, at)


def is_inside_word(text: str, at: int) -> bool:
    """Whether a syllable is a later one of a word: "trình" in "công trình", "thi" in "nhà thầu thi công"."""
    before = at
    for _ in range(_LONGEST_WORD - 1):
        window = text[max(0, before - _LONGEST_SYLLABLE) : before].rstrip()
        if not window:
            return False
        before -= len(text[max(0, before - _LONGEST_SYLLABLE) : before]) - window.rfind(" ") - 1
        word = wording("compounds").match(text, before)
        if word and word.end() > at:
            return True
    return False


def tells_on(text: str, place: int, at: int) -> bool:
    """Whether what stands at `at` says or asks something of a name that began before `place`."""
    asks = wording("asking").match(text, at) or is_state(text, at)
    does = _is_short_predicate(text, at) or _follows_name(text, at) or _does_something(text, at)
    return bool(asks) or does or _is_sentence_verb(text, at) or _is_predicate(text, place, at)


def hidden_verb(text: str, start: int, end: int, fewest: int) -> int:
    """The place of the first verb between two places that has an object of at least some words: "Khoa Nhi | điều trị
    bệnh nhân nặng"; not straight after the head of a name, nor after a word that such verbs follow in names; 0 where
    none is.
    """
    words = [word.start() for word in _WORD.finditer(text, start, end)]
    for before, at in zip(words, words[2:], strict=False):
        joined = text[before].islower() and wording("name_joints").match(text, before)
        if joined or not text[at].islower() or is_in_word(text, at):
            continue
        verb = verb_at(text, at)
        if verb and len(text[verb.end() : end].split()) >= fewest:
            return at
    return 0


def _does_something(text: str, at: int) -> bool:
    """Whether a verb stands before so many or all of something: "Trung tâm Bảo tồn di sản | quản lý các điểm ..."; not
    in a board's name ("đầu tư xây dựng | các công trình giao thông").
    """
    verb = verb_at(text, at)
    counted = _COUNTED.match(text, verb.end()) if verb else None
    if counted is None or is_in_word(text, at):
        return False
    return wording("board_words").match(text, counted.start() + 1) is None


def _is_sentence_verb(text: str, place: int) -> bool:
    verb = verb_at(text, place)
    named = wording("name_verbs").match(text, place) or is_inside_word(text, place)
    return bool(verb and " " in verb[0] and not named)


def _is_short_predicate(text: str, at: int) -> bool:
    return _SHORT_PREDICATE.match(text, at) is not None and not is_inside_word(text, at)


def _follows_name(text: str, at: int) -> bool:
    """Whether a verb of one syllable and its object follow a proper name or a number: "... số 2 | sửa bếp ăn"."""
    verb = wording("short_verbs").match(text, at)
    if verb is None or not _OBJECT.match(text, verb.end()) or is_in_word(text, at):
        return False
    return _PROPER_BEFORE.search(text, max(0, at - _LONGEST_PROPER), at) is not None


def _is_predicate(text: str, place: int, at: int) -> bool:
    """Whether a verb that names hold too begins what the agency does: "Ban Phong trào | tổ chức hội thi"; not straight
    after the head word, nor after a word that such verbs follow in names ("Tư vấn đầu tư xây dựng ...").
    """
    verb = wording("predicate_verbs").match(text, at)
    following = _NEXT_VERB.match(text, verb.end()) if verb else None
    listed = following and verb_at(text, following.end())
    if verb is None or not text[place:at].strip() or not (listed or _OBJECT.match(text, verb.end())):
        return False
    before = text[:at].rstrip()
    two = before.rfind(" ", 0, before.rfind(" ")) + 1
    return not wording("name_joints").match(text, two)
