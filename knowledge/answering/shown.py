"""Questions about what was just shown or listed: "thế phối hợp?", "cái thứ 2", "tôi tưởng Sở Y tế chứ"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from knowledge.answering.base import TaskBase
from knowledge.answering.context import OF_A_DUTY, Context, in_plan
from knowledge.answering.entries import Entry
from knowledge.answering.varied import in_topic, vary
from knowledge.models import Document, Kind
from nlp.intent import Intent
from nlp.points import Point
from nlp.question import Question
from nlp.text import fold, syllables

_OF_A_PLAN: frozenset[Intent] = frozenset({"document", "unknown", "when"})
_ONLY_OF_PLANS = frozenset({("scope",), ("basis",), ("sent_to",), ("title",)})
"""facts that only a document has"""
_MEANT: dict[str, Intent] = {
    **{"wording": "wording", "overdue": "when", "report": "report", "due": "when"},
    **{"product": "wording", "venue": "wording", "phone": "wording"},
}
"""what a question without a subject of its own asks of the item just shown."""
_IN_PLAN: dict[Intent, Kind | None] = {"target": "target", "funding": "funding", "report": "report", "count": None}
"""what a question without a subject of its own asks of the plan spoken of, unless the item just shown is such."""
_THAT = re.compile(r"\b(?:cai|viec|vu|chuyen) (?:do|nay|ay|kia)\W*$")
"""at the end of a question: the duty just told is its object"""
_HOW_MANY = re.compile(r"\b(?:may|bao nhieu) (\w+)")


def of_shown(question: Question, context: Context, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """A question without a subject of its own: of what was just shown or listed."""
    if question.ordinal and context.listed:
        return _of_list(question, context, question.ordinal)
    if question.point:
        return _of_point(question, context, base)
    if context.entries or context.plans:
        return _about(question, context)
    if "state" in question.cues and context.question.intent in OF_A_DUTY:
        return replace(question, intent="when"), ()
    last = context.question
    if question.intent == "document" or question.fields:
        return replace(question, intent="document", places=last.places, numbers=last.numbers), ()
    return question, ()


def _of_point(question: Question, context: Context, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """A point of the plan spoken of, the one nearest to the item just shown."""
    point, last = question.point, next(iter(context.entries), None)
    plan = context.plan or (last.plan if last else None)
    if point is None or plan is None:
        return question, ()
    whole = in_plan(question, plan.document)
    if question.intent == "count":
        return whole, ()
    near = _near(point, last, base.of_plan(plan.id))
    if near and (point.step or point.fits(near.ref)):
        return replace(whole, point=None), (near,)
    beside = near or last
    return replace(whole, point=point.beside(beside.ref) if beside else point), ()


def _near(point: Point, last: Entry | None, entries: Sequence[Entry]) -> Entry | None:
    """The item of a plan that a point means after another: the next, a sibling with that letter, or the likest."""
    if last and point.step:
        at = entries.index(last) + point.step
        return entries[at] if 0 <= at < len(entries) else None
    here = last.ref.split(".") if last else []
    if point.leans and point.letter:
        parents = [here, here[:-1]] if here else []
        fitting = [e for e in entries if point.fits(e.ref) and e.ref.split(".")[:-1] in parents]
    else:
        fitting = [e for e in entries if point.fits(e.ref) or point.holds(e.ref)]
    return max(fitting, key=lambda e: (_shared(e.ref.split("."), here), -len(e.ref)), default=None)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two references have in common from the left."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _about(question: Question, context: Context) -> tuple[Question, tuple[Entry, ...]]:
    """More about what was just shown: the plan's own facts, or the first item's lead, partners, time, wording."""
    if len(context.plans) > 1:  # of which one is not said: of those places, or asked back
        intent = "document" if question.fields else question.intent
        return replace(question, places=context.question.places, intent=intent), ()
    plan = (context.plans or [context.entries[0].plan])[0].document
    cited = not context.plans and _asks_number_cited(question, context.entries[0])
    fields = question.fields or (("issued",) if context.plans and question.intent == "when" else ())
    if context.plans and fields and _names_other(question, plan):
        fields, question = ("basis",), replace(question, cues=question.cues | {"basis"}, documents=())
    of_plan = question.intent in _OF_A_PLAN or (context.plans and fields in _ONLY_OF_PLANS)
    if fields and of_plan and not cited:
        return replace(in_plan(question, plan), intent="document", fields=fields), ()
    if question.intent in _IN_PLAN and not _asks_of(question.intent, context.entries[:1]):
        of_agency = context.question.agencies if "recipient" in question.cues else ()
        asked = replace(question, agencies=of_agency)
        return (in_plan(asked, context.plan.document) if context.plan else asked), ()
    return _about_first(question, context, cited) if context.entries else (question, ())


def _about_first(question: Question, context: Context, cited: bool) -> tuple[Question, tuple[Entry, ...]]:
    """More about the first item just shown, or about all; `cited`: the number of a document that it cites is asked."""
    if _wants_all(question):
        last = context.question
        return (replace(last, intent="count") if last.has_topic and last.intent in OF_A_DUTY else last), ()
    whole = in_topic(question, context)
    if cited:
        return replace(whole, intent="wording"), context.entries[:1]
    if "became" in question.cues:
        led, plan = context.entries[0].item.leads, (context.plans or [context.entries[0].plan])[0].document
        return replace(in_plan(question, plan), intent="became", agencies=tuple(led[:1])), ()
    if question.intent in OF_A_DUTY:
        return whole, context.entries[:1]
    if "overdue" in question.cues and context.question.intent not in OF_A_DUTY and len(context.entries) > 1:
        return vary(question, context), ()
    meant = next((intent for cue, intent in _MEANT.items() if cue in question.cues), None)
    if question.intent == "due" and not _is_of_it(question, context):
        return _due_there(question, context), ()
    return (replace(whole, intent=meant), context.entries[:1]) if meant else (question, ())


def _names_other(question: Question, plan: Document) -> bool:
    """Whether it means the document that a plan carries out: "chỉ thị đó" of a plan "thực hiện Chỉ thị"."""
    own, title = fold(plan.type or ""), fold(plan.title or "")
    return any(kind in title and not own.startswith(kind) for kind in question.documents)


def _asks_number_cited(question: Question, shown: Entry) -> bool:
    """Whether it asks the number of a document that the item shown cites, not of its plan: "quyết định số mấy"."""
    kinds = [kind for kind in question.documents if not fold(shown.plan.document.type or "").startswith(kind)]
    return "number" in question.fields and any(kind in fold(shown.text) for kind in kinds)


def _due_there(question: Question, context: Context) -> Question:
    """What is due where it was spoken of; of the list just told, when the soonest is asked for."""
    again = replace(vary(question, context), intent="due")
    return again if "soonest" in question.cues else replace(again, period=question.period)


def _is_of_it(question: Question, context: Context) -> bool:
    """Whether "thế hạn nào" is of the duty just told, not of all that is due: with a word that goes on from it."""
    return "followup" in question.cues and context.question.intent in OF_A_DUTY


def _asks_of(intent: Intent, shown: Sequence[Entry]) -> bool:
    """Whether a question of that kind may be of the item just shown, not of its plan."""
    kind = _IN_PLAN[intent]
    return any(entry.kind == kind or (kind == "report" and entry.item.report_to) for entry in shown)


def _of_list(question: Question, context: Context, number: int) -> tuple[Question, tuple[Entry, ...]]:
    """One of the items just listed; its wording, when nothing else is asked of it."""
    at = _place_in(number, context.listed)
    if at is None and (at := _at_ref(number, context.listed)) is None:
        return replace(question, point=None), ()
    asks = bool(question.cues & {"lead", "coordinate", "when"})
    whole = in_topic(question, context)
    return replace(whole, intent=whole.intent if asks else "wording", point=None), (context.listed[at],)


def _wants_all(question: Question) -> bool:
    """Whether a question only asks to list what was just asked: "liệt kê hết đi"."""
    return "list" in question.cues and question.cues <= {"list", "followup"} and not question.has_topic


def _place_in(number: int, listed: Sequence[Entry]) -> int | None:
    """Where the item with a number (1 the first, -1 the last) stands in a list; None behind its end."""
    at = number - 1 if number > 0 else number
    return at if -len(listed) <= at < len(listed) else None


def _at_ref(number: int, listed: Sequence[Entry]) -> int | None:
    """Where the item stands in a list that its plan prints under a number: "cái số 9" of a list of seven."""
    return next((at for at, entry in enumerate(listed) if at and entry.ref.split(".")[-1] == str(number)), None)


def past_list(question: Question, context: Context | None) -> int:
    """How many items were listed, where a question without a subject of its own asks for one behind them; else 0."""
    if context is None or not question.ordinal or not is_bare(question):
        return 0
    there = _place_in(question.ordinal, context.listed) is not None or _at_ref(question.ordinal, context.listed)
    return 0 if there else len(context.listed)


def counts_there(question: Question, context: Context) -> bool:
    """Whether it asks no more than how many there are of what the duty just told counts: "mấy lớp"."""
    named = question.agencies or question.places or question.period or question.numbers
    topic = [word.token.folded for word in question.words if word.role == "topic"]
    asked = _HOW_MANY.search(fold(question.text))
    if named or not context.entries or asked is None or topic != [asked[1]]:
        return False
    return context.entries[0].counts(asked[1])


def speaks_of_shown(question: Question, context: Context) -> bool:
    """Whether it asks of the one duty just told by a word of it: "ai lo tuyên truyền cái đó"."""
    named = question.agencies or question.places or question.numbers or question.period
    one = bool(context.entries) and context.question.intent in OF_A_DUTY and question.intent in OF_A_DUTY
    if named or not one or not _THAT.search(fold(question.text)):
        return False
    words = set(syllables(context.entries[0].text))
    return all(word.token.folded in words for word in question.topic if word.role == "topic")


def asks_whether_of_shown(question: Question, context: Context) -> bool:
    """Whether it asks for a yes or no of the duty just told: "tôi tưởng Sở Y tế chứ", "cuối năm là xong đúng không"."""
    named = question.places or question.documents or not (question.agencies or question.period)
    lists = question.cues & {"list", "count", "report", "overdue", "became", "funding", "target"}
    of_duty = bool(context.entries) and context.question.intent in OF_A_DUTY
    asks = question.asks_whether or "reason" in question.cues
    return asks and of_duty and not named and not lists


def whether_of_shown(question: Question, context: Context) -> Question:
    """The same of the duty just told: whether an agency coordinates or leads it, or what its time is."""
    intent: Intent = "coordinate" if "coordinate" in question.cues else "lead" if question.agencies else "when"
    return replace(in_topic(question, context), intent=intent)


def is_bare(question: Question) -> bool:
    """Whether a question names nothing of its own."""
    named = question.agencies or question.places or question.period or question.numbers or question.asked_years
    return not (question.has_topic or named)
