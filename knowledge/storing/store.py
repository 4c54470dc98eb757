"""The SQLite file that holds the plans, each with its items and passages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from sqlite_utils import Database

from knowledge.errors import Problem
from knowledge.models import Document, Item, Kind, Passage, Plan
from knowledge.storing.faults import OutdatedRecords, told
from knowledge.storing.identity import KnownItem, is_revision, match_items, plan_identity, share_kept
from knowledge.storing.migrations import open_database

Put = Literal["added", "unchanged", "replaced"]

_PUT_ITEM = """
    INSERT INTO items (id, plan_id, ref, position, kind, line_from, line_to, text, data)
    VALUES (:id, :plan_id, :ref, :position, :kind, :line_from, :line_to, :text, :data)
    ON CONFLICT (id) DO UPDATE SET
        ref = excluded.ref, position = excluded.position, kind = excluded.kind,
        line_from = excluded.line_from, line_to = excluded.line_to, text = excluded.text, data = excluded.data
"""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan in the base: its header, and how much of what kind it holds."""

    id: int
    file: str
    digest: str
    document: Document
    imported_at: datetime
    counts: dict[Kind, int]
    """number of items of each kind that occurs."""
    passages: int


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item in the base; `id` stays the same over later imports of its plan."""

    id: int
    plan_id: int
    item: Item


class Copy(NamedTuple):
    """From which file a stored plan was read, the digest of its bytes, and by which version of the reader."""

    id: int
    file: str
    digest: str
    reader: str


class StoredData(NamedTuple):
    """An item as it is kept: `data` is its JSON, with all fields."""

    id: int
    plan_id: int
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in the base; `id` changes when its plan is imported anew."""

    id: int
    plan_id: int
    passage: Passage


class NotStored(Problem):
    """Asked for by an id that the base does not (or no longer) hold."""


