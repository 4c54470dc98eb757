"""Which plans a question speaks of: by place, number, kind of document and year."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.registers import in_order
from knowledge.models import Document
from knowledge.storing.store import StoredPlan
from nlp.question import Question
from nlp.text import fold, syllables

_APPENDIX = "PL"
"""how the refs of an appendix's items begin."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The plans that a question speaks of, and what it names that the base does not have."""

    plans: tuple[StoredPlan, ...]
    named: bool
    """whether the question narrows the base at all."""
    places: tuple[str, ...] = ()
    """places of the question that have plans."""
    unknown_places: tuple[str, ...] = ()
    unknown_numbers: tuple[str, ...] = ()
    """numbers of documents that none of the plans spoken of bears or names."""
    items: tuple[Entry, ...] = ()
    """where the question asks for those items only that name something: these."""

    def is_whole(self, base: TaskBase) -> bool:
        """Whether these are all plans of the base."""
        return len(self.plans) == len(base.plans) and not self.items

    def stretches(self, base: TaskBase) -> list[range]:
        """Where these plans' items stand in ``base.entries``."""
        if self.is_whole(base):
            return [range(len(base.entries))]
        if self.items:
            return [range(entry.at, entry.at + 1) for entry in self.items]
        return [base.spans[id_] for id_ in sorted(plan.id for plan in self.plans) if id_ in base.spans]

    def within(self, base: TaskBase, register: Sequence[Entry]) -> Sequence[Entry]:
        """Those items of a register (a list in the order of the base) that belong to these plans."""
        if self.is_whole(base):
            return register
        found: list[Entry] = []
        for stretch in self.stretches(base):
            first = bisect_left(register, stretch.start, key=in_order)
            found += register[first : bisect_left(register, stretch.stop, first, key=in_order)]
        return found


def scope_of(base: TaskBase, question: Question, chosen: int | None = None) -> Scope:
    """The plans that `question` speaks of; when it names none the one with the id `chosen`, else all of them."""
    plan = base.plans.get(chosen) if chosen is not None else None
    if plan and not (question.places or question.numbers):
        return Scope(plans=(plan,), named=True)
    by_place = {place: base.of_place(place) or base.joined_into(place) for place in question.places}
    places = tuple(place for place, plans in by_place.items() if plans)
    plans: Sequence[StoredPlan] = [plan for place in places for plan in by_place[place]] or base.whole
    by_number = _numbered(base, plans, question.numbers)
    others = [number for number in question.numbers if not _numbered(base, plans, [number])]
    citing = {number: base.citing(number, plans) for number in others}
    narrowed = _narrow(by_number or plans, question)
    cited = {entry for entries in citing.values() for entry in entries}
    return Scope(
        plans=base.whole if narrowed is base.whole else tuple({plan.id: plan for plan in narrowed}.values()),
        named=bool(places or question.numbers or len(narrowed) < len(base.plans)),
        places=places,
        unknown_places=tuple(place for place, found in by_place.items() if not found),
        unknown_numbers=tuple(number for number, entries in citing.items() if not entries),
        items=tuple(sorted(cited, key=in_order)) or _of_appendix(base, narrowed, question),
    )


def _of_appendix(base: TaskBase, plans: Sequence[StoredPlan], question: Question) -> tuple[Entry, ...]:
    """The items of the plans' appendices, where the question asks for these only: "có mấy việc trong phụ lục"."""
    if "appendix" not in question.cues or question.point:
        return ()
    entries = (base.entries[at] for plan in plans if plan.id in base.spans for at in base.spans[plan.id])
    return tuple(entry for entry in entries if entry.ref.startswith(_APPENDIX))


def _numbered(base: TaskBase, plans: Sequence[StoredPlan], numbers: Sequence[str]) -> list[StoredPlan]:
    """Those of some plans that bear one of these numbers; where none does, those that cite one."""
    ids = {plan.id for plan in plans} if numbers else set()
    for has in (base.by_number.bearing, base.by_number.citing):
        if found := [plan for number in numbers for plan in has(number) if plan.id in ids]:
            return found
    return []


def _narrow(plans: Sequence[StoredPlan], question: Question) -> Sequence[StoredPlan]:
    """Of these plans those of the kind and year that the question names, where it speaks of a document and some fit."""
    kept = plans
    for title in question.titles:
        kept = [p for p in kept if _is_titled(p.document, title)]
    kept = kept or plans
    if question.documents and (question.places or _is_dated(question)):
        kept = [p for p in kept if fold(p.document.type or "") in question.documents] or kept
        kept = [p for p in kept if any(of_year(p.document, year) for year in question.years)] or kept
    return kept


def _is_titled(document: Document, words: str) -> bool:
    return f" {words} " in f" {' '.join(syllables(document.title or ''))} "


def _is_dated(question: Question) -> bool:
    """Whether a year stands right behind a word for a document ("kế hoạch năm 2021"), or all is about documents. Behind
    other words it is the year of a duty: "kế hoạch vì trẻ em năm 2023".
    """
    kinds = "|".join(map(re.escape, question.documents))
    behind = re.search(rf"\b(?:{kinds}) (?:nam )?(?:19|20)\d\d\b", fold(question.text))
    return bool(question.years) and (bool(behind) or not question.has_topic)


def of_year(document: Document, year: int) -> bool:
    """Whether a document was issued in a year or is named for it."""
    start, end = document.period.start, document.period.end
    covered = start is not None and start.year <= year and (end is None or year <= end.year)
    return document.issue_year == year or covered
