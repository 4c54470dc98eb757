"""Any text gives a plan: no exception, nothing lost, nothing told twice."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.models import Plan
from knowledge.readers.text import text_blocks
from knowledge.reading.plans import plan_of

PIECES = [
    "I. NHIỆM VỤ",
    "II. TỔ CHỨC THỰC HIỆN",
    "V NHIỆM VỤ",
    "Phần thứ nhất",
    "A. KẾT QUẢ",
    "Điều 2. Giao Sở Y tế chủ trì thực hiện.",
    "1. Sở Y tế",
    "1. Mục tiêu cụ thể",
    "2) Xây dựng kế hoạch năm 2023",
    "2.1. Tăng cường kiểm tra;",
    "a) Tổ chức tuyên truyền.",
    "b) Đơn vị phối hợp: các sở, ngành",
    "- Đơn vị chủ trì:",
    "+ Sở Tài chính",
    "- Thời gian: Quý II/2023",
    "Thời gian hoàn thành trước ngày 15/6.",
    "Chủ trì: Sở A; phối hợp: Sở B",
    "Kính gửi:",
    "- UBND các huyện;",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "PHỤ LỤC",
    "MẪU BÁO CÁO",
    "KẾ HOẠCH",
    "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)",
    "¹ Quyết định số 2/QĐ-UBND",
    "TT |",
    "Nội dung |",
    "Cơ quan chủ trì |",
    "Thời gian |",
    "| TT | Nội dung | Chủ trì | Thời gian |",
    "|---|---|---|---|",
    "| 1 | Xây dựng | Sở Y tế | 2023 |",
    "1 |",
    "Hàng năm |",
    "|||",
    "|",
    "TT\tNội dung\tChủ trì",
    "\tHọp giao ban\tChủ tịch UBND tỉnh",
    "Trong quá trình thực hiện, nếu có vướng mắc, báo cáo UBND tỉnh./.",
    "tiếp tục dòng trên",
    "Một đoạn văn đủ dài để được coi là đoạn văn bản thật sự, lặp lại nguyên văn ở hai nơi trong một tài liệu.",
    "",
    "   ",
    "“",
    "số 12",
]
EXAMPLE = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def assert_whole(text: str, plan: Plan) -> None:
    blocks = text_blocks(text)
    last = blocks[-1].line if blocks else 0
    told = {line for item in plan.items for line in range(item.lines[0], item.lines[1] + 1)}
    kept = {line for passage in plan.passages for line in range(passage.lines[0], passage.lines[1] + 1)}
    lost = [block for block in blocks if block.line not in told | kept]
    later = {block.text for block in blocks if block.line in told | kept}
    assert all(block.text in later for block in lost), [block.text for block in lost]
    assert all(1 <= first <= end <= last for first, end in (item.lines for item in plan.items))
    refs = [item.ref for item in plan.items]
    assert len(refs) == len(set(refs))
    assert all(item.text and item.ref for item in plan.items)
    assert [item.lines[0] for item in plan.items] == sorted(item.lines[0] for item in plan.items)
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@EXAMPLE
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_pieces_of_plans_in_any_order_make_a_plan(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    assert_whole(text, plan_of(text_blocks(text), "vi-du.txt"))


@EXAMPLE
@given(st.text(max_size=300))
def test_any_text_makes_a_plan(text: str) -> None:
    assert_whole(text, plan_of(text_blocks(text), "vi-du.txt"))


@EXAMPLE
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    st.lists(st.text(" \t|.:-)(1aIĐ", max_size=12), max_size=8),
)
def test_strange_lines_between_do_no_harm(pieces: list[str], strange: list[str]) -> None:
    lines = [line for pair in zip(pieces, [*strange, *[""] * len(pieces)], strict=False) for line in pair]
    text = "\n".join(lines)
    assert_whole(text, plan_of(text_blocks(text), "vi-du.txt"))
