"""Plans made by other hands: numbers without a stop, tables one cell a line, programmes of the party and its unions.

All of them are examples written for these tests; none exists.
"""

from datetime import date

import pytest

from knowledge.models import Span
from knowledge.readers import Block
from knowledge.readers.text import text_blocks
from knowledge.reading.baretables import all_tables
from tests.reading import by_ref, read, who, windows

BARE_NUMBERS = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
Số: 45/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2021
KẾ HOẠCH
Bảo vệ môi trường năm 2021
I Mục đích
Nâng cao nhận thức của người dân về bảo vệ môi trường.
II Nhiệm vụ
1 Sở Tài nguyên và Môi trường
1.1 Kiểm tra các cơ sở xả thải, hoàn thành trong quý III/2021.
1.2 Hoàn thành thu Quỹ Bảo vệ môi trường trước ngày 30/9/2021.
2 Sở Xây dựng phối hợp với các chủ hồ chứa rà soát bãi chứa vật liệu.
3 Đề nghị các hộ kinh doanh ký cam kết.
III Tổ chức thực hiện
1 Giao Sở Tài chính bố trí kinh phí.
2 Các chủ rừng tuần tra, canh gác.
TM. ỦY BAN NHÂN DÂN
"""


def test_numbers_without_a_stop_are_known_by_counting_on() -> None:
    items = by_ref(read(BARE_NUMBERS))
    assert list(items) == ["II.1.1", "II.1.2", "II.2", "II.3", "III.1", "III.2"]
    assert items["II.1.2"].leads == ["Sở Tài nguyên và Môi trường"]
    assert windows(items["II.1.2"]) == [("once", None, date(2021, 9, 30))]
    assert who(items["II.2"]) == (["Sở Xây dựng"], ["các chủ hồ chứa"])
    assert [items[ref].leads for ref in ("II.3", "III.2")] == [["các hộ kinh doanh"], ["Các chủ rừng"]]


def test_a_number_that_does_not_count_on_is_wording() -> None:
    plan = read("""KẾ HOẠCH
Số: 45/KH-UBND
I. NHIỆM VỤ
1. Sở Y tế chủ trì xây dựng phương án gồm các nội dung:
2 Trạm Y tế lưu động tại xã biên giới.
2. Sở Tài chính bố trí kinh phí.
""")
    assert list(by_ref(plan)) == ["I.1", "I.2"]


ONE_CELL_A_LINE = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
Số: 46/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2021
KẾ HOẠCH
Xử lý chất thải năm 2021
PHỤ LỤC
NHIỆM VỤ CỤ THỂ
STT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời hạn
(1)
(2)
(3)
(4)
(5)
A
Nước thải
1
Quan trắc nước mặt tại các lưu vực sông
theo mạng lưới quan trắc đã được phê duyệt
Sở Tài nguyên và Môi trường
Tháng 6/2021
2
Xây dựng trạm xử lý nước thải tập trung
Ban Quản lý Khu kinh tế
cửa khẩu Ví Dụ
Sở Xây dựng;
Sở Tài chính
Quý IV/2021
B
Chất thải rắn
1
Thu gom vỏ bao thuốc bảo vệ thực vật
UBND các huyện,
thị xã, thành phố
Hội Nông dân tỉnh
Thường xuyên
5
STT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời hạn
2
Đóng cửa bãi rác tạm
UBND cấp xã
Các phòng, ban
cấp huyện
Trước 30/11/2021
"""


def test_a_table_one_cell_a_line_with_broken_cells_groups_and_pages() -> None:
    items = by_ref(read(ONE_CELL_A_LINE))
    assert list(items) == ["PL.A.1", "PL.A.2", "PL.B.1", "PL.B.2"]
    measured, built, gathered, closed = items.values()
    assert measured.text.endswith("đã được phê duyệt")
    assert who(measured) == (["Sở Tài nguyên và Môi trường"], [])
    assert windows(measured) == [("once", date(2021, 6, 1), date(2021, 6, 30))]
    assert who(built) == (["Ban Quản lý Khu kinh tế cửa khẩu Ví Dụ"], ["Sở Xây dựng", "Sở Tài chính"])
    assert gathered.heading == "Chất thải rắn"
    assert who(gathered) == (["UBND các huyện, thị xã, thành phố"], ["Hội Nông dân tỉnh"])
    assert who(closed) == (["UBND cấp xã"], ["Các phòng, ban cấp huyện"])
    assert windows(closed) == [("once", None, date(2021, 11, 30))]


