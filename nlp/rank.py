"""Which of many texts a question is about."""

import re
from collections import ChainMap
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from nlp.index import Index, Term, Tuning, Phrase
from nlp.keys import is_syllable
from nlp.related import Related, weak_weights
from nlp.spelling import Speller, expand
from nlp.text import fold, is_marked, normalise

_WORD = re.compile(r"[^\W_]+")
_OTHER_READING = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the ranker reads it: its terms in order, and other words that say the same."""

    terms: tuple[Term, ...]
    variants: tuple[Phrase, ...]


class Ranker:
    """Ranks texts by a question, however it was typed."""

    def __init__(self, texts: Sequence[str], words: Iterable[str] | None = None, tuning: Tuning | None = None) -> None:
        self.index = Index(texts, tuning)
        if words is not None:
            self.index.add_words(words)
        self._related = Related.load()
        self._vocabulary = ChainMap(dict.fromkeys(weak_weights().syllables | self._related.syllables, 0), )
        self._vocabulary = {**dict.fromkeys(weak_weights().syllables | self._related.syllables, 0), **self.index.vocabulary}
        self._speller = Speller(self._vocabulary, self.index.pairs)

    def read(self, question: str) -> Reading:
        forms = _WORD.findall(normalise(question).lower())
        readings = expand(forms, self.index.pairs)
        repaired = self._speller.repair([form if r[0] == form else fold(r[0]).split()[0] for form, r in zip(forms, readings)])
        words: list[tuple[str, str | None]] = []
        variants = []
        for form, reading, new in zip(forms, readings, repaired):
            start = len(words)
            if reading[0] != form:
                words += [(fold(w), w.lower()) for w in reading[0].split()]
                for other in reading[1:]:
                    variants.append(Phrase(tuple(fold(other).split()), start, len(words), _OTHER_READING))
                if fold(form) in self.index.vocabulary:
                    variants.append(Phrase((fold(form),), start, len(words), 1.0))
            elif new.how in ("known", "unknown"):
                words.append((fold(form), form if is_marked(form) else None))
            else:
                words += [(s, None) for s in new.syllables]
        weights = weak_weights().of(words)
        weights = self._unweaken(words, weights)
        terms = tuple(Term(s, w, f) for (s, f), w in zip(words, weights))
        sloppy = any(r.how == "slip" or (r.how == "unknown" and r.typed.isalpha() and not is_syllable(fold(r.typed))) for r in repaired)
        terms = tuple(self._doubt(terms, i, sloppy) for i in range(len(terms)))
        return Reading(terms, (*variants, *self._related.variants(words)))

    def search(self, question: str, limit: int = 10) -> list[tuple[int, float]]:
        reading = self.read(question)
        return self.index.score(reading.terms, reading.variants, limit=limit)

    def _doubt(self, terms, i, sloppy):
        t = terms[i]
        left = terms[i-1].syllable if i else ""
        right = terms[i+1].syllable if i + 1 < len(terms) else ""
        if not (sloppy or t.form):
            return t
        if not t.syllable.isalpha() or (t.form and t.form in self.index._forms):
            return t
        if t.syllable in self._vocabulary and self._speller._support(t.syllable, left, right):
            return t
        o = self._speller.others(t.syllable, left, right)
        return Term(t.syllable, t.weight, t.form, o) if o else t

    def _unweaken(self, words, weights):
        out = list(weights)
        for i, w in enumerate(weights):
            if w < 1:
                for a, b, o in ((i - 1, i, i - 1), (i, i + 1, i + 1)):
                    if a >= 0 and b < len(words) and weights[o] == 1 and self.index.cohesion(words[a][0], words[b][0]) > COH:
                        out[i] = 1.0
        return out

COH = 0.15
