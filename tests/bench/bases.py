"""Task bases to measure on: the bundled plans, and large ones made by varying them over provinces and years."""

import re
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from bot.clock import now
from knowledge.models import Plan
from knowledge.names.places import Places
from knowledge.storing.library import bundled_plans, import_all
from knowledge.storing.store import Store

_YEAR = re.compile(r"(?<![\d-])20[12]\d(?!\d)")
_SHIFTS = range(-8, 40)


def fill(path: Path, tasks: int = 0) -> Store:
    """A base at a path with the bundled plans and, until it holds `tasks` items, variations of them.

    A variation is a bundled plan in which the name of its place is that of another province wherever it stands, every
    year in texts and dates is moved by the same number of years, and the number of the document is its own; its words
    are those of the plan that it was made from. All copies of one plan go through all provinces before the next year.
    """
    store = Store.open(path)
    import_all(store, bundled_plans(), now())
    held = store.plans()
    originals = [store.plan(each.id) for each in held]
    words = [row["word"] for row in store.db.query("SELECT DISTINCT word FROM words")]
    count = sum(len(plan.items) for plan in originals)
    for number, plan in enumerate(_variations(originals)):
        if count >= tasks:
            break
        store.put(plan, f"variation {number}", now(), words=words if number < len(originals) else ())
        count += len(plan.items)
    return store


def variations(plans: list[Plan], count: int) -> list[Plan]:
    """The first `count` variations of these plans."""
    return list(islice(_variations(plans), count))


def _variations(plans: list[Plan]) -> Iterator[Plan]:
    numbers = iter(range(10_000, 1_000_000))
    for shift, place, plan in product(_SHIFTS, Places.load().names, plans):
        if place != plan.document.locality:
            yield _varied(plan, place, shift, next(numbers))


def _varied(plan: Plan, place: str, shift: int, number: int) -> Plan:
    text = plan.model_dump_json().replace(plan.document.locality or "?", place)
    text = _YEAR.sub(lambda year: str(int(year[0]) + shift), text)
    varied = Plan.model_validate_json(text.replace("-02-29", "-02-28"))
    varied.file = f"{number}.txt"
    varied.document.number = f"{number}/KH-UBND"
    return varied
