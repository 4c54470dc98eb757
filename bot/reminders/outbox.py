"""The outbox in the state file.

The promise: planned exactly once (a unique key of chat, topic, kind and local day), delivered at least once (a message
is recorded as sent only after Telegram took it), never lost (what was not sent is said with the next digest). When the
file cannot be written, a message can neither be planned nor claimed, so nothing is sent that is not recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple

from bot.memory.file import File
from bot.reminders.subscriptions import Subscription

Outcome = Literal["planned", "sending", "sent", "uncertain", "failed", "folded", "void", "refused"]
"""Of a message: folded into a later one, void when nothing was left to say, refused by Telegram for good."""
DIGEST: Final = "digest"
GENERAL: Final = 0
"""The topic of messages outside of topics."""
_KEPT: Final = timedelta(days=400)
"""How long messages are kept, so that their buttons work: a year and a month."""


class Planned(NamedTuple):
    """What the planner decided for a subscription: a message's body, or None when there is nothing to say."""

    subscription: Subscription
    day: date | None
    """the day that was looked at, or None when it was none to speak on."""
    body: str | None
    moment: int
    """when the message was to be sent."""
    next_at: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the outbox."""

    id: int
    chat: int
    topic: int
    kind: str
    day: date
    subscription: int
    state: Outcome
    body: str
    planned_for: int
    tries: int
    message: int | None
    view: str


class Outbox:
    """The messages to be sent and those that were. Belongs to the thread of its file; every method raises `Problem`
    when the file fails it.
    """

    def __init__(self, file: File) -> None:
        self._file = file

    def plan(self, decided: Iterable[Planned]) -> int:
        """Put what was decided into the outbox, all or nothing; -> how many messages are new in it."""
        new = 0
        with self._file.transaction() as db:
            for each in decided:
                new += _plan_one(db, each)
        return new

    def notify(self, about: Subscription, name: str, day: date, body: str, at: int) -> None:
        """Tell the owner of a subscription, once a day for each name, what became of it. Who hides behind a group
        cannot be told.
        """
        if about.owner > 0 and about.owner != about.chat:
            values = (about.owner, GENERAL, f"{name}-{about.id}", str(day), about.id, body, at, at)
            self._file.write(_INSERT, *values)

    # sending

    def recover(self) -> int:
        """At start: what was on its way when the last run ended may have arrived or not; -> how many."""
        return self._file.write("UPDATE outbox SET state = 'uncertain', next_try = 0 WHERE state = 'sending'")

    def waiting(self, now: int, limit: int) -> list[Letter]:
        """The messages whose turn it is, in the order in which they were to be sent."""
        return self._letters(f"{_WAITING} AND next_try <= ? ORDER BY planned_for, id LIMIT ?", now, limit)

    def next_try(self) -> int | None:
        """When the next message in the outbox may be tried, or None when it is empty."""
        return next((at for (at,) in self._file.rows(_NEXT_TRY)), None)

    def claim(self, letter: int) -> bool:
        """Take a message for sending; -> False when it has been taken or needs no sending any more."""
        return bool(self._file.write(_CLAIM, letter))

    def sent(self, letter: Letter, message: int, at: int) -> None:
        """A message has arrived; all up to its day has been said."""
        with self._file.transaction() as db:
            sql = "UPDATE outbox SET state = 'sent', message = ?, sent_at = ? WHERE id = ?"
            db.execute(sql, [message, at, letter.id])
            if letter.kind == DIGEST:
                db.execute(_COVERED, [str(letter.day), at, letter.subscription])

    def void(self, letter: Letter) -> None:
        """Nothing was left to say."""
        with self._file.transaction() as db:
            db.execute("UPDATE outbox SET state = 'void' WHERE id = ?", [letter.id])
            if letter.kind == DIGEST:
                db.execute(_COVERED, [str(letter.day), None, letter.subscription])

    def failed(self, letter: int, state: Outcome, next_try: int = 0) -> None:
        """A message did not arrive for certain, and when it is tried again, if its state is one that is. What a digest
        that was planned meanwhile says is not tried again.
        """
        with self._file.transaction() as db:
            db.execute("UPDATE outbox SET state = ?, next_try = ? WHERE id = ?", [state, next_try, letter])
            db.execute(_OVERTAKEN, [letter])

    def take_back(self, now: int, today: date, latest: int) -> None:
        """The clock stood ahead: digests of days to come are planned again when these come, and nothing waits for
        longer than until `latest`.
        """
        with self._file.transaction() as db:
            db.execute(_PLANNED_AHEAD, [str(today)])
            db.execute(_SENT_AHEAD, [str(today)])
            db.execute(_PUT_OFF_AHEAD, [now, latest])

    # messages that were sent

    def letter(self, number: int) -> Letter | None:
        """A message by its id."""
        return next(iter(self._letters("id = ?", number)), None)

    def letter_in(self, chat: int, message: int) -> Letter | None:
        """The one that stands in a message of the bot's."""
        return next(iter(self._letters("chat = ? AND message = ?", chat, message)), None)

    def last_of(self, number: int) -> Letter | None:
        """The latest digest of a subscription that was sent."""
        sql = "subscription = ? AND kind = 'digest' AND state = 'sent' ORDER BY day DESC LIMIT 1"
        return next(iter(self._letters(sql, number)), None)

    def show(self, letter: int, view: str) -> None:
        """A message shows another view."""
        self._file.write("UPDATE outbox SET view = ? WHERE id = ?", view, letter)

    def forget(self, today: date) -> None:
        """Forget old messages."""
        self._file.write("DELETE FROM outbox WHERE day < ?", str(today - _KEPT))

    def _letters(self, which: str, *values: object) -> list[Letter]:
        sql = (
            "SELECT id, chat, topic, kind, day, subscription, state, body, planned_for, tries, message, view "  # noqa: S608
            f"FROM outbox WHERE {which}"
        )
        return [_letter(row) for row in self._file.rows(sql, *values)]


