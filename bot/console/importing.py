"""`aichutri import`, `aichutri parse`: documents in."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bot.clock import now
from bot.console.progress import watched
from bot.console.reporting import STATUS, complain
from bot.console.reviewing import changes_of, counted
from knowledge.models import Document, Item, Plan
from knowledge.reading.plans import read_plan
from knowledge.storing import library
from knowledge.storing.library import Imported
from knowledge.storing.store import Store

_MOST_NAMES = 5
"""File names that a sentence tells."""


def import_bundled(db: Path) -> None:
    """Read the bundled plans that are new or changed, with a progress bar, and name the documents that are to be read
    anew by `import`; says nothing when there is nothing to do.
    """
    with Store.open(db) as store:
        if paths := library.bundled_to_read(store):
            _report(_import(store, paths))
        _tell_older(store)


def import_paths(db: Path, paths: Sequence[Path]) -> None:
    """Read documents into the base and tell what was understood. Exit status 2 when one of them could not be read or
    holds no duty.
    """
    if not db.exists():
        complain(f"Tạo cơ sở nhiệm vụ mới: {db.absolute()}.")
    with Store.open(db) as store:
        results = _import(store, library.find_documents(paths))
        _report(results)
        if others := library.passed_over(paths):
            told = _names([file.name for file in others])
            complain(f"Bỏ qua {len(others)} tệp không thuộc loại đọc được: {told}.")
        _tell_older(store)
    if any(result.message for result in results):
        raise click.exceptions.Exit(STATUS)


def _tell_older(store: Store) -> None:
    """Names the documents that were read before the reader or a word list was changed: only who has them can have them
    read anew.
    """
    if files := store.not_read_by(library.reader_version()):
        complain(
            f"{len(files)} văn bản được đọc từ trước khi chương trình hoặc tệp dữ liệu thay đổi, xin nạp lại bằng lệnh "
            f"aichutri import: {_names(files)}."
        )


def _names(files: Sequence[str]) -> str:
    """The first few names, and how many more."""
    more = f" và {len(files) - _MOST_NAMES} tệp khác" if len(files) > _MOST_NAMES else ""
    return ", ".join(files[:_MOST_NAMES]) + more


def parse_file(path: Path) -> None:
    """Print what the reader finds in a document as one JSON object. Exit status 2 when it finds no duty."""
    with watched() as watch:
        plan = read_plan(path, watch.of(path))
    for part in _as_json(plan):
        click.echo(part)
    if not plan.items:
        complain(library.no_items(plan))
        raise click.exceptions.Exit(STATUS)


def _as_json(plan: Plan) -> Iterator[str]:
    """The lines of the object, item by item: a long document's text at once would take as much memory again."""
    yield '{\n "document": ' + _indented(plan.document) + ","
    yield ' "items": [' + ("" if plan.items else "]")
    for at, item in enumerate(plan.items, 1):
        yield "  " + _indented(item, "  ") + ("," if at < len(plan.items) else "\n ]")
    yield "}"


def _indented(model: Document | Item, indent: str = " ") -> str:
    text = json.dumps(model.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return text.replace("\n", "\n" + indent)


def _import(store: Store, paths: Sequence[Path]) -> list[Imported]:
    with watched(len(paths)) as watch:
        return library.import_all(store, paths, now(), watch.done, watch.of)


def _report(results: Sequence[Imported]) -> None:
    plans = [result.plan for result in results if result.plan]
    changes = [line for result in results for line in changes_of(result)]
    for sentence in (*library.summary(results), *counted(plans), *changes):
        complain(sentence)
