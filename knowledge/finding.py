"""Which items a question is about, and which of its words they do not account for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from knowledge.base import Entry, TaskBase
from nlp.index import Phrase, Term
from nlp.intent import Intent
from nlp.phrases import WordTest
from nlp.question import Question, Role, Word
from nlp.related import related
from nlp.text import normalise, syllables

_FORM = re.compile(r"[^\W_]+")
_RANK: Mapping[Role, float] = {"topic": 1.0, "generic": 0.25, "document": 0.25, "cue": 0.2}
"""what a word of each role weighs when items are ranked."""
_NEED: Mapping[Role, float] = {"topic": 1.0, "generic": 0.15, "document": 0.15, "cue": 0.0}
"""what it weighs when it is asked whether an item accounts for the question."""
_PERIOD = 0.3
_OF_A_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "search"})
_PART = 0.35
"""what a syllable counts of which the item has only another word: "phẩm" of "sản phẩm" for "thực phẩm"."""
_OTHER_PEOPLE = 0.3
_BESIDE = 0.7
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
    times: tuple[Term, ...] = ()
    """the period that the question names, as plans print it: it helps to tell duties apart, but need not be there."""

    @classmethod
    def of(cls, question: Question, joined: WordTest) -> "Topic":
        """The topic of a question; words that are only politeness or only ask are left out.

        `joined` tells which neighbouring syllables make one word.
        """
        words, terms = [], []
        for word in _telling(question):
            for syllable in syllables(word.token.text):
                words.append(word)
                form = word.token.text.lower() if word.token.marked else None
                terms.append(Term(syllable, _RANK[word.role], form))
        said = related([t.syllable for t in terms], [t.form for t in terms], joined)
        seen = _PERIOD if question.period and question.intent in _OF_A_DUTY else 0.0
        label = (
            [Term(syllable, seen) for syllable in syllables(question.period.label)] if question.period and seen else []
        )
        return cls(tuple(words), tuple(terms), tuple(said), tuple(label))

    @property
    def weight(self) -> int:
        """How much it tells: the number of its content words."""
        return sum(word.role == "topic" for word in self.words)


def _telling(question: Question) -> list[Word]:
    """The words that tell what a question is about; where none does, the names in it may: "quỹ bảo trợ trẻ em"."""
    if question.has_topic:
        return question.topic
    return [replace(word, role="topic") if word.role == "agency" else word for word in question.named_topic]


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
    scored = base.index.score((*topic.terms, *topic.times), topic.phrases, among, limit)
    return [weigh(base, topic, base.entries[position], score) for position, score in scored]


def weigh(base: TaskBase, topic: Topic, entry: Entry, score: float = 0.0) -> Found:
    """An item with the share of the topic that it accounts for; less than any bar when it is for other people."""
    shares = _shares(base, topic, _held(entry))
    needs = [_NEED[w.role] * base.index.idf(t.syllable) for w, t in zip(topic.words, topic.terms, strict=True)]
    total = sum(needs)
    coverage = sum(need * share for need, share in zip(needs, shares, strict=True)) / total if total else 0.0
    missing = [w for w, s in zip(topic.words, shares, strict=True) if s <= _PART and w.role == "topic"]
    if any("people" in word.tags for word in missing):
        coverage = min(coverage, _OTHER_PEOPLE)
    return Found(entry, score, coverage, phrases_of(missing))


def phrases_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Words as typed, those right beside each other as one phrase: "đuối nước"."""
    phrases: list[str] = []
    end = -2
    for word in words:
        if phrases and word.token.start - end <= 1:
            phrases[-1] += f" {word.token.text}"
        else:
            phrases.append(word.token.text)
        end = word.token.end
    return tuple(dict.fromkeys(phrases))


@dataclass(frozen=True, slots=True)
class _Held:
    """What an item and its plan's header are written with: words as written, folded syllables, pairs of them."""

    forms: frozenset[str]
    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=4096)
def _held(entry: Entry) -> _Held:
    """What an item is written with; kept, because the same items come up again and again."""
    item, document = entry.item, entry.plan.document
    printed = (item.text, item.heading, item.timing_raw, document.title, document.number)
    parts = [part for part in (*printed, *item.leads, *item.coordinators) if part]
    lists = [syllables(part) for part in parts]
    return _Held(
        forms=frozenset(_FORM.findall(normalise(" ".join(parts)).lower())),
        syllables=frozenset(s for each in lists for s in each),
        pairs=frozenset(pair for each in lists for pair in pairwise(each)),
    )


def _shares(base: TaskBase, topic: Topic, held: _Held) -> list[float]:
    """How far each term is accounted for, 0..1."""
    shares = [_share(base, topic, at, held) for at in range(len(topic.terms))]
    for phrase in topic.phrases:
        if _has_phrase(phrase.words, held):
            for at in range(phrase.start, phrase.end):
                shares[at] = max(shares[at], phrase.strength)
    return shares


def _share(base: TaskBase, topic: Topic, at: int, held: _Held) -> float:
    term = topic.terms[at]
    if term.syllable not in held.syllables:
        return 0.0
    if term.form is not None and term.form not in held.forms and base.index.knows(term.form):
        return 0.0
    beside = list(_neighbours(topic, at))
    if any((a.syllable, b.syllable) in held.pairs for a, b in beside):
        return 1.0
    in_word = any(base.is_word(a.form or a.syllable, b.form or b.syllable) for a, b in beside)
    if in_word or not base.is_alone(term.syllable):
        return _PART
    return _BESIDE if beside else 1.0


def _neighbours(topic: Topic, at: int) -> Iterator[tuple[Term, Term]]:
    """The term with those typed right beside it, nothing but a blank between."""
    for k in (at - 1, at):
        if 0 <= k < len(topic.terms) - 1:
            one, two = topic.words[k].token, topic.words[k + 1].token
            if two.start - one.end <= 1:
                yield topic.terms[k], topic.terms[k + 1]


def _has_phrase(words: Sequence[str], held: _Held) -> bool:
    if len(words) == 1:
        return words[0] in held.syllables
    return all(pair in held.pairs for pair in pairwise(words))
