"""A question with what it leaves unsaid, taken from what was spoken of before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.base import TaskBase
from knowledge.answering.context import ALONE, Context, in_plan
from knowledge.answering.entries import Entry
from knowledge.answering.named import covers
from knowledge.answering.shown import (
    asks_whether_of_shown,
    counts_there,
    is_bare,
    of_shown,
    speaks_of_shown,
    whether_of_shown,
)
from knowledge.answering.varied import OPEN, asks_own_list, in_topic, is_of_agency, leans, vary
from nlp.intent import Intent
from nlp.phrases import everywhere, names_post, that_agency
from nlp.question import Question
from nlp.text import fold

_OF_A_PLACE: frozenset[Intent] = frozenset(
    {"due", "overdue", "done", "report", "agency", "count", "which", "leaders", "funding", "target"}
)
"""questions for lists that are of the place spoken of where they name none"""
_OF_REPORTS = frozenset({"lead", "when", "recipient", "report"})
"""what is asked of all reports of a list at once: "ai nộp" """
_PARTS = {frozenset({"coordinate"}): {"coordinate", "partnering"}, frozenset({"lead"}): {"lead", "leading"}}
"""what a question asks that is only for one part of an agency's list: "có việc nào phối hợp không" """
_PAIR = 2
_OTHER = "khac"
_OTHER_PLACES = re.compile(rf"\b(?:tinh|noi|cho|dia phuong|huyen|thanh pho) {_OTHER}\b")
_PLACES = 6
"""other places that one answer is told of"""


