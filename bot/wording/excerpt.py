"""The part of a long wording that a question is about."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.answering.base import TaskBase
from knowledge.answering.topic import Topic
from nlp.question import Question
from nlp.text import squeeze, syllables

_BREAKS = (re.compile(r"(?<=[;.:])\s+(?=\S)"), re.compile(r"(?<=[,;.:])\s+(?=\S)"), re.compile(r"\s+"))
"""where a wording may be cut, the better places first: behind a clause, a comma, a word"""
_BULLET = re.compile(r"^[-+•]\s*")
_LEAD = 4
"""part of an excerpt that the beginning of the wording gets, where what is asked stands far behind it"""

Wanted = Mapping[tuple[str, ...], float]


def wanted_of(question: Question, base: TaskBase) -> dict[tuple[str, ...], float]:
    """The folded syllables that a question is about, alone and in pairs, each with how rare it is in the plans: marks
    are folded, so that only the pair tells "bạo lực" from "bảo vệ" and "năng lực". Other words for them count, too.
    """
    asked = [syllable for word in question.topic for syllable in syllables(word.token.text)]
    wanted: dict[tuple[str, ...], float] = {(syllable,): base.index.idf(syllable) for syllable in asked}
    wanted |= {pair: base.index.pair_idf(*pair) for pair in pairwise(asked)}
    for phrase in Topic.of(question, base.is_word).phrases:
        if len(phrase.words) == 1:
            wanted.setdefault(phrase.words, phrase.strength * base.index.idf(*phrase.words))
        for pair in pairwise(phrase.words):
            wanted.setdefault(pair, phrase.strength * base.index.pair_idf(*pair))
    return wanted


def excerpt(text: str, wanted: Wanted, limit: int) -> str:
    """At most about `limit` characters of a wording: its beginning, or a shorter beginning with the clauses that tell
    most of `wanted`.

    Args:
        text: the wording; what is left out is shown as "…".
        wanted: folded syllables and pairs of them that the person asked for, each with what it counts.
        limit: characters.
    """
    start = shorten(text, limit)
    if _told(start, wanted) >= _told(text, wanted):
        return start
    lead = shorten(text, limit // _LEAD)
    part = _best_part(_BULLET.sub("", squeeze(text)), wanted, limit - len(lead))
    return start if _told(part, wanted) <= _told(start, wanted) else f"{lead} {part}"


def _best_part(text: str, wanted: Wanted, limit: int) -> str:
    """The clauses side by side that tell most; of one that is too long those of its words."""
    for between in _BREAKS:
        parts = [part.strip() for part in between.split(text) if part.strip()]
        stretches = [_from(parts, at, limit) for at in range(len(parts))]
        first = max(range(len(parts)), key=lambda at: (_told(stretches[at], wanted), at == 0, at))
        if len(parts[first]) <= limit:
            break
    ends = text.endswith(stretches[first])
    return _cut(stretches[first], limit, more=not ends)


def _from(parts: Sequence[str], at: int, limit: int) -> str:
    """The parts from one on, as many as there is room for."""
    end = at + 1
    while end < len(parts) and len(" ".join(parts[at : end + 1])) <= limit:
        end += 1
    return " ".join(parts[at:end])


def _told(clause: str, wanted: Wanted) -> float:
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
