"""The task base in memory: the plans of a store, their items under an index, and the words and names they use."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import pairwise

from knowledge.agencies import Catalogue
from knowledge.due import plan_limits
from knowledge.groups import read_data
from knowledge.models import Item
from knowledge.places import Places
from knowledge.store import Store, StoredPassage, StoredPlan
from nlp.index import Index
from nlp.names import Mention, NameIndex
from nlp.related import related_phrases
from nlp.text import fold, normalise

_SYLLABLE = re.compile(r"[^\W\d_]+")


@dataclass(slots=True, eq=False)
class Entry:
    """An item of the base with what questions look at."""

    id: int
    item: Item
    plan: StoredPlan
    leads: tuple[str, ...]
    """keys of the lead agencies (see `Catalogue.key`)."""
    coordinators: tuple[str, ...]
    since: date | None
    until: date | None
    """the days between which the plan's recurring duties come round."""


@dataclass
class TaskBase:
    """Everything that answers are made of. Build it with `TaskBase.load`; it does not follow later writes."""

    plans: dict[int, StoredPlan]
    entries: list[Entry]
    passages: list[StoredPassage]
    words: frozenset[str]
    """the words that the plans use, in lower case."""
    version: int = 0
    catalogue: Catalogue = field(default_factory=Catalogue.load)

    @classmethod
    def load(cls, store: Store) -> "TaskBase":
        """The plans that `store` holds now."""
        with store.snapshot():
            plans = {plan.id: plan for plan in store.plans()}
            items, passages, words, version = store.items(), store.passages(), store.words(), store.version()
        catalogue = Catalogue.load()
        limits = {plan.id: plan_limits(plan.document) for plan in plans.values()}
        entries = [
            Entry(
                id=stored.id,
                item=stored.item,
                plan=plans[stored.plan_id],
                leads=tuple(map(catalogue.key, stored.item.leads)),
                coordinators=tuple(map(catalogue.key, stored.item.coordinators)),
                since=limits[stored.plan_id][0],
                until=limits[stored.plan_id][1],
            )
            for stored in items
        ]
        return cls(plans, entries, passages, frozenset(words), version, catalogue)

    @cached_property
    def index(self) -> Index:
        """The items' wording, each with the heading that it stands under."""
        return Index(f"{e.item.text}\n{e.item.heading or ''}" for e in self.entries)

    @cached_property
    def by_id(self) -> dict[int, Entry]:
        """The items by their id, which stays the same over imports."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def passage_index(self) -> Index:
        """The wording of passages."""
        return Index(stored.passage.text for stored in self.passages)

    @cached_property
    def places(self) -> Places:
        """Provinces, and the places of the plans."""
        return Places.load().with_extra(self.localities)

    def agencies_in(self, question: str) -> list[Mention]:
        """Agencies that a normalised question names, and groups of them that it begins with ("các huyện ...")."""
        found = self.catalogue.find(question)
        group = _groups().at(question, len(question) - len(question.lstrip()))
        begins = group and not any(name.start <= group.end + 1 for name in (*found, *self.places.find(question)))
        return [group, *found] if group and begins else found

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        """The words of the plans and their titles, names of agencies and places: syllables as written, lower case."""
        titles = [plan.document.title or "" for plan in self.plans.values()]
        texts = (*self.words, *self.catalogue.names, *self.places.names, *titles)
        return [tuple(_SYLLABLE.findall(normalise(text).lower())) for text in texts]

    @property
    def localities(self) -> list[str]:
        """The places whose plans the base holds, in the order of the plans."""
        return list(dict.fromkeys(p.document.locality for p in self.plans.values() if p.document.locality))

    @cached_property
    def twins(self) -> dict[int, list[Entry]]:
        """For an item's id, the items of its plan that tell the same duty."""
        by_ref = {(e.plan.id, e.item.ref): e for e in self.entries}
        return {
            e.id: [by_ref[e.plan.id, ref] for ref in e.item.twins if (e.plan.id, ref) in by_ref] for e in self.entries
        }

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbours in a word of several syllables, as written and folded: in words of the plans, and in those that
        people say instead.
        """
        phrases = [*(word.split() for word in self.words), *related_phrases()]
        written = {pair for words in phrases for pair in pairwise(words)}
        return frozenset(written | {(fold(a), fold(b)) for a, b in written})

    def is_word(self, first: str, second: str) -> bool:
        """Whether two neighbouring syllables belong to one word. Marks that are typed decide."""
        return (first.lower(), second.lower()) in self._pairs

    def is_alone(self, syllable: str) -> bool:
        """Whether a folded syllable is a word by itself somewhere in the plans."""
        return syllable in self._singles

    @cached_property
    def _singles(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self.words if " " not in word)

    def of_place(self, name: str) -> list[StoredPlan]:
        """The plans of a place, by its name."""
        return [plan for plan in self.plans.values() if fold(plan.document.locality or "") == fold(name)]


@cache
def _groups() -> NameIndex:
    return NameIndex(read_data("asked_groups.yaml"))