def _letter(row: tuple[Any, ...]) -> Letter:
    number, chat, topic, kind, day, *rest = row
    return Letter(number, chat, topic, kind, date.fromisoformat(day), *rest)


def _plan_one(db: Any, each: Planned) -> int:
    """Put one decision down; -> how many messages are new."""
    about = each.subscription
    if each.day is None:
        db.execute("UPDATE subscriptions SET next_at = ? WHERE id = ?", [each.next_at, about.id])
        return 0
    day = str(each.day)
    db.execute(_FOLD, [about.id, day])
    new = 0
    if each.body is not None:
        values = (about.chat, about.topic, DIGEST, day, about.id, each.body, each.moment, each.moment)
        new = db.execute(_INSERT, values).rowcount
    covered = day if each.body is None else str(about.covered)
    db.execute(_PLANNED, [each.next_at, covered, day, about.id])
    return int(new)


_WAITING: Final = "state IN ('planned', 'uncertain', 'failed')"
_NEXT_TRY: Final = f"SELECT next_try FROM outbox WHERE {_WAITING} ORDER BY next_try LIMIT 1"  # noqa: S608
_CLAIM: Final = f"UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id = ? AND {_WAITING}"  # noqa: S608
_FOLD: Final = (
    f"UPDATE outbox SET state = 'folded' WHERE subscription = ? AND day < ? AND kind = 'digest' AND {_WAITING}"  # noqa: S608
)
_OVERTAKEN: Final = f"""
    UPDATE outbox SET state = 'folded' WHERE id = ? AND kind = 'digest' AND {_WAITING}
    AND EXISTS (SELECT 1 FROM outbox AS later WHERE later.subscription = outbox.subscription
                AND later.chat = outbox.chat AND later.kind = 'digest' AND later.day > outbox.day)
"""  # noqa: S608
_PLANNED_AHEAD: Final = f"UPDATE outbox SET state = 'void' WHERE kind = 'digest' AND day > ? AND {_WAITING}"  # noqa: S608
_PUT_OFF_AHEAD: Final = f"UPDATE outbox SET next_try = ? WHERE next_try > ? AND {_WAITING}"  # noqa: S608
_SENT_AHEAD: Final = "UPDATE outbox SET kind = 'ahead-' || id WHERE kind = 'digest' AND day > ? AND state = 'sent'"
_INSERT: Final = """
    INSERT INTO outbox (chat, topic, kind, day, subscription, body, state, planned_for, next_try)
    VALUES (?, ?, ?, ?, ?, ?, 'planned', ?, ?)
    ON CONFLICT (chat, topic, kind, day) DO UPDATE
    SET body = excluded.body, state = 'planned', planned_for = excluded.planned_for, next_try = excluded.next_try
    WHERE outbox.state = 'void'
"""
_PLANNED: Final = """
    UPDATE subscriptions SET next_at = ?, covered = MAX(covered, ?),
    paused_until = CASE WHEN paused_until <= ? THEN NULL ELSE paused_until END WHERE id = ?
"""
_COVERED: Final = "UPDATE subscriptions SET covered = MAX(covered, ?), spoken_at = COALESCE(?, spoken_at) WHERE id = ?"
