"""The agency catalogue as data: full names, spellings, levels, and the index that finds them in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.datafiles import AGENCIES
from nlp.names import NameIndex, mixes

_PREFIXES = {"sở": ("Sở", "Ngành"), "bộ": ("Bộ",), "phòng": ("Phòng",)}
_GLUED = {"sở": "S", "bộ": "B"}
_LEVELS = {"sở": "tỉnh", "bộ": "trung ương", "phòng": "huyện"}
_PARTS = re.compile(r"\s*,\s*|\s+-\s+|\s+và\s+")
_SHORTEST_BARE = 4
_ABBREVIATED = re.compile(r"\b[A-ZĐ]+\b")
PROVINCIAL = "sở"


@dataclass(frozen=True, slots=True)
class Agency:
    """An entry of the catalogue. `core` is the name that all its spellings share as key."""

    name: str
    level: str
    family: str
    core: str
    spellings: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    tailed: bool = False


@cache
def agencies() -> dict[str, Agency]:
    """All agencies of `agencies.yaml` by full name, in the order of the file, those of the fields first."""
    data = AGENCIES.load()
    found: dict[str, Agency] = {}
    for entry in data["fields"]:
        for agency in _of_field(entry):
            found.setdefault(agency.name, agency)
    for entry in (*data["agencies"], *data["loose"]):
        for agency in _of_entry(entry):
            found[agency.name] = agency
    return found


def _of_field(entry: dict[str, Any]) -> Iterator[Agency]:
    """The sở, phòng, bộ of a field with all mixes of full and abbreviated parts."""
    parts = [str(part) for part in entry["parts"]]
    subjects = [entry["name"], *mixes(_PARTS.split(entry["name"]), parts), *entry.get("short", ())]
    glued = "".join(parts)
    for kind in entry["of"]:
        name = f"{_PREFIXES[kind][0]} {entry['name']}"
        spellings = [f"{prefix} {subject}" for prefix in _PREFIXES[kind] for subject in subjects]
        if kind == PROVINCIAL or len(glued) >= _SHORTEST_BARE:
            spellings += [_GLUED[kind] + s for s in (glued, *entry.get("short", ())) if kind in _GLUED and s.isupper()]
        if kind == PROVINCIAL and len(glued) >= _SHORTEST_BARE and len(parts) > 1:
            spellings += [s for s in subjects if not re.search(r"[^\W\d_]{2,}", re.sub(_ABBREVIATED, "", s))]
        yield Agency(name, entry.get("level", _LEVELS[kind]), kind, name, tuple(spellings))


def _of_entry(entry: dict[str, Any]) -> Iterator[Agency]:
    """An agency and its other full names, all with one core."""
    core = entry.get("same", entry["name"])
    rest = (entry["level"], entry["family"])
    any_of, tailed = tuple(entry.get("any_of", ())), bool(entry.get("tailed"))
    yield Agency(entry["name"], *rest, core, (entry["name"], *entry.get("short", ())), any_of, tailed)
    for other in entry.get("also", ()):
        yield Agency(other, *rest, core, (other,), (), tailed)


@cache
def written_out() -> list[str]:
    """Full names, and those of their spellings that are words, not abbreviations."""
    spelled = [s for agency in agencies().values() for s in (agency.name, *agency.spellings)]
    return list(dict.fromkeys(s for s in spelled if " " in s and not any(w.isupper() for w in re.findall(r"\w+", s))))


@cache
def index() -> NameIndex:
    """Finds agencies by any of their spellings; keys are full names."""
    return NameIndex({name: agency.spellings for name, agency in agencies().items()})


@cache
def fields(kind: str) -> NameIndex:
    """Finds the bare fields of one kind ("sở", "bộ", "phòng"): "Giáo dục và Đào tạo" -> "Sở Giáo dục và Đào tạo"."""
    prefix = _PREFIXES[kind][0] + " "
    named = {
        name: [s.removeprefix(prefix) for s in agency.spellings if s.startswith(prefix)]
        for name, agency in agencies().items()
        if agency.family == kind
    }
    return NameIndex(named)
