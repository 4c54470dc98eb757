"""Reminders as people know them: set up by tapping or by a sentence, digests, what is told of duties, counts."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
from openpyxl import load_workbook

from knowledge.storing.library import import_all
from knowledge.storing.store import Store
from tests.botapi import OTHER, PERSON, BotApi, Chat
from tests.running import Bot, at, online

PLAN = Path(__file__).parent / "data" / "reminded.txt"
HEALTH, EDUCATION = "Sở Y tế", "Sở Giáo dục và Đào tạo"
MONDAY = datetime(2026, 10, 12, 7, 59, 50)
LATER = datetime(2026, 10, 12, 8, 0, 5)


@pytest.fixture(scope="module")
def plan_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reminded") / "plans.db"
    with Store.open(path) as store:
        import_all(store, [PLAN], datetime(2026, 10, 1, tzinfo=UTC))
    return path


@pytest.fixture(scope="module")
def api(plan_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApi]:
    """A bot on Monday afternoon, at a time at which no reminder goes out."""
    folder = tmp_path_factory.mktemp("bot")
    with BotApi() as api:
        bot = Bot(api, folder, *at(datetime(2026, 10, 12, 15)), AICHUTRI_DB=str(plan_db), AICHUTRI_ADMINS="4242")
        try:
            online(api)
            yield api
        finally:
            status, _ = bot.stop()
        assert (status, api.violations) == (0, [])
        assert "ERROR" not in bot.written()


def labels(shown: dict[str, Any]) -> list[str]:
    return [button["text"] for row in (shown.get("reply_markup") or {}).get("inline_keyboard", []) for button in row]


def tap(api: BotApi, shown: dict[str, Any], label: str, by: int = 0) -> str:
    """Tap, wait until the message shows something else; -> what was told."""
    before = len(shown["times"])
    told = api.told(api.tap(shown, label, by=by)).get("text", "")
    api.wait(lambda: len(shown["times"]) > before, what=f"another view after “{label}”")
    return told


# setting up


def test_reminders_are_previewed_changed_and_saved_by_tapping(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "/nhacviec")
    assert "Chưa bật" in shown["text"]
    assert "• thứ Ba 13/10/2026: " in shown["text"]
    for label in ("Giờ nhắc", "07:30", "‹ Trở lại", "Báo trước", "✓ 15 ngày"):
        tap(api, shown, label)
    assert "✓ 15 ngày" not in labels(shown)
    for label in ("‹ Trở lại", "Ngày nhắc", "T7", "Cả ngày nghỉ lễ", "‹ Trở lại"):
        tap(api, shown, label)
    assert tap(api, shown, "Lưu và bật") == "Đã lưu."
    for told in ("Đang nhắc.", "Giờ: 07:30", "Báo trước: 7, 3, 1 ngày", "T6, T7, cả ngày nghỉ lễ"):
        assert told in shown["text"]
    assert "Lần nhắc tới sớm nhất: thứ Ba 13/10/2026, 07:30." in shown["text"]


def test_the_agency_of_the_chat_is_offered_and_another_can_be_chosen(api: BotApi) -> None:
    chat = api.private()
    api.ask(chat, f"/donvi {HEALTH}")
    shown = api.ask(chat, "/nhacviec")
    assert f"Cơ quan: {HEALTH}" in shown["text"]
    tap(api, shown, "Cơ quan")
    tap(api, shown, f"✓ {HEALTH}")
    tap(api, shown, EDUCATION)
    tap(api, shown, "‹ Trở lại")
    assert f"Cơ quan: {EDUCATION}" in shown["text"]
    tap(api, shown, "Vai trò")
    tap(api, shown, "✓ phối hợp")
    tap(api, shown, "‹ Trở lại")
    assert "Khi cơ quan: chủ trì, cùng các cơ quan khác" in shown["text"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("nhắc tôi trước hạn 7 ngày", "Báo trước: 7 ngày"),
        ("nhac toi truoc 10, 5 va 2 ngay", "Báo trước: 10, 5, 2 ngày"),
        ("nhắc tôi trước một tuần, lúc 2 giờ chiều", "Giờ: 14:00"),
        ("Nhắc việc của Sở Tài chính", "Cơ quan: Sở Tài chính"),
        ("nhắc vào thứ hai và thứ 5", "Ngày: T2, T5"),
        ("chỉ nhắc báo cáo định kỳ", "Nhắc: báo cáo định kỳ\n"),
        ("/nhacviec trước hạn 3 ngày", "Báo trước: 3 ngày"),
    ],
)
def test_a_sentence_sets_up_too_and_is_saved_with_a_tap(api: BotApi, sentence: str, told: str) -> None:
    shown = api.ask(api.private(), sentence)
    assert told in shown["text"]
    assert "Chưa bật" in shown["text"]
    tap(api, shown, "Lưu và bật")
    assert told.strip() in shown["text"]
    assert "Đang nhắc." in shown["text"]


@pytest.mark.parametrize(
    ("sentence", "said", "kept"),
    [
        (
            "nhắc tôi trước hạn 90 ngày",
            "90 ngày; báo trước từ 1 đến 60 ngày",
            "Báo trước: 15, 7, 3, 1 ngày",
        ),
        ("nhắc tôi trước hạn 3 tháng", "mốc báo trước 90 ngày", "Báo trước: 15, 7, 3, 1 ngày"),
        ("nhac toi truoc 90, 10 va 2 ngay", "mốc báo trước 90 ngày", "Báo trước: 10, 2 ngày"),
        ("nhắc tôi trước 0 ngày", "mốc báo trước 0 ngày", "Báo trước: 15, 7, 3, 1 ngày"),
        ("nhắc tôi lúc 25 giờ", "Không có giờ như vậy", "Giờ: 08:00"),
        ("nhắc trước 5 ngày, lúc 7 giờ 75", "Không có giờ như vậy", "Báo trước: 5 ngày\nGiờ: 08:00"),
    ],
)
def test_what_cannot_be_set_up_is_told_and_the_rest_stays(api: BotApi, sentence: str, said: str, kept: str) -> None:
    shown = api.ask(api.private(), sentence)
    assert said in shown["text"]
    assert kept in shown["text"]


@pytest.mark.parametrize("sentence", ["tạm dừng nhắc", "tạm dừng nhắc đến 31/2", "tam dung nhac den 1/1/2020"])
def test_a_pause_that_is_not_understood_is_asked_about(api: BotApi, sentence: str) -> None:
    chat = api.private()
    tap(api, api.ask(chat, "/nhacviec"), "Lưu và bật")
    draft = api.ask(chat, "nhắc tôi trước hạn 5 ngày")
    assert "Báo trước: 5 ngày" in draft["text"]
    asked = api.ask(chat, sentence)
    assert "Chưa rõ tạm dừng đến ngày nào" in asked["text"]
    tap(api, asked, "‹ Trở lại")
    assert "Báo trước: 5 ngày" in asked["text"]
    paused = api.ask(chat, sentence)
    assert tap(api, paused, "Hết tuần này") == "Đã tạm dừng, nhắc lại từ 19/10/2026."


def test_a_question_about_reminding_is_a_question(api: BotApi) -> None:
    assert "Nhắc việc cho" not in api.ask(api.private(), "nhắc nhở dạy bơi là việc của ai?")["text"]


def test_pause_resume_stop_start(api: BotApi) -> None:
    chat = api.private()
    tap(api, api.ask(chat, "/nhacviec"), "Lưu và bật")
    assert "nhắc lại từ 16/10/2026." in api.ask(chat, "tạm dừng nhắc đến 15/10")["text"]
    shown = api.ask(chat, "/nhacviec")
    assert "Lần nhắc tới sớm nhất: thứ Sáu 16/10/2026, 08:00." in shown["text"]
    tap(api, shown, "Nhắc lại ngay")
    assert "Lần nhắc tới sớm nhất: thứ Ba 13/10/2026, 08:00." in shown["text"]
    tap(api, shown, "Tạm dừng …")
    assert tap(api, shown, "Hết tuần này") == "Đã tạm dừng, nhắc lại từ 19/10/2026."
    assert "Đã dừng nhắc." in api.ask(chat, "đừng nhắc nữa")["text"]
    shown = api.ask(chat, "/nhacviec")
    assert labels(shown) == ["Bật lại", "Sửa"]
    tap(api, shown, "Bật lại")
    assert "Đang nhắc." in shown["text"]


def test_changes_can_be_dropped(api: BotApi) -> None:
    chat = api.private()
    tap(api, api.ask(chat, "/nhacviec"), "Lưu và bật")
    shown = api.ask(chat, "nhắc tôi lúc 9 giờ")
    assert "Đang sửa; chưa lưu." in shown["text"]
    tap(api, shown, "Bỏ thay đổi")
    assert "Giờ: 08:00" in shown["text"]


def test_in_a_group_only_administrators_set_up_and_all_are_told_how(api: BotApi) -> None:
    chat = api.group(admins=(OTHER,))
    refused = api.ask(chat, "/nhacviec", by=PERSON)
    assert "Chỉ quản trị viên nhóm" in refused["text"]
    assert refused["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/thu_bot?start=nhacviec"
    shown = api.ask(chat, "/hoi nhắc nhóm này trước hạn 7 ngày", by=OTHER)
    assert "Nhắc việc cho nhóm này" in shown["text"]
    assert "Chỉ quản trị viên" in api.told(api.tap(shown, "Lưu và bật", by=PERSON))["text"]
    tap(api, shown, "Lưu và bật", by=OTHER)
    assert "Đang nhắc." in api.ask(chat, "/nhacviec", by=PERSON)["text"]


def test_each_topic_has_its_own_and_the_list_shows_the_others(api: BotApi) -> None:
    chat = api.group(7, 8, admins=(OTHER,))
    tap(api, api.ask(chat, "/nhacviec", topic=7, by=OTHER), "Lưu và bật", by=OTHER)
    other = api.ask(chat, "/nhacviec", topic=8, by=OTHER)
    assert "Chưa bật" in other["text"]
    tap(api, other, "Lưu và bật", by=OTHER)
    assert "chủ đề 7: Đang nhắc." in other["text"]
    private = Chat(OTHER)
    api.adopt(private)
    mine = api.ask(private, "/nhacviec")
    tap(api, mine, "Lưu và bật")
    assert "Nhóm thử, chủ đề 7: Đang nhắc." in mine["text"]
    tap(api, mine, "Nhóm thử, chủ đề 8")
    tap(api, mine, "Dừng nhắc")
    assert "Đã dừng nhắc." in api.ask(chat, "/nhacviec", topic=8, by=OTHER)["text"]


# one duty


def test_a_duty_is_followed_from_its_answer(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "ai chủ trì rà soát biển báo tại hồ, ao?")
    told = api.told(api.tap(shown, "Nhắc việc này"))["text"]
    assert told.startswith("Sẽ nhắc việc này trước hạn 15, 7, 3, 1 ngày; hạn tới: 18/10/2026.")
    settings = api.ask(chat, "/nhacviec")
    assert "Chỉ nhắc những việc theo dõi riêng." in settings["text"]
    tap(api, settings, "Việc theo dõi riêng")
    assert "rà soát biển báo" in settings["text"]
    tap(api, settings, "Thôi theo dõi 1")
    assert "Không theo dõi riêng việc nào." in settings["text"]


def test_the_duty_just_spoken_of_is_followed_by_a_sentence(api: BotApi) -> None:
    chat = api.private()
    api.ask(chat, "ai chủ trì rà soát biển báo tại hồ, ao?")
    assert "hạn tới: 18/10/2026" in api.ask(chat, "nhac toi viec nay nhe")["text"]
    assert "Nhắc việc cho riêng anh/chị" in api.ask(api.private(), "nhắc tôi việc này nhé")["text"]


def test_what_has_no_day_to_come_is_not_offered_to_be_followed(api: BotApi) -> None:
    assert "Nhắc việc này" not in labels(api.ask(api.private(), "ai chủ trì tuyên truyền thường xuyên?"))
    assert "Nhắc việc này" not in labels(api.ask(api.private(), "ai chủ trì khám sức khỏe cho trẻ em dưới 6 tuổi?"))


def test_in_a_group_others_are_led_to_their_own_chat(api: BotApi) -> None:
    shown = api.ask(api.group(), "/hoi ai chủ trì rà soát biển báo tại hồ, ao?")
    link = api.told(api.tap(shown, "Nhắc việc này"))["url"]
    assert link.startswith("https://t.me/thu_bot?start=nhac")
    private = api.private()
    assert "hạn tới: 18/10/2026" in api.ask(private, f"/start {link.partition('=')[2]}")["text"]


# digests


@pytest.fixture
def digest(plan_db: Path, tmp_path: Path) -> Iterator[tuple[BotApi, Chat, dict[str, Any]]]:
    """A group of Sở Y tế that was set up on Monday at 07:59:50, the bot killed; its digest after the next start."""
    settings = {"AICHUTRI_DB": str(plan_db), "AICHUTRI_ADMINS": "4242"}
    with BotApi() as api:
        chat = api.group(admins=(OTHER,), title="Phòng Nghiệp vụ Y")
        bot = Bot(api, tmp_path, *at(MONDAY), **settings)
        online(api)
        api.ask(chat, f"/donvi {HEALTH}", by=OTHER)
        tap(api, api.ask(chat, "/nhacviec", by=OTHER), "Lưu và bật", by=OTHER)
        bot.crash()
        bot = Bot(api, tmp_path, *at(LATER), **settings)
        try:
            yield api, chat, api.answers(chat, 3, seconds=20)[2]
        finally:
            assert bot.stop()[0] == 0
        assert len([each for each in api.sent if each["text"].startswith("Nhắc việc thứ")]) <= 1


def test_a_group_gets_its_digest_at_the_minute_after_a_restart_once(
    digest: tuple[BotApi, Chat, dict[str, Any]],
) -> None:
    _, _, shown = digest
    assert shown["text"].split("\n")[0] == "Nhắc việc thứ Hai 12/10/2026 · Sở Y tế"
    assert "Gửi muộn" not in shown["text"]
    late, coming = (shown["text"].index(head) for head in ("Quá hạn (1):", "Sắp đến hạn (2):"))
    assert late < shown["text"].index("1. 09/10/2026 (đã qua 3 ngày)") < coming
    assert "2. 13/10/2026 (còn 1 ngày) Công an tỉnh chủ trì" in shown["text"]
    assert "3. 15/10/2026 (còn 3 ngày)" in shown["text"]
    assert "12/KH-UBND" in shown["text"]
    assert labels(shown) == ["1", "2", "3", "Cài đặt nhắc"]


def test_the_lead_agencys_group_tells_what_is_done_and_can_take_it_back(
    digest: tuple[BotApi, Chat, dict[str, Any]],
) -> None:
    api, chat, shown = digest
    tap(api, shown, "1")
    assert labels(shown) == ["Đã xong", "Đang làm", "Lùi lại …", "Chi tiết", "‹ Trở lại"]
    assert tap(api, shown, "Đang làm").startswith("Đã ghi: đang làm.")
    api.write(chat, "ghi chú: còn hai xã", reply_to_message=shown)
    assert "Đã ghi chú cho việc: Sở Y tế chủ trì" in api.answers(chat, 4)[3]["text"]
    assert tap(api, shown, "Đã xong").startswith("Đã ghi: xong.")
    assert "Đã xong, Người thử ghi ngày 12/10/2026." in shown["text"]
    assert "Ghi chú: còn hai xã" in shown["text"]
    tap(api, shown, "‹ Trở lại")
    assert "1. 09/10/2026 (đã qua 3 ngày) ✓ đã xong" in shown["text"]
    assert "đã xong 1 (50 %), quá hạn 0." in api.ask(chat, "/tiendo")["text"]
    tap(api, shown, "1")
    assert tap(api, shown, "Ghi lại là chưa xong").startswith("Đã ghi: đang làm.")
    assert "đã xong 0 (0 %), quá hạn 1." in api.ask(chat, "/tiendo")["text"]


def test_who_does_not_lead_may_put_off_but_not_tell(digest: tuple[BotApi, Chat, dict[str, Any]]) -> None:
    api, _, shown = digest
    tap(api, shown, "2")
    assert labels(shown) == ["Lùi lại …", "Chi tiết", "‹ Trở lại"]
    tap(api, shown, "Lùi lại …")
    assert tap(api, shown, "3 ngày") == "Đã lùi, nhắc lại ngày 15/10/2026."
    assert labels(shown)[0] == "Nhắc lại việc này"
    tap(api, shown, "Chi tiết")
    assert "điểm 3\n" in shown["text"]


def test_taps_under_digests_hold_ids_only_and_nonsense_is_answered(
    digest: tuple[BotApi, Chat, dict[str, Any]],
) -> None:
    api, _, shown = digest
    data = [b["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for b in row]
    assert all(each.isascii() and len(each) <= 64 for each in data)
    for nonsense in ("r:999999:p", "r:1:i99", "r:1:d99", "n:999999:home", "n:1:pz.x", "n:1:at.9999", "td:1:x", "nv:0"):
        assert json.dumps(api.told(api.tap_data(nonsense, OTHER, shown)))


def test_a_long_digest_is_opened_and_taken_away(plan_db: Path, tmp_path: Path) -> None:
    with BotApi() as api:
        chat = api.group(7, admins=(OTHER,))
        bot = Bot(api, tmp_path, *at(MONDAY), AICHUTRI_DB=str(plan_db))
        tap(api, api.ask(chat, "/nhacviec", topic=7, by=OTHER), "Lưu và bật", by=OTHER)
        shown = api.answers(chat, 2, seconds=40)[1]
        assert shown["message_thread_id"] == 7
        assert "Sắp đến hạn (5):" in shown["text"]
        tap(api, shown, "Xem tất cả (7)")
        assert labels(shown) == ["1", "2", "3", "4", "5", "1/2", "›", "Tải Excel", "Tải lịch", "‹ Trở lại"]
        tap(api, shown, "›")
        assert "7. 19/10/2026 (còn 7 ngày) Sở Tài chính" in shown["text"]
        api.told(api.tap(shown, "Tải Excel"))
        sheet = api.answers(chat, 3)[2]
        assert sheet["message_thread_id"] == 7
        book = load_workbook(BytesIO(sheet["content"]))
        rows = list(book.active.iter_rows(min_row=4, values_only=True))
        assert len(rows) == 7
        api.told(api.tap(shown, "Tải lịch"))
        calendar = icalendar.Calendar.from_ical(api.answers(chat, 4)[3]["content"])
        assert len(calendar.walk("VEVENT")) == 6
        counted = api.ask(chat, "/tiendo", topic=7)
        api.told(api.tap(counted, "Tải Excel việc quá hạn"))
        assert "quá hạn, năm nay" in api.answers(chat, 6)[5]["caption"]
        assert (bot.stop()[0], api.violations) == (0, [])


# counts


def test_counts_by_agency_and_period(api: BotApi) -> None:
    shown = api.ask(api.private(), "/tiendo")
    assert shown["text"].startswith("Tiến độ năm nay: 8 việc có hạn, đã xong 0 (0 %), quá hạn 1.")
    assert "1. Sở Y tế: 1 việc có hạn, đã xong 0 (0 %), quá hạn 1" in shown["text"]
    tap(api, shown, "1")
    assert "09/10/2026 (đã qua 3 ngày) Sở Y tế chủ trì" in shown["text"]
    tap(api, shown, "Tháng này")
    assert "Tiến độ tháng này · Sở Y tế" in shown["text"]
