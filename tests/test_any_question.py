"""Any text gets an outcome and a wording, never an exception; what it holds is only text."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import now
from bot.console.desk import Desk
from bot.wording.markup import to_html, to_text
from bot.wording.sentences import sentences
from knowledge.answering.answer import Outcome, Reason
from nlp.datafiles import QUESTIONS
from nlp.intent import Intent
from tests.questions import asked_questions

WORDS = [
    *("ai", "chủ trì", "đuối nước", "ở Nghệ An", "khi nào", "phối hợp", "báo cáo", "quý này", "mục 2.4.2", "phụ lục"),
    *("thế còn", "sở y tế", "hạn", "488/KH-UBND", "2022", "điểm c khoản 5 phần IV", "tháng 12", "năm sau", "%"),
    *("trước ngày 30/6", "kinh phí", "bao nhiêu", "nhiệm vụ số 9", "và Khánh Hòa", "bị đánh", "cháu bé"),
    "'; DROP TABLE plans; --",
    'NEAR("a" "b")',
    "a* AND (b OR",
    "<b>&amp;</b>",
    "{0} {agencies} %s",
    "(((((((",
    "\\d+$^[a-",
    "\x00",
    "\u202e",
    "😀",
]


@pytest.fixture(scope="module")
def desk(plans_db: Path) -> Desk:
    return Desk(plans_db)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(text=st.text(max_size=400))
def test_any_text(desk: Desk, text: str) -> None:
    reply = desk.ask(text, None, now(), date(2022, 11, 1))
    assert reply.answer.outcome in ("answered", "ambiguous", "not_found")
    assert to_text(reply.message).strip()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14), day=st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_mix_of_words_on_any_day(desk: Desk, words: list[str], day: date) -> None:
    reply = desk.ask(" ".join(words), "người hỏi", now(), day)
    assert to_html(reply.message)


OWN = [asked.text for asked in asked_questions()]
OF_A_DAY = ["hôm nay", "ngày mai", "tuần này", "tuần tới", "tháng sau", "quý này", "năm ngoái", "6 tháng tới"]
DUE = ["{} có báo cáo nào phải nộp không", "{} có gì đến hạn", "{} nơi nào nộp báo cáo", "báo cáo gì hết hạn {}"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.sampled_from(OWN), day=st.dates(date(2017, 1, 1), date(2030, 12, 31)))
def test_our_own_questions_on_any_day(desk: Desk, text: str, day: date) -> None:
    assert to_html(desk.ask(text, None, now(), day).message)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(due=st.sampled_from(DUE), when=st.sampled_from(OF_A_DAY), day=st.dates(date(2021, 6, 1), date(2026, 12, 31)))
def test_what_is_due_on_any_day(desk: Desk, due: str, when: str, day: date) -> None:
    assert to_html(desk.ask(due.format(when), None, now(), day).message)


@pytest.mark.parametrize(
    "text", ["a" * 4096, "đ " * 2048, "2.4.2 " * 600, "sở y tế " * 500, "quý 4 " * 680, "(" * 4096]
)
def test_long_texts(desk: Desk, text: str) -> None:
    assert to_text(desk.ask(text, None, now()).message)


def test_why_tells_the_steps(desk: Desk) -> None:
    told = to_text(desk.why("ai chủ trì chống đuối nước ở Kon Tum", date(2022, 11, 1)))
    assert "Kon Tum[địa danh]" in told or "Tum[địa danh]" in told
    assert "thiếu: đuối nước" in told
    assert "Ý hỏi: ai chủ trì (dấu hiệu: ai chủ trì)" in told
    assert "Kết luận: không có, không có việc nói về điều được hỏi" in told


def test_every_kind_and_sign_of_a_question_and_every_answer_has_a_name() -> None:
    signs = {*QUESTIONS.load()["cues"], "documents", "harm", "acute", "plea", "near", "after", "averted"}
    names = {
        *(f"asked_{name}" for name in (*get_args(Intent), *signs)),
        *(f"outcome_{name}" for name in get_args(Outcome)),
        *(f"reason_{name}" for name in get_args(Reason)),
    }
    assert {name for name in sentences("answers") if name.startswith(("asked_", "outcome_", "reason_"))} == names


@pytest.mark.parametrize("text", ["quý này sở mình có gì đến hạn?", "quy nay so minh co gi den han"])
def test_who_asks_is_not_guessed(desk: Desk, text: str) -> None:
    assert "chưa biết anh/chị thuộc đơn vị nào" in to_text(desk.ask(text, None, now(), date(2022, 11, 1)).message)
    named = to_text(desk.ask("việc của Sở Y tế Nghệ An", None, now(), date(2022, 11, 1)).message)
    assert "chưa biết" not in named
