"""Where updates come from: long polling, or Telegram's calls; each is kept until it has been seen to."""

import asyncio
import contextlib
import json
import logging
import time
import warnings
from collections.abc import Sequence
from typing import Any, Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
)
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.warnings import PTBUserWarning

from bot.chat.office import Office
from bot.clock import seconds_now
from bot.running.limits import reason, seconds
from bot.running.web import Request, Response, Web
from bot.running.webhook import PORT, Webhook
from bot.settings import Settings
from bot.wording.texts import Menu, commands

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

_POLL_SECONDS: Final = 30
"""How long Telegram holds an empty poll."""
_REJOIN_SECONDS: Final = 5.0
"""The longest pause between polls while Telegram cannot be reached."""
_NEWCOMER_SECONDS: Final = 60.0
"""How long after its start a copy of the bot counts as the second one when two poll."""
_CONFLICTS: Final = 5
"""After how many conflicts in a row the first copy, too, gives up."""
_METRICS: Final = "text/plain; version=0.0.4; charset=utf-8"
HEARD: Final = (
    Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER
)  # fmt: skip
"""The kinds of updates that are fetched: what the handlers can answer."""
_SCOPES: Final[dict[Menu, BotCommandScope]] = {
    "private": BotCommandScopeAllPrivateChats(),
    "group": BotCommandScopeAllGroupChats(),
    "admins": BotCommandScopeAllChatAdministrators(),
}


class Source:
    """Brings updates into the application's queue. Own loop instead of the library's, which after a long outage would
    sleep half a minute more, cannot be woken from that sleep by a signal, and takes a second copy for an outage.
    """

    def __init__(self, app: App, office: Office, settings: Settings) -> None:
        self._app, self._office, self._settings = app, office, settings
        self._next = 0
        self._failures = 0
        self._conflicts = 0
        self._begin = time.monotonic()
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
        self._webhook = Webhook(settings.webhook_url, secret, self._take) if settings.webhook_url else None
        self._web = Web(
            {("GET", "/healthz"): self._health, ("GET", "/metrics"): self._counts}
            | (self._webhook.route() if self._webhook else {})
        )

    async def run(self) -> None:
        """Start the application, then bring updates for ever. Raises TelegramError when there is no point in going on,
        `knowledge.errors.Problem` when the port is taken.
        """
        port = self._settings.port or (PORT if self._webhook else None)
        if port:
            await self._web.open(self._settings.listen, port)
        await self._start()
        if self._webhook:
            await self._webhook.register(self._app.bot, HEARD)
            self._office.counts.waits_for_calls = True
            self._office.counts.touch()
            self._office.online.set()
            await asyncio.Event().wait()
        await self._app.bot.delete_webhook(drop_pending_updates=False)
        while True:
            await self._poll()

    async def close(self) -> None:
        """Take no more, and tell Telegram which updates were taken, so that a restart does not fetch them again."""
        await self._web.close()
        if self._next:
            with contextlib.suppress(TelegramError):
                await self._fetch(wait=0)

    async def _start(self) -> None:
        await self._app.initialize()
        await self._office.ask(self._office.clerk.warm)
        await self._show_menus()
        await self._app.start()
        for body in await self._office.recall(self._office.state.left_over):
            await self._app.update_queue.put(Update.de_json(json.loads(body), self._app.bot))
        log.info("Bot @%s đang chạy.", self._app.bot.username)

    async def _show_menus(self) -> None:
        """Set the commands of each kind of chat, for Vietnamese Telegrams and for all others: the most specific list
        that there is wins. The bot runs without them, too.
        """
        try:
            for menu, scope in _SCOPES.items():
                shown = [BotCommand(command.name, command.description) for command in commands(menu)]
                for language in (None, "vi"):
                    await self._app.bot.set_my_commands(shown, scope=scope, language_code=language)
        except TelegramError as error:
            log.warning("Chưa đặt được trình đơn lệnh (%s).", reason(error))

    async def _poll(self) -> None:
        updates: Sequence[Update]
        try:
            updates = await self._fetch(_POLL_SECONDS if self._office.online.is_set() else 0)
        except InvalidToken:
            raise
        except TelegramError as error:
            await asyncio.sleep(self._pause(error))
            return
        except Exception as error:
            log.error("Telegram gửi tin mà bot không đọc được (%s).", reason(error))
            updates = await self._fetch_one_by_one()
        if self._failures:
            log.info("Đã kết nối lại với Telegram.")
        self._failures = self._conflicts = 0
        self._office.counts.touch()
        self._office.online.set()
        await self._take(updates)
        self._next = max([self._next, *(update.update_id + 1 for update in updates)])

    async def _take(self, updates: Sequence[Update]) -> None:
        """Keep updates, then queue those that were not here before: one comes again when Telegram did not hear that it
        had been taken, after a cut connection or a hard stop.
        """
        if not updates:
            return
        bodies = [(update.update_id, update.to_json()) for update in updates]
        fresh = await self._office.recall(self._office.state.take, bodies, seconds_now())
        for update in updates:
            if update.update_id in fresh:
                self._office.counts.add("updates", "kind", _kind(update))
                await self._app.update_queue.put(update)

    async def _fetch(self, wait: int = _POLL_SECONDS) -> tuple[Update, ...]:
        found: tuple[Update, ...] = await self._app.bot.get_updates(self._next, timeout=wait, allowed_updates=HEARD)
        return found

    async def _fetch_one_by_one(self) -> list[Update]:
        """The waiting updates that can be read, and no error for the others: one that the library does not know, of a
        newer Telegram, would otherwise come again for ever and let no other through.
        """
        found = []
        with contextlib.suppress(TelegramError), warnings.catch_warnings():
            warnings.simplefilter("ignore", PTBUserWarning)  # the library's own method is what failed
            raw = await self._app.bot.do_api_request("getUpdates", {"offset": self._next, "timeout": 0})
            for data in raw:
                with contextlib.suppress(Exception):
                    found.append(Update.de_json(data, self._app.bot))
                self._next = max(self._next, data["update_id"] + 1)
        return found

    def _pause(self, error: Exception) -> float:
        """Seconds until the next poll after a failed one. Raises the error when another copy of the bot is to go on.

        Telegram cuts the poll of the copy that was there first, so the newcomer is who meets a conflict soon after its
        start: it gives way. The older one waits for that.
        """
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            self._conflicts += 1
            if self._conflicts >= _CONFLICTS or time.monotonic() - self._begin < _NEWCOMER_SECONDS:
                raise error
            log.warning("Một bản khác của bot vừa lấy tin; chờ bản đó dừng.")
        elif not self._failures:
            log.warning("Mất kết nối với Telegram (%s), đang thử lại.", reason(error))
        self._failures += 1
        return float(min(_REJOIN_SECONDS, 0.5 * 2 ** min(self._failures, 5)))

    async def _health(self, _: Request) -> Response:
        return Response(200, "ok\n") if self._office.counts.alive() else Response(503, "no word from Telegram\n")

    async def _counts(self, _: Request) -> Response:
        return Response(200, self._office.counts.text(), _METRICS)


def _kind(update: Update) -> str:
    """Of which of the fetched kinds an update is."""
    return next((kind for kind in HEARD if getattr(update, kind) is not None), "other")
