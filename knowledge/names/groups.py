"""Words for groups of agencies ("các sở, ban, ngành") and for the level after a name ("các huyện, thị xã")."""

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from knowledge.datafiles import GROUPS
from nlp.text import MARKED, SYLLABLE, fold, is_marked, normalise, syllables

_OPEN_RIME = re.compile(r"[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?<![qQ]..)(?![^\W\d_])")
"""where a tone may stand on the other vowel."""
CAPITALS = "A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
BLANK = r"[^\S\n]"
"""On one line."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_MARKED_PIECE = re.compile(rf"{MARKED}\S*")
_SEVERAL = 5
_FEW = 0.25
_CAPITALISED = re.compile(rf"[{CAPITALS}]")


@cache
def words(kind: str) -> list[str]:
    """One word list of `groups.yaml`, as written there."""
    return [str(word) for word in GROUPS.load()[kind]]


def begins_with(text: str, place: int, syllables_known: Set[str]) -> bool:
    """Whether the word at a place begins with one of some folded syllables: one look at what most places fail."""
    word = SYLLABLE.match(text, place)
    return word is not None and fold(word[0]) in syllables_known


@cache
def first_syllables(kind: str) -> frozenset[str]:
    """The folded syllables that the phrases of one word list of `groups.yaml` begin with."""
    return frozenset(syllables(phrase)[0] for phrase in words(kind))


def may_hold(kind: str, text: str) -> bool:
    """Whether the first two syllables of a phrase of one word list stand in a text; if not, no such phrase does."""
    found = syllables(text)
    known = _beginnings(kind)
    return not (known.isdisjoint(found) and known.isdisjoint(map(" ".join, pairwise(found))))


@cache
def _beginnings(kind: str) -> frozenset[str]:
    return frozenset(" ".join(syllables(phrase)[:2]) for phrase in words(kind))


@cache
def short_forms(kind: str) -> dict[str, str]:
    """One table of short forms of `groups.yaml`: short -> full."""
    return dict(GROUPS.load()[kind])


def even(text: str) -> str:
    """NFC with the tone on the usual vowel ("hoà" -> "hòa"), blanks untouched, so that places carry over."""
    return _OPEN_RIME.sub(lambda rime: normalise(rime[0]), unicodedata.normalize("NFC", text))


def is_capital(text: str, place: int) -> bool:
    """Whether a capital letter stands at a place of an NFC text."""
    return bool(_CAPITALISED.match(text, place))


@lru_cache(maxsize=64)
def _marks(text: str) -> tuple[bool, bool]:
    """Whether some word of a text carries marks, and whether hardly any of several does: then others lack theirs. Most
    texts have so many that it shows before words are counted: each takes a letter and a blank at the least.
    """
    if len(text) * _FEW < 2 * len(_MARKED_PIECE.findall(text)):
        return True, False
    words = _SYLLABLE.findall(text)
    marked = sum(map(is_marked, words))
    return marked > 0, marked == 0 or (len(words) >= _SEVERAL and marked < _FEW * len(words))


class Wording:
    """Phrases to be met in a text; typed marks must be right, a text typed with hardly any mark is met folded, too."""

    def __init__(self, phrases: Iterable[str], pattern: str = r"(?:{})(?!\w)") -> None:
        """`pattern`: the regular expression around the alternatives, `{}` being their place."""
        self._longest = sorted({normalise(p) for p in phrases}, key=len, reverse=True)
        self._pattern = pattern

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        return re.compile(self._pattern.format(_any_of(self._longest)), re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        """Made when it is needed, for the long lists take long and most texts are typed with marks."""
        return re.compile(fold_pattern(self._pattern).format(_any_of(map(fold, self._longest))), re.IGNORECASE)

    def match(self, text: str, place: int = 0) -> re.Match[str] | None:
        """A phrase exactly at a place of a text as `even` gives it."""
        marked, bare = _marks(text)
        return (marked and self._marked.match(text, place)) or (bare and self._bare.match(text, place)) or None

    def search(self, text: str, place: int = 0) -> re.Match[str] | None:
        """The first phrase at or after a place."""
        marked, bare = _marks(text)
        return (marked and self._marked.search(text, place)) or (bare and self._bare.search(text, place)) or None


def _any_of(phrases: Iterable[str]) -> str:
    """Alternatives for phrases, by their first letters: a place where no phrase begins is passed over at one look."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0].lower(), []).append(re.escape(phrase[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"(?-i:[{first}{first.upper()}])(?:{'|'.join(rest)})" for first, rest in rests.items())


def fold_pattern(pattern: str) -> str:
    """A regular expression without diacritics; escapes such as `\\W` keep their case."""
    return "".join(fold(c) if not c.isascii() else c for c in pattern)


@cache
def wording(kind: str, pattern: str = r"(?:{})(?!\w)") -> Wording:
    """The phrases of one word list of `groups.yaml`, compiled once."""
    return Wording(words(kind), pattern)


def verb_at(text: str, place: int = 0) -> re.Match[str] | None:
    """The verb of a duty at a place of a text as `even` gives it; None where the word there is longer than the verb, as
    "giao" in "giao thông".
    """
    verb = wording("verbs").match(text, place)
    word = wording("compounds").match(text, place) if verb else None
    return None if verb and word and word.end() > verb.end() else verb


_TAIL = (
    r"\s+(?:(?:của|ở|tại)\s+)?(?P<many>(?:các|\d{1,3})\s+)?(?P<level>{0})(?!\s+(?:đoàn|ủy|(?-i:hội))\b)(?!\w)"
    r"(?P<more>(?:(?:\s*[,/&–-]\s*|\s*,?\s+và\s+|\s+)(?(many)(?:các\s+)?)"
    r"(?:{0}|thị(?=\s*,|\s+và\s)|(?<=thị, )thành(?!\s+(?:phố|lập|công|viên|phần)\b)"
    r"|thành(?=,\s*thị(?!\s+(?:xã|trấn|trường)\b)(?!\w))|(?<=thành, )thị(?!\s+(?:xã|trấn|trường)\b))"
    r"(?!\s+(?:đoàn|ủy|(?-i:hội))\b)(?!\w))*)"
    r"(?P<kind>\s+(?:miền\s+núi|vùng\s+cao|biên\s+giới|ven\s+biển|đồng\s+bằng|trong\s+tỉnh|(?:có\s+)?liên\s+quan"
    r"|trực\s+thuộc(?:\s+(?:trung\s+ương|tỉnh|huyện))?|thuộc\s+tỉnh|nêu\s+trên|trên\s+địa\s+bàn"
    r"(?:\s+(?:toàn\s+)?(?:tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường))?)(?!\w))*"
)


# Without marks "quan" is also the first half of "quan tâm", "xa" of "xã hội", "tinh" of "tình hình".
_NOT_LEVEL = r"(?:doan|uy|tam|ly|trong|he|hoi|hinh|trang|tien|phap|huong|thuc)\b"


class _Tail(Wording):
    def __init__(self) -> None:
        longest = sorted(words("levels"), key=len, reverse=True)
        body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest)
        self._pattern = _TAIL.replace("{0}", body)  # "huyện, thị, thành": short where the row tells the rest

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        pattern = fold_pattern(self._pattern).replace(r"(?:doan|uy|(?-i:hoi))\b", _NOT_LEVEL)
        return re.compile(pattern, re.IGNORECASE)


@cache
def tail() -> Wording:
    """The level after a name: "tỉnh", "các huyện, thị xã, thành phố", "cấp xã"; groups many, level, more, kind."""
    return _Tail()
