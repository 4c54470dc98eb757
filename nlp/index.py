"""An inverted index over folded syllables, with the words of each text kept in order for a closer look.

Ranking goes in two steps: BM25 over single syllables finds a pool of candidates, then ``nlp.scoring`` looks at each of
them closely. Each syllable has a number, and each text is kept as a string of the characters with these numbers, so
that looking for words, pairs and phrases in it is a search in a string.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, chain, pairwise
from math import log
from typing import NamedTuple

from nlp.scoring import Query
from nlp.text import normalise, syllables

_WORD = re.compile(r"[^\W_]+")
_SHIFT = 24
_MASK = (1 << _SHIFT) - 1
_MOST = 255
_SPARE = 2
"""candidates beyond those wanted that get a closer look."""
_AT_LEAST = 4
"""lists of texts that are counted whatever their length."""
_ROUNDING = 1e-6
_FEW = 32
"""how many places of the lists are counted in the time in which one text is looked up in them."""
_SORTED = 200
"""texts that are sorted in the time in which the best are told from the others."""
_SEEN = 1000
"""texts that are enough to tell which of two words is the usual one beside a third."""
_COUNTED = 4
"""how many places of one list are counted in that time."""


class Term(NamedTuple):
    """A folded syllable of a question with its weight: 1 for a plain word, near 0 for a question word.

    `form` is the syllable in lower case as typed when it carries marks; None when the person typed none. `also` are
    folded syllables that may be meant instead, when it looks like a slip.
    """

    syllable: str
    weight: float = 1.0
    form: str | None = None
    also: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """Folded syllables that say the same as the terms from `start` to before `end`, at a `strength` of 0 to 1; one
    alone also as written, for without its marks it may be any other word.
    """

    words: tuple[str, ...]
    start: int
    end: int
    strength: float
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Tuning:
    """The weights of the formula, found on real questions about laws and on questions about duties."""

    k1: float = 1.0
    """how fast a repeated word saturates (BM25)."""
    b: float = 0.65
    """how much long texts are held back (BM25)."""
    pair: float = 0.9
    """weight of two words side by side as in the question, beside the words' own."""
    word: float = 0.6
    """what is added to `pair` for two syllables that make one word."""
    near: float = 0.45
    """weight of two neighbours of the question that stand apart in the text, in order, within `window` words."""
    window: int = 5
    skip: float = 0.5
    """weight of a pair over a function word, as a part of a pair's."""
    also: float = 0.8
    """weight of a syllable that may be meant instead of the one typed."""
    missing: float = 0.4
    """part of a missing word's gain that is taken off."""
    marks: float = 0.2
    """part of a word's gain that is lost when the text has other marks than the person typed."""
    pool: int = 12
    """how many candidates of the rough count get a closer look, at least; a few more than are wanted in any case."""
    budget: int = 10_000
    """texts, and a third of all texts, after which the rough count stops: by then what tells most has been counted."""


class _List(NamedTuple):
    """The texts that have a syllable or pair of the question."""

    gain: float
    """what it tells."""
    positions: "array[int]"
    impacts: "array[float] | None"
    """what part of it each of them gains; None for a pair, which all gain whole."""
    most: float
    """the most that a text gains by being in the list."""
    chars: str
    """what the texts have: one character, or two side by side."""


class _Lists(dict[int, "array[int]"]):
    """Texts by a number; an empty list for a number that is new."""

    def __missing__(self, key: int) -> "array[int]":
        positions = self[key] = array("I")
        return positions


