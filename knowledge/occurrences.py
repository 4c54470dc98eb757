"""What falls due in a stretch of days, each duty's every date by itself: this year's report, not all years'."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.roles import Role, role_in
from knowledge.due import Window, due_dates
from nlp.times import Timing


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A duty on a day on which it falls due."""

    entry: Entry
    on: date
    timing: Timing = field(compare=False)
    """what says so."""

    @property
    def key(self) -> tuple[int, date]:
        """What it is known by over imports: the item's id and the day."""
        return self.entry.id, self.on


def days_of(entry: Entry, window: Window) -> Iterator[Occurrence]:
    """The days in a window on which an item falls due, in order; none for what is printed as done."""
    to_do = entry.kind != "target" or entry.leads  # a target that nobody is charged with is not done by a day
    if to_do and entry.timings and not entry.status:
        for due in due_dates(entry.timings, entry.since, entry.until, window):
            yield Occurrence(entry, due.on, due.timing)


def told_once(base: TaskBase, days: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Of a duty's day that a plan tells in two places only the first."""
    taken: set[tuple[int, date]] = set()
    for each in days:
        if each.key not in taken:
            yield each
            taken.update((same.id, each.on) for same in (each.entry, *base.registers.alike.get(each.entry, ())))


class Calendar:
    """What falls due in a window, by day, agency and plan."""

    def __init__(self, base: TaskBase, window: Window) -> None:
        self._base = base
        self._window = window
        self._of_agency: dict[str, Mapping[Role, frozenset[int]]] = {}

    @cached_property
    def days(self) -> Mapping[date, Sequence[Occurrence]]:
        """What falls due on each day, in the plans' order; what is printed as done left out, a duty told twice once."""
        found: dict[date, list[Occurrence]] = defaultdict(list)
        days = (each for entry in self._base.entries for each in days_of(entry, self._window))
        for each in told_once(self._base, days):
            found[each.on].append(each)
        return {day: found[day] for day in sorted(found)}

    def of_items(self, items: Iterable[int]) -> list[Occurrence]:
        """The days of some items, given by id, in order."""
        entries = (self._base.by_id.get(item) for item in items)
        days = (each for entry in entries if entry for each in days_of(entry, self._window))
        return sorted(days, key=lambda each: each.on)

    def fits(self, plans: Collection[int], agencies: Iterable[str], roles: Collection[Role]) -> "Filter":
        """What belongs to some plans (all when none is named) and concerns some agencies (likewise) in a role."""
        ids = [self._items_of(agency)[role] for agency in agencies for role in roles]
        return Filter(frozenset(plans), frozenset().union(*ids) if ids else None)

    def _items_of(self, agency: str) -> Mapping[Role, frozenset[int]]:
        """The items that concern an agency, by what it is in them."""
        if agency not in self._of_agency:
            found: dict[Role, set[int]] = defaultdict(set)
            entries = {each.entry.id: each.entry for day in self.days.values() for each in day}
            for entry in entries.values():
                if role := role_in(self._base.catalogue, entry, agency):
                    found[role].add(entry.id)
            self._of_agency[agency] = {role: frozenset(found[role]) for role in ("lead", "coordinate", "group")}
        return self._of_agency[agency]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which duties are looked at."""

    plans: frozenset[int]
    """ids of plans; none named: all."""
    items: frozenset[int] | None
    """ids of items, or None for all."""

    def takes(self, entry: Entry) -> bool:
        """Whether an item belongs."""
        return (not self.plans or entry.plan.id in self.plans) and (self.items is None or entry.id in self.items)
