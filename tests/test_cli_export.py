"""`aichutri export`: a list as a file, and every fault as one sentence with exit status 2 and no file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.test_cli import aichutri, complaint

DAY = ("--today", "2026-11-22")


def rows_of(file: Path) -> list[dict[str, Any]]:
    head, *rows = load_workbook(file).active.iter_rows(min_row=3, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def days_of(file: Path) -> list[date]:
    return [event.decoded("dtstart") for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]


def test_everything_as_a_sheet(plans_db: Path, tmp_path: Path) -> None:
    run = aichutri("export", tmp_path / "a.xlsx", *DAY, db=plans_db)
    assert (run.returncode, run.stderr) == (0, "")
    assert "(178 việc), đến ngày 22/11/2026." in run.stdout
    rows = rows_of(tmp_path / "a.xlsx")
    assert len(rows) == 178
    [drowning] = [row for row in rows if row["Vị trí trong văn bản"] == "phụ lục, điểm 2.4.2"]
    assert drowning["Cơ quan chủ trì"] == "Sở Văn hóa và Thể thao"
    assert drowning["Thời gian (theo văn bản)"] == "Quý IV/2021"
    assert drowning["Ngày đến hạn"].date() == date(2021, 12, 31)
    assert "Sở Văn hóa, Thể thao và Du lịch" in drowning["Ghi chú"]
    assert drowning["Tệp, chỗ ghi"] == "nghe-an-488-kh-ubnd-2021.txt, dòng 293–297"


def test_the_coming_days_as_a_calendar_to_the_end_of_next_year(plans_db: Path, tmp_path: Path) -> None:
    run = aichutri("export", tmp_path / "a.ics", *DAY, db=plans_db)
    assert run.returncode == 0
    assert "từ 22/11/2026 đến ngày 31/12/2027" in run.stdout
    days = days_of(tmp_path / "a.ics")
    assert days == [date(2026, 12, 10), date(2026, 12, 15), date(2027, 11, 10), date(2027, 12, 10), date(2027, 12, 15)]


def test_an_agency_a_plan_and_a_period(plans_db: Path, tmp_path: Path) -> None:
    chosen = ("--agency", "so y te", "--plan", "488", "--period", "quy 4 nam 2021")
    for file in ("a.xlsx", "a.ics"):
        run = aichutri("export", tmp_path / file, *chosen, *DAY, db=plans_db)
        assert "Sở Y tế · quý IV/2021 · Kế hoạch 488/KH-UBND (Nghệ An)" in run.stdout
    rows = rows_of(tmp_path / "a.xlsx")
    assert {row["Văn bản"] for row in rows} == {"Kế hoạch 488/KH-UBND (Nghệ An)"}
    assert all(row["Vai trò"] for row in rows)
    assert days_of(tmp_path / "a.ics") == [row["Ngày đến hạn"].date() for row in rows if row["Ngày đến hạn"]]
    whole = aichutri("export", tmp_path / "b.xlsx", "--agency", "Sở Y tế Nghệ An", db=plans_db)
    assert "Nhiệm vụ: Sở Y tế" in whole.stdout
    assert {row["Văn bản"] for row in rows_of(tmp_path / "b.xlsx")} == {"Kế hoạch 488/KH-UBND (Nghệ An)"}


def test_the_list_that_answers_a_question(plans_db: Path, tmp_path: Path) -> None:
    question = "Việc nào đến hạn trong năm 2027?"
    asked = aichutri("ask", question, *DAY, db=plans_db).stdout
    aichutri("export", tmp_path / "a.xlsx", question, *DAY, db=plans_db)
    dated = [row for row in rows_of(tmp_path / "a.xlsx") if row["Ngày đến hạn"]]
    assert asked.startswith(f"Năm 2027: {len(dated)} việc đến hạn")
    aichutri("export", tmp_path / "a.ics", question, *DAY, db=plans_db)
    assert days_of(tmp_path / "a.ics") == [row["Ngày đến hạn"].date() for row in dated]


def test_a_file_that_is_there_is_kept_unless_told(plans_db: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("của người dùng")
    assert "--force" in complaint(aichutri("export", file, db=plans_db))
    assert file.read_text() == "của người dùng"
    assert aichutri("export", file, "--force", db=plans_db).returncode == 0
    assert len(rows_of(file)) == 178


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("a.doc",), ".xlsx"),
        (("a",), ".ics"),
        (("không có/a.xlsx",), "không có/a.xlsx"),
        (("a.xlsx", "--agency", "hợp tác xã hoa mai"), "hợp tác xã hoa mai"),
        (("a.xlsx", "--agency", ""), "cơ quan"),
        (("a.xlsx", "--agency", "Sở Y tế Hà Nội"), "Hà Nội"),
        (("a.xlsx", "--plan", "999"), "Hiện có"),
        (("a.xlsx", "--period", "bao giờ"), "bao giờ"),
        (("a.xlsx", "--period", "quý IV/2026 ở Nghệ An"), "quý IV/2026"),
        (("a.xlsx", "--period", "quý IV/1990"), "quý IV/1990"),
        (("a.ics", "--period", "quý III/2024"), "01/7/2024"),
        (("a.ics", "ai chủ trì phòng chống đuối nước ở Nghệ An?"), "đến hạn"),
        (("a.xlsx", "--today", "hôm nay"), "năm-tháng-ngày"),
        (("a.xlsx", "sở mình phải làm gì?"), "đơn vị nào"),
        (("a.xlsx", "ai ký kế hoạch 488?"), "danh sách"),
        (("a.xlsx", "Sở Y tế làm gì? Sở Nội vụ làm gì?"), "một câu"),
        (("a.xlsx", "Ai chủ trì xây cầu vượt sông Hồng?"), "Không có nhiệm vụ"),
        (("a.xlsx", ""), "trống"),
        (("a.xlsx", "Sở Y tế làm gì?", "--plan", "488"), "--plan"),
        (("a.xlsx", "--khac"), "aichutri --help"),
        ((), "aichutri --help"),
    ],
)
def test_what_cannot_be_exported(plans_db: Path, tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    named = [tmp_path / args[0], *args[1:]] if args else []
    run = aichutri("export", *named, db=plans_db)
    assert says in complaint(run)
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_two_plans_bear_is_asked_back(plans_db: Path, tmp_path: Path) -> None:
    db, text = tmp_path / "b.db", Path(__file__).parent.parent / "knowledge" / "plans"
    plan = (text / "khanh-hoa-8916-kh-ubnd-2024.txt").read_text(encoding="utf-8")
    for number, day in (("mot", "13/08/2024"), ("hai", "14/08/2024")):
        (tmp_path / f"{number}.txt").write_text(plan.replace("13/08/2024", day), encoding="utf-8")
    aichutri("import", tmp_path / "mot.txt", tmp_path / "hai.txt", db=db)
    told = complaint(aichutri("export", tmp_path / "a.xlsx", "--plan", "8916", db=db))
    assert "mot.txt" in told
    assert "hai.txt" in told
    assert aichutri("export", tmp_path / "a.xlsx", "--plan", "hai.txt", db=db).returncode == 0
    assert {row["Tệp, chỗ ghi"].split(",")[0] for row in rows_of(tmp_path / "a.xlsx")} == {"hai.txt"}
