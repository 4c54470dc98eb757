"""The part of a long wording that a question is about."""

import re
from collections.abc import Mapping
from itertools import pairwise

from knowledge.answering.base import TaskBase
from nlp.question import Question
from nlp.text import squeeze, syllables

_BREAK = re.compile(r"(?<=[;.:])\s+(?=\S)")
_BULLET = re.compile(r"^[-+•]\s*")


def wanted_of(question: Question, base: TaskBase) -> dict[tuple[str, ...], float]:
    """The folded syllables that a question is about, alone and in pairs, each with how rare it is in the plans: marks
    are folded, so that only the pair tells "bạo lực" from "bảo vệ" and "năng lực".
    """
    asked = [syllable for word in question.topic for syllable in syllables(word.token.text)]
    alone = {(syllable,): base.index.idf(syllable) for syllable in asked}
    return alone | {pair: base.index.pair_idf(*pair) for pair in pairwise(asked)}


def excerpt(text: str, wanted: Mapping[tuple[str, ...], float], limit: int) -> str:
    """At most about `limit` characters of a wording: its beginning, or the clauses that tell most of `wanted`.

    Args:
        text: the wording; what is left out is shown as "…".
        wanted: folded syllables and pairs of them that the person asked for, each with what it counts.
        limit: characters.
    """
    text = squeeze(text)
    if len(text) <= limit:
        return text
    clauses = [clause.strip() for clause in _BREAK.split(text) if clause.strip()]
    scores = [_told(clause, wanted) for clause in clauses]
    first = max(range(len(clauses)), key=lambda at: (scores[at], -at))
    last = first + 1
    while last < len(clauses) and len(" ".join(clauses[first : last + 1])) <= limit:
        last += 1
    kept = _BULLET.sub("", " ".join(clauses[first:last]))
    return ("… " if first else "") + _cut(kept, limit, more=last < len(clauses))


def _told(clause: str, wanted: Mapping[tuple[str, ...], float]) -> float:
    held = syllables(clause)
    said = {*pairwise(held), *((each,) for each in held)}
    return sum(counts for words, counts in wanted.items() if words in said)


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, cut between words."""
    text = _BULLET.sub("", squeeze(text))
    return _cut(text, limit, more=False)


def _cut(text: str, limit: int, more: bool) -> str:
    if len(text) > limit:
        return text[: text.rfind(" ", 0, limit)].rstrip(" ,;:-–") + " …"
    return text.rstrip(" ;") + (" …" if more else "")
