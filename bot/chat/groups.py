"""Groups: coming in, being sent away, becoming a supergroup; and which doors are open in them."""

import telegram
from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.chat.office import Office
from bot.chat.screens import Screen
from bot.chat.sending import Sending
from bot.wording.texts import say

_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class Groups:
    """Keeps account of where the bot may speak."""

    def __init__(self, office: Office, sending: Sending) -> None:
        self._office, self._sending = office, sending

    async def heard(self, update: object, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Before all else: a message from a chat that had sent the bot away shows that it is back; a chat that it may
        not write to is met with silence.
        """
        if not isinstance(update, Update) or update.effective_chat is None or update.my_chat_member:
            return
        chat = update.effective_chat.id
        why = self._office.closed(chat)
        if why == "gone" and update.message is not None:
            await self._office.open_chat(chat)
        elif why is not None and update.message is not None and not update.message.migrate_to_chat_id:
            raise ApplicationHandlerStop

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot's own standing in a chat has changed."""
        change = update.my_chat_member
        assert change is not None  # noqa: S101 - by the kind of handler
        chat, new = change.chat, change.new_chat_member
        if new.status in _GONE:
            await self._office.close_chat(chat.id, "gone")
        elif isinstance(new, telegram.ChatMemberRestricted) and not new.can_send_messages:
            await self._office.close_chat(chat.id, "muted")
        else:
            await self._office.open_chat(chat.id)
            if change.old_chat_member.status in _GONE and chat.type in _GROUPS:
                await self._introduce(chat, new, context)

    async def _introduce(
        self, chat: telegram.Chat, me: telegram.ChatMember, context: ContextTypes.DEFAULT_TYPE
    ) -> None:
        """Three lines: what the bot does, how to ask here, what administrators can set."""
        lines = (say("group_hello"), await _doors(context.bot, me), say("group_admins"))
        await self._sending.send_to(context.bot, chat.id, None, Screen.of(*lines), 0, "p0")

    async def moved(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The group has become a supergroup: what was remembered of it goes along. Both service messages tell so."""
        message = update.message
        assert message is not None  # noqa: S101 - by the filters of the table
        if message.migrate_to_chat_id:
            await self._office.move_chat(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self._office.move_chat(message.migrate_from_chat_id, message.chat.id)


async def doors(bot: telegram.Bot, chat: int) -> str:
    """How to ask in a group, as it stands now."""
    return await _doors(bot, await bot.get_chat_member(chat, bot.id))


async def _doors(bot: telegram.Bot, me: telegram.ChatMember) -> str:
    """A bare mention reaches the bot for certain only where it hears everything: as an administrator, or with its
    privacy mode off.
    """
    hears_all = (await bot.get_me()).can_read_all_group_messages or me.status == ChatMemberStatus.ADMINISTRATOR
    return say("group_doors_mention", bot=bot.username) if hears_all else say("group_doors")
