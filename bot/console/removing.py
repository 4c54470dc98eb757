"""`aichutri remove`: documents out of the task base, and the end of what people have tied to them."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import click

from bot.console.called import plan_called
from bot.console.reporting import Complaint, complain
from bot.memory.file import File
from bot.reminders.ties import Ties, ties_of, untie
from bot.wording.phrasing import name_of
from knowledge.storing.store import Store, StoredPlan
from nlp.text import fold

_YES = frozenset({"co", "c", "y", "yes"})
_TIES = {
    "told": "{} việc đã ghi tiến độ",
    "followed": "{} lời nhắc việc riêng lẻ",
    "reminded": "{} nơi đặt nhắc riêng văn bản này",
    "chosen": "{} nơi đang chọn hỏi văn bản này",
}


def remove_plans(db: Path, state: Path, names: Sequence[str], sure: bool) -> None:
    """Take the plans that are called so out of the base, once the person agrees or is `sure`; what they are and what is
    tied to them in the state file is told first. Raises Complaint for a name that is no plan's or several plans', and
    when the person does not agree: then nothing is changed.
    """
    plans = _meant(db, names)
    with closing(File(state)) as memory:
        held = memory if state.exists() else None
        for plan, items in plans.values():
            for sentence in _told(plan, ties_of(held, plan.id, items) if held else None):
                complain(sentence)
        if not (sure or _agrees()):
            raise Complaint("Chưa bỏ gì. Chạy từ tệp lệnh, không có người trả lời, thì thêm --yes.")
        with Store.open(db) as store:
            for plan, items in plans.values():
                store.remove(plan.id)
                if held:
                    untie(held, plan.id, items)
                click.echo(f"Đã bỏ {_named(plan)}.")


def _meant(db: Path, names: Sequence[str]) -> Mapping[int, tuple[StoredPlan, list[int]]]:
    """The plans by id, each with the ids of its items."""
    with Store.open(db, read_only=True) as store:
        held = store.plans()
        plans = [plan_called(held, name) for name in names]
        return {plan.id: (plan, store.item_ids(plan.id)) for plan in plans}


def _named(plan: StoredPlan) -> str:
    return f"{name_of(plan.document)}, tệp {plan.file}"


def _told(plan: StoredPlan, ties: Ties | None) -> Iterator[str]:
    """What would go, and what is tied to it."""
    yield f"Sẽ bỏ {_named(plan)}: {sum(plan.counts.values())} mục, {plan.passages} đoạn văn."
    if ties:
        numbers = {name: getattr(ties, name) for name in _TIES}
        told = "; ".join(_TIES[name].format(number) for name, number in numbers.items() if number)
        yield f"Gắn với văn bản này: {told}."
    if ties and ties.told:
        yield "Tiến độ đã ghi không còn hiện ra; nạp lại văn bản này về sau cũng không nối lại được."


def _agrees() -> bool:
    """Whether the person answers "có"; who cannot be asked does not."""
    click.echo("Gõ “có” rồi Enter để bỏ: ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        click.echo(err=True)
    return fold(answer.strip()) in _YES
