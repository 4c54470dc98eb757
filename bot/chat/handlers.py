"""What the bot does with what it hears: one table of handlers, in the order in which they are tried."""

from collections.abc import Sequence
from typing import Any, Final

import telegram
from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat.answering import Answering
from bot.chat.buttons import Buttons
from bot.chat.choosing import Choosing
from bot.chat.files import Files
from bot.chat.groups import Groups, doors
from bot.chat.hearing import Asked, Person, asked_in, in_group, person_of, rest_of
from bot.chat.inline import Inline
from bot.chat.office import Office
from bot.chat.reports import report_lines
from bot.chat.screens import Button, Screen
from bot.chat.sending import Sending
from bot.reminders.chatting import Reminders, followed_by
from bot.wording.answers import word_help
from bot.wording.markup import line, message
from bot.wording.phrasing import say as word_of
from bot.wording.texts import Menu, commands, periods, say
from nlp.text import fold

Context = ContextTypes.DEFAULT_TYPE
Table = list[BaseHandler[Any, Any, Any]]

EDIT_SECONDS: Final = 120
"""How long after a question its edits are followed."""
_UNREADABLE = (
    filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE | filters.PHOTO | filters.Sticker.ALL
    | filters.ANIMATION | filters.Document.ALL | filters.LOCATION | filters.CONTACT | filters.POLL | filters.Dice.ALL
)  # fmt: skip


