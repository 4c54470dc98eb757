"""What the bot does with what it hears: one table of handlers, and the answers' way to the chat."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.markup import Message, line, message, quote, to_html
from bot.settings import TIMEZONE
from bot.texts import commands, say
from nlp.text import fold

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Awaitable[None]]
T = TypeVar("T")

_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?!\S)\s*")
_UNREADABLE = (
    filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE | filters.PHOTO | filters.Sticker.ALL
    | filters.ANIMATION | filters.Document.ALL | filters.LOCATION | filters.CONTACT | filters.POLL | filters.Dice.ALL
)  # fmt: skip


class Desk(Protocol):
    """Who answers. All calls come from one worker thread, one at a time, never from the thread that made the desk: a
    SQLite connection is to be opened with `check_same_thread=False`, or at the first call. A `Problem` that a method
    raises is told to the person; any other error is logged without its message and told as a failure.
    """

    def reply(self, text: str, session: str, now: datetime) -> Message:
        """The answer to a question; `session` tells whose conversation it is, `now` is in Vietnamese time."""
        ...

    def greeting(self) -> Message:
        """For /start, without the examples."""
        ...

    def help(self) -> Message:
        """For /trogiup, without the examples."""
        ...

    def plans(self) -> Message:
        """For /kehoach: the plans in the task base."""
        ...

    def examples(self) -> Sequence[str]:
        """Questions that are offered as buttons, each the wording that is asked when it is tapped."""
        ...


class _Person(filters.MessageFilter):
    """Written just now by a person: not by a bot (but by an administrator who hides behind the group), not through an
    inline bot, not carried over from a channel.
    """

    def filter(self, message: telegram.Message) -> bool:
        """Whether it is."""
        by_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
        return not (by_bot or message.via_bot or message.is_automatic_forward)


class Handlers:
    """The handlers over a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    def close(self) -> None:
        """Let go of the worker thread; calls that have not begun are dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def table(self) -> list[BaseHandler[Any, Any, Any]]:
        """All handlers. The first that fits an update takes it, so the order matters; what fits none is met with
        silence: talk in groups that is not for the bot, edits, members coming and going.
        """
        fresh = filters.UpdateType.MESSAGE & _Person()
        private = fresh & filters.ChatType.PRIVATE
        words = filters.TEXT | filters.CAPTION
        doors = {"start": self.start, "trogiup": self.help, "kehoach": self.plans, "hoi": self.question}
        return [
            *(CommandHandler(command.names, doors[command.name], fresh) for command in commands()),
            MessageHandler(private & words, self.question),
            MessageHandler(fresh & filters.ChatType.GROUPS & words & ~filters.COMMAND, self.question),
            MessageHandler(private & _UNREADABLE, self.unreadable),
            CallbackQueryHandler(self.tapped),
        ]

    async def start(self, update: Update, context: Context) -> None:
        """/start: greeting and examples."""
        await self._introduce(update, context, self._desk.greeting)

    async def help(self, update: Update, context: Context) -> None:
        """/trogiup: help and examples."""
        await self._introduce(update, context, self._desk.help)

    async def _introduce(self, update: Update, context: Context, text: Callable[[], Message]) -> None:
        heard = _message(update)
        answer = await self._ask(text)
        if _in_group(heard):
            answer = replace(answer, lines=(*answer.lines, line(), line(say("in_groups", bot=context.bot.username))))
        await send(heard, replace(answer, choices=tuple(await self._ask(self._desk.examples))))

    async def plans(self, update: Update, _: Context) -> None:
        """/kehoach: what is in the task base."""
        await send(_message(update), await self._ask(self._desk.plans))

    async def question(self, update: Update, context: Context) -> None:
        """A question: any text in private; in groups /hoi, a mention of the bot or a reply to it."""
        heard = _message(update)
        asked = question_of(heard, context.bot.bot)
        if asked is None:
            return
        if asked.startswith("/"):
            answer = message(say("unknown_command"))
        elif not asked:
            answer = message(say("no_question"))
        else:
            answer = await self._reply(asked, heard.chat.id, heard.sender_chat or heard.from_user)
        await send(heard, answer)

    async def tapped(self, update: Update, _: Context) -> None:
        """A tapped button: its label is asked. The label, not its number, so that buttons outlive a change of the
        examples; it is shown above the answer, because a tap leaves no message in the chat.
        """
        tap = update.callback_query
        assert tap is not None  # noqa: S101 - by the kind of handler
        label = _label(tap)
        with suppress(BadRequest):  # Telegram forgets a tap after a while; the question stands
            await tap.answer(say("old_button") if label is None else None)
        if label is not None and isinstance(tap.message, telegram.Message):
            answer = await self._reply(label, tap.message.chat.id, tap.from_user)
            await send(tap.message, replace(answer, lines=(quote(label), *answer.lines)))

    async def unreadable(self, update: Update, context: Context) -> None:
        """A picture, file, voice or sticker in private: one sentence, for an album too."""
        heard = _message(update)
        album, last = heard.media_group_id, (context.chat_data or {}).get("album")
        if context.chat_data is not None:
            context.chat_data["album"] = album
        if album is None or album != last:
            await send(heard, message(say("only_text")))

    async def _reply(self, text: str, chat: int, person: telegram.Chat | telegram.User | None) -> Message:
        session = f"{chat}:{person.id if person else chat}"
        return await self._ask(self._desk.reply, text, session, datetime.now(TIMEZONE))

    async def _ask(self, call: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *args)


def question_of(heard: telegram.Message, me: telegram.User) -> str | None:
    """What a message asks the bot `me`, without command and mention; "" when nothing is asked, None when the message is
    not for the bot. An unknown command in private keeps its slash.
    """
    text = heard.text or heard.caption or ""
    mention = re.compile(rf"(?<!\w)@{re.escape(me.username or '')}(?!\w)", re.IGNORECASE)
    asked = " ".join(part for part in (each.strip(" ,:;\n") for each in mention.split(text)) if part)
    command = _COMMAND.match(asked)
    if command and fold(command[1]) == "hoi":
        return asked[command.end() :]
    for_me = not _in_group(heard) or _replies_to(heard, me) or mention.search(text)
    return asked if for_me else None


def _replies_to(heard: telegram.Message, me: telegram.User) -> bool:
    replied = heard.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == me.id


async def send(heard: telegram.Message, answer: Message) -> None:
    """Send an answer to where a message came from (chat and topic), in as many parts as needed; in groups the first
    one points to the message. Raises ValueError for an answer without visible text, TelegramError when sending fails.
    """
    parts = to_html(answer)
    if not parts:
        raise ValueError("an answer without text")
    for number, part in enumerate(parts):
        keyboard = _keyboard(answer.choices) if number == len(parts) - 1 else None
        try:
            await heard.reply_text(part, do_quote=_in_group(heard) and number == 0, reply_markup=keyboard)
        except ChatMigrated as moved:
            await heard.get_bot().send_message(moved.new_chat_id, part, reply_markup=keyboard)


def _keyboard(choices: Sequence[str]) -> InlineKeyboardMarkup | None:
    """One button a row. The data is a number: 64 bytes would not hold a Vietnamese question."""
    rows = [[InlineKeyboardButton(label, callback_data=f"vd:{number}")] for number, label in enumerate(choices)]
    return InlineKeyboardMarkup(rows) if rows else None


def _label(tap: telegram.CallbackQuery) -> str | None:
    """The label of the tapped button, or None when the message is too old for Telegram to show it."""
    markup = tap.message.reply_markup if isinstance(tap.message, telegram.Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == tap.data), None)


def _in_group(heard: telegram.Message) -> bool:
    return heard.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _message(update: Update) -> telegram.Message:
    assert update.message is not None  # noqa: S101 - by the filters of the table
    return update.message
