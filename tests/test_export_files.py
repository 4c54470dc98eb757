"""The files that lists are taken away in: any text goes in and comes out again, days are days, and twins one duty."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from bot.wording.exported import as_calendar, as_sheet
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.due import Stretch
from knowledge.exporting.calendar_file import Event, calendar_file
from knowledge.exporting.clean import clean
from knowledge.exporting.dates import ahead, has_days, occurrences, uid_of
from knowledge.exporting.sheet_file import Column, sheet_file
from knowledge.models import Document, Item, Plan
from knowledge.reading.plans import read_plan
from knowledge.storing.store import Store
from nlp.text import squeeze
from nlp.times import read_timings

NOW = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
TODAY = NOW.date()
ODD = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", '=HYPERLINK("http://127.0.0.1")', "'", " thụt vào", "\tthẻ", "\r\n"),
    *("\x00", "\x0b\x0c\x1f\x7f\x85", "\ufffe\uffff", "\ud800", "\u2028", 'a\\nb;c,d:"e"', "😀" * 40, "ế" * 200),
    *("BEGIN:VEVENT\r\nEND:VEVENT", "]]>", "<b>&amp;", "_x000D_", "2026-11-22", "1e5", "TRUE", ""),
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=()), max_size=200))


def seen(text: str) -> list[str]:
    """What of a text can be seen, in order."""
    return [each for each in text if each.isprintable() and each != " "]


@given(text=TEXTS)
def test_clean_keeps_all_that_can_be_seen(text: str) -> None:
    assert seen(clean(text)) == seen(text)
    assert clean(clean(text)) == clean(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts=st.lists(TEXTS, min_size=2, max_size=2), title=TEXTS)
def test_a_sheet_gives_back_any_text_as_text(texts: list[str], title: str) -> None:
    made = sheet_file("Danh sách", title, title, [Column("Cột", 10), Column(texts[0], 20)], [texts, [1, None]], NOW)
    sheet = load_workbook(BytesIO(made)).active
    row = [sheet.cell(4, at) for at in (1, 2)]
    assert [cell.value or "" for cell in row] == [clean(text) for text in texts]
    assert all(cell.data_type in ("s", "n") for each in sheet.iter_rows() for cell in each)
    assert seen(sheet["A1"].value or "") == seen(title)
    assert sheet["A5"].value == 1
    with ZipFile(BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_sheet_is_styled_and_can_be_filtered() -> None:
    rows = [[1, "một", date(2026, 12, 31)], [2, "hai", None]]
    columns = [Column("STT", 6), Column("Nội dung", 60), Column("Ngày", 13)]
    book = load_workbook(BytesIO(sheet_file("Danh sách", "Việc", "Ghi chú", columns, rows, NOW)))
    sheet = book.active
    assert book.properties.title == "Việc"
    assert [cell.value for cell in sheet[3]] == ["STT", "Nội dung", "Ngày"]
    assert all(cell.font.bold and cell.fill.fill_type == "solid" for cell in sheet[3])
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.title) == ("A4", "A3:C5", "Danh sách")
    assert (sheet["C4"].value, sheet["C4"].number_format) == (datetime(2026, 12, 31), "dd/mm/yyyy")
    assert sheet["B4"].alignment.wrap_text
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [6, 60, 13]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    sheet = load_workbook(BytesIO(sheet_file("A", "", "", [Column("A", 5)], [[text], ["chữ"]], NOW))).active
    assert (sheet["A4"].value, sheet["A4"].quotePrefix, sheet["A5"].quotePrefix) == (text, True, False)


def test_a_cell_holds_what_a_cell_can_hold() -> None:
    long, pairs = "dài " * 10_000, "x" + "😀" * 20_000
    sheet = load_workbook(BytesIO(sheet_file("A", "", "", [Column("A", 5)], [[long], [pairs]], NOW))).active
    for kept, whole in ((sheet["A4"].value, long), (sheet["A5"].value, pairs)):
        assert 32_700 < len(kept.encode("utf-16-le")) // 2 <= 32_767
        assert whole.startswith(kept.removesuffix("…"))
        assert kept.endswith("…")


def test_days_before_sheets_count_are_text() -> None:
    sheet = load_workbook(BytesIO(sheet_file("A", "", "", [Column("A", 5)], [[date(1899, 12, 31)]], NOW))).active
    assert sheet["A4"].value == "1899-12-31"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(name=TEXTS, summary=TEXTS, description=TEXTS, category=TEXTS, on=st.dates())
def test_a_calendar_gives_back_any_text(name: str, summary: str, description: str, category: str, on: date) -> None:
    made = calendar_file(name, [Event("1@thu", on, summary, description, category)], NOW)
    read = Calendar.from_ical(made)
    [event] = read.walk("VEVENT")
    assert re.sub(r"\\(.)", r"\1", str(read["x-wr-calname"])) == squeeze(clean(name))
    assert (str(event["summary"]), str(event["description"])) == (squeeze(clean(summary)), clean(description))
    assert seen("".join(event["categories"].cats)) == seen(category)
    assert event["dtstart"].dt == on
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")


def test_a_calendar_event_is_a_whole_day_that_is_free_and_rings_before() -> None:
    made = calendar_file("Hạn", [Event("1@thu", date(2026, 12, 15), "Hạn: báo cáo", "Chủ trì", "Kế hoạch")], NOW)
    assert b"DTSTART;VALUE=DATE:20261215\r\n" in made
    assert b"TRANSP:TRANSPARENT\r\n" in made
    [event] = Calendar.from_ical(made).walk("VEVENT")
    rings = [datetime(2026, 12, 15) + alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert rings == [datetime(2026, 12, 12, 8), datetime(2026, 12, 14, 8)]
    later = Calendar.from_ical(calendar_file("Hạn", [Event("1@thu", TODAY, "", "", "")], NOW.replace(year=2027)))
    assert later.walk("VEVENT")[0]["sequence"] > event["sequence"]


# which days


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Example plans: a duty told in the body and the appendix, a yearly report, one that is done, a target."""
    told = "Xây dựng kế hoạch tuyên truyền phòng chống đuối nước cho học sinh trên địa bàn tỉnh"
    items = [
        _item("I.1", told, "Quý IV/2026", twins=["PL.1"]),
        _item("I.2", "Báo cáo kết quả thực hiện kế hoạch năm", "trước ngày 10/12 hằng năm", kind="report"),
        _item(
            "I.3", "Khảo sát số học sinh biết bơi", "Tháng 12/2026", status="đã hoàn thành", details=["Sản phẩm: Biểu"]
        ),
        _item("I.4", "100% trường có lớp dạy bơi", "Tháng 12/2026", kind="target", leads=[]),
        _item("PL.1", told, "Quý IV/2026", section="PL", twins=["I.1"]),
    ]
    document = Document(number="12/KH-UBND", type="Kế hoạch", locality="Nghệ An", issued_on="2026-01-05")
    with Store.open(tmp_path / "base.db") as opened:
        opened.put(Plan(file="ví dụ.txt", document=document, items=items), "a", NOW)
        yield opened


