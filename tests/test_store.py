"""The database file: what goes in comes out, whole or not at all, and its faults are told in a sentence."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import Problem
from knowledge.models import Document, Item, Passage, Plan, Span
from knowledge.storing import faults
from knowledge.storing.identity import KnownItem, match_items
from knowledge.storing.store import NotStored, Store
from nlp.times import Timing

NOW = datetime(2026, 3, 2, 8, 30)
# Example plans, made up for these tests.
WORDINGS = ["Rà soát các điểm sạt lở", "Tập huấn kỹ năng số cho cán bộ xã", "Công khai thủ tục hành chính"]


def example_plan(file: str = "vi-du.txt", wordings: list[str] = WORDINGS, **header: str) -> Plan:
    items = [Item(ref=f"II.{n}", text=text, lines=(n, n + 1)) for n, text in enumerate(wordings, 1)]
    return Plan(file=file, document=Document(**header), items=items, passages=[Passage(lines=(9, 9), text="Nơi nhận")])


def ids(store: Store) -> dict[str, int]:
    return {stored.item.text: stored.id for stored in store.items()}


# What goes in comes out


def test_a_plan_comes_out_as_it_went_in(store: Store) -> None:
    timing = Timing(raw="Quý IV/2021", type="once", start=date(2021, 10, 1), end=date(2021, 12, 31))
    task = Item(
        ref="PL.2", code="2", text="Trồng rừng", lines=(3, 5), leads=["Sở Y tế"], lead_from="explicit", timings=[timing]
    )
    report = Item(ref="PL.1", kind="report", text="Báo cáo", lines=(6, 6), report_to=["UBND tỉnh"], twins=["PL.2"])
    document = Document(number="12/KH-UBND", based_on=["1/QĐ-TTg"], period=Span(start=date(2021, 1, 1)))
    plan = Plan(file="a.md", document=document, items=[task, report], passages=[Passage(lines=(1, 2), text="Căn cứ")])
    assert store.put(plan, "d", NOW) == "added"
    [stored] = store.plans()
    assert store.plan(stored.id) == plan
    assert (stored.file, stored.digest, stored.document, stored.imported_at) == ("a.md", "d", document, NOW)
    assert (stored.counts, stored.passages) == ({"task": 1, "report": 1}, 1)
    assert [found.item for found in store.items()] == [task, report]
    assert [found.passage for found in store.passages()] == plan.passages
    assert all(store.item(found.id) == found and found.plan_id == stored.id for found in store.items())


def test_a_plan_without_items_is_kept(store: Store) -> None:
    store.put(example_plan(wordings=[]), "d", NOW)
    [stored] = store.plans()
    assert (stored.counts, stored.passages) == ({}, 1)


def test_plans_survive_closing(tmp_db: Path) -> None:
    with Store.open(tmp_db) as store:
        store.put(example_plan(), "d", NOW)
    with Store.open(tmp_db, read_only=True) as store:
        assert store.plan(store.plans()[0].id) == example_plan()


def test_removing_a_plan_takes_its_items_and_passages(store: Store) -> None:
    store.put(example_plan("a.txt"), "a", NOW)
    store.put(example_plan("b.txt"), "b", NOW)
    first, second = store.plans()
    store.remove(first.id)
    assert [plan.id for plan in store.plans()] == [second.id]
    assert {found.plan_id for found in [*store.items(), *store.passages()]} == {second.id}
    assert store.has_seen("a")


@pytest.mark.parametrize("ask", [lambda s: s.plan(7), lambda s: s.item(7), lambda s: s.remove(7)])
def test_what_is_not_there_is_told(store: Store, ask: Callable[[Store], object]) -> None:
    with pytest.raises(NotStored, match="mã 7"):
        ask(store)


# Importing again


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    store.put(example_plan(), "d", NOW, "reader 1")
    before = store.version()
    assert store.put(example_plan(), "d", NOW.replace(year=2027), "reader 1") == "unchanged"
    assert (store.version(), store.plans()[0].imported_at) == (before, NOW)


@pytest.mark.parametrize(("digest", "reader"), [("other", "reader 1"), ("d", "reader 2")])
def test_changed_bytes_or_a_changed_reader_replace_the_plan(store: Store, digest: str, reader: str) -> None:
    store.put(example_plan(), "d", NOW, "reader 1")
    before, plan_id = store.version(), store.plans()[0].id
    assert not store.holds("vi-du.txt", digest, reader)
    assert store.put(example_plan(wordings=WORDINGS[:1]), digest, NOW, reader) == "replaced"
    assert store.holds("vi-du.txt", digest, reader)
    assert [plan.id for plan in store.plans()] == [plan_id]
    assert store.plan(plan_id).items == example_plan(wordings=WORDINGS[:1]).items
    assert store.version() > before


HEADER = {"number": "12/KH-UBND", "issuer": "UBND tỉnh Hà Giang", "issued_on": "2025-02-03"}


def test_a_renamed_file_is_the_same_plan(store: Store) -> None:
    store.put(example_plan("cu.txt", **HEADER), "d", NOW)
    store.put(example_plan("khac.txt"), "other", NOW)
    assert store.put(example_plan("moi.txt", **HEADER), "changed bytes", NOW) == "replaced"
    assert store.put(example_plan("ban-sao.txt"), "other", NOW) == "replaced"
    assert [plan.file for plan in store.plans()] == ["moi.txt", "ban-sao.txt"]


@pytest.mark.parametrize("changed", [{"number": "13/KH-UBND"}, {"issuer": "UBND tỉnh Lai Châu"}])
def test_another_plan_under_a_file_name_in_use_is_added(store: Store, changed: dict[str, str]) -> None:
    store.put(example_plan("ke-hoach.txt", **HEADER), "a", NOW)
    assert store.put(example_plan("ke-hoach.txt", **(HEADER | changed)), "b", NOW) == "added"
    assert len(store.plans()) == 2
    assert store.put(example_plan("ke-hoach.txt", **HEADER), "a", NOW) == "unchanged"


def test_plans_without_a_number_yet_are_told_apart_by_file(store: Store) -> None:
    draft = HEADER | {"number": "/KH-UBND"}
    store.put(example_plan("a.txt", **draft), "a", NOW)
    assert store.put(example_plan("b.txt", **draft), "b", NOW) == "added"
    assert store.put(example_plan("b.txt", **HEADER), "c", NOW) == "replaced"
    assert [plan.document.number for plan in store.plans()] == ["/KH-UBND", "12/KH-UBND"]


def test_two_stored_copies_become_one(store: Store) -> None:
    store.put(example_plan("a.txt", **HEADER), "a", NOW)
    store.put(example_plan("b.txt"), "b", NOW)
    kept = store.plans()[0].id
    assert store.put(example_plan("b.txt", **HEADER), "c", NOW) == "replaced"
    assert [(plan.id, plan.file) for plan in store.plans()] == [(kept, "b.txt")]


def test_items_keep_their_ids_when_moved_renumbered_or_corrected(store: Store) -> None:
    store.put(example_plan(), "1", NOW)
    before = ids(store)
    corrected = WORDINGS[2] + " cấp xã"
    store.put(example_plan(wordings=["Mở lớp bơi", WORDINGS[1], corrected, WORDINGS[0]]), "2", NOW)
    after = ids(store)
    assert (after[WORDINGS[0]], after[WORDINGS[1]]) == (before[WORDINGS[0]], before[WORDINGS[1]])
    assert after[corrected] == before[WORDINGS[2]]
    assert after["Mở lớp bơi"] not in before.values()
    assert [found.item.ref for found in store.items()] == ["II.1", "II.2", "II.3", "II.4"]


def test_another_duty_under_an_old_ref_is_a_new_item(store: Store) -> None:
    store.put(example_plan(), "1", NOW)
    old = store.items()[-1].id
    store.put(example_plan(wordings=[*WORDINGS[:2], "Khám sức khỏe người cao tuổi"]), "2", NOW)
    assert store.items()[-1].id != old
    with pytest.raises(NotStored):
        store.item(old)


def test_the_id_of_a_removed_item_is_not_given_again(store: Store) -> None:
    store.put(example_plan(), "1", NOW)
    before = set(ids(store).values())
    store.remove(store.plans()[0].id)
    store.put(example_plan(), "1", NOW)
    assert not before & set(ids(store).values())


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d e f", "d e g"]), max_size=8), st.integers(0, 2**16), st.integers(0, 3)
)
def test_matching_keeps_every_wording_and_gives_no_id_twice(wordings: list[str], seed: int, dropped: int) -> None:
    known = [KnownItem(n, str(n), text) for n, text in enumerate(wordings)]
    shuffled = random.Random(seed).sample(wordings, len(wordings))[dropped:]
    items = [Item(ref=str(n), text=text, lines=(1, 1)) for n, text in enumerate(shuffled)]
    matched = match_items(known, items)
    assert len(set(matched)) == len(items)
    assert [wordings[n] for n in matched if n is not None] == shuffled


# Whole or not at all


class FaultyPassage(Passage):
    def model_dump_json(self, **options: object) -> str:
        raise RuntimeError("in the middle")


def test_an_exception_in_the_middle_leaves_the_old_state(store: Store) -> None:
    store.put(example_plan(), "1", NOW)
    before = (store.version(), store.items(), store.plan(1))
    broken = example_plan(wordings=["Việc mới"])
    broken.passages.append(FaultyPassage(lines=(1, 1), text="x"))
    with pytest.raises(RuntimeError, match="in the middle"):
        store.put(broken, "2", NOW)
    assert (store.version(), store.items(), store.plan(1)) == before
    assert store.put(example_plan(wordings=["Việc mới"]), "2", NOW) == "replaced"


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from knowledge.models import Document, Item, Passage, Plan
from knowledge.storing.store import Store

class Deadly(Passage):
    def model_dump_json(self, **options):
        os.kill(os.getpid(), signal.SIGKILL)

store = Store.open(Path(sys.argv[1]))
store.db.execute("PRAGMA cache_size = 1")  # half of the transaction is on the disk when the end comes
items = [Item(ref=f"I.{n}", text=f"Việc {n} " + "x" * 500, lines=(n, n)) for n in range(400)]
store.put(Plan(file="vi-du.txt", document=Document(), items=items, passages=[Deadly(lines=(1, 1), text="x")]), "2",
          datetime(2026, 1, 1))
"""


