"""What a chat can set up, facet by facet: how it is told, how it is offered, what a tap changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from bot.chat.screens import Button, Rows
from bot.reminders.wants import BEFORE, ROLES, WHATS, Wants
from bot.reminders.wording import places_of, say

HOURS: Final = ("06:30", "07:00", "07:30", "08:00", "09:00", "10:00", "14:00", "16:30")
_IN_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to set up. `offer` gives value and label of each choice, `taps` what a tap on a value makes of it."""

    name: str
    told: Callable[[Wants], str]
    offer: Callable[[], Iterable[tuple[str, str]]]
    chosen: Callable[[Wants], Iterable[str]]
    tap: Callable[[Wants, str], Wants]


def labels(wants: Wants, plans: Mapping[int, str]) -> Iterator[str]:
    """What is set up, a line a facet; `plans`: the plans' names by id."""
    if wants.followed_only:
        yield say("facet_only_followed")
    else:
        yield say(
            "facet_plans", value=places_of([plans[id_] for id_ in wants.plans if id_ in plans]) or say("value_all")
        )
        yield say("facet_agencies", value=places_of(wants.agencies) or say("value_all"))
        if wants.agencies and len(wants.roles) < len(ROLES):
            yield FACETS["roles"].told(wants)
        yield FACETS["whats"].told(wants)
    yield from (FACETS[name].told(wants) for name in ("before", "at", "weekdays"))


def offered(facet: Facet, wants: Wants, number: int) -> Rows:
    """A button for each choice, those that hold marked; `number` is the subscription's id."""
    held = {*facet.chosen(wants)}
    buttons = [(value, f"✓ {label}" if value in held else label) for value, label in facet.offer()]
    width = 2 if any(len(label) > 10 for _, label in buttons) else _IN_ROW
    made = [Button(label, "n", f"{number}:{facet.name}.{value}") for value, label in buttons]
    return tuple(tuple(made[at : at + width]) for at in range(0, len(made), width))


def changed(wants: Wants, **values: Any) -> Wants:
    """What is set up with some values changed, checked again."""
    return Wants.model_validate(wants.model_dump() | values)


def toggled(held: tuple[Any, ...], value: Any, order: Iterable[Any]) -> tuple[Any, ...]:
    """The values with one put in, or taken out unless it is the last."""
    chosen = {*held} ^ {value} or {value}
    return tuple(each for each in order if each in chosen)


def _told_weekdays(wants: Wants) -> str:
    days = ", ".join(say(f"short_{day}") for day in wants.weekdays)
    return say("facet_weekdays", value=days + say("value_off" if wants.days_off else "value_work"))


def _tap_weekday(wants: Wants, value: str) -> Wants:
    if value == "off":
        return changed(wants, days_off=not wants.days_off)
    return changed(wants, weekdays=toggled(wants.weekdays, int(value), range(1, 8)))


def _told_before(wants: Wants) -> str:
    days = say("value_days", days=", ".join(map(str, wants.before))) if wants.before else say("value_none")
    return say("facet_before", value=days)


def _tap_before(wants: Wants, value: str) -> Wants:
    return changed(wants, before=tuple({*wants.before} ^ {int(value)}))


def _tap_what(wants: Wants, value: str) -> Wants:
    if value == "own":
        return changed(wants, followed_only=not wants.followed_only)
    return changed(wants, whats=toggled(wants.whats, value, WHATS), followed_only=False)


FACETS: Final[Mapping[str, Facet]] = {
    each.name: each
    for each in (
        Facet(
            "whats",
            lambda wants: say("facet_whats", value=", ".join(say(f"what_{what}") for what in wants.whats)),
            lambda: [*((what, say(f"what_{what}")) for what in WHATS), ("own", say("button_only_followed"))],
            lambda wants: ("own",) if wants.followed_only else wants.whats,
            _tap_what,
        ),
        Facet(
            "roles",
            lambda wants: say("facet_roles", value=", ".join(say(f"role_{role}") for role in wants.roles)),
            lambda: [(role, say(f"role_{role}")) for role in ROLES],
            lambda wants: wants.roles,
            lambda wants, value: changed(wants, roles=toggled(wants.roles, value, ROLES)),
        ),
        Facet(
            "before",
            _told_before,
            lambda: [(str(days), say("value_days", days=days)) for days in BEFORE],
            lambda wants: map(str, wants.before),
            _tap_before,
        ),
        Facet(
            "at",
            lambda wants: say("facet_at", value=f"{wants.at:%H:%M}"),
            lambda: [(hour.replace(":", ""), hour) for hour in HOURS],
            lambda wants: [f"{wants.at:%H%M}"],
            lambda wants, value: changed(wants, at=time(int(value[:2]), int(value[2:]))),
        ),
        Facet(
            "weekdays",
            _told_weekdays,
            lambda: [*((str(day), say(f"short_{day}")) for day in range(1, 8)), ("off", say("button_days_off"))],
            lambda wants: [*map(str, wants.weekdays), *(["off"] if wants.days_off else [])],
            _tap_weekday,
        ),
    )
}
