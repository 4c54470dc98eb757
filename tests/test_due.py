"""When tasks are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.due import Stretch, due_dates, is_overdue, next_due, overdue, plan_limits, runs_all_year
from knowledge.models import Document, Span
from nlp.times import read_timings

ISSUED = date(2021, 8, 23)
ALWAYS = Stretch(date(2000, 1, 1), date(2099, 12, 31))
STEADY = settings(max_examples=60, deadline=None, derandomize=True)


def dues(wording, window=ALWAYS, since=None, until=None, year=2022):
    return [due.on.isoformat() for due in due_dates(read_timings(wording, year), since, until, window)]


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("Trước ngày 10/5/2022", "2022-05-10"),
        ("Tháng 9/2022", "2022-09-30"),
        ("Quý IV/2021", "2021-12-31"),
        ("Năm học 2022-2023", "2023-05-31"),
        ("Năm 2023", "2023-12-31"),
        ("Giai đoạn 2021-2025", "2025-12-31"),
        ("Tháng 02/2024", "2024-02-29"),
    ],
)
def test_a_window_is_due_on_its_last_day(wording, day):
    assert dues(wording) == [day]
    assert dues(wording, since=date(2050, 1, 1)) == [day]
    last = date.fromisoformat(day)
    assert dues(wording, Stretch(last, last)) == [day]
    assert dues(wording, Stretch(last + timedelta(days=1), last + timedelta(days=400))) == []


@pytest.mark.parametrize(
    "wording", ["Hàng năm", "Thường xuyên", "Đột xuất", "Định kỳ 6 tháng", "Từ năm 2022", "Hằng quý"]
)
def test_what_has_no_day_of_its_own_runs(wording):
    timings = read_timings(wording)
    assert dues(wording) == []
    assert runs_all_year(timings, Stretch(date(2023, 3, 1), date(2023, 3, 31)))
    assert not runs_all_year(timings, Stretch(date(2020, 3, 1), date(2020, 3, 31)), date(2021, 1, 1), None)


def test_what_has_a_day_does_not_run_and_a_phase_runs_only_in_its_years():
    window = Stretch(date(2026, 1, 1), date(2026, 6, 30))
    assert not runs_all_year(read_timings("Trước ngày 10/12 hằng năm"), window)
    assert not runs_all_year(read_timings("Quý I/2026"), window)
    assert not runs_all_year(read_timings("Giai đoạn 2021-2025"), window)
    assert runs_all_year(read_timings("Giai đoạn 2021-2026"), window)


def test_a_yearly_date_comes_round_from_issue_to_the_end_of_the_plan():
    wording = "trước ngày 20/6 và 20/12 hàng năm"
    until = date(2023, 12, 31)
    assert dues(wording, since=ISSUED, until=until) == [
        "2021-12-20",
        "2022-06-20",
        "2022-12-20",
        "2023-06-20",
        "2023-12-20",
    ]
    assert dues(wording, Stretch(date(2030, 12, 1), date(2030, 12, 31)), ISSUED) == ["2030-12-20"]


def test_months_quarters_and_weeks_come_round():
    spring = Stretch(date(2023, 2, 1), date(2023, 4, 30))
    assert dues("ngày 31 hằng tháng", spring) == ["2023-02-28", "2023-03-31", "2023-04-30"]
    assert dues("trước ngày 15 tháng cuối quý", spring) == ["2023-03-15"]
    assert dues("Quý I hằng năm", spring) == ["2023-03-31"]
    assert dues("Thứ sáu hằng tuần", Stretch(date(2023, 2, 1), date(2023, 2, 14))) == ["2023-02-03", "2023-02-10"]


def test_the_leap_day_falls_on_the_28th_in_other_years():
    assert dues("Trước ngày 29/02 hằng năm", Stretch(date(2023, 1, 1), date(2024, 12, 31))) == [
        "2023-02-28",
        "2024-02-29",
    ]


def test_a_day_told_twice_is_one():
    assert dues("Trong quý III/2022, chậm nhất ngày 30/9/2022") == ["2022-09-30"]


def test_a_thousand_years_of_months_are_bounded():
    wide = Stretch(date(1000, 1, 1), date(2000, 12, 31))
    assert len(dues("ngày 15 hằng tháng", wide)) == 12 * 1001
    assert len(dues("Thứ hai hằng tuần", Stretch(date.min, date.max))) <= 20_000


def test_the_next_day_and_what_is_overdue():
    once = read_timings("Trước ngày 10/5/2022")
    assert next_due(once, None, None, date(2022, 5, 10)).on == date(2022, 5, 10)
    assert next_due(once, None, None, date(2022, 5, 11)) is None
    assert not is_overdue(once, None, None, date(2022, 5, 10))
    assert is_overdue(once, None, None, date(2022, 5, 11))
    assert overdue(once, date(2022, 6, 1)).on == date(2022, 5, 10)
    yearly = read_timings("Trước ngày 10/12 hằng năm")
    assert next_due(yearly, ISSUED, None, date(2020, 1, 1)).on == date(2021, 12, 10)
    assert next_due(yearly, ISSUED, date(2022, 12, 31), date(2023, 1, 1)) is None
    assert not is_overdue(yearly, ISSUED, date(2022, 12, 31), date(2030, 1, 1))
    assert next_due(read_timings("Giai đoạn 2021-2045"), ISSUED, None, date(2022, 1, 1)).on == date(2045, 12, 31)


@pytest.mark.parametrize(
    ("issued", "since"),
    [("2021-08-23", date(2021, 8, 23)), ("2024-03", date(2024, 3, 1)), ("2017", date(2017, 1, 1)), ("2021-02-30", None),
     ("không rõ", None), (None, None)],
)  # fmt: skip
def test_the_limits_of_a_plan_begin_with_its_issue(issued, since):
    assert plan_limits(Document(issued_on=issued)) == (since, None)


def test_the_limits_of_a_plan_end_with_its_years():
    years = Span(start=date(2022, 1, 1), end=date(2022, 12, 31))
    assert plan_limits(Document(issued_on="2022-05-09", period=years)) == (date(2022, 5, 9), date(2022, 12, 31))
    assert plan_limits(Document(period=years)) == (date(2022, 1, 1), date(2022, 12, 31))


DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))
WORDINGS = st.sampled_from(
    ["ngày 15 hằng tháng", "Trước ngày 29/02 hằng năm", "Quý IV/2022", "Hàng năm", "thứ hai hằng tuần",
     "Hàng năm; Quý I/2022", "tháng 3, 6 hằng năm"]
)  # fmt: skip


@STEADY
@given(WORDINGS, st.lists(DAYS, min_size=3, max_size=3).map(sorted), st.none() | DAYS, st.none() | DAYS)
def test_a_window_cut_in_two_gives_the_same_days(wording, cuts, since, until):
    first, middle, last = cuts
    timings = read_timings(wording)
    whole = due_dates(timings, since, until, Stretch(first, last))
    left = due_dates(timings, since, until, Stretch(first, middle))
    right = due_dates(timings, since, until, Stretch(middle + timedelta(days=1), max(last, middle + timedelta(days=1))))
    assert whole[: len(left)] == left
    assert [due for due in whole if due.on > middle] == [due for due in right if due.on <= last]
    ahead = next_due(timings, since, until, first)
    assert not whole or ahead == whole[0]
