"""What the base says to a question: data without markup. How it is worded is told elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.answering.base import Entry
from knowledge.answering.roles import Role
from knowledge.due import Due
from knowledge.storing.store import StoredPassage, StoredPlan
from nlp.intent import Intent
from nlp.question import Question
from nlp.times import Period

Outcome = Literal["answered", "ambiguous", "not_found"]
Reason = Literal[
    "duty",
    "several",
    "agency",
    "due",
    "overdue",
    "report",
    "figures",
    "point",
    "count",
    "document",
    "plans",
    "became",
    "passage",
    "greeting",
    "thanks",
    "help",
    "danger",
    "no_place",
    "no_number",
    "no_agency",
    "not_its_duty",
    "no_topic",
    "no_point",
    "no_kind",
    "no_target",
    "nothing_due",
    "no_plans",
    "which_plan",
    "which_duty",
    "not_understood",
    "empty",
    "too_long",
]
"""What the answer rests on, or why there is none: the first sentence is worded by it."""

FIRST_SCREEN = 8
"""How many items an answer shows at once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that the answer shows."""

    entry: Entry
    score: float = 0.0
    due: tuple[Due, ...] = ()
    """when it falls due: in the period asked for, or next."""
    role: Role | None = None
    """what the agency of the question is in it."""
    twins: tuple[Entry, ...] = ()
    """items of the same plan that tell the same duty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the base says to a question, on the day `today`."""

    question: Question
    today: date
    outcome: Outcome
    reason: Reason
    hits: tuple[Hit, ...] = ()
    running: tuple[Hit, ...] = ()
    """duties that run through the period without a day of their own."""
    plans: tuple[StoredPlan, ...] = ()
    passages: tuple[tuple[StoredPassage, StoredPlan], ...] = ()
    missing: tuple[str, ...] = ()
    """what the question says and the base does not have."""
    period: Period | None = None
    elsewhere: tuple[Hit, ...] = ()
    """what other places have on it."""
    carried: bool = False
    """whether it goes on from the question before."""

    @property
    def intent(self) -> Intent:
        """What was asked."""
        return self.question.intent

    @property
    def shown(self) -> tuple[Hit, ...]:
        """What the first screen shows, best first."""
        return (self.hits + self.running)[:FIRST_SCREEN]


def nothing(question: Question, today: date, reason: Reason, missing: Iterable[str] = ()) -> Answer:
    """An answer that says why there is none."""
    return Answer(question, today, "not_found", reason, missing=tuple(missing))
