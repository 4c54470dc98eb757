"""What chats have set up, kept in the state file: subscriptions, what they follow and what they have put off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from bot.memory.file import File
from bot.reminders.digest import Own
from bot.reminders.wants import Wants

Standing = Literal["draft", "on", "stopped", "lost"]
"""Of a subscription: not yet saved, in force, ended by somebody, the chat cannot be written to."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat or topic is reminded of. Times are whole seconds since 1970."""

    id: int
    chat: int
    topic: int
    owner: int
    """who set it up."""
    title: str
    """the chat's name, to tell its owner of it elsewhere."""
    state: Standing
    wants: Wants
    draft: Wants | None
    """what is being changed and not yet saved."""
    covered: date
    """the last day up to which everything has been said."""
    next_at: int
    paused_until: date | None
    spoken_at: int | None
    """when it was last spoken to."""

    def speaks(self, day: date) -> bool:
        """Whether it is in force on a day, and not paused."""
        return self.state == "on" and (self.paused_until is None or self.paused_until <= day)


class Subscriptions:
    """The subscriptions. Belong to the thread of their file; every method raises `Problem` when the file fails it."""

    def __init__(self, file: File) -> None:
        self._file = file

    def at(self, chat: int, topic: int) -> Subscription | None:
        """The subscription of a chat's topic."""
        return next(iter(self._subscriptions("chat = ? AND topic = ?", chat, topic)), None)

    def subscription(self, number: int) -> Subscription | None:
        """A subscription by its id."""
        return next(iter(self._subscriptions("id = ?", number)), None)

    def owned_by(self, person: int) -> list[Subscription]:
        """What a person has set up, drafts left out."""
        return self._subscriptions("owner = ? AND state != 'draft' ORDER BY id", person)

    def in_chat(self, chat: int) -> list[Subscription]:
        """The subscriptions of all topics of a chat, drafts left out."""
        return self._subscriptions("chat = ? AND state != 'draft' ORDER BY topic", chat)

    def draft(self, chat: int, topic: int, owner: int, title: str, wants: Wants, today: date) -> Subscription:
        """The subscription of a chat's topic with a draft to change: what is in force, or else `wants`."""
        sql = (
            "INSERT OR IGNORE INTO subscriptions (chat, topic, owner, title, state, wants, covered, next_at) "
            "VALUES (?, ?, ?, ?, 'draft', ?, ?, 0)"
        )
        self._file.write(sql, chat, topic, owner, title, wants.model_dump_json(), str(today))
        found = self.at(chat, topic)
        assert found is not None  # noqa: S101 - it was just written
        if found.draft is None:
            return self.redraft(found.id, wants if found.state == "draft" else found.wants)
        return found

    def redraft(self, number: int, wants: Wants | None) -> Subscription:
        """Change the draft, or drop it. Raises LookupError for a subscription that is gone."""
        self._file.write(
            "UPDATE subscriptions SET draft = ? WHERE id = ?", wants.model_dump_json() if wants else None, number
        )
        found = self.subscription(number)
        if found is None:
            raise LookupError(number)
        return found

    def put_in_force(self, number: int, owner: int, wants: Wants, covered: date, next_at: int) -> None:
        """Save what was set up, from now on."""
        sql = (
            "UPDATE subscriptions SET state = 'on', owner = ?, wants = ?, draft = NULL, paused_until = NULL, "
            "covered = ?, next_at = ? WHERE id = ?"
        )
        self._file.write(sql, owner, wants.model_dump_json(), str(covered), next_at, number)

    def pause(self, number: int, until: date, covered: date, next_at: int) -> None:
        """Say nothing before a day; what would have been said until then is not made up for."""
        sql = "UPDATE subscriptions SET paused_until = ?, covered = ?, next_at = ? WHERE id = ?"
        self._file.write(sql, str(until), str(covered), next_at, number)

    def revive(self, number: int, covered: date, next_at: int) -> None:
        """A subscription that was lost goes on; a pause that it was in stays."""
        sql = "UPDATE subscriptions SET state = 'on', covered = MAX(covered, ?), next_at = ? WHERE id = ?"
        self._file.write(sql, str(covered), next_at, number)

    def stand(self, number: int, state: Standing) -> bool:
        """Give a subscription a standing; -> whether it was in force before."""
        sql = "UPDATE subscriptions SET state = ? WHERE id = ? AND state = 'on'"
        return bool(self._file.write(sql, state, number))

    def lost_in(self, chat: int) -> list[Subscription]:
        """The subscriptions of a chat that were lost because it could not be written to."""
        return self._subscriptions("chat = ? AND state = 'lost'", chat)

    def move_to_general(self, number: int) -> bool:
        """A topic is gone: its reminders go to the general topic; -> False when that has its own, which then stays.

        Messages of days on which the general topic had one already stay where they are.
        """
        with self._file.transaction() as db:
            (taken,) = db.execute(_GENERAL_TAKEN, [number, number]).fetchone()
            if taken:
                db.execute("UPDATE subscriptions SET state = 'stopped' WHERE id = ?", [number])
                db.execute("UPDATE outbox SET state = 'void' WHERE subscription = ? AND state != 'sent'", [number])
            else:
                db.execute(_DROP_GENERAL, [number, number])
                db.execute("UPDATE subscriptions SET topic = 0 WHERE id = ?", [number])
                db.execute("UPDATE OR IGNORE outbox SET topic = 0 WHERE subscription = ?", [number])
        return not taken

    def follow(self, number: int, item: int) -> bool:
        """Follow an item; -> False when it was followed before."""
        return bool(self._file.write("INSERT OR IGNORE INTO follows VALUES (?, ?)", number, item))

    def unfollow(self, number: int, item: int) -> None:
        """Follow it no more."""
        self._file.write("DELETE FROM follows WHERE subscription = ? AND item = ?", number, item)

    def put_off(self, number: int, item: int, due: date, until: date | None) -> None:
        """Say nothing of an occurrence before a day, and then again; None takes that back."""
        if until is None:
            sql = "DELETE FROM put_off WHERE subscription = ? AND item = ? AND due = ?"
            self._file.write(sql, number, item, str(due))
        else:
            self._file.write("INSERT OR REPLACE INTO put_off VALUES (?, ?, ?, ?)", number, item, str(due), str(until))

    def owns(self, numbers: Sequence[int]) -> dict[int, Own]:
        """What subscriptions follow and have put off; none for those that do neither."""
        marks = ", ".join("?" * len(numbers))
        followed = self._file.rows(f"SELECT * FROM follows WHERE subscription IN ({marks})", *numbers)  # noqa: S608
        put_off = self._file.rows(f"SELECT * FROM put_off WHERE subscription IN ({marks})", *numbers)  # noqa: S608
        items: dict[int, set[int]] = {}
        for number, item in followed:
            items.setdefault(number, set()).add(item)
        until: dict[int, dict[tuple[int, date], date]] = {}
        for number, item, due, day in put_off:
            until.setdefault(number, {})[item, date.fromisoformat(due)] = date.fromisoformat(day)
        return {number: Own(frozenset(items.get(number, ())), until.get(number)) for number in {*items} | {*until}}

    def due(self, now: int, limit: int) -> list[Subscription]:
        """The subscriptions in force whose moment has come, the oldest first."""
        return self._subscriptions("state = 'on' AND next_at <= ? ORDER BY next_at, id LIMIT ?", now, limit)

    def resting(self, now: int) -> list[Subscription]:
        """The subscriptions in force whose moment is still to come."""
        return self._subscriptions("state = 'on' AND next_at > ?", now)

    def set_moments(self, moments: Iterable[tuple[int, date, int]]) -> None:
        """For subscriptions by id, up to which day everything has been said, and when they speak next."""
        sql = "UPDATE subscriptions SET covered = ?, next_at = ? WHERE id = ?"
        with self._file.transaction() as db:
            for number, covered, next_at in moments:
                db.execute(sql, [str(covered), next_at, number])

    def _subscriptions(self, which: str, *values: object) -> list[Subscription]:
        return [_subscription(row) for row in self._file.rows(f"SELECT * FROM subscriptions WHERE {which}", *values)]  # noqa: S608


def _subscription(row: tuple[Any, ...]) -> Subscription:
    number, chat, topic, owner, title, state, wants, draft, covered, next_at, paused, spoken = row
    return Subscription(
        number, chat, topic, owner, title, state,
        Wants.model_validate_json(wants),
        Wants.model_validate_json(draft) if draft else None,
        date.fromisoformat(covered),
        next_at,
        date.fromisoformat(paused) if paused else None,
        spoken,
    )  # fmt: skip


_CHAT_OF: Final = "(SELECT chat FROM subscriptions WHERE id = ?)"
_GENERAL_TAKEN: Final = (
    f"SELECT COUNT(*) FROM subscriptions WHERE id != ? AND topic = 0 AND state = 'on' AND chat = {_CHAT_OF}"  # noqa: S608
)
_DROP_GENERAL: Final = f"DELETE FROM subscriptions WHERE id != ? AND topic = 0 AND chat = {_CHAT_OF}"  # noqa: S608
