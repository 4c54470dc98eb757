"""Letters, conclusions, calendars, targets: documents that are no plans, all made up for these tests; none exists."""

import textwrap
from datetime import date
from pathlib import Path

import pytest

from knowledge.models import Item
from knowledge.readers import read_blocks
from knowledge.readers.text import text_blocks
from knowledge.reading.plans import plan_of, read_plan
from knowledge.reading.review import review_of
from knowledge.storing.library import bundled_plans
from tests.reading import by_ref, read, who, windows


def once(start: str | None, end: str) -> list[tuple[str, date | None, date | None]]:
    return [("once", date.fromisoformat(start) if start else None, date.fromisoformat(end))]


LETTER = """SỞ Y TẾ TỈNH VÍ DỤ
Số: 567/SYT-NVY
V/v hướng dẫn công tác y tế học đường năm 2024
Ví Dụ, ngày 04 tháng 3 năm 2024
Kính gửi: Trung tâm Y tế các huyện, thành phố
Thực hiện Kế hoạch số 25/KH-UBND ngày 02/02/2024 của UBND tỉnh, Sở Y tế đề nghị các đơn vị triển khai:
- Tổ chức khám sức khỏe cho học sinh; hoàn thành trước ngày 30/11/2024.
- Báo cáo kết quả về Sở Y tế (qua Phòng Nghiệp vụ Y) trước ngày 15/12/2024.

Trung tâm Kiểm soát bệnh tật tỉnh có trách nhiệm hỗ trợ chuyên môn tại các huyện.

Trân trọng đề nghị các đơn vị quan tâm triển khai thực hiện./.
Nơi nhận:
- Như trên;
"""


def test_a_paragraph_below_the_requests_of_a_letter_charges_another_agency() -> None:
    plan = read(LETTER)
    examined, report, centre = plan.items
    assert examined.leads == report.leads == ["Trung tâm Y tế các huyện, thành phố"]
    assert (report.kind, report.report_to) == ("report", ["Sở Y tế"])
    assert windows(report) == once(None, "2024-12-15")
    assert (centre.leads, centre.lead_from) == (["Trung tâm Kiểm soát bệnh tật tỉnh"], "sentence")


def test_requests_without_numbers_are_read_where_recipients_are_listed_below() -> None:
    plan = read("""UBND TỈNH VÍ DỤ
Số: 12/UBND-VX
Kính gửi:
- Sở Y tế;
- UBND các huyện.
Để chủ động phòng, chống dịch, UBND tỉnh yêu cầu:
Sở Y tế chủ trì, phối hợp với các cơ quan liên quan giám sát chặt chẽ tình hình dịch.
UBND các huyện phát động vệ sinh môi trường, hoàn thành trước ngày 31/5/2024.
Các đơn vị liên hệ:
- Bà con thôn bản;
- Đường dây nóng.
""")
    health, districts = plan.items[:2]
    assert who(health) == (["Sở Y tế"], ["các cơ quan liên quan"])
    assert (districts.leads, windows(districts)) == (["UBND các huyện"], once(None, "2024-05-31"))


CONCLUSIONS = """UBND TỈNH VÍ DỤ
VĂN PHÒNG
Số: 210/TB-VPUBND
Ví Dụ, ngày 18 tháng 9 năm 2024
THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về khắc phục hậu quả bão
1. Đánh giá chung
Các cấp, các ngành đã chủ động ứng phó với bão.
2. Nhiệm vụ thời gian tới
Phó Chủ tịch UBND tỉnh yêu cầu các sở, ngành, địa phương tập trung thực hiện các nhiệm vụ sau:
2.1. Về giao thông: Sở Giao thông vận tải khắc phục sạt lở, bảo đảm thông xe trước ngày 30/9/2024.
2.2. Đối với kiến nghị của UBND huyện Minh Họa về kinh phí xây kè: Giao Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch \
và Đầu tư, Sở Nông nghiệp và Phát triển nông thôn thẩm định, tham mưu UBND tỉnh trong tháng 10/2024.
2.3. Đồng ý chủ trương lập quỹ hỗ trợ. Giao Sở Nội vụ tham mưu Quyết định thành lập, hoàn thành trong quý IV/2024.
2.4. Văn phòng Sở, Thanh tra Sở: Chuẩn bị nội dung tiếp đoàn kiểm tra.
Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.
"""


