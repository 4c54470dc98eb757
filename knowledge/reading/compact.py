"""Many items and passages in little memory: what is alike among them is held once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.models import Item, Passage
from nlp.times import Timing

_M = TypeVar("_M", Item, Passage)
_FIELDS: dict[type, set[str]] = {model: set(model.model_fields) for model in (Item, Passage)}
"""Names of all fields, one set for all models of a kind: each model with its own takes a third more memory."""
_REPEATED = ("leads_raw", "coordinators_raw", "timing_raw", "heading", "section")


@dataclass(slots=True)
class Compact:
    """Makes equal copies that share what is alike among all that it has seen."""

    texts: dict[str, str] = field(default_factory=dict)
    timings: dict[Timing, Timing] = field(default_factory=dict)

    def items(self, items: Iterable[Item]) -> list[Item]:
        """The items once more, equal and smaller."""
        return [self._item(item) for item in items]

    def passages(self, passages: Iterable[Passage]) -> list[Passage]:
        """The passages once more, equal and smaller."""
        return list(map(_smaller, passages))

    def _item(self, item: Item) -> Item:
        for name in _REPEATED:
            text = getattr(item, name)
            setattr(item, name, text and self.texts.setdefault(text, text))
        item.leads = [self.texts.setdefault(name, name) for name in item.leads]
        item.coordinators = [self.texts.setdefault(name, name) for name in item.coordinators]
        item.timings = [self.timings.setdefault(timing, timing) for timing in item.timings]
        return _smaller(item)


def _smaller(model: _M) -> _M:
    return type(model).model_construct(_FIELDS[type(model)], **model.__dict__)
