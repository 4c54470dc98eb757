"""From subscriptions to the outbox: whose moment has come, and what there is to say to them."""

import logging
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
from knowledge.errors import Problem
from knowledge.occurrences import Calendar
from knowledge.workdays import DAY

log = logging.getLogger(__name__)

BATCH: Final = 200
"""Subscriptions that are planned in one transaction."""
_LONGEST_WAIT: Final = timedelta(hours=1)
"""No message is held back longer than that: one that is was put off by a clock that stood ahead."""
_ASIDE: Final = timedelta(minutes=15)
"""After how long a subscription is tried again that could not be planned."""
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
        self._look(now.date())
        owns = self._book.subscriptions.owns([each.id for each in due])
        decided = [self._decided(each, owns.get(each.id, Own()), now) for each in due]
        return len(due), self._book.outbox.plan(decided)

    def set_right(self, now: datetime) -> None:
        """After the clock may have stood ahead: who would speak later than the next time that they may is given that
        time, and what was said of days to come is said again when they come.
        """
        moments = [_righted(each, now) for each in self._book.subscriptions.resting(int(now.timestamp()))]
        self._book.subscriptions.set_moments(filter(None, moments))
        self._book.outbox.take_back(int(now.timestamp()), now.date(), int((now + _LONGEST_WAIT).timestamp()))

    def preview(self, wants: Wants, own: Own, now: datetime, days: int) -> list[tuple[date, int]]:
        """The days on which something would be said, from now on for so many days, and of how many duties."""
        self._look(now.date())
        found = []
        since = wants.covered(now)
        for day in days_between(since, now.date() + timedelta(days=days)):
            if wants.rhythm.speaks_on(day):
                rows = rows_on(self._calendar_of(now.date()), wants, own, self._closed, since, day)
                since = day
                if rows:
                    found.append((day, len(rows)))
        return found

    def _decided(self, about: Subscription, own: Own, now: datetime) -> Planned:
        """What to do for a subscription. One that cannot be worked out is set aside for a while, and holds no other."""
        try:
            return self._decide(about, own, now)
        except Problem:
            raise
        except Exception as error:
            log.error("Nhắc việc %d: chưa lập được tin nhắc, sẽ thử lại.", about.id, exc_info=error)
            return Planned(about, None, None, 0, int((now + _ASIDE).timestamp()))

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
        calendar = self._calendar_of(day)
        if own.followed or own.put_off:
            return rows_on(calendar, wants, own, self._closed, since, day)
        key = (wants, since, day)
        if key not in self._alike:
            if len(self._alike) >= _ALIKE:
                self._alike.clear()
            self._alike[key] = rows_on(calendar, wants, own, self._closed, since, day)
        return self._alike[key]

    def _look(self, day: date) -> None:
        """Read anew what falls due around a day by the plans as they are now, and what of it is done."""
        base = self._base()
        closed = self._book.progress.done_between(day - BACK, day + AHEAD)
        if self._calendar is None or self._calendar[:2] != (base.version, day):
            self._calendar = (base.version, day, Calendar(base, Stretch(day - BACK, day + AHEAD)))
            self._alike.clear()
        if closed != self._closed:
            self._closed = closed
            self._alike.clear()

    def _calendar_of(self, day: date) -> Calendar:
        assert self._calendar is not None and self._calendar[1] == day  # noqa: S101 - `_look` has seen to it
        return self._calendar[2]


def _righted(about: Subscription, now: datetime) -> tuple[int, date, int] | None:
    """The id of a subscription that a wrong clock has set, the day covered and the next moment; None when it is right.
    What was due today is said now.
    """
    today, next_at = now.date(), about.wants.next_moment(now, about.paused_until)
    ahead = about.covered > today and about.speaks(today)
    if not ahead and about.next_at <= next_at.timestamp():
        return None
    covered = today - DAY if ahead else about.covered
    passed = about.wants.rhythm.speaks_on(today) and about.wants.moment(today) <= now
    due = covered < today and passed and about.speaks(today)
    return about.id, covered, int((now if due else next_at).timestamp())


def _missed(about: Subscription, since: date, today: date) -> date | None:
    """The first day to speak on whose words have not arrived, or None."""
    earlier = days_between(since, today - DAY)
    return next((day for day in earlier if about.wants.rhythm.speaks_on(day)), None)
