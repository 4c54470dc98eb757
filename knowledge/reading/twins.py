"""Duties told twice: in the body and again in the appendix."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from knowledge.models import Item
from knowledge.names.agencies import Catalogue
from nlp.text import syllables

_SHARED = 0.78
_FEWEST_PAIRS = 6
_COMMON = 60

Pair = tuple[str, str]


def link_twins(items: Sequence[Item]) -> None:
    """Writes into `twins` the refs of items in the other half of the plan (body and appendix) that tell the same duty:
    most of the adjacent syllables of the shorter wording stand in the longer, and a lead is the same or not printed.
    """
    pairs = {item.ref: set(pairwise(syllables(item.text))) for item in items}
    appendix = [item for item in items if item.section == "PL"]
    holders: dict[Pair, list[int]] = defaultdict(list)
    for at, item in enumerate(appendix):
        for pair in pairs[item.ref]:
            holders[pair].append(at)
    for item in items if appendix else ():
        if item.section == "PL":
            continue
        for at in _sharing(pairs[item.ref], holders):
            other = appendix[at]
            if _same(pairs[item.ref], pairs[other.ref]) and _agree(item.leads, other.leads):
                item.twins.append(other.ref)
                other.twins.append(item.ref)


def _sharing(own: set[Pair], holders: dict[Pair, list[int]]) -> list[int]:
    """Positions of the appendix items that share enough of the less common pairs to be looked at, in order."""
    counts = Counter(at for pair in own if len(holders.get(pair, ())) <= _COMMON for at in holders.get(pair, ()))
    return sorted(at for at, count in counts.items() if count > 1)


def _same(one: set[Pair], other: set[Pair]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST_PAIRS and len(one & other) >= _SHARED * shorter


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    key = Catalogue.load().key
    return not one or not other or not {key(name) for name in one}.isdisjoint(map(key, other))
