"""The wording of one duty by itself, seen from one side: all in short, who coordinates, when, or word by word."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.wording.duty import facts, lead_line, listed
from bot.wording.excerpt import shorten
from bot.wording.heirs import word_heirs
from bot.wording.markup import Line, bold, italic, line, quote
from bot.wording.paging import Page
from bot.wording.phrasing import joined, name_of, place_of, say, source_of
from bot.wording.times import day_of, no_deadline, timing_of
from knowledge.answering.answer import Hit
from knowledge.answering.base import Entry
from nlp.text import squeeze
from nlp.times import format_date

_DUTY = 420
_TOPIC = 90


def word_card(hit: Hit, today: date) -> Iterator[Line]:
    """A duty in short: who leads, what, with whom, when, where it is printed."""
    yield lead_line(hit.entry)
    yield line(shorten(hit.entry.item.text, _DUTY))
    yield from facts(hit, told=("lead",))
    yield from word_heirs(hit.entry, today)
    yield _source(hit.entry)


def word_coordinators(entry: Entry, _today: date) -> Iterator[Line]:
    """Who coordinates, each on a line."""
    item = entry.item
    yield from _head(entry)
    if item.coordinators:
        yield line(bold(say("card_coordinators")))
        yield from (line(f"• {name}") for name in item.coordinators)
    else:
        leads = joined(item.leads)
        yield line(bold(say("coordinators_none", agencies=leads) if leads else say("coordinators_none_at_all")))
    yield _source(entry)


def word_timing(entry: Entry, today: date) -> Iterator[Line]:
    """When: as printed, and the next or last day with how far it is."""
    yield from _head(entry)
    item = entry.item
    yield line(bold(say("timing", timing=timing_of(item)) if item.timings else no_deadline(item)))
    ahead = entry.schedule.next(today)
    if item.status:
        yield line(say("done", status=item.status))
    elif ahead:
        yield line(say("card_due", day=format_date(ahead.on), far=day_of(ahead.on, today)))
    elif entry.schedule.is_overdue(today) and (late := entry.schedule.overdue(today)):
        yield line(say("card_late", day=format_date(late.on), far=day_of(late.on, today)))
    yield _source(entry)


def word_whole(entry: Entry, _today: date) -> Iterator[Line]:
    """The wording as printed."""
    yield line(bold(f"{name_of(entry.plan.document)}, {place_of(entry.item)}".rstrip(", ")))
    yield quote(squeeze(entry.item.text))
    if entry.item.leads:
        yield line(say("label_lead", agencies=joined(entry.item.leads)))
    yield _source(entry)


def word_list(hits: Sequence[Hit], page: Page, head: str) -> Iterator[Line]:
    """Duties, one a line, under a head line."""
    yield line(bold(head))
    for number, hit in page.part(hits):
        yield listed(hit, page, number)
    if left := page.rest(hits):
        yield line(say("more", count=left))


def _head(entry: Entry) -> Iterator[Line]:
    """Which duty is spoken of."""
    yield line(italic(shorten(entry.item.text, _TOPIC)))


def _source(entry: Entry) -> Line:
    return line(italic(say("source", source=source_of(entry))))
