"""When a file fails the reminders: nothing is sent that was not recorded before, nothing is lost, the log and the
counts tell, and all goes on by itself when the file is well again.
"""

import asyncio
import resource
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.reminders import ticker
from bot.reminders.outbox import Outbox
from bot.settings import TIMEZONE
from knowledge.errors import Problem
from knowledge.storing.store import Store
from tests.botapi import BotApi
from tests.proof.duties import VERSIONS, put
from tests.reminding import Desk, subscribe, vietnam
from tests.running import Bot, at, online
from tests.test_staying_up import fetch, free_port

CHAT = -77
_TOLD = "Nhắc việc: tạm thời chưa làm được ("
Trouble = Callable[[Bot, Path], Iterator[None]]


@contextmanager
def full(bot: Bot, _: Path) -> Iterator[None]:
    """No file of the bot's can grow."""
    size = bot.state.with_name(bot.state.name + "-wal").stat().st_size
    unlimited = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (max(size, 4096), unlimited[1]))
    yield
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, unlimited)


@contextmanager
def locked(bot: Bot, _: Path) -> Iterator[None]:
    """Another process writes to the state file, and takes its time."""
    other = sqlite3.connect(bot.state, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def plans_away(_: Bot, plans: Path) -> Iterator[None]:
    """The plans' file is gone for a while."""
    aside = plans.with_name("aside.db")
    plans.rename(aside)
    yield
    aside.rename(plans)


@dataclass
class Outcome:
    """What was sent while the trouble lasted and in all, the bot's log and its counts meanwhile."""

    during: int
    in_all: int
    log: str
    counts: str


def _through(trouble: Trouble, folder: Path) -> Outcome:
    """A bot that meets with a trouble just before a chat is to be reminded, until some time after it."""
    folder.mkdir()
    plans, port = folder / "plans.db", free_port()
    with Store.open(plans) as store:
        put(store, VERSIONS[-1][1], datetime(2026, 9, 1, tzinfo=TIMEZONE))
    with BotApi() as api:
        chat = api.private()
        subscribe(folder / "state.db", chat.id, date(2026, 9, 28))
        start = at(datetime(2026, 9, 28, 7, 59, 48))
        bot = Bot(api, folder, *start, AICHUTRI_DB=str(plans), HTTP_PORT=str(port))
        online(api, 2)
        with trouble(bot, plans):
            api.wait(lambda: api.sent or _TOLD in bot.written(), 60, "the trouble to be told")
            during, counts = len(api.sent), fetch(f"http://127.0.0.1:{port}/metrics")[1]
        api.answers(chat, seconds=40)
        log = bot.written()
        bot.stop()
        return Outcome(during, len(api.sent), log, counts)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All troubles side by side."""
    folder = tmp_path_factory.mktemp("faults")
    troubles = {each.__name__: each for each in (full, locked, plans_away)}
    with ThreadPoolExecutor(len(troubles)) as threads:
        found = {name: threads.submit(_through, each, folder / name) for name, each in troubles.items()}
        return {name: each.result() for name, each in found.items()}


@pytest.mark.parametrize("name", ["full", "locked", "plans_away"])
def test_a_file_that_fails_for_a_while_delays_and_loses_nothing(outcomes: dict[str, Outcome], name: str) -> None:
    outcome = outcomes[name]
    assert (outcome.during, outcome.in_all) == (0, 1)
    assert _TOLD in outcome.log
    kind = "MissingDatabase" if name == "plans_away" else "Problem"
    assert f'aichutri_errors_total{{kind="{kind}"}}' in outcome.counts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    subscribe(desk.state, CHAT, date(2026, 9, 28))
    yield desk
    desk.close()


@contextmanager
def failing(call: str) -> Iterator[None]:
    """A method of the outbox finds the file full, until it no longer is."""
    healthy, is_full = getattr(Outbox, call), [True]

    def perhaps(*args: object) -> object:
        if is_full[0]:
            raise Problem("ví dụ")
        return healthy(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outbox, call, perhaps)
        yield
        is_full[0] = False


def test_what_cannot_be_recorded_before_is_not_sent(desk: Desk) -> None:
    with failing("claim"):
        assert desk.tick(vietnam("2026-09-28")) == []
    assert desk.bot.tries == []
    assert len(desk.tick(vietnam("2026-09-28", "08:01"))) == 1


def test_what_was_sent_when_the_file_filled_up_is_recorded_later_and_not_sent_again(desk: Desk) -> None:
    with failing("sent"):
        assert len(desk.tick(vietnam("2026-09-28"))) == 1
        assert desk.tick(vietnam("2026-09-28", "08:01")) == []
    assert desk.tick(vietnam("2026-09-28", "08:02")) == []
    desk.restart()
    assert desk.tick(vietnam("2026-09-28", "08:03")) == []
    [(_, _, text)] = desk.tick(vietnam("2026-09-29"))
    assert "Gộp cả" not in text


def test_what_an_ended_run_left_behind_is_seen_to_as_soon_as_the_file_can_be_written(desk: Desk) -> None:
    with failing("sent"):
        desk.tick(vietnam("2026-09-28"))
    desk.restart()  # as after a crash: it may have arrived or not
    with failing("recover"), pytest.raises(Problem):
        desk.tick(vietnam("2026-09-28", "08:05"))
    assert len(desk.tick(vietnam("2026-09-28", "08:06"))) == 1


def test_reminders_that_stand_still_are_not_counted_as_alive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_AFTER_FAULT", "_MINUTE", "_SHORTEST"):
        monkeypatch.setattr(ticker, name, 0.01)
    desk.now, ticked = vietnam("2026-09-28"), []
    monkeypatch.setattr(desk.office.counts, "ticked", lambda: ticked.append(1))

    async def run() -> None:
        desk.office.online.set()
        running = asyncio.create_task(desk.ticker.run())
        with failing("claim"):
            await asyncio.sleep(0.5)
            before = len(ticked)
            await asyncio.sleep(0.5)
            assert len(ticked) == before
        while len(ticked) == before or not desk.bot.sent:
            await asyncio.sleep(0.01)
        running.cancel()

    asyncio.run(asyncio.wait_for(run(), 20))


def test_a_backup_of_yesterday_says_todays_words_once_more_and_nothing_else(desk: Desk) -> None:
    for day in ("2026-09-28", "2026-09-29"):
        assert len(desk.tick(vietnam(day))) == 1
    _copy(desk.state, desk.folder / "backup.db")
    assert len(desk.tick(vietnam("2026-09-30"))) == 1
    desk.restart(lambda: _copy(desk.folder / "backup.db", desk.state))
    [(_, _, text)] = desk.tick(vietnam("2026-09-30", "10:00"))
    assert "Nhắc việc thứ Tư 30/9/2026" in text
    assert "Gộp cả" not in text
    assert desk.tick(vietnam("2026-09-30", "11:00")) == []
    assert len(desk.tick(vietnam("2026-10-01"))) == 1


def test_a_backup_from_before_a_message_went_out_folds_it_into_today(desk: Desk) -> None:
    desk.tick(vietnam("2026-09-25"))
    _copy(desk.state, desk.folder / "backup.db")
    for day in ("2026-09-28", "2026-09-29", "2026-09-30"):
        assert len(desk.tick(vietnam(day))) == 1
    desk.restart(lambda: _copy(desk.folder / "backup.db", desk.state))
    [(_, _, text)] = desk.tick(vietnam("2026-10-01"))
    assert "Gộp cả những việc lẽ ra đã nhắc từ 28/9/2026." in text


def _copy(source: Path, target: Path) -> None:
    """As `sqlite3 source ".backup target"` does."""
    for rest in ("", "-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()
