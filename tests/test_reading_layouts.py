"""Documents of other kinds, levels and layouts. All of them are made up for these tests; none exists."""

from datetime import date

import pytest

from knowledge.models import Span
from tests.reading import by_ref, read, windows

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1234/QĐ-UBND
Lạng Sơn, ngày 05 tháng 6 năm 2023
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch chuyển đổi số năm 2023
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19/6/2015;
Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;
Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 55/TTr-STTTT ngày 01/6/2023.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2023.
Điều 2. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc; định kỳ hàng quý
báo cáo Ủy ban nhân dân tỉnh.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:
- Như Điều 2;
CHỦ TỊCH
KẾ HOẠCH
CHUYỂN ĐỔI SỐ NĂM 2023
(Ban hành kèm theo Quyết định số 1234/QĐ-UBND ngày 05/6/2023 của Chủ tịch UBND tỉnh)
I. MỤC ĐÍCH
1. Đẩy mạnh chuyển đổi số trong cơ quan nhà nước.
II. NHIỆM VỤ
1. Nâng cấp Cổng dịch vụ công (Chủ trì: Sở Thông tin và Truyền thông; phối hợp: Sở Nội vụ; thời gian: Quý III/2023).
2. Tập huấn kỹ năng số cho cán bộ xã (Sở Nội vụ chủ trì, hoàn thành trong tháng 8/2023).
III. KINH PHÍ
Từ nguồn ngân sách tỉnh và các nguồn hợp pháp khác.
PHỤ LỤC
DANH MỤC NHIỆM VỤ
| STT | Tên nhiệm vụ | Thời gian hoàn thành | Đơn vị chủ trì | Đơn vị phối hợp | Sản phẩm |
|---|---|---|---|---|---|
| I | HẠ TẦNG SỐ | | | | |
| 1 | Xây dựng trung tâm dữ liệu | Tháng 12/2023 | Sở Thông tin và Truyền thông | Công an tỉnh | Trung tâm |
| II | NHÂN LỰC | | | | |
| 1 | Đào tạo cán bộ | Thường xuyên | Sở Nội vụ | | |
| 2 | Cử cán bộ dự tập huấn | | | | |
"""


def test_a_decision_with_its_plan_and_appendix() -> None:
    plan = read(DECISION)
    document = plan.document
    assert (document.number, document.type, document.issuer) == ("1234/QĐ-UBND", "Quyết định", "UBND tỉnh Lạng Sơn")
    assert (document.issued_on, document.effective_on) == ("2023-06-05", "2023-06-05")
    assert document.title == "Về việc ban hành Kế hoạch chuyển đổi số năm 2023"
    assert document.based_on == ["77/2015/QH13", "749/QĐ-TTg"]
    items = by_ref(plan)
    assert list(items) == ["Điều 2", "I.1", "II.1", "II.2", "III.1", "PL.I.1", "PL.II.1", "PL.II.2"]
    assert (items["Điều 2"].kind, items["Điều 2"].report_to) == ("report", ["UBND tỉnh"])
    assert items["Điều 2"].coordinators == ["các sở, ban, ngành"]
    assert items["II.1"].text == "Nâng cấp Cổng dịch vụ công"
    assert items["II.1"].coordinators == ["Sở Nội vụ"]
    assert windows(items["II.1"]) == [("once", date(2023, 7, 1), date(2023, 9, 30))]
    assert items["II.2"].leads == ["Sở Nội vụ"]
    assert items["III.1"].kind == "funding"
    assert (items["PL.I.1"].heading, items["PL.I.1"].coordinators) == ("HẠ TẦNG SỐ", ["Công an tỉnh"])
    assert items["PL.II.2"].notes == ["chép xuống từ dòng trên"]


def test_a_work_programme_of_a_district_in_markdown() -> None:
    plan = read("""# UBND HUYỆN EA KAR
