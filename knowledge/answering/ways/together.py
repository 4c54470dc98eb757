"""Questions on what agencies do with each other: "việc nào Sở Y tế phối hợp với Công an tỉnh"."""

from collections.abc import Iterable
from dataclasses import replace

from knowledge.answering.answer import FIRST_SCREEN, Answer
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.roles import partner_group, role_of
from knowledge.answering.ways.listing import list_of, on_topic


def answer_together(asked: Asked) -> Answer:
    """The duties that name all agencies of the question; where none does, those of one of them whose partners are
    named as a group that takes in the others.
    """
    own = on_topic(asked, asked.concerned())
    named = _once(asked, (entry for entry in own if all(_is_named(asked, entry, each) for each in _each(asked))))
    if named:
        return list_of(asked, "together", named)
    near = _once(asked, (entry for entry in own if _takes_in_rest(asked, entry)))[:FIRST_SCREEN]
    return replace(asked.nothing("no_together", asked.question.agencies), elsewhere=tuple(map(asked.hit, near)))


def _once(asked: Asked, entries: Iterable[Entry]) -> list[Entry]:
    return asked.base.registers.without_twins(entries)


def _each(asked: Asked) -> list[tuple[str, ...]]:
    """The keys of each agency of the question."""
    return [asked.base.keys_of(agency) for agency in asked.question.agencies]


def _is_named(asked: Asked, entry: Entry, keys: tuple[str, ...]) -> bool:
    return role_of(asked.base.catalogue, entry, keys, ()) is not None


def _takes_in_rest(asked: Asked, entry: Entry) -> bool:
    """Whether one of the agencies has an item by name, and the group of its partners takes in all the others."""
    agencies = zip(asked.question.agencies, _each(asked), strict=True)
    rest = [name for name, keys in agencies if not _is_named(asked, entry, keys)]
    return len(rest) == 1 and partner_group(asked.base.catalogue, entry, rest) is not None
