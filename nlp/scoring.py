"""A question's closer look at one text: its words, pairs, phrases and marks, and what the text lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nlp.index import Index, Phrase, Term

_ROUGH_PHRASE = 0.7
"""what a phrase counts in the rough count, where its words need not stand together."""


class _Word(NamedTuple):
    """A syllable of the question, or one that may be meant instead, that the texts have."""

    char: str
    gain: float
    form: str | None
    """its character among the words as written; None when the person typed no marks."""
    syllable: str
    share: float
    """what it counts: 1 for the syllable typed."""


class Pair(NamedTuple):
    """Two syllables of the question, with what they add side by side and near each other."""

    first: str
    second: str
    both: str
    gain: float
    near: float


class _Same(NamedTuple):
    """A phrase that stands for the terms from `start` to before `end`."""

    chars: str
    gain: float
    phrase: Phrase


class Query:
    """Terms and phrases of a question, looked up in an index."""

    def __init__(self, index: Index, terms: Sequence[Term], phrases: Sequence[Phrase] = ()) -> None:
        self._index, self._terms = index, terms
        self._options = [list(_options(index, term)) for term in terms]
        self._words = self._unique_words()
        self._top = index.tuning.k1 + 1
        self._gains = [(word.char, word.gain * self._top) for word in self._words]
        self.pairs = self._unique_pairs()
        self._same = [same for phrase in phrases if (same := self._look_up(phrase))]
        self._marked = [(word.char, word.form) for word in self._words if word.form is not None]
        self._needs = [
            (term.weight * index.idf(term.syllable), "".join(word.char for word in options))
            for term, options in zip(terms, self._options, strict=True)
        ]

    @property
    def rough(self) -> dict[str, float]:
        """The syllables that lead to candidates, each with its gain; of a phrase only the one that tells most."""
        gains: dict[str, float] = {}
        for word in (word for options in self._options for word in options):
            gains[word.syllable] = max(gains.get(word.syllable, 0.0), word.gain)
        for same in self._same:
            rarest = max(same.phrase.words, key=self._index.idf)
            gains[rarest] = max(gains.get(rarest, 0.0), _ROUGH_PHRASE * same.gain)
        return gains

    def _unique_words(self) -> list[_Word]:
        best: dict[str, _Word] = {}
        for word in (word for options in self._options for word in options):
            if word.char not in best or word.gain > best[word.char].gain:
                best[word.char] = word
        return list(best.values())

    def _unique_pairs(self) -> list[Pair]:
        best: dict[str, Pair] = {}
        for first, second, weight in self._neighbours():
            for pair in self._join(first, second, weight):
                if pair.both not in best or pair.gain > best[pair.both].gain:
                    best[pair.both] = pair
        return list(best.values())

    def _neighbours(self) -> Iterator[tuple[int, int, float]]:
        """Places of terms side by side, and of those on both sides of a weak word, with the weight of the pair."""
        terms, skip = self._terms, self._index.tuning.skip
        for at, (one, two) in enumerate(pairwise(terms)):
            yield at, at + 1, min(one.weight, two.weight)
        for at in range(len(terms) - 2):
            if terms[at + 1].weight < 1:
                yield at, at + 2, skip * min(terms[at].weight, terms[at + 2].weight)

    def _join(self, first: int, second: int, weight: float) -> Iterator[Pair]:
        index, tuning = self._index, self._index.tuning
        for one in self._options[first]:
            for two in self._options[second]:
                tells, cohesion = index.joint(one.syllable, two.syllable)
                gain = weight * one.share * two.share * tells
                firm = tuning.pair + tuning.word * cohesion
                yield Pair(one.char, two.char, one.char + two.char, gain * firm, gain * tuning.near)

    def _look_up(self, phrase: Phrase) -> _Same | None:
        index = self._index
        chars = [index.find(word) for word in phrase.words]
        if not all(chars):
            return None
        weight = max((term.weight for term in self._terms[phrase.start : phrase.end]), default=0.0)
        gain = phrase.strength * weight * sum(index.idf(word) for word in phrase.words)
        return _Same("".join(chars), gain, phrase)

    def score(self, position: int) -> float | None:
        """How well a text fits, more is better; None when it has nothing of the question."""
        index, tuning = self._index, self._index.tuning
        words, norm = index.words(position), index.norm(position)
        held: dict[str, float] = {}
        for char, most in self._gains:
            if count := words.count(char):
                held[char] = most * count / (count + norm)
        same = [each for each in self._same if each[0] in words] if self._same else self._same
        if not held and not same:
            return None
        score = sum(held.values()) + self._beside(words, held, norm)
        if self._marked:
            score -= tuning.marks * self._other_marks(index.written(position), held)
        if same:
            score += self._said_otherwise(same, held, self._top / (1 + norm))
        return score - tuning.missing * self._lacking(held, same)

    def matched(self, position: int) -> list[float]:
        """For each term 1 when the text has it, the strength of a phrase that it has instead, or 0."""
        words = self._index.words(position)
        held = {word.char: word.gain for word in self._words if word.char in words}
        return self._accounted(held, [same for same in self._same if same.chars in words])

    def _other_marks(self, written: str, held: dict[str, float]) -> float:
        """The gain of words that the text has only with other marks than typed."""
        return sum([held.get(char, 0.0) for char, form in self._marked if not form or form not in written])

    def _lacking(self, held: dict[str, float], same: Sequence[_Same]) -> float:
        """The gain of the words that the text does not account for."""
        keys = held.keys()
        if not same:
            return sum([need for need, chars in self._needs if chars not in keys and keys.isdisjoint(chars)])
        shares = self._accounted(held, same)
        return sum([need * (1 - share) for (need, _), share in zip(self._needs, shares, strict=True)])

    def _beside(self, words: str, held: dict[str, float], norm: float) -> float:
        """What pairs of the question add that stand side by side or near each other."""
        top, window = self._top, self._index.tuning.window
        score = 0.0
        for first, second, both, gain, near in self.pairs:
            if first in held and second in held:
                if count := words.count(both):
                    score += gain * top * count / (count + norm)
                elif _within(words, first, second, window):
                    score += near
        return score

    def _accounted(self, held: dict[str, float], same: Sequence[_Same]) -> list[float]:
        keys = held.keys()
        shares = [0.0 if keys.isdisjoint(chars) else 1.0 for _, chars in self._needs]
        for _, _, phrase in same:
            for at in range(phrase.start, phrase.end):
                shares[at] = max(shares[at], phrase.strength)
        return shares

    def _said_otherwise(self, same: Sequence[_Same], held: dict[str, float], scale: float) -> float:
        """What phrases add that say the same better than the question's own words do."""
        best: dict[tuple[int, int], float] = {}
        for _, gain, phrase in same:
            span = (phrase.start, phrase.end)
            best[span] = max(best.get(span, 0.0), gain * scale)
        return sum(max(0.0, gain - self._own(span, held)) for span, gain in best.items())

    def _own(self, span: tuple[int, int], held: dict[str, float]) -> float:
        chars = {word.char for options in self._options[span[0] : span[1]] for word in options}
        return sum(held.get(char, 0.0) for char in chars)


def _options(index: Index, term: Term) -> Iterator[_Word]:
    """The syllable and those that may be meant instead, as far as the texts have them."""
    for syllable in (term.syllable, *term.also):
        if char := index.find(syllable):
            typed = syllable == term.syllable
            share = 1.0 if typed else index.tuning.also
            form = index.find_form(term.form) if typed and term.form is not None else None
            yield _Word(char, term.weight * index.idf(syllable) * share, form, syllable, share)


def _within(words: str, first: str, second: str, window: int) -> bool:
    """Whether `second` follows `first` within `window` words."""
    at = words.find(first)
    while at >= 0:
        if words.find(second, at + 1, at + 1 + window) >= 0:
            return True
        at = words.find(first, at + 1)
    return False
