"""What an agency has to do with a plan: asked by the matter of the whole plan, of a duty of others, under a post, as
the one that reports are sent to. The plan is an example made up for these tests.
"""

from datetime import date, datetime

import pytest

from bot.wording.answers import word
from bot.wording.markup import to_text
from knowledge.answering.answer import Answer
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.answering.context import Context
from knowledge.models import Document, Item, Kind, Passage, Plan
from knowledge.storing.store import Store
from nlp.times import read_timings

_TODAY = date(2026, 5, 20)


def _item(ref: str, text: str, lead: str = "", time: str = "", kind: Kind = "task") -> Item:
    leads = [lead] if lead else []
    return Item(ref=ref, kind=kind, text=text, lines=(1, 1), leads=leads, timings=read_timings(time) if time else [])


_DUTIES = (
    _item("I.1", "80% người bán hàng rong được tập huấn an toàn thực phẩm.", kind="target"),
    _item("I.2", "Thời gian: từ ngày 15/4/2025 đến ngày 15/5/2025.", "", "từ ngày 15/4/2025 đến ngày 15/5/2025"),
    _item("III.1", "Là cơ quan thường trực, thành lập hai đoàn thanh tra.", "Sở Y tế"),
    _item("III.2", "Kiểm tra chợ đầu mối, siêu thị.", "Sở Công Thương"),
    _item("III.3", "Thẩm định dự toán.", "Sở Tài chính"),
    _item("III.4", "Phụ trách địa bàn hai phường.", "Phó Giám đốc Công an tỉnh"),
    _item("III.5", "Tổ chức hội thi kiến thức.", "Sở Văn hóa và Thể thao", "Quý III/2025"),
    _item("III.6", "Lồng ghép tuyên truyền.", "Các sở, ngành, đoàn thể"),
    _item("III.8", "Chỉ đạo kiểm tra bếp ăn công trường.", "Phó Trưởng ban - Giám đốc Sở Xây dựng"),
    _item("III.7", "Gửi bảng tự chấm điểm.", "Sở Nội vụ", "trước ngày 20/12/2025", "report").model_copy(
        update={"report_to": ["Bộ Nội vụ"]}
    ),
)
_HEAD = (
    "ỦY BAN NHÂN DÂN HUẾ",
    "Căn cứ Luật An toàn thực phẩm ngày 17/6/2010;",
    "II. Kết quả",
    "- Số cơ sở đã kiểm tra",
)
_END = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")


@pytest.fixture
def base(store: Store) -> TaskBase:
    title = "Tổ chức Tháng hành động vì an toàn thực phẩm năm 2025"
    document = Document(number="45/KH-UBND", type="Kế hoạch", locality="Huế", title=title, issued_on="2025-02-14")
    passages = [Passage(lines=(at, at), text=text) for at, text in enumerate(_HEAD + _END, 1)]
    plan = Plan(file="45.txt", document=document, items=list(_DUTIES), passages=passages)
    store.put(plan, "a", datetime(2025, 5, 1))
    return TaskBase.load(store)


def _refs(answer: Answer) -> list[str]:
    return [hit.entry.ref for hit in answer.shown]


def test_who_leads_the_matter_of_a_plan_are_all_its_leads(base: TaskBase) -> None:
    answer = Assistant(base).ask("ai chủ trì tháng hành động an toàn thực phẩm huế", _TODAY)
    assert answer.reason == "leaders"
    assert "Sở Y tế" in to_text(word(answer, base))


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("sở công thương huế có chủ trì tháng hành động an toàn thực phẩm không", "III.2"),
        ("phó gđ công an huế phụ trách gì", "III.4"),
        ("pho giam doc cong an hue phu trach gi", "III.4"),
        ("quý 3 sở văn hóa và thể thao huế có việc gì về an toàn thực phẩm", "III.5"),
        ("huế có cần gửi bộ nội vụ gì không", "III.7"),
    ],
)
def test_the_part_of_an_agency_is_told(base: TaskBase, question: str, ref: str) -> None:
    assert _refs(Assistant(base).ask(question, _TODAY))[:1] == [ref]


def test_beside_a_duty_of_others_the_agency_s_own_are_told(base: TaskBase) -> None:
    answer = Assistant(base).ask("sở tài chính huế có kiểm tra chợ đầu mối không", _TODAY)
    text = to_text(word(answer, base))
    assert text.startswith("Văn bản không nêu tên Sở Tài chính trong việc này.")
    assert "Các việc của cơ quan này:\n• Sở Tài chính: Thẩm định dự toán." in text


