"""Questions over plans of other matters than the bundled ones: of digital work, of fire, of villages. The plans are
examples made up for these tests; none exists.
"""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from bot.wording.answers import word
from bot.wording.markup import to_text
from knowledge.answering.answer import Answer
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.answering.context import Context
from knowledge.models import Document, Item, Kind, Passage, Plan, Span
from knowledge.storing.store import Store
from nlp.times import read_timings
from nlp.words import segment

_TODAY = date(2025, 5, 20)


def _item(ref: str, text: str, leads: Sequence[str] = (), kind: Kind = "task") -> Item:
    return Item(ref=ref, kind=kind, text=text, lines=(1, 1), leads=list(leads))


def _plan(number: str, place: str, title: str, *items: Item) -> Plan:
    document = Document(number=number, type="Kế hoạch", locality=place, title=title, issued_on="2025-02-14")
    return Plan(file=f"{place}.txt", document=document, items=list(items))


EXAMPLES = (
    _plan(
        "57/KH-UBND",
        "Phú Yên",
        "Chuyển đổi số năm 2025",
        _item("I.1", "80% người dân có tài khoản định danh điện tử mức 2.", kind="target"),
        _item("II.1", "Triển khai chữ ký số cho công chức cấp xã.", ["Sở Khoa học và Công nghệ"]),
        _item("II.2", "Kết nối dữ liệu thủ tục hành chính với dữ liệu dân cư.", ["Công an tỉnh"]),
    ),
    _plan(
        "132/KH-UBND",
        "Huế",
        "Tăng cường công tác phòng cháy, chữa cháy năm 2025",
        _item("I.1", "Kéo giảm số vụ cháy.", kind="directive"),
        _item("II.1.a", "Kiểm tra an toàn nhà trọ, cơ sở karaoke.", ["Công an thành phố"]),
        _item("II.1.b", "Tập huấn thoát nạn cho người dân.", ["Công an thành phố"]),
        _item("II.2.a", "Rà soát nguồn nước phục vụ chữa cháy.", ["Sở Xây dựng"]),
        _item("III.1", "Sở Tài chính bố trí kinh phí mua phương tiện.", ["Sở Tài chính"], "funding"),
        _item("III.2", "Ngân sách thành phố và nguồn đóng góp tự nguyện.", kind="funding"),
    ),
    _plan(
        "15/KH-UBND",
        "Thạch Hà",
        "Xây dựng nông thôn mới năm 2025",
        _item("1", "Rà soát tiêu chí nông thôn mới nâng cao.", ["Phòng Nông nghiệp và Phát triển nông thôn"]),
        _item("2", "Lắp đặt điện chiếu sáng đường thôn.", ["Phòng Kinh tế và Hạ tầng"]),
    ),
)


@pytest.fixture
def assistant(store: Store) -> Assistant:
    for at, plan in enumerate(EXAMPLES):
        words = {word.lower() for item in plan.items for word in segment(item.text) if word.isalpha() or " " in word}
        store.put(plan, str(at), datetime(2025, 5, 1), words=words)
    return Assistant(TaskBase.load(store))


def _told(answer: Answer) -> list[str]:
    return [f"{hit.entry.plan.document.locality} {hit.entry.ref}" for hit in answer.shown]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("chữ ký số cho công chức xã ai làm", "Phú Yên II.1"),
        ("nhà trọ, karaoke ở huế ai kiểm tra", "Huế II.1.a"),
        ("ai soat nguon nuoc chua chay o hue", "Huế II.2.a"),
        ("mục 2 phần II kế hoạch huế", "Huế II.2.a"),
        ("II.1.b ke hoach hue", "Huế II.1.b"),
        ("phòng nông nghiệp thạch hà làm gì", "Thạch Hà 1"),
        ("đèn đường thạch hà ai lắp", "Thạch Hà 2"),
        ("bao nhiêu phần trăm người dân có định danh điện tử mức 2", "Phú Yên I.1"),
        ("huế lấy tiền phòng cháy ở đâu", "Huế III.2"),
    ],
)
def test_the_duty_asked_for_comes_first(assistant: Assistant, question: str, first: str) -> None:
    assert _told(assistant.ask(question, _TODAY))[:1] == [first]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("kế hoạch phòng cháy ban hành ngày nào", "Huế"),
        ("số hiệu kế hoạch chuyển đổi số", "Phú Yên"),
        ("số 57 là kế hoạch gì", "Phú Yên"),
    ],
)
def test_a_plan_is_found_by_its_matter_or_number(assistant: Assistant, question: str, place: str) -> None:
    answer = assistant.ask(question, _TODAY)
    assert (answer.outcome, [plan.document.locality for plan in answer.plans]) == ("answered", [place])


