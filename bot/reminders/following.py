"""Following a single duty: "Nhắc việc này" under an answer."""

from typing import TYPE_CHECKING

import telegram

from bot.chat.answering import THREAD_SECONDS
from bot.chat.hearing import Asked, may_choose, person_of, topic_of
from bot.chat.office import Office
from bot.chat.screens import Button, Screen
from bot.chat.sending import Sending
from bot.chat.views import item_of
from bot.clock import now, seconds_now
from bot.reminders.facets import changed
from bot.reminders.subscriptions import Subscription
from bot.reminders.wants import Wants
from bot.reminders.wording import say
from knowledge.due import next_due
from nlp.times import format_date

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

LINK = "nhac"
"""What a link to the private chat begins with that follows a duty there; its item's id comes behind."""


class Following:
    """Follows duties, for a chat or topic by those who may, else for the person in their private chat."""

    def __init__(self, office: Office, sending: Sending) -> None:
        self._office, self._sending = office, sending
        self._held = office.book.subscriptions

    async def tapped(self, tap: "Tap") -> None:
        """A tap on the button; who may not set up reminders for a group is led to the private chat."""
        if tap.message is None:
            await tap.tell(say("follow_no_day"), alert=True)
        elif await may_choose(tap.message, tap.query.from_user):
            await tap.tell(await self._follow(tap.message, tap.query.from_user.id, tap.number), alert=True)
        else:
            username = tap.query.get_bot().username
            await tap.query.answer(url=f"https://t.me/{username}?start={LINK}{tap.number}")

    async def this(self, heard: telegram.Message, asked: Asked) -> bool:
        """Follow the duty that was just spoken of, as a sentence asks for; -> False when none was."""
        state, chat = self._office.state, heard.chat.id
        before = await self._office.recall(state.answer_in, chat, asked.reply_to) if asked.reply_to else None
        if before is None:
            since = seconds_now() - THREAD_SECONDS
            before = await self._office.recall(state.last, chat, topic_of(heard), asked.person, since)
        if before is None:
            return False
        item = item_of(before.view) or await self._office.ask(self._office.clerk.duty, before.turn)
        if item is None:
            return False
        if await may_choose(heard, None if heard.sender_chat else heard.from_user):
            await self.promised(heard, item)
        else:
            link = f"https://t.me/{heard.get_bot().username}?start={LINK}{item}"
            rows = [[Button(say("button_reminders_private"), url=link)]]
            await self._sending.send(heard, Screen.of(say("told_only_admins"), rows=rows))
        return True

    async def promised(self, heard: telegram.Message, item: int) -> None:
        """Follow a duty for a person who came by such a link."""
        await self._sending.send(heard, Screen.of(await self._follow(heard, person_of(heard), item)))

    async def _follow(self, heard: telegram.Message, person: int, item: int) -> str:
        """What the person is told."""
        found = await self._office.ask(self._office.clerk.entries, [item])
        ahead = next_due(found[0].timings, found[0].since, found[0].until, now().date()) if found else None
        if ahead is None:
            return say("follow_no_day")
        about = await self._in_force(heard, person)
        fresh = await self._office.record(self._held.follow, about.id, item)
        before = ", ".join(map(str, about.wants.before))
        name = "follow_already" if not fresh else "follow_set" if before else "follow_set_day"
        return say(name, before=before, day=format_date(ahead.on))

    async def _in_force(self, heard: telegram.Message, person: int) -> Subscription:
        """The reminders of a chat or topic. Where there are none, none but those of followed duties are set up."""
        chat, topic, moment = heard.chat.id, topic_of(heard) or 0, now()
        about = await self._office.record(self._held.at, chat, topic)
        if about is not None and about.state == "on":
            return about
        wants = changed(about.wants if about else Wants(), followed_only=True)
        title = heard.chat.title or heard.chat.full_name or ""
        draft = await self._office.record(self._held.draft, chat, topic, person, title, wants, moment.date())
        next_at = int(wants.next_moment(moment).timestamp())
        await self._office.record(self._held.put_in_force, draft.id, person, wants, wants.covered(moment), next_at)
        found = await self._office.record(self._held.subscription, draft.id)
        return found or draft
