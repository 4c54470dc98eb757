"""Whose a plan is, where the place in its date line does not tell. The documents are made up for these tests."""

from datetime import date, datetime

import pytest

from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.models import Document, Item, Plan
from knowledge.names.owners import owner, spellings
from knowledge.storing.store import Store
from nlp.words import segment

_TODAY = date(2025, 5, 20)
_SCHOOL = "Trường Tiểu học Kim Đồng huyện Ba Vì"


def _plan(number: str, issuer: str, place: str, text: str, lead: str) -> Plan:
    document = Document(number=number, type="Kế hoạch", issuer=issuer, locality=place, issued_on="2025-02-14")
    return Plan(
        file=f"{number[:2]}.txt", document=document, items=[Item(ref="1", text=text, lines=(1, 1), leads=[lead])]
    )


_PLANS = (
    _plan("12/KH-BYT", "Bộ Y tế", "Hà Nội", "Rà soát quy chuẩn nước sạch.", "Cục Quản lý Môi trường y tế"),
    _plan("15/KH-SGDĐT", "Sở Giáo dục và Đào tạo", "Hòa Bình", "Ôn tập cho lớp 12.", "Phòng Giáo dục Trung học"),
    _plan("16/KH-UBND", "UBND tỉnh", "Hòa Bình", "Sửa trường lớp.", "Phòng Giáo dục và Đào tạo"),
    _plan("17/KH-SYT", "Sở Y tế", "Hòa Bình", "Phụ trách địa bàn huyện Tân Lạc, Lạc Sơn.", "Phó Giám đốc Sở Y tế"),
    _plan("13/KH-THKĐ", _SCHOOL, "Ba Vì", "Kiểm tra bếp ăn bán trú hằng ngày.", "Hiệu trưởng"),
    _plan("14/KH-UBND", "UBND xã Tản Lĩnh", "Tản Lĩnh", "Kiểm tra bếp ăn của các trường.", "Trạm Y tế xã"),
)


@pytest.fixture
def assistant(store: Store) -> Assistant:
    for at, plan in enumerate(_PLANS):
        words = {word.lower() for item in plan.items for word in segment(item.text)}
        store.put(plan, str(at), datetime(2025, 5, 1), words=words)
    return Assistant(TaskBase.load(store))


@pytest.mark.parametrize(
    ("issuer", "place", "whose"),
    [
        ("Bộ Y tế", "Hà Nội", "Bộ Y tế"),
        ("Thủ tướng Chính phủ", "Hà Nội", "Thủ tướng Chính phủ"),
        ("UBND thành phố Hà Nội", "Hà Nội", "Hà Nội"),
        ("Bộ Chỉ huy Quân sự tỉnh Nghệ An", "Nghệ An", "Nghệ An"),
        (_SCHOOL, "Ba Vì", "Ba Vì"),
        (None, None, None),
    ],
)
def test_whose_a_plan_is(issuer: str | None, place: str | None, whose: str | None) -> None:
    assert owner(Document(issuer=issuer, locality=place)) == whose


@pytest.mark.parametrize(
    ("institution", "called"),
    [
        (_SCHOOL, ["Trường Tiểu học Kim Đồng", "Trường Kim Đồng", "Tiểu học Kim Đồng"]),
        ("Bệnh viện Đa khoa Tam Nông", ["Bệnh viện Đa khoa Tam Nông", "Bệnh viện Tam Nông", "Đa khoa Tam Nông"]),
        ("Trường THPT số 2 Mai Sơn", ["Trường THPT số 2 Mai Sơn", "Trường Mai Sơn", "THPT số 2 Mai Sơn"]),
        ("UBND huyện Ba Vì", []),
        ("Trường Chính trị tỉnh", []),
    ],
)
def test_what_schools_and_hospitals_are_called(institution: str, called: list[str]) -> None:
    assert spellings(institution) == called


@pytest.mark.parametrize(
    "question",
    ["trường Kim Đồng ai kiểm tra bếp ăn", "hieu truong truong kim dong phai lam gi", "tieu hoc kim dong co viec gi"],
)
def test_a_school_is_asked_for_by_its_name(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, _TODAY)
    assert {hit.entry.plan.document.issuer for hit in answer.shown} == {_SCHOOL}


def test_a_ministry_is_not_its_city(assistant: Assistant) -> None:
    assert assistant.ask("ở Hà Nội ai kiểm tra nước sạch?", _TODAY).outcome == "not_found"
    assert assistant.ask("ai rà soát quy chuẩn nước sạch?", _TODAY).outcome == "answered"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Cục Quản lý Môi trường y tế của Bộ Y tế có nhiệm vụ gì", "12/KH-BYT"),
        ("Bộ Y tế rà soát quy chuẩn nước sạch giao đơn vị nào", "12/KH-BYT"),
        ("phòng giáo dục trung học làm gì", "15/KH-SGDĐT"),
        ("phòng giáo dục làm gì", "16/KH-UBND"),
        ("Sở Giáo dục và Đào tạo năm 2025, phòng giáo dục trung học làm gì", "15/KH-SGDĐT"),
    ],
)
def test_whose_plan_and_whose_duty_are_told_apart(assistant: Assistant, question: str, number: str) -> None:
    assert {hit.entry.plan.document.number for hit in assistant.ask(question, _TODAY).shown} == {number}


@pytest.mark.parametrize("question", ["Hòa Bình ai phụ trách huyện tân lạc", "ai phu trach huyen lac son"])
def test_who_sees_to_a_district_is_told_by_the_duty_that_names_it(assistant: Assistant, question: str) -> None:
    assert {hit.entry.plan.document.number for hit in assistant.ask(question, _TODAY).shown} == {"17/KH-SYT"}
