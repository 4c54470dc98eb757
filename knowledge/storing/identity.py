"""What stays the same when a document is imported again: the plan, and each of its duties."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.models import Document, Item, Plan
from nlp.text import fold, squeeze

_NEAR = 80.0
"""Least likeness (0-100) of two wordings under one ref for them to be one duty with a corrected wording."""

_GOES_ON = 0.5
"""Least share of the shorter of two versions that the other holds word for word, for a draft that was only revised."""


class KnownItem(NamedTuple):
    """An item as stored: its id, its ref and its wording."""

    id: int
    ref: str
    text: str


def plan_identity(document: Document) -> str | None:
    """Number, issuer and date of issue as one key, or None when one of them is missing: a document is known by these
    (Nghị định 30/2020/NĐ-CP), in whatever file it comes. A number still to be filled in ("/KH-UBND") is none.
    """
    number, issuer, issued_on = document.number, document.issuer, document.issued_on
    if not (number and number[0].isdigit() and issuer and issued_on):
        return None
    return fold(squeeze(f"{number}|{issuer}|{issued_on}"))


def is_revision(before: Plan, after: Plan) -> bool:
    """Whether a document without a number is a new version of another under the same file name, and not another
    document: of the same issuer, as far as both name one, and with the same title or mostly the same wording.
    """
    one, other = before.document, after.document
    if one.issuer and other.issuer and fold(one.issuer) != fold(other.issuer):
        return False
    same_title = bool(one.title and other.title) and fold(squeeze(one.title or "")) == fold(squeeze(other.title or ""))
    return same_title or share_kept(before, after) >= _GOES_ON


def share_kept(before: Plan, after: Plan) -> float:
    """How much of the shorter of two versions goes on in the other (0-1): items as `match_items` has it, passages word
    for word; 1 when one of them is empty.
    """
    known = [KnownItem(place, item.ref, item.text) for place, item in enumerate(before.items)]
    items = sum(place is not None for place in match_items(known, after.items))
    passages = len({squeeze(each.text) for each in before.passages} & {squeeze(each.text) for each in after.passages})
    least = min(len(plan.items) + len(plan.passages) for plan in (before, after))
    return (items + passages) / least if least else 1.0


def match_items(known: Sequence[KnownItem], items: Sequence[Item]) -> list[int | None]:
    """For each new item the id of the stored item that it continues, or None; no id twice. Same ref and wording come
    first, then the same wording elsewhere (renumbered), then the same ref with a wording that was only corrected.
    """
    ids: list[int | None] = [None] * len(items)
    left = _claim(ids, known, items, lambda ref, text: (ref, squeeze(text)))
    left = _claim(ids, left, items, lambda _, text: squeeze(text))
    by_ref = {old.ref: old for old in left}
    for place, item in enumerate(items):
        old = by_ref.get(item.ref)
        if ids[place] is None and old and fuzz.ratio(squeeze(old.text), squeeze(item.text)) >= _NEAR:
            ids[place] = old.id
    return ids


def _claim(
    ids: list[int | None], known: Sequence[KnownItem], items: Sequence[Item], key: Callable[[str, str], Hashable]
) -> list[KnownItem]:
    """Fills `ids` where a stored item has the same key, in order; returns the stored items left over."""
    waiting: dict[Hashable, list[KnownItem]] = defaultdict(list)
    for old in reversed(known):
        waiting[key(old.ref, old.text)].append(old)
    for place, item in enumerate(items):
        same = waiting.get(key(item.ref, item.text))
        if ids[place] is None and same:
            ids[place] = same.pop().id
    return [old for same in waiting.values() for old in same]