def test_conclusions_name_the_agency_behind_their_subject() -> None:
    plan = read(CONCLUSIONS)
    assert plan.document.issuer == "Văn phòng UBND tỉnh Ví Dụ"
    roads, dyke, fund, office = (item for item in plan.items if item.leads)
    assert roads.leads == ["Sở Giao thông vận tải"]
    assert who(dyke) == (["Sở Tài chính"], ["Sở Kế hoạch và Đầu tư", "Sở Nông nghiệp và Phát triển nông thôn"])
    assert (fund.leads, windows(fund)) == (["Sở Nội vụ"], once("2024-10-01", "2024-12-31"))
    assert office.leads == ["Văn phòng Sở", "Thanh tra Sở"]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Chủ tịch UBND tỉnh yêu cầu Sở Y tế tổ chức tiêm chủng.", ["Sở Y tế"]),
        ("UBND các xã yêu cầu các hộ kinh doanh ký cam kết.", ["UBND các xã"]),
        ("Sở Y tế đề nghị Bộ Y tế cấp thuốc.", ["Sở Y tế"]),
        ("Sở Y tế: Chỉ đạo các bệnh viện dự trữ thuốc.", ["Sở Y tế"]),
        ("Mở lớp dạy bơi; (Hội Phụ nữ xã, các trường phối hợp).", []),
    ],
)
def test_who_asks_or_takes_part_does_not_lead(sentence: str, leads: list[str]) -> None:
    assert read(f"II. NHIỆM VỤ\n1. {sentence}\n2. Công việc khác theo quy định.\n").items[0].leads == leads


def test_a_calendar_gives_lines_without_signs_the_day_above_them() -> None:
    plan = read("""ỦY BAN NHÂN DÂN
HUYỆN MINH HỌA
Minh Họa, ngày 12 tháng 7 năm 2024
LỊCH CÔNG TÁC TUẦN
CỦA LÃNH ĐẠO UBND HUYỆN
(Từ ngày 15/7/2024 đến ngày 21/7/2024)
Thứ Hai, ngày 15/7:
- Sáng: Họp giao ban UBND huyện. Văn phòng HĐND và UBND huyện chuẩn bị.
Thứ Ba, ngày 16/7:
Sáng: Tiếp công dân định kỳ tại trụ sở.
Chiều: Kiểm tra tiến độ làm đường. Chuẩn bị: Phòng Kinh tế và Hạ tầng.
Thứ Tư, ngày 17/7: Dự kỳ họp HĐND tỉnh (cả ngày).
""")
    meeting, citizens, road, session = plan.items
    assert meeting.leads == ["Văn phòng HĐND và UBND huyện"]
    assert windows(meeting) == once("2024-07-15", "2024-07-15")
    assert (citizens.leads, windows(citizens)) == ([], once("2024-07-16", "2024-07-16"))
    assert (road.leads, windows(road)) == (["Phòng Kinh tế và Hạ tầng"], once("2024-07-16", "2024-07-16"))
    assert windows(session) == once("2024-07-17", "2024-07-17")


