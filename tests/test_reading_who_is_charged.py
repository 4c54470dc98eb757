"""Who is charged: posts without their agency's name, several posts in a row, a last sentence that tells who does the
work, groups with a clause of their own, boards and newspapers; and what only looks like a name or a partner.

All of them are examples written for these tests; none exists.
"""

import pytest

from knowledge.models import Item
from knowledge.names.agencies import Catalogue
from knowledge.readers.text import text_blocks
from knowledge.reading.review import review_of
from tests.reading import by_ref, read, who, windows

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2024
KẾ HOẠCH
Công tác năm 2024
I. MỤC ĐÍCH
Bảo đảm thống nhất trong chỉ đạo.
"""


def duty(words: str) -> Item:
    """The item of a point that says these words, another point behind it."""
    return by_ref(read(f"{HEAD}II. NHIỆM VỤ\n1. {words}\n2. Phòng Nội vụ rà soát vị trí việc làm.\n"))["II.1"]


def headed(heading: str) -> Item:
    """The first item under a heading."""
    below = "a) Kiểm tra, tu sửa trang thiết bị.\nb) Lập sổ ghi chép hằng ngày.\n"
    return by_ref(read(f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. {heading}\n{below}"))["II.1.a"]


def row(lead: str, partners: str, when: str) -> Item:
    columns = "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
    return read(f"{HEAD}PHỤ LỤC\n{columns}| 1 | Chuẩn hóa dữ liệu | {lead} | {partners} | {when} |\n").items[0]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Hiệu trưởng chịu trách nhiệm về chất lượng bữa ăn bán trú.", "Hiệu trưởng"),
        ("Tổng Giám đốc phê duyệt kế hoạch sửa chữa lớn.", "Tổng Giám đốc"),
        ("Trưởng khoa tổ chức bình bệnh án.", "Trưởng khoa"),
        ("Quản đốc phân xưởng tổ chức huấn luyện an toàn.", "Quản đốc phân xưởng"),
        ("Ngày 15/4/2024: Phó Giám đốc phụ trách vận tải chủ trì họp.", "Phó Giám đốc phụ trách vận tải"),
        ("Phó Chủ tịch phụ trách kinh tế kiểm tra tiến độ.", "Phó Chủ tịch phụ trách kinh tế"),
        ("Đại biểu HĐND xã giữ mối liên hệ với cử tri.", "Đại biểu HĐND xã"),
        ("Liên Sở Tài chính - Xây dựng công bố giá vật liệu.", "Liên Sở Tài chính - Xây dựng"),
        ("Thời báo Ngân hàng mở chuyên trang về thanh toán số.", "Thời báo Ngân hàng"),
    ],
)
def test_a_post_or_body_is_charged_without_an_agency_of_the_catalogue(words: str, lead: str) -> None:
    item = duty(words)
    assert (item.kind, item.leads) == ("task", [lead])


@pytest.mark.parametrize(
    "words", ["Chủ tịch nước công bố lệnh ân xá.", "Giám đốc thẩm vụ án kinh tế.", "Bí thư học đường rèn luyện."]
)
def test_words_that_only_begin_like_a_post_charge_nobody(words: str) -> None:
    assert duty(words).leads == []


def test_several_posts_in_a_row_are_several() -> None:
    row_of_posts = duty("Trưởng các thôn, Tổ trưởng tổ dân phố vận động nhân dân dự trữ lương thực.")
    assert row_of_posts.leads == ["Trưởng các thôn", "Tổ trưởng tổ dân phố"]
    three = duty("Trưởng thôn, Bí thư chi bộ, Trưởng ban công tác Mặt trận lập danh sách hộ khó khăn.")
    assert three.leads == ["Trưởng thôn", "Bí thư chi bộ", "Trưởng ban công tác Mặt trận"]
    assert headed("Trưởng các ấp, Tổ trưởng các tổ tự quản").leads == ["Trưởng các ấp", "Tổ trưởng các tổ tự quản"]


def test_a_second_post_of_one_person_stays_with_the_first() -> None:
    one = Catalogue.load().split("Giám đốc Sở Nội vụ, Phó Trưởng ban")
    assert one == ["Giám đốc Sở Nội vụ, Phó Trưởng ban"]


@pytest.mark.parametrize(
    ("last", "leads", "partners"),
    [
        ("Các thôn, tổ dân phố thực hiện, gửi về Phòng Kinh tế trước ngày 10/8/2024.", ["Các thôn, tổ dân phố"], []),
        ("Việc này do Phòng Quản lý đô thị chịu trách nhiệm.", ["Phòng Quản lý đô thị"], []),
        ("Công việc này giao cho Ban Quản lý chợ đảm nhiệm, xong trước ngày 30/4/2024.", ["Ban Quản lý chợ"], []),
        ("Cơ quan thực hiện là Phòng Nội vụ.", ["Phòng Nội vụ"], []),
        ("Cơ quan chủ trì là Phòng Nội vụ; cơ quan phối hợp là các xã.", ["Phòng Nội vụ"], ["các xã"]),
        ("Đơn vị chủ trì là Trạm Y tế xã, phối hợp là Đoàn xã.", ["Trạm Y tế xã"], ["Đoàn xã"]),
        ("Phòng Tư pháp chịu trách nhiệm nội dung này.", ["Phòng Tư pháp"], []),
    ],
)
def test_a_last_sentence_tells_who_leads(last: str, leads: list[str], partners: list[str]) -> None:
    item = duty(f"Sửa chữa hệ thống chiếu sáng. {last}")
    assert (item.kind, *who(item)) == ("task", leads, [p.replace("Đoàn", full_union()) for p in partners])


def full_union() -> str:
    return Catalogue.load().split("Đoàn xã")[0].removesuffix(" xã")


def test_a_sentence_that_says_what_somebody_is_charges_nobody() -> None:
    item = duty("Nâng vốn điều lệ lên 10 tỷ đồng. Ngày truyền thống là Ngày Thầy thuốc.")
    assert (item.leads, item.text) == ([], "Nâng vốn điều lệ lên 10 tỷ đồng. Ngày truyền thống là Ngày Thầy thuốc.")


@pytest.mark.parametrize(
    ("group", "does"),
    [
        ("Tất cả các làng nghề có hệ thống thu gom, xử lý nước thải", "ký cam kết bảo vệ môi trường."),
        ("Các doanh nghiệp có hệ thống xử lý khí thải", "lắp đặt quan trắc tự động."),
        ("Các trường có nhà vệ sinh xuống cấp", "lập dự toán sửa chữa."),
    ],
)
def test_a_clause_with_verbs_belongs_to_the_group(group: str, does: str) -> None:
    assert duty(f"{group} {does}").leads == [group]


def test_what_a_group_has_is_no_duty_of_a_part_of_its_name() -> None:
    assert duty("Tất cả các làng nghề có hệ thống thu gom, xử lý nước thải đạt quy chuẩn.").leads == []


def test_a_board_named_for_its_work_heads_its_duties() -> None:
    assert headed("Ban Chỉ đạo phát triển du lịch tỉnh").leads == ["Ban Chỉ đạo phát triển du lịch tỉnh"]


def test_under_an_agency_others_that_a_point_names_are_charged_with_it() -> None:
    plan = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ\na) Rà soát quy định.\nb) Công an huyện, Thanh tra huyện "
    assert by_ref(read(f"{plan}tăng cường kiểm tra.\n"))["II.1.b"].leads == ["Công an huyện", "Thanh tra huyện"]


def test_the_number_of_a_page_is_no_part_of_a_name_but_that_of_a_region_is() -> None:
    glued = row("Sở Y tế 4", "Sở Nông nghiệp và Môi trường 15", "Quý II/2024")
    assert who(glued) == (["Sở Y tế"], ["Sở Nông nghiệp và Môi trường"])
    numbered = row("Chi cục Hải quan khu vực 8", "UBND phường 12", "Quý II/2024")
    assert who(numbered) == (["Chi cục Hải quan khu vực 8"], ["UBND phường 12"])


def test_a_unit_and_the_agency_it_is_of_are_one_but_two_agencies_two() -> None:
    split = Catalogue.load().split
    assert split("Phòng Cảnh sát giao thông - Công an tỉnh") == ["Phòng Cảnh sát giao thông - Công an tỉnh"]
    assert split("Sở Y tế - Sở Nội vụ") == ["Sở Y tế", "Sở Nội vụ"]


@pytest.mark.parametrize(
    ("printed", "window"),
    [
        ("giai đoạn 2024-2025", ("phase", "2024-01-01", "2025-12-31")),
        ("hằng quý", ("recurring", None, None)),
        ("thường xuyên", ("continuous", None, None)),
    ],
)
@pytest.mark.parametrize("stop", [";", ","])
def test_a_time_behind_the_partners_is_none_of_them(printed: str, window: tuple[str, ...], stop: str) -> None:
    item = row("Phòng Kinh tế", f"UBND phường Quảng Yên{stop} {printed}", "")
    assert item.coordinators == ["UBND phường Quảng Yên"]
    assert [(kind, start and str(start), end and str(end)) for kind, start, end in windows(item)] == [window]


@pytest.mark.parametrize(
    "words", ["Công an huyện: thường xuyên nắm tình hình.", "Trạm Y tế xã duy trì trực thường xuyên 24/24 giờ."]
)
def test_what_is_always_done(words: str) -> None:
    assert [timing.type for timing in duty(words).timings] == ["continuous"]


@pytest.mark.parametrize(
    "words",
    [
        "Khi xảy ra ngộ độc thực phẩm, Hiệu trưởng phải báo cáo ngay cho Trạm Y tế xã.",
        "Trước ngày 05 của tháng đầu quý, Phòng Kinh tế báo cáo UBND huyện tiến độ triển khai.",
        "Các đơn vị có trách nhiệm báo cáo kịp thời các vướng mắc về UBND huyện.",
    ],
)
def test_who_must_report_reports(words: str) -> None:
    assert duty(words).kind == "report"


def test_to_report_on_what_was_looked_into_is_a_task() -> None:
    assert duty("Phòng Y tế rà soát, báo cáo đề xuất phương án sắp xếp trạm y tế.").kind == "task"


@pytest.mark.parametrize("words", ["cán bộ y tế xã", "các cơ sở y tế", "cơ sở giáo dục mầm non", "can bo noi vu"])
def test_the_end_of_a_word_begins_no_agency(words: str) -> None:
    assert Catalogue.load().find(words) == []


NAMES = [
    "Học viện Hành chính Quốc gia",
    "Trường Cao đẳng nghề số 5",
    "Phòng Kế hoạch - Kỹ thuật",
    "Trung tâm Bảo tồn di sản",
    "Đội Thanh niên xung kích",
    "Xí nghiệp Thủy nông",
    "Khoa Nhi",
    "Hiệu trưởng",
    "Trưởng các thôn",
]
DOES = [
    "mở",
    "tổ chức",
    "xây dựng",
    "quản lý",
    "chăm sóc",
    "hỗ trợ",
    "nghiên cứu",
    "thiết lập",
    "trợ giúp",
    "bồi dưỡng",
    "khai thác",
    "vệ sinh",
    "dừng",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("done", ["03 điểm trên địa bàn", "các khu vực đông người", "nơi ở của người cao tuổi"])
def test_a_name_ends_before_what_is_done_even_where_names_hold_the_verb(name: str, done: str) -> None:
    found = {verb: Catalogue.load().subject(f"{name} {verb} {done}.") for verb in DOES}
    assert {verb: said and said[0] for verb, said in found.items()} == {verb: [name] for verb in DOES}


@pytest.mark.parametrize(
    "name",
    [
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông",
        "Quỹ Hỗ trợ phát triển hợp tác xã",
        "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ",
        "Công ty Khai thác công trình thủy lợi",
        "Trường Bồi dưỡng cán bộ quản lý giáo dục",
    ],
)
def test_a_verb_inside_a_name_stays_in_it(name: str) -> None:
    assert Catalogue.load().split(name) == [name]
    assert Catalogue.load().is_agency(f"{name}.")
    assert duty(f"{name} chủ trì rà soát hồ sơ.").leads == [name]


def test_organisations_and_persons_are_a_group() -> None:
    assert headed("Tổ chức, cá nhân có liên quan").leads == ["Tổ chức, cá nhân có liên quan"]
    assert duty("Tổ chức, cá nhân vi phạm bị xử lý theo quy định.").leads == []


FLAT = """TT
Thời gian hoàn thành
Cơ quan chủ trì
Nội dung nhiệm vụ
Sản phẩm
Cơ quan phối hợp
I
Kiểm soát thủ tục hành chính
1
Quý II/2024
Văn phòng HĐND và UBND huyện
Rà soát, đơn giản hóa thủ tục hành chính
Báo cáo rà soát
Phòng Nội vụ
2
Quý III/2024
Phòng Nội vụ
Đo lường sự hài lòng của người dân
Báo cáo kết quả
UBND các xã, thị trấn
"""


def marked(text: str) -> list[str]:
    return [passage.text for passage in review_of(text_blocks(text), "vi-du.txt").marked]


def test_the_head_of_a_table_of_one_cell_a_line_is_no_duty() -> None:
    text = f"{HEAD}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{FLAT}"
    assert len(read(text).items) == 2
    assert marked(text) == []


def test_a_numbered_title_above_headings_of_duties_is_no_duty() -> None:
    titled = "1. Thu gom, xử lý rác thải\n* Trên mặt nước:\n+ Đầu tư 06 tàu thu gom rác (Sở Xây dựng chủ trì).\n"
    text = f"{HEAD}II. NHIỆM VỤ\n{titled}* Trên bờ:\n+ Xây dựng trạm trung chuyển rác (Sở Tài chính chủ trì).\n"
    assert len(read(text).items) == 2
    assert marked(text) == []


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Bộ Y tế giao Cục Y tế dự phòng làm đầu mối theo dõi việc thực hiện.", "Cục Y tế dự phòng"),
        ("Sở Xây dựng giao Thanh tra Sở kiểm tra các công trình.", "Thanh tra Sở"),
        ("Sở Y tế giao ban với các bệnh viện hằng tuần.", "Sở Y tế"),
    ],
)
def test_who_is_given_a_duty_bears_it_not_who_gives_it(words: str, lead: str) -> None:
    assert duty(words).leads == [lead]


def test_a_closing_paragraph_in_which_an_agency_gives_a_duty_is_one_by_itself() -> None:
    points = "1. Chủ động giám sát ca bệnh.\n\n2. Khẩn trương tiêm chủng.\n\n"
    closing = "Bộ Y tế giao Cục Y tế dự phòng theo dõi, hướng dẫn chuyên môn.\n\nTrân trọng cảm ơn./.\n"
    letter = "BỘ Y TẾ\n\nSố: 18/BYT-DP\nHà Nội, ngày 05 tháng 9 năm 2024\n\nKính gửi: Ủy ban nhân dân các tỉnh\n\n"
    items = read(f"{letter}Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh triển khai:\n\n{points}{closing}").items
    assert [(item.text, item.leads[:1]) for item in items[-2:]] == [
        ("Khẩn trương tiêm chủng.", ["UBND các tỉnh"]),
        ("Bộ Y tế giao Cục Y tế dự phòng theo dõi, hướng dẫn chuyên môn.", ["Cục Y tế dự phòng"]),
    ]


def test_rows_with_wide_gaps_below_rows_with_tabs_are_of_one_table() -> None:
    columns = "STT\tNhiệm vụ\tĐơn vị thực hiện\tThời hạn\n1\tCông bố thủ tục nội bộ\tSở Nội vụ\tTháng 02/2026\n"
    rows = "2    Ủy quyền thủ tục    Sở Tư pháp    Thường xuyên\n3    Tổng kết    Văn phòng UBND tỉnh    Quý IV\n"
    items = read(f"{HEAD}PHỤ LỤC\n{columns}{rows}").items
    assert [(item.text, item.leads) for item in items] == [
        ("Công bố thủ tục nội bộ", ["Sở Nội vụ"]),
        ("Ủy quyền thủ tục", ["Sở Tư pháp"]),
        ("Tổng kết", ["Văn phòng UBND tỉnh"]),
    ]


def test_to_follow_up_is_no_preamble() -> None:
    found = duty("Theo dõi, đôn đốc, tổng hợp báo cáo Bộ Y tế, UBND tỉnh, Ban An toàn giao thông tỉnh theo định kỳ.")
    assert (found.kind, found.leads) == ("report", [])


def test_whom_the_issuer_asks_is_charged() -> None:
    letter = "UBND TỈNH VÍ DỤ\nSỞ Y TẾ\nSố: 12/SYT-KH\nVí Dụ, ngày 03 tháng 3 năm 2024\nKẾ HOẠCH\nTrồng cây\n"
    items = read(f"{letter}1. Sở Y tế yêu cầu thủ trưởng các bệnh viện trồng 100 cây.\n2. Sở Xây dựng cấp cây.\n").items
    assert [item.leads for item in items] == [["thủ trưởng các bệnh viện"], ["Sở Xây dựng"]]


def test_sentences_below_a_title_are_duties_of_their_own() -> None:
    below = "Tuyên truyền đến từng thôn, bản.\nBiểu dương, khen thưởng các hộ thoát nghèo.\n"
    items = read(f"{HEAD}II. NHIỆM VỤ\n1. Đẩy mạnh tuyên truyền, nâng cao nhận thức\n{below}2. Kiểm tra rừng.\n").items
    assert [item.text for item in items[:2]] == below.splitlines()


def test_an_agency_on_a_full_line_heads_what_stands_below() -> None:
    broken = (
        "      Tuyên truyền, vận động đoàn viên, hội viên và Nhân dân quản lý, giám sát\ntrẻ em; tham gia việc khác.\n"
    )
    points = "".join(f"{at}. Đề nghị Ủy ban MTTQ Việt Nam huyện và các đoàn thể huyện\n{broken}" for at in range(1, 8))
    found = by_ref(read(f"{HEAD}II. NHIỆM VỤ\n{points}"))["II.1"]
    assert found.leads == ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "các đoàn thể huyện"]


def test_the_newspaper_of_a_province_keeps_its_own_name() -> None:
    assert duty("Báo Điện Biên Phủ đưa tin về việc trồng cây.").leads == ["Báo Điện Biên Phủ"]


def test_the_signer_beside_those_who_get_a_copy() -> None:
    end = (
        "Nơi nhận:                 TM. ỦY BAN NHÂN DÂN\n- Sở Y tế;                KT. CHỦ TỊCH\n"
        "- Huyện ủy, HĐND huyện;   PHÓ CHỦ TỊCH\n- Các phòng, ban;\n- Lưu: VT, YT.            Nguyễn Văn Mẫu\n"
    )
    document = read(f"{HEAD}II. NHIỆM VỤ\n1. Phòng Nội vụ kiểm tra.\n{end}").document
    assert (document.signer, document.signer_title) == ("Nguyễn Văn Mẫu", "Phó Chủ tịch")


@pytest.mark.parametrize("first", ["chủ trì", "chịu trách nhiệm chính", "đầu mối"])
@pytest.mark.parametrize("second", ["phối hợp", "tham gia"])
def test_brackets_that_share_a_duty_out(first: str, second: str) -> None:
    assert who(duty(f"Sở Y tế ({first}), Sở Nội vụ ({second}) rà soát các chợ.")) == (["Sở Y tế"], ["Sở Nội vụ"])


def test_reports_collected_and_sent_on_are_a_duty_of_each() -> None:
    first = "Các phòng báo cáo Sở Y tế trước ngày 05/12/2024"
    second = "Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2024."
    items = read(f"{HEAD}II. BÁO CÁO\n1. {first}; {second}\n2. Sở Xây dựng trồng cây.\n").items
    told = [(item.leads, item.report_to, windows(item)[0][2].isoformat()) for item in items[:2]]  # type: ignore[union-attr]
    assert told == [(["Các phòng"], ["Sở Y tế"], "2024-12-05"), (["Sở Y tế"], ["UBND tỉnh"], "2024-12-15")]
    one = duty("Sở Y tế báo cáo Bộ Y tế trước ngày 05/12/2024; Sở Xây dựng báo cáo UBND tỉnh.")
    assert one.leads == ["Sở Y tế"]


@pytest.mark.parametrize(
    "group",
    [
        "Công an các huyện, thành, thị",
        "UBND các huyện, thị, thành",
        "Các cơ sở tiêm chủng dịch vụ",
        "Các đơn vị cung ứng vật tư",
    ],
)
def test_groups_with_shortened_levels_or_a_trade_are_one(group: str) -> None:
    assert headed(group).leads == [group]


def test_money_and_a_plea_behind_the_points_of_a_letter_are_no_duty_of_its_addressees() -> None:
    points = "1. Các bệnh viện\n- Mua thêm vắc xin.\n2. Kinh phí thực hiện: Từ ngân sách địa phương.\n"
    plea = "Sở Y tế đề nghị UBND các huyện, thành, thị quan tâm bố trí kinh phí.\n"
    head = "SỞ Y TẾ\nSố: 3/SYT-NVY\nVí Dụ, ngày 03 tháng 3 năm 2024\nV/v tiêm chủng\nKính gửi: Các bệnh viện.\n"
    items = read(f"{head}Sở Y tế yêu cầu các đơn vị thực hiện như sau:\n{points}\n{plea}").items
    assert [(item.kind, item.leads) for item in items] == [
        ("task", ["Các bệnh viện"]),
        ("funding", []),
        ("directive", ["UBND các huyện, thành, thị"]),
    ]


def test_a_share_to_be_reached_is_a_target_though_it_speaks_of_reports() -> None:
    goals = "1. Mục tiêu cụ thể\na) 100% báo cáo định kỳ được gửi trên hệ thống.\nb) 90% hồ sơ được số hóa.\n"
    items = read(f"{HEAD}II. MỤC TIÊU\n{goals}").items
    assert [item.kind for item in items[-2:]] == ["target", "target"]


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("Báo cáo 6 tháng trước ngày 10/6/2024 và báo cáo năm trước ngày 25/11/2024 về UBND huyện.", ["UBND huyện"]),
        ("Báo cáo năm trước ngày 25/11/2024, gửi Ủy ban nhân dân tỉnh (qua Sở Nội vụ).", ["UBND tỉnh"]),
        ("Tổng hợp, báo cáo Hiệu trưởng vào ngày 25 hằng tháng.", ["Hiệu trưởng"]),
    ],
)
def test_whom_a_report_goes_to_behind_its_days(words: str, to: list[str]) -> None:
    assert duty(words).report_to == to
