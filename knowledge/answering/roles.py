"""What an agency is in a duty: its lead, a coordinator, or part of a group that is named."""

from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.answering.entries import Entry
from knowledge.answering.registers import Registers
from knowledge.names.agencies import Catalogue

Role = Literal["lead", "coordinate", "group"]


def role_of(catalogue: Catalogue, entry: Entry, keys: Sequence[str], names: Sequence[str]) -> Role | None:
    """The strongest role that any of the agencies has in an item, or None.

    Args:
        catalogue: the agencies.
        entry: the item.
        keys: the agencies' keys (`Catalogue.key`).
        names: their official names.
    """
    if any(key in entry.leads for key in keys):
        return "lead"
    if any(key in entry.coordinators for key in keys):
        return "coordinate"
    return "group" if any(catalogue.takes_in(group, name) for group in entry.groups for name in names) else None


def parts(
    catalogue: Catalogue, registers: Registers, keys: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[Role, list[Entry]]]:
    """All items in which any of the agencies has a part, the weakest role first; one with several comes again."""
    for group, entries in registers.groups.items():
        if any(catalogue.takes_in(group, name) for name in names):
            yield "group", entries
    yield from (("coordinate", registers.coordinators[key]) for key in keys if key in registers.coordinators)
    yield from (("lead", registers.leads[key]) for key in keys if key in registers.leads)
