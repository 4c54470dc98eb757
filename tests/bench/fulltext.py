"""What SQLite alone does with a question: any of its words, ordered by bm25."""

import re
import sqlite3
from collections.abc import Callable, Iterable


def full_text(texts: Iterable[str], clean: Callable[[str], str] = str) -> Callable[[str], list[int]]:
    """A bare FTS5 search over texts, which gives the positions of the ten best, best first.

    `clean` is done to texts and questions before SQLite's own "remove_diacritics 2", which leaves đ as it is.
    """
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE tasks USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    db.executemany(
        "INSERT INTO tasks (rowid, text) VALUES (?, ?)", ((at, clean(text)) for at, text in enumerate(texts))
    )
    sql = "SELECT rowid FROM tasks WHERE tasks MATCH ? ORDER BY bm25(tasks) LIMIT 10"

    def search(question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", clean(question)))
        return [row[0] for row in db.execute(sql, [words])] if words else []

    return search
