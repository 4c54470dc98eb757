"""The whole bot, `aichutri serve`, with the bundled plans: an update in, the right answer out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi import TOKEN, BotApi

AICHUTRI = str(Path(sys.executable).parent / "aichutri")


@pytest.fixture(scope="module")
def api(plans_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApi]:
    """A running bot's server; the bot has to end cleanly and to have broken no rule."""
    folder = tmp_path_factory.mktemp("bot")
    with BotApi() as server, (folder / "log").open("wb") as log:
        settings = {
            "AICHUTRI_DB": str(plans_db),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.url,
            "NO_PROXY": "127.0.0.1",
        }
        bot = subprocess.Popen([AICHUTRI, "serve"], env=os.environ | settings, cwd=folder, stdout=log, stderr=log)
        try:
            server.wait(lambda: server.made("getUpdates"), what="the bot to poll")
            yield server
            bot.send_signal(signal.SIGTERM)
            assert bot.wait(10) == 0
        finally:
            bot.kill()
            bot.wait(5)
        assert server.violations == []
        said = (folder / "log").read_text(encoding="utf-8")
        assert "đuối nước" not in said
        assert TOKEN not in said


def test_a_private_question(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "ai chu tri xay dung de an phong chong duoi nuoc o nghe an?")
    [answer] = api.answers(chat)
    assert answer["text"].startswith("Sở Văn hóa và Thể thao chủ trì.")
    assert "488/KH-UBND" in answer["text"]


def test_a_follow_up_is_the_persons_own(api: BotApi) -> None:
    one, other = api.private(), api.private()
    api.write(one, "ai chủ trì khảo sát học sinh biết bơi ở Nghệ An?")
    api.answers(one)
    api.write(one, "hạn khi nào?")
    api.write(other, "hạn khi nào?")
    assert api.answers(one, 2)[1]["text"].startswith("Thời gian: Năm học 2022-2023")
    assert "Năm học" not in api.answers(other)[0]["text"]


def test_a_group_hears_only_what_is_asked_of_the_bot(api: BotApi) -> None:
    group = api.group()
    api.write(group, "Chiều nay họp bàn về đuối nước nhé")
    assert api.silent(group)
    api.write(group, "/hoi Ban Dân tộc Nghệ An chủ trì việc gì?")
    [answer] = api.answers(group)
    assert answer["text"].startswith("Ban Dân tộc")


def test_start_help_and_plans(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "/start")
    [greeting] = api.answers(chat)
    assert "ai chủ trì" in greeting["text"]
    api.write(chat, "/plans")
    assert "8916/KH-UBND" in api.answers(chat, 2)[1]["text"]
    api.write(chat, "/help")
    assert "/hoi" in api.answers(chat, 3)[2]["text"]


def test_markup_in_a_question_is_only_text(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "<b>ai</b> chủ trì & <script>alert(1)</script> đuối nước?")
    assert len(api.answers(chat)) == 1


def test_a_question_without_sense(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "😀😀😀")
    assert "chưa hiểu" in api.answers(chat)[0]["text"]