@pytest.mark.parametrize(
    "question",
    [
        "kế hoạch chuyển đổi số huế ai ký",
        "chuyển đổi số ở thạch hà ai chủ trì",
        "phương án nhân sự ai duyệt",
        "huế đặt chỉ tiêu bao nhiêu nhà trọ",
        "ai lo bể bơi ở huế",
    ],
)
def test_what_the_plans_do_not_tell_is_not_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, _TODAY)
    assert answer.outcome == "not_found", _told(answer)


def test_points_after_another_are_those_of_its_plan(assistant: Assistant) -> None:
    context, told = None, []
    for question in ("II.1.a kế hoạch huế", "điểm b", "mục 2", "điểm d"):
        answer = assistant.ask(question, _TODAY, context)
        context = Context.of(answer, context) or context
        told.append(_told(answer)[:1])
    assert told == [["Huế II.1.a"], ["Huế II.1.b"], ["Huế II.2.a"], []]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("mục 3 phần IV kế hoạch 21", "IV.3.1"),
        ("mục 1.3 phần IV kế hoạch 21", "IV.1.3"),
        ("phần IV mục 4 kế hoạch 21", "IV.2.4"),
        ("phụ lục kế hoạch 21, phần III, dòng số 2 là việc gì", "PL.III.2"),
    ],
)
def test_a_point_of_a_section_stands_right_inside_it_if_one_does(store: Store, question: str, first: str) -> None:
    refs = ("IV.1.3", "IV.2.4", "IV.3.1", "PL.II.2", "PL.III.2")
    items = [_item(ref, f"Việc ở chỗ {ref}.", ["Sở Nội vụ"]) for ref in refs]
    store.put(_plan("21/KH-UBND", "Huế", "Tiết kiệm điện năm 2025", *items), "a", datetime(2025, 5, 1))
    assert Assistant(TaskBase.load(store)).ask(question, _TODAY).hits[0].entry.ref == first


def test_a_board_of_one_place_is_in_no_group_of_another(store: Store) -> None:
    board, others = "Ban Quản lý đầm Cầu Hai", _item("2", "Các sở, ban, ngành tiết kiệm điện.", ["Các sở, ban, ngành"])
    own = _plan("5/KH-UBND", "Huế", "Bảo vệ đầm phá", _item("1", "Vớt bèo trên đầm.", [board]), others)
    far = _plan("6/KH-UBND", "Phú Yên", "Tiết kiệm điện", others)
    for at, plan in enumerate((own, far)):
        store.put(plan, str(at), datetime(2025, 5, 1))
    told = Assistant(TaskBase.load(store)).ask("Ban Quản lý đầm Cầu Hai có nhiệm vụ gì", _TODAY)
    assert _told(told) == ["Huế 1", "Huế 2"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("trưởng công an phường An Hòa có việc gì", ["An Hòa 1"]),
        ("công an phường an hòa chủ trì việc gì", ["An Hòa 1"]),
        ("việc của chánh văn phòng phường An Hòa", ["An Hòa 2"]),
        ("an hoa pho chu tich lo viec gi", ["An Hòa 3"]),
        ("bao nhiêu tổ bầu cử phải lập ở An Hòa", ["An Hòa 2"]),
    ],
)
def test_posts_are_asked_for_with_and_without_their_body(store: Store, question: str, told: list[str]) -> None:
    items = (
        _item("1", "Lập danh sách cử tri.", ["Trưởng Công an phường"]),
        _item("2", "Thành lập 12 Tổ bầu cử.", ["Chánh Văn phòng HĐND và UBND phường"]),
        _item("3", "Chỉ đạo trang trí khánh tiết.", ["Phó Chủ tịch UBND phường"]),
    )
    store.put(_plan("8/KH-UBND", "An Hòa", "Tổ chức bầu cử năm 2026", *items), "a", datetime(2025, 5, 1))
    assert _told(Assistant(TaskBase.load(store)).ask(question, _TODAY)) == told


