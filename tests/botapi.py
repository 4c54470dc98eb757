"""A small Bot API server on 127.0.0.1 for tests: people write and tap, the bot answers, every call is checked and kept.

What breaks a rule of Telegram is refused as Telegram would and listed in `violations`.
"""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.botrules import (
    RefusedError,
    check_call,
    check_caption,
    check_file,
    check_markup,
    check_results,
    check_text,
    found_entities,
)

TOKEN = "123456:TEST-token_for_tests-only-0123456789"
ME = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Ai Chủ Trì",
    "username": "thu_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
PERSON, OTHER = 77, 88
"""Ids of those who write and tap in groups; in private the chat's own."""
DROPPED, GARBLED, LOST, SILENT = 0, 200, 201, 202
"""Codes of faults: the connection is dropped and nothing done; what is asked is done, and the answer is no JSON, or its
connection is dropped, or it never comes.
"""
_SILENCE = 60.0
PATIENCE = 30.0
"""Seconds that a test waits before it gives up: only one that fails ever waits so long."""


@dataclass
class Chat:
    """A place to write in. `topics` are the ids of a forum's topics, `admins` of those who look after it."""

    id: int
    type: str = "private"
    topics: tuple[int, ...] = ()
    admins: set[int] = field(default_factory=set)
    title: str = "Nhóm thử"

    def api(self) -> dict[str, Any]:
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}


class _Call(dict[str, str]):
    """The parameters of a call; of an uploaded file its name, and in `files` its name and content."""

    def __init__(self, posted: Mapping[str, str | bytearray | bytes | web.FileField]) -> None:
        files = {name: value for name, value in posted.items() if isinstance(value, web.FileField)}
        self.files = {name: (value.filename, value.file.read()) for name, value in files.items()}
        super().__init__({name: str(value) for name, value in posted.items() if name not in files})
        self.update({name: value.filename for name, value in files.items()})


@dataclass
class _Fault:
    method: str
    code: int
    parameters: dict[str, int]
    told: str = "injected"
    chat: int | None = None

    def hits(self, method: str, params: dict[str, str]) -> bool:
        return method == self.method and (self.chat is None or params.get("chat_id") == str(self.chat))


