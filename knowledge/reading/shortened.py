"""Agencies that a document shortens after it has named them in full: "Phòng KT&QLCL" for "Phòng Khảo thí và Quản lý
chất lượng".
"""

import re
from collections.abc import Iterable, Sequence

from knowledge.models import Item
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS
from nlp.text import fold, initials

_SHORT = re.compile(
    rf"(?P<head>[{CAPITALS}][^\W\d_]*(?: [^\W\d_A-Z]+)?) (?P<letters>[{CAPITALS}]+(?:[&-][{CAPITALS}]+)*)"
)
"""A head word and letters that stand for the rest of the name."""
_JOINT = re.compile(r"[&-]|\bvà\b")
_FEWEST = 2


def written_out(items: Sequence[Item], texts: Iterable[str]) -> None:
    """Writes out, in who leads and coordinates, the names that only letters tell, where the texts of the document have
    just one name that these letters may stand for. What is printed stays in the raw fields.
    """
    catalogue = Catalogue.load()
    named = {name for item in items for name in (*item.leads, *item.coordinators)}
    short = {name: found for name in named if (found := _SHORT.fullmatch(name)) and not catalogue.has(name)}
    if not short:
        return
    heads = {found["head"] for found in short.values()}
    spoken_of = (text for text in texts if any(head in text for head in heads))
    full = named.union(mention.key for text in spoken_of for mention in catalogue.find(text)) - short.keys()
    meant = {name: _meant(found, full) for name, found in short.items() if len(found["letters"]) >= _FEWEST}
    for item in items:
        item.leads = [meant.get(name) or name for name in item.leads]
        item.coordinators = [meant.get(name) or name for name in item.coordinators]


def _meant(short: re.Match[str], full: Iterable[str]) -> str | None:
    """The one name of some that begins with the same head word and goes on with words of these initials."""
    letters = fold(_JOINT.sub("", short["letters"]))
    begun = f"{short['head']} "
    fitting = {name for name in full if name.startswith(begun) and _letters(name.removeprefix(begun)) == letters}
    return fitting.pop() if len(fitting) == 1 else None


def _letters(words: str) -> str:
    return initials(_JOINT.sub(" ", words))
