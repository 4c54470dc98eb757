"""The door where Telegram calls, instead of polling."""

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import telegram
from telegram import Update

from bot.running.web import Request, Response, Route

PORT: Final = 8080
_HEADER: Final = "x-telegram-bot-api-secret-token"

Take = Callable[[Sequence[Update]], Awaitable[None]]


class Webhook:
    """Takes Telegram's calls; each has to bear the secret."""

    def __init__(self, url: str, secret: str | None, take: Take) -> None:
        self._url, self._take = url, take
        self._secret = secret or secrets.token_urlsafe(32)
        self._bot: telegram.Bot | None = None

    async def register(self, bot: telegram.Bot, kinds: Sequence[str]) -> None:
        """Tell Telegram where to call. Raises TelegramError."""
        self._bot = bot
        await bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=kinds, drop_pending_updates=False)

    def route(self) -> dict[tuple[str, str], Route]:
        """The path that Telegram calls: that of the public address, whatever proxy stands before it."""
        return {("POST", urlsplit(self._url).path or "/"): self._called}

    async def _called(self, request: Request) -> Response:
        """An update is kept before Telegram is told that it came, so that none is lost."""
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), self._secret.encode()):
            return Response(403)
        if self._bot is None:
            return Response(503)
        try:
            data: Any = json.loads(request.body)
            update = Update.de_json(data, self._bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            return Response(400)
        await self._take([update])
        return Response(200)
