"""/tiendo: how many duties fell due, were done or are overdue, agency by agency, as the chats have told."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.files import Files
from bot.chat.hearing import person_of, topic_of
from bot.chat.office import Office
from bot.chat.screens import Button, Rows, Screen, turning
from bot.chat.sending import Sending
from bot.chat.views import SHEET
from bot.clock import now
from bot.reminders.wording import Marks, say
from bot.wording.duty import opening, where_of
from bot.wording.excerpt import shorten
from bot.wording.markup import Line, bold, italic, line, message
from bot.wording.paging import Page
from bot.wording.texts import say as say_text
from bot.wording.times import day_of
from knowledge.answering.base import TaskBase
from knowledge.answering.roles import role_in
from knowledge.due import Stretch
from knowledge.occurrences import Calendar, Occurrence
from nlp.times import format_date

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

_ALL: Final = 0
_SIZE: Final = 5
_NAME: Final = 70
_TEXT: Final = 80
_SPANS: Final = ("month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of some duties fell due, are done, and what is overdue."""

    due: int
    done: int
    overdue: tuple[Occurrence, ...]

    @property
    def percent(self) -> int:
        """Of those that fell due, how many are done."""
        return round(100 * self.done / self.due) if self.due else 0

    @classmethod
    def of(cls, occurrences: Iterable[Occurrence], marks: Marks, today: date) -> "Count":
        """Count; what nobody has told of is not done."""
        found = list(occurrences)
        done = [each for each in found if _done(each, marks)]
        overdue = tuple(each for each in found if each.on < today and not _done(each, marks))
        return cls(len(found), len(done), overdue)


