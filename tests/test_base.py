"""The task base in memory: what it keeps of the store, read late, and taken over when plans are added."""

from datetime import date, datetime
from gc import collect
from pathlib import Path
from weakref import ref

import pytest

from bot.chat.clerk import Ask, Clerk
from bot.keeper import Keeper
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store

_NOW = datetime(2026, 1, 1)
_TODAY = date(2022, 11, 1)


def _plan(number: int, place: str, *texts: str) -> Plan:
    """An example plan of an example place."""
    document = Document(number=f"{number}/KH-UBND", type="Kế hoạch", locality=place, issued_on="2022-01-01")
    items = [
        Item(ref=f"II.{at}", text=text, lines=(at, at), leads=["Sở Y tế", "Các sở, ngành"], status="đã hoàn thành")
        for at, text in enumerate(texts, 1)
    ]
    items[0].twins = [items[-1].ref, "không có"]
    return Plan(file=f"{number}.txt", document=document, items=items)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(tmp_path / "base.db")
    opened.put(_plan(1, "Nghệ An", "Dạy bơi cho trẻ em", "Khám sức khỏe học sinh"), "a", _NOW)
    opened.put(_plan(2, "Kon Tum", "Xây dựng thư viện cho trẻ em"), "b", _NOW)
    return opened


def _told(base: TaskBase, question: str) -> list[tuple[str | None, str, float]]:
    hits = Assistant(base).ask(question, _TODAY).hits
    return [(hit.entry.plan.document.locality, hit.entry.ref, hit.score) for hit in hits]


def test_an_entry_tells_the_same_as_its_item(store: Store) -> None:
    base = TaskBase.load(store)
    assert [entry.item for entry in base.entries] == [stored.item for stored in store.items()]
    for entry in base.entries:
        item = entry.item
        assert (entry.ref, entry.kind, entry.status) == (item.ref, item.kind, item.status)
        assert (list(entry.timings), list(entry.twins)) == (item.timings, item.twins)
        assert entry.leads == tuple(map(base.catalogue.key, item.leads))
        assert entry.groups == ("Các sở, ngành",)


def test_twins_and_plans_give_entries_of_the_same_plan(store: Store) -> None:
    base = TaskBase.load(store)
    first, last, other = base.entries
    assert base.twins == {first.id: [last], other.id: [other]}
    assert [base.of_plan(plan_id) for plan_id in base.plans] == [[first, last], [other]]
    assert base.of_plan(999) == []
    assert [plan.document.number for plan in base.of_place("nghe an")] == ["1/KH-UBND"]


@pytest.mark.parametrize("added", [True, False], ids=["a plan added", "a plan taken out"])
def test_a_base_that_takes_over_another_answers_like_a_new_one(store: Store, added: bool) -> None:
    before = TaskBase.load(store)
    assert _told(before, "ai chủ trì dạy bơi cho trẻ em?")
    if added:
        store.put(_plan(3, "Cần Thơ", "Dạy bơi an toàn cho trẻ em mọi lứa tuổi"), "c", _NOW)
    else:
        store.remove(store.plans()[0].id)
    taken, new = TaskBase.load(store, before), TaskBase.load(store)
    assert len(taken.index) == len(new.index) == len(taken.entries)
    for question in ("ai chủ trì dạy bơi cho trẻ em?", "thư viện cho trẻ em ai làm", "dạy bơi ở Cần Thơ"):
        assert _told(taken, question) == _told(new, question)
    assert (taken.index is before.index) == added


def test_an_empty_base_can_be_asked(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db") as empty:
        base = TaskBase.load(empty, TaskBase.load(empty))
        assert Assistant(base).ask("ai chủ trì dạy bơi?", _TODAY).outcome == "not_found"


def test_a_base_that_was_read_anew_is_let_go(tmp_path: Path) -> None:
    day, path = date(2022, 11, 1), tmp_path / "base.db"
    with Store.open(path) as writer:
        writer.put(_plan(1, "Nghệ An", "Dạy bơi cho trẻ em"), "a", _NOW)
        keeper = Keeper(path)
        clerk = Clerk(keeper)
        clerk.reply(Ask("Sở Y tế phải làm những việc gì?", day))
        old = ref(keeper.assistant().base)
        writer.put(_plan(2, "Kon Tum", "Xây dựng thư viện cho trẻ em"), "b", _NOW)
    reply = clerk.reply(Ask("ai chủ trì xây dựng thư viện?", day))
    assert reply.outcome == "answered"
    collect()
    assert old() is None