def test_a_denial_names_the_duties_that_come_near(assistant: Assistant) -> None:
    answer = assistant.ask("huế ai tập huấn thoát nạn bằng dây thừng bện", _TODAY)
    assert (answer.outcome, answer.reason, answer.missing) == ("not_found", "not_quite", ("dây thừng bện",))
    assert [hit.entry.ref for hit in answer.elsewhere] == ["II.1.b"]
    told = to_text(word(answer, assistant.base)).split("\n")
    assert told[:2] == [
        "Không có nhiệm vụ nào nói về “dây thừng bện” (Huế).",
        "Gần nhất, chưa chắc là việc anh/chị hỏi:",
    ]
    assert assistant.ask("giá vàng hôm nay ở huế bao nhiêu", _TODAY).elsewhere == ()


def test_a_number_of_things_that_no_duty_tells_is_denied(assistant: Assistant) -> None:
    answer = assistant.ask("huế có bao nhiêu nhà trọ", _TODAY)
    assert (answer.outcome, answer.reason) == ("not_found", "no_target")


def test_what_an_agency_has_on_another_topic_is_not_denied(assistant: Assistant) -> None:
    answer = assistant.ask("sở xây dựng huế làm gì về bóng đá", _TODAY)
    assert (answer.outcome, answer.reason) == ("not_found", "none_of_its_duties")
    assert [hit.entry.ref for hit in answer.elsewhere] == ["II.2.a"]


def test_the_duty_that_has_every_word_goes_before_one_that_repeats_some(store: Store) -> None:
    repeats = "Rút ngắn thời gian giải quyết và trả kết quả thủ tục hành chính đất đai."
    items = (
        _item("1", repeats, ["Sở Nội vụ"]),
        _item("2", "Số hóa kết quả giải quyết TTHC còn hiệu lực theo lộ trình.", ["Sở Tư pháp"]),
        _item("3", "Công khai TTHC tại nơi tiếp nhận.", ["Văn phòng UBND tỉnh"]),
    )
    words = {word.lower() for item in items for word in segment(item.text)}
    plan = _plan("61/KH-UBND", "Lạng Sơn", "Cải cách hành chính năm 2025", *items)
    store.put(plan, "a", datetime(2025, 5, 1), words=words)
    asked = "ai chủ trì số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực ở Lạng Sơn"
    assert Assistant(TaskBase.load(store)).ask(asked, _TODAY).hits[0].entry.ref == "2"