class Tally:
    """/tiendo and its buttons."""

    def __init__(self, office: Office, sending: Sending, files: Files) -> None:
        self._office, self._sending, self._files = office, sending, files

    async def command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """/tiendo: this year's counts of the chat's agency, or of all."""
        heard = update.message
        assert heard is not None  # noqa: S101 - by the filters of the table
        choices = await self._office.recall(self._office.state.choices, heard.chat.id, person_of(heard))
        number = (await self._numbers([choices.agency]))[0] if choices.agency else _ALL
        await self._sending.send(heard, await self._screen("year", number, 0))

    async def tapped(self, tap: "Tap") -> None:
        """A tap on a period, an agency or a page: "td:<number of the agency>:<span>.<page>"."""
        span, _, page = tap.rest.partition(".")
        if tap.message is None or span not in _SPANS:
            await tap.tell(say_text("old_button"), alert=True)
            return
        if page == SHEET:
            await self._send_file(tap, span)
            return
        await tap.tell()
        screen = await self._screen(span, tap.number, int(page) if page.isdecimal() else 0)
        await self._sending.edit(tap.query.get_bot(), tap.message.chat.id, tap.message.message_id, screen)

    async def _send_file(self, tap: "Tap", span: str) -> None:
        """What is overdue, as a sheet."""
        assert tap.message is not None  # noqa: S101 - `tapped` has seen to it
        counted = await self._counts(span, tap.number)
        label = say("file_overdue", period=say(f"period_{span}").lower())
        make = partial(self._office.teller.listed, counted.whole.overdue, label, SHEET, now())
        await self._files.give(tap, (tap.message.chat.id, topic_of(tap.message)), make)

    async def _counts(self, span: str, number: int) -> "_Counted":
        today = now().date()
        stretch = span_around(span, today)
        agency = await self._office.recall(self._office.state.text_of, number) if number else None
        marks = await self._office.record(self._office.book.progress.between, stretch.start, stretch.end)
        return await self._office.ask(lambda: _counted(self._office.clerk.base(), stretch, agency, marks, today))

    async def _screen(self, span: str, number: int, page: int) -> Screen:
        today = now().date()
        counted = await self._counts(span, number)
        numbers = await self._numbers(list(counted.agencies))
        return _worded(counted, dict(zip(counted.agencies, numbers, strict=True)), span, number, page, today)

    async def _numbers(self, names: Sequence[str]) -> list[int]:
        return await self._office.recall(self._office.state.numbers_of, names)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The counts of a stretch of days."""

    agency: str | None
    whole: Count
    agencies: Mapping[str, Count]
    """by lead agency, those with most overdue first; none when one agency is looked at."""


def span_around(span: str, today: date) -> Stretch:
    """The month, quarter or year that a day lies in."""
    first = {"month": today.month, "quarter": 3 * ((today.month - 1) // 3) + 1, "year": 1}[span]
    last = {"month": today.month, "quarter": first + 2, "year": 12}[span]
    end = calendar.monthrange(today.year, last)[1]
    return Stretch(date(today.year, first, 1), date(today.year, last, end))


def _counted(base: TaskBase, stretch: Stretch, agency: str | None, marks: Marks, today: date) -> _Counted:
    found = [each for day in Calendar(base, stretch).days.values() for each in day]
    if agency:
        found = [each for each in found if role_in(base.catalogue, each.entry, agency) in ("lead", "group")]
        return _Counted(agency, Count.of(found, marks, today), {})
    by_lead: dict[str, list[Occurrence]] = defaultdict(list)
    for each in found:
        for name in each.entry.item.leads or [say("tally_no_lead")]:
            by_lead[name].append(each)
    counts = {name: Count.of(of, marks, today) for name, of in by_lead.items()}
    ordered = sorted(counts.items(), key=lambda pair: (-len(pair[1].overdue), -pair[1].due, pair[0]))
    return _Counted(None, Count.of(found, marks, today), dict(ordered))


def _worded(counted: _Counted, numbers: Mapping[str, int], span: str, number: int, page: int, today: date) -> Screen:
    whose = f" · {counted.agency}" if counted.agency else ""
    period = say(f"period_{span}").lower()
    if not counted.whole.due:
        lines = [line(bold(say("tally_none", period=say(f"period_{span}"), whose=whose)))]
        return Screen(message(*lines), tuple(_leading(span, number)))
    head = say("tally_head", period=period, whose=whose, **_figures(counted.whole))
    rows: Sequence[Line] = [_agency_row(name, count) for name, count in counted.agencies.items()]
    if counted.agency:
        rows = [_overdue_row(each, today) for each in counted.whole.overdue]
    at = Page(min(page, max(len(rows) - 1, 0) // _SIZE), _SIZE, turned=True)
    lines = [line(bold(head))]
    if counted.agency and rows:
        lines.append(line(bold(say("tally_overdue"))))
    for place, row in at.part(rows):
        lines += [line(), line(f"{place}. ", *row.runs)]
    lines += [line(), line(italic(say("tally_as_told", day=format_date(today))))]
    shown = [numbers[name] for name in list(counted.agencies)[at.number * _SIZE : (at.number + 1) * _SIZE]]
    return Screen(message(*lines), tuple(_buttons(shown, at, len(rows), span, number, bool(counted.whole.overdue))))


def _buttons(
    shown: Sequence[int], page: Page, count: int, span: str, number: int, overdue: bool
) -> Iterator[tuple[Button, ...]]:
    """A button for each agency shown, to turn pages, for the other periods."""
    first = page.number * _SIZE
    if shown:
        yield tuple(Button(str(first + at), "td", f"{of}:{span}.0") for at, of in enumerate(shown, 1))
    pages = -(-count // _SIZE)
    if pages > 1:
        yield turning(f"{number}:{span}.", page.number, pages, "td")
    yield from _leading(span, number)
    if overdue:
        yield (Button(say("button_overdue_sheet"), "td", f"{number}:{span}.{SHEET}"),)


def _leading(span: str, number: int) -> Rows:
    """To the other periods, and from one agency to all."""
    others = tuple(Button(say(f"period_{each}"), "td", f"{number}:{each}.0") for each in _SPANS if each != span)
    return (others, (Button(say("tally_all"), "td", f"{_ALL}:{span}.0"),)) if number else (others,)


def _figures(count: Count) -> dict[str, int]:
    return {"due": count.due, "done": count.done, "percent": count.percent, "overdue": len(count.overdue)}


def _agency_row(name: str, count: Count) -> Line:
    return line(say("tally_row", agency=shorten(opening(name), _NAME), **_figures(count)))


def _overdue_row(each: Occurrence, today: date) -> Line:
    where = italic(f"({where_of(each.entry, Page(turned=True))})")
    day = bold(f"{format_date(each.on)} ({day_of(each.on, today)})")
    return line(day, f" {shorten(each.entry.item.text, _TEXT)} ", where)


def _done(each: Occurrence, marks: Marks) -> bool:
    mark = marks.get(each.key)
    return mark is not None and mark.state == "done"
