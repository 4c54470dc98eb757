"""The items of a base under what lists ask for: a list then costs what it is long, not what the base is."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Final, TypeVar

from rapidfuzz import fuzz

from knowledge.answering.entries import Entry
from knowledge.due import Schedule
from knowledge.models import Kind
from nlp.text import fold

_CHARGED: Final[frozenset[Kind]] = frozenset({"task", "report", "directive"})
_ALIKE = 72
"""Likeness of two wordings (rapidfuzz, 0..100) above which only one is shown."""
K = TypeVar("K", bound=Hashable)
in_order: Callable[[Entry], int] = attrgetter("at")
"""The order of the base, as a key to sort by."""


class Registers:
    """Lists of items, each in the order of the base."""

    def __init__(self, entries: Sequence[Entry], twins: Mapping[int, Sequence[Entry]]) -> None:
        """`twins`: for an item's id the items of its plan that tell the same duty."""
        self.leads: dict[str, list[Entry]] = _under(entries, lambda entry: entry.leads)
        self.coordinators: dict[str, list[Entry]] = _under(entries, lambda entry: entry.coordinators)
        self.groups: dict[str, list[Entry]] = _under(entries, lambda entry: entry.groups)
        self.kinds: dict[Kind, list[Entry]] = _under(entries, lambda entry: (entry.kind,))
        self.refs: dict[str, list[Entry]] = _under(entries, lambda entry: (entry.ref,))
        self.labels: dict[tuple[str, ...], list[Entry]] = _under(entries, lambda entry: (entry.labels,))
        self.schedules: dict[Schedule, list[Entry]] = by_schedule(entries)
        self.duties = [entry for entry in entries if not entry.is_closing]
        self.charges = [entry for entry in self.duties if entry.kind in _CHARGED and not entry.is_purpose]
        """what somebody is to do: no targets, money or purposes."""
        self.reporting = [entry for entry in entries if entry.kind == "report" or entry.speaks_of_reports]
        self.alike = _alike(entries, twins)
        self.longer = _twins(entries, twins, lambda twin, own: (twin.length, -twin.at) > (own.length, -own.at))
        """for an item those twins whose wording is longer, so that it is a part; only for those that have any."""
        self.plainer = _twins(entries, twins, lambda twin, own: len(twin.timings) < len(own.timings))
        """likewise those twins that have fewer times."""
        self.duties_once = self.without_twins(self.duties)
        """the duties, of those told twice only the first."""
        self._rivals = _rivals(self.alike)
        open_ = by_schedule(entry for entry in self.duties if not entry.status)
        self.open = {schedule: self._once(alike_due) for schedule, alike_due in open_.items()}
        """what is not printed as done, without what no list of all of it tells (see `first_told`)."""

    def _once(self, entries: Sequence[Entry]) -> list[Entry]:
        """Of all items under a schedule those that do not tell the same as one before them that is sure to be told."""
        sure = {entry for entry in entries if entry not in self._rivals}
        return [entry for entry in entries if sure.isdisjoint(self._rivals.get(entry, ()))]

    def without_twins(self, entries: Iterable[Entry], limit: int | None = None) -> list[Entry]:
        """Entries in order, of those that tell the same duty in nearly the same words only the first; no further than
        to a `limit` of them.
        """
        return list(islice(self._first_of_twins(entries), limit))

    def _first_of_twins(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        alike, seen = self.alike, set[Entry]()
        for entry in entries:
            if entry in alike:
                if entry in seen:
                    continue
                seen.update(alike[entry])
            yield entry

    def first_told(
        self, entries: Iterable[Entry], is_listed: Callable[[Entry], bool], order: Mapping[Schedule, int] | None = None
    ) -> list[Entry]:
        """The same for a part of a long list, of which the rest need not be put in order.

        Args:
            entries: the part.
            is_listed: whether an item belongs to the whole list.
            order: what the whole list is sorted by, before the order of the base; for all its schedules.
        """
        rivals, places = self._rivals, order or dict.fromkeys(self.schedules, 0)

        def told_before(entry: Entry) -> bool:
            own, at = places[entry.schedule], entry.at
            for other in rivals[entry]:
                if is_listed(other):
                    theirs = places[other.schedule]
                    first = other.at < at if theirs == own else theirs < own
                    if first and not (other in rivals and told_before(other)):
                        return True
            return False

        return [entry for entry in entries if entry not in rivals or not told_before(entry)]


def merged(registers: Collection[Sequence[Entry]]) -> Sequence[Entry]:
    """Several lists in the order of the base as one, each item once."""
    if len(registers) == 1:
        return next(iter(registers))
    return sorted(dict.fromkeys(chain.from_iterable(registers)), key=in_order)


def by_schedule(entries: Iterable[Entry]) -> dict[Schedule, list[Entry]]:
    """Items by when they are due; of an agency's duties everywhere these may be a third of the base."""
    found: defaultdict[Schedule, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.schedule].append(entry)
    return found


def _under(entries: Iterable[Entry], names: Callable[[Entry], Iterable[K]]) -> dict[K, list[Entry]]:
    """Items under each of their names."""
    found: dict[K, list[Entry]] = {}
    for entry in entries:
        for name in dict.fromkeys(names(entry)):
            found.setdefault(name, []).append(entry)
    return found


def _alike(entries: Iterable[Entry], twins: Mapping[int, Sequence[Entry]]) -> dict[Entry, list[Entry]]:
    """For an item those twins that have nearly the same wording, for a twin may also be a part of the other only."""
    found: dict[Entry, list[Entry]] = {}
    for entry in entries:
        for twin in twins.get(entry.id, ()):
            if entry.at < twin.at and _is_alike(entry.text, twin.text):
                found.setdefault(entry, []).append(twin)
                found.setdefault(twin, []).append(entry)
    return found


def _twins(
    entries: Iterable[Entry], twins: Mapping[int, Sequence[Entry]], fits: Callable[[Entry, Entry], bool]
) -> dict[Entry, list[Entry]]:
    """For an item those of its twins that fit it; only for those that have any."""
    told = ((entry, [twin for twin in twins[entry.id] if fits(twin, entry)]) for entry in entries if entry.id in twins)
    return {entry: found for entry, found in told if found}


def _rivals(alike: Mapping[Entry, Sequence[Entry]]) -> dict[Entry, list[Entry]]:
    """For an item those that tell the same and may come before it in a list sorted by when they are due; only for those
    that have any.
    """
    found = {
        entry: [other for other in others if other.schedule is not entry.schedule or other.at < entry.at]
        for entry, others in alike.items()
    }
    return {entry: others for entry, others in found.items() if others}


def _is_alike(one: str, other: str) -> bool:
    return bool(fuzz.token_sort_ratio(fold(one), fold(other), score_cutoff=_ALIKE))
