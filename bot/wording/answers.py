"""The wording of answers: an Answer in, a Message out. Nothing else words what the base says."""

from collections.abc import Callable, Iterator, Mapping

from bot.wording.duty import listed, word_danger, word_duty, word_own, word_point
from bot.wording.excerpt import shorten, wanted_of
from bot.wording.facts import word_became, word_document, word_holder, word_plans, word_which_plan
from bot.wording.lists import (
    late_when,
    whose,
    word_agency,
    word_count,
    word_done,
    word_due,
    word_figures,
    word_leaders,
    word_other_year,
    word_overdue,
    word_recent,
    word_reports,
    word_together,
    word_which,
)
from bot.wording.markup import Line, Message, italic, line, message
from bot.wording.paging import Page
from bot.wording.phrasing import examples, lines_in, name_of, names_of, places_of, reading_of, say, where
from knowledge.answering.answer import Answer, Reason
from knowledge.answering.assistant import MAX_LENGTH
from knowledge.answering.base import TaskBase
from knowledge.answering.weighing import phrases_of
from knowledge.names.owners import owner
from nlp.intent import Intent
from nlp.text import fold
from nlp.times import Period

_PASSAGE = 200
POLITE: frozenset[Reason] = frozenset({"greeting", "thanks", "not_understood", "empty"})
"""What is not told beside the answer to another question of the same message."""
Way = Callable[[Answer, TaskBase, Page], Iterator[Line]]


def word(answer: Answer, base: TaskBase, page: Page | None = None) -> Message:
    """The answer as a person reads it: first the answer itself, then the duty, then its source.

    Args:
        answer: what the base says.
        base: the base that it came from, for what it can tell instead.
        page: which part of its list is told; the screen that is asked for when None.
    """
    if page is None:
        page = Page(answer.question.more)
        if page.number and page.number * page.size >= len(answer.hits) + len(answer.running):
            return message(say("no_more"))
    first, *rest = _WAYS[answer.reason](answer, base, page)
    notes = (*_left(answer), *_understood(answer), *_moved(answer, base))
    return message(first, *notes, *rest, choices=_choices(answer))


def _left(answer: Answer) -> Iterator[Line]:
    """That the duty told is not of the place that was spoken of."""
    if answer.not_in:
        yield message(italic(say("not_in_place", place=answer.not_in))).lines[0]


def _understood(answer: Answer) -> Iterator[Line]:
    """How the question was read, where that is not plain: it went on from the last, or slips were mended."""
    question = answer.question
    mended = fold(question.text) != fold(question.typed) and answer.reason not in _SOCIAL
    if not (answer.carried or mended) or answer.outcome == "not_found":
        return
    if reading := reading_of(question, [hit.entry.item.text for hit in answer.shown]):
        yield message(italic(say("understood", reading=reading))).lines[0]


def _moved(answer: Answer, base: TaskBase) -> Iterator[Line]:
    """That a place of the answer belongs to the place of the question only since the provinces were merged, or that the
    plans are those of the place that the one of the question lies in.
    """
    for held in base.held_in(answer.question.text):
        yield message(italic(say("held", place=held.place, holder=held.holder))).lines[0]
    asked = {fold(place): place for place in answer.question.places}
    for place in dict.fromkeys(owner(hit.entry.plan.document) for hit in answer.shown):
        today = base.places.now(place) if place else None
        if place and today and today.changed and fold(place) not in asked and fold(today.name) in asked:
            yield message(italic(say("moved", old=place, new=today.name))).lines[0]


def _choices(answer: Answer) -> list[str]:
    if answer.reason in ("greeting", "help"):
        return examples()
    return []


