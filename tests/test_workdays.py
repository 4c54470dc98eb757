"""Working days of agencies: weekends, public holidays, Tết, moved days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.workdays import first_from, is_workday, last_until

WEEK = range(1, 6)
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-23", True),  # Monday
        ("2026-11-22", False),  # Sunday
        ("2026-02-17", False),  # the first of the lunar year
        ("2026-02-16", False),  # the day before it
        ("2026-02-23", True),
        ("2026-09-02", False),
        ("2026-08-31", False),  # moved, and worked for on Saturday before
        ("2026-08-22", True),
        ("2026-08-29", False),
        ("2026-04-27", False),  # Hùng Kings' day fell on Sunday
        ("2027-05-03", False),  # 1 May fell on Saturday
        ("2024-02-29", True),
    ],
)
def test_days(day: str, works: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-11-22", "2026-11-20", "2026-11-23"),
        ("2026-02-18", "2026-02-13", "2026-02-23"),  # over all of Tết
        ("2027-01-01", "2026-12-31", "2027-01-04"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
    ],
)
def test_the_nearest_working_day(day: str, before: str, after: str) -> None:
    given_day = date.fromisoformat(day)
    assert (str(last_until(given_day, WEEK)), str(first_from(given_day, WEEK))) == (before, after)


def test_days_off_count_when_wanted() -> None:
    assert last_until(date(2026, 2, 17), range(1, 8), days_off=True) == date(2026, 2, 17)


@given(DAYS, st.sets(st.integers(1, 7), min_size=1))
def test_what_is_found_fits_and_nothing_nearer_does(day: date, weekdays: set[int]) -> None:
    found = first_from(day, weekdays, days_off=True)
    assert found.isoweekday() in weekdays
    assert 0 <= (found - day).days < 7
    back = last_until(day, {*WEEK})
    between = [back + timedelta(days=n) for n in range(1, (day - back).days + 1)]
    assert not any(is_workday(each) for each in between if each.isoweekday() in WEEK)
