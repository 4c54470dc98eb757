"""What an agency is in a duty: its lead, a coordinator, or part of a group that is named."""

from collections.abc import Sequence
from typing import Literal

from knowledge.answering.base import Entry
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
