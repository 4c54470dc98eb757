"""Sentences that ask to be reminded, in any spelling; and those that do not."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import fold
from nlp.wishes import Wish, read_wish

TODAY = date(2026, 11, 22)
SAID = [
    ("nhắc nhóm này trước hạn 7 ngày", Wish(before=(7,))),
    ("Hãy nhắc tôi trước 10, 5 và 2 ngày", Wish(before=(10, 5, 2))),
    ("bot ơi nhắc mình trước hạn một tuần", Wish(before=(7,))),
    ("nhắc việc trước 15 ngày, lúc 7 giờ 30", Wish(before=(15,), at=time(7, 30))),
    ("nhắc lúc 2 giờ rưỡi chiều", Wish(at=time(14, 30))),
    ("nhắc vào thứ hai và thứ 5", Wish(weekdays=(1, 4))),
    ("nhắc cả ngày nghỉ", Wish(weekdays=tuple(range(1, 8)), days_off=True)),
    ("nhắc tôi, trừ ngày nghỉ", Wish(days_off=False)),
    ("nhắc đầu tuần và đầu tháng", Wish(whats=("week", "month"))),
    ("chỉ nhắc báo cáo định kỳ", Wish(whats=("report",), only=True)),
    ("nhắc tôi việc này", Wish(this=True)),
    ("nhắc tôi lúc 25 giờ", Wish(no_hour=True)),
    ("nhắc trước 3 ngày lúc 7 giờ 75", Wish(before=(3,), no_hour=True)),
    ("nhắc tôi vào 15/9", Wish()),
    ("nhắc tôi vào 15 tháng 9", Wish()),
    ("nhắc tôi trước hạn 90 ngày", Wish(before=(90,))),
    ("tạm dừng nhắc", Wish("pause")),
    ("tạm dừng nhắc đến 31/2", Wish("pause")),
    ("tạm dừng nhắc đến 15/12", Wish("pause", until=date(2026, 12, 15))),
    ("đừng nhắc đến hết tháng này", Wish("pause", until=date(2026, 11, 30))),
    ("đừng nhắc nữa", Wish("stop")),
    ("Tắt nhắc việc", Wish("stop")),
]


@pytest.mark.parametrize(("sentence", "wish"), SAID)
def test_wishes_with_marks_and_without(sentence: str, wish: Wish) -> None:
    assert read_wish(sentence, TODAY) == wish
    assert read_wish(fold(sentence), TODAY) == wish
    assert read_wish(sentence.upper(), TODAY) == wish


@pytest.mark.parametrize(
    "question",
    [
        "ai nhắc việc này?",
        "việc nào sắp đến hạn?",
        "Sở Y tế phải nhắc nhở ai?",
        "nhắc nhở các trường là việc của ai",
        "nhạc viện làm gì",
        "báo cáo trước ngày 10/12",
        "",
    ],
)
def test_questions_are_no_wishes(question: str) -> None:
    assert read_wish(question, TODAY) is None


@given(st.sets(st.integers(1, 60), min_size=1, max_size=5), st.integers(0, 23), st.integers(0, 59))
def test_days_and_hours_are_read_as_said(days: set[int], hour: int, minute: int) -> None:
    told = ", ".join(map(str, sorted(days)))
    wish = read_wish(f"nhắc tôi trước hạn {told} ngày lúc {hour} giờ {minute:02}", TODAY)
    assert wish is not None
    assert {*(wish.before or ())} == days
    assert wish.at == time(hour, minute)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_wish(f"nhắc {text}", TODAY)
    read_wish(text, TODAY)
