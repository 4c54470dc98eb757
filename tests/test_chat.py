"""A chat as people know it: the whole bot with the bundled plans. Buttons, pages, edits, choices, groups, inline."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.wording.texts import say
from knowledge.storing.store import Store
from tests.botapi import OTHER, PERSON, BotApi
from tests.running import AICHUTRI, Bot, online

SWIMMING = "ai chủ trì khảo sát học sinh biết bơi ở Nghệ An?"
DROWNING = "ai chủ trì đề án phòng chống đuối nước ở Nghệ An?"
HEALTH = "Sở Y tế phải làm những việc gì?"


@pytest.fixture(scope="module")
def running(plans_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BotApi, Bot]]:
    """One bot for all tests that do not end it; it has to end cleanly and to have broken no rule."""
    with BotApi() as api:
        bot = Bot(api, tmp_path_factory.mktemp("chat"), AICHUTRI_DB=str(plans_db), AICHUTRI_ADMINS="4242")
        try:
            online(api)
            yield api, bot
        finally:
            status, _ = bot.stop()
        assert (status, api.violations) == (0, [])
        assert "ERROR" not in bot.written()


@pytest.fixture
def api(running: tuple[BotApi, Bot]) -> BotApi:
    return running[0]


def labels(shown: dict[str, Any]) -> list[list[str]]:
    """The labels of a message's buttons, row by row."""
    return [[button["text"] for button in row] for row in (shown.get("reply_markup") or {}).get("inline_keyboard", [])]


# one duty, its sides


def test_a_duty_is_seen_from_all_sides_in_one_message(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, DROWNING)
    assert labels(shown) == [["Phối hợp", "Thời hạn", "Nguyên văn"], ["Nhiệm vụ khác", "Sai thông tin?"]]
    first = shown["text"]
    for label, told in (("Thời hạn", "Đã quá hạn: 31/12/2021"), ("Nguyên văn", "điểm 2.4.2\n")):
        api.tap(shown, label)
        assert told in api.edited(shown, told)["text"]
        assert label not in labels(shown)[0]
    assert "<blockquote expandable>" in shown["html"]
    api.tap(shown, "‹ Trở lại")
    assert api.edited(shown, first)["text"] == first
    assert len(api.answers(chat)) == 1


def test_the_other_duties_are_one_tap_away(api: BotApi) -> None:
    shown = api.ask(api.private(), DROWNING)
    assert "Việc khác" not in shown["text"]
    api.tap(shown, "Nhiệm vụ khác")
    assert api.edited(shown, "Việc khác")["text"].splitlines()[1].startswith("1. ")
    api.tap(shown, "1")
    assert "Nguồn: Kế hoạch 488" in api.edited(shown, "Nguồn")["text"]


