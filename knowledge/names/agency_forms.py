"""The form of one agency's name in a text: titles before it, the name, the level and place after it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.names.agency_names import agencies, index
from knowledge.names.groups import (
    CAPITALS,
    begins_with,
    first_syllables,
    is_capital,
    short_forms,
    tail,
    verb_at,
    wording,
    words,
)
from knowledge.names.places import Places
from nlp.names import Mention
from nlp.text import fold, is_marked

_BLANK = r"[^\S\n]"
_NAME = rf"[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{0,3}}".replace(r"\s", _BLANK)
_PLACE = re.compile(
    r"(?:(?<=[tT][pPxX])\.)?[^\S\n]+(?:TP\.?\s+|[Tt]hành phố\s+)?(?:Bà Rịa\s*[-–]\s*Vũng Tàu|Thừa Thiên\s*[-–]\s*Huế"
    rf"|{_NAME}|[QP]\.?\s?\d+|\d{{1,2}}(?![\w/.]))"
)
_BRANCH = re.compile(
    rf"{_BLANK}+[Cc]hi nhánh(?:{_BLANK}+(?:[Kk]hu vực|tỉnh|thành phố|TP\.?|huyện|quận|thị xã))?"
    rf"(?:{_BLANK}+(?:{_NAME}|\d{{1,2}}(?![\w/.])))?"
)
"""Which branch of an agency is meant: "chi nhánh Khu vực 8", "chi nhánh tỉnh"."""
_ONE_CAPITAL = re.compile(
    rf"{_BLANK}(?P<word>[{CAPITALS}][^\W\d_{CAPITALS}]*){_BLANK}(?P<rest>(?![{CAPITALS}])[^\W\d_]+)"
)
_SMALL_END = re.compile(
    rf"{_BLANK}(?P<word>(?!(?:làm|có|phải|là|ở|nào|gì|ai|khi|được|không|bị|thì|mà|nên|sẽ|đã|đang)\b)"
    rf"(?![{CAPITALS}])[^\W\d_]+)"
    rf"(?:{_BLANK}(?![{CAPITALS}])[^\W\d_]+)?\s*(?=:|$)"
)
_MORE_PLACES = re.compile(rf"(?:\s*,|\s+và)\s+(?P<first>{_NAME})(?!\w)")
_NAMED_PLACES = re.compile(
    rf"\s*:\s*(?P<first>{_NAME})(?:\s*,\s*{_NAME})*(?:\s*,|\s+và)\s+{_NAME}(?=\s*(?:[.;\n]|$)|\s+(?![{CAPITALS}])[^\W\d_])"
)
_SHOUTED = re.compile(rf"\s+[{CAPITALS}]{{2,}}\s+[{CAPITALS}]{{2,}}")
_PLURAL = re.compile(r"\s+các\s", re.IGNORECASE)
_SEPARATOR = re.compile(r"[;,:()\n]|(?<!\bT[PX])\.|\s(?:và|do|để|nhằm|trong|theo)\s|$")
_AFTER_PLACE = re.compile(rf"\s[{CAPITALS}]\w*\s[{CAPITALS}]\w*\s\Z")
"""A proper name of two words, behind which small letters begin something else."""
_PREVENTION = re.compile(r"(?<=phòng),\s+chống\b")
_SENTENCE_PART = re.compile(r"[;,.:()\n]|\s(?:do|để|nhằm|trong|theo)\s")
_TITLE_NOUN = re.compile(r"(?:phòng|ban|công an)\s+$", re.IGNORECASE)
_COMMITTEE = re.compile(r"\s+(?:tỉnh|thành|huyện|quận|thị|đảng)\s+ủy(?!\w)", re.IGNORECASE)
_PARTY = ("đảng", "cấp ủy", "trường", "trung tâm")
_LOWER = re.compile(rf"\s(?![{CAPITALS}])[^\W\d_]")
_NUMBER = re.compile(r"\s+(?:\d{1,3}|[IVX]+)(?![\w/.-])")
_TOLD_ON = re.compile(r"(?P<comma>,)\s+(?=[^\W\d_])|\s+và\s+(?=[^\W\d_])")
_TWO_PLACES = re.compile(rf"{_BLANK}[-–]{_BLANK}(?P<second>{_NAME})(?!\w)")
_FOR_SEVERAL = re.compile(r"\b(?:khu vực|liên (?:huyện|xã))\b", re.IGNORECASE)
"""The second of the places that an agency for several is named for: "Chi cục Thuế khu vực A | - B"."""
_WORD_NEXT = re.compile(r"\s+\w")
_SMALL_WORD = re.compile(r"(?<=\s)\w+")
_LONGEST_SMALL, _LONGEST_UNENDED = 14, 8
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
_LONGEST_PROPER = 24
_NUMBERED_ON = re.compile(r"\s+số\s+\d{1,3}(?![\w/.-])")
_NEXT_VERB = re.compile(r",\s+(?=[^\W\d_])")
_ORGANS = (
    (re.compile(r"ủy\s+ban\s+nhân\s+dân", re.IGNORECASE), "UBND"),
    (re.compile(r"hội\s+đồng\s+nhân\s+dân", re.IGNORECASE), "HĐND"),
)
_FIELD_OF_POST = re.compile(
    rf"{_BLANK}phụ trách(?:{_BLANK}(?:[-–]{_BLANK})?(?!(?:công tác|việc|chung|các)\b)(?![{CAPITALS}])[^\W\d_]+){{1,8}}?"
    rf"(?=\s*:|\s*,\s+[{CAPITALS}]"
    rf"|{_BLANK}(?:trực tiếp|chủ trì|chỉ đạo|làm|chịu trách nhiệm|có trách nhiệm|theo dõi|tham mưu|điều hành)\b)"
)
"""Which of several in a post is meant, before what he does: "Phó Chủ tịch UBND xã phụ trách kinh tế | chỉ đạo ..."."""
_ADDRESS = re.compile(r"^(?:đồng chí|đ/c)\s+(?=\w)", re.IGNORECASE)
_TITLE = r"(?:(?:(?:các|những)\s+)?(?:{})(?:\s+(?:các|những))?\s+)"


@dataclass(frozen=True, slots=True)
class Form:
    """A name read at a place of a text; `agency` is None for a name that is not in the catalogue.

    The places: `start` with titles, `core` the name, `tail` the level after it, `named` the place's proper name, `end`.
    """

    start: int
    core: int
    tail: int
    named: int
    end: int
    agency: str | None = None
    score: float = 1.0

    @property
    def is_titled(self) -> bool:
        """Whether a title stands before the name: "Chủ tịch UBND tỉnh"."""
        return self.core > self.start


@lru_cache(maxsize=1024)
def form_at(text: str, start: int, *, known: Mention | None = None) -> Form | None:
    """The agency's name that begins at a place of an `even` text, with its titles, level and place; None if none does.

    `known` is a mention already found at `start` (a bare field after "các sở:"). Remembered: whoever reads a list looks
    at the places of its text more than once.
    """
    if known:
        return _catalogue_form(text, start, known)
    if not begins_with(text, start, beginnings()):
        return None
    titled = after_titles(text, start)
    inner = _TITLE_NOUN.search(text[start:titled]) if titled > start else None
    cores = list(dict.fromkeys((start, titled, start + inner.start() if inner else titled)))
    for core in cores:
        mention = index().at(text, core)
        if mention and (outer := _longer_inside(text, mention)):
            return Form(start, core, mention.end, outer.end, outer.end, mention.key, mention.score)
        if mention and not _is_longer_name(text, mention) and (form := _catalogue_form(text, start, mention)):
            return form
    # "Công chức", "Văn phòng" are titles before a name and head words of a name of their own.
    unlisted = (_unlisted_form(text, start, core) for core in (*cores[1:], start))
    return next(filter(None, unlisted), None)


@cache
def beginnings() -> frozenset[str]:
    """The folded syllables that agencies' names, titles before them and head words begin with."""
    return index().beginnings | first_syllables("titles") | first_syllables("heads") | {"cac", "nhung"}


