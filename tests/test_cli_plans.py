"""Plans called by name at the command line: one rule for all commands, and never another plan than the one meant."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.console.called import plan_called
from bot.console.reporting import Complaint
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store
from tests.test_cli import aichutri, complaint

NOW = datetime(2026, 3, 2, 8, 30)


def put(store: Store, file: str, duty: str, **header: str) -> None:
    """A plan made up for these tests."""
    item = Item(ref="1", text=duty, lines=(1, 1), leads=["Sở Tư pháp"])
    store.put(Plan(file=file, document=Document(**header), items=[item]), f"{file} {duty}", NOW)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two plans of one number, two of one file name, and a letter whose number is still to be filled in."""
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        put(store, "ha-tinh.txt", "Rà soát chợ phiên", number="512/KH-STP", locality="Hà Tĩnh", title="Chợ phiên")
        put(store, "quang-tri.txt", "Đào giếng khoan", number="512/KH-STP", locality="Quảng Trị", title="Nước sạch")
        put(store, "KH.txt", "Trồng tre chắn sóng", title="Trồng tre", locality="Cà Mau")
        put(store, "KH.txt", "Kẻ vạch đường làng", title="Đường làng", locality="Cà Mau")
        put(store, "thư.txt", "Kiểm kê sổ bộ", number="/UBND-LĐT&XH", title="Về sổ bộ")
    return path


CALLED = {
    "ha-tinh.txt": "Rà soát chợ phiên",
    "quang-tri": "Đào giếng khoan",
    "Quảng Trị": "Đào giếng khoan",
    "Trồng tre": "Trồng tre chắn sóng",
    "đường làng": "Kẻ vạch đường làng",
    "ma:4": "Kẻ vạch đường làng",
    "Mã:4": "Kẻ vạch đường làng",
    "thư.txt": "Kiểm kê sổ bộ",
}


@pytest.mark.parametrize(("name", "duty"), CALLED.items())
def test_a_plan_is_known_by_several_names(db: Path, name: str, duty: str) -> None:
    with Store.open(db, read_only=True) as store:
        meant = plan_called(store.plans(), name)
        assert [item.text for item in store.plan(meant.id).items] == [duty]


def test_it_is_shown_and_exported_by_the_same_names(db: Path, tmp_path: Path) -> None:
    assert "Kẻ vạch đường làng" in aichutri("show", "ma:4", db=db).stdout
    assert "(1 việc)" in aichutri("export", tmp_path / "a.xlsx", "--plan", "ma:4", db=db).stdout


COMMANDS = [("show",), ("export", "a.xlsx", "--plan")]
MANY = {
    "512": ["ha-tinh.txt (Văn bản 512/KH-STP (Hà Tĩnh)", "quang-tri.txt (Văn bản 512/KH-STP (Quảng Trị)"],
    "512/KH-STP": ["ha-tinh.txt", "quang-tri.txt"],
    "KH.txt": ["ma:3", "ma:4"],
    "Cà Mau": ["ma:3", "ma:4"],
}


@pytest.mark.parametrize(("name", "names"), MANY.items())
def test_of_several_it_is_asked_which(db: Path, name: str, names: list[str]) -> None:
    with Store.open(db, read_only=True) as store, pytest.raises(Complaint) as asked:
        plan_called(store.plans(), name)
    assert f"“{name}” là 2 văn bản, xin gọi bằng một trong các tên sau:" in str(asked.value)
    assert all(each in str(asked.value) for each in names)


@pytest.mark.parametrize("name", ["", "  ", "513", "KH-STP", "txt"])
def test_what_names_no_plan_is_refused_with_what_there_is(db: Path, name: str) -> None:
    with Store.open(db, read_only=True) as store, pytest.raises(Complaint) as refused:
        plan_called(store.plans(), name)
    assert "Hiện có: ha-tinh.txt; quang-tri.txt; ma:3; ma:4; thư.txt." in str(refused.value)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("name", "says"), [("", "Hiện có: "), ("512/KH-STP", "là 2 văn bản")])
def test_no_command_takes_another_plan_instead(db: Path, command: tuple[str, ...], name: str, says: str) -> None:
    assert says in complaint(aichutri(*command, name, db=db))
    assert not (db.parent / "a.xlsx").exists()


def test_the_list_of_plans_tells_how_to_call_each(db: Path) -> None:
    told = aichutri("plans", db=db).stdout.splitlines()
    assert [line.strip() for line in told if line.strip().startswith("tệp ")] == [
        "tệp ha-tinh.txt",
        "tệp quang-tri.txt",
        "tệp KH.txt (ma:3)",
        "tệp KH.txt (ma:4)",
        "tệp thư.txt",
    ]
