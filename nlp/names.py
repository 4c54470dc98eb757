"""Names found in running text and names meant by a fragment with slips; knows nothing of what the names stand for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from nlp.text import SYLLABLE, fold, is_marked, normalise, squeeze

_PLAIN_GAP = re.compile(r"\s*")
_JOINT_GAP = re.compile(r"\s*[-,&/–—+]\s*")
_AND = "va"
_VOWEL = re.compile(r"[aeiouy]")


class Mention(NamedTuple):
    """A name as it stands in a text: `text` is `source[start:end]` of the NFC source, `score` 0..1 how sure."""

    key: str
    start: int
    end: int
    text: str
    score: float = 1.0


class _Token(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    joints: set[str] = field(default_factory=set)
    ends: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def tokens(text: str) -> list[_Token]:
    """The folded syllables of an NFC text with their character places: [("so", 0, 2), ...]."""
    plain = fold(text)
    return [_Token(plain[start:end], start, end) for start, end in map(_span, SYLLABLE.finditer(text))]


_span = re.Match.span


def _token(syllable: re.Match[str]) -> _Token:
    return _Token(fold(syllable[0]), *syllable.span())


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[_Token, ...]:
    """The same, remembered: one line is looked through for names of many kinds."""
    return tuple(tokens(text))


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    """The folded syllables of a text without order, which tell at one look that it holds no name of some kind."""
    return frozenset(token.folded for token in _tokens(text))


def _next_token(text: str, place: int) -> _Token | None:
    """The first syllable at or behind a place."""
    syllable = SYLLABLE.search(text, place)
    return _token(syllable) if syllable else None


def mixes(full: Sequence[str], short: Sequence[str]) -> Iterator[str]:
    """Every spelling of a name whose parts may each be written out or abbreviated, runs of abbreviations also glued.

    (["Giáo dục", "Đào tạo"], ["GD", "ĐT"]) gives "Giáo dục - Đào tạo", "GD - Đào tạo", "GD - ĐT", "GDĐT", ...
    """
    for choice in range(1 << len(full)):
        spellings = [""]
        for place, words in enumerate(full):
            is_short = bool(choice >> place & 1)
            part = short[place] if is_short else words
            glue = place > 0 and is_short and bool(choice >> (place - 1) & 1)
            joined = [s + (" - " if s else "") + part for s in spellings]
            spellings = joined + [s + part for s in spellings] if glue else joined
        yield from spellings


class NameIndex:
    """Names by their spellings; a trie over folded syllables, so that finding costs the length of the text."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """`names`: key -> spellings. Of two keys with one spelling the first given keeps it."""
        self._root = _Node()
        self._by_fold: dict[str, str] = {}
        for key, spellings in names.items():
            for spelling in spellings:
                self._insert(key, normalise(spelling))

    def _insert(self, key: str, spelling: str) -> None:
        node, joint, last = self._root, False, 0
        marked: list[str] = []
        for folded, start, end in (found := tokens(spelling)):
            if folded == _AND and marked:
                joint = True
                continue
            joint = joint or (bool(marked) and not spelling[last:start].isspace())
            if joint:
                node.joints.add(folded)
            node, joint, last = node.children.setdefault(folded, _Node()), False, end
            marked.append(spelling[start:end].lower())
        if marked:
            node.ends.append((key, tuple(marked)))
            self._by_fold.setdefault(" ".join(t for t, _, _ in found), key)

    @property
    def beginnings(self) -> frozenset[str]:
        """The folded syllables that names begin with."""
        return frozenset(self._root.children)

    def find(self, text: str) -> list[Mention]:
        """All names in a text, left to right, the longest at each place, none inside another.

        Punctuation and "và" may stand where a spelling has a joint ("Văn hóa - Thể thao" for "Văn hóa và Thể thao").
        Diacritics that are typed must be those of the name; those left out are not missed (score 0.9 then).
        """
        text = unicodedata.normalize("NFC", text)
        first, place = self._root.children, 0
        mentions: list[Mention] = []
        if first.keys().isdisjoint(_words(text)):
            return mentions
        for token in _tokens(text):
            if token.start < place or token.folded not in first:
                continue
            mention = self._longest(text, token)
            if mention:
                mentions.append(mention)
                place = mention.end
        return mentions

    def at(self, text: str, start: int = 0) -> Mention | None:
        """The longest name that begins at character `start` of the NFC text, or None."""
        first = SYLLABLE.match(text, start)
        if first is None or fold(first[0]) not in self._root.children:
            return None
        inside = start > 0 and SYLLABLE.match(text, start - 1)
        return None if inside else self._longest(text, _token(first))

    def _longest(self, text: str, first: _Token) -> Mention | None:
        """The longest name that begins with a token."""
        node, last = self._root.children.get(first.folded), first
        words: list[str] = []
        best = None
        while node:
            words.append(text[last.start : last.end])
            if node.ends and (hit := _fitting(node.ends, words)):
                best = Mention(hit[0], first.start, last.end, text[first.start : last.end], hit[1])
            node, last = _step(node, text, last)
        return best

    def closest(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """Keys that a short fragment with slips may mean ("so lao dogn"), best first, with a likeness of 0..1."""
        wanted = " ".join(t for t, _, _ in tokens(normalise(text)))
        best: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for spelling, score, _ in process.extract(wanted, self._by_fold.keys(), scorer=scorer, limit=limit * 6):
                key = self._by_fold[spelling]
                best[key] = max(best.get(key, 0.0), score / 100)
        return sorted(best.items(), key=lambda pair: -pair[1])[:limit]


def _step(node: _Node, text: str, here: _Token) -> tuple[_Node | None, _Token]:
    """The trie's next node along the text and the token of its syllable, or None where the text leaves the trie."""
    after = _next_token(text, here.end)
    if after is None:
        return None, here
    gap = text[here.end : after.start]
    joint = not _is_plain(gap, here)
    if joint and not _JOINT_GAP.fullmatch(gap):
        return None, after
    if after.folded == _AND and _AND not in node.children and (behind := _next_token(text, after.end)):
        joint = True
        if not _PLAIN_GAP.fullmatch(text[after.end : behind.start]):
            return None, after
        after = behind
    return (None if joint and after.folded not in node.joints else node.children.get(after.folded)), after


def _is_plain(gap: str, before: _Token) -> bool:
    """Whether a gap is only a blank, or the full stop of an abbreviation ("TP. Vinh")."""
    if gap == " ":
        return True
    if gap.startswith(".") and not _VOWEL.search(before.folded):
        gap = gap[1:]
    return bool(_PLAIN_GAP.fullmatch(gap)) and gap.count("\n") <= 1


def _fitting(ends: list[tuple[str, tuple[str, ...]]], words: list[str]) -> tuple[str, float] | None:
    """The first spelling that the typed diacritics do not contradict, with its score."""
    typed = [normalise(word).lower() for word in words]
    best: tuple[str, float] | None = None
    for key, spelling in ends:
        if all(word == own or not is_marked(word) for word, own in zip(typed, spelling, strict=True)):
            score = 1.0 if tuple(typed) == spelling else 0.9
            if best is None or score > best[1]:
                best = (key, score)
    return best


def folded_key(text: str) -> str:
    """A name for comparing: folded syllables without "và", on one line."""
    return " ".join(t for t, _, _ in tokens(normalise(squeeze(text))) if t != _AND)