## CHƯƠNG TRÌNH CÔNG TÁC TRỌNG TÂM NĂM 2024
**Số: 02/CTr-UBND**
*Ea Kar, ngày 10 tháng 01 năm 2024*
## I. Nhiệm vụ thường xuyên
- **Phòng Nội vụ:** Tham mưu công tác cải cách hành chính; báo cáo UBND huyện trước ngày 15 hằng tháng.
## II. Nhiệm vụ theo tháng
| TT | Thời gian trình | Nội dung công việc | Lãnh đạo phụ trách | Cơ quan tham mưu |
|:--:|---|---|---|:-:|
| **1** | Tháng 2 | Kế hoạch phòng, chống dịch bệnh gia súc | Chủ tịch | Phòng Nông nghiệp và PTNT |
| 2 | 20/3 | Báo cáo kinh tế - xã hội quý I | Chủ tịch | Phòng TC-KH |
""")
    document = plan.document
    assert (document.type, document.issuer, document.locality) == (
        "Chương trình công tác",
        "UBND huyện Ea Kar",
        "Ea Kar",
    )
    assert document.period == Span(start=date(2024, 1, 1), end=date(2024, 12, 31))
    items = by_ref(plan)
    assert items["I.1"].leads == ["Phòng Nội vụ"]
    assert items["II.1"].leads == ["Phòng Nông nghiệp và Phát triển nông thôn"]
    assert windows(items["II.1"]) == [("once", date(2024, 2, 1), date(2024, 2, 29))]
    assert (items["II.2"].kind, items["II.2"].leads) == ("report", ["Phòng Tài chính - Kế hoạch"])


def test_a_weekly_programme_gives_each_duty_its_day() -> None:
    plan = read("""ỦY BAN NHÂN DÂN
PHƯỜNG HÒA BÌNH
LỊCH CÔNG TÁC TUẦN
Thứ Hai, ngày 12/5/2025:
- 8 giờ: Họp giao ban. Chủ trì: Chủ tịch UBND phường. Thành phần: các công chức. Địa điểm: Hội trường.
- 14 giờ: Kiểm tra công tác phòng cháy, chữa cháy tại chợ. Chủ trì: Công an phường.
Thứ Ba, ngày 13/5/2025:
- Tiếp công dân định kỳ. Chủ trì: Phó Chủ tịch UBND phường.
""")
    assert plan.document.type == "Lịch công tác"
    assert plan.document.issuer == "UBND phường Hòa Bình"
    first, second, third = plan.items
    assert first.leads == ["Chủ tịch UBND phường"]
    assert first.text == "8 giờ: Họp giao ban. Thành phần: các công chức. Địa điểm: Hội trường."
    assert windows(second) == [("once", date(2025, 5, 12), date(2025, 5, 12))]
    assert third.heading == "Thứ Ba, ngày 13/5/2025"
    assert windows(third) == [("once", date(2025, 5, 13), date(2025, 5, 13))]


def test_a_timetable_parted_by_tabs_carries_the_day_down() -> None:
    plan = read("""LỊCH LÀM VIỆC TUẦN 20
Thứ, ngày\tNội dung\tChủ trì\tĐịa điểm
Thứ Hai 12/5/2025\tHọp Ban Chỉ đạo 389\tPhó Chủ tịch UBND tỉnh\tPhòng họp số 1
\tLàm việc với Sở Y tế\tChủ tịch UBND tỉnh\tPhòng họp số 2
""")
    assert [item.leads for item in plan.items] == [["Phó Chủ tịch UBND tỉnh"], ["Chủ tịch UBND tỉnh"]]
    assert windows(plan.items[1]) == [("once", date(2025, 5, 12), date(2025, 5, 12))]


def test_a_calendar_of_days_and_hours_carries_the_day_down() -> None:
    plan = read("""LỊCH CÔNG TÁC TUẦN 20
Ngày | Giờ | Nội dung | Chủ trì | Đơn vị phối hợp
Thứ Hai 12/5/2025 | 7h30 | Họp giao ban đầu tuần | Chủ tịch UBND tỉnh | Văn phòng UBND tỉnh
 | 14h00 | Làm việc với Sở Y tế | Phó Chủ tịch UBND tỉnh | Sở Y tế
Chủ nhật 18/5/2025 |  | Nghỉ |  |
""")
    assert [windows(item) for item in plan.items] == [[("once", date(2025, 5, 12), date(2025, 5, 12))]] * 2
    assert plan.items[1].text == "14h00: Làm việc với Sở Y tế"


def test_in_a_calendar_the_hour_is_no_time_of_the_next_row_nor_the_lead_the_next_days() -> None:
    plan = read("""LỊCH CÔNG TÁC TUẦN 20
