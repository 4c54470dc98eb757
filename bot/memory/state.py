"""What the bot remembers beside the plans: what people and groups chose, answers, reports, updates."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from bot.chat.turns import Turn
from bot.memory.file import File

KEPT_SECONDS: Final = 90 * 86_400
"""How long answers are kept, so that their buttons work."""
_UPDATES_SECONDS: Final = 3 * 86_400
"""How long update ids are kept: Telegram repeats none after a day."""
_NEVER: Final = 1 << 62
"""Greater than any id."""
_TRIES: Final = 3
"""How often an update that never came to its end is tried again."""


_OF_CHATS: Final = (
    ("choices", "owner"),
    ("answers", "chat"),
    ("subscriptions", "chat"),
    ("subscriptions", "owner"),
    ("outbox", "chat"),
)
"""Where the ids of chats stand."""


class Choices(NamedTuple):
    """What a person or a group has chosen."""

    agency: str | None = None
    plan: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given."""

    id: int
    chat: int
    topic: int | None
    person: int
    question: int | None
    """id of the message that asked, or None for a tap."""
    message: int | None
    """id of the bot's message, or None while it was not sent."""
    view: str
    turn: Turn
    at: int


class Report(NamedTuple):
    """A report of wrong information: seconds since 1970, how the question was understood, what was answered."""

    at: int
    understood: str
    told: str


