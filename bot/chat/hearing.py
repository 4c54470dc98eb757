"""What a message says to the bot: whether it is meant, what it asks, of what, and who asks."""

import re
from dataclasses import dataclass

import telegram
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.wording.texts import commands
from nlp.text import fold

_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?!\S)\s*")


class Person(filters.MessageFilter):
    """Written just now by a person: not by a bot (but by an administrator who hides behind the group), not through an
    inline bot, not carried over from a channel.
    """

    def filter(self, message: telegram.Message) -> bool:
        """Whether it is."""
        by_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
        return not (by_bot or message.via_bot or message.is_automatic_forward)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks."""

    text: str
    person: int
    question: int | None = None
    """id of the message, when it is one that a person can edit."""
    about: str = ""
    """another message that it replies to."""
    reply_to: int | None = None
    """id of the bot's message that it replies to."""
    listed: bool = False
    periods: bool = False
    label: str = ""
    """what is quoted above the answer, when no message in the chat shows the question."""


def asked_in(heard: telegram.Message, me: telegram.User) -> Asked | None:
    """What a message asks the bot `me`, or None when it is not for the bot. The text of a command that is not for
    asking keeps its slash.
    """
    text = question_of(heard, me)
    if text is None:
        return None
    command = _COMMAND.match(text)
    listed = bool(command and fold(command[1]) in _names("timkiem"))
    if command and listed:
        text = text[command.end() :]
    about, reply_to = _replied(heard, me)
    return Asked(text, person_of(heard), heard.message_id, about, reply_to, listed)


def question_of(heard: telegram.Message, me: telegram.User) -> str | None:
    """The words of a message without mention and /hoi; "" when nothing is asked, None when it is not for the bot."""
    text = heard.text or heard.caption or ""
    mention = re.compile(rf"(?<!\w)@{re.escape(me.username or '')}(?!\w)", re.IGNORECASE)
    command = re.match(r"/\w+@(\w+)", text)
    if command and command[1].lower() != (me.username or "").lower():
        return None
    asked = " ".join(part for part in (each.strip(" ,:;\n") for each in mention.split(text)) if part)
    found = _COMMAND.match(asked)
    name = fold(found[1]) if found else ""
    if found and name in _names("hoi"):
        return asked[found.end() :]
    for_me = not in_group(heard) or replies_to(heard, me) or mention.search(text) or name in _names("timkiem")
    return asked if for_me else None


def _names(command: str) -> list[str]:
    return next(each.names for each in commands() if each.name == command)


def _replied(heard: telegram.Message, me: telegram.User) -> tuple[str, int | None]:
    """The words that a message replies to, or the id of the bot's message that it replies to. In a topic, a plain
    message counts as a reply to the topic's beginning, which has no words.
    """
    replied = heard.reply_to_message
    if replied is None:
        return (heard.quote.text if heard.quote else ""), None
    if replies_to(heard, me):
        return "", replied.message_id
    return (heard.quote.text if heard.quote else replied.text or replied.caption or ""), None


def replies_to(heard: telegram.Message, me: telegram.User) -> bool:
    """Whether a message replies to one of the bot's."""
    replied = heard.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == me.id


def rest_of(heard: telegram.Message) -> str:
    """What stands behind a command."""
    found = _COMMAND.match(heard.text or "")
    return (heard.text or "")[found.end() :].strip() if found else ""


def in_group(heard: telegram.Message) -> bool:
    """Whether a message stands in a group."""
    return heard.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def topic_of(heard: telegram.Message) -> int | None:
    """The forum topic of a message."""
    return heard.message_thread_id if heard.is_topic_message else None


def person_of(heard: telegram.Message) -> int:
    """Who wrote a message: a person, or the group or channel that they hide behind."""
    who = heard.sender_chat or heard.from_user or heard.chat
    return who.id


async def may_choose(heard: telegram.Message, person: telegram.User | None) -> bool:
    """Whether somebody may choose for all in this chat: in a group its administrators, hidden ones too (a hidden
    administrator's messages come in the name of the group; their taps come in their own).
    """
    if not in_group(heard):
        return True
    if person is None:
        return heard.sender_chat is not None and heard.sender_chat.id == heard.chat.id
    return await administers(heard.get_bot(), heard.chat.id, person.id)


async def administers(bot: telegram.Bot, group: int, person: int) -> bool:
    """Whether a person is an administrator of a group. Raises TelegramError when Telegram does not tell."""
    member = await bot.get_chat_member(group, person)
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
