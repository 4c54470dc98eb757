"""The agency catalogue: official forms, lists taken apart, subjects, headings, groups. All documents are examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.names.agencies import Catalogue
from knowledge.names.agency_names import agencies

CATALOGUE = Catalogue.load()
LABOUR = "Sở Lao động - Thương binh và Xã hội"
YOUTH = "Đoàn Thanh niên Cộng sản Hồ Chí Minh"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam"


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Sở Lao động, TB&XH", LABOUR),
        ("Sở LĐ-TB&XH", LABOUR),
        ("Sở LĐTBXH", LABOUR),
        ("Sở Lao động - TB và XH", LABOUR),
        ("SLĐTBXH", LABOUR),
        ("Ngành Lao động - Thương binh và Xã hội", LABOUR),
        ("Sở Tài Chính.", "Sở Tài chính"),
        ("Sở Văn hóa-Thể thao", "Sở Văn hóa và Thể thao"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở GD&ĐT Nghệ An", "Sở Giáo dục và Đào tạo Nghệ An"),
        ("Uỷ ban nhân dân các huyện, TX, TP", "UBND các huyện, thị xã, thành phố"),
        ("Hội đồng nhân dân tỉnh", "HĐND tỉnh"),
        ("Tỉnh đoàn", f"{YOUTH} tỉnh"),
        ("Đoàn thanh niên cộng sản Hồ Chí Minh tỉnh Nghệ An", f"{YOUTH} tỉnh Nghệ An"),
        ("Huyện đoàn", "Huyện đoàn"),
        ("Ủy ban MTTQ huyện", f"{FRONT} huyện"),
        ("UBMTTQVN tỉnh", f"{FRONT} tỉnh"),
        ("Ban Dân tộc tỉnh", "Ban Dân tộc tỉnh"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("VKSND tỉnh", "Viện kiểm sát nhân dân tỉnh"),
        ("ubnd tinh", "UBND tỉnh"),
        ("HỘI NÔNG DÂN TỈNH", "Hội Nông dân tỉnh"),
        ("Chủ tịch Ủy ban nhân dân xã", "Chủ tịch UBND xã"),
        ("Sở Tư pháp TP. Hồ Chí Minh", "Sở Tư pháp thành phố Hồ Chí Minh"),
        ("  Công ty  cổ phần Ví Dụ ; ", "Công ty cổ phần Ví Dụ"),
    ],
)
def test_official_forms(printed: str, official: str) -> None:
    assert CATALOGUE.official(printed) == official


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            "Sở Nông nghiệp và Phát triển nông thôn, Sở Văn hóa, Thể thao và Du lịch",
            ["Sở Nông nghiệp và Phát triển nông thôn", "Sở Văn hóa, Thể thao và Du lịch"],
        ),
        (
            "Các sở: Lao động, TB&XH; Văn hóa-Thể thao; Giáo dục và Đào tạo; Tỉnh đoàn; UBND các cấp",
            [LABOUR, "Sở Văn hóa và Thể thao", "Sở Giáo dục và Đào tạo", f"{YOUTH} tỉnh", "UBND các cấp"],
        ),
        (
            "Các Sở, ban, ngành: Y tế, Giáo dục và Đào tạo, Công an tỉnh; UBND các huyện",
            ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Công an tỉnh", "UBND các huyện"],
        ),
        (
            "Giám đốc các Sở: Y tế, Nội vụ; Chủ tịch UBND các huyện, thành phố",
            ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ", "Chủ tịch UBND các huyện, thành phố"],
        ),
        ("các Bộ: Y tế, Công an, Tư pháp", ["Bộ Y tế", "Bộ Công an", "Bộ Tư pháp"]),
        ("HĐND-UBND các cấp", ["HĐND các cấp", "UBND các cấp"]),
        ("HĐND, UBND tỉnh", ["HĐND tỉnh", "UBND tỉnh"]),
        (
            "công an, tòa án, viện kiểm sát các cấp",
            ["Công an các cấp", "Tòa án nhân dân các cấp", "Viện kiểm sát nhân dân các cấp"],
        ),
        (
            "Công an, Bộ CHQS, Bộ đội Biên phòng tỉnh",
            ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
        ),
        ("Công an, UBND các xã", ["Công an", "UBND các xã"]),
        ("Huyện đoàn, Hội Nông dân huyện", ["Huyện đoàn", "Hội Nông dân huyện"]),
        (
            "Sở Tài chính và các sở, ngành, tổ chức, cá nhân và các địa phương",
            ["Sở Tài chính", "các sở, ngành, tổ chức, cá nhân và các địa phương"],
        ),
        ("Các sở, ngành, đơn vị, tổ chức và các địa phương", ["Các sở, ngành, đơn vị, tổ chức và các địa phương"]),
        (
            "Các cơ quan thành viên Ban Chỉ đạo; Ủy ban nhân dân các huyện, thành phố",
            ["Các cơ quan thành viên Ban Chỉ đạo", "UBND các huyện, thành phố"],
        ),
        ("Ủy ban MTTQ và các tổ chức CT-XH huyện", [f"{FRONT} huyện", "các tổ chức chính trị - xã hội huyện"]),
        ("Các sở, ngành. Các cơ quan báo, đài", ["Các sở, ngành", "Các cơ quan báo, đài"]),
        ("UBND các huyện Kỳ Sơn, Tương Dương và Con Cuông", ["UBND các huyện Kỳ Sơn, Tương Dương và Con Cuông"]),
        ("UBND tỉnh và các huyện, thành phố", ["UBND tỉnh", "UBND các huyện, thành phố"]),
        ("Sở Y tế (cơ quan thường trực), Sở Tài chính", ["Sở Y tế", "Sở Tài chính"]),
        (
            "Sở Y tế, Giáo dục và Đào tạo, Lao động - TB&XH và Công an tỉnh",
            ["Sở Y tế", "Sở Giáo dục và Đào tạo", LABOUR, "Công an tỉnh"],
        ),
        (
            "Văn phòng HĐND và UBND huyện, Phòng Tài chính - Kế hoạch, Phòng Nội vụ",
            ["Văn phòng HĐND và UBND huyện", "Phòng Tài chính - Kế hoạch", "Phòng Nội vụ"],
        ),
        (
            "Thường trực Ban Chỉ đạo 35, Ban Tuyên giáo Huyện ủy",
            ["Thường trực Ban Chỉ đạo 35", "Ban Tuyên giáo Huyện ủy"],
        ),
        (
            "Chi cục Quản lý chất lượng nông lâm sản và thủy sản, Sở Công thương",
            ["Chi cục Quản lý chất lượng nông lâm sản và thủy sản", "Sở Công Thương"],
        ),
        (
            "Cục Quản lý đê điều và Phòng, chống thiên tai; Bệnh viện Sản - Nhi",
            ["Cục Quản lý đê điều và Phòng, chống thiên tai", "Bệnh viện Sản - Nhi"],
        ),
        ("- Sở Y tế\n- Sở Tài chính\n- UBND các huyện", ["Sở Y tế", "Sở Tài chính", "UBND các huyện"]),
        ("Báo Đắk Lắk, Đài PT-TH tỉnh", ["Báo Đắk Lắk", "Đài Phát thanh và Truyền hình tỉnh"]),
        ("so y te, cong an tinh va ubnd cac huyen", ["Sở Y tế", "Công an tỉnh", "UBND các huyện"]),
        ("Sở Y tế, Sở Y tế", ["Sở Y tế"]),
        ("; ,", []),
    ],
)
def test_lists_taken_apart(printed: str, names: list[str]) -> None:
    assert CATALOGUE.split(printed) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sldtbxh lam gi", [LABOUR]),
        ("sở lđ có việc gì", [LABOUR]),
        ("gdđt và tttt", ["Sở Giáo dục và Đào tạo", "Sở Thông tin và Truyền thông"]),
        ("so lao dong", [LABOUR]),
        ("sở khđt", ["Sở Kế hoạch và Đầu tư"]),
        ("kh&đt", ["Sở Kế hoạch và Đầu tư"]),
        ("tỉnh đoàn phối hợp gì", [f"{YOUTH} tỉnh"]),
        ("công an tỉnh phụ trách gì", ["Công an tỉnh"]),
        ("bao khanh hoa phai lam gi", ["Báo Khánh Hòa"]),
        ("báo cáo gửi ai, thanh tra thế nào, ca bệnh, cắt giảm", []),
        ("phòng chống đuối nước, hội nghị, tổ chức", []),
        ("giao Trung tâm Bảo trợ xã hội tỉnh tiếp nhận", ["Trung tâm Bảo trợ xã hội tỉnh"]),
        ("UBND huyện Tân Yên", ["UBND huyện Tân Yên"]),
    ],
)
def test_agencies_in_running_text(text: str, names: list[str]) -> None:
    assert [mention.key for mention in CATALOGUE.find(text)] == names


def test_a_mention_leaves_the_place_to_be_found_on_its_own() -> None:
    mention = CATALOGUE.find("Sở Y tế Nghệ An làm gì")[0]
    assert (mention.text, mention.key) == ("Sở Y tế", "Sở Y tế Nghệ An")


@pytest.mark.parametrize(
    ("sentence", "agents", "rest"),
    [
        ("Sở Kế hoạch và Đầu tư tổng hợp, bố trí vốn", ["Sở Kế hoạch và Đầu tư"], "tổng hợp, bố trí vốn"),
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính", ["Sở Y tế"], "chủ trì, phối hợp với Sở Tài chính"),
        (
            "Đề nghị Ủy ban MTTQ tỉnh và các tổ chức thành viên tham gia giám sát",
            ["Ủy ban MTTQ tỉnh", "các tổ chức thành viên"],
            "tham gia giám sát",
        ),
        (
            "Các sở, ban, ngành, UBND các huyện, thị xã theo chức năng xây dựng kế hoạch",
            ["Các sở, ban, ngành", "UBND các huyện, thị xã"],
            "theo chức năng xây dựng kế hoạch",
        ),
        ("Sở Tài chính: bố trí kinh phí", ["Sở Tài chính"], "bố trí kinh phí"),
        ("Các đơn vị tổ chức tập huấn", ["Các đơn vị"], "tổ chức tập huấn"),
        ("Các sở, ngành, tổ chức, cá nhân phối hợp", ["Các sở, ngành, tổ chức, cá nhân"], "phối hợp"),
        ("Bộ đội Biên phòng tỉnh tuần tra biên giới", ["Bộ đội Biên phòng tỉnh"], "tuần tra biên giới"),
        ("Trung tâm Bảo trợ xã hội tỉnh hướng dẫn", ["Trung tâm Bảo trợ xã hội tỉnh"], "hướng dẫn"),
        ("Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm", ["Thủ trưởng các cơ quan, đơn vị"], "chịu trách nhiệm"),
        ("Chủ tịch UBND tỉnh giao Sở Nội vụ chủ trì", ["Sở Nội vụ"], "chủ trì"),
        ("Các sở Y tế, Giáo dục và Đào tạo rà soát", ["Y tế", "Giáo dục và Đào tạo"], "rà soát"),
        ("Các sở, ngành xây dựng kế hoạch thực hiện", ["Các sở, ngành"], "xây dựng kế hoạch thực hiện"),
        ("Các sở, ngành Xây dựng, Y tế lập danh sách", ["Xây dựng", "Y tế"], "lập danh sách"),
    ],
)
def test_the_subject_of_a_duty(sentence: str, agents: list[str], rest: str) -> None:
    found = CATALOGUE.subject(sentence)
    assert found is not None
    assert (found[0], sentence[found[2] :]) == (agents, rest)
    assert found[1] in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinh phí thực hiện do ngân sách tỉnh bảo đảm",
        "Chương trình bảo vệ trẻ em do Sở Y tế chủ trì",
        "Tổ chức hội nghị tập huấn",
        "Phòng, chống tai nạn thương tích",
        "Hội nghị tổng kết tổ chức vào tháng 12",
        "Các chỉ tiêu xây dựng nông thôn mới",
        "Báo cáo Chủ tịch UBND tỉnh kết quả",
        "Cơ quan chủ trì: Sở Y tế",
        "Ban hành kế hoạch",
        "Sở Y tế",
        "",
    ],
)
def test_sentences_without_an_agency_as_subject(sentence: str) -> None:
    assert CATALOGUE.subject(sentence) is None


def test_a_list_at_the_start_of_a_text_ends_before_the_verb() -> None:
    text = "các sở, ngành liên quan và UBND các huyện triển khai"
    names, end = CATALOGUE.listed(text)
    assert names == ["các sở, ngành liên quan", "UBND các huyện"]
    assert text[end:] == " triển khai"
    assert CATALOGUE.listed("triển khai kế hoạch") == ([], 0)


@pytest.mark.parametrize(
    "heading",
    [
        "5. Sở Y tế",
        "SỞ Y TẾ",
        "**12. Các hội, đoàn thể**",
        "Đề nghị Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh",
        "Các sở, ban, ngành liên quan",
        "Sở Lao động - TB&XH có trách nhiệm:",
        "Đài Phát thanh và Truyền hình tỉnh, Báo Khánh Hòa",
        "Ủy ban nhân dân các huyện, thị xã, thành phố",
        "Trung tâm Bảo trợ xã hội tỉnh",
        "c) Trách nhiệm của Sở Nội vụ",
        "Trưởng phòng Giáo dục và Đào tạo",
        "Ban Dân vận Tỉnh ủy",
    ],
)
def test_headings_that_are_agencies(heading: str) -> None:
    assert CATALOGUE.is_agency(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Mục tiêu giáo dục",
        "Tổ chức thực hiện",
        "TỔ CHỨC THỰC HIỆN",
        "Kinh phí",
        "Trường học an toàn",
        "Hội nghị tổng kết",
        "Phòng, chống đuối nước",
        "Báo cáo kết quả",
        "Sở Y tế tập huấn cho cán bộ",
        "Các hoạt động truyền thông",
        "Sở Công Thương, Sở Y tế: Tăng cường kiểm tra",
        "",
    ],
)
def test_headings_that_are_not(heading: str) -> None:
    assert not CATALOGUE.is_agency(heading)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ban Dân tộc", "Ban Dân tộc tỉnh Nghệ An"),
        ("UBND các huyện, thành phố", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("Tỉnh đoàn", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Kon Tum"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo tỉnh"),
        ("Chủ tịch UBND xã", "UBND các xã, phường"),
        ("công an tỉnh", "Công an các cấp"),
        ("Hội Liên hiệp Phụ nữ Việt Nam tỉnh", "Hội LHPN"),
    ],
)
def test_names_of_one_agency_share_a_key(one: str, other: str) -> None:
    assert CATALOGUE.key(one) == CATALOGUE.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sở Y tế", "Bộ Y tế"), ("UBND tỉnh", "UBND các xã"), ("Sở Tài chính", "Phòng Tài chính"), ("Báo", "Đài")],
)
def test_different_agencies_have_different_keys(one: str, other: str) -> None:
    assert CATALOGUE.key(one) != CATALOGUE.key(other)


@pytest.mark.parametrize(
    ("group", "agency", "inside"),
    [
        ("các sở, ngành", "Sở Y tế", True),
        ("các sở, ngành, đoàn thể", "Tổng Liên đoàn Lao động Việt Nam", False),
        ("các Bộ, cơ quan, đoàn thể trung ương", "Tổng Liên đoàn Lao động Việt Nam", True),
        ("Các sở, ban, ngành liên quan", "Ban Dân tộc tỉnh", True),
        ("các sở, ngành", "Công an tỉnh", True),
        ("các sở, ngành", "UBND huyện Tân Yên", False),
        ("UBND các huyện, thành phố, thị xã", "UBND huyện Tân Yên", True),
        ("UBND các huyện", "UBND xã Ví Dụ", False),
        ("các địa phương", "UBND huyện Tân Yên", True),
        ("các địa phương", "Sở Y tế", False),
        ("các cơ quan thành viên Ban Chỉ đạo", "Sở Y tế", False),
        ("Công an các cấp", "Công an xã", True),
        ("các tổ chức chính trị - xã hội", "Hội Nông dân tỉnh", True),
        ("Sở Y tế", "Sở Y tế", False),
        ("UBND các cấp", "UBND các huyện", True),
        ("UBND các cấp", "UBND các xã, phường", True),
        ("UBND các huyện, thành phố, thị xã", "UBND các huyện", True),
        ("UBND các huyện", "UBND các xã", False),
        ("các tổ chức chính trị - xã hội huyện", "Huyện đoàn", True),
        ("các tổ chức chính trị - xã hội huyện", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", False),
        ("các sở, ban, ngành, đoàn thể tỉnh", "Hội Liên hiệp Phụ nữ huyện", False),
    ],
)
def test_what_groups_take_in(group: str, agency: str, inside: bool) -> None:
    assert CATALOGUE.takes_in(group, agency) is inside


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("họp Ban Chỉ đạo Kon Tum hạn khi nào", ["Ban Chỉ đạo Kon Tum"]),
        ("Ban Chỉ đạo Công tác trẻ em làm gì", ["Ban Chỉ đạo Công tác trẻ em"]),
        ("Trung tâm Bảo trợ xã hội Nghệ An có nhiệm vụ gì", ["Trung tâm Bảo trợ xã hội Nghệ An"]),
        ("ubnd cac huyen khanh hoa lam gì", ["UBND các huyện"]),
        ("uy ban xa lam gi", ["Ủy ban xã"]),
    ],
)
def test_names_end_before_what_is_asked_of_them(question: str, names: list[str]) -> None:
    assert [found.key for found in CATALOGUE.find(question)] == names


@pytest.mark.parametrize(
    ("name", "is_group"),
    [
        ("các sở, ngành", True),
        ("Sở, ban, ngành", True),
        ("UBND các huyện", True),
        ("Công an các cấp", True),
        ("UBND huyện", False),
        ("Sở Y tế", False),
        ("Trung tâm Bảo trợ xã hội", False),
    ],
)
def test_groups(name: str, is_group: bool) -> None:
    assert CATALOGUE.is_group(name) is is_group


def test_a_loose_name_stands_for_all_it_may_mean() -> None:
    assert CATALOGUE.meant("sở văn hóa") == ["Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"]
    assert CATALOGUE.meant("sở y tế") == ["Sở Y tế"]


def test_every_full_name_is_its_own_official_form_and_one_name() -> None:
    for name, agency in agencies().items():
        if not agency.tailed:
            assert CATALOGUE.official(name) == name
            assert CATALOGUE.split(name) == [name]


def test_slips_lead_to_the_name_meant() -> None:
    assert CATALOGUE.closest("so lao dogn", 1)[0][0] == LABOUR


WORDS = [
    "Sở Y tế",
    "các sở, ngành",
    "UBND các huyện",
    ";",
    ",",
    "và",
    "Công an",
    "tỉnh",
    ":",
    "(",
    "chủ trì",
    "\n",
    "- ",
]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_without_fault_and_subjects_lie_in_it(text: str) -> None:
    for name in CATALOGUE.split(text):
        assert name == " ".join(name.split()) != ""
    CATALOGUE.is_agency(text)
    found = CATALOGUE.subject(text)
    if found:
        assert found[0]
        assert 0 < found[2] <= len(text)
