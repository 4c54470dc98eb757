"""A question's way through the bot: what it goes on from, its answer, its message, what is kept of it."""

import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Final

import telegram
from telegram.error import BadRequest

from bot.chat.clerk import Ask, NoAgency, Reply
from bot.chat.hearing import Asked, topic_of
from bot.chat.office import Office
from bot.chat.screens import Screen
from bot.chat.sending import Sending, typing
from bot.chat.turns import Turn
from bot.chat.views import item_of
from bot.clock import now, seconds_now
from bot.memory.state import Choices, Kept
from bot.wording.markup import Message, quote

THREAD_SECONDS: Final = 600
"""How long a question may go on from the one before."""

AskBack = Callable[[telegram.Message, int], Coroutine[Any, Any, None]]


class Answering:
    """Answers questions in chats."""

    def __init__(self, office: Office, sending: Sending, ask_agency: AskBack) -> None:
        """`ask_agency` asks somebody in a chat which agency is theirs."""
        self._office, self._sending, self._ask_agency = office, sending, ask_agency

    async def answer(self, heard: telegram.Message, asked: Asked) -> None:
        """Answer the questions that `asked` holds, each by itself, where the message `heard` stands."""
        for text in await self._questions(asked):
            await self._answer_one(heard, replace(asked, text=text))

    async def _questions(self, asked: Asked) -> list[str]:
        if asked.about or asked.listed or asked.periods:
            return [asked.text]
        return await self._office.ask(self._office.clerk.questions, asked.text, now().date())

    async def _answer_one(self, heard: telegram.Message, asked: Asked) -> None:
        begin = time.monotonic()
        reply = await self._reply(heard, asked, None)
        if reply is None:
            return
        number = await self._office.recall(
            self._office.state.add,
            heard.chat.id, topic_of(heard), asked.person, asked.question, reply.turn, reply.view,
            seconds_now(),
        )  # fmt: skip
        message = await self._sending.send(heard, _headed(reply.screen, asked.label), number)
        await self._office.recall(self._office.state.sent, number, message)
        self._office.counts.answered(reply.outcome, time.monotonic() - begin)

    async def answer_anew(self, heard: telegram.Message, asked: Asked, earlier: Sequence[Kept]) -> None:
        """The questions were edited: each answer is shown in the place of the one that stood there; further questions
        are answered below, and answers to questions that were taken back go.
        """
        for text, kept in zip_longest(await self._questions(asked), earlier):
            if text is None:
                await self._withdraw(heard, kept)
            elif kept is None:
                await self._answer_one(heard, replace(asked, text=text))
            else:
                await self._answer_one_anew(heard, replace(asked, text=text), kept)

    async def _answer_one_anew(self, heard: telegram.Message, asked: Asked, kept: Kept) -> None:
        begin = time.monotonic()
        reply = await self._reply(heard, asked, kept)
        if reply is None or (reply.turn, reply.view) == (kept.turn, kept.view):
            return
        await self._office.recall(self._office.state.show, kept.id, reply.turn, reply.view)
        shown = kept.message is not None and await self._sending.edit(
            heard.get_bot(), heard.chat.id, kept.message, reply.screen, kept.id
        )
        if not shown:
            message = await self._sending.send(heard, reply.screen, kept.id)
            await self._office.recall(self._office.state.sent, kept.id, message)
        self._office.counts.answered(reply.outcome, time.monotonic() - begin)

    async def _withdraw(self, heard: telegram.Message, kept: Kept) -> None:
        """Take back the answer to a question that is no longer asked."""
        await self._office.recall(self._office.state.drop, kept.id)
        if kept.message is not None:
            with suppress(BadRequest):  # it is gone already
                await heard.get_bot().delete_message(heard.chat.id, kept.message)

    async def _reply(self, heard: telegram.Message, asked: Asked, kept: Kept | None) -> Reply | None:
        """The answer, or None when it was asked back instead."""
        before, choices = await self._office.recall(self._memory, heard, asked, kept)
        ask = Ask(
            asked.text, now().date(), before, asked.about, choices.agency, choices.plan, asked.listed, asked.periods
        )
        try:
            async with typing(heard):
                return await self._office.ask(self._office.clerk.reply, ask)
        except NoAgency:
            await self._ask_agency(heard, asked.person)
            return None

    def _memory(self, heard: telegram.Message, asked: Asked, kept: Kept | None) -> tuple[Turn | None, Choices]:
        """What a question goes on from: the answer it replies to, or the person's last; and what was chosen."""
        state, chat = self._office.state, heard.chat.id
        choices = state.choices(chat, asked.person)
        if asked.periods or asked.listed:
            return None, choices
        replied = state.answer_in(chat, asked.reply_to) if asked.reply_to else None
        limits = (kept.at - THREAD_SECONDS, kept.id) if kept else (seconds_now() - THREAD_SECONDS,)
        before = replied or state.last(chat, topic_of(heard), asked.person, *limits)
        return _gone_on(before) if before else None, choices


def _gone_on(kept: Kept) -> Turn:
    """What an answer leaves to go on from: with the item that its message was opened at."""
    item = item_of(kept.view)
    return kept.turn if item is None else kept.turn.then(item)


def _headed(screen: Screen, label: str) -> Screen:
    """The screen with the question quoted above it, when it was asked with a tap."""
    if not label:
        return screen
    message = screen.message
    return replace(screen, message=Message((quote(label), *message.lines), message.choices))
