"""Finding the right duty: the assistant beside usual ways of searching, over the same tasks and questions.

The questions are the project's own that name the duty which must come first; right is that duty or its twin (the same
duty told again in the appendix). Every way of searching reads the same: wording, heading, lead agencies, place.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz, process

from knowledge.answering.assistant import Assistant
from knowledge.answering.base import Entry, TaskBase
from nlp.rank import Ranker
from nlp.text import syllables
from nlp.words import segment
from tests.bench.bases import fill
from tests.bench.fulltext import full_text
from tests.questions import Asked, conversations
from tests.ways_of_typing import bare, short, slips

Search = Callable[[Asked, str], Sequence[int]]
"""From a question, as expected and as typed, to positions in the base, best first."""
_DEPTH = 5
_WAYS: Mapping[str, Callable[[str, int], str]] = {
    "viết đủ": lambda text, _: text,
    "không dấu": lambda text, _: bare(text),
    "gõ sai": slips,
    "viết tắt": lambda text, _: short(text),
}


def comparison() -> None:
    """A table in Markdown: recall@1 and recall@5 in percent, for each way of searching and of typing."""
    with TemporaryDirectory() as folder:
        store = fill(Path(folder) / "bench.db")
        base = TaskBase.load(store)
        store.close()
    asked = [one for one in conversations() if one.expect.get("first")]
    right = [_right(base, one) for one in asked]
    print(f"Tìm đúng nhiệm vụ: {len(asked)} câu hỏi, {len(base.entries)} nhiệm vụ; đứng đầu / trong {_DEPTH} mục (%)")
    print()
    print("| Cách tìm |", " | ".join(_WAYS), "|")
    print("| --- |", " | ".join(repeat("---", len(_WAYS))), "|")
    for name, search in _searches(base).items():
        cells = [_recall(search, asked, right, way) for way in _WAYS.values()]
        print(f"| {name} |", " | ".join(cells), "|", flush=True)


def _right(base: TaskBase, asked: Asked) -> set[int]:
    """Positions of the duties that are right first, and of their twins."""
    names = {*asked.expect["first"]}
    named = [entry for entry in base.entries if f"{entry.plan.document.locality} {entry.ref}" in names]
    ids = {one.id for entry in named for one in (entry, *base.twins.get(entry.id, ()))}
    return {at for at, entry in enumerate(base.entries) if entry.id in ids}


def _recall(search: Search, asked: Sequence[Asked], right: Sequence[set[int]], way: Callable[[str, int], str]) -> str:
    found = [search(one, way(one.text, seed))[:_DEPTH] for seed, one in enumerate(asked)]
    first = sum(not wanted.isdisjoint(one[:1]) for one, wanted in zip(found, right, strict=True))
    among = sum(not wanted.isdisjoint(one) for one, wanted in zip(found, right, strict=True))
    return f"{100 * first / len(asked):.1f} / {100 * among / len(asked):.1f}"


def _searches(base: TaskBase) -> dict[str, Search]:
    texts = [_searched(entry) for entry in base.entries]
    words, plain, ranker = _Bm25(map(_words, texts)), _Bm25(map(syllables, texts)), Ranker(texts)
    fts, assistant = full_text(texts), Assistant(base)
    place = {entry.id: at for at, entry in enumerate(base.entries)}
    return {
        f"SQLite {sqlite3.sqlite_version} FTS5, `remove_diacritics 2`": lambda _, text: fts(text),
        "BM25 trên từ của underthesea": lambda _, text: words.search(_words(text)),
        "BM25 trên âm tiết bỏ dấu": lambda _, text: plain.search(syllables(text)),
        "rapidfuzz `token_set_ratio`": lambda _, text: _fuzzy(texts, text),
        "`nlp.rank.Ranker`": lambda _, text: [at for at, _ in ranker.search(text, _DEPTH)],
        "**Ai Chủ Trì**": lambda one, text: [place[hit.entry.id] for hit in assistant.ask(text, one.today).shown],
    }


def _searched(entry: Entry) -> str:
    return "\n".join([entry.text, entry.heading, *entry.item.leads, entry.plan.document.locality or ""])


def _words(text: str) -> list[str]:
    return [word.lower() for word in segment(text) if syllables(word)]


def _fuzzy(texts: Sequence[str], question: str) -> list[int]:
    found = process.extract(
        question.lower(), [text.lower() for text in texts], scorer=fuzz.token_set_ratio, limit=_DEPTH
    )
    return [at for _, _, at in found]


class _Bm25:
    """Okapi BM25 (k1 1.2, b 0.75), as the textbooks have it."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._counts = [Counter(words) for words in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._average = sum(self._lengths) / len(self._lengths)
        self._in_texts = Counter(word for counts in self._counts for word in counts)

    def search(self, words: Sequence[str]) -> list[int]:
        """Positions of the texts that have any of the words, best first."""
        scores = [
            self._score(words, counts, length) for counts, length in zip(self._counts, self._lengths, strict=True)
        ]
        ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
        return [at for at in ranked[:_DEPTH] if scores[at]]

    def _score(self, words: Sequence[str], counts: Mapping[str, int], length: int) -> float:
        norm = 1.2 * (0.25 + 0.75 * length / self._average)
        return sum(self._idf(word) * 2.2 * counts[word] / (counts[word] + norm) for word in words if word in counts)

    def _idf(self, word: str) -> float:
        has = self._in_texts[word]
        return log(1 + (len(self._counts) - has + 0.5) / (has + 0.5))
