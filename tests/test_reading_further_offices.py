"""Plans of tax offices, forces, schools, hospitals and neighbourhood bodies: names of several parts, tables without
numbers, headings behind the letters of groups, what a duty waits for, and boards that issue.

All documents are examples written for these tests; none exists.
"""

from datetime import date

import pytest

from knowledge.models import Item
from tests.reading import by_ref, read, who, windows

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2024
KẾ HOẠCH
Giữ gìn trật tự năm 2024
"""


def duties(*points: str) -> list[Item]:
    numbered = "".join(f"{at}. {point}\n" for at, point in enumerate(points, 1))
    return read(f"{HEAD}I. NHIỆM VỤ\n{numbered}").items


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Đảng ủy Quân sự tỉnh chỉ đạo lực lượng dân quân.", ["Đảng ủy Quân sự tỉnh"]),
        (
            "Đảng ủy Biên phòng tỉnh, Đảng ủy Quân sự huyện lãnh đạo việc tuần tra.",
            ["Đảng ủy Biên phòng tỉnh", "Đảng ủy Quân sự huyện"],
        ),
        ("Phòng Tài chính kế toán cân đối nguồn thu.", ["Phòng Tài chính kế toán"]),
        ("Phòng Tài chính huyện cân đối nguồn thu.", ["Phòng Tài chính - Kế hoạch huyện"]),
        ("Hội đồng tư vấn thuế các phường vận động hộ bán hàng.", ["Hội đồng tư vấn thuế các phường"]),
        ("Tổ hòa giải các thôn tiếp nhận đơn của người dân.", ["Tổ hòa giải các thôn"]),
        ("Tổ công nghệ số cộng đồng xã hướng dẫn cài đặt.", ["Tổ công nghệ số cộng đồng xã"]),
        ("Tổ Chăm sóc khách hàng tiếp nhận, xử lý ý kiến.", ["Tổ Chăm sóc khách hàng"]),
        ("Trung tâm Dạy nghề và Hỗ trợ phụ nữ mở 02 lớp may.", ["Trung tâm Dạy nghề và Hỗ trợ phụ nữ"]),
        ("Sở Nội vụ (cơ quan thường trực), Sở Tư pháp soạn đề cương.", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Các công đoàn cơ sở gửi danh sách đoàn viên.", ["Các công đoàn cơ sở"]),
        ("Các cơ quan báo cáo tiến độ cho Sở Nội vụ.", ["Các cơ quan"]),
    ],
)
def test_who_a_sentence_charges(sentence: str, leads: list[str]) -> None:
    assert [item.leads for item in duties(sentence)] == [leads]


@pytest.mark.parametrize(
    ("printed", "leads"),
    [
        ("Ban Chỉ đạo 389 huyện, thị xã, thành phố", ["Ban Chỉ đạo 389 huyện, thị xã, thành phố"]),
        ("Công an xã, phường; Sở Y tế", ["Công an xã, phường", "Sở Y tế"]),
        ("Phòng Quản lý, hỗ trợ doanh nghiệp; Thuế tỉnh", ["Phòng Quản lý, hỗ trợ doanh nghiệp", "Thuế tỉnh"]),
        (
            "Phòng Quản lý, hỗ trợ hộ kinh doanh, cá nhân",
            ["Phòng Quản lý, hỗ trợ hộ kinh doanh, cá nhân"],
        ),
        (
            "Hiệp hội Doanh nghiệp nhỏ và vừa huyện, Hội Nông dân huyện",
            ["Hiệp hội Doanh nghiệp nhỏ và vừa huyện", "Hội Nông dân huyện"],
        ),
        ("Trạm Kiểm định phương tiện thủy, bộ tỉnh", ["Trạm Kiểm định phương tiện thủy, bộ tỉnh"]),
        ("Chi cục Thủy lợi, Bộ Chỉ huy Quân sự tỉnh", ["Chi cục Thủy lợi", "Bộ Chỉ huy Quân sự tỉnh"]),
        ("Viện Pasteur TP. Hồ Chí Minh; Sở Y tế", ["Viện Pasteur TP. Hồ Chí Minh", "Sở Y tế"]),
        ("Tổng phụ trách Đội", ["Tổng phụ trách Đội"]),
        ("Đ/c Phó Chủ tịch Thường trực; Ban Tuyên giáo", ["Phó Chủ tịch Thường trực", "Ban Tuyên giáo"]),
    ],
)
def test_whom_a_label_names(printed: str, leads: list[str]) -> None:
    plan = read(
        f"{HEAD}I. NHIỆM VỤ\n1. Rà soát hồ sơ lưu trữ.\n- Đơn vị chủ trì: {printed}.\n- Thời gian: quý II/2024.\n"
    )
    assert [item.leads for item in plan.items] == [leads]


def test_whom_a_duty_is_done_with() -> None:
    told = duties(
        "Trường Tiểu học Ví Dụ phối hợp với Ban đại diện cha mẹ học sinh tổ chức ngày hội.",
        "Sở Công Thương phối hợp với Viettel Ví Dụ, VNPT Ví Dụ phủ sóng các chợ.",
    )
    assert [item.coordinators for item in told] == [
        ["Ban đại diện cha mẹ học sinh"],
        ["Viettel Ví Dụ", "VNPT Ví Dụ"],
    ]


def test_a_unit_of_the_agency_in_the_heading_leads_what_it_is_said_to_do() -> None:
    plan = read("""HỘI NÔNG DÂN VIỆT NAM