def _item(ref: str, text: str, timing: str, **more: Any) -> Item:
    timings = read_timings(timing, 2026)
    fields = {"leads": ["Sở Y tế"]} | more
    return Item(ref=ref, text=text, lines=(1, 2), timing_raw=timing, timings=timings, **fields)


def test_each_day_once_and_only_what_is_still_to_do(store: Store) -> None:
    base = TaskBase.load(store)
    window = ahead(TODAY)
    assert window == Stretch(TODAY, date(2027, 12, 31))
    days = [(each.entry.ref, each.on) for each in occurrences(base, base.entries, window)]
    assert days == [("I.2", date(2026, 12, 10)), ("I.1", date(2026, 12, 31)), ("I.2", date(2027, 12, 10))]


def test_a_duty_told_twice_has_its_day_from_either_place(store: Store) -> None:
    base = TaskBase.load(store)
    plan = store.plan(base.entries[0].plan.id)
    plan.items[0].timings, plan.items[0].timing_raw = [], None
    store.put(plan, "b", NOW)
    base = TaskBase.load(store)
    body = [entry for entry in base.entries if entry.ref == "I.1"]
    window = Stretch(TODAY, date(2026, 12, 31))
    assert [(each.entry.ref, each.on) for each in occurrences(base, body, window)] == [("PL.1", date(2026, 12, 31))]
    assert has_days(base, body, window)
    assert not has_days(base, body, Stretch(TODAY, date(2026, 12, 30)))