class Vocabulary(Mapping[str, int]):
    """In how many texts each folded syllable stands."""

    def __init__(self, ids: Mapping[str, int], positions: "Sequence[array[int]]") -> None:
        self._ids, self._positions = ids, positions

    def __getitem__(self, syllable: str) -> int:
        return len(self._positions[self._ids[syllable]])

    def __contains__(self, syllable: object) -> bool:
        return syllable in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class PairCounts(Mapping[tuple[str, str], int]):
    """In how many texts two folded syllables stand side by side, in this order."""

    def __init__(self, ids: Mapping[str, int], positions: "Mapping[int, array[int]]") -> None:
        self._ids, self._positions = ids, positions

    def __getitem__(self, pair: tuple[str, str]) -> int:
        positions = self._positions.get(self._ids[pair[0]] << _SHIFT | self._ids[pair[1]])
        if positions is None:
            raise KeyError(pair)
        return len(positions)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        names = list(self._ids)
        return ((names[key >> _SHIFT], names[key & _MASK]) for key in self._positions)

    def __len__(self) -> int:
        return len(self._positions)


class Index:
    """Texts under their folded syllables; positions are those of the texts in the order given."""

    def __init__(self, texts: Iterable[str] = (), tuning: Tuning | None = None) -> None:
        self.tuning = tuning or Tuning()
        self._ids: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._folded: list[int] = []
        self._positions: list[array[int]] = []
        self._counts: list[array[int]] = []
        self._pairs = _Lists()
        self._words: list[str] = []
        self._written: list[str] = []
        self._joined: set[int] = set()
        self._norms = array("f")
        self._impacts: list[array[float]] = []
        self._idfs: dict[int, float] = {}
        self._last: tuple[tuple[Term, ...], tuple[Phrase, ...], Query] | None = None
        self.vocabulary = Vocabulary(self._ids, self._positions)
        self.pairs = PairCounts(self._ids, self._pairs)
        self.add(texts)

    def __len__(self) -> int:
        return len(self._words)

    def add(self, texts: Iterable[str]) -> None:
        """Add texts; their positions go on from the last."""
        find, new, folded, pairs = self._forms.get, self._form, self._folded, self._pairs
        for text in texts:
            words = _WORD.findall(normalise(text).lower())
            forms = [new(word) if (form := find(word)) is None else form for word in words]
            ids = [folded[form] for form in forms]
            position = len(self)
            for key, count in Counter(ids).items():
                self._positions[key].append(position)
                self._counts[key].append(count if count < _MOST else _MOST)
            for pair in {first << _SHIFT | second for first, second in pairwise(ids)}:
                pairs[pair].append(position)
            self._words.append("".join(map(chr, ids)))
            self._written.append("".join(map(chr, forms)))
        self._norms = self._lengths()
        self._impacts = list(map(self._impact, self._positions, self._counts))
        self._tops = [max(impacts, default=0.0) for impacts in self._impacts]
        self._idfs.clear()
        self._last = None

    def add_words(self, words: Iterable[str]) -> None:
        """Tell which neighbouring syllables make one word ("kế hoạch"): such pairs weigh more."""
        for word in words:
            ids = [self._ids.get(syllable, -1) for syllable in syllables(word)]
            self._joined.update(a << _SHIFT | b for a, b in pairwise(ids) if a >= 0 and b >= 0)
        self._last = None

    def _lengths(self) -> "array[float]":
        """For each text k1 * (1 - b + b * length / average length)."""
        k1, b = self.tuning.k1, self.tuning.b
        average = sum(map(len, self._words)) / max(1, len(self)) or 1.0
        return array("f", [k1 * (1 - b + b * len(words) / average) for words in self._words])

    def _form(self, word: str) -> int:
        """The number of a word that no text has had before."""
        form = self._forms[word] = len(self._folded)
        self._folded.append(self._id("".join(syllables(word))))
        return form

    def _id(self, syllable: str) -> int:
        key = self._ids.get(syllable)
        if key is None:
            key = self._ids[syllable] = len(self._positions)
            self._positions.append(array("I"))
            self._counts.append(array("B"))
        return key

    def idf(self, syllable: str) -> float:
        """How much a folded syllable tells (BM25's idf); most for one that no text has."""
        key = self._ids.get(syllable)
        return self._idf(0 if key is None else len(self._positions[key]))

    def _idf(self, count: int) -> float:
        idf = self._idfs.get(count)
        if idf is None:
            idf = self._idfs[count] = log(1 + (len(self) - count + 0.5) / (count + 0.5))
        return idf

    def pair_idf(self, first: str, second: str) -> float:
        """How much two folded syllables side by side tell; most for a pair that no text has."""
        return self._idf(len(self.beside(first, second)))

    def cohesion(self, first: str, second: str) -> float:
        """How firmly two folded syllables keep together in the texts, in this order: 0 never, 1 always."""
        return self.joint(first, second)[1]

    def joint(self, first: str, second: str) -> tuple[float, float]:
        """How much two folded syllables side by side tell, and how firmly they keep together (see `cohesion`)."""
        both = len(self.beside(first, second))
        if not both:
            return self._idf(0), 0.0
        one, two = self._ids[first], self._ids[second]
        if one << _SHIFT | two in self._joined:
            return self._idf(both), 1.0
        return self._idf(both), both**2 / (len(self._positions[one]) * len(self._positions[two]))

    def beside(self, first: str, second: str) -> Sequence[int]:
        """The positions of the texts that have two folded syllables side by side, in this order."""
        one, two = self._ids.get(first), self._ids.get(second)
        if one is None or two is None:
            return ()
        return self._pairs.get(one << _SHIFT | two, ())

    def often(self, first: str, second: str) -> int:
        """In how many texts, of the first that have their syllables so, two words stand side by side as written."""
        pair = self.find_form(first) + self.find_form(second)
        if len(pair) < 2:
            return 0
        positions = self.beside("".join(syllables(first)), "".join(syllables(second)))
        return sum([pair in self._written[position] for position in positions[:_SEEN]])

    def knows(self, form: str) -> bool:
        """Whether some text has the word with just these marks, in lower case."""
        return form in self._forms

    def holding(self, syllable: str) -> Sequence[int]:
        """The positions of the texts that have a folded syllable."""
        key = self._ids.get(syllable)
        return () if key is None else self._positions[key]

    def find(self, syllable: str) -> str:
        """The character that stands for a folded syllable in `words`; empty when no text has it."""
        key = self._ids.get(syllable)
        return "" if key is None else chr(key)

    def find_form(self, form: str) -> str:
        """The character that stands for a word as written in `written`; empty when no text has it."""
        key = self._forms.get(form)
        return "" if key is None else chr(key)

    def words(self, position: int) -> str:
        """The syllables of a text, one character each (see `find`)."""
        return self._words[position]

    def written(self, position: int) -> str:
        """The words of a text as written, one character each (see `find_form`)."""
        return self._written[position]

    def norm(self, position: int) -> float:
        """BM25's measure of a text's length."""
        return self._norms[position]

    def score(
        self,
        terms: Sequence[Term],
        phrases: Sequence[Phrase] = (),
        among: Sequence[range] | None = None,
        limit: int | None = 10,
    ) -> list[tuple[int, float]]:
        """The positions of texts that hold any of the terms or phrases, with scores; best first, ties in text order.

        `among` are the stretches of texts to look at, in order; `limit` is how many are wanted; None for all.
        """
        query = self._query(terms, phrases)
        size = len(self) if limit is None else max(self.tuning.pool, limit + _SPARE)
        stretches = [range(len(self))] if among is None else among
        few = among is not None and sum(map(len, stretches)) <= size
        pool = list(chain.from_iterable(stretches)) if few else self._pool(query, stretches, size)
        scored = [(position, score) for position in pool if (score := query.score(position)) is not None]
        scored.sort(key=lambda item: (-item[1], item[0]))
        return scored[:limit]

    def _query(self, terms: Sequence[Term], phrases: Sequence[Phrase]) -> Query:
        """The query of a question, kept while it is looked for here and there."""
        asked = tuple(terms), tuple(phrases)
        last = self._last
        if last is None or last[:2] != asked:
            last = self._last = (*asked, Query(self, terms, phrases))
        return last[2]

    def matched(self, position: int, terms: Sequence[Term], phrases: Sequence[Phrase] = ()) -> list[float]:
        """For each term how far a text accounts for it: 1 the word itself, a phrase's strength, 0 not at all."""
        return Query(self, terms, phrases).matched(position)

    def _pool(self, query: Query, among: Sequence[range], size: int) -> list[int]:
        """The texts with most of the question.

        Once those that are met first in what is still to be counted cannot come among the best, the long lists of
        common words are not gone through any more: only the texts that may still win are looked up in them.
        """
        lists = self._counted(query, among)
        single = [each.start for each in among] if all(len(each) == 1 for each in among) else []
        rest, done = sum(each.most for each in lists), 0.0
        sums: dict[int, float] = {}
        closed = False
        for each in lists:
            if done > rest and len(each.positions) > len(sums) > size:
                bar = nlargest(size, sums.values())[-1] - rest - _ROUNDING
                closed = closed or bar > 0
                sums = {position: value for position, value in sums.items() if value >= bar} if bar > 0 else sums
            if closed and len(each.positions) > _COUNTED * len(sums):
                self._look_up(each, sums, sums)
            elif single:
                self._look_up(each, sums, single)
            else:
                _count(each, sums, among)
            rest, done = rest - each.most, done + each.most
        return _largest(sums, size)

    def _counted(self, query: Query, among: Sequence[range]) -> list[_List]:
        """The lists of the question's syllables and pairs, most gain first, but the commonest words only where the
        texts asked for are few.
        """
        words = [self._list_of(self._ids[syllable], gain) for syllable, gain in query.rough.items()]
        beside = ((pair, self._pairs.get(ord(pair.first) << _SHIFT | ord(pair.second))) for pair in query.pairs)
        pairs = [_List(p.gain, positions, None, p.gain, p.both) for p, positions in beside if positions]
        lists = sorted(words + pairs, key=lambda each: -each.gain)
        lengths = list(accumulate(len(each.positions) for each in lists))
        if lists and _FEW * sum(map(len, among)) < lengths[-1]:
            return lists
        budget = self.tuning.budget + len(self) // 3
        most = next((at for at, length in enumerate(lengths) if at >= _AT_LEAST and length > budget), len(lists))
        return lists[:most]

    def _list_of(self, key: int, gain: float) -> _List:
        """The texts that have a syllable."""
        return _List(gain, self._positions[key], self._impacts[key], gain * self._tops[key], chr(key))

    def _look_up(self, each: _List, sums: dict[int, float], texts: Iterable[int]) -> None:
        """Add to the sums what a syllable or pair gains in some texts."""
        gain, positions, impacts, _, chars = each
        words, get = self._words, sums.get
        for position in texts:
            if chars in words[position]:
                impact = 1.0 if impacts is None else impacts[bisect_left(positions, position)]
                sums[position] = get(position, 0.0) + gain * impact

    def _impact(self, positions: "array[int]", counts: "array[int]") -> "array[float]":
        """BM25's count part for each text that has a syllable."""
        norms, top = self._norms, self.tuning.k1 + 1
        return array("f", [top * n / (n + norms[position]) for position, n in zip(positions, counts, strict=True)])


def _count(each: _List, sums: dict[int, float], among: Sequence[range]) -> None:
    """Add to the sums what a syllable or pair gains in each of its texts, as far as they are asked for."""
    get, gain, last = sums.get, each.gain, 0
    for stretch in among:
        first = bisect_left(each.positions, stretch.start, last)
        last = bisect_left(each.positions, stretch.stop, first, min(first + len(stretch), len(each.positions)))
        if first == last:
            continue
        positions = each.positions[first:last]
        if each.impacts is None:
            for position in positions:
                sums[position] = get(position, 0.0) + gain
        else:
            for position, impact in zip(positions, each.impacts[first:last], strict=True):
                sums[position] = get(position, 0.0) + gain * impact


def _largest(sums: Mapping[int, float], size: int) -> list[int]:
    """The texts with the largest sums, of equal ones those met first."""
    bar = min(nlargest(size, sums.values())) if len(sums) > _SORTED else 0.0
    best = [position for position, value in sums.items() if value >= bar]
    return sorted(best, key=sums.__getitem__, reverse=True)[:size]
