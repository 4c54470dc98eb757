"""Persons who are charged by name, as notices that share out work among a committee's members do. The document and the
names, letters for the most part, are made up.
"""

from datetime import date, datetime

import pytest

from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.storing.store import Store
from tests.reading import by_ref, read

NOTICE = """ỦY BAN NHÂN DÂN
XÃ HOA MẪU
Số: 85/TB-UBND
THÔNG BÁO
Phân công nhiệm vụ thành viên UBND xã năm 2025
I. PHÂN CÔNG
1. Ông Nguyễn Văn An - Chủ tịch UBND xã
- Phụ trách chung; trực tiếp chỉ đạo công tác quốc phòng.
- Chủ tài khoản cơ quan UBND xã.
2. Bà Trần Thị B, Phó Chủ tịch UBND xã
a) Phụ trách lĩnh vực giáo dục, y tế.
b) Chủ trì giao ban khối văn xã vào thứ Năm hằng tuần.
3. Ông Lê Văn Cường - Ủy viên UBND xã, Trưởng Công an xã
Phụ trách công tác phòng cháy chữa cháy.
4. Đồng chí Phạm Thị D, công chức Văn phòng phụ trách lưu trữ.
5. Ông Vũ Văn E - Phó Trưởng ban: Chỉ đạo chung.
"""


def test_a_person_leads_what_stands_below_or_behind_the_name() -> None:
    items = by_ref(read(NOTICE))
    assert {ref: item.leads for ref, item in items.items()} == {
        "I.1.1": ["Ông Nguyễn Văn An - Chủ tịch UBND xã"],
        "I.1.2": ["Ông Nguyễn Văn An - Chủ tịch UBND xã"],
        "I.2.a": ["Bà Trần Thị B, Phó Chủ tịch UBND xã"],
        "I.2.b": ["Bà Trần Thị B, Phó Chủ tịch UBND xã"],
        "I.3": ["Ông Lê Văn Cường - Ủy viên UBND xã, Trưởng Công an xã"],
        "I.4": ["Đồng chí Phạm Thị D, công chức Văn phòng"],
        "I.5": ["Ông Vũ Văn E - Phó Trưởng ban"],
    }


@pytest.mark.parametrize(
    "line", ["Bà mẹ và trẻ em được khám.", "Ông Bà Cha Mẹ nêu gương.", "Đồng chí Trưởng Công an xã kiểm tra rừng."]
)
def test_what_only_looks_like_a_person_is_none(line: str) -> None:
    (item,) = read(f"UBND XÃ HOA MẪU\nSố: 45/KH-UBND\nKẾ HOẠCH\nTrồng cây\nI. PHÂN CÔNG\n1. {line}\n").items
    assert not any(lead.startswith(("Bà", "Ông")) for lead in item.leads)


@pytest.fixture
def assistant(store: Store) -> Assistant:
    store.put(read(NOTICE), "a", datetime(2025, 7, 1))
    return Assistant(TaskBase.load(store))


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        ("ông An phụ trách gì", {"I.1.1", "I.1.2"}),
        ("chủ tịch xã làm gì", {"I.1.1", "I.1.2"}),
        ("chu tich xa lam gi", {"I.1.1", "I.1.2"}),
        ("phó chủ tịch xã phụ trách gì", {"I.2.a", "I.2.b"}),
        ("ong Cuong lo gi", {"I.3"}),
        ("trưởng công an xã lo việc gì", {"I.3"}),
    ],
)
def test_duties_are_asked_for_by_the_name_and_by_the_post(assistant: Assistant, question: str, refs: set[str]) -> None:
    assert {hit.entry.ref for hit in assistant.ask(question, date(2025, 8, 1)).hits} == refs


def test_a_post_typed_without_marks_is_one_before_an_agency(assistant: Assistant) -> None:
    asked = assistant.ask("giam doc cong an tinh lam gi", date(2025, 8, 1)).question
    assert asked.agencies == ("Giám đốc Công an tỉnh",)
