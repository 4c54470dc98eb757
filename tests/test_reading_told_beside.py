"""Plans that say who leads beside the duty: behind arrows and dashes, in brackets, in tables drawn with blanks or one
cell a line with columns in any order; and plans that charge the holders of posts and boards with long names.

All of them are examples written for these tests; none exists.
"""

from datetime import date

import pytest

from knowledge.names.agencies import Catalogue
from tests.reading import by_ref, read, who, windows

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2023
KẾ HOẠCH
"""

COLUMNS_IN_ANOTHER_ORDER = f"""{HEAD}Phòng, chống dịch bệnh động vật năm 2023
I. NHIỆM VỤ
TT
Thời hạn
Đơn vị phối hợp
Nhiệm vụ
Đơn vị chủ trì
Sản phẩm
A
Phòng bệnh
1
Tháng 4/2023
UBND các xã, thị trấn
Tiêm phòng vắc xin cho đàn trâu, bò
Trung tâm Dịch vụ nông nghiệp huyện
Báo cáo kết quả tiêm phòng
2
Quý I/2023
-
Tổ chức tháng tổng vệ sinh, khử trùng
UBND các xã, thị trấn
Kế hoạch cấp xã
B
Chống dịch
3
Thường xuyên
Công an huyện, Đội Quản lý thị trường số 3
Kiểm soát vận chuyển, giết mổ
động vật trên địa bàn
Phòng Nông nghiệp và PTNT
Biên bản kiểm tra
C
Hậu cần
4
Trước 30/6/2023
Phòng Tài chính - Kế hoạch
Dự phòng hóa chất, vật tư chống dịch
Trung tâm Dịch vụ nông nghiệp huyện
-
"""


def test_a_table_one_cell_a_line_counts_its_rows_on_from_group_to_group() -> None:
    items = by_ref(read(COLUMNS_IN_ANOTHER_ORDER))
    assert list(items) == ["I.A.1", "I.A.2", "I.B.3", "I.C.4"]
    vaccinated, cleaned, controlled, stored = items.values()
    assert who(vaccinated) == (["Trung tâm Dịch vụ nông nghiệp huyện"], ["UBND các xã, thị trấn"])
    assert (cleaned.text, *who(cleaned)) == ("Tổ chức tháng tổng vệ sinh, khử trùng", ["UBND các xã, thị trấn"], [])
    assert controlled.text == "Kiểm soát vận chuyển, giết mổ động vật trên địa bàn"
    assert controlled.heading == "Chống dịch"
    assert who(controlled) == (
        ["Phòng Nông nghiệp và Phát triển nông thôn"],
        ["Công an huyện", "Đội Quản lý thị trường số 3"],
    )
    assert who(stored) == (["Trung tâm Dịch vụ nông nghiệp huyện"], ["Phòng Tài chính - Kế hoạch"])
    assert windows(stored) == [("once", None, date(2023, 6, 30))]


def test_a_table_one_cell_a_line_may_name_the_holders_of_posts() -> None:
    plan = read("""KẾ HOẠCH
Năm học 2024 - 2025
TT
Nội dung công việc
Người phụ trách
Đơn vị
thực hiện
Thời gian
hoàn thành
Ghi chú
1
Tổ chức lễ khai giảng
Phó Hiệu trưởng
Phòng Công tác sinh viên
05/9/2024
2
Rà soát chương trình đào tạo
Trưởng phòng Đào tạo
Các khoa, bộ môn
Tháng 10 - 12/2024
Báo cáo Hội đồng trường
3
Tuyển sinh
Trưởng phòng Đào tạo
Phòng Truyền thông
Quý II/2025
""")
    assert [who(item) for item in plan.items] == [
        (["Phó Hiệu trưởng"], ["Phòng Công tác sinh viên"]),
        (["Trưởng phòng Đào tạo"], ["Các khoa, bộ môn"]),
        (["Trưởng phòng Đào tạo"], ["Phòng Truyền thông"]),
    ]


DRAWN_WITH_BLANKS = f"""{HEAD}Chăm sóc người cao tuổi năm 2023
I. NHIỆM VỤ
   STT    Nội dung công việc                 Người chủ trì              Đơn vị phối hợp        Hoàn thành

   I      Tuyên truyền
   1      Nói chuyện chuyên đề               Phó Chủ tịch UBND huyện    Hội Người cao tuổi     Tháng 10/2023

   2      Phát thanh tin, bài                Phòng Văn hóa và Thông                            Thường xuyên
                                             tin
   II     Chăm sóc sức khỏe
   3      Khám sức khỏe định kỳ cho người    Trung tâm Y tế huyện       Hội Liên hiệp Phụ nữ   Trước ngày
          cao tuổi tại 08 xã                                            huyện; các xã          20/11/2023
