"""The bot as a process of its own, against a small Bot API server on this machine."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.wording.texts import commands, say
from tests.botapi import TOKEN, BotApi
from tests.botrules import units
from tests.running import Bot, online

RUNNER = """
import sys
import time
from pathlib import Path
from bot.running import limits
from bot.running import source
from bot.chat.clerk import Clerk, Reply
from bot.wording.markup import bold, line, message
from bot.chat.screens import Screen
from bot.running.serve import serve
from bot.settings import Settings
from bot.chat.turns import Turn
from knowledge.errors import Problem

class Echo(Clerk):
    def __init__(self): pass
    def warm(self): pass
    def questions(self, text, day): return [text]
    def reply(self, ask):
        if ask.text == "hỏng":
            raise RuntimeError("bí mật của người hỏi")
        if ask.text == "thiếu":
            raise Problem("Chưa có cơ sở dữ liệu.")
        if ask.text == "chậm":
            time.sleep(2.5)
        told = message(line(bold(f"Đáp <{ask.text}>"), f" & {ask.about}"))
        if ask.text == "dài":
            told = message(*[line(bold(f"Mục {n}"), " <&> " + "ơ" * 60) for n in range(150)])
        return Reply(Turn((ask.text,), ask.day), Screen(told), "p0", "answered")
    def screen(self, turn, view, today):
        return self.reply(__import__("bot.chat.clerk").chat.clerk.Ask(turn.text, turn.day)).screen
    def examples(self): return ["Sở Y tế chủ trì việc gì?", "Việc nào đến hạn?"]
    def agencies(self): return ["Sở Y tế"]
    def plans(self): return []
    def cards(self, query, day, agency, plan): return []

try:
    serve(Settings.load(Path("no-such-file")), Echo())
except Problem as problem:
    sys.exit(str(problem))
