"""The part of a long wording that a question is about."""

import re
from collections.abc import Collection

from nlp.text import squeeze, syllables

_BREAK = re.compile(r"(?<=[;.:])\s+(?=\S)")
_BULLET = re.compile(r"^[-+•]\s*")


def excerpt(text: str, words: Collection[str], limit: int) -> str:
    """At most about `limit` characters of a wording: its beginning, or the clauses that hold most of `words`.

    Args:
        text: the wording; what is left out is shown as "…".
        words: folded syllables that the person asked for.
        limit: characters.
    """
    text = squeeze(text)
    if len(text) <= limit:
        return text
    clauses = [clause.strip() for clause in _BREAK.split(text) if clause.strip()]
    scores = [len({*syllables(clause)} & {*words}) for clause in clauses]
    first = max(range(len(clauses)), key=lambda at: (scores[at], -at)) if words else 0
    last = first + 1
    while last < len(clauses) and len(" ".join(clauses[first : last + 1])) <= limit:
        last += 1
    kept = _BULLET.sub("", " ".join(clauses[first:last]))
    return ("… " if first else "") + _cut(kept, limit, more=last < len(clauses))


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, cut between words."""
    text = _BULLET.sub("", squeeze(text))
    return _cut(text, limit, more=False)


def _cut(text: str, limit: int, more: bool) -> str:
    if len(text) > limit:
        return text[: text.rfind(" ", 0, limit)].rstrip(" ,;:-–") + " …"
    return text.rstrip(" ;") + (" …" if more else "")