II. THỰC HIỆN
1. Phòng Nội vụ  theo dõi,  đôn đốc   thực hiện.

Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Như trên;                                      CHỦ TỊCH
"""


def test_a_table_drawn_with_blanks() -> None:
    items = by_ref(read(DRAWN_WITH_BLANKS))
    assert list(items) == ["I.I.1", "I.I.2", "I.II.3", "II.1"]
    told, spread, cared, followed = items.values()
    assert who(told) == (["Phó Chủ tịch UBND huyện"], ["Hội Người cao tuổi"])
    assert who(spread) == (["Phòng Văn hóa và Thông tin"], [])
    assert (cared.heading, cared.text) == (
        "Chăm sóc sức khỏe",
        "Khám sức khỏe định kỳ cho người cao tuổi tại 08 xã",
    )
    assert who(cared) == (["Trung tâm Y tế huyện"], ["Hội Liên hiệp Phụ nữ huyện", "các xã"])
    assert windows(cared) == [("once", None, date(2023, 11, 20))]
    assert (followed.text, followed.leads) == ("Phòng Nội vụ theo dõi, đôn đốc thực hiện.", ["Phòng Nội vụ"])


def test_the_rows_of_a_table_with_two_blanks_between_cells_need_not_stand_under_its_headings() -> None:
    plan = read("""KẾ HOẠCH
Kiểm tra năm 2023
I. NHIỆM VỤ
TT  Công việc  Đơn vị chủ trì  Hoàn thành
1  Xây dựng đề cương kiểm tra trách nhiệm người đứng đầu  Thanh tra huyện  Tháng 4/2023
2  Tổng hợp kết quả  Phòng Nội vụ  Tháng 12/2023
""")
    assert [(item.text, item.leads) for item in plan.items] == [
        ("Xây dựng đề cương kiểm tra trách nhiệm người đứng đầu", ["Thanh tra huyện"]),
        ("Tổng hợp kết quả", ["Phòng Nội vụ"]),
    ]


def test_words_far_apart_are_no_table() -> None:
    plan = read("""KẾ HOẠCH
