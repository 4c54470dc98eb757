"""Documents into the store: which files, what of them is new, and a summary of what was understood."""

import functools
import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Literal

from knowledge.errors import Problem
from knowledge.models import Item, Kind, Plan
from knowledge.progress import Progress, Step, nothing
from knowledge.readers import ENDINGS
from knowledge.reading.plans import read_plan
from knowledge.storing.changes import Changes, compare
from knowledge.storing.faults import OutdatedRecords, StoreProblem
from knowledge.storing.store import Copy, Store
from nlp.datafile import DataFault
from nlp.text import syllables
from nlp.words import segment

_KIND_NAMES: dict[Kind, str] = {
    "task": "nhiệm vụ",
    "report": "chế độ báo cáo",
    "target": "chỉ tiêu",
    "funding": "quy định về kinh phí",
    "directive": "chỉ đạo chung",
}
Outcome = Literal["added", "unchanged", "replaced", "copy", "failed"]
_NOT_READ: dict[Outcome, str] = {"unchanged": "không thay đổi", "copy": "trùng nhau", "failed": "không đọc được"}
_READING = (".py", ".yaml")
"""What files of code and word lists end in; plans and what editors leave beside a file (hidden) are neither."""
_TEXTS_A_STEP = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document."""

    path: Path
    outcome: Outcome
    """"copy": of a document of the same import, byte for byte; it is not stored a second time."""
    plan: Plan | None = None
    """the plan as read; None when the document was not read or could not be."""
    message: str | None = None
    """one sentence for the person: why it failed, or what was not found in it."""
    changes: Changes | None = None
    """for "replaced": what is different from the version that the base held."""
    reread: bool = False
    """for "replaced": whether the document is the same and only its reading, or the name of its file, is new."""
    before: str | None = None
    """for "replaced": the name of the file that the version in the base was read from."""
    note: str | None = None
    """one sentence for the person on what is no fault."""


class Together:
    """What the documents of one import know of each other, so that none takes the place of another for bearing the
    same file name.
    """

    def __init__(self, store: Store, paths: Iterable[Path] = ()) -> None:
        """`paths`: all documents of the import; those that the base holds as they are keep their places."""
        self._store = store
        self._seen: dict[str, Path] = {}
        self.apart: set[int] = set()
        """ids of the plans that these documents have, as far as they are known."""
        for path in paths:
            with suppress(OSError):
                self.keep(path, _digest(path))

    def keep(self, path: Path, digest: str) -> None:
        """The plan that was read from this file is no other document's."""
        held = self._store.held(path.name, digest)
        if held is not None:
            self.apart.add(held)

    def first_with(self, path: Path, digest: str) -> Path:
        """The first document with these bytes: this one, if none came before."""
        return self._seen.setdefault(digest, path)


def bundled_plans() -> list[Path]:
    """The plans that come with the program, sorted by file name."""
    return sorted(
        Path(str(file)) for file in files("knowledge").joinpath("plans").iterdir() if file.name.endswith(".txt")
    )


def bundled_to_read(store: Store) -> list[Path]:
    """The bundled plans that the base holds in an older reading, or has never seen: neither one that was taken out nor
    one replaced by another copy of the same plan comes back.
    """
    held = {plan.file for plan in store.plans()}
    digests = {path: _digest(path) for path in bundled_plans()}
    wanted = {path: digest for path, digest in digests.items() if path.name in held or not store.has_seen(digest)}
    return [path for path, digest in wanted.items() if not store.holds(path.name, digest, reader_version())]


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """Files as given, existing or not; folders give the documents in and below them, sorted. Each file comes once.
    In folders, hidden files, lock files of office programs ("~$...") and README files are passed over.
    """
    found = (file for path in paths for file in (_documents_in(path) if _is_folder(path) else [path]))
    return list({file.absolute(): file for file in found}.values())


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """The files in folders that are of no kind that is read, sorted; hidden files and README files are not told of."""
    folders = [path for path in paths if _is_folder(path)]
    found = (file for folder in folders for file in folder.rglob("*") if _is_document(file, folder))
    return sorted({file for file in found if file.suffix.lower() not in ENDINGS})


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # no access: reading it will say so


def _documents_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS and _is_document(file, folder))


