"""Figures of plans: which years they are for, and how many there are of something, in the place spoken of. The plans
are examples made up for these tests.
"""

from datetime import date, datetime

import pytest

from bot.wording.answers import word
from bot.wording.markup import to_text
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.answering.context import Context
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store

_TODAY = date(2026, 5, 20)


def _target(ref: str, heading: str, text: str) -> Item:
    return Item(ref=ref, kind="target", heading=heading, text=text, lines=(1, 1))


def _plan(place: str, title: str, *items: Item) -> Plan:
    document = Document(number="45/KH-UBND", type="Kế hoạch", locality=place, title=title, issued_on="2025-02-14")
    return Plan(file=f"{place}.txt", document=document, items=list(items))


@pytest.fixture
def base(store: Store) -> TaskBase:
    older = _plan(
        "Huế",
        "Người cao tuổi giai đoạn 2022 - 2030",
        _target("I.a.1", "Giai đoạn 2022 - 2025", "95% người cao tuổi có thẻ bảo hiểm y tế."),
        _target("I.b.1", "Giai đoạn 2026 - 2030", "100% người cao tuổi có thẻ bảo hiểm y tế."),
        Item(ref="II.1", text="Khám sức khỏe tại 173 trạm y tế.", lines=(1, 1), leads=["Sở Y tế"]),
    )
    other = _plan("Phú Yên", "Nước sạch", Item(ref="1", text="Sửa chữa trạm bơm.", lines=(1, 1), leads=["Sở Xây dựng"]))
    store.put(older, "a", datetime(2025, 5, 1))
    store.put(other, "b", datetime(2025, 5, 1))
    return TaskBase.load(store)


def test_a_figure_is_told_with_the_years_of_its_heading(base: TaskBase) -> None:
    text = to_text(word(Assistant(base).ask("huế tỷ lệ người cao tuổi có thẻ bảo hiểm y tế", _TODAY), base))
    assert "• 95% người cao tuổi có thẻ bảo hiểm y tế. [Giai đoạn 2022 - 2025]" in text


def test_the_figure_for_the_year_asked_comes_first(base: TaskBase) -> None:
    answer = Assistant(base).ask("đến 2030 huế bao nhiêu % người cao tuổi có thẻ bảo hiểm y tế", _TODAY)
    assert answer.hits[0].entry.ref == "I.b.1"


def test_how_many_there_are_is_asked_in_the_place_spoken_of(base: TaskBase) -> None:
    chat = Assistant(base)
    before = Context.of(chat.ask("sở y tế huế làm gì", _TODAY))
    answer = chat.ask("có bao nhiêu trạm", _TODAY, before)
    assert "173 trạm y tế" in to_text(word(answer, base))


def test_a_figure_that_is_not_told_leaves_the_place(base: TaskBase) -> None:
    chat = Assistant(base)
    before = Context.of(chat.ask("huế ai khám sức khỏe", _TODAY))
    denied = Context.of(chat.ask("tỷ lệ thất nghiệp bao nhiêu", _TODAY, before), before)
    answer = chat.ask("có bao nhiêu trạm", _TODAY, denied)
    assert "173 trạm y tế" in to_text(word(answer, base))