Kiểm tra năm 2023
I. NHIỆM VỤ
1. Phòng  Nội vụ   kiểm tra   công vụ.
2. Phòng Y tế   tập huấn.
NGƯỜI LẬP BIỂU          KẾ TOÁN              CHỦ TỊCH
""")
    assert [(item.text, item.leads) for item in plan.items[:2]] == [
        ("Phòng Nội vụ kiểm tra công vụ.", ["Phòng Nội vụ"]),
        ("Phòng Y tế tập huấn.", ["Phòng Y tế"]),
    ]


QUARTER = """UBND TỈNH VÍ DỤ
SỞ Y TẾ
Số: 45/CTr-SYT
Ví Dụ, ngày 28 tháng 6 năm 2022
CHƯƠNG TRÌNH CÔNG TÁC QUÝ III NĂM 2022
I. NHIỆM VỤ TRỌNG TÂM
1. Triển khai tiêm vắc xin mũi nhắc lại.
=> Trung tâm Kiểm soát bệnh tật chủ trì; các trung tâm y tế huyện phối hợp. Trong quý.
2. Thẩm định hồ sơ cấp phép.
-> Phòng Nghiệp vụ Y thực hiện. Thường xuyên.
3. Rà soát trang thiết bị.
→ Phòng Kế hoạch - Tài chính chủ trì, phối hợp với các
bệnh viện tuyến tỉnh. Tháng 8.
4. Đào tạo lại cán bộ y tế cơ sở → Phòng Tổ chức cán bộ; Quý III/2022.
5. Gửi giấy mời đại biểu - Văn phòng Sở.
6. Phối hợp Công an tỉnh - Bộ Chỉ huy Quân sự tỉnh khám tuyển.
II. LỊCH HỌP
- Ngày 05/7: Giao ban công tác y tế 6 tháng (Văn phòng Sở chuẩn bị nội dung).
- Từ ngày 11/7 đến 15/7: Tập huấn (Trung tâm Kiểm soát bệnh tật chuẩn bị tài liệu; Phòng Nghiệp vụ Y phối hợp).
- Trước ngày 25/9: Báo cáo kết quả công tác quý III gửi UBND tỉnh (Văn phòng Sở tham mưu).
"""


def test_lines_with_an_arrow_tell_who_with_whom_and_when() -> None:
    items = by_ref(read(QUARTER))
    led = {ref: who(item) for ref, item in items.items()}
    assert led["I.1"] == (["Trung tâm Kiểm soát bệnh tật"], ["các trung tâm y tế huyện"])
    assert led["I.2"] == (["Phòng Nghiệp vụ Y"], [])
    assert led["I.3"] == (["Phòng Kế hoạch - Tài chính"], ["các bệnh viện tuyến tỉnh"])
    assert (items["I.4"].text, *led["I.4"]) == ("Đào tạo lại cán bộ y tế cơ sở", ["Phòng Tổ chức cán bộ"], [])
    assert (items["I.5"].text, *led["I.5"]) == ("Gửi giấy mời đại biểu", ["Văn phòng Sở"], [])
    assert items["I.6"].leads == []
    assert [items[ref].text for ref in ("I.1", "I.2", "I.3")] == [
        "Triển khai tiêm vắc xin mũi nhắc lại.",
        "Thẩm định hồ sơ cấp phép.",
        "Rà soát trang thiết bị.",
    ]


def test_a_part_of_a_stretch_is_of_the_one_that_the_programme_is_named_for() -> None:
    quarter = by_ref(read(QUARTER))["I.1"]
    assert (quarter.timing_raw, windows(quarter)) == ("Trong quý", [("once", date(2022, 7, 1), date(2022, 9, 30))])
    month = read("""CHƯƠNG TRÌNH CÔNG TÁC THÁNG 10 NĂM 2018
I. NHIỆM VỤ
1. Thu hoạch lúa.
→ Phòng Kinh tế thực hiện. Cả tháng.
2. Chi trả bồi thường.
→ Phòng Quản lý đô thị thực hiện. Tuần thứ hai của tháng.
""")
    assert [windows(item) for item in month.items] == [
        [("once", date(2018, 10, 1), date(2018, 10, 31))],
        [("once", date(2018, 10, 8), date(2018, 10, 14))],
    ]
    year = read("KẾ HOẠCH\nNăm 2018\nI. NHIỆM VỤ\n1. Thu hoạch lúa.\n→ Phòng Kinh tế thực hiện. Cả tháng.\n")
    assert windows(year.items[0]) == [("unspecified", None, None)]


def test_the_day_before_a_colon_is_when_a_thing_is_done() -> None:
    items = by_ref(read(QUARTER))
    assert [items[ref].text for ref in ("II.1", "II.2", "II.3")] == [
        "Giao ban công tác y tế 6 tháng",
        "Tập huấn",
        "Báo cáo kết quả công tác quý III gửi UBND tỉnh",
    ]
    assert [windows(items[ref]) for ref in ("II.1", "II.2", "II.3")] == [
        [("once", date(2022, 7, 5), date(2022, 7, 5))],
        [("once", date(2022, 7, 11), date(2022, 7, 15))],
        [("once", None, date(2022, 9, 25))],
    ]
    assert who(items["II.2"]) == (["Trung tâm Kiểm soát bệnh tật"], ["Phòng Nghiệp vụ Y"])
    assert items["II.3"].kind == "report"


def test_days_at_the_beginning_of_plain_lines() -> None:
    plan = read("""KẾ HOẠCH CÔNG TÁC THÁNG 9 NĂM 2024
