"""The way of a screen to the chat: sent, or shown in the place of an earlier one."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.chat.hearing import in_group, topic_of
from bot.chat.office import Office
from bot.chat.screens import Rows, Screen, laid_out
from bot.wording.exported import File
from bot.wording.markup import message, to_html

_LONG_SECONDS: Final = 1.0
"""After how long the chat is told that an answer is being written."""
_ACTION_SECONDS: Final = 4.5
"""How long Telegram shows that."""
_REMEMBERED: Final = 4096
_CAPTION: Final = 1024
"""UTF-16 units of a file's caption (Bot API, sendDocument)."""
_GONE: Final = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Sending:
    """Sends and edits. Remembers what it last put into a message, because Telegram refuses an edit that changes
    nothing, and a second tap may come before the first has shown.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._shown: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def send(self, heard: telegram.Message, screen: Screen, answer: int = 0, view: str = "p0") -> int:
        """Send a screen to where a message came from (chat and topic), in groups pointing to it; -> the new message's
        id. Raises ValueError for a screen without text, TelegramError when sending fails.
        """
        html, rows = laid_out(screen, view)
        markup = keyboard(rows, answer)
        try:
            sent = await heard.reply_text(html, do_quote=in_group(heard), reply_markup=markup)
        except ChatMigrated as moved:
            await self._office.move_chat(heard.chat.id, moved.new_chat_id)
            sent = await heard.get_bot().send_message(moved.new_chat_id, html, reply_markup=markup)
        await self._office.open_chat(sent.chat.id)
        return sent.message_id

    async def send_to(
        self, bot: telegram.Bot, chat: int, topic: int | None, screen: Screen, answer: int, view: str
    ) -> int:
        """Send a screen to a chat and topic of which no message is at hand; -> the new message's id."""
        html, rows = laid_out(screen, view)
        sent = await bot.send_message(chat, html, message_thread_id=topic, reply_markup=keyboard(rows, answer))
        return sent.message_id

    async def send_file(
        self, bot: telegram.Bot, chat: int, topic: int | None, file: File, reply_to: int | None
    ) -> None:
        """Send a file to a chat and topic, as a reply to a message there."""
        caption = to_html(message(file.told), _CAPTION)[0]
        reply = ReplyParameters(reply_to) if reply_to else None
        try:
            await bot.send_document(
                chat, file.content, caption, message_thread_id=topic, filename=file.name, reply_parameters=reply
            )
        except ChatMigrated as moved:
            await self._office.move_chat(chat, moved.new_chat_id)
            await bot.send_document(moved.new_chat_id, file.content, caption, filename=file.name)

    async def edit(
        self, bot: telegram.Bot, chat: int, message: int, screen: Screen, answer: int = 0, view: str = "p0"
    ) -> bool:
        """Show a screen in the place of what a message of the bot's shows; -> False when that message is gone."""
        html, rows = laid_out(screen, view)
        mark = hash((html, rows, answer))
        if self._shown.get((chat, message)) == mark:
            return True
        try:
            await bot.edit_message_text(html, chat, message, reply_markup=keyboard(rows, answer))
        except BadRequest as refused:
            reason = str(refused).lower()
            if any(gone in reason for gone in _GONE):
                return False
            if "not modified" not in reason:
                raise
        self._shown[chat, message] = mark
        while len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        return True


def keyboard(rows: Rows, answer: int) -> InlineKeyboardMarkup | None:
    """Telegram's form of the rows."""
    made = [
        [
            InlineKeyboardButton(each.label, url=each.url)
            if each.url
            else InlineKeyboardButton(each.label, callback_data=each.data(answer))
            for each in row
        ]
        for row in rows
        if row
    ]
    return InlineKeyboardMarkup(made) if made else None


@asynccontextmanager
async def typing(heard: telegram.Message) -> AsyncIterator[None]:
    """While the block takes noticeably long, the chat is told that an answer is being written."""
    task = asyncio.create_task(_tell(heard))
    try:
        yield
    finally:
        task.cancel()


async def _tell(heard: telegram.Message) -> None:
    await asyncio.sleep(_LONG_SECONDS)
    while True:
        with suppress(TelegramError):
            await heard.chat.send_action(ChatAction.TYPING, message_thread_id=topic_of(heard))
        await asyncio.sleep(_ACTION_SECONDS)