def _longer_inside(text: str, mention: Mention) -> Mention | None:
    """The agency whose name begins with the last word of a name and goes on behind it: "Thanh tra Sở | Y tế"."""
    last = text.rfind(" ", mention.start, mention.end) + 1
    inner = index().at(text, last) if last else None
    return inner if inner and inner.end > mention.end and inner.text[0].isupper() else None


def _is_longer_name(text: str, mention: Mention) -> bool:
    """Whether a short spelling is only the beginning of a name: "Phòng Giáo dục" in "Phòng Giáo dục Mầm non", where a
    word with a capital goes on in small letters, as no place does.
    """
    spelt_out = " " in mention.text and is_capital(text, mention.start) and fold(mention.text) != fold(mention.key)
    if spelt_out and _is_told_on(text, mention.end):
        return True
    return fold(mention.text) != fold(mention.key) and _is_word_told_on(text, mention.end)


def _is_word_told_on(text: str, place: int) -> bool:
    """Whether a word with a capital behind a name goes on in small letters, as no place does: "Đảng ủy | Quân sự"."""
    more = None if _COMMITTEE.match(text, place) else _ONE_CAPITAL.match(text, place)
    if more is None or any(wording(kind).match(text, more.start("rest")) for kind in ("verbs", "links", "asking")):
        return False
    return Places.load().at(text, more.start("word")) is None