class State:
    """The file at a path, opened at the first call. Belongs to one thread; every method raises `Problem` when the file
    fails it. Times are whole seconds since 1970.
    """

    def __init__(self, path: Path) -> None:
        self._file = File(path)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # choices

    def choices(self, chat: int, person: int) -> Choices:
        """What holds for a person in a chat: their own agency, or else the group's; the plan chosen for this chat."""
        own, group = (Choices(*next(iter(self._file.rows(_CHOICES, owner)), ())) for owner in (person, chat))
        return Choices(own.agency or group.agency, group.plan)

    def choose_agency(self, owner: int, agency: str | None) -> None:
        """Remember an agency, or forget it."""
        self._file.write(_CHOOSE.format(name="agency"), owner, agency)

    def choose_plan(self, owner: int, plan: int | None) -> None:
        """Remember a plan, or forget it."""
        self._file.write(_CHOOSE.format(name="plan"), owner, plan)

    # chats

    def close_chat(self, chat: int, why: str, until: int | None = None) -> None:
        """Remember that a chat cannot be written to, for good or until a time."""
        self._file.write("INSERT OR REPLACE INTO closed VALUES (?, ?, ?)", chat, why, until)

    def open_chat(self, chat: int) -> None:
        """Forget that."""
        self._file.write("DELETE FROM closed WHERE chat = ?", chat)

    def closed(self) -> dict[int, tuple[str, int | None]]:
        """The chats that cannot be written to: why, and until when."""
        return {chat: (why, until) for chat, why, until in self._file.rows("SELECT chat, why, until FROM closed")}

    def move_chat(self, old: int, new: int) -> None:
        """A group has become a supergroup: all that was its own goes with it."""
        with self._file.transaction() as db:
            db.execute("DELETE FROM closed WHERE chat = ?", [old])
            for table, column in _OF_CHATS:
                db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?", [new, old])  # noqa: S608

    # answers

    def add(
        self, chat: int, topic: int | None, person: int, question: int | None, turn: Turn, view: str, at: int
    ) -> int:
        """Keep an answer that is about to be sent; -> its id, which its buttons bear."""
        values = (chat, topic, person, question, view, turn.to_json(), at)
        with self._file.transaction() as db:
            return int(db.execute(_ADD, values).lastrowid)

    def sent(self, answer: int, message: int) -> None:
        """The answer stands in this message."""
        self._file.write("UPDATE answers SET message = ? WHERE id = ?", message, answer)

    def show(self, answer: int, turn: Turn, view: str) -> None:
        """The message of an answer shows another view, or the answer to another turn."""
        self._file.write("UPDATE answers SET turn = ?, view = ? WHERE id = ?", turn.to_json(), view, answer)

    def answer(self, answer: int) -> Kept | None:
        """An answer by its id."""
        return self._kept("id = ?", answer)

    def answers_to(self, chat: int, question: int) -> list[Kept]:
        """The answers to a message, one for each question in it, in order."""
        return self._all("chat = ? AND question = ? ORDER BY id", chat, question)

    def drop(self, answer: int) -> None:
        """Forget an answer: its question was taken back."""
        self._file.write("DELETE FROM answers WHERE id = ?", answer)

    def answer_in(self, chat: int, message: int) -> Kept | None:
        """The answer that stands in a message of the bot's."""
        return self._kept("chat = ? AND message = ?", chat, message)

    def last(self, chat: int, topic: int | None, person: int, since: int, before: int = _NEVER) -> Kept | None:
        """A person's last answer in a chat's topic, not older than `since` and before the answer `before`."""
        sql = "chat = ? AND person = ? AND topic IS ? AND at >= ? AND id < ?"
        return self._kept(sql, chat, person, topic, since, before)

    # reports

    def report(self, answer: int, understood: str, text: str, at: int) -> None:
        """Keep a report of wrong information, one for each answer."""
        self._file.write("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?)", answer, at, understood, text)

    def reports(self, limit: int = 1000) -> list[Report]:
        """The reports, the newest first."""
        rows = self._file.rows("SELECT at, understood, told FROM reports ORDER BY at DESC, answer DESC LIMIT ?", limit)
        return [Report(*row) for row in rows]

    # updates

    def take(self, updates: Iterable[tuple[int, str]], at: int) -> set[int]:
        """Keep updates until they are done; -> the ids of those that were not here before."""
        fresh = set()
        with self._file.transaction() as db:
            for number, body in updates:
                if db.execute("INSERT OR IGNORE INTO updates VALUES (?, ?, 0, ?)", [number, body, at]).rowcount:
                    fresh.add(number)
        return fresh

    def done(self, update: int) -> None:
        """An update has been seen to; its words are forgotten, its id is not."""
        self._file.write("UPDATE updates SET body = NULL WHERE id = ?", update)

    def left_over(self) -> list[str]:
        """The updates that an earlier run did not come to the end of, in order. What has been tried often enough is
        given up: it may be what ended that run.
        """
        with self._file.transaction() as db:
            db.execute("UPDATE updates SET tries = tries + 1 WHERE body IS NOT NULL")
            db.execute("UPDATE updates SET body = NULL WHERE tries > ?", [_TRIES])
        return [body for (body,) in self._file.rows("SELECT body FROM updates WHERE body IS NOT NULL ORDER BY id")]

    # names

    def numbers_of(self, texts: Iterable[str]) -> list[int]:
        """The numbers that stand for texts in buttons' data."""
        numbers = []
        for text in texts:
            if not (found := self._file.rows("SELECT id FROM names WHERE text = ?", text)):
                self._file.write("INSERT INTO names (text) VALUES (?)", text)
                found = self._file.rows("SELECT id FROM names WHERE text = ?", text)
            numbers.append(int(found[0][0]))
        return numbers

    def text_of(self, number: int) -> str | None:
        """The text that a number stands for."""
        return next((text for (text,) in self._file.rows("SELECT text FROM names WHERE id = ?", number)), None)

    def forget(self, now: int) -> None:
        """Forget what is old."""
        with self._file.transaction() as db:
            db.execute("DELETE FROM answers WHERE at < ?", [now - KEPT_SECONDS])
            db.execute("DELETE FROM updates WHERE body IS NULL AND at < ?", [now - _UPDATES_SECONDS])

    def _kept(self, which: str, *values: object) -> Kept | None:
        return next(iter(self._all(f"{which} ORDER BY id DESC LIMIT 1", *values)), None)

    def _all(self, which: str, *values: object) -> list[Kept]:
        rows = self._file.rows(f"SELECT * FROM answers WHERE {which}", *values)  # noqa: S608
        return [
            Kept(number, chat, topic, person, question, message, view, Turn.from_json(turn), at)
            for number, chat, topic, person, question, message, view, turn, at in rows
        ]


_CHOICES = "SELECT agency, plan FROM choices WHERE owner = ?"
_CHOOSE = "INSERT INTO choices (owner, {name}) VALUES (?, ?) ON CONFLICT (owner) DO UPDATE SET {name} = excluded.{name}"
_ADD = "INSERT INTO answers (chat, topic, person, question, view, turn, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
