"""From the outbox to the chats: sent until it has arrived, or until Telegram has said that it never will."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final, ParamSpec

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.chat.office import Office
from bot.chat.screens import Screen, laid_out
from bot.chat.sending import keyboard
from bot.reminders.letters import FIRST
from bot.reminders.outbox import DIGEST, GENERAL, Letter, Outcome
from bot.reminders.teller import kept
from bot.reminders.wording import say
from bot.running.errors import lacks_right, lacks_topic
from bot.running.limits import NOT_REPEATED, reason, seconds
from knowledge.errors import Problem

log = logging.getLogger(__name__)

P = ParamSpec("P")

AT_ONCE: Final = 4
"""How many messages are on their way at a time: as many may come twice after a crash."""
_BATCH: Final = 100
PAUSES: Final = (15, 30, 60, 120, 300, 600, 900)
"""Seconds until a message that did not arrive is tried again; the last of them from then on."""


class Sender:
    """Sends what is in the outbox. A message is recorded as being sent before, and as sent after it has arrived: none
    goes out while the state file cannot be written. What became of a message that was on its way when the file failed
    is kept in mind and recorded before anything else is sent.
    """

    def __init__(self, office: Office, bot: ExtBot[int], clock: Callable[[], datetime]) -> None:
        self._office, self._bot, self._clock = office, bot, clock
        self._stopped = False
        self._owed: deque[Callable[[], object]] = deque()
        self._waits_in_a_row = 0
        self.rests_until = 0.0
        """seconds since 1970: when several chats after one another had to wait (429), all do."""

    def stop(self) -> None:
        """Begin no more messages; those on their way go on."""
        self._stopped = True

    async def drain(self) -> None:
        """Send all whose turn it is. Raises `Problem` when the state file fails."""
        await self.settle()
        outbox = self._office.book.outbox
        while not self._idle():
            letters = await self._office.record(outbox.waiting, int(self._clock().timestamp()), _BATCH)
            if not letters:
                return
            queue = iter(letters)
            ends = await asyncio.gather(*(self._work(queue) for _ in range(AT_ONCE)), return_exceptions=True)
            for fault in filter(None, ends):
                raise fault

    async def settle(self) -> None:
        """Record what the state file did not take before. Raises `Problem` when it still fails."""
        while self._owed:
            await self._office.record(self._owed[0])
            self._owed.popleft()

    async def _record(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Record what became of a message, now or as soon as the state file takes it."""
        try:
            await self._office.record(call, *args, **kwargs)
        except Problem:
            self._owed.append(partial(call, *args, **kwargs))
            raise

    async def _work(self, queue: Iterator[Letter]) -> None:
        for letter in queue:
            if self._idle():
                return
            await self._send(letter)

    def _idle(self) -> bool:
        return self._stopped or self._clock().timestamp() < self.rests_until

    async def _send(self, letter: Letter) -> None:
        outbox = self._office.book.outbox
        if not await self._office.record(outbox.claim, letter.id):
            return
        try:
            message = await self._deliver(letter)
        except TelegramError as error:
            await self._failed(letter, error)
        except Exception as error:
            log.error("Tin nhắc %d: lỗi khi soạn", letter.id, exc_info=error)
            self._office.counts.add("errors", "kind", type(error).__name__)
            await self._again(letter, "failed")
        else:
            at = int(self._clock().timestamp())
            if message is None:
                await self._record(outbox.void, letter)
            else:
                self._waits_in_a_row = 0
                await self._record(outbox.sent, letter, message, at)
            self._office.counts.add("reminders", "outcome", "void" if message is None else "sent")

    async def _deliver(self, letter: Letter) -> int | None:
        """The id of the message, or None when nothing was left to say. A chat known to be closed is not tried."""
        if self._office.closed(letter.chat) in ("gone", "muted"):
            raise Forbidden("closed")
        screen = await self._screen(letter)
        if screen is None:
            return None
        html, rows = laid_out(screen, FIRST)
        sent = await self._bot.send_message(
            letter.chat,
            html,
            message_thread_id=letter.topic or None,
            reply_markup=keyboard(rows, letter.id),
            rate_limit_args=NOT_REPEATED,
        )
        return sent.message_id

    async def _screen(self, letter: Letter) -> Screen | None:
        if letter.kind != DIGEST:
            told = json.loads(letter.body)
            return Screen.of(say(told["name"], title=told["title"]))
        found = await self._office.record(kept, self._office.book, letter)
        return await self._office.ask(self._office.teller.first, found, self._clock())

    async def _failed(self, letter: Letter, error: TelegramError) -> None:
        """What an error means for the message: later, elsewhere, or not at all."""
        log.warning("Tin nhắc %d chưa gửi được (%s).", letter.id, reason(error))
        self._office.counts.add("reminders", "outcome", type(error).__name__)
        if isinstance(error, ChatMigrated):
            await self._office.move_chat(letter.chat, error.new_chat_id)
            await self._again(letter, "failed", 0)
        elif isinstance(error, RetryAfter):
            self._wait(seconds(error))
            await self._again(letter, "failed", seconds(error))
        elif isinstance(error, Forbidden):
            await self._lost(letter, "gone")
        elif lacks_topic(error):
            await self._lost_topic(letter)
        elif lacks_right(error):
            await self._lost(letter, "refused")
        elif isinstance(error, BadRequest):
            log.error("Tin nhắc %d: Telegram không nhận.", letter.id)
            await self._record(self._office.book.outbox.failed, letter.id, "refused")
        else:  # an answer that did not come, or was none, may have been lost on its way back
            lost = isinstance(error, TimedOut) or type(error) is TelegramError
            await self._again(letter, "uncertain" if lost else "failed")

    def _wait(self, pause: float) -> None:
        """One chat that has to wait holds no other; many mean that Telegram wants a rest."""
        self._waits_in_a_row += 1
        if self._waits_in_a_row >= AT_ONCE:
            self.rests_until = self._clock().timestamp() + pause

    async def _again(self, letter: Letter, state: Outcome, pause: float | None = None) -> None:
        wait = PAUSES[min(letter.tries, len(PAUSES) - 1)] if pause is None else pause
        at = int(self._clock().timestamp() + wait)
        await self._record(self._office.book.outbox.failed, letter.id, state, at)

    async def _lost(self, letter: Letter, why: str) -> None:
        """The chat cannot be written to: its reminders rest until it can, and their owner is told once."""
        book = self._office.book
        await self._record(book.outbox.failed, letter.id, "folded" if letter.kind == DIGEST else "void")
        await self._office.close_chat(letter.chat, why)
        if letter.kind == DIGEST and await self._office.record(book.subscriptions.stand, letter.subscription, "lost"):
            await self._notify(letter, "notice_gone" if why == "gone" else "notice_muted")

    async def _lost_topic(self, letter: Letter) -> None:
        """The topic is closed or gone: its reminders go to the general one, and their owner is told once."""
        book = self._office.book
        if letter.topic == GENERAL:
            await self._lost(letter, "refused")
            return
        moved = await self._office.record(book.subscriptions.move_to_general, letter.subscription)
        there = await self._office.record(book.outbox.letter, letter.id)
        along = there is not None and there.topic == GENERAL
        await self._again(letter, "void" if not moved else "failed" if along else "folded", 0)
        await self._notify(letter, "notice_topic" if moved else "notice_topic_merged")

    async def _notify(self, letter: Letter, name: str) -> None:
        book = self._office.book
        about = await self._office.record(book.subscriptions.subscription, letter.subscription)
        if about is not None:
            now = self._clock()
            body = json.dumps({"name": name, "title": about.title}, ensure_ascii=False)
            await self._office.record(book.outbox.notify, about, name, now.date(), body, int(now.timestamp()))
