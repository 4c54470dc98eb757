"""Questions about many duties: an agency's, those due in a period, reports, how many."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit, Hits, Reason
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.finding import find, fitting
from knowledge.answering.lazy import Lazy
from knowledge.answering.named import of_rhythm
from knowledge.answering.openyear import in_other_year
from knowledge.answering.registers import by_schedule, in_order, merged
from knowledge.answering.roles import Role
from knowledge.answering.topic import Topic
from knowledge.answering.ways.duty import answer_duty, missing_words, none_of_its_duties, sure
from knowledge.due import Due, Schedule, Stretch
from knowledge.models import Kind
from nlp.text import fold
from nlp.times import Period, between

_SOON = timedelta(days=30)
_AHEAD = timedelta(days=730)
_RECENT = timedelta(weeks=4)
"""how long a day that has passed is spoken of where another is ahead, as reminders do"""
_ROLE_ORDER = {"lead": 0, "coordinate": 1, "group": 2, None: 3}
K = TypeVar("K", date, int, tuple[date, int])
_FINE = frozenset({"month", "quarter"})
"""times that a report is asked of, which falls due in another where it is made for them"""
_ALL_LEVELS = " cac cap"
_Parts = Mapping[Role, Sequence[Entry]]


def answer_agency(asked: Asked) -> Answer:
    """What an agency must do: what it leads, then what it coordinates, then what its group must do."""
    if not asked.keys:
        return answer_duty(asked)
    own = asked.parts()
    if own and _asks_led_only(asked) and "lead" not in own:
        return _leads_none(asked, own.values())
    parts = _each(own, partial(_on_topic, asked))
    if own and not parts:
        return none_of_its_duties(asked, missing_words(asked, Lazy(())))
    period = asked.question.period
    if period and period.kind != "year":
        parts = _each(parts, partial(_timely, period))
    if not parts:
        return asked.nothing("no_agency", asked.question.agencies)
    if not any(_names(asked, entry) for entry in chain.from_iterable(parts.values())):
        return _leads_none(asked, parts.values())
    return _of_agency(asked, parts)


def _names(asked: Asked, entry: Entry) -> bool:
    """Whether an item names the agency of the question, its like of all levels ("UBND các cấp"), or is sent to it; else
    it only concerns all agencies alike.
    """
    if asked.role(entry) != "group" or entry.item.lead_from == "addressee":
        return True
    alike = {key.split()[0] + _ALL_LEVELS for key in asked.keys}
    return not alike.isdisjoint((*entry.leads, *entry.coordinators))


def _each(parts: _Parts, kept: Callable[[Sequence[Entry]], Sequence[Entry]]) -> _Parts:
    """Of the items of each role those that are kept; roles without any left out."""
    return {role: left for role, entries in parts.items() if (left := kept(entries))}


def _of_agency(asked: Asked, parts: _Parts) -> Answer:
    """What an agency must do, role by role."""
    first = "coordinate" if "coordinate" in asked.question.cues and "lead" not in asked.question.cues else "lead"
    is_listed = set(chain.from_iterable(parts.values())).__contains__
    told = {
        role: without_parts(asked, asked.base.registers.first_told(_own_first(parts, role), is_listed))
        for role in sorted(parts, key=lambda role: (role != first, _ROLE_ORDER[role]))
    }
    roles = {role: len(entries) for role, entries in told.items() if entries}
    return replace(_list(asked, "agency", list(chain.from_iterable(told.values()))), roles=roles)


def _own_first(parts: _Parts, role: Role) -> Sequence[Entry]:
    """The items of a role; those that name an agency before those that all whom a document is sent to have, those of a
    group first where their plan names the agency itself, too.
    """
    if role == "lead":
        return sorted(parts[role], key=lambda entry: entry.is_addressed)
    if role != "group" or len(parts) == 1:
        return parts[role]
    own = {entry.plan.id for other in parts if other != role for entry in parts[other]}
    return sorted(parts[role], key=lambda entry: entry.plan.id not in own)


def without_parts(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Items without those that another of them tells in its wording, too: of a duty in the body and the parts of it in
    the appendix, or the other way round, only the whole.
    """
    listed, longer = frozenset(entries), asked.base.registers.longer
    return [each for each in entries if listed.isdisjoint(longer.get(each, ()))]


def _asks_led_only(asked: Asked) -> bool:
    return "leading" in asked.question.cues and "coordinate" not in asked.question.cues


