"""Slips of the finger, words run together and officials' abbreviations.

Slips are mended only against the words of the texts that are searched: a word that has no near neighbour there stays as
it was typed, so that the caller still sees it as unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlp.datafiles import ABBREVIATIONS
from nlp.keys import is_syllable, likeness, telex
from nlp.near import Near
from nlp.text import fold, initials, normalise
from nlp.words import plain_words

How = Literal["known", "telex", "split", "slip", "unknown"]
Pairs = Mapping[tuple[str, str], int]

_SIDES = ("after", "before", "not_after", "not_before")
_NUMBER = "#"
"""what stands for any number among the neighbours that the data name"""
_LEAST_HYPHENED = 4
_HELD = re.compile(r"([^\W\d_])\1\1")
_LEAST = 3
"""initials that are told from a word."""
_SHORTEST_RUN, _LONGEST_RUN = 3, 24
_LONGEST_SYLLABLE = 7
_FEW = 4
"""initials that are too few for one of them to be taken for a slip"""
_VOWEL = re.compile(r"[aeiouy]")
_NO_WAY = float("-inf")
BESIDE = 3.0
"""what standing beside the neighbours counts against the kind of edit."""


class Repaired(NamedTuple):
    """One typed word and the folded syllables that it was taken for.

    `how` tells what was done: "known" (nothing needed), "telex" (Telex or VNI decoded), "split" (words run together),
    "slip" (one edit away), "unknown" (left as typed).
    """

    typed: str
    syllables: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a short form may stand for, and the folded neighbours that speak for it or against it."""

    text: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()

    def rank(self, left: Sequence[str], right: Sequence[str], pairs: Pairs) -> tuple[int, int] | None:
        """How well the reading fits between its neighbours, more is better; None when it must not stand there.

        `left` and `right` are the neighbouring syllable, the two neighbouring syllables on that side, and the mark of a
        number where it is one.
        """
        if not self.not_after.isdisjoint(left) or not self.not_before.isdisjoint(right):
            return None
        named = not self.after.isdisjoint(left) or not self.before.isdisjoint(right)
        if (self.after or self.before) and not named:
            return None
        words = fold(self.text).split()
        return int(named), pairs.get((left[0], words[0]), 0) + pairs.get((words[-1], right[0]), 0)


@cache
def _abbreviations() -> dict[str, tuple[_Reading, ...]]:
    """The short forms of ``data/abbreviations.yaml``, as written there and folded."""
    written = {normalise(short): tuple(map(_reading, entries)) for short, entries in ABBREVIATIONS.load().items()}
    return {fold(short): readings for short, readings in written.items()} | written


def _reading(entry: str | Mapping[str, str | list[str]]) -> _Reading:
    if isinstance(entry, str):
        return _Reading(entry)
    sides = {side: frozenset(map(fold, map(str, entry.get(side, ())))) for side in _SIDES}
    return _Reading(str(entry["read"]), **sides)


def printed_initials() -> list[tuple[str, str]]:
    """Phrases of several words with their initials, where these stand for nothing else: ("thủ tục hành chính", "tthc").
    Plans print such, where people write the words.
    """
    sure = ((short, readings[0].text) for short, readings in _abbreviations().items() if len(readings) == 1)
    return [(text, short) for short, text in sure if len(short) >= _LEAST and short == initials(text)]


def is_short_form(word: str) -> bool:
    """Whether a word in lower case, as typed, stands in the data as short for another."""
    return word in _abbreviations()


def may_be_short(word: str) -> bool:
    """Whether a word in lower case may be an abbreviation, or one with a slip in it."""
    return is_short_form(word) or "-" in word


