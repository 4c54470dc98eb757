"""Reminders through the running bot, on a server in New York: chats that cannot be written to, killed and started
again. Every chat is due at the same moment, each with a trouble of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.settings import TIMEZONE
from knowledge.storing.store import Store
from tests.botapi import GARBLED, LOST, BotApi, Chat
from tests.proof.duties import VERSIONS, put
from tests.proof.storm import QUICK
from tests.reminding import reading, rows, subscribe
from tests.running import Bot, at, online

MONDAY = date(2026, 9, 28)
NOW = datetime(2026, 9, 28, 8, 0, 20)
DIGEST = "Nhắc việc thứ Hai 28/9/2026"


@dataclass
class Morning:
    """The bot on a Monday morning, started a second time."""

    api: BotApi
    state: Path
    chats: dict[str, Chat]
    owners: dict[str, Chat]

    def digests(self, name: str) -> list[dict[str, Any]]:
        """The digests that came to a chat."""
        here = [each for each in self.api.sent if each["chat"]["id"] == self.chats[name].id]
        return [each for each in here if each["text"].startswith("Nhắc việc")]

    def tries(self, name: str) -> int:
        """How often the bot tried to write there."""
        return len([call for call in self.api.made("sendMessage") if call["chat_id"] == str(self.chats[name].id)])

    def notices(self, name: str) -> list[str]:
        """What the one who set up the reminders of a chat was told."""
        return [each["text"] for each in self.api.sent if each["chat"]["id"] == self.owners[name].id]

    def standing(self, name: str, topic: int = 0) -> str | None:
        """How the reminders of a chat stand."""
        with reading(self.state) as book:
            about = book.subscriptions.at(self.chats[name].id, topic)
            return about and about.state


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    folder = tmp_path_factory.mktemp("morning")
    with Store.open(folder / "plans.db") as store:
        put(store, VERSIONS[-1][1], NOW.replace(tzinfo=TIMEZONE))
    settings = {"AICHUTRI_DB": str(folder / "plans.db"), "TZ": "America/New_York"}
    with BotApi() as api:
        morning = _prepared(api, folder)
        _set_up(morning)
        start = at(NOW, QUICK + "import bot.chat.office as o; o._MUTED_SECONDS = 1; ")
        bot = Bot(api, folder, *start, **settings)
        _all_sent(morning, "broken")
        bot.crash()
        subscribe(morning.state, morning.chats["late"].id, MONDAY)
        bot = Bot(api, folder, *start, **settings)
        try:
            online(api, len(api.made("getUpdates")) + 1)
            _all_sent(morning, "late")
            yield morning
        finally:
            status, _ = bot.stop()
        assert status == 0
        assert set(api.violations) == {"sendMessage: message thread not found"}


def _prepared(api: BotApi, folder: Path) -> Morning:
    topics = dict.fromkeys(("shut", "deleted", "merged"), (5,))
    names = (
        "group",
        "removed",
        "muted",
        "silenced",
        "migrated",
        "supergroup",
        "renamed",
        "renewed",
        "shut",
        "deleted",
        "merged",
    )
    chats = {name: api.group(*topics.get(name, ()), title=name) for name in names}
    chats |= {name: api.private() for name in ("private", "blocked", "flooded", "broken", "lost", "failing", "late")}
    return Morning(api, folder / "state.db", chats, {name: api.private() for name in names})


def _set_up(morning: Morning) -> None:
    """Everybody is reminded at eight, and each of them meets with something else."""
    api, chats = morning.api, morning.chats
    for name in ("private", "blocked", "flooded", "broken", "lost", "failing"):
        subscribe(morning.state, chats[name].id, MONDAY, owner=chats[name].id)
    for name, topics in {"shut": (5,), "deleted": (9,), "merged": (0, 9)}.items():
        for topic in topics:
            subscribe(morning.state, chats[name].id, MONDAY, topic=topic, owner=morning.owners[name].id)
    for name in ("group", "removed", "muted", "silenced", "migrated"):
        subscribe(morning.state, chats[name].id, MONDAY, owner=morning.owners[name].id)
    subscribe(morning.state, chats["renamed"].id, date(2026, 9, 29), owner=morning.owners["renamed"].id)
    api.fail("sendMessage", 403, chat=chats["blocked"], told="Forbidden: bot was blocked by the user")
    api.fail("sendMessage", 403, chat=chats["removed"], told="Forbidden: bot was kicked from the group chat")
    rights = "Bad Request: not enough rights to send text messages to the chat"
    for name in ("muted", "silenced"):
        api.fail("sendMessage", 400, chat=chats[name], told=rights)
    api.fail("sendMessage", 400, chat=chats["shut"], told="Bad Request: TOPIC_CLOSED")
    api.fail("sendMessage", 400, chat=chats["migrated"], migrate_to_chat_id=chats["supergroup"].id)
    api.fail("sendMessage", 429, chat=chats["flooded"], retry_after=1)
    api.fail("sendMessage", GARBLED, chat=chats["broken"])
    api.fail("sendMessage", LOST, chat=chats["lost"])
    api.fail("sendMessage", 502, chat=chats["failing"])


def _all_sent(morning: Morning, last: str) -> None:
    def nothing_waits() -> bool:
        return not rows(
            morning.state, "SELECT id FROM outbox WHERE state IN ('planned', 'sending', 'uncertain', 'failed')"
        )

    number = 2 if last == "broken" else 1
    morning.api.wait(lambda: len(morning.digests(last)) >= number and nothing_waits(), 30, "all to be sent")


@pytest.mark.parametrize("name", ["private", "group", "flooded", "failing", "late", "supergroup", "shut", "deleted"])
def test_a_digest_comes_once_on_the_vietnamese_day_whatever_happens(morning: Morning, name: str) -> None:
    [digest] = morning.digests(name)
    assert digest["text"].startswith(DIGEST)
    assert "Gửi muộn" not in digest["text"]


@pytest.mark.parametrize("name", ["broken", "lost"])
def test_a_digest_whose_answer_was_lost_comes_again_once(morning: Morning, name: str) -> None:
    assert len(morning.digests(name)) == 2


@pytest.mark.parametrize("name", ["blocked", "removed", "muted"])
def test_a_chat_that_cannot_be_written_to_rests(morning: Morning, name: str) -> None:
    assert (morning.tries(name), morning.standing(name)) == (1, "lost")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("removed", "Tôi không gửi được tin nhắc vào “ví dụ"),
        ("muted", "Tôi không còn quyền gửi tin vào “ví dụ"),
        ("shut", "từ nay tin nhắc gửi vào chủ đề chung của nhóm"),
        ("deleted", "từ nay tin nhắc gửi vào chủ đề chung của nhóm"),
        ("merged", "chủ đề chung của nhóm đã có lời nhắc riêng"),
    ],
)
def test_its_owner_is_told_once(morning: Morning, name: str, told: str) -> None:
    [notice] = morning.notices(name)
    assert told in notice


def test_owners_of_what_goes_well_are_told_nothing(morning: Morning) -> None:
    assert [morning.notices(name) for name in ("group", "migrated")] == [[], []]


@pytest.mark.parametrize("name", ["shut", "deleted"])
def test_a_topic_that_is_gone_gives_its_reminders_to_the_general_one(morning: Morning, name: str) -> None:
    assert "message_thread_id" not in morning.digests(name)[0]
    assert morning.standing(name) == "on"


def test_where_the_general_topic_has_its_own_those_of_a_topic_that_is_gone_stop(morning: Morning) -> None:
    assert len(morning.digests("merged")) == 1
    assert (morning.standing("merged"), morning.standing("merged", 9)) == ("on", "stopped")


def test_a_group_that_becomes_a_supergroup_takes_its_reminders_along(morning: Morning) -> None:
    assert morning.digests("migrated") == []
    assert (morning.standing("migrated"), morning.standing("supergroup")) == (None, "on")
    old, new = morning.chats["renamed"], morning.chats["renewed"]
    morning.api.write(old, migrate_to_chat_id=new.id)
    morning.api.write(new, migrate_from_chat_id=old.id)
    morning.api.wait(lambda: morning.standing("renewed") == "on", what="the reminders to move")
    assert morning.standing("renamed") is None


@pytest.mark.parametrize(("name", "before"), [("removed", "left"), ("blocked", "kicked"), ("muted", "restricted")])
def test_a_chat_that_can_be_written_to_again_is_reminded_again(morning: Morning, name: str, before: str) -> None:
    morning.api.member(morning.chats[name], before, "member")
    morning.api.wait(lambda: morning.standing(name) == "on", what="the reminders to go on")
    assert morning.digests(name) == []


def test_a_chat_that_answers_again_is_reminded_again(morning: Morning) -> None:
    """Rights that a whole group loses and gets back are told to nobody; a question that is answered shows it."""
    assert morning.standing("silenced") == "lost"
    morning.api.write(morning.chats["silenced"], "/hoi ai chủ trì?")
    morning.api.wait(lambda: morning.standing("silenced") == "on", what="the reminders to go on")