def _is_told_on(text: str, place: int) -> bool:
    """Whether a word or two in small letters end a name: "Phòng Tài chính" in "Phòng Tài chính kế toán: ..."."""
    more = _SMALL_END.match(text, place)
    if more is None or wording("links").match(text, more.start("word")) or tail().match(text, place):
        return False
    return not any(wording(kind).match(text, more.start("word")) for kind in ("verbs", "qualifiers", "levels"))


def post_end(text: str, place: int) -> int:
    """Where the post of one who is addressed ends, whose agency is not named: "đồng chí Phó Chủ tịch phụ trách kinh tế
    | chỉ đạo ..."; 0 where none begins.
    """
    address = _ADDRESS.match(text[place : place + _LONGEST_SYLLABLE])
    titled = after_titles(text, place) if address else 0
    if not address or titled <= place + address.end():
        return 0
    end = len(text[:titled].rstrip())
    return field.end() if (field := _FIELD_OF_POST.match(text, end)) else end


def after_titles(text: str, place: int) -> int:
    """Where the titles ("Chủ tịch", "Giám đốc các") that begin at a place end; the place itself without any."""
    while match := wording("titles", _TITLE).match(text, place):
        place = match.end()
    return place


def _catalogue_form(text: str, start: int, mention: Mention) -> Form | None:
    entry = agencies()[mention.key]
    level = mention.end
    for pattern in (_COMMITTEE, tail()) if entry.family in _PARTY else (tail(),):
        level = match.end() if (match := pattern.match(text, level)) else level
    end = _place_end(text, mention.end, level)
    if entry.tailed and end == mention.end and (place := Places.load().at(text, end)):
        end = place.end
    if entry.tailed and (end == mention.end or wording("not_heads").match(text, mention.start)):
        return None
    if branch := _BRANCH.match(text, mention.end):
        level = end = branch.end()
    if is_capital(text, mention.start) and wording("open_heads").match(text, mention.start):
        level, end = _named_end(text, mention.end, level, end)
    if mention.start > start and (post := _FIELD_OF_POST.match(text, end)):
        end = post.end()
    return Form(start, mention.start, mention.end, level, end, mention.key, mention.score)


def _named_end(text: str, place: int, level: int, end: int) -> tuple[int, int]:
    """Where the level and the name of a board named on after `place` end; a known place is none of its name."""
    named = max(end, _proper_end(text, place), _small_end(text, place))
    known = Places.load().at(text, level)
    return (level if named == end or (known and known.end == named) else named), named


def _place_end(text: str, place: int, end: int) -> int:
    """The end of the places' proper names from `end` on; `place` is where the agency's name itself ended."""
    plural = bool(_PLURAL.match(text, place))
    if plural and (named := _NAMED_PLACES.match(text, end)) and not _begins_other(text, named.start("first")):
        return named.end()
    match = _PLACE.match(text, end)
    # A title in capitals goes on after the agency's name: there only a known place is one.
    shouted = match and _SHOUTED.match(match[0]) and not Places.load().at(text, end)
    if not match or shouted or _begins_other(text, match.end() - len(match[0].lstrip(" ."))):
        return end
    if _is_word_told_on(text, end):
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