def test_the_numbers_of_rows_are_no_pages() -> None:
    rows = "\n".join(
        f"{at}\nTổ chức đợt kiểm tra thứ {at}\ntại các cơ sở\nsản xuất\nkinh doanh\nthực phẩm\ntrên địa bàn\n"
        f"các huyện\nSở Y tế\nTháng {at}/2021"
        for at in range(1, 5)
    )
    plan = read(f"KẾ HOẠCH\nKiểm tra năm 2021\nI. NHIỆM VỤ\nTT\nNội dung\nChủ trì\nThời gian\n{rows}\n")
    assert [item.code for item in plan.items] == ["1", "2", "3", "4"]
    assert [item.leads for item in plan.items] == [["Sở Y tế"]] * 4


PARTY_PROGRAMME = """ĐẢNG BỘ TỈNH VÍ DỤ                ĐẢNG CỘNG SẢN VIỆT NAM
THỊ ỦY SÔNG MẪU
*                                  Sông Mẫu, ngày 15 tháng 01 năm 2022
Số 07-CTr/TU
CHƯƠNG TRÌNH
công tác năm 2022 của Ban Thường vụ Thị ủy
-----
I. NỘI DUNG
Thời gian | STT | Nội dung | Cơ quan tham mưu | Cơ quan phối hợp
Quý I | | | |
Tháng 1 | 1 | Báo cáo kết quả công tác năm 2021 | Văn phòng Thị ủy |
| 2 | Kế hoạch tổ chức Tết | UBND thị xã | Văn phòng Thị ủy
Quý II | | | |
| 3 | Nghe báo cáo công tác tuyển quân | Ban CHQS thị xã |
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Thị ủy theo dõi, đôn đốc.
"""


def test_a_row_that_says_only_when_heads_the_rows_below() -> None:
    plan = read(PARTY_PROGRAMME)
    document = plan.document
    assert (document.type, document.issuer, document.locality) == (
        "Chương trình công tác",
        "Thị ủy Sông Mẫu",
        "Sông Mẫu",
    )
    items = by_ref(plan)
    assert list(items) == ["I.1", "I.2", "I.3", "II.1"]
    assert windows(items["I.2"]) == [("once", date(2022, 1, 1), date(2022, 1, 31))]
    assert (items["I.3"].heading, windows(items["I.3"])) == (
        "Quý II",
        [("once", date(2022, 4, 1), date(2022, 6, 30))],
    )


YOUTH = """TỈNH ĐOÀN VÍ DỤ
BAN THƯỜNG VỤ
***
Số: 31-KH/TĐTN-TNNT
Ví Dụ, ngày 02 tháng 02 năm 2024
KẾ HOẠCH
Tổ chức Tháng Thanh niên năm 2024
I. NỘI DUNG
1. Tổ chức Lễ khởi động
Phân công: Ban Phong trào phụ trách, Văn phòng tham gia. Thời gian: trước ngày 01/3/2024.
2. Hành trình máu
Phân công: Ban Tuyên giáo chủ trì, phối hợp Hội Chữ thập đỏ tỉnh. Tiến độ: tháng 3/2024.
II. TỔ CHỨC THỰC HIỆN
1. Các huyện, thị, thành đoàn
- Xây dựng kế hoạch, gửi về Tỉnh đoàn trước ngày 20/02/2024.
2. Hội LHPN huyện, thị, thành phố
- Vận động hội viên tham gia.
3. Tổ trưởng các tổ dân phố
Tuyên truyền đến từng hộ gia đình.
"""


def test_a_plan_of_the_youth_union() -> None:
    plan = read(YOUTH)
    assert plan.document.issuer == "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Ví Dụ"
    items = by_ref(plan)
    assert who(items["I.1"]) == (["Ban Phong trào"], ["Văn phòng"])
    assert who(items["I.2"]) == (["Ban Tuyên giáo"], ["Hội Chữ thập đỏ tỉnh"])
    assert items["II.1.1"].leads == ["Các huyện, thị, thành đoàn"]
    assert items["II.2.1"].leads == ["Hội Liên hiệp Phụ nữ huyện, thị, thành phố"]
    assert items["II.3"].leads == ["Tổ trưởng các tổ dân phố"]


def test_what_is_held_at_intervals_is_held_on_the_day_of_its_programme() -> None:
    plan = read("""LỊCH CÔNG TÁC TUẦN
Thứ Tư, ngày 10/4/2024
- Tiếp công dân định kỳ tháng 4 tại trụ sở.
Chủ trì: Chủ tịch UBND huyện.
- Họp thông qua hồ sơ, hoàn thành trước ngày 15/4/2024.
Chủ trì: Phòng Nội vụ.
""")
    assert [windows(item) for item in plan.items] == [
        [("once", date(2024, 4, 10), date(2024, 4, 10))],
        [("once", None, date(2024, 4, 15))],
    ]


