"""Questions about days: what is due in a period or runs through it, what is past its day, what is printed as done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import TypeVar

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit, Hits, Reason
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.openyear import in_other_year
from knowledge.answering.registers import by_schedule, in_order, merged
from knowledge.answering.topic import Topic
from knowledge.answering.ways.agency import answer_agency
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.listing import list_of, off_topic, wanted
from knowledge.due import Due, Schedule, Stretch
from nlp.times import Period, between

_SOON = timedelta(days=30)
_AHEAD = timedelta(days=730)
_UNDATED = 1_000_000
"""more than any number of times: what has no day of its own in a period comes behind all that has"""
_RECENT = timedelta(weeks=4)
"""how long a day that has passed is spoken of where another is ahead, as reminders do"""
K = TypeVar("K", date, int, tuple[date, int])
_Scheduled = Mapping[Schedule, list[Entry]]
"""items by when they are due, each list in the order of the base"""


def answer_due(asked: Asked) -> Answer:
    """What falls due in the period of the question (without one, in thirty days), then what runs through it."""
    items = wanted(asked)
    told = due_then(asked, items, "due") if items else off_topic(asked) or _due(asked, (), "due")
    period = asked.question.period
    if told.reason == "nothing_due" and "soonest" in asked.question.cues and period is None:
        told = due_then(_all_ahead(asked), items, "due")
    of_year = asked.keys and period and period.kind == "year" and "due" not in asked.question.cues
    return answer_agency(asked) if of_year and told.reason == "nothing_due" else told


def _all_ahead(asked: Asked) -> Asked:
    """The same of all days to come, however far."""
    return replace(asked, question=replace(asked.question, cues=asked.question.cues | {"ahead"}))


def answer_done(asked: Asked) -> Answer:
    """What is printed as done."""
    printed = sorted((entry for entry in wanted(asked) if entry.status), key=in_order)
    done = asked.base.registers.without_twins(printed)
    return list_of(asked, "done", done) if done else asked.nothing("nothing_done")


def answer_overdue(asked: Asked) -> Answer:
    """What is past its last day and not printed as done."""
    items = wanted(asked)
    if not items and (off := off_topic(asked)):
        return off
    schedules = _by_schedule(asked, items)
    found = _late(asked, schedules, asked.question.period)
    if not found.hits and (one := _one_named(asked)):
        return one
    is_now = found.period and found.period.start <= asked.today <= found.period.end
    told = _late(asked, schedules, None) if is_now and not found.hits else found
    period = asked.question.period
    return replace(told, recent=_recent(asked, schedules)) if period is None or is_now else told


def _recent(asked: Asked, schedules: _Scheduled) -> tuple[Hit, ...]:
    """Of some items those that had a day in the last weeks and have another ahead, so that they are not overdue."""
    window, today = Stretch(asked.today - _RECENT, asked.today - timedelta(days=1)), asked.today
    days = {
        schedule: passed[-1:]
        for schedule in schedules
        if (passed := schedule.days(window)) and not schedule.overdue(today)
    }
    entries = merged([[entry for entry in schedules[each] if not entry.status] for each in days])
    told = asked.base.registers.without_twins(entries, FIRST_SCREEN)
    return tuple(asked.hit(entry, due=days[entry.schedule]) for entry in told)


def _late(asked: Asked, schedules: _Scheduled, period: Period | None) -> Answer:
    """What of some items is late, longest first: by now, by a day that is named, or what was due in a time named."""
    days = {schedule: day for schedule in schedules if (day := _missed(asked.today, schedule, period))}
    late: dict[date, list[Entry]] = {}
    for schedule, day in days.items():
        late.setdefault(day.on, []).extend(_open(asked, schedules[schedule], schedule))
    listed = set(chain.from_iterable(late.values()))
    told = asked.base.registers.first_told(_sorted(late), is_listed=listed.__contains__)
    told = _without_wholes(asked, told, {schedule: day.on for schedule, day in days.items()})
    hits = Hits.lazy(told, lambda e: asked.hit(e, due=[days[e.schedule]]))
    if period and period.start == period.end == asked.today:
        period = None
    return replace(list_of(asked, "overdue") if hits else asked.nothing("nothing_due"), hits=hits, period=period)


def _missed(today: date, schedule: Schedule, period: Period | None) -> Due | None:
    """The last day of a duty, where it is past: by today, by the day that is named, or within the time named."""
    if period is None or period.kind in ("day", "until"):
        return schedule.overdue(period.end if period else today)
    last = schedule.overdue(today)
    parts = period.parts or (period,)
    return last if last and any(part.start <= last.on <= part.end for part in parts) else None


def _one_named(asked: Asked) -> Answer | None:
    """The duty that an agency is a part of, when it is asked how far that one has come: "Ban Chỉ đạo họp trễ chưa"."""
    question = asked.question
    told = any(word.role != "agency" for word in question.named_topic)
    if "state" not in question.cues or "list" in question.cues or not asked.keys or not told:
        return None
    about = replace(question, intent="when")
    found = answer_duty(replace(asked, question=about, topic=Topic.of(about, asked.base.is_word)))
    return found if found.hits else None


def due_then(asked: Asked, entries: Sequence[Entry], reason: Reason) -> Answer:
    """What falls due in the period; where nothing does and its year is left open, in another year."""
    told = _due(asked, entries, reason)
    is_open = told.reason == "nothing_due" or (reason == "report" and ends_next_year(asked))
    other = in_other_year(asked, entries) if is_open else None
    return _due(other, entries, reason) if other else told


def ends_next_year(asked: Asked) -> bool:
    """Whether the question tells a day till when that is past this year: a report printed for just that day is meant
    rather than all till then.
    """
    period = asked.question.period
    return period is not None and period.kind == "until" and period.end.year > asked.today.year


def _due(asked: Asked, entries: Sequence[Entry], reason: Reason) -> Answer:
    """What falls due in the period, and what runs through it; of twins the one that falls due."""
    period = _from_today(asked, asked.question.period) if asked.question.period else _coming(asked)
    schedules = _by_schedule(asked, entries)
    days = {schedule: schedule.days(period) for schedule in schedules}
    by_day: dict[tuple[date, int], list[Entry]] = {}
    by_length: dict[int, list[Entry]] = {}
    for schedule, scheduled in schedules.items():
        if found := days[schedule]:
            by_day.setdefault((found[0].on, len(schedule.timings)), []).extend(scheduled)
        elif schedule.runs(period):
            by_length.setdefault(len(schedule.timings), []).extend(_open(asked, scheduled, schedule))
    order = {schedule: len(schedule.timings) + (0 if found else _UNDATED) for schedule, found in days.items()}
    told = partial(asked.base.registers.first_told, order=order, is_listed=_belongs(asked, entries))
    first = {schedule: found[0].on for schedule, found in days.items() if found}
    listed = _without_wholes(asked, told(_sorted(by_day)), first)
    dated = Hits.lazy(listed, lambda e: asked.hit(e, due=days[e.schedule]))
    running = Hits.lazy(told(_sorted(by_length)), lambda e: asked.hit(e, due=()))
    if not dated and not running:
        return replace(asked.nothing("nothing_due"), period=period)
    return replace(list_of(asked, reason), hits=dated, running=running, period=period)


def _without_wholes(asked: Asked, entries: Sequence[Entry], days: Mapping[Schedule, date]) -> list[Entry]:
    """Items without those of whose parts one falls due that is told by itself, too: the day is that part's ("xây dựng
    quy trình: quý I"), not that of all the rest.
    """
    listed, plainer = frozenset(entries), asked.base.registers.plainer

    def is_whole(entry: Entry) -> bool:
        day = days[entry.schedule]
        return any(part in listed and days[part.schedule] == day for part in plainer[entry])

    return [entry for entry in entries if entry not in plainer or not is_whole(entry)]


def _coming(asked: Asked) -> Period:
    """The days that are meant where no time is named: the next thirty, or all ahead where these are asked for."""
    if "ahead" in asked.question.cues:
        return between(asked.today, asked.today + _AHEAD, "từ nay")
    return between(asked.today, asked.today + _SOON, "30 ngày tới")


def _from_today(asked: Asked, period: Period) -> Period:
    """The period of the question; one of weeks or months to come with the days from today till it begins, so that
    nothing that is nearer is left out of "2 tuần tới"; where it is asked what is still to be done, what is left of it.
    """
    if "ahead" in asked.question.cues and period.start < asked.today <= period.end:
        return between(asked.today, period.end, f"từ nay đến hết {period.end:%d/%m/%Y}")
    if period.kind != "relative" or period.start <= asked.today:
        return period
    return between(asked.today, period.end, f"từ nay đến hết {period.end:%d/%m/%Y}")


def _by_schedule(asked: Asked, entries: Sequence[Entry]) -> _Scheduled:
    """Items by when they are due."""
    whole = len(entries) == len(asked.base.entries)
    return asked.base.registers.schedules if whole else by_schedule(entries)


def _open(asked: Asked, scheduled: Sequence[Entry], schedule: Schedule) -> Sequence[Entry]:
    """Those of the items under a schedule that are not printed as done, closing formulas left out."""
    registers = asked.base.registers
    if scheduled is registers.schedules[schedule]:
        return registers.open.get(schedule, ())
    return [entry for entry in scheduled if not (entry.status or entry.is_closing)]


def _belongs(asked: Asked, entries: Sequence[Entry]) -> Callable[[Entry], bool]:
    """A test whether an item is one of these; of all items each is, and `bool` says so fastest."""
    return bool if len(entries) == len(asked.base.entries) else frozenset(entries).__contains__


def _sorted(found: Mapping[K, list[Entry]]) -> list[Entry]:
    """Items by what they were put under, then in the order of the base."""
    return [entry for key in sorted(found) for entry in sorted(found[key], key=in_order)]
