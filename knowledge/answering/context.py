"""What was spoken of before: questions such as "thế phối hợp?" or "còn Khánh Hòa?" go on from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from knowledge.answering.answer import Answer
from knowledge.answering.entries import Entry
from knowledge.models import Document
from knowledge.names.owners import owner
from knowledge.storing.store import StoredPlan
from nlp.intent import Intent
from nlp.keys import is_syllable
from nlp.question import Question
from nlp.text import fold, syllables

ALONE: frozenset[Intent] = frozenset({"greeting", "thanks", "help", "danger", "document", "plans", "became"})
"""questions that go on from nothing"""
OF_A_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "wording", "search", "target", "funding"})
"""questions of one duty, of which more may be asked"""


_TITLE = 3
"""syllables of a title that name a plan"""


class Focus(NamedTuple):
    """The one plan that a talk is of, and what told so: that the plan was pointed at by its number, kind or title, its
    place alone, or a duty of it alone.
    """

    plan: StoredPlan
    by: Literal["plan", "place", "duty"]


@dataclass(frozen=True, slots=True)
class Context:
    """The last question and the items that answered it, best first."""

    question: Question
    entries: tuple[Entry, ...]
    plans: tuple[StoredPlan, ...] = ()
    """the plans whose own facts it told."""
    listed: tuple[Entry, ...] = ()
    """the items of the last list, which "cái thứ 2" counts from."""
    lister: Question | None = None
    """the question that this list answered."""
    beside: tuple[str, ...] = ()
    """the places that were spoken of before those of the question, for a comparison."""
    focus: "Focus | None" = None
    """the one plan that the talk is of."""
    failed: bool = False
    """whether another question was asked since, of which the plans tell nothing: only one that says so goes on."""

    @classmethod
    def of(cls, answer: Answer, before: "Context | None" = None) -> "Context | None":
        """What an answer leaves to go on from, after what was spoken of `before`; None when there was nothing to speak
        of. One item told of a list, or nothing found, does not end the list; words that no plan has, or what became of
        an agency just told, end nothing.
        """
        if answer.reason in ("not_understood", "past_list") or (answer.reason == "became" and answer.carried):
            return before
        if before and _tells_nothing(answer, before.question):
            return before if _is_noise(answer) else replace(before, failed=True)
        told = answer.elsewhere if answer.reason == "other_year" else answer.shown
        entries = tuple(hit.entry for hit in told)
        if answer.reason == "became" and before and before.question.intent in OF_A_DUTY:
            return replace(before, question=answer.question)
        if not entries and (other := _only_elsewhere(answer)):
            return cls(in_plan(answer.question, other.plan.document), (other,), (), (other,), answer.question)
        focus = _focus(answer, entries, before)
        named = answer.question.has_topic or answer.question.places
        spoken = entries or answer.plans or named or answer.reason == "became"
        goes_on = before is not None and _is_of_list(answer.question, entries, before)
        listed, lister = (before.listed, before.lister) if before and goes_on else (entries, answer.question)
        beside = _beside(answer.question, before) if before else ()
        question = answer.question
        if entries and question.asks_whether and question.intent in OF_A_DUTY:
            question = replace(question, agencies=())  # whom it was asked of has perhaps no part in the duty
        return cls(question, entries, answer.plans, listed, lister, beside, focus) if spoken else None

    @property
    def plan(self) -> StoredPlan | None:
        """The one plan that was spoken of, if it was one."""
        plans = {plan.id: plan for plan in [*self.plans, *[entry.plan for entry in self.entries]]}
        return next(iter(plans.values())) if len(plans) == 1 else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places that were spoken of: those of the question, else that of the duty that answered it."""
        told = owner(self.entries[0].plan.document) if self.entries and self.question.intent in OF_A_DUTY else None
        return self.question.places or ((told,) if told else ())

    @property
    def place_in_focus(self) -> tuple[str, ...]:
        """Where the plan is that the talk is of, if it was named."""
        told = owner(self.focus.plan.document) if self.focus and self.focus.by != "duty" else None
        return (told,) if told else ()


def _focus(answer: Answer, entries: Sequence[Entry], before: Context | None) -> Focus | None:
    """The one plan that an answer is of, where its question names it, or a duty that only it has was asked for; else
    that spoken of before, where the answer begins with it.
    """
    last = before.focus if before else None
    plans = {plan.id: plan for plan in (*answer.plans, *(entry.plan for entry in entries))}
    if not plans:
        return last
    first, question = next(iter(plans.values())), answer.question
    if last and last.plan.id == first.id:
        return last
    if len(plans) > 1 or answer.outcome != "answered":
        return None
    if question.numbers or question.titles or question.documents or _is_titled(question, first.document):
        return Focus(first, "plan")
    if question.places:
        return Focus(first, "place")
    return Focus(first, "duty") if answer.reason == "duty" else None


def _is_titled(question: Question, document: Document) -> bool:
    """Whether much of what a question is about is a document's title: "Tháng hành động vì người cao tuổi treo băng rôn
    từ ngày nào".
    """
    title, own = set(syllables(document.title or "")), [word.token.folded for word in question.topic]
    told = sum(syllable in title for syllable in own)
    return told >= _TITLE and 2 * told >= len(own)


def _tells_nothing(answer: Answer, before: Question) -> bool:
    """Whether a question that brought a topic of its own found it in no plan."""
    own = {word.token.folded for word in answer.question.topic} - {word.token.folded for word in before.topic}
    unlike = answer.reason in ("none_of_its_duties", "not_quite", "no_target", "no_source")
    nothing = unlike or (answer.reason == "no_topic" and not answer.elsewhere)
    return nothing and bool(own)


def _is_of_list(question: Question, entries: Sequence[Entry], before: "Context") -> bool:
    """Whether what was told does not end the list told before: one item of it, or none, and no agency but that of the
    list is named.
    """
    lister = before.lister
    others = lister and lister.agencies and question.agencies and question.agencies != lister.agencies
    return not others and (not entries or (len(entries) == 1 and entries[0] in before.listed))


def _is_noise(answer: Answer) -> bool:
    """Whether what no plan has was hardly meant as a topic: a syllable by itself, of a question that asks nothing or
    that is no word at all.
    """
    lacks = [fold(phrase) for phrase in answer.missing]
    single = bool(lacks) and not any(" " in phrase for phrase in lacks)
    return single and (answer.intent == "search" or not any(map(is_syllable, lacks)))


def _only_elsewhere(answer: Answer) -> Entry | None:
    """The one duty of another place that was told instead."""
    one = answer.reason == "no_topic" and len(answer.elsewhere) == 1
    return answer.elsewhere[0].entry if one else None


def _beside(question: Question, before: Context) -> tuple[str, ...]:
    """The places spoken of before those of a question."""
    last = before.question.places
    return last if last and question.places and last != question.places else before.beside


def in_plan(question: Question, plan: Document) -> Question:
    """The question asked of one plan."""
    return replace(
        question,
        places=(whose,) if (whose := owner(plan)) else (),
        numbers=(plan.number,) if plan.number else (),
        documents=(fold(plan.type),) if plan.type else (),
    )