def test_a_day_of_a_programme_with_plain_lines_and_lines_for_who_and_where() -> None:
    plan = read("""LỊCH CÔNG TÁC TUẦN 23
THỨ HAI (05/6/2023):
Sáng: 7h30: Hội ý Thường trực.
Chủ trì: Chính trị viên
Địa điểm: Phòng họp
Chiều: 14h00: Kiểm tra công tác huấn luyện tại xã Mẫu Sơn.
Chủ trì: Chỉ huy trưởng
Địa điểm: Thao trường
Chuẩn bị: Trợ lý tác chiến
""")
    assert [who(item) for item in plan.items] == [
        (["Chính trị viên"], []),
        (["Chỉ huy trưởng"], ["Trợ lý tác chiến"]),
    ]
    assert [windows(item) for item in plan.items] == [[("once", date(2023, 6, 5), date(2023, 6, 5))]] * 2


def test_who_prepares_takes_part_where_another_leads() -> None:
    plan = read("""LỊCH CÔNG TÁC TUẦN
Thứ Tư, ngày 10/4/2024
- 8 giờ: Họp Ban Chỉ đạo. Chủ trì: Chủ tịch UBND huyện. Chuẩn bị: Phòng Nội vụ. Địa điểm: Hội trường.
- 14 giờ: Họp xét khen thưởng. Chuẩn bị: Phòng Nội vụ.
""")
    assert [who(item) for item in plan.items] == [(["Chủ tịch UBND huyện"], ["Phòng Nội vụ"]), (["Phòng Nội vụ"], [])]


def test_letters_printed_with_the_number_above_them() -> None:
    items = by_ref(
        read("""KẾ HOẠCH
Số: 9/KH-UBND
I. NHIỆM VỤ
1. Các trường trung học phổ thông
1.a) Chọn, bồi dưỡng đội tuyển.
1.b) Nộp hồ sơ dự thi trước ngày 15/11/2022.
2. Sở Y tế
2a) Bố trí trực y tế.
2b) Kiểm tra an toàn thực phẩm.
""")
    )
    assert list(items) == ["I.1.a", "I.1.b", "I.2a", "I.2b"]
    assert [item.leads for item in items.values()] == [["Các trường trung học phổ thông"]] * 2 + [["Sở Y tế"]] * 2


DIGITAL = """KẾ HOẠCH
Số: 15/KH-UBND
I. MỤC TIÊU
1. Hạ tầng số
100% thôn có sóng di động 4G.
90% hộ gia đình có internet cáp quang.
2. Phấn đấu đạt
80% công chức có chứng chỉ.
II. NHIỆM VỤ
1. Phát triển hạ tầng số (Đơn vị chủ trì: Phòng Văn hóa - Xã hội; phối hợp: các thôn)
a) Rà soát vùng lõm sóng, hoàn thành trong Quý III/2025.
b) Lắp đặt wifi công cộng tại nhà văn hóa thôn.
2. Phát triển nhân lực số
- Đơn vị chủ trì: Trung tâm Phục vụ hành chính công xã.
- Đơn vị phối hợp: Phòng Văn hóa - Xã hội.
a) Tập huấn kỹ năng số cho công chức.
- Thời gian: Tháng 9/2025.
b) Thành lập tổ công nghệ số cộng đồng.
- Đơn vị chủ trì: Đoàn Thanh niên xã.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng: bảo đảm hậu cần.
2. Phòng Kinh tế
Thẩm định, tham mưu bố trí kinh phí thực hiện.
3. Các chi hội treo cờ.
"""


def test_who_is_named_on_a_heading_leads_and_takes_part_in_what_is_below() -> None:
    items = by_ref(read(DIGITAL))
    assert who(items["II.1.a"]) == (["Phòng Văn hóa - Xã hội"], ["các thôn"])
    assert items["II.1.a"].heading == "Phát triển hạ tầng số"
    assert who(items["II.2.a"]) == (["Trung tâm Phục vụ hành chính công xã"], ["Phòng Văn hóa - Xã hội"])
    assert who(items["II.2.b"]) == (["Đoàn Thanh niên Cộng sản Hồ Chí Minh xã"], [])
    assert [items[ref].leads for ref in ("III.1", "III.3")] == [["Văn phòng"], ["Các chi hội"]]
    assert items["III.2"].kind == "funding"


def test_shares_below_a_title_are_goals_and_not_its_words() -> None:
    items = by_ref(read(DIGITAL))
    assert [(items[ref].heading, items[ref].kind) for ref in ("I.1.1", "I.1.2")] == [("Hạ tầng số", "target")] * 2
    assert items["I.2"].text == "Phấn đấu đạt 80% công chức có chứng chỉ."


def test_a_board_named_with_the_body_that_issues() -> None:
    document = read("""HỘI NÔNG DÂN VIỆT NAM
BCH HND TỈNH VÍ DỤ
Số: 12-HD/HND
Ví Dụ, ngày 6 tháng 4 năm 2023
HƯỚNG DẪN
Tuyên truyền kỷ niệm ngày thành lập Hội
I- NHIỆM VỤ
1- Ban Tuyên huấn biên soạn đề cương.
""").document
    assert document.issuer == "Hội Nông dân tỉnh Ví Dụ"