def _unlisted_form(text: str, start: int, core: int) -> Form | None:
    """A name known by its form only: a head word with a capital, up to a separator or a verb."""
    named = is_capital(text, core) or (core > start and _TITLE_NOUN.search(text[start : text.find(" ", core) + 1]))
    head = wording("heads").match(text, core) if named else None
    if not head or wording("not_heads").match(text, core):
        return None
    end = _proper_end(text, head.end())
    goes_on_small = any(wording(kind).match(text, core) for kind in ("open_heads", "small_heads"))
    if end == head.end() and goes_on_small:
        end = _small_end(text, head.end(), named_for_work=True)
    if end == head.end():
        return None
    end = _told_on_end(text, end)
    return Form(start, core, end, end, end)


def _told_on_end(text: str, end: int) -> int:
    """Where a name goes on over "và" and a verb in small letters, or over a comma where its last word is such a verb,
    too: "Trung tâm Giám sát, điều hành đô thị thông minh"; the end itself where it does not.
    """
    joint = _TOLD_ON.match(text, end)
    if joint is None or is_capital(text, joint.end()) or wording("nouns").match(text, joint.end()):
        return end
    two = text.rfind(" ", 0, text.rfind(" ", 0, end)) + 1
    held = joint["comma"] is None or wording("name_verbs").match(text, two)
    verb = wording("name_verbs" if joint["comma"] else "verbs").match(text, joint.end()) if held else None
    return _told_on_until(text, verb.end()) if verb else end


def _told_on_until(text: str, place: int) -> int:
    """Where the rest of such a name ends, with its level or place, or before a verb or another agency."""
    limit = _part_end(text, place)
    for word in _SMALL_WORD.finditer(text, place, limit):
        level = tail().match(text, word.start() - 1)
        if level and not level["many"]:
            return _place_end(text, word.start() - 1, level.end())
        if is_capital(text, word.start()):
            return _place_end(text, word.start() - 1, word.start() - 1)
        if _ends_board(text, word.start()):
            return word.start() - 1
    return len(text[:limit].rstrip())


def _small_end(text: str, place: int, *, named_for_work: bool = False) -> int:
    """Where a board's name that goes on in small letters ends: with its level, or before a verb, or a few words on
    before a stop or the end; the place itself where it does not go on, or nothing tells that it is still the name.
    `named_for_work`: whether it may begin with a verb ("Tổ kiểm tra liên ngành").
    """
    if not _LOWER.match(text, place) or tail().match(text, place) or wording("qualifiers").match(text, place + 1):
        return place
    limit = _part_end(text, place)
    words = [word.start() for word in _SMALL_WORD.finditer(text, place, limit) if word.start() > place]
    stops = (at for at in words if _ends_board(text, at, words[0]))
    stop = next(stops, limit)
    for at in words[1:_LONGEST_SMALL]:
        level = tail().match(text, at - 1)
        if at <= stop and level and not level["many"] and not wording("links").match(text, level.end() + 1):
            return level.end()
    work = wording("name_verbs").match(text, words[0]) if named_for_work and words else None
    later = [at for at in words if at >= (work.end() if work else place)]
    strict = next((at for at in later if _ends_board(text, at) or _AFTER_PLACE.search(text, place, at)), limit)
    count = sum(at < strict and not is_capital(text, at) for at in words)
    if count > (_LONGEST_SMALL if strict < limit else _LONGEST_UNENDED):
        return place
    return place + len(text[place:strict].rstrip(" -–"))


def _part_end(text: str, place: int) -> int:
    """The first stop, bracket or word of purpose behind a place; the comma of "phòng, chống" is none."""
    stops = (stop.start() for stop in _SENTENCE_PART.finditer(text, place) if not _PREVENTION.match(text, stop.start()))
    return next(stops, len(text))


def _ends_board(text: str, at: int, first: int | None = None) -> bool:
    """Whether a word in small letters can be none of a board's name: a verb of the sentence, or another agency; with
    the place of the `first` word, verbs that names hold too may stand behind it.
    """
    if wording("asking").match(text, at):
        return True
    if text.startswith("và", at):
        return form_at(text, at + 3) is not None or wording("openers").match(text, at + 3) is not None
    held = first is not None and at > first and any(wording(kind).match(text, at) for kind in ("name_verbs", "double"))
    if held or is_in_word(text, at) or wording("board_words").match(text, at):
        return False
    verb = None if is_capital(text, at) else verb_at(text, at)
    if verb and (" " in verb[0] or _WORD_NEXT.match(text, verb.end())):
        return True  # "trạm bơm" at an end: a verb of one syllable has an object
    return any(wording(kind).match(text, at) for kind in ("links", "openers")) or is_state(text, at)


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


