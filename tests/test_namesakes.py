"""Documents that bear the same file name, or the same words under several: none takes another's place unsaid."""

from datetime import datetime
from pathlib import Path

import pytest

from knowledge.models import Item
from knowledge.storing.library import Imported, find_documents, import_all, summary
from knowledge.storing.store import Store
from tests.test_cli import aichutri

NOW = datetime(2026, 3, 2, 8, 30)
FORESTS = ["Trồng mới 200 ha rừng phòng hộ ven biển", "Tuần tra rừng đặc dụng hằng tháng", "Lập vườn ươm cây bản địa"]
ROADS = ["Sơn lại vạch kẻ đường tỉnh lộ", "Thay biển báo hỏng trên các tuyến huyện", "Sửa hộ lan mềm đèo dốc"]


def draft(title: str, duties: list[str], issuer: str = "") -> str:
    """A draft without number and date, made up for these tests."""
    head = f"{issuer.upper()}\n\n" if issuer else ""
    numbered = "".join(
        f"{at}. {duty}.\n- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.\n\n" for at, duty in enumerate(duties, 1)
    )
    return f"{head}KẾ HOẠCH\n{title}\n\nII. NHIỆM VỤ\n\n{numbered}"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def imported(store: Store, folder: Path) -> list[Imported]:
    return import_all(store, find_documents([folder]), NOW)


def duties(store: Store) -> list[set[str]]:
    """The wordings of each plan."""
    found: dict[int, set[str]] = {}
    for each in store.items():
        found.setdefault(each.plan_id, set()).add(each.item.text.rstrip("."))
    return list(found.values())


def ids(store: Store) -> dict[str, int]:
    return {each.item.text.rstrip("."): each.id for each in store.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts of the same file name."""
    (tmp_path / "docs").mkdir()
    written(tmp_path / "docs" / "a" / "KH.txt", draft("Trồng rừng năm 2027", FORESTS))
    written(tmp_path / "docs" / "b" / "KH.txt", draft("An toàn giao thông năm 2027", ROADS))
    return tmp_path / "docs"


def test_two_drafts_of_one_file_name_are_both_kept_and_it_is_said(store: Store, folder: Path) -> None:
    results = imported(store, folder)
    assert [result.outcome for result in results] == ["added", "added"]
    assert duties(store) == [{*FORESTS}, {*ROADS}]
    assert any("2 văn bản khác nhau cùng tên tệp KH.txt" in line for line in summary(results))


def test_one_after_the_other_they_are_kept_too(store: Store, folder: Path) -> None:
    for part in ("a", "b"):
        assert [result.outcome for result in imported(store, folder / part)] == ["added"]
    assert duties(store) == [{*FORESTS}, {*ROADS}]


@pytest.mark.parametrize("titles", [("Công tác tháng", "Công tác tháng"), ("", "")])
def test_even_under_the_same_title(store: Store, folder: Path, titles: tuple[str, str]) -> None:
    written(folder / "a" / "KH.txt", draft(titles[0], FORESTS))
    written(folder / "b" / "KH.txt", draft(titles[1], ROADS))
    imported(store, folder)
    assert duties(store) == [{*FORESTS}, {*ROADS}]


def test_the_same_folder_again_changes_nothing(store: Store, folder: Path) -> None:
    imported(store, folder)
    before = store.version()
    assert [result.outcome for result in imported(store, folder)] == ["unchanged", "unchanged"]
    assert store.version() == before


@pytest.mark.parametrize("part", ["a", "b", "."])
def test_each_draft_is_followed_by_its_own_revision(store: Store, folder: Path, part: str) -> None:
    imported(store, folder)
    before = ids(store)
    more = "Nghiệm thu trước ngày 15 hằng tháng"
    for name, title, held in (("a", "Trồng rừng năm 2027", FORESTS), ("b", "An toàn giao thông năm 2027", ROADS)):
        if part in (name, "."):
            written(folder / name / "KH.txt", draft(title, [*held, f"{more} {name}"]))
    results = imported(store, folder / part)
    assert {result.outcome for result in results} == {"replaced"}
    assert len(store.plans()) == 2
    assert before.items() <= ids(store).items()


@pytest.mark.parametrize("title", ["Trồng rừng năm 2027", "Phát triển rừng bền vững năm 2027"])
def test_a_draft_reworded_is_still_the_same_draft(store: Store, folder: Path, title: str) -> None:
    imported(store, folder / "a")
    written(folder / "a" / "KH.txt", draft(title, [*FORESTS[:2], "Đào tạo cán bộ kiểm lâm"]))
    [result] = imported(store, folder / "a")
    assert (result.outcome, len(store.plans())) == ("replaced", 1)
    assert result.changes is not None
    assert [item.text for item in result.changes.removed] == [FORESTS[2] + "."]


def test_the_same_template_of_two_offices_is_two_documents(store: Store, folder: Path) -> None:
    for part, issuer in (("a", "Sở Y tế"), ("b", "Sở Tư pháp")):
        written(folder / part / "KH.txt", draft("Cải cách hành chính năm 2027", FORESTS, issuer))
        imported(store, folder / part)
    assert [plan.document.issuer for plan in store.plans()] == ["Sở Y tế", "Sở Tư pháp"]


def test_a_copy_under_another_name_is_told_as_one_and_stays_away(store: Store, folder: Path) -> None:
    written(folder / "a" / "ban-sao.txt", (folder / "a" / "KH.txt").read_text(encoding="utf-8"))
    results = imported(store, folder)
    assert [result.outcome for result in results] == ["added", "copy", "added"]
    assert "1 văn bản trùng nhau" in summary(results)[0]
    assert any("ban-sao.txt giống hệt" in line and "KH.txt; không nạp thêm" in line for line in summary(results))
    before = store.version()
    assert [result.outcome for result in imported(store, folder)] == ["unchanged", "copy", "unchanged"]
    assert store.version() == before


def test_a_renamed_document_is_told_as_renamed(tmp_path: Path) -> None:
    path = written(tmp_path / "cũ.txt", draft("Trồng rừng năm 2027", FORESTS))
    aichutri("import", path, db=tmp_path / "a.db")
    run = aichutri("import", path.rename(tmp_path / "mới.txt"), db=tmp_path / "a.db")
    assert "mới.txt giống hệt cũ.txt đang có, nay ghi theo tên mới.txt: không mục nào thay đổi." in run.stderr
    assert "cách đọc mới" not in run.stderr


def test_records_of_an_unknown_form_are_mended_by_importing_again(store: Store, folder: Path) -> None:
    imported(store, folder)
    before = ids(store)
    store.db.execute("""UPDATE items SET data = '{"no such field": 1}'""")
    store.db.execute("UPDATE plans SET reader = 'an older one'")
    assert {result.outcome for result in imported(store, folder)} == {"replaced"}
    assert ids(store) == before


def test_records_of_an_unknown_form_give_way_to_the_file_of_their_name(store: Store, folder: Path) -> None:
    imported(store, folder / "a")
    store.db.execute("""UPDATE items SET data = '{"no such field": 1}'""")
    written(folder / "a" / "KH.txt", draft("Trồng rừng năm 2027", ROADS))
    assert [result.outcome for result in imported(store, folder / "a")] == ["replaced"]
    assert all(isinstance(each.item, Item) for each in store.items())
