"""How much of a question an item must account for to be told as its answer."""

from functools import cache
from itertools import pairwise, starmap

from knowledge.answering.asked import Asked
from knowledge.answering.lazy import Lazy
from knowledge.answering.weighing import Found
from knowledge.datafiles import DUTIES
from nlp.text import fold

SURE = 0.65
"""Share of the question's words, by weight, that an item must account for."""
_SURE_OF_PLAN = 0.55
"""The same where the question names a place or a plan: there it is already told what it is about."""


def sure(asked: Asked) -> float:
    """The share of the question's words that an item must account for to be told as the answer."""
    return _SURE_OF_PLAN if asked.scope.named else SURE


def is_sure(asked: Asked, found: Lazy[Found]) -> bool:
    """Whether the best of what was found accounts for enough of the question."""
    return bool(found) and is_enough(asked, found.first) and found.first.score > 0


def is_enough(asked: Asked, found: Found) -> bool:
    """Whether an item accounts for enough of the question; for more, where it lacks a whole word of it that is not just
    another verb ("xử lý", "chấp hành"). Where no plan is named, the word that it begins with must be there.
    """
    if found.coverage < sure(asked):
        return False
    if found.coverage >= SURE:
        return asked.scope.named or not _lacks_head(asked, found)
    return not found.lacks_much(asked.base) and not words_lacking(asked, found)


def _lacks_head(asked: Asked, found: Found) -> bool:
    """Whether an item lacks the whole word that the topic begins with, which tells what is done: "bình xét"."""
    head = next((word.token.lower for word in asked.topic.words if word.role == "topic"), "")
    return any(phrase.lower().split()[0] == head for phrase in words_lacking(asked, found))


def words_lacking(asked: Asked, found: Found) -> list[str]:
    """The whole words of the question that an item lacks, verbs that may be said of any duty left out."""
    return [phrase for phrase in found.missing if fold(phrase) not in _verbs() and is_word(asked, phrase)]


def is_word(asked: Asked, phrase: str) -> bool:
    """Whether a phrase holds a word of several syllables, not only syllables that happen to stand side by side."""
    return any(starmap(asked.base.is_compound, pairwise(phrase.split())))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(map(fold, DUTIES.load()["general"]))
