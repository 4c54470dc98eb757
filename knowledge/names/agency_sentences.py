"""Agencies in sentences: all that are named, the one charged at the start, headings that are an agency's name."""

import re
import unicodedata
from functools import cache, lru_cache

from knowledge.names.agency_boards import board_in_sentence, is_named_for_work
from knowledge.names.agency_clauses import after_word, clause_at, ends_in_verb, fills, is_told_of, is_verb, passive
from knowledge.names.agency_forms import Form, beginnings, form_at
from knowledge.names.agency_lists import (
    LEVEL_END,
    MORE_LEVELS,
    Piece,
    bare_names,
    committees_at,
    is_longer_noun,
    pieces,
    segments,
)
from knowledge.names.agency_names import index
from knowledge.names.agency_posts import after_titles, is_field_of_post, post_end
from knowledge.names.agency_predicates import hidden_verb, is_inside_word
from knowledge.names.agency_writing import written
from knowledge.names.groups import (
    CAPITALS,
    Wording,
    begins_with,
    even,
    first_syllables,
    is_capital,
    verb_at,
    wording,
    words,
)
from nlp.names import Mention
from nlp.text import fold

_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d+(?:\.\d+)*|[IVXLC]+|[a-zđ])[.)/]|[-+*•–]|\d+(?:\.\d+)+)\s*")
_OPENING = r"(?:{})\s+"
_WORD_START = re.compile(r"(?<!\w)(?=\w)")
_CAPITAL = re.compile(rf"[{CAPITALS}]")
_WORD = re.compile(r"\w+")
_LONGEST_SUBJECT = 400
_LONGEST_GROUP = 30
_REMEMBERED = 1024
_BODY = re.compile(
    r"(?:Tổ|Đội|Ban|Hội|Đoàn|Câu lạc bộ|Trạm|Trường|Công ty|Hợp tác xã|Trung tâm|Phòng|Chi hội|Chi đoàn|Bộ phận"
    r"|Hạt|Đài)\s(?=[^\W\d_])[^:.;()\n]{2,80}:"
)
_OFFICE = re.compile(r"Văn phòng(?=\s*(?::|$))")
"""The office of the agency whose plan it is: alone, or before a colon."""
_OTHER_BEGINNINGS = {"cac", "moi", "tung", "nhung", "huyen", "quan", "tinh", "van"}
"""Of the committees of several levels and of an office."""
_BEGINS_REST = re.compile(r"\s*(?:và\s+)?[,:–-]?\s*")
_LOOSE_JOINT = re.compile(r"\s+và\s*\Z")
"""Between an agency and a verb that goes on from one that is not told: no part of the name."""
_ASIDE = re.compile(
    r"\s*\((?!(?:[^()]*(?:phối hợp|chủ trì|tham gia|trách nhiệm chính|đầu mối)|chính\)))[^()]*\)"
    r"(?=\s*[,;]\s*\w|\s+và\s)",
    re.IGNORECASE,
)
"""What brackets say of one agency of a list, the next behind them: "Sở Y tế (cơ quan thường trực), Sở Nội vụ"."""
_SUFFERS = re.compile(r"(?<=\s)(?:được|bị|đạt|có|là)\s")
_LONGEST_BEARER = 40
_CIRCUMSTANCE = re.compile(r"\s+(?:theo|để|nhằm|trong|do)\s")
"""Behind what is done: how, what for, when."""
_OBJECT_AT_END, _OBJECT_WITHIN = 3, 2
"""Words that a verb has behind it, at least, where a name might end so too."""
_STOP = re.compile(r"[,;.:()]")
_DEPUTY = "pho "


def mentions(text: str) -> list[Mention]:
    """See `Catalogue.find`."""
    return list(_mentions(text))


@lru_cache(_REMEMBERED)
def _mentions(text: str) -> tuple[Mention, ...]:
    """The same, remembered: a question is looked through more than once, and so are the duties that it leads to."""
    shadow = even(text)
    source = unicodedata.normalize("NFC", text)
    found: list[Mention] = []
    place = 0
    for start in _candidates(shadow):
        begins = start >= place and (is_capital(shadow, start) or not is_inside_word(shadow, start))
        form = form_at(shadow, start) if begins else None
        if form and _is_sure(shadow, form):
            place = form.end
            end = form.named if form.agency else form.end
            found.append(Mention(written(shadow, form), start, end, source[start:end], form.score))
    return tuple(found)


