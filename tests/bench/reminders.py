"""Reminders: planning and sending when all chats are due at once, what that costs with more chats and more tasks, and
what a minute costs in which nothing is due.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import cycle, product
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.reminders.wants import Wants
from bot.settings import TIMEZONE
from tests.bench.bases import fill
from tests.reminding import Desk

_DAY = date(2026, 12, 10)
_EIGHT = datetime(2026, 12, 10, 8, tzinfo=TIMEZONE)
_CHATS = (100, 1_000, 10_000)
_TASKS = (0, 10_000)
_BEFORE = ((15, 7, 3, 1), (7, 1), (30, 10), (5,))
_IDLE = 100
_INSERT = (
    "INSERT INTO subscriptions (chat, topic, owner, title, state, wants, covered, next_at) "
    "VALUES (?, 0, 1, 'ví dụ', 'on', ?, ?, ?)"
)
_LOOKED_UP = (
    "SELECT * FROM subscriptions WHERE state = 'on' AND next_at <= 0 ORDER BY next_at, id LIMIT 200",
    "SELECT next_try FROM outbox WHERE state IN ('planned', 'uncertain', 'failed') ORDER BY next_try LIMIT 1",
)


def reminders() -> None:
    """A row for each number of chats and tasks; then how SQLite finds what is due."""
    print(
        f"Nhắc việc: mọi nơi cùng đến giờ một lúc ({_DAY}); một phút không có gì để nhắc là trung bình của {_IDLE} phút"
    )
    print(
        "| nơi nhận | nhiệm vụ | lập tin: giây | câu SQL | tin | gửi: giây | câu SQL một tin | phút rỗi: ms | câu SQL |"
    )
    print("|" + " --- |" * 9)
    for tasks in _TASKS:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder) / "plans.db", tasks).close()
            for chats in _CHATS:
                _measured(Path(folder), chats)
    print(flush=True)


def _measured(folder: Path, chats: int) -> None:
    (folder / "state.db").unlink(missing_ok=True)
    desk = Desk(folder, ())
    asyncio.run(_row(desk, chats))
    desk.close()
    for rest in ("-wal", "-shm"):
        (folder / f"state.db{rest}").unlink(missing_ok=True)


async def _row(desk: Desk, chats: int) -> None:
    record, counted = desk.office.record, Counter[str]()
    names = desk.office.clerk.agencies()
    tasks = len(desk.office.clerk.base().entries)
    await record(_fill, desk, names, chats)
    await record(_traced, desk, lambda _: counted.update(["queries"]))
    desk.now = _EIGHT
    planning, _ = await _timed(_planned(desk))
    planned = counted["queries"]
    sending, _ = await _timed(_sent(desk))
    sent = counted["queries"] - planned
    desk.now += timedelta(minutes=1)
    before = counted["queries"]
    idle, _ = await _timed(_idle(desk))
    quiet = (counted["queries"] - before) / _IDLE
    messages = len(desk.bot.sent)
    cells = (
        f"{chats:,}", f"{tasks:,}", f"{planning:.2f}", planned, f"{messages:,}", f"{sending:.1f}",
        f"{sent / max(messages, 1):.1f}", f"{idle * 1000 / _IDLE:.2f}", f"{quiet:.0f}",
    )  # fmt: skip
    print("|", " | ".join(map(str, cells)), "|", flush=True)
    for line in await record(_explained, desk) if chats == _CHATS[-1] and tasks > 1000 else ():
        print(f"  {line}")


async def _planned(desk: Desk) -> None:
    while (await desk.office.record(desk.office.planner.plan, _EIGHT))[0]:
        pass


async def _sent(desk: Desk) -> None:
    await desk.ticker.tick()
    await desk.ticker.settled()


async def _idle(desk: Desk) -> None:
    for _ in range(_IDLE):
        await _sent(desk)
        await desk.ticker._pause(well=True)


async def _timed(work: Any) -> tuple[float, None]:
    begin = perf_counter()
    await work
    return perf_counter() - begin, None


def _fill(desk: Desk, names: list[str], chats: int) -> None:
    """Chats with the agencies of the base in turn, some for everything, every second with a duty of its own."""
    kinds = cycle(product((*names[:40], None, *names[40:80], None), _BEFORE))
    rows = []
    for number in range(chats):
        name, before = next(kinds)
        wants = Wants(agencies=(name,) if name else (), before=before)
        rows.append((-1 - number, wants.model_dump_json(), str(_DAY - timedelta(1)), int(_EIGHT.timestamp())))
    with desk.office.book.outbox._file.transaction() as db:
        db.conn.executemany(_INSERT, rows)
        db.conn.executemany("INSERT INTO follows VALUES (?, ?)", [(n, n % 200 + 1) for n in range(1, chats, 2)])


def _traced(desk: Desk, told: Callable[[str], None]) -> None:
    desk.office.book.outbox._file.db.conn.set_trace_callback(told)


def _explained(desk: Desk) -> list[str]:
    file = desk.office.book.outbox._file
    return [str(row[-1]) for sql in _LOOKED_UP for row in file.rows(f"EXPLAIN QUERY PLAN {sql}")]
