"""Every digest that is due comes once, at its time, and none other: a winter with Tết, the turn of the year, days on
which the bot is down, and settings that change; the whole year is `python -m tests.proof.year`.
"""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.proof.year import Outcome, simulate


@pytest.fixture(scope="module")
def winter() -> Outcome:
    return asyncio.run(simulate(30, date(2025, 12, 22), date(2026, 3, 20)))


def test_every_digest_comes_once_and_none_other(winter: Outcome) -> None:
    assert {kind: said for kind, said in winter.faults().items() if said} == {}
    assert len(winter.due) > 200


def test_the_winter_has_what_is_to_be_tried(winter: Outcome) -> None:
    days = {each.day for each in winter.got}
    assert {date(2025, 12, 31), date(2026, 2, 13), date(2026, 2, 23)} <= days
    assert any(each.late for each in winter.got)
    assert any(each.missed for each in winter.got)
    assert {section for each in winter.got for _, _, section in each.rows} == {
        *("overdue", "today", "coming", "week", "month", "quarter")
    }


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda got: got[1:], "missing"),
        (lambda got: [*got, got[0]], "twice"),
        (lambda got: [*got, replace(got[0], topic=99)], "not due"),
        (lambda got: [replace(got[0], at=got[0].at + timedelta(minutes=1)), *got[1:]], "other time"),
        (lambda got: [replace(got[0], rows=frozenset()), *got[1:]], "other rows"),
        (lambda got: [replace(got[0], late=not got[0].late), *got[1:]], "late unsaid"),
    ],
)
def test_the_comparison_finds_what_is_wrong(winter: Outcome, spoil, kind: str) -> None:
    assert len(Outcome(winter.due, spoil(winter.got), []).faults()[kind]) == 1
