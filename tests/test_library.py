"""Documents into the base: which are read, which are left alone, and what the person is told."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from knowledge.errors import Problem
from knowledge.models import Document, Item, Passage, Plan
from knowledge.storing import library
from knowledge.storing.faults import DiskFull
from knowledge.storing.library import (
    Imported,
    bundled_plans,
    bundled_to_read,
    find_documents,
    import_all,
    import_document,
    summary,
)
from knowledge.storing.store import Store
from nlp.times import Timing

NOW = datetime(2026, 3, 2, 8, 30)
EXAMPLE = """ỦY BAN NHÂN DÂN
TỈNH VÍ DỤ

Số: 12/KH-UBND
Ví Dụ, ngày 03 tháng 02 năm 2025

KẾ HOẠCH
Phát triển du lịch năm 2025

II. NHIỆM VỤ

1. Tổ chức tập huấn kỹ năng đón khách cho các hộ dân.

- Đơn vị chủ trì: Sở Du lịch.
- Đơn vị phối hợp: Sở Nội vụ.
- Thời gian thực hiện: Quý II/2025.
"""
"""An example document, made up for these tests."""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "ví dụ.txt"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """After a call of it, reading any document fails the test."""

    def forbid(path: Path, *_: object) -> Plan:
        pytest.fail(f"{path} was read")

    return lambda: monkeypatch.setattr(library, "read_plan", forbid)


def files_in(store: Store) -> list[str]:
    return [plan.file for plan in store.plans()]


def test_a_document_is_read_and_stored(store: Store, document: Path) -> None:
    imported = import_document(store, document, NOW)
    assert (imported.path, imported.outcome, imported.message) == (document, "added", None)
    assert imported.plan == store.plan(store.plans()[0].id)
    assert [stored.item.leads for stored in store.items()] == [["Sở Du lịch"]]
    assert "du lịch" in store.words()


def test_an_unchanged_document_is_not_read_again(store: Store, document: Path, unread: Callable[[], None]) -> None:
    import_document(store, document, NOW)
    version = store.version()
    unread()
    assert import_document(store, document, NOW) == Imported(document, "unchanged")
    assert store.version() == version


def test_a_changed_document_takes_the_place_of_the_old(store: Store, document: Path) -> None:
    import_document(store, document, NOW)
    before = [stored.id for stored in store.items()]
    document.write_text(EXAMPLE.replace("Quý II", "Quý III"), encoding="utf-8")
    assert import_document(store, document, NOW).outcome == "replaced"
    assert [stored.id for stored in store.items()] == before
    assert store.items()[0].item.timings[0].raw == "Quý III/2025"


def test_a_better_reader_reads_unchanged_documents_again(
    store: Store, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_document(store, document, NOW)
    monkeypatch.setattr(library, "reader_version", lambda: "another")
    assert import_document(store, document, NOW).outcome == "replaced"
    assert import_document(store, document, NOW).outcome == "unchanged"


def test_a_document_without_duties_is_kept_and_said(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "thư.txt"
    path.write_text("Ảnh chụp phong cảnh.\n\nTrời xanh, mây trắng.\n", encoding="utf-8")
    imported = import_document(store, path, NOW)
    assert imported.message == "Không tìm thấy nhiệm vụ nào trong thư.txt; đã giữ lại 2 đoạn văn để tra cứu."
    assert (imported.outcome, len(store.passages())) == ("added", 2)


def test_failing_documents_do_not_stop_the_others(store: Store, document: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "empty.txt").touch()
    paths = [tmp_path / "missing.txt", tmp_path / "binary.txt", tmp_path / "empty.txt", tmp_path, document]
    heard: list[Imported] = []
    results = import_all(store, paths, NOW, heard.append)
    assert heard == results
    assert [result.outcome for result in results] == ["failed"] * 4 + ["added"]
    assert all(result.message and result.plan is None for result in results[:4])
    assert files_in(store) == [document.name]


def test_a_path_that_the_system_refuses_is_told(store: Store, document: Path) -> None:
    [path] = find_documents([document.with_name("x" * 5000 + ".txt")])
    imported = import_document(store, path, NOW)
    assert imported.outcome == "failed"
    assert "không" in str(imported.message).lower()


def test_a_reader_that_breaks_down_is_told_and_does_not_stop_the_others(
    store: Store, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = document.with_name("odd.txt")
    odd.write_text("x", encoding="utf-8")
    read_plan = library.read_plan

    def read(path: Path, *_: object) -> Plan:
        return read_plan(path) if path != odd else Plan.model_validate_json("nonsense")

    monkeypatch.setattr(library, "read_plan", read)
    results = import_all(store, [odd, document], NOW)
    assert [result.outcome for result in results] == ["failed", "added"]
    assert "odd.txt" in str(results[0].message)


def test_a_failing_base_is_no_fault_of_the_document(tmp_db: Path, document: Path) -> None:
    with Store.open(tmp_db) as store:
        store.db.execute(f"PRAGMA max_page_count = {store.db.execute('PRAGMA page_count').fetchone()[0]}")
        document.write_text(EXAMPLE + "Ghi chú.\n\n" * 5000, encoding="utf-8")
        with pytest.raises(DiskFull):
            import_all(store, [document], NOW)


# Which documents


def test_folders_are_searched_and_files_are_taken_as_given(tmp_path: Path) -> None:
    names = ["b/kế hoạch.txt", "a.TXT", "b/c/d.md", "ảnh.jpg", ".ẩn/e.txt", "~$f.txt", "README.md", "b/g.txt.bak"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.txt").mkdir()
    wanted = [tmp_path / name for name in ("a.TXT", "b/c/d.md", "b/kế hoạch.txt")]
    assert find_documents([tmp_path]) == wanted
    given = [tmp_path / "ảnh.jpg", tmp_path / "missing.txt", wanted[2]]
    assert find_documents([*given, tmp_path / "b"]) == [*given, wanted[1]]
    assert find_documents([]) == []


# The bundled plans


def test_bundled_plans_are_there() -> None:
    plans = bundled_plans()
    assert len(plans) >= 5
    assert all(path.is_file() and path.suffix == ".txt" for path in plans)
    assert plans == sorted(plans)


@pytest.fixture
def few_bundled(monkeypatch: pytest.MonkeyPatch, document: Path) -> list[Path]:
    """Two small documents in the place of the bundled plans."""
    other = document.with_name("khác.txt")
    other.write_text(EXAMPLE.replace("12/KH-UBND", "13/KH-UBND"), encoding="utf-8")
    monkeypatch.setattr(library, "bundled_plans", lambda: [document, other])
    return [document, other]


def test_bundled_plans_are_read_once(store: Store, few_bundled: list[Path]) -> None:
    assert bundled_to_read(store) == few_bundled
    import_all(store, few_bundled[:1], NOW)
    assert bundled_to_read(store) == few_bundled[1:]
    import_all(store, few_bundled[1:], NOW)
    assert bundled_to_read(store) == []


def test_a_bundled_plan_taken_out_or_replaced_does_not_come_back(store: Store, few_bundled: list[Path]) -> None:
    import_all(store, few_bundled, NOW)
    better = few_bundled[0].with_name("bản tốt hơn.txt")
    better.write_text(EXAMPLE.replace("hộ dân", "hộ dân và doanh nghiệp"), encoding="utf-8")
    import_document(store, better, NOW)
    store.remove(next(plan.id for plan in store.plans() if plan.file == "khác.txt"))
    assert bundled_to_read(store) == []
    assert files_in(store) == ["bản tốt hơn.txt"]


def test_bundled_plans_still_held_are_read_anew_when_they_or_the_reader_changed(
    store: Store, few_bundled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import_all(store, few_bundled, NOW)
    few_bundled[1].write_text(EXAMPLE, encoding="utf-8")
    assert bundled_to_read(store) == few_bundled[1:]
    monkeypatch.setattr(library, "reader_version", lambda: "another")
    assert bundled_to_read(store) == few_bundled


def test_a_start_on_an_unchanged_base_loads_no_language_models(tmp_db: Path, document: Path) -> None:
    with Store.open(tmp_db) as store:
        import_document(store, document, NOW)
    code = """
