"""A document taken out of the base: what is told before, and that all that was tied to it ends cleanly."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.reminders.progress import Mark
from bot.reminders.wants import Wants
from knowledge.storing.store import Store
from tests.botapi import BotApi
from tests.proof.duties import VERSIONS
from tests.reminding import Desk, reading, rows, subscribe, vietnam
from tests.running import Bot, online
from tests.test_cli import aichutri, complaint

DAY = date(2026, 9, 18)
ALL, ONE_PLAN, BOTH, SINGLE = 1, 2, 3, 4


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The office over the example plans A, B and C."""
    desk = Desk(tmp_path, VERSIONS[1][1])
    yield desk
    desk.close()


def remove(desk: Desk, *names: str, typed: str = "", yes: bool = True) -> subprocess.CompletedProcess[str]:
    args = (*names, "--yes") if yes else names
    return aichutri("remove", *args, db=desk.folder / "plans.db", typed=typed, AICHUTRI_STATE=str(desk.state))


def plan_id(desk: Desk, file: str) -> int:
    with Store.open(desk.folder / "plans.db") as store:
        return next(plan.id for plan in store.plans() if plan.file == file)


def item_id(desk: Desk, ref: str) -> int:
    with Store.open(desk.folder / "plans.db") as store:
        return next(each.id for each in store.items() if each.item.ref == ref)


def files(desk: Desk) -> list[str]:
    with Store.open(desk.folder / "plans.db") as store:
        return [plan.file for plan in store.plans()]


def wants_of(desk: Desk, chat: int) -> Wants:
    with reading(desk.state) as book:
        about = book.subscriptions.at(chat, 0)
    assert about is not None
    return about.wants


@pytest.fixture
def tied(desk: Desk) -> Desk:
    """Four chats that are reminded: of all, of B alone, of A and B, of one duty of B and one of A; one chose B."""
    first, second = plan_id(desk, "A.txt"), plan_id(desk, "B.txt")
    subscribe(desk.state, ALL, DAY)
    subscribe(desk.state, ONE_PLAN, DAY, plans=(second,))
    subscribe(desk.state, BOTH, DAY, plans=(first, second))
    single = subscribe(desk.state, SINGLE, DAY, followed_only=True)
    with reading(desk.state) as book:
        for ref in ("A6", "B10"):
            book.subscriptions.follow(single, item_id(desk, ref))
        book.subscriptions.put_off(single, item_id(desk, "B10"), date(2026, 9, 20), date(2026, 9, 25))
        book.progress.tell(item_id(desk, "B9"), date(2026, 8, 15), Mark("doing", "", 7, "ví dụ", ALL, 0))
    desk.office.state.choose_plan(ALL, second)
    return desk


def test_what_goes_is_told_and_asked_about(tied: Desk) -> None:
    run = remove(tied, "B.txt", yes=False, typed="không\n")
    assert run.returncode == 2
    assert "Sẽ bỏ Văn bản 2/CTr-VD, tệp B.txt: 12 mục, 0 đoạn văn." in run.stderr
    assert "1 việc đã ghi tiến độ; 1 lời nhắc việc riêng lẻ; 2 nơi đặt nhắc riêng văn bản này; 1 nơi đang" in run.stderr
    assert "Tiến độ đã ghi không còn hiện ra" in run.stderr
    assert "Chưa bỏ gì." in run.stderr
    assert files(tied) == ["A.txt", "B.txt", "C.txt"]
    assert wants_of(tied, ONE_PLAN).plans == (plan_id(tied, "B.txt"),)
    assert rows(tied.state, "SELECT COUNT(*) FROM follows") == [(2,)]


@pytest.mark.parametrize("typed", ["có\n", "CO\n", "y\n", "có"])
def test_who_agrees_has_it_taken_out(tied: Desk, typed: str) -> None:
    run = remove(tied, "2/CTr-VD", yes=False, typed=typed)
    assert (run.returncode, run.stdout) == (0, "Đã bỏ Văn bản 2/CTr-VD, tệp B.txt.\n")
    assert files(tied) == ["A.txt", "C.txt"]


@pytest.mark.parametrize("typed", ["", "\n", "thôi\n", "cốc\n"])
def test_who_does_not_answer_keeps_it(tied: Desk, typed: str) -> None:
    assert remove(tied, "B.txt", yes=False, typed=typed).returncode == 2
    assert files(tied) == ["A.txt", "B.txt", "C.txt"]