Ngày | Giờ | Nội dung | Chủ trì | Đơn vị phối hợp
Thứ Sáu 16/5/2025 | 7h30 | Họp giao ban | Chủ tịch UBND tỉnh | Văn phòng UBND tỉnh
 | | Đi cơ sở | Phó Chủ tịch UBND tỉnh | Sở Y tế
Thứ Bảy 17/5/2025 | 8h00 | Trực cơ quan | |
""")
    assert [item.leads for item in plan.items] == [["Chủ tịch UBND tỉnh"], ["Phó Chủ tịch UBND tỉnh"], []]
    assert [item.timing_raw for item in plan.items] == ["Thứ Sáu 16/5/2025", "Thứ Sáu 16/5/2025", "Thứ Bảy 17/5/2025"]


def test_a_page_cut_into_short_lines_is_joined() -> None:
    plan = read("""ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
87/KH-UBND
|
Tuyên Quang, ngày
10 tháng 3 năm 2022
|
KẾ HOẠCH
PHÒNG,
CHỐNG THIÊN TAI TỈNH TUYÊN QUANG GIAI ĐOẠN 2022-2025
Thực hiện Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ; Ủy ban nhân dân
tỉnh ban hành kế hoạch, cụ thể như sau:
II. NHIỆM VỤ
1. Công tác tuyên
truyền
a) Tổ chức tuyên truyền Luật Phòng, chống thiên tai trên các phương tiện thông tin đại
chúng.
- Cơ quan chủ trì: Sở Thông tin và
Truyền thông.
- Cơ quan phối hợp: Sở Nông nghiệp và
Phát triển nông thôn, Ủy ban nhân dân các huyện, thành phố.
- Thời gian thực hiện: Hàng năm.
b) Xây dựng bản đồ cảnh báo sạt lở.
- Cơ quan chủ trì: Sở Tài nguyên và Môi trường.
- Thời gian hoàn thành: Trước ngày 30
tháng 9 năm 2022.
""")
    document = plan.document
    assert (document.number, document.issued_on) == ("87/KH-UBND", "2022-03-10")
    assert document.title == "PHÒNG, CHỐNG THIÊN TAI TỈNH TUYÊN QUANG GIAI ĐOẠN 2022-2025"
    assert document.period == Span(start=date(2022, 1, 1), end=date(2025, 12, 31))
    first, second = plan.items
    assert first.heading == "Công tác tuyên truyền"
    assert first.leads == ["Sở Thông tin và Truyền thông"]
    assert first.coordinators == ["Sở Nông nghiệp và Phát triển nông thôn", "UBND các huyện, thành phố"]
    assert windows(second) == [("once", None, date(2022, 9, 30))]


def test_a_directive_with_agencies_as_headings_and_subjects() -> None:
    plan = read("""CHỦ TỊCH ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 05/CT-UBND
Hà Giang, ngày 20 tháng 4 năm 2022
CHỈ THỊ
Về việc tăng cường công tác phòng cháy, chữa cháy rừng
Để thực hiện tốt công tác này, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Chủ tịch UBND các huyện, thành phố:
a) Tổ chức kiểm tra, rà soát phương án.
2. Sở Nông nghiệp và Phát triển nông thôn chỉ đạo Chi cục Kiểm lâm:
- Trực 24/24 giờ trong mùa khô.
- Tổng hợp báo cáo UBND tỉnh định kỳ hàng tháng.
3. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh theo chức năng, nhiệm vụ được giao, sẵn sàng lực lượng ứng cứu.
Nhận được Chỉ thị này, yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.
""")
    items = by_ref(plan)
    assert list(items) == ["1.a", "2.1", "2.2", "3"]
    assert items["1.a"].leads == ["Chủ tịch UBND các huyện, thành phố"]
    assert (items["2.2"].kind, items["2.2"].leads) == ("report", ["Sở Nông nghiệp và Phát triển nông thôn"])
    assert items["3"].leads == ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]
    assert plan.document.type == "Chỉ thị"


def test_headings_lost_from_a_web_page_are_counted_again() -> None:
    plan = read("""ỦY
