"""One plan, many layouts: whatever its numbering, its lines for who and when, its line ends and its file, the same
duties are read from it. Both plans are made up for these tests; none exists.
"""

import re
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from knowledge.models import Item, Plan
from knowledge.reading.plans import read_plan
from tests.reading import read
from tests.writers import Piece, write_docx


class Duty(NamedTuple):
    text: str
    lead: str
    partners: tuple[str, ...]
    when: str
    days: tuple[date | None, date]


class Example(NamedTuple):
    title: str
    groups: dict[str, list[Duty]]


DIGITAL = Example(
    "Chuyển đổi số tỉnh Ví Dụ năm 2025",
    {
        "Phát triển hạ tầng số": [
            Duty(
                "Nâng cấp Trung tâm dữ liệu của tỉnh, bảo đảm vận hành liên tục 24/7",
                "Sở Khoa học và Công nghệ",
                ("Sở Tài chính", "Công an tỉnh"),
                "Quý III/2025",
                (date(2025, 7, 1), date(2025, 9, 30)),
            ),
            Duty(
                "Xóa các điểm lõm sóng di động tại các thôn, buôn vùng sâu, vùng xa, vùng đồng bào dân tộc thiểu số",
                "Sở Công Thương",
                ("UBND các huyện, thị xã, thành phố", "các doanh nghiệp viễn thông"),
                "Trước ngày 30/11/2025",
                (None, date(2025, 11, 30)),
            ),
        ],
        "Phát triển chính quyền số, xã hội số": [
            Duty(
                "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
                "Văn phòng UBND tỉnh",
                ("Các sở, ban, ngành", "UBND cấp huyện, cấp xã"),
                "Tháng 10/2025",
                (date(2025, 10, 1), date(2025, 10, 31)),
            ),
            Duty(
                "Triển khai chữ ký số",
                "Công an tỉnh",
                ("Sở Nội vụ",),
                "Quý II/2025",
                (date(2025, 4, 1), date(2025, 6, 30)),
            ),
        ],
    },
)
HIGHLANDS = Example(
    "Công tác dân tộc năm 2025",
    {
        "Hỗ trợ sản xuất vùng đồng bào dân tộc thiểu số": [
            Duty(
                "Triển khai thí điểm mô hình chăn nuôi dê tại các xã theo danh mục",
                "Sở Nông nghiệp và Môi trường",
                ("UBND các huyện", "Hội Nông dân tỉnh"),
                "Quý II/2025",
                (date(2025, 4, 1), date(2025, 6, 30)),
            ),
            Duty(
                "Đào tạo nghề cho lao động người dân tộc thiểu số; giới thiệu việc làm sau đào tạo",
                "Sở Nội vụ",
                ("Trường Cao đẳng nghề tỉnh",),
                "Tháng 9/2025",
                (date(2025, 9, 1), date(2025, 9, 30)),
            ),
        ],
        "Công tác thí điểm": [
            Duty(
                "Lớp xóa mù chữ tại các thôn, bản",
                "Sở Giáo dục và Đào tạo",
                ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh",),
                "Trước ngày 15/12/2025",
                (None, date(2025, 12, 15)),
            ),
            Duty(
                "Khám bệnh lưu động cho người cao tuổi, trẻ em dưới 6 tuổi tại các xã đặc biệt khó khăn",
                "Sở Y tế",
                ("UBND các xã",),
                "Quý IV/2025",
                (date(2025, 10, 1), date(2025, 12, 31)),
            ),
        ],
    },
)
EXAMPLES = pytest.mark.parametrize("example", [DIGITAL, HIGHLANDS], ids=["digital", "highlands"])

Told = tuple[str, list[str], list[str], list[tuple[date | None, date | None]]]
POINTS: dict[str, Callable[[int, int], str]] = {
    "1.1.": lambda group, at: f"{group}.{at}.",
    "1.1": lambda group, at: f"{group}.{at}",
    "1.1)": lambda group, at: f"{group}.{at})",
    "II.1.1.": lambda group, at: f"II.{group}.{at}.",
    "a)": lambda group, at: f"{'abc'[at - 1]})",
    "a.": lambda group, at: f"{'abc'[at - 1]}.",
    "1)": lambda group, at: f"{at})",
    "(1)": lambda group, at: f"({at})",
    "-": lambda group, at: "-",
    "+": lambda group, at: "+",
}


def _fields(duty: Duty, kind: str = "Đơn vị") -> list[tuple[str, str]]:
    partners = "; ".join(duty.partners)
    return [(f"{kind} chủ trì", duty.lead), (f"{kind} phối hợp", partners), ("Thời gian hoàn thành", duty.when)]


