"""Timings of documents: the value of a time line or cell, deadlines in prose, and writing them back."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nlp.text import fold
from nlp.times import Timing, describe, find_timings, format_date, read_timings

STEADY = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def once(start: str | None, end: str) -> Timing:
    return Timing(raw="", type="once", start=start and date.fromisoformat(start), end=date.fromisoformat(end))


def phase(start: str | None, end: str | None) -> Timing:
    return Timing.model_validate({"raw": "", "type": "phase", "start": start, "end": end})


def recurring(**known) -> Timing:
    return Timing(raw="", type="recurring", **known)


def yearly(*days: str) -> Timing:
    return recurring(month_day=days, every="year")


def quarterly(day, *months):
    return recurring(month_day=tuple(f"{month:02}-{day:02}" for month in months), every="quarter")


def bare(timings: list[Timing]) -> list[Timing]:
    return [timing.model_copy(update={"raw": ""}) for timing in timings]


ANNUAL = Timing(raw="", type="annual", every="year")
CONTINUOUS = Timing(raw="", type="continuous")
AD_HOC = Timing(raw="", type="ad_hoc")
UNSPECIFIED = Timing(raw="", type="unspecified")

CELLS = {
    # one day
    "Trước ngày 10/5/2022": [once(None, "2022-05-10")],
    "Trước ngày 10 tháng 5 năm 2022.": [once(None, "2022-05-10")],
    "Chậm nhất 15-6-2022": [once(None, "2022-06-15")],
    "Xong trước 16 giờ 00 ngày 15.6.2022": [once(None, "2022-06-15")],
    "Đến hết ngày 30/9/2022": [once(None, "2022-09-30")],
    "Ngày 05/11": [once("2022-11-05", "2022-11-05")],
    "trước 30/6/2022 và 31/12/2022": [once(None, "2022-06-30"), once(None, "2022-12-31")],
    "Ngày 10 và 20/6/2022": [once("2022-06-10", "2022-06-10"), once("2022-06-20", "2022-06-20")],
    # windows
    "Tháng 02/2022 (*đã hoàn thành*)¹": [once("2022-02-01", "2022-02-28")],
    "Tháng 12/2022 (đã xong ngày 05/12/2022)": [once("2022-12-01", "2022-12-31")],
    "tháng 9 năm 2023": [once("2023-09-01", "2023-09-30")],
    "T6/2022": [once("2022-06-01", "2022-06-30")],
    "Quý IV/2021": [once("2021-10-01", "2021-12-31")],
    "quý 4 năm 2021": [once("2021-10-01", "2021-12-31")],
    "Quí II": [once("2022-04-01", "2022-06-30")],
    "Quý III/2022": [once("2022-07-01", "2022-09-30")],
    "Quý I, II/2022": [once("2022-01-01", "2022-06-30")],
    "Quý I và Quý III/2023": [once("2023-01-01", "2023-03-31"), once("2023-07-01", "2023-09-30")],
    "Quý II - III/2023": [once("2023-04-01", "2023-09-30")],
    "Quý IV/2022 - Quý I/2023": [once("2022-10-01", "2023-03-31")],
    "Từ tháng 3 đến tháng 5/2022": [once("2022-03-01", "2022-05-31")],
    "Từ tháng 11 đến tháng 02/2023": [once("2022-11-01", "2023-02-28")],
    "15/5 - 15/6/2022": [once("2022-05-15", "2022-06-15")],
    "01-30/6/2022": [once("2022-06-01", "2022-06-30")],
    "6 tháng đầu năm 2022": [once("2022-01-01", "2022-06-30")],
    "6 tháng cuối năm": [once("2022-07-01", "2022-12-31")],
    "Tuần 1 tháng 5": [once("2022-05-02", "2022-05-08")],
    "Đầu tháng 6": [once("2022-06-01", "2022-06-10")],
    "Trung tuần tháng 5/2022": [once("2022-05-11", "2022-05-20")],
    "Cuối năm": [once("2022-10-01", "2022-12-31")],
    "Năm học 2022-2023": [once("2022-09-01", "2023-05-31")],
    "Dịp hè năm 2022": [once("2022-06-01", "2022-08-31")],
    "Năm 2022": [once("2022-01-01", "2022-12-31")],
    "2023": [once("2023-01-01", "2023-12-31")],
    "Trước tháng 6/2022": [once(None, "2022-05-31")],
    "Tháng 01 năm sau": [once("2023-01-01", "2023-01-31")],
    "Năm 2022 (quý III)": [once("2022-07-01", "2022-09-30")],
    "Hằng năm; riêng năm 2023 công khai trong Quý II/2023": [ANNUAL, once("2023-04-01", "2023-06-30")],
    "mỗi tháng 01 chuyên mục": [Timing(raw="", type="unspecified")],
    "Năm 2022 và quý I/2023": [once("2022-01-01", "2022-12-31"), once("2023-01-01", "2023-03-31")],
    # phases
    "2021-2025": [phase("2021-01-01", "2025-12-31")],
    "Giai đoạn từ năm 2021 đến năm 2025": [phase("2021-01-01", "2025-12-31")],
    "Đến năm 2030": [phase(None, "2030-12-31")],
    "từ năm 2023": [phase("2023-01-01", None)],
    "Từ tháng 6/2022 trở đi": [phase("2022-06-01", None)],
    "Năm 2021 và những năm tiếp theo": [phase("2021-01-01", None)],
    "Từng giai đoạn và hàng năm": [phase(None, None), ANNUAL],
    # again and again
    "Hàng năm": [ANNUAL],
    "Hằng năm.": [ANNUAL],
    "Định kỳ hàng năm, đột xuất": [ANNUAL, AD_HOC],
    "Trước ngày 10/12 hàng năm": [yearly("12-10")],
    "Hằng năm, trước ngày 10 tháng 12": [yearly("12-10")],
    "trước ngày 20/6 và 20/12 hàng năm": [yearly("06-20", "12-20")],
    "ngày 15 hàng tháng": [recurring(every="month", day=15)],
    "Hằng tháng (trước ngày 20)": [recurring(every="month", day=20)],
    "Trước ngày 15 của tháng cuối quý": [quarterly(15, 3, 6, 9, 12)],
    "Ngày 31 tháng cuối quý": [recurring(month_day=("03-31", "06-30", "09-30", "12-31"), every="quarter")],
    "Trước ngày 05 tháng đầu của quý sau": [quarterly(5, 1, 4, 7, 10)],
    "ngày 15 các tháng 3, 6, 9, 12": [quarterly(15, 3, 6, 9, 12)],
    "Trước ngày 20 tháng 6 và tháng 12 hằng năm": [yearly("06-20", "12-20")],
    "ngày 10 và ngày 20 hằng tháng": [recurring(every="month", day=10), recurring(every="month", day=20)],
    "các ngày 05, 15 và 25 hàng tháng": [recurring(every="month", day=day) for day in (5, 15, 25)],
    "mỗi quý 01 đợt": [recurring(every="quarter")],
    "mỗi năm 02 đợt": [recurring(every="6 months")],
    "Thứ sáu hằng tuần": [recurring(every="week", day=5)],
    "tháng 3, 6, 9 hằng năm": [recurring(every="year", months=(3, 6, 9))],
    "Quý IV hằng năm": [recurring(every="year", months=(12,))],
    "Định kỳ 6 tháng, 1 năm hoặc đột xuất": [recurring(every="6 months"), recurring(every="year"), AD_HOC],
    "Hàng tháng, quý": [recurring(every="month"), recurring(every="quarter")],
    "02 lần/năm": [recurring(every="6 months")],
    "3 tháng/lần": [recurring(every="quarter")],
    "Định kỳ": [recurring()],
    # as it comes
    "Thường xuyên": [CONTINUOUS],
    "Thường xuyên trong năm": [CONTINUOUS],
    "24/7": [CONTINUOUS],
    "Theo thời điểm của các vụ việc, vấn đề": [AD_HOC],
    "Theo yêu cầu nhiệm vụ": [AD_HOC],
    "Khi có văn bản của cấp trên": [AD_HOC],
    "Ngay sau khi Nghị quyết được ban hành": [AD_HOC],
    "Theo Quyết định số 12/2022/QĐ-UBND ngày 05/5/2022": [AD_HOC],
    # more than one
    "Hàng năm; xây dựng Quy trình vào Quý I/2022": [ANNUAL, once("2022-01-01", "2022-03-31")],
    "Hàng năm, giai đoạn 2021-2025": [ANNUAL, phase("2021-01-01", "2025-12-31")],
    "Hàng năm và giai đoạn (theo chỉ đạo của cấp trên)": [ANNUAL, phase(None, None)],
    "Quý IV/2022 và những năm tiếp theo": [once("2022-10-01", "2022-12-31"), phase("2023-01-01", None)],
    "Hằng năm hoặc theo yêu cầu": [ANNUAL, AD_HOC],
    # not understood: kept, never guessed
    "Quý V/2022": [UNSPECIFIED],
    "31/02/2022": [UNSPECIFIED],
    "Tháng 13/2022": [UNSPECIFIED],
    "Chưa xác định": [UNSPECIFIED],
    " - ": [],
    "": [],
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_a_plan_of_2022(cell):
    assert bare(read_timings(cell, 2022)) == CELLS[cell]


@pytest.mark.parametrize("cell", CELLS)
def test_the_same_without_diacritics_or_decomposed(cell):
    assert bare(read_timings(unicodedata.normalize("NFD", cell), 2022)) == CELLS[cell]
    if "(" not in cell:
        assert bare(read_timings(fold(cell), 2022)) == CELLS[cell]


def test_without_any_year_a_date_comes_round_every_year():
    assert bare(read_timings("Trước ngày 15/12")) == [yearly("12-15")]
    assert bare(read_timings("Quý IV")) == [recurring(every="year", months=(12,))]


def test_the_wording_is_kept_whole_or_divided():
    assert [t.raw for t in read_timings("Quý I/2022 (đã hoàn thành)")] == ["Quý I/2022"]
    assert [t.raw for t in read_timings("Hàng năm và giai đoạn (theo chỉ đạo)")] == [
        "Hàng năm",
        "giai đoạn (theo chỉ đạo)",
    ]


PROSE = {
    "Báo cáo kết quả về Sở Nội vụ trước ngày 15/11 hàng năm để tổng hợp.": [yearly("11-15")],
    "Định kỳ hàng năm, báo cáo Ủy ban nhân dân tỉnh (qua sở) trước ngày 10/11 để tổng hợp.": [yearly("11-10")],
    "định kỳ ngày 15/12 hàng năm báo cáo; tổ chức sơ kết vào năm 2025, năm 2027 và những năm tiếp theo.": [
        yearly("12-15"),
        once("2025-01-01", "2025-12-31"),
        once("2027-01-01", "2027-12-31"),
        phase("2028-01-01", None),
    ],
    "báo cáo 6 tháng đầu năm trước ngày 10/5/2024 và báo cáo 01 năm trước ngày 08/11/2024": [
        once(None, "2024-05-10"),
        once(None, "2024-11-08"),
    ],
    "Tham mưu ban hành Kế hoạch năm 2025 trước ngày 31/12/2024.": [once(None, "2024-12-31")],
    "Rà soát, báo cáo Ủy ban nhân dân tỉnh trong tháng 6/2024.": [once("2024-06-01", "2024-06-30")],
    "Kiện toàn tổ công tác (hoàn thành trong Quý II/2024).": [once("2024-04-01", "2024-06-30")],
    "Quý III/2024: tổ chức hội nghị sơ kết.": [once("2024-07-01", "2024-09-30")],
    "Trước ngày 05 hằng tháng, báo cáo tiến độ giải ngân.": [recurring(every="month", day=5)],
    "Định kỳ 6 tháng, năm và đột xuất báo cáo Ủy ban nhân dân tỉnh.": [
        recurring(every="6 months"),
        recurring(every="year"),
        AD_HOC,
    ],
    "Hằng năm, lập dự toán kinh phí trình cấp có thẩm quyền.": [ANNUAL],
    "Đến năm 2025, 100% số xã có nhà văn hóa.": [phase(None, "2025-12-31")],
    "Lùi thời gian hoàn thành gói thầu số 04 đến ngày 31/12/2024.": [once(None, "2024-12-31")],
    # dates of cited documents, names, looks back, adjectives
    "Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2024 của Thủ tướng Chính phủ.": [],
    "Triển khai Chương trình giai đoạn 2021-2030, tầm nhìn đến năm 2045.": [],
    "Xây dựng kế hoạch năm 2024 của đơn vị.": [],
    "Báo cáo kết quả thực hiện Chương trình năm 2024 để tổng hợp.": [],
    "Kết quả 6 tháng đầu năm 2024, phương hướng 6 tháng cuối năm.": [],
    "Hướng dẫn nhiệm vụ năm học 2024-2025.": [],
    "Tính đến ngày 31/12/2023, toàn tỉnh có 250 trường.": [],
    "Trẻ em sinh trước ngày 01/7/2016 được cấp thẻ.": [],
    "Bố trí trong dự toán ngân sách hằng năm của đơn vị.": [],
    "Thường xuyên kiểm tra, đôn đốc việc thực hiện.": [],
    "Trả lời qua điện thoại; thực hiện đúng quy trình, quy định.": [],
}


@pytest.mark.parametrize("sentence", PROSE)
def test_a_sentence_of_a_plan_of_2024(sentence):
    assert bare(find_timings(sentence, 2024)) == PROSE[sentence]


def test_a_deadline_in_prose_keeps_its_own_words():
    [timing] = find_timings("Gửi báo cáo về sở trước ngày 15/11 hàng năm để tổng hợp.")
    assert timing.raw == "trước ngày 15/11 hàng năm"


def test_dates_are_written_as_offices_do():
    assert format_date(date(2022, 5, 9)) == "09/5/2022"
    assert format_date(date(2022, 2, 10)) == "10/02/2022"
    assert format_date(date(2026, 12, 10)) == "10/12/2026"


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTH_DAYS = DAYS.map(lambda day: f"{day:%m-%d}")


def in_order(pair):
    return tuple(sorted(pair))


PHASES = st.tuples(DAYS, DAYS).map(in_order).filter(lambda pair: pair[0].year < pair[1].year)
TIMINGS = st.one_of(
    st.sampled_from([ANNUAL, CONTINUOUS, phase(None, None)]),
    DAYS.map(lambda end: Timing(raw="", type="once", end=end)),
    st.tuples(DAYS, DAYS)
    .map(in_order)
    .filter(lambda pair: (pair[1] - pair[0]).days < 300)
    .map(lambda pair: Timing(raw="", type="once", start=pair[0], end=pair[1])),
    PHASES.map(lambda pair: Timing(raw="", type="phase", start=pair[0], end=pair[1])),
    DAYS.map(lambda day: Timing(raw="", type="phase", start=day)),
    DAYS.map(lambda day: Timing(raw="", type="phase", end=day)),
    st.integers(1990, 2090).map(lambda year: phase(None, f"{year}-12-31")),
    st.lists(MONTH_DAYS, min_size=1, max_size=4, unique=True).map(lambda days: yearly(*days)),
    st.sampled_from(["year", "6 months", "quarter", "month", "week", None]).map(lambda every: recurring(every=every)),
    st.integers(1, 31).map(lambda day: recurring(every="month", day=day)),
    st.integers(1, 7).map(lambda day: recurring(every="week", day=day)),
    st.sets(st.integers(1, 12), min_size=1).map(lambda months: recurring(every="year", months=tuple(sorted(months)))),
    st.sampled_from([(1, 4, 7, 10), (2, 5, 8, 11), (3, 6, 9, 12)]).map(lambda m: recurring(every="quarter", months=m)),
    st.tuples(st.integers(1, 28), st.integers(1, 3)).map(lambda one: quarterly(one[0], *range(one[1], 13, 3))),
)


@settings(STEADY, max_examples=300)
@given(TIMINGS, st.sampled_from(["", "trước"]))
def test_what_is_written_is_read_back(timing, raw):
    words = describe(timing.model_copy(update={"raw": raw}))
    assert bare(read_timings(words)) == [timing], words


@STEADY
@given(st.integers(2000, 2060), st.integers(1, 12))
def test_whole_months_quarters_and_years_have_their_names(year, month):
    [window] = read_timings(f"Tháng {month}/{year}")
    assert describe(window) == f"Tháng {month}/{year}"
    [quarter] = read_timings(f"quý {(month + 2) // 3} năm {year}")
    assert describe(quarter) == f"Quý {['I', 'II', 'III', 'IV'][(month - 1) // 3]}/{year}"


PIECES = ["ngày", "tháng", "quý", "năm", "trước", "đến", "từ", "hàng", "định kỳ", "12", "31/12", "2022", "IV", "và",
          ";", "(", ")", "-", ",", "đầu", "cuối", "tuần", "giai đoạn", "học", "lần", "/", ".", "tiếp theo"]  # fmt: skip


@settings(STEADY, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=60), st.none() | st.just(2022))
def test_any_text_gets_an_answer(text, year):
    found = read_timings(text, year)
    assert bool(found) or not any(char.isalnum() for char in fold(text)) or "đã" in text or "[" in text or "/20" in text
    assert all(t.start is None or t.end is None or t.start <= t.end for t in found)
    for timing in find_timings(text, year):
        assert timing.type != "unspecified"
        assert timing.raw


@pytest.mark.parametrize(
    "piece", ["1 ", "12/", "tháng 1, ", "từ ngày 1/1 đến ngày 2/2 ", "hàng năm, quý ", "năm ", "đã ("]
)
def test_long_and_monotonous_text_gets_an_answer(piece):
    text = (piece * 10_000)[:10_000]
    assert read_timings(text, 2022)[0].raw
    assert isinstance(find_timings(text, 2022), list)


@STEADY
@given(DAYS)
def test_every_spelling_of_a_date_is_the_same_day(day):
    spellings = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"Ngày {day:%d} / {day:%m} / {day.year}",
    ]
    assert {read_timings(one)[0].end for one in spellings} == {day}
    assume(day.day < 29)
    assert read_timings(f"{day.day}/{day.month}", day.year)[0].end == day


# Nothing is invented

PLAN_YEAR = 2024
NO_TIMES = [
    "kiểm tra 12 xã",
    "vận động 3/4 số hộ",
    "hỗ trợ lãi suất 1,5%/năm",
    "theo Quyết định số 12/QĐ-UBND ngày 05/01/2019",
    "theo khoản 3 Điều 12",
    "liên hệ số 0912.345.678",
    "trực 24/24 giờ",
    "xử lý 07 điểm đen tại km 12+300",
    "mua 02 xe, giá 1.250.000.000 đồng",
    "tiêm mũi 2 cho trẻ 5-11 tuổi",
    "gói thầu số 5/2023/XL",
    "từ 8 giờ 00 đến 11 giờ 30 phút",
    "từ 3-5 ngày",
    "đường 19/5",
]
DAY = st.tuples(st.integers(1, 28), st.integers(1, 12))
A_YEAR = st.sampled_from(["", "/2024", "/2025", "/2026"])
DATED = st.one_of(
    st.builds(lambda a, year: (f"hoàn thành trước ngày {a[0]}/{a[1]}{year}", {a}), DAY, A_YEAR),
    st.builds(lambda a, year: (f"chậm nhất 17 giờ 00 phút ngày {a[0]:02}/{a[1]:02}{year}", {a}), DAY, A_YEAR),
    st.builds(lambda a, b, year: (f"từ ngày {a[0]}/{a[1]} đến ngày {b[0]}/{b[1]}{year}", {a, b}), DAY, DAY, A_YEAR),
    st.builds(lambda a: (f"trước ngày {a[0]} tháng {a[1]} năm 2025", {a}), DAY),
    st.builds(lambda a: (f"trước ngày {a[0]} hằng tháng", {(a[0], 0)}), DAY),
    st.builds(lambda a, b: (f"vào ngày {a[0]} và ngày {b[0]} hằng tháng", {(a[0], 0), (b[0], 0)}), DAY, DAY),
    st.builds(lambda a, b: (f"trước ngày {a[0]}/{a[1]} và {b[0]}/{b[1]} hằng năm", {a, b}), DAY, DAY),
    st.builds(lambda a: (f"trước ngày {a[0]} các tháng 3, 6, 9 và 12", {(a[0], m) for m in (3, 6, 9, 12)}), DAY),
)
"""Wordings and the days they tell, as day and month, 0 for every month."""
NOT_DATED = st.sampled_from(NO_TIMES).map(lambda words: (words, set()))
PARTS = st.lists(st.one_of(DATED, NOT_DATED), min_size=1, max_size=4)


def days_told(timings: list[Timing]) -> set[tuple[int, int]]:
    """Day and month of each date, 0 for every month."""
    ends = {(day.day, day.month) for timing in timings for day in (timing.start, timing.end) if day}
    dates = {(int(one[3:]), int(one[:2])) for timing in timings for one in timing.month_day}
    return ends | dates | {(timing.day, 0) for timing in timings if timing.day}


@settings(STEADY, max_examples=300)
@given(PARTS)
def test_every_day_month_and_year_is_printed_or_the_plans(parts):
    sentence = ", ".join(words for words, _ in parts)
    timings = find_timings(f"Phòng Y tế {sentence}.", PLAN_YEAR)
    assert days_told(timings) <= set().union(*(days for _, days in parts)), timings
    years = {day.year for timing in timings for day in (timing.start, timing.end) if day}
    printed = {int(number) for number in re.findall(r"20\d\d", sentence)} | {PLAN_YEAR}
    over_new_year = {year - 1 for year in printed} if " đến ngày " in sentence else set()
    assert years <= printed | over_new_year, timings


@given(st.lists(st.sampled_from(NO_TIMES), min_size=1, max_size=3, unique=True).map(", ".join))
def test_numbers_that_tell_no_time_give_none(words):
    assert not any(timing.type in ("once", "phase") or timing.day for timing in find_timings(words, PLAN_YEAR)), words


@pytest.mark.parametrize("verb", ["Hoàn thành", "Xong", "Phấn đấu đến cuối kỳ có", "Kiểm tra trong", "Mở rộng đến"])
@pytest.mark.parametrize(
    "share", ["10/12 tiêu chí", "2/3 đại biểu", "1/2 diện tích", "02/05 hồ chứa", "7/12 xã, thị trấn"]
)
def test_so_many_of_so_many_is_no_date(verb, share):
    assert find_timings(f"{verb} {share}.", PLAN_YEAR) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hoàn thành 30/6.", once("2024-06-30", "2024-06-30")),
        ("Kê khai xong 10/12, báo cáo UBND xã.", once("2024-12-10", "2024-12-10")),
        ("Vào 5/9 tổ chức khai giảng.", once("2024-09-05", "2024-09-05")),
        ("Đến 9/10 hoàn thành việc kê khai.", once(None, "2024-10-09")),
        ("Nộp hồ sơ trước 16 giờ 30 phút, ngày 10/5/2024.", once(None, "2024-05-10")),
        ("Bố trí nhân viên y tế trong suốt năm học 2024 - 2025.", once("2024-09-01", "2025-05-31")),
        ("Xây dựng 05 bếp ăn đạt chuẩn giai đoạn 2024 - 2026.", phase("2024-01-01", "2026-12-31")),
    ],
)
def test_a_time_in_a_sentence(sentence, expected):
    assert bare(find_timings(sentence, PLAN_YEAR)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Họp giao ban hằng quý; họp đột xuất khi có yêu cầu.", ["recurring", "ad_hoc"]),
        ("Báo cáo trước ngày 15/6 và 15/12 hằng năm; báo cáo đột xuất nếu có dịch.", ["recurring", "ad_hoc"]),
        ("Kiểm tra vào tháng 6 hằng năm; kiểm tra đột xuất các chợ đầu mối.", ["recurring"]),
        ("Làm sạch kênh rạch (chi hội cơ sở thực hiện hằng tháng).", ["recurring"]),
        ("Mở chuyên mục giới thiệu điểm đến; thực hiện thường xuyên.", ["continuous"]),
        ("Duy trì vệ sinh thường xuyên tại các chợ.", []),
    ],
)
def test_rhythms_of_a_sentence_and_what_is_done_beside_them(sentence, types):
    assert [timing.type for timing in find_timings(sentence, PLAN_YEAR)] == types


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng kết Đề án vị trí việc làm giai đoạn 2024 - 2025.",
        "Xây dựng Kế hoạch tinh giản biên chế giai đoạn 2026 - 2030.",
        "Khắc phục hạn chế của nhà bếp giai đoạn 2019 - 2021.",
        "Chuẩn bị sách giáo khoa cho năm học 2024 - 2025.",
    ],
)
def test_years_of_a_programme_or_of_the_past_are_no_time_of_the_work(sentence):
    assert find_timings(sentence, PLAN_YEAR) == []


def test_a_time_before_the_holidays_is_not_the_holidays():
    cell = "Hoàn thành trước khi học sinh nghỉ hè, chậm nhất ngày 25/5/2026"
    assert bare(read_timings(cell, 2026)) == [once(None, "2026-05-25")]


_MONTH_DAYS = st.tuples(st.integers(1, 28), st.integers(1, 12))
_FORMS = st.sampled_from(["{:02} tháng {:02}", "{} tháng {}", "{:02}/{:02}", "{}/{}", "ngày {} tháng {}", "ngày {}/{}"])


@STEADY
@given(st.lists(_MONTH_DAYS, min_size=2, max_size=4, unique=True), _FORMS, st.sampled_from([" và ", ", "]))
def test_several_days_of_the_year_are_read_whatever_their_figures(days: list[tuple[int, int]], form: str, end: str):
    told = [form.format(*day) for day in days]
    text = f"trước ngày {', '.join(told[:-1])}{end}{told[-1]} hằng năm".replace("ngày ngày", "ngày")
    assert bare(read_timings(text)) == [yearly(*(f"{month:02}-{day:02}" for day, month in days))]