def test_a_yearly_programme_by_months_names_who_submits() -> None:
    plan = read("""UBND HUYỆN MINH HỌA
Số: 07/CTr-UBND
Minh Họa, ngày 10 tháng 01 năm 2024
CHƯƠNG TRÌNH
Công tác năm 2024 của Ủy ban nhân dân huyện
A. CÁC NỘI DUNG TRÌNH UBND HUYỆN
THÁNG 01
1. Kế hoạch phát triển kinh tế - xã hội năm 2024.
Cơ quan trình: Phòng Tài chính - Kế hoạch.
QUÝ II
1. Kế hoạch tuyển sinh các lớp đầu cấp.
Cơ quan trình:
Phòng Giáo dục và Đào tạo.
THÁNG 7
1. Báo cáo phòng, chống tham nhũng 6 tháng đầu năm.
Cơ quan trình: Thanh tra huyện.
""")
    first, second, third = plan.items
    assert (first.leads, windows(first)) == (["Phòng Tài chính - Kế hoạch"], once("2024-01-01", "2024-01-31"))
    assert (second.leads, windows(second)) == (["Phòng Giáo dục và Đào tạo"], once("2024-04-01", "2024-06-30"))
    assert (third.leads, windows(third)) == (["Thanh tra huyện"], once("2024-07-01", "2024-07-31"))


TARGETS = """<html><body><p>UBND TỈNH VÍ DỤ</p><p>KẾ HOẠCH</p><p>Chuyển đổi số tỉnh Ví Dụ</p><p>I. CHỈ TIÊU</p><table>
<tr><th>TT</th><th>Chỉ tiêu</th><th>Đơn vị tính</th><th>Thực hiện 2024</th><th>Năm 2025</th><th>Năm 2030</th>
<th>Cơ quan chủ trì</th></tr>
<tr><td colspan="7"><b>A. Chính quyền số</b></td></tr>
<tr><td>1</td><td>Dịch vụ công trực tuyến toàn trình</td><td>%</td><td>61</td><td>80</td><td>100</td>
<td>Văn phòng UBND tỉnh</td></tr>
<tr><td>2</td><td>Hồ sơ xử lý trên môi trường mạng</td><td>%</td><td>70</td><td>95</td><td>100</td>
<td rowspan="2">Công an tỉnh<br>Sở Khoa học và Công nghệ</td></tr>
<tr><td>3</td><td>Số xã phủ sóng 5G</td><td>xã</td><td>0</td><td>12</td><td></td></tr></table></body></html>"""


def test_a_table_of_targets_tells_what_is_to_be_reached_and_by_whom(tmp_path: Path) -> None:
    path = tmp_path / "vi-du.html"
    path.write_text(TARGETS, encoding="utf-8")
    services, files, communes = read_plan(path).items
    assert services.text == "Dịch vụ công trực tuyến toàn trình (2025: 80 %; 2030: 100 %)"
    assert (services.kind, services.leads, services.heading) == ("target", ["Văn phòng UBND tỉnh"], "Chính quyền số")
    assert files.leads == communes.leads == ["Công an tỉnh", "Sở Khoa học và Công nghệ"]
    assert communes.text == "Số xã phủ sóng 5G (2025: 12 xã)"
    assert communes.timings == []


COMMUNE = """UBND XÃ THỬ NGHIỆM
Số: 32/KH-UBND
Thử Nghiệm, ngày 18 tháng 02 năm 2025
KẾ HOẠCH
Ra quân làm vệ sinh môi trường năm 2025
I NỘI DUNG
1) Tuyên truyền
+ Treo băng rôn tại nhà văn hóa (Thực hiện: Công chức Văn hóa - Xã hội, trưởng các thôn; xong trước ngày 01/3/2025)
+ Rà soát hương ước các thôn. Công an xã chủ trì, phối hợp với các thôn, hoàn thành trước 28/02/2025.
+ Mở lớp dạy bơi (Đoàn Thanh niên xã chủ trì; Hội Phụ nữ xã, Trường Tiểu học Thử Nghiệm phối hợp).
+ Trồng 500 cây xanh (Trạm Y tế xã, quý III/2025).
+ Dọn kênh mương: Công an xã, các thôn thực hiện thường xuyên.
II TỔ CHỨC THỰC HIỆN
1) Công chức Địa chính - Xây dựng
a. Gửi kế hoạch chi tiết về Văn phòng trước ngày 25/02/2025.
b. Báo cáo định kỳ: báo cáo quý gửi trước ngày 05 tháng cuối quý.
2) Kinh phí thực hiện từ nguồn ngân sách xã và nguồn xã hội hóa.
"""


