"""Layouts in which web pages and PDF files pass on plans. The documents are examples made up here; none exists."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import by_ref, read, who, windows

BROKEN_LINES = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
77/KH-UBND
|
Hòa An, ngày 09
tháng 02 năm 2024
|
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH TỈNH HÒA AN GIAI ĐOẠN 2024 -
2026
Thực hiện Nghị quyết số
76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ, Ủy ban nhân dân tỉnh ban
hành Kế hoạch cải cách hành chính như sau:
I.
NHIỆM VỤ
1. Cải cách
thể chế
- Rà soát, đơn giản hóa thủ tục
hành chính nội bộ, hoàn thành trước ngày
30/6/2024.
II. TỔ CHỨC
THỰC HIỆN
1. Sở Lao động
- Thương binh và Xã hội
- Xây dựng kế hoạch thực hiện
Chương trình hỗ trợ việc làm năm 2024 trên địa bàn.
- Lồng ghép vào chỉ tiêu kinh tế
- xã hội hằng năm.
2. Các sở, ban,
ngành, UBND các huyện, thành phố
a) Căn cứ Kế hoạch này, xây dựng
kế hoạch của đơn vị, địa phương trước
ngày 28/02/2024.
b) Định kỳ hằng quý, 6 tháng,
năm báo cáo kết quả thực hiện về UBND tỉnh (qua Sở Nội vụ).
|
Nơi nhận:
- Lưu: VT.
|
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
|
PHỤ LỤC
NHIỆM VỤ NĂM 2024
STT
|
Nhiệm vụ
|
Cơ quan
chủ trì
|
Cơ quan
phối hợp
|
Thời gian
thực hiện
|
I
|
Cải cách thể chế
|
1
|
Rà soát, hệ thống hóa văn bản quy
phạm pháp luật
|
Sở Tư pháp
|
Các sở, ban,
ngành
|
Quý I/2024
|
2
|
Kiểm tra văn bản của cấp huyện
|
Sở Tư pháp
|
|
Thường xuyên
|
"""


def test_lines_broken_anywhere() -> None:
    plan = read(BROKEN_LINES)
    document = plan.document
    assert (document.number, document.issued_on) == ("77/KH-UBND", "2024-02-09")
    assert (document.issuer, document.signer) == ("UBND tỉnh Hòa An", "Nguyễn Văn Mẫu")
    assert document.title == "CẢI CÁCH HÀNH CHÍNH TỈNH HÒA AN GIAI ĐOẠN 2024 - 2026"
    items = by_ref(plan)
    assert items["I.1.1"].heading == "Cải cách thể chế"
    assert windows(items["I.1.1"]) == [("once", None, date(2024, 6, 30))]
    assert items["II.1.1"].leads == ["Sở Lao động - Thương binh và Xã hội"]
    assert items["II.1.1"].text == "Xây dựng kế hoạch thực hiện Chương trình hỗ trợ việc làm năm 2024 trên địa bàn."
    assert items["II.1.2"].text == "Lồng ghép vào chỉ tiêu kinh tế - xã hội hằng năm."
    assert windows(items["II.2.a"]) == [("once", None, date(2024, 2, 28))]
    assert (items["II.2.b"].kind, items["II.2.b"].report_to) == ("report", ["UBND tỉnh"])


def test_a_table_with_bars_on_lines_of_their_own() -> None:
    items = by_ref(read(BROKEN_LINES))
    first, second = items["PL.I.1"], items["PL.I.2"]
    assert first.text == "Rà soát, hệ thống hóa văn bản quy phạm pháp luật"
    assert (first.heading, who(first)) == ("Cải cách thể chế", (["Sở Tư pháp"], ["Các sở, ban, ngành"]))
    assert (who(second), windows(second)) == ((["Sở Tư pháp"], []), [("continuous", None, None)])


LISTED_ABOVE = """- 1Luật An toàn thực phẩm 2010
- 2Nghị quyết 30/NQ-CP năm 2011 về Chương trình tổng thể do Chính phủ ban hành
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 45/KH-UBND | Hòa An, ngày 20 tháng 3 năm 2023 |
Thực hiện Chỉ thị số 17/CT-TTg ngày 13/4/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch bảo đảm an toàn \
thực phẩm trên địa bàn tỉnh Hòa An năm 2023 (sau đây gọi tắt là Kế hoạch), cụ thể như sau:
1. Mục đích
- Các cấp, các ngành nâng cao trách nhiệm.
1. Tỷ lệ cơ sở được kiểm tra đạt 95% trở lên.
1. Sở Y tế - Cơ quan Thường trực Ban Chỉ đạo tỉnh:
- Hằng năm tổng hợp, báo cáo Bộ Y tế.
2. Tổ công nghệ số cộng đồng các thôn: Nhắc nhở các hộ kinh doanh.
"""


