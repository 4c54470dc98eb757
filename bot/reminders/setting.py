"""/nhacviec: what a chat or topic is reminded of, set up by tapping or by a sentence; in groups by administrators."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import telegram
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.hearing import administers, in_group, may_choose, person_of, rest_of, topic_of
from bot.chat.office import Office
from bot.chat.screens import Button, Screen
from bot.chat.sending import Sending
from bot.clock import now
from bot.memory.state import Choices
from bot.reminders.book import pause, resume, save
from bot.reminders.digest import Own
from bot.reminders.facets import FACETS, changed
from bot.reminders.panels import View, for_others, panel
from bot.reminders.subscriptions import Subscription
from bot.reminders.wants import LONGEST, WHATS, Wants, fits_before
from bot.reminders.wording import say
from bot.wording.phrasing import name_of
from bot.wording.texts import say as say_text
from knowledge.workdays import DAY
from nlp.times import format_date
from nlp.wishes import Wish, read_wish

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

_LOOKED_AHEAD = 60
"""Days in which the first word is looked for."""

Action = Callable[["Tap", Subscription, str], Awaitable[str | None]]
"""Does what a tap asks for; -> what the person is told."""


class Setting:
    """/nhacviec and its buttons. What is changed is a draft until it is saved."""

    def __init__(self, office: Office, sending: Sending) -> None:
        self._office, self._sending = office, sending
        self._held = office.book.subscriptions
        self._actions: Mapping[str, Action] = {
            "change": self._change,
            "save": self._save,
            "cancel": self._cancel,
            "pz": self._pause,
            "resume": self._resume,
            "stop": self._stop,
            "un": self._unfollow,
        }

    async def command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """/nhacviec: what is set up here, to be changed; with a wish behind it, that wish."""
        heard = update.message
        assert heard is not None  # noqa: S101 - by the filters of the table
        rest, today = rest_of(heard), now().date()
        wish = (read_wish(rest, today) or read_wish(f"nhắc việc {rest}", today)) if rest else None
        await self.answer(heard, rest, wish)

    async def answer(self, heard: telegram.Message, text: str = "", wish: Wish | None = None) -> None:
        """Show what is set up where a message stands, with the wish that its text is worked in, to be saved by a tap;
        a wish to be left alone is followed at once.
        """
        chat, topic = heard.chat.id, topic_of(heard) or 0
        about = await self._office.record(self._held.at, chat, topic)
        if not await may_choose(heard, None if heard.sender_chat else heard.from_user):
            await self._sending.send(heard, self._refusal(heard, about))
            return
        screen = "home"
        if wish and wish.kind != "set" and about and about.state == "on":
            screen = await self._leave_alone(about, wish)
        elif about is None or about.state == "draft" or (wish and wish.kind == "set"):
            await self._draft(heard, about, text, wish)
        about = await self._office.record(self._held.at, chat, topic)
        if about is not None:
            notes = [say("note_pause")] if screen == "pause" else _unfit(wish) if wish else []
            view = replace(await self._view(about, heard), notes=notes)
            await self._sending.send(heard, panel(view, screen))

    async def tapped(self, tap: "Tap") -> None:
        """A tap on a button of these screens."""
        about = await self._office.record(self._held.subscription, tap.number)
        if about is None or tap.message is None:
            await tap.tell(say_text("old_button"), alert=True)
        elif not await _may(tap.message, tap.query.from_user, about):
            await tap.tell(say("told_only_admins"), alert=True)
        else:
            name, _, value = tap.rest.partition(".")
            told = await self._do(tap, about, name, value)
            await tap.tell(told)
            await self._show(tap, about.id, _next_screen(name, value))

    async def _do(self, tap: "Tap", about: Subscription, name: str, value: str) -> str | None:
        if action := self._actions.get(name):
            return await action(tap, about, value)
        wants = about.draft or about.wants
        if (after := await self._chosen(wants, name, value)) is not None:
            await self._office.record(self._held.redraft, about.id, after)
        return None

    async def _chosen(self, wants: Wants, name: str, value: str) -> Wants | None:
        """What a tap on a choice makes of what is set up; None for a tap that only leads to a screen."""
        if name == "plan" and value.isdecimal():
            return changed(wants, plans=tuple({*wants.plans} ^ {int(value)}))
        if name == "ag":
            number = value.partition("-")[0]
            agency = await self._office.recall(self._office.state.text_of, int(number)) if number.isdecimal() else None
            return changed(wants, agencies=tuple(sorted({*wants.agencies} ^ {agency}))) if agency else None
        facet = FACETS.get(name)
        return facet.tap(wants, value) if facet and value in dict(facet.offer()) else None

    async def _show(self, tap: "Tap", number: int, name: str) -> None:
        about = await self._office.record(self._held.subscription, number)
        if about is not None and tap.message is not None:
            screen = panel(await self._view(about, tap.message), name)
            await self._sending.edit(tap.query.get_bot(), tap.message.chat.id, tap.message.message_id, screen)

    # what taps do

    async def _change(self, _: "Tap", about: Subscription, _value: str) -> None:
        await self._office.record(self._held.redraft, about.id, about.draft or about.wants)

    async def _cancel(self, _: "Tap", about: Subscription, _value: str) -> None:
        await self._office.record(self._held.redraft, about.id, None)

    async def _save(self, tap: "Tap", about: Subscription, _value: str) -> str:
        wants, book = about.draft or about.wants, self._office.book
        await self._office.record(save, book, about, tap.query.from_user.id, wants, now())
        return say("told_saved")

    async def _resume(self, _: "Tap", about: Subscription, _value: str) -> str:
        await self._office.record(resume, self._office.book, about, now())
        return say("told_saved")

    async def _pause(self, _: "Tap", about: Subscription, value: str) -> str:
        try:
            return await self._rest(about, date.fromisoformat(value))
        except ValueError:
            return say_text("old_button")

    async def _rest(self, about: Subscription, until: date) -> str:
        """Say nothing before a day."""
        if until <= now().date():
            return say("told_past", day=format_date(until))
        await self._office.record(pause, self._office.book, about, until, now())
        return say("told_paused", day=format_date(until))

    async def _stop(self, _: "Tap", about: Subscription, _value: str) -> str:
        await self._office.record(self._held.stand, about.id, "stopped")
        return say("told_stopped")

    async def _unfollow(self, _: "Tap", about: Subscription, value: str) -> None:
        if value.isdecimal():
            await self._office.record(self._held.unfollow, about.id, int(value))

    # what sentences do

    async def _leave_alone(self, about: Subscription, wish: Wish) -> str:
        """Stop or pause; -> the screen to show: where it is not told until when, nothing changes and that is asked."""
        if wish.kind == "pause" and wish.until is None:
            return "pause"
        await self._office.record(self._held.redraft, about.id, None)
        if wish.until:
            await self._rest(about, wish.until + DAY)
        else:
            await self._office.record(self._held.stand, about.id, "stopped")
        return "home"

    async def _draft(self, heard: telegram.Message, about: Subscription | None, text: str, wish: Wish | None) -> None:
        """A draft of what a sentence wants, over what is set up here, or else over what was chosen in this chat."""
        person = person_of(heard)
        choices = await self._office.recall(self._office.state.choices, heard.chat.id, person)
        wants = about.draft or about.wants if about else _first(choices)
        if wish and wish.kind == "set":
            agencies = await self._office.ask(self._office.clerk.agencies_in, text, now().date(), choices.agency)
            wants = with_wish(wants, wish, agencies)
        title = heard.chat.title or heard.chat.full_name or ""
        draft = await self._office.record(
            self._held.draft, heard.chat.id, topic_of(heard) or 0, person, title, wants, now().date()
        )
        await self._office.record(self._held.redraft, draft.id, wants)

    # what screens tell

    async def _view(self, about: Subscription, heard: telegram.Message) -> View:
        wants, moment = about.draft or about.wants, now()
        owns = await self._office.record(self._held.owns, [about.id])
        own = owns.get(about.id, Own())
        preview = await self._office.record(self._office.planner.preview, wants, own, moment, _LOOKED_AHEAD)
        names = await self._office.ask(self._office.clerk.agencies)
        numbers = await self._office.recall(self._office.state.numbers_of, names)
        plans = await self._office.ask(self._office.clerk.plans)
        followed = await self._office.ask(self._office.clerk.entries, sorted(own.followed))
        named = {plan.id: name_of(plan.document) for plan in plans}
        choosable = list(zip(numbers, names, strict=True))
        others = await self._office.record(self._others, about, heard)
        return View(about, _place(heard, about), own, named, choosable, followed, preview, others, moment)

    def _others(self, about: Subscription, heard: telegram.Message) -> list[Subscription]:
        """In private what the person has set up elsewhere, in a group its other topics."""
        there = self._held.in_chat(heard.chat.id) if in_group(heard) else self._held.owned_by(heard.chat.id)
        return [each for each in there if each.id != about.id]

    def _refusal(self, heard: telegram.Message, about: Subscription | None) -> Screen:
        """For those who are no administrators: what stands, and the way to reminders of one's own."""
        link = f"https://t.me/{heard.get_bot().username}?start=nhacviec"
        rows = ((Button(say("button_reminders_private"), url=link),),)
        return Screen(for_others(_place(heard, about), about).message, rows)


