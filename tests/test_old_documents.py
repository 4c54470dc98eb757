"""Days ahead of documents that are old and do not tell until when they hold. The plan is an example made up for these
tests.
"""

from datetime import date, datetime

import pytest

from bot.wording.answers import word
from bot.wording.markup import to_text
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.models import Document, Item, Plan, Span
from knowledge.storing.store import Store
from nlp.times import read_timings

_NOTE = "Văn bản ban hành năm 2014, không ghi làm đến khi nào; xin kiểm tra còn hiệu lực."
_QUESTIONS = ("huế báo cáo trật tự đô thị khi nào", "tháng 12 huế có gì đến hạn", "huế kiểm tra vỉa hè khi nào")


def _told(store: Store, question: str, today: date, until: date | None = None) -> str:
    time = "trước ngày 15/12 hằng năm"
    items = [
        Item(ref="1", kind="report", text="Báo cáo trật tự đô thị.", lines=(1, 1), timings=read_timings(time)),
        Item(ref="2", text="Kiểm tra vỉa hè.", lines=(2, 2), timings=read_timings(time)),
    ]
    document = Document(type="Chỉ thị", locality="Huế", title="Trật tự", issued_on="2014-02-14", period=Span(end=until))
    store.put(Plan(file="a.txt", document=document, items=items), "a", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    return to_text(word(Assistant(base).ask(question, today), base))


@pytest.mark.parametrize("question", _QUESTIONS)
def test_that_an_old_document_may_hold_no_longer_is_said(store: Store, question: str) -> None:
    assert _NOTE in _told(store, question, date(2025, 11, 20)).splitlines()


@pytest.mark.parametrize("question", _QUESTIONS)
def test_nothing_is_said_of_a_recent_document(store: Store, question: str) -> None:
    assert "còn hiệu lực" not in _told(store, question, date(2018, 11, 20))


@pytest.mark.parametrize("question", _QUESTIONS)
def test_nothing_is_said_of_one_that_tells_its_end(store: Store, question: str) -> None:
    assert "còn hiệu lực" not in _told(store, question, date(2025, 11, 20), date(2030, 12, 31))
