"""The screens of /nhacviec: what is set up, each facet with its choices, pause, duties followed one by one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.chat.screens import Button, Rows, Screen, turning
from bot.reminders.digest import Own
from bot.reminders.facets import FACETS, labels, offered
from bot.reminders.subscriptions import Subscription
from bot.reminders.wants import Wants
from bot.reminders.wording import moment_of, say, weekday_of
from bot.wording.excerpt import shorten
from bot.wording.markup import Line, bold, italic, line, message
from knowledge.answering.base import Entry
from knowledge.due import next_due
from nlp.times import format_date

_LABEL: Final = 60
_SHORT: Final = 40
_SIZE: Final = 6
_MOST: Final = 8
_TEXT: Final = 90
_SOON: Final = 7
_FACETS: Final = (("plans", "agencies"), ("roles", "whats"), ("before", "at"), ("weekdays",))
_HEAD: Final = {"on": "settings_on", "stopped": "settings_stopped", "lost": "settings_lost", "draft": "settings_draft"}


@dataclass(frozen=True, slots=True)
class View:
    """A subscription with all that its screens tell."""

    about: Subscription
    place: str
    """where it speaks, as a part of the head line."""
    own: Own
    plans: Mapping[int, str]
    """the plans' names by id."""
    agencies: Sequence[tuple[int, str]]
    """the agencies to choose from, each with the number that stands for it."""
    followed: Sequence[Entry]
    preview: Sequence[tuple[date, int]]
    """the days on which something will be said, and of how many duties."""
    others: Sequence[Subscription]
    """what the person has set up elsewhere, or the group in other topics."""
    now: datetime
    notes: Sequence[str] = ()
    """what has to be said of what was just asked for, before all else."""

    @property
    def wants(self) -> Wants:
        """What is being set up, or else in force."""
        return self.about.draft or self.about.wants

    def button(self, label: str, action: str) -> Button:
        """A button of this subscription."""
        return Button(label, "n", f"{self.about.id}:{action}")


def panel(view: View, name: str) -> Screen:
    """The screen of a name: "home", a facet ("before"), "agencies.2" the third page of them, "pause", "follows"."""
    name, _, page = name.partition(".")
    if made := _PANELS.get(name):
        return made(view, int(page) if page.isdecimal() else 0)
    if facet := FACETS.get(name):
        rows = offered(facet, view.wants, view.about.id)
        return Screen(message(bold(say(f"ask_{name}")), facet.told(view.wants)), (*rows, (_back(view),)))
    return _home(view, 0)


def for_others(place: str, about: Subscription | None) -> Screen:
    """What somebody sees who may not change it: when it last spoke, and when it does next."""
    lines: list[str | Line] = [bold_head(place)]
    lines += _state(about) if about and about.state != "draft" else [line(say("settings_none"))]
    return Screen(message(*lines, say("told_only_admins")))


def bold_head(place: str) -> Line:
    """The first line of all screens."""
    return line(bold(say("settings_head", where=place)))


def _home(view: View, _page: int) -> Screen:
    changing = view.about.draft is not None
    lines: list[str | Line] = [bold_head(view.place), *map(italic_line, view.notes)]
    if changing:
        lines.append(italic_line(say("settings_draft" if view.about.state == "draft" else "settings_changed")))
    else:
        lines += _state(view.about)
    lines += [line(), *map(line, labels(view.wants, view.plans))]
    if view.followed:
        lines.append(line(say("settings_follows", count=len(view.followed))))
    if changing or view.about.state == "on":
        lines += [line(), *_preview(view)]
    if changing:
        return Screen(message(*lines), _changing(view))
    if view.others:
        lines += [line(), line(say("settings_others")), *map(_other, view.others[:_MOST])]
    return Screen(message(*lines), (*_standing(view), *_open_others(view)))


def _other(each: Subscription) -> Line:
    return line("• ", say("settings_other", title=_title(each), state=_state(each)[0].runs[0].text))


def _title(each: Subscription) -> str:
    return say("settings_topic", title=each.title, topic=each.topic) if each.topic else each.title


def _open_others(view: View) -> Rows:
    """A button to each of the others."""
    return tuple((Button(shorten(_title(each), _LABEL), "n", f"{each.id}:home"),) for each in view.others[:_MOST])


def _state(about: Subscription) -> list[Line]:
    """Whether it speaks, when it last did, when it does next."""
    until = about.paused_until if about.state == "on" else None
    lines = [line(say("settings_paused", day=format_date(until)) if until else say(_HEAD[about.state]))]
    spoken = say("settings_spoken", moment=moment_of(about.spoken_at)) if about.spoken_at else None
    lines.append(line(spoken or say("settings_not_spoken")))
    if about.state == "on":
        lines.append(line(say("settings_next", moment=moment_of(about.next_at))))
    return lines


