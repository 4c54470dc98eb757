"""Digests as screens: a message of the outbox, the plans as they are now, what was told of the duties."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.chat.clerk import Clerk
from bot.chat.screens import Screen
from bot.chat.views import SHEET
from bot.memory.state import Choices
from bot.reminders.book import Book
from bot.reminders.digest import Digest, Own
from bot.reminders.letters import Reader, row_of, screen_of
from bot.reminders.outbox import Letter
from bot.reminders.wording import Marks, Told, say
from bot.wording.exported import File, as_answer, as_calendar, as_sheet
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.roles import role_in
from knowledge.due import Stretch
from knowledge.exporting.dates import ahead
from knowledge.occurrences import Occurrence, days_of
from nlp.times import format_date


class Kept(NamedTuple):
    """What the book says of a message."""

    letter: Letter
    digest: Digest
    marks: Marks
    own: Own
    agencies: tuple[str, ...]
    in_force: bool
    """whether the chat still wants to be reminded, today."""


def kept(book: Book, letter: Letter) -> Kept:
    """What the book says of a digest. Raises `Problem` when the state file fails."""
    digest = Digest.from_json(letter.body)
    days = [row.on for row in digest.rows] or [digest.day]
    marks = book.progress.between(min(days), max(days))
    about = book.subscriptions.subscription(letter.subscription)
    own = book.subscriptions.owns([letter.subscription]).get(letter.subscription, Own())
    agencies = about.wants.agencies if about else ()
    return Kept(letter, digest, marks, own, agencies, about is not None and about.speaks(digest.day))


class Teller:
    """Words digests, for any number of threads."""

    def __init__(self, clerk: Clerk, admins: frozenset[int]) -> None:
        self._clerk, self._admins = clerk, admins

    def first(self, found: Kept, now: datetime) -> Screen | None:
        """The first screen of a digest that is about to be sent; None when nothing is left to say: all was done in the
        meantime, or is no longer in the plans, or the reminders were stopped or paused.
        """
        if not found.in_force:
            return None
        base = self._clerk.base()
        if all(row.item not in base.by_id or _done(found.marks, row.key) for row in found.digest.rows):
            return None
        told = Told(found.digest, base, found.marks, found.agencies)
        return screen_of(found.letter, told, Reader(True, {}), "p", now)

    def screen(self, found: Kept, choices: Choices, person: int, view: str, now: datetime) -> Screen | None:
        """A view of a digest, for a chat with these choices and the person who looks."""
        base = self._clerk.base()
        entry = _entry_of(base, found, view)
        reports = entry is not None and self.reports(entry, choices, found.letter.chat, person)
        told = Told(found.digest, base, found.marks, found.agencies)
        reader = Reader(reports, dict(found.own.put_off or {}), alone=found.letter.chat > 0)
        return screen_of(found.letter, told, reader, view, now)

    def file(self, found: Kept, kind: str, now: datetime) -> File | None:
        """A digest as a sheet or a calendar; None when no day of it is to come, or nothing of it is in the plans."""
        base, digest = self._clerk.base(), found.digest
        entries = ((base.by_id.get(row.item), row.on) for row in digest.rows)
        days = [day for entry, on in entries if entry for day in days_of(entry, Stretch(on, on))]
        label = say("file_label", day=format_date(digest.day))
        return self.listed(days, label, kind, now)

    def listed(self, days: Sequence[Occurrence], label: str, kind: str, now: datetime) -> File | None:
        """Some duties' days as a sheet, or those to come as a calendar, under a label; None when there are none."""
        answer = as_answer(self._clerk.nothing(now.date()), days, label)
        if kind == SHEET:
            return as_sheet(answer, now) if days else None
        window = ahead(now.date(), answer.period)
        return as_calendar(answer, self._clerk.base(), window, now) if window else None

    def reports(self, entry: Entry, choices: Choices, chat: int, person: int) -> bool:
        """Whether what is told of a duty in a chat holds for everybody: the chat is the group of an agency that has to
        do it, or the person looks after the bot.
        """
        if person in self._admins:
            return True
        if chat > 0 or choices.agency is None:
            return False
        return role_in(self._clerk.base().catalogue, entry, choices.agency) in ("lead", "group")

    def entry(self, item: int) -> Entry | None:
        """An item of the plans, by its id."""
        return self._clerk.base().by_id.get(item)


def _done(marks: Marks, key: tuple[int, date]) -> bool:
    mark = marks.get(key)
    return mark is not None and mark.state == "done"


def _entry_of(base: TaskBase, found: Kept, view: str) -> Entry | None:
    at = row_of(view, found.digest.rows)
    return base.by_id.get(found.digest.rows[at].item) if at is not None else None
