"""Which province, and which district of it, a place of before July 2025 belongs to, by underthesea's list of addresses.

The list is read when it is first asked for, for hardly a question names a place that has no plans.
"""

import json
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from nlp.text import fold

_FILE = Path("address") / "data" / "mapping.json"
_LEVELS = ("tỉnh", "thành phố", "thị xã", "quận", "huyện")


class District(NamedTuple):
    """A district or commune: its name with its level ("quận Ninh Kiều"), and the places that it lies in, the nearest
    first: a commune's district and its province, a district's province; without their levels.
    """

    name: str
    within: tuple[str, ...]


def district(place: str) -> District | None:
    """The district or commune that a name with its level means, with marks or without: "quan ninh kieu"; None where no
    place of the country has that name, or several do.
    """
    return _districts().get(fold(place))


def districts_called(name: str) -> tuple[District, ...]:
    """The districts with a name that is told without their level: "Lạng Giang". Marks and capitals do not matter; names
    of one syllable, which may be any word, tell nothing.
    """
    return _called().get(fold(name), ()) if " " in name else ()


@cache
def _called() -> dict[str, tuple[District, ...]]:
    found: defaultdict[str, set[District]] = defaultdict(set)
    for record in _records():
        found[fold(_bare(record["old_district"]))].add(
            District(_small(record["old_district"]), (_bare(record["old_province"]),))
        )
    return {name: tuple(sorted(districts)) for name, districts in found.items()}


@cache
def _districts() -> dict[str, District]:
    found: defaultdict[str, set[District]] = defaultdict(set)
    for record in _records():
        province, above, commune = _bare(record["old_province"]), record["old_district"], record["old_ward"]
        found[fold(above)].add(District(_small(above), (province,)))
        found[fold(commune)].add(District(_small(commune), (_bare(above), province)))
    return {name: next(iter(places)) for name, places in found.items() if len(places) == 1}


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _bare(name: str) -> str:
    """A name without its level: "Thành phố Cần Thơ" -> "Cần Thơ"."""
    level = next((level for level in _LEVELS if name.casefold().startswith(f"{level} ")), "")
    return name[len(level) :].lstrip()


@cache
def _records() -> list[dict[str, Any]]:
    """The communes of before the merger as underthesea lists them; none without the package."""
    spec = find_spec("underthesea")
    files = [Path(folder) / _FILE for folder in (spec.submodule_search_locations or ())] if spec else []
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return [record for text in texts for record in json.loads(text)["ward_mapping"]]
