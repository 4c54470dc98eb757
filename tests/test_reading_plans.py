"""The bundled plans in, what they say out."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from knowledge.models import Item, Plan, Span
from knowledge.reading.plans import read_plan
from nlp.times import Timing

NGHE_AN = "nghe-an-488-kh-ubnd-2021.txt"
KHANH_HOA = "khanh-hoa-8916-kh-ubnd-2024.txt"
TAN_YEN = "tan-yen-cong-van-tre-em-2024.txt"
CAN_THO = "can-tho-ke-hoach-bao-ve-tre-em-2017.txt"
KON_TUM = "kon-tum-chuong-trinh-cong-tac-2022.txt"

LABOUR = "Sở Lao động - Thương binh và Xã hội"
EDUCATION = "Sở Giáo dục và Đào tạo"
CULTURE = "Sở Văn hóa và Thể thao"
YOUTH = "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"


@cache
def plan(name: str) -> Plan:
    return read_plan(Path(str(files("knowledge") / "plans" / name)))


def item(name: str, ref: str) -> Item:
    return next(one for one in plan(name).items if one.ref == ref)


def short(timing: Timing) -> tuple[object, ...]:
    return timing.type, timing.start, timing.end, timing.month_day, timing.every


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            NGHE_AN,
            {
                "number": "488/KH-UBND",
                "type": "Kế hoạch",
                "issuer": "UBND tỉnh Nghệ An",
                "locality": "Nghệ An",
                "issued_on": "2021-08-23",
                "effective_on": "2021-08-23",
                "signer": "Bùi Đình Long",
                "signer_title": None,
                "based_on": ["06-CT/TU"],
            },
        ),
        (
            KHANH_HOA,
            {
                "number": "8916/KH-UBND",
                "type": "Kế hoạch",
                "issuer": "UBND tỉnh Khánh Hòa",
                "locality": "Khánh Hòa",
                "issued_on": "2024-08-13",
                "effective_on": "2024-08-13",
                "signer": "Đinh Văn Thiệu",
                "signer_title": "Phó Chủ tịch",
                "based_on": ["204-KH/TU", "28-CT/TW"],
            },
        ),
        (
            TAN_YEN,
            {
                "number": "/UBND-LĐT&XH",
                "type": "Công văn",
                "title": "V/v triển khai một số nhiệm vụ trọng tâm công tác trẻ em năm 2024",
                "issuer": "UBND huyện Tân Yên",
                "locality": "Tân Yên",
                "issued_on": "2024-03",
                "effective_on": None,
                "signer": "Ngô Quốc Hưng",
                "signer_title": "Phó Chủ tịch",
                "based_on": ["736/LĐT&XH-TE&BDG", "50/KH-UBND"],
            },
        ),
        (
            CAN_THO,
            {
                "number": None,
                "type": "Kế hoạch",
                "title": "THỰC HIỆN CHƯƠNG TRÌNH BẢO VỆ TRẺ EM NĂM 2017",
                "issuer": "UBND thành phố Cần Thơ",
                "locality": "Cần Thơ",
                "issued_on": "2017",
                "signer": None,
                "based_on": ["2361/QĐ-TTg", "24/KH-UBND"],
            },
        ),
        (
            KON_TUM,
            {
                "number": None,
                "type": "Chương trình công tác",
                "title": "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2022",
                "issuer": "Ban Chỉ đạo Chương trình hành động quốc gia vì trẻ em tỉnh Kon Tum",
                "locality": "Kon Tum",
                "issued_on": "2022-05-09",
                "signer": "Y Ngọc",
                "signer_title": "Phó Trưởng Ban, Phó Chủ tịch UBND tỉnh",
                "based_on": ["2026/KH-UBND"],
            },
        ),
    ],
)
def test_header(name: str, facts: dict[str, object]) -> None:
    document = plan(name).document.model_dump()
    assert {field: document[field] for field in facts} == facts


def test_title_of_a_web_page_loses_type_number_and_year() -> None:
    title = plan(NGHE_AN).document.title
    assert title is not None
    assert title.startswith("thực hiện Chỉ thị 06-CT/TU về tăng cường sự lãnh đạo")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        (NGHE_AN, Span()),
        (KHANH_HOA, Span()),
        (TAN_YEN, Span(start=date(2024, 1, 1), end=date(2024, 12, 31))),
        (CAN_THO, Span(start=date(2017, 1, 1), end=date(2017, 12, 31))),
        (KON_TUM, Span(start=date(2022, 1, 1), end=date(2022, 12, 31))),
    ],
)
def test_period_is_only_what_the_plan_is_named_for(name: str, period: Span) -> None:
    assert plan(name).document.period == period


LEADS = [
    (NGHE_AN, "II.1", "explicit", [LABOUR, "Sở Thông tin và Truyền thông"]),
    (NGHE_AN, "II.2.1", "explicit", ["Sở Y tế"]),
    (NGHE_AN, "II.2.3.4", "explicit", ["Công an tỉnh"]),
    (NGHE_AN, "II.2.4.3", "explicit", ["HĐND các cấp", "UBND các cấp"]),
    (NGHE_AN, "II.2.5.4", "explicit", [f"{YOUTH} Nghệ An"]),
    (NGHE_AN, "II.3.2.1", "explicit", ["Sở Tài chính"]),
    (NGHE_AN, "III.2.a", "sentence", [LABOUR]),
    (NGHE_AN, "III.2.b", "sentence", ["Các sở, ban, ngành", "UBND các huyện, thành phố, thị xã"]),
    (NGHE_AN, "PL.1.2", "explicit", [LABOUR]),
    (NGHE_AN, "PL.2.1.1", "explicit", ["Sở Y tế"]),
    (NGHE_AN, "PL.2.3.3", "explicit", [EDUCATION, LABOUR]),
    (NGHE_AN, "PL.2.4.5", "explicit", [LABOUR, CULTURE, EDUCATION, YOUTH, "UBND các cấp"]),
    (NGHE_AN, "PL.4.3", "explicit", [LABOUR]),
    (KHANH_HOA, "II.2.a", "none", []),
    (KHANH_HOA, "IV.1.a", "heading", [LABOUR]),
    (KHANH_HOA, "IV.2.b2", "heading", [EDUCATION]),
    (KHANH_HOA, "IV.6", "heading", ["Sở Thông tin và Truyền thông"]),
    (KHANH_HOA, "IV.13", "heading", [YOUTH]),
    (KHANH_HOA, "IV.14", "heading", ["Đài Phát thanh và Truyền hình tỉnh", "Báo Khánh Hòa"]),
    (KHANH_HOA, "IV.17.đ", "heading", ["UBND các huyện, thị xã, thành phố"]),
    (KHANH_HOA, "V.1", "sentence", ["các sở, ban, ngành, đơn vị, địa phương"]),
    (CAN_THO, "V.1.b", "heading", [LABOUR]),
    (CAN_THO, "V.7", "sentence", ["Sở Văn hóa, Thể thao và Du lịch"]),
    (CAN_THO, "V.11", "sentence", ["UBND các quận, huyện"]),
    (KON_TUM, "6", "explicit", [YOUTH]),
    (KON_TUM, "13", "explicit", [LABOUR]),
    (TAN_YEN, "11", "addressee", [
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
        "các tổ chức chính trị - xã hội huyện",
        "Các cơ quan, đơn vị thuộc UBND huyện",
        "UBND các xã, thị trấn",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "ref", "source", "leads"), LEADS)
def test_leads(name: str, ref: str, source: str, leads: list[str]) -> None:
    found = item(name, ref)
    assert (found.lead_from, found.leads) == (source, leads)


@pytest.mark.parametrize(
    ("name", "ref", "coordinators"),
    [
        (NGHE_AN, "II.1", ["Các sở, ngành, tổ chức, địa phương, gia đình, trẻ em liên quan",
                           "Các cơ quan báo, đài trên địa bàn tỉnh"]),
        (NGHE_AN, "II.3.2.2", ["Sở Tài chính", "các sở, ngành, tổ chức, đơn vị, cá nhân và các địa phương"]),
        (NGHE_AN, "PL.2.4.3", [CULTURE]),
        (NGHE_AN, "PL.2.5.1", [YOUTH]),
        (NGHE_AN, "III.2.c", []),
        (KHANH_HOA, "IV.1.d", ["các cơ quan, đơn vị", "UBND các huyện, thị xã, thành phố"]),
        (KHANH_HOA, "IV.4.a", ["các ngành chức năng liên quan"]),
        (KHANH_HOA, "IV.11.b", []),
        (CAN_THO, "V.10", [LABOUR]),
        (KON_TUM, "1", ["Các cơ quan thành viên Ban chỉ đạo", "UBND các huyện, thành phố"]),
    ],
)  # fmt: skip
def test_coordinators(name: str, ref: str, coordinators: list[str]) -> None:
    assert item(name, ref).coordinators == coordinators


@pytest.mark.parametrize(
    ("name", "ref", "timings"),
    [
        (NGHE_AN, "II.2.1", [("annual", None, None, (), "year")]),
        (NGHE_AN, "II.2.5.2", []),
        (NGHE_AN, "II.4.2", [("annual", None, None, (), "year"),
                             ("once", date(2022, 1, 1), date(2022, 3, 31), (), None)]),
        (NGHE_AN, "III.2.c", [("recurring", None, None, ("12-10",), "year")]),
        (NGHE_AN, "PL.2.4.2", [("once", date(2021, 10, 1), date(2021, 12, 31), (), None)]),
        (NGHE_AN, "PL.2.4.3", [("once", date(2022, 9, 1), date(2023, 5, 31), (), None)]),
        (KHANH_HOA, "V.1", [("recurring", None, None, ("11-10",), "year")]),
        (KHANH_HOA, "II.2.a", []),
        (TAN_YEN, "11", [("once", None, date(2024, 5, 10), (), None), ("once", None, date(2024, 11, 8), (), None)]),
        (KON_TUM, "3", [("once", None, date(2022, 5, 10), (), None)]),
        (KON_TUM, "15", [("once", date(2023, 1, 1), date(2023, 1, 31), (), None)]),
    ],
)  # fmt: skip
def test_timings(name: str, ref: str, timings: list[tuple[object, ...]]) -> None:
    assert [short(timing) for timing in item(name, ref).timings] == timings


@pytest.mark.parametrize(
    ("name", "ref", "kind"),
    [
        (NGHE_AN, "I.1.a", "directive"),
        (NGHE_AN, "II.3.2.1", "task"),
        (NGHE_AN, "III.1.b", "funding"),
        (NGHE_AN, "III.2.a", "report"),
        (KHANH_HOA, "II.1.b", "directive"),
        (KHANH_HOA, "III.1", "funding"),
        (KHANH_HOA, "IV.1.g", "report"),
        (KHANH_HOA, "IV.9", "funding"),
        (KHANH_HOA, "IV.10", "task"),
        (TAN_YEN, "3", "directive"),
        (TAN_YEN, "11", "report"),
        (CAN_THO, "I.2.b", "target"),
        (CAN_THO, "III.4.b", "directive"),
        (CAN_THO, "IV.2", "funding"),
        (CAN_THO, "V.4", "task"),
        (KON_TUM, "14", "task"),
    ],
)
def test_kinds(name: str, ref: str, kind: str) -> None:
    assert item(name, ref).kind == kind


@pytest.mark.parametrize(
    ("name", "ref", "lines"),
    [
        (NGHE_AN, "II.1", (53, 58)),
        (NGHE_AN, "II.3.3.4", (141, 146)),
        (NGHE_AN, "III.2.b", (173, 173)),
        (NGHE_AN, "PL.3.3.4.1", (372, 374)),
        (KHANH_HOA, "IV.6", (87, 88)),
        (TAN_YEN, "10", (42, 44)),
        (CAN_THO, "I.2.a", (13, 15)),
        (KON_TUM, "4", (33, 43)),
    ],
)
def test_lines(name: str, ref: str, lines: tuple[int, int]) -> None:
    assert item(name, ref).lines == lines


@pytest.mark.parametrize(
    ("name", "ref", "heading"),
    [
        (NGHE_AN, "II.2.3.1", "Mục tiêu bảo vệ trẻ em"),
        (NGHE_AN, "II.2.1", "Về mục tiêu dinh dưỡng và chăm sóc sức khỏe trẻ em"),
        (NGHE_AN, "PL.2.1.2", "Về mục tiêu dinh dưỡng và chăm sóc sức khỏe"),
        (NGHE_AN, "PL.4.1", "DANH MỤC PHÂN CÔNG NHIỆM VỤ CỦA CÁC CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG TRÊN ĐỊA BÀN TỈNH"),
        (KHANH_HOA, "IV.16", "TỔ CHỨC THỰC HIỆN"),
        (CAN_THO, "IV.3", "KINH PHÍ THỰC HIỆN"),
        (KON_TUM, "5", None),
    ],
)
def test_headings(name: str, ref: str, heading: str | None) -> None:
    assert item(name, ref).heading == heading


@pytest.mark.parametrize(
    ("name", "count"), [(NGHE_AN, 77), (KHANH_HOA, 63), (TAN_YEN, 11), (CAN_THO, 34), (KON_TUM, 17)]
)
def test_nothing_is_read_twice_and_forms_hold_no_duties(name: str, count: int) -> None:
    assert len(plan(name).items) == count


def test_reports_name_who_receives_them() -> None:
    assert item(NGHE_AN, "III.2.a").report_to == ["UBND tỉnh", "Tỉnh ủy"]
    assert item(NGHE_AN, "III.2.c").report_to == ["UBND tỉnh"]
    assert item(KHANH_HOA, "IV.1.g").report_to == ["Bộ Lao động - Thương binh và Xã hội", "UBND tỉnh"]
    assert item(TAN_YEN, "11").report_to == ["UBND huyện"]


def test_completion_notes_leave_the_time() -> None:
    done = item(KON_TUM, "2")
    assert (done.status, done.timing_raw) == ("đã hoàn thành", "Tháng 04/2022")
    assert item(KON_TUM, "3").status is None


def test_footnotes_are_passages_and_not_wording() -> None:
    fourth = item(KON_TUM, "4")
    assert fourth.text == "Ban hành Kế hoạch triển khai Tháng hành động vì trẻ em tỉnh Kon Tum năm 2022"
    notes = [passage for passage in plan(KON_TUM).passages if passage.text.startswith("² Theo chỉ đạo")]
    assert [note.lines for note in notes] == [(37, 37)]
    assert not any(sign in one.text for one in plan(KON_TUM).items for sign in "¹²³⁴⁵⁶⁷")


def test_duties_told_in_body_and_appendix_are_twins() -> None:
    assert item(NGHE_AN, "II.2.3.5").twins == ["PL.2.3.6"]
    assert item(NGHE_AN, "PL.4.3").twins == ["II.4.2"]
    assert item(NGHE_AN, "II.2.3.5").text != item(NGHE_AN, "PL.2.4.2").text
    assert not any(one.twins for one in plan(KON_TUM).items)


def test_a_row_with_merged_cells_says_that_they_were_copied() -> None:
    row = item(NGHE_AN, "PL.4.2.1")
    assert (row.code, row.leads, row.leads_raw) == (None, [LABOUR], None)
    assert row.notes == ["chép xuống từ dòng trên"]


def test_passages_tell_their_section() -> None:
    sections = {passage.text: passage.section for passage in plan(KHANH_HOA).passages}
    assert sections["IV. TỔ CHỨC THỰC HIỆN"] == "IV"
    assert sections["Nơi nhận:"] is None