def test_leads_and_times_in_brackets_last_sentences_and_headings() -> None:
    items = by_ref(read(COMMUNE))
    banners, rules, swimming = items["I.1.1"], items["I.1.2"], items["I.1.3"]
    assert banners.leads == ["Công chức Văn hóa - Xã hội", "trưởng các thôn"]
    assert windows(banners) == once(None, "2025-03-01")
    assert (who(rules), windows(rules)) == ((["Công an xã"], ["các thôn"]), once(None, "2025-02-28"))
    assert swimming.coordinators == ["Hội Liên hiệp Phụ nữ xã", "Trường Tiểu học Thử Nghiệm"]
    trees, canals = items["I.1.4"], items["I.1.5"]
    assert (trees.leads, windows(trees)) == (["Trạm Y tế xã"], once("2025-07-01", "2025-09-30"))
    assert canals.leads == ["Công an xã", "các thôn"]
    details, reports = items["II.1.a"], items["II.1.b"]
    assert details.leads == reports.leads == ["Công chức Địa chính - Xây dựng"]
    assert windows(details) == once(None, "2025-02-25")
    assert reports.kind == "report"
    assert items["II.2"].kind == "funding"


def test_cells_that_say_the_same_as_above_and_months_that_head_rows() -> None:
    plan = read("""# CHƯƠNG TRÌNH CÔNG TÁC NĂM 2025
| TT | Nội dung công việc | Cơ quan chuẩn bị | Cơ quan phối hợp |
|---|---|---|---|
| | **THÁNG 02** | | |
| 1 | Kế hoạch đầu tư công | Sở Tài chính | Các sở, ngành |
| 2 | Quyết định giá dịch vụ thủy lợi | -nt- | nt |
| | **QUÝ II** | | |
| 3 | Đề án sắp xếp đơn vị y tế | Sở Y tế | |
""")
    first, second, third = plan.items
    assert who(first) == who(second) == (["Sở Tài chính"], ["Các sở, ngành"])
    assert second.notes == ["chép xuống từ dòng trên"]
    assert windows(second) == once("2025-02-01", "2025-02-28")
    assert (third.leads, windows(third)) == (["Sở Y tế"], once("2025-04-01", "2025-06-30"))


def test_a_time_cell_of_a_table_that_came_apart_dates_nothing_else() -> None:
    plan = read("""KẾ HOẠCH
Xây dựng nông thôn mới năm 2024
I. NHIỆM VỤ
Cứng hóa 12 km đường trục thôn
Phòng Kinh tế và Hạ tầng
Tháng 9/2024
2
Xây dựng 02 trường đạt chuẩn quốc gia
""")
    assert all(window not in windows(item) for item in plan.items for window in once("2024-09-01", "2024-09-30"))


def test_a_stray_label_does_not_swallow_its_section() -> None:
    plan = read("""KẾ HOẠCH
II. NHIỆM VỤ
- Tổ chức tuyên truyền pháp luật về trẻ em.
a) Đơn vị chủ trì: Sở Tư pháp
b) Đơn vị phối hợp: Các sở, ngành.
Các cơ quan báo, đài trên địa bàn tỉnh.
c) Thời gian thực hiện: Hàng năm.
2. Khám sức khỏe cho trẻ em
a) Đơn vị chủ trì: Sở Y tế
b) Thời gian thực hiện: Quý III/2024
""")
    first, second = plan.items
    assert who(first) == (["Sở Tư pháp"], ["Các sở, ngành", "Các cơ quan báo, đài trên địa bàn tỉnh"])
    assert [timing.type for timing in first.timings] == ["annual"]
    assert (second.leads, windows(second)) == (["Sở Y tế"], once("2024-07-01", "2024-09-30"))


