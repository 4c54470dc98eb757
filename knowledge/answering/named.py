"""What a question names that the base does not have: a place, a document's number, a year, a rhythm of
reports.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from knowledge.answering.answer import FIRST_SCREEN, Answer, Reason
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.numbers import bears
from knowledge.due import Stretch
from knowledge.models import Document
from knowledge.storing.store import StoredPlan
from nlp.text import fold, syllables

_TOLD = 3
"""How many duties are told of where one was asked for."""
_YEARLESS: frozenset[Reason] = frozenset({"due", "overdue", "done", "plans", "which_plan", "danger", "leaders"})
"""Answers that look at days themselves, or that no year concerns."""
HALF_YEARLY = re.compile(r"(?<!ngay )\b(?:0?6|sau) thang\b(?! \d)")
"""How a folded text tells of half a year: "6 tháng", "sáu tháng", but not "ngày 06 tháng 12", "sau tháng 6"."""
_RHYTHMS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "weekly": ("week", re.compile(r"\b(?:hang|bao cao|moi) tuan\b")),
    "monthly": ("month", re.compile(r"\b(?:hang|bao cao|moi) thang\b")),
    "quarterly": ("quarter", re.compile(r"\b(?:hang|bao cao|moi|dinh ky|thang,) quy\b")),
    "half_yearly": ("6 months", HALF_YEARLY),
}
"""what a question calls a rhythm of reports -> how timings call it, and how texts do, folded"""


def not_there(asked: Asked) -> Answer | None:
    """That there is no plan of the place, no document of the number, no appendix, or no report of the rhythm that the
    question names; else None.
    """
    scope = asked.scope
    if scope.unknown_places and not scope.places:
        return asked.nothing("no_place", scope.unknown_places)
    if scope.unknown_numbers:
        return replace(asked.nothing("no_number", scope.unknown_numbers), plans=scope.plans)
    if "appendix" in asked.question.cues and not (asked.question.point or scope.items):
        return asked.nothing("no_appendix")
    named = [cue for cue in _RHYTHMS if cue in asked.question.cues]
    return _without_rhythm(asked, named) if named else None


def _without_rhythm(asked: Asked, named: Sequence[str]) -> Answer | None:
    """That no report comes round as often as the question asks for, with those that there are; None where one does."""
    registers = asked.base.registers
    reports = asked.scope.within(asked.base, registers.kinds.get("report", []))
    if any(of_rhythm(asked, each) for each in (reports, asked.scope.within(asked.base, registers.reporting))):
        return None
    others = registers.without_twins(reports, FIRST_SCREEN)
    return replace(asked.nothing("no_rhythm", named), elsewhere=tuple(map(asked.hit, others)))


def of_rhythm(asked: Asked, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those of some reports that come round as often as the question asks for; all where it asks for none."""
    named = [cue for cue in _RHYTHMS if cue in asked.question.cues]
    return [each for each in entries if any(_comes_round(each, cue) for cue in named)] if named else entries


def _comes_round(entry: Entry, cue: str) -> bool:
    every, said = _RHYTHMS[cue]
    return any(timing.every == every for timing in entry.timings) or bool(said.search(fold(entry.text)))


def only_cited(asked: Asked) -> Answer | None:
    """That the base does not have the document whose own facts are asked, and where it is named; None where it has."""
    question = asked.question
    numbers = [n for n in question.numbers if not any(bears(plan.document, n) for plan in asked.scope.plans)]
    if not numbers or not question.by_number:
        return None
    citing = (asked.base.citing(number, asked.scope.plans) for number in numbers)
    entries = [entry for found in citing for entry in asked.scope.within(asked.base, found)]
    hits = [asked.hit(entry) for entry in asked.base.registers.without_twins(entries, _TOLD)]
    return replace(asked.nothing("no_number", numbers), plans=asked.scope.plans, elsewhere=tuple(hits))


def in_asked_years(asked: Asked, answer: Answer) -> Answer:
    """An answer without what holds in none of the years that the question asks in. Where nothing is left: that there is
    no plan of that year, and what the plans of other years tell.
    """
    years = asked.question.asked_years
    if not years or answer.reason in _YEARLESS:
        return answer
    if answer.reason == "nothing_due" and asked.scope.named:
        return _none_of_year(asked, answer, asked.scope.plans)
    if answer.outcome == "not_found":
        return answer
    if answer.plans:
        return _plans_of_year(asked, answer)
    holds = partial(holds_in, years=years)
    hits, running = answer.hits.only(holds), answer.running.only(holds)
    if hits or running:
        roles = Counter(role for entry in hits.entries if answer.roles and (role := asked.role(entry)))
        kept = replace(answer, hits=hits, running=running, roles=roles)
        several = len({entry.plan.id for entry in hits.entries}) > 1
        return kept if several or answer.reason != "several" else replace(kept, outcome="answered", reason="duty")
    shown = answer.shown[:_TOLD] if answer.reason in ("duty", "several") else (*answer.hits, *answer.running)
    plans = {hit.entry.plan.id: hit.entry.plan for hit in shown}
    return replace(asked.nothing("other_year"), elsewhere=shown, plans=tuple(plans.values()))


def _none_of_year(asked: Asked, answer: Answer, plans: tuple[StoredPlan, ...]) -> Answer:
    """That nothing falls due, or rather that there is no plan of that year."""
    if any(covers(plan.document, year) for plan in plans for year in asked.question.asked_years):
        return answer
    return replace(asked.nothing("other_year"), plans=plans)


def _plans_of_year(asked: Asked, answer: Answer) -> Answer:
    years = asked.question.asked_years
    kept = tuple(plan for plan in answer.plans if any(covers(plan.document, year) for year in years))
    return replace(answer, plans=kept) if kept else replace(asked.nothing("other_year"), plans=answer.plans)


def holds_in(entry: Entry, years: tuple[int, ...]) -> bool:
    """Whether an item holds in one of some years: its plan covers it, it prints it, or it falls due then."""
    if any(covers(entry.plan.document, year) for year in years):
        return True
    near = [year for year in years if str(year).encode() in entry.stored]  # tells most without reading the item
    printed = {*syllables(f"{entry.text} {entry.item.timing_raw or ''}")} if near else set()
    return any(str(year) in printed or entry.schedule.days(_whole(year)) for year in near)


def _whole(year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31))


def covers(document: Document, year: int) -> bool:
    """Whether a document holds in a year: from its issue or first year on, to the last that it is named for; one that
    names no last year goes on.
    """
    first = document.period.start.year if document.period.start else document.issue_year
    last = document.period.end
    return document.issue_year == year or ((first is None or first <= year) and (last is None or year <= last.year))
