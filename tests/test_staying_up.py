"""What keeps the bot answering: outages, crowds, Telegram's limits, webhook, proxy, and what a supervisor sees."""

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.botapi import TOKEN, BotApi
from tests.running import Bot, online

QUESTION = "ai chủ trì khảo sát học sinh biết bơi ở Nghệ An?"
_OUTAGE = 30.0


@pytest.fixture(scope="module", autouse=True)
def outage(plans_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BotApi, Bot, Any]]:
    """A bot whose Telegram goes away for half a minute, while the other tests run."""
    with BotApi() as api:
        bot = Bot(api, tmp_path_factory.mktemp("outage"), AICHUTRI_DB=str(plans_db))
        chat = api.private()
        try:
            online(api)
            api.ask(chat, QUESTION)
            api.write(chat, "hạn khi nào?")
            api.outage(_OUTAGE)
            yield api, bot, chat
        finally:
            status, _ = bot.stop()
        assert (status, api.violations) == (0, [])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Status and text of a page, whatever proxy the environment names."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, body, headers), timeout=5) as page:  # noqa: S310
            return page.status, page.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_two_hundred_people_at_once_within_the_limits(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), TELEGRAM_PER_SECOND="30")
        online(api)
        people = [api.private() for _ in range(200)]
        begin = time.monotonic()
        updates = [api.write(chat, QUESTION) for chat in people]
        for update in updates[::10]:
            api.push(update)
        api.wait(lambda: len(api.sent) >= 200, 30, "200 answers")
        assert {each["chat"]["id"] for each in api.sent} == {chat.id for chat in people}
        api.ask(api.private(), QUESTION)
        assert len(api.sent) == 201
        assert max(each["times"][0] for each in api.sent) - begin >= (200 - 30) / 30
        assert bot.stop()[0] == 0
        assert api.violations == []


def test_a_greedy_group_waits_and_holds_no_other(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), TELEGRAM_PER_SECOND="30")
        online(api)
        group = api.group()
        for _ in range(25):
            api.write(group, f"/hoi {QUESTION}")
        api.answers(group, 20)
        api.ask(api.private(), QUESTION)
        assert len(api.answers(group, 20)) == 20
        status, seconds = bot.stop()
        assert (status, seconds < 20) == (0, True)


def test_a_storm_of_429(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db))
        online(api)
        people = [api.private() for _ in range(20)]
        for chat in people[:10]:
            api.fail("sendMessage", 429, times=2, chat=chat, retry_after=2)
        begin = time.monotonic()
        for chat in people:
            api.write(chat, QUESTION)
        for chat in people:
            assert len(api.answers(chat)) == 1
        assert time.monotonic() - begin >= 4
        assert {each["chat"]["id"] for each in api.sent[:10]} == {chat.id for chat in people[10:]}
        assert bot.stop()[0] == 0


def test_webhook(plans_db: Path, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/tin"
    settings = {"WEBHOOK_URL": url, "WEBHOOK_SECRET": "bi-mat_1", "HTTP_PORT": str(port)}
    with BotApi() as api:
        chat = api.private()
        early = api.write(chat, QUESTION)
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), **settings)
        api.answers(chat)
        assert api.made("setWebhook")[0]["secret_token"] == "bi-mat_1"
        assert "Thời gian" in api.ask(chat, "hạn khi nào?")["text"]
        assert api.made("getUpdates") == []
        header = {"X-Telegram-Bot-Api-Secret-Token": "bi-mat_1"}
        assert fetch(url, json.dumps(early).encode())[0] == 403
        assert fetch(url, b"{}", **{"X-Telegram-Bot-Api-Secret-Token": "khac"})[0] == 403
        assert fetch(url, b"[]", **header)[0] == 400
        assert fetch(url, b"\xff", **header)[0] == 400
        assert fetch(url, json.dumps(early).encode(), **header)[0] == 200
        assert fetch(url, **header)[0] == 405
        assert fetch(f"http://127.0.0.1:{port}/khac")[0] == 404
        assert fetch(f"http://127.0.0.1:{port}/healthz") == (200, "ok\n")
        assert api.silent(api.private())
        assert len(api.answers(chat)) == 2
        status, seconds = bot.stop()
        assert (status, seconds < 20) == (0, True)
        assert api.made("deleteWebhook") == []


def test_health_and_counts_without_words(plans_db: Path, tmp_path: Path) -> None:
    port = free_port()
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), HTTP_PORT=str(port))
        online(api)
        chat = api.private()
        shown = api.ask(chat, QUESTION)
        api.ask(chat, "ai chủ trì xây cầu vượt sông Hồng?")
        api.told(api.tap(shown, "Sai thông tin?"))
        api.query("đuối nước")
        api.wait(lambda: fetch(f"http://127.0.0.1:{port}/healthz")[0] == 200)
        status, counts = fetch(f"http://127.0.0.1:{port}/metrics")
        assert status == 200
        for line in (
            'aichutri_questions_total{outcome="answered"} 1', 'aichutri_questions_total{outcome="not_found"} 1',
            'aichutri_updates_total{kind="message"} 2', 'aichutri_updates_total{kind="inline_query"} 1',
            "aichutri_taps_total 1", "aichutri_reports_total 1", "aichutri_answer_seconds_count 2",
            'aichutri_answer_seconds_bucket{le="+Inf"} 2', "aichutri_errors_total 0",
        ):  # fmt: skip
            assert line in counts.splitlines()
        assert "Nghệ" not in counts
        assert str(chat.id) not in counts
        bot.stop()


def test_a_port_that_is_taken(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), HTTP_PORT=str(taken.getsockname()[1]))
        assert bot.end() == 2
        assert "HTTP_PORT" in bot.written()


class _Proxy(BaseHTTPRequestHandler):
    """Passes on what it is asked for, and counts."""

    passed = 0

    def do_POST(self) -> None:
        type(self).passed += 1
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {"Content-Type": self.headers["Content-Type"]} if body else {}
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(self.path, body, headers, method="POST")  # noqa: S310
        with opener.open(request, timeout=40) as page:
            told = page.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_through_a_proxy(plans_db: Path, tmp_path: Path) -> None:
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    with BotApi() as api:
        address = f"http://127.0.0.1:{proxy.server_port}"
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), TELEGRAM_PROXY=address)
        api.ask(api.private(), QUESTION)
        assert _Proxy.passed >= len(api.calls) > 5
        bot.stop()
    proxy.shutdown()
    proxy.server_close()


def test_the_state_is_for_its_owner_and_forgets_words_of_updates(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db))
        api.ask(api.private(), QUESTION)
        assert bot.stop()[0] == 0
        assert bot.state.stat().st_mode & 0o077 == 0
        from bot.memory.state import State

        state = State(bot.state)
        assert state.left_over() == []
        state.close()


def test_a_state_file_that_is_something_else(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), AICHUTRI_STATE=str(plans_db))
        assert bot.end() == 2
        assert "AICHUTRI_STATE" in bot.written()
        assert TOKEN not in bot.written()


def test_half_a_minute_without_telegram(outage: tuple[BotApi, Bot, Any]) -> None:
    api, bot, chat = outage
    api.write(chat, "phối hợp với ai?")
    answers = api.answers(chat, 3, seconds=_OUTAGE + 15)
    assert "Thời gian: Năm học" in answers[1]["text"]
    assert "hối hợp" in answers[2]["text"]
    assert "Đã kết nối lại với Telegram." in bot.written()
    assert api.silent(api.private())
    assert len(api.answers(chat)) == 3
