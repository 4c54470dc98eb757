"""The wording of digests: what is overdue, due today and coming, each with lead, day and how far it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Final

from bot.reminders.digest import Digest, Row
from bot.reminders.progress import Mark
from bot.settings import TIMEZONE
from bot.wording.card import word_card, word_whole
from bot.wording.duty import where_of
from bot.wording.excerpt import shorten
from bot.wording.markup import Line, bold, italic, line
from bot.wording.paging import Page
from bot.wording.phrasing import joined
from bot.wording.sentences import sentence
from bot.wording.times import day_of
from knowledge.answering.answer import Hit
from knowledge.answering.base import Entry, TaskBase
from knowledge.workdays import is_workday
from nlp.times import format_date

say = partial(sentence, "reminders")

Marks = Mapping[tuple[int, date], Mark]
_IN_SECTION: Final = 3
"""Rows of each section on the first screen."""
_NAMES: Final = 60
_TEXT: Final = 110
_LATE_SECONDS: Final = 600
"""After how long a message counts as late, and says so."""


@dataclass(frozen=True, slots=True)
class Told:
    """A digest with all that its wording needs."""

    digest: Digest
    base: TaskBase
    marks: Marks
    agencies: tuple[str, ...] = ()
    """whose duties it tells, where the chat has set that up."""


def shown_first(digest: Digest) -> list[int]:
    """Positions of the rows on the first screen: the first of each section."""
    numbered = groupby(enumerate(digest.rows), key=lambda row: row[1].section)
    return [at for _, rows in numbered for at, _ in list(rows)[:_IN_SECTION]]


def word_digest(told: Told, planned_for: datetime, now: datetime) -> Iterator[Line]:
    """The first screen, the most urgent first. `planned_for`, `now`: when it was to be said, and when it is."""
    digest = told.digest
    whose = say("digest_whose", agencies=joined(told.agencies)) if told.agencies else ""
    head = say("digest_head", weekday=weekday_of(digest.day), day=format_date(digest.day), whose=whose)
    yield line(bold(head))
    if (now - planned_for).total_seconds() > _LATE_SECONDS:
        yield line(italic(say("digest_late", at=f"{planned_for:%H:%M}", day=format_date(planned_for.date()))))
    if digest.missed_since:
        yield line(italic(say("digest_missed", day=format_date(digest.missed_since))))
    shown = {*shown_first(digest)}
    for section, rows in groupby(enumerate(digest.rows), key=lambda row: row[1].section):
        numbered = list(rows)
        yield line()
        yield line(bold(say(f"section_{section}", count=len(numbered))))
        for at, row in numbered:
            if at in shown:
                yield _row(told, row, at + 1)


def word_all(told: Told, page: Page) -> Iterator[Line]:
    """A page of all rows."""
    digest = told.digest
    yield line(bold(say("all_head", count=len(digest.rows), day=format_date(digest.day))))
    for number, row in page.part(digest.rows):
        yield line()
        yield _row(told, row, number)


def word_row(told: Told, row: Row, until: date | None, today: date) -> Iterator[Line]:
    """A duty by itself: its day, how far it has come, and all that the plan says in short."""
    entry = told.base.by_id.get(row.item)
    if entry is None:
        yield line(say("row_gone", day=format_date(row.on)))
        return
    yield line(bold(_day(row.on, today)))
    yield from _standing(told.marks.get(row.key), until)
    yield from word_card(Hit(entry), today)


def word_whole_row(told: Told, row: Row, today: date) -> Iterator[Line]:
    """A duty as printed."""
    entry = told.base.by_id.get(row.item)
    yield from word_whole(entry, today) if entry else [line(say("row_gone", day=format_date(row.on)))]


def weekday_of(day: date) -> str:
    """ "thứ Hai" ... "Chủ nhật"."""
    return say(f"weekday_{day.isoweekday()}")


def moment_of(at: int | datetime) -> str:
    """ "thứ Hai 23/11/2026, 08:00", from seconds since 1970 or a moment."""
    moment = datetime.fromtimestamp(at, TIMEZONE) if isinstance(at, int) else at
    return f"{weekday_of(moment.date())} {format_date(moment.date())}, {moment:%H:%M}"


def _row(told: Told, row: Row, number: int) -> Line:
    entry = told.base.by_id.get(row.item)
    if entry is None:
        return line(f"{number}. ", say("row_gone", day=format_date(row.on)))
    mark = told.marks.get(row.key)
    state = say(f"mark_{mark.state}") if mark and mark.state != "open" else ""
    where = italic(f"({where_of(entry, Page(turned=True))})")
    day = bold(_day(row.on, told.digest.day))
    return line(f"{number}. ", day, f"{state} {_charged(entry)}{shorten(entry.item.text, _TEXT)} ", where)


def _charged(entry: Entry) -> str:
    """Who leads, before a wording that does not begin with it."""
    if entry.item.lead_from == "sentence" or not entry.item.leads:
        return ""
    return f"{shorten(joined(entry.item.leads), _NAMES)}: "


def _day(on: date, today: date) -> str:
    return say("row_day" if is_workday(on) else "row_day_off", day=format_date(on), far=day_of(on, today))


def _standing(mark: Mark | None, until: date | None) -> Iterator[Line]:
    if mark and mark.state != "open":
        told = datetime.fromtimestamp(mark.at, TIMEZONE).date()
        yield line(italic(say(f"card_{mark.state}", name=mark.name, day=format_date(told))))
    if mark and mark.note:
        yield line(italic(say("card_note", note=mark.note)))
    if until == date.max:
        yield line(italic(say("card_silenced")))
    elif until:
        yield line(italic(say("card_put_off", day=format_date(until))))


def places_of(values: Sequence[str], most: int = 2) -> str:
    """A few names in full, of many the first and how many more."""
    if len(values) <= most:
        return "; ".join(values)
    return say("value_more", first=values[0], count=len(values) - 1)
