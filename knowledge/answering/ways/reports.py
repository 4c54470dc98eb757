"""Questions about reports: what is to be reported, by whom, when and to whom, or which are due in a period."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.details import channel_of
from knowledge.answering.entries import Entry
from knowledge.answering.named import of_rhythm
from knowledge.answering.openyear import in_other_year
from knowledge.answering.roles import ORDER
from knowledge.answering.ways.due import due_then, ends_next_year
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.listing import list_of, on_topic, wanted
from nlp.text import fold
from nlp.times import Period

_FINE = frozenset({"month", "quarter"})
"""times that a report is asked of, which falls due in another where it is made for them"""

_THROUGH = re.compile(r"\bqua\b")


def answer_report(asked: Asked) -> Answer:
    """Reports: those due in a period; or what is to be reported, by whom, when and to whom."""
    if asked.pinned:
        return replace(list_of(asked, "report"), hits=Hits.lazy(asked.pinned, partial(_in_period, asked)))
    cues, period = asked.question.cues, asked.question.period
    timed = (period and (period.kind != "year" or "list" in cues)) or ("due" in cues and "when" not in cues)
    if timed and _asks_list(asked):
        reports = _to_named(asked, wanted(asked, asked.base.registers.kinds.get("report", [])))
        if not reports or any(entry.timings for entry in reports):
            return due_then(asked, reports, "report")
    return _reports(asked)


def _asks_list(asked: Asked) -> bool:
    return bool(asked.question.cues & {"list", "due", "overdue"}) or not asked.question.cues & {"when", "lead"}


def _reports(asked: Asked) -> Answer:
    """Reports on the topic, by the agency; in a scope without one, duties that speak of reporting."""
    registers = asked.base.registers
    for register in (registers.kinds.get("report", []), registers.reporting):
        of_topic = of_rhythm(asked, _to_named(asked, wanted(asked, register)) or _received(asked, register))
        asked, entries = _on_day(asked, of_topic)
        if of_topic and not entries:
            others = registers.without_twins(_dated_first(asked, of_topic), FIRST_SCREEN)
            none = replace(asked.nothing("nothing_due"), period=asked.question.period)
            return replace(none, elsewhere=tuple(map(asked.hit, others)) if asked.scope.named else ())
        if any(entry.has_day for entry in entries) and asked.question.cues & {"when", "compare"}:
            entries = [e for e in entries if e.has_day]
        if entries:
            entries = [each for each in entries if not each.is_closing] or entries
            told = registers.without_twins(_dated_first(asked, entries))
            return replace(list_of(asked, "report"), hits=Hits.lazy(told, partial(_in_period, asked)))
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
    if ends_next_year(asked) or not found:
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
    return on_topic(asked, [e for e in reports if not frozenset(asked.keys).isdisjoint(e.receivers)])


def _to_named(asked: Asked, reports: Sequence[Entry]) -> Sequence[Entry]:
    """Where a question names two agencies, who reports and to whom, the reports that one of them is sent, if any is."""
    keys = frozenset(asked.keys)
    sent = [entry for entry in reports if not keys.isdisjoint(entry.receivers)] if len(keys) > 1 else []
    return sent or reports


def _dated_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Reports with a day of their own before those "as need be"; the lead's before a coordinator's, those of one plan
    together. Where it is asked through whom they go, those that tell it before all others.
    """
    through = bool(_THROUGH.search(fold(asked.question.text)))
    told = sorted(entries, key=lambda e: (through and not channel_of(e.item), ORDER[asked.role(e)], not e.has_day))
    rank = {plan: at for at, plan in enumerate(dict.fromkeys(entry.plan.id for entry in told))}
    return sorted(told, key=lambda e: rank[e.plan.id])
