"""Once a minute: what is to be planned is planned, what is to be sent is sent. Nothing but the state file remembers.

When a file fails (full, locked, unreadable), nothing is planned or sent that could not be recorded; that is logged,
counted and tried again every few seconds, and after three minutes the bot no longer counts as well (`Counts.alive`).
"""

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
from knowledge.errors import Problem

log = logging.getLogger(__name__)

_MINUTE: Final = 60.0
_SHORTEST: Final = 0.2
_AFTER_FAULT: Final = 10.0
"""Seconds until the next attempt after a file has failed."""
_STOP_SECONDS: Final = 2.0
"""How long messages on their way may take after the sign to stop."""


class Ticker:
    """The clockwork of the reminders, for a bot that is online."""

    def __init__(self, office: Office, bot: ExtBot[int], clock: Callable[[], datetime] = real_now) -> None:
        self._office, self._clock = office, clock
        self._sender = Sender(office, bot, clock)
        self._sending: asyncio.Task[None] | None = None
        self._last: datetime | None = None
        self._stuck = False

    async def run(self) -> None:
        """Tick for ever, from when the bot is online. What is late because the bot was down is said at once."""
        await self._office.online.wait()
        self._office.counts.ticked()
        while True:
            well = await self._guarded(self.tick)
            if well and not self._stuck:
                self._office.counts.ticked()
            await asyncio.sleep(await self._pause(well))

    async def tick(self) -> None:
        """Plan what is due, then begin to send. Raises `Problem` when a file fails."""
        await self._look_at_clock()
        planned = 1
        while planned:
            planned, new = await self._office.record(self._office.planner.plan, self._clock())
            self._office.counts.add("reminders", "outcome", "planned", new)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def settled(self) -> None:
        """Wait until what is being sent has come to its end."""
        if self._sending is not None:
            await asyncio.wait({self._sending})

    async def close(self) -> None:
        """Begin no more messages, and let those on their way come to their end, if that does not take long."""
        self._sender.stop()
        with contextlib.suppress(TimeoutError, Problem):
            async with asyncio.timeout(_STOP_SECONDS):
                await self.settled()
                await self._sender.settle()

    async def _look_at_clock(self) -> None:
        """At start, see to what an earlier run left behind; then, and when the clock was put back, to what it did while
        it stood wrong.
        """
        now, last = self._clock(), self._last
        if last is None:
            if left := await self._office.record(self._office.book.outbox.recover):
                log.warning("%d tin nhắc có thể đã gửi khi bot dừng đột ngột; sẽ gửi lại.", left)
            await self._office.record(self._office.book.outbox.forget, now.date())
        if last is None or now < last:
            await self._office.record(self._office.planner.set_right, now)
        self._last = now

    async def _send(self) -> None:
        self._stuck = not await self._guarded(self._sender.drain)

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> bool:
        """A step that may fail: that is told in the log and tried again; -> whether it went well."""
        try:
            await step()
        except Exception as error:
            self._office.counts.add("errors", "kind", type(error).__name__)
            log.error("Nhắc việc: tạm thời chưa làm được (%s), sẽ thử lại.", reason(error))
            return False
        return True

    async def _pause(self, well: bool) -> float:
        """Seconds until the next minute, or until a message is to be tried again if that is sooner."""
        if self._stuck or not well:
            return _AFTER_FAULT
        at = self._clock().timestamp()
        rest = _MINUTE - at % _MINUTE
        with contextlib.suppress(Exception):
            again = await self._office.record(self._office.book.outbox.next_try)
            busy = self._sending is not None and not self._sending.done()
            if again is not None and not busy:
                rest = min(rest, max(again, self._sender.rests_until) - at)
        return max(rest, _SHORTEST)