def _candidates(text: str) -> list[int]:
    """Places where a name may begin: where a spelling does, a word with a capital or a chief's title; in order."""
    chiefs, found = wording("chiefs"), {mention.start for mention in index().find(text)}
    found.update(match.start() for match in _CAPITAL.finditer(text))
    at = -1
    while match := chiefs.search(text, at + 1):
        at = match.start()
        found.add(at - len(_DEPUTY) if fold(text[max(0, at - len(_DEPUTY)) : at]) == _DEPUTY else at)
    return sorted(place for place in found if _WORD_START.match(text, place))


def _is_sure(text: str, form: Form) -> bool:
    """Whether a form in running text is a name: in the catalogue, or a head word with a capital after it."""
    return form.agency is not None or (is_capital(text, form.core) and not text[form.core : form.end].isupper())


def subject(sentence: str) -> tuple[list[str], str, int] | None:
    """See `Catalogue.subject`."""
    text = even(sentence)
    start = _after_lead_ins(text)
    end = _list_end(text, start)
    if end is None and start > len(text) - len(text.lstrip()):
        end = _list_end(_with_capital(text, start), start)
    if end is None or not _goes_on(text, end):
        end = _last_resort(text, start, len(text) - 1) if text.endswith((".", ";")) else 0
    elif _CIRCUMSTANCE.match(text, end):
        end = _last_resort(text, start, end) or end
    if not end:
        return None
    end -= len(loose[0]) if (loose := _LOOSE_JOINT.search(text, start, end)) else 0
    found = pieces(text[start:end])
    if not found or (any(piece.kind == "other" for piece in found) and not _OFFICE.match(text, start)):
        return None
    rest = _BEGINS_REST.match(text, end)
    source = unicodedata.normalize("NFC", sentence)
    names = [source[start + p.start : start + p.end].strip() for p in found]
    return names, source[start:end], rest.end() if rest else end


def _with_capital(text: str, place: int) -> str:
    """A text in which who bears duties has a capital behind a word that leads in: "Trách nhiệm của | Chủ hộ"."""
    bears = wording("bearers").match(text, place)
    return text[:place] + text[place].upper() + text[place + 1 :] if bears else text


def _last_resort(text: str, start: int, end: int) -> int:
    """Where a name outside the catalogue ends in a sentence in which it would reach to `end`, and no verb stand: there
    is one, if only one that names hold too; 0 where none is.
    """
    form = form_at(text, start)
    if form is None or form.agency or form.end < end:
        return 0
    verb = hidden_verb(text, start, end, _OBJECT_AT_END if end == len(text) - 1 else _OBJECT_WITHIN)
    return len(text[:verb].rstrip()) if verb else 0


def _goes_on(text: str, end: int) -> bool:
    """Whether a verb or a colon follows the list that ends here."""
    return bool(text[end:].strip(" .;,"))


def listed(text: str) -> tuple[list[str], int]:
    """See `Catalogue.listed`."""
    shadow = even(text)
    start = len(shadow) - len(shadow.lstrip())
    end = _list_end(shadow, start)
    if end is None:
        return [], 0
    return [piece.text for piece in pieces(shadow[start:end]) if piece.kind != "other"], end


@cache
def _lead_in() -> Wording:
    return Wording(words("lead_ins"), r"(?:{})\s*:?\s+")


def _after_lead_ins(text: str) -> int:
    """Where the agencies begin after blanks and "Giao", "Đề nghị", ..."""
    start = len(text) - len(text.lstrip())
    while match := _lead_in().match(text, start):
        start = match.end()
    return start


