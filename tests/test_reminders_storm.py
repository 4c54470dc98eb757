"""Killed in the middle of a storm of faults, the bot loses nothing; the long storm is `python -m tests.proof.storm`."""

from pathlib import Path

from bot.reminders.sender import AT_ONCE
from tests.proof.storm import storm


def test_nothing_is_lost_and_only_what_was_on_its_way_comes_twice(tmp_path: Path) -> None:
    outcome = storm(tmp_path, kills=5, chats=60, fresh=15)
    assert (outcome.missing, outcome.unexplained, outcome.violations) == (set(), [], [])
    assert len(outcome.places) == 60 + 5 * 15
    assert 0 < outcome.most <= AT_ONCE
    assert outcome.weather.total() > 0