def test_one_style_of_numbers_for_agencies_and_for_their_duties() -> None:
    items = by_ref(
        read("""CHỈ THỊ
Về việc tăng cường quản lý thuốc bảo vệ thực vật
Chủ tịch UBND tỉnh yêu cầu:
1. Sở Nông nghiệp và Phát triển nông thôn:
1. Kiểm tra các cửa hàng kinh doanh thuốc bảo vệ thực vật.
2. Tập huấn cho nông dân.
2. Sở Công Thương:
1. Chỉ đạo lực lượng quản lý thị trường kiểm soát hàng giả.
2. Phối hợp Công an tỉnh đấu tranh với buôn lậu.
3. Đài Phát thanh và Truyền hình tỉnh tăng thời lượng tuyên truyền.
""")
    )
    assert list(items) == ["1.1", "1.2", "2.1", "2.2", "3"]
    assert who(items["1.2"]) == (["Sở Nông nghiệp và Phát triển nông thôn"], [])
    assert who(items["2.2"]) == (["Sở Công Thương"], ["Công an tỉnh"])
    assert who(items["3"]) == (["Đài Phát thanh và Truyền hình tỉnh"], [])


def test_a_table_one_cell_a_line_without_numbers() -> None:
    items = by_ref(
        read("""KẾ HOẠCH
Cải tiến chất lượng năm 2024
I. NỘI DUNG
Nội dung
Người phụ trách
Thời gian
Đánh giá sự hài lòng của người bệnh nội trú
Phòng Quản lý chất lượng
Hằng quý
Tập huấn phòng ngừa sự cố y khoa
Phòng Điều dưỡng
Quý II/2024
II. TỔ CHỨC THỰC HIỆN
1. Các khoa, phòng triển khai kế hoạch.
2. Phòng Tài chính kế toán: cân đối kinh phí.
3. Khoa Dược: dự trù thuốc, vật tư.
""")
    )
    assert [items[ref].leads for ref in items] == [
        ["Phòng Quản lý chất lượng"],
        ["Phòng Điều dưỡng"],
        ["Các khoa, phòng"],
        ["Phòng Tài chính kế toán"],
        ["Khoa Dược"],
    ]
    assert windows(items["I.2"]) == [("once", date(2024, 4, 1), date(2024, 6, 30))]


def test_nothing_is_carried_down_in_a_list_that_a_program_drew_up() -> None:
    head = "STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian (theo văn bản) | Ngày đến hạn | Loại | Tệp"
    plan = read(f"""KẾ HOẠCH
Danh sách việc năm 2024
PHỤ LỤC
| {head} |
|---|---|---|---|---|---|---|---|
| 1 | Tập huấn kỹ năng số | Sở Nội vụ | Sở Y tế | Quý II/2024 | 30/6/2024 | Nhiệm vụ | a.txt |
| 2 | Nâng cao nhận thức của người dân | | | | | Chỉ đạo chung | a.txt |
""")
    first, second = plan.items
    assert who(first) == (["Sở Nội vụ"], ["Sở Y tế"])
    assert windows(first) == [("once", date(2024, 4, 1), date(2024, 6, 30))]
    assert (who(second), second.timings) == (([], []), [])


TOURISM = """ỦY BAN NHÂN DÂN TỈNH VÍ DỤ
Số: 70/KH-UBND
Ví Dụ, ngày 02 tháng 3 năm 2021
KẾ HOẠCH
Phát triển du lịch năm 2021
I. NHIỆM VỤ
1. Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với các địa phương xây dựng sản phẩm|du lịch cộng đồng, tổ chức \
lớp tập huấn cho hộ dân làm homestay trong quý II/2021.
2. Sở Giao thông vận tải rà soát, nâng cấp tuyến đường vào các khu du lịch trọng điểm,|hoàn thành trước ngày 30/9/2021.
3. Công an tỉnh bảo đảm an ninh trật tự tại các điểm du lịch, lễ hội; hướng dẫn cơ sở lưu|trú khai báo tạm trú.
II. TỔ CHỨC THỰC HIỆN
Sở Tài chính bố trí kinh phí thực hiện Kế hoạch theo khả năng cân đối ngân sách.
"""


def test_a_page_that_stands_twice_with_its_lines_broken_at_other_places_is_read_once() -> None:
    plan = read(TOURISM.replace("|", " ") + TOURISM.replace("|", "\n"))
    assert [item.leads for item in plan.items] == [
        ["Sở Văn hóa, Thể thao và Du lịch"],
        ["Sở Giao thông vận tải"],
        ["Công an tỉnh"],
        ["Sở Tài chính"],
    ]


