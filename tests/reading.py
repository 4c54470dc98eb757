"""Documents read from text, and what tests look at in them."""

from datetime import date

from knowledge.models import Item, Plan
from knowledge.readers.text import text_blocks
from knowledge.reading.plans import plan_of


def read(text: str) -> Plan:
    return plan_of(text_blocks(text), "vi-du.txt")


def by_ref(plan: Plan) -> dict[str, Item]:
    return {item.ref: item for item in plan.items}


def who(item: Item) -> tuple[list[str], list[str]]:
    """Leads and coordinators."""
    return item.leads, item.coordinators


def windows(item: Item) -> list[tuple[str, date | None, date | None]]:
    """Of each time its type, first and last day."""
    return [(timing.type, timing.start, timing.end) for timing in item.timings]