def test_a_process_killed_in_the_middle_leaves_the_old_state(tmp_db: Path) -> None:
    with Store.open(tmp_db) as store:
        store.put(example_plan(), "1", NOW)
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_db], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert tmp_db.with_name(tmp_db.name + "-wal").stat().st_size > 100_000
    with Store.open(tmp_db) as store:
        assert store.plan(store.plans()[0].id) == example_plan()
        assert store.put(example_plan(wordings=["Việc mới"]), "2", NOW) == "replaced"


# Several processes

IMPORTS = """
import sys
from datetime import datetime
from pathlib import Path
from knowledge.models import Document, Item, Plan
from knowledge.storing.store import Store

with Store.open(Path(sys.argv[1])) as store:
    for n in range(10):
        items = [Item(ref=f"I.{k}", text=f"Việc {k}", lines=(k, k)) for k in range(20)]
        store.put(Plan(file=f"{sys.argv[2]}-{n}.txt", document=Document(), items=items), f"{sys.argv[2]}{n}",
                  datetime(2026, 1, 1))
"""


def test_processes_importing_into_a_new_file_at_once_all_succeed(tmp_db: Path) -> None:
    command = [sys.executable, "-c", IMPORTS, str(tmp_db)]
    running = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in "abc"]
    assert [process.communicate(timeout=60)[1] for process in running] == [b""] * 3
    with Store.open(tmp_db) as store:
        assert len(store.plans()) == 30
        assert len(store.items()) == 600


