"""The bot as a process of its own, against a small Bot API server on this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import commands, say
from tests.botapi import TOKEN, BotApi, units

RUNNER = """
import sys
from pathlib import Path
from bot import limits
from bot.markup import bold, line, message
from bot.serve import serve
from bot.settings import Settings
from knowledge.errors import Problem

class Desk:
    def reply(self, text, session, now):
        if text == "hỏng":
            raise RuntimeError("bí mật của người hỏi")
        if text == "thiếu":
            raise Problem("Chưa có cơ sở dữ liệu.")
        if text == "dài":
            return message(*[line(bold(f"Mục {n}"), " <&> " + "ơ" * 60) for n in range(150)])
        return message(line(bold(f"Đáp <{text}>"), f" & {session} {now.tzinfo}"))
    def greeting(self): return message("Xin chào")
    def help(self): return message("Cách hỏi")
    def plans(self): return message("Hai kế hoạch")
    def examples(self): return ["Sở Y tế chủ trì việc gì?", "Việc nào đến hạn?"]

try:
    serve(Settings.load(Path("no-such-file")), Desk())
except Problem as problem:
    sys.exit(str(problem))
"""


class Bot:
    """A running copy of the bot; its log is in `log`."""

    def __init__(self, api: BotApi, log: Path, token: str = TOKEN, before: str = "") -> None:
        env = os.environ | {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": token, "NO_PROXY": "127.0.0.1"}
        self.log = log
        with log.open("wb") as sink:
            argv = [sys.executable, "-W", "default", "-W", "ignore::ResourceWarning", "-c", before + RUNNER]
            self.process = subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)

    def end(self, seconds: float = 10) -> int:
        """The exit status, once it ends by itself."""
        try:
            return self.process.wait(seconds)
        finally:
            self.process.kill()
            self.process.wait(5)

    def stop(self, sign: int = signal.SIGTERM) -> tuple[int, float]:
        """The exit status after a signal, and the seconds that it took."""
        begin = time.monotonic()
        self.process.send_signal(sign)
        return self.end(), time.monotonic() - begin


def online(api: BotApi) -> None:
    api.wait(lambda: api.made("getUpdates"), what="the bot to poll")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BotApi, Bot]]:
    """One bot for all tests that do not end it; each test writes in chats of its own."""
    with BotApi() as api:
        bot = Bot(api, tmp_path_factory.mktemp("serve") / "log")
        try:
            online(api)
            yield api, bot
        finally:
            status, _ = bot.stop()
        assert (status, api.violations) == (0, [])


@pytest.fixture
def api(running: tuple[BotApi, Bot]) -> BotApi:
    return running[0]


@pytest.fixture
def log(running: tuple[BotApi, Bot]) -> Path:
    return running[1].log


def test_private_question(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "ai chủ trì?")
    [answer] = api.answers(chat)
    assert answer["text"] == f"Đáp <ai chủ trì?> & {chat.id}:{chat.id} Asia/Ho_Chi_Minh"
    assert answer["reply"] is None


@pytest.mark.parametrize(
    "text", ["/hoi ai chủ trì?", "/HOI@thu_bot  ai chủ trì?", "/hỏi ai chủ trì?", "@thu_bot: ai chủ trì?"]
)
def test_ways_to_ask_in_private(api: BotApi, text: str) -> None:
    chat = api.private()
    api.write(chat, text)
    assert api.answers(chat)[0]["text"].startswith("Đáp <ai chủ trì?>")


@pytest.mark.parametrize(
    "text",
    [
        "/hoi ai chủ trì?",
        "/hoi@thu_bot ai\nchủ trì?",
        "@Thu_Bot, ai chủ trì?",
        "ai chủ trì? @thu_bot",
        "@thu_bot /hoi ai chủ trì?",
    ],
)
def test_questions_in_a_group(api: BotApi, text: str) -> None:
    chat = api.group()
    update = api.write(chat, text)
    [answer] = api.answers(chat)
    assert " ".join(answer["text"].split()).startswith("Đáp <ai chủ trì?>")
    assert f"{chat.id}:77" in answer["text"]
    assert answer["reply"]["message_id"] == update["message"]["message_id"]
    assert answer["reply"]["allow_sending_without_reply"] is True


def test_reply_to_the_bot_in_a_group(api: BotApi) -> None:
    chat = api.group()
    api.write(chat, "/hoi một")
    first = api.answers(chat)[0]
    api.write(chat, "thế còn hai?", reply_to_message=first)
    assert api.answers(chat, 2)[1]["text"].startswith("Đáp <thế còn hai?>")


def test_the_answer_comes_in_the_same_topic(api: BotApi) -> None:
    chat = api.group(5, 6)
    api.write(chat, "/hoi dài", topic=6)
    assert {answer["message_thread_id"] for answer in api.answers(chat, 3)} == {6}


def test_what_is_not_for_the_bot_is_met_with_silence(api: BotApi) -> None:
    chat = api.group()
    person = {"id": 77, "is_bot": False, "first_name": "Người thử"}
    other = api.write(chat, "chào cả nhà")["message"]
    api.write(chat, "đồng ý", reply_to_message=other)
    api.write(chat, "/hoi@bot_khac ai chủ trì?")
    api.write(chat, "@thu_bot_hai ai chủ trì? ai@thu_bot.vn")
    api.write(chat, "/hoi ai?", via_bot={"id": 123456, "is_bot": True, "first_name": "Bot thử"})
    api.write(chat, "/hoi ai?", **{"from": {"id": 9, "is_bot": True, "first_name": "Bot khác"}})
    api.write(
        chat,
        sticker={"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular"}
        | {"is_animated": False, "is_video": False},
    )
    api.write(chat, new_chat_members=[person])
    api.update(edited_message=other | {"text": "/hoi ai?", "edit_date": 1})
    api.update(channel_post=other | {"text": "/hoi ai?"})
    api.update(my_chat_member={"chat": other["chat"], "from": person, "date": 1})
    api.update(something_new={"a": 1})
    assert api.silent(chat)


def test_administrator_who_hides_behind_the_group(api: BotApi) -> None:
    chat = api.group()
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    api.write(chat, "/hoi một", sender_chat=chat.api(), **{"from": hidden})
    assert f"{chat.id}:{chat.id}" in api.answers(chat)[0]["text"]


def test_long_answer_in_parts(api: BotApi) -> None:
    chat = api.group()
    api.write(chat, "/hoi dài")
    parts = api.answers(chat, 3)
    assert "\n".join(part["text"] for part in parts).split("\n") == [f"Mục {n} <&> " + "ơ" * 60 for n in range(150)]
    assert max(units(part["text"]) for part in parts) <= 4096
    assert [bool(part["reply"]) for part in parts] == [True, False, False]


def test_start_and_help_offer_examples_to_tap(api: BotApi) -> None:
    chat = api.group()
    for text, hello in (("/start", "Xin chào"), ("/help@thu_bot", "Cách hỏi"), ("/trogiup", "Cách hỏi")):
        before = len(api.sent)
        api.write(chat, text)
        api.wait(lambda: len(api.sent) > before)  # noqa: B023
        shown = api.sent[-1]
        assert shown["text"] == f"{hello}\n\n{say('in_groups', bot='thu_bot')}"
        assert [row[0]["text"] for row in shown["reply_markup"]["inline_keyboard"]][1] == "Việc nào đến hạn?"
    api.tap(shown, "Việc nào đến hạn?")
    answer = api.answers(chat, 4)[3]["text"]
    assert answer.startswith(f"Việc nào đến hạn?\nĐáp <Việc nào đến hạn?> & {chat.id}:88")
    assert "text" not in api.made("answerCallbackQuery")[-1]


def test_tap_on_a_message_that_is_too_old(api: BotApi) -> None:
    chat = api.private()
    old = {"chat": chat.api(), "message_id": 5, "date": 0}
    person = {"id": 88, "is_bot": False, "first_name": "Người bấm"}
    api.update(callback_query={"id": "old", "from": person, "chat_instance": "1", "data": "vd:0", "message": old})
    told = lambda: [each for each in api.made("answerCallbackQuery") if each["callback_query_id"] == "old"]  # noqa: E731
    assert api.wait(told)[0]["text"] == say("old_button")


def test_late_tap_is_answered_all_the_same(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "/start")
    shown = api.answers(chat)[0]
    api.fail("answerCallbackQuery", 400)
    api.tap(shown, "Việc nào đến hạn?")
    assert "Đáp" in api.answers(chat, 2)[1]["text"]


def test_every_command_in_the_menu_is_answered(api: BotApi) -> None:
    menus = api.made("setMyCommands")
    assert [menu.get("language_code") for menu in menus] == [None, "vi"]
    assert menus[0]["commands"] == menus[1]["commands"]
    for command in commands():
        for name in command.names:
            chat = api.private()
            api.write(chat, f"/{name}")
            assert api.answers(chat)[0]["text"] != say("unknown_command")


@pytest.mark.parametrize(
    ("text", "told"), [("/hoi", "no_question"), ("@thu_bot", "no_question"), ("/xoa", "unknown_command")]
)
def test_what_cannot_be_answered_in_private(api: BotApi, text: str, told: str) -> None:
    chat = api.private()
    api.write(chat, text)
    assert api.answers(chat)[0]["text"] == say(told)


def test_what_is_no_text_in_private(api: BotApi) -> None:
    chat = api.private()
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    for _ in range(3):
        api.write(chat, photo=photo, media_group_id="7")
    api.write(chat, photo=photo, caption="ai chủ trì?")
    api.write(chat, pinned_message=api.write(chat, "cuối")["message"])
    texts = [answer["text"] for answer in api.answers(chat, 3)]
    assert texts[0] == say("only_text")
    assert [text.split(" &")[0] for text in texts[1:]] == ["Đáp <ai chủ trì?>", "Đáp <cuối>"]
    assert api.silent(api.private())
    assert len(api.answers(chat, 3)) == 3


def test_an_error_is_told_and_logged_without_words(api: BotApi, log: Path) -> None:
    chat = api.private()
    for text in ("hỏng", "thiếu", "tiếp tục"):
        api.write(chat, text)
    answers = [answer["text"] for answer in api.answers(chat, 3)]
    assert answers[:2] == [say("failed"), "Chưa có cơ sở dữ liệu."]
    assert answers[2].startswith("Đáp <tiếp tục>")
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "in reply" in written
    assert not any(secret in written for secret in ("bí mật", "hỏng", "tiếp tục", "Người thử", TOKEN, "TEST-token"))


@pytest.mark.parametrize(("code", "retry_after"), [(429, 1), (502, None), (0, None)])
def test_an_answer_that_telegram_did_not_take_comes_once(api: BotApi, code: int, retry_after: int | None) -> None:
    chat = api.private()
    waits = {"retry_after": retry_after} if retry_after else {}
    api.fail("sendMessage", code, saying=f"{chat.id}:{chat.id}", **waits)
    begin = time.monotonic()
    api.write(chat, "ai chủ trì?")
    api.answers(chat)
    assert time.monotonic() - begin >= (retry_after or 0)
    api.write(chat, "câu sau")
    assert [answer["text"].split("&")[0] for answer in api.answers(chat, 2)] == ["Đáp <ai chủ trì?> ", "Đáp <câu sau> "]


def test_an_answer_that_may_have_come_is_not_sent_again(api: BotApi) -> None:
    chat = api.private()
    api.fail("sendMessage", 200, saying=f"{chat.id}:{chat.id}")
    api.write(chat, "một")
    first, second = api.answers(chat, 2)
    assert first["text"].startswith("Đáp <một>")
    assert second["text"] == say("uncertain")


def test_a_group_that_has_just_become_a_supergroup(api: BotApi) -> None:
    old, new = api.group(), api.group(3)
    api.fail("sendMessage", 400, saying=f"{old.id}:77", migrate_to_chat_id=new.id)
    api.write(old, "/hoi một")
    assert api.answers(new)[0]["text"].startswith("Đáp <một>")


def test_a_waiting_chat_keeps_no_other_waiting(api: BotApi) -> None:
    slow, quick = api.private(), api.private()
    api.fail("sendMessage", 429, retry_after=2, saying=f"{slow.id}:{slow.id}")
    api.write(slow, "một")
    api.write(slow, "hai")
    api.write(quick, "ba")
    api.answers(quick)
    answers = [answer["text"].split(" &")[0] for answer in api.answers(slow, 2)]
    assert answers == ["Đáp <một>", "Đáp <hai>"]
    heard = [answer["chat"]["id"] for answer in api.sent if answer["chat"]["id"] in (slow.id, quick.id)]
    assert heard == [quick.id, slow.id, slow.id]


def test_a_chat_that_cannot_be_written_to(api: BotApi) -> None:
    chat = api.private()
    api.fail("sendMessage", 403, saying=f"{chat.id}:{chat.id}")
    api.write(chat, "một")
    assert api.silent(chat)


def test_a_repeated_update_is_answered_once(api: BotApi) -> None:
    chat = api.private()
    update = api.write(chat, "một")
    api.answers(chat)
    api.push(update)
    api.write(chat, "hai")
    assert len(api.answers(chat, 2)) == 2
    assert api.silent(api.private())
    assert len(api.answers(chat, 2)) == 2


def test_polling_rides_out_trouble(api: BotApi) -> None:
    api.fail("getUpdates", 502)
    api.fail("getUpdates", 0)
    chat = api.private()
    api.write(chat, "một")
    api.answers(chat)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_cleanly(tmp_path: Path, sign: int) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path / "log")
        online(api)
        waiting = api.private()
        api.fail("sendMessage", 429, retry_after=60)
        api.write(waiting, "một")
        api.wait(lambda: api.made("sendMessage"))
        status, seconds = bot.stop(sign)
        assert (status, seconds < 5) == (0, True)
        written = bot.log.read_text(encoding="utf-8")
        assert "Traceback" not in written
        assert "Warning" not in written


def test_updates_from_before_the_start_are_answered_and_confirmed_at_the_end(tmp_path: Path) -> None:
    with BotApi() as api:
        chat = api.private()
        update = api.write(chat, "đêm qua")
        bot = Bot(api, tmp_path / "log")
        api.answers(chat)
        assert bot.stop()[0] == 0
        assert api.made("getUpdates")[-1]["offset"] == str(update["update_id"] + 1)
        assert api.made("deleteWebhook") == [{"drop_pending_updates": "false"}]


def test_a_second_copy_gives_way(tmp_path: Path) -> None:
    with BotApi() as api:
        first = Bot(api, tmp_path / "first", before="import bot.serve\nbot.serve._NEWCOMER_SECONDS = 0\n")
        online(api)
        second = Bot(api, tmp_path / "second")
        assert second.end() == 1
        assert "Một bản khác của bot đang chạy" in second.log.read_text(encoding="utf-8")
        chat = api.private()
        api.write(chat, "một")
        api.answers(chat)
        assert first.stop()[0] == 0


@pytest.mark.parametrize(
    ("token", "trouble", "told"),
    [
        ("", lambda api: None, "Chưa có TELEGRAM_BOT_TOKEN"),
        ("123:SECRET", lambda api: None, "Telegram không chấp nhận TELEGRAM_BOT_TOKEN"),
        (TOKEN, lambda api: api.fail("getUpdates", 409), "Một bản khác của bot đang chạy"),
        (TOKEN, lambda api: api.fail("getMe", 502, times=3), "Không kết nối được máy chủ Telegram"),
    ],
)
def test_what_it_cannot_start_with(tmp_path: Path, token: str, trouble, told: str) -> None:
    with BotApi() as api:
        trouble(api)
        bot = Bot(api, tmp_path / "log", token, before="from bot import limits\nlimits.PAUSES = (0.1, 0.1)\n")
        assert bot.end() == 1
        last = bot.log.read_text(encoding="utf-8").splitlines()[-1]
        assert last.startswith(told)
        assert "SECRET" not in bot.log.read_text(encoding="utf-8")