def test_a_central_body_is_in_no_group_of_a_province(base: TaskBase) -> None:
    assert Assistant(base).ask("tổng ld ld vn phải làm gì", _TODAY).outcome == "not_found"
    assert Assistant(base).ask("hội phụ nữ huế phải làm gì", _TODAY).elsewhere


def test_to_whom_reports_go_is_asked_after_another_question(base: TaskBase) -> None:
    chat = Assistant(base)
    first = chat.ask("sở nội vụ huế làm mấy việc", _TODAY)
    assert _refs(chat.ask("có cần gửi bộ nv ko", _TODAY, Context.of(first))) == ["III.7"]


def test_the_laws_that_a_plan_is_made_by_are_told_in_its_words(base: TaskBase) -> None:
    answer = Assistant(base).ask("kế hoạch 45 huế căn cứ vào luật nào", _TODAY)
    assert "• Căn cứ Luật An toàn thực phẩm ngày 17/6/2010" in to_text(word(answer, base))


def test_a_section_without_duties_is_told_from_the_text(base: TaskBase) -> None:
    chat = Assistant(base)
    before = Context.of(chat.ask("huế ai kiểm tra chợ đầu mối", _TODAY))
    text = to_text(word(chat.ask("phần II có gì", _TODAY, before), base))
    assert text.startswith("Không có nhiệm vụ nào ở điểm như vậy (Huế).")
    assert "• II. Kết quả" in text
    assert "• Số cơ sở đã kiểm tra" in text


def test_to_whom_a_document_is_sent_is_told_line_by_line(base: TaskBase) -> None:
    text = to_text(word(Assistant(base).ask("kế hoạch 45 huế nơi nhận gồm những ai", _TODAY), base))
    assert text.startswith("Văn bản gửi:\n• Như trên\n• Lưu: VT.")


def test_a_summary_of_a_document_named_by_its_title_lists_its_duties(base: TaskBase) -> None:
    answer = Assistant(base).ask("tóm tắt giúp kế hoạch tháng hành động an toàn thực phẩm huế", _TODAY)
    assert answer.reason == "count"
    assert len(answer.hits) == len(_DUTIES)


def test_when_the_matter_of_a_plan_is_is_told_by_the_plan(base: TaskBase) -> None:
    asked = "tháng hành động an toàn thực phẩm huế bắt đầu ngày nào"
    assert _refs(Assistant(base).ask(asked, _TODAY)) == ["I.2"]


def test_which_document_tells_of_a_matter_is_asked(base: TaskBase) -> None:
    chat = Assistant(base)
    by_title = chat.ask("văn bản nào nói về an toàn thực phẩm", _TODAY)
    assert by_title.reason == "plans"
    by_duty = chat.ask("kế hoạch nào nói về siêu thị", _TODAY)
    assert to_text(word(by_duty, base)).startswith("Có ở: Kế hoạch 45/KH-UBND (Huế).")


def test_who_is_given_duties_of_a_place_are_all_its_leads(base: TaskBase) -> None:
    chat = Assistant(base)
    assert chat.ask("ubnd huế giao sở nào", _TODAY).reason == "leaders"
    before = Context.of(chat.ask("sở xây dựng huế có việc gì", _TODAY))
    after = chat.ask("vậy có những sở nào", _TODAY, before)
    assert (after.reason, after.question.agencies) == ("leaders", ())


def test_a_list_of_a_quarter_may_be_of_the_matter_of_the_plan(base: TaskBase) -> None:
    assert _refs(Assistant(base).ask("huế an toàn thực phẩm việc gì hạn quý 3", _TODAY))[:1] == ["III.5"]


def test_what_is_past_its_day_is_no_list_of_what_is_due(base: TaskBase) -> None:
    answer = Assistant(base).ask("việc nào của sở văn hóa và thể thao huế hết hạn rồi", _TODAY)
    assert (answer.reason, _refs(answer)) == ("overdue", ["III.5"])


def test_who_is_told_by_a_post_in_a_board_first_is_found_by_the_agency_headed(base: TaskBase) -> None:
    assistant = Assistant(base)
    assert _refs(assistant.ask("sở xây dựng huế làm gì", _TODAY))[:1] == ["III.8"]
    assert assistant.ask("các cơ quan được giao chủ trì ở huế", _TODAY).leaders
