"""A list of duties as a file to take away: how its columns, days and names are worded."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.wording.duty import twin_notes
from bot.wording.excerpt import shorten
from bot.wording.heirs import heir_notes
from bot.wording.phrasing import (
    details_beside,
    joined,
    lines_of,
    name_of,
    place_of,
    reading_of,
    recipients,
    say,
    source_of,
)
from bot.wording.times import timing_of
from knowledge.answering.answer import Answer, Hit, Hits
from knowledge.answering.base import Entry, TaskBase
from knowledge.due import Due, Window, overdue
from knowledge.exporting.calendar_file import Event, calendar_file
from knowledge.exporting.dates import occurrences, uid_of
from knowledge.exporting.sheet_file import Cell, Column, sheet_file
from knowledge.occurrences import Occurrence
from nlp.text import syllables
from nlp.times import between, format_date

_SUBJECT: Final = 200
_SUMMARY: Final = 80
_SLUG: Final = 60
_KINDS: Final = frozenset({"agency", "count", "due", "overdue", "done", "which", "report", "target", "funding"})
"""Kinds of lists that have a name of their own."""
_WIDTHS: Final = {
    "number": 6, "text": 60, "leads": 28, "coordinators": 32, "timing": 22, "due": 13, "later": 16, "kind": 14,
    "role": 14, "notes": 36, "plan": 26, "title": 36, "place": 18, "source": 30,
}  # fmt: skip
_OPTIONAL: Final = frozenset({"later", "role"})
"""Columns that are left out when they are empty in every row."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be sent or written."""

    name: str
    """plain ASCII, with the day."""
    content: bytes
    told: str
    """what it is, in one sentence."""

    @property
    def ending(self) -> str:
        """The kind of file: "xlsx", "ics"."""
        return self.name.rpartition(".")[2]


def as_answer(asked: Answer, days: Sequence[Occurrence], label: str) -> Answer:
    """A list of duties' days that no question asked for, as the answer that would list them; `asked` is the answer to
    no question, on the day of the list, `label` what the list is called.
    """
    due: dict[Entry, tuple[Due, ...]] = {}
    for each in days:
        due[each.entry] = (*due.get(each.entry, ()), Due(each.on, each.timing))
    hits = Hits.of(Hit(entry, due=dates) for entry, dates in due.items())
    first, last = (min(each.on for each in days), max(each.on for each in days)) if days else (asked.today, asked.today)
    period = between(first, last, label)
    return replace(asked, outcome="answered", reason="due", hits=hits, period=period)


def as_sheet(answer: Answer, now: datetime) -> File:
    """The whole list of an answer as an .xlsx file, as of the day of the answer; `now` is when it is made."""
    hits = answer.hits + answer.running
    title, day = _title(answer, _kind(answer)), format_date(answer.today)
    rows = [_row(number, hit, answer) for number, hit in enumerate(hits, 1)]
    names = [name for name in _WIDTHS if name not in _OPTIONAL or any(row[name] for row in rows)]
    columns = [Column(say(f"list_column_{name}"), _WIDTHS[name]) for name in names]
    cells = ([row[name] for name in names] for row in rows)
    content = sheet_file(say("file_tab"), title, say("file_note", day=day), columns, cells, now)
    told = say("file_sheet_told", title=title, count=_count(answer), day=day)
    return File(_name(title, answer, ".xlsx"), content, told)


def as_calendar(answer: Answer, base: TaskBase, window: Window, now: datetime) -> File | None:
    """The days of a window on which the duties of an answer's list fall due as an .ics file, made at the moment `now`;
    None when there are none.
    """
    days = occurrences(base, entries_of(answer), window)
    if not days:
        return None
    title = _title(answer, "calendar")
    content = calendar_file(title, (_event(each, base, answer) for each in days), now)
    told = say(
        "file_calendar_told",
        title=title,
        count=len(days),
        first=format_date(window.start),
        last=format_date(window.end),
    )
    return File(_name(title, answer, ".ics"), content, told)