"""


def echo(api: BotApi, folder: Path, token: str = TOKEN, before: str = "", **settings: str) -> Bot:
    """A bot that answers every question with the question."""
    argv = (sys.executable, "-W", "default", "-W", "ignore::ResourceWarning", "-c", before + RUNNER)
    return Bot(api, folder, *argv, token=token, **settings)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BotApi, Bot]]:
    """One bot for all tests that do not end it; each test writes in chats of its own."""
    with BotApi() as api:
        bot = echo(api, tmp_path_factory.mktemp("serve"))
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
    assert answer["text"].rstrip(" &") == "Đáp <ai chủ trì?>"
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
        "/hoi@thu_bot\nai chủ trì?",
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
    assert api.answers(chat)[0]["message_thread_id"] == 6


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
    api.update(edited_message=other | {"text": "/hoi ai?", "edit_date": other["date"] + 121})
    api.update(channel_post=other | {"text": "/hoi ai?"})
    later = other | {"edit_date": other["date"] + 1}
    api.update(edited_message=later | {"text": "/hoi@bot_khac ai?"})
    api.update(edited_message=later | {"caption": "ảnh", "text": None})
    api.update(edited_channel_post=other | {"text": "@thu_bot ai?"})
    for kind in ("pinned_message", "reply_to_message"):
        api.write(chat, **{kind: other})
    for field, value in {"left_chat_member": person, "new_chat_title": "Tên mới", "group_chat_created": True}.items():
        api.write(chat, **{field: value})
    poll = {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False}
    api.update(poll=poll | {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False})
    api.update(something_new={"a": 1})
    assert api.silent(chat)


def test_administrator_who_hides_behind_the_group(api: BotApi) -> None:
    chat = api.group()
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    api.write(chat, "/hoi một", sender_chat=chat.api(), **{"from": hidden})
    assert "Đáp <một>" in api.answers(chat)[0]["text"]


def test_a_long_answer_is_turned_over(api: BotApi) -> None:
    chat = api.group()
    shown = api.ask(chat, "/hoi dài")
    parts = [shown["text"]]
    for number in range(2, 5):
        api.tap(shown, "›")
        shown = api.edited(shown, f"Mục {len(''.join(parts).split('Mục')) - 1} ")
        parts.append(shown["text"])
        assert f"{number}/4" in labels(shown)
    assert "\n".join(parts).split("\n") == [f"Mục {n} <&> " + "ơ" * 60 for n in range(150)]
    assert max(units(part) for part in parts) <= 4096
    assert "›" not in labels(shown)
    assert len(api.answers(chat)) == 1


def labels(shown: dict[str, Any]) -> list[str]:
    """The labels of a message's buttons."""
    return [button["text"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]


def test_start_and_help_offer_examples_to_tap(api: BotApi) -> None:
    chat = api.group()
    for text in ("/start", "/help@thu_bot", "/trogiup"):
        shown = api.ask(chat, text)
        assert shown["text"].endswith(say("group_doors"))
        assert labels(shown)[1] == "Việc nào đến hạn?"
    tap = api.tap(shown, "Việc nào đến hạn?")
    assert api.answers(chat, 4)[3]["text"].startswith("Việc nào đến hạn?\nĐáp <Việc nào đến hạn?>")
    assert "text" not in api.told(tap)


def test_tap_on_a_message_that_is_too_old(api: BotApi) -> None:
    chat = api.private()
    old = {"chat": chat.api(), "message_id": 5, "date": 0}
    tap = api.tap_data("vd:0", 88, old)
    assert api.told(tap)["text"] == say("old_button")


@pytest.mark.parametrize(
    "data", ["", "a", "a:x:p0", "a:99999999:p0", "zz:1", "x:99999999", "k:1:99", "d:999", "g:x", "vd:0"]
)
def test_data_that_no_button_has(api: BotApi, data: str) -> None:
    shown = api.ask(api.private(), "một")
    assert api.told(api.tap_data(data, 88, shown))


def test_late_tap_is_answered_all_the_same(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "/start")
    shown = api.answers(chat)[0]
    api.fail("answerCallbackQuery", 400)
    api.tap(shown, "Việc nào đến hạn?")
    assert "Đáp" in api.answers(chat, 2)[1]["text"]


def test_the_menus_are_those_of_the_list(api: BotApi) -> None:
    menus = {(menu["scope"], menu.get("language_code")): menu["commands"] for menu in api.made("setMyCommands")}
    scopes = {"private": "all_private_chats", "group": "all_group_chats", "admins": "all_chat_administrators"}
    for menu, scope in scopes.items():
        for language in (None, "vi"):
            shown = json.loads(menus[json.dumps({"type": scope}), language])
            assert [each["command"] for each in shown] == [each.name for each in commands(menu)]
    assert len(menus) == 6


def test_every_command_is_answered(api: BotApi) -> None:
    for command in commands():
        for name in command.names:
            assert api.ask(api.private(), f"/{name}")["text"] != say("unknown_command")


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
    api.fail("sendMessage", code, chat=chat, **waits)
    begin = time.monotonic()
    api.write(chat, "ai chủ trì?")
    api.answers(chat)
    assert time.monotonic() - begin >= (retry_after or 0)
    api.write(chat, "câu sau")
    assert [answer["text"].split("&")[0] for answer in api.answers(chat, 2)] == ["Đáp <ai chủ trì?> ", "Đáp <câu sau> "]


def test_an_answer_that_may_have_come_is_not_sent_again(api: BotApi) -> None:
    chat = api.private()
    api.fail("sendMessage", 200, chat=chat)
    api.write(chat, "một")
    first, second = api.answers(chat, 2)
    assert first["text"].startswith("Đáp <một>")
    assert second["text"] == say("uncertain")


def test_a_group_that_has_just_become_a_supergroup(api: BotApi) -> None:
    old, new = api.group(), api.group(3)
    api.fail("sendMessage", 400, chat=old, migrate_to_chat_id=new.id)
    api.write(old, "/hoi một")
    assert api.answers(new)[0]["text"].startswith("Đáp <một>")


def test_a_waiting_chat_keeps_no_other_waiting(api: BotApi) -> None:
    slow, quick = api.private(), api.private()
    api.fail("sendMessage", 429, retry_after=2, chat=slow)
    api.write(slow, "một")
    api.write(slow, "hai")
    api.write(quick, "ba")
    api.answers(quick)
    answers = [answer["text"].split(" &")[0] for answer in api.answers(slow, 2)]
    assert answers == ["Đáp <một>", "Đáp <hai>"]
    heard = [answer["chat"]["id"] for answer in api.sent if answer["chat"]["id"] in (slow.id, quick.id)]
    assert heard == [quick.id, slow.id, slow.id]


def test_a_chat_that_refuses_is_not_written_to_again(api: BotApi) -> None:
    blocked, muted = api.private(), api.group()
    api.fail("sendMessage", 403, chat=blocked, told="Forbidden: bot was blocked by the user")
    rights = "Bad Request: not enough rights to send text messages to the chat"
    api.fail("sendMessage", 400, chat=muted, told=rights)
    api.write(blocked, "một")
    for number in range(4):
        api.write(muted, f"/hoi câu {number}")
    assert api.silent(muted)
    assert api.silent(blocked)
    tried = [call for call in api.made("sendMessage") if call["chat_id"] == str(muted.id)]
    assert len(tried) == 1
    api.member(muted, "restricted", "member")
    assert "Đáp <hai>" in api.ask(muted, "/hoi hai")["text"]
    assert "Đáp <ba>" in api.ask(blocked, "ba")["text"]


def test_a_deleted_topic_is_met_with_silence(api: BotApi) -> None:
    chat = api.group(5)
    api.fail("sendMessage", 400, chat=chat, told="Bad Request: message thread not found")
    api.write(chat, "/hoi một", topic=5)
    assert api.silent(chat)


def test_a_slow_question_holds_no_other_and_shows_that_it_is_written(api: BotApi) -> None:
    slow, quick = api.private(), api.private()
    api.write(slow, "chậm")
    api.ask(quick, "nhanh")
    assert not [each for each in api.sent if each["chat"]["id"] == slow.id]
    api.answers(slow)
    actions = {call["chat_id"] for call in api.made("sendChatAction")}
    assert str(slow.id) in actions
    assert str(quick.id) not in actions


def test_a_question_replies_to_somebody_elses_words(api: BotApi) -> None:
    chat = api.group()
    theirs = api.write(chat, "Lắp ghế ở sân chơi")["message"]
    assert api.ask(chat, "/hoi ai làm?", reply_to_message=theirs)["text"] == "Đáp <ai làm?> & Lắp ghế ở sân chơi"
    part = {"quote": {"text": "ghế", "position": 4}}
    assert api.ask(chat, "/hoi ai làm?", reply_to_message=theirs, **part)["text"].endswith("& ghế")
    assert api.ask(chat, "/hoi", reply_to_message=theirs)["text"].endswith("& Lắp ghế ở sân chơi")


def test_a_repeated_update_is_answered_once(api: BotApi) -> None:
    chat = api.private()
    update = api.write(chat, "một")
    api.answers(chat)
    api.push(update)
    api.write(chat, "hai")
    assert len(api.answers(chat, 2)) == 2
    assert api.silent(api.private())
    assert len(api.answers(chat, 2)) == 2


def test_an_update_that_cannot_be_read_keeps_no_other_back(api: BotApi) -> None:
    chat = api.private()
    api.update(my_chat_member={"of": "a newer Telegram"})
    assert api.ask(chat, "một")["text"].startswith("Đáp <một>")


def test_polling_rides_out_trouble(api: BotApi) -> None:
    api.fail("getUpdates", 502)
    api.fail("getUpdates", 0)
    chat = api.private()
    api.write(chat, "một")
    api.answers(chat)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_cleanly(tmp_path: Path, sign: int) -> None:
    with BotApi() as api:
        bot = echo(api, tmp_path)
        online(api)
        waiting = api.private()
        api.fail("sendMessage", 429, retry_after=60)
        api.write(waiting, "một")
        api.wait(lambda: api.made("sendMessage"))
        status, seconds = bot.stop(sign)
        assert (status, seconds < 20) == (0, True)
        written = bot.log.read_text(encoding="utf-8")
        assert "Traceback" not in written
        assert "Warning" not in written


def test_updates_from_before_the_start_are_answered_and_confirmed_at_the_end(tmp_path: Path) -> None:
    with BotApi() as api:
        chat = api.private()
        update = api.write(chat, "đêm qua")
        bot = echo(api, tmp_path)
        api.answers(chat)
        assert bot.stop()[0] == 0
        assert api.made("getUpdates")[-1]["offset"] == str(update["update_id"] + 1)
        assert api.made("deleteWebhook") == [{"drop_pending_updates": "false"}]


def test_a_second_copy_gives_way(tmp_path: Path) -> None:
    with BotApi() as api:
        at_home = "from bot.running import source\nsource._NEWCOMER_SECONDS = 0\n"
        first = echo(api, tmp_path / "first", before=at_home)
        online(api)
        second = echo(api, tmp_path / "second")
        assert second.end() == 1
        assert "Một bản khác của bot đang chạy" in second.log.read_text(encoding="utf-8")
        chat = api.private()
        api.write(chat, "một")
        api.answers(chat)
        assert first.stop()[0] == 0


def test_a_second_copy_on_the_same_machine_is_told_at_once(tmp_path: Path) -> None:
    with BotApi() as api:
        first = echo(api, tmp_path)
        online(api)
        second = echo(api, tmp_path)
        assert second.end() == 1
        assert "Một bản khác của bot đang chạy trên máy này" in second.written()
        api.ask(api.private(), "một")
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
        bot = echo(api, tmp_path, token, before="from bot.running import limits\nlimits.PAUSES = (0.1, 0.1)\n")
        assert bot.end() == 1
        last = bot.log.read_text(encoding="utf-8").splitlines()[-1]
        assert last.startswith(told)
        assert "SECRET" not in bot.log.read_text(encoding="utf-8")
