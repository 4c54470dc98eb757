"""A question with what the base makes of its names: where to look, for what, for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from knowledge.answering.answer import Answer, Hit, Reason, nothing
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.finding import Topic
from knowledge.answering.roles import Role, role_of
from knowledge.answering.scope import Scope, scope_of
from knowledge.due import Due, due_dates, next_due
from nlp.question import Question
from nlp.text import fold
from nlp.times import Period

_ALIKE = 72
"""Likeness of two wordings (rapidfuzz, 0..100) above which only one is shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ways of answering work on."""

    base: TaskBase
    question: Question
    today: date
    scope: Scope
    topic: Topic
    keys: tuple[str, ...]
    """keys of the agencies that the question names."""
    pinned: tuple[Entry, ...] = ()
    """the items spoken of before, when the question goes on from them."""

    @classmethod
    def of(
        cls, base: TaskBase, question: Question, today: date, pinned: Sequence[Entry] = (), plan: int | None = None
    ) -> "Asked":
        """The question as the base understands it; `plan` is spoken of where the question names none."""
        keys = tuple(dict.fromkeys(key for name in question.agencies for key in base.keys_of(name)))
        scope, topic = scope_of(base, question, plan), Topic.of(question, base.is_word)
        return cls(base, question, today, scope, topic, keys, tuple(pinned))

    def role(self, entry: Entry) -> Role | None:
        """What the agencies of the question are in an item."""
        return role_of(self.base.catalogue, entry, self.keys, self.question.agencies) if self.keys else None

    def hit(self, entry: Entry, score: float = 0.0, due: Iterable[Due] | None = None) -> Hit:
        """An item as a hit; without `due` its next day from today, or its last."""
        days = self._next(entry) if due is None else tuple(due)
        return Hit(entry, score, days, self.role(entry), tuple(self.base.twins.get(entry.id, ())))

    def due_in(self, entry: Entry, period: Period) -> list[Due]:
        """The days in a period on which an item falls due."""
        return due_dates(entry.timings, entry.since, entry.until, period)

    def _next(self, entry: Entry) -> tuple[Due, ...]:
        day = next_due(entry.timings, entry.since, entry.until, self.today)
        return (day,) if day else ()

    def nothing(self, reason: Reason, missing: Iterable[str] = ()) -> Answer:
        """An answer that says why there is none."""
        return nothing(self.question, self.today, reason, missing)


def without_twins(base: TaskBase, entries: Iterable[Entry]) -> list[Entry]:
    """Entries in order, of those that tell the same duty in nearly the same words only the first."""
    kept: list[Entry] = []
    seen: set[int] = set()
    for entry in entries:
        if entry.id not in seen:
            kept.append(entry)
            seen.add(entry.id)
            seen.update(twin.id for twin in alike_twins(base, entry))
    return kept


def alike_twins(base: TaskBase, entry: Entry) -> list[Entry]:
    """The items that tell the same duty in nearly the same words."""
    return [twin for twin in base.twins.get(entry.id, ()) if alike(entry, twin)]


@lru_cache(maxsize=65_536)
def alike(one: Entry, other: Entry) -> bool:
    """Whether two wordings are nearly the same: a twin may also be a part of the other only."""
    return fuzz.token_sort_ratio(fold(one.item.text), fold(other.item.text)) >= _ALIKE