def _leads_none(asked: Asked, parts: Collection[Sequence[Entry]]) -> Answer:
    """That the agency leads nothing by itself, and in what it has another part."""
    shown = asked.base.registers.without_twins(merged(parts), FIRST_SCREEN)
    return replace(asked.nothing("leads_none", asked.question.agencies), elsewhere=tuple(map(asked.hit, shown)))


def _timely(period: Period, entries: Iterable[Entry]) -> list[Entry]:
    """Those that fall due in a period or run through it."""
    falls = cache(lambda schedule: bool(schedule.days(period)))
    runs = cache(lambda schedule: schedule.runs(period))
    return [e for e in entries if falls(e.schedule) or (not e.status and runs(e.schedule))]


def answer_due(asked: Asked) -> Answer:
    """What falls due in the period of the question (without one, in thirty days), then what runs through it."""
    items = wanted(asked)
    told = _due_then(asked, items, "due") if items else _off_topic(asked) or _due(asked, (), "due")
    period = asked.question.period
    of_year = asked.keys and period and period.kind == "year" and "due" not in asked.question.cues
    return answer_agency(asked) if of_year and told.reason == "nothing_due" else told


def answer_done(asked: Asked) -> Answer:
    """What is printed as done."""
    done = asked.base.registers.without_twins(entry for entry in wanted(asked) if entry.status)
    return _list(asked, "done", done) if done else asked.nothing("nothing_done")


def answer_report(asked: Asked) -> Answer:
    """Reports: those due in a period; or what is to be reported, by whom, when and to whom."""
    if asked.pinned:
        return replace(_list(asked, "report"), hits=Hits.lazy(asked.pinned, partial(_in_period, asked)))
    cues, period = asked.question.cues, asked.question.period
    timed = (period and (period.kind != "year" or "list" in cues)) or ("due" in cues and "when" not in cues)
    if timed and _asks_list(asked):
        return _due_then(asked, wanted(asked, asked.base.registers.kinds.get("report", [])), "report")
    return _reports(asked)


def answer_overdue(asked: Asked) -> Answer:
    """What is past its last day and not printed as done."""
    items = wanted(asked)
    if not items and (off := _off_topic(asked)):
        return off
    found = _late(asked, items, asked.question.period)
    if not found.hits and (one := _one_named(asked)):
        return one
    is_now = found.period and found.period.start <= asked.today <= found.period.end
    told = _late(asked, items, None) if is_now and not found.hits else found
    period = asked.question.period
    return replace(told, recent=_recent(asked, items)) if period is None or is_now else told


def _recent(asked: Asked, items: Sequence[Entry]) -> tuple[Hit, ...]:
    """Of some items those that had a day in the last weeks and have another ahead, so that they are not overdue."""
    window, today = Stretch(asked.today - _RECENT, asked.today - timedelta(days=1)), asked.today
    days = {
        schedule: passed[-1:]
        for schedule in _by_schedule(asked, items)
        if (passed := schedule.days(window)) and not schedule.overdue(today)
    }
    entries = [entry for entry in items if entry.schedule in days and not entry.status]
    told = asked.base.registers.without_twins(entries, FIRST_SCREEN)
    return tuple(asked.hit(entry, due=days[entry.schedule]) for entry in told)


def _late(asked: Asked, items: Sequence[Entry], period: Period | None) -> Answer:
    """What of some items is late, longest first: by now, by a day that is named, or what was due in a time named."""
    schedules = _by_schedule(asked, items)
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
    return replace(_list(asked, "overdue") if hits else asked.nothing("nothing_due"), hits=hits, period=period)


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


def answer_count(asked: Asked) -> Answer:
    """How many duties: of an agency, in a plan, due in a period."""
    if asked.keys:
        answer = answer_agency(asked)
        return replace(answer, reason="count") if answer.hits else answer
    period = asked.question.period
    if period and (period.kind not in ("year", "years") or "due" in asked.question.cues):
        return answer_due(asked)
    registers = asked.base.registers
    duties = _on_topic(asked, asked.scope.within(asked.base, registers.duties))
    if not duties:
        return asked.nothing("no_topic", missing_words(asked, Lazy(())))
    return _list(asked, "count", registers.without_twins(duties))


