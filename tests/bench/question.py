"""One question inside the process, beside a bare full-text query of SQLite over the same tasks.

With the bundled plans, and with 10,000 and 100,000 tasks made from them (see `tests.bench.bases.fill`). The questions
are the project's own in four ways of typing, each asked once, so that nothing is answered from memory; slips of
another kind go before, to warm up. The bare query is ``MATCH "a" OR "b" ... ORDER BY bm25`` over folded syllables.
"""

import gc
import resource
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from bot.clock import now
from bot.console.desk import Desk
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import TaskBase
from knowledge.storing.store import Store
from nlp.text import fold
from tests.bench.bases import fill, variations
from tests.bench.fulltext import full_text
from tests.questions import asked_questions
from tests.ways_of_typing import bare, short, slips

_DAY = date(2022, 11, 1)
_FIRST = "ai chủ trì phòng chống đuối nước ở Nghệ An?"
_ALLOWED = {0: 3.0, 10_000: 1.0, 100_000: 0.5}
"""for each size of the base: how many times the bare query a question may take (p50)."""
_EVERY = {0: 1, 10_000: 2, 100_000: 9}
"""of the larger bases only every so many questions are asked, because the bare query takes long there."""


def one_question() -> None:
    """For each size: p50 and p99 of a question to its answer and of a bare FTS5 query, and what they are to each
    other; memory, and the time to be ready to answer.
    """
    for tasks, allowed in _ALLOWED.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            fill(path, tasks).close()
            _alone(_measure, path, allowed, _EVERY[tasks])
            if tasks == 10_000:
                _new_plan(path)


def _alone(measure: Callable[..., None], *args: object) -> None:
    """Measure in a process of its own, whose memory nothing else has filled."""
    process = get_context("spawn").Process(target=measure, args=args)
    process.start()
    process.join()


def typed_questions(every: int = 1) -> tuple[list[str], list[str]]:
    """Questions to warm up with, and questions to measure, none twice."""
    asked = [each.text for each in asked_questions()][::every]
    warm = [slips(text, seed) for seed, text in enumerate(asked)]
    measured = [way(text) for way, text in product((str, bare, short, lambda text: slips(text, -1)), asked)]
    return warm, list(dict.fromkeys(measured))


def _measure(path: Path, allowed: float, every: int) -> None:
    start = perf_counter()
    with Store.open(path, read_only=True) as store:
        base = TaskBase.load(store)
    assistant = Assistant(base)
    assistant.ask(_FIRST, _DAY)
    ready = perf_counter() - start
    warm, questions = typed_questions(every)
    ours = _times(lambda text: assistant.ask(text, _DAY), warm, questions)
    memory = _memory()
    theirs = _times(full_text((entry.item.text for entry in base.entries), fold), warm, questions)
    print(f"{len(base.entries)} nhiệm vụ, {len(questions)} câu hỏi, mỗi câu một lần")
    print(f"  từ mở tệp đến câu trả lời đầu tiên: {ready:.2f} s   bộ nhớ cao nhất của tiến trình: {memory:.0f} MB")
    _show("hỏi và trả lời", ours)
    _show("FTS5 trần", theirs)
    print(f"  tỉ lệ p50 so với FTS5: {_at(ours, 0.5) / _at(theirs, 0.5):.2f} (không quá {allowed})")
    print(f"  p99 gấp p50: {_at(ours, 0.99) / _at(ours, 0.5):.1f} (không quá 3)", flush=True)


def _new_plan(path: Path) -> None:
    """The time from the end of an import to the first answer by a desk that was already at work."""
    desk = Desk(path)
    desk.ask(_FIRST, None, now(), _DAY)
    with Store.open(path) as store:
        plan = variations([store.plan(store.plans()[0].id)], 1)[0]
        plan.file, plan.document.number = "new.txt", "9999999/KH-UBND"
        store.put(plan, "new", now())
    start = perf_counter()
    reply = desk.ask("Kế hoạch số 9999999/KH-UBND do ai ký?", None, now(), _DAY)
    print(f"  kế hoạch mới, từ khi nhập xong đến khi tra được: {perf_counter() - start:.2f} s (không quá 1)")
    print(f"  tìm thấy kế hoạch mới: {any(one.document.number == plan.document.number for one in reply.answer.plans)}")
    desk.close()


def _times(call: Callable[[str], object], warm: Sequence[str], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each call, sorted; those to warm up are not counted."""
    for text in warm:
        call(text)
    gc.collect()
    found = []
    for text in texts:
        start = perf_counter()
        call(text)
        found.append((perf_counter() - start) * 1000)
    return sorted(found)


def _memory() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _show(name: str, times: Sequence[float]) -> None:
    print(f"  {name}: p50 {_at(times, 0.5):.2f} ms   p99 {_at(times, 0.99):.2f} ms")