I. Lịch công tác
05/9: Khai giảng năm học mới
10/9: Giao ban hiệu trưởng (bộ phận Tài vụ, trước 15/9)
""")
    assert [(item.text, item.leads) for item in plan.items] == [
        ("Khai giảng năm học mới", []),
        ("Giao ban hiệu trưởng", ["bộ phận Tài vụ"]),
    ]
    assert windows(plan.items[0]) == [("once", date(2024, 9, 5), date(2024, 9, 5))]


BRACKETS = {
    "Tuyên truyền (Sở Y tế và Báo Ví Dụ chủ trì; thường xuyên)": (["Sở Y tế", "Báo Ví Dụ"], []),
    "Ứng dụng mã QR (Sở Y tế chủ trì, phối hợp Sở Nội vụ; 6 tháng đầu năm 2025)": (["Sở Y tế"], ["Sở Nội vụ"]),
    "Kiểm tra chợ (Phó Chủ tịch UBND xã chỉ đạo; Công an xã chủ trì; quý I)": (["Công an xã"], []),
    "Mở đường (Phòng Quản lý đô thị chủ trì; khởi công trong quý II/2025)": (["Phòng Quản lý đô thị"], []),
    "Niêm yết danh sách (Đồng chí Phó Chủ tịch UBND xã phụ trách văn hóa - xã hội trực tiếp chỉ đạo; phối hợp thực "
    "hiện: Công an xã, các thôn)": (["Phó Chủ tịch UBND xã phụ trách văn hóa - xã hội"], ["Công an xã", "các thôn"]),
}


@pytest.mark.parametrize("duty", BRACKETS)
def test_all_that_brackets_tell(duty: str) -> None:
    item = read(f"KẾ HOẠCH\nNăm 2025\nI. NHIỆM VỤ\n1. {duty}.\n2. Tổng kết.\n").items[0]
    assert who(item) == BRACKETS[duty]
    kept = " (Phó Chủ tịch UBND xã chỉ đạo)" if "chỉ đạo; Công an" in duty else ""
    assert item.text == duty.split(" (")[0] + kept


def test_semicolons_and_square_brackets_before_who_leads() -> None:
    plan = read("""KẾ HOẠCH