def test_bodies_within_others_and_goals_numbered_on_two_levels() -> None:
    plan = read("""LIÊN ĐOÀN LAO ĐỘNG TỈNH VÍ DỤ
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Số: 15/KH-CĐN
Ví Dụ, ngày 05 tháng 01 năm 2023
KẾ HOẠCH
Tổ chức Tết Sum vầy
1. Chỉ tiêu
1.1. 100% công đoàn cơ sở tổ chức thăm, tặng quà.
1.2. Vận động ít nhất 200 suất quà.
2. Nội dung
2.1. Thăm giáo viên có hoàn cảnh khó khăn
+ Thời gian: từ 10/01 đến 18/01/2023
+ Phụ trách: Ban Chính sách
+ Phối hợp: Trạm Y tế, Hội LHPN phường
""")
    assert (plan.document.issuer or "").casefold() == "công đoàn ngành giáo dục tỉnh ví dụ"
    items = by_ref(plan)
    assert [(items[ref].kind, items[ref].heading) for ref in ("1.1", "1.2")] == [("target", "Chỉ tiêu")] * 2
    assert items["2.1"].coordinators == ["Trạm Y tế phường", "Hội Liên hiệp Phụ nữ phường"]


def test_shares_told_in_brackets() -> None:
    plan = read("""KẾ HOẠCH
Xúc tiến đầu tư năm 2023
I. NHIỆM VỤ
1/ Xây dựng danh mục dự án kêu gọi đầu tư
Cơ quan thực hiện: Sở Kế hoạch và Đầu tư (chủ trì), Sở Công Thương, Sở Xây dựng (phối hợp)
Hoàn thành: Quý I/2023
2/ Hỗ trợ doanh nghiệp khởi nghiệp (Sở Khoa học và Công nghệ chủ trì, Sở Y tế, Sở Nội vụ phối hợp).
II. TỔ CHỨC THỰC HIỆN
a. UB Kiểm tra Đảng ủy: giám sát các chi bộ.
b. Các chi, đảng bộ cơ sở trực thuộc lãnh đạo đảng viên tham gia đầy đủ.
Kinh phí thực hiện: Ngân sách tỉnh cấp 500 triệu đồng.
""")
    first, second, inspected, led, money = plan.items
    assert who(first) == (["Sở Kế hoạch và Đầu tư"], ["Sở Công Thương", "Sở Xây dựng"])
    assert who(second) == (["Sở Khoa học và Công nghệ"], ["Sở Y tế", "Sở Nội vụ"])
    assert inspected.leads == ["Ủy ban Kiểm tra Đảng ủy"]
    assert led.leads == ["Các chi, đảng bộ cơ sở trực thuộc"]
    assert led.text.endswith("tham gia đầy đủ.")
    assert money.kind == "funding"


def test_the_hours_of_a_timetable_and_the_year_of_its_days() -> None:
    plan = read("""LỊCH LÀM VIỆC TUẦN 15 CỦA LÃNH ĐẠO SỞ
(Từ 10/4/2023 đến 14/4/2023)
Ngày | Thời gian | Nội dung | Chủ trì | Địa điểm
Thứ Hai 10/4 | 7h30 | Họp giao ban | Giám đốc Sở | Phòng họp A
 | 14h00 | Dự họp về giá đất | Phó Giám đốc Sở | UBND tỉnh
Thứ Ba 11/4 | 8h00 | Kiểm tra mỏ đá | Thanh tra Sở | Huyện Mẫu
""")
    assert plan.document.period == Span(start=date(2023, 4, 10), end=date(2023, 4, 14))
    assert [item.text for item in plan.items] == [
        "7h30: Họp giao ban",
        "14h00: Dự họp về giá đất",
        "8h00: Kiểm tra mỏ đá",
    ]
    monday, tuesday = date(2023, 4, 10), date(2023, 4, 11)
    assert [windows(item) for item in plan.items] == [[("once", day, day)] for day in (monday, monday, tuesday)]


def test_a_bullet_below_a_duty_says_who_leads() -> None:
    plan = read("""KẾ HOẠCH
Cải cách hành chính năm 2024
I. NHIỆM VỤ
1. Rà soát văn bản.
- Thời gian: Quý II
- Phòng Nghiệp vụ chủ trì, các đơn vị phối hợp.
2. Kiểm tra công vụ.
- Thời gian: Quý III
- Thanh tra Cục chủ trì, Phòng Tổ chức cán bộ phối hợp.
""")
    assert [who(item) for item in plan.items] == [
        (["Phòng Nghiệp vụ"], ["các đơn vị"]),
        (["Thanh tra Cục"], ["Phòng Tổ chức cán bộ"]),
    ]


def test_a_goal_may_name_whom_it_is_set_for_and_a_lone_bullet_its_duty() -> None:
    items = by_ref(
        read("""KẾ HOẠCH
Phát triển thanh niên năm 2024
I. CHỈ TIÊU
1. Mỗi xã có 01 mô hình thanh niên khởi nghiệp.
II. NHIỆM VỤ
Nội dung 1: Việc làm
- Tổ chức ngày hội việc làm
Đơn vị chủ trì: Trung tâm Dịch vụ việc làm tỉnh
Thời gian: Tháng 3 và tháng 9/2024
""")
    )
    assert items["I.1"].kind == "target"
    assert (items["II.1"].heading, items["II.1"].text) == ("Việc làm", "Tổ chức ngày hội việc làm")
    assert items["II.1"].leads == ["Trung tâm Dịch vụ việc làm tỉnh"]


