"""The buttons under a digest: a duty's details, how far it has come, putting it off; and notes on it."""

import re
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

import telegram

from bot.chat.files import Files
from bot.chat.hearing import Asked
from bot.chat.office import Office
from bot.chat.screens import Screen
from bot.chat.sending import Sending
from bot.chat.views import CALENDAR, SHEET
from bot.clock import now, seconds_now
from bot.reminders.digest import Digest, Row
from bot.reminders.letters import LATER, row_of
from bot.reminders.outbox import DIGEST, Letter
from bot.reminders.progress import Mark, State
from bot.reminders.teller import kept
from bot.reminders.wording import say
from bot.wording.excerpt import shorten
from bot.wording.texts import say as say_text
from knowledge.answering.base import Entry
from nlp.text import fold
from nlp.times import format_date

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

_ACT: Final = re.compile(r"(?P<act>[dgubs])(?P<row>\d{1,4})(?:\.(?P<days>\d{1,2}))?")
_NOTE: Final = "ghi chu"
_LONGEST_NOTE: Final = 300
_SHORT: Final = 80
_STATES: Final[dict[str, State]] = {"d": "done", "g": "doing"}


class Tracking:
    """Follows what chats tell of their duties."""

    def __init__(self, office: Office, sending: Sending, files: Files) -> None:
        self._office, self._sending, self._files = office, sending, files
        self._progress = office.book.progress

    async def tapped(self, tap: "Tap") -> None:
        """A tap on a button of a digest: something is told of a duty, or another view is shown."""
        letter = await self._office.record(self._office.book.outbox.letter, tap.number)
        if letter is None or tap.message is None or letter.chat != tap.message.chat.id or letter.kind != DIGEST:
            await tap.tell(say_text("old_button"), alert=True)
            return
        if tap.rest in (SHEET, CALENDAR):
            await self._send_file(tap, letter)
            return
        view = tap.rest
        if act := _ACT.fullmatch(tap.rest):
            view = f"i{act['row']}"
            await tap.tell(await self._act(tap, letter, act), alert=True)
        else:
            await tap.tell()
        await self._show(tap, letter, view)

    async def _send_file(self, tap: "Tap", letter: Letter) -> None:
        """The whole digest as a file."""
        found = await self._office.record(kept, self._office.book, letter)
        make = partial(self._office.teller.file, found, tap.rest, now())
        await self._files.give(tap, (letter.chat, letter.topic or None), make)

    async def _show(self, tap: "Tap", letter: Letter, view: str) -> None:
        assert tap.message is not None  # noqa: S101 - `tapped` has seen to it
        chat, person = letter.chat, tap.query.from_user.id
        found = await self._office.record(kept, self._office.book, letter)
        choices = await self._office.recall(self._office.state.choices, chat, chat)
        screen = await self._office.ask(self._office.teller.screen, found, choices, person, view, now())
        if screen is not None:
            bot, message = tap.query.get_bot(), tap.message.message_id
            await self._sending.edit(bot, chat, message, screen, letter.id, view)
            await self._office.record(self._office.book.outbox.show, letter.id, view)

    async def _act(self, tap: "Tap", letter: Letter, act: re.Match[str]) -> str:
        """Do what a tap tells of a duty; -> what the person is told."""
        row = _row(letter, int(act["row"]))
        entry = await self._office.ask(self._office.teller.entry, row.item) if row else None
        if row is None or entry is None:
            return say_text("plan_changed")
        if act["act"] in "sb":
            return await self._put_off(letter, row, int(act["days"] or 0))
        if not await self._reports(entry, letter.chat, tap.query.from_user.id):
            return await self._for_oneself(letter, row, act["act"])
        state = _STATES.get(act["act"]) or await self._state_before(row)
        await self._tell(row, state, tap.query.from_user, letter.chat)
        return say(f"told_{state}")

    async def _reports(self, entry: Entry, chat: int, person: int) -> bool:
        """Whether what is told here holds for everybody."""
        choices = await self._office.recall(self._office.state.choices, chat, chat)
        return await self._office.ask(self._office.teller.reports, entry, choices, chat, person)

    async def _for_oneself(self, letter: Letter, row: Row, act: str) -> str:
        """What "done" means where it holds for nobody else: a person is not reminded of it again; a group is told who
        may tell.
        """
        if letter.chat < 0 or act != "d":
            return say("told_not_leads")
        await self._office.record(
            self._office.book.subscriptions.put_off, letter.subscription, row.item, row.on, date.max
        )
        return say("told_silenced")

    async def _put_off(self, letter: Letter, row: Row, days: int) -> str:
        until = now().date() + timedelta(days=days) if days in LATER else None
        put_off = self._office.book.subscriptions.put_off
        await self._office.record(put_off, letter.subscription, row.item, row.on, until)
        return say("told_put_off", day=format_date(until)) if until else say("told_again")

    async def _state_before(self, row: Row) -> State:
        """What held before it was told to be done."""
        marks = await self._office.record(self._progress.history, row.item, row.on)
        return next((mark.state for mark in marks if mark.state != "done"), "open")

    async def _tell(self, row: Row, state: State, person: telegram.User, chat: int, note: str | None = None) -> None:
        marks = await self._office.record(self._progress.history, row.item, row.on)
        held = marks[0].note if marks else ""
        mark = Mark(state, held if note is None else note, person.id, person.full_name, chat, seconds_now())
        await self._office.record(self._progress.tell, row.item, row.on, mark)

    async def note(self, heard: telegram.Message, asked: Asked) -> bool:
        """A note on the duty that a digest shows, told in reply to it; -> False for any other message."""
        if asked.reply_to is None or not fold(asked.text).startswith(_NOTE) or heard.from_user is None:
            return False
        letter = await self._office.record(self._office.book.outbox.letter_in, heard.chat.id, asked.reply_to)
        if letter is None or letter.kind != DIGEST:
            return False
        at = row_of(letter.view, Digest.from_json(letter.body).rows)
        row = _row(letter, at) if at is not None else None
        entry = await self._office.ask(self._office.teller.entry, row.item) if row else None
        if row is None or entry is None:
            told = say("note_where")
        elif not await self._reports(entry, heard.chat.id, heard.from_user.id):
            told = say("told_not_leads")
        else:
            note = shorten(asked.text[len(_NOTE) :].lstrip(" :.-–,"), _LONGEST_NOTE)
            marks = await self._office.record(self._progress.history, row.item, row.on)
            state: State = marks[0].state if marks else "open"
            await self._tell(row, state, heard.from_user, heard.chat.id, note)
            told = say("note_taken", text=shorten(entry.item.text, _SHORT))
        await self._sending.send(heard, Screen.of(told))
        return True


def _row(letter: Letter, at: int) -> Row | None:
    rows = Digest.from_json(letter.body).rows
    return rows[at] if at < len(rows) else None
