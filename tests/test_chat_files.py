"""Lists taken away from a chat: a tap below a list sends the whole of it as a sheet, or its days as a calendar."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from bot.wording.texts import say
from knowledge.storing.store import Store
from tests.botapi import OTHER, BotApi, Chat
from tests.running import Bot, online

SHEET, CALENDAR = say("button_sheet"), say("button_calendar")
HEALTH = "Sở Y tế phải làm những việc gì?"
PAST = "Quý IV năm 2021 Nghệ An có gì đến hạn?"


@pytest.fixture(scope="module")
def api(plans_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApi]:
    """A running bot's server; the bot has to end cleanly and to have broken no rule."""
    with BotApi() as server:
        bot = Bot(server, tmp_path_factory.mktemp("files"), AICHUTRI_DB=str(plans_db))
        try:
            online(server)
            yield server
        finally:
            status, _ = bot.stop()
        assert (status, server.violations) == (0, [])


def file_row(shown: dict[str, Any]) -> list[str]:
    """The labels of the buttons below a message that send files."""
    rows = shown["reply_markup"]["inline_keyboard"]
    return [button["text"] for row in rows for button in row if button.get("callback_data", "").startswith("f:")]


def taken(api: BotApi, chat: Chat, shown: dict[str, Any], label: str, by: int = 0) -> dict[str, Any]:
    """The file that a tap sends."""
    before = len(api.answers(chat))
    assert "text" not in api.told(api.tap(shown, label, by=by))
    return api.answers(chat, before + 1)[-1]


