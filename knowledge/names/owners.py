"""Whose a plan is where its place does not tell: a ministry's, a school's."""

import re

from knowledge.datafiles import PLACES
from knowledge.models import Document
from knowledge.names.agency_names import agencies
from knowledge.names.groups import CAPITALS
from nlp.text import normalise

_PROPER = re.compile(rf"(?:\s[{CAPITALS}][^\W\d_{CAPITALS}]+)+$|\s\d+$")
_PLACED = re.compile(rf"\s(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)\s[{CAPITALS}\d].*$")


def owner(document: Document) -> str | None:
    """What a plan goes by beside its number: its place ("Nghệ An"), or the central agency that issued it ("Bộ Y tế"),
    which sits in a city but is not the city's; None when the document tells neither.
    """
    issuer = document.issuer or ""
    return issuer if is_central(issuer) else document.locality


def is_central(agency: str) -> bool:
    """Whether an agency, by its full name, is one of the state's or the party's centre."""
    entry = agencies().get(agency)
    return entry is not None and entry.level == "trung ương"


def spellings(institution: str) -> list[str]:
    """What a school or hospital with a name of its own is called: "Trường THCS Kim Đồng", "THCS Kim Đồng", "trường Kim
    Đồng"; nothing for other bodies.
    """
    name = _PLACED.sub("", normalise(institution))
    proper = _PROPER.search(name)
    head = next((head for head in PLACES.load()["institutions"] if name.startswith(f"{head} ")), None)
    if proper is None or head is None:
        return []
    kind = name[: proper.start()]
    called = (kind, head, kind.removeprefix(head).strip())
    return list(dict.fromkeys(f"{word}{proper[0]}" for word in called if word))
