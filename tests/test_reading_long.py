"""Documents too long to be understood at once are read stretch by stretch, and give what they give as a whole."""

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.models import Plan
from knowledge.progress import Step
from knowledge.readers import Block, encodings, html, htmlpieces, read_blocks
from knowledge.readers.text import text_blocks
from knowledge.reading import stretches
from knowledge.reading.plans import plan_of, read_plan
from knowledge.storing.library import bundled_plans
from tests.running import AICHUTRI
from tests.writers import Piece, pieces_of, write_html, write_pdf

LONG = 10_000
"""letters in a stretch: a quarter of the longest bundled plan."""


def in_stretches(monkeypatch: pytest.MonkeyPatch, blocks: Sequence[Block], letters: int = LONG) -> Plan:
    with monkeypatch.context() as patched:
        patched.setattr(stretches, "LONGEST_STRETCH", letters)
        return plan_of(blocks, "ví dụ")


@pytest.mark.parametrize("path", bundled_plans(), ids=lambda path: path.stem)
def test_a_plan_in_stretches_is_the_plan(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = read_blocks(path)
    whole, parts = plan_of(blocks, "ví dụ"), in_stretches(monkeypatch, blocks)
    for plan in (whole, parts):
        for item in plan.items:
            item.twins = []  # these are looked for within a stretch
    assert parts == whole


SECTION = """{roman}. NHIỆM VỤ CỦA PHẦN {roman}
1. Sở Y tế chủ trì:
{points}
2. Sở Nội vụ chủ trì:
{points}
"""


def test_points_stand_under_the_headings_of_an_earlier_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    points = "\n".join(
        f"1.{number}. Tổ chức tập huấn kỹ năng cho cán bộ cơ sở đợt {number}." for number in range(1, 40)
    )
    other = points.replace("\n1.", "\n2.").replace("1.1.", "2.1.", 1)
    text = "KẾ HOẠCH\nPhát triển du lịch năm 2025\n"
    for roman in ("I", "II", "III"):
        text += SECTION.format(roman=roman, points="@").replace("@", points, 1).replace("@", other, 1)
    parts = in_stretches(monkeypatch, text_blocks(text), 1500)
    assert parts.items == plan_of(text_blocks(text), "ví dụ").items
    assert {item.ref: item.leads for item in parts.items}["III.2.39"] == ["Sở Nội vụ"]


def table(rows: int) -> list[str]:
    named = ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính")
    body = [f"| {at} | Tổ chức tập huấn đợt {at} | {named[at % 3]} | Quý II/2025 |" for at in range(1, rows)]
    return ["| TT | Nội dung | Chủ trì | Thời gian |", *body]


def test_a_table_goes_on_under_its_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = text_blocks("\n".join(["PHỤ LỤC", *table(200)]))
    parts = in_stretches(monkeypatch, blocks, 2000)
    assert parts.items == plan_of(blocks, "ví dụ").items
    assert len(parts.items) == 199


def test_rows_go_on_under_the_row_that_heads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    heading, *rows = table(200)
    groups = ["| I | LĨNH VỰC Y TẾ | | |", *rows[:90], "| II | LĨNH VỰC DU LỊCH | | |", *rows[90:]]
    blocks = text_blocks("\n".join(["PHỤ LỤC", heading, *groups]))
    assert in_stretches(monkeypatch, blocks, 2000).items == plan_of(blocks, "ví dụ").items


def test_all_that_has_no_points_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"Đoạn văn thứ {number} nói về tình hình chung của địa phương trong năm." for number in range(300))
    plan = in_stretches(monkeypatch, text_blocks(text), 1500)
    lines = [line for passage in plan.passages for line in range(passage.lines[0], passage.lines[1] + 1)]
    assert sorted(lines + [line for item in plan.items for line in range(item.lines[0], item.lines[1] + 1)]) == [
        *range(1, 301)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_long_text_is_decoded_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    path = tmp_path / "dài.txt"
    path.write_bytes(
        "\r\n".join(f"Việc số {number}, đơn vị chủ trì: Sở Y tế" for number in range(200)).encode(encoding)
    )
    whole = read_blocks(path)
    monkeypatch.setattr(encodings, "_PIECE", 512)
    assert read_blocks(path) == whole
    assert len(whole) == 200


@pytest.mark.parametrize("path", bundled_plans(), ids=lambda path: path.stem)
def test_a_long_page_is_parsed_piece_by_piece(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write_html(tmp_path / "dài.html", pieces_of(path))
    whole = read_blocks(page)
    monkeypatch.setattr(html, "_LONGEST_WHOLE", 1000)
    monkeypatch.setattr(htmlpieces, "LONGEST_PIECE", 2000)
    assert read_blocks(page) == whole


def test_a_piece_of_a_page_knows_what_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<tr><td>{number}<td>Việc {number}" for number in range(60))
    page = tmp_path / "dài.html"
    page.write_text(
        "<html><script>var a = '<p>không đọc';</script><!-- <p>ẩn --><body><div style='font-weight: bold'>"
        + "<p>Đoạn đậm</p>" * 60
        + f"</div><p>Đoạn thường<table>{rows}</table><ol>"
        + "<li>mục" * 60
        + "</ol></body></html>",
        encoding="utf-8",
    )
    whole = read_blocks(page)
    monkeypatch.setattr(html, "_LONGEST_WHOLE", 100)
    monkeypatch.setattr(htmlpieces, "LONGEST_PIECE", 300)
    assert read_blocks(page) == whole
    assert [block.strong for block in whole[:61]] == [True] * 60 + [False]


def test_pages_are_told_one_by_one(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "dài.pdf", [Piece(f"{number}. Sở Y tế tổ chức tập huấn.") for number in range(1, 90)])
    steps: list[Step] = []
    read_plan(path, steps.append)
    pages = [step.done for step in steps if step.stage == "page"]
    assert pages == [*range(1, steps[0].total + 1)]
    assert len(pages) > 1


def test_a_long_text_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dài.md"
    path.write_text("\n".join(table(200)), encoding="utf-8")
    monkeypatch.setattr(stretches, "LONGEST_STRETCH", 2000)
    monkeypatch.setattr(encodings, "_PIECE", 2000)
    steps: list[Step] = []
    read_plan(path, steps.append)
    for stage in ("text", "duties"):
        shares = [step.done / step.total for step in steps if step.stage == stage]
        assert len(shares) > 2
        assert shares == sorted(shares)
        assert shares[-1] == 1


@pytest.mark.parametrize("command", ["parse", "import"])
def test_a_terminal_shows_how_far_a_document_is(tmp_path: Path, command: str) -> None:
    path = write_pdf(tmp_path / "dài.pdf", [Piece(f"{number}. Sở Y tế tổ chức tập huấn.") for number in range(1, 90)])
    env = {**os.environ, "AICHUTRI_DB": str(tmp_path / "a.db"), "TERM": "xterm", "COLUMNS": "100"}
    shown, terminal = pty.openpty()
    subprocess.run([AICHUTRI, command, str(path)], env=env, stdout=subprocess.DEVNULL, stderr=terminal, check=True)
    os.close(terminal)
    with os.fdopen(shown, "rb", buffering=0) as screen:
        text = screen.read(100_000).decode("utf-8", "replace")
    assert "trang 1/" in text
    assert "%" in text


def test_what_is_no_terminal_gets_no_bar(tmp_path: Path) -> None:
    path = tmp_path / "ngắn.md"
    path.write_text("\n".join(table(9)), encoding="utf-8")
    done = subprocess.run([AICHUTRI, "parse", str(path)], capture_output=True, check=True)
    assert done.stderr == b""