Năm 2024
I. NHIỆM VỤ
1. Hoàn thiện hồ sơ di tích; Sở VHTTDL; Quý 3.
2. Rà soát quy hoạch [chủ trì: Sở Xây dựng; phối hợp: các sở, ngành; hoàn thành: quý III].
3. Chính sách hỗ trợ hợp tác xã (Liên minh HTX tỉnh soạn thảo; Sở Tư pháp thẩm định; tháng 6/2024).
4. Bốc thăm, xếp lịch (phối hợp với các huyện, thành phố).
5. Nghị quyết về học phí.
Cơ quan chuẩn bị: Sở Giáo dục và Đào tạo; Cơ quan nghe trình: Ban Văn hóa - Xã hội HĐND tỉnh.
6. Đồng chí Phó Chủ tịch phụ trách kinh tế: theo dõi chung.
""")
    assert [who(item) for item in plan.items] == [
        (["Sở Văn hóa, Thể thao và Du lịch"], []),
        (["Sở Xây dựng"], ["các sở, ngành"]),
        (["Liên minh Hợp tác xã tỉnh"], []),
        ([], ["các huyện, thành phố"]),
        (["Sở Giáo dục và Đào tạo"], []),
        (["Phó Chủ tịch phụ trách kinh tế"], []),
    ]
    assert [item.text for item in plan.items[:4]] == [
        "Hoàn thiện hồ sơ di tích",
        "Rà soát quy hoạch",
        "Chính sách hỗ trợ hợp tác xã (Sở Tư pháp thẩm định)",
        "Bốc thăm, xếp lịch",
    ]


POSTS = f"""{HEAD}Ứng phó bão, lũ năm 2023
I. PHÂN CÔNG
1. Đồng chí Chủ tịch UBND huyện, Trưởng Ban Chỉ huy: chỉ đạo chung.
2. Đồng chí Phó Chủ tịch UBND huyện phụ trách văn hóa - xã hội, Phó Trưởng ban
- Chỉ đạo công tác cứu trợ.
- Phối hợp với Tiểu ban Lễ tân, hậu cần tiếp nhận hàng hóa.
3. Giao đồng chí Trưởng Công an huyện xây dựng phương án trước ngày 20/8/2023.
4. Giao đồng chí Phó Chủ tịch UBND huyện phụ trách kinh tế chỉ đạo chuẩn bị vật tư.
5. Đồng chí Trưởng Phòng Nội vụ, Ủy viên Thư ký tham mưu các văn bản.
6. Các thành viên khác của Ban Chỉ huy kiểm tra địa bàn được phân công.
7. Giám đốc Trung tâm Y tế huyện, Chủ tịch UBND xã Ví Dụ bảo đảm thuốc.
8. Phó Chủ tịch UBND huyện phụ trách, kiểm tra công tác cứu hộ.
II. LỊCH
1. Họp Ban Chỉ huy, thứ Hai, ngày 14/8/2023.
Chủ trì: Đồng chí Chủ tịch UBND huyện, Trưởng Ban Chỉ huy. Phối hợp: Văn phòng HĐND và UBND huyện.
2. Kiểm tra hồ chứa (Người chủ trì: Phó Chủ tịch UBND huyện phụ trách kinh tế).
"""


def test_the_holders_of_posts_lead() -> None:
    leads = {ref: item.leads for ref, item in by_ref(read(POSTS)).items()}
    cultural = ["Phó Chủ tịch UBND huyện phụ trách văn hóa - xã hội, Phó Trưởng ban"]
    assert leads == {
        "I.1": ["Chủ tịch UBND huyện, Trưởng Ban Chỉ huy"],
        "I.2.1": cultural,
        "I.2.2": cultural,
        "I.3": ["Trưởng Công an huyện"],
        "I.4": ["Phó Chủ tịch UBND huyện phụ trách kinh tế"],
        "I.5": ["Trưởng Phòng Nội vụ, Ủy viên Thư ký"],
        "I.6": ["Các thành viên khác của Ban Chỉ huy"],
        "I.7": ["Giám đốc Trung tâm Y tế huyện", "Chủ tịch UBND xã Ví Dụ"],
        "I.8": ["Phó Chủ tịch UBND huyện"],
        "II.1": ["Chủ tịch UBND huyện, Trưởng Ban Chỉ huy"],
        "II.2": ["Phó Chủ tịch UBND huyện phụ trách kinh tế"],
    }


def test_whom_the_holder_of_a_post_works_with_and_the_day_of_a_meeting() -> None:
    items = by_ref(read(POSTS))
    assert items["I.2.2"].coordinators == ["Tiểu ban Lễ tân, hậu cần"]
    assert windows(items["II.1"]) == [("once", date(2023, 8, 14), date(2023, 8, 14))]


def test_a_post_is_asked_for_by_the_name_of_its_agency() -> None:
    catalogue = Catalogue.load()
    assert catalogue.key("Đồng chí Giám đốc Sở Y tế, Trưởng Tiểu ban Y tế") == catalogue.key("Sở Y tế")
    assert catalogue.key("Đồng chí Phó Chủ tịch UBND tỉnh") == catalogue.key("Phó Chủ tịch UBND tỉnh")


LONG_NAMES = {
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh rà soát hồ sơ.": "Ban Quản lý dự án đầu tư xây "
    "dựng các công trình giao thông tỉnh",
    "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn tỉnh chủ trì lập dự án.": (
        "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn tỉnh"
    ),
    "Ban Chỉ đạo liên ngành về an toàn thực phẩm thành phố kiểm tra các chợ.": "Ban Chỉ đạo liên ngành về an toàn thực "
    "phẩm thành phố",
    "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh theo dõi, đôn đốc.": "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh",
    "Ban Chỉ đạo phòng, chống dịch tỉnh chỉ đạo các huyện.": "Ban Chỉ đạo phòng, chống dịch tỉnh",
    "Ban Quản lý rừng phòng hộ đầu nguồn Sông Mẫu tuần tra rừng.": "Ban Quản lý rừng phòng hộ đầu nguồn Sông Mẫu",
    "Ban Chỉ đạo tăng cường kiểm tra các xã.": "Ban Chỉ đạo",
    "Ban Chỉ đạo tỉnh họp hằng quý.": "Ban Chỉ đạo tỉnh",
    "Chi nhánh Văn phòng Đăng ký đất đai huyện chỉnh lý hồ sơ.": "Chi nhánh Văn phòng Đăng ký đất đai huyện",
    "Ủy ban bầu cử các xã, phường báo cáo tiến độ.": "Ủy ban bầu cử các xã, phường",
    "Tổ Thư ký giúp việc Đại hội tổng hợp ý kiến.": "Tổ Thư ký giúp việc Đại hội",
}


@pytest.mark.parametrize("sentence", LONG_NAMES)
def test_long_names_of_boards_are_read_to_their_end(sentence: str) -> None:
    item = read(f"KẾ HOẠCH\nNăm 2025\nI. NHIỆM VỤ\n1. {sentence}\n2. Sở Y tế tập huấn.\n").items[0]
    assert item.leads == [LONG_NAMES[sentence]]


def test_what_the_agency_does_whose_plan_it_is_is_prepared_by_the_one_in_the_heading() -> None:
    items = by_ref(
        read(f"""{HEAD}Sản xuất nông nghiệp năm 2023