BAN CHẤP HÀNH TỈNH VÍ DỤ
Số: 15/KH-HNDT
Ví Dụ, ngày 10 tháng 02 năm 2023
KẾ HOẠCH
Phong trào sạch đồng ruộng năm 2023
I. THỰC HIỆN
1. Hội Nông dân tỉnh
a) Ban Tuyên huấn Hội Nông dân tỉnh làm thường trực phong trào.
b) Chỉ đạo Hội Nông dân các huyện ra quân.
""")
    assert plan.document.issuer == "Hội Nông dân tỉnh Ví Dụ"
    assert [item.leads for item in plan.items] == [["Ban Tuyên huấn Hội Nông dân tỉnh"], ["Hội Nông dân tỉnh"]]


ROWS_BELOW_LETTERS = f"""{HEAD}I. PHÂN CÔNG
STT | Đơn vị chủ trì | Thời hạn | Nhiệm vụ | Đơn vị phối hợp
A | Khảo sát ban đầu
1 | Phòng Tư pháp | Tháng 4/2024 | Lập danh mục văn bản | Phòng Nội vụ
B | Thanh tra huyện
2 | | Tháng 5/2024 | Kiểm tra việc tiếp dân | Công an huyện
"""


def test_a_heading_behind_the_letter_of_its_group_names_no_lead_but_an_agency() -> None:
    items = by_ref(read(ROWS_BELOW_LETTERS))
    assert list(items) == ["I.A.1", "I.B.2"]
    assert who(items["I.A.1"]) == (["Phòng Tư pháp"], ["Phòng Nội vụ"])
    assert items["I.A.1"].heading == "Khảo sát ban đầu"
    assert who(items["I.B.2"]) == (["Thanh tra huyện"], ["Công an huyện"])


ONE_CELL_A_LINE = f"""{HEAD}A. NỘI DUNG TRÌNH HỌP
Thời gian trình
Nội dung
Lãnh đạo chỉ đạo
Cơ quan chủ trì soạn thảo
Cơ quan phối hợp
Trước ngày 05/4
Đề án sắp xếp chợ
Chủ tịch UBND huyện
Phòng Kinh tế và Hạ tầng
Công an huyện
Trước ngày 12/4
Phương án thu gom rác
Phó Chủ tịch UBND huyện phụ trách kinh tế
Phòng Tài nguyên và Môi trường
UBND các xã, thị trấn

B. BÁO CÁO
Thời gian trình
Tên báo cáo
Cơ quan chuẩn bị
Nơi nhận báo cáo
Trước ngày 18/4
Báo cáo thu ngân sách
Phòng Tài chính - Kế hoạch
UBND tỉnh
Trước ngày 20/4
Báo cáo tiếp công dân
Ban Quản lý các chương trình mục tiêu quốc gia huyện
Thường trực Huyện ủy

C. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ theo dõi việc thực hiện.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
"""


def test_tables_without_numbers_one_cell_a_line() -> None:
    items = by_ref(read(ONE_CELL_A_LINE))
    assert [(ref, item.leads, item.coordinators) for ref, item in items.items()] == [
        ("A.1", ["Phòng Kinh tế và Hạ tầng"], ["Công an huyện"]),
        ("A.2", ["Phòng Tài nguyên và Môi trường"], ["UBND các xã, thị trấn"]),
        ("B.1", ["Phòng Tài chính - Kế hoạch"], []),
        ("B.2", ["Ban Quản lý các chương trình mục tiêu quốc gia huyện"], []),
        ("C.1", ["Phòng Nội vụ"], []),
    ]
    assert windows(items["A.2"]) == [("once", None, date(2024, 4, 12))]
    assert items["B.1"].kind == "report"


def test_such_a_table_may_name_posts() -> None:
    plan = read(f"""{HEAD}I. NỘI DUNG