def test_documents_listed_above_the_letterhead_are_no_duties() -> None:
    plan = read(LISTED_ABOVE)
    assert (plan.document.number, plan.document.locality) == ("45/KH-UBND", "Hòa An")
    assert plan.document.title == "bảo đảm an toàn thực phẩm trên địa bàn tỉnh Hòa An năm 2023"
    assert [(item.kind, item.leads) for item in plan.items] == [
        ("directive", ["Các cấp, các ngành"]),
        ("target", []),
        ("report", ["Sở Y tế"]),
        ("task", ["Tổ công nghệ số cộng đồng các thôn"]),
    ]


LOST_BLANKS = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN

Số: 301/QĐ-UBND

Hòa An, ngày 15 tháng 02 năm 2019

QUYẾT ĐỊNH

BAN HÀNHKẾ HOẠCH HÀNH ĐỘNG VỀ NGƯỜI CAO TUỔI NĂM 2019

THỦ TRƯỞNG CƠ QUAN

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hành động.

TM. ỦY BAN NHÂN DÂN
PHÓ CHỦ TỊCHNguyễn Thị Mẫu

KẾ HOẠCH

HÀNH ĐỘNG VỀ NGƯỜI CAO TUỔI NĂM 2019
(Ban hành kèm theo Quyết định số 301/QĐ-UBND ngày 15/02/2019)

II. CÁC HOẠT ĐỘNG

1. Hoạt động chăm sóc sức khỏe

a) Nội dung: Tổ chức khám sức khỏe cho người cao tuổi.

b) Cơ quan chủ trì: Sở Y tế.

c) Cơ quan phối hợp: Hội Ngườicao tuổi tỉnh,các hội.

III. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhândân các huyện, thành phố:

- Thựchiện Kế hoạch trước ngày15/12/2019.