def _list_end(text: str, start: int) -> int | None:
    """Where the list of agencies that begins at a place ends: before a verb, a colon or at the end; else None."""
    if not _opens(text, start):
        return None
    if board := board_in_sentence(text, start):
        return board
    bare = bare_names(text, start)
    post = 0 if form_at(text, start) else post_end(text, start)
    place = committees_at(text, start) or post or min(bare, default=start)
    while place < min(len(text), start + _LONGEST_SUBJECT):
        form = form_at(text, place)
        place = bare.get(place, place)
        if form and (form.agency or is_capital(text, form.core)):
            place = aside.end() if (aside := _ASIDE.match(text, form.end)) else form.end
        spot = word.start() if (word := _WORD.search(text, place)) else len(text)
        if stop := _stop(text, place, spot):
            return stop
        straight = form if "," not in text[place:spot] else None
        if said := _said_of(text, start, place, spot, form):
            place = said
            continue
        if place > start and (is_verb(text, spot, straight) or (form and _is_complete(text, form, spot))):
            return place
        if place > start and is_told_of(text, start, spot):
            return None
        place = spot if spot > place and (spot in bare or form_at(text, spot)) else after_word(text, spot)
    return len(text.rstrip(" .;,")) if place >= len(text) else None


def _said_of(text: str, start: int, place: int, spot: int, form: Form | None) -> int:
    """The end of words that only say which of a group are meant; 0 for others."""
    clause = clause_at(text, start, spot) if place > start and not text[place:spot].strip() else 0
    return clause or (0 if form else passive(text, spot))


def _is_complete(text: str, form: Form, spot: int) -> bool:
    """Whether a name of the catalogue has ended and no word follows that carries the list on: then a verb does."""
    between = text[form.end : spot]
    named = form.agency or LEVEL_END.search(text[form.start : form.end])
    carried_on = wording("links").match(text, spot) or _of_body(text, spot)
    return bool(named and between.isspace() and not carried_on and text[spot : spot + 1].islower())


def _of_body(text: str, spot: int) -> bool:
    """Whether the body stands at a place that an agency before it belongs to: "Công đoàn | bệnh viện"."""
    return wording("places_within").match(text, spot) is not None and wording("not_heads").match(text, spot) is None


def _stop(text: str, place: int, spot: int) -> int:
    """The place of a colon, bracket or full stop that ends the list between two words; 0 when none does."""
    for at in range(place, spot):
        if text[at] in ":(" or (text[at] == "." and at + 1 < len(text) and is_capital(text, spot)):
            return at
    return 0


def _opens(text: str, start: int) -> bool:
    """Whether a text begins with an agency, "các" and a group noun, or several group nouns."""
    if not begins_with(text, start, _list_beginnings()):
        return False
    if form_at(text, start) or committees_at(text, start) or post_end(text, start) or _OFFICE.match(text, start):
        return True
    if is_capital(text, start) and (_is_bearer(text, start) or board_in_sentence(text, start)):
        return True
    opener = wording("openers", _OPENING).match(text, start)
    first = max(opener.end() if opener else start, after_titles(text, start))
    noun = wording("nouns").match(text, first)
    other = wording("not_heads").match(text, first)
    if other and not (noun and first > start and noun.end() >= other.end()):
        return is_longer_noun(text, other)
    if not noun and opener and wording("nouns").match(text, opener.end()):
        return True  # "Các thành viên khác của ...": a title of one, here the noun of a group
    if first > start or _is_body(text, first):
        return bool(noun)
    return bool(noun and text[noun.end() : noun.end() + 2] == ", " and wording("nouns").match(text, noun.end() + 2))


def _is_bearer(text: str, start: int) -> bool:
    """Whether one who bears duties though no agency stands at a place, and nothing is done to or said of him."""
    bearer = wording("bearers").match(text, start)
    if bearer is None:
        return False
    stop = _STOP.search(text, bearer.end())
    end = min(stop.start() if stop else len(text), bearer.end() + _LONGEST_BEARER)
    suffers = (word.start() for word in _SUFFERS.finditer(text, bearer.end(), end))
    return all(verb_at(text, at) or is_inside_word(text, at) for at in suffers)


@cache
def _list_beginnings() -> frozenset[str]:
    """The folded syllables that lists of agencies and groups begin with."""
    known = ("openers", "nouns", "bearers")
    return beginnings().union(_OTHER_BEGINNINGS, *map(first_syllables, known))


