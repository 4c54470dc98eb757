"""From subscriptions to the outbox: whose moment has come, and what there is to say to them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from bot.reminders.book import Book
from bot.reminders.days import AHEAD, BACK
from bot.reminders.digest import Digest, Own, Row, rows_on
from bot.reminders.outbox import Planned
from bot.reminders.subscriptions import Subscription
from bot.reminders.wants import Wants, days_between
from knowledge.answering.base import TaskBase
from knowledge.due import Stretch
from knowledge.occurrences import Calendar
from knowledge.workdays import DAY

BATCH: Final = 200
"""Subscriptions that are planned in one transaction."""
_LONGEST_SILENCE: Final = timedelta(days=45)
"""Longer than any holiday: who is to speak later than that, and is not paused, was set by a wrong clock."""
_ALIKE: Final = 4096
"""How many results are kept for chats that have set up the same."""

Key = tuple[Wants, date, date]


class Planner:
    """Plans over a book and the plans as they are now. Belongs to the book's thread."""

    def __init__(self, book: Book, base: Callable[[], TaskBase]) -> None:
        self._book, self._base = book, base
        self._calendar: tuple[int, date, Calendar] | None = None
        self._closed: frozenset[tuple[int, date]] = frozenset()
        self._alike: dict[Key, tuple[Row, ...]] = {}

    def plan(self, now: datetime) -> tuple[int, int]:
        """Plan for up to `BATCH` subscriptions whose moment has come; -> how many there were, and how many messages are
        new in the outbox. Raises `Problem` when the plans or the state file cannot be read.
        """
        due = self._book.subscriptions.due(int(now.timestamp()), BATCH)
        if not due:
            return 0, 0
        owns = self._book.subscriptions.owns([each.id for each in due])
        decided = [self._decide(each, owns.get(each.id, Own()), now) for each in due]
        return len(due), self._book.outbox.plan(decided)

    def set_right(self, now: datetime) -> None:
        """Give those that a wrong clock has set far into the future their next moment from now."""
        for each in self._book.subscriptions.astray(int((now + _LONGEST_SILENCE).timestamp())):
            covered = min(each.covered, now.date() - DAY)
            self._book.subscriptions.set_moment(each.id, covered, int(each.wants.next_moment(now).timestamp()))

    def preview(self, wants: Wants, own: Own, now: datetime, days: int) -> list[tuple[date, int]]:
        """The days on which something would be said, from now on for so many days, and of how many duties."""
        found = []
        since = wants.covered(now)
        for day in days_between(since, now.date() + timedelta(days=days)):
            if wants.rhythm.speaks_on(day):
                rows = rows_on(self._around(now.date()), wants, own, self._closed, since, day)
                since = day
                if rows:
                    found.append((day, len(rows)))
        return found

    def _decide(self, about: Subscription, own: Own, now: datetime) -> Planned:
        today, moment = now.date(), about.wants.moment(now.date())
        later = int(about.wants.next_moment(now, about.paused_until).timestamp())
        paused = about.paused_until is not None and about.paused_until > today
        if paused or moment > now or not about.wants.rhythm.speaks_on(today):
            return Planned(about, None, None, 0, later)
        since = min(about.covered, today - DAY)
        rows = self._rows(about.wants, own, since, today)
        body = Digest(today, rows, _missed(about, since, today)).to_json() if rows else None
        return Planned(about, today, body, int(moment.timestamp()), later)

    def _rows(self, wants: Wants, own: Own, since: date, day: date) -> tuple[Row, ...]:
        """What there is to say; worked out once for all chats that have set up the same and nothing of their own."""
        calendar = self._around(day)
        if own.followed or own.put_off:
            return rows_on(calendar, wants, own, self._closed, since, day)
        key = (wants, since, day)
        if key not in self._alike:
            if len(self._alike) >= _ALIKE:
                self._alike.clear()
            self._alike[key] = rows_on(calendar, wants, own, self._closed, since, day)
        return self._alike[key]

    def _around(self, day: date) -> Calendar:
        """What falls due around a day, of the plans as they are now, and what of it is done."""
        base = self._base()
        if self._calendar is None or self._calendar[:2] != (base.version, day):
            self._calendar = (base.version, day, Calendar(base, Stretch(day - BACK, day + AHEAD)))
            self._alike.clear()
        closed = self._book.progress.done_between(day - BACK, day + AHEAD)
        if closed != self._closed:
            self._closed = closed
            self._alike.clear()
        return self._calendar[2]


def _missed(about: Subscription, since: date, today: date) -> date | None:
    """The first day to speak on whose words have not arrived, or None."""
    earlier = days_between(since, today - DAY)
    return next((day for day in earlier if about.wants.rhythm.speaks_on(day)), None)
