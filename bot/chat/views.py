"""The views of an answer that its buttons lead to, and the buttons of each.

A view has a short name, kept in the data of buttons: "p1" the second page, "m0" the other duties that fit, "i12w0" the
wording of item 12 with a way back to page 0. A part of a long message is a number behind a dot: "i12w0.1".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.chat.screens import Button, Rows, Screen, choices, turning
from bot.chat.turns import Turn
from bot.wording.answers import word
from bot.wording.card import word_card, word_coordinators, word_list, word_timing, word_whole
from bot.wording.excerpt import shorten
from bot.wording.exported import entries_of
from bot.wording.lists import LONG_ROWS, lists_days
from bot.wording.markup import Line, Message, italic, line, message
from bot.wording.paging import Page
from bot.wording.phrasing import name_of
from bot.wording.phrasing import say as word_of
from bot.wording.texts import periods, say
from knowledge.answering.answer import Answer, Hit
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import Entry, TaskBase
from knowledge.exporting.dates import ahead, has_days

FIRST: Final = "p0"
"""The view that an answer begins with."""
SHEET: Final = "x"
CALENDAR: Final = "c"
"""Which file a button below a list sends."""
_ROWS = 5
_LABEL = 38
_VIEW = re.compile(r"(?:(?P<list>[pm])(?P<page>\d{1,4})|i(?P<item>\d{1,12})(?P<side>[octw])(?P<back>\d{1,4}))")
_SIDES: Mapping[str, Callable[[Entry, date], Iterator[Line]]] = {
    "c": word_coordinators,
    "t": word_timing,
    "w": word_whole,
}
_ROW = re.compile(r"\d+\. ")
_LISTS = frozenset({"agency", "count", "due", "overdue", "done", "which", "report", "figures", "several"})
_PLAIN = frozenset({"greeting", "thanks", "help", "danger", "empty", "not_understood", "too_long"})


@dataclass(frozen=True, slots=True)
class Told:
    """A turn and its answer."""

    turn: Turn
    answer: Answer
    assistant: Assistant

    @property
    def base(self) -> TaskBase:
        """The base that the answer came from."""
        return self.assistant.base


def screen_of(told: Told, view: str, today: date) -> Screen | None:
    """The screen of a view; None when the view is none, or its item is no longer in the plans.

    Args:
        told: the answer.
        view: the view's name.
        today: the day of looking, for how far a day is; pages are as of the day of the question.
    """
    found = _VIEW.fullmatch(view.partition(".")[0])
    if not found:
        return None
    if found["item"]:
        entry = told.base.by_id.get(int(found["item"]))
        return _card(entry, found["side"], int(found["back"]), today) if entry else None
    if found["list"] == "m":
        return _others(told, int(found["page"]))
    return _overview(told, int(found["page"]), today)


def page_of(number: int) -> str:
    """The view of a page of an answer, counted from 0."""
    return f"p{number}"


def item_of(view: str) -> int | None:
    """The item that a view shows, if it shows one."""
    found = _VIEW.fullmatch(view.partition(".")[0])
    return int(found["item"]) if found and found["item"] else None


def is_list(told: Told) -> bool:
    """Whether an answer lists duties, so that the list can be taken away; duties of which one is meant are no list."""
    listed = told.turn.listed or (told.answer.reason in _LISTS and told.answer.reason != "several")
    return listed and bool(entries_of(told.answer))


def _overview(told: Told, number: int, today: date) -> Screen:
    """A page of the answer: one duty with its sides, or a part of a list with a number for each."""
    answer = told.answer
    rows = _openable(told)
    page = Page(_within(number, len(rows), _size(answer)), _size(answer), turned=True)
    if told.turn.listed and answer.hits:
        worded = message(*word_list(answer.hits, page, word_of("found_head", count=len(answer.hits))))
    else:
        worded = word(answer, told.base, page)
    screen = Screen(_narrowed(told, worded), (*_periods(told.turn), *_plans(answer)))
    if answer.reason in _PLAIN:
        return choices(screen)
    if rows:
        opening, *turned = _numbers(page, rows, "p")
        last = (*(button for row in turned for button in row), _wrong())
        return Screen(_spaced(screen.message), (*screen.rows, opening, last, *_files(told, today)))
    if answer.reason in ("duty", "point") and answer.hits:
        return replace(screen, rows=(*screen.rows, *_of_first(answer, today)))
    return replace(screen, rows=(*screen.rows, (_wrong(),)))


def _narrowed(told: Told, worded: Message) -> Message:
    """The message, with a word on it when only the chosen plan was looked at."""
    question, plan = told.answer.question, told.base.plans.get(told.turn.plan or 0)
    if plan is None or told.answer.reason in _PLAIN or question.places or question.numbers:
        return worded
    within = line(italic(say("plan_within", plan=name_of(plan.document))))
    return replace(worded, lines=(*worded.lines, within))


def _openable(told: Told) -> Sequence[Hit]:
    """The rows of an answer that is a list, each of which can be opened."""
    answer = told.answer
    if told.turn.listed or answer.reason in _LISTS:
        return answer.hits + answer.running
    return answer.elsewhere


def _size(answer: Answer) -> int:
    long = answer.reason == "figures" or (answer.reason == "report" and not lists_days(answer))
    return LONG_ROWS if long else _ROWS


def _within(number: int, count: int, size: int) -> int:
    """A page that there is: plans may have become shorter since the button was made."""
    return min(number, max(count - 1, 0) // size)


def _spaced(worded: Message) -> Message:
    """The message with room between the rows of its list, for small screens; none under a head line."""
    lines: list[Line] = []
    for each in worded.lines:
        first = each.runs[0].text if each.runs else ""
        before = lines[-1].runs[-1].text if lines and lines[-1].runs else ""
        last = each.runs[-1].text if each.runs else ""
        opens = _ROW.match(first) and not before.endswith(":")
        if opens or (last.endswith(":") and len(lines) > 1):
            lines.append(line())
        lines.append(each)
    return replace(worded, lines=tuple(lines))


def _files(told: Told, today: date) -> Rows:
    """The ways to take a list away, as a calendar while it has days to come."""
    if not is_list(told):
        return ()
    window = ahead(today, told.answer.period)
    coming = window and has_days(told.base, entries_of(told.answer), window)
    calendar = (Button(say("button_calendar"), "f", CALENDAR),) if coming else ()
    return ((Button(say("button_sheet"), "f", SHEET), *calendar),)


def _numbers(page: Page, hits: Sequence[Hit], prefix: str) -> Rows:
    """A button for each row, and a row that turns pages when there is more than one."""
    opening = tuple(Button(str(number), "a", f"i{hit.entry.id}o{page.number}") for number, hit in page.part(hits))
    count = -(-len(hits) // page.size)
    return (opening, turning(prefix, page.number, count)) if count > 1 else (opening,)


def _of_first(answer: Answer, today: date) -> Rows:
    """The sides of the duty that was found, the way to the others, to be reminded, and to say that it is wrong."""
    entry = answer.hits[0].entry
    others = (Button(say("button_others"), "a", "m0"),) if len(answer.hits) > 1 else ()
    return (_side_buttons(entry, 0, without="o"), *_follow(entry, today), (*others, _wrong()))


def _follow(entry: Entry, today: date) -> Rows:
    """A way to be reminded of a duty, where it has a day to come."""
    ahead = entry.schedule.next(today)
    return ((Button(say("button_follow"), "nv", str(entry.id)),),) if ahead and not entry.status else ()


def _side_buttons(entry: Entry, back: int, without: str) -> tuple[Button, ...]:
    """What else can be seen of a duty."""
    there = {"c": bool(entry.item.coordinators), "t": bool(entry.item.timings), "w": True}
    labels = {"c": say("button_coordinators"), "t": say("button_timing"), "w": say("button_wording")}
    return tuple(
        Button(labels[side], "a", f"i{entry.id}{side}{back}") for side in there if there[side] and side != without
    )


def _card(entry: Entry, side: str, back: int, today: date) -> Screen:
    if side == "o":
        ahead = entry.schedule.next(today)
        lines = word_card(Hit(entry, due=(ahead,) if ahead else ()), today)
    else:
        lines = _SIDES[side](entry, today)
    home = (Button(say("button_home"), "a", f"p{back}"), _wrong())
    return Screen(message(*lines), (_side_buttons(entry, back, without=side), *_follow(entry, today), home))


def _others(told: Told, number: int) -> Screen:
    """The further duties that fit the question."""
    hits = told.answer.hits[1:]
    page = Page(_within(number, len(hits), _ROWS), _ROWS, turned=True)
    home = (Button(say("button_home"), "a", FIRST),)
    numbers = _numbers(page, hits, "m") if hits else ()
    return Screen(_spaced(message(*word_list(hits, page, word_of("others")))), (*numbers, home))


def _plans(answer: Answer) -> Iterator[tuple[Button, ...]]:
    """When it is asked back which plan is meant: one button each."""
    if answer.reason == "which_plan":
        for plan in answer.plans:
            yield (Button(shorten(name_of(plan.document), _LABEL), "k", str(plan.id)),)


def _periods(turn: Turn) -> Rows:
    if not turn.periods:
        return ()
    return (tuple(Button(each.label, "h", each.key) for each in periods()),)


def _wrong() -> Button:
    """A way to say that an answer is wrong."""
    return Button(say("button_wrong"), "x")