Thời gian
Nội dung
Người phụ trách
Phối hợp
Tháng 9/2024
Ký cam kết với gia đình
Giáo viên chủ nhiệm
Ban đại diện cha mẹ học sinh
Tháng 10/2024
Diễn đàn về tình bạn
Tổng phụ trách Đội
Đoàn Thanh niên xã
II. THỰC HIỆN
1. Phòng Nội vụ theo dõi.
""")
    assert [who(item)[0] for item in plan.items] == [["Giáo viên chủ nhiệm"], ["Tổng phụ trách Đội"], ["Phòng Nội vụ"]]


def test_numbered_rows_led_by_a_board_whose_name_holds_a_verb() -> None:
    plan = read(f"""{HEAD}I. NHIỆM VỤ
TT
Thời hạn
Cơ quan chủ trì
Nội dung
Cơ quan phối hợp
1
Thường xuyên
Tổ công tác triển khai Đề án thanh toán số huyện
Rà soát điểm thu phí
UBND các xã
2
Quý II/2024
Phòng Nội vụ
Lập danh sách
Công an huyện
""")
    assert [who(item) for item in plan.items] == [
        (["Tổ công tác triển khai Đề án thanh toán số huyện"], ["UBND các xã"]),
        (["Phòng Nội vụ"], ["Công an huyện"]),
    ]


@pytest.mark.parametrize(
    ("duty", "when"),
    [
        ("Sở Y tế trực cấp cứu khách du lịch, từ tháng 5 đến tháng 8/2024.", [(date(2024, 5, 1), date(2024, 8, 31))]),
        ("Sở Nội vụ mở 04 lớp bồi dưỡng cho trưởng thôn trong năm 2024.", [(date(2024, 1, 1), date(2024, 12, 31))]),
        ("Sở Nội vụ thẩm tra các vụ khiếu nại phát sinh trong năm 2024, kiến nghị xử lý.", []),
        ("Sở Nội vụ mở lại các hồ sơ đã khép trong năm 2024.", []),
    ],
)
def test_the_months_and_the_year_of_a_duty(duty: str, when: list[tuple[date, date]]) -> None:
    assert [[(first, last) for _, first, last in windows(item)] for item in duties(duty)] == [when]


@pytest.mark.parametrize(
    ("duty", "raw"),
    [
        ("Khi có dịch, Sở Y tế lập đội cơ động.", "Khi có dịch"),
        ("Sau khi kết thúc mỗi mùa lũ, Sở Xây dựng kiểm tra kè.", "Sau khi kết thúc mỗi mùa lũ"),
        ("Sở Y tế khử khuẩn ngay khi phát hiện ca bệnh.", "ngay khi phát hiện ca bệnh"),
        ("Sở Y tế khử khuẩn lớp học (ngay khi phát hiện ca bệnh) tại các trường.", "ngay khi phát hiện ca bệnh"),
        ("Sau khi xem xét, Sở Y tế trả lời người dân.", None),
        ("Sở Y tế trả lời người dân khi cần.", None),
    ],
)
def test_what_a_duty_waits_for(duty: str, raw: str | None) -> None:
    told = duties(duty)
    assert [item.timing_raw for item in told] == [raw]
    assert [timing.type for item in told for timing in item.timings] == (["ad_hoc"] if raw else [])


def test_a_goal_told_in_one_paragraph_and_where_the_money_comes_from() -> None:
    plan = read(f"""{HEAD}I. MỤC TIÊU
