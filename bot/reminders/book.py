"""All that reminders keep in the state file, for one thread."""

from datetime import datetime
from pathlib import Path

from bot.memory.file import File
from bot.reminders.outbox import Outbox
from bot.reminders.progress import Progress
from bot.reminders.subscriptions import Subscriptions
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


def revive(book: Book, chat: int, now: datetime) -> None:
    """A chat can be written to again: its reminders go on from today."""
    for each in book.subscriptions.lost_in(chat):
        next_at = int(each.wants.next_moment(now, each.paused_until).timestamp())
        book.subscriptions.put_in_force(each.id, each.owner, each.wants, now.date() - DAY, next_at)
