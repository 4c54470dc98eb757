"""The traffic of the bot: which updates run side by side, and when a call that failed is made again."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, Final
from weakref import WeakValueDictionary

import httpx
from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter, BaseUpdateProcessor

log = logging.getLogger(__name__)

PAUSES: Final = (0.5, 1.0, 2.0, 4.0, *[8.0] * 6)
"""Seconds before each repetition of a failed call: an outage of about a minute is ridden out."""
LONGEST_WAIT: Final = 600.0
"""Seconds that a call waits in all because Telegram asks for it (429); longer is given up."""
_SEEN: Final = 4096
"""How many update ids are remembered. Telegram numbers updates one after another and repeats only the latest."""


class Lanes(BaseUpdateProcessor):
    """One update after another in a chat, chats side by side, and each update once.

    An update comes again when Telegram did not hear that it had been taken, after a cut connection or a hard stop. Ids
    are kept in memory: after a restart, an update that Telegram was not told of is answered again.
    """

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=256)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine in its chat's turn, or drop it when the update was here before."""
        try:
            if not isinstance(update, Update) or not self._repeated(update.update_id):
                chat = update.effective_chat if isinstance(update, Update) else None
                async with self._lane(chat.id if chat else 0):
                    await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # dropped as a repetition, or while it waited for its turn at the end

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    def _lane(self, chat: int) -> asyncio.Lock:
        lane = self._lanes.get(chat)
        if lane is None:
            lane = self._lanes[chat] = asyncio.Lock()
        return lane

    def _repeated(self, update_id: int) -> bool:
        if update_id in self._seen:
            return True
        self._seen[update_id] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return False


class Patience(BaseRateLimiter[int]):
    """Repeats calls that Telegram did not take, and no others, so that an answer comes once.

    429: after the seconds that Telegram names; only this call waits, other chats go on. An HTTP 5xx, a refused or
    broken connection: after the next of `PAUSES`. An answer that does not come in time may have been delivered; such a
    call is repeated only if twice does no harm. Polling is not concerned: it has its own loop.
    """

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: int | None,  # noqa: ARG002
    ) -> Any:
        """The result of the call; raises its last error when patience ends."""
        pauses = iter(PAUSES)
        waited = 0.0
        while True:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = seconds(error)
                waited += pause
                if waited > LONGEST_WAIT:
                    raise
                log.warning("Telegram yêu cầu chờ %.0f giây trước khi gửi tiếp (%s)", pause, endpoint)
            except NetworkError as error:
                pause = next(pauses, 0.0) if _repeatable(error, endpoint) else 0.0
                if not pause:
                    raise
                log.warning("Telegram chưa nhận %s (%s), gửi lại sau %.1f giây", endpoint, reason(error), pause)
            await asyncio.sleep(pause)


def seconds(error: RetryAfter) -> float:
    """The seconds that Telegram asks to wait, and a little: a call that comes early makes the wait longer."""
    wait = error.retry_after
    return 0.2 + (wait.total_seconds() if isinstance(wait, timedelta) else float(wait))


def reason(error: Exception) -> str:
    """The kind of an error and of what caused it: never its message, which may hold a text or the token."""
    cause = error.__cause__
    return type(error).__name__ + (f", {type(cause).__name__}" if cause else "")


def _repeatable(error: NetworkError, endpoint: str) -> bool:
    """Whether a failed call may be made again."""
    if isinstance(error, BadRequest):
        return False
    if isinstance(error, TimedOut):
        unsent = isinstance(error.__cause__, httpx.ConnectTimeout | httpx.PoolTimeout | httpx.WriteTimeout)
        return unsent or not endpoint.startswith("send")
    return True