def carry_over(question: Question, context: Context | None, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """The question with what it leaves unsaid, and the items it means when it asks more about those just shown."""
    if context is None:
        return question, ()
    bare = is_bare(question)
    if bare and context.failed and "followup" not in question.cues:
        return question, ()
    if again := _asked_again(question, context) or _of_other_places(question, context, base):
        return _in_years_there(again, question, base), ()
    if bare:
        return _bare(question, context, base)
    if question.point or question.intent in ALONE or not all(map(base.has_number, question.numbers)):
        return _same_facts(question, context), ()
    if _asks_of_signer(question, context):
        return replace(in_plan(question, context.plans[0].document), intent="document", fields=("signer",)), ()
    if question.has_topic:
        return _on_topic(question, context)
    if asks_whether_of_shown(question, context):
        return whether_of_shown(question, context), context.entries[:1]
    return _without_topic(question, context, base), ()


def _without_topic(question: Question, context: Context, base: TaskBase) -> Question:
    """A question without a topic that names something: a list of its own, or the last question asked otherwise."""
    if asks_own_list(question, context.question):
        of_agency = replace(question, intent="agency") if question.intent == "when" else question
        return _in_same_place(of_agency, context, base)
    if question.agencies and "documents" in question.cues and "followup" not in question.cues:
        return _in_same_place(
            question, context, base
        )  # of a document to be made: "các huyện phải xong kế hoạch khi nào"
    if leans(question, context.question):
        return _in_years_there(vary(question, context), question, base)
    return _in_same_place(question, context, base)


def _bare(question: Question, context: Context, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """A question that names nothing of its own: of the last list, of what is late there, or of what was just shown."""
    if list_ := _of_lister(question, context):
        return list_, ()
    if {"overdue", "list"} <= question.cues:
        last = context.question
        agencies = last.agencies if is_of_agency(last) or last.intent in ("count", "due") else ()
        return replace(question, places=last.places, documents=last.documents, agencies=agencies), ()
    meant = of_shown(question, context, base)
    return meant if meant != (question, ()) else (_in_same_place(question, context, base), ())


def _same_facts(question: Question, context: Context) -> Question:
    """A question for another document, for the facts that the last asked for: "ý tôi là kế hoạch Tân Yên"."""
    same = question.intent == context.question.intent == "document" and "followup" in question.cues
    return replace(question, fields=context.question.fields) if same and not question.fields else question


def _asks_of_signer(question: Question, context: Context) -> bool:
    """Whether it asks if who signed the document just told holds a post: "có phải giám đốc sở không"."""
    told = len(context.plans) == 1 and "signer" in context.question.fields
    named = question.places or question.numbers or question.period
    return told and question.asks_whether and not named and bool(names_post().search(fold(question.text)))


def _on_topic(question: Question, context: Context) -> tuple[Question, tuple[Entry, ...]]:
    """A question with a topic: its own, one that goes on from the last, or of how many the duty just told tells."""
    if speaks_of_shown(question, context):
        return in_topic(question, context), context.entries[:1]
    if counts_there(question, context):
        whole = replace(in_topic(question, context), intent="search", words=context.question.words)
        return whole, context.entries[:1]
    return (_go_on(question, context) if "followup" in question.cues else question), ()


def _asked_again(question: Question, context: Context) -> Question | None:
    """The last question asked of two places to compare, or of the agency spoken of: how many duties, which."""
    compares = "compare" in question.cues and not question.has_topic
    if compares and len(question.places) < _PAIR and context.beside:
        return _compare(question, context)
    if compares and not question.places and len(context.question.places) >= _PAIR:
        return vary(question, context)
    wants_more = not question.cues.isdisjoint({"list", "more"}) and not question.has_topic
    if wants_more and that_agency().search(question.text):
        return _of_its_lead(question, context)
    return vary(question, context) if _counts_or_lists(question, context) else None


def _of_lister(question: Question, context: Context) -> Question | None:
    """The question of the last list, asked again: to go on with it, or for who leads all of it and when."""
    asks = question.cues - {"followup", "list"}
    if context.lister is None or question.ordinal or question.point:
        return None
    if asks == {"more"}:
        return replace(context.lister, more=context.lister.more + 1)
    if len(context.listed) < _PAIR:
        return None
    if context.lister.intent == "report" and asks and asks <= _OF_REPORTS:
        return replace(context.lister, cues=(context.lister.cues - _OF_REPORTS) | asks | {"report"})
    if is_of_agency(context.lister) and "list" in question.cues and asks in _PARTS:
        return replace(context.lister, cues=context.lister.cues.difference(*_PARTS.values()) | _PARTS[asks])
    if is_of_agency(context.lister) and asks == {"when"} and context.entries == context.listed:
        dated = any(entry.has_day for entry in context.listed)
        which = replace(context.lister, intent="which", cues=context.lister.cues | {"dated", "list"})
        return which if dated else context.lister  # whose lines tell the times that are no days
    return context.lister if "those" in asks and asks <= {"those", "lead", "when"} else None


def _compare(question: Question, context: Context) -> Question:
    """The last question, asked of its places and those spoken of before."""
    last = context.question.places
    return vary(replace(question, places=tuple(dict.fromkeys((*context.beside, *(question.places or last))))), context)


def _of_its_lead(question: Question, context: Context) -> Question | None:
    """The duties of the agency that leads what was just told: "sở đó còn việc gì nữa"."""
    leads = context.entries[0].item.leads if len(context.entries) == 1 else []
    if not leads:
        return None
    of_plan = question if question.places else in_plan(question, context.entries[0].plan.document)
    return replace(of_plan, intent="agency", agencies=tuple(leads), documents=question.documents)


def _of_other_places(question: Question, context: Context, base: TaskBase) -> Question | None:
    """The last question asked of all places but those that were spoken of: "tỉnh khác thì sao"."""
    places = tuple(place for place in base.localities if place not in context.places)[:_PLACES]
    if not (asks_other_places(question) and context.places and places):
        return None
    words = tuple(word for word in question.words if word.token.folded != _OTHER)
    return vary(replace(question, words=words, places=places), context)


def asks_other_places(question: Question) -> bool:
    """Whether it only asks of places other than that spoken of."""
    own = [word for word in question.words if word.role == "topic" and word.token.folded != _OTHER]
    return not own and not question.places and bool(_OTHER_PLACES.search(fold(question.text)))


def _in_years_there(whole: Question, question: Question, base: TaskBase) -> Question:
    """A question asked again of another place, without the years of the plan spoken of where that place has none for
    them.
    """
    plans = [plan for place in question.places for plan in base.of_place(place)]
    if question.asked_years or not plans or not whole.asked_years:
        return whole
    if any(covers(plan.document, year) for plan in plans for year in whole.asked_years):
        return whole
    of_year = whole.period is not None and whole.period.kind == "year"
    return replace(whole, asked_years=(), period=None if of_year else whole.period)


def _counts_or_lists(question: Question, context: Context) -> bool:
    """Whether it counts the duties of the agency spoken of, or asks for them: "có mấy việc", "các việc của ban này"."""
    last = context.question
    if question.has_topic or question.agencies or not last.agencies or question.ordinal:
        return False
    return (
        question.intent == "count"
        or "compare" in question.cues
        or (last.intent == "became" and "list" in question.cues)
    )


def _in_same_place(question: Question, context: Context, base: TaskBase) -> Question:
    """A question for a list that names neither a place nor a document, asked where the last one was unless it says that
    all are meant, and where the duty just told is if it says to go on; of the agency spoken of, too, where it names
    none and the last was for its duties.
    """
    last = context.question
    there = context.places or context.place_in_focus
    named = question.numbers or question.places or not _has_such(base, there, question.documents)
    of_place = question.intent in _OF_A_PLACE or question.names_receiver
    if not of_place or named or everywhere().search(fold(question.text)):
        return question
    of_agency = last.intent in ("agency", "count") and question.intent != "leaders" and not question.documents
    agencies = question.agencies or (last.agencies if of_agency else ())
    goes_on = "followup" in question.cues or question.names_receiver
    places = (context.places if goes_on else last.places) or context.place_in_focus
    return replace(question, places=places, agencies=agencies)


def _has_such(base: TaskBase, places: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether places have documents of the kinds that a question names, or it names none: "trong chương trình"."""
    types = [fold(plan.document.type or "") for place in places for plan in base.of_place(place)]
    return not kinds or any(type_.startswith(tuple(kinds)) for type_ in types)


def _go_on(question: Question, context: Context) -> Question:
    """A new topic in the place and manner of the last question, unless that was for a document's own facts."""
    same = question.intent in OPEN and context.question.intent != "document"
    intent = context.question.intent if same else question.intent
    asks_place = "issuer" in question.cues and not question.documents
    places = () if asks_place else context.question.places
    return replace(question, intent="search" if asks_place else intent, places=question.places or places)