def test_brackets_below_a_duty_tell_who_leads_and_when() -> None:
    plan = read("""CHƯƠNG TRÌNH
Công tác năm 2024
I. NHIỆM VỤ
QUÝ II
1. Tổ chức ngày hội đọc sách
(Phòng Văn hóa và Thông tin chủ trì; thời gian: tháng 4).
2. Ra quân dọn vệ sinh khu dân cư.
(Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Nội vụ, Công an huyện; hoàn thành trong tháng 6/2024)
3. Sửa chữa chợ trung tâm (Ban Quản lý chợ thực hiện; hoàn thành trong quý II/2024).
4. Tổ chức hội thi
(Chủ trì: Phòng Nội vụ; phối hợp: Phòng Y tế; tháng 5/2024)
5. Rà soát quy định (theo Nghị định số 30/2020/NĐ-CP).
6. Kiểm tra an toàn thực phẩm tại các chợ
(Phòng Y tế chủ trì, phối hợp với Phòng Kinh tế,
Công an huyện; thời gian: tháng 6).
7. Nhân rộng mô hình vệ sinh trường học (Phòng Giáo dục và Đào tạo thực hiện năm 2023 đạt 80% số trường).
8. Hội nghị tổng kết (Văn phòng chuẩn bị nội dung; thời gian: tháng 6).
9. Tờ trình về học phí (Phòng Nội vụ chuẩn bị; trình UBND huyện tháng 5, trình HĐND huyện tại kỳ họp giữa năm).
""")
    assert [item.text for item in plan.items] == [
        "Tổ chức ngày hội đọc sách",
        "Ra quân dọn vệ sinh khu dân cư.",
        "Sửa chữa chợ trung tâm",
        "Tổ chức hội thi",
        "Rà soát quy định (theo Nghị định số 30/2020/NĐ-CP).",
        "Kiểm tra an toàn thực phẩm tại các chợ",
        "Nhân rộng mô hình vệ sinh trường học (Phòng Giáo dục và Đào tạo thực hiện năm 2023 đạt 80% số trường).",
        "Hội nghị tổng kết (Văn phòng chuẩn bị nội dung)",
        "Tờ trình về học phí",
    ]
    assert windows(plan.items[8])[0] == ("once", date(2024, 5, 1), date(2024, 5, 31))
    assert [who(item) for item in plan.items[:6]] == [
        (["Phòng Văn hóa và Thông tin"], []),
        (["Phòng Kinh tế"], ["Phòng Nội vụ", "Công an huyện"]),
        (["Ban Quản lý chợ"], []),
        (["Phòng Nội vụ"], ["Phòng Y tế"]),
        ([], []),
        (["Phòng Y tế"], ["Phòng Kinh tế", "Công an huyện"]),
    ]
    april, june = windows(plan.items[0]), windows(plan.items[1])
    assert april == [("once", date(2024, 4, 1), date(2024, 4, 30))]
    assert june == [("once", date(2024, 6, 1), date(2024, 6, 30))]
    assert windows(plan.items[3]) == [("once", date(2024, 5, 1), date(2024, 5, 31))]


def test_names_that_go_on_in_small_letters_and_names_before_a_verb_that_names_hold_too() -> None:
    plan = read("""PHƯƠNG ÁN
Sắp xếp chợ năm 2024
I. CÁC BƯỚC
1. Bốc thăm vị trí
- Phân công: Ban Quản lý chợ chủ trì; Phòng Kinh tế, Phòng Tư pháp phối hợp.
2. Trồng cây ven hồ
- Phân công: Ban Quản lý rừng phòng hộ chủ trì; Huyện đoàn phối hợp.
II. TỔ CHỨC THỰC HIỆN
1. Ban Quản lý chợ tổ chức thu gom rác.
2. Ban Phong trào tổ chức hội thi.
3. Giao Cục Việc làm chủ trì, phối hợp với Vụ Kế hoạch - Tài chính xây dựng gói hỗ trợ.
4. Thanh tra Sở Y tế kiểm tra các cơ sở.
5. Sở Xây dựng (cơ quan thường trực) tổ chức hội nghị.
6. Ngân hàng Nhà nước chi nhánh Khu vực 8 chỉ đạo các tổ chức tín dụng.
7. Các đơn vị được phân công báo cáo kết quả hằng tuần.
8. Các trường CĐ, ĐH trên địa bàn tuyên truyền đến sinh viên.
9. Công ty Tư vấn đầu tư xây dựng công trình Ví Dụ lập hồ sơ.
10. Trung tâm Dịch vụ đô thị cử người trực.
11. Ban Tuyên truyền phối hợp với Sở Y tế tập huấn cho cán bộ.
""")
    assert [who(item) for item in plan.items] == [
        (["Ban Quản lý chợ"], ["Phòng Kinh tế", "Phòng Tư pháp"]),
        (["Ban Quản lý rừng phòng hộ"], ["Huyện đoàn"]),
        (["Ban Quản lý chợ"], []),
        (["Ban Phong trào"], []),
        (["Cục Việc làm"], ["Vụ Kế hoạch - Tài chính"]),
        (["Thanh tra Sở Y tế"], []),
        (["Sở Xây dựng"], []),
        (["Ngân hàng Nhà nước chi nhánh Khu vực 8"], []),
        (["Các đơn vị được phân công"], []),
        (["Các trường CĐ, ĐH trên địa bàn"], []),
        (["Công ty Tư vấn đầu tư xây dựng công trình Ví Dụ"], []),
        (["Trung tâm Dịch vụ đô thị"], []),
        (["Ban Tuyên truyền"], ["Sở Y tế"]),
    ]


