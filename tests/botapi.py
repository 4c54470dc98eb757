"""A small Bot API server on 127.0.0.1 for tests: people write, the bot answers, every call is checked and kept.

What breaks a rule of Telegram is refused as Telegram would and listed in `violations`.
"""

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp import web

TOKEN = "123456:TEST-token_for_tests-only-0123456789"
ME = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Bot thử",
    "username": "thu_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
PARAMETERS = {
    "getMe": set(),
    "getUpdates": {"offset", "timeout", "limit", "allowed_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "setMyCommands": {"commands", "language_code", "scope"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "sendMessage": {"chat_id", "text", "parse_mode", "message_thread_id", "reply_parameters", "reply_markup"}
    | {"link_preview_options"},
}
_TAGS = {"b": [[]], "i": [[]], "code": [[]], "blockquote": [[], [("expandable", None)]]}


class RefusedError(Exception):
    """A call that Telegram would answer with 400."""


class _Html(HTMLParser):
    """Telegram's HTML: known tags, closed in order; no bare ampersands or angle brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.entities, self._open = "", 0, []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs not in _TAGS.get(tag, []):
            raise RefusedError(f"unsupported start tag {tag}")
        self._open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise RefusedError(f"unexpected end tag {tag}")

    def handle_entityref(self, name: str) -> None:
        if name not in ("lt", "gt", "amp", "quot"):
            raise RefusedError(f"unknown entity {name}")
        self.text += {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[name]

    def handle_data(self, data: str) -> None:
        if re.search("[<>&]", data):
            raise RefusedError(f"not escaped: {data!r}")
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise RefusedError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_charref = handle_comment

    def close(self) -> None:
        super().close()
        if self._open:
            raise RefusedError(f"no end tag for {self._open[-1]}")


def parse_html(source: str) -> tuple[str, int]:
    """Visible text and number of entities of Telegram HTML. Raises RefusedError where Telegram would refuse it."""
    if "<>" in source or re.search(r"&(?!(lt|gt|amp|quot);)", source):
        raise RefusedError("not escaped")
    parser = _Html()
    parser.feed(source)
    parser.close()
    return parser.text, parser.entities


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Chat:
    """A place to write in. `topics` are the ids of a forum's topics."""

    id: int
    type: str = "private"
    topics: tuple[int, ...] = ()

    def api(self) -> dict[str, Any]:
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.type, "title": "Nhóm thử", **forum}


@dataclass
class _Fault:
    method: str
    code: int
    parameters: dict[str, int]
    taken: Callable[[dict[str, str]], bool] = field(default=lambda _: True)