def test_reminders_end_for_what_is_gone_and_go_on_for_the_rest(tied: Desk) -> None:
    assert remove(tied, "B.txt").returncode == 0
    assert wants_of(tied, ONE_PLAN) == Wants(plans=(), followed_only=True)
    assert wants_of(tied, BOTH).plans == (plan_id(tied, "A.txt"),)
    assert wants_of(tied, ALL).plans == ()
    assert not wants_of(tied, ALL).followed_only
    assert rows(tied.state, "SELECT COUNT(*) FROM follows") == [(1,)]
    assert rows(tied.state, "SELECT COUNT(*) FROM put_off") == [(0,)]
    assert rows(tied.state, "SELECT plan FROM choices") == [(None,)]
    sent = [each for day in ("2026-09-18", "2026-09-23", "2026-09-29", "2026-09-30") for each in _said(tied, day)]
    assert {chat for chat, _, _ in sent} == {ALL, BOTH, SINGLE}
    assert all("dạy bơi" in text for chat, _, text in sent if chat == SINGLE)
    assert not any(words in text for _, _, text in sent for words in ("kênh", "ngập lụt", "của huyện"))


def _said(desk: Desk, day: str) -> list[tuple[int, int, str]]:
    return desk.tick(vietnam(day, "08:01"))


def test_a_plan_to_which_nothing_is_tied_goes_without_more_words(tied: Desk) -> None:
    run = remove(tied, "C.txt")
    assert [line for line in run.stderr.splitlines() if line] == [
        "Sẽ bỏ Văn bản 3/CV-VD, tệp C.txt: 3 mục, 0 đoạn văn."
    ]
    assert wants_of(tied, BOTH).plans == (plan_id(tied, "A.txt"), plan_id(tied, "B.txt"))


def test_several_at_once_or_none_of_them(tied: Desk) -> None:
    assert "Không có văn bản “9/KH-VD”" in complaint(remove(tied, "A.txt", "9/KH-VD"))
    assert files(tied) == ["A.txt", "B.txt", "C.txt"]
    assert remove(tied, "A.txt", "1/KH-VD", "3").returncode == 0
    assert files(tied) == ["B.txt"]


def test_without_a_state_file_none_is_made(tmp_path: Path, plans_db: Path) -> None:
    db, state = tmp_path / "a.db", tmp_path / "s.db"
    db.write_bytes(plans_db.read_bytes())
    assert aichutri("remove", "488", "--yes", db=db, AICHUTRI_STATE=str(state)).returncode == 0
    assert not state.exists()
    assert "488" not in aichutri("plans", db=db).stdout


def test_where_there_is_no_base_none_is_made(tmp_path: Path) -> None:
    assert "aichutri import" in complaint(aichutri("remove", "488", "--yes", db=tmp_path / "no.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_bundled_plan_that_was_taken_out_stays_away(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    aichutri("run", db=db)
    aichutri("remove", "Nghệ An", "Kon Tum", "--yes", db=db)
    assert aichutri("run", db=db).stderr == ""
    assert "Đang tra cứu được 3 văn bản" in aichutri("plans", db=db).stdout


def test_a_running_bot_goes_on_without_it(tmp_path: Path, plans_db: Path) -> None:
    db, question = tmp_path / "a.db", "ai chủ trì xây dựng đề án phòng chống đuối nước ở Nghệ An?"
    db.write_bytes(plans_db.read_bytes())
    with BotApi() as api:
        bot = Bot(api, tmp_path / "bot", AICHUTRI_DB=str(db))
        online(api)
        chat = api.private()
        assert "Sở Văn hóa và Thể thao" in api.ask(chat, question)["text"]
        shown = api.ask(chat, "/kehoach")
        api.told(api.tap(shown, "Kế hoạch 488/KH-UBND (Nghệ An)"))
        run = aichutri("remove", "488", "--yes", db=db, AICHUTRI_STATE=str(bot.state))
        assert "1 nơi đang chọn hỏi văn bản này" in run.stderr
        assert "Sở Văn hóa và Thể thao" not in api.ask(chat, question)["text"]
        assert "488" not in api.ask(chat, "/kehoach")["text"]
        assert "Đoàn Thanh niên" in api.ask(chat, "ai chủ trì hội đồng trẻ em ở Kon Tum?")["text"]
        assert bot.stop()[0] == 0
        assert api.violations == []
        assert "Traceback" not in bot.written()