def test_a_time_that_is_no_deadline_is_told_in_the_words_of_the_duty(store: Store) -> None:
    warned = _item("1", "Thông báo cho Nhân dân trước khi xả lũ ít nhất 06 giờ.", ["Chủ hồ chứa"])
    cited = _item("2", "Thu thập số liệu theo Thông tư số 11/TT-BTC ngày 30/6/2022 của Bộ Tài chính.", ["Sở Tài chính"])
    store.put(_plan("9/KH-UBND", "Quảng Trị", "Ứng phó bão năm 2025", warned, cited), "a", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    told = [
        to_text(word(Assistant(base).ask(question, _TODAY), base)).split("\n")[0]
        for question in ("thông báo xả lũ trước bao lâu", "thu thập số liệu khi nào")
    ]
    assert told == [
        "Lời văn ghi: “ít nhất 06 giờ”; văn bản không ghi thời hạn nào khác.",
        "Văn bản không ghi thời hạn của việc này.",
    ]


def test_a_report_is_told_that_comes_round_as_often_as_asked(store: Store) -> None:
    told = {"1": "trước ngày 15/6 hằng năm", "2": "hằng tháng trước ngày 20"}
    reports = [_item(ref, f"Báo cáo kết quả {when}.", ["UBND các xã"], "report") for ref, when in told.items()]
    dated = [each.model_copy(update={"timings": read_timings(told[each.ref])}) for each in reports]
    store.put(_plan("4/KH-UBND", "Thạch Hà", "Tiết kiệm điện năm 2025", *dated), "a", datetime(2025, 5, 1))
    assistant = Assistant(TaskBase.load(store))
    assert _told(assistant.ask("xã ở Thạch Hà gửi báo cáo hằng tháng ngày nào", _TODAY)) == ["Thạch Hà 2"]
    assert assistant.ask("Thạch Hà gửi báo cáo hằng quý ngày nào", _TODAY).reason == "no_rhythm"


def test_an_agency_is_met_under_its_longer_name_of_a_place(store: Store) -> None:
    longer = _item("1", "Cắm biển cảnh báo sạt lở.", ["Sở Giao thông vận tải - Xây dựng"])
    plain = _item("1", "Kiểm tra bến xe.", ["Sở Giao thông vận tải"])
    store.put(_plan("5/KH-UBND", "Lào Cai", "Phòng, chống thiên tai", longer), "a", datetime(2025, 5, 1))
    store.put(_plan("6/KH-UBND", "Huế", "An toàn giao thông", plain), "b", datetime(2025, 5, 1))
    assistant = Assistant(TaskBase.load(store))
    assert _told(assistant.ask("sở gtvt lào cai làm gì", _TODAY)) == ["Lào Cai 1"]
    assert _told(assistant.ask("sở gtvt huế làm gì", _TODAY)) == ["Huế 1"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("phụ lục II kế hoạch 21, việc số 2 là việc gì", "PL2.2"),
        ("mục 2 phụ lục kế hoạch 21", "PL.2"),
        ("mục 2 phụ lục 1 kế hoạch 21", "PL.2"),
    ],
)
def test_a_point_of_one_of_several_appendices(store: Store, question: str, first: str) -> None:
    items = [_item(ref, f"Việc ở chỗ {ref}.", ["Sở Nội vụ"]) for ref in ("II.2", "PL.2", "PL2.2")]
    store.put(_plan("21/KH-UBND", "Huế", "Tiết kiệm điện năm 2025", *items), "a", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    answer = Assistant(base).ask(question, _TODAY)
    assert answer.hits[0].entry.ref == first


def test_a_closing_formula_runs_through_no_period(store: Store) -> None:
    when = "Trong quá trình thực hiện, nếu có vướng mắc"
    closing = _item("III.KT.1", f"{when}, các cơ quan phản ánh về Sở Nội vụ.", ["các cơ quan"])
    steady = _item("II.1", "Thường xuyên kiểm tra.", ["Sở Nội vụ"])
    items = [each.model_copy(update={"timings": read_timings(each.text)}) for each in (steady, closing)]
    store.put(_plan("3/KH-UBND", "Huế", "Tiết kiệm điện năm 2025", *items), "a", datetime(2025, 5, 1))
    assert _told(Assistant(TaskBase.load(store)).ask("tháng này huế có việc gì", _TODAY)) == ["Huế II.1"]


def test_whom_a_plan_applies_to_is_told_from_its_own_part(store: Store) -> None:
    told = [Passage(lines=(at, at), text=text) for at, text in enumerate(("II. PHẠM VI", "1. Các xã miền núi."), 5)]
    plan = _plan("21/KH-UBND", "Lai Châu", "Cấp nước sạch năm 2025", _item("III.1", "Khoan giếng.", ["Sở Xây dựng"]))
    store.put(plan.model_copy(update={"passages": told}), "1", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    answer = Assistant(base).ask("kế hoạch của Lai Châu áp dụng cho ai", _TODAY)
    assert to_text(word(answer, base)).startswith("Phạm vi, đối tượng: 1. Các xã miền núi.")


def test_what_was_reached_is_told_from_the_assessment_not_from_a_target(store: Store) -> None:
    told = [Passage(lines=(7, 7), text="Trong 4 tháng đầu năm, tỷ lệ hộ dùng nước sạch đạt 61%, thấp hơn kế hoạch.")]
    goal = _item("I.1", "Tỷ lệ hộ dân dùng nước sạch đạt 70%.", kind="target")
    plan = _plan("21/KH-UBND", "Lai Châu", "Cấp nước năm 2025", goal)
    store.put(plan.model_copy(update={"passages": told}), "1", datetime(2025, 5, 1))
    chat = Assistant(TaskBase.load(store))
    past = chat.ask("Lai Châu 4 tháng đầu năm tỷ lệ hộ dùng nước sạch đạt bao nhiêu %", _TODAY)
    assert (past.outcome, [passage.lines for passage, _ in past.passages]) == ("not_found", [(7, 7)])
    assert _told(chat.ask("Lai Châu chỉ tiêu hộ dùng nước sạch bao nhiêu %", _TODAY)) == ["Lai Châu I.1"]


def test_the_product_of_a_duty_is_told_where_it_is_asked_for(store: Store) -> None:
    told = _item("II.1", "Rà soát bến đò ngang.", ["Sở Xây dựng"]).model_copy(update={"details": ["Sản phẩm: Báo cáo"]})
    other = _item("II.2", "Cắm biển báo bến khách.", ["Công an tỉnh"])
    store.put(_plan("4/KH-UBND", "Huế", "Đường thủy năm 2025", told, other), "a", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    chat = Assistant(base)
    first = chat.ask("rà soát bến đò ngang sản phẩm là gì", _TODAY)
    assert to_text(word(first, base)).startswith("Sản phẩm: Báo cáo\n")
    lead = chat.ask("ai cắm biển báo bến khách", _TODAY)
    then = chat.ask("ra sản phẩm gì", _TODAY, Context.of(lead))
    assert to_text(word(then, base)).startswith("Văn bản không ghi sản phẩm")


@pytest.mark.parametrize("asked", ["chủ đập phải làm gì", "tổ thủy nông có việc gì"])
def test_a_group_or_partner_is_known_by_its_printed_name(store: Store, asked: str) -> None:
    duty = _item("II.1", "Tích nước hồ chứa.", ["Các chủ đập"]).model_copy(update={"coordinators": ["Tổ thủy nông"]})
    store.put(_plan("8/KH-UBND", "Huế", "Chống hạn năm 2025", duty), "a", datetime(2025, 5, 1))
    answer = Assistant(TaskBase.load(store)).ask(asked, _TODAY)
    assert (answer.reason, _told(answer)) == ("agency", ["Huế II.1"])


def test_who_leads_what_a_whole_plan_is_about_are_all_its_leads(assistant: Assistant) -> None:
    answer = assistant.ask("phòng cháy, chữa cháy ở huế ai chủ trì", _TODAY)
    assert dict(answer.leaders) == {"Công an thành phố": 2, "Sở Xây dựng": 1, "Sở Tài chính": 1}


def test_a_word_that_only_the_title_of_a_plan_has_tells_none_of_its_duties(store: Store) -> None:
    duty = _item("II.1", "Nạo vét kênh mương.", ["Sở Xây dựng"])
    store.put(_plan("9/TB-UBND", "Huế", "Kết luận tại Hội nghị sơ kết", duty), "a", datetime(2025, 5, 1))
    answer = Assistant(TaskBase.load(store)).ask("ai chủ trì hội nghị", _TODAY)
    assert (answer.outcome, _told(answer)) == ("not_found", [])


def test_how_many_is_asked_of_the_duty_just_told(store: Store) -> None:
    swimming = _item("II.1", "Tổ chức 03 lớp dạy bơi.", ["Tổ Giáo dục thể chất"])
    other = _item("II.2", "Nhắc nhở học sinh lớp mình.", ["Giáo viên chủ nhiệm"])
    store.put(_plan("6/KH-TH", "Huế", "Đuối nước năm 2025", swimming, other), "a", datetime(2025, 5, 1))
    chat = Assistant(TaskBase.load(store))
    first = chat.ask("dạy bơi ai lo", _TODAY)
    assert _told(chat.ask("mấy lớp", _TODAY, Context.of(first))) == ["Huế II.1"]


def test_a_sum_is_asked_where_it_comes_from(store: Store) -> None:
    duty = _item("II.1", "Bố trí 12,5 tỷ đồng từ nguồn thu xử phạt để xử lý điểm đen.", ["Sở Tài chính"])
    store.put(_plan("7/TB-UBND", "Huế", "An toàn giao thông năm 2025", duty), "a", datetime(2025, 5, 1))
    answer = Assistant(TaskBase.load(store)).ask("tiền 12,5 tỷ xử lý điểm đen lấy từ đâu", _TODAY)
    assert (answer.outcome, _told(answer)) == ("answered", ["Huế II.1"])


def test_an_agency_is_known_by_the_letters_of_its_name(store: Store) -> None:
    duties = [
        _item("1", "Tổ chức tập huấn coi thi.", ["Phòng Khảo thí và Quản lý chất lượng"]),
        _item("2", "Phát triển chợ.", ["Phòng Kinh tế"]),
    ]
    store.put(_plan("587/SGDĐT", "Huế", "Kỳ thi năm 2025", *duties), "a", datetime(2025, 5, 1))
    chat = Assistant(TaskBase.load(store))
    assert _told(chat.ask("phòng kt&qlcl có việc gì", _TODAY)) == ["Huế 1"]
    assert _told(chat.ask("phòng kinh tế có việc gì", _TODAY)) == ["Huế 2"]


def test_a_document_is_named_by_figures_before_a_dash(store: Store) -> None:
    store.put(_plan("1038-KL/TU", "Huế", "Phát triển du lịch", _item("1", "Mở bến.")), "a", datetime(2025, 5, 1))
    base = TaskBase.load(store)
    answer = Assistant(base).ask("kết luận 1038 nói về gì", _TODAY)
    assert to_text(word(answer, base)).startswith("Trích yếu: Phát triển du lịch")


_GENDER = (
    _item("III.1", "Tổ chức Tháng hành động về bình đẳng giới.", ["Sở Nội vụ"]),
    _item("IV.1", "Tổng kinh phí là 1.250 triệu đồng.", kind="funding"),
    _item("V.1", "Hướng dẫn quyết toán.", ["Sở Tài chính"]),
    _item("V.2", "Tiêm phòng đợt I đạt trên 80% tổng đàn chó mèo.", kind="directive"),
)


@pytest.fixture
def gender(store: Store) -> TaskBase:
    plan = _plan("147/KH-UBND", "Huế", "Bình đẳng giới năm 2025", *_GENDER)
    signed = plan.document.model_copy(update={"signer": "Nguyễn Văn Mẫu"})
    store.put(plan.model_copy(update={"document": signed}), "a", datetime(2025, 5, 1))
    return TaskBase.load(store)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("con số kinh phí bình đẳng giới huế bao nhiêu", "Huế IV.1"),
        ("tiêm phòng chó mèo đạt bao nhiêu %", "Huế V.2"),
        ("sở tài chính có hạn nào về bình đẳng giới không", "Huế V.1"),
    ],
)
def test_money_shares_and_agencies_in_a_plan_of_the_matter(gender: TaskBase, question: str, first: str) -> None:
    assert _told(Assistant(gender).ask(question, _TODAY))[0] == first


def test_who_signed_is_told_whatever_name_is_asked(gender: TaskBase) -> None:
    answer = Assistant(gender).ask("ông trần văn a huế ký kế hoạch này phải không", _TODAY)
    assert to_text(word(answer, gender)).startswith("Người ký: Nguyễn Văn Mẫu")


def test_what_comes_round_ends_with_the_quarter_of_its_programme(store: Store) -> None:
    text = "Báo cáo trước ngày 20 hằng tháng."
    monthly = _item("I.1", text, ["Các phòng"], "report").model_copy(update={"timings": read_timings(text)})
    plan = _plan("9/CTr", "Huế", "Công tác trọng tâm quý II năm 2025", monthly)
    plan.document.period = Span(start=date(2025, 4, 1), end=date(2025, 6, 30))
    store.put(plan, "a", datetime(2025, 5, 1))
    chat = Assistant(TaskBase.load(store))
    assert _told(chat.ask("tháng 6/2025 huế có gì đến hạn", _TODAY)) == ["Huế I.1"]
    assert _told(chat.ask("tháng 9/2025 huế có gì đến hạn", _TODAY)) == []
