"""Task lists in workbooks and separated text."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge.readers import read_blocks
from knowledge.readers.numberforms import shown_value
from knowledge.reading.plans import read_plan

HEADINGS = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]


def save(book: Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "danh mục.xlsx"
    book.save(path)
    return path


def test_a_task_list_with_title_headings_groups_and_signature(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["D1"] = "UBND TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "KẾ HOẠCH"
    sheet["A4"] = "Công tác y tế năm 2024"
    sheet.merge_cells("A4:E4")
    rows = [
        HEADINGS,
        ["I", "Tuyên truyền", None, None, None],
        [1, "In tờ rơi", "Sở Y tế", "Sở Tài chính\nSở Nội vụ", datetime(2024, 6, 15)],
        [2, "Phát thanh", None, "Sở Nội vụ", "Quý III/2024"],
        ["II. Kiểm tra"],
        [3, "Kiểm tra cơ sở", "Sở Y tế", None, "Thường xuyên"],
        [],
        [None, "Nơi nhận:", None, "KT. CHỦ TỊCH"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C7:C8")
    plan = read_plan(save(book, tmp_path))
    assert plan.document.title == "Công tác y tế năm 2024"
    assert [(i.ref, i.heading, i.leads, i.coordinators, i.timing_raw, i.lines) for i in plan.items] == [
        ("I.1", "Tuyên truyền", ["Sở Y tế"], ["Sở Tài chính", "Sở Nội vụ"], "15/06/2024", (7, 7)),
        ("I.2", "Tuyên truyền", ["Sở Y tế"], ["Sở Nội vụ"], "Quý III/2024", (8, 8)),
        ("II.3", "Kiểm tra", ["Sở Y tế"], [], "Thường xuyên", (10, 10)),
    ]
    assert "Nơi nhận:" in [passage.text for passage in plan.passages]


def test_every_visible_sheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for name, lead, state in (
        ("Đợt 1", "Sở Y tế", "visible"),
        ("Nháp", "Sở Nội vụ", "hidden"),
        ("Đợt 2", "Sở Tư pháp", "visible"),
    ):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(HEADINGS)
        sheet.append([1, "Tập huấn", lead, None, "Quý I/2024"])
    book.remove(book.worksheets[0])
    path = save(book, tmp_path)
    assert [item.leads for item in read_plan(path).items] == [["Sở Y tế"], ["Sở Tư pháp"]]
    assert "Đợt 2" in [block.text for block in read_blocks(path)]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (2.1, "0.00", "2.10"),
        (0.955, "0.0%", "95,5%"),
        (date(2024, 6, 15), "dd/mm/yyyy", "15/06/2024"),
        (datetime(2022, 9, 1), "mmm-yy", "09/2022"),
        (datetime(2024, 6, 15, 8, 30), "dd/mm/yyyy hh:mm", "15/06/2024 08:30"),
        (datetime(2024, 1, 1), "yyyy", "2024"),
        (None, "General", ""),
        (True, "General", ""),
        ("Quý I", "General", "Quý I"),
    ],
)
def test_cells_are_read_as_they_are_shown(value: object, form: str, shown: str) -> None:
    assert shown_value(value, form) == shown


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separated_text(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "danh mục.csv"
    rows = [HEADINGS, ["1", '"In tờ rơi,\nphát; loa|đài"', "Sở Y tế", '"Sở Tài chính\nSở Nội vụ"', "Quý I/2024"]]
    rows.append(["2", "Hội nghị", "Sở Nội vụ", "", "Tháng 9/2024"])
    path.write_text("Danh mục nhiệm vụ\n\n" + "\n".join(separator.join(row) for row in rows), encoding="utf-8-sig")
    items = read_plan(path).items
    assert [(item.text, item.leads, item.coordinators, item.timing_raw, item.lines) for item in items] == [
        ("In tờ rơi, phát; loa|đài", ["Sở Y tế"], ["Sở Tài chính", "Sở Nội vụ"], "Quý I/2024", (4, 6)),
        ("Hội nghị", ["Sở Nội vụ"], [], "Tháng 9/2024", (7, 7)),
    ]
