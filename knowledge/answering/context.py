"""What was spoken of before: questions such as "thế phối hợp?" or "còn Khánh Hòa?" go on from it."""

from dataclasses import dataclass, replace

from knowledge.answering.answer import Answer
from knowledge.answering.entries import Entry
from knowledge.storing.store import StoredPlan
from nlp.intent import Intent
from nlp.question import Question, Word

_OF_A_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "wording", "search", "target", "funding"})
_OF_A_PLAN: frozenset[Intent] = frozenset({"document", "unknown", "when"})
_MEANT: dict[str, Intent] = {"wording": "wording", "overdue": "when", "report": "report"}
"""what a question without a subject of its own asks of the item just shown."""
_OPEN: frozenset[Intent] = frozenset({"search", "unknown", "agency", "due", "wording"})
_ALONE: frozenset[Intent] = frozenset({"greeting", "thanks", "help", "danger", "document", "plans", "became"})


@dataclass(frozen=True, slots=True)
class Context:
    """The last question and the items that answered it, best first."""

    question: Question
    entries: tuple[Entry, ...]
    plans: tuple[StoredPlan, ...] = ()
    """the plans whose own facts it told."""

    @classmethod
    def of(cls, answer: Answer) -> "Context | None":
        """What an answer leaves to go on from; None when there was nothing to speak of."""
        entries = tuple(hit.entry for hit in answer.shown)
        spoken = entries or answer.plans or answer.question.has_topic
        return cls(answer.question, entries, answer.plans) if spoken else None


def carry_over(question: Question, context: Context | None) -> tuple[Question, tuple[Entry, ...]]:
    """The question with what it leaves unsaid, and the items it means when it asks more about those just shown."""
    if context is None:
        return question, ()
    bare = not (question.has_topic or question.agencies or question.places or question.period or question.numbers)
    if bare and question.ordinal and context.entries:
        return _of_list(question, context, question.ordinal)
    if question.point:
        return question, ()
    if bare and (context.entries or context.plans):
        return _about(question, context)
    if question.intent in _ALONE:
        return question, ()
    if question.has_topic:
        return (_go_on(question, context), ()) if "followup" in question.cues else (question, ())
    return (_vary(question, context), ()) if not bare and _leans(question) else (question, ())


def _about(question: Question, context: Context) -> tuple[Question, tuple[Entry, ...]]:
    """More about what was just shown: the plan's own facts, or the first item's lead, partners, time, wording."""
    plan = (context.plans or [context.entries[0].plan])[0].document
    if question.fields and question.intent in _OF_A_PLAN:
        places = (plan.locality,) if plan.locality else ()
        return replace(question, intent="document", places=places, numbers=(plan.number,) if plan.number else ()), ()
    if not context.entries:
        return question, ()
    whole = _in_topic(question, context)
    if question.intent in _OF_A_DUTY:
        return whole, context.entries[:1]
    for cue, intent in _MEANT.items():
        if cue in question.cues:
            return replace(whole, intent=intent), context.entries[:1]
    return question, ()


def _of_list(question: Question, context: Context, number: int) -> tuple[Question, tuple[Entry, ...]]:
    """One of the items just listed; its wording, when nothing else is asked of it."""
    at = number - 1 if number > 0 else number
    if not -len(context.entries) <= at < len(context.entries):
        return replace(question, point=None), ()
    asks = bool(question.cues & {"lead", "coordinate", "when"})
    return replace(question, intent=question.intent if asks else "wording", point=None), (context.entries[at],)


def _in_topic(question: Question, context: Context) -> Question:
    """The question with the topic and place that are spoken of, so that the next one can go on from them."""
    last = context.question
    return replace(question, words=(*_without_names(last), *question.words), places=question.places or last.places)


def _leans(question: Question) -> bool:
    """Whether a question without a topic of its own goes on from the last: "còn Sở Y tế?", "thế tháng sau?"."""
    return "followup" in question.cues or question.intent in ("search", "unknown", "lead", "coordinate", "when")


def _go_on(question: Question, context: Context) -> Question:
    """A new topic in the place and manner of the last question."""
    intent = context.question.intent if question.intent in _OPEN else question.intent
    return replace(question, intent=intent, places=question.places or context.question.places)


def _vary(question: Question, context: Context) -> Question:
    """The last question with another place, agency or period."""
    last = context.question
    intent = last.intent if question.intent in _OPEN else question.intent
    return replace(
        question,
        intent=intent,
        words=(*_without_names(last), *question.words),
        cues=question.cues | last.cues,
        places=question.places or last.places,
        agencies=question.agencies or last.agencies,
        period=question.period or last.period,
        numbers=question.numbers or (() if question.places else last.numbers),
        documents=question.documents or (() if question.places else last.documents),
    )


def _without_names(last: Question) -> tuple[Word, ...]:
    return tuple(word for word in last.words if word.role in ("topic", "generic", "cue"))
