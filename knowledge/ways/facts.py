"""Questions about plans themselves, points by their number, and what became of an agency."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer import Answer
from knowledge.asked import Asked
from knowledge.base import Entry
from knowledge.ways.duty import answer_duty, answered


def answer_document(asked: Asked) -> Answer:
    """Number, dates, signer, basis of the plan that the question names."""
    if asked.scope.unknown_places and not asked.scope.places:
        return asked.nothing("no_place", asked.scope.unknown_places)
    if asked.scope.unknown_numbers and not asked.scope.named:
        return asked.nothing("no_number", asked.scope.unknown_numbers)
    if not asked.scope.named and len(asked.base.plans) > 1:
        return replace(_plans(asked, "which_plan"), outcome="ambiguous")
    return _plans(asked, "document")


def answer_plans(asked: Asked) -> Answer:
    """Which plans there are, of a place or all."""
    if asked.scope.unknown_places and not asked.scope.places:
        return asked.nothing("no_place", asked.scope.unknown_places)
    return _plans(asked, "plans")


def answer_point(asked: Asked) -> Answer:
    """A point by its number, word by word; without a number, the duty that the question describes."""
    point = asked.question.point
    if point is None or asked.pinned:
        return answer_duty(asked)
    if asked.scope.unknown_places and not asked.scope.places:
        return asked.nothing("no_place", asked.scope.unknown_places)
    entries = [e for e in asked.scope.entries(asked.base) if point.fits(e.item.ref)]
    if not entries:
        return replace(asked.nothing("no_point"), plans=asked.scope.plans)
    hits = [asked.hit(e) for e in _nearest(entries, point.code, point.letter)]
    several = not asked.scope.named and len({e.plan.id for e in entries}) > 1
    return replace(answered(asked, hits, several), reason="point")


def answer_became(asked: Asked) -> Answer:
    """What an agency of an older plan is today."""
    return Answer(asked.question, asked.today, "answered", "became")


def _nearest(entries: Sequence[Entry], code: str | None, letter: str | None) -> list[Entry]:
    """The exact reference first: "điểm đ" before "điểm d" when the person typed no marks."""
    tail = ".".join(part for part in (code, letter) if part)
    return sorted(entries, key=lambda e: (not e.item.ref.lower().endswith(tail), len(e.item.ref)))


def _plans(asked: Asked, reason: str) -> Answer:
    plans = asked.scope.plans
    outcome = "answered" if plans else "not_found"
    return Answer(asked.question, asked.today, outcome, reason if plans else "no_plans", plans=plans)  # type: ignore[arg-type]