def answer_figures(asked: Asked) -> Answer:
    """Targets and funding: the items of that kind, those on the topic first."""
    kind: Kind = "target" if asked.question.intent == "target" else "funding"
    of_kind = asked.scope.within(asked.base, asked.base.registers.kinds.get(kind, []))
    on_topic = _figures_first(asked, of_kind) if asked.question.has_topic else of_kind
    if not of_kind and not asked.question.has_topic:
        return asked.nothing("no_kind")
    if not on_topic:
        return _no_figure(asked) if asked.question.intent == "target" else answer_duty(asked)
    if asked.question.intent == "funding":
        # Where the money is from comes before who sees to it, but what an agency asked about sees to before all.
        on_topic = sorted(on_topic, key=lambda entry: (asked.role(entry) is None, bool(entry.leads)))
    return _list(asked, "figures", on_topic)


def _figures_first(asked: Asked, of_kind: Sequence[Entry]) -> Sequence[Entry]:
    """Those of a kind that fit the topic, best first; with the others behind where all are of it, as their plan is, and
    with all that nobody is charged with where it is asked where the money is from.
    """
    on_topic = _best_first(asked, fitting(asked.base, asked.topic, of_kind, sure(asked)))
    others = [entry for entry in of_kind if entry not in on_topic]
    if asked.is_of_plan:
        return [*on_topic, *others]
    sources = [entry for entry in others if not entry.leads] if "source" in asked.question.cues else []
    return [*on_topic, *sources] if asked.scope.named else on_topic


def _no_figure(asked: Asked) -> Answer:
    """The duty that tells how many there are of what is counted; else that no target is told, and the duties on the
    topic: none of them is one.
    """
    told = answer_duty(asked)
    if asked.question.counted and told.outcome == "answered" and _counts(told.hits[0].entry, asked.question.counted):
        return told
    return replace(asked.nothing("no_target"), elsewhere=tuple(told.hits[:3])) if told.outcome != "not_found" else told


def _counts(entry: Entry, counted: str) -> bool:
    """Whether a wording has a figure before a folded word, or one word further: "42 Tổ bầu cử", "06 chiếc tàu"."""
    return re.search(rf"\b\d[\d.,]*\s(?:\w+\s)?{re.escape(counted)}\b", fold(entry.text)) is not None


def _asks_list(asked: Asked) -> bool:
    return bool(asked.question.cues & {"list", "due", "overdue"}) or not asked.question.cues & {"when", "lead"}


def wanted(asked: Asked, register: Sequence[Entry] | None = None) -> Sequence[Entry]:
    """The items of a register (without one, all) that the question's scope, agencies and topic leave."""
    return _on_topic(asked, asked.concerned(register))


def _off_topic(asked: Asked) -> Answer | None:
    """That nothing tells of the topic, where that is why there is nothing; else None."""
    if not asked.question.has_topic or not asked.concerned():
        return None
    return asked.nothing("no_topic", missing_words(asked, Lazy(())))