def test_a_list_is_turned_over_in_place_five_at_a_time(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    assert labels(shown)[:2] == [["1", "2", "3", "4", "5"], ["1/4", "›", "Sai thông tin?"]]
    api.tap(shown, "›")
    assert "\n6. " in api.edited(shown, "6. ")["text"]
    assert labels(shown)[:2] == [["6", "7", "8", "9", "10"], ["‹", "2/4", "›", "Sai thông tin?"]]
    sixth = shown["text"].split("6. ")[1][:40]
    api.tap(shown, "6")
    assert sixth in api.edited(shown, "Nguồn")["text"]
    api.tap(shown, "‹ Trở lại")
    assert "\n6. " in api.edited(shown, "\n6. ")["text"]
    assert len(api.answers(chat)) == 1


def test_a_list_is_gone_on_with_by_a_word(api: BotApi) -> None:
    chat = api.private()
    first = api.ask(chat, HEALTH)
    more = api.ask(chat, "còn nữa không")
    assert "\n6. " in more["text"]
    assert labels(more)[1] == ["‹", "2/4", "›", "Sai thông tin?"]
    api.tap(more, "‹")
    assert api.edited(more, "\n1. ")["text"].splitlines()[-1] == first["text"].splitlines()[-1]
    assert len(api.answers(chat)) == 2


def test_a_follow_up_is_about_the_duty_that_was_opened(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, HEALTH)
    api.tap(shown, "5")
    opened = api.edited(shown, "Nguồn")["text"]
    assert api.ask(chat, "hạn khi nào?")["text"].splitlines()[-1] == opened.splitlines()[-1]


def test_a_question_asked_back_is_answered_in_its_place(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "ai ký kế hoạch?")
    assert shown["text"].startswith("Anh/chị hỏi văn bản nào?")
    api.tap(shown, "Chương trình công tác 2022 (Kon Tum)")
    assert "Người ký: Y Ngọc" in api.edited(shown, "Người ký")["text"]
    assert len(api.answers(chat)) == 1


def test_double_taps_are_all_answered_and_change_nothing_twice(api: BotApi) -> None:
    shown = api.ask(api.private(), HEALTH)
    as_it_was = json.loads(json.dumps(shown))
    taps = [api.tap(as_it_was, "›") for _ in range(3)]
    assert all("text" not in api.told(tap) for tap in taps)
    api.edited(shown, "6. ")
    assert len(shown["times"]) == 2


def test_another_person_in_the_group_may_tap(api: BotApi) -> None:
    chat = api.group()
    shown = api.ask(chat, f"/hoi {SWIMMING}")
    api.told(api.tap(shown, "Thời hạn", by=OTHER))
    api.edited(shown, "Năm học")
    assert len(api.answers(chat)) == 1


def test_a_tap_on_a_message_that_telegram_no_longer_shows(api: BotApi) -> None:
    chat = api.group(7)
    shown = api.ask(chat, f"/hoi {SWIMMING}", topic=7)
    data = next(b["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for b in row)
    api.fail("editMessageText", 400, chat=chat, told="Bad Request: message to edit not found")
    api.told(api.tap_data(data, OTHER, {"chat": chat.api(), "message_id": shown["message_id"], "date": 0}))
    again = api.answers(chat, 2)[1]
    assert "Phối hợp" in again["text"]
    assert again["message_thread_id"] == 7


def test_all_button_data_fit_and_hold_ids_only(api: BotApi) -> None:
    shown = api.ask(api.private(), HEALTH)
    data = [button["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    assert all(each.isascii() and len(each) <= 64 for each in data)


# edits, other people's words, what is no text


def test_an_edited_question_edits_its_answer(api: BotApi) -> None:
    chat = api.private()
    asked = api.write(chat, "ai chủ trì tiêm chủng?")
    [shown] = api.answers(chat)
    api.edit(asked, SWIMMING)
    assert api.edited(shown, "Giáo dục")["text"].startswith("Sở Giáo dục và Đào tạo chủ trì.")
    api.edit(asked, HEALTH, after=121)
    api.edit(asked, SWIMMING, after=3)
    assert api.silent(api.private())
    assert len(shown["times"]) == 2
    assert len(api.answers(chat)) == 1
    assert api.ask(chat, "hạn khi nào?")["text"].count("Thời gian: Năm học 2022-2023") == 1


def test_each_of_several_questions_is_followed_when_they_are_edited(api: BotApi) -> None:
    chat = api.private()
    asked = api.write(chat, f"{SWIMMING} Khánh Hòa nộp báo cáo năm trước ngày nào?")
    first, second = api.answers(chat, 2)
    assert "10/11" in second["text"]
    api.edit(asked, f"{HEALTH} Khánh Hòa nộp báo cáo năm trước ngày nào?")
    assert api.edited(first, "Sở Y tế: chủ trì")["text"]
    api.edit(asked, SWIMMING, after=2)
    assert api.edited(first, "Giáo dục")["text"].startswith("Sở Giáo dục và Đào tạo chủ trì.")
    api.wait(lambda: len(api.answers(chat)) == 1, what="the second answer to go")
    api.edit(asked, f"{SWIMMING} {DROWNING}", after=3)
    assert "đuối nước" in api.answers(chat, 2)[1]["text"]
    assert len(second["times"]) == 1


def test_a_mention_added_by_an_edit_is_heard(api: BotApi) -> None:
    chat = api.group()
    asked = api.write(chat, SWIMMING)
    assert api.silent(chat)
    api.edit(asked, f"@thu_bot {SWIMMING}")
    assert "chủ trì" in api.answers(chat)[0]["text"]


def test_whose_work_is_this(api: BotApi) -> None:
    chat = api.group()
    theirs = "Đề nghị các trường khảo sát số học sinh biết bơi, gửi trước thứ sáu nhé cả nhà."
    told = api.write(chat, theirs, by=OTHER)["message"]
    answer = api.ask(chat, "/hoi ai làm việc này?", reply_to_message=told)
    assert answer["text"].split("\n")[0].startswith(("Sở Giáo dục và Đào tạo chủ trì", "Hiểu là"))
    assert "Sở Giáo dục và Đào tạo" in answer["text"]


@pytest.mark.parametrize("extra", [{"forward_origin": {"type": "hidden_user", "sender_user_name": "A", "date": 1}}, {}])
def test_forwarded_and_captions(api: BotApi, extra: dict[str, Any]) -> None:
    chat = api.private()
    if extra:
        answer = api.ask(chat, SWIMMING, **extra)
    else:
        photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        api.write(chat, photo=photo, caption=SWIMMING)
        [answer] = api.answers(chat)
    assert "Giáo dục" in answer["text"]


def test_a_voice_message_gets_one_kind_sentence(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, voice={"file_id": "a", "file_unique_id": "b", "duration": 3})
    assert api.answers(chat)[0]["text"] == say("only_text")


# choices


def test_my_agency(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "sở mình phải làm gì?")
    assert shown["text"] == say("agency_ask")
    api.tap(shown, "›")
    api.edited(shown)
    api.tap(shown, "‹")
    api.wait(lambda: ["Sở Y tế"] in labels(shown))
    api.tap(shown, "Sở Y tế")
    assert api.edited(shown, "Đã chọn")["text"] == say("agency_set", agency="Sở Y tế")
    for text in ("so minh phai lam gi?", "việc của đơn vị tôi?", "/cuatoi"):
        assert api.ask(chat, text)["text"].startswith("Sở Y tế: chủ trì"), text
    assert "Ban Dân tộc" in api.ask(chat, "/donvi ban dan toc")["text"]
    assert api.ask(chat, "/donvi hợp tác xã hoa mai")["text"] == say("agency_unknown", name="hợp tác xã hoa mai")
    assert api.ask(chat, "/cuatoi")["text"].startswith("Ban Dân tộc")
    cleared = api.ask(chat, "/donvi")
    api.tap(cleared, say("button_no_agency"))
    assert api.edited(cleared, say("agency_cleared"))
    assert api.ask(chat, "/mine")["text"] == say("agency_ask")


def test_one_plan_to_talk_about(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "/kehoach")
    api.tap(shown, "Chương trình công tác 2022 (Kon Tum)")
    api.edited(shown, "Đang hỏi về")
    narrowed = api.ask(chat, "có bao nhiêu nhiệm vụ?")["text"]
    assert "Nghệ An" not in narrowed
    assert say("plan_within", plan="Chương trình công tác 2022 (Kon Tum)") in narrowed
    assert "Giáo dục" in api.ask(chat, SWIMMING)["text"]
    assert say("plan_set", plan="Chương trình công tác 2022 (Kon Tum)") in api.ask(chat, "/plans")["text"]
    again = api.ask(chat, "/kehoach")
    api.tap(again, say("button_all_plans"))
    api.edited(again, say("plan_cleared"))
    everywhere = api.ask(chat, "có bao nhiêu nhiệm vụ?")["text"]
    assert everywhere.splitlines()[0] != narrowed.splitlines()[0]


def test_several_questions_in_one_message_are_answered_one_by_one(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, f"Chào bạn. {SWIMMING} Ai ký kế hoạch 488?")
    first, second = api.answers(chat, 2)
    assert "Giáo dục" in first["text"]
    assert "Bùi Đình Long" in second["text"]


def test_questions_that_only_a_joint_sets_apart_are_answered_one_by_one(api: BotApi) -> None:
    chat = api.private()
    api.write(chat, "Nghệ An: ai chủ trì phòng chống đuối nước, còn tảo hôn thì ai?")
    first, second = api.answers(chat, 2)
    assert first["text"].startswith("Sở Văn hóa và Thể thao chủ trì.")
    assert second["text"].startswith("Ban Dân tộc chủ trì.")


def test_a_conversation_goes_on_past_a_question_that_found_nothing(api: BotApi) -> None:
    chat = api.private()
    api.ask(chat, "Kon Tum ai tổ chức tập huấn cán bộ?")
    assert "Không có nhiệm vụ nào" in api.ask(chat, "ai lo giá xăng?")["text"]
    assert "Kon Tum), điểm 8" in api.ask(chat, "việc lúc nãy ai phối hợp?")["text"]


def test_what_is_due(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "/denhan")
    assert labels(shown)[0] == ["Tháng này", "Tuần này", "Quý này", "Quá hạn"]
    api.tap(shown, "Quá hạn")
    assert "quá hạn" in api.edited(shown, "quá hạn theo văn bản")["text"]
    assert labels(shown)[0] == ["Tháng này", "Tuần này", "Quý này", "Quá hạn"]
    assert api.ask(chat, "/denhan quá hạn")["text"] == shown["text"]
    assert api.ask(chat, "/due quý IV năm 2021")["text"].startswith("Quý IV/2021: 3 việc")


def test_a_search_lists_all_that_fits(api: BotApi) -> None:
    shown = api.ask(api.private(), "/timkiem bạo lực trẻ em")
    count = int(shown["text"].split()[1])
    assert count > 8
    assert f"1/{-(-count // 5)}" in [label for row in labels(shown) for label in row]


def test_search_lists(api: BotApi) -> None:
    chat = api.private()
    shown = api.ask(chat, "/timkiem đuối nước")
    assert shown["text"].startswith("Có ")
    assert labels(shown)[0][0] == "1"
    assert api.ask(chat, "/search")["text"] == say("no_words")


# reports


def test_reports_name_nobody_and_are_for_those_who_look_after_the_bot(api: BotApi, running: tuple[BotApi, Bot]) -> None:
    chat = api.private()
    shown = api.ask(chat, "chị Hoa hỏi ai chủ trì khảo sát học sinh biết bơi ở Nghệ An?")
    for _ in range(2):
        told = api.told(api.tap(shown, "Sai thông tin?"))
        assert (told["text"], told["show_alert"]) == (say("report_taken"), "true")
    assert api.ask(chat, "/baosai")["text"] == say("not_for_you")
    env = {"AICHUTRI_STATE": str(running[1].state)}
    listed = subprocess.run([AICHUTRI, "reports"], env={**_environment(), **env}, capture_output=True, text=True).stdout
    [row] = [line for line in listed.splitlines() if "Hiểu là" in line]
    assert "Hiểu là: ai chủ trì · " in row
    assert "khảo sát" in row.lower()
    assert "Sở Giáo dục và Đào tạo chủ trì." in row
    assert "Người" not in row
    assert "77" not in row
    keeper = api._chats.setdefault(4242, type(chat)(4242))
    assert "Sở Giáo dục và Đào tạo" in api.ask(keeper, "/baosai")["text"]


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


# groups


def test_coming_into_a_group_three_lines_tell_which_doors_are_open(api: BotApi) -> None:
    chat, ruled = api.group(), api.group()
    api.member(chat, "left", "member")
    api.member(ruled, "left", "administrator")
    plain, hears_all = api.answers(chat)[0]["text"], api.answers(ruled)[0]["text"]
    assert plain == "\n".join((say("group_hello"), say("group_doors"), say("group_admins")))
    assert say("group_doors_mention", bot="thu_bot") in hears_all
    api.member(chat, "member", "administrator")
    assert api.silent(api.private())
    assert len(api.answers(chat)) == 1


def test_only_administrators_choose_for_a_group(api: BotApi) -> None:
    chat = api.group(admins=(PERSON,))
    refused = api.ask(chat, "/donvi Sở Y tế", by=OTHER)
    assert refused["text"] == say("only_admins")
    assert refused["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/thu_bot?start=donvi"
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    stranger = {"id": -100999, "type": "channel", "title": "Kênh"}
    assert api.ask(chat, "/donvi Sở Y tế", sender_chat=stranger, **{"from": hidden})["text"] == say("only_admins")
    told = api.ask(chat, "/donvi Sở Y tế", sender_chat=chat.api(), **{"from": hidden})["text"]
    assert told == say("agency_set_group", agency="Sở Y tế")
    plans = api.ask(chat, "/kehoach")
    assert api.told(api.tap(plans, "Kế hoạch 488/KH-UBND (Nghệ An)", by=OTHER))["text"] == say("only_admins_short")
    api.told(api.tap(plans, "Kế hoạch 488/KH-UBND (Nghệ An)", by=PERSON))
    api.edited(plans, "Đang hỏi về")
    assert "488/KH-UBND" in api.ask(chat, "/cuatoi", by=OTHER)["text"]


def test_becoming_a_supergroup_keeps_what_was_chosen(api: BotApi) -> None:
    old, new = api.group(admins=(PERSON,)), api.group(3, admins=(PERSON,))
    api.ask(old, "/donvi Sở Y tế")
    api.ask(old, f"/hoi {SWIMMING}")
    api.write(old, migrate_to_chat_id=new.id)
    api.write(new, migrate_from_chat_id=old.id)
    assert api.ask(new, "/cuatoi")["text"].startswith("Sở Y tế")
    late_old, late_new = api.group(admins=(PERSON,)), api.group(3, admins=(PERSON,))
    api.ask(late_old, "/donvi Sở Y tế")
    api.fail(
        "sendMessage", 400, chat=late_old, told="Bad Request: group chat was upgraded", migrate_to_chat_id=late_new.id
    )
    api.write(late_old, f"/hoi {SWIMMING}")
    assert "chủ trì" in api.answers(late_new)[0]["text"]
    assert api.ask(late_new, "/cuatoi")["text"].startswith("Sở Y tế")


def test_sent_away_and_called_back(api: BotApi) -> None:
    chat = api.group(admins=(PERSON,))
    api.ask(chat, "/donvi Sở Y tế")
    for status in ("left", "kicked"):
        api.member(chat, "member", status)
        api.member(chat, status, "member")
    assert len(api.answers(chat, 3)) == 3
    api.member(chat, "member", "restricted", can_send_messages=False)
    api.write(chat, "/cuatoi")
    assert api.silent(api.private())
    assert len(api.answers(chat)) == 3
    api.member(chat, "restricted", "member")
    assert api.ask(chat, "/cuatoi")["text"].startswith("Sở Y tế")


def test_a_blocked_bot_is_silent_until_it_is_let_in_again(api: BotApi) -> None:
    chat = api.private()
    api.member(chat, "member", "kicked")
    api.member(chat, "kicked", "member")
    assert "chủ trì" in api.ask(chat, SWIMMING)["text"]
    assert len(api.answers(chat)) == 1


def test_follow_ups_are_each_persons_own_in_each_topic(api: BotApi) -> None:
    chat = api.group(5, 6)
    api.ask(chat, f"/hoi {SWIMMING}", topic=5)
    follow_up = "/hoi hạn khi nào?"
    assert "Năm học" not in api.ask(chat, follow_up, topic=5, by=OTHER)["text"]
    assert "Năm học" not in api.ask(chat, follow_up, topic=6)["text"]
    assert "Năm học 2022-2023" in api.ask(chat, follow_up, topic=5)["text"]


def test_a_reply_goes_on_from_the_answer_that_it_replies_to(api: BotApi) -> None:
    chat = api.group()
    shown = api.ask(chat, f"/hoi {SWIMMING}")
    api.ask(chat, f"/hoi {HEALTH}")
    replied = {name: shown[name] for name in ("message_id", "date", "chat", "from", "text")}
    assert "Năm học 2022-2023" in api.ask(chat, "hạn khi nào?", by=OTHER, reply_to_message=replied)["text"]


def test_several_at_once_each_get_their_own(api: BotApi) -> None:
    chat = api.group()
    asked = [api.write(chat, f"/hoi {text}", by=by)["message"]["message_id"] for text, by in _QUESTIONS]
    answers = api.answers(chat, 4)
    assert [answer["reply"]["message_id"] for answer in answers] == asked
    assert len({answer["text"] for answer in answers}) == 4


_QUESTIONS = ((SWIMMING, 77), (HEALTH, 88), ("Quý IV năm 2021 Nghệ An có gì đến hạn?", 99), ("ai ký kế hoạch 488?", 66))


# inline


def test_inline_cards_post_a_full_answer(api: BotApi) -> None:
    shown = api.query("đuối nước")
    first = shown["results"][0]
    assert first["title"] == "Sở Văn hóa và Thể thao"
    assert "Quý IV/2021" in first["description"]
    told = first["input_message_content"]["message_text"]
    assert "Nguồn: Kế hoạch 488/KH-UBND" in told
    assert "Thông tin đến ngày" in told
    assert shown["button"]["text"] == say("button_more")


def test_inline_pages(api: BotApi) -> None:
    first = api.query(HEALTH)
    second = api.query(HEALTH, offset=first["next_offset"])
    ids = [{result["id"] for result in shown["results"]} for shown in (first, second)]
    assert (len(ids[0]), len(ids[1]), ids[0] & ids[1]) == (10, 6, set())
    assert (second["next_offset"], second["button"]) == ("", None)


def test_an_empty_inline_query_shows_what_is_due_next(api: BotApi) -> None:
    assert len(api.query("")["results"]) > 0


def test_the_inline_button_asks_the_same_in_private(api: BotApi) -> None:
    start = api.query("khảo sát học sinh biết bơi ở Nghệ An")["button"]["start_parameter"]
    shown = api.ask(api.private(), f"/start {start}")
    assert "Sở Giáo dục và Đào tạo" in shown["text"]
    assert api.ask(api.private(), "/start q999999")["text"].startswith("Chào")


def test_inline_knows_the_persons_own_agency(api: BotApi) -> None:
    chat = api.private()
    api.ask(chat, "/donvi Sở Y tế")
    assert "Y tế" in api.query("sở mình làm gì", by=chat.id)["results"][0]["title"]


# restarts and new plans


def test_a_restart_in_the_middle_of_a_conversation(plans_db: Path, tmp_path: Path) -> None:
    db = tmp_path / "plans.db"
    with sqlite3.connect(plans_db) as source, sqlite3.connect(db) as copy:
        source.backup(copy)
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(db))
        chat, muted = api.private(), api.private()
        shown = api.ask(chat, SWIMMING)
        listed = api.ask(chat, f"{HEALTH.rstrip('?')} ở tất cả các tỉnh?")
        api.ask(chat, "/donvi Sở Y tế")
        update = api.write(chat, SWIMMING)
        api.answers(chat, 4)
        api.fail("sendMessage", 429, chat=muted, retry_after=30)
        api.write(muted, SWIMMING)
        api.wait(lambda: [call for call in api.made("sendMessage") if call["chat_id"] == str(muted.id)])
        time.sleep(0.2)
        bot.crash()
        api.push(update)
        api.write(chat, "hạn khi nào?")
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(db))
        assert api.answers(chat, 5)[4]["text"].count("Thời gian: Năm học 2022-2023") == 1
        assert "Giáo dục" in api.answers(muted)[0]["text"]
        api.tap(shown, "Thời hạn")
        api.edited(shown, "Năm học")
        assert api.ask(chat, "/cuatoi")["text"].startswith("Sở Y tế")

        with Store.open(db) as store:
            [plan] = [each for each in store.plans() if each.document.locality == "Nghệ An"]
            store.remove(plan.id)
        assert api.told(api.tap(shown, "Nguyên văn"))["text"] == say("plan_changed")
        api.told(api.tap(listed, "›"))
        assert "Nghệ An" not in api.edited(listed, "6. ")["text"]
        assert len(api.answers(chat)) == 6
        assert bot.stop()[0] == 0
        assert api.violations == []


def test_ids_outlive_a_new_reading_of_the_same_plan(plans_db: Path, tmp_path: Path) -> None:
    db = tmp_path / "plans.db"
    shutil.copy(plans_db, db)
    with BotApi() as api:
        bot = Bot(api, tmp_path, AICHUTRI_DB=str(db))
        shown = api.ask(api.private(), SWIMMING)
        with Store.open(db) as store:
            held = next(each for each in store.plans() if each.document.locality == "Nghệ An")
            store.put(store.plan(held.id), "other bytes", datetime.now(UTC))
        api.tap(shown, "Thời hạn")
        assert "Năm học" in api.edited(shown, "Năm học")["text"]
        assert bot.stop()[0] == 0


if sys.platform == "win32":
    pytest.skip("processes are ended by signals here", allow_module_level=True)
