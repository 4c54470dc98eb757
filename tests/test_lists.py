"""Lists of many duties, worked out from what is kept for them, against going through all duties one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from knowledge.answering.assistant import Assistant
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.roles import Role, role_of
from knowledge.due import Stretch, due_dates, overdue, runs_all_year
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store
from nlp.text import fold
from nlp.times import Timing

_NOW = datetime(2026, 1, 1)
_DAYS = [date(2021, 1, 4) + timedelta(days=97 * step) for step in range(24)]
_ROLES = {"lead": 0, "coordinate": 1, "group": 2}


@pytest.fixture(scope="module")
def assistant(plans_db: Path) -> Assistant:
    with Store.open(plans_db, read_only=True) as store:
        return Assistant(TaskBase.load(store))


def _once(base: TaskBase, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The first of each that tell the same duty in nearly the same words."""
    seen: set[int] = set()
    for entry in entries:
        if entry.id not in seen:
            yield entry
            twins = base.twins.get(entry.id, ())
            seen |= {o.id for o in twins if fuzz.token_sort_ratio(fold(entry.item.text), fold(o.item.text)) >= 72}


def _has_part(base: TaskBase, entry: Entry, days: dict[Entry, date]) -> bool:
    """Whether a twin with fewer times of its own falls due on the same day: the day is that one's."""
    parts = [twin for twin in base.twins.get(entry.id, ()) if twin in days]
    return any(len(part.timings) < len(entry.timings) and days[part] == days[entry] for part in parts)


def _days(entry: Entry, window: Stretch) -> list[date]:
    return [due.on for due in due_dates(entry.timings, entry.since, entry.until, window)]


@pytest.mark.parametrize("day", _DAYS, ids=str)
def test_what_is_due_is_what_falls_due(assistant: Assistant, day: date) -> None:
    base, answer = assistant.base, assistant.ask("30 ngày tới có gì đến hạn?", day)
    window = Stretch(answer.period.start, answer.period.end)
    days = {entry: _days(entry, window) for entry in base.entries}
    kept = list(_once(base, sorted(base.entries, key=lambda e: (not days[e], len(e.timings)))))
    dated = sorted((e for e in kept if days[e]), key=lambda e: days[e][0])
    runs = [e for e in kept if not days[e] and runs_all_year(e.timings, window, e.since, e.until) and not e.status]
    assert [(hit.entry, [due.on for due in hit.due]) for hit in answer.hits] == [(e, days[e]) for e in dated]
    assert [hit.entry for hit in answer.running] == runs


@pytest.mark.parametrize("day", _DAYS, ids=str)
def test_what_is_overdue_is_past_its_last_day(assistant: Assistant, day: date) -> None:
    base = assistant.base
    answer = assistant.ask("việc nào đã quá hạn?", day)
    days = {entry: last for entry in base.entries if not entry.status and (last := overdue(entry.timings, day))}
    once = list(_once(base, sorted(days, key=lambda entry: days[entry].on)))
    late = [entry for entry in once if not _has_part(base, entry, {other: days[other].on for other in once})]
    assert [(hit.entry, hit.due) for hit in answer.hits] == [(entry, (days[entry],)) for entry in late]


@pytest.mark.parametrize("agency", ["Sở Y tế", "Sở Tư pháp", "UBND cấp huyện", "Công an tỉnh", "Tỉnh đoàn"])
def test_an_agency_has_the_duties_that_name_it(assistant: Assistant, agency: str) -> None:
    base = assistant.base
    answer = assistant.ask(f"{agency} phải làm những việc gì?", _NOW.date())
    names = answer.question.agencies
    keys = [base.catalogue.key(name) for name in names]
    roles = {e: role for e in base.entries if (role := role_of(base.catalogue, e, keys, names))}
    once = list(_once(base, roles))
    own = {entry.plan.id for entry, role in roles.items() if role != "group"}
    kept = [entry for entry in once if not _is_part(base, entry, once, roles)]
    kept.sort(key=lambda e: (_ROLES[roles[e]], bool(own) and roles[e] == "group" and e.plan.id not in own))
    assert kept
    assert [(hit.entry, hit.role) for hit in answer.hits] == [(entry, roles[entry]) for entry in kept]
    assert answer.roles == Counter(roles[entry] for entry in kept)


def test_agencies_lead_as_many_duties_as_their_lists_count(assistant: Assistant) -> None:
    for place in assistant.base.localities:
        leaders = assistant.ask(f"{place} những sở nào được giao chủ trì", _NOW.date()).leaders
        named = {name: count for name, count in leaders if not assistant.base.catalogue.is_group(name)}
        asked = {name: assistant.ask(f"{name} {place} chủ trì những việc gì", _NOW.date()).roles for name in named}
        assert named == {name: roles["lead"] for name, roles in asked.items()}


def _is_part(base: TaskBase, entry: Entry, others: list[Entry], roles: dict[Entry, Role]) -> bool:
    """Whether another of these, with the same role, tells a duty and more."""
    wholes = [twin for twin in base.twins.get(entry.id, ()) if twin in others and roles[twin] == roles[entry]]
    longest = max([entry, *wholes], key=lambda one: (len(one.text), -one.at))
    return longest is not entry