def _preview(view: View) -> Iterator[Line]:
    """What will be said in the days to come, or when for the first time."""
    soon = [(day, count) for day, count in view.preview if day <= view.now.date() + timedelta(days=_SOON)]
    yield line(bold(say("preview_head" if soon else "preview_none")))
    for day, count in soon:
        yield line("• ", say("preview_day", weekday=weekday_of(day), day=format_date(day), count=count))
    if not soon and view.preview:
        day, count = view.preview[0]
        yield line(say("preview_next", weekday=weekday_of(day), day=format_date(day), count=count))


def _changing(view: View) -> Rows:
    """The facets to change, then to save or to drop the changes."""
    rows = [
        tuple(view.button(say(f"button_facet_{name}"), name) for name in row if _applies(view, name)) for row in _FACETS
    ]
    drop = [] if view.about.state == "draft" else [view.button(say("button_cancel"), "cancel")]
    return (*filter(None, rows), (view.button(say("button_save"), "save"), *drop))


def _applies(view: View, name: str) -> bool:
    """Whether a facet means anything beside the others."""
    if name == "roles":
        return bool(view.wants.agencies)
    return not (view.wants.followed_only and name in ("plans", "agencies"))


def _standing(view: View) -> Rows:
    """What can be done with a subscription that stands."""
    change = view.button(say("button_change"), "change")
    if view.about.state != "on":
        first = (view.button(say("button_start"), "save"), change)
    elif view.about.paused_until:
        first = (view.button(say("button_resume"), "resume"), change)
    else:
        first = (change, view.button(say("button_pause"), "pause"))
    stop = (view.button(say("button_stop"), "stop"),) if view.about.state == "on" else ()
    follows = (view.button(say("button_follows"), "follows"),) if view.followed else ()
    return (first, (*follows, *stop)) if follows or stop else (first,)


def _plans(view: View, _page: int) -> Screen:
    rows = [
        (view.button(_marked(shorten(name, _LABEL), number in view.wants.plans), f"plan.{number}"),)
        for number, name in view.plans.items()
    ]
    return Screen(message(bold(say("ask_plans"))), (*rows, (_back(view),)))


def _agencies(view: View, page: int) -> Screen:
    last = max(len(view.agencies) - 1, 0) // _SIZE
    page = min(page, last)
    shown = view.agencies[page * _SIZE : (page + 1) * _SIZE]
    rows = [
        (view.button(_marked(shorten(name, _LABEL), name in view.wants.agencies), f"ag.{number}-{page}"),)
        for number, name in shown
    ]
    turned = (turning(f"{view.about.id}:agencies.", page, last + 1, "n"),) if last else ()
    lines = [line(bold(say("ask_agencies"))), *(line(f"✓ {name}") for name in view.wants.agencies)]
    return Screen(message(*lines), (*rows, *turned, (_back(view),)))


def _pause(view: View, _page: int) -> Screen:
    today = view.now.date()
    ends = {
        "pause_week": today + timedelta(days=8 - today.isoweekday()),
        "pause_month": (today.replace(day=1) + timedelta(days=32)).replace(day=1),
        "pause_days": today + timedelta(days=30),
    }
    rows = [(view.button(say(name), f"pz.{day}"),) for name, day in ends.items()]
    return Screen(message(*map(italic_line, view.notes), bold(say("ask_pause"))), (*rows, (_back(view),)))


def _follows(view: View, _page: int) -> Screen:
    lines = [line(bold(say("follows_head")))]
    for number, entry in enumerate(view.followed, 1):
        ahead = next_due(entry.timings, entry.since, entry.until, view.now.date())
        day = say("follows_day", day=format_date(ahead.on)) if ahead else ""
        lines.append(line(say("follows_row", number=number, text=shorten(entry.item.text, _TEXT), day=day)))
    buttons = [
        view.button(say("button_unfollow", number=number), f"un.{entry.id}")
        for number, entry in enumerate(view.followed, 1)
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Screen(message(*lines if view.followed else [say("follows_none")]), (*rows, (_back(view),)))


def _back(view: View) -> Button:
    return view.button(say("button_return"), "home")


def _marked(label: str, held: bool) -> str:
    return f"✓ {label}" if held else label


def italic_line(text: str) -> Line:
    """A line that is said about what follows."""
    return line(italic(text))


_PANELS: Final[Mapping[str, Callable[[View, int], Screen]]] = {
    "home": _home,
    "plans": _plans,
    "agencies": _agencies,
    "pause": _pause,
    "follows": _follows,
}
