"""`aichutri show`: everything that one plan says."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.console.reporting import Complaint
from bot.wording.markup import bold, line, message, to_text
from bot.wording.phrasing import joined, name_of, place_of, timing_of
from knowledge.answering.numbers import bears
from knowledge.models import Item
from knowledge.storing.store import Store, StoredPlan


def show_plan(db: Path, number: str) -> None:
    """Print the duties of the plan with a number ("488" or "488/KH-UBND"), a file name or a place."""
    with Store.open(db, read_only=True) as store:
        plan = store.plan(plans_called(store.plans(), number)[0].id)
    click.echo(to_text(message(bold(name_of(plan.document)), plan.document.title or "")))
    for item in plan.items:
        click.echo(_shown(item))


def plans_called(plans: Sequence[StoredPlan], number: str) -> list[StoredPlan]:
    """The plans with a number, a file name or a place, one at least. Raises Complaint when there is none."""
    found = [
        plan
        for plan in plans
        if bears(plan.document, number) or number in (plan.file, Path(plan.file).stem, plan.document.locality)
    ]
    if not found:
        known = "; ".join(plan.document.number or plan.file for plan in plans) or "chưa có văn bản nào"
        raise Complaint(f"Không có văn bản “{number}”. Hiện có: {known}.")
    return found


def _shown(item: Item) -> str:
    facts = [
        f"Chủ trì: {joined(item.leads)}" if item.leads else "",
        f"Phối hợp: {joined(item.coordinators)}" if item.coordinators else "",
        f"Thời gian: {timing_of(item)}" if item.timings else "",
    ]
    rows = [line(bold(place_of(item) or item.ref)), line(item.text), *(line(f"  {fact}") for fact in facts if fact)]
    return to_text(message("", *rows))