def expand(tokens: Sequence[str], pairs: Pairs | None = None) -> list[tuple[str, ...]]:
    """What each typed word may stand for, the likeliest first: ["nv", "gì"] -> [("nhiệm vụ",), ("gì",)].

    A word that is no abbreviation stands for itself. `pairs` (folded syllables side by side in the texts -> how often)
    decides where the neighbours named in the data do not, and keeps real words such as "te" in "kinh te" as they are;
    what follows does so only where the data do not tell what may not.
    """
    pairs = pairs or {}
    known = _abbreviations()
    folded = ["", "", *(fold(token) for token in tokens), "", ""]
    out = []
    for at, token in enumerate(tokens, 2):
        found: tuple[str, ...] = ()
        short = token.lower() if token.lower() in known or is_syllable(folded[at]) else folded[at]
        if readings := known.get(short) or _slipped(short):
            found = _fitting(token.lower(), readings, *_beside(folded, at), pairs)
        out.append(found or (token,))
    return out


def _fitting(
    token: str, readings: Sequence[_Reading], left: Sequence[str], right: Sequence[str], pairs: Pairs
) -> tuple[str, ...]:
    told = any(reading.not_before for reading in readings)
    if is_syllable(token) and (pairs.get((left[0], token)) or (not told and pairs.get((token, right[0])))):
        return ()
    ranked = [
        (fit, -order, reading.text)
        for order, reading in enumerate(readings)
        if (fit := reading.rank(left, right, pairs)) is not None
    ]
    return tuple(dict.fromkeys(text for _, _, text in sorted(ranked, reverse=True)))


def _slipped(token: str) -> tuple[_Reading, ...]:
    """The readings of a short form with a slip in it, which is no word and can be no other: one in a form with a hyphen
    ("kt-hx"), or a letter held down ("ccchc").
    """
    known = _abbreviations()
    if "-" not in token:
        return known.get(_HELD.sub(r"\1\1", token), ()) if _HELD.search(token) else ()
    if len(token) < _LEAST_HYPHENED:
        return ()
    near = process.extractOne(token, [key for key in known if "-" in key], scorer=OSA.distance, score_cutoff=1)
    return known[near[0]] if near else ()


def is_told(tokens: Sequence[str], at: int) -> bool:
    """Whether a neighbour that the data name tells what the short form at a place of typed words stands for: "gd" in
    "bạo lực gd".
    """
    folded = ["", "", *map(fold, tokens), "", ""]
    beside = _beside(folded, at + 2)
    ranks = (reading.rank(*beside, {}) for reading in _abbreviations().get(tokens[at].lower(), ()))
    return any(rank is not None and rank[0] for rank in ranks)


