"""The form of one agency's name in a text: titles before it, the name, the level and place after it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.names.agency_names import agencies, index
from knowledge.names.agency_places import BRANCH, COMMITTEE, NOT_COUNTING, is_word_told_on, place_end
from knowledge.names.agency_posts import FIELD_OF_POST, after_titles
from knowledge.names.agency_predicates import is_in_word, is_state, tells_on
from knowledge.names.groups import BLANK, CAPITALS, begins_with, first_syllables, is_capital, tail, verb_at, wording
from knowledge.names.places import Places
from nlp.names import Mention
from nlp.text import fold

_SMALL_END = re.compile(rf"{BLANK}(?P<word>(?![{CAPITALS}])[^\W\d_]+)(?:{BLANK}(?![{CAPITALS}])[^\W\d_]+)?\s*(?=:|$)")
_SEPARATOR = re.compile(r"[;,:()\n]|(?<!\bT[PX])\.|\s(?:và|do|để|nhằm|trong|theo)\s|$")
_AFTER_PLACE = re.compile(rf"\s[{CAPITALS}]\w*\s[{CAPITALS}]\w*\s\Z")
"""A proper name of two words, behind which small letters begin something else."""
_PREVENTION = re.compile(r"(?<=phòng),\s+chống\b")
_SENTENCE_PART = re.compile(r"[;,.:()\n]|\s(?:do|để|nhằm|trong|theo)\s")
_TITLE_NOUN = re.compile(r"(?:phòng|ban|công an)\s+$", re.IGNORECASE)
_ONE_EACH = ("sở", "bộ", "phòng")
"""Families of which a place has no second to be told by its number."""
_PARTY = ("đảng", "cấp ủy", "trường", "trung tâm")
_LOWER = re.compile(rf"\s(?![{CAPITALS}])[^\W\d_]")
_NUMBER = re.compile(rf"\s+(?:\d{{1,3}}|[IVX]+)(?![\w/.-]){NOT_COUNTING}")
_TOLD_ON = re.compile(r"(?P<comma>,)\s+(?=[^\W\d_])|\s+và\s+(?=[^\W\d_])")
_WORD_NEXT = re.compile(r"\s+\w")
_SMALL_WORD = re.compile(r"(?<=\s)\w+")
_LONGEST_SMALL, _LONGEST_UNENDED = 14, 8
_BRANCH_WORD = re.compile(rf"ngành{BLANK}(?![{CAPITALS}])")
_OBJECT = re.compile(rf"{BLANK}(?!và\b)(?![{CAPITALS}])[^\W\d_]")
_GLUED_ON = re.compile(rf"&[{CAPITALS}]")
_NUMBERED_ON = re.compile(r"\s+số\s+\d{1,3}(?![\w/.-])")


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
        if mention and _is_verb_of_all(text, mention):
            continue
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
    return fold(mention.text) != fold(mention.key) and is_word_told_on(text, mention.end)


def _is_verb_of_all(text: str, mention: Mention) -> bool:
    """Whether the field of a spelling such as "ngành xây dựng" is the verb of what stands before it: "các sở, ngành |
    xây dựng kế hoạch", with a thing in small letters behind it.
    """
    in_group = text[: mention.start].rstrip().endswith(",")
    branch = _BRANCH_WORD.match(text, mention.start, mention.end) if in_group else None
    verb = verb_at(text, branch.end()) if branch else None
    if verb is None or verb.end() < mention.end:
        return False
    return bool(_OBJECT.match(text, mention.end)) and not (
        verb_at(text, mention.end + 1) or tail().match(text, mention.end)
    )


def _is_told_on(text: str, place: int) -> bool:
    """Whether a word or two in small letters end a name: "Phòng Tài chính" in "Phòng Tài chính kế toán: ..."."""
    more = _SMALL_END.match(text, place)
    if more is None or wording("links").match(text, more.start("word")) or tail().match(text, place):
        return False
    return not any(
        wording(kind).match(text, more.start("word")) for kind in ("verbs", "qualifiers", "levels", "never_in_names")
    )


def _catalogue_form(text: str, start: int, mention: Mention) -> Form | None:
    entry = agencies()[mention.key]
    if _GLUED_ON.match(text, mention.end):
        return None  # "Phòng KT&QLCL" is no "Phòng Kinh tế"
    level = mention.end
    for pattern in (COMMITTEE, tail()) if entry.family in _PARTY else (tail(),):
        level = match.end() if (match := pattern.match(text, level)) else level
    end = place_end(text, mention.end, level)
    if entry.family in _ONE_EACH and text[level:end].strip().isdecimal():
        end = level  # the number of a page or a note
    if entry.tailed and end == mention.end and (place := Places.load().at(text, end)):
        end = place.end
    if entry.tailed and (end == mention.end or wording("not_heads").match(text, mention.start)):
        return None
    if branch := BRANCH.match(text, mention.end):
        level = end = branch.end()
    if is_capital(text, mention.start) and wording("open_heads").match(text, mention.start):
        level, end = _named_end(text, mention.end, level, end)
    if mention.start > start and (post := FIELD_OF_POST.match(text, end)):
        end = post.end()
    return Form(start, mention.start, mention.end, level, end, mention.key, mention.score)


def _named_end(text: str, place: int, level: int, end: int) -> tuple[int, int]:
    """Where the level and the name of a board named on after `place` end; a known place is none of its name."""
    named = max(end, _proper_end(text, place), _small_end(text, place))
    known = Places.load().at(text, level)
    return (level if named == end or (known and known.end == named) else named), named


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
            return place_end(text, word.start() - 1, level.end())
        if is_capital(text, word.start()):
            return place_end(text, word.start() - 1, word.start() - 1)
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
        if not is_capital(text, at + 1) and tells_on(text, place, at + 1):
            return at
    return limit
