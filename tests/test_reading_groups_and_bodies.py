"""Groups that a clause narrows, bodies outside the lists, partners between commas, names broken over lines.

All documents are examples written for these tests; none exists.
"""

import pytest

from knowledge.models import Item
from tests.reading import by_ref, read, who

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN VÍ DỤ
Số: 15/KH-UBND
Ví Dụ, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Phát triển kinh tế - xã hội năm 2024
I. MỤC ĐÍCH
Bảo đảm thống nhất trong chỉ đạo.
II. NHIỆM VỤ
"""


def duty(wording: str) -> Item:
    """The first of two points, the second of which is led by another agency."""
    return read(f"{HEAD}1. {wording}\n2. Phòng Nội vụ rà soát vị trí việc làm.\n").items[0]


@pytest.mark.parametrize(
    ("group", "rest"),
    [
        ("Các trường mầm non có tổ chức bán trú", "công khai thực đơn hằng tuần."),
        ("UBND các xã có tuyến kênh đi qua", "huy động dân nạo vét lòng kênh."),
        ("UBND các xã, thị trấn ven hồ", "diễn tập sơ tán dân trong tháng 8/2024."),
        ("Các cơ quan được giao soạn đề án", "gửi dự thảo lấy ý kiến trước ngày 15/5/2024."),
        ("Các đơn vị được giao nhiệm vụ tại Kế hoạch này", "chủ động bố trí cán bộ."),
        ("Các xã chưa đạt tiêu chí thủy lợi", "lập danh mục công trình cần sửa."),
        ("Các xã đang xây dựng nông thôn mới nâng cao", "hoàn thiện hồ sơ minh chứng."),
        ("Các hộ sống trong vùng trũng thấp", "kê cao tài sản khi có tin bão."),
        ("Các hộ nuôi cá lồng trên sông", "di dời lồng bè vào nơi an toàn."),
        ("Các cơ sở giáo dục có nhu cầu tuyển dụng", "đăng ký chỉ tiêu với Phòng Nội vụ."),
        ("Các đơn vị quản lý, vận hành hồ chứa", "cập nhật mực nước hằng ngày."),
        ("Các doanh nghiệp sử dụng nhiều lao động nữ", "bố trí phòng vắt, trữ sữa."),
        ("Các hội, đoàn thể nhận ủy thác", "đối chiếu dư nợ với từng hộ vay."),
        ("Các trạm thu phí trên tuyến", "mở thêm làn khi xe đông."),
        ("UBND các phường trung tâm", "bố trí điểm giữ xe."),
    ],
)
def test_a_clause_that_says_which_of_a_group_are_meant_belongs_to_it(group: str, rest: str) -> None:
    item = duty(f"{group} {rest}")
    assert item.leads == [group]
    assert item.kind == "task"


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("UBND các xã có trách nhiệm vận động nhân dân hiến đất.", "UBND các xã"),
        ("Các xã tổ chức, triển khai trồng cây đầu xuân.", "Các xã"),
        ("Các đơn vị có kế hoạch tuyên truyền trên loa.", "Các đơn vị"),
        ("Các hộ dân sử dụng tiết kiệm điện, nước.", "Các hộ dân"),
        ("Các đơn vị được phân công chủ động triển khai kế hoạch.", "Các đơn vị được phân công"),
        ("Các phòng được giao chủ trì xây dựng kế hoạch triển khai.", "Các phòng"),
        ("Trạm Y tế xã có phương án trực cấp cứu.", "Trạm Y tế xã"),
    ],
)
def test_a_verb_of_the_sentence_opens_no_such_clause(sentence: str, lead: str) -> None:
    assert duty(sentence).leads == [lead]


@pytest.mark.parametrize(
    "group",
    [
        "Các trường tiểu học, THCS có tổ chức nội trú",
        "UBND các xã có tuyến đê đi qua",
        "Các đơn vị được giao quản lý, khai thác bến thủy",
        "Các xã chưa hoàn thành chỉ tiêu thu ngân sách",
    ],
)
def test_such_a_group_leads_as_a_heading_and_behind_a_label(group: str) -> None:
    headed = read(f"{HEAD}1. {group}\na) Sửa cổng, tường rào.\nb) Thay bóng đèn hỏng.\n").items
    assert [item.leads for item in headed] == [[group], [group]]
    labelled = duty(f"Sửa cổng, tường rào\n- Đơn vị chủ trì: {group}.\n- Thời gian: Quý II/2024.")
    assert labelled.leads == [group]


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("Liên danh nhà thầu thi công gói thầu số 3", "tăng cường 02 mũi thi công."),
        ("Liên danh Công ty Ví Dụ Một - Công ty Ví Dụ Hai", "hoàn trả mặt đường."),
        ("Đội quản lý trật tự đô thị", "tháo dỡ mái che lấn chiếm."),
        ("Tổ kiểm tra liên ngành", "lấy mẫu thực phẩm tại chợ."),
        ("Tổ tuần tra nhân dân", "tuần tra các tuyến hẻm."),
        ("Tổ chuyên môn", "xây dựng đề cương ôn tập."),
        ("Ban giám hiệu", "phân công giáo viên trực cổng."),
        ("Nhà trường", "thông báo các khoản thu."),
        ("Ban bảo vệ dân phố", "nhắc nhở hộ kinh doanh."),
        ("Chi bộ các thôn, tổ dân phố", "họp kiểm điểm trước ngày 10/6/2024."),
        ("Trưởng ban điều hành khóm", "lập danh sách hộ neo đơn."),
        ("Hợp tác xã vận tải Thống Nhất", "kiểm tra phù hiệu xe."),
        ("Công ty cổ phần cấp nước Ví Dụ", "súc rửa đường ống."),
        ("Trường tiểu học Ví Dụ", "mở lớp dạy bơi."),
        ("Công đoàn bệnh viện", "tổ chức khám sức khỏe cho đoàn viên."),
        ("Khoa Hồi sức tích cực", "bố trí kíp trực."),
        ("Khoa Dược", "dự trù thuốc, vật tư."),
        ("Ban Quản trị chung cư", "lắp chuông báo cháy tại các tầng."),
        ("Tổ hậu cần bầu cử", "chuẩn bị hòm phiếu phụ."),
        ("Nhân viên thiết bị trường học", "lập danh mục đồ dùng hỏng."),
    ],
)
def test_bodies_outside_the_lists_lead(body: str, rest: str) -> None:
    item = duty(f"{body} {rest}")
    assert [name.casefold() for name in item.leads] == [body.casefold()]


def test_boards_of_projects_are_written_out() -> None:
    assert duty("Ban QLDA 3 lập hồ sơ mời thầu.").leads == ["Ban Quản lý dự án 3"]
    labelled = duty("Sửa phòng học\n- Chủ trì: BQLDA ĐTXD huyện\n- Thời gian: Quý II/2024")
    assert labelled.leads == ["Ban Quản lý dự án đầu tư xây dựng huyện"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Công Thương, cùng với Sở Xây dựng, chọn vị trí chợ.", (["Sở Công Thương"], ["Sở Xây dựng"])),
        ("Phòng Kinh tế, cùng Hội Nông dân huyện, mở 04 lớp.", (["Phòng Kinh tế"], ["Hội Nông dân huyện"])),
        (
            "Công an xã phối hợp lực lượng Cảnh sát giao thông Công an huyện tuần tra trên tỉnh lộ.",
            (["Công an xã"], ["Cảnh sát giao thông Công an huyện"]),
        ),
        (
            "Giáo viên chủ nhiệm quản lý giờ ăn; cùng với nhân viên bảo mẫu rèn nền nếp cho trẻ.",
            (["Giáo viên chủ nhiệm"], ["nhân viên bảo mẫu"]),
        ),
    ],
)
def test_partners_between_commas_and_of_people(sentence: str, expected: tuple[list[str], list[str]]) -> None:
    assert who(duty(sentence)) == expected


def test_who_is_directed_does_not_lead_in_place_of_the_heading() -> None:
    text = f"{HEAD}1. UBND các xã, thị trấn\na) Chỉ đạo các đội xung kích canh gác đê.\nb) Sửa loa truyền thanh.\n"
    assert [item.leads for item in read(text).items] == [["UBND các xã, thị trấn"]] * 2


def test_a_doer_behind_a_title_that_begins_with_a_verb() -> None:
    assert duty("Dọn mương nội đồng: Các thôn thực hiện thường xuyên.").leads == ["Các thôn"]
    assert duty("Rà soát hương ước: đúng luật, đúng phong tục, dễ nhớ.").leads == []


def test_times_before_the_one_who_is_charged() -> None:
    item = duty("Hằng ngày, trước 15 giờ, Trạm Y tế xã báo cáo số ca mắc về Trung tâm Y tế huyện.")
    assert (item.leads, item.kind, item.report_to) == (["Trạm Y tế xã"], "report", ["Trung tâm Y tế huyện"])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Các thôn hằng tháng gửi số liệu về Công chức Thống kê xã.", "report"),
        ("Phòng Y tế định kỳ hằng quý gửi kết quả về UBND huyện.", "report"),
        ("Các thôn gửi danh sách học sinh về Trường Tiểu học Ví Dụ trước ngày 10/5/2024.", "task"),
        ("Sở Tài chính rà soát nguồn thu của ngân sách các cấp.", "task"),
        ("Sở Tài chính cấp bổ sung kinh phí mua vắc xin.", "funding"),
    ],
)
def test_kinds_at_the_border(sentence: str, kind: str) -> None:
    assert duty(sentence).kind == kind


def test_a_proper_name_broken_over_lines_is_read_whole() -> None:
    points = "1. Phòng Kinh tế sửa đường Mẫu Thượng.\n2. Công an huyện phân luồng ở ngã tư Mẫu\nThượng.\n"
    items = by_ref(read(HEAD + points))
    assert items["II.2"].text == "Công an huyện phân luồng ở ngã tư Mẫu Thượng."
    assert len(items) == 2


def test_a_note_that_names_an_agency_is_no_partner() -> None:
    plan = read(
        "UBND XÃ VÍ DỤ\nSố: 7/KH-UBND\nVí Dụ, ngày 04 tháng 3 năm 2024\nKẾ HOẠCH\nLàm sạch đồng ruộng năm 2024\n"
        "TT\nNội dung\nChủ trì\nPhối hợp\nThời gian\nGhi chú\n"
        "1\nĐặt bể chứa\nHội Nông dân xã\nCác thôn\nTháng 4/2024\nBáo cáo Đảng ủy xã\n"
        "2\nThu gom vỏ bao\nĐoàn xã\nTrạm Y tế xã\nTháng 5/2024\nXin ý kiến UBND xã\n"
    )
    assert [who(item) for item in plan.items] == [
        (["Hội Nông dân xã"], ["Các thôn"]),
        (["Đoàn xã"], ["Trạm Y tế xã"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Công ty được cấp phép khai thác cát.", []),
        ("Tổ hợp tác là hình thức kinh tế tập thể.", []),
        ("Câu lạc bộ gia đình văn hóa được nhân rộng ở các thôn.", []),
        ("Nhà trường không thu khoản nào trái quy định.", ["Nhà trường"]),
        (
            "Các đồng chí Ủy viên Ban Thường vụ được phân công theo dõi xã dự họp thôn.",
            ["Các đồng chí Ủy viên Ban Thường vụ được phân công theo dõi xã"],
        ),
    ],
)
def test_what_is_told_of_a_body_is_no_duty_of_it(sentence: str, leads: list[str]) -> None:
    assert duty(sentence).leads == leads


TABLE = """UBND XÃ VÍ DỤ
Số: 8/KH-UBND
Ví Dụ, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Giữ vệ sinh đồng ruộng năm 2024
TT
Nội dung
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian
"""


def test_cells_on_lines_of_their_own_that_say_the_same_as_above() -> None:
    plan = read(
        f"{TABLE}1\nĐặt bể chứa\nHội Nông dân xã\nCác thôn\nTháng 4/2024\n"
        "2\nThu gom vỏ bao\n-nt-\nĐoàn xã\nTháng 5/2024\n"
        "3\nTập huấn dùng thuốc\nnt\nTrạm Y tế xã\nQuý II/2024\n"
    )
    assert [(item.text, *who(item)) for item in plan.items] == [
        ("Đặt bể chứa", ["Hội Nông dân xã"], ["Các thôn"]),
        ("Thu gom vỏ bao", ["Hội Nông dân xã"], ["Đoàn xã"]),
        ("Tập huấn dùng thuốc", ["Hội Nông dân xã"], ["Trạm Y tế xã"]),
    ]


def test_cells_on_lines_of_their_own_with_narrowed_groups_new_bodies_and_broken_places() -> None:
    plan = read(
        f"{TABLE}1\nXây nhà vệ sinh\nCác trường có tổ chức bán trú\nUBND các xã có trường học\nTháng 7/2024\n"
        "2\nLắp máy lọc nước\nBan giám hiệu\nCông ty cổ phần cấp nước Ví Dụ\nQuý III/2024\n"
        "3\nSửa mương\nBan Quản lý dự án đầu tư\nxây dựng huyện\nUBND xã Mẫu\nThượng\nQuý IV/2024\n"
    )
    assert [who(item) for item in plan.items] == [
        (["Các trường có tổ chức bán trú"], ["UBND các xã có trường học"]),
        (["Ban giám hiệu"], ["Công ty cổ phần cấp nước Ví Dụ"]),
        (["Ban Quản lý dự án đầu tư xây dựng huyện"], ["UBND xã Mẫu Thượng"]),
    ]
