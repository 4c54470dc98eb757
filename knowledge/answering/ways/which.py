"""Questions about all duties alike: which agencies lead any; which name nobody, are not printed as done, tell a day or
none, run all year.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from knowledge.answering.answer import Answer, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.ways.listing import wanted, without_parts
from nlp.question import Question
from nlp.times import Timing, read_timings

_READ = 5
"""Items of an agency that are read for its name."""


def answer_leaders(asked: Asked) -> Answer:
    """Which agencies lead duties of the scope, and how many each, those with most first."""
    duties = asked.scope.within(asked.base, asked.base.registers.duties)
    led: dict[str, list[Entry]] = {}
    for entry in duties:
        for key in dict.fromkeys(entry.leads):
            led.setdefault(key, []).append(entry)
    counts = Counter({key: len(_told_once(asked, entries)) for key, entries in led.items()})
    if not counts:
        return asked.nothing("no_leaders")
    names = _names(asked.base, duties)
    leaders = tuple((names[key], count) for key, count in counts.most_common() if key in names)
    told = Answer(asked.question, asked.today, "answered", "leaders", leaders=leaders)
    return replace(told, plans=asked.scope.plans if asked.scope.named else ())


def _told_once(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """What an agency leads, as the list of its duties counts it."""
    return without_parts(asked, asked.base.registers.without_twins(entries))


def _names(base: TaskBase, entries: Sequence[Entry]) -> dict[str, str]:
    """The agencies that lead, by their keys, as most of the first items that name each do: "Văn phòng Bộ", though its
    head is named once. Few items are read for that.
    """
    names: dict[str, Counter[str]] = {}
    for entry in entries:
        if any(names.get(key, Counter()).total() < _READ for key in entry.leads):
            for name in entry.item.leads:
                names.setdefault(base.catalogue.key(name), Counter())[name] += 1
    return {key: told.most_common(1)[0][0] for key, told in names.items()}


def answer_which(asked: Asked) -> Answer:
    """The duties of the scope that have in common what the question asks for: "việc làm quanh năm, không có hạn" are
    those without end, not those of which no time is told.
    """
    cues = asked.question.cues - ({"undated"} if "steady" in asked.question.cues else set())
    tests = [test for cue, test in _TESTS.items() if cue in cues]
    charges = wanted(asked, asked.base.registers.charges)
    fits = [entry for entry in charges if all(test(asked, entry) for test in tests)]
    kept = asked.base.registers.without_twins(fits)
    if not kept:
        return asked.nothing("nothing_such")
    return Answer(asked.question, asked.today, "answered", "which", Hits.lazy(kept, asked.hit))


def asked_rhythms(question: Question) -> tuple[Timing, ...]:
    """The rhythms that a question asks for ("việc nào làm thường xuyên", "định kỳ 6 tháng"), as timings."""
    return tuple(read_timings(" ".join(word.token.text for word in question.words if "steady" in word.tags)))


def _has_rhythm(asked: Asked, entry: Entry) -> bool:
    """Whether an item is done in a rhythm that the question asks for; "định kỳ" alone is any."""
    asked_for = asked_rhythms(asked.question)
    return any(_is_rhythm(own, other) for own in entry.timings for other in asked_for)


def _is_rhythm(own: Timing, asked_for: Timing) -> bool:
    """Whether a duty comes round as asked for; on a day or in a month of each year is every year, too."""
    if asked_for.type == "annual":
        return own.every == "year"
    return own.type == asked_for.type and asked_for.every in (own.every, None)


def _told(base: TaskBase, entry: Entry, tells: Callable[[Entry], bool]) -> bool:
    """Whether an item tells something, there or where its plan tells the same duty again."""
    return tells(entry) or any(map(tells, base.twins.get(entry.id, ())))


_TESTS: Final[Mapping[str, Callable[[Asked, Entry], bool]]] = {
    "unled": lambda asked, entry: not _told(asked.base, entry, lambda each: bool(each.leads)),
    "undone": lambda asked, entry: not _told(asked.base, entry, lambda each: bool(each.status)),
    "dated": lambda _, entry: entry.has_day,
    "undated": lambda asked, entry: not _told(asked.base, entry, lambda each: bool(each.timings)),
    "steady": _has_rhythm,
}
"""by the cue that asks for it"""