def test_a_running_reader_sees_that_the_base_changed(tmp_db: Path) -> None:
    with Store.open(tmp_db) as writer, Store.open(tmp_db, read_only=True) as reader:
        before = reader.version()
        writer.put(example_plan(), "d", NOW)
        assert reader.version() > before
        with reader.snapshot():
            assert len(reader.plans()) == 1
            writer.remove(writer.plans()[0].id)
            assert len(reader.items()) == 3
        assert reader.items() == []


def test_a_base_held_by_another_process_is_told(tmp_db: Path) -> None:
    with Store.open(tmp_db) as holder, Store.open(tmp_db, timeout=0.05) as store:
        holder.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(faults.BusyDatabase):
            store.put(example_plan(), "d", NOW)
        assert store.plans() == []
        holder.db.execute("COMMIT")
        assert store.put(example_plan(), "d", NOW) == "added"


# Faults of the file


def is_one_sentence(message: str) -> bool:
    return message[0].isupper() and message.endswith(".") and ". " not in message and "\n" not in message


def refusal(path: Path, **options: bool) -> Problem:
    with pytest.raises(Problem) as caught:
        Store.open(path, **options)
    assert is_one_sentence(str(caught.value))
    assert str(path) in str(caught.value)
    return caught.value


def test_a_base_of_a_newer_version_is_refused_and_left_alone(tmp_db: Path) -> None:
    with Store.open(tmp_db) as store:
        version = store.db.execute("PRAGMA user_version").fetchone()[0]
        store.db.execute(f"PRAGMA user_version = {version + 1}")
    for read_only in (False, True):
        assert isinstance(refusal(tmp_db, read_only=read_only), faults.NewerDatabase)
    with sqlite3.connect(tmp_db) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == version + 1