class Handlers:
    """The handlers over an office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._sending = Sending(office)
        self._choosing = Choosing(office, self._sending)
        self._answering = Answering(office, self._sending, self._choosing.ask_agency)
        files = Files(office, self._sending)
        self._reminders = Reminders(office, self._sending, files)
        self._buttons = Buttons(office, self._sending, self._answering, self._choosing, files, self._reminders)
        self._groups = Groups(office, self._sending)
        self._inline = Inline(office)

    def before(self) -> Table:
        """What is done with every update first."""
        return [TypeHandler(object, self._groups.heard)]

    def table(self) -> Table:
        """All handlers. The first that fits an update takes it; what fits none is met with silence: talk in groups that
        is not for the bot, late edits, members coming and going.
        """
        fresh = filters.UpdateType.MESSAGE & Person()
        edited = filters.UpdateType.EDITED_MESSAGE & Person()
        private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
        words = filters.TEXT | filters.CAPTION
        own = {
            "start": self.start, "trogiup": self.help, "hoi": self.question, "timkiem": self.question,
            "cuatoi": self.mine, "denhan": self.due, "donvi": self._choosing.agency, "kehoach": self._choosing.plans,
            "nhacviec": self._reminders.setting.command, "tiendo": self._reminders.tally.command,
            "baosai": self.reports,
        }  # fmt: skip
        return [
            *(CommandHandler(command.names, own[command.name], fresh) for command in commands()),
            MessageHandler(filters.StatusUpdate.MIGRATE, self._groups.moved),
            MessageHandler(fresh & private & words, self.question),
            MessageHandler(fresh & groups & words & ~filters.COMMAND, self.question),
            MessageHandler(fresh & private & _UNREADABLE, self.unreadable),
            MessageHandler(edited & (private | groups) & words, self.edited),
            CallbackQueryHandler(self._buttons.tapped),
            InlineQueryHandler(self._inline.queried),
            ChatMemberHandler(self._groups.changed, ChatMemberHandler.MY_CHAT_MEMBER),
        ]

    async def start(self, update: Update, context: Context) -> None:
        """/start: greeting and examples; from a link of the bot's own, what that link promised."""
        heard, payload = _message(update), rest_of(_message(update))
        if payload == "donvi" and not in_group(heard):
            await self._choosing.ask_agency(heard, person_of(heard))
        elif payload == "nhacviec" and not in_group(heard):
            await self._reminders.setting.answer(heard)
        elif (item := followed_by(payload)) is not None and not in_group(heard):
            await self._reminders.following.promised(heard, item)
        elif asked := await self._promised(payload):
            await self._answering.answer(heard, Asked(asked, person_of(heard), heard.message_id, label=asked))
        else:
            await self._introduce(heard, context, [word_of("greeting")])

    async def _promised(self, payload: str) -> str | None:
        """The question behind a link from an inline query."""
        number = payload.removeprefix("q")
        if number == payload or not number.isdecimal() or len(number) > 15:
            return None
        if number == "0":
            return periods()[0].asks
        return await self._office.recall(self._office.state.text_of, int(number))

    async def help(self, update: Update, context: Context) -> None:
        """/trogiup: how to ask, the commands of this kind of chat, and examples."""
        heard = _message(update)
        menu: Menu = "admins" if in_group(heard) else "private"
        listed = [f"{command.usage}: {command.description}" for command in commands(menu)]
        await self._introduce(heard, context, [*word_help(), "", *listed])

    async def _introduce(self, heard: telegram.Message, context: Context, lines: Sequence[Any]) -> None:
        if in_group(heard):
            lines = (*lines, line(), await doors(context.bot, heard.chat.id))
        examples = await self._office.ask(self._office.clerk.examples)
        rows = tuple((Button(label, "vd", str(number)),) for number, label in enumerate(examples))
        await self._sending.send(heard, Screen(message(*lines), rows))

    async def question(self, update: Update, context: Context) -> None:
        """A question: any text in private; in groups /hoi, a mention of the bot or a reply to it."""
        heard = _message(update)
        asked = asked_in(heard, context.bot.bot)
        if asked is None:
            return
        if fault := _fault(asked):
            await self._sending.send(heard, Screen.of(say(fault)))
        elif not await self._reminders.heard(heard, asked):
            await self._answering.answer(heard, asked)

    async def edited(self, update: Update, context: Context) -> None:
        """A question that was edited soon after it was asked: its answer is edited, too."""
        heard = update.edited_message
        assert heard is not None  # noqa: S101 - by the filters of the table
        asked = asked_in(heard, context.bot.bot)
        late = heard.edit_date is None or (heard.edit_date - heard.date).total_seconds() > EDIT_SECONDS
        if asked is None or late or _fault(asked):
            return
        earlier = await self._office.recall(self._office.state.answers_to, heard.chat.id, heard.message_id)
        await self._answering.answer_anew(heard, asked, earlier)

    async def mine(self, update: Update, _: Context) -> None:
        """/cuatoi: the duties of the asker's agency; with a time behind it, those due then."""
        heard, rest = _message(update), rest_of(_message(update))
        person = person_of(heard)
        agency = (await self._office.recall(self._office.state.choices, heard.chat.id, person)).agency
        if agency is None:
            await self._choosing.ask_agency(heard, person)
            return
        asks = say("asks_due", period=f"{agency} {rest}") if rest else say("asks_mine", agency=agency)
        await self._answering.answer(heard, Asked(asks, person, heard.message_id, listed=False))

    async def due(self, update: Update, _: Context) -> None:
        """/denhan: what is due this month, with buttons for other periods; or in the period behind it."""
        heard, rest = _message(update), rest_of(_message(update))
        first, *_others, late = periods()
        asks = say("asks_due", period=rest) if rest else first.asks
        if "qua han" in fold(rest):
            asks = late.asks
        await self._answering.answer(heard, Asked(asks, person_of(heard), heard.message_id, periods=True))

    async def reports(self, update: Update, _: Context) -> None:
        """/baosai: the reports of wrong information, for those who look after the bot, in private."""
        heard = _message(update)
        if in_group(heard) or person_of(heard) not in self._office.admins:
            await self._sending.send(heard, Screen.of(say("not_for_you")))
            return
        found = await self._office.recall(self._office.state.reports)
        await self._sending.send(heard, Screen.of(*report_lines(found)))

    async def unreadable(self, update: Update, context: Context) -> None:
        """A picture, file, voice or sticker in private: one sentence, for an album too."""
        heard = _message(update)
        album, last = heard.media_group_id, (context.chat_data or {}).get("album")
        if context.chat_data is not None:
            context.chat_data["album"] = album
        if album is None or album != last:
            await self._sending.send(heard, Screen.of(say("only_text")))


def _fault(asked: Asked) -> str | None:
    """The name of the text for what asks nothing, or None."""
    if asked.text.startswith("/"):
        return "unknown_command"
    if asked.text or asked.about:
        return None
    return "no_words" if asked.listed else "no_question"


def _message(update: Update) -> telegram.Message:
    assert update.message is not None  # noqa: S101 - by the filters of the table
    return update.message