def test_a_point_under_an_agency_may_charge_another() -> None:
    items = by_ref(
        read("""KẾ HOẠCH
Số: 9/KH-UBND
I. PHÂN CÔNG
1. Phòng Nội vụ
a) Phòng Y tế tổ chức tập huấn.
b) Tổng hợp kết quả.
c) Các đơn vị cử cán bộ tham gia.
2. UBND các xã
a) Trạm Y tế xã tổ chức tiêm chủng.
b) UBND các xã huy động nhân dân.
""")
    )
    assert {ref: item.leads for ref, item in items.items()} == {
        "I.1.a": ["Phòng Y tế"],
        "I.1.b": ["Phòng Nội vụ"],
        "I.1.c": ["Phòng Nội vụ"],
        "I.2.a": ["Trạm Y tế xã"],
        "I.2.b": ["UBND các xã"],
    }


def test_goals_that_are_reached_or_not_and_so_many_of_so_many() -> None:
    plan = read("""KẾ HOẠCH
Xây dựng nông thôn mới năm 2024
I. MỤC TIÊU
1. Đến hết năm 2024: 13/13 địa phương ban hành phương án.
2. Xã Hòa Bình đạt chuẩn nông thôn mới nâng cao.
3. Thị trấn Ví Dụ được công nhận đô thị văn minh.
4. Nhận thức của người dân có chuyển biến rõ rệt.
II. NHIỆM VỤ
+ Phân loại rác thành ba nhóm.
+ Khuyến khích doanh nghiệp đầu tư công nghệ tái chế.
Nội dung nhiệm vụ và tiến độ thực hiện tại Phụ lục kèm theo Kế hoạch này.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Giáo dục và Đào tạo tham mưu đầu tư cơ sở vật chất để đến ngày 31/12/2024 có thêm 04 trường đạt chuẩn.
2. Phòng Nội vụ thống kê tính đến ngày 30/6/2024 số công chức của xã.
""")
    goals = [item for item in plan.items if item.section == "I"]
    assert [(item.ref, item.kind) for item in goals] == [("I.1", "target"), ("I.2", "target"), ("I.3", "target")]
    duties = [item for item in plan.items if item.section == "II"]
    assert [item.text for item in duties] == [
        "Phân loại rác thành ba nhóm.",
        "Khuyến khích doanh nghiệp đầu tư công nghệ tái chế.",
    ]
    told, counted = (item for item in plan.items if item.section == "III")
    assert windows(told) == [("once", None, date(2024, 12, 31))]
    assert windows(counted) == []


LETTERHEAD = """{}
Số: 12/KH-BV
Ví Dụ, ngày 6 tháng 4 năm 2023
KẾ HOẠCH
Cải tiến chất lượng năm 2023
{}
I. NHIỆM VỤ
1. Khoa Dược lập kế hoạch dự trù thuốc.
"""