def _row(duty: Duty) -> str:
    return f"Chủ trì: {duty.lead}; phối hợp: {'; '.join(duty.partners)}; thời gian: {duty.when}"


LABELS: dict[str, Callable[[Duty], list[str]]] = {
    "dashes": lambda duty: [f"- {name}: {value}." for name, value in _fields(duty)],
    "pluses": lambda duty: [f"+ {name}: {value}." for name, value in _fields(duty)],
    "bare": lambda duty: [f"{name}: {value}" for name, value in _fields(duty, "Cơ quan")],
    "time first": lambda duty: [f"- {name}: {value}." for name, value in sorted(_fields(duty), reverse=True)],
    "row": lambda duty: [f"{_row(duty)}."],
    "dashed row": lambda duty: [f"- {_row(duty)}."],
    "row in brackets": lambda duty: [f"({_row(duty)})"],
    "values below": lambda duty: [line for name, value in _fields(duty) for line in (f"- {name}:", f"{value}.")],
}


def _cut(lines: Sequence[str], width: int) -> str:
    return "\n".join(part for line in lines for part in textwrap.wrap(line, width, break_on_hyphens=False))


PAGES: dict[str, Callable[[Sequence[str]], str]] = {
    "blank lines": "\n\n".join,
    "blank lines between groups": lambda lines: "\n".join(re.sub(r"^(?=\d\.\s)", "\n", line) for line in lines),
    "line ends of Windows": "\r\n".join,
    "tabs behind numbers": lambda lines: "\n".join(re.sub(r"^(\S{1,4}[.)]|[-+]) ", r"\1\t", line) for line in lines),
    "indents and blanks at the end": lambda lines: "\n".join(f"\t{line}   " for line in lines),
    "lines of 60": lambda lines: _cut(lines, 60),
    "lines of 80": lambda lines: _cut(lines, 80),
    "lines of 90": lambda lines: _cut(lines, 90),
    "Markdown": lambda lines: "\n".join(re.sub(r"^(?=[IVX]+\. |\d\. )", "## ", line) for line in lines),
    "bold headings": lambda lines: "\n\n".join(re.sub(r"^((?:[IVX]+|\d)\. .+)", r"**\1**", line) for line in lines),
}


def written(example: Example, point: str, labels: str) -> list[str]:
    """The lines of the plan."""
    head = ["UBND TỈNH VÍ DỤ", "Số: 57/KH-UBND", "Ví Dụ, ngày 14 tháng 02 năm 2025", "KẾ HOẠCH", example.title]
    lines = [*head, "I. MỤC ĐÍCH", "Nâng cao hiệu quả quản lý nhà nước trên địa bàn.", "II. NHIỆM VỤ VÀ GIẢI PHÁP"]
    for number, (heading, duties) in enumerate(example.groups.items(), 1):
        lines.append(f"{number}. {heading}")
        for at, duty in enumerate(duties, 1):
            lines += [f"{POINTS[point](number, at)} {duty.text}.", *LABELS[labels](duty)]
    return [*lines, "III. KINH PHÍ", "Kinh phí thực hiện từ ngân sách tỉnh.", "Nơi nhận:", "- Lưu: VT."]


def expected(example: Example) -> list[Told]:
    return [
        (duty.text, [duty.lead], list(duty.partners), [duty.days])
        for duties in example.groups.values()
        for duty in duties
    ]


def told(plan: Plan) -> list[Told]:
    return [_of(item) for item in plan.items if item.section == "II"]


def _of(item: Item) -> Told:
    return item.text.rstrip("."), item.leads, item.coordinators, [(one.start, one.end) for one in item.timings]


@EXAMPLES
@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("point", POINTS)
def test_no_numbering_changes_the_duties(example: Example, point: str, labels: str) -> None:
    assert told(read("\n".join(written(example, point, labels)))) == expected(example)


@EXAMPLES
@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_changes_the_duties(example: Example, page: str, labels: str) -> None:
    assert told(read(PAGES[page](written(example, "1.1.", labels)))) == expected(example)


@EXAMPLES
@pytest.mark.parametrize("point", ["1.1.", "a)", "-"])
def test_a_word_file_holds_the_same_duties(tmp_path: Path, example: Example, point: str) -> None:
    lines = written(example, point, "dashes")
    path = write_docx(tmp_path / "vi-du.docx", [Piece(line) for line in lines])
    assert told(read_plan(path)) == expected(example)