class BotApi:
    """The server, in a thread of its own while it is used as a context manager."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.sent: list[dict[str, Any]] = []
        """the bot's messages as they stand now, each with its `times` of sending and editing."""
        self.heard: list[dict[str, Any]] = []
        """the people's messages."""
        self.violations: list[str] = []
        self.refuse_token = False
        self.previews = False
        """whether link previews are let through, for bots that are not ours."""
        self.weather: Callable[[str, dict[str, str]], int | None] = lambda _method, _params: None
        """gives the code of a fault for a call, or None; `fail` for what is to go wrong once."""
        self.delay: Callable[[], float] = lambda: 0.0
        """seconds that a sendMessage takes."""
        self.unheard: list[dict[str, str]] = []
        """the calls that were done and whose answer did not get back whole."""
        self.me = dict(ME)
        self._methods = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "editMessageText": self._edit_message,
            "deleteMessage": self._delete_message,
            "answerCallbackQuery": self._answer_tap,
            "answerInlineQuery": self._answer_inline,
            "getChatMember": self._get_member,
            "sendChatAction": self._chat_action,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
        }
        self._faults: list[_Fault] = []
        self._chats: dict[int, Chat] = {}
        self._updates: list[dict[str, Any]] = []
        self._taps: dict[str, dict[str, str] | None] = {}
        self._queries: dict[str, dict[str, Any] | None] = {}
        self._webhook: dict[str, str] = {}
        self._ids = 0
        self._poll = 0
        self._down_until = 0.0
        self._change = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "BotApi":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _end(self) -> None:
        """Close, and give up the answers that never come."""
        await self._runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    # what people do

    def private(self) -> Chat:
        return self._chat("private", ())

    def group(self, *topics: int, admins: tuple[int, ...] = (), title: str = "Nhóm thử") -> Chat:
        return self._chat("supergroup" if topics else "group", topics, admins, title)

    def _chat(self, kind: str, topics: tuple[int, ...], admins: tuple[int, ...] = (), title: str = "Nhóm thử") -> Chat:
        chat = Chat(self._new_id() * (1 if kind == "private" else -1), kind, topics, {*admins}, title)
        self._chats[chat.id] = chat
        return chat

    def adopt(self, chat: Chat) -> None:
        """Let a chat with an id of its own in: the private one of somebody who also writes in groups."""
        self._chats[chat.id] = chat

    def write(
        self, chat: Chat, text: str | None = None, topic: int | None = None, by: int = 0, **more: Any
    ) -> dict[str, Any]:
        """A person writes; `more` are further fields of the message, or other ones. Returns the update."""
        person = by or (chat.id if chat.type == "private" else PERSON)
        message = {"message_id": self._new_id(), "date": int(time.time()), "chat": chat.api()}
        message["from"] = _person(person)
        if text is not None:
            message |= {"text": text, "entities": found_entities(text)}
        if topic:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        self.heard.append(message | more)
        return self.update(message=message | more)

    def edit(self, update: dict[str, Any], text: str, after: int = 1) -> dict[str, Any]:
        """A person edits a message, so many seconds after writing it."""
        message = update["message"]
        edited = {"text": text, "entities": found_entities(text), "edit_date": message["date"] + after}
        return self.update(edited_message=message | edited)

    def update(self, **body: Any) -> dict[str, Any]:
        return self.push({"update_id": self._new_id(), **body})

    def push(self, update: dict[str, Any]) -> dict[str, Any]:
        if self._webhook:
            asyncio.run_coroutine_threadsafe(self._call(update), self._loop)
        else:
            with self._change:
                self._updates.append(update)
        return update

    def tap(self, shown: dict[str, Any], label: str, by: int = 0) -> str:
        """Tap the button of that label below a message of the bot; -> the id of the tap."""
        rows = shown["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
        private = shown["chat"]["type"] == "private"
        return self.tap_data(data, by or (shown["chat"]["id"] if private else OTHER), shown)

    def tap_data(self, data: str, by: int, shown: dict[str, Any]) -> str:
        """Tap a button with these data; -> the id of the tap."""
        tap = str(self._new_id())
        self._taps[tap] = None
        message = {name: value for name, value in shown.items() if name not in ("reply", "entities_count", "times")}
        self.update(
            callback_query={"id": tap, "from": _person(by), "chat_instance": "1", "data": data, "message": message}
        )
        return tap

    def told(self, tap: str) -> dict[str, str]:
        """What the bot answered to a tap, once it has."""
        return self.wait(lambda: self._taps[tap], what="an answer to the tap")

    def query(self, text: str, by: int = PERSON, offset: str = "") -> dict[str, Any]:
        """Type an inline query; -> what the bot shows: `results`, `next_offset`, `button`."""
        number = str(self._new_id())
        self._queries[number] = None
        self.update(inline_query={"id": number, "from": _person(by), "query": text, "offset": offset})
        return self.wait(lambda: self._queries[number], what="inline results")

    def member(self, chat: Chat, old: str, new: str, **rights: bool) -> None:
        """The bot's own standing in a chat changes."""
        plain = dict.fromkeys(_RIGHTS, True) | {"is_member": True, "until_date": 0} | rights
        before, after = ({"user": self.me, "status": each} | _standing(each, plain) for each in (old, new))
        change = {"chat": chat.api(), "from": _person(PERSON), "date": int(time.time())}
        self.update(my_chat_member=change | {"old_chat_member": before, "new_chat_member": after})

    # trouble

    def fail(
        self,
        method: str,
        code: int,
        times: int = 1,
        chat: Chat | None = None,
        told: str = "injected",
        **parameters: int,
    ) -> None:
        """The next calls of a method (in a chat) fail with an HTTP code, a description and response parameters such as
        retry_after; for codes below 300 see `DROPPED`.
        """
        fault = _Fault(method, code, parameters, told, chat.id if chat else None)
        with self._change:
            self._faults += [fault] * times

    def outage(self, seconds: float) -> None:
        """For so long, every connection is dropped."""
        self._down_until = time.monotonic() + seconds

    # waiting and looking

    def wait(self, fits: Callable[[], Any], seconds: float = PATIENCE, what: str = "it") -> Any:
        """The first true value of `fits()`. Raises AssertionError when there is none in time."""
        with self._change:
            found = self._change.wait_for(fits, seconds)
        assert found, f"waited {seconds} s in vain for {what}; violations: {self.violations}"
        return found

    def answers(self, chat: Chat, number: int = 1, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """What the bot has said in a chat, once it is at least `number` messages; edited ones as they stand."""
        here = lambda: [each for each in self.sent if each["chat"]["id"] == chat.id]  # noqa: E731
        self.wait(lambda: len(here()) >= number, seconds, f"{number} answers")
        return here()

    def ask(self, chat: Chat, text: str, **more: Any) -> dict[str, Any]:
        """Write, and wait for the one answer."""
        before = len([each for each in self.sent if each["chat"]["id"] == chat.id])
        self.write(chat, text, **more)
        return self.answers(chat, before + 1)[-1]

    def edited(self, shown: dict[str, Any], saying: str = "") -> dict[str, Any]:
        """A message of the bot's, once it was edited and shows these words."""
        now = next(each for each in self.sent if each["message_id"] == shown["message_id"])
        self.wait(lambda: saying in now["text"] and len(now["times"]) > 1, what=f"“{saying}”")
        return now

    def silent(self, chat: Chat) -> bool:
        """Whether the bot says nothing: a later question elsewhere is answered, and this chat has heard no word."""
        other = self.private()
        self.write(other, "câu khác")
        self.answers(other)
        return not any(each["chat"]["id"] == chat.id for each in self.sent)

    def made(self, method: str) -> list[dict[str, str]]:
        """The calls of a method so far, failed ones too."""
        return [params for name, params in self.calls if name == method]

    # the server

    def _new_id(self) -> int:
        self._ids += 1
        return 1000 + self._ids

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        params = _Call(await request.post())
        if time.monotonic() < self._down_until:
            return self._failure(request, _Fault(method, 0, {}))
        with self._change:
            self.calls.append((method, params))
            self._change.notify_all()
        if self.refuse_token or request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        fault = self._fault(method, params)
        if fault and fault.code not in (GARBLED, LOST, SILENT):
            return self._failure(request, fault)
        try:
            check_call(method, params)
            result = await self._methods.get(method, self._done)(params)
        except RefusedError as refused:
            self.violations.append(f"{method}: {refused}")
            return _error(400, f"Bad Request: {refused}")
        if result is None:
            return _error(409, "Conflict: terminated by other getUpdates request")
        with self._change:
            self._change.notify_all()
        if fault:
            return await self._unheard(request, params, fault.code)
        return web.json_response({"ok": True, "result": result})

    def _fault(self, method: str, params: dict[str, str]) -> _Fault | None:
        """What goes wrong with a call."""
        fault = next((each for each in self._faults if each.hits(method, params)), None)
        if fault:
            self._faults.remove(fault)
            return fault
        code = self.weather(method, params)
        return None if code is None else _Fault(method, code, {"retry_after": 1} if code == 429 else {})

    async def _unheard(self, request: web.Request, params: dict[str, str], code: int) -> web.Response:
        """The answer to a call that was done, as it gets lost."""
        self.unheard.append(params)
        if code == SILENT:
            await asyncio.sleep(_SILENCE)
        if code in (LOST, SILENT) and request.transport is not None:
            request.transport.abort()
        return web.Response(text="?")

    def _failure(self, request: web.Request, fault: _Fault) -> web.Response:
        if fault.code == DROPPED and request.transport is not None:
            request.transport.abort()
        if fault.code == 502:
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        return _error(fault.code, fault.told, **({"parameters": fault.parameters} if fault.parameters else {}))

    async def _done(self, params: dict[str, str]) -> bool:
        return True

    async def _get_me(self, params: dict[str, str]) -> dict[str, Any]:
        return self.me

    async def _get_updates(self, params: dict[str, str]) -> list[dict[str, Any]] | None:
        self._poll += 1
        mine, offset = self._poll, int(params.get("offset", 0))
        with self._change:
            self._updates = [each for each in self._updates if each["update_id"] >= offset]
        end = time.monotonic() + min(5.0, float(params.get("timeout", 0)))
        while not self._updates and time.monotonic() < end and mine == self._poll:
            await asyncio.sleep(0.005)
        if mine != self._poll:
            return None
        kinds = json.loads(params.get("allowed_updates", "[]"))
        wanted = [each for each in self._updates if not kinds or any(kind in each for kind in kinds)]
        return wanted[:100]

    async def _send_message(self, params: dict[str, str]) -> dict[str, Any]:
        if pause := self.delay():
            await asyncio.sleep(pause)
        shown = self._new_message(params)
        text, entities = check_text(params, self.previews)
        markup = check_markup(params.get("reply_markup", "null"))
        shown |= {"text": text} | ({"reply_markup": markup} if markup else {})
        self._keep(shown, params, entities_count=entities, html=params["text"])
        return shown

    async def _send_document(self, params: "_Call") -> dict[str, Any]:
        shown = self._new_message(params)
        if "document" not in params.files:
            raise RefusedError("there is no document in the request")
        name, content = params.files["document"]
        check_file(name, content)
        number = f"file{shown['message_id']}"
        sizes = {"file_id": number, "file_unique_id": number, "file_name": name, "file_size": len(content)}
        shown |= {"caption": check_caption(params), "document": sizes}
        self._keep(shown, params, content=content)
        return shown

    def _new_message(self, params: dict[str, str]) -> dict[str, Any]:
        """What every message of the bot's has. Raises RefusedError for a place that is not there."""
        chat = self._place(params)
        topic = int(params["message_thread_id"]) if "message_thread_id" in params else None
        if topic is not None and topic not in chat.topics:
            raise RefusedError("message thread not found")
        shown = {"message_id": self._new_id(), "date": int(time.time()), "chat": chat.api(), "from": self.me}
        return shown | ({"message_thread_id": topic, "is_topic_message": True} if topic else {})

    def _keep(self, shown: dict[str, Any], params: dict[str, str], **more: Any) -> None:
        reply = json.loads(params.get("reply_parameters", "null"))
        self.sent.append(shown | {"reply": reply, "times": [time.monotonic()], **more})

    async def _edit_message(self, params: dict[str, str]) -> dict[str, Any]:
        chat, number = self._place(params), int(params["message_id"])
        found = [each for each in self.sent if each["message_id"] == number and each["chat"]["id"] == chat.id]
        if not found:
            raise RefusedError("message to edit not found")
        check_text(params)
        text, markup = check_text(params)[0], check_markup(params.get("reply_markup", "null"))
        if (params["text"], markup) == (found[0]["html"], found[0].get("reply_markup")):
            raise RefusedError("message is not modified")
        found[0] |= {"text": text, "html": params["text"], "reply_markup": markup}
        found[0]["times"].append(time.monotonic())
        return {name: value for name, value in found[0].items() if name in _MESSAGE_FIELDS and value}

    async def _delete_message(self, params: dict[str, str]) -> bool:
        chat, number = self._place(params), int(params["message_id"])
        left = [each for each in self.sent if (each["message_id"], each["chat"]["id"]) != (number, chat.id)]
        if len(left) == len(self.sent):
            raise RefusedError("message to delete not found")
        self.sent[:] = left
        return True

    def _place(self, params: dict[str, str]) -> Chat:
        chat = self._chats.get(int(params["chat_id"]))
        if chat is None:
            raise RefusedError("chat not found")
        return chat

    async def _answer_tap(self, params: dict[str, str]) -> bool:
        tap = params["callback_query_id"]
        if tap not in self._taps or self._taps[tap] is not None:
            raise RefusedError("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise RefusedError("MESSAGE_TOO_LONG")
        self._taps[tap] = params
        return True

    async def _answer_inline(self, params: dict[str, str]) -> bool:
        number = params["inline_query_id"]
        if self._queries.get(number, True) is not None:
            raise RefusedError("query is too old and response timeout expired or query ID is invalid")
        shown = {"results": check_results(params), "next_offset": params.get("next_offset", "")}
        self._queries[number] = shown | {"button": json.loads(params.get("button", "null"))}
        return True

    async def _get_member(self, params: dict[str, str]) -> dict[str, Any]:
        chat, person = self._place(params), int(params["user_id"])
        user = self.me if person == self.me["id"] else _person(person)
        status = "administrator" if person in chat.admins else "member"
        return {"user": user, "status": status} | _standing(status, {})

    async def _chat_action(self, params: dict[str, str]) -> bool:
        self._place(params)
        return True

    async def _set_webhook(self, params: dict[str, str]) -> bool:
        self._webhook = params
        waiting, self._updates = self._updates, []
        for update in waiting:
            await self._call(update)
        return True

    async def _delete_webhook(self, params: dict[str, str]) -> bool:
        self._webhook = {}
        return True

    async def _call(self, update: dict[str, Any]) -> None:
        """Call the bot's webhook, again until it says 200."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._webhook.get("secret_token", "")}
        async with aiohttp.ClientSession() as session:
            for _ in range(50):
                try:
                    async with session.post(self._webhook["url"], json=update, headers=headers) as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)


_MESSAGE_FIELDS = {"message_id", "date", "chat", "from", "text", "reply_markup"} | {
    "message_thread_id",
    "is_topic_message",
}
_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_edit_tag", "can_react_to_messages", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_POWERS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip


def _standing(status: str, restricted: dict[str, Any]) -> dict[str, Any]:
    """The further fields of a member with this status."""
    if status == "restricted":
        return restricted
    if status == "kicked":
        return {"until_date": 0}
    return dict.fromkeys(_POWERS, False) if status == "administrator" else {}


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Người thử"}


def _error(code: int, description: str, **more: Any) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": description, **more}, status=code)
