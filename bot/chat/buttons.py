"""Tapped buttons. Each tap is answered, whoever taps, however old the button is, and however often."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import telegram
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat.answering import Answering
from bot.chat.choosing import Choosing
from bot.chat.files import Files
from bot.chat.hearing import Asked
from bot.chat.office import Office
from bot.chat.sending import Sending
from bot.chat.turns import Turn
from bot.chat.views import FIRST
from bot.clock import now, seconds_now
from bot.memory.state import Kept
from bot.reminders.chatting import Reminders
from bot.wording.markup import to_text
from bot.wording.texts import periods, say

_MOST_DATA = 64

Way = Callable[["Tap"], Awaitable[None]]


class Tap:
    """A tap on a button, as it is being answered."""

    def __init__(self, query: telegram.CallbackQuery) -> None:
        self.query = query
        self.kind, *self.parts = (query.data or "")[:_MOST_DATA].split(":")
        self.message = query.message if isinstance(query.message, telegram.Message) else None

    @property
    def number(self) -> int:
        """The first number in the data, or 0."""
        first = self.parts[0] if self.parts else ""
        return int(first) if first.isdecimal() and len(first) < 16 else 0

    @property
    def rest(self) -> str:
        """What stands behind the number."""
        return self.parts[1] if len(self.parts) > 1 else ""

    async def tell(self, text: str | None = None, alert: bool = False) -> None:
        """End the tap's waiting, with a word or without. Telegram forgets a tap after a while: then nobody waits."""
        with suppress(BadRequest):
            await self.query.answer(text, show_alert=alert)


class Buttons:
    """Does what buttons promise."""

    def __init__(
        self,
        office: Office,
        sending: Sending,
        answering: Answering,
        choosing: Choosing,
        files: Files,
        reminders: Reminders,
    ) -> None:
        self._office, self._sending, self._answering = office, sending, answering
        self._ways: dict[str, Way] = {
            "a": self._view,
            "k": self._of_plan,
            "h": self._of_period,
            "x": self._wrong,
            "f": files.tapped,
            "vd": self._example,
            "d": choosing.agency_tapped,
            "dp": choosing.page_tapped,
            "g": choosing.plan_tapped,
            "n": reminders.setting.tapped,
            "nv": reminders.following.tapped,
            "r": reminders.tracking.tapped,
            "td": reminders.tally.tapped,
        }

    async def tapped(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A tap on any button."""
        assert update.callback_query is not None  # noqa: S101 - by the kind of handler
        tap = Tap(update.callback_query)
        self._office.counts.add("taps")
        way = self._ways.get(tap.kind)
        if way is None:
            await tap.tell(say("old_button"))
        else:
            await way(tap)

    async def _view(self, tap: Tap) -> None:
        """Another page or side of an answer."""
        kept = await self._office.recall(self._office.state.answer, tap.number)
        if kept is None:
            await tap.tell(say("old_button"), alert=True)
        else:
            await self._show(tap, kept, kept.turn, tap.rest)

    async def _of_plan(self, tap: Tap) -> None:
        """The plan that was asked back for: the same question, of that plan."""
        kept = await self._office.recall(self._office.state.answer, tap.number)
        if kept is None or not tap.rest.isdecimal():
            await tap.tell(say("old_button"), alert=True)
        elif int(tap.rest) not in {plan.id for plan in await self._office.ask(self._office.clerk.plans)}:
            await tap.tell(say("plan_changed"), alert=True)
        else:
            await self._show(tap, kept, replace(kept.turn, plan=int(tap.rest)), FIRST)

    async def _of_period(self, tap: Tap) -> None:
        """Another period of what is due, as of the day of the tap."""
        kept = await self._office.recall(self._office.state.answer, tap.number)
        period = next((each for each in periods() if each.key == tap.rest), None)
        if kept is None or period is None:
            await tap.tell(say("old_button"), alert=True)
        else:
            turn = Turn((period.asks,), now().date(), kept.turn.plan, periods=True)
            await self._show(tap, kept, turn, FIRST)

    async def _show(self, tap: Tap, kept: Kept, turn: Turn, view: str) -> None:
        """Show a view in the place of the one that the message shows, if it is another."""
        screen = await self._office.ask(self._office.clerk.screen, turn, view, now().date())
        if screen is None:
            await tap.tell(say("plan_changed"), alert=True)
            return
        await tap.tell()
        if (turn, view) == (kept.turn, kept.view):
            return
        bot, shown = tap.query.get_bot(), False
        if tap.message is not None:
            shown = await self._sending.edit(bot, tap.message.chat.id, tap.message.message_id, screen, kept.id, view)
        if not shown:
            message = await self._sending.send_to(bot, kept.chat, kept.topic, screen, kept.id, view)
            await self._office.recall(self._office.state.sent, kept.id, message)
        await self._office.recall(self._office.state.show, kept.id, turn, view)

    async def _wrong(self, tap: Tap) -> None:
        """A report that an answer is wrong: how the question was understood and what was answered, not who says so."""
        kept = await self._office.recall(self._office.state.answer, tap.number)
        if kept is None:
            await tap.tell(say("old_button"), alert=True)
            return
        understood = await self._office.ask(self._office.clerk.understood, kept.turn)
        screen = await self._office.ask(self._office.clerk.screen, kept.turn, kept.view, now().date())
        told = to_text(screen.message) if screen else ""
        await self._office.recall(self._office.state.report, kept.id, understood, told, seconds_now())
        self._office.counts.add("reports")
        await tap.tell(say("report_taken"), alert=True)

    async def _example(self, tap: Tap) -> None:
        """A question offered as a button: its label is asked, so that buttons outlive a change of the examples."""
        label = _label(tap)
        await tap.tell(say("old_button") if label is None else None)
        if label is not None and tap.message is not None:
            await self._answering.answer(tap.message, Asked(label, tap.query.from_user.id, label=label))


def _label(tap: Tap) -> str | None:
    """The label of the tapped button, or None when the message is too old for Telegram to show it."""
    markup = tap.message.reply_markup if tap.message else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == tap.query.data), None)