def _count(answer: Answer) -> str:
    """How many duties a list has; those that only run through its period apart."""
    if not answer.running:
        return say("file_some", count=len(answer.hits))
    return say("file_some_due", count=len(answer.hits), running=len(answer.running))


def entries_of(answer: Answer) -> list[Entry]:
    """The items of an answer's whole list."""
    return list((answer.hits + answer.running).entries)


def _kind(answer: Answer) -> str:
    kind = answer.intent if answer.reason == "figures" else answer.reason
    return kind if kind in _KINDS else "found"


def _title(answer: Answer, kind: str) -> str:
    """What a list is and of what: "Việc đến hạn: Sở Y tế · quý IV/2026"."""
    question = answer.question
    parts = [reading_of(question)]
    if answer.period and not question.period:
        parts.append(answer.period.label)
    plans = {entry.plan.id: entry.plan for entry in entries_of(answer)}
    if len(plans) == 1 and not question.numbers:
        parts += [name_of(plan.document) for plan in plans.values()]
    subject = shorten(" · ".join(filter(None, parts)), _SUBJECT) or say("file_of_all")
    return say("file_title", kind=say(f"list_name_{kind}"), subject=subject)


def _name(title: str, answer: Answer, ending: str) -> str:
    slug = textwrap.shorten(" ".join(syllables(title)), _SLUG, placeholder="").replace(" ", "-")
    return f"{slug}-{answer.today}{ending}"


def _row(number: int, hit: Hit, answer: Answer) -> dict[str, Cell]:
    """The cells of a duty by the names of their columns."""
    item, plan = hit.entry.item, hit.entry.plan
    days = _days(hit, answer)
    running = [say("file_running")] if number > len(answer.hits) else []
    return {
        "number": number,
        "text": item.text,
        "leads": joined(item.leads),
        "coordinators": joined(item.coordinators),
        "timing": timing_of(item),
        "due": days[0] if days else None,
        "later": joined(map(format_date, days[1:])),
        "kind": say(f"kind_name_{item.kind}"),
        "role": say(f"role_name_{hit.role}") if hit.role else "",
        "notes": "\n".join((*running, *_notes(hit, answer))),
        "plan": name_of(plan.document),
        "title": plan.document.title or "",
        "place": place_of(item),
        "source": f"{plan.file}, {lines_of(hit.entry)}",
    }


def _days(hit: Hit, answer: Answer) -> list[date]:
    """When a duty falls due: in the period of the list; of a list without one next, or else last."""
    late = None if hit.due or answer.period else overdue(hit.entry.timings, answer.today)
    return [due.on for due in hit.due or (late,) if due]


def _notes(hit: Hit, answer: Answer) -> Iterator[str]:
    """What is to be known besides: whether it is done, who hears of it, how it was read, who has that work today."""
    item = hit.entry.item
    if item.status:
        yield say("done", status=item.status)
    if item.lead_from == "addressee":
        yield say("file_addressee")
    if told_to := recipients(item):
        yield told_to
    yield from details_beside(item)
    yield from (say("label_note", note=note) for note in item.notes)
    yield from twin_notes(hit)
    yield from heir_notes(hit.entry, answer.today)


def _event(day: Occurrence, base: TaskBase, answer: Answer) -> Event:
    item, plan = day.entry.item, day.entry.plan
    hit = Hit(day.entry, due=(Due(day.on, day.timing),), twins=tuple(base.twins.get(day.entry.id, ())))
    lines = [
        item.text,
        say("label_lead", agencies=joined(item.leads)) if item.leads else say("lead_none"),
        say("label_coordinators", agencies=joined(item.coordinators)) if item.coordinators else "",
        say("label_timing", timing=timing_of(item, hit.due)),
        *_notes(hit, answer),
        say("source", source=f"{source_of(day.entry)} ({plan.file})"),
    ]
    return Event(
        uid=uid_of(day),
        on=day.on,
        summary=say("file_summary", duty=shorten(item.text, _SUMMARY)),
        description="\n".join(filter(None, lines)),
        category=name_of(plan.document),
    )