class Store:
    """An open task base. Belongs to the thread that opened it; any number of processes may have the same file open.

    Every method raises a `knowledge.storing.faults.StoreProblem` when the file fails it.
    """

    def __init__(self, db: Database, place: str):
        self.db = db
        self._place = place

    @classmethod
    def open(cls, path: Path | Literal[":memory:"], *, read_only: bool = False, timeout: float = 10.0) -> Self:
        """Opens the file, which is made (with its folder) or upgraded unless `read_only`; ":memory:" is a new base that
        lives as long as the store. `timeout`: seconds to wait for another process that writes.
        """
        with told(str(path)):
            return cls(open_database(path, read_only, timeout), str(path))

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def version(self) -> int:
        """A number that grows with every change of the base, by whichever process."""
        return int(self._rows("SELECT number FROM revision")[0]["number"])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within the block all is read as of one moment, whatever other processes write meanwhile."""
        with self.db.atomic():
            yield

    def holds(self, file: str, digest: str, reader: str = "") -> bool:
        """Whether this very file (name, digest of its bytes) is in the base as this version of the reader reads it."""
        sql = "SELECT 1 FROM plans WHERE file = ? AND digest = ? AND reader = ?"
        return bool(self._rows(sql, file, digest, reader))

    def held(self, file: str, digest: str) -> int | None:
        """The id of the plan that was read from this very file (name, digest of its bytes), by any reader."""
        rows = self._rows("SELECT id FROM plans WHERE file = ? AND digest = ?", file, digest)
        return int(rows[0]["id"]) if rows else None

    def count_named(self, file: str) -> int:
        """How many plans were read from files of this name."""
        return int(self._rows("SELECT COUNT(*) AS n FROM plans WHERE file = ?", file)[0]["n"])

    def not_read_by(self, reader: str) -> list[str]:
        """The names of the files that were read by another version of the reader."""
        return [row["file"] for row in self._rows("SELECT file FROM plans WHERE reader != ? ORDER BY id", reader)]

    def has_seen(self, digest: str) -> bool:
        """Whether a file with these bytes was ever stored, be it taken out or replaced since."""
        return bool(self._rows("SELECT 1 FROM seen WHERE digest = ?", digest))

    def plans(self) -> list[StoredPlan]:
        """All plans, in the order in which they first came in."""
        counts: dict[int, dict[Kind, int]] = defaultdict(dict)
        with told(self._place), self.snapshot():
            for row in self._rows("SELECT plan_id, kind, COUNT(*) AS n FROM items GROUP BY plan_id, kind"):
                counts[row["plan_id"]][row["kind"]] = row["n"]
            passages = self._rows("SELECT plan_id, COUNT(*) AS n FROM passages GROUP BY plan_id")
            rows = self._rows("SELECT * FROM plans ORDER BY id")
            lengths = {row["plan_id"]: row["n"] for row in passages}
            return [_stored_plan(row, counts[row["id"]], lengths.get(row["id"], 0)) for row in rows]

    def plan(self, plan_id: int) -> Plan:
        """The plan as it was read from its document. Raises NotStored."""
        with told(self._place), self.snapshot():
            rows = self._rows("SELECT file, document FROM plans WHERE id = ?", plan_id)
            if not rows:
                raise NotStored(f"Không có kế hoạch mã {plan_id} trong cơ sở dữ liệu; hãy xem lệnh aichutri plans.")
            items = self._rows("SELECT data FROM items WHERE plan_id = ? ORDER BY position", plan_id)
            passages = self._rows("SELECT data FROM passages WHERE plan_id = ? ORDER BY position", plan_id)
            return Plan(
                file=rows[0]["file"],
                document=Document.model_validate_json(rows[0]["document"]),
                items=[Item.model_validate_json(row["data"]) for row in items],
                passages=[Passage.model_validate_json(row["data"]) for row in passages],
            )

    def items(self) -> list[StoredItem]:
        """All items, plan by plan, in document order."""
        return self._items("ORDER BY plan_id, position")

    def item_ids(self, plan_id: int) -> list[int]:
        """The ids of a plan's items, in document order."""
        return [row["id"] for row in self._rows("SELECT id FROM items WHERE plan_id = ? ORDER BY position", plan_id)]

    def items_as_stored(self) -> list[StoredData]:
        """All items as `items` gives them, not yet read: a large base is many times quicker to look through so."""
        sql = "SELECT id, plan_id, CAST(data AS BLOB) FROM items ORDER BY plan_id, position"
        with told(self._place):
            return list(map(StoredData._make, self.db.execute(sql)))

    def passages_as_stored(self) -> dict[int, list[bytes]]:
        """The passages of each plan by its id, in document order, as JSON that is not yet read."""
        found: dict[int, list[bytes]] = {}
        with told(self._place):
            for plan_id, data in self.db.execute(
                "SELECT plan_id, CAST(data AS BLOB) FROM passages ORDER BY plan_id, position"
            ):
                found.setdefault(plan_id, []).append(data)
        return found

    def item(self, item_id: int) -> StoredItem:
        """One item. Raises NotStored."""
        for item in self._items("WHERE id = ?", item_id):
            return item
        raise NotStored(f"Không còn nhiệm vụ mã {item_id} trong cơ sở dữ liệu; hãy hỏi lại để có danh sách mới.")

    def passages(self) -> list[StoredPassage]:
        """All passages, plan by plan, in document order."""
        with told(self._place):
            return [
                StoredPassage(row["id"], row["plan_id"], Passage.model_validate_json(row["data"]))
                for row in self._rows("SELECT id, plan_id, data FROM passages ORDER BY plan_id, position")
            ]

    def words(self) -> set[str]:
        """The words that the plans use, as they were given to `put`."""
        return {row["word"] for row in self._rows("SELECT DISTINCT word FROM words")}

    def put(
        self,
        plan: Plan,
        digest: str,
        imported_at: datetime,
        reader: str = "",
        words: Iterable[str] = (),
        apart: Collection[int] = (),
    ) -> Put:
        """Stores a document, whole or not at all. It takes the place of the plan that it is another copy of: the same
        number, issuer and date of issue, or the same bytes under another name, or a revision under the same file name
        while one of them has no such number. Items that go on keep their ids.

        `digest`: of the bytes of the file. `reader`: version of the reader; unchanged is what has all of name, digest
        and reader the same. `imported_at` is kept as given. `words`: the words of the plan. `apart`: ids of plans that
        are known to come from other files, whose place it does not take for bearing the same file name.
        """
        with self._writing():
            if self.holds(plan.file, digest, reader):
                return "unchanged"
            copies = self._copies(plan, digest, apart)
            for other in copies[1:]:
                self.db.execute("DELETE FROM plans WHERE id = ?", [other])
            plan_id = self._put_plan(copies[0] if copies else None, plan, digest, imported_at, reader)
            self._put_items(plan_id, plan.items)
            self._put_passages(plan_id, plan.passages)
            self._put_words(plan_id, words)
            self.db.execute("INSERT OR IGNORE INTO seen (digest) VALUES (?)", [digest])
            self._count_write()
        return "replaced" if copies else "added"

    def copy_of(self, plan: Plan, digest: str, apart: Collection[int] = ()) -> Copy | None:
        """The stored plan whose place `put` would give to this document, or None for a new one."""
        copies = self._copies(plan, digest, apart)
        rows = self._rows("SELECT id, file, digest, reader FROM plans WHERE id = ?", copies[0]) if copies else []
        return Copy(**rows[0]) if rows else None

    def remove(self, plan_id: int) -> None:
        """Takes a plan out, with its items and passages. Raises NotStored."""
        with self._writing():
            if not self.db.execute("DELETE FROM plans WHERE id = ?", [plan_id]).rowcount:
                raise NotStored(f"Không có kế hoạch mã {plan_id} trong cơ sở dữ liệu; hãy xem lệnh aichutri plans.")
            self._count_write()

    def _rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with told(self._place):
            return list(self.db.query(sql, values))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, all or nothing, that waits its turn before it reads what it is going to change."""
        with told(self._place):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise

    def _items(self, which: str, *values: object) -> list[StoredItem]:
        with told(self._place):
            return [
                StoredItem(row["id"], row["plan_id"], Item.model_validate_json(row["data"]))
                for row in self._rows(f"SELECT id, plan_id, data FROM items {which}", *values)  # noqa: S608
            ]

    def _copies(self, plan: Plan, digest: str, apart: Collection[int]) -> list[int]:
        """Ids of the stored plans that this document is another copy of, the surest first."""
        identity = plan_identity(plan.document)
        sql = "SELECT id, file, digest, identity FROM plans WHERE identity = ? OR file = ? OR digest = ? ORDER BY id"
        sure, by_file, by_bytes = [], [], []
        for row in self._rows(sql, identity, plan.file, digest):
            if identity and row["identity"] == identity:
                sure.append(row["id"])
            elif row["digest"] == digest:
                by_bytes.append(row["id"])
            elif not (identity and row["identity"]) and row["id"] not in apart:
                by_file.append(row["id"])
        return sure + by_bytes + ([] if by_bytes else self._revised(plan, by_file))

    def _revised(self, plan: Plan, namesakes: list[int]) -> list[int]:
        """Of plans from files of the same name the one that this document revises most likely, or none. Records that
        this version cannot read give way.
        """
        try:
            drafts = {number: self.plan(number) for number in namesakes}
        except OutdatedRecords:
            return namesakes[:1]
        revised = [number for number, draft in drafts.items() if is_revision(draft, plan)]
        return [max(revised, key=lambda number: share_kept(drafts[number], plan))] if revised else []

    def _put_plan(self, plan_id: int | None, plan: Plan, digest: str, imported_at: datetime, reader: str) -> int:
        """Writes the header over that of `plan_id`, or as a new plan; returns the id."""
        row = {
            "file": plan.file,
            "digest": digest,
            "reader": reader,
            "identity": plan_identity(plan.document),
            "document": plan.document.model_dump_json(),
            "imported_at": imported_at.isoformat(),
        }
        if plan_id is not None:
            self.db.table("plans").update(plan_id, row)
            return plan_id
        self.db.table("plans").insert(row)
        return int(self._rows("SELECT last_insert_rowid() AS id")[0]["id"])

    def _put_items(self, plan_id: int, items: list[Item]) -> None:
        known = [KnownItem(**row) for row in self._rows("SELECT id, ref, text FROM items WHERE plan_id = ?", plan_id)]
        ids = match_items(known, items)
        for gone in {old.id for old in known} - set(ids):
            self.db.execute("DELETE FROM items WHERE id = ?", [gone])
        # Refs may trade places, and no two may be alike at any moment.
        self.db.execute("UPDATE items SET ref = 'id ' || id WHERE plan_id = ?", [plan_id])
        for position, (item_id, item) in enumerate(zip(ids, items, strict=True)):
            self.db.execute(_PUT_ITEM, _item_row(item_id, plan_id, position, item))

    def _put_passages(self, plan_id: int, passages: Iterable[Passage]) -> None:
        self.db.execute("DELETE FROM passages WHERE plan_id = ?", [plan_id])
        self.db.table("passages").insert_all(
            {"plan_id": plan_id, "position": position, "data": passage.model_dump_json()}
            for position, passage in enumerate(passages)
        )

    def _put_words(self, plan_id: int, words: Iterable[str]) -> None:
        self.db.execute("DELETE FROM words WHERE plan_id = ?", [plan_id])
        self.db.table("words").insert_all({"plan_id": plan_id, "word": word} for word in sorted(set(words)))

    def _count_write(self) -> None:
        self.db.execute("UPDATE revision SET number = number + 1")


def _stored_plan(row: dict[str, Any], counts: dict[Kind, int], passages: int) -> StoredPlan:
    document = Document.model_validate_json(row["document"])
    imported_at = datetime.fromisoformat(row["imported_at"])
    return StoredPlan(row["id"], row["file"], row["digest"], document, imported_at, counts, passages)


def _item_row(item_id: int | None, plan_id: int, position: int, item: Item) -> dict[str, object]:
    return {
        "id": item_id,
        "plan_id": plan_id,
        "ref": item.ref,
        "position": position,
        "kind": item.kind,
        "line_from": item.lines[0],
        "line_to": item.lines[1],
        "text": item.text,
        "data": item.model_dump_json(),
    }