def _is_body(text: str, start: int) -> bool:
    """Whether a body's name in small letters and a colon begin at a place: "Tổ công nghệ số cộng đồng xã: ..."."""
    body = _BODY.match(text, start)
    return bool(body and not _says_something(body[0].rstrip(":")))


@lru_cache(_REMEMBERED)
def is_heading(line: str) -> bool:
    """See `Catalogue.is_agency`. Remembered: a heading is looked at again for what stands above, in and below it."""
    text = _NUMBERING.sub("", even(line).strip(" \t*_#")).strip(" \t*_.;")
    start = _after_lead_ins(text)
    text = _without_end((_with_capital(text, start) if start else text)[start:].rstrip(" :"))
    if not text or not _opens(text + ":" * line.rstrip().endswith(":"), 0):
        return False
    if _OFFICE.fullmatch(text):
        return True
    return all(_is_whole(piece, text) for piece in segments(text))


def is_post(text: str) -> bool:
    """See `Catalogue.is_post`."""
    shadow = even(text).strip()
    titled = after_titles(shadow + " ", 0)
    return titled > len(shadow) or (titled > 0 and is_heading(shadow))


def _without_end(text: str) -> str:
    """A heading without its closing words "có trách nhiệm"."""
    lower = text.lower()
    for end in _heading_ends():
        if lower.endswith(end):
            return text[: 1 - len(end)].rstrip(" ,:")
    return text


@cache
def _heading_ends() -> list[str]:
    return [f" {end}" for end in sorted(words("heading_ends"), key=len, reverse=True)]


def _is_whole(piece: Piece, text: str) -> bool:
    """Whether a piece of a heading is an agency with nothing said of it."""
    if piece.kind == "other" or piece.is_board:
        name = text[piece.start : piece.end]
        return piece.is_board and (is_named_for_work(name) or not _says_something(name))
    if not piece.form:
        group = text[piece.start : piece.end]
        return len(group.split()) <= _LONGEST_GROUP and not _says_something(group)
    rest = text[piece.form.end : piece.end].strip()
    if piece.form.agency is None and _is_told_on(rest) and not _says_something(rest):
        return True
    if piece.form.is_titled and is_field_of_post(f" {rest}"):
        return True
    if MORE_LEVELS.fullmatch(rest) or _is_narrowed(text, piece):
        return True
    if rest.startswith("("):
        return not _says_something(f"- {rest.partition(')')[2]}")
    return not rest or bool(wording("qualifiers").match(rest) and not _says_something(rest))


def _is_narrowed(text: str, piece: Piece) -> bool:
    """Whether all that stands behind a name of several says which of them: "UBND các xã | có tuyến đê đi qua"."""
    end = piece.form.end if piece.form else piece.end
    said = text[piece.start : piece.end]
    blanks = len(text[end : piece.end]) - len(text[end : piece.end].lstrip())
    return blanks > 0 and fills(said, end + blanks - piece.start)


def _is_told_on(rest: str) -> bool:
    """Whether words behind a name outside the catalogue may belong to it: none, or no verb and no loose small word."""
    if verb_at(rest):
        return False
    kinds = ("links", "qualifiers", "levels")
    return not rest or not rest[0].islower() or any(wording(kind).match(rest) for kind in kinds)


def _says_something(group: str) -> bool:
    """Whether a verb stands in a group's words, other than in a clause that says which of it are meant."""
    found = [noun for word in _WORD.finditer(group) if (noun := wording("nouns").match(group, word.start()))]
    nouns = [noun.span() for noun in found if not ends_in_verb(group, noun)]
    bearer = wording("bearers").match(group) if is_capital(group, 0) else None
    nouns += [bearer.span()] if bearer else []
    for spot in (match.start() for match in _WORD.finditer(group)):
        if not spot or any(start < spot < end for start, end in nouns):
            continue
        if fills(group, spot):
            return False
        if is_verb(group, spot) and not wording("qualifiers").match(group, spot):
            return True
    return False
