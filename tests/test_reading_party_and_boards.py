"""Conclusions of Party committees, boards whose names run over commas and verbs, bullets below bullets of another sign,
and times told within the sentence.

All documents are examples written for these tests; none exists.
"""

from datetime import date

import pytest

from knowledge.models import Plan
from knowledge.names.agencies import Catalogue
from nlp.times import find_timings
from tests.reading import by_ref, read, who, windows

PARTY = "TỈNH ỦY VÍ DỤ\n*\nSố {} \nĐẢNG CỘNG SẢN VIỆT NAM\nVí Dụ, ngày 20 tháng 7 năm 2023\n\n{}\n-----\n\n{}"
DUTIES = """1. Giao Sở Nội vụ xây dựng kế hoạch trước ngày 30/8/2023.
2. Giao Sở Y tế rà soát nhân lực trước ngày 30/9/2023.
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 3 năm 2023
KẾ HOẠCH
Bảo đảm trật tự năm 2023
I. NHIỆM VỤ
"""


def party(number: str, title: str, preamble: str = "Ban Thường vụ Tỉnh ủy kết luận như sau:\n") -> Plan:
    return read(PARTY.format(number, title, preamble + DUTIES))


@pytest.mark.parametrize(
    ("title", "issuer", "about"),
    [
        (
            "KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác cán bộ\nvà kỷ luật hành chính",
            "Ban Thường vụ Tỉnh ủy Ví Dụ",
            "về công tác cán bộ và kỷ luật hành chính",
        ),
        ("CHỈ THỊ CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác cán bộ", "Ban Thường vụ Tỉnh ủy Ví Dụ", "về công tác cán bộ"),
        (
            "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề chuyển đổi số",
            "Ban Chấp hành Đảng bộ tỉnh Ví Dụ",
            "về chuyển đổi số",
        ),
        (
            "THÔNG BÁO\nkết luận của Thường trực Tỉnh ủy về chuyển đổi số",
            "Tỉnh ủy Ví Dụ",
            "kết luận của Thường trực Tỉnh ủy về chuyển đổi số",
        ),
    ],
)
def test_a_committee_s_organ_issues_where_the_title_says_so(title: str, issuer: str, about: str) -> None:
    document = party("12-KL/TU", title).document
    assert (document.issuer, document.title) == (issuer, about)


def test_who_issues_stands_in_no_title_and_changes_no_people_s_committee() -> None:
    document = read(
        "UBND TỈNH VÍ DỤ\nSố: 12/CT-UBND\nVí Dụ, ngày 20 tháng 7 năm 2023\nCHỈ THỊ\nCỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
        f"Về việc quản lý đất đai\n{DUTIES}"
    ).document
    assert (document.title, document.issuer) == ("Về việc quản lý đất đai", "UBND tỉnh Ví Dụ")


def test_a_meeting_names_what_it_goes_on_to_carry_out_and_not_what_it_heard() -> None:
    heard = (
        "Tại hội nghị ngày 14/7/2023, sau khi nghe Báo cáo số 15-BC/BTCTU của Ban Tổ chức về 02 năm thực hiện "
        "Nghị quyết số 17-NQ/TU ngày 21/01/2021, Ban Thường vụ tiếp tục thực hiện Nghị quyết số 17-NQ/TU như sau:\n"
    )
    assert party("12-KL/TU", "KẾT LUẬN\nvề công tác cán bộ", heard).document.based_on == ["17-NQ/TU"]
    told = heard.replace("như sau:", "và giao Văn phòng theo dõi.")
    assert party("12-KL/TU", "KẾT LUẬN\nvề công tác cán bộ", told).document.based_on == []


