"""Questions about an agency: what it leads, what it coordinates, what its groups must do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain

from knowledge.answering.answer import FIRST_SCREEN, Answer
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.lazy import Lazy
from knowledge.answering.registers import merged
from knowledge.answering.roles import ORDER, Role
from knowledge.answering.ways.denial import missing_words, none_of_its_duties
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.listing import list_of, on_topic, without_parts
from nlp.times import Period

_ALL_LEVELS = " cac cap"
_Parts = Mapping[Role, Sequence[Entry]]


def answer_agency(asked: Asked) -> Answer:
    """What an agency must do: what it leads, then what it coordinates, then what its group must do."""
    if not asked.keys:
        return answer_duty(asked)
    own = asked.parts()
    if own and _asks_led_only(asked) and "lead" not in own:
        return _leads_none(asked, own.values())
    parts = _each(own, partial(on_topic, asked))
    if own and not parts:
        return none_of_its_duties(asked, missing_words(asked, Lazy(())))
    period = asked.question.period
    if period and period.kind != "year":
        parts = _each(parts, partial(_timely, period))
    if not parts:
        said = None if asked.question.cues else asked.by_wording()  # "Nghệ An có Quỹ Bảo trợ trẻ em không"
        return answer_duty(said) if said else asked.nothing("no_agency", asked.question.agencies)
    if not any(_names(asked, entry) for entry in chain.from_iterable(parts.values())):
        return _leads_none(asked, parts.values())
    return _of_agency(asked, parts)


def _names(asked: Asked, entry: Entry) -> bool:
    """Whether an item names the agency of the question, its like of all levels ("UBND các cấp"), or is sent to it; else
    it only concerns all agencies alike.
    """
    if asked.role(entry) != "group" or entry.is_addressed:
        return True
    alike = {key.split()[0] + _ALL_LEVELS for key in asked.keys}
    return not alike.isdisjoint((*entry.leads, *entry.coordinators))


def _each(parts: _Parts, kept: Callable[[Sequence[Entry]], Sequence[Entry]]) -> _Parts:
    """Of the items of each role those that are kept; roles without any left out."""
    return {role: left for role, entries in parts.items() if (left := kept(entries))}


def _of_agency(asked: Asked, parts: _Parts) -> Answer:
    """What an agency must do, role by role."""
    first = "coordinate" if "coordinate" in asked.question.cues and "lead" not in asked.question.cues else "lead"
    is_listed = set(chain.from_iterable(parts.values())).__contains__
    told = {
        role: without_parts(asked, asked.base.registers.first_told(_own_first(parts, role), is_listed))
        for role in sorted(parts, key=lambda role: (role != first, ORDER[role]))
    }
    roles = {role: len(entries) for role, entries in told.items() if entries}
    if "partnering" in asked.question.cues and "coordinate" in roles:
        told = {"coordinate": told["coordinate"]}
    return replace(list_of(asked, "agency", list(chain.from_iterable(told.values()))), roles=roles)


def _own_first(parts: _Parts, role: Role) -> Sequence[Entry]:
    """The items of a role; those that name an agency before those that all whom a document is sent to have, those of a
    group first where their plan names the agency itself, too.
    """
    if role == "lead":
        return sorted(parts[role], key=lambda entry: entry.is_addressed)
    if role != "group" or len(parts) == 1:
        return parts[role]
    own = {entry.plan.id for other in parts if other != role for entry in parts[other]}
    return sorted(parts[role], key=lambda entry: entry.plan.id not in own)


def _asks_led_only(asked: Asked) -> bool:
    return "leading" in asked.question.cues and "coordinate" not in asked.question.cues


def _leads_none(asked: Asked, parts: Collection[Sequence[Entry]]) -> Answer:
    """That the agency leads nothing by itself, and in what it has another part."""
    shown = asked.base.registers.without_twins(merged(parts), FIRST_SCREEN)
    return replace(asked.nothing("leads_none", asked.question.agencies), elsewhere=tuple(map(asked.hit, shown)))


def _timely(period: Period, entries: Iterable[Entry]) -> list[Entry]:
    """Those that fall due in a period or run through it."""
    falls = cache(lambda schedule: bool(schedule.days(period)))
    runs = cache(lambda schedule: schedule.runs(period))
    return [e for e in entries if falls(e.schedule) or (not e.status and runs(e.schedule))]
