"""One question inside the process, beside a bare full-text query of SQLite over the same tasks."""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from bot.clock import now
from knowledge.assistant import Assistant
from knowledge.base import TaskBase
from knowledge.library import bundled_plans, import_all
from knowledge.store import Store
from nlp.text import fold
from tests.questions import asked_questions

_ROUNDS = 5
_DAY = date(2022, 11, 1)


def one_question() -> None:
    """Median and 99th percentile of a question to its answer, of a bare FTS5 query, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        import_all(store, bundled_plans(), now())
        base = TaskBase.load(store)
    assistant = Assistant(base)
    questions = [question.text for question in asked_questions()]
    ours = _times(lambda text: assistant.ask(text, _DAY), questions)
    bare = _times(_full_text(base), questions)
    print(f"Một câu hỏi, {len(base.entries)} nhiệm vụ, {len(questions)} câu hỏi x {_ROUNDS} lượt")
    _show("  hỏi và trả lời", ours)
    _show("  FTS5 trần", bare)
    print(f"  tỉ lệ p50: {_at(ours, 0.5) / _at(bare, 0.5):.1f}   tỉ lệ p99: {_at(ours, 0.99) / _at(bare, 0.99):.1f}")


def _full_text(base: TaskBase) -> Callable[[str], object]:
    """What SQLite alone does: any of the question's folded words, ordered by bm25."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE tasks USING fts5(text)")
    db.executemany("INSERT INTO tasks VALUES (?)", [(fold(entry.item.text),) for entry in base.entries])

    def search(text: str) -> object:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", fold(text)))
        sql = "SELECT rowid FROM tasks WHERE tasks MATCH ? ORDER BY bm25(tasks) LIMIT 10"
        return db.execute(sql, [words]).fetchall()

    return search


def _times(call: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Milliseconds of each call, in all rounds but a first one to warm up, sorted."""
    texts = list(texts)
    found = []
    for turn in range(_ROUNDS + 1):
        for text in texts:
            start = perf_counter()
            call(text)
            if turn:
                found.append((perf_counter() - start) * 1000)
    return sorted(found)


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _show(name: str, times: Sequence[float]) -> None:
    print(f"{name}: p50 {_at(times, 0.5):.2f} ms   p99 {_at(times, 0.99):.2f} ms")
