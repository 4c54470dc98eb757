"""The words of a sentence behind an agency or a group: its verb, and clauses that say which of a group are meant."""

import re
from functools import cache

from knowledge.names.agency_forms import Form
from knowledge.names.agency_predicates import is_inside_word, is_state
from knowledge.names.groups import Wording, is_capital, verb_at, wording, words

_WORD = re.compile(r"\w+")
_LINKED = re.compile(r"(?:,|;|\b(?:và|các|của))\s*$", re.IGNORECASE)
_DENIED = re.compile(r"không\s+(?=\w)")
"""Before what somebody is not to do: "Nhà trường | không thu ..."."""
_DONE = "được"
_HAVE = re.compile(r"có\s", re.IGNORECASE)
_DONE_TO = re.compile(rf"(?<!\w){_DONE}\s+\Z")
_NEXT_NOUN = re.compile(r"\w+(?:\s+\w+)?\s*(?:[,;]|và\b)\s*", re.IGNORECASE)
_MANY = re.compile(r"\b(?:các|những|mọi|mỗi|từng)\s", re.IGNORECASE)
_JOINT = re.compile(r"\s*,\s*|\s+(?:và|hoặc)\s+|\s+")
_LISTED = re.compile(r"\s*,\s*|\s+(?:và|hoặc)\s+")
_STOP = re.compile(r"[,;:.(]")
_LONGEST_CLAUSE, _LONGEST_DOER = 160, 24


def is_verb(text: str, spot: int, after: Form | None = None) -> bool:
    """Whether the sentence's verb begins at `spot`; "tổ chức" after "các" or a comma is the noun.

    A word with a capital is one only straight after a name.
    """
    if (denied := _DENIED.match(text, spot)) and not verb_at(text, spot):
        return verb_at(text, denied.end()) is not None
    if not verb_at(text, spot) or (is_capital(text, spot) and not after) or is_inside_word(text, spot):
        return False
    if not wording("double").match(text, spot):
        return True
    listed = _NEXT_NOUN.match(text, spot)
    return not _LINKED.search(text[:spot]) and not (listed and verb_at(text, listed.end()) is None)


def after_word(text: str, spot: int) -> int:
    """The end of the post ("Tổng phụ trách Đội"), the group noun ("cơ sở giáo dục"), the word of two syllables or the
    syllable at a place.
    """
    noun = wording("nouns").match(text, spot)
    if noun and ends_in_verb(text, noun):
        noun = None
    bearer = wording("bearers").match(text, spot) if is_capital(text, spot) else None
    found = bearer or noun or wording("compounds").match(text, spot) or _WORD.match(text, spot)
    return found.end() if found else len(text)


def ends_in_verb(text: str, noun: re.Match[str]) -> bool:
    """Whether the last syllable of a noun is the first of a verb: "cơ quan báo" in "Các cơ quan | báo cáo"."""
    last = noun.start() + noun[0].rfind(" ") + 1
    verb = verb_at(text, last) if last > noun.start() else None
    return verb is not None and verb.end() > noun.end()


def passive(text: str, spot: int) -> int:
    """The end of a verb that only says which of a group are meant: "các đơn vị được phân công | ..."; else 0."""
    done_to = _DONE in text and _DONE_TO.search(text, 0, spot)
    verb = verb_at(text, spot) if done_to else None
    return verb.end() if verb else 0


def is_told_of(text: str, start: int, spot: int) -> bool:
    """Whether at `spot` something is told of the agencies named from `start` on: of one what it is or what is done to
    it, of many what they have, where nothing more is said: "Các làng nghề | có hệ thống xử lý nước thải".
    """
    if _MANY.search(text, start, spot) is None:
        return is_state(text, spot)
    return _HAVE.match(text, spot) is not None and fills(text, spot, start)


def clause_at(text: str, start: int, spot: int) -> int:
    """Where a clause ends that says which of the agencies named from `start` on are meant and begins at `spot`: "các
    trường có tổ chức bán trú | ký hợp đồng". Before the verb of the sentence or a colon; 0 where neither follows, for
    then the clause may be all that is said of them.
    """
    end, stop = _clause(text, start, spot)
    return end if end and (stop == ":" or (stop == "" and end < len(text.rstrip()))) else 0


def fills(text: str, spot: int, start: int = 0) -> bool:
    """Whether such a clause begins at `spot` of a group's name, which begins at `start`, and goes on to its end."""
    end, stop = _clause(text, start, spot)
    return end > 0 and stop in ("", ".") and end >= len(text.rstrip(" .;"))


def _clause(text: str, start: int, spot: int) -> tuple[int, str]:
    """Where such a clause ends and the stop there, "" for the sentence's verb and the end of the text; (0, "") where
    none begins.
    """
    opener = _opener(text, start, spot)
    if opener is None:
        return 0, ""
    verbs = _verbs(text, opener.end())
    first = place = verbs[-1] if verbs else opener.end()
    while place < min(len(text), spot + _LONGEST_CLAUSE):
        word = _WORD.search(text, place)
        stop = _STOP.search(text, place, word.start() if word else len(text))
        if stop or word is None:
            return (place, stop[0] if stop else "") if place > first else (0, "")
        if _tells_on(text, first, place, word.start()):
            return place, ""
        place = _after_modifier(text, word.start())
    return (place, "") if place > first else (0, "")


def _after_modifier(text: str, spot: int) -> int:
    """The end of a word, or of the verbs that say what the noun before them is for: "hệ thống | thu gom, xử lý"."""
    verb = verb_at(text, spot) if is_verb(text, spot) else None
    if verb is None:
        return after_word(text, spot)
    end = verb.end()
    while (joint := _LISTED.match(text, end)) and (verb := verb_at(text, joint.end())):
        end = verb.end()
    return end


def _opener(text: str, start: int, spot: int) -> re.Match[str] | None:
    """The word that opens such a clause behind several agencies, unless a verb does: "có", not "có trách nhiệm"."""
    if not (_MANY.search(text, start, spot) or wording("bearers").match(text, start)):
        return None
    opener, verb = wording("relatives").match(text, spot), verb_at(text, spot)
    if opener and (verb is None or verb.end() <= opener.end()):
        return opener
    doing = wording("doings").match(text, spot)
    return doing if doing and _doer().search(text[max(start, spot - _LONGEST_DOER) : spot]) else None


@cache
def _doer() -> Wording:
    """Those outside the administration, named by what they do: "các doanh nghiệp | sử dụng ..."."""
    return Wording(words("doers"), r"(?<!\w)(?:{})\s+\Z")


def _verbs(text: str, place: int) -> list[int]:
    """The ends of the verbs of the clause that stand together from a place on: "được giao | quản lý, | khai thác"."""
    ends: list[int] = []
    while (joint := _JOINT.match(text, place)) and (verb := verb_at(text, joint.end())):
        if ends and wording("adverbs").match(text, joint.end()):
            break
        if (not ends and not joint[0].isspace()) or not is_verb(text, joint.end()):
            break
        place = verb.end()
        ends.append(place)
    return ends


def _tells_on(text: str, first: int, place: int, spot: int) -> bool:
    """Whether the verb of the sentence begins at `spot`, behind some object of the clause or as one that is urged."""
    if not is_verb(text, spot) or text[place:spot].strip():
        return False
    if wording("adverbs").match(text, spot):
        return True
    return place > first and not _modified().search(text[max(0, place - _LONGEST_DOER) : spot])


@cache
def _modified() -> Wording:
    """Nouns that a verb behind them belongs to: "kế hoạch | triển khai"."""
    return Wording(words("modified"), r"(?<!\w)(?:{})\s+\Z")
