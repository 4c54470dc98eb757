"""An item of the task base with what questions look at."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from sys import intern

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from knowledge.due import Schedule, plan_limits
from knowledge.models import Item, Kind
from knowledge.names.agencies import Catalogue
from knowledge.reading.headings import context_of
from knowledge.storing.store import StoredData, StoredPlan
from nlp.text import fold
from nlp.times import Timing

_REPORTING = "bao cao"
_CLOSING = "KT"
"""what stands in the ref of a closing formula"""
_TIMINGS = TypeAdapter(tuple[Timing, ...])
_ITEMS = 8192
"""Items that are kept as read; the others are read again when they are asked for."""


@dataclass(slots=True, eq=False)
class Entry:
    """An item of the base with what questions look at; the item itself is read from its stored form when asked for."""

    at: int
    """its position in the base."""
    id: int
    plan: StoredPlan
    ref: str
    kind: Kind
    leads: tuple[str, ...]
    """keys of the lead agencies (see `Catalogue.key`)."""
    groups: tuple[str, ...]
    """those of the leads, as written, that are groups of agencies."""
    coordinators: tuple[str, ...]
    receivers: tuple[str, ...]
    """keys of the agencies that a report is sent to."""
    heading: str
    """the heading that it stands under; "" without one."""
    labels: tuple[str, ...]
    """as printed: its leads, coordinators and time."""
    schedule: Schedule
    status: str | None
    twins: tuple[str, ...]
    """refs of the items of the plan that tell the same duty."""
    length: int
    """of its text."""
    is_closing: bool
    """whether it is a closing formula ("... chủ động triển khai thực hiện ..."), not a duty of its own."""
    is_addressed: bool
    """whether those lead it whom its document is sent to."""
    speaks_of_reports: bool
    """whether its text does, be it a report or not."""
    stored: bytes
    """the item as the store keeps it (JSON)."""
    read: Callable[[bytes], Item]
    """makes an item of its stored form, and remembers those asked for last."""

    @property
    def item(self) -> Item:
        """The item."""
        return self.read(self.stored)

    @property
    def timings(self) -> tuple[Timing, ...]:
        """When it is to be done, as its plan states it."""
        return self.schedule.timings

    @property
    def since(self) -> date | None:
        """The first day on which what recurs comes round; None is open."""
        return self.schedule.since

    @property
    def until(self) -> date | None:
        """The last such day; None is open."""
        return self.schedule.until

    @property
    def is_purpose(self) -> bool:
        """Whether it stands under "Mục đích, yêu cầu", which nobody is charged with."""
        return self.kind == "directive" and _heads_purposes(self.heading)

    def counts(self, counted: str) -> bool:
        """Whether its wording has a figure before a folded word, or one further: "42 Tổ bầu cử", "06 chiếc tàu"."""
        return re.search(rf"\b\d[\d.,]*\s(?:\w+\s)?{re.escape(counted)}\b", fold(self.text)) is not None

    @property
    def has_day(self) -> bool:
        """Whether it is printed with a day."""
        return self.schedule.has_day

    @property
    def text(self) -> str:
        """The item's text, without reading the rest of it."""
        return str(from_json(self.stored)["text"])


@cache
def _heads_purposes(heading: str) -> bool:
    return context_of(heading) == "purpose"


def entries_of(items: Iterable[StoredData], plans: Mapping[int, StoredPlan], catalogue: Catalogue) -> Iterator[Entry]:
    """Items as entries. What many have alike (agencies, times) is kept once, or a large base would not fit."""
    limits = {plan.id: plan_limits(plan.document) for plan in plans.values()}
    read = lru_cache(_ITEMS)(Item.model_validate_json)
    keys = cache(lambda *names: tuple(dict.fromkeys(key for name in names for key in catalogue.keys(name))))
    groups = cache(lambda *names: tuple(filter(catalogue.is_group, names)))
    labels = cache(lambda *names: tuple(filter(None, names)))
    timings = cache(_TIMINGS.validate_json)
    schedule = cache(lambda printed, limit: Schedule(timings(printed), *limit))
    for at, stored in enumerate(items):
        given = from_json(stored.data)
        leads, coordinators = given.get("leads", ()), given.get("coordinators", ())
        yield Entry(
            at=at,
            id=stored.id,
            plan=plans[stored.plan_id],
            ref=given["ref"],
            kind=given.get("kind", "task"),
            leads=keys(*leads),
            groups=groups(*leads),
            coordinators=keys(*coordinators),
            receivers=keys(*given.get("report_to", ())),
            heading=intern(given.get("heading") or ""),
            labels=labels(*leads, *coordinators, given.get("timing_raw")),
            schedule=schedule(to_json(given.get("timings", ())), limits[stored.plan_id]),
            status=given.get("status"),
            twins=tuple(given.get("twins", ())),
            length=len(given["text"]),
            is_closing=_CLOSING in given["ref"].split("."),
            is_addressed=given.get("lead_from") == "addressee",
            speaks_of_reports=_REPORTING in fold(given["text"]),
            stored=stored.data,
            read=read,
        )