async def _may(shown: telegram.Message, person: telegram.User, about: Subscription) -> bool:
    """Whether a person may change reminders: of this chat, or in private of a group that they look after."""
    if about.chat == shown.chat.id:
        return await may_choose(shown, person)
    if in_group(shown) or about.chat > 0:
        return False
    try:
        return await administers(shown.get_bot(), about.chat, person.id)
    except TelegramError:
        return False


def with_wish(wants: Wants, wish: Wish, agencies: list[str]) -> Wants:
    """What is set up, with what a sentence says of it."""
    names = ("at", "weekdays", "days_off")
    said = {name: value for name in names if (value := getattr(wish, name)) is not None}
    if before := tuple(filter(fits_before, wish.before or ())):
        said["before"] = before
    if agencies:
        said["agencies"] = tuple(agencies)
    if wish.whats:
        kept = () if wish.only else wants.whats
        said["whats"] = tuple(what for what in WHATS if what in {*kept, *wish.whats})
        said["followed_only"] = False
    return changed(wants, **said)


def _unfit(wish: Wish) -> list[str]:
    """What a sentence asks for and cannot be set up."""
    days = [str(each) for each in wish.before or () if not fits_before(each)]
    told = [say("note_before", days=", ".join(days), most=LONGEST)] if days else []
    return [*told, say("note_at")] if wish.no_hour else told


def _first(choices: Choices) -> Wants:
    """What is offered first: the duties of the agency and the plan that were chosen in this chat."""
    agencies = (choices.agency,) if choices.agency else ()
    return Wants(agencies=agencies, plans=(choices.plan,) if choices.plan else ())


def _place(heard: telegram.Message, about: Subscription | None) -> str:
    if about is not None and about.chat != heard.chat.id:
        return say("settings_where_other", title=about.title)
    if not in_group(heard):
        return say("settings_where_private")
    return say("settings_where_topic" if topic_of(heard) else "settings_where_group")


def _next_screen(name: str, value: str) -> str:
    """The screen that a tap leads to."""
    if name == "plan":
        return "plans"
    if name == "ag":
        return f"agencies.{value.partition('-')[2]}"
    if name == "un":
        return "follows"
    return f"{name}.{value}" if name == "agencies" else name