@pytest.mark.parametrize("point", ["1.1.", "a)", "1)", "(1)", "-", "+"])
def test_duties_below_two_headings_keep_their_own_lines(point: str) -> None:
    lines = written(DIGITAL, point, "dashes")
    deeper = [re.sub(r"^(\d)(\.\d\. )", r"\1.1\2", line) for line in lines]
    text = "\n".join(re.sub(r"^((\d)\. .+)", r"\1\n\2.1. Nhóm việc về dữ liệu số", line) for line in deeper)
    assert told(read(text)) == expected(DIGITAL)


@pytest.mark.parametrize(
    "heading",
    ["Hạ tầng số", "Công tác thí điểm", "Dự án theo danh mục", "Mở tài khoản", "Nhiệm vụ từng quý", "Kế hoạch số"],
)
@pytest.mark.parametrize("numbers", [("2.", "2.1.", "2.2."), ("2.", "1.1.", "1.2."), ("4.", "5.", "6.")])
def test_a_heading_that_ends_like_a_counting_word_takes_no_number(heading: str, numbers: tuple[str, str, str]) -> None:
    above, first, second = numbers
    plan = read(f"""I. NHIỆM VỤ
{above} {heading}
{first} Nâng cấp Trung tâm dữ liệu.
- Chủ trì: Sở Tài chính.
{second} Tập huấn cho cán bộ xã.
- Chủ trì: Sở Nội vụ.
""")
    assert [item.leads for item in plan.items if item.leads] == [["Sở Tài chính"], ["Sở Nội vụ"]]


def test_a_heading_in_capitals_takes_no_number() -> None:
    plan = read(
        "I. CHUYỂN ĐỔI SỐ\n5. Giao Sở Y tế nâng cấp phần mềm.\nII. CHUYỂN ĐỔI XANH\n6. Giao Sở Tài chính bố trí vốn.\n"
    )
    assert [(item.ref, item.leads) for item in plan.items] == [("I.5", ["Sở Y tế"]), ("II.6", ["Sở Tài chính"])]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("gửi báo cáo trước ngày", "15. Các phòng tổng hợp chung."),
        ("triển khai Nghị quyết số", "16 - NQ/TU của Tỉnh ủy."),
        ("triển khai Nghị quyết số", "01 - NQ/TU của Tỉnh ủy."),
        ("rà soát việc thực hiện chỉ tiêu", "1: Tăng tỷ lệ lao động nữ."),
        ("rà soát theo quy định tại khoản", "7. Việc này làm hằng năm."),
    ],
)
def test_a_number_broken_from_the_word_that_counts_it_is_no_point(above: str, below: str) -> None:
    plan = read(f"I. NHIỆM VỤ\n1. Sở Y tế tổ chức họp.\n2. Sở Nội vụ {above}\n{below}\n3. Sở Tài chính bố trí vốn.\n")
    assert [item.ref for item in plan.items] == ["I.1", "I.2", "I.3"]


def test_a_time_below_its_label_dates_its_own_duty_alone() -> None:
    plan = read("""I. NHIỆM VỤ
1. Rà soát hương ước.
- Thời gian:
Quý III/2025
2. Dọn vệ sinh đường làng.
- Chủ trì:
Công an xã
""")
    rules, roads = plan.items
    assert [(one.start, one.end) for one in rules.timings] == [(date(2025, 7, 1), date(2025, 9, 30))]
    assert (roads.leads, roads.timings) == (["Công an xã"], [])


def test_duties_without_numbers_keep_their_own_lines() -> None:
    duties = [duty for group in DIGITAL.groups.values() for duty in group]
    lines = [line for duty in duties for line in (duty.text, *LABELS["bare"](duty))]
    plan = read("\n".join(["KẾ HOẠCH", "II. NHIỆM VỤ", "1. Phát triển hạ tầng số", *lines]))
    assert told(plan) == expected(DIGITAL)


def test_who_leads_a_group_leads_each_duty_below_at_its_own_time() -> None:
    plan = read("""I. NHIỆM VỤ
1. Phát triển hạ tầng số
- Đơn vị chủ trì: Sở Khoa học và Công nghệ.
- Thời gian: Quý IV/2025.
1.1. Nâng cấp trung tâm dữ liệu.
- Thời gian: Quý I/2025.
1.2. Phủ sóng các khu công nghiệp.
- Đơn vị chủ trì: Sở Công Thương.
2. Tập huấn cán bộ xã.
- Đơn vị chủ trì: Sở Nội vụ.
""")
    centre, network, training = plan.items
    assert (centre.leads, centre.timings[0].end) == (["Sở Khoa học và Công nghệ"], date(2025, 3, 31))
    assert (network.leads, network.timings[0].end) == (["Sở Công Thương"], date(2025, 12, 31))
    assert (training.leads, training.timings) == (["Sở Nội vụ"], [])