BROKEN = """UBND TỈNH VÍ DỤ
Số: 88/KH-UBND
Ví Dụ, ngày 20 tháng 01 năm 2025
KẾ HOẠCH
Cải cách hành chính năm 2025
I. NHIỆM VỤ
1. Đánh giá, tái cấu trúc quy trình, cung cấp dịch vụ công trực tuyến. Chủ trì: Văn
phòng UBND tỉnh; Phối hợp: Sở Khoa học và Công nghệ, các sở, ban, ngành, UBND cấp
huyện; Thời gian hoàn thành: Tháng 9/2025.
2. Công bố, công khai kịp thời thủ tục hành chính trên Cổng dịch vụ công của tỉnh.
- Đơn vị
chủ trì: Các sở, ban, ngành.
- Đơn vị phối
hợp: Văn phòng UBND tỉnh.
3. Các sở:
Xây dựng, Công Thương, Y tế theo chức năng, nhiệm vụ được giao chủ động triển khai các
biện pháp ứng phó; kiểm tra an toàn công trình đang thi công trên địa bàn toàn tỉnh;
định kỳ hằng quý báo cáo UBND tỉnh.
4. Sơn kẻ vạch phân định khu vực để xe tại các tuyến phố trung tâm; hoàn thành trong quý
III/2025.
5. Tăng cường phối hợp giữa các ngành trong việc giải quyết hồ sơ liên thông của người
dân và doanh nghiệp trên địa bàn.
"""


def test_names_and_labels_broken_over_lines_are_whole() -> None:
    services, publishing, departments, lines, together = read(BROKEN).items
    assert who(services) == (
        ["Văn phòng UBND tỉnh"],
        ["Sở Khoa học và Công nghệ", "các sở, ban, ngành", "UBND cấp huyện"],
    )
    assert windows(services) == once("2025-09-01", "2025-09-30")
    assert who(publishing) == (["Các sở, ban, ngành"], ["Văn phòng UBND tỉnh"])
    assert departments.leads == ["Sở Xây dựng", "Sở Công Thương", "Sở Y tế"]
    assert departments.text.endswith("định kỳ hằng quý báo cáo UBND tỉnh.")
    assert windows(lines) == once("2025-07-01", "2025-09-30")
    assert together.leads == []


@pytest.mark.parametrize("plan", bundled_plans(), ids=lambda path: path.stem[:8])
def test_a_plan_whose_lines_are_cut_says_the_same(plan: Path) -> None:
    whole = read_plan(plan)
    cut = plan_of(text_blocks("\n".join(_cut(line) for line in plan.read_text("utf-8").split("\n"))), plan.name)
    assert [_told(item) for item in cut.items] == [_told(item) for item in whole.items]


def _cut(line: str) -> str:
    """The line as a page of 86 letters prints it; rows of tables stay."""
    return line if "|" in line else "\n".join(textwrap.wrap(line, 86, break_on_hyphens=False)) or line


def _told(item: Item) -> tuple[object, ...]:
    return item.ref, item.kind, item.leads, item.coordinators, item.timings, item.report_to


def test_a_year_broken_by_a_narrow_column_is_put_together() -> None:
    plan = read("""KẾ HOẠCH
Phát triển thư viện năm 2024
| TT | Nội dung | Cơ quan chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Xây dựng nền tảng thư viện số | Thư viện tỉnh | Tháng 6/202 5 |
""")
    assert windows(plan.items[0]) == once("2025-06-01", "2025-06-30")


