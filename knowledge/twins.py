"""Duties told twice: in the body and again in the appendix."""

from collections.abc import Sequence
from itertools import pairwise

from knowledge.models import Item
from nlp.text import syllables

_SHARED = 0.6
_FEWEST_PAIRS = 6


def link_twins(items: Sequence[Item]) -> None:
    """Writes into `twins` the refs of items in the other half of the plan (body and appendix) that tell the same duty:
    most of the adjacent syllables of the shorter wording stand in the longer, and a lead is the same or not printed.
    """
    pairs = [(item, _pairs(item.text)) for item in items]
    body = [pair for pair in pairs if pair[0].section != "PL"]
    appendix = [pair for pair in pairs if pair[0].section == "PL"]
    for item, words in body:
        for other, other_words in appendix:
            if _same(words, other_words) and _agree(item.leads, other.leads):
                item.twins.append(other.ref)
                other.twins.append(item.ref)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = syllables(text)
    return set(pairwise(words))


def _same(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST_PAIRS and len(one & other) >= _SHARED * shorter


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)