def test_a_base_of_another_program_is_refused_and_left_alone(tmp_db: Path) -> None:
    with sqlite3.connect(tmp_db) as raw:
        raw.execute("CREATE TABLE plans (name)")
    raw.close()
    before = tmp_db.read_bytes()
    assert isinstance(refusal(tmp_db), faults.ForeignDatabase)
    assert tmp_db.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_db: Path) -> None:
    tmp_db.write_text("Kế hoạch năm 2026\n" * 500, encoding="utf-8")
    before = tmp_db.read_bytes()
    assert isinstance(refusal(tmp_db), faults.NotADatabase)
    assert tmp_db.read_bytes() == before


def test_an_empty_file_becomes_a_base(tmp_db: Path) -> None:
    tmp_db.touch()
    assert isinstance(refusal(tmp_db, read_only=True), faults.OlderDatabase)
    with Store.open(tmp_db) as store:
        assert store.put(example_plan(), "d", NOW) == "added"


def test_reading_only_makes_no_file(tmp_db: Path) -> None:
    assert isinstance(refusal(tmp_db, read_only=True), faults.MissingDatabase)
    assert not tmp_db.exists()


def test_folders_are_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "dữ liệu" / "2026" / "a.db") as store:
        assert store.plans() == []


def test_a_path_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert isinstance(refusal(tmp_path / "file" / "a.db"), faults.UnreachableDatabase)
    assert isinstance(refusal(tmp_path), faults.UnreachableDatabase)


def test_a_corrupt_base_is_told(tmp_db: Path) -> None:
    with Store.open(tmp_db) as store:
        store.put(example_plan(wordings=[f"Việc {n} " * 20 for n in range(200)]), "d", NOW)
    content = bytearray(tmp_db.read_bytes())
    page = 4096
    content[page:] = b"\xa5" * (len(content) - page)
    tmp_db.write_bytes(content)
    with pytest.raises(faults.DamagedDatabase) as caught, Store.open(tmp_db) as store:
        store.items()
    assert is_one_sentence(str(caught.value))


def test_records_of_an_unknown_form_are_told_and_mended_by_importing_again(store: Store) -> None:
    store.put(example_plan(), "d", NOW, "reader 1")
    before = ids(store)
    store.db.execute("""UPDATE items SET data = '{"no such field": 1}'""")
    with pytest.raises(faults.OutdatedRecords):
        store.items()
    store.put(example_plan(), "d", NOW, "reader 2")
    assert ids(store) == before


def test_a_base_open_for_reading_only_says_so(tmp_db: Path) -> None:
    Store.open(tmp_db).close()
    with Store.open(tmp_db, read_only=True) as store, pytest.raises(faults.ReadOnlyDatabase) as caught:
        store.put(example_plan(), "d", NOW)
    assert is_one_sentence(str(caught.value))


def test_a_folder_without_write_permission_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    Store.open(folder / "a.db").close()
    folder.chmod(0o555)
    (folder / "a.db").chmod(0o444)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(Problem), Store.open(folder / "a.db") as store:
        store.put(example_plan(), "d", NOW)
    with Store.open(folder / "a.db", read_only=True) as store:
        assert store.plans() == []
    assert isinstance(refusal(folder / "new" / "b.db"), faults.UnreachableDatabase)


def test_a_full_disk_is_told_and_the_old_state_stays(tmp_db: Path) -> None:
    with Store.open(tmp_db) as store:
        store.put(example_plan(), "1", NOW)
        store.db.execute(f"PRAGMA max_page_count = {store.db.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(faults.DiskFull) as caught:
            store.put(example_plan(wordings=[f"Việc {n} " * 50 for n in range(500)]), "2", NOW)
        assert is_one_sentence(str(caught.value))
        assert store.plan(store.plans()[0].id) == example_plan()


def test_a_mistake_of_the_program_is_not_taken_for_a_fault_of_the_file(store: Store) -> None:
    twice = example_plan()
    twice.items.append(twice.items[0])
    with pytest.raises(sqlite3.IntegrityError):
        store.put(twice, "d", NOW)
    assert store.plans() == []
