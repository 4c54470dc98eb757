"""Which agency has the work now that a plan gave to one since merged, divided or ended (reorganisation of 2025)."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.datafiles import PLACES, SUCCESSORS
from knowledge.names.agencies import Catalogue
from knowledge.names.agency_names import agencies
from knowledge.names.groups import Wording, even
from knowledge.names.places import Places

Relation = Literal["unchanged", "renamed", "merged", "divided", "ended"]
Certainty = Literal["sure", "by rule", "doubt"]
_PHRASE = r"(?<!\w)(?:{})(?!\w)"


@dataclass(frozen=True, slots=True)
class Heir:
    """An agency that has, or may have, an older agency's work.

    `from_day` and `checked_on` are ISO, as precise as known; `province` is the present province when it changed;
    `function` is the field of work that went there, None for all of it.
    """

    old_name: str
    new_name: str
    relation: Relation
    certainty: Certainty
    function: str | None
    from_day: str
    basis: str
    source: str
    checked_on: str
    note: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    heir: Heir
    provinces: tuple[str, ...]
    words: Wording | None


def heirs(agency: str, locality: str | None, duty_text: str, title: str = "") -> list[Heir]:
    """Who has an agency's work now, by province and field of work; empty when that is not known.

    Args:
        agency: its name, as in the plan.
        locality: the plan's province, as in the plan ("Kon Tum"); None when it does not tell.
        duty_text: the duty's wording, which tells the field of work; names of agencies in it do not.
        title: the plan's, which tells the field where the duty does not.

    Where the agency was divided and neither tells a field, all possible heirs are given.
    """
    province = _present(locality)
    rows = _rows().get(Catalogue.load().key(agency), [])
    named = [row for row in rows if province and province in row.provinces]
    general = [row for row in rows if not row.provinces]
    fitting = _by_function(named or general, duty_text, title)
    changed = province if province and locality and province != locality else None
    if not fitting and changed and _is_of_level(agency, "tỉnh"):
        return [_moved(agency, changed)]
    return [row.heir if _is_of_level(row.heir.new_name, "trung ương") else _at(row.heir, changed) for row in fitting]


def _by_function(rows: list[_Row], *texts: str) -> list[_Row]:
    """The rows whose key words the first text holds that holds any, most of them first; all rows when none does."""
    for text in texts if len(rows) > 1 else ():
        said = _without_agencies(even(text))
        told = [(count, row) for row in rows if (count := _count(row.words, said))]
        if told:
            return [row for _, row in sorted(told, key=lambda pair: -pair[0])]
    return rows


def _without_agencies(text: str) -> str:
    """A text without the names of agencies in it: "Bộ Lao động" does not tell that a duty is about labour."""
    parts, end = [], 0
    for name in Catalogue.load().find(text):
        parts.append(text[end : name.start])
        end = name.end
    return " ".join([*parts, text[end:]])


def _count(words: Wording | None, text: str) -> int:
    count, place = 0, 0
    while words and (match := words.search(text, place)):
        count, place = count + 1, match.end()
    return count


def _present(locality: str | None) -> str | None:
    """The present province of a locality, or the locality itself."""
    found = Places.load().now(locality) if locality else None
    return found.name if found else locality


def _is_of_level(agency: str, level: str) -> bool:
    entry = agencies().get(Catalogue.load().official(agency))
    return entry is not None and entry.level == level


def _moved(agency: str, province: str) -> Heir:
    """The same agency in the province that its own was merged into."""
    name = Catalogue.load().official(agency)
    here = Places.load().now(province)
    basis, since = (here.basis or "", here.since) if here else ("", None)
    day = since.isoformat() if since else ""
    checked = str(PLACES.load()["checked_on"])
    return Heir(name, name, "merged", "by rule", None, day, basis, basis, checked, None, province)


def _at(heir: Heir, province: str | None) -> Heir:
    values = {name: getattr(heir, name) for name in heir.__slots__}
    return Heir(**(values | {"province": province}))


@cache
def _rows() -> dict[str, list[_Row]]:
    """The rows of `successors.yaml` by the key of the old agency."""
    rows: dict[str, list[_Row]] = defaultdict(list)
    for row in SUCCESSORS.load()["rows"]:
        heir = Heir(
            row["old"],
            row["new"],
            row["relation"],
            row["certainty"],
            row.get("function"),
            str(row["from"]),
            row["basis"],
            row["source"],
            str(row["checked_on"]),
            row.get("note"),
        )
        words = Wording(row["words"], _PHRASE) if "words" in row else None
        rows[Catalogue.load().key(heir.old_name)].append(_Row(heir, tuple(row.get("provinces", ())), words))
    return dict(rows)
