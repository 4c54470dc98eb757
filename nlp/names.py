"""Names found in running text and names meant by a fragment with slips; knows nothing of what the names stand for."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz import fuzz, process

from nlp.text import fold, is_marked, normalise, squeeze

_SYLLABLE = re.compile(r"[a-z0-9]+")
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


_start = attrgetter("start")


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    joints: set[str] = field(default_factory=set)
    ends: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The folded syllables of an NFC text with their character places: [("so", 0, 2), ...]."""
    return [(m[0], m.start(), m.end()) for m in _SYLLABLE.finditer(fold(text))]


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[_Token, ...]:
    """The same, remembered: one line is looked through for names of many kinds, and from many places."""
    return tuple(map(_Token._make, tokens(text)))


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

    def find(self, text: str) -> list[Mention]:
        """All names in a text, left to right, the longest at each place, none inside another.

        Punctuation and "và" may stand where a spelling has a joint ("Văn hóa - Thể thao" for "Văn hóa và Thể thao").
        Diacritics that are typed must be those of the name; those left out are not missed (score 0.9 then).
        """
        text = unicodedata.normalize("NFC", text)
        found, first = _tokens(text), self._root.children
        mentions: list[Mention] = []
        place = 0
        while place < len(found):
            if found[place].folded not in first:
                place += 1
                continue
            mention, after = self._longest(text, found, place)
            if mention:
                mentions.append(mention)
            place = after
        return mentions

    def at(self, text: str, start: int = 0) -> Mention | None:
        """The longest name that begins at character `start` of the NFC text, or None."""
        found = _tokens(text)
        place = bisect_left(found, start, key=_start)
        return self._longest(text, found, place)[0] if place < len(found) and found[place].start == start else None

    def _longest(self, text: str, found: Sequence[_Token], first: int) -> tuple[Mention | None, int]:
        """The longest name that begins with token `first`, and the token where the search goes on."""
        node = self._root.children.get(found[first].folded)
        path, best, after, place = [first], None, first + 1, first
        while node:
            if node.ends and (hit := _fitting(node.ends, [text[found[p].start : found[p].end] for p in path])):
                start, end = found[first].start, found[path[-1]].end
                best, after = Mention(hit[0], start, end, text[start:end], hit[1]), path[-1] + 1
            node, place = _step(node, text, found, place)
            path.append(place)
        return best, after

    def closest(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """Keys that a short fragment with slips may mean ("so lao dogn"), best first, with a likeness of 0..1."""
        wanted = " ".join(t for t, _, _ in tokens(normalise(text)))
        best: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for spelling, score, _ in process.extract(wanted, self._by_fold.keys(), scorer=scorer, limit=limit * 6):
                key = self._by_fold[spelling]
                best[key] = max(best.get(key, 0.0), score / 100)
        return sorted(best.items(), key=lambda pair: -pair[1])[:limit]


def _step(node: _Node, text: str, found: Sequence[_Token], place: int) -> tuple[_Node | None, int]:
    """The trie's next node along the text and the place of its token, or None where the text leaves the trie."""
    here, after = found[place], place + 1
    if after >= len(found):
        return None, after
    gap = text[here.end : found[after].start]
    joint = not _is_plain(gap, here)
    if joint and not _JOINT_GAP.fullmatch(gap):
        return None, after
    if found[after].folded == _AND and _AND not in node.children and after + 1 < len(found):
        joint = True
        gap = text[found[after].end : found[after + 1].start]
        after += 1
        if not _PLAIN_GAP.fullmatch(gap):
            return None, after
    word = found[after].folded
    return (None if joint and word not in node.joints else node.children.get(word)), after


def _is_plain(gap: str, before: _Token) -> bool:
    """Whether a gap is only a blank, or the full stop of an abbreviation ("TP. Vinh")."""
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
