"""What is tied to a plan in the state file, and the end of it when the plan is taken out of the task base."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from bot.memory.file import File
from bot.reminders.facets import changed
from bot.reminders.wants import Wants

_OF_ITEMS: Final = "item IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Ties:
    """How much is tied to a plan."""

    told: int
    """duties of which somebody has told how far they have come."""
    followed: int
    """reminders of single duties."""
    reminded: int
    """chats and topics that are reminded of chosen plans, this one among them."""
    chosen: int
    """chats in which questions are about this plan alone."""

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.told or self.followed or self.reminded or self.chosen)


def ties_of(file: File, plan: int, items: Collection[int]) -> Ties:
    """What is tied to a plan, given by its id and those of its items. Raises `Problem` when the file fails."""
    held = json.dumps([*items])
    told = file.rows(f"SELECT COUNT(DISTINCT item) FROM progress WHERE {_OF_ITEMS}", held)  # noqa: S608
    followed = file.rows(f"SELECT COUNT(*) FROM follows WHERE {_OF_ITEMS}", held)  # noqa: S608
    chosen = file.rows("SELECT COUNT(*) FROM choices WHERE plan = ?", plan)
    reminded = [row for row in file.rows(_IN_FORCE) if plan in Wants.model_validate_json(row[0]).plans]
    return Ties(told[0][0], followed[0][0], len(reminded), chosen[0][0])


def untie(file: File, plan: int, items: Collection[int]) -> None:
    """End it: duties of the plan are followed and put off no more, the plan is no longer chosen anywhere. What was told
    of its duties stays as a record. Raises `Problem` when the file fails, which is then as before.
    """
    held = json.dumps([*items])
    with file.transaction() as db:
        for table in ("follows", "put_off"):
            db.execute(f"DELETE FROM {table} WHERE {_OF_ITEMS}", [held])  # noqa: S608
        db.execute("UPDATE choices SET plan = NULL WHERE plan = ?", [plan])
        for number, wants, draft in db.execute("SELECT id, wants, draft FROM subscriptions").fetchall():
            without = [_without(plan, kept) for kept in (wants, draft)]
            if without != [wants, draft]:
                db.execute("UPDATE subscriptions SET wants = ?, draft = ? WHERE id = ?", [*without, number])


def _without(plan: int, kept: Any) -> Any:
    """What is set up, as kept, without a plan. No plan named would mean all of them: where it was the only one, nothing
    but duties followed one by one is left.
    """
    wants = Wants.model_validate_json(kept) if kept else None
    if wants is None or plan not in wants.plans:
        return kept
    left = tuple(each for each in wants.plans if each != plan)
    return changed(wants, plans=left, followed_only=wants.followed_only or not left).model_dump_json()


_IN_FORCE: Final = "SELECT wants FROM subscriptions WHERE state = 'on'"
