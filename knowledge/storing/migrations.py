"""Opening the database file, and its schema as steps that are only ever added to."""

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from knowledge.storing.faults import ForeignDatabase, MissingDatabase, NewerDatabase, OlderDatabase

APPLICATION_ID = 0x41694354
"""Marks the file as ours (SQLite's `application_id`), so that no other program's database is ever written to."""

SCHEMA_VERSION = 1
"""Number of the last step, kept in the file (`user_version`): a file with a higher one is of a later program."""

_steps = Migrations("ai-chu-tri")


def open_database(path: Path | str, read_only: bool, timeout: float) -> Database:
    """The database at `path` (or ":memory:") in the present schema; `timeout` in seconds. Raises a StoreProblem for a
    file that is not ours to use as it is, sqlite3.Error or OSError for one that cannot be opened.
    """
    db = Database(_connect(path, read_only, timeout), execute_plugins=False)
    try:
        _check(db, str(path), read_only)
        if not read_only:
            _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path | str, read_only: bool, timeout: float) -> sqlite3.Connection:
    if path == ":memory:":
        return sqlite3.connect(":memory:")
    path = Path(path).absolute()
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path, timeout=timeout)
    if not path.exists():
        raise MissingDatabase(str(path))
    # A WAL file wants a helper file beside it, which a read-only folder refuses; where nobody writes, none is needed.
    still = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?mode=ro{still}", timeout=timeout, uri=True)


def _check(db: Database, place: str, read_only: bool) -> None:
    """Refuses a file that is another program's, a later version's, or not to be read as it is."""
    with db.atomic():
        version, owner, tables = (
            int(db.execute(sql).fetchone()[0])
            for sql in ("PRAGMA user_version", "PRAGMA application_id", "SELECT COUNT(*) FROM sqlite_master")
        )
    if tables and owner != APPLICATION_ID:
        raise ForeignDatabase(place)
    if version > SCHEMA_VERSION:
        raise NewerDatabase(place)
    if read_only and version < SCHEMA_VERSION:
        raise OlderDatabase(place)


def _prepare(db: Database) -> None:
    """Write-ahead log, foreign keys, and the present schema. Two processes may do this at once."""
    _enable_wal(db)
    db.execute("PRAGMA foreign_keys = ON")
    if int(db.execute("PRAGMA user_version").fetchone()[0]) == SCHEMA_VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        _upgrade(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _enable_wal(db: Database) -> None:
    """The mode is a property of the file. SQLite does not wait for its turn to change it: a file that is in use right
    now works without, and is changed by whoever opens it next.
    """
    try:
        db.enable_wal()
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _upgrade(db: Database) -> None:
    """From any earlier version, or nothing, to SCHEMA_VERSION."""
    _steps.apply(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


# AUTOINCREMENT: an id once given is never given again, so nothing tied to a removed item falls to another one.
_FIRST_SCHEMA = (
    """
    CREATE TABLE plans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        file TEXT NOT NULL,
        digest TEXT NOT NULL,
        reader TEXT NOT NULL,
        identity TEXT,
        document TEXT NOT NULL,
        imported_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX plans_file ON plans (file)",
    "CREATE INDEX plans_digest ON plans (digest)",
    "CREATE INDEX plans_identity ON plans (identity)",
    """
    CREATE TABLE items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
        ref TEXT NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        line_from INTEGER NOT NULL,
        line_to INTEGER NOT NULL,
        text TEXT NOT NULL,
        data TEXT NOT NULL,
        UNIQUE (plan_id, ref)
    )
    """,
    "CREATE INDEX items_order ON items (plan_id, position)",
    """
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        data TEXT NOT NULL
    )
    """,
    "CREATE INDEX passages_order ON passages (plan_id, position)",
    """
    CREATE TABLE words (
        plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
        word TEXT NOT NULL,
        PRIMARY KEY (plan_id, word)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE seen (digest TEXT PRIMARY KEY)",
    "CREATE TABLE revision (number INTEGER NOT NULL)",
    "INSERT INTO revision (number) VALUES (0)",
)


@_steps()
def m001_plans_items_passages(db: Database) -> None:
    """Plans, items, passages (JSON with the columns searched), words; digests ever stored; the count of writes."""
    for statement in _FIRST_SCHEMA:
        db.execute(statement)
