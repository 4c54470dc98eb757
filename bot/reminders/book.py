"""All that reminders keep in the state file, for one thread, and how what a chat has set up comes into force.

The file is all that there is. Restored from a backup, it knows nothing of what came after: digests of the day that were
sent since are sent once more, older ones that the backup does not know are folded into today's, which says so; what
people set up or told of duties since the backup is gone.
"""

from datetime import date, datetime
from pathlib import Path

from bot.memory.file import File
from bot.reminders.outbox import Outbox
from bot.reminders.progress import Progress
from bot.reminders.subscriptions import Subscription, Subscriptions
from bot.reminders.wants import Wants
from bot.settings import TIMEZONE
from knowledge.workdays import DAY


class Book:
    """The subscriptions, the outbox and the progress of duties, in one file and one thread."""

    def __init__(self, path: Path) -> None:
        self._file = File(path, durable=True)
        self.subscriptions, self.outbox, self.progress = (
            Subscriptions(self._file),
            Outbox(self._file),
            Progress(self._file),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def save(book: Book, about: Subscription, owner: int, wants: Wants, now: datetime) -> None:
    """Put in force what was set up. Where something was in force before, what was not yet said goes on being due: a
    digest that was due today is said at once when its new time has passed.
    """
    covered, next_at = wants.covered(now), wants.next_moment(now)
    if about.state == "on":
        covered = about.covered if about.covered <= now.date() else covered  # later than today: it was paused
        due = datetime.fromtimestamp(about.next_at, TIMEZONE)
        passed = wants.rhythm.speaks_on(now.date()) and wants.moment(now.date()) <= now
        waiting = due.date() <= now.date() and about.speaks(now.date())
        next_at = now if passed and waiting else next_at
    book.subscriptions.put_in_force(about.id, owner, wants, covered, int(next_at.timestamp()))


def resume(book: Book, about: Subscription, now: datetime) -> None:
    """A pause ends: from now on."""
    next_at = int(about.wants.next_moment(now).timestamp())
    book.subscriptions.put_in_force(about.id, about.owner, about.wants, about.wants.covered(now), next_at)


def pause(book: Book, about: Subscription, until: date, now: datetime) -> None:
    """Say nothing before a day to come."""
    next_at = int(about.wants.next_moment(now, until).timestamp())
    book.subscriptions.pause(about.id, until, until - DAY, next_at)


def revive(book: Book, chat: int, now: datetime) -> None:
    """A chat can be written to again: its reminders go on from today."""
    for each in book.subscriptions.lost_in(chat):
        next_at = int(each.wants.next_moment(now, each.paused_until).timestamp())
        book.subscriptions.revive(each.id, now.date() - DAY, next_at)