def _is_document(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.stem.upper() != "README" and file.is_file()


@functools.cache
def reader_version() -> str:
    """A digest of the code and the word lists that reading rests on: when one of them is changed, be it the name of an
    agency that an official corrected, documents are read again although they are the same.
    """
    digest = hashlib.sha256()
    for package in ("knowledge", "nlp"):
        root = Path(str(files(package)))
        for file in sorted(file for file in root.rglob("[!.]*") if file.suffix in _READING):
            digest.update(f"{package}/{file.relative_to(root).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def import_document(
    store: Store, path: Path, now: datetime, progress: Progress = nothing, together: Together | None = None
) -> Imported:
    """Reads a document, telling `progress` how far it is, and stores it, unless the base holds it as it is. One that
    cannot be read is "failed", with the reason as its message. `together`: the other documents of the same import.
    Raises StoreProblem when it is the base that fails, DataFault when it is a data file of the program.
    """
    try:
        return _import(store, path, now, progress, together or Together(store))
    except (StoreProblem, DataFault):
        raise
    except Problem as problem:
        return Imported(path, "failed", message=str(problem))
    except OSError:
        return Imported(path, "failed", message=f"Không mở được tệp {path}; xin kiểm tra đường dẫn và quyền đọc tệp.")
    except Exception as error:
        # One odd document must not keep the others out; the log has what a programmer needs.
        _log.info("cannot read %s", path, exc_info=True)
        kind = type(error).__name__
        return Imported(path, "failed", message=f"Không đọc được {path.name}: gặp lỗi ngoài dự kiến ({kind}).")


def import_all(
    store: Store,
    paths: Iterable[Path],
    now: datetime,
    done: Callable[[Imported], object] | None = None,
    progress: Callable[[Path], Progress] = lambda _: nothing,
) -> list[Imported]:
    """Imports documents one by one, each in a transaction of its own; `done` hears of each when it is done, and what
    `progress` gives for it of the steps until then. A failing document does not stop the others; a failing base does
    (StoreProblem), and what was stored before stays.
    """
    results: list[Imported] = []
    listed = list(paths)
    together = Together(store, listed)
    for path in listed:
        results.append(import_document(store, path, now, progress(path), together))
        if done:
            done(results[-1])
    return results


def _import(store: Store, path: Path, now: datetime, progress: Progress, together: Together) -> Imported:
    try:
        digest = _digest(path)
    except OSError:
        read_plan(path)  # tells in one sentence what is wrong with the file
        raise
    if (first := together.first_with(path, digest)) != path:
        return Imported(path, "copy", note=f"{path} giống hệt {first}; không nạp thêm.")
    if store.holds(path.name, digest, reader_version()):
        return Imported(path, "unchanged")
    return _read(store, path, digest, now, progress, together)


def _read(store: Store, path: Path, digest: str, now: datetime, progress: Progress, together: Together) -> Imported:
    """Reads and stores a document that the base does not hold as it is."""
    plan = read_plan(path, progress)
    words = _words(plan, progress)
    with store.snapshot():
        earlier = store.copy_of(plan, digest, together.apart)
        changes = _changes(store, earlier, plan)
    outcome = store.put(plan, digest, now, reader_version(), words, together.apart)
    together.keep(path, digest)
    return Imported(
        path,
        outcome,
        plan,
        message=None if plan.items else no_items(plan),
        changes=changes,
        reread=bool(earlier and earlier.digest == digest),
        before=earlier.file if earlier else None,
        note=_namesakes(store, path.name) if outcome == "added" else None,
    )


def _changes(store: Store, earlier: Copy | None, plan: Plan) -> Changes | None:
    """What is different from the version that the base holds; None for a new document, and for one whose records this
    version of the program cannot read: storing it anew mends these.
    """
    try:
        return compare(store.plan(earlier.id).items, plan.items) if earlier else None
    except OutdatedRecords:
        return None


def _namesakes(store: Store, file: str) -> str | None:
    """What to say when a new document bears the file name of another."""
    if (number := store.count_named(file)) == 1:
        return None
    return f"Đang có {number} văn bản khác nhau cùng tên tệp {file}; đã giữ cả {number} (xem lệnh aichutri plans)."


def _words(plan: Plan, progress: Progress) -> set[str]:
    """The words of the plan, in lower case, names of agencies as one word. Found here because finding them takes
    seconds.
    """
    names = {name for item in plan.items for name in (*item.leads, *item.coordinators)}
    texts = {text for item in plan.items for text in (item.text, item.heading) if text}
    texts.update(passage.text for passage in plan.passages)
    listed = sorted(names)
    words: set[str] = set()
    for done, text in enumerate(texts, 1):
        words.update(word.lower() for word in segment(text, listed) if syllables(word))
        if done % _TEXTS_A_STEP == 0:
            progress(Step("words", done, len(texts)))
    return words


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def no_items(plan: Plan) -> str:
    """The sentence for a plan in which the reader found no item."""
    kept = len(plan.passages)
    return f"Không tìm thấy nhiệm vụ nào trong {plan.file}; đã giữ lại {kept} đoạn văn để tra cứu."


def summary(results: Sequence[Imported]) -> list[str]:
    """What an import did, in lines of Vietnamese: how many documents, what was found in them, then each message and
    note.
    """
    if not results:
        return ["Không có văn bản nào để đọc."]
    plans = [result.plan for result in results if result.plan]
    said = (sentence for result in results for sentence in (result.message, result.note) if sentence)
    return [_outcomes(results), *findings(plans), *said]


def _outcomes(results: Sequence[Imported]) -> str:
    number = Counter(result.outcome for result in results)
    again = sum(result.reread for result in results)
    read = number["added"] + number["replaced"]
    parts = []
    if read:
        reread = f", {again} đọc lại" if again else ""
        new, replaced = number["added"], number["replaced"] - again
        parts.append(f"đã đọc {read} văn bản ({new} mới, {replaced} thay bản cũ{reread})")
    parts += [f"{number[outcome]} văn bản {said}" for outcome, said in _NOT_READ.items() if number[outcome]]
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def findings(plans: Sequence[Plan]) -> list[str]:
    """What was found in plans, in lines of Vietnamese: items by kind, those with a lead and a time, passages."""
    items: list[Item] = [item for plan in plans for item in plan.items]
    lines = []
    if items:
        kinds = Counter(item.kind for item in items)
        by_kind = ", ".join(f"{kinds[kind]} {name}" for kind, name in _KIND_NAMES.items() if kinds[kind])
        leads, timings = sum(bool(item.leads) for item in items), sum(bool(item.timings) for item in items)
        lines.append(f"Tìm thấy {len(items)} mục: {by_kind}.")
        lines.append(
            f"Có đơn vị chủ trì: {leads}/{len(items)} mục; có thời gian thực hiện: {timings}/{len(items)} mục."
        )
    if passages := sum(len(plan.passages) for plan in plans):
        lines.append(f"Giữ lại {passages} đoạn văn khác để tra cứu.")
    return lines
