"""What a new version of a plan changed: duties added, changed, removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.models import Item
from knowledge.storing.identity import KnownItem, match_items
from nlp.text import squeeze

Field = Literal["text", "leads", "coordinators", "timing", "kind", "report_to", "status", "details"]

_FIELDS: dict[Field, Callable[[Item], object]] = {
    "text": lambda item: squeeze(item.text),
    "leads": lambda item: item.leads,
    "coordinators": lambda item: item.coordinators,
    "timing": lambda item: (squeeze(item.timing_raw or ""), item.timings),
    "kind": lambda item: item.kind,
    "report_to": lambda item: item.report_to,
    "status": lambda item: item.status,
    "details": lambda item: item.details,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A duty that both versions hold and that says something else now."""

    before: Item
    after: Item
    fields: tuple[Field, ...]
    """which of its fields differ; never empty."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the duties of a plan, each kind in document order."""

    added: tuple[Item, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Item, ...] = ()
    renumbered: int = 0
    """how many duties go on unchanged under another ref."""

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.changed or self.removed or self.renumbered)


def compare(before: Sequence[Item], after: Sequence[Item]) -> Changes:
    """The changes from the items of one version to those of the next. Items are matched as in the base, so that an
    item told as changed is one that keeps its id there; lines, headings and sections may shift without being a change.
    """
    known = [KnownItem(place, item.ref, item.text) for place, item in enumerate(before)]
    places = match_items(known, after)
    kept = set(places)
    pairs = [(before[place], item) for place, item in zip(places, after, strict=True) if place is not None]
    changed = [Changed(old, new, fields) for old, new in pairs if (fields := _differing(old, new))]
    same = [(old, new) for old, new in pairs if not _differing(old, new)]
    return Changes(
        added=tuple(item for place, item in zip(places, after, strict=True) if place is None),
        changed=tuple(changed),
        removed=tuple(item for place, item in enumerate(before) if place not in kept),
        renumbered=sum(old.ref != new.ref for old, new in same),
    )


def _differing(old: Item, new: Item) -> tuple[Field, ...]:
    return tuple(name for name, value in _FIELDS.items() if value(old) != value(new))