def _on_topic(asked: Asked, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those of `entries` that fit the topic, when the question has one that tells more than the title of its plan; in
    their order.
    """
    if not asked.question.has_topic or (asked.scope.named and asked.is_of_plan):
        return entries
    return fitting(asked.base, asked.topic, entries, sure(asked))


def _best_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Entries of the scope by how well they fit the topic."""
    among = [range(entry.at, entry.at + 1) for entry in sorted(entries, key=in_order)]
    return [entry for entry, _ in find(asked.base, asked.topic, among, len(among))]


def _due_then(asked: Asked, entries: Sequence[Entry], reason: Reason) -> Answer:
    """What falls due in the period; where nothing does and its year is left open, in another year."""
    told = _due(asked, entries, reason)
    is_open = told.reason == "nothing_due" or (reason == "report" and _ends_next_year(asked))
    other = in_other_year(asked, entries) if is_open else None
    return _due(other, entries, reason) if other else told


def _ends_next_year(asked: Asked) -> bool:
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
    order = {schedule: (not found, len(schedule.timings)) for schedule, found in days.items()}
    told = partial(asked.base.registers.first_told, order=order, is_listed=_belongs(asked, entries))
    first = {schedule: found[0].on for schedule, found in days.items() if found}
    listed = _without_wholes(asked, told(_sorted(by_day)), first)
    dated = Hits.lazy(listed, lambda e: asked.hit(e, due=days[e.schedule]))
    running = Hits.lazy(told(_sorted(by_length)), lambda e: asked.hit(e, due=()))
    if not dated and not running:
        return replace(asked.nothing("nothing_due"), period=period)
    return replace(_list(asked, reason), hits=dated, running=running, period=period)


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
    nothing that is nearer is left out of "2 tuần tới".
    """
    if period.kind != "relative" or period.start <= asked.today:
        return period
    return between(asked.today, period.end, f"từ nay đến hết {period.end:%d/%m/%Y}")


def _by_schedule(asked: Asked, entries: Sequence[Entry]) -> Mapping[Schedule, list[Entry]]:
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


def _reports(asked: Asked) -> Answer:
    """Reports on the topic, by the agency; in a scope without one, duties that speak of reporting."""
    registers = asked.base.registers
    for register in (registers.kinds.get("report", []), registers.reporting):
        of_topic = of_rhythm(asked, wanted(asked, register) or _received(asked, register))
        asked, entries = _on_day(asked, of_topic)
        if of_topic and not entries:
            others = registers.without_twins(_dated_first(asked, of_topic), FIRST_SCREEN)
            none = replace(asked.nothing("nothing_due"), period=asked.question.period)
            return replace(none, elsewhere=tuple(map(asked.hit, others)) if asked.scope.named else ())
        if any(map(has_day, entries)) and asked.question.cues & {"when", "compare"}:
            entries = [e for e in entries if has_day(e)]
        if entries:
            entries = [each for each in entries if not each.is_closing] or entries
            told = registers.without_twins(_dated_first(asked, entries))
            return replace(_list(asked, "report"), hits=Hits.lazy(told, partial(_in_period, asked)))
    return answer_duty(asked) if asked.topic.weight >= 1 else asked.nothing("no_kind")


def _in_period(asked: Asked, entry: Entry) -> Hit:
    """An item with its days in the period of the question, where it has any there; else with its next."""
    period = asked.question.period
    return asked.hit(entry, due=(period and asked.due_in(entry, period)) or None)


def _on_day(asked: Asked, entries: Sequence[Entry]) -> tuple[Asked, Sequence[Entry]]:
    """Those that fall due in the period of the question, where it names one finer than a year, or in that of another
    year. Where none does all of them, unless it is asked whose report falls due then.
    """
    period, cues = asked.question.period, asked.question.cues
    if period is None or period.kind in ("year", "years"):
        return asked, entries
    found = _falling(period, entries)
    if _ends_next_year(asked) or not found:
        asked = in_other_year(asked, entries) or asked
        period = asked.question.period or period
        found = _falling(period, entries)
    is_whose = "lead" in cues and not cues & {"when", "recipient"}
    is_told = found or is_whose or (period.kind in _FINE and not _is_said(period, entries))
    return asked, found if is_told else entries


def _falling(period: Period, entries: Sequence[Entry]) -> list[Entry]:
    """Those that fall due in a period."""
    days = {schedule: schedule.days(period) for schedule in {entry.schedule for entry in entries}}
    return [entry for entry in entries if days[entry.schedule]]


def _is_said(period: Period, entries: Sequence[Entry]) -> bool:
    """Whether one of some reports is told to be of a time, or comes round as often: then the time may be what it
    reports on.
    """
    label = fold(period.label.split("/")[0])
    often = {timing.every for entry in entries for timing in entry.timings}
    return not often.isdisjoint((period.kind, "month")) or any(label in fold(entry.text) for entry in entries)


def _received(asked: Asked, register: Sequence[Entry]) -> Sequence[Entry]:
    """Reports of a register that the agency of the question is sent."""
    if not asked.keys:
        return []
    reports = asked.scope.within(asked.base, register)
    return _on_topic(asked, [e for e in reports if not frozenset(asked.keys).isdisjoint(e.receivers)])


def _dated_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Reports with a day of their own before those "as need be"; the lead's before a coordinator's."""
    return sorted(entries, key=lambda e: (_ROLE_ORDER[asked.role(e)], not has_day(e)))


def has_day(entry: Entry) -> bool:
    """Whether an item is printed with a day."""
    return any(timing.end or timing.month_day for timing in entry.timings)


def _list(asked: Asked, reason: Reason, entries: Sequence[Entry] = ()) -> Answer:
    hits = Hits.lazy(entries, asked.hit)
    return Answer(asked.question, asked.today, "answered", reason, hits, period=asked.question.period)
