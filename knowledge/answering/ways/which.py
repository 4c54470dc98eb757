"""Questions about all duties alike: which agencies lead any; which name nobody, tell a day or none, run all year."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from knowledge.answering.answer import Answer, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.ways.lists import has_day, wanted
from knowledge.models import Kind

_DUTIES: Final[frozenset[Kind]] = frozenset({"task", "report", "directive"})
_ROUND: Final = frozenset({"annual", "continuous"})


def answer_leaders(asked: Asked) -> Answer:
    """Which agencies lead duties of the scope, and how many each, those with most first."""
    registers = asked.base.registers
    duties = registers.without_twins(asked.scope.within(asked.base, registers.duties))
    counts = Counter(key for entry in duties for key in dict.fromkeys(entry.leads))
    if not counts:
        return asked.nothing("no_leaders")
    names = _names(asked.base, duties)
    leaders = tuple((names[key], count) for key, count in counts.most_common())
    told = Answer(asked.question, asked.today, "answered", "leaders", leaders=leaders)
    return replace(told, plans=asked.scope.plans if asked.scope.named else ())


def _names(base: TaskBase, entries: Sequence[Entry]) -> dict[str, str]:
    """The agencies that lead, by their keys, as the first that names each does. Few items are read for that."""
    names: dict[str, str] = {}
    for entry in entries:
        if any(key not in names for key in entry.leads):
            for name in entry.item.leads:
                names.setdefault(base.catalogue.key(name), name)
    return names


def answer_which(asked: Asked) -> Answer:
    """The duties of the scope that have in common what the question asks for."""
    tests = [test for cue, test in _TESTS.items() if cue in asked.question.cues]
    fits = [e for e in wanted(asked) if e.kind in _DUTIES and not e.is_closing and all(t(asked.base, e) for t in tests)]
    kept = asked.base.registers.without_twins(fits)
    if not kept:
        return asked.nothing("nothing_such")
    return Answer(asked.question, asked.today, "answered", "which", Hits.late(kept, asked.hit))


def _told(base: TaskBase, entry: Entry, tells: Callable[[Entry], bool]) -> bool:
    """Whether an item tells something, there or where its plan tells the same duty again."""
    return tells(entry) or any(map(tells, base.twins.get(entry.id, ())))


_TESTS: Final[Mapping[str, Callable[[TaskBase, Entry], bool]]] = {
    "unled": lambda base, entry: not _told(base, entry, lambda each: bool(each.leads)),
    "dated": lambda _base, entry: has_day(entry),
    "undated": lambda base, entry: not _told(base, entry, lambda each: bool(each.timings)),
    "steady": lambda _base, entry: any(timing.type in _ROUND for timing in entry.timings),
}
"""by the cue that asks for it"""
