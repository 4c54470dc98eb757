"""Once a minute: what is to be planned is planned, what is to be sent is sent. Nothing but the state file remembers."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

from telegram.ext import ExtBot

from bot.chat.office import Office
from bot.clock import now as real_now
from bot.reminders.sender import Sender
from bot.running.limits import reason

log = logging.getLogger(__name__)

_MINUTE: Final = 60.0
_SHORTEST: Final = 0.2
_STOP_SECONDS: Final = 2.0
"""How long messages on their way may take after the sign to stop."""


class Ticker:
    """The clockwork of the reminders, for a bot that is online."""

    def __init__(self, office: Office, bot: ExtBot[int], clock: Callable[[], datetime] = real_now) -> None:
        self._office, self._clock = office, clock
        self._sender = Sender(office, bot, clock)
        self._sending: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Tick for ever, from when the bot is online. What is late because the bot was down is said at once."""
        await self._office.online.wait()
        await self._guarded(self._begin)
        while True:
            await self._guarded(self.tick)
            await asyncio.sleep(await self._pause())

    async def tick(self) -> None:
        """Plan what is due, then begin to send. Raises `Problem` when a file fails."""
        planned = 1
        while planned:
            planned, new = await self._office.record(self._office.planner.plan, self._clock())
            self._office.counts.add("reminders", "outcome", "planned", new)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._guarded(self._sender.drain))

    async def close(self) -> None:
        """Begin no more messages, and let those on their way come to their end, if that does not take long."""
        self._sender.stop()
        if self._sending is not None:
            await asyncio.wait({self._sending}, timeout=_STOP_SECONDS)

    async def _begin(self) -> None:
        now = self._clock()
        if left := await self._office.record(self._office.book.outbox.recover):
            log.warning("%d tin nhắc có thể đã gửi khi bot dừng đột ngột; sẽ gửi lại.", left)
        await self._office.record(self._office.planner.set_right, now)
        await self._office.record(self._office.book.outbox.forget, int(now.timestamp()))

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> None:
        """A step that may fail: that is told in the log and tried again with the next tick."""
        try:
            await step()
            self._office.counts.ticked()
        except Exception as error:
            self._office.counts.add("errors", "kind", type(error).__name__)
            log.error("Nhắc việc: tạm thời chưa làm được (%s), sẽ thử lại.", reason(error))

    async def _pause(self) -> float:
        """Seconds until the next minute, or until a message is to be tried again if that is sooner."""
        at = self._clock().timestamp()
        rest = _MINUTE - at % _MINUTE
        with contextlib.suppress(Exception):
            again = await self._office.record(self._office.book.outbox.next_try)
            busy = self._sending is not None and not self._sending.done()
            if again is not None and not busy:
                rest = min(rest, again - at)
        return max(rest, _SHORTEST)
