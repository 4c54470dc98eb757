"""What the base says to a question: data without markup. How it is worded is told elsewhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, overload

from knowledge.answering.entries import Entry
from knowledge.answering.roles import Role
from knowledge.due import Due
from knowledge.models import Passage
from knowledge.storing.store import StoredPlan
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
    "done",
    "leaders",
    "together",
    "which",
    "report",
    "figures",
    "point",
    "count",
    "document",
    "plans",
    "became",
    "greeting",
    "thanks",
    "help",
    "danger",
    "no_place",
    "no_number",
    "other_year",
    "no_agency",
    "not_its_duty",
    "leads_none",
    "no_together",
    "no_topic",
    "none_of_its_duties",
    "not_quite",
    "no_point",
    "no_kind",
    "no_rhythm",
    "no_appendix",
    "no_target",
    "no_source",
    "no_phone",
    "nothing_due",
    "nothing_done",
    "nothing_such",
    "no_leaders",
    "no_holder",
    "no_plans",
    "no_plans_then",
    "which_plan",
    "which_duty",
    "past_list",
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


class Hits(Sequence[Hit]):
    """The items that an answer lists, in order. Of a long list only a screen is looked at, so each is made a hit when
    it is.
    """

    def __init__(self, entries: Sequence[Entry] = (), hit: Callable[[int], Hit] | None = None) -> None:
        """`entries`: the items; `hit` makes the hit of one, given its place."""
        self.entries = entries
        self._hit = hit or (lambda at: Hit(entries[at]))

    @classmethod
    def lazy(cls, entries: Sequence[Entry], hit: Callable[[Entry], Hit]) -> "Hits":
        """Hits that are made of items when they are looked at."""
        return cls(entries, lambda at: hit(entries[at]))

    @classmethod
    def of(cls, hits: Iterable[Hit]) -> "Hits":
        """Hits that are made already."""
        made = list(hits)
        return cls([hit.entry for hit in made], made.__getitem__)

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> "Hits": ...

    def __getitem__(self, at: int | slice) -> "Hit | Hits":
        places = range(len(self))
        if isinstance(at, slice):
            part = places[at]
            return Hits(self.entries[at], lambda place: self._hit(part[place]))
        return self._hit(places[at])

    def only(self, test: Callable[[Entry], bool]) -> "Hits":
        """Those whose items pass a test."""
        kept = [at for at, entry in enumerate(self.entries) if test(entry)]
        return Hits([self.entries[at] for at in kept], lambda place: self[kept[place]])

    def __add__(self, others: "Hits") -> "Hits":
        """These, then others."""
        own = len(self)
        return Hits([*self.entries, *others.entries], lambda at: self[at] if at < own else others[at - own])


@dataclass(frozen=True, slots=True)
class Answer:
    """What the base says to a question, on the day `today`."""

    question: Question
    today: date
    outcome: Outcome
    reason: Reason
    hits: Hits = field(default_factory=Hits)
    running: Hits = field(default_factory=Hits)
    """duties that run through the period without a day of their own."""
    roles: Mapping[Role, int] = field(default_factory=dict)
    """of an agency's list, how many of the hits have it in each role."""
    leaders: tuple[tuple[str, int], ...] = ()
    """agencies that lead duties, and how many each."""
    plans: tuple[StoredPlan, ...] = ()
    passages: tuple[tuple[Passage, StoredPlan], ...] = ()
    """where a document says it outside its duties."""
    missing: tuple[str, ...] = ()
    """what the question says and the base does not have."""
    unsaid: tuple[str, ...] = ()
    """words of the question that the duty told first does not have, though it is the one that fits."""
    period: Period | None = None
    elsewhere: tuple[Hit, ...] = ()
    """what other places have on it."""
    own: tuple[Hit, ...] = ()
    """what the agency of the question does where it has no part in the duty told: one of these may be meant."""
    recent: tuple[Hit, ...] = ()
    """beside what is overdue: what comes round again, or has another day ahead, and had one in the last weeks."""
    not_in: str = ""
    """the place that was spoken of, where it is another than that of the duty told, and tells of no such duty."""
    carried: bool = False
    """whether it goes on from the question before."""

    @property
    def intent(self) -> Intent:
        """What was asked."""
        return self.question.intent

    @property
    def shown(self) -> tuple[Hit, ...]:
        """What the first screen shows, best first."""
        return (*self.hits[:FIRST_SCREEN], *self.running[:FIRST_SCREEN])[:FIRST_SCREEN]


def nothing(question: Question, today: date, reason: Reason, missing: Iterable[str] = ()) -> Answer:
    """An answer that says why there is none."""
    return Answer(question, today, "not_found", reason, missing=tuple(missing))