def _proper_end(text: str, place: int) -> int:
    """Where a name outside the catalogue ends: before a separator, a verb of the sentence or another agency."""
    limit = _name_limit(text, place)
    rest = text[place:limit]
    if not rest.strip() or not (is_capital(rest.strip(), 0) or tail().match(text, place) or _NUMBER.match(rest)):
        return place
    return place + len(rest.rstrip(" -–"))


def _name_limit(text: str, place: int) -> int:
    """The first separator or sentence verb after a place; "và" and commas inside a name are joined by the caller."""
    match = _SEPARATOR.search(text, place)
    limit = match.start() if match else len(text)
    for gap in re.finditer(r"\s(?=\w)", text[place:limit]):
        at = place + gap.start()
        level = tail().match(text, at) or Places.load().at(text, at)
        end = level.end() if isinstance(level, re.Match) else level.end if level else 0
        if end and _LOWER.match(text, end) and not wording("links").match(text, end + 1):
            return numbered.end() if (numbered := _NUMBERED_ON.match(text, end)) else end
        if not is_capital(text, at + 1) and _tells_on(text, place, at + 1):
            return at
    return limit


def _tells_on(text: str, place: int, at: int) -> bool:
    """Whether what stands at `at` says or asks something of a name that began before `place`."""
    asks = wording("asking").match(text, at) or is_state(text, at)
    does = _is_short_predicate(text, at) or _follows_name(text, at)
    return bool(asks) or does or _is_sentence_verb(text, at) or _is_predicate(text, place, at)


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


def written(text: str, form: Form) -> str:
    """The form as an official writes it: full name, levels written out, the place as printed."""
    titles, tail_text = without_address(text[form.start : form.core]), text[form.tail : form.end]
    core = form.agency or text[form.core : form.tail]
    if form.named == form.tail < form.end and (place := Places.load().at(text, form.tail)):
        renamed = Places.load().now(place.key)
        tail_text = f" {renamed.name if renamed and renamed.name == place.text.strip() else place.key}"
    return full_words(titles + core + _full_levels(tail_text))


def without_address(text: str) -> str:
    """A post without the word that its holder is addressed with: "Đồng chí Giám đốc ..." -> "Giám đốc ..."."""
    return _ADDRESS.sub("", text)


def _full_levels(text: str) -> str:
    """Levels without abbreviation ("TX, TP" -> "thị xã, thành phố"), with marks where typed without."""
    if not text:
        return text
    if text.isupper():
        text = _levels_capital().sub(lambda m: m[0].lower(), text)
    if not is_marked(text):
        text = _levels_bare().sub(lambda m: _levels_marked()[fold(" ".join(m[0].split()))], text)
    for pattern, full in _level_shorts():
        text = pattern.sub(full, text)
    return text


@cache
def _level_shorts() -> list[tuple[re.Pattern[str], str]]:
    shorts = short_forms("level_short").items()
    return [(re.compile(rf"\b{short}\b\.?", re.IGNORECASE), full) for short, full in shorts]


@cache
def _levels_marked() -> dict[str, str]:
    """Level words by their folded form: "cac" -> "các"."""
    return {fold(word): word for word in ("các", "và", *words("levels")) if is_marked(word)}


@cache
def _levels_bare() -> re.Pattern[str]:
    longest = sorted(_levels_marked(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest).replace(' ', '[ ]+')})(?!\w)", re.IGNORECASE)


@cache
def _levels_capital() -> re.Pattern[str]:
    longest = sorted(words("levels"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:các|{'|'.join(longest)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def full_words(text: str) -> str:
    """A name on one line, "Ủy ban nhân dân" and "Hội đồng nhân dân" in short, "CT-XH" written out."""
    for organ, short in _ORGANS:
        text = organ.sub(short, text)
    for short, pattern, full in _group_shorts():
        text = pattern.sub(full, text) if short in text else text
    return " ".join(text.split()).strip(" .;,:")


@cache
def _group_shorts() -> list[tuple[str, re.Pattern[str], str]]:
    shorts = short_forms("group_short").items()
    return [(short, re.compile(rf"\b{re.escape(short)}\b"), full) for short, full in shorts]
