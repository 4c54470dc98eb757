"""Questions about many duties: an agency's, those due in a period, reports, how many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.answering.answer import Answer, Hit, Reason
from knowledge.answering.asked import Asked, without_twins
from knowledge.answering.base import Entry
from knowledge.answering.finding import find, weigh
from knowledge.answering.ways.duty import answer_duty, missing_words, sure
from knowledge.due import overdue, runs_all_year
from nlp.text import fold
from nlp.times import Period, between

_SOON = timedelta(days=30)
_ROLE_ORDER = {"lead": 0, "coordinate": 1, "group": 2, None: 3}
Fits = Callable[[Entry], bool]


def answer_agency(asked: Asked) -> Answer:
    """What an agency must do: what it leads, then what it coordinates, then what its group must do."""
    if unknown := _unknown(asked):
        return unknown
    if not asked.keys:
        return answer_duty(asked)
    concerned = [e for e in asked.scope.entries(asked.base) if asked.role(e)]
    entries = _on_topic(asked, concerned)
    if concerned and not entries:
        return asked.nothing("no_topic", missing_words(asked, ()))
    if asked.question.period and asked.question.period.kind != "year":
        entries = [e for e in entries if asked.due_in(e, asked.question.period) or _runs(e, asked.question.period)]
    if not entries:
        return asked.nothing("no_agency", asked.question.agencies)
    hits = [asked.hit(e) for e in without_twins(asked.base, entries)]
    first = "coordinate" if "coordinate" in asked.question.cues and "lead" not in asked.question.cues else "lead"
    return _list(asked, "agency", sorted(hits, key=lambda hit: (hit.role != first, _ROLE_ORDER[hit.role])))


def answer_due(asked: Asked) -> Answer:
    """What falls due in the period of the question (without one, in thirty days), then what runs through it."""
    if unknown := _unknown(asked):
        return unknown
    return _due(asked, _wanted(asked, lambda _: True), "due")


def answer_report(asked: Asked) -> Answer:
    """Reports: those due in a period; or what is to be reported, by whom, when and to whom."""
    if asked.pinned:
        return _list(asked, "report", [asked.hit(e) for e in asked.pinned])
    if unknown := _unknown(asked):
        return unknown
    cues, period = asked.question.cues, asked.question.period
    timed = (period and period.kind != "year") or ("due" in cues and "when" not in cues)
    if timed and _asks_list(asked):
        return _due(asked, _wanted(asked, _is_report), "report")
    return _reports(asked)


def answer_overdue(asked: Asked) -> Answer:
    """What is past its last day and not printed as done."""
    if unknown := _unknown(asked):
        return unknown
    wanted = without_twins(asked.base, _wanted(asked, lambda e: not e.status))
    late = [(e, day) for e in wanted if (day := overdue(e.timings, asked.today))]
    hits = [asked.hit(e, due=[day]) for e, day in sorted(late, key=lambda pair: pair[1].on)]
    return _list(asked, "overdue", hits) if hits else asked.nothing("nothing_due")


def answer_count(asked: Asked) -> Answer:
    """How many duties: of an agency, in a plan, due in a period."""
    if unknown := _unknown(asked):
        return unknown
    if asked.keys:
        answer = answer_agency(asked)
        return replace(answer, reason="count") if answer.hits else answer
    if asked.question.period and asked.question.cues & {"due"}:
        return answer_due(asked)
    duties = [e for e in asked.scope.entries(asked.base) if not e.item.closing]
    entries = without_twins(asked.base, _on_topic(asked, duties))
    if not entries:
        return asked.nothing("no_topic", missing_words(asked, ()))
    return _list(asked, "count", [asked.hit(e) for e in entries])


def answer_figures(asked: Asked) -> Answer:
    """Targets and funding: the items of that kind, those on the topic first."""
    if unknown := _unknown(asked):
        return unknown
    of_kind = [e for e in asked.scope.entries(asked.base) if e.kind == asked.question.intent]
    on_topic = _best_first(asked, _on_topic(asked, of_kind)) if asked.question.has_topic else of_kind
    if not of_kind and not asked.question.has_topic:
        return asked.nothing("no_kind")
    if not on_topic:
        return _no_figure(asked) if asked.question.intent == "target" else answer_duty(asked)
    if asked.question.intent == "funding":
        # Where the money is from comes before who sees to it.
        on_topic = sorted(on_topic, key=lambda entry: bool(entry.leads))
    return _list(asked, "figures", [asked.hit(e) for e in on_topic])


def _no_figure(asked: Asked) -> Answer:
    """That no target is told, and the duties on the topic: none of them is one."""
    told = answer_duty(asked)
    return replace(asked.nothing("no_target"), elsewhere=told.hits[:3]) if told.outcome != "not_found" else told


def _unknown(asked: Asked) -> Answer | None:
    if asked.scope.unknown_places and not asked.scope.places:
        return asked.nothing("no_place", asked.scope.unknown_places)
    if asked.scope.unknown_numbers and not asked.scope.named:
        return asked.nothing("no_number", asked.scope.unknown_numbers)
    return None


def _asks_list(asked: Asked) -> bool:
    return bool(asked.question.cues & {"list", "due", "overdue"}) or not asked.question.cues & {"when", "lead"}


def _wanted(asked: Asked, fits: Fits) -> list[Entry]:
    entries = [e for e in asked.scope.entries(asked.base) if fits(e) and (not asked.keys or asked.role(e))]
    return _on_topic(asked, entries)


def _on_topic(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Those of `entries` that fit the topic, when the question has one; in their order."""
    if not asked.question.has_topic:
        return list(entries)
    return [e for e in entries if weigh(asked.base, asked.topic, e).coverage >= sure(asked)]