def test_a_plan_of_the_year_before_its_own_may_fall_due_after_its_issue() -> None:
    plan = read("""UBND HUYỆN MINH HỌA
Số: 2456/QĐ-UBND
Minh Họa, ngày 15 tháng 11 năm 2023
QUYẾT ĐỊNH
Phê duyệt Phương án phòng cháy, chữa cháy rừng giai đoạn 2024-2026
CHỦ TỊCH UBND HUYỆN
Điều 1. Nhiệm vụ
1. Phòng Nông nghiệp tham mưu kiện toàn Ban Chỉ đạo trước ngày 31/12/2023.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng HĐND và UBND huyện; Hạt trưởng Hạt Kiểm lâm huyện; Chủ tịch UBND các xã chịu trách nhiệm thi \
hành Quyết định này./.
""")
    first, last = plan.items
    assert windows(first) == once(None, "2023-12-31")
    assert last.kind == "directive"
    assert "Hạt trưởng Hạt Kiểm lâm huyện" in last.leads


def test_who_sits_on_a_committee_is_no_duty() -> None:
    plan = read("""QUYẾT ĐỊNH
Điều 1. Thành lập Tổ công tác gồm: Chủ tịch UBND tỉnh - Tổ trưởng; Giám đốc Sở Tài chính - Tổ phó.
Điều 2. Sở Tài chính chuẩn bị nội dung họp.
""")
    assert [item.leads for item in plan.items] == [["Sở Tài chính"]]


def test_an_article_may_say_where_the_money_comes_from() -> None:
    plan = read("""QUYẾT ĐỊNH
Điều 1. Giao Sở Y tế tổ chức thực hiện.
Điều 2. Kinh phí thực hiện lấy từ nguồn ngân sách nhà nước giao cho các đơn vị trong năm 2021.
""")
    assert [item.kind for item in plan.items] == ["task", "funding"]


def test_groups_parted_by_a_semicolon_head_what_stands_below() -> None:
    plan = read("""KẾ HOẠCH
1. Các trường trung học phổ thông; các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên
a) Thu hồ sơ của thí sinh.
b) Rà soát phòng thi, bàn ghế.
2. Các mục tiêu chính; các giải pháp
a) Kiểm tra phòng thi tại các điểm thi.
""")
    leads = ["Các trường trung học phổ thông", "các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên"]
    assert [item.leads for item in plan.items] == [leads, leads, []]


def test_a_time_behind_the_word_for_doing_is_no_lead() -> None:
    plan = read("""KẾ HOẠCH
1. Mở chuyên mục an toàn giao thông.
- Cơ quan chịu trách nhiệm: Sở Xây dựng
- Thực hiện: Thường xuyên trong năm
""")
    item = plan.items[0]
    assert (item.leads, [timing.type for timing in item.timings]) == (["Sở Xây dựng"], ["continuous"])


def test_a_clause_that_sets_the_day_of_effect_is_no_duty_to_look_at() -> None:
    text = "QUYẾT ĐỊNH:\nĐiều 1. Giao Sở Y tế tổ chức thực hiện.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    assert review_of(text_blocks(text), "vi-du.txt").marked == ()


def test_text_below_a_table_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "vi-du.csv"
    rows = [
        "STT,Nhiệm vụ,Đơn vị chủ trì",
        "1,Kiểm tra dịp Tết,Phòng Y tế",
        "- Phòng Giáo dục: Chỉ đạo các trường có bếp ăn bán trú.,,",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert len(read_blocks(path)) == 3
    assert read_plan(path).items[1].leads == ["Phòng Giáo dục và Đào tạo"]


def test_grounds_are_told_in_any_sentence_before_the_first_point() -> None:
    letter = (
        "BỘ Y TẾ\n\nSố: 18/BYT-DP\nHà Nội, ngày 05 tháng 9 năm 2024\n\nKính gửi: Ủy ban nhân dân các tỉnh\n\n"
        "Thời gian qua, bệnh sởi diễn biến phức tạp. Thực hiện chỉ đạo của Thủ tướng Chính phủ tại Công điện số "
        "19/CĐ-TTg về phòng, chống dịch, Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh triển khai các nội dung sau:\n\n"
        "1. Chủ động giám sát ca bệnh.\n\n2. Khẩn trương tiêm chủng theo Kế hoạch số 5/KH-BYT.\n"
    )
    assert read(letter).document.based_on == ["19/CĐ-TTg"]