BAN NHÂN DÂN |
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 869/KH-UBND |
Quảng Bình, ngày 28 tháng 5 năm 2021 |
THỰC HIỆN CHƯƠNG TRÌNH VÌ TRẺ EM TỈNH QUẢNG BÌNH GIAI ĐOẠN 2021-2030
Thực hiện Quyết định số 23/QĐ-TTg ngày 07/01/2021, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
1. Mục tiêu chung
Bảo đảm thực hiện các quyền trẻ em.
2. Mục tiêu cụ thể
a) Mục tiêu 1: Về chăm sóc sức khỏe
- Chỉ tiêu 1: Giảm tỷ lệ suy dinh dưỡng xuống dưới 10%.
1. Công tác truyền thông
Đa dạng hóa các hình thức truyền thông.
2. Công tác đào tạo
Tập huấn cán bộ.
1. Sở Y tế
a) Chủ trì thực hiện mục tiêu về sức khỏe.
2. Các sở, ban, ngành: báo cáo kết quả về Sở Y tế trước ngày 05/12 hằng năm.
""")
    assert [item.ref for item in plan.items] == ["I.2.a.1", "II.1", "II.2", "III.1.a", "III.2"]
    assert [item.kind for item in plan.items] == ["target", "directive", "directive", "task", "report"]
    assert plan.document.type == "Kế hoạch"
    assert plan.document.issuer == "UBND tỉnh Quảng Bình"
    assert plan.document.title == "THỰC HIỆN CHƯƠNG TRÌNH VÌ TRẺ EM TỈNH QUẢNG BÌNH GIAI ĐOẠN 2021-2030"


def test_what_has_been_done_is_no_duty() -> None:
    plan = read("""CHƯƠNG TRÌNH
Công tác năm 2023
Phần thứ nhất
ĐÁNH GIÁ TÌNH HÌNH NĂM 2022
I. KẾT QUẢ ĐẠT ĐƯỢC
1. Về kinh tế
- Phòng Nông nghiệp và PTNT đã tổ chức 12 lớp tập huấn.
Phần thứ hai
NHIỆM VỤ NĂM 2023
A. CHỈ TIÊU CHỦ YẾU
1. Thu ngân sách đạt 150 tỷ đồng.
B. NHIỆM VỤ
I. Lĩnh vực văn hóa
1. Tổ chức Đại hội thể dục thể thao huyện
- Cơ quan chủ trì: Phòng Văn hóa và Thông tin;
- Cơ quan phối hợp:
+ Phòng Giáo dục và Đào tạo;
+ Trung tâm Y tế huyện;
- Thời gian: Quý III/2023;
- Kinh phí: 200 triệu đồng.
""")
    target, task = plan.items
    assert (target.kind, target.section) == ("target", "Phần thứ hai.A")
    assert task.ref == "Phần thứ hai.B.I.1"
    assert task.coordinators == ["Phòng Giáo dục và Đào tạo", "Trung tâm Y tế huyện"]
    assert task.text == "Tổ chức Đại hội thể dục thể thao huyện - Kinh phí: 200 triệu đồng."
    assert task.lines == (14, 20)


def test_a_letter_charges_its_addressees_unless_it_names_somebody() -> None:
    plan = read("""ỦY BAN NHÂN DÂN
TỈNH THÁI BÌNH
Số: 2345/UBND-KGVX
V/v tổ chức Tháng hành động vì an toàn thực phẩm năm 2023
Thái Bình, ngày 03 tháng 4 năm 2023
Kính gửi: Sở Y tế; Sở Công Thương; UBND các huyện, thành phố.
Thực hiện Công văn số 1111/BYT-ATTP ngày 20/3/2023 của Bộ Y tế, Chủ tịch UBND tỉnh có ý kiến như sau:
1. Giao Sở Y tế chủ trì, phối hợp với Sở Công Thương xây dựng kế hoạch, trình UBND tỉnh trước ngày 12/4/2023.
2. Tăng cường thanh tra, kiểm tra an toàn thực phẩm tại các bếp ăn tập thể.
Nơi nhận:
- Như trên.
""")
    charged, general = plan.items
    assert (charged.lead_from, charged.leads, charged.coordinators) == ("sentence", ["Sở Y tế"], ["Sở Công Thương"])
    assert general.lead_from == "addressee"
    assert general.leads == ["Sở Y tế", "Sở Công Thương", "UBND các huyện, thành phố"]
    assert general.kind == "directive"


def test_a_programme_by_quarters_and_leads_in_brackets() -> None:
    plan = read("""CHƯƠNG TRÌNH CÔNG TÁC NĂM 2023 CỦA UBND HUYỆN ĐỨC CƠ
