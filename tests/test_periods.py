"""Periods of questions, seen from a Thursday: 10 November 2022."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.text import fold
from nlp.times import between, find_periods, read_period

TODAY = date(2022, 11, 10)
STEADY = settings(max_examples=80, deadline=None, derandomize=True)

# wording: first day, last day, kind
PERIODS = {
    "hôm nay có ai phải nộp báo cáo không": ("2022-11-10", "2022-11-10", "day"),
    "tối nay": ("2022-11-10", "2022-11-10", "day"),
    "ngày mai": ("2022-11-11", "2022-11-11", "day"),
    "mai có việc gì đến hạn": ("2022-11-11", "2022-11-11", "day"),
    "hôm qua": ("2022-11-09", "2022-11-09", "day"),
    "ngày kia": ("2022-11-12", "2022-11-12", "day"),
    "hôm kia": ("2022-11-08", "2022-11-08", "day"),
    "tuần này có việc gì đến hạn?": ("2022-11-07", "2022-11-13", "week"),
    "tuần sau": ("2022-11-14", "2022-11-20", "week"),
    "tuần tới nữa": ("2022-11-21", "2022-11-27", "week"),
    "tuần vừa rồi": ("2022-10-31", "2022-11-06", "week"),
    "việc trong tuần": ("2022-11-07", "2022-11-13", "week"),
    "tuần đầu tiên của tháng 9 năm 2017": ("2017-09-04", "2017-09-10", "week"),
    "tuần 47": ("2022-11-21", "2022-11-27", "week"),
    "tháng này": ("2022-11-01", "2022-11-30", "month"),
    "thế tháng sau?": ("2022-12-01", "2022-12-31", "month"),
    "tháng trước": ("2022-10-01", "2022-10-31", "month"),
    "tháng 12 này": ("2022-12-01", "2022-12-31", "month"),
    "tháng 12/2021": ("2021-12-01", "2021-12-31", "month"),
    "tháng mười hai": ("2022-12-01", "2022-12-31", "month"),
    "tháng 5 năm sau": ("2023-05-01", "2023-05-31", "month"),
    "tháng 3 tới": ("2023-03-01", "2023-03-31", "month"),
    "T12/2022": ("2022-12-01", "2022-12-31", "month"),
    "12/2022": ("2022-12-01", "2022-12-31", "month"),
    "quý này": ("2022-10-01", "2022-12-31", "quarter"),
    "quý sau": ("2023-01-01", "2023-03-31", "quarter"),
    "quý II": ("2022-04-01", "2022-06-30", "quarter"),
    "quý III": ("2022-07-01", "2022-09-30", "quarter"),
    "quý tư": ("2022-10-01", "2022-12-31", "quarter"),
    "quý IV/2021": ("2021-10-01", "2021-12-31", "quarter"),
    "quý 4 của năm 2021": ("2021-10-01", "2021-12-31", "quarter"),
    "Q1/2023": ("2023-01-01", "2023-03-31", "quarter"),
    "quý I năm sau": ("2023-01-01", "2023-03-31", "quarter"),
    "năm nay": ("2022-01-01", "2022-12-31", "year"),
    "năm sau có những mốc hạn nào": ("2023-01-01", "2023-12-31", "year"),
    "sang năm": ("2023-01-01", "2023-12-31", "year"),
    "năm ngoái": ("2021-01-01", "2021-12-31", "year"),
    "việc của sở năm 2024": ("2024-01-01", "2024-12-31", "year"),
    "giai đoạn 2021-2025": ("2021-01-01", "2025-12-31", "years"),
    "năm học 2022-2023": ("2022-09-01", "2023-05-31", "school"),
    "năm học này": ("2022-09-01", "2023-05-31", "school"),
    "6 tháng đầu năm": ("2022-01-01", "2022-06-30", "half"),
    "sáu tháng đầu năm nay": ("2022-01-01", "2022-06-30", "half"),
    "6 tháng cuối năm 2023": ("2023-07-01", "2023-12-31", "half"),
    "nửa đầu năm sau": ("2023-01-01", "2023-06-30", "half"),
    "cuối tháng": ("2022-11-21", "2022-11-30", "part"),
    "đầu tháng sau": ("2022-12-01", "2022-12-10", "part"),
    "giữa tháng 12": ("2022-12-11", "2022-12-20", "part"),
    "cuối quý này": ("2022-12-01", "2022-12-31", "part"),
    "cuối năm": ("2022-10-01", "2022-12-31", "part"),
    "mùa hè năm nay": ("2022-06-21", "2022-09-23", "part"),
    "trong 30 ngày tới": ("2022-11-11", "2022-12-10", "relative"),
    "10 ngày nữa": ("2022-11-11", "2022-11-20", "relative"),
    "2 tuần nữa": ("2022-11-11", "2022-11-24", "relative"),
    "trong năm ngày tới": ("2022-11-11", "2022-11-15", "relative"),
    "ba tháng tới": ("2022-12-01", "2023-02-28", "relative"),
    "2 tháng vừa rồi": ("2022-09-01", "2022-10-31", "relative"),
    "3 năm tới": ("2023-01-01", "2025-12-31", "relative"),
    "từ nay đến cuối năm": ("2022-11-10", "2022-12-31", "range"),
    "từ giờ tới hết năm": ("2022-11-10", "2022-12-31", "range"),
    "từ đầu năm đến nay": ("2022-01-01", "2022-11-10", "range"),
    "hết quý này phải xong gì": ("2022-11-10", "2022-12-31", "until"),
    "đến hết quý": ("2022-11-10", "2022-12-31", "range"),
    "từ 1/3 đến 30/6": ("2022-03-01", "2022-06-30", "range"),
    "từ tháng 3 đến tháng 5/2023": ("2023-03-01", "2023-05-31", "range"),
    "từ tháng 11 đến tháng 2": ("2022-11-01", "2023-02-28", "range"),
    "quý 3 và quý 4": ("2022-07-01", "2022-12-31", "range"),
    "từ ngày 1 đến ngày 15 tháng 12": ("2022-12-01", "2022-12-15", "range"),
    "tháng này và tháng sau": ("2022-11-01", "2022-12-31", "range"),
    "trong ngày": ("2022-11-10", "2022-11-10", "day"),
    "tuần cuối tháng 10": ("2022-10-24", "2022-10-30", "week"),
    "đến hết năm 2024": ("2022-11-10", "2024-12-31", "until"),
    "trước ngày 30/11": ("2022-11-10", "2022-11-30", "until"),
    "trước ngày 15/1": ("2022-11-10", "2023-01-15", "until"),
    "trước tháng 12": ("2022-11-10", "2022-11-30", "until"),
    "sau ngày 1/12": ("2022-12-02", "2022-12-31", "from"),
    "7/3": ("2022-03-07", "2022-03-07", "day"),
    "mùng 1 tháng này": ("2022-11-01", "2022-11-01", "day"),
    "từ mùng 1 tới 15 tháng này": ("2022-11-01", "2022-11-15", "range"),
    "từ 10 đến 31 tháng sau": ("2022-12-10", "2022-12-31", "range"),
    "2 đến 3 tháng tới": ("2022-12-01", "2023-02-28", "relative"),
    "ngày mồng 3 tháng 3 năm 2023": ("2023-03-03", "2023-03-03", "day"),
    "12 tháng 10 năm 2023": ("2023-10-12", "2023-10-12", "day"),
    "3/3/17": ("2017-03-03", "2017-03-03", "day"),
    "ngày 15 tháng sau": ("2022-12-15", "2022-12-15", "day"),
    "thứ hai": ("2022-11-14", "2022-11-14", "day"),
    "thứ năm": ("2022-11-17", "2022-11-17", "day"),
    "thứ năm tuần này": ("2022-11-10", "2022-11-10", "day"),
    "thứ năm tuần tới": ("2022-11-17", "2022-11-17", "day"),
    "thứ 6 tuần này": ("2022-11-11", "2022-11-11", "day"),
    "thứ 3 có lịch gì": ("2022-11-15", "2022-11-15", "day"),
    "còn thứ 6?": ("2022-11-11", "2022-11-11", "day"),
    "lịch thứ tư": ("2022-11-16", "2022-11-16", "day"),
    "chiều thứ 3 họp gì": ("2022-11-15", "2022-11-15", "day"),
    "chủ nhật": ("2022-11-13", "2022-11-13", "day"),
    "thứ ba vừa rồi": ("2022-11-08", "2022-11-08", "day"),
    "thứ 2 ngày 5 tháng 12": ("2022-12-05", "2022-12-05", "day"),
}


def days(period):
    return (period.start.isoformat(), period.end.isoformat(), period.kind) if period else None


@pytest.mark.parametrize("wording", PERIODS)
def test_with_diacritics(wording):
    assert days(read_period(wording, TODAY)) == PERIODS[wording]


@pytest.mark.parametrize("wording", PERIODS)
def test_without_diacritics_in_capitals_and_decomposed(wording):
    assert days(read_period(fold(wording), TODAY)) == PERIODS[wording]
    assert days(read_period(wording.upper(), TODAY)) == PERIODS[wording]
    assert days(read_period(unicodedata.normalize("NFD", wording), TODAY)) == PERIODS[wording]


@pytest.mark.parametrize(
    "question",
    [
        "quy trình này ai làm",
        "quỹ này do ai quản lý",
        "quý vị cho hỏi",
        "nội quy này",
        "anh Tuấn này ở phòng nào",
        "gửi báo cáo tháng qua email được không",
        "gọi qua điện thoại",
        "nội dung thứ 7 là gì",
        "nhiệm vụ thứ 2",
        "phiên họp thứ 3",
        "hạn là ngày nào",
        "mấy tháng một lần",
        "6 tháng một lần",
        "mấy ngày nữa đến hạn",
        "ngày nay trẻ em dùng mạng nhiều",
        "rằm tháng 8",
        "tháng hành động vì trẻ em",
        "trung thu ai lo",
        "mai táng phí",
        "Nghị quyết 06/2022/NQ-HĐND",
        "Kế hoạch 2026/KH-UBND",
        "1/3 số hộ nghèo",
        "đường dây nóng 24/7",
        "thẳng 5 phân",
        "Việt Nam 2022",
        "năm việc quan trọng",
        "31/2",
        "",
    ],
)
def test_what_only_looks_like_a_time(question):
    assert read_period(question, TODAY) is None


def test_a_limit_is_no_neighbouring_unit():
    assert days(read_period("báo cáo năm trước ngày 10/12", TODAY)) == ("2022-11-10", "2022-12-10", "until")
    assert days(read_period("việc nào trong tháng tới hạn", TODAY)) == ("2022-11-01", "2022-11-30", "month")


def test_places_and_labels():
    question = "quý này và tháng 12/2023 có gì"
    first, second = find_periods(question, TODAY)
    assert [question[slice(*p.span)] for p in (first, second)] == ["quý này", "tháng 12/2023"]
    assert (first.label, second.label) == ("quý IV/2022", "tháng 12/2023")
    assert read_period("tuần này", TODAY).label == "tuần này (07/11-13/11/2022)"
    assert read_period("trong 30 ngày tới", TODAY).label == "30 ngày tới (11/11-10/12/2022)"
    whole = "từ nay đến hết năm"
    assert find_periods(f"có gì {whole} không", TODAY)[0].span == (6, 6 + len(whole))


def test_whether_the_year_is_said():
    said = {text: read_period(text, TODAY).said_year for text in ("tháng 11", "quý 4", "tháng 11 này", "quý 4/2022")}
    assert said == {"tháng 11": False, "quý 4": False, "tháng 11 này": True, "quý 4/2022": True}


def test_a_month_beside_a_plan_of_a_year_is_of_that_year_and_comes_first():
    periods = find_periods("kế hoạch năm 2021 tháng 9 phải làm gì", TODAY)
    assert [p.label for p in periods] == ["tháng 9/2021", "năm 2021"]


def test_single_months_of_a_list_are_the_parts_of_one_period():
    [period] = find_periods("tháng 3, 6, 9", TODAY)
    assert period.label == "tháng 3/2022, tháng 6/2022, tháng 9/2022"
    assert [part.start.month for part in period.parts] == [part.end.month for part in period.parts] == [3, 6, 9]


@pytest.mark.parametrize("text", ["10/12 và 15/12", "ngày 10/12 với 15/12", "hôm 10/12, 15/12"])
def test_days_named_together_are_one_period_of_parts(text):
    [period] = find_periods(text, TODAY)
    assert [part.start.day for part in period.parts] == [10, 15]
    assert (period.start.day, period.end.day) == (10, 15)


def test_a_period_that_no_question_names():
    assert between(date(2022, 10, 1), date(2022, 12, 31)).label == "quý IV/2022"
    assert between(TODAY, TODAY + timedelta(days=30), "30 ngày tới").label == "30 ngày tới"


@STEADY
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(sorted(PERIODS)))
def test_any_day_may_be_today(today, wording):
    for period in find_periods(wording, today):
        assert period.start <= period.end
        assert period.label


@STEADY
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_date_is_read_whatever_today_is(day):
    written = f"ngày {day.day}/{day.month}/{day.year}"
    period = read_period(f"có gì đến hạn {written} không", TODAY)
    assert (period.start, period.end) == (day, day)
    assert period.kind == "day"


WORDS = ["quý", "tháng", "năm", "này", "sau", "trước", "tuần", "thứ", "hai", "4", "31/12", "2022", "từ", "đến", "nay",
         "cuối", "hết", "ngày", "mai", "nữa", "tới", "nửa", "đầu", "mùa", "hè", "-", "999"]  # fmt: skip


@settings(STEADY, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join) | st.text(max_size=40))
def test_any_text_gets_an_answer_with_places_inside_it(text):
    for period in find_periods(text, TODAY):
        start, end = period.span
        assert 0 <= start < end <= len(unicodedata.normalize("NFC", text))
        assert period.start <= period.end


@pytest.mark.parametrize("piece", ["1 ", "12/", "tháng 1, ", "quý ", "từ nay đến ", "thứ ", "2021-2025 ", "ngày 15 "])
def test_long_and_monotonous_text_gets_an_answer(piece):
    assert isinstance(find_periods((piece * 10_000)[:10_000], TODAY), list)