2. Sở Tài chính:Hằng năm bố trí kinh phí thực hiện Kế hoạch.
"""


def test_lost_blanks_are_put_back() -> None:
    plan = read(LOST_BLANKS)
    assert (plan.document.title or "").startswith("BAN HÀNH KẾ HOẠCH HÀNH ĐỘNG")
    assert (plan.document.signer, plan.document.signer_title) == ("Nguyễn Thị Mẫu", "Phó Chủ tịch")
    first, second, third = plan.items
    assert (first.heading, first.text) == (
        "Hoạt động chăm sóc sức khỏe",
        "Tổ chức khám sức khỏe cho người cao tuổi.",
    )
    assert who(first) == (["Sở Y tế"], ["Hội Người cao tuổi tỉnh", "các hội"])
    assert (second.leads, second.text) == (
        ["UBND các huyện, thành phố"],
        "Thực hiện Kế hoạch trước ngày 15/12/2019.",
    )
    assert (third.kind, third.leads) == ("funding", ["Sở Tài chính"])


PARTY = """TỈNH ỦY HÒA AN
*
Số 45-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hòa An, ngày 14 tháng 6 năm 2022
KẾ HOẠCH
thực hiện Nghị quyết số 18-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương về đất đai
I- MỤC ĐÍCH
1- Quán triệt sâu sắc nội dung Nghị quyết.
III- TỔ CHỨC THỰC HIỆN
1- Các huyện ủy, thành ủy xây dựng kế hoạch, hoàn thành trong quý III/2022.
2- Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo ban hành các nghị quyết về đất đai.
3- Ban cán sự đảng Ủy ban nhân dân tỉnh:
- Chỉ đạo rà soát quỹ đất công.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Phạm Văn Mẫu
"""


def test_a_plan_of_the_party() -> None:
    plan = read(PARTY)
    assert (plan.document.number, plan.document.issuer) == ("45-KH/TU", "Tỉnh ủy Hòa An")
    assert (plan.document.locality, plan.document.signer) == ("Hòa An", "Phạm Văn Mẫu")
    items = by_ref(plan)
    assert windows(items["III.1"]) == [("once", date(2022, 7, 1), date(2022, 9, 30))]
    assert [items[ref].leads for ref in ("III.2", "III.3.1")] == [
        ["Đảng đoàn HĐND tỉnh"],
        ["Ban cán sự đảng UBND tỉnh"],
    ]


NO_BARS = """SỞ GIÁO DỤC VÀ ĐÀO TẠO HÒA AN
Số: 1105/KH-SGDĐT
Hòa An, ngày 10 tháng 9 năm 2024
KẾ HOẠCH
Công tác bình đẳng giới năm 2025
I. Nội dung hoạt động
TT
Nội dung
Đơn vị thực hiện
Đơn vị phối hợp
Thời gian
Ghi chú
1
Tuyên truyền Luật Bình đẳng giới
Các trường học
Công đoàn ngành
Thường xuyên
2
Tổ chức hội thi tìm hiểu về giới
Phòng Chính trị tư tưởng
Tháng 3/2025
II. Tổ chức thực hiện
1. Văn phòng Sở theo dõi, đôn đốc việc thực hiện.
"""


@pytest.mark.parametrize("text", [NO_BARS, NO_BARS.replace("\n1\n", "\n1.\n").replace("\n2\n", "\n2.\n")])
def test_a_table_without_bars_and_with_cells_left_out(text: str) -> None:
    items = by_ref(read(text))
    assert who(items["I.1"]) == (["Các trường học"], ["Công đoàn ngành"])
    assert items["I.2"].text == "Tổ chức hội thi tìm hiểu về giới"
    assert who(items["I.2"]) == (["Phòng Chính trị tư tưởng"], [])
    assert windows(items["I.2"]) == [("once", date(2025, 3, 1), date(2025, 3, 31))]
    assert items["II.1"].leads == ["Văn phòng Sở"]


@pytest.mark.parametrize(
    "facts",
    [
        "Số hiệu: 15/KH-UBND Loại văn bản: Kế hoạch\nNơi ban hành: Tỉnh Hòa An Người ký: Lê Văn Mẫu\n"
        "Ngày ban hành: 18/01/2021 Ngày hiệu lực: Đang cập nhật",
        "Số hiệu: | 15/KH-UBND | Loại văn bản: | Kế hoạch |\nNơi ban hành: | Tỉnh Hòa An | Người ký: | Lê Văn Mẫu |\n"
        "Ngày ban hành: | 18/01/2021 | Ngày hiệu lực: | Đang cập nhật |",
        "| Số hiệu | 15/KH-UBND |\n| Ngày ban hành | 18/01/2021 |\n| Cơ quan ban hành | Tỉnh Hòa An |\n"
        "| Loại văn bản | Kế hoạch |\n| Người ký | Lê Văn Mẫu |\n|",
    ],
)
def test_tables_of_facts(facts: str) -> None:
    document = read(f"{facts}\nI. NHIỆM VỤ\n1. Sở Y tế tổ chức tập huấn.\n").document
    assert (document.number, document.type, document.issued_on) == ("15/KH-UBND", "Kế hoạch", "2021-01-18")
    assert (document.issuer, document.signer) == ("UBND tỉnh Hòa An", "Lê Văn Mẫu")


def test_an_issuer_of_the_centre_has_no_place() -> None:
    plan = read(
        "THỦ TƯỚNG CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 445/QĐ-TTg\nHà Nội, ngày 21 tháng 03 năm 2016"
        "\nQUYẾT ĐỊNH\nPHÊ DUYỆT ĐỀ ÁN THÍ ĐIỂM\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Các Bộ quản lý ngành chủ trì, phối hợp với Bộ Tài chính xây dựng chính sách.\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Văn Mẫu\n"
    )
    assert (plan.document.issuer, plan.document.locality) == ("Thủ tướng Chính phủ", "Hà Nội")
    assert (plan.document.title, plan.document.signer_title) == ("PHÊ DUYỆT ĐỀ ÁN THÍ ĐIỂM", "Thứ trưởng")
    assert who(plan.items[0]) == (["Các Bộ quản lý ngành"], ["Bộ Tài chính"])


GROUNDS = """KẾ HOẠCH
CHUYỂN ĐỔI SỐ NĂM 2023
I. CĂN CỨ LẬP KẾ HOẠCH
- Luật Công nghệ thông tin ngày 29/6/2006;
- Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể;
II. NHIỆM VỤ
1. Xây dựng Quy chế quản lý dữ liệu (Trung tâm Công nghệ thông tin thực hiện; thời gian: Quý II/2023).
2. Họp Ban Chỉ đạo.
Phân công thực hiện: Công chức Văn phòng - Thống kê tham mưu.
3. Hướng dẫn người dân.
Phân công thực hiện: Công an xã chủ trì, phối hợp với các thôn.
III. MỤC TIÊU
1. Các cơ sở dữ liệu dùng chung được kết nối 100%.
2. Trồng được 41,2 triệu cây xanh.
"""


def test_grounds_labels_and_targets() -> None:
    plan = read(GROUNDS)
    assert plan.document.based_on == ["76/NQ-CP"]
    assert [(item.ref, item.kind, item.leads) for item in plan.items] == [
        ("II.1", "task", ["Trung tâm Công nghệ thông tin"]),
        ("II.2", "task", ["Công chức Văn phòng - Thống kê"]),
        ("II.3", "task", ["Công an xã"]),
        ("III.1", "target", []),
        ("III.2", "target", []),
    ]
    assert plan.items[2].coordinators == ["các thôn"]


ASSIGNED = """UBND XÃ HÒA AN
CHƯƠNG TRÌNH CÔNG TÁC NĂM 2024
I. NỘI DUNG
1. Tiếp tục hoàn thiện quy hoạch xây dựng xã.
Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã thực hiện, hoàn thành trong Quý III/2024.
2. Phát triển hạ tầng: giao thông, thủy lợi.
- Phòng Kinh tế hướng dẫn tiêu chí giao thông.
- Trạm Y tế xã kiểm tra vệ sinh nguồn nước.
3. Giảm nghèo và an sinh xã hội. Phòng Văn hóa - Xã hội chịu trách nhiệm hướng dẫn.
4. Đào tạo cán bộ.
- Đơn vị thực hiện: Trung tâm Phục vụ hành chính công
- Lộ trình thực hiện: Hằng năm
5. Về truyền thông
- Công an xã, định kỳ ngày 25 hằng tháng báo cáo UBND xã.
II. CHƯƠNG TRÌNH CỤ THỂ
Tháng | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp |
Tháng 1 | Kế hoạch tổ chức Tết | Văn phòng HĐND và UBND | Công an xã |
 | Quyết định giao chỉ tiêu | Phòng Kinh tế | Các thôn |
