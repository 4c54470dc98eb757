"""The wording of answers about one duty: who, with whom, when, and where that is printed."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from bot.wording.excerpt import Wanted, excerpt, shorten, wanted_of
from bot.wording.heirs import heir_notes, word_heirs
from bot.wording.markup import Line, bold, italic, line, quote
from bot.wording.paging import Page
from bot.wording.phrasing import (
    details_beside,
    in_figures,
    joined,
    name_of,
    names_of,
    place_of,
    places_of,
    recipients,
    say,
    source_of,
)
from bot.wording.times import age_note, asked_timings, day_of, no_deadline, timing_of, told_time
from knowledge.answering.answer import Answer, Hit
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.details import asked_details, speaks_of_hotline, told_phone
from knowledge.answering.roles import partner_group
from knowledge.due import Due, Schedule, Stretch
from nlp.question import Question
from nlp.text import fold, squeeze
from nlp.times import format_date

_DUTY = 280
_OTHER = 110
_NO_WORDS: Wanted = {}
_NAMES = 160
_OTHERS = 4
_WHO = re.compile(r"\b(?:ai|(?:so|don vi|co quan|ben|phong|ban) nao)\b")
_OF_PARTS = frozenset({"lead", "coordinate", "when", "search"})
"""questions that may ask whether an agency has a part in a duty"""
_SHARES = "Phối hợp"
"""how a duty under an agency's heading begins that the agency does with others"""
_UNTOLD = {"meaning": "no_meaning", "reason": "no_reason"}
"""by the cue of a question that no document answers: the sentence that says so, before what it does tell"""
_YEAR = timedelta(days=365)