Kéo giảm 10% số vụ đuối nước so với năm 2023.
II. NGUYÊN TẮC PHÂN CÔNG
1. Tổ Giúp việc Ban Chỉ đạo huyện tổng hợp, báo cáo Thường trực Ban Chỉ đạo trước ngày 20 hằng tháng.
III. THỰC HIỆN
1. Phòng Nội vụ theo dõi.
2. Kinh phí thực hiện lấy từ dự toán được giao và nguồn tài trợ.
Yêu cầu các đơn vị nghiêm túc thực hiện./.
""")
    assert [(item.kind, item.text) for item in plan.items] == [
        ("target", "Kéo giảm 10% số vụ đuối nước so với năm 2023."),
        (
            "report",
            "Tổ Giúp việc Ban Chỉ đạo huyện tổng hợp, báo cáo Thường trực Ban Chỉ đạo trước ngày 20 hằng tháng.",
        ),
        ("task", "Phòng Nội vụ theo dõi."),
        ("funding", "Kinh phí thực hiện lấy từ dự toán được giao và nguồn tài trợ."),
        ("directive", "Yêu cầu các đơn vị nghiêm túc thực hiện."),
    ]


def test_aims_that_cannot_be_measured_are_no_goals_in_a_paragraph() -> None:
    plan = read(f"{HEAD}I. MỤC TIÊU\nXây dựng nếp sống văn minh ở khu dân cư.\nII. NHIỆM VỤ\n1. Sở Y tế tập huấn.\n")
    assert [item.ref for item in plan.items] == ["II.1"]


def test_a_conclusion_drops_what_it_looks_back_on_and_keeps_its_last_points() -> None:
    plan = read("""HUYỆN ỦY VÍ DỤ
*
Số 25-TB/HU
Ví Dụ, ngày 22 tháng 6 năm 2024
THÔNG BÁO
kết luận của Thường trực Huyện ủy về xây dựng nông thôn mới
1. Về đánh giá chung: Đảng ủy xã có nhiều cố gắng, thu ngân sách đạt khá.
2. Về nhiệm vụ: Ban Tổ chức Huyện ủy rà soát cán bộ trong quý III/2024.
3. Về kiến nghị của xã: Giao UBND huyện xem xét việc sửa đường, trả lời xã trong tháng 7/2024.
Văn phòng Huyện ủy theo dõi việc thực hiện Thông báo này.
""")
    assert [item.leads for item in plan.items] == [["Ban Tổ chức Huyện ủy"], ["UBND huyện"], ["Văn phòng Huyện ủy"]]
    assert windows(plan.items[1]) == [("once", date(2024, 7, 1), date(2024, 7, 31))]


def test_who_prepares_a_meeting_and_who_attends_it() -> None:
    plan = read("""ĐẢNG ỦY PHƯỜNG VÍ DỤ
Số 38-CTr/ĐU
Ví Dụ, ngày 10 tháng 5 năm 2024
CHƯƠNG TRÌNH CÔNG TÁC TUẦN
THỨ HAI (ngày 13/5)
- Sáng: 8 giờ 00 Nghe báo cáo tiến độ đền bù.
+ Chủ trì: đồng chí Bí thư Đảng ủy phường.
+ Chuẩn bị nội dung: Phòng Kinh tế.
- Chiều: 14 giờ 00 Tiếp công dân.
+ Chủ trì: đồng chí Bí thư Đảng ủy phường.
+ Cùng dự: Công an phường.
""")
    assert [(item.text, item.coordinators) for item in plan.items] == [
        ("Sáng: 8 giờ 00 Nghe báo cáo tiến độ đền bù.", ["Phòng Kinh tế"]),
        ("Chiều: 14 giờ 00 Tiếp công dân.", ["Công an phường"]),
    ]


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        (
            "TỈNH ỦY VÍ DỤ\nBAN CHỈ ĐẠO VỀ NHÀ Ở, ĐẤT ĐAI\nVÀ TÁI ĐỊNH CƯ",
            "Ban Chỉ đạo về nhà ở, đất đai và tái định cư tỉnh Ví Dụ",
        ),
        (
            "UBND HUYỆN VÍ DỤ\nBAN CHỈ ĐẠO PHÒNG, CHỐNG TỆ NẠN XÃ HỘI VÀ\nXÂY DỰNG NẾP SỐNG MỚI",
            "Ban Chỉ đạo Phòng, chống tệ nạn xã hội và xây dựng nếp sống mới huyện Ví Dụ",
        ),
        ("UBND HUYỆN VÍ DỤ\nBAN CHỈ HUY PHÒNG THỦ DÂN SỰ", "Ban Chỉ huy Phòng thủ dân sự huyện Ví Dụ"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH VÍ DỤ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Ví Dụ"),
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nBAN CHẤP HÀNH HUYỆN VÍ DỤ", "Hội Liên hiệp Phụ nữ huyện Ví Dụ"),
        ("BỘ Y TẾ\nCỤC DÂN SỐ", "Cục Dân số"),
    ],
)
def test_who_issues(letterhead: str, issuer: str) -> None:
    plan = read(
        f"{letterhead}\nSố: 05/KH-VD\nVí Dụ, ngày 03 tháng 3 năm 2024\nKẾ HOẠCH\nNăm 2024\n1. Sở Y tế kiểm tra.\n"
    )
    assert plan.document.issuer == issuer
