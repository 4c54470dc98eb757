"""Which items a question is about, and which of its words they do not account for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from knowledge.answering.base import Entry, TaskBase
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
_OF_WORD = 0.8
"""part of what a word of two syllables tells that goes to each: "pháp" and "lý" are common, "pháp lý" is not."""
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


@dataclass(frozen=True, slots=True, eq=False)
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
        times = [question.period.label] if question.period and seen else [str(year) for year in question.years]
        label = [Term(syllable, _PERIOD) for time in times for syllable in syllables(time)]
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
    needs, held = _needs(base, topic), _held(entry)
    shares = _shares(needs, held)
    covered = sum([each.need * share for each, share in zip(needs.terms, shares, strict=True)])
    coverage = covered / needs.total if needs.total else 0.0
    missing = [w for w, s in zip(topic.words, shares, strict=True) if s <= _PART and w.role == "topic"]
    if _is_elsewhere(needs, shares):
        coverage = min(coverage, _OTHER_PEOPLE)
    return Found(entry, score, coverage, phrases_of(missing) if missing else ())


def phrases_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Words as typed, those right beside each other as one phrase: "đuối nước"."""
    phrases: list[str] = []
    end = -2
    for word in words:
        if word.token.end == end:  # another syllable of the same: "kt-xh"
            continue
        if phrases and word.token.start - end <= 1:
            phrases[-1] += f" {word.token.text}"
        else:
            phrases.append(word.token.text)
        end = word.token.end
    return tuple(dict.fromkeys(phrases))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a text is written with: words as written, folded syllables, pairs of them side by side."""

    forms: frozenset[str]
    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> "_Held":
        """What one text is written with."""
        plain = syllables(text)
        return cls(frozenset(_FORM.findall(normalise(text).lower())), frozenset(plain), frozenset(pairwise(plain)))

    @classmethod
    def joined(cls, parts: Collection["_Held"]) -> "_Held":
        """All that some texts are written with; no pair goes from one to another."""
        return cls(
            frozenset().union(*[part.forms for part in parts]),
            frozenset().union(*[part.syllables for part in parts]),
            frozenset().union(*[part.pairs for part in parts]),
        )


_repeated = lru_cache(maxsize=1024)(_Held.of)
"""The same for names, headings and titles, which many items have in common."""


@lru_cache(maxsize=1024)
def _held(entry: Entry) -> _Held:
    """What an item and its plan's header are written with; kept, because the same items come up again and again."""
    item, document = entry.item, entry.plan.document
    others = (item.heading, item.timing_raw, document.title, document.number, *item.leads, *item.coordinators)
    return _Held.joined([_Held.of(item.text), *(_repeated(part) for part in others if part)])


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term of a topic, with what it takes for an item to account for it."""

    need: float
    syllable: str
    form: str | None
    """as it must be written; None when its marks do not matter."""
    beside: tuple[tuple[str, str], ...]
    """the pairs that it makes with its neighbours in the question."""
    apart: float
    """what it counts where the item has none of these pairs."""
    alone: frozenset[str]
    """the words by themselves that it may be; where the item has none of them it is only a part of another word."""

    def share(self, held: _Held) -> float:
        """How far an item accounts for it, 0..1."""
        if self.syllable not in held.syllables or (self.form is not None and self.form not in held.forms):
            return 0.0
        if not held.pairs.isdisjoint(self.beside):
            return 1.0
        return _PART if held.forms.isdisjoint(self.alone) else self.apart


class _Said(NamedTuple):
    """Another phrase for the terms from `start` to before `end`: one syllable, or pairs that must all be there."""

    syllable: str
    pairs: frozenset[tuple[str, str]]
    start: int
    end: int
    strength: float


class _Needs(NamedTuple):
    """All that it takes to account for a topic."""

    terms: list[_Wanted]
    total: float
    said: list[_Said]
    people: list[int]
    """which terms name people that a duty is for."""
    fields: list[int]
    """which name a field of work."""


@lru_cache(maxsize=1)
def _needs(base: TaskBase, topic: Topic) -> _Needs:
    """What a topic needs; kept while items are weighed for one question."""
    wanted = [_want(base, topic, at) for at in range(len(topic.terms))]
    return _Needs(
        terms=wanted,
        total=sum(each.need for each in wanted),
        said=[_Said(p.words[0], frozenset(pairwise(p.words)), p.start, p.end, p.strength) for p in topic.phrases],
        people=[at for at, word in enumerate(topic.words) if "people" in word.tags],
        fields=[at for at, word in enumerate(topic.words) if "fields" in word.tags],
    )


def _want(base: TaskBase, topic: Topic, at: int) -> _Wanted:
    term, beside = topic.terms[at], list(_neighbours(topic, at))
    words = [(a, b) for a, b in beside if base.is_compound(a.form or a.syllable, b.form or b.syllable)]
    known = term.form is None or base.index.knows(term.form)
    # Marks that no plan has are a slip ("đuồi nước") or another word ("sầu" is not "sâu"): its neighbour tells which.
    alone = frozenset() if words or not known else base.alone(term.syllable)
    tells = max(
        [base.index.idf(term.syllable), *(_OF_WORD * base.index.pair_idf(a.syllable, b.syllable) for a, b in words)]
    )
    return _Wanted(
        need=_NEED[topic.words[at].role] * tells,
        syllable=term.syllable,
        form=term.form if known else None,
        beside=tuple((a.syllable, b.syllable) for a, b in beside),
        apart=_BESIDE if beside else 1.0,
        alone=alone,
    )


def _shares(needs: _Needs, held: _Held) -> list[float]:
    """How far each term is accounted for, 0..1."""
    shares = [each.share(held) for each in needs.terms]
    for syllable, pairs, start, end, strength in needs.said:
        if syllable in held.syllables and pairs <= held.pairs:
            for at in range(start, end):
                shares[at] = max(shares[at], strength)
    return shares


def _is_elsewhere(needs: _Needs, shares: Sequence[float]) -> bool:
    """Whether the topic names people that the item is not for, or a field of work that it does not account for."""
    if any(shares[at] <= _BESIDE for at in needs.people):
        return True
    return any(shares[at] <= _PART for at in needs.fields)


def _neighbours(topic: Topic, at: int) -> Iterator[tuple[Term, Term]]:
    """The term with those typed right beside it, nothing but a blank between."""
    for k in (at - 1, at):
        if 0 <= k < len(topic.terms) - 1:
            one, two = topic.words[k].token, topic.words[k + 1].token
            if two.start - one.end <= 1:
                yield topic.terms[k], topic.terms[k + 1]