"""


def test_who_is_charged_further_on() -> None:
    items = by_ref(read(ASSIGNED))
    assert list(items) == ["I.1", "I.2.1", "I.2.2", "I.3", "I.4", "I.5.1", "II.1", "II.2"]
    assert who(items["I.1"]) == (["Phòng Kinh tế"], ["Công an xã"])
    assert windows(items["I.1"]) == [("once", date(2024, 7, 1), date(2024, 9, 30))]
    assert (items["I.2.2"].leads, items["I.3"].leads) == (["Trạm Y tế xã"], ["Phòng Văn hóa - Xã hội"])
    assert windows(items["I.4"]) == [("annual", None, None)]
    assert (items["I.5.1"].kind, items["I.5.1"].leads) == ("report", ["Công an xã"])


def test_a_row_whose_first_cell_is_empty() -> None:
    second = by_ref(read(ASSIGNED))["II.2"]
    assert (second.text, who(second)) == ("Quyết định giao chỉ tiêu", (["Phòng Kinh tế"], ["Các thôn"]))
    assert windows(second) == [("once", date(2024, 1, 1), date(2024, 1, 31))]


def test_paragraphs_under_an_agency_are_duties_of_their_own() -> None:
    plan = read(
        "KẾ HOẠCH\nCÔNG TÁC DÂN SỐ NĂM 2026\nI. PHÂN CÔNG\n1. Sở Y tế\nChủ trì, phối hợp với Công an tỉnh thực hiện."
        "\nĐịnh kỳ 06 tháng (trước ngày 15/6) báo cáo UBND tỉnh.\n2. Sở Tài chính\nBố trí kinh phí thực hiện.\n"
    )
    assert [(item.kind, item.leads) for item in plan.items] == [
        ("task", ["Sở Y tế"]),
        ("report", ["Sở Y tế"]),
        ("funding", ["Sở Tài chính"]),
    ]


def test_page_numbers_are_no_wording() -> None:
    pages = "\n".join(f"{number}. Sở Y tế tổ chức lớp tập huấn thứ {number} cho cán bộ xã" for number in range(1, 13))
    lines = pages.splitlines()
    plan = read("\n".join(["KẾ HOẠCH", "TẬP HUẤN NĂM 2024", *lines[:9], "2", *lines[9:]]))
    assert len(plan.items) == 12
    assert all(item.text.endswith("cho cán bộ xã") for item in plan.items)


WORDS = st.sampled_from(
    ["Sở Y tế", "thực hiện", "trước ngày 15/6/2024", "các sở, ngành", "Kế hoạch", "và", "-", "|", "1"]
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_broken_lines_lose_no_words(words: list[str]) -> None:
    plan = read("I. NHIỆM VỤ\n1. Sở Y tế: " + "\n".join(words))
    kept = " ".join([*(item.text for item in plan.items), *(passage.text for passage in plan.passages)])
    kept += " ".join(
        " ".join([item.heading or "", *item.leads, item.timing_raw or "", item.coordinators_raw or ""])
        for item in plan.items
    )
    assert all(word in kept for word in words if word not in ("-", "|", "1"))


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("Y BAN NHÂN DÂN\nTỈNH KON TUM\nSố: 25/KH-UBND\nKon Tum, ngày 03 tháng 10 năm 2014", "UBND tỉnh Kon Tum"),
        ("ỦY BAN NHÂN DÂN |\nSố: 41/KH-UBND |\nBến Tre, ngày 10 tháng 05 năm 2017 |", "UBND tỉnh Bến Tre"),
        ("ỦY BAN NHÂN DÂN |\nSố: 41/KH-UBND |\nĐà Nẵng, ngày 10 tháng 05 năm 2017 |", "UBND thành phố Đà Nẵng"),
    ],
)
def test_a_letterhead_that_a_web_page_cut(letterhead: str, issuer: str) -> None:
    document = read(f"{letterhead}\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2014\n1. Sở Y tế trồng 100 cây.\n").document
    assert document.issuer == issuer


def test_a_ground_told_in_the_title_and_below_is_one() -> None:
    text = (
        "UBND TỈNH HÒA AN\nSố: 12/KH-UBND\nKẾ HOẠCH\nTHỰC HIỆN QUYẾT ĐỊNH SỐ 34/2014/QĐ-TTG VỀ TRỒNG CÂY\n"
        "Căn cứ Quyết định số 34/2014/QĐ-TTg ngày 30/5/2014 của Thủ tướng Chính phủ về trồng cây;\n"
        "1. Sở Y tế trồng 100 cây.\n"
    )
    assert read(text).document.based_on == ["34/2014/QĐ-TTg"]


def test_the_day_from_which_a_resolution_holds() -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH HÒA AN\nSố: 09/2022/NQ-HĐND\nHòa An, ngày 08 tháng 7 năm 2022\n"
        "NGHỊ QUYẾT\nVề trồng cây\nĐiều 1. Giao Ủy ban nhân dân tỉnh trồng 100 cây.\n"
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 08 tháng 7 năm 2022 và có hiệu lực từ ngày 18 "
        "tháng 7 năm 2022./.\n"
    )
    document = read(text).document
    assert (document.issued_on, document.effective_on) == ("2022-07-08", "2022-07-18")


TO_OFFICES = "Kính gửi:\n- Sở Y tế;\n- Sở Xây dựng.\n"


def test_a_letter_without_the_words_on_the_matter() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\nVĂN PHÒNG\nSố: 61/VP-ĐT\nVề rà soát các hồ chứa nước\n"
        f"Hòa An, ngày 02 tháng 8 năm 2013\n{TO_OFFICES}"
        "Sau khi xem xét Công văn số 118/SXD-KH ngày 22 tháng 7 năm 2013 của Sở Xây dựng, Chủ tịch có ý kiến như sau:\n"
        "1. Sở Y tế lập danh sách.\nNơi nhận:\n- Như trên.\nKT. CHÁNH VĂN PHÒNG\nPHÓ VĂN PHÒNG\nNguyễn Văn Mẫu\n"
    )
    document = read(text).document
    assert (document.type, document.title) == ("Công văn", "Về rà soát các hồ chứa nước")
    assert (document.based_on, document.signer) == (["118/SXD-KH"], "Nguyễn Văn Mẫu")


def test_a_letter_whose_columns_ran_apart() -> None:
    text = (
        "Trang 1UBND TỈNH HÒA AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập – Tự do – Hạnh phúc\n"
        f"Số: 51/SYT-KH Sông Mẫu, ngày 15 tháng 5 năm 2012\n{TO_OFFICES}Sở Y tế đề nghị các đơn vị:\n"
        "1/ Lập tổ kiểm kê tại từng phòng, xong trước ngày 25/05/2012\n"
        "2/ Gửi báo cáo theo mẫu đính kèm về Phòng Kế hoạch, gửi vào hộp thư của phòng trước ngày 01/06/2012\n"
        "Nhận được công văn này, yêu cầu các đơn vị thực hiện nghiêm túc\nTrân trọng đề nghị./\n"
        "- Như trên;\n- Lưu VT.\nV/v kiểm kê thiết bị\nkhám bệnh tại nhà\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Mẫu\n"
    )
    plan = read(text)
    assert plan.document.title == "V/v kiểm kê thiết bị khám bệnh tại nhà"
    assert plan.document.issuer == "Sở Y tế tỉnh Hòa An"
    assert list(by_ref(plan)) == ["1", "2"]
    assert windows(by_ref(plan)["2"]) == [("once", None, date(2012, 6, 1))]


def test_a_letter_that_a_news_page_tells_of() -> None:
    text = (
        "Ngày 06/8, UBND tỉnh ban hành Công văn số 141 /UBND-VX về việc rà soát nhu cầu học nghề năm 2020.\n"
        "Công văn nêu rõ: UBND tỉnh nhận được Công văn số 312/LĐTBXH-GDNN ngày 29/7/2019. UBND tỉnh chỉ đạo:\n"
        "Giao Sở Y tế rà soát nhu cầu học nghề của từng xã, gửi kết quả trước ngày 20/8/2019.\n"
        "Giao Sở Xây dựng tổng hợp chung, gửi Văn phòng trước ngày 26/8/2019.\n"
    )
    plan = read(text)
    document = plan.document
    assert (document.number, document.type, document.issued_on) == ("141/UBND-VX", "Công văn", None)
    assert document.title == "về việc rà soát nhu cầu học nghề năm 2020"
    assert windows(by_ref(plan)["1"]) == [("once", None, date(2019, 8, 20))]


def test_a_plan_that_only_its_first_sentence_calls_so() -> None:
    text = (
        "Trồng cây trên địa bàn tỉnh Hòa An\n12/4/2021, 09:46 (GMT+7)\n"
        "Ủy ban nhân dân tỉnh Hòa An ban hành Kế hoạch trồng cây năm 2021 trên địa bàn tỉnh, với nội dung như sau:\n"
        "I. MỤC TIÊU\n- 100% xã trồng cây.\nII. PHÂN CÔNG\n1. Sở Y tế: Trồng 100 cây.\n"
    )
    document = read(text).document
    assert (document.type, document.title) == ("Kế hoạch", "trồng cây năm 2021 trên địa bàn tỉnh")


def test_a_title_in_capitals_ends_where_small_letters_begin() -> None:
    text = (
        "UBND TỈNH HÒA AN\nSố: 11/CT-UBND\nHòa An, ngày\n14 tháng 4 năm 2016\nCHỈ THỊ\nVỀ ĐẨY MẠNH CÔNG\n"
        "TÁC ỨNG PHÓ HẠN HÁN VÀ XÂM NHẬP MẶN TRÊN ĐỊA BÀN TỈNH\nTừ đầu mùa khô đến nay, nước mặn\n"
        "đã lấn sâu vào các sông chính, nhiều xã thiếu nước cho\nsinh hoạt. Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:\n"
        "1. Sở Y tế kiểm kê nguồn nước, lập phương án cấp\nnước.\n2. Sở Xây dựng đo độ mặn.\n"
    )
    title = "VỀ ĐẨY MẠNH CÔNG TÁC ỨNG PHÓ HẠN HÁN VÀ XÂM NHẬP MẶN TRÊN ĐỊA BÀN TỈNH"
    assert read(text).document.title == title


def test_a_district_below_its_province_and_a_date_behind_the_number() -> None:
    text = (
        "THÀNH PHỐ HỒ CHÍ MINH\nỦY BAN NHÂN DÂN\nQUẬN BÌNH TÂN\nSố: 87/UBND-KT, ngày 21 tháng 02 năm 2014\n"
        f"Về việc trồng cây.\n{TO_OFFICES}1. Sở Y tế trồng 100 cây.\n"
    )
    document = read(text).document
    assert (document.issuer, document.locality) == ("UBND quận Bình Tân", "Bình Tân")
    assert document.issued_on == "2014-02-21"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Cácsởgiáo dục và đào tạo kiểm tra bếp ăn.", ["Các sở giáo dục và đào tạo"]),
        ("Giaocho Sở Y tế theo dõi việc trồng cây.", ["Sở Y tế"]),
        ("UBND huyện Hoa Mẫu, Sông Mẫu và UBND thị xã Núi Mẫu củng cố đê.", None),
    ],
)
def test_words_run_together_and_places_of_one_level(printed: str, meant: list[str] | None) -> None:
    text = (
        "UBND TỈNH HÒA AN\nSố: 12/KH-UBND\nKẾ HOẠCH\nTRỒNG CÂY\nCác sở giáo dục và đào tạo giao cho nhà trường.\n"
        f"1. {printed}\n"
    )
    names = ["UBND huyện Hoa Mẫu", "UBND huyện Sông Mẫu", "UBND thị xã Núi Mẫu"]
    assert by_ref(read(text))["1"].leads == (meant or names)


LETTER = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ỦY BAN NHÂN DÂN TỈNH HÒA AN",
    "Độc lập - Tự do - Hạnh phúc",
    "Hòa An, ngày 19 tháng 11 năm 2012",
    "Số: 18/2012/CT-UBND",
    "CHỈ THỊ",
    "VỀ VIỆC TĂNG CƯỜNG KIỂM TRA CHẤT LƯỢNG ĐƯỜNG NÔNG THÔN",
    "Thời gian gần đây, một số tuyến đường đã sụt lún. Để chấn chỉnh, Ủy ban nhân dân tỉnh chỉ thị:",
    "1. Sở Giao thông vận tải chủ trì, phối hợp với Sở Xây dựng kiểm tra ít nhất 20 công trình mỗi năm.",
    "2. Sở Y tế:",
    "a) Bố trí cán bộ trực tại các trạm.",
    "b) Báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hàng năm.",
    "3. Giao Sở Xây dựng theo dõi, đôn đốc việc sửa chữa các tuyến đường huyện, đường xã.",
]


@pytest.mark.parametrize("begin", ["", "Xem mẫu\n\n  1. "])
def test_a_document_in_one_paragraph_reads_like_its_lines(begin: str) -> None:
    printed, rolled = read("\n".join(LETTER)), read(begin + " ".join(LETTER))
    assert rolled.document == printed.document
    told = [(item.ref, item.text, item.kind, item.leads, item.coordinators, windows(item)) for item in rolled.items]
    assert told == [(i.ref, i.text, i.kind, i.leads, i.coordinators, windows(i)) for i in printed.items]
    assert [item.ref for item in rolled.items] == ["1", "2.a", "2.b", "3"]


def test_a_label_whose_first_name_is_broken() -> None:
    text = (
        "UBND TỈNH HÒA AN\nSố: 12/KH-UBND\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2021\nI. NỘI DUNG\n"
        "1. Lắp đặt mạng không dây miễn\nphí tại các điểm tham quan.\n- Đơn vị chủ trì: Sở Y tế.\n"
        "- Đơn vị phối hợp: Viễn thông\nHoa Mẫu; UBND thị xã Núi Mẫu; UBND huyện Sông Mẫu.\n"
        "2. Tập huấn kỹ năng bán hàng\ntrực tuyến cho hộ kinh doanh.\n- Đơn vị chủ trì: Sở Xây\ndựng.\n"
        "- Thời gian: Trước ngày\n30/11/2021.\n3. Kiểm tra việc trồng cây tại\ncác xã, phường, thị trấn.\n"
    )
    names = ["Viễn thông Hoa Mẫu", "UBND thị xã Núi Mẫu", "UBND huyện Sông Mẫu"]
    assert by_ref(read(text))["I.1"].coordinators == names


def test_a_section_that_tells_the_sum_on_its_own_line() -> None:
    text = (
        "UBND TỈNH HÒA AN\nSố: 12/KH-UBND\nKẾ HOẠCH\nTRỒNG CÂY NĂM 2021\nI. NHIỆM VỤ\n1. Sở Y tế trồng 100 cây.\n"
        "II. Kinh phí: 3,6 tỷ đồng, từ ngân sách tỉnh.\n"
    )
    last = read(text).items[-1]
    assert (last.kind, last.text) == ("funding", "3,6 tỷ đồng, từ ngân sách tỉnh.")