I. QUÝ I
1. Kế hoạch giao quân. Đơn vị chủ trì: Ban Chỉ huy Quân sự huyện.
II. QUÝ II
1. Đề án sắp xếp trường học (Phòng Giáo dục và Đào tạo).
2. Phương án phòng, chống lụt bão: Phòng Nông nghiệp và Phát triển nông thôn tham mưu.
""")
    assert plan.document.issuer == "UBND huyện Đức Cơ"
    assert windows(plan.items[0]) == [("once", date(2023, 1, 1), date(2023, 3, 31))]
    assert [item.leads for item in plan.items[1:]] == [
        ["Phòng Giáo dục và Đào tạo"],
        ["Phòng Nông nghiệp và Phát triển nông thôn"],
    ]


def test_a_table_with_two_rows_of_headings() -> None:
    plan = read("""Phụ lục: PHÂN CÔNG NHIỆM VỤ
| TT | Nội dung công việc | Trách nhiệm thực hiện | Trách nhiệm thực hiện | Thời gian thực hiện |
|---|---|---|---|---|
| | | Cơ quan chủ trì | Cơ quan phối hợp | |
| (1) | (2) | (3) | (4) | (5) |
| A | **Công bố thủ tục** | | | |
| 1. | Công khai thủ tục<br>trên Cổng | - Văn phòng UBND tỉnh;<br>- Sở Nội vụ | Sở Tư pháp | Tháng 01/2024 |
""")
    (item,) = plan.items
    assert (item.ref, item.section, item.heading) == ("PL.A.1", "PL", "Công bố thủ tục")
    assert item.text == "Công khai thủ tục trên Cổng"
    assert (item.leads, item.coordinators) == (["Văn phòng UBND tỉnh", "Sở Nội vụ"], ["Sở Tư pháp"])


def test_a_table_flattened_to_broken_cells() -> None:
    plan = read("""PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ
STT |
Nội dung
công việc |
Đơn vị
chủ trì |
Đơn vị phối hợp |
Thời gian
hoàn thành |
I |
CÔNG TÁC TUYÊN TRUYỀN |
|||
1 |
Xây dựng phóng sự
về chuyển đổi số |
Đài Phát thanh
và Truyền hình tỉnh |
Các sở, ngành |
Quý I/2024 |
2 |
Tổ chức hội thi |
Tỉnh đoàn |
|
2024 - 2025 |
Nơi nhận: |
""")
    first, second = plan.items
    assert first.text == "Xây dựng phóng sự về chuyển đổi số"
    assert first.leads == ["Đài Phát thanh và Truyền hình tỉnh"]
    assert first.lines == (14, 20)
    assert (second.coordinators, windows(second)) == ([], [("phase", date(2024, 1, 1), date(2025, 12, 31))])


def test_targets_and_money_of_a_resolution() -> None:
    plan = read("""HỘI ĐỒNG NHÂN DÂN
TỈNH ĐẮK NÔNG
Số: 15/NQ-HĐND
Đắk Nông, ngày 11 tháng 12 năm 2021
NGHỊ QUYẾT
Về kế hoạch phát triển kinh tế - xã hội năm 2022
Điều 1. Mục tiêu, chỉ tiêu
1. Mục tiêu tổng quát: Phục hồi và phát triển kinh tế.
2. Các chỉ tiêu chủ yếu
a) Tốc độ tăng trưởng kinh tế đạt 7,5%.
Điều 2. Tổ chức thực hiện
1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này.
2. Giao Sở Tài chính bố trí kinh phí thực hiện trong dự toán ngân sách năm 2022.
""")
    assert {item.ref: item.kind for item in plan.items} == {
        "Điều 1.2.a": "target",
        "Điều 2.1": "task",
        "Điều 2.2": "funding",
    }
    assert plan.document.issuer == "HĐND tỉnh Đắk Nông"


def test_text_printed_twice_is_read_once() -> None:
    lines = [
        "I. NHIỆM VỤ",
        "1. Sở Y tế chủ trì, phối hợp với các sở, ngành xây dựng kế hoạch tiêm chủng cho trẻ em trên địa bàn tỉnh.",
        "2. Sở Nội vụ tham mưu kiện toàn tổ chức bộ máy làm công tác trẻ em ở các cấp theo hướng tinh gọn, hiệu quả.",
        "3. Sở Tư pháp kiểm tra văn bản.",
        "4. Sở Công Thương tổ chức hội chợ.",
    ]  # fmt: skip
    plan = read("\n".join([*lines, *lines, "5. Sở Xây dựng thẩm định quy hoạch."]))
    assert [item.ref for item in plan.items] == ["I.1", "I.2", "I.3", "I.4", "I.5"]
    assert plan.items[0].lines == (7, 7)


def test_a_form_to_be_filled_in_holds_no_duties() -> None:
    plan = read("""V/v báo cáo công tác trẻ em
