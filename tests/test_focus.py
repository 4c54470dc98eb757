"""The plan that a talk is of is asked first; the plans are examples made up for these tests."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from knowledge.answering.answer import Answer
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.answering.context import Context
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store
from nlp.times import read_timings
from nlp.words import segment

_TODAY = date(2025, 5, 20)


def _item(ref: str, text: str, lead: str, time: str = "") -> Item:
    timing = {"timing_raw": time, "timings": read_timings(time, 2025)} if time else {}
    return Item(ref=ref, text=text, lines=(1, 1), leads=[lead], **timing)


def _plan(number: str, place: str, title: str, *items: Item) -> Plan:
    document = Document(number=number, type="Kế hoạch", locality=place, title=title, issued_on="2025-02-14")
    return Plan(file=f"{number[:2]}.txt", document=document, items=list(items))


_PLANS = (
    _plan(
        "31/KH-UBND",
        "Cao Phong",
        "Phòng, chống dịch bệnh trên đàn gia súc năm 2025",
        _item("1", "Tiêm phòng vắc xin cho trâu bò.", "Trạm Chăn nuôi và Thú y", "Trước ngày 15/6/2025"),
        _item("2", "Tuyên truyền trên đài truyền thanh.", "Trung tâm Văn hóa huyện", "Quý II/2025"),
        _item("3", "Theo dõi tiêm phòng.", "Phòng Kinh tế - Hạ tầng"),
    ),
    _plan(
        "32/KH-UBND",
        "Cao Phong",
        "Trồng rừng năm 2025",
        _item("1", "Cấp cây giống cho các hộ.", "Hạt Kiểm lâm", "Trước ngày 10/6/2025"),
        _item("2", "Tuyên truyền cho các hộ trồng rừng trên loa.", "Hội Nông dân huyện", "Tháng 6/2025"),
    ),
    _plan(
        "77/KH-UBND",
        "Mường Lát",
        "Phát triển chăn nuôi năm 2025",
        _item("1", "Tuyên truyền về chuồng trại.", "Phòng Nông nghiệp", "Quý II/2025"),
        _item("2", "Xây hố ủ phân.", "Hội Nông dân huyện", "Trước ngày 30/6/2025"),
        _item("3", "Xây dựng kế hoạch của xã, gửi UBND huyện.", "UBND các xã", "Trước ngày 25/5/2025"),
        _item("4", "Báo cáo kết quả về UBND huyện.", "UBND các xã", "Trước ngày 05/12/2025"),
        _item("5", "Phụ trách địa bàn huyện Quan Hóa; kiểm tra giống.", "Phó Giám đốc Sở Y tế"),
        _item("7", "Là cơ quan thường trực của Ban.", "Trạm Khuyến nông"),
        _item("6", "Hoàn thành kế hoạch của Ban.", "Ban Chỉ đạo chăn nuôi các huyện", "Tháng 7/2025"),
    ),
)


@pytest.fixture
def assistant(store: Store) -> Assistant:
    for at, plan in enumerate(_PLANS):
        words = {word.lower() for item in plan.items for word in segment(item.text)}
        store.put(plan, str(at), datetime(2025, 5, 1), words=words)
    return Assistant(TaskBase.load(store))


_STANDING = "kế hoạch phát triển chăn nuôi Mường Lát ai là cơ quan thường trực"


def _talk(assistant: Assistant, questions: Sequence[str]) -> list[Answer]:
    context, answers = None, []
    for question in questions:
        answers.append(assistant.ask(question, _TODAY, context))
        context = Context.of(answers[-1], context) or context
    return answers


def _told(answer: Answer) -> set[str]:
    return {f"{hit.entry.plan.document.number} {hit.entry.ref}" for hit in answer.shown}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ai tuyên truyền", {"31/KH-UBND 2"}),
        ("quý 2 có việc gì đến hạn", {"31/KH-UBND 1", "31/KH-UBND 2"}),
        ("kế hoạch này tháng 6 có gì đến hạn", {"31/KH-UBND 1", "31/KH-UBND 2"}),
        ("ngày 15/6 ai chủ trì", {"31/KH-UBND 1"}),
        ("phòng ktht làm gì", {"31/KH-UBND 3"}),
        ("hội nông dân huyện có nhiệm vụ gì", {"32/KH-UBND 2"}),
    ],
)
def test_what_names_no_plan_is_asked_of_the_one_spoken_of(assistant: Assistant, question: str, told: set[str]) -> None:
    first, then = _talk(assistant, ["kế hoạch 31 ai tiêm phòng trâu bò", question])
    assert (_told(first), _told(then)) == ({"31/KH-UBND 1"}, told)


def test_the_plan_stays_spoken_of_over_several_questions(assistant: Assistant) -> None:
    asked = ["kế hoạch 32 ai cấp cây giống", "bao giờ xong", "ai tuyên truyền", "tháng 6 có gì đến hạn"]
    assert [_told(answer) for answer in _talk(assistant, asked)][2:] == [
        {"32/KH-UBND 2"},
        {"32/KH-UBND 1", "32/KH-UBND 2"},
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ai xây hố ủ phân", {"77/KH-UBND 2"}),
        ("mường lát ai tuyên truyền", {"77/KH-UBND 1"}),
        ("kế hoạch 32 ai tuyên truyền", {"32/KH-UBND 2"}),
        ("tháng 5 tất cả các nơi có gì đến hạn", {"77/KH-UBND 3"}),
    ],
)
def test_another_plan_is_asked_where_it_is_meant(assistant: Assistant, question: str, told: set[str]) -> None:
    assert _told(_talk(assistant, ["kế hoạch 31 ai tiêm phòng trâu bò", question])[-1]) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("xã nộp kế hoạch trước ngày mấy", {"77/KH-UBND 3"}),
        ("xa nop bao cao truoc ngay may", {"77/KH-UBND 4"}),
        ("các huyện phải xong kế hoạch tháng mấy", {"77/KH-UBND 6"}),
        ("ai xây dựng kế hoạch", {"77/KH-UBND 3", "77/KH-UBND 6"}),
    ],
)
def test_a_document_to_be_made_is_what_is_asked_of(assistant: Assistant, question: str, told: set[str]) -> None:
    first = "mường lát ai xây hố ủ phân"
    assert _told(_talk(assistant, [first, question])[-1]) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Cao Phong kế hoạch trồng rừng hội nông dân huyện làm gì", {"32/KH-UBND 2"}),
        ("Cao Phong trồng rừng có việc gì đến hạn tháng 6", {"32/KH-UBND 1", "32/KH-UBND 2"}),
        ("tháng 5 xã phải làm gì", {"77/KH-UBND 3"}),
        ("thang 5 xa toi phai lam gi", {"77/KH-UBND 3"}),
    ],
)
def test_lists_of_what_is_named(assistant: Assistant, question: str, told: set[str]) -> None:
    assert _told(assistant.ask(question, _TODAY)) == told


def test_who_has_a_plan_in_hand_is_told_by_the_duty_that_says_so(assistant: Assistant) -> None:
    assert _told(assistant.ask(_STANDING, _TODAY)) == {"77/KH-UBND 7"}


@pytest.mark.parametrize(
    ("first", "question", "told"),
    [
        ("ai cấp cây giống", "ngày 15/6 có gì đến hạn", {"31/KH-UBND 1"}),
        ("trồng rừng năm 2025 ai cấp cây giống", "ngày 15/6 có gì đến hạn", {"31/KH-UBND 1"}),
        ("Cao Phong ai cấp cây giống", "ngày 15/6 có gì đến hạn", {"31/KH-UBND 1"}),
        ("Cao Phong ai cấp cây giống", "ai tuyên truyền", {"32/KH-UBND 2"}),
        ("kế hoạch 32 hội nông dân huyện làm gì", "ngày 10/6 có việc gì", {"32/KH-UBND 1"}),
        ("kế hoạch 32 hội nông dân huyện làm gì", "tháng 6 có việc gì", {"32/KH-UBND 2"}),
        ("kế hoạch 32 hội nông dân huyện làm gì", "còn ngày 10/6?", set()),
    ],
)
def test_what_falls_due_goes_on_from_what_was_asked(
    assistant: Assistant, first: str, question: str, told: set[str]
) -> None:
    assert _told(_talk(assistant, [first, question])[-1]) == told