def test_a_day_is_known_by_the_same_name_after_a_new_reading_and_by_none_of_another_base(
    store: Store, tmp_path: Path
) -> None:
    def uids(opened: Store) -> list[str]:
        base = TaskBase.load(opened)
        return [uid_of(each) for each in occurrences(base, base.entries, Stretch(TODAY, date(2027, 12, 31)))]

    before = uids(store)
    plan = store.plan(TaskBase.load(store).entries[0].plan.id)
    plan.items.insert(0, _item("I.0", "Họp triển khai", "Tháng 1/2026"))
    store.put(plan, "b", NOW)
    assert uids(store) == before
    with Store.open(tmp_path / "other.db") as other:
        other.put(plan.model_copy(update={"file": "khác.txt"}), "a", NOW)
        assert {*uids(other)}.isdisjoint(before)


def test_the_coming_days_end_with_the_period_or_with_next_year() -> None:
    assert ahead(TODAY, Stretch(date(2026, 10, 1), date(2026, 12, 31))) == Stretch(TODAY, date(2026, 12, 31))
    assert ahead(TODAY, Stretch(date(2027, 1, 1), date(2027, 3, 31))) == Stretch(date(2027, 1, 1), date(2027, 3, 31))
    assert ahead(TODAY, Stretch(date(2021, 1, 1), date(2021, 3, 31))) is None
    assert ahead(date.max) == Stretch(date.max, date.max)


def test_a_sheet_of_ours_reads_back_as_it_was_written(store: Store, tmp_path: Path) -> None:
    answer = Assistant(TaskBase.load(store)).ask("Quý IV/2026 Sở Y tế có gì đến hạn?", TODAY)
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(as_sheet(answer, NOW).content)
    head, *rows = load_workbook(file).active.iter_rows(min_row=3, values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    again = read_plan(file).items
    assert [(one.text, "; ".join(one.leads)) for one in again] == [
        (row["Nội dung"], row["Cơ quan chủ trì"] or "") for row in told
    ]
    assert [len(one.timings) for one in again] == [1, 1, 1]


def test_the_files_of_an_answer_tell_what_the_plan_says(store: Store) -> None:
    base = TaskBase.load(store)
    answer = Assistant(base).ask("Quý IV/2026 Sở Y tế có gì đến hạn?", TODAY)
    made = as_sheet(answer, NOW)
    head, *rows = load_workbook(BytesIO(made.content)).active.iter_rows(min_row=3, values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Ngày đến hạn"] for row in told] == [datetime(2026, 12, 10), *[datetime(2026, 12, 31)] * 2]
    assert (told[0]["Loại"], told[0]["Cơ quan chủ trì"]) == ("Báo cáo", "Sở Y tế")
    assert told[0]["Tệp, chỗ ghi"] == "ví dụ.txt, dòng 1–2"
    assert "Văn bản ghi: đã hoàn thành.\nSản phẩm: Biểu" in [row["Ghi chú"] for row in told]
    assert made.name == "viec-den-han-so-y-te-quy-iv-2026-ke-hoach-12-kh-ubnd-nghe-an-2026-11-22.xlsx"
    days = as_calendar(answer, base, Stretch(TODAY, date(2026, 12, 31)), NOW)
    assert days is not None
    [report, plan] = Calendar.from_ical(days.content).walk("VEVENT")
    assert str(report["summary"]) == "Hạn: Báo cáo kết quả thực hiện kế hoạch năm"
    assert "Chủ trì: Sở Y tế\nThời gian: trước ngày 10/12 hằng năm (10/12/2026)\nNguồn: " in str(report["description"])
    assert plan["dtstart"].dt == date(2026, 12, 31)
    assert as_calendar(answer, base, Stretch(TODAY, TODAY), NOW) is None
