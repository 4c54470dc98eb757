"""A plan imported again: what was added, changed, removed, and that duties stay themselves."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.reviewing import changes_of
from knowledge.models import Item
from knowledge.storing import library
from knowledge.storing.changes import compare
from knowledge.storing.library import Imported, bundled_plans, import_document
from knowledge.storing.store import Store
from nlp.times import read_timings

NOW = datetime(2026, 3, 2, 8, 30)
PROGRAMME = next(path for path in bundled_plans() if "chuong-trinh-cong-tac" in path.name)
TEXT = PROGRAMME.read_text(encoding="utf-8")
ADDED = """16. Khảo sát nhu cầu học bơi của học sinh tiểu học tại các xã.

- Đơn vị chủ trì thực hiện: Sở Giáo dục và Đào tạo.
- Thời gian hoàn thành: Tháng 11/2022.

Căn cứ nội dung Chương trình"""


def imported(store: Store, folder: Path, text: str) -> Imported:
    path = folder / PROGRAMME.name
    path.write_text(text, encoding="utf-8")
    return import_document(store, path, NOW)


def ids(store: Store) -> dict[str, int]:
    return {stored.item.ref: stored.id for stored in store.items()}


def edited(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


def test_the_first_import_has_nothing_to_compare(store: Store, tmp_path: Path) -> None:
    first = imported(store, tmp_path, TEXT)
    assert (first.outcome, first.changes, changes_of(first)) == ("added", None, [])
    again = imported(store, tmp_path, TEXT)
    assert (again.outcome, again.changes, changes_of(again)) == ("unchanged", None, [])


@pytest.mark.parametrize(
    ("old", "new", "ref", "fields", "told"),
    [
        ("Tháng 7/2022", "Tháng 8/2022", "7", ("timing",), "  * 7: thời gian “Tháng 7/2022” -> “Tháng 8/2022”"),
        (
            "thực hiện: Sở Kế hoạch và Đầu tư",
            "thực hiện: Sở Tài chính",
            "9",
            ("leads",),
            "  * 9: chủ trì “Sở Kế hoạch và Đầu tư” -> “Sở Tài chính”",
        ),
        (
            "10. Hướng dẫn và tổ chức",
            "10. Tổ chức",
            "10",
            ("text",),
            "  * 10: lời văn “Hướng dẫn và tổ chức” -> “Tổ chức”",
        ),
        (
            "Hướng dẫn và tổ chức",
            "Hướng dẫn và phối hợp tổ chức",
            "10",
            ("text",),
            "  * 10: lời văn “dẫn và” -> “dẫn và phối hợp”",
        ),
        (
            "5. Duy trì thực hiện các mô hình",
            "5. Duy trì và nhân rộng các mô hình",
            "5",
            ("text",),
            "  * 5: lời văn “thực hiện” -> “và nhân rộng”",
        ),
    ],
)
def test_a_duty_that_changed(
    store: Store, tmp_path: Path, old: str, new: str, ref: str, fields: tuple[str, ...], told: str
) -> None:
    imported(store, tmp_path, TEXT)
    before = ids(store)
    result = imported(store, tmp_path, edited(old, new))
    assert result.changes is not None
    assert [(one.after.ref, one.fields) for one in result.changes.changed] == [(ref, fields)]
    assert not (result.changes.added or result.changes.removed or result.changes.renumbered or result.reread)
    assert ids(store) == before
    assert changes_of(result) == [f"{PROGRAMME.name} so với bản trước: sửa 1 mục.", told]


def test_a_duty_added_at_the_end(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TEXT)
    before = ids(store)
    result = imported(store, tmp_path, edited("Căn cứ nội dung Chương trình", ADDED))
    assert result.changes is not None
    assert [item.ref for item in result.changes.added] == ["16"]
    assert not (result.changes.changed or result.changes.removed)
    assert before.items() <= ids(store).items()
    assert changes_of(result)[1] == "  + 16: Khảo sát nhu cầu học bơi của học sinh tiểu học tại các xã."


def test_a_duty_taken_out_renumbers_the_others(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TEXT)
    before = ids(store)
    start, end = TEXT.index("\n14. "), TEXT.index("\n15. ")
    result = imported(store, tmp_path, TEXT[:start] + TEXT[end:].replace("\n15. ", "\n14. "))
    assert result.changes is not None
    assert [item.ref for item in result.changes.removed] == ["14"]
    assert (result.changes.added, result.changes.changed, result.changes.renumbered) == ((), (), 1)
    assert ids(store)["14"] == before["15"]
    assert changes_of(result)[0].endswith("bỏ 1 mục, đổi số 1 mục.")


def test_lines_that_move_are_no_change(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, TEXT)
    result = imported(store, tmp_path, "\n\n\n" + TEXT)
    assert result.outcome == "replaced"
    assert not result.changes
    assert changes_of(result) == [f"{PROGRAMME.name} so với bản trước: không mục nào thay đổi."]


def test_a_new_reading_of_the_same_document_is_told_as_such(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(store, tmp_path, TEXT)
    monkeypatch.setattr(library, "reader_version", lambda: "another")
    result = imported(store, tmp_path, TEXT)
    assert result.reread
    assert changes_of(result) == [f"{PROGRAMME.name} không đổi, đọc lại theo cách đọc mới: không mục nào thay đổi."]


def item(ref: str, text: str, **fields: object) -> Item:
    return Item.model_validate({"ref": ref, "text": text, "lines": (1, 1)} | fields)


def test_many_changes_are_told_in_few_lines() -> None:
    after = [item(str(at), f"Khảo sát cụm dân cư thứ {at}") for at in range(50)]
    result = Imported(Path("a.txt"), "replaced", changes=compare([], after))
    lines = changes_of(result)
    assert lines[0] == "a.txt so với bản trước: thêm 50 mục."
    assert lines[-1] == "  ... và 40 thay đổi nữa."
    assert len(lines) == 12


def test_every_field_that_a_person_reads_is_compared() -> None:
    timed = {"timing_raw": "Quý II/2025", "timings": read_timings("Quý II/2025", 2025)}
    fields = {"leads": ["Sở Y tế"], "coordinators": ["Sở Nội vụ"], "status": "đã hoàn thành", "kind": "report"}
    after = item("1", "Khảo sát", report_to=["UBND tỉnh"], **timed, **fields)
    changes = compare([item("1", "Khảo sát")], [after])
    assert {*changes.changed[0].fields} == {"leads", "coordinators", "status", "kind", "report_to", "timing"}
    [_, told] = changes_of(Imported(Path("a.txt"), "replaced", changes=changes))
    for words in ("chủ trì “không ghi” -> “Sở Y tế”", "loại “nhiệm vụ” -> “báo cáo”", "“không ghi” -> “Quý II/2025”"):
        assert words in told


_WORDINGS = st.lists(st.sampled_from(["Khảo sát hạ tầng số", "Rà soát cán bộ xã", "Tổ chức hội thi bơi"]), max_size=6)


@settings(deadline=None, max_examples=60)
@given(_WORDINGS, _WORDINGS)
def test_every_duty_is_counted_once(one: list[str], other: list[str]) -> None:
    before, after = ([item(str(at), text) for at, text in enumerate(texts)] for texts in (one, other))
    changes = compare(before, after)
    assert len(before) - len(changes.removed) == len(after) - len(changes.added)
    assert len(changes.changed) + changes.renumbered <= len(after) - len(changes.added)
    assert not compare(after, after)


def test_import_prints_counts_and_changes(tmp_path: Path) -> None:
    path, base = tmp_path / "kế hoạch.txt", tmp_path / "a.db"
    program = Path(sys.executable).parent / "aichutri"
    said = []
    for text in (TEXT, edited("Tháng 7/2022", "Tháng 8/2022")):
        path.write_text(text, encoding="utf-8")
        environment = os.environ | {"AICHUTRI_DB": str(base), "TELEGRAM_BOT_TOKEN": ""}
        run = subprocess.run(
            [program, "import", str(path)], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert run.returncode == 0, run.stderr
        said.append(run.stderr)
    assert "Đã đọc hết 136 dòng." in said[0]
    assert "Không có đoạn nào giống nhiệm vụ mà chưa thuộc mục nào." in said[0]
    assert "so với bản trước" not in said[0]
    assert "kế hoạch.txt so với bản trước: sửa 1 mục." in said[1]
    assert "thời gian “Tháng 7/2022” -> “Tháng 8/2022”" in said[1]