def _best_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Entries of the scope by how well they fit the topic."""
    wanted, base = {entry.id for entry in entries}, asked.base
    among = [at for at in asked.scope.positions(base) if base.entries[at].id in wanted]
    return [found.entry for found in find(base, asked.topic, among, len(among))]


def _due(asked: Asked, entries: Iterable[Entry], reason: Reason) -> Answer:
    """What falls due in the period, and what runs through it; of twins the one that falls due."""
    period = asked.question.period or between(asked.today, asked.today + _SOON, "30 ngày tới")
    dated: list[Hit] = []
    running: list[Hit] = []
    days_of = {entry: asked.due_in(entry, period) for entry in entries}
    ordered = sorted(days_of, key=lambda e: (not days_of[e], len(e.timings)))
    for entry in without_twins(asked.base, ordered):
        if days := days_of[entry]:
            dated.append(asked.hit(entry, due=days))
        elif _runs(entry, period):
            running.append(asked.hit(entry, due=()))
    dated.sort(key=lambda hit: hit.due[0].on)
    if not dated and not running:
        return replace(asked.nothing("nothing_due"), period=period)
    answer = _list(asked, reason, dated)
    return replace(answer, running=tuple(running), period=period)


def _runs(entry: Entry, period: Period) -> bool:
    return not entry.status and runs_all_year(entry.timings, period, entry.since, entry.until)


def _is_report(entry: Entry) -> bool:
    return entry.kind == "report"


def _mentions_report(entry: Entry) -> bool:
    return _is_report(entry) or "bao cao" in fold(entry.item.text)


def _reports(asked: Asked) -> Answer:
    """Reports on the topic, by the agency; in a scope without one, duties that speak of reporting."""
    for fits in (_is_report, _mentions_report):
        entries = _wanted(asked, fits) or _received(asked, fits)
        if any(map(_has_day, entries)) and asked.question.cues & {"when", "compare"}:
            entries = [e for e in entries if _has_day(e)]
        if entries:
            hits = [asked.hit(e) for e in without_twins(asked.base, _dated_first(asked, entries))]
            return _list(asked, "report", hits)
    return answer_duty(asked) if asked.topic.weight >= 1 else asked.nothing("no_kind")


def _received(asked: Asked, fits: Fits) -> list[Entry]:
    """Reports that the agency of the question is sent."""
    key = asked.base.catalogue.key
    sent = [e for e in asked.scope.entries(asked.base) if fits(e) and {*map(key, e.item.report_to)} & {*asked.keys}]
    return _on_topic(asked, sent)


def _dated_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Reports with a day of their own before those "as need be"; the lead's before a coordinator's."""
    return sorted(entries, key=lambda e: (_ROLE_ORDER[asked.role(e)], not _has_day(e)))


def _has_day(entry: Entry) -> bool:
    return any(timing.end or timing.month_day for timing in entry.timings)


def _list(asked: Asked, reason: Reason, hits: Sequence[Hit]) -> Answer:
    return Answer(asked.question, asked.today, "answered", reason, tuple(hits), period=asked.question.period)
