"""The file of what the bot remembers: opening it, its lock, and its schema as steps that are only ever added to."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.faults import why
from knowledge.errors import Problem

APPLICATION_ID = 0x41694353
"""Marks the file as ours (SQLite's `application_id`), so that the task base is never taken for it."""

_steps = Migrations("ai-chu-tri-state")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what is wrong with the file as a `Problem`."""
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        raise Problem(
            f"Không dùng được tệp ghi nhớ của bot {path.name} ({why(fault)}); xin kiểm tra AICHUTRI_STATE, "
            "quyền ghi và dung lượng đĩa."
        ) from fault


def open_state(path: Path) -> Database:
    """The database at a path, made or upgraded. Belongs to the thread that opens it. Raises `Problem`."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=10)
        os.chmod(path, 0o600)  # noqa: PTH101 - questions of people
        db = Database(connection, execute_plugins=False)
        owner, tables = (
            int(db.execute(sql).fetchone()[0])
            for sql in ("PRAGMA application_id", "SELECT COUNT(*) FROM sqlite_master")
        )
        if not tables or owner == APPLICATION_ID:
            db.enable_wal()
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            _steps.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            return db
    db.close()
    raise Problem(f"Tệp {path.name} không phải tệp ghi nhớ của bot; xin đặt AICHUTRI_STATE là tệp khác.")


@contextmanager
def only_copy(path: Path) -> Iterator[None]:
    """Hold the file's lock. Raises `Problem` when another copy of the bot holds it."""
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; there Telegram alone tells of a second copy
        yield
        return
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(path.name + ".lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Problem("Một bản khác của bot đang chạy trên máy này; xin dừng bản đó trước khi chạy lại.") from None
        yield


_FIRST_SCHEMA = (
    "CREATE TABLE choices (owner INTEGER PRIMARY KEY, agency TEXT, plan INTEGER)",
    "CREATE TABLE closed (chat INTEGER PRIMARY KEY, why TEXT NOT NULL, until INTEGER)",
    """
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat INTEGER NOT NULL,
        topic INTEGER,
        person INTEGER NOT NULL,
        question INTEGER,
        message INTEGER,
        view TEXT NOT NULL,
        turn TEXT NOT NULL,
        at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX answers_person ON answers (chat, person, id)",
    "CREATE INDEX answers_question ON answers (chat, question)",
    "CREATE INDEX answers_message ON answers (chat, message)",
    "CREATE INDEX answers_at ON answers (at)",
    """
    CREATE TABLE reports (
        answer INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        understood TEXT NOT NULL,
        told TEXT NOT NULL
    )
    """,
    "CREATE TABLE updates (id INTEGER PRIMARY KEY, body TEXT, tries INTEGER NOT NULL, at INTEGER NOT NULL)",
    "CREATE TABLE names (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE)",
)


@_steps()
def m001_first(db: Database) -> None:
    """Choices, chats that cannot be written to, answers, reports, updates, names behind buttons."""
    for statement in _FIRST_SCHEMA:
        db.execute(statement)


_REMINDERS = (
    """
    CREATE TABLE subscriptions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat INTEGER NOT NULL,
        topic INTEGER NOT NULL,
        owner INTEGER NOT NULL,
        title TEXT NOT NULL,
        state TEXT NOT NULL,
        wants TEXT NOT NULL,
        draft TEXT,
        covered TEXT NOT NULL,
        next_at INTEGER NOT NULL,
        paused_until TEXT,
        spoken_at INTEGER,
        UNIQUE (chat, topic)
    )
    """,
    "CREATE INDEX subscriptions_next ON subscriptions (next_at) WHERE state = 'on'",
    "CREATE INDEX subscriptions_owner ON subscriptions (owner)",
    """
    CREATE TABLE follows (
        subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
        item INTEGER NOT NULL,
        PRIMARY KEY (subscription, item)
    )
    """,
    """
    CREATE TABLE put_off (
        subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
        item INTEGER NOT NULL,
        due TEXT NOT NULL,
        until TEXT NOT NULL,
        PRIMARY KEY (subscription, item, due)
    )
    """,
    """
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chat INTEGER NOT NULL,
        topic INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        subscription INTEGER NOT NULL,
        state TEXT NOT NULL,
        body TEXT NOT NULL,
        planned_for INTEGER NOT NULL,
        next_try INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        message INTEGER,
        sent_at INTEGER,
        view TEXT NOT NULL DEFAULT '',
        UNIQUE (chat, topic, kind, day)
    )
    """,
    "CREATE INDEX outbox_waiting ON outbox (next_try) WHERE state IN ('planned', 'uncertain', 'failed')",
    "CREATE INDEX outbox_message ON outbox (chat, message)",
    "CREATE INDEX outbox_day ON outbox (day)",
    "CREATE INDEX outbox_subscription ON outbox (subscription, day)",
    """
    CREATE TABLE progress (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        item INTEGER NOT NULL,
        due TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        person INTEGER NOT NULL,
        name TEXT NOT NULL,
        chat INTEGER NOT NULL,
        at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX progress_of ON progress (due, item, id)",
)


@_steps()
def m002_reminders(db: Database) -> None:
    """What chats want to be reminded of, the outbox, what they follow and put off, and the progress of duties."""
    for statement in _REMINDERS:
        db.execute(statement)