Kính gửi: UBND các xã, thị trấn.
1. Báo cáo kết quả về Phòng Nội vụ trước ngày 10/5/2024.
Nơi nhận:
- Như trên;
CHỦ TỊCH
ĐỀ CƯƠNG BÁO CÁO
I. Đặc điểm tình hình
- Tình hình kinh tế, xã hội
1. Công tác chỉ đạo của địa phương
""")
    assert [item.ref for item in plan.items] == ["1"]
    assert any(passage.text == "- Tình hình kinh tế, xã hội" for passage in plan.passages)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Thực hiện Chương trình hành động giai đoạn 2021 - 2030", (date(2021, 1, 1), date(2030, 12, 31))),
        ("Thực hiện Chương trình giai đoạn 2021-2025 tại tỉnh năm 2023", (date(2023, 1, 1), date(2023, 12, 31))),
        ("Phát triển giáo dục giai đoạn 2021-2025, định hướng đến năm 2030", (date(2021, 1, 1), date(2025, 12, 31))),
        ("Phát triển du lịch đến năm 2025, tầm nhìn 2030", (None, date(2025, 12, 31))),
        ("Nhiệm vụ năm học 2023-2024", (date(2023, 9, 1), date(2024, 5, 31))),
        ("Triển khai Kế hoạch số 204-KH/TU, ngày 27/5/2024 của Tỉnh ủy", (None, None)),
        ("Thực hiện Chỉ thị số 12/CT-TTg năm 2020 của Thủ tướng Chính phủ", (None, None)),
        ("Tổng kết 10 năm thực hiện phong trào", (None, None)),
    ],
)  # fmt: skip
def test_years_that_a_plan_is_named_for(title: str, period: tuple[date | None, date | None]) -> None:
    document = read(f"KẾ HOẠCH\n{title}\n1. Sở Y tế thực hiện.\n").document
    assert (document.period.start, document.period.end) == period


@pytest.mark.parametrize(("printed", "start"), [("12/10/2018", None), ("Ngày 12/10/2018", date(2018, 10, 12))])
def test_a_date_in_figures_alone_in_a_column_of_times_is_the_last_day(printed: str, start: date | None) -> None:
    plan = read(f"""CHƯƠNG TRÌNH CÔNG TÁC
Tháng 10 năm 2018
| STT | Nội dung công việc | Đơn vị thực hiện | Hoàn thành trước ngày |
|---|---|---|---|
| 1 | Kiểm tra bến thủy nội địa | Thanh tra Sở | {printed} |
""")
    assert windows(plan.items[0]) == [("once", start, date(2018, 10, 12))]


def test_a_table_parted_by_tabs_whose_groups_have_letters() -> None:
    plan = read("""KẾ HOẠCH
Tổ chức bầu cử
III. TIẾN ĐỘ THỰC HIỆN
TT\tNội dung công việc\tNgười chủ trì\tBộ phận phối hợp\tThời gian
A\tCông tác chuẩn bị
1\tThành lập Tổ bầu cử\tChủ tịch UBND phường\tVăn phòng HĐND và UBND phường\tTrước 03/02/2026
2\tNiêm yết danh sách cử tri\tTrưởng Công an phường\t\tTrước 20/02/2026
B\tNgày bầu cử
1\tTrực y tế tại các khu vực bỏ phiếu\tTrưởng Trạm Y tế phường\tHội Chữ thập đỏ phường\tNgày 15/3/2026
""")
    assert {ref: item.leads for ref, item in by_ref(plan).items()} == {
        "III.A.1": ["Chủ tịch UBND phường"],
        "III.A.2": ["Trưởng Công an phường"],
        "III.B.1": ["Trưởng Trạm Y tế phường"],
    }
