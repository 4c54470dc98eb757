"""Which items a question is about, and which of its words they do not account for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.base import Entry, TaskBase
from nlp.index import Phrase, Term
from nlp.question import Question, Word
from nlp.related import related
from nlp.text import syllables

_WEIGHT = {"topic": 1.0, "generic": 0.25, "cue": 0.35}
_LOOSE = 0.35
"""what a syllable counts that the item has, but not beside the neighbour that it has in the question."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that fits a question, how well, and what share of the question's words it accounts for."""

    entry: Entry
    score: float
    coverage: float
    missing: tuple[str, ...]
    """words of the question that the item does not have, as typed."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about, as terms for the index."""

    words: tuple[Word, ...]
    terms: tuple[Term, ...]
    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, question: Question) -> "Topic":
        """The topic of a question; words that are only politeness or only ask are left out."""
        words, terms = [], []
        for word in question.topic:
            for syllable in syllables(word.token.text):
                words.append(word)
                terms.append(Term(syllable, _WEIGHT[word.role], word.token.text.lower() if word.token.marked else None))
        said = related([term.syllable for term in terms], [term.form for term in terms])
        return cls(tuple(words), tuple(terms), tuple(said))

    @property
    def weight(self) -> float:
        """How much it tells: about the number of its content words."""
        return sum(term.weight for term in self.terms)


def find(base: TaskBase, topic: Topic, among: Collection[int] | None, limit: int = 20) -> list[Found]:
    """Items that fit a topic, best first.

    Args:
        base: where to look.
        topic: what to look for.
        among: positions in ``base.entries`` to look at; None for all.
        limit: how many at most.
    """
    if not topic.terms:
        return []
    scored = base.index.score(topic.terms, topic.phrases, among, limit)
    return [_weigh(base, topic, base.entries[position], score) for position, score in scored]


def _weigh(base: TaskBase, topic: Topic, entry: Entry, score: float) -> Found:
    held = _Held.of(entry)
    shares = _shares(topic, held)
    weights = [term.weight * base.index.idf(term.syllable) for term in topic.terms]
    total = sum(weights)
    coverage = sum(w * s for w, s in zip(weights, shares, strict=True)) / total if total else 0.0
    missing = [w.token.text for w, s in zip(topic.words, shares, strict=True) if s < _LOOSE and w.role == "topic"]
    return Found(entry, score, coverage, tuple(dict.fromkeys(missing)))


@dataclass(frozen=True, slots=True)
class _Held:
    """The folded syllables and pairs that an item and its plan's header have."""

    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, entry: Entry) -> "_Held":
        item, document = entry.item, entry.plan.document
        parts = (item.text, item.heading, item.timing_raw, document.title, *item.leads, *item.coordinators)
        lists = [syllables(part) for part in parts if part]
        return cls(frozenset(s for each in lists for s in each), frozenset(p for each in lists for p in pairwise(each)))


def _shares(topic: Topic, held: _Held) -> list[float]:
    """How far each term is accounted for, 0..1."""
    names = [term.syllable for term in topic.terms]
    shares = [_share(names, at, held) for at in range(len(names))]
    for phrase in topic.phrases:
        if _has_phrase(phrase.words, held):
            for at in range(phrase.start, phrase.end):
                shares[at] = max(shares[at], phrase.strength)
    return shares


def _share(names: Sequence[str], at: int, held: _Held) -> float:
    if names[at] not in held.syllables:
        return 0.0
    beside = [(names[k], names[k + 1]) for k in (at - 1, at) if 0 <= k < len(names) - 1]
    return 1.0 if not beside or any(pair in held.pairs for pair in beside) else _LOOSE


def _has_phrase(words: Sequence[str], held: _Held) -> bool:
    if len(words) == 1:
        return words[0] in held.syllables
    return all(pair in held.pairs for pair in pairwise(words))
