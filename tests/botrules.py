"""What Telegram's Bot API takes and what it refuses: HTML, buttons, parameters of methods."""

import json
import re
from html.parser import HTMLParser
from typing import Any

MESSAGE = {"chat_id", "text", "parse_mode", "reply_markup", "link_preview_options"}
PARAMETERS = {
    "getMe": set(),
    "getUpdates": {"offset", "timeout", "limit", "allowed_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "drop_pending_updates"},
    "setMyCommands": {"commands", "language_code", "scope"},
    "getChatMember": {"chat_id", "user_id"},
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"},
    "sendMessage": MESSAGE | {"message_thread_id", "reply_parameters"},
    "sendDocument": {"chat_id", "document", "caption", "parse_mode", "message_thread_id", "reply_parameters"},
    "editMessageText": MESSAGE | {"message_id"},
}
NEEDED = {
    "sendMessage": {"chat_id", "text"},
    "sendDocument": {"chat_id", "document"},
    "editMessageText": {"chat_id", "message_id", "text"},
    "answerCallbackQuery": {"callback_query_id"},
    "answerInlineQuery": {"inline_query_id", "results"},
    "deleteMessage": {"chat_id", "message_id"},
    "getChatMember": {"chat_id", "user_id"},
    "sendChatAction": {"chat_id", "action"},
    "setWebhook": {"url"},
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


def check_call(method: str, params: dict[str, str]) -> None:
    """Raises RefusedError for an unknown method, and for unknown or missing parameters."""
    if method not in PARAMETERS:
        raise RefusedError("no such method here")
    if unknown := set(params) - PARAMETERS[method]:
        raise RefusedError(f"unknown parameters {unknown}")
    if missing := NEEDED.get(method, set()) - set(params):
        raise RefusedError(f"missing parameters {missing}")


def check_text(params: dict[str, str], previews: bool = False) -> tuple[str, int]:
    """The visible text of a message and its number of entities. Raises RefusedError, for a link preview too."""
    text, entities = parse_html(params["text"]) if params.get("parse_mode") == "HTML" else (params["text"], 0)
    if not text.strip() or units(text) > 4096 or entities > 100:
        raise RefusedError(f"{units(text)} units, {entities} entities")
    if not previews and not json.loads(params.get("link_preview_options", "{}")).get("is_disabled"):
        raise RefusedError("a link preview")
    return text, entities


def check_caption(params: dict[str, str]) -> str:
    """The visible text below a file. Raises RefusedError for one that is too long."""
    caption = params.get("caption", "")
    text, entities = parse_html(caption) if params.get("parse_mode") == "HTML" else (caption, 0)
    if units(text) > 1024 or entities > 100:
        raise RefusedError("message caption is too long")
    return text


def check_file(name: str, content: bytes) -> None:
    """Raises RefusedError for an upload without a name or content, and for one that is too large for a bot."""
    if not content:
        raise RefusedError("file must be non-empty")
    if not name or len(content) > 50 * 1024 * 1024:
        raise RefusedError("wrong file identifier/HTTP URL specified")


def check_markup(source: str) -> dict[str, Any] | None:
    """An inline keyboard as sent. Raises RefusedError for a bad button, data over 64 bytes, rows that are too wide."""
    markup = json.loads(source)
    for row in markup["inline_keyboard"] if markup else []:
        if not 1 <= len(row) <= 8:
            raise RefusedError("a bad row")
        for button in row:
            ways = [name for name in ("callback_data", "url") if button.get(name)]
            if not button["text"] or len(ways) != 1 or set(button) - {"text", *ways}:
                raise RefusedError("a bad button")
            if len(button.get("callback_data", "").encode()) > 64:
                raise RefusedError("BUTTON_DATA_INVALID")
    return markup


def check_results(params: dict[str, str]) -> list[dict[str, Any]]:
    """The results of an inline query. Raises RefusedError for bad ids or texts, too many, or a shared cache."""
    results = json.loads(params["results"])
    ids = [result["id"] for result in results]
    if len(ids) > 50 or len(set(ids)) < len(ids) or any(not 1 <= len(each.encode()) <= 64 for each in ids):
        raise RefusedError("RESULT_ID_INVALID")
    if params.get("is_personal") != "true" or int(params.get("cache_time", 300)) > 30:
        raise RefusedError("results that others would see")
    for result in results:
        content = result["input_message_content"]
        check_text({**content, "text": content["message_text"], "link_preview_options": _json(content)})
        check_markup(json.dumps(result.get("reply_markup")))
    if len(params.get("next_offset", "").encode()) > 64:
        raise RefusedError("NEXT_OFFSET_INVALID")
    button = json.loads(params.get("button", "{}"))
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button["start_parameter"]):
        raise RefusedError("START_PARAM_INVALID")
    return results


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content.get("link_preview_options", {}))


def found_entities(text: str) -> list[dict[str, Any]]:
    """Commands and mentions, as Telegram finds them."""
    kinds = [("bot_command", r"(?<![\w/])/[A-Za-z0-9_]+(@\w+)?(?![\w/])"), ("mention", r"(?<!\w)@[A-Za-z0-9_]+")]
    return [
        {"type": kind, "offset": units(text[: found.start()]), "length": units(found[0])}
        for kind, pattern in kinds
        for found in re.finditer(pattern, text)
    ]