BOARDS = [
    "Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả tỉnh",
    "Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh",
    "Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh",
    "Ban Chỉ đạo thu gom, xử lý rác thải và bảo vệ môi trường huyện Ví Dụ",
    "Tổ công tác rà soát, tháo gỡ khó khăn, vướng mắc cho người nuôi tôm tỉnh",
    "Hội đồng tư vấn, thẩm định giống cây trồng huyện",
    "Ban Chỉ huy phòng chống cháy, nổ và cứu nạn, cứu hộ thành phố",
]


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_alone_behind_its_label_is_one_name(board: str) -> None:
    plan = read(
        f"{PLAN}1. Mở đợt kiểm tra các chợ trên địa bàn.\n- Chủ trì: {board}.\n- Phối hợp: {board}; Công an tỉnh.\n"
        "2. Tập huấn cho tiểu thương.\n- Chủ trì: Sở Công Thương.\n- Thời gian: Quý II/2023.\n"
    )
    assert who(plan.items[0]) == ([board], [board, "Công an tỉnh"])


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ban Chỉ đạo, các sở, ngành tỉnh", ["Ban Chỉ đạo", "các sở, ngành tỉnh"]),
        (
            "Ban Chỉ đạo chống buôn lậu, Công an, Tòa án tỉnh",
            ["Ban Chỉ đạo chống buôn lậu", "Công an tỉnh", "Tòa án nhân dân tỉnh"],
        ),
        ("Ban Chỉ đạo chuyển đổi số, Sở Nội vụ tỉnh", ["Ban Chỉ đạo chuyển đổi số", "Sở Nội vụ tỉnh"]),
        ("Hội đồng nhân dân, Ủy ban nhân dân tỉnh", ["HĐND tỉnh", "UBND tỉnh"]),
        (
            "Ban Chỉ đạo phòng chống dịch, lực lượng xung kích xã",
            ["Ban Chỉ đạo phòng chống dịch", "lực lượng xung kích xã"],
        ),
        (
            "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
            ["Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"],
        ),
        ("Huyện ủy, Thành ủy", ["Huyện ủy", "Thành ủy"]),
        ("Ban Thường trực UBMTTQ Việt Nam tỉnh", ["Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
        ("Ban Thường vụ Tỉnh ủy", ["Ban Thường vụ Tỉnh ủy"]),
    ],
)
def test_agencies_beside_a_board_and_committees_of_several_kinds(printed: str, names: list[str]) -> None:
    assert Catalogue.load().split(printed) == names


def test_what_a_board_does_is_no_part_of_its_name() -> None:
    catalogue = Catalogue.load()
    assert not catalogue.is_agency("Ban Chỉ đạo kiểm tra, giám sát việc thực hiện tại các khu phố của thị trấn")
    assert not catalogue.is_board("Ban Chỉ đạo chủ trì, rà soát các tuyến đường trong huyện")
    plan = read(
        f"{PLAN}1. Rà soát các tuyến đường.\n- Chủ trì: Tổ công tác chủ trì, Công an huyện.\n- Hạn: Quý II/2023.\n"
    )
    assert "Tổ công tác chủ trì, Công an huyện" not in plan.items[0].leads


def test_the_front_s_standing_committee_is_looked_up_with_the_front() -> None:
    catalogue = Catalogue.load()
    front = catalogue.key("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")
    assert catalogue.key("Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh") == front


NESTED = f"""{PLAN}* Trung tâm Y tế huyện
+ Xây dựng kế hoạch chuyên môn, gửi các xã trước ngày 20/4/2023.
+ Bảo đảm đủ hóa chất, vật tư phòng dịch:
• Dự trữ tối thiểu 500 lít hóa chất diệt muỗi cho các xã;
• Bảo dưỡng toàn bộ máy phun trước mùa mưa.
+ Tổng hợp tình hình dịch bệnh của các xã, thị trấn.
* Phòng Giáo dục và Đào tạo
+ Kiểm tra vệ sinh trường học, bếp ăn bán trú.
"""


def test_bullets_below_a_bullet_of_another_sign_close_nothing_above() -> None:
    items = read(NESTED).items
    assert [who(item)[0] for item in items] == [["Trung tâm Y tế huyện"]] * 3 + [["Phòng Giáo dục và Đào tạo"]]
    assert items[1].text.startswith("Bảo đảm đủ hóa chất") and "Bảo dưỡng toàn bộ máy phun" in items[1].text
    assert items[2].text == "Tổng hợp tình hình dịch bệnh của các xã, thị trấn."


@pytest.mark.parametrize(("outer", "inner"), [("*", "-"), ("-", "*"), ("-", "•"), ("+", "-"), ("*", "+"), ("–", "+")])
def test_any_sign_may_stand_below_an_agency_s_name(outer: str, inner: str) -> None:
    items = read(
        f"{PLAN}{outer} Sở Y tế\n{inner} Tiêm vắc xin cho trẻ em trên địa bàn.\n{inner} Phun khử khuẩn trường học.\n"
        f"{outer} Sở Nội vụ:\n{inner} Rà soát biên chế của các đơn vị.\n"
    ).items
    assert [who(item)[0] for item in items] == [["Sở Y tế"], ["Sở Y tế"], ["Sở Nội vụ"]]


def test_parts_with_days_of_their_own_are_duties_of_their_own() -> None:
    dated = NESTED.replace("cho các xã;", "trước ngày 30/4/2023;")
    items = read(dated).items
    assert [item.text.split()[0] for item in items] == ["Xây", "Dự", "Bảo", "Tổng", "Kiểm"]
    assert {who(item)[0][0] for item in items[:4]} == {"Trung tâm Y tế huyện"}
    assert windows(items[1]) == [("once", None, date(2023, 4, 30))]