def _stored(tmp_path: Path, *items: tuple[str, list[Timing], str | None]) -> Assistant:
    """An example plan of an example place."""
    document = Document(number="1/KH-UBND", type="Kế hoạch", locality="Nghệ An", issued_on="2022-01-01")
    made = [
        Item(ref=f"II.{at}", text=text, lines=(at, at), leads=["Sở Y tế"], timings=timings, status=status)
        for at, (text, timings, status) in enumerate(items, 1)
    ]
    with Store.open(tmp_path / "base.db") as store:
        store.put(Plan(file="1.txt", document=document, items=made), "a", _NOW)
        return Assistant(TaskBase.load(store))


def test_nothing_is_due_when_all_that_runs_is_done(tmp_path: Path) -> None:
    yearly = [Timing(raw="Hằng năm", type="annual")]
    assistant = _stored(tmp_path, ("Dạy bơi cho trẻ em", yearly, "đã hoàn thành"))
    assert assistant.ask("ngày mai có gì đến hạn?", date(2022, 11, 1)).reason == "nothing_due"
    assistant = _stored(tmp_path / "other", ("Dạy bơi cho trẻ em", yearly, None))
    assert len(assistant.ask("ngày mai có gì đến hạn?", date(2022, 11, 1)).running) == 1


def test_a_list_on_a_topic_holds_what_accounts_for_it_however_long_the_base_is(tmp_path: Path) -> None:
    texts = [f"Trồng cây xanh ở khu dân cư số {at}" for at in range(250)]
    texts[77] = "Dạy bơi cho học sinh tiểu học"
    assistant = _stored(tmp_path, *((text, [], None) for text in texts))
    answer = assistant.ask("có bao nhiêu nhiệm vụ dạy bơi cho học sinh?", date(2022, 11, 1))
    assert [hit.entry.item.text for hit in answer.hits] == [texts[77]]


def test_the_hits_of_a_list_are_those_of_its_parts(assistant: Assistant) -> None:
    hits = assistant.ask("Sở Y tế phải làm những việc gì?", date(2022, 11, 1)).hits
    whole = list(hits)
    assert len(whole) == len(hits) > 9
    assert (hits[-1], list(hits[2:9:3]), list(hits[4:][1:3])) == (whole[-1], whole[2:9:3], whole[5:7])
    assert list(hits[:3] + hits[1:4]) == whole[:3] + whole[1:4]


@pytest.mark.parametrize("place", ["Cần Thơ", "Khánh Hòa", "Kon Tum", "Nghệ An"])
def test_leaders_are_those_that_duties_name(assistant: Assistant, place: str) -> None:
    base, answer = assistant.base, assistant.ask(f"những sở nào được giao chủ trì ở {place}", _DAYS[0])
    duties = [e for e in base.entries if e.plan.document.locality == place and not e.is_closing]
    counts = [count for _, count in answer.leaders]
    led = {base.catalogue.key(lead) for entry in duties for lead in entry.item.leads}
    assert {base.catalogue.key(name) for name, _ in answer.leaders} == led
    assert counts == sorted(counts, reverse=True)


def _told_somewhere(base: TaskBase, entry: Entry, what: str) -> bool:
    return any(getattr(each.item, what) for each in (entry, *base.twins.get(entry.id, ())))


@pytest.mark.parametrize("place", ["Cần Thơ", "Khánh Hòa", "Kon Tum", "Nghệ An"])
@pytest.mark.parametrize(
    ("asked", "what"), [("việc nào không ghi ai chủ trì", "leads"), ("việc nào không ghi thời hạn", "timings")]
)
def test_duties_that_do_not_tell_are_all_listed(assistant: Assistant, place: str, asked: str, what: str) -> None:
    base, answer = assistant.base, assistant.ask(f"{asked} ở {place}", _DAYS[0])
    of_place = [e for e in base.entries if e.plan.document.locality == place and not e.is_closing]
    purposes = [
        e for e in of_place if e.kind == "directive" and e.heading.casefold().startswith(("mục đích", "yêu cầu"))
    ]
    duties = [e for e in of_place if e.kind in ("task", "report", "directive") and e not in purposes]
    silent = [e for e in duties if not _told_somewhere(base, e, what)]
    assert [hit.entry for hit in answer.hits] == list(_once(base, silent))
    assert answer.reason == ("which" if silent else "nothing_such")


@pytest.mark.parametrize("agency", ["Sở Y tế", "Sở Xây dựng"])
def test_an_agency_is_told_of_its_own_of_two_that_tell_one_duty(tmp_path: Path, agency: str) -> None:
    yearly = Timing(raw="Hằng năm", type="annual", every="year")
    phase = Timing(raw="giai đoạn 2021-2025", type="phase", start=date(2021, 1, 1), end=date(2025, 12, 31))
    text = "Cấp nước sạch cho trường học ở vùng sâu, vùng xa"
    body = Item(ref="II.1", text=text, lines=(1, 1), leads=["Sở Y tế"], timings=[yearly, phase], twins=["PL.1"])
    table = Item(ref="PL.1", text=text, lines=(2, 2), leads=["Sở Xây dựng"], timings=[yearly], twins=["II.1"])
    document = Document(number="1/KH-UBND", type="Kế hoạch", locality="Nghệ An", issued_on="2021-01-01")
    with Store.open(tmp_path / "a.db") as store:
        store.put(Plan(file="1.txt", document=document, items=[body, table]), "a", _NOW)
        answer = Assistant(TaskBase.load(store)).ask(f"{agency} được giao việc gì năm 2022", _DAYS[0])
    assert [hit.entry.item.leads for hit in (*answer.hits, *answer.running)] == [[agency]]
