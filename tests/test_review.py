"""Honesty of reading: what each line was taken for, what looks like a duty and was not read, how sure an item is."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models import Item, Passage, Plan
from knowledge.readers.text import text_blocks
from knowledge.reading.plans import read_plan
from knowledge.reading.review import Review, doubts, review, review_of, unexplained
from knowledge.storing.library import bundled_plans
from nlp.times import read_timings

HEAD = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ
Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 02 năm 2025
KẾ HOẠCH
Chuyển đổi số năm 2025
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024, Ủy ban nhân dân tỉnh ban hành Kế hoạch chuyển đổi số như sau:
"""
EXAMPLE = f"""{HEAD}I. TÌNH HÌNH
1. Kết quả đạt được
- Các sở, ngành có trách nhiệm tham mưu, thực hiện nghiêm túc trước ngày 15/12/2024.
II. NHIỆM VỤ
1. Hạ tầng số
a) Nâng cấp trung tâm dữ liệu của tỉnh.
- Đơn vị chủ trì: Sở Khoa học và Công nghệ.
- Đơn vị phối hợp: Công an tỉnh.
- Thời gian thực hiện: Quý III/2025.
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
a) Bồi dưỡng kỹ năng số cho cán bộ, công chức.
Nơi nhận:
- Các sở, ban, ngành (để thực hiện);
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
"""An example document, made up for these tests."""


def reviewed(text: str) -> Review:
    return review_of(text_blocks(text), "ví dụ.txt")


def taken(text: str) -> list[tuple[str, str | None]]:
    return [(line.role, line.items[0].ref if line.items else None) for line in reviewed(text).lines]


# Lines


def test_every_line_is_told() -> None:
    assert taken(EXAMPLE) == [
        *[("header", None)] * 6,
        ("lead_in", None),
        *[("heading", None)] * 2,
        ("passage", None),
        *[("heading", None)] * 2,
        ("item", "II.1.a"),
        ("lead", "II.1.a"),
        ("coordinator", "II.1.a"),
        ("timing", "II.1.a"),
        *[("heading", None)] * 2,
        ("item", "III.1.a"),
        *[("ending", None)] * 4,
    ]


@pytest.mark.parametrize("path", bundled_plans(), ids=lambda path: path.stem)
def test_reviews_of_bundled_plans_hold_all_their_text_and_leave_no_duty_unexplained(path: Path) -> None:
    found = review(path)
    printed = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(0 < line.line <= len(printed) for line in found.lines)
    assert {line.line for line in found.lines} >= {at for at, words in enumerate(printed, 1) if len(words) > 1}
    assert {item.ref for line in found.lines for item in line.items} == {item.ref for item in found.plan.items}
    assert found.marked == ()
    assert found.plan == read_plan(path)


def test_text_printed_twice_is_told_as_a_repetition() -> None:
    page = "\n".join(
        f"{at}. Tổ chức lớp tập huấn thứ {at} về an toàn thông tin mạng {'cho mọi người ' * 7}." for at in range(1, 8)
    )
    roles = taken(f"{HEAD}II. NHIỆM VỤ\n{page}\n{HEAD}II. NHIỆM VỤ\n{page}")
    assert roles.count(("repeat", None)) >= 7
    assert ("item", "II.7") in roles


def test_columns_of_a_table_addressees_and_footnotes() -> None:
    text = (
        "Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ.\nỦy ban nhân dân tỉnh yêu cầu thực hiện các nhiệm vụ sau:\n"
        "1. Rà soát danh sách cán bộ.\n¹ Công văn số 1/CV ngày 02/02/2025.\n2. Lập kế hoạch năm.\n"
        "PHỤ LỤC\n| STT | Nội dung | Cơ quan chủ trì | Thời gian |\n| 1 | Khảo sát hạ tầng | Sở Y tế | Quý I/2025 |\n"
    )
    roles = [role for role, _ in taken(text)]
    assert roles[:6] == ["addressee", "addressee", "addressee", "lead_in", "item", "footnote"]
    assert roles[-2:] == ["columns", "item"]


# Duties that no item holds


def plan_with(*texts: str, section: str | None = "II") -> Plan:
    """A plan of passages in lines 10, 11, ... with an item before and one far below."""
    items = [
        Item(ref="I.1", section="I", text="a", lines=(5, 5)),
        Item(ref="IX.1", section="IX", text="b", lines=(90, 90)),
    ]
    passages = [Passage(lines=(at, at), section=section, text=text) for at, text in enumerate(texts, 10)]
    return Plan(file="a.txt", document={}, items=items, passages=passages)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra các cơ sở.",
        "3. Các sở, ban, ngành có trách nhiệm bố trí cán bộ đầu mối.",
        "- Đơn vị chủ trì: Sở Y tế.",
        "Gửi báo cáo trước ngày 15/12 hằng năm.",
        "c) Xây dựng kế hoạch kiểm tra liên ngành.",
        "Sở Y tế có trách nhiệm:",
        "5 | Khảo sát hạ tầng | Sở Y tế | Công an tỉnh | Quý I",
        "Chậm nhất ngày 20/6/2025 phải xong việc rà soát.",
    ],
)
def test_what_looks_like_a_duty_is_marked(text: str) -> None:
    assert [passage.text for passage in unexplained(plan_with(text, "Một đoạn văn khác."))] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Trời xanh, mây trắng.",
        "TỔ CHỨC THỰC HIỆN VÀ TRÁCH NHIỆM CỦA SỞ Y TẾ",
        "Năm 2024, Sở Y tế đã chủ trì, phối hợp với Công an tỉnh kiểm tra 12 cơ sở.",
        "¹ Công văn số 736/LĐTBXH do Sở Y tế chủ trì, phối hợp với Công an tỉnh.",
        "Trên đây là Kế hoạch, các sở, ngành có trách nhiệm thực hiện./.",
    ],
)
def test_what_is_no_duty_is_not_marked(text: str) -> None:
    assert unexplained(plan_with(text)) == []


def test_recipients_are_not_marked_but_a_duty_below_them_is() -> None:
    plan = plan_with("- Sở Y tế (b/c);", "- Các sở, ngành;", "Sở Y tế chủ trì việc này.", section=None)
    assert [passage.lines[0] for passage in unexplained(plan)] == [12]


def test_a_situation_ends_with_the_next_heading_of_its_level() -> None:
    texts = ["1. Tình hình", "Các sở, ngành có trách nhiệm.", "2. Việc khác", "Các sở, ngành có trách nhiệm."]
    assert [passage.lines[0] for passage in unexplained(plan_with(*texts))] == [13]


def test_a_heading_of_items_is_explained_and_one_without_is_not() -> None:
    passage = Passage(lines=(10, 10), section="II", text="2. Sở Y tế có trách nhiệm:")
    item = Item(ref="II.2.a", section="II", text="a", lines=(11, 11))
    plan = Plan(file="a.txt", document={}, items=[item], passages=[passage])  # type: ignore[arg-type]
    assert unexplained(plan) == []
    assert unexplained(plan.model_copy(update={"items": [item.model_copy(update={"lines": (2, 2)})]})) == [passage]


def test_a_sentence_that_charges_others_than_the_items_below_it_is_no_mere_heading() -> None:
    texts = [f"1. {lead} chủ trì lập đề án trước ngày 01/6/2025" for lead in ("Sở Du lịch", "Sở Y tế")]
    items = [
        Item(ref="I.1.1", section="I", text="a", heading=text[3:], lines=(at, at), leads=["Sở Y tế"])
        for at, text in zip((11, 21), texts, strict=True)
    ]
    passages = [Passage(lines=(at, at), section="I", text=f"{text}.") for at, text in zip((10, 20), texts, strict=True)]
    plan = Plan(file="a.txt", document={}, items=items, passages=passages)  # type: ignore[arg-type]
    assert unexplained(plan) == passages[:1]


def test_a_duty_in_the_head_is_marked_and_the_issuer_s_own_words_are_not() -> None:
    own = "Thực hiện Chỉ thị số 1/CT-TTg, Ủy ban nhân dân tỉnh tổ chức thực hiện như sau:"
    duty = "Giao Sở Y tế tổng hợp kết quả của các huyện."
    items = [Item(ref="1", text="a", lines=(90, 90))]
    passages = [Passage(lines=(at, at), text=text) for at, text in enumerate([own, duty, "Kính gửi: Sở Nội vụ"], 1)]
    plan = Plan(file="a.txt", document={"issuer": "UBND tỉnh"}, items=items, passages=passages)  # type: ignore[arg-type]
    assert [passage.text for passage in unexplained(plan)] == [duty]


@pytest.mark.parametrize("path", bundled_plans(), ids=lambda path: path.stem)
def test_a_duty_that_the_reader_had_missed_would_be_marked(path: Path) -> None:
    plan = read_plan(path)
    seen = [item for item in plan.items if item.lead_from == "sentence" and item.section]
    for item in seen:
        lost = Passage(lines=item.lines, section=item.section, text=item.text)
        others = [other for other in plan.items if other is not item]
        without = plan.model_copy(update={"items": others, "passages": [*plan.passages, lost]})
        assert lost in unexplained(without), item.ref


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from([*EXAMPLE.splitlines(), "", "|", "a | b |", "- ", "Sở Y tế chủ trì.", "¹", "1."]), max_size=30
    )
)
def test_any_text_can_be_reviewed(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = reviewed(text)
    assert [line.line for line in found.lines] == [block.line for block in text_blocks(text)]
    assert {id(passage) for passage in found.marked} <= {id(passage) for passage in found.plan.passages}


# How sure an item is


def item(**fields: object) -> Item:
    known: dict[str, object] = {"ref": "1", "text": "a", "lines": (1, 1), "leads": ["Sở Y tế"], "lead_from": "explicit"}
    return Item.model_validate(known | fields)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, []),
        ({"lead_from": "heading"}, ["cơ quan suy từ đề mục"]),
        ({"lead_from": "addressee"}, ["cơ quan nhận văn bản"]),
        ({"leads": [], "lead_from": "none"}, ["không ghi cơ quan"]),
        ({"leads": [], "lead_from": "none", "kind": "target"}, []),
        ({"leads": ["Bể bơi xanh"]}, ["chưa nhận ra cơ quan “Bể bơi xanh”"]),
        ({"timing_raw": "khi thuận lợi"}, ["chưa hiểu thời gian “khi thuận lợi”"]),
        ({"kind": "report"}, ["không ghi nơi nhận báo cáo"]),
        ({"kind": "report", "report_to": ["UBND tỉnh"]}, []),
        ({"notes": ["chép xuống từ dòng trên"]}, ["chép xuống từ dòng trên"]),
    ],
)
def test_doubts(fields: dict[str, object], told: list[str]) -> None:
    assert doubts(item(**fields)) == told


@pytest.mark.parametrize(
    ("printed", "doubtful"),
    [
        ("Trước ngày 15/6", True),
        ("Quý II", True),
        ("Trước ngày 15/6/2025", False),
        ("Quý II/2025", False),
        ("Hằng năm", False),
    ],
)
def test_a_year_that_is_not_printed_is_told(printed: str, doubtful: bool) -> None:
    found = doubts(item(timing_raw=printed, timings=read_timings(printed, 2025)))
    assert ("không ghi năm, lấy theo văn bản" in found) is doubtful


# Long documents


def long_plan(parts: int, first: int = 0) -> str:
    """A document of varied sections: headings with agencies, labelled duties, a table; about 1 page a part. The wording
    is counted from `first` on.
    """
    sections = []
    for at in range(first, first + parts):
        rows = "\n".join(
            f"| {row} | Khảo sát cụm {at}-{row} | Sở Y tế | Công an tỉnh | Quý {'I' * (row % 3 + 1)}/2025 |"
            for row in range(1, 4)
        )
        sections.append(
            f"{at - first + 1}. Nhóm việc thứ {at}\n"
            f"a) Lắp đặt hạ tầng cho khu {at} của tỉnh.\n- Đơn vị chủ trì: Sở Xây dựng.\n"
            f"- Thời gian: Tháng {at % 12 + 1}/2025.\nb) Sở Nội vụ chủ trì, phối hợp với Sở Y tế rà soát tổ {at}.\n"
            f"c) Tăng cường kiểm tra chuyên đề {at}.\n"
            f"| STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n{rows}"
        )
    return f"{HEAD}II. NHIỆM VỤ\n" + "\n".join(sections)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read as Linux tells it")
def test_a_document_of_five_hundred_pages_is_read_whole_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "dài.txt"
    path.write_text(long_plan(500), encoding="utf-8")
    code = """