class BotApi:
    """The server, in a thread of its own while it is used as a context manager."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.sent: list[dict[str, Any]] = []
        self.violations: list[str] = []
        self.refuse_token = False
        self._methods = {"getMe": self._get_me, "getUpdates": self._get_updates, "sendMessage": self._send_message}
        self._faults: list[_Fault] = []
        self._chats: dict[int, Chat] = {}
        self._updates: list[dict[str, Any]] = []
        self._ids = 0
        self._poll = 0
        self._change = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "BotApi":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
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

    # what people do

    def private(self) -> Chat:
        return self._chat("private", ())

    def group(self, *topics: int) -> Chat:
        return self._chat("supergroup" if topics else "group", topics)

    def _chat(self, kind: str, topics: tuple[int, ...]) -> Chat:
        chat = Chat(self._new_id() * (1 if kind == "private" else -1), kind, topics)
        self._chats[chat.id] = chat
        return chat

    def write(self, chat: Chat, text: str | None = None, topic: int | None = None, **more: Any) -> dict[str, Any]:
        """A person writes; `more` are further fields of the message, or other ones. Returns the update."""
        person = chat.id if chat.type == "private" else 77
        message = {"message_id": self._new_id(), "date": int(time.time()), "chat": chat.api()}
        message["from"] = {"id": person, "is_bot": False, "first_name": "Người thử"}
        if text is not None:
            message |= {"text": text, "entities": _entities(text)}
        if topic:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        return self.update(message=message | more)

    def update(self, **body: Any) -> dict[str, Any]:
        return self.push({"update_id": self._new_id(), **body})

    def push(self, update: dict[str, Any]) -> dict[str, Any]:
        with self._change:
            self._updates.append(update)
        return update

    def tap(self, shown: dict[str, Any], label: str) -> None:
        """Tap the button of that label below a message of the bot."""
        rows = shown["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
        person = {"id": 88, "is_bot": False, "first_name": "Người bấm"}
        query = {"id": str(self._new_id()), "from": person, "chat_instance": "1", "data": data, "message": shown}
        self.update(callback_query=query)

    # trouble

    def fail(self, method: str, code: int, times: int = 1, saying: str = "", **parameters: int) -> None:
        """The next calls of a method (whose text holds `saying`) fail with an HTTP code and response parameters such as
        retry_after. Code 0 drops the connection; code 200 does what is asked and answers with what is no JSON.
        """
        fault = _Fault(method, code, parameters, lambda params: saying in params.get("text", ""))
        with self._change:
            self._faults += [fault] * times

    # waiting and looking

    def wait(self, fits: Callable[[], Any], seconds: float = 10, what: str = "it") -> Any:
        """The first true value of `fits()`. Raises AssertionError when there is none in time."""
        with self._change:
            found = self._change.wait_for(fits, seconds)
        assert found, f"waited {seconds} s in vain for {what}; violations: {self.violations}"
        return found

    def answers(self, chat: Chat, number: int = 1, seconds: float = 10) -> list[dict[str, Any]]:
        """What the bot has said in a chat, once it is at least `number` messages."""
        here = lambda: [each for each in self.sent if each["chat"]["id"] == chat.id]  # noqa: E731
        self.wait(lambda: len(here()) >= number, seconds, f"{number} answers")
        return here()

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
        params = {name: str(value) for name, value in (await request.post()).items()}
        with self._change:
            self.calls.append((method, params))
            self._change.notify_all()
        if self.refuse_token or request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        fault = next((each for each in self._faults if each.method == method and each.taken(params)), None)
        if fault:
            self._faults.remove(fault)
            if fault.code != 200:
                return self._failure(request, fault)
        try:
            _check(method, params)
            result = await self._methods.get(method, self._done)(params)
        except RefusedError as refused:
            self.violations.append(f"{method}: {refused}")
            return _error(400, f"Bad Request: {refused}")
        if result is None:
            return _error(409, "Conflict: terminated by other getUpdates request")
        return web.Response(text="?") if fault else web.json_response({"ok": True, "result": result})

    def _failure(self, request: web.Request, fault: _Fault) -> web.Response:
        if fault.code == 0:
            assert request.transport is not None
            request.transport.abort()
        if fault.code == 502:
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        return _error(fault.code, "injected", **({"parameters": fault.parameters} if fault.parameters else {}))

    async def _done(self, params: dict[str, str]) -> bool:
        return True

    async def _get_me(self, params: dict[str, str]) -> dict[str, Any]:
        return ME

    async def _get_updates(self, params: dict[str, str]) -> list[dict[str, Any]] | None:
        self._poll += 1
        mine, offset = self._poll, int(params.get("offset", 0))
        with self._change:
            self._updates = [each for each in self._updates if each["update_id"] >= offset]
        end = time.monotonic() + min(5.0, float(params.get("timeout", 0)))
        while not self._updates and time.monotonic() < end and mine == self._poll:
            await asyncio.sleep(0.01)
        return list(self._updates) if mine == self._poll else None

    async def _send_message(self, params: dict[str, str]) -> dict[str, Any]:
        chat = self._chats.get(int(params["chat_id"]))
        if chat is None:
            raise RefusedError("chat not found")
        text, entities = parse_html(params["text"]) if params.get("parse_mode") == "HTML" else (params["text"], 0)
        if not text.strip() or units(text) > 4096 or entities > 100:
            raise RefusedError(f"{units(text)} units, {entities} entities")
        topic = int(params["message_thread_id"]) if "message_thread_id" in params else None
        if topic is not None and topic not in chat.topics:
            raise RefusedError("message thread not found")
        if not json.loads(params.get("link_preview_options", "{}")).get("is_disabled"):
            raise RefusedError("a link preview")
        markup = json.loads(params.get("reply_markup", "null"))
        for row in markup["inline_keyboard"] if markup else []:
            if any(not button["text"] or len(button["callback_data"].encode()) > 64 for button in row):
                raise RefusedError("a bad button")
        reply = json.loads(params.get("reply_parameters", "null"))
        shown = {"message_id": self._new_id(), "date": int(time.time()), "chat": chat.api(), "from": ME, "text": text}
        shown |= {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        shown |= {"reply_markup": markup} if markup else {}
        with self._change:
            self.sent.append(shown | {"reply": reply, "entities_count": entities})
            self._change.notify_all()
        return shown


def _check(method: str, params: dict[str, str]) -> None:
    if method not in PARAMETERS:
        raise RefusedError("no such method here")
    if unknown := set(params) - PARAMETERS[method]:
        raise RefusedError(f"unknown parameters {unknown}")


def _error(code: int, description: str, **more: Any) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": description, **more}, status=code)


def _entities(text: str) -> list[dict[str, Any]]:
    """Commands and mentions, as Telegram finds them."""
    kinds = [("bot_command", r"(?<![\w/])/[A-Za-z0-9_]+(@\w+)?(?![\w/])"), ("mention", r"(?<!\w)@[A-Za-z0-9_]+")]
    return [
        {"type": kind, "offset": units(text[: found.start()]), "length": units(found[0])}
        for kind, pattern in kinds
        for found in re.finditer(pattern, text)
    ]
