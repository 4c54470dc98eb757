"""Choosing an agency ("sở mình") and a plan: for oneself in private, for all in a group by its administrators."""

from typing import TYPE_CHECKING, Final

import telegram
from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.hearing import in_group, may_choose, person_of, rest_of
from bot.chat.office import Office
from bot.chat.screens import Button, Screen, turning
from bot.chat.sending import Sending
from bot.wording.facts import plan_line
from bot.wording.markup import Line, Message, message
from bot.wording.phrasing import name_of
from bot.wording.phrasing import say as word_of
from bot.wording.texts import say

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

_ROWS: Final = 6
_LONGEST: Final = 60
"""Characters that a button's label holds."""


class Choosing:
    """/donvi and /kehoach, and their buttons. Choices belong to the chat: in private that is the person."""

    def __init__(self, office: Office, sending: Sending) -> None:
        self._office, self._sending = office, sending

    async def agency(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """/donvi: choose by name, or from a list."""
        heard = _message(update)
        if not await may_choose(heard, None if heard.sender_chat else heard.from_user):
            await self._sending.send(heard, _only_admins(heard))
            return
        typed = rest_of(heard)
        if not typed:
            await self.ask_agency(heard, person_of(heard))
        elif found := await self._office.ask(self._office.clerk.agency, typed):
            await self._office.recall(self._office.state.choose_agency, heard.chat.id, found)
            await self._sending.send(heard, Screen.of(_agency_set(heard, found)))
        else:
            await self._sending.send(heard, await self._agencies(heard.chat.id, 0, say("agency_unknown", name=typed)))

    async def ask_agency(self, heard: telegram.Message, _person: int) -> None:
        """Ask which agency is meant, with a list to tap."""
        now = (await self._office.recall(self._office.state.choices, heard.chat.id, heard.chat.id)).agency
        ask = say("agency_ask_group" if in_group(heard) else "agency_ask")
        lines = [say("agency_now", agency=now), ask] if now else [ask]
        await self._sending.send(heard, await self._agencies(heard.chat.id, 0, *lines))

    async def page_tapped(self, tap: "Tap") -> None:
        """Another page of the list of agencies."""
        await tap.tell()
        if tap.message is not None:
            lines = (tap.message.text or "").split("\n")
            screen = await self._agencies(tap.message.chat.id, tap.number, *lines)
            await self._sending.edit(tap.query.get_bot(), tap.message.chat.id, tap.message.message_id, screen)

    async def agency_tapped(self, tap: "Tap") -> None:
        """An agency of the list, or none of them."""
        found = await self._office.recall(self._office.state.text_of, tap.number) if tap.number else None
        if tap.number and found is None:
            await tap.tell(say("old_button"), alert=True)
        elif await self._may(tap) and tap.message is not None:
            await self._office.recall(self._office.state.choose_agency, tap.message.chat.id, found)
            told = _agency_set(tap.message, found) if found else say("agency_cleared")
            await self._confirm(tap, told)

    async def plans(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """/kehoach: the plans, each with a button to speak of it alone."""
        heard = _message(update)
        base = await self._office.ask(self._office.clerk.base)
        plans = list(base.plans.values())
        chosen = (await self._office.recall(self._office.state.choices, heard.chat.id, heard.chat.id)).plan
        if not plans:
            await self._sending.send(heard, Screen.of(word_of("no_plans")))
            return
        told = [plan_line(plan, base) for plan in plans]
        lines: list[str | Line] = [word_of("plans_head", count=len(plans)), *told, "", say("plan_ask")]
        lines += [say("plan_set", plan=name_of(plan.document)) for plan in plans if plan.id == chosen]
        rows = [(Button(name_of(plan.document)[:_LONGEST], "g", str(plan.id)),) for plan in plans]
        await self._sending.send(heard, Screen(message(*lines), (*rows, (Button(say("button_all_plans"), "g", "0"),))))

    async def plan_tapped(self, tap: "Tap") -> None:
        """A plan of the list, or all."""
        plans = {plan.id: plan for plan in await self._office.ask(self._office.clerk.plans)}
        if tap.number and tap.number not in plans:
            await tap.tell(say("plan_changed"), alert=True)
        elif await self._may(tap) and tap.message is not None:
            await self._office.recall(self._office.state.choose_plan, tap.message.chat.id, tap.number or None)
            told = say("plan_set", plan=name_of(plans[tap.number].document)) if tap.number else say("plan_cleared")
            await self._confirm(tap, told)

    async def _may(self, tap: "Tap") -> bool:
        """Whether this person may choose here; tells them when not."""
        if tap.message is None:
            await tap.tell(say("old_button"), alert=True)
            return False
        allowed = await may_choose(tap.message, tap.query.from_user)
        if not allowed:
            await tap.tell(say("only_admins_short"), alert=True)
        return allowed

    async def _confirm(self, tap: "Tap", told: str) -> None:
        """What was chosen, in the place of the list."""
        await tap.tell()
        if tap.message is not None:
            bot, chat = tap.query.get_bot(), tap.message.chat.id
            await self._sending.edit(bot, chat, tap.message.message_id, Screen.of(told))

    async def _agencies(self, chat: int, page: int, *lines: str) -> Screen:
        """A page of the list of agencies under these lines."""
        names = await self._office.ask(self._office.clerk.agencies)
        last = max(len(names) - 1, 0) // _ROWS
        page = min(page, last)
        shown = names[page * _ROWS : (page + 1) * _ROWS]
        numbers = await self._office.recall(self._office.state.numbers_of, shown)
        rows: list[tuple[Button, ...]] = [
            (Button(name[:_LONGEST], "d", str(number)),) for name, number in zip(shown, numbers, strict=True)
        ]
        chosen = (await self._office.recall(self._office.state.choices, chat, chat)).agency
        turned = (turning("", page, last + 1, "dp"),) if last else ()
        clear = ((Button(say("button_no_agency"), "d", "0"),),) if chosen else ()
        return Screen(message(*lines), (*rows, *turned, *clear))


def _agency_set(heard: telegram.Message, agency: str) -> str:
    return say("agency_set_group" if in_group(heard) else "agency_set", agency=agency)


def _only_admins(heard: telegram.Message) -> Screen:
    link = f"https://t.me/{heard.get_bot().username}?start=donvi"
    text: Message = message(say("only_admins"))
    return Screen(text, ((Button(say("button_private"), url=link),),))


def _message(update: Update) -> telegram.Message:
    assert update.message is not None  # noqa: S101 - by the filters of the table
    return update.message
