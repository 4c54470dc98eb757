"""What an agency is in a duty: its lead, a coordinator, or part of a group that is named."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from knowledge.answering.entries import Entry
from knowledge.answering.registers import Registers
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS
from nlp.text import fold

Role = Literal["lead", "coordinate", "group"]
ORDER: Final[Mapping[Role | None, int]] = {"lead": 0, "coordinate": 1, "group": 2, None: 3}
"""the strongest role first, no part last."""

_BELOW_PROVINCE: Final = frozenset({"huyen", "xa"})
_ANY_LEVEL: Final = frozenset({"", "cac cap"})
_PLACE: Final = re.compile(
    r"(?<= )(?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) "
    rf"(?P<name>(?:[{CAPITALS}\d][\w’'-]*)(?: (?:[{CAPITALS}\d–-][\w’'-]*|-))*)$"
)
"""The place at the end of an agency's name."""


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


def are_below_province(catalogue: Catalogue, names: Iterable[str]) -> bool:
    """Whether all of some names tell a district's or a commune's agencies, which their keys do not: "Công an xã"."""
    levels = {catalogue.level(name) for name in names if not catalogue.key(name).endswith(tuple(_BELOW_PROVINCE))}
    return bool(levels) and levels <= _BELOW_PROVINCE


def is_of_level(catalogue: Catalogue, entry: Entry, keys: Sequence[str], names: Iterable[str]) -> bool:
    """Whether those agencies of an item that have one of these keys may be the ones named: what "Công an tỉnh" leads is
    no duty of "Công an xã". Names that tell no level, or all of them, may be any.
    """
    posts = (post for name in entry.labels for post in catalogue.posts(name))
    told = {catalogue.level(post) for post in posts if catalogue.key(post) in keys}
    return not told or not told.isdisjoint(_ANY_LEVEL.union(map(catalogue.level, names)))


def partner_group(catalogue: Catalogue, entry: Entry, names: Sequence[str]) -> str | None:
    """The group, as printed, that coordinates an item and takes in one of some agencies: "các sở, ngành"."""
    groups = filter(catalogue.is_group, entry.item.coordinators)
    return next((group for group in groups if any(catalogue.takes_in(group, name) for name in names)), None)


def parts(
    catalogue: Catalogue, registers: Registers, keys: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[Role, list[list[Entry]]]]:
    """The lists of all items in which any of the agencies has a part, the strongest role first; an item with several
    comes again.
    """
    yield "lead", [registers.leads[key] for key in keys if key in registers.leads]
    yield "coordinate", [registers.coordinators[key] for key in keys if key in registers.coordinators]
    groups = registers.groups.items()
    yield "group", [entries for group, entries in groups if any(catalogue.takes_in(group, name) for name in names)]


def role_in(catalogue: Catalogue, entry: Entry, agency: str) -> Role | None:
    """What one agency, given by its official name, is in an item. Stricter than `role_of`, which takes who asks for
    "UBND huyện" at their word: names that end in different places ("huyện Tân Yên", "huyện Việt Yên") are different
    agencies, and "UBND các huyện" is a group.
    """
    key = catalogue.key(agency)
    if role_of(catalogue, entry, (key,), (agency,)) is None:
        return None
    leads, others = (
        [name for name in names if catalogue.key(name) == key and not _apart(name, agency)]
        for names in (entry.item.leads, entry.item.coordinators)
    )
    alone = not catalogue.is_group(agency)
    if any(not (alone and catalogue.is_group(name)) for name in leads):
        return "lead"
    if others:
        return "coordinate"
    return "group" if leads or any(catalogue.takes_in(name, agency) for name in entry.item.leads) else None


def _apart(name: str, other: str) -> bool:
    """Whether two names tell different places."""
    places = [found["name"] for each in (name, other) if (found := _PLACE.search(each))]
    return len(places) == 2 and fold(places[0]) != fold(places[1])
