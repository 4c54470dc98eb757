"""The traffic of the bot: which updates run side by side, how fast calls go out, when a failed one is made again."""

import asyncio
import logging
import time
from collections import OrderedDict, deque
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
_WAITING: Final = 10_000
"""How many updates may wait for their chat's turn: a chat that has to wait must hold no other."""
_PARTS: Final = 3
_PART_SECONDS: Final = 0.44
"""A third of a second's messages go in more than a third of a second: what a busy machine or network delays on its way
must not meet what follows.
"""
_IN_GROUP: Final = (20, 61.0)
"""Messages in so many seconds to one group."""
_IN_PRIVATE: Final = (5, 5.0)
"""The same to one person."""
_EDITS: Final = (15, 5.0)
"""Edits shown to one person: a tap is to be followed at once."""
_PACED: Final = 20_000
"""How many chats' latest messages are remembered."""
NOT_REPEATED: Final = 0
"""The `rate_limit_args` of a call that is not repeated here when it fails: the caller does so in its own time."""
_PACED_CALLS: Final = frozenset({"sendMessage", "sendDocument", "editMessageText"})


class Lanes(BaseUpdateProcessor):
    """One update after another in a chat, chats side by side. What has no chat (inline queries) goes by its person.

    `done` is told of each update that came to its end; one that the end of the bot cut short is not.
    """

    def __init__(self, done: Callable[[int], Awaitable[None]]) -> None:
        super().__init__(max_concurrent_updates=_WAITING)
        self._done = done
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine in its chat's turn."""
        whose = (update.effective_chat or update.effective_user) if isinstance(update, Update) else None
        try:
            async with self._lane(whose.id if whose else 0):
                await coroutine
            if isinstance(update, Update):
                await self._done(update.update_id)
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # while it waited for its turn at the end

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    def _lane(self, chat: int) -> asyncio.Lock:
        lane = self._lanes.get(chat)
        if lane is None:
            lane = self._lanes[chat] = asyncio.Lock()
        return lane


class Pace:
    """Keeps messages below the rates that Telegram names: so many a second over all chats, one a second in a private
    chat with short bursts, twenty a minute in a group. Who has to wait holds no other chat.
    """

    def __init__(self, per_second: int) -> None:
        """`per_second`: messages over all chats; 0 for a server of one's own without limits."""
        self._all = deque[float](maxlen=max(per_second // _PARTS, 1))
        self._unlimited = per_second == 0
        self._chats: OrderedDict[tuple[int, bool], deque[float]] = OrderedDict()

    async def turn(self, chat: int, edit: bool = False) -> None:
        """Return when a message to the chat, or an edit of one, may go out. Turns go in the order of asking."""
        if self._unlimited:
            return
        number, span = _IN_GROUP if chat < 0 else _EDITS if edit else _IN_PRIVATE
        key = (chat, edit and chat > 0)
        own = self._chats.setdefault(key, deque(maxlen=number))
        self._chats.move_to_end(key)
        while len(self._chats) > _PACED:
            self._chats.popitem(last=False)
        while (wait := _next(own, span) - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        at = max(time.monotonic(), _next(self._all, _PART_SECONDS))
        own.append(at)
        self._all.append(at)
        await asyncio.sleep(max(0.0, at - time.monotonic()))


def _next(sent: deque[float], span: float) -> float:
    """When the next message may follow those sent, at most as many in `span` seconds as the deque holds."""
    return sent[0] + span if len(sent) == sent.maxlen else 0.0


class Patience(BaseRateLimiter[int]):
    """Sends messages at a pace, and repeats calls that Telegram did not take, and no others, so that an answer comes
    once.

    429: after the seconds that Telegram names; only this call waits, other chats go on. An HTTP 5xx, a refused or
    broken connection: after the next of `PAUSES`. An answer that does not come in time may have been delivered; such a
    call is repeated only if twice does no harm. Polling is not concerned: it has its own loop.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

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
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """The result of the call; raises its last error when patience ends: at once for a call that is not to be
        repeated (see `NOT_REPEATED`).
        """
        if rate_limit_args == NOT_REPEATED:
            await self._in_turn(endpoint, data)
            return await callback(*args, **kwargs)
        pauses = iter(PAUSES)
        waited = 0.0
        while True:
            await self._in_turn(endpoint, data)
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

    async def _in_turn(self, endpoint: str, data: dict[str, Any]) -> None:
        """Wait until a message may go out."""
        if endpoint in _PACED_CALLS and isinstance(data.get("chat_id"), int):
            await self._pace.turn(data["chat_id"], edit=endpoint == "editMessageText")


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