import sys
from datetime import datetime
from pathlib import Path
from knowledge.storing.library import import_document
from knowledge.storing.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print(import_document(store, Path(sys.argv[2]), datetime(2026, 1, 1)).outcome, "underthesea" in sys.modules)
"""
    command = [sys.executable, "-c", code, str(tmp_db), str(document)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["unchanged", "False"]


# The summary


def example_result(outcome: Literal["added", "replaced"]) -> Imported:
    timing = Timing(raw="Hàng năm", type="annual", every="year")
    items = [
        Item(ref="I.1", text="a", lines=(1, 1), leads=["Sở Y tế"], timings=[timing]),
        Item(ref="I.2", text="b", lines=(2, 2), leads=["Sở Y tế"]),
        Item(ref="I.3", kind="report", text="c", lines=(3, 3)),
    ]
    plan = Plan(file="a.txt", document=Document(), items=items, passages=[Passage(lines=(4, 4), text="d")])
    return Imported(Path("a.txt"), outcome, plan)


def test_the_summary_tells_what_was_found() -> None:
    failed = Imported(Path("b.txt"), "failed", message="Tệp b.txt không có nội dung.")
    results = [example_result("added"), example_result("replaced"), Imported(Path("c.txt"), "unchanged"), failed]
    assert summary(results) == [
        "Đã đọc 2 văn bản (1 mới, 1 thay bản cũ); 1 văn bản không thay đổi; 1 văn bản không đọc được.",
        "Tìm thấy 6 mục: 4 nhiệm vụ, 2 chế độ báo cáo.",
        "Có đơn vị chủ trì: 4/6 mục; có thời gian thực hiện: 2/6 mục.",
        "Giữ lại 2 đoạn văn khác để tra cứu.",
        "Tệp b.txt không có nội dung.",
    ]


def test_the_summary_of_little_is_short() -> None:
    assert summary([]) == ["Không có văn bản nào để đọc."]
    assert summary([Imported(Path("c.txt"), "unchanged")]) == ["1 văn bản không thay đổi."]


def test_problems_of_the_reader_are_handed_on_word_for_word(
    store: Store, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> Plan:
        raise Problem("Tệp này cần mật khẩu.")

    monkeypatch.setattr(library, "read_plan", refuse)
    assert import_document(store, document, NOW).message == "Tệp này cần mật khẩu."
