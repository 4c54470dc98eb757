"""The views of a digest that its buttons lead to, and the buttons of each.

A view has a short name: "p" the first screen, "a2" the third page of all rows, "i4" the fifth row by itself, "w4" its
wording, "l4" until when to put it off.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.chat.screens import Button, Rows, Screen, turning
from bot.chat.views import CALENDAR, SHEET
from bot.reminders.digest import Row
from bot.reminders.outbox import Letter
from bot.reminders.wording import Told, say, shown_first, word_all, word_digest, word_row, word_whole_row
from bot.settings import TIMEZONE
from bot.wording.markup import bold, line, message
from bot.wording.paging import Page
from bot.wording.texts import say as say_text

FIRST: Final = "p"
KIND: Final = "r"
"""The kind of these buttons; their data hold the message's id in the outbox."""
LATER: Final = (1, 3, 7, 30)
"""Days by which a duty can be put off."""
_SIZE: Final = 5
_IN_ROW: Final = 6
_VIEW: Final = re.compile(r"(?P<name>[paiwl])(?P<number>\d{0,4})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a digest."""

    reports: bool
    """whether what they tell of a duty holds for all: the chat is the lead agency's, or they look after the bot."""
    put_off: dict[tuple[int, date], date]
    """what the chat has put off."""
    alone: bool = False
    """whether the chat is a person's."""


def row_of(view: str, rows: Sequence[Row]) -> int | None:
    """The position of the row that a view shows by itself, or None."""
    found = _VIEW.fullmatch(view)
    if not found or found["name"] not in "iwl" or not found["number"]:
        return None
    at = int(found["number"])
    return at if at < len(rows) else None


def screen_of(letter: Letter, told: Told, reader: Reader, view: str, now: datetime) -> Screen | None:
    """The screen of a view of a digest; None when the view is none."""
    found = _VIEW.fullmatch(view)
    if not found:
        return None
    name, number = found["name"], int(found["number"] or 0)
    if name == "p":
        return _first(letter, told, now)
    if name == "a":
        return _all(told, min(number, max(len(told.digest.rows) - 1, 0) // _SIZE))
    at = row_of(view, told.digest.rows)
    if at is None:
        return None
    today = now.date()
    if name == "i":
        return _card(told, reader, at, today)
    return _whole(told, at, today) if name == "w" else _later(told, at)


def _first(letter: Letter, told: Told, now: datetime) -> Screen:
    planned_for = datetime.fromtimestamp(letter.planned_for, TIMEZONE)
    rows, shown = told.digest.rows, shown_first(told.digest)
    worded = message(*word_digest(told, planned_for, now))
    last = [Button(say("button_settings"), "n", f"{letter.subscription}:home")]
    if len(shown) < len(rows):
        last.insert(0, Button(say("button_all", count=len(rows)), KIND, "a0"))
    return Screen(worded, (*_numbers(shown), tuple(last)), KIND)


def _all(told: Told, number: int) -> Screen:
    rows = told.digest.rows
    page = Page(number, _SIZE, turned=True)
    count = -(-len(rows) // _SIZE)
    home = (Button(say("button_return"), KIND, FIRST),)
    shown = [at - 1 for at, _ in page.part(rows)]
    turned = (turning("a", number, count, KIND),) if count > 1 else ()
    files = (Button(say_text("button_sheet"), KIND, SHEET), Button(say_text("button_calendar"), KIND, CALENDAR))
    return Screen(message(*word_all(told, page)), (*_numbers(shown), *turned, files, home), KIND)


def _numbers(shown: Sequence[int]) -> Rows:
    """A button for each row that is shown."""
    buttons = [Button(str(at + 1), KIND, f"i{at}") for at in shown]
    return tuple(tuple(buttons[at : at + _IN_ROW]) for at in range(0, len(buttons), _IN_ROW))


def _card(told: Told, reader: Reader, at: int, today: date) -> Screen:
    row = told.digest.rows[at]
    until = reader.put_off.get(row.key)
    worded = message(*word_row(told, row, until, today))
    if row.item not in told.base.by_id:
        return Screen(worded, (_back(told, at),), KIND)
    return Screen(worded, (*_actions(told, reader, at, until), _back(told, at)), KIND)


def _actions(told: Told, reader: Reader, at: int, until: date | None) -> Rows:
    """What can be told of a duty. Where what is told holds for this chat only, "done" silences it here."""
    detail = Button(say("button_detail"), KIND, f"w{at}")
    mark = told.marks.get(told.digest.rows[at].key)
    if mark and mark.state == "done" and reader.reports:
        return ((Button(say("button_undo"), KIND, f"u{at}"), detail),)
    done, later = Button(say("button_done"), KIND, f"d{at}"), Button(say("button_later"), KIND, f"l{at}")
    if until:
        later = Button(say("button_again"), KIND, f"b{at}")
    if not reader.reports:
        return ((done, later, detail),) if reader.alone and not until else ((later, detail),)
    return ((done, Button(say("button_doing"), KIND, f"g{at}")), (later, detail))


def _whole(told: Told, at: int, today: date) -> Screen:
    worded = message(*word_whole_row(told, told.digest.rows[at], today))
    return Screen(worded, ((Button(say("button_return"), KIND, f"i{at}"),),), KIND)


def _later(told: Told, at: int) -> Screen:
    head = list(word_row(told, told.digest.rows[at], None, told.digest.day))[:1]
    offered = tuple(Button(say(f"later_{days}"), KIND, f"s{at}.{days}") for days in LATER)
    worded = message(*head, line(bold(say("later_ask"))))
    return Screen(worded, (offered, (Button(say("button_return"), KIND, f"i{at}"),)), KIND)


def _back(told: Told, at: int) -> tuple[Button, ...]:
    """The way back to where the row stands in the list."""
    home = FIRST if at in shown_first(told.digest) else f"a{at // _SIZE}"
    return (Button(say("button_return"), KIND, home),)