def _beside(folded: Sequence[str], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands left and right of a word: the syllable, both syllables, and the mark of a number where it is one."""
    left, right = (folded[at - 1], " ".join(folded[at - 2 : at])), (folded[at + 1], " ".join(folded[at + 1 : at + 3]))
    return (*left, *_numbered(left[0])), (*right, *_numbered(right[0]))


def _numbered(syllable: str) -> tuple[str, ...]:
    return (_NUMBER,) if syllable.isdecimal() else ()


class Speller:
    """Mends typing against a vocabulary of folded syllables and the pairs that stand side by side in it."""

    def __init__(self, vocabulary: Mapping[str, int], pairs: Pairs, words: Iterable[tuple[str, str]] = ()) -> None:
        """Args:
        vocabulary: folded syllables, with in how many texts each stands.
        pairs: those that stand side by side, likewise.
        words: those that make one word.
        """
        self._vocabulary, self._pairs, self._words = vocabulary, pairs, frozenset(words)

    @cached_property
    def _near(self) -> Near:
        return Near(word for word in self._vocabulary if word.isalpha())

    def knows(self, word: str) -> bool:
        """Whether a folded syllable is of the vocabulary: it stands for itself then, whatever is beside it."""
        return word in self._vocabulary

    def repair(self, tokens: Sequence[str]) -> list[Repaired]:
        """Each typed word (marked or bare) with the folded syllables that it stands for, in order."""
        folded = [fold(normalise(token)) for token in tokens]
        out: list[Repaired] = []
        for at, (token, word) in enumerate(zip(tokens, folded, strict=True)):
            if word in self._vocabulary:
                out.append(Repaired(token, (word,), "known"))
                continue
            left = out[-1].syllables[-1] if out else ""
            right = folded[at + 1] if at + 1 < len(folded) else ""
            syllables, how = self._mend(word, left, right)
            out.append(Repaired(token, syllables, how))
        return out

    def _mend(self, word: str, left: str, right: str) -> tuple[tuple[str, ...], How]:
        """What a word that is not known stands for, and what was done to it."""
        decoded = self._best(telex(word) & self._vocabulary.keys(), left, right)
        slip = "" if decoded and self._support(decoded, left, right) else self._slip(word, left, right)
        if decoded and not (slip and self._support(slip, left, right)):
            return (decoded,), "telex"
        parts = self._split(word)
        if parts:
            return parts, "split"
        return ((slip,), "slip") if slip else ((word,), "unknown")

    def _support(self, word: str, left: str, right: str) -> int:
        """In how many texts the word stands beside its neighbours."""
        return self._pairs.get((left, word), 0) + self._pairs.get((word, right), 0)

    def _firm_support(self, word: str, left: str, right: str) -> int:
        """The same, but nothing where it stands beside one of the neighbours only, and makes no word with it."""
        beside = [(left, word), (word, right)]
        firm = all(map(self._pairs.get, beside)) or not self._words.isdisjoint(beside)
        return self._support(word, left, right) if firm else 0

    def _best(self, words: Iterable[str], left: str, right: str) -> str:
        return max(words, key=lambda word: (self._support(word, left, right), self._vocabulary[word], word), default="")

    def _slip(self, word: str, left: str, right: str) -> str:
        if len(word) <= (2 if is_syllable(word) else 1) or not word.isalpha() or self._support(word, left, right):
            return ""
        best, best_score = "", 0.0
        firmly = word in plain_words()
        initials_only = len(word) <= _FEW and not _VOWEL.search(word)
        for other in self._near.to(word):
            if initials_only and not _VOWEL.search(other):
                continue  # they stand for other words
            support = (self._firm_support if firmly else self._support)(other, left, right)
            if not support and (is_syllable(word) or (len(word) < 4 and sorted(word) != sorted(other))):
                # A real syllable that the texts lack is what the person meant, unless the neighbours say otherwise.
                continue
            score = BESIDE * log(1 + support) + likeness(word, other) + 0.3 * log(1 + self._vocabulary[other])
            if score > best_score:
                best, best_score = other, score
        return best

    def others(self, word: str, left: str, right: str) -> tuple[str, ...]:
        """Syllables one edit away from a folded word that stand beside its folded neighbours, at most two, best first.

        Nothing when the word itself does: it is hardly a slip then.
        """
        if not word.isalpha() or self._support(word, left, right):
            return ()
        scored = [
            (BESIDE * log(1 + support) + likeness(word, other), other)
            for other in self._near.to(word)
            if other != word and (support := self._support(other, left, right))
        ]
        return tuple(other for _, other in sorted(scored, reverse=True)[:2])

    def _split(self, word: str) -> tuple[str, ...]:
        """The word as two to four known syllables that stand side by side in the texts, or nothing."""
        if not _SHORTEST_RUN <= len(word) <= _LONGEST_RUN or not word.isalpha() or is_syllable(word):
            return ()
        ways: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            ways.append(
                max(self._longer(ways[start], word[start:end]) for start in range(max(0, end - _LONGEST_SYLLABLE), end))
            )
        gain, parts = ways[-1]
        return parts if len(parts) > 1 and gain > _NO_WAY else ()

    def _longer(self, way: tuple[float, tuple[str, ...]], piece: str) -> tuple[float, tuple[str, ...]]:
        """A way of splitting with one more piece; hopeless when the piece never stands there in the texts."""
        gain, parts = way
        beside = self._pairs.get((parts[-1], piece), 0) if parts else 1
        if piece not in self._vocabulary or not is_syllable(piece) or not beside or len(parts) == 4:
            return _NO_WAY, ()
        return gain + log(beside) - 2, (*parts, piece)