def rows_of(content: bytes) -> list[dict[str, Any]]:
    """The rows of a sheet by what stands at the head of their columns."""
    [sheet] = load_workbook(BytesIO(content)).worksheets
    head, *rows = sheet.iter_rows(min_row=3, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_whole_list_comes_as_a_sheet(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    assert file_row(shown) == [SHEET, CALENDAR]
    sent = taken(api, chat, shown, SHEET)
    assert sent["reply"]["message_id"] == shown["message_id"]
    name = sent["document"]["file_name"]
    assert name.isascii()
    assert name.startswith("nhiem-vu-so-y-te-20")
    assert name.endswith(".xlsx")
    assert "Sở Y tế (16 việc), đến ngày " in sent["caption"]
    rows = rows_of(sent["content"])
    assert [row["STT"] for row in rows] == [*range(1, 17)]
    opened = shown["text"].split("1. ")[1].split(" …")[0]
    assert rows[0]["Nội dung"].startswith(opened)
    assert {row["Vai trò"] for row in rows} == {"Chủ trì", "Cùng các cơ quan khác"}
    assert isinstance(next(filter(None, (row["Ngày đến hạn"] for row in rows))), datetime)
    assert {str(row["Tệp, chỗ ghi"]).split(", ")[0] for row in rows} <= {path.name for path in _plans()}


def _plans() -> list[Path]:
    return [*(Path(__file__).parent.parent / "knowledge" / "plans").glob("*.txt")]


def test_the_days_to_come_come_as_a_calendar(api: BotApi) -> None:
    chat, other = api.private(), api.private()
    sent = taken(api, chat, api.ask(chat, HEALTH), CALENDAR)
    assert sent["document"]["file_name"].endswith(".ics")
    events = events_of(sent["content"])
    assert f"Sở Y tế ({len(events)} ngày đến hạn)" in sent["caption"]
    days = [event.decoded("dtstart") for event in events]
    assert days == sorted(days)
    assert all(date(2026, 1, 1) < day <= date(day.year, 12, 31) for day in days)
    told = [str(event["description"]) for event in events]
    assert all("Chủ trì: " in each and "Nguồn: Kế hoạch" in each for each in told)
    again = events_of(taken(api, other, api.ask(other, HEALTH), CALENDAR)["content"])
    assert [event["uid"] for event in again] == [event["uid"] for event in events]
    assert len({event["uid"] for event in events}) == len(events)


def test_what_was_searched_for_and_what_is_due(api: BotApi) -> None:
    chat = api.private()
    found = api.ask(chat, "/timkiem đuối nước")
    rows = rows_of(taken(api, chat, found, SHEET)["content"])
    assert f"Có {len(rows)} việc" in found["text"]
    late = api.ask(chat, "/denhan quá hạn")
    rows = rows_of(taken(api, chat, late, SHEET)["content"])
    assert f"Có {len(rows)} việc đã quá hạn" in late["text"]
    days = [row["Ngày đến hạn"] for row in rows]
    assert days == sorted(days)
    assert days[-1] < datetime.now()


def test_a_period_that_is_over_has_no_days_to_come(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, PAST)
    assert file_row(shown) == [SHEET]
    sent = taken(api, chat, shown, SHEET)
    assert "quý IV/2021" in sent["caption"]
    assert "3 việc đến hạn" in sent["caption"]
    dated = [row for row in rows_of(sent["content"]) if row["Ngày đến hạn"]]
    assert {row["Ngày đến hạn"] for row in dated} == {datetime(2021, 12, day) for day in (10, 15, 31)}
    assert len(dated) == 3
    data = shown["reply_markup"]["inline_keyboard"][-1][-1]["callback_data"]
    told = api.told(api.tap_data(f"{data[:-1]}c", chat.id, shown))
    assert (told["text"], told["show_alert"]) == (say("no_days_ahead"), "true")


@pytest.mark.parametrize(
    "text",
    ["ai chủ trì phòng chống đuối nước ở Nghệ An?", "ai ký kế hoạch 488?", "chào em", "ai chủ trì xây cầu?", "trẻ em"],
)
def test_what_is_no_list_is_not_taken_away(api: BotApi, text: str) -> None:
    shown = api.ask(api.private(), text)
    assert file_row(shown) == []


def test_in_a_group_the_file_comes_into_the_topic(api: BotApi) -> None:
    chat = api.group(7, title="<Tổ & nhóm>")
    shown = api.ask(chat, f"/hoi {HEALTH}", topic=7)
    sent = taken(api, chat, shown, SHEET, by=OTHER)
    assert sent["message_thread_id"] == 7
    assert sent["reply"]["message_id"] == shown["message_id"]


def test_two_taps_send_one_file(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    first, second = api.tap(shown, SHEET), api.tap(shown, SHEET)
    assert "text" not in api.told(first)
    assert api.told(second)["text"] == say("file_sent")
    assert "document" in taken(api, chat, shown, CALENDAR)
    assert len(api.answers(chat)) == 3


@pytest.mark.parametrize("data", ["f:999999:x", "f:x", "f", "f:1:doc", f"f:{'9' * 50}:x"])
def test_an_old_or_odd_button(api: BotApi, data: str) -> None:
    chat = api.private()
    told = api.told(api.tap_data(data, chat.id, {"chat": chat.api(), "message_id": 1, "date": 0}))
    assert (told["text"], told["show_alert"]) == (say("old_button"), "true")


def test_what_the_question_says_is_only_text(api: BotApi) -> None:
    chat = api.private()
    sent = taken(api, chat, api.ask(chat, "/timkiem đuối < nước & ở Nghệ An"), SHEET)
    assert "đuối nước" in sent["caption"]


def test_a_group_that_takes_no_files_is_told_and_goes_on(api: BotApi) -> None:
    chat = api.group()
    shown = api.ask(chat, f"/hoi {HEALTH}")
    api.fail("sendDocument", 400, chat=chat, told="Bad Request: not enough rights to send documents to the chat")
    api.tap(shown, SHEET)
    assert api.answers(chat, 2)[1]["text"] == say("no_files_here")
    assert "Sở Y tế" in api.ask(chat, f"/hoi {HEALTH}")["text"]


@pytest.mark.parametrize(("code", "more"), [(429, {"retry_after": 1}), (502, {}), (0, {})])
def test_a_file_that_telegram_did_not_take_comes_once(api: BotApi, code: int, more: dict[str, int]) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    api.fail("sendDocument", code, chat=chat, **more)
    assert len(rows_of(taken(api, chat, shown, SHEET)["content"])) == 16
    api.ask(chat, "ai ký kế hoạch 488?")
    assert len(api.answers(chat)) == 3


def test_a_file_that_may_have_come_is_not_sent_again(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    api.fail("sendDocument", 200, chat=chat)
    assert "text" not in api.told(api.tap(shown, SHEET))
    _, sent, told = api.answers(chat, 3)
    assert "document" in sent
    assert told["text"] == say("uncertain")


def test_a_group_that_has_just_become_a_supergroup(api: BotApi) -> None:
    old, new = api.group(), api.group(3)
    shown = api.ask(old, f"/hoi {HEALTH}")
    api.fail("sendDocument", 400, chat=old, told="Bad Request: group chat was upgraded", migrate_to_chat_id=new.id)
    api.told(api.tap(shown, SHEET))
    assert "document" in api.answers(new)[0]


def test_files_count_as_messages_of_a_group(plans_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(plans_db), TELEGRAM_PER_SECOND="30")
        online(api)
        group = api.group()
        for _ in range(12):
            api.write(group, f"/hoi {HEALTH}")
        for shown in api.answers(group, 12, seconds=20):
            api.tap(shown, SHEET)
        api.answers(group, 20, seconds=20)
        api.ask(api.private(), HEALTH)
        assert len(api.answers(group, 20)) == 20
        bot.stop()
        assert api.violations == []


def test_the_plans_have_changed_since(plans_db: Path, tmp_path: Path) -> None:
    db = tmp_path / "plans.db"
    shutil.copy(plans_db, db)
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(db))
        chat = api.private()
        left, gone = api.ask(chat, HEALTH), api.ask(chat, PAST)
        with Store.open(db) as store:
            [plan] = [each for each in store.plans() if each.document.locality == "Nghệ An"]
            store.remove(plan.id)
        told = api.told(api.tap(gone, SHEET))
        assert (told["text"], told["show_alert"]) == (say("plan_changed"), "true")
        rows = rows_of(taken(api, chat, left, SHEET)["content"])
        assert 0 < len(rows) < 16
        assert [row for row in rows if "Nghệ An" in row["Văn bản"]] == []
        assert bot.stop()[0] == 0
