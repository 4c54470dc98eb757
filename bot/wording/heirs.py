"""Who has an older agency's work today, told beside the name that the document prints, never instead of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.wording.markup import Line, bold, line
from bot.wording.phrasing import joined, say, spoken_date
from knowledge.answering.base import Entry
from knowledge.answering.details import channel_of
from knowledge.names.agencies import Catalogue
from knowledge.names.districts import districts_called
from knowledge.names.places import Places
from knowledge.names.successors import Heir, heirs
from nlp.times import format_date

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEADS = 3
_HEIRS = 4


def word_heirs(entry: Entry, today: date) -> Iterator[Line]:
    """For each lead of a duty that was merged, divided or ended since: who has, or may have, that work on a day."""
    yield from map(line, heir_notes(entry, today))


def word_heirs_of_report(entry: Entry, today: date) -> Iterator[Line]:
    """The same for who makes a report, to whom it goes, and the office that it goes through."""
    item = entry.item
    via = [name.key for name in Catalogue.load().find(channel_of(item) or "")]
    yield from map(line, heir_notes(entry, today, [*item.leads[:_LEADS], *item.report_to, *via]))


def heir_notes(entry: Entry, today: date, agencies: Iterable[str] = ()) -> Iterator[str]:
    """The same as sentences: of the leads of a duty, or of these agencies that it names, each once."""
    plan = entry.plan.document
    for agency in dict.fromkeys(agencies or entry.item.leads[:_LEADS]):
        found = _changed(heirs(agency, plan.locality, entry.item.text, plan.title or ""), today)
        if text := _told(agency, found):
            yield text


def word_heirs_since(agencies: Sequence[str], locality: str | None, today: date) -> Iterator[Line]:
    """Who has the work of agencies on a day, of those that were merged, divided or ended by then, in one line each."""
    for agency in agencies[:_LEADS]:
        if text := _told(agency, _changed(heirs(agency, locality, ""), today)):
            yield line(text)


def word_heirs_of(agency: str, locality: str | None, today: date) -> Iterator[Line]:
    """What became of an agency, field by field."""
    found = _changed(heirs(agency, locality, ""), today)
    if not found:
        yield line(say("became_none", agency=agency))
        return
    gone = agency not in {heir.new_name for heir in found}
    yield line(bold(say("became_gone" if gone else "became_head", agency=agency, day=spoken_date(found[0].from_day))))
    for heir in found:
        field = heir.function or say("became_all")
        yield line("• ", say("became_row", function=field, name=_name(heir), basis=_basis(heir)))


def word_place_now(place: str, places: Places) -> Iterator[Line]:
    """What became of a province; of a district, that of the province that it lay in."""
    lain = districts_called(place) if places.now(place) is None else ()
    if len(lain) == 1 and places.now(lain[0].within[-1]):
        yield line(say("place_lay", place=_capital(lain[0].name), province=lain[0].within[-1]))
        yield _province_now(lain[0].within[-1], places)
    else:
        yield _province_now(place, places)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _province_now(place: str, places: Places) -> Line:
    """What a province belongs to since which day, or what belongs to it."""
    now = places.now(place)
    if now is None:
        return line(say("became_none", agency=place))
    if now.since is None:
        return line(bold(say("place_same", place=place)))
    told = {"place": place, "day": format_date(now.since), "basis": now.basis}
    if now.changed:
        return line(bold(say("place_joined", type=now.type, name=now.name, **told)))
    return line(bold(say("place_holds", places=", ".join(places.merged_into(now.name)), **told)))


def _changed(found: Sequence[Heir], today: date) -> list[Heir]:
    """Heirs of what really changed, as far as it had by that day."""
    return [heir for heir in found if heir.relation != "unchanged" and heir.from_day <= today.isoformat()]


def _told(agency: str, found: Sequence[Heir]) -> str | None:
    names = list(dict.fromkeys(map(_name, found)))
    if not names or names == [agency]:
        return None
    if len(names) == 1:
        return say("heir", agency=agency, name=names[0], basis=_basis(found[0]))
    shown = joined(names[:_HEIRS]) + ("; …" if len(names) > _HEIRS else "")
    return say("heirs", agency=agency, names=shown)


def _name(heir: Heir) -> str:
    return f"{heir.new_name} ({say('heir_province', province=heir.province)})" if heir.province else heir.new_name


def _basis(heir: Heir) -> str:
    doubt = "" if heir.certainty == "sure" else f", {say('became_doubt')}"
    basis = _BRACKETS.sub("", heir.basis)
    return f"từ {spoken_date(heir.from_day)}, {basis}{doubt}"
