"""Questions about plans themselves, points by their number, and what became of an agency."""

from dataclasses import replace

from knowledge.answering.answer import Answer
from knowledge.answering.asked import Asked


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


def answer_became(asked: Asked) -> Answer:
    """What an agency of an older plan is today."""
    return Answer(asked.question, asked.today, "answered", "became")


def _plans(asked: Asked, reason: str) -> Answer:
    plans = asked.scope.plans
    outcome = "answered" if plans else "not_found"
    return Answer(asked.question, asked.today, outcome, reason if plans else "no_plans", plans=plans)  # type: ignore[arg-type]