I. TRÁCH NHIỆM
1. Phòng Nông nghiệp và PTNT
- Ủy ban nhân dân huyện ban hành phương án trước ngày 30/4/2023.
- Trạm Y tế xã Ví Dụ tổ chức tập huấn.
""")
    )
    assert items["I.1.1"].leads == ["Phòng Nông nghiệp và Phát triển nông thôn"]
    assert items["I.1.2"].leads == ["Trạm Y tế xã Ví Dụ"]


def test_who_shows_others_how_to_spend_does_not_pay() -> None:
    plan = read("""KẾ HOẠCH
Năm 2025
I. NHIỆM VỤ
1. Sở Tài chính hướng dẫn lập dự toán, quản lý, sử dụng kinh phí.
2. Sở Tài chính bố trí kinh phí thực hiện.
""")
    assert [item.kind for item in plan.items] == ["task", "funding"]


def test_a_committee_that_is_named_on_two_lines_issues() -> None:
    plan = read("""ỦY BAN BẦU CỬ ĐẠI BIỂU QUỐC HỘI
VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN
TỈNH VÍ DỤ
Số: 09/KH-UBBC
Ví Dụ, ngày 12 tháng 12 năm 2025
KẾ HOẠCH
Phân công nhiệm vụ
I. NHIỆM VỤ
1. Sở Nội vụ tham mưu văn bản.
""")
    assert plan.document.issuer == "Ủy ban bầu cử tỉnh Ví Dụ"


def test_what_stands_beside_a_duty_is_kept_under_its_heading() -> None:
    columns = "| TT | Nội dung | Chủ trì | Thời gian | Sản phẩm | Ghi chú |\n|---|---|---|---|---|---|\n"
    first = "| 1 | Rà soát chợ | Sở Công Thương | Quý II | Báo cáo | Theo tuần |\n"
    items = read(f"{HEAD}PHỤ LỤC\n{columns}{first}| 2 | Kiểm tra đò | Công an tỉnh | Quý III | - | |\n").items
    assert [item.details for item in items] == [["Sản phẩm: Báo cáo", "Ghi chú: Theo tuần"], []]


def test_a_line_about_the_product_is_kept_in_the_wording_and_by_itself() -> None:
    lines = "1. Rà soát thủ tục.\n- Chủ trì: Sở Tư pháp\n- Sản phẩm: Quyết định công bố\n- Thời gian: Quý III/2024\n"
    item = read(f"{HEAD}II. NHIỆM VỤ\n{lines}2. Sở Nội vụ rà soát vị trí việc làm.\n").items[0]
    assert item.details == ["Sản phẩm: Quyết định công bố"]
    assert "Quyết định công bố" in item.text