def test_a_bullet_that_only_heads_duties_is_none() -> None:
    items = by_ref(
        read(
            f"{PLAN}1. Công tác giám sát\n* Giám sát véc tơ:\n+ Giám sát muỗi tại các điểm trọng điểm của huyện;\n"
            "+ Thu thập bọ gậy tại các hộ gia đình có nguy cơ.\n* Giám sát ca bệnh:\n"
            "+ Lấy mẫu xét nghiệm đối với các ca bệnh nghi ngờ.\n+ Ghi nhận ca bệnh tại các phòng khám tư nhân.\n"
        )
    )
    assert [item.heading for item in items.values()] == ["Giám sát véc tơ"] * 2 + ["Giám sát ca bệnh"] * 2


TOLD = {
    "Kiểm tra vệ sinh trường mầm non hằng tháng.": [("recurring", "month")],
    "Quan trắc môi trường làng nghề hằng quý; công khai kết quả.": [("recurring", "quarter")],
    "Tặng quà gia đình chính sách hằng năm.": [("annual", "year")],
    "Giám sát bọ gậy mỗi tháng một lần tại các điểm trọng điểm.": [("recurring", "month")],
    "Kiểm tra, đánh giá 6 tháng một lần tại các trạm cấp nước.": [("recurring", "6 months")],
    "Hoàn thành rà soát, bố trí, phân công công chức cấp xã theo đúng vị trí việc làm trong 6 tháng đầu năm 2024.": [
        ("once", None)
    ],
    # part of a name, or a figure of each year
    "Bảo đảm chế độ cho đối tượng hưởng trợ cấp xã hội hằng tháng.": [],
    "Thực hiện tốt công tác tuyển quân hằng năm.": [],
    "Giao chỉ tiêu biên chế hằng năm.": [],
    "Công khai lịch tiếp công dân hằng tháng.": [],
    "Tỷ lệ hộ nghèo giảm 2% hằng năm.": [],
    "Thu ngân sách tăng bình quân hằng năm.": [],
    "Đánh giá các vụ việc xảy ra trong 6 tháng đầu năm 2024.": [],
}


@pytest.mark.parametrize("sentence", TOLD)
def test_when_a_sentence_tells_how_often(sentence: str) -> None:
    assert [(timing.type, timing.every) for timing in find_timings(sentence, 2024, 2024)] == TOLD[sentence]


def test_to_the_end_of_a_year_is_a_last_day_and_to_a_year_is_open() -> None:
    [ended] = find_timings("Đến hết năm 2025, 100% số xã có nhà văn hóa.", 2024)
    [open_] = find_timings("Đến năm 2025, 100% số xã có nhà văn hóa.", 2024)
    assert (ended.type, ended.end, open_.type) == ("once", date(2025, 12, 31), "phase")


def test_duties_without_a_date_that_say_when() -> None:
    plan = read(
        f"{PLAN}1. Thường xuyên tuần tra khu vực giáp ranh.\n2. Tuần tra nơi có người thường xuyên qua lại.\n"
        "Trong quá trình nếu có khó khăn, vướng mắc, các đơn vị báo cáo về Công an tỉnh để được hướng dẫn./.\n"
    )
    assert [[(timing.type, timing.raw) for timing in item.timings] for item in plan.items] == [
        [("continuous", "Thường xuyên")],
        [],
        [("ad_hoc", "nếu có khó khăn, vướng mắc")],
    ]


def test_committees_of_the_party_in_an_agency_lead_what_stands_below_them() -> None:
    plan = read("""KẾT LUẬN
về bảo vệ môi trường

IV. Tổ chức thực hiện
1. Giao Đảng ủy UBND tỉnh
- Lãnh đạo UBND tỉnh ban hành kế hoạch thực hiện Kết luận này.
- Lãnh đạo, chỉ đạo xử lý dứt điểm các bãi rác lộ thiên.
2. Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh lãnh đạo công tác tuyên truyền.
""")
    assert [item.leads for item in plan.items] == [
        ["Đảng ủy UBND tỉnh"],
        ["Đảng ủy UBND tỉnh"],
        ["Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh"],
    ]


def test_a_letterhead_that_goes_on_behind_a_comma_is_one_name() -> None:
    document = read("""UBND TỈNH TÂY NINH
BAN CHỈ ĐẠO CHIẾN DỊCH LÀM GIÀU,
LÀM SẠCH CƠ SỞ DỮ LIỆU ĐẤT ĐAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Tây Ninh, ngày 12 tháng 9 năm 2025
KẾ HOẠCH LIÊN NGÀNH
Làm sạch cơ sở dữ liệu về đất đai
1. Sở Nội vụ rà soát hồ sơ.
""").document
    issuer = "Ban Chỉ đạo Chiến dịch làm giàu, làm sạch cơ sở dữ liệu đất đai tỉnh Tây Ninh"
    assert (document.issuer, document.title) == (issuer, "Làm sạch cơ sở dữ liệu về đất đai")
