"""The one plan that a talk is of: what is asked next, and names no other, is asked there first."""

from dataclasses import replace

from knowledge.answering.answer import Answer, Reason
from knowledge.answering.asked import Asked
from knowledge.answering.carrying import asks_other_places
from knowledge.answering.context import ALONE, OF_A_DUTY, Context, Focus, in_plan
from knowledge.answering.weighing import weigh
from knowledge.models import Document
from knowledge.names.owners import owner
from nlp.intent import Intent
from nlp.phrases import everywhere
from nlp.question import Question
from nlp.text import fold

_NOT_THERE: frozenset[Intent] = ALONE | {"holder", "unknown"}
_LISTS: frozenset[Intent] = frozenset({"target", "funding", "report", "due", "overdue", "done", "count", "which"})
_DUE: frozenset[Intent] = frozenset({"due", "overdue", "done", "count", "which", "leaders"})
_OF_TOPIC: frozenset[Reason] = frozenset({"duty", "report", "figures", "agency"})
"""answers whose first item tells of the topic of the question"""


def in_focus(question: Question, whole: Question, context: Context | None) -> Question | None:
    """The question asked of the plan that the talk is of; None where there is none, or it names where it asks.

    `question` is as typed, `whole` with what it left to the last.
    """
    plan = (
        context.focus.plan.document if context and context.focus and _reaches(context.focus, question, whole) else None
    )
    if plan is None or _names_where(question, whole, plan) or whole.intent in _NOT_THERE:
        return None
    if whole.numbers or set(whole.places) - {owner(plan)}:
        return None
    return replace(in_plan(whole, plan), point=whole.point)


def _reaches(focus: Focus, question: Question, whole: Question) -> bool:
    """Whether a question is likely asked of the plan alone: a topic always is, or what goes on from the last; a list
    for an agency where the plan or its place was named, of what falls due only where the plan itself was: there may be
    others of the place.
    """
    if focus.by == "plan" or question.has_topic or "followup" in question.cues:
        return True
    return focus.by == "place" and whole.intent not in _DUE


def is_told_there(asked: Asked, answer: Answer) -> bool:
    """Whether the plan spoken of tells what was asked: with all words of the topic, where it has one."""
    if answer.outcome == "not_found":
        return False
    return answer.reason not in _OF_TOPIC or not asked.question.has_topic or has_whole_topic(asked, answer)


def stays_there(asked: Asked, answer: Answer, elsewhere: Asked, told: Answer) -> bool:
    """Whether the plan spoken of is answered for although it does not tell all that was `asked`: where what is `told`
    of all plans (`elsewhere`) does not either. What all of them deny is denied of it for an agency or a list.
    """
    if has_whole_topic(elsewhere, told):
        return False
    if told.outcome == "not_found":
        return answer.outcome == "not_found" and (bool(asked.keys) or asked.question.intent in _LISTS)
    return answer.outcome != "not_found" or asked.question.intent in _LISTS


def has_whole_topic(asked: Asked, answer: Answer) -> bool:
    """Whether the first item of an answer has all words of the topic of the question."""
    first = answer.hits.entries[:1] if answer.reason in _OF_TOPIC else ()
    return any(not weigh(asked.base, asked.topic, entry).missing for entry in first)


def _names_where(question: Question, whole: Question, plan: Document) -> bool:
    """Whether a question says itself of what it is asked: a place, a number, another kind of document, all of them. In
    a question of a duty another kind of document may be what is to be made.
    """
    others = bool(question.documents) and not fold(plan.type or "").startswith(question.documents)
    others = others and not (whole.intent in OF_A_DUTY and question.has_topic)
    named = question.places or question.numbers or question.titles or others or "issuer" in question.cues
    return bool(named) or asks_other_places(question) or bool(everywhere().search(fold(question.text)))