import re, sys
from pathlib import Path
from knowledge.reading.plans import read_plan
plan = read_plan(Path(sys.argv[1]))
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(len(plan.items), len({item.ref for item in plan.items}), peak)
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    items, refs, kilobytes = map(int, done.stdout.split())
    assert items == refs == 500 * 6
    assert kilobytes < 250_000


def calls(text: str) -> int:
    """How many functions are entered while a text is read and reviewed: a measure of work without a clock."""
    number = 0

    def count(*_: object) -> None:
        nonlocal number
        number += 1

    sys.setprofile(count)
    try:
        reviewed(text)
    finally:
        sys.setprofile(None)
    return number


def test_the_work_grows_as_the_document_does() -> None:
    """Each text is new, since lines that were met before are partly remembered."""
    reviewed(long_plan(16))
    assert calls(long_plan(64, first=100)) < 5 * calls(long_plan(16, first=200))


# At the command line


def aichutri(*args: object) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "aichutri"
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=60)


def test_parse_review_prints_margin_doubts_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "ví dụ.txt"
    lost = "Giao Sở Y tế tổng hợp kết quả của các huyện.\nI. TÌNH HÌNH\n"
    path.write_text(EXAMPLE.replace("I. TÌNH HÌNH\n", lost, 1), encoding="utf-8")
    run = aichutri("parse", "--review", path)
    lines = run.stdout.splitlines()
    assert run.returncode == 0, run.stderr
    assert any("chủ trì II.1.a" in line and "Sở Khoa học" in line for line in lines)
    assert any(line.lstrip().startswith("8 ") and "! chưa thuộc mục nào" in line for line in lines)
    assert any("cơ quan suy từ đề mục" in line for line in lines)
    assert any("1 đoạn giống nhiệm vụ nhưng chưa thuộc mục nào (dòng 8)" in line for line in lines)
    assert any(line.startswith("Tìm thấy 2 mục") for line in lines)


def test_review_of_a_text_without_duties(tmp_path: Path) -> None:
    path = tmp_path / "thư.txt"
    path.write_text("Chào cả nhà.\n\nHôm nay trời đẹp.\n", encoding="utf-8")
    run = aichutri("parse", "--review", path)
    assert run.returncode == 2
    assert "Hôm nay trời đẹp." in run.stdout
    assert "Không tìm thấy nhiệm vụ nào" in run.stderr
