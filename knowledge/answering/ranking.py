"""The items that fit a question, best first: by how well they fit its topic, its agencies and its kind."""

from collections.abc import Iterator
from functools import cache, lru_cache
from heapq import heappop, heappush

from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.finding import find
from knowledge.answering.lazy import Lazy
from knowledge.answering.named import holds_in
from knowledge.answering.scope import Scope
from knowledge.answering.weighing import Found, weigh
from knowledge.datafiles import DUTIES
from knowledge.models import Kind
from nlp.text import syllables

_TOLD = 0.85
_REPORTED = 0.85
"""what a report on a duty counts less than the duty, where no report is asked for."""
_ENACTING = 0.5
"""what an article on who carries out the document counts less than its duties"""
_NOBODY = 0.7
_OTHER_YEAR = 0.75
_OPENING = 14
_FOUND, _LISTED = 20, 200
"""Items that are looked at: for one answer, and for a list of all that fits."""
_ROLE_BONUS = {"lead": 1.25, "coordinate": 1.1, "group": 1.02, None: 1.0}
_MOST_OF_ROLE = max(_ROLE_BONUS.values())
_OF_KIND = 1.5
"""what an item of the kind asked for counts more."""
_ROUNDING = 1e-6
_REMEMBERED = 8192
"""items of which it is remembered how they are worded: the same few come up again and again, whoever asks."""
_KINDS: dict[str, frozenset[Kind]] = {
    "target": frozenset({"target"}),
    "funding": frozenset({"funding"}),
    "report": frozenset({"report"}),
}


def best(asked: Asked, scope: Scope) -> Lazy[Found]:
    """Items of a scope that fit the topic, best first; what fits agency and kind of question goes before."""
    return Lazy(_best_first(asked, scope))


def _best_first(asked: Asked, scope: Scope) -> Iterator[Found]:
    """The same; an item is weighed only when none that was weighed before is better than it can be."""
    among = None if scope.is_whole(asked.base) else scope.stretches(asked.base)
    most = (_MOST_OF_ROLE if asked.keys else 1.0) * (_OF_KIND if asked.question.intent in _KINDS else 1.0)
    weighed: list[tuple[float, int, Found]] = []
    for at, (entry, score) in enumerate(find(asked.base, asked.topic, among, _LISTED if asked.listed else _FOUND)):
        while weighed and -weighed[0][0] >= max(0.0, score * most) + _ROUNDING:
            yield heappop(weighed)[2]
        found = _favoured(asked, weigh(asked.base, asked.topic, entry, score))
        heappush(weighed, (-found.score, at, found))
    while weighed:
        yield heappop(weighed)[2]


def _favoured(asked: Asked, found: Found) -> Found:
    intent, entry = asked.question.intent, found.entry
    factor = (0.5 + 0.5 * found.coverage) * _ROLE_BONUS[asked.role(entry)]
    if intent in _KINDS:
        factor *= _OF_KIND if entry.kind in _KINDS[intent] else 1.0
    elif entry.kind in ("directive", "target"):
        factor *= 0.85
    if entry.kind == "report" and "report" not in asked.question.cues:
        factor *= _REPORTED
    if _is_told_only(entry) and not _only_tells(asked.question.text):
        factor *= _TOLD
    if _is_enacting(entry):
        factor *= _ENACTING
    if intent == "lead" and not entry.leads:
        factor *= _NOBODY
    if intent == "when" and not entry.timings:
        factor *= 0.85
    if asked.question.asked_years and not holds_in(entry, asked.question.asked_years):
        factor *= _OTHER_YEAR
    return found._replace(score=found.score * factor)


@lru_cache(_REMEMBERED)
def _is_told_only(entry: Entry) -> bool:
    return _only_tells(entry.text)


@lru_cache(_REMEMBERED)
def _is_enacting(entry: Entry) -> bool:
    """Whether an item only says who must carry out the document that holds it."""
    return any(phrase in " ".join(syllables(entry.text)) for phrase in _phrases("enacting"))


def _only_tells(text: str) -> bool:
    """Whether a wording begins with telling people of something: that is not the duty to do it."""
    opening = " ".join(syllables(text)[:_OPENING])
    return any(phrase in opening for phrase in _phrases("telling"))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(" ".join(syllables(phrase)) for phrase in DUTIES.load()[name])
