"""Which of many items may account for a topic, told without weighing each of them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.topic import Topic
from knowledge.answering.weighing import Pair, Said, Wanted, needs_of
from nlp.index import Index

_ROUNDING = 1e-9


def hopeful(base: TaskBase, topic: Topic, entries: Iterable[Entry], share: float) -> list[Entry]:
    """Those of many items that have enough words of a topic to account for a share of it; how these stand in them
    counts only where each is weighed.
    """
    few, traces = _near(base, topic, share), _traces(base, topic)
    spare = (1 - share + _ROUNDING) * needs_of(base, topic).total
    return [each for each in entries if each.at in few and _lacks(base.index, each, traces, spare) <= spare]


def may_tell_all(base: TaskBase, topic: Topic, share: float) -> bool:
    """Whether an item may account for a share of each word that tells what a topic is: not when none has one of them
    so.
    """
    needs = needs_of(base, topic)
    own = [at for at, word in enumerate(topic.words) if word.role == "topic"]
    signs = (_signs(needs.terms[at], needs.said_of(at)) for at in own)
    return all(any(part >= share and base.has(pair.row.split()) for pair, part in each) for each in signs)


@lru_cache(maxsize=1)
def _near(base: TaskBase, topic: Topic, share: float) -> set[int]:
    """Positions of the items that have one of the syllables of which an item must have one to account for a share of a
    topic: what else it asks is less than that. Those that few items have for what they tell are taken first.
    """
    needs, found = needs_of(base, topic), set[str]()
    rest = needs.total

    signs = [
        [term.word.syllable, *(_rarest(base, said) for said in needs.said_of(at))]
        for at, term in enumerate(needs.terms)
    ]

    def cost(at: int) -> float:
        return sum(map(base.count, signs[at])) / max(needs.terms[at].need, _ROUNDING)

    for at in sorted(range(len(needs.terms)), key=cost):
        if rest < (share - _ROUNDING) * needs.total:
            break
        rest -= needs.terms[at].need
        found.update(signs[at])
    return set[int]().union(*map(base.holding, found))


def _rarest(base: TaskBase, said: Said) -> str:
    """The syllable of a phrase that fewest items have: who has not this one has not the phrase."""
    words = {said.word.syllable, *(syllable for pair in said.pairs for syllable in pair.row.split())}
    return min(sorted(words), key=base.count)


class _Trace(NamedTuple):
    """What a term of a topic needs, and what share of it an item may account for, by what it has."""

    need: float
    texts: list[tuple[str, float]]
    """by characters in a row in the index, the largest share first."""
    labels: dict[tuple[str, ...], float]
    """by what is printed with it."""
    plans: dict[int, float]
    """by the header of its plan."""


@lru_cache(maxsize=1)
def _traces(base: TaskBase, topic: Topic) -> list[_Trace]:
    """The traces of each term of a topic, what is needed most first; kept as `needs_of` is."""
    needs = needs_of(base, topic)
    found = [_trace(base, term, needs.said_of(at)) for at, term in enumerate(needs.terms)]
    return sorted(found, key=lambda trace: -trace.need)


def _trace(base: TaskBase, term: Wanted, said: Iterable[Said]) -> _Trace:
    trace = _Trace(term.need, [], {}, {})
    for (chars, row), share in _signs(term, said):
        trace.texts.append((chars, share))
        labels, plans = base.around(row.split())
        for each in labels:
            trace.labels.setdefault(each, share)
        for plan in plans:
            trace.plans.setdefault(plan, share)
    return trace


def _signs(term: Wanted, said: Iterable[Said]) -> list[tuple[Pair, float]]:
    """Words and pairs with the share of a term that an item may account for which has them, the largest first."""
    signs = [(term.left, 1.0), (term.right, 1.0), (Pair(*term.word), term.apart)]
    signs += [(each.pairs[0] if each.pairs else Pair(*each.word), each.strength) for each in said]
    return sorted(signs, key=lambda sign: -sign[1])


def _lacks(index: Index, entry: Entry, traces: Iterable[_Trace], spare: float) -> float:
    """What an item surely does not account for; no further than it is more than can be spared."""
    words, lacked = index.words(entry.at), 0.0
    for need, texts, labels, plans in traces:
        share = next((share for chars, share in texts if chars in words), 0.0)
        if share < 1.0:
            share = max(share, labels.get(entry.labels, 0.0), plans.get(entry.plan.id, 0.0))
        lacked += need * (1.0 - share)
        if lacked > spare:
            break
    return lacked
