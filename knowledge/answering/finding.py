"""Which items a question is about."""

from collections.abc import Sequence

from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.sifting import hopeful
from knowledge.answering.topic import Topic
from knowledge.answering.weighing import weigh

_MANY = 200
"""how many items are weighed in the time in which those that have a word are looked up."""


def find(base: TaskBase, topic: Topic, among: Sequence[range] | None, limit: int = 20) -> list[tuple[Entry, float]]:
    """Items that fit a topic by their wording and how well, best first.

    Args:
        base: where to look.
        topic: what to look for.
        among: stretches of ``base.entries`` to look at, in order; None for all.
        limit: how many at most.
    """
    if not topic.terms:
        return []
    scored = base.index.score((*topic.terms, *topic.times), topic.phrases, among, limit)
    return [(base.entries[position], score) for position, score in scored]


def fitting(base: TaskBase, topic: Topic, entries: Sequence[Entry], share: float) -> list[Entry]:
    """Those of many items that account for a share of a topic, in their order."""
    if len(entries) > _MANY:
        entries = hopeful(base, topic, entries, share)
    return [each for each in entries if weigh(base, topic, each).coverage >= share]