def _greeting(_answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    yield from message(say("greeting"), say("try_instead", examples=f"“{examples()[0]}”")).lines


def _thanks(_answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    yield from message(say("thanks")).lines


def _help(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    if "beyond" in answer.question.cues:
        yield line(say("beyond"))
    yield from word_help()


def word_help() -> Iterator[Line]:
    """How to ask."""
    yield from message(say("help_head"), *(f"• {example}" for example in examples()), say("help_foot")).lines


def _nothing(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """Why there is no answer, and what could be asked instead."""
    yield from message(_reason(answer, base)).lines
    if answer.elsewhere:
        yield from message(say(_ELSEWHERE.get(answer.reason, "elsewhere"))).lines
        wanted = wanted_of(answer.question, base)
        for number, hit in page.part(answer.elsewhere):
            yield listed(hit, page, number, wanted)
    yield from word_own(answer)
    yield from word_recent(answer, page)
    yield from _passages(answer)


def _passages(answer: Answer) -> Iterator[Line]:
    """Where documents say what no duty tells."""
    if answer.passages:
        yield from message(say("passages_head")).lines
    for passage, plan in answer.passages:
        source = f"({name_of(plan.document)}, {lines_in(plan.file, passage.page, passage.lines)})"
        yield line("• ", shorten(passage.text, _PASSAGE), " ", italic(source))


def _reason(answer: Answer, base: TaskBase) -> str:
    named = where([place for place in answer.question.places if base.of_place(place)])
    plans = answer.plans or tuple(base.plans.values())
    if answer.reason == "no_topic" and not answer.missing:
        return say("no_topic_at_all", where=named)
    if answer.reason == "nothing_due" and answer.intent == "overdue":
        name = "nothing_all_past" if answer.recent else "nothing_overdue"
        return say(name, when=late_when(answer), about=_about(answer), whose=whose(answer), where=named)
    if answer.reason == "nothing_due" and answer.intent == "report":
        return say(
            "nothing_reported", when=_when(answer.period), about=_about(answer), whose=whose(answer), where=named
        )
    if not base.plans:
        return say("no_plans")
    if answer.reason == "no_kind":
        return say(_NO_KIND.get(answer.intent, "no_kind_report"), where=named)
    return say(
        _SAME.get(answer.reason, answer.reason),
        missing=_missing(answer),
        places=", ".join(places_of(base.plans.values())),
        plans=names_of([plan.document for plan in plans]),
        where=named,
        when=_when(answer.period),
        about=_about(answer),
        whose=whose(answer),
        example=f"“{examples()[0]}”",
        limit=MAX_LENGTH,
    )


def _when(period: Period | None) -> str:
    if period is None:
        return ""
    return say("when_until" if period.kind == "until" else "when_in", period=period.label)


def _about(answer: Answer) -> str:
    """The words by which the duties were narrowed, so that nobody reads more into it that none falls due."""
    words = phrases_of([word for word in answer.question.topic if word.role == "topic"])
    return say("about", topic=", ".join(f"“{each}”" for each in words)) if words else ""


def _missing(answer: Answer) -> str:
    if _SAME.get(answer.reason, answer.reason) == "no_topic":
        return ", ".join(f"“{each}”" for each in answer.missing)
    if answer.reason == "no_rhythm":
        return ", ".join(say(f"rhythm_{each}") for each in answer.missing)
    return ", ".join(answer.missing)


_NO_KIND: Mapping[Intent, str] = {"target": "no_kind_target", "funding": "no_kind_funding"}
_SAME: Mapping[Reason, Reason] = {"none_of_its_duties": "no_topic", "not_quite": "no_topic"}
"""Reasons that are told by the sentence of another, and differ in what follows it."""
_ELSEWHERE: Mapping[Reason, str] = {
    "not_its_duty": "of_others",
    "leads_none": "of_its_part",
    "no_together": "of_group",
    "no_target": "of_target",
    "no_source": "of_target",
    "no_number": "of_number",
    "nothing_due": "of_reports",
    "no_rhythm": "of_reports",
    "none_of_its_duties": "of_its_duties",
    "not_quite": "of_near",
}
_SOCIAL: frozenset[Reason] = frozenset({"greeting", "thanks", "help", "danger"})
_WAYS: Mapping[Reason, Way] = {
    "duty": word_duty,
    "several": word_duty,
    "point": word_point,
    "agency": word_agency,
    "count": word_count,
    "due": word_due,
    "overdue": word_overdue,
    "done": word_done,
    "leaders": word_leaders,
    "together": word_together,
    "which": word_which,
    "report": word_reports,
    "figures": word_figures,
    "document": word_document,
    "plans": word_plans,
    "which_plan": word_which_plan,
    "became": word_became,
    "greeting": _greeting,
    "thanks": _thanks,
    "help": _help,
    "danger": word_danger,
    "no_place": _nothing,
    "no_number": _nothing,
    "other_year": word_other_year,
    "no_agency": _nothing,
    "not_its_duty": _nothing,
    "leads_none": _nothing,
    "no_together": _nothing,
    "no_topic": _nothing,
    "none_of_its_duties": _nothing,
    "not_quite": _nothing,
    "no_point": _nothing,
    "no_kind": _nothing,
    "no_rhythm": _nothing,
    "no_appendix": _nothing,
    "no_target": _nothing,
    "no_source": _nothing,
    "no_phone": _nothing,
    "no_plans": _nothing,
    "no_plans_then": _nothing,
    "which_duty": _nothing,
    "nothing_due": _nothing,
    "nothing_done": _nothing,
    "nothing_such": _nothing,
    "no_leaders": _nothing,
    "no_holder": word_holder,
    "past_list": _nothing,
    "not_understood": _nothing,
    "empty": _nothing,
    "too_long": _nothing,
}
