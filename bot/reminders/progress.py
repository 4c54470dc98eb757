"""How far duties have come, as chats have told: done, in progress, open again; by whom and when."""

from datetime import date
from typing import Literal, NamedTuple

from bot.memory.file import File

State = Literal["open", "doing", "done"]


class Mark(NamedTuple):
    """What was last told of an occurrence. `at` is in whole seconds since 1970."""

    state: State
    note: str
    person: int
    name: str
    """how the person is called on Telegram."""
    chat: int
    at: int


class Progress:
    """The record of what was told, which is only ever added to. Belongs to the thread of its file; every method raises
    `Problem` when the file fails it.
    """

    def __init__(self, file: File) -> None:
        self._file = file

    def tell(self, item: int, due: date, mark: Mark) -> None:
        """Record what somebody tells of an occurrence."""
        sql = "INSERT INTO progress (item, due, state, note, person, name, chat, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._file.write(sql, item, str(due), *mark)

    def history(self, item: int, due: date) -> list[Mark]:
        """What was told of an occurrence, the latest first."""
        sql = f"SELECT {_MARK} FROM progress WHERE item = ? AND due = ? ORDER BY id DESC"  # noqa: S608
        return [Mark(*row) for row in self._file.rows(sql, item, str(due))]

    def between(self, start: date, end: date) -> dict[tuple[int, date], Mark]:
        """What was last told of each occurrence in a stretch of days, both included."""
        sql = (
            f"SELECT item, due, {_MARK} FROM progress WHERE id IN "  # noqa: S608
            "(SELECT MAX(id) FROM progress WHERE due BETWEEN ? AND ? GROUP BY item, due)"
        )
        rows = self._file.rows(sql, str(start), str(end))
        return {(item, date.fromisoformat(due)): Mark(*mark) for item, due, *mark in rows}

    def done_between(self, start: date, end: date) -> frozenset[tuple[int, date]]:
        """The occurrences of a stretch of days that are done."""
        return frozenset(key for key, mark in self.between(start, end).items() if mark.state == "done")


_MARK = "state, note, person, name, chat, at"
