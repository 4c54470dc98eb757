"""How fast messages go out, by a clock that jumps to the next thing to do: no machine is too slow for these."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.running import limits
from bot.running.limits import Pace


class Jumping(selectors.DefaultSelector):
    """Waits no time: the clock jumps on instead."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += timeout or 0.0
        return super().select(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Jumping:
    jumping = Jumping()
    monkeypatch.setattr(limits.time, "monotonic", lambda: jumping.now)
    return jumping


def moments(clock: Jumping, turns: list[Coroutine[Any, Any, None]]) -> list[float]:
    """When each turn came, all of them asked for at once, in seconds from then."""
    begin = clock.now

    async def one(turn: Coroutine[Any, Any, None]) -> float:
        await turn
        return clock.now - begin

    async def every() -> list[float]:
        return list(await asyncio.gather(*map(one, turns)))

    loop = asyncio.SelectorEventLoop(clock)
    try:
        return loop.run_until_complete(every())
    finally:
        loop.close()


def most_within(seconds: float, times: list[float]) -> int:
    return max(sum(begin <= each <= begin + seconds for each in times) for begin in times)


def test_two_hundred_people_are_told_thirty_a_second(clock: Jumping) -> None:
    pace = Pace(30)
    times = moments(clock, [pace.turn(chat) for chat in range(1, 201)])
    assert most_within(1.0, times) <= 30
    assert times == sorted(times)
    assert max(times) < 10


def test_a_person_is_told_one_a_second_after_a_burst(clock: Jumping) -> None:
    pace = Pace(30)
    times = moments(clock, [pace.turn(7) for _ in range(20)])
    assert max(times[:5]) < 1.0
    assert most_within(4.9, times) <= 5


def test_a_group_is_told_twenty_a_minute_and_holds_no_other(clock: Jumping) -> None:
    pace = Pace(30)
    times = moments(clock, [pace.turn(-5) for _ in range(25)] + [pace.turn(6)])
    assert most_within(60.0, times[:-1]) == 20
    assert times[-1] < 2


def test_a_server_without_limits_waits_for_nothing(clock: Jumping) -> None:
    pace = Pace(0)
    assert moments(clock, [pace.turn(-5) for _ in range(500)]) == [0.0] * 500
