"""`aichutri show`: everything that one plan says."""

from pathlib import Path

import click

from bot.console.called import plan_called
from bot.wording.markup import bold, line, message, to_text
from bot.wording.phrasing import joined, name_of, place_of
from bot.wording.times import timing_of
from knowledge.models import Item
from knowledge.storing.store import Store


def show_plan(db: Path, number: str) -> None:
    """Print the duties of the plan that is called so, by number ("488" or "488/KH-UBND"), file name, place or title."""
    with Store.open(db, read_only=True) as store:
        plan = store.plan(plan_called(store.plans(), number).id)
    click.echo(to_text(message(bold(name_of(plan.document)), plan.document.title or "")))
    for item in plan.items:
        click.echo(_shown(item))


def _shown(item: Item) -> str:
    facts = [
        f"Chủ trì: {joined(item.leads)}" if item.leads else "",
        f"Phối hợp: {joined(item.coordinators)}" if item.coordinators else "",
        f"Thời gian: {timing_of(item)}" if item.timings else "",
    ]
    rows = [line(bold(place_of(item) or item.ref)), line(item.text), *(line(f"  {fact}") for fact in facts if fact)]
    return to_text(message("", *rows))
