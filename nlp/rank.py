"""Which of many texts a question is about.

Knows nothing of what the texts are. One index serves questions with and without diacritics, with slips of the finger,
with abbreviations and with everyday words for what the texts say formally.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.index import Index, Phrase, Term, Tuning
from nlp.keys import is_syllable
from nlp.related import Word, related, syllables_known, weights
from nlp.spelling import Repaired, Speller, expand
from nlp.text import fold, is_marked, normalise, syllables

_WORD = re.compile(r"[^\W_]+")
_OTHER_READING = 0.8
"""strength of the readings of an abbreviation that were not taken."""
_FIRM = 0.15
"""cohesion from which a weak word counts as a part of its neighbour's word ("em" in "trẻ em")."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the ranker reads it: its terms in order, and other phrases that say the same."""

    terms: tuple[Term, ...]
    phrases: tuple[Phrase, ...]


class Ranker:
    """Ranks texts by a question, however it was typed."""

    def __init__(self, texts: Sequence[str], words: Iterable[str] | None = None, tuning: Tuning | None = None) -> None:
        """Args:
        texts: what is searched; results give positions in it.
        words: words of several syllables in the texts, as ``nlp.words.segment`` finds them. They are worth little
            beside what the index itself sees of syllables that keep together, so none need be given.
        tuning: other weights for the formula.
        """
        self.index = Index(texts, tuning)
        self.index.add_words(words or ())
        vocabulary = {**dict.fromkeys(syllables_known(), 0), **self.index.vocabulary}
        self._speller = Speller(vocabulary, self.index.pairs)

    def search(self, question: str, limit: int = 10) -> list[tuple[int, float]]:
        """The positions of the texts that fit best and their scores, best first; empty when no text has any word."""
        reading = self.read(question)
        return self.score(reading, limit=limit)

    def score(
        self, reading: Reading, among: Sequence[range] | None = None, limit: int | None = 10
    ) -> list[tuple[int, float]]:
        """Like `search`, for a question already read, among some stretches of positions only if `among` is given."""
        return self.index.score(reading.terms, reading.phrases, among, limit)

    def read(self, question: str) -> Reading:
        """The question's terms: abbreviations written out, slips mended, question words weighing little."""
        typed = _WORD.findall(normalise(question).lower())
        readings = [self._chosen(each, word) for each, word in zip(expand(typed, self.index.pairs), typed, strict=True)]
        first = [
            word if word == each[0] else fold(each[0]).split()[0] for word, each in zip(typed, readings, strict=True)
        ]
        mended = self._speller.repair(first)
        words: list[Word] = []
        phrases: list[Phrase] = []
        for word, each, new in zip(typed, readings, mended, strict=True):
            start = len(words)
            words += _words(word, each, new)
            phrases += self._other_readings(each[1:], start, len(words))
        terms = [Term(s, weight, form) for (s, form), weight in zip(words, self._weights(words), strict=True)]
        phrases += related([s for s, _ in words], [form for _, form in words], self._is_word)
        return Reading(self._doubted(terms, _is_sloppy(mended)), tuple(phrases))

    def _is_word(self, first: str, second: str) -> bool:
        return self.index.cohesion(first, second) > _FIRM

    def _chosen(self, readings: tuple[str, ...], word: str) -> tuple[str, ...]:
        """The readings of a word; the word itself among them, and first where the texts use it and lack the first."""
        if readings[0] == word or fold(word) not in self.index.vocabulary:
            return readings
        parts = syllables(readings[0])
        written_out = len(parts) > 1 and all(pair in self.index.pairs for pair in pairwise(parts))
        return (readings[0], word, *readings[1:]) if written_out else (word, *readings)

    def _other_readings(self, others: Sequence[str], start: int, end: int) -> list[Phrase]:
        return [Phrase(tuple(syllables(other)), start, end, _OTHER_READING) for other in others]

    def _weights(self, words: Sequence[Word]) -> list[float]:
        """The words' weights; a weak word that forms one word with a strong neighbour is not weak."""
        plain = weights(words)
        out = list(plain)
        for at in range(len(words) - 1):
            low, high = sorted((at, at + 1), key=plain.__getitem__)
            if plain[low] < 1 == plain[high] and self._is_word(words[at][0], words[at + 1][0]):
                out[low] = 1.0
        return out

    def _doubted(self, terms: Sequence[Term], sloppy: bool) -> tuple[Term, ...]:
        """The terms, with what may be meant for those that stand nowhere beside their neighbours.

        Only in sloppy typing, or where a word has marks that no text has: a rare word typed well is left alone.
        """
        names = ["", *(term.syllable for term in terms), ""]
        out = []
        for term, left, right in zip(terms, names, names[2:], strict=False):
            odd = sloppy if term.form is None else not self.index.knows(term.form)
            also = self._speller.others(term.syllable, left, right) if odd else ()
            out.append(term._replace(also=also) if also else term)
        return tuple(out)


def _words(word: str, readings: Sequence[str], new: Repaired) -> list[Word]:
    if readings[0] != word:
        return [(fold(each), each) for each in _WORD.findall(readings[0].lower())]
    if new.how in ("known", "unknown"):
        return [(new.syllables[0], word if is_marked(word) else None)]
    return [(syllable, None) for syllable in new.syllables]


def _is_sloppy(mended: Iterable[Repaired]) -> bool:
    """Whether some word was mended or is no Vietnamese syllable."""
    return any(
        new.how == "slip" or (new.how == "unknown" and new.syllables[0].isalpha() and not is_syllable(new.syllables[0]))
        for new in mended
    )