@pytest.mark.parametrize(
    ("capitals", "preamble", "issuer"),
    [
        ("SỞ Y TẾ\nBỆNH VIỆN MẮT TỈNH VÍ DỤ", "", "Bệnh viện Mắt tỉnh Ví Dụ"),
        (
            "SỞ Y TẾ\nTRUNG TÂM GIÁM ĐỊNH Y KHOA",
            "Theo đề nghị của các khoa, Trung tâm Giám định y khoa xây dựng kế hoạch như sau:",
            "Trung tâm Giám định y khoa Ví Dụ",
        ),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT VÍ DỤ", "", "Trường THPT Ví Dụ"),
        ("ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH VÍ DỤ", "", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Ví Dụ"),
    ],
)
def test_issuers_outside_the_catalogue(capitals: str, preamble: str, issuer: str) -> None:
    assert read(LETTERHEAD.format(capitals, preamble)).document.issuer == issuer


FLAT = """KẾ HOẠCH
Quản lý chợ năm 2024
I. NHIỆM VỤ
{headings}
(1) (2) (3) (4) (5)
1
Xây dựng quy định quản lý chợ
Sở Công Thương
Sở Tư pháp, Sở Tài chính
Quý III/2024
{headings}
2
Tập huấn cho tiểu thương
Phòng Kinh tế
Hội LHPN huyện
Tháng 9/2024
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính bố trí kinh phí.
"""


def test_a_table_one_cell_a_line_with_its_headings_on_one() -> None:
    headings = "TT Nội dung công việc Cơ quan chủ trì Cơ quan phối hợp Thời gian hoàn thành"
    items = by_ref(read(FLAT.format(headings=headings)))
    assert who(items["I.1"]) == (["Sở Công Thương"], ["Sở Tư pháp", "Sở Tài chính"])
    assert who(items["I.2"]) == (["Phòng Kinh tế"], ["Hội Liên hiệp Phụ nữ huyện"])
    assert windows(items["I.2"]) == [("once", date(2024, 9, 1), date(2024, 9, 30))]
    assert items["II.1"].leads == ["Sở Tài chính"]


def test_where_a_time_tells_to_whom_it_is_handed_in_and_what_is_said_to_be_a_goal() -> None:
    items = by_ref(
        read("""CHƯƠNG TRÌNH CÔNG TÁC NĂM 2023
QUÝ III
1. Đề án bảo tồn tiếng nói.
- Đơn vị chuẩn bị: Phòng Tuyên truyền
- Thời gian: Trình UBND tỉnh tháng 8
2. Mục tiêu: phấn đấu hoàn thành 100% số căn nhà trước ngày 27/7/2023.
""")
    )
    assert windows(items["1"]) == [("once", date(2023, 8, 1), date(2023, 8, 31))]
    assert items["1"].text == "Đề án bảo tồn tiếng nói."
    assert items["2"].kind == "target"


def test_a_goal_broken_before_a_capital_is_one_and_letters_of_a_centre_are_its_name() -> None:
    items = by_ref(
        read("""KẾ HOẠCH NĂM 2026
I. MỤC TIÊU
1. Mục tiêu cụ thể
a) Trên 90% cơ sở thuộc diện cấp Giấy chứng nhận được cấp
Giấy chứng nhận cơ sở đủ điều kiện.
II. NHIỆM VỤ
1. Niêm yết công khai thủ tục.
- Chủ trì: Trung tâm Phục vụ HCC xã
2. Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2026; báo cáo đột xuất khi có yêu cầu.
""")
    )
    assert items["I.1.a"].text.endswith("được cấp Giấy chứng nhận cơ sở đủ điều kiện.")
    assert items["II.1"].leads == ["Trung tâm Phục vụ hành chính công xã"]
    assert [timing.type for timing in items["II.2"].timings] == ["once", "ad_hoc"]


def test_a_date_in_figures_beside_the_place_and_measures_with_signs() -> None:
    plan = read("""BỆNH VIỆN ĐA KHOA HOA MẪU
Số: 14/KH-BV
Hoa Mẫu, ngày 20/02/2024
KẾ HOẠCH
Cải tiến chất lượng năm 2024
II. Chỉ số
1) ≥ 95% người bệnh hài lòng khi nội trú.
""")
    assert plan.document.issued_on == "2024-02-20"
    assert [item.kind for item in plan.items] == ["target"]


@pytest.mark.parametrize(
    ("named", "first", "last"),
    [
        ("tháng 8 năm 2025", date(2025, 8, 1), date(2025, 8, 31)),
        ("quý II năm 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_programme_covers_the_month_quarter_or_year_that_it_is_named_for(named: str, first: date, last: date) -> None:
    period = read(f"UBND XÃ HOA MẪU\nCHƯƠNG TRÌNH\nCông tác {named}\n1. Sở Y tế kiểm tra.\n").document.period
    assert (period.start, period.end) == (first, last)


class _Counted(list[Block]):
    """Blocks that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        found = super().__getitem__(at)
        self.looks += len(found) if isinstance(at, slice) else 1
        return found


def looks(line: str, times: int) -> int:
    """How many blocks are looked at while tables are looked for among the same lines said again and again."""
    blocks = _Counted(text_blocks(line * times))
    all_tables(blocks)
    return blocks.looks


@pytest.mark.parametrize(
    "lines",
    ["Ghi chú.\n", "TT\n", "Nội dung\n", "Nội dung\nChủ trì\nThời gian\n", "TT\nChủ trì\nThời gian\nNội dung\n"],
)
def test_lines_that_look_like_headings_are_looked_at_a_few_times_each(lines: str) -> None:
    assert looks(lines, 800) < 5 * looks(lines, 200)
