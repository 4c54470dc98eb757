"""Duties told twice: in the body and again in the appendix."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from knowledge.models import Item
from knowledge.names.agencies import Catalogue
from nlp.text import syllables

_SHARED = 0.78
_FEWEST_PAIRS = 6
_LEAST_SHARED = _SHARED * _FEWEST_PAIRS
_COMMON = 60

Pairs = set[str]
"""Adjacent syllables of a wording: {"ke hoach", "hoach nam", ...}."""


def link_twins(items: Sequence[Item]) -> None:
    """Writes into `twins` the refs of items in the other half of the plan (body and appendix) that tell the same duty:
    most of the adjacent syllables of the shorter wording stand in the longer, and a lead is the same or not printed.
    """
    appendix = [item for item in items if item.section == "PL"]
    body = [item for item in items if item.section != "PL"] if appendix else []
    own, others = list(map(_pairs, body)), list(map(_pairs, appendix))
    holders = _holders(others, set().union(*own))
    for item, pairs in zip(body, own, strict=True):
        for at in _telling_same(pairs, others, holders):
            other = appendix[at]
            if _agree(item.leads, other.leads):
                item.twins.append(other.ref)
                other.twins.append(item.ref)


def _pairs(item: Item) -> Pairs:
    return set(map(" ".join, pairwise(syllables(item.text))))


def _holders(others: Sequence[Pairs], wanted: Pairs) -> dict[str, list[int]]:
    """The positions of the sets that each of the pairs `wanted` stands in."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, its in enumerate(others):
        for pair in its & wanted:
            holders[pair].append(at)
    return holders


def _telling_same(own: Pairs, others: Sequence[Pairs], holders: Mapping[str, Sequence[int]]) -> list[int]:
    """Positions of the sets that hold the same as `own`, in order. Looked at are those that share more than one of the
    less common pairs, and enough of them even if they shared all the common ones.
    """
    known = [holders[pair] for pair in own & holders.keys()]
    rare = [its for its in known if len(its) <= _COMMON]
    common = len(known) - len(rare)
    counts = Counter(chain.from_iterable(rare))
    fewest = max(2, _LEAST_SHARED - common)
    near = (at for at, count in counts.items() if count >= fewest and _suffices(count + common, own, others[at]))
    return sorted(at for at in near if _suffices(len(own & others[at]), own, others[at]))


def _suffices(shared: int, one: Pairs, other: Pairs) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST_PAIRS and shared >= _SHARED * shorter


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    key = Catalogue.load().key
    return not one or not other or not {key(name) for name in one}.isdisjoint(map(key, other))
