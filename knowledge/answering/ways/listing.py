"""What lists of duties have in common: which items the scope, the agencies and the topic of a question leave."""

from collections.abc import Sequence

from knowledge.answering.answer import Answer, Hits, Reason
from knowledge.answering.asked import Asked
from knowledge.answering.enough import sure
from knowledge.answering.entries import Entry
from knowledge.answering.finding import fitting
from knowledge.answering.lazy import Lazy
from knowledge.answering.ways.denial import missing_words


def wanted(asked: Asked, register: Sequence[Entry] | None = None) -> Sequence[Entry]:
    """The items of a register (without one, all) that the question's scope, agencies and topic leave, in the order of
    `Asked.concerned`.
    """
    return on_topic(asked, asked.concerned(register))


def off_topic(asked: Asked) -> Answer | None:
    """That nothing tells of the topic, where that is why there is nothing; else None."""
    if not asked.question.has_topic or not asked.concerned():
        return None
    return asked.nothing("no_topic", missing_words(asked, Lazy(())))


def on_topic(asked: Asked, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those of `entries` that fit the topic, when the question has one; where it tells no more than the title of some
    plans spoken of, those of these plans. In their order.
    """
    if not asked.question.has_topic:
        return entries
    if asked.scope.named and (titled := frozenset(asked.titled())):
        return [entry for entry in entries if entry.plan.id in titled]
    return fitting(asked.base, asked.topic, entries, sure(asked))


def without_parts(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Items without those that another of them tells in its wording, too: of a duty in the body and the parts of it in
    the appendix, or the other way round, only the whole.
    """
    listed, longer = frozenset(entries), asked.base.registers.longer
    return [each for each in entries if listed.isdisjoint(longer.get(each, ()))]


def list_of(asked: Asked, reason: Reason, entries: Sequence[Entry] = ()) -> Answer:
    """The answer that lists items, given in their order, for a reason."""
    hits = Hits.lazy(entries, asked.hit)
    return Answer(asked.question, asked.today, "answered", reason, hits, period=asked.question.period)