def word_duty(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """The duty asked for, then the others that fit, unless a button leads to them. Several that fit equally: each with
    its lead.
    """
    if answer.reason == "several":
        yield from _several(answer, base, page)
        return
    if "which_document" in answer.question.cues:
        plans = {entry.plan.id: entry.plan.document for entry in answer.hits.entries}
        yield line(bold(say("told_in", places=names_of(list(plans.values())))))
    elif _asks_where(answer.question):
        yield line(bold(say("told_in", places=", ".join(places_of(entry.plan for entry in answer.hits.entries)))))
    places = {entry.plan.id for entry in answer.hits.entries}
    together = answer.hits if len(answer.question.places) > 1 and len(places) > 1 else answer.hits[:1]
    for hit in together:
        if len(together) > 1:
            yield line(bold(name_of(hit.entry.plan.document)))
        yield from _one(answer, hit, base)
        if answer.unsaid and hit is together[0]:
            yield line(say("unsaid", words=", ".join(f"“{each}”" for each in answer.unsaid)))
    if answer.missing and len(together) < len(answer.question.places):
        yield line(say("compare_missing", places=", ".join(answer.missing)))
    yield from word_own(answer)
    if not page.turned:
        yield from _others([hit for hit in answer.hits if hit not in together], wanted_of(answer.question, base))


def word_own(answer: Answer) -> Iterator[Line]:
    """What the agency of the question does, where it has no part in the duty told."""
    if answer.own:
        yield line(say("of_its_duties"))
        yield from map(listed, answer.own)


def _asks_where(question: Question) -> bool:
    """Whether it is asked which place's plan tells of a duty: "tỉnh nào có nói về đuối nước"."""
    return question.intent == "search" and "issuer" in question.cues and question.has_topic and not question.places


def word_point(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """Points by their number: the whole wording, who leads, with whom, when."""
    for hit in answer.hits[:3]:
        yield line(bold(f"{name_of(hit.entry.plan.document)}, {place_of(hit.entry.item)}"))
        yield quote(squeeze(hit.entry.item.text))
        yield from facts(hit, told=())
        yield line(italic(say("source", source=source_of(hit.entry))))
    yield from _others(answer.hits[3:], {})


def word_danger(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """A child in danger: whom to call comes before anything else."""
    yield line(bold(say("danger")))
    yield line(bold(say("danger_urgent")))
    if answer.hits:
        yield line()
        yield line(say("danger_duties"))
        for hit in answer.hits:
            yield listed(hit)


def _one(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    yield from _first(answer, hit, base)
    item = hit.entry.item
    if answer.intent == "wording":
        yield quote(squeeze(item.text))
    else:
        yield line(excerpt(item.text, wanted_of(answer.question, base), _DUTY))
    details = asked_details(item, answer.question.cues).values()
    yield from facts(hit, told=(*_told_first(answer), *chain.from_iterable(details)))
    yield from map(line, twin_notes(hit, with_partners=answer.intent == "coordinate"))
    if "now" not in answer.question.cues:
        yield from word_heirs(hit.entry, answer.today)
    if (note := age_note(hit, answer.today)) and answer.intent == "when":
        yield line(italic(note))
    yield line(italic(say("source", source=source_of(hit.entry))))


def _first(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    """The line that answers the question; none when the wording itself does."""
    untold = (name for cue, name in _UNTOLD.items() if cue in answer.question.cues)
    yield from (line(say(name)) for name in untold)
    if "now" in answer.question.cues:
        yield from (line(bold(note)) for note in heir_notes(hit.entry, answer.today))
    yield from _details(answer.question, hit)
    yield from _whether(answer, hit, base)
    if answer.intent == "lead" or (answer.intent == "when" and _asks_who(answer.question)):
        yield lead_line(hit.entry)
    if answer.intent == "coordinate":
        if answer.question.asks_both:
            yield lead_line(hit.entry)
        yield from _coordinators(answer, hit, base)
    if answer.intent == "when" and not asks_state(answer):
        yield _timing(answer, hit)
    if asks_state(answer):
        yield line(bold(state_of(answer, hit)))


def _details(question: Question, hit: Hit) -> Iterator[Line]:
    """What is asked beside who and when: the product, the place, a number to call; that it is not told."""
    for cue, details in asked_details(hit.entry.item, question.cues).items():
        yield from (line(bold(each)) for each in details)
        if not details and cue == "product":
            yield line(bold(say("product_none")))
    if _asks_phone(question):
        words = told_phone(hit.entry.item)
        yield line(bold(say("phone_said", words=words) if words else say("phone_none")))


def _asks_phone(question: Question) -> bool:
    """Whether a number to call is asked for: "số điện thoại", "đường dây nóng số mấy"."""
    return "phone" in question.cues or ("number" in question.cues and speaks_of_hotline(question.text))


def _whether(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    """That an agency does not lead, or has no part at all, where it was asked whether it does."""
    question = answer.question
    if not question.asks_whether or not question.agencies or answer.intent not in _OF_PARTS:
        return
    agency = joined(question.agencies)
    if group := partner_group(base.catalogue, hit.entry, question.agencies) if hit.role in (None, "group") else None:
        yield line(bold(say("in_partners", agency=agency, group=group)))
    elif hit.role is None:
        yield line(bold(say("part_none", agency=agency)))
    elif hit.role == "coordinate" and answer.intent != "coordinate":
        yield line(bold(say("part_coordinates", agency=agency)))


def _told_first(answer: Answer) -> tuple[str, ...]:
    """The facts that the first lines tell."""
    if asks_state(answer):
        return ("state",)
    both = answer.question.asks_both or (answer.intent == "when" and _asks_who(answer.question))
    return ("lead", answer.intent) if both else (answer.intent,)


def _asks_who(question: Question) -> bool:
    """Whether a question for a time asks who leads, too: "ai chủ trì và hạn khi nào"."""
    return "lead" in question.cues and bool(_WHO.search(fold(question.text)))


def asks_state(answer: Answer) -> bool:
    """Whether it is asked how far a duty has come: "xong chưa", "còn hạn không"."""
    return "state" in answer.question.cues and answer.intent in ("lead", "coordinate", "when", "report")


def state_of(answer: Answer, hit: Hit) -> str:
    """How far a duty has come, as its document tells: done, past its day, or when it is due."""
    item, today = hit.entry.item, answer.today
    schedule = replace(hit.entry.schedule, timings=asked_timings(item, answer.question))
    if item.status:
        return say("done", status=item.status)
    asked = schedule.days(answer.question.period) if answer.question.period else []
    late = asked[-1] if asked and asked[-1].on < today else None
    if late is None and (ahead := schedule.next(today)):
        return _still_due(schedule, ahead, today)
    if late := late or schedule.overdue(today):
        return say("state_late", days=in_figures((today - late.on).days), day=format_date(late.on))
    return say("state_open", timing=timing_of(item)) if item.timings else no_deadline(item)


def _still_due(schedule: Schedule, ahead: Due, today: date) -> str:
    """The day that is to come, and the last one where there are several."""
    facts = {"day": format_date(ahead.on), "far": day_of(ahead.on, today)}
    if ahead.on == today:
        return say("state_today", **facts)
    gone = schedule.days(Stretch(today - _YEAR, today - timedelta(days=1)))
    if not gone:
        return say("state_ahead", **facts)
    return say("state_round", last=format_date(gone[-1].on), past=day_of(gone[-1].on, today), **facts)


def lead_line(entry: Entry) -> Line:
    """Who leads, or that the document does not tell."""
    item = entry.item
    if not item.leads:
        return line(bold(say("lead_none")))
    shares = item.lead_from == "heading" and item.text.startswith(_SHARES)
    name = "lead_addressee" if item.lead_from == "addressee" else "lead_shares" if shares else "lead"
    return line(bold(opening(say(name, agencies=joined(item.leads)))))


def _coordinators(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    item, asked = hit.entry.item, answer.question.agencies
    if asked and hit.role and (answer.question.asks_whether or "lead" not in answer.question.cues):
        keys = {base.catalogue.key(name): name for name in asked}
        for key, name in keys.items():
            if key in hit.entry.coordinators:
                yield line(bold(say("coordinates", agency=name)))
    elif asked and not answer.question.asks_whether and (group := partner_group(base.catalogue, hit.entry, asked)):
        yield line(bold(say("in_partners", agency=joined(asked), group=group)))
    if item.coordinators:
        yield line(bold(say("coordinators", agencies=joined(item.coordinators))))
    elif item.leads:
        yield line(bold(say("coordinators_none", agencies=joined(item.leads))))
    else:
        yield line(bold(say("coordinators_none_at_all")))


def _timing(answer: Answer, hit: Hit) -> Line:
    item = hit.entry.item
    if not item.timings:
        return line(bold(no_deadline(item)))
    return line(bold(say("timing", timing=told_time(item, hit.due, answer.today, answer.question))))


def facts(hit: Hit, told: Collection[str]) -> Iterator[Line]:
    """What else is known of a duty; what the first lines told is not told again."""
    item = hit.entry.item
    if item.leads and "lead" not in told:
        yield line(say("label_lead", agencies=joined(item.leads)))
    if item.coordinators and "coordinate" not in told:
        yield line(say("label_coordinators", agencies=shorten(joined(item.coordinators), _NAMES)))
    if item.timings and "when" not in told:
        yield line(say("label_timing", timing=timing_of(item)))
    if told_to := recipients(item):
        yield line(told_to)
    if item.status and "state" not in told:
        yield line(say("done", status=item.status))
    yield from (line(shorten(detail, _NAMES)) for detail in details_beside(item) if detail not in told)
    for note in item.notes:
        yield line(say("label_note", note=note))


def twin_notes(hit: Hit, with_partners: bool = False) -> Iterator[str]:
    """Where the same duty is told otherwise elsewhere in the plan: other leads, another time; where these are asked
    for, other partners.
    """
    for twin in hit.twins:
        facts = []
        if twin.leads != hit.entry.leads and twin.item.leads:
            facts.append(say("label_lead", agencies=joined(twin.item.leads)))
        partners = twin.item.coordinators
        if with_partners and partners and twin.coordinators != hit.entry.coordinators:
            facts.append(say("label_coordinators", agencies=shorten(joined(partners), _NAMES)))
        if twin in other_timed(hit):
            facts.append(say("label_timing", timing=timing_of(twin.item)))
        if facts:
            yield say("twin_differs", place=opening(place_of(twin.item)), facts="; ".join(facts))


def opening(text: str) -> str:
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def other_timed(hit: Hit) -> list[Entry]:
    """Where the same duty is told with another time elsewhere in the plan."""
    own = fold(hit.entry.item.timing_raw or "")
    return [twin for twin in hit.twins if twin.item.timings and fold(twin.item.timing_raw or "") != own]


def _several(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    yield line(bold(say("several", count=len(answer.hits))))
    wanted = wanted_of(answer.question, base)
    for number, hit in page.part(answer.hits):
        yield listed(hit, page, number, wanted)


def _others(hits: Sequence[Hit], wanted: Wanted) -> Iterator[Line]:
    if not hits:
        return
    yield line()
    yield line(say("others"))
    for hit in hits[:_OTHERS]:
        yield listed(hit, wanted=wanted)


def listed(hit: Hit, page: Page | None = None, number: int = 0, wanted: Wanted = _NO_WORDS) -> Line:
    """A duty on one line: who leads, what, where it is printed; the part of its wording that tells of `wanted`."""
    page = page or Page()
    leads = shorten(joined(hit.entry.item.leads) or "—", page.room(_NAMES))
    told = f": {excerpt(hit.entry.item.text, wanted, page.room(_OTHER))} "
    return line(page.mark(number), bold(leads), told, italic(f"({where_of(hit.entry, page)})"))


def where_of(entry: Entry, page: Page) -> str:
    """Where a duty of a list is printed: in few words where a tap opens the whole."""
    document = entry.plan.document
    name = document.number if page.turned and document.number else name_of(document)
    return f"{name}, {place_of(entry.item)}".rstrip(", ")
