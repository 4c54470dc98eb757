"""Talks with the running bot in private, in a group and inline, and draws the three chats."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import now
from knowledge.storing.library import bundled_plans, import_all
from knowledge.storing.store import Store
from tests.botapi import OTHER, PERSON, BotApi, Chat
from tests.pictures.page import chat_page, draw, inline_page
from tests.running import Bot, at, online

_HERE = Path(__file__).parent
_HEIGHT = 970
_BOT = 123456
_MORNING = datetime(2026, 10, 12, 7, 59, 50)


def main() -> None:
    """Draw all pictures beside this file."""
    with tempfile.TemporaryDirectory() as folder, BotApi() as api:
        db = Path(folder) / "plans.db"
        with Store.open(db) as store:
            import_all(store, bundled_plans(), now())
        bot = Bot(api, Path(folder), AICHUTRI_DB=str(db))
        try:
            online(api)
            draw(_private(api), _HERE / "private.png", _HEIGHT)
            draw(_group(api), _HERE / "group.png", _HEIGHT)
            draw(_inline(api), _HERE / "inline.png", _HEIGHT)
        finally:
            bot.stop()
        with Store.open(Path(folder) / "reminded.db") as store:
            import_all(store, [_HERE.parent / "data" / "reminded.txt"], now())
        bot = Bot(api, Path(folder), *at(_MORNING), AICHUTRI_DB=str(Path(folder) / "reminded.db"))
        try:
            draw(_reminders(api), _HERE / "reminders.png", _HEIGHT)
        finally:
            bot.stop()


def _private(api: BotApi) -> str:
    chat = api.private()
    api.ask(chat, "ai chu tri de an phong chong duoi nuoc o nghe an?")
    api.ask(chat, "hạn khi nào?")
    return chat_page("Ai Chủ Trì", "bot", _messages(api, chat), {_BOT: "Ai Chủ Trì"}, chat.id)


def _group(api: BotApi) -> str:
    chat = api.group(title="Tổ công tác trẻ em")
    api.member(chat, "left", "member")
    api.answers(chat)
    theirs = "Các trường khảo sát số học sinh biết bơi giúp nhé."
    told = api.write(chat, theirs, by=OTHER)["message"]
    shown = api.ask(chat, "/hoi ai làm việc này?", reply_to_message=told)
    api.tap(shown, "Thời hạn")
    api.edited(shown)
    api.ask(chat, "/hoi ai chủ trì tuyên truyền phòng chống tảo hôn ở Nghệ An?", by=OTHER)
    names = {_BOT: "Ai Chủ Trì", PERSON: "Văn phòng Sở", OTHER: "Phòng Trẻ em"}
    return chat_page(chat.title, "12 thành viên", _messages(api, chat), names, PERSON)


def _inline(api: BotApi) -> str:
    shown = api.query("đuối nước nghệ an")
    more = shown["button"]["text"]
    return inline_page("Phòng Trẻ em", "trực tuyến", "@thu_bot đuối nước nghệ an", shown["results"], more, 6)


def _reminders(api: BotApi) -> str:
    chat = api.group(title="Nhắc việc (văn bản ví dụ)", admins=(PERSON,))
    api.ask(chat, "/donvi Sở Y tế")
    shown = api.ask(chat, "/hoi nhắc nhóm này trước hạn 7, 3, 1 ngày")
    api.tap(shown, "Lưu và bật", by=PERSON)
    api.answers(chat, 3, seconds=90)
    names = {_BOT: "Ai Chủ Trì", PERSON: "Văn phòng Sở"}
    return chat_page(chat.title, "12 thành viên", _messages(api, chat), names, PERSON)


def _messages(api: BotApi, chat: Chat) -> list[dict[str, Any]]:
    """All that was said in a chat, in order."""
    said = [each for each in (*api.heard, *api.sent) if each["chat"]["id"] == chat.id]
    return sorted(said, key=lambda each: int(each["message_id"]))


main()
