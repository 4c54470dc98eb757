"""The wording of answers about one duty: who, with whom, when, and where that is printed."""

from collections.abc import Iterator, Sequence

from bot.wording.excerpt import excerpt, shorten, wanted_of
from bot.wording.heirs import word_heirs
from bot.wording.markup import Line, bold, italic, line, quote
from bot.wording.paging import Page
from bot.wording.phrasing import day_of, joined, name_of, place_of, say, source_of, timing_of
from knowledge.answering.answer import Answer, Hit
from knowledge.answering.base import Entry, TaskBase
from nlp.text import fold, squeeze

_DUTY = 280
_OTHER = 110
_NAMES = 160
_OTHERS = 4


def word_duty(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """The duty asked for, then the others that fit, unless a button leads to them. Several that fit equally: each with
    its lead.
    """
    if answer.reason == "several":
        yield from _several(answer, page)
        return
    places = {entry.plan.id for entry in answer.hits.entries}
    together = answer.hits if len(answer.question.places) > 1 and len(places) > 1 else answer.hits[:1]
    for hit in together:
        if len(together) > 1:
            yield line(bold(name_of(hit.entry.plan.document)))
        yield from _one(answer, hit, base)
    if answer.missing and len(together) < len(answer.question.places):
        yield line(say("compare_missing", places=", ".join(answer.missing)))
    if not page.turned:
        yield from _others([hit for hit in answer.hits if hit not in together])


def word_point(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """Points by their number: the whole wording, who leads, with whom, when."""
    for hit in answer.hits[:3]:
        yield line(bold(f"{name_of(hit.entry.plan.document)}, {place_of(hit.entry.item)}"))
        yield quote(squeeze(hit.entry.item.text))
        yield from facts(hit, told="wording")
        yield line(italic(say("source", source=source_of(hit.entry))))
    yield from _others(answer.hits[3:])


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
    yield from facts(hit, told=answer.intent)
    yield from map(line, twin_notes(hit))
    yield from word_heirs(hit.entry, answer.today)
    yield line(italic(say("source", source=source_of(hit.entry))))


def _first(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    """The line that answers the question; none when the wording itself does."""
    if answer.intent == "lead":
        yield lead_line(hit.entry)
    elif answer.intent == "coordinate":
        yield from _coordinators(answer, hit, base)
    elif answer.intent == "when":
        yield _timing(answer, hit)


def lead_line(entry: Entry) -> Line:
    """Who leads, or that the document does not tell."""
    item = entry.item
    if not item.leads:
        return line(bold(say("lead_none")))
    text = say("lead_addressee" if item.lead_from == "addressee" else "lead", agencies=joined(item.leads))
    return line(bold(opening(text)))


def _coordinators(answer: Answer, hit: Hit, base: TaskBase) -> Iterator[Line]:
    item, asked = hit.entry.item, answer.question.agencies
    if asked and "lead" not in answer.question.cues and hit.role:
        keys = {base.catalogue.key(name): name for name in asked}
        for key, name in keys.items():
            if key in hit.entry.coordinators:
                yield line(bold(say("coordinates", agency=name)))
    if item.coordinators:
        yield line(bold(say("coordinators", agencies=joined(item.coordinators))))
    elif item.leads:
        yield line(bold(say("coordinators_none", agencies=joined(item.leads))))
    else:
        yield line(bold(say("coordinators_none_at_all")))


def _timing(answer: Answer, hit: Hit) -> Line:
    item = hit.entry.item
    if not item.timings:
        return line(bold(say("timing_none")))
    day = f", {day_of(hit.due[0].on, answer.today)}" if hit.due and not item.status else ""
    return line(bold(say("timing", timing=timing_of(item, hit.due) + day)))


def facts(hit: Hit, told: str) -> Iterator[Line]:
    """What else is known of a duty; what the first line told is not told again."""
    item = hit.entry.item
    if item.leads and told not in ("lead", "coordinate_lead"):
        yield line(say("label_lead", agencies=joined(item.leads)))
    if item.coordinators and told != "coordinate":
        yield line(say("label_coordinators", agencies=shorten(joined(item.coordinators), _NAMES)))
    if item.timings and told != "when":
        yield line(say("label_timing", timing=timing_of(item)))
    if item.report_to:
        yield line(say("label_report_to", agencies=joined(item.report_to)))
    if item.status:
        yield line(say("done", status=item.status))
    for note in item.notes:
        yield line(say("label_note", note=note))


def twin_notes(hit: Hit) -> Iterator[str]:
    """Where the same duty is told otherwise elsewhere in the plan: other leads, another time."""
    for twin in hit.twins:
        facts = []
        if twin.leads != hit.entry.leads and twin.item.leads:
            facts.append(say("label_lead", agencies=joined(twin.item.leads)))
        if _other_time(twin, hit.entry):
            facts.append(say("label_timing", timing=timing_of(twin.item)))
        if facts:
            yield say("twin_differs", place=opening(place_of(twin.item)), facts="; ".join(facts))


def opening(text: str) -> str:
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _other_time(one: Entry, other: Entry) -> bool:
    return bool(one.item.timings) and fold(one.item.timing_raw or "") != fold(other.item.timing_raw or "")


def _several(answer: Answer, page: Page) -> Iterator[Line]:
    yield line(bold(say("several", count=len(answer.hits))))
    for number, hit in page.part(answer.hits):
        yield listed(hit, page, number)


def _others(hits: Sequence[Hit]) -> Iterator[Line]:
    if not hits:
        return
    yield line()
    yield line(say("others"))
    for hit in hits[:_OTHERS]:
        yield listed(hit)


def listed(hit: Hit, page: Page | None = None, number: int = 0) -> Line:
    """A duty on one line: who leads, what, where it is printed."""
    page = page or Page()
    leads = shorten(joined(hit.entry.item.leads) or "—", page.room(_NAMES))
    told = f": {shorten(hit.entry.item.text, page.room(_OTHER))} "
    return line(page.mark(number), bold(leads), told, italic(f"({where_of(hit.entry, page)})"))


def where_of(entry: Entry, page: Page) -> str:
    """Where a duty of a list is printed: in few words where a tap opens the whole."""
    document = entry.plan.document
    name = document.number if page.turned and document.number else name_of(document)
    return f"{name}, {place_of(entry.item)}".rstrip(", ")
