"""What reminders promise, each promise by itself: once, at least once, never lost, never late without saying so."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.reminders.book import pause
from bot.reminders.digest import Own
from bot.reminders.outbox import Outbox, Planned
from bot.reminders.progress import Mark
from tests.proof.duties import (
    DISTRICT,
    DISTRICTS,
    HEALTH,
    MONEY,
    NEIGHBOUR,
    Duty,
    Example,
    in_months,
    leap_day,
    monthly,
    once,
    yearly,
)
from tests.reminding import Desk, reading, rows, subscribe, vietnam

CHAT, OTHER = -77, -88
WORK = Example(
    "W", "9/KH-VD", date(2026, 1, 1), date(2029, 12, 31),
    (
        Duty("W1", "Lắp biển báo ở bến sông", *once(2026, 10, 14), (HEALTH,)),
        Duty("W2", "Mua máy lọc nước cho trạm", *once(2026, 10, 16), (MONEY,)),
    ),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, [WORK])
    yield desk
    desk.close()


def start(desk: Desk, day: str, **wants: object) -> int:
    return subscribe(desk.state, CHAT, date.fromisoformat(day), **wants)


def states(desk: Desk) -> list[tuple[str, str]]:
    """Day and state of all messages in the outbox."""
    return rows(desk.state, "SELECT day, state FROM outbox ORDER BY day")


# once


def test_a_digest_goes_out_once_whatever_ticks_and_restarts_come_after(desk: Desk) -> None:
    start(desk, "2026-10-13")
    assert desk.tick(vietnam("2026-10-13", "07:59")) == []
    [(_, _, text)] = desk.tick(vietnam("2026-10-13"))
    assert "Nhắc việc thứ Ba 13/10/2026" in text
    for hour in range(8, 24):
        assert desk.tick(vietnam("2026-10-13", f"{hour:02}:01")) == []
        desk.restart()
    assert len(desk.tick(vietnam("2026-10-14"))) == 1


def test_two_plannings_of_one_day_are_one_message(desk: Desk) -> None:
    number = start(desk, "2026-10-13")
    with reading(desk.state) as book:
        about = book.subscriptions.subscription(number)
        assert about is not None
        planned = Planned(about, date(2026, 10, 13), "{}", 0, 0)
        assert [book.outbox.plan([planned]) for _ in range(3)] == [1, 0, 0]


def test_each_topic_has_its_own(desk: Desk) -> None:
    for topic in (0, 5, 9):
        start(desk, "2026-10-13", topic=topic)
    assert sorted(topic for _, topic, _ in desk.tick(vietnam("2026-10-13"))) == [0, 5, 9]


_CLAIM = """
import sys
from pathlib import Path
from bot.reminders.book import Book
book = Book(Path(sys.argv[1]))
sys.stdin.readline()
print(*[number for number in range(1, 201) if book.outbox.claim(number)])
"""


def test_two_processes_never_take_the_same_message(desk: Desk) -> None:
    number = start(desk, "2026-10-13")
    with reading(desk.state) as book:
        about = book.subscriptions.subscription(number)
        assert about is not None
        days = [date(2026, 1, 1) + timedelta(n) for n in range(200)]
        # the newest first: a later day would fold the waiting ones before it
        assert sum(book.outbox.plan([Planned(about, day, "{}", 0, 0)]) for day in reversed(days)) == 200
    argv = (sys.executable, "-c", _CLAIM, str(desk.state))
    both = [subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    first, second = ({*map(int, each.communicate(timeout=60)[0].split())} for each in both)
    assert not first & second
    assert first | second == {*range(1, 201)}


# at least once, and nothing lost


@pytest.mark.parametrize(
    "fault",
    [RetryAfter(30), NetworkError("502"), TimedOut(), TelegramError("Invalid server response"), RuntimeError("ví dụ")],
)
def test_what_did_not_arrive_is_sent_again(desk: Desk, fault: Exception) -> None:
    start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [fault]
    assert desk.tick(vietnam("2026-10-13")) == []
    assert len(desk.tick(vietnam("2026-10-13", "08:01"))) == 1
    assert desk.tick(vietnam("2026-10-13", "08:30")) == []


def test_what_telegram_never_takes_is_not_tried_for_ever_and_said_with_the_next(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [BadRequest("Message is too strange")]
    for hour in range(8, 24):
        assert desk.tick(vietnam("2026-10-13", f"{hour:02}:00")) == []
    assert len(desk.bot.tries) == 1
    [(_, _, text)] = desk.tick(vietnam("2026-10-14"))
    assert "Gộp cả những việc lẽ ra đã nhắc từ 13/10/2026." in text


def test_when_telegram_wants_a_rest_nobody_is_written_to(desk: Desk) -> None:
    for chat in range(40):
        subscribe(desk.state, -100 - chat, date(2026, 10, 13))
        desk.bot.faults[-100 - chat] = [RetryAfter(30)] if chat < 8 else []
    assert desk.tick(vietnam("2026-10-13")) == []
    assert desk.tick(vietnam("2026-10-13", "08:00:20")) == []
    assert len(desk.bot.tries) < 8
    for minute in range(1, 4):
        desk.tick(vietnam("2026-10-13", f"08:0{minute}"))
    assert {chat: len(desk.bot.to(chat)) for chat in range(-139, -99)} == dict.fromkeys(range(-139, -99), 1)


def test_a_chat_that_has_to_wait_holds_no_other(desk: Desk) -> None:
    for chat in (-101, -102, -103):
        subscribe(desk.state, chat, date(2026, 10, 13))
    desk.bot.faults[-101] = [RetryAfter(30)]
    assert {chat for chat, _, _ in desk.tick(vietnam("2026-10-13"))} == {-102, -103}


def test_attempts_grow_rarer(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [NetworkError("down")] * 100
    for minute in range(12 * 60):
        desk.tick(vietnam("2026-10-13", f"{8 + minute // 60:02}:{minute % 60:02}"))
    assert 40 < len(desk.bot.tries) < 70


def test_todays_digest_is_caught_up_at_start_and_says_that_it_is_late(desk: Desk) -> None:
    start(desk, "2026-10-13")
    [(_, _, text)] = desk.tick(vietnam("2026-10-13", "15:20"))
    assert "Gửi muộn: lịch nhắc là 08:00 13/10/2026." in text
    assert "Gộp cả" not in text


def test_older_days_are_one_digest_that_says_so(desk: Desk) -> None:
    start(desk, "2026-10-07")
    [(_, _, text)] = desk.tick(vietnam("2026-10-15", "08:00"))
    assert "Gộp cả những việc lẽ ra đã nhắc từ 07/10/2026." in text
    assert "Gửi muộn" not in text
    assert "Quá hạn (1)" in text
    assert "Sắp đến hạn (1)" in text
    assert states(desk) == [("2026-10-15", "sent")]


def test_what_could_not_be_sent_is_folded_into_the_next_day(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [NetworkError("down")] * 3
    for at in ("08:00", "08:05", "23:00"):
        desk.tick(vietnam("2026-10-13", at))
    [(_, _, text)] = desk.tick(vietnam("2026-10-14"))
    assert "Nhắc việc thứ Tư 14/10/2026" in text
    assert states(desk) == [("2026-10-13", "folded"), ("2026-10-14", "sent")]
    assert desk.tick(vietnam("2026-10-14", "09:00")) == []


def test_what_was_on_its_way_when_the_next_was_planned_is_not_sent_after_it(desk: Desk) -> None:
    number = start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [NetworkError("down")]
    desk.tick(vietnam("2026-10-13"))
    with reading(desk.state) as book:
        assert book.outbox.claim(1)
        about = book.subscriptions.subscription(number)
        assert about is not None
        book.outbox.plan([Planned(about, date(2026, 10, 14), "{}", 0, 0)])
        book.outbox.failed(1, "failed", 0)
    assert states(desk)[0] == ("2026-10-13", "folded")


# what changes between planning and sending


def test_what_was_stopped_paused_or_done_meanwhile_is_not_sent(desk: Desk) -> None:
    def stopped(number: int) -> None:
        book.subscriptions.stand(number, "stopped")

    def paused(number: int) -> None:
        about = book.subscriptions.subscription(number)
        assert about is not None
        pause(book, about, date(2026, 10, 20), vietnam("2026-10-13", "08:10"))

    def done(_: int) -> None:
        for item, due in ((1, date(2026, 10, 14)), (2, date(2026, 10, 16))):
            book.progress.tell(item, due, Mark("done", "", 1, "ví dụ", CHAT, 0))

    acts: list[Callable[[int], None]] = [stopped, paused, done]
    for chat, act in enumerate(acts, start=-3):
        number = subscribe(desk.state, chat, date(2026, 10, 13))
        desk.bot.faults[chat] = [NetworkError("down")]
        desk.tick(vietnam("2026-10-13", f"08:0{chat + 3}"))
        with reading(desk.state) as book:
            act(number)
    assert desk.tick(vietnam("2026-10-13", "08:20")) == []
    assert [state for _, state in states(desk)] == ["void"] * 3


def test_a_replaced_plan_repeats_nothing_and_moves_what_is_to_come(desk: Desk) -> None:
    start(desk, "2026-10-13")
    [(_, _, text)] = desk.tick(vietnam("2026-10-13"))
    assert "Lắp biển báo" in text
    moved = Duty("W2", "Mua máy lọc nước cho trạm", *once(2026, 10, 21), (MONEY,))
    added = Duty("W3", "Tập huấn cứu hộ ở xã", *once(2026, 10, 18), (HEALTH,))
    desk.store([Example("W", "9/KH-VD", WORK.issued, WORK.until, (WORK.duties[0], moved, added))])
    assert desk.tick(vietnam("2026-10-13", "10:00")) == []
    [(_, _, text)] = desk.tick(vietnam("2026-10-14"))
    assert "Hạn hôm nay (1)" in text
    assert "21/10/2026" in text
    assert "16/10/2026" not in text
    assert "Tập huấn" not in text  # its next word falls on Thursday
    [(_, _, text)] = desk.tick(vietnam("2026-10-15"))
    assert "Tập huấn" in text


# clocks and calendars


def test_a_clock_that_stood_ahead_loses_nothing(desk: Desk) -> None:
    start(desk, "2026-10-05")
    desk.tick(vietnam("2026-10-05"))
    [(_, _, text)] = desk.tick(vietnam("2026-10-14"))
    assert "14/10/2026" in text
    assert desk.tick(vietnam("2026-10-05", "08:10")) == []
    [(_, _, text)] = desk.tick(vietnam("2026-10-07"))
    assert "Nhắc việc thứ Tư 07/10/2026" in text
    for day in ("09", "13", "14"):
        assert len(desk.tick(vietnam(f"2026-10-{day}"))) == 1, day
    assert len([text for text in desk.bot.to(CHAT) if "thứ Tư 14/10/2026" in text]) == 2


def test_what_a_clock_ahead_had_planned_is_not_sent_when_it_is_right_again_after_a_restart(desk: Desk) -> None:
    start(desk, "2026-10-06")
    desk.bot.faults[CHAT] = [NetworkError("down")]
    desk.tick(vietnam("2026-10-14"))
    desk.restart()
    assert desk.tick(vietnam("2026-10-06", "09:00")) == []
    [(_, _, text)] = desk.tick(vietnam("2026-10-07"))
    assert "07/10/2026" in text
    assert "Quá hạn" not in text
    assert [len(desk.tick(vietnam(f"2026-10-{day}"))) for day in ("13", "14")] == [1, 1]


def test_a_day_that_a_clock_ahead_took_is_caught_up(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.tick(vietnam("2026-10-14", "07:00"))  # the 13th is said on a wrong day, and told from then
    desk.tick(vietnam("2026-10-15"))
    [(_, _, text)] = desk.tick(vietnam("2026-10-13", "09:30"))
    assert "Nhắc việc thứ Ba 13/10/2026" in text
    assert "Gửi muộn" in text


def test_a_clock_put_back_a_little_repeats_nothing(desk: Desk) -> None:
    start(desk, "2026-10-13")
    assert len(desk.tick(vietnam("2026-10-13", "08:02"))) == 1
    assert desk.tick(vietnam("2026-10-13", "07:30")) == []
    assert desk.tick(vietnam("2026-10-13", "08:00")) == []
    assert len(desk.tick(vietnam("2026-10-14"))) == 1


@pytest.mark.parametrize(
    ("duty", "days"),
    [
        (leap_day(), {"2028-02-28": "Sắp đến hạn (1)", "2028-02-29": "Hạn hôm nay (1)", "2028-03-01": "Quá hạn (1)"}),
        (leap_day(), {"2027-02-26": "28/02/2027", "2027-03-01": "Quá hạn (1)"}),
        (monthly(31), {"2026-04-29": "30/4/2026", "2026-06-30": "Hạn hôm nay (1)"}),
        (yearly((12, 31)), {"2026-12-31": "Hạn hôm nay (1)", "2027-01-04": "Quá hạn (1)"}),
        (yearly((1, 1)), {"2026-12-31": "01/01/2027", "2027-01-04": "Quá hạn (1)"}),
        (in_months(15, 2), {"2027-02-03": "15/02/2027", "2027-02-15": "Hạn hôm nay (1)"}),
    ],
)
def test_days_of_the_calendar(tmp_path: Path, duty, days: dict[str, str]) -> None:
    desk = Desk(tmp_path, [Example("W", "9/KH-VD", WORK.issued, WORK.until, (Duty("W1", "Lau bể", *duty, (HEALTH,)),))])
    first, last = (date.fromisoformat(each) for each in (min(days), max(days)))
    subscribe(desk.state, CHAT, first, before=(1, 7))
    found = {}
    for number in range((last - first).days + 1):
        day = str(first + timedelta(number))
        found[day] = "".join(text for _, _, text in desk.tick(vietnam(day)))
    desk.close()
    assert {day: days[day] in found[day] for day in days} == dict.fromkeys(days, True)
    assert not found.get("2027-01-01")


def test_chosen_weekend_days_are_spoken_on_and_others_are_not(desk: Desk) -> None:
    start(desk, "2026-10-05", weekdays=(6, 7))
    days = [day for day in range(5, 26) if desk.tick(vietnam(f"2026-10-{day:02}"))]
    assert days == [11, 17, 24]  # before the 14th and 16th; after them; a week later


def test_what_is_put_off_for_good_harms_nobody(desk: Desk) -> None:
    number = start(desk, "2026-10-13", weekdays=(1, 2, 3))
    with reading(desk.state) as book:
        book.subscriptions.put_off(number, 1, date(2026, 10, 14), date.max)
    subscribe(desk.state, OTHER, date(2026, 10, 13))
    assert {chat for chat, _, _ in desk.tick(vietnam("2026-10-13"))} == {CHAT, OTHER}
    assert not any("Lắp biển báo" in text for text in desk.bot.to(CHAT))


def test_one_that_cannot_be_worked_out_holds_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.reminders import planner

    numbers = [start(desk, "2026-10-13"), subscribe(desk.state, OTHER, date(2026, 10, 13))]
    with reading(desk.state) as book:
        for number in numbers:  # what is of a chat alone is worked out for itself
            book.subscriptions.follow(number, number)
    rows_on = planner.rows_on

    def failing(calendar, wants, own: Own, *rest):
        if own.followed == {numbers[0]}:
            raise OverflowError
        return rows_on(calendar, wants, own, *rest)

    monkeypatch.setattr(planner, "rows_on", failing)
    assert [chat for chat, _, _ in desk.tick(vietnam("2026-10-13"))] == [OTHER]
    monkeypatch.undo()
    assert [chat for chat, _, _ in desk.tick(vietnam("2026-10-13", "08:20"))] == [CHAT]


@pytest.mark.parametrize(
    ("agency", "roles", "told"),
    [
        (DISTRICT, ("lead",), {"Đắp bờ bao"}),
        (NEIGHBOUR, ("lead",), {"Vá đường liên xã"}),
        (DISTRICT, ("coordinate",), {"Vá đường liên xã"}),
        (NEIGHBOUR, ("lead", "coordinate", "group"), {"Vá đường liên xã", "Cắm mốc hành lang"}),
        ("UBND huyện", ("lead",), {"Đắp bờ bao", "Vá đường liên xã"}),
    ],
)
def test_a_district_is_not_reminded_of_its_neighbours_duties(
    tmp_path: Path, agency: str, roles: tuple[str, ...], told: set[str]
) -> None:
    day = once(2026, 10, 14)
    duties = (
        Duty("W1", "Đắp bờ bao", *day, (DISTRICT,)),
        Duty("W2", "Vá đường liên xã", *day, (NEIGHBOUR,), (DISTRICT,)),
        Duty("W3", "Cắm mốc hành lang", *day, (DISTRICTS,)),
    )
    desk = Desk(tmp_path, [Example("W", "9/KH-VD", WORK.issued, WORK.until, duties)])
    start(desk, "2026-10-14", agencies=(agency,), roles=roles)
    [(_, _, text)] = desk.tick(vietnam("2026-10-14"))
    desk.close()
    assert {duty.text for duty in duties if duty.text in text} == told


def test_a_group_that_moves_while_a_digest_is_sent_gets_it_in_its_new_place(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.bot.faults[CHAT] = [ChatMigrated(OTHER)]
    assert [chat for chat, _, _ in desk.tick(vietnam("2026-10-13"))] == [OTHER]
    assert [chat for chat, _, _ in desk.tick(vietnam("2026-10-14"))] == [OTHER]


def test_messages_are_kept_for_a_year_and_their_keys_with_them(desk: Desk) -> None:
    start(desk, "2026-10-13")
    desk.tick(vietnam("2026-10-13"))
    desk.restart()
    desk.tick(vietnam("2027-10-13"))
    assert "2026-10-13" in dict(states(desk))
    desk.restart()
    desk.tick(vietnam("2028-01-13"))
    assert "2026-10-13" not in dict(states(desk))


def test_planning_again_after_a_void_message_is_possible(desk: Desk) -> None:
    number = start(desk, "2026-10-13")
    with reading(desk.state) as book:
        about = book.subscriptions.subscription(number)
        assert about is not None
        outbox: Outbox = book.outbox
        planned = Planned(about, date(2026, 10, 13), "{}", 0, 0)
        outbox.plan([planned])
        letter = outbox.letter(1)
        assert letter is not None
        outbox.void(letter)
        assert outbox.plan([planned]) == 1


def test_an_idle_minute_asks_little_and_walks_over_no_chats(desk: Desk) -> None:
    for chat in range(50):
        subscribe(desk.state, -100 - chat, date(2026, 10, 14))
    desk.tick(vietnam("2026-10-13"))
    asked: list[str] = []
    file = desk.office.book.outbox._file

    async def trace(told: Callable[[str], None] | None) -> None:
        await desk.office.record(lambda: file.db.conn.set_trace_callback(told))

    asyncio.run(trace(asked.append))
    desk.tick(vietnam("2026-10-13", "08:01"))
    asyncio.run(trace(None))
    assert 0 < len(asked) <= 3
    ways = [row[-1] for sql in asked for row in rows(desk.state, f"EXPLAIN QUERY PLAN {sql}")]
    assert [way for way in ways if way.startswith("SCAN") and "INDEX" not in way] == []
    assert any("subscriptions_next (next_at<?)" in way for way in ways)
