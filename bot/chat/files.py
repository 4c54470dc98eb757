"""Lists to take away: a tap below a list sends the whole of it as a sheet, or its coming days as a calendar."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest

from bot.chat.clerk import Clerk
from bot.chat.office import Office
from bot.chat.screens import Screen
from bot.chat.sending import Sending
from bot.chat.turns import Turn
from bot.chat.views import CALENDAR, FIRST, SHEET, is_list
from bot.clock import now
from bot.wording.exported import File, as_calendar, as_sheet
from bot.wording.texts import say
from knowledge.exporting.dates import ahead

if TYPE_CHECKING:
    from bot.chat.buttons import Tap

_JUST_NOW: Final = 30.0
"""Seconds after which the same file may be sent again: people tap twice."""
Place = tuple[int, int | None]
"""A chat and the id of a topic in it."""
_NO_FILES: Final = ("rights to send documents", "chat_send_docs_forbidden")


class Files:
    """Sends what the buttons "Tải Excel" and "Tải lịch" promise."""

    def __init__(self, office: Office, sending: Sending) -> None:
        self._office, self._sending = office, sending
        self._sent: dict[str, float] = {}

    async def tapped(self, tap: "Tap") -> None:
        """A tap on one of them below an answer: the file comes as a reply to the list."""
        kept = await self._office.recall(self._office.state.answer, tap.number)
        if kept is None or tap.rest not in (SHEET, CALENDAR):
            await tap.tell(say("old_button"), alert=True)
        else:
            await self.give(
                tap, (kept.chat, kept.topic), partial(_made, self._office.clerk, kept.turn, tap.rest, now())
            )

    async def give(self, tap: "Tap", place: Place, make: Callable[[], File | None]) -> None:
        """Answer a tap with a file that `make` makes in one of the clerk's threads, or tell why there is none."""
        if self._just_sent(tap):
            await tap.tell(say("file_sent"))
        elif file := await self._office.ask(make):
            await self._send(tap, place, file)
        else:
            await tap.tell(say("no_days_ahead" if tap.rest == CALENDAR else "plan_changed"), alert=True)

    async def _send(self, tap: "Tap", place: Place, file: File) -> None:
        """Send the file, or tell that this group takes none."""
        await tap.tell()
        bot, reply_to = tap.query.get_bot(), tap.message.message_id if tap.message else None
        try:
            await self._sending.send_file(bot, *place, file, reply_to)
        except BadRequest as refused:
            if not any(each in str(refused).lower() for each in _NO_FILES):
                raise
            await self._sending.send_to(bot, *place, Screen.of(say("no_files_here")), 0, FIRST)
        else:
            self._sent[_key(tap)] = time.monotonic()
            self._office.counts.add("files", "kind", file.ending)

    def _just_sent(self, tap: "Tap") -> bool:
        since = time.monotonic() - _JUST_NOW
        self._sent = {key: at for key, at in self._sent.items() if at > since}
        return _key(tap) in self._sent


def _key(tap: "Tap") -> str:
    """What a file is known by: the data of its button, and where that stands."""
    return f"{tap.message.chat.id if tap.message else 0} {tap.query.data}"


def _made(clerk: Clerk, turn: Turn, kind: str, moment: datetime) -> File | None:
    """The file of a list; None when the plans have nothing of it any more, or no day of it is to come."""
    told = clerk.told(turn)
    if not is_list(told):
        return None
    if kind == SHEET:
        return as_sheet(told.answer, moment)
    window = ahead(moment.date(), told.answer.period)
    return as_calendar(told.answer, told.base, window, moment) if window else None
