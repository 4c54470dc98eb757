"""Provinces and localities that plans and questions name, and the province that an old one belongs to today."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from knowledge.datafiles import PLACES
from knowledge.names.groups import CAPITALS, Wording, even
from nlp.names import Mention, NameIndex
from nlp.text import fold, is_marked, normalise

_PROPER = re.compile(rf"[^\S\n]+(?:[{CAPITALS}][^\W\d_]*(?:[^\S\n]+[{CAPITALS}][^\W\d_]*){{0,3}}|\d{{1,2}}(?![\w/.]))")
_KIND = r"(?<!\w)(?:{})\.?(?!\w)"
_BEFORE = r"(?<!\w)(?:{})\.?\s+$"
_INITIAL = re.compile(r"\w\W*\s")
_AFTER = {"cued": "cued_after", "near": "near_after"}


@dataclass(frozen=True, slots=True)
class Successor:
    """The province that a place belongs to today; `since` and `basis` are None where nothing was joined."""

    name: str
    type: str
    since: date | None
    basis: str | None
    changed: bool


class Places:
    """Finds provinces, other places given to it, and "huyện X", "phường Y" by their form."""

    def __init__(
        self, extra: Iterable[str] = (), plain: Iterable[str] = (), called: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`extra`: names of localities to find besides the provinces; `plain`: those of them that are no other word,
        even without their marks; `called`: what schools and the like are called, by their names.
        """
        self._plain = frozenset(map(normalise, plain))
        self._extra = tuple(name for name in dict.fromkeys(map(normalise, extra)) if name and name not in _entries())
        provinces = {name: [name, *entry.get("short", ())] for name, entry in _entries().items()}
        self._called = called or {}
        self._index = NameIndex({**{name: [name] for name in self._extra}, **provinces, **self._called})
        self._short = {
            kind: NameIndex({name: entry.get(kind, ()) for name, entry in _entries().items()}) for kind in _AFTER
        }
        self._found = lru_cache(256)(self._look)

    @classmethod
    def load(cls) -> "Places":
        """The provinces alone, read once."""
        return _provinces()

    def with_extra(
        self, names: Iterable[str], plain: Iterable[str] = (), called: Mapping[str, Sequence[str]] | None = None
    ) -> "Places":
        """The same with further localities, such as the districts whose plans are at hand; `plain` and `called` as
        there.
        """
        return Places([*self._extra, *names], [*self._plain, *plain], {**self._called, **(called or {})})

    def find(self, text: str) -> list[Mention]:
        """All places of a text, left to right; `key` is the province's or locality's name, "huyện X" for one not known.

        The span is the bare name, so that "tỉnh" may belong to an agency before it ("Công an tỉnh Nghệ An").
        """
        return list(self._found(text))

    def _look(self, text: str) -> tuple[Mention, ...]:
        shadow, source = even(text), unicodedata.normalize("NFC", text)
        found = [m for m in self._index.find(shadow) if self._is_place(shadow, m)]
        for kind, index in self._short.items():
            found += [m for m in index.find(shadow) if _after(shadow, m.start, _AFTER[kind])]
        found += _by_form(shadow, found)
        kept: list[Mention] = []
        for m in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or m.start >= kept[-1].end:
                kept.append(Mention(m.key, m.start, m.end, source[m.start : m.end], m.score))
        return tuple(kept)

    def at(self, text: str, start: int) -> Mention | None:
        """The place whose name begins just after the blanks at a character of an NFC text, or None."""
        first = start + len(text[start:]) - len(text[start:].lstrip(" "))
        return self._index.at(text, first) if first > start else None

    def _is_place(self, text: str, mention: Mention) -> bool:
        """Whether a name stands for a place here, not for words that look like it without marks."""
        if _INITIAL.match(mention.text) and not _is_spaced(mention):
            return False
        if mention.key in self._called:
            return True
        if mention.key in self._extra:
            if " " in mention.key or mention.key in self._plain or _in_capitals(mention) or is_marked(mention.text):
                return True
            return _after(text, mention.start, "kinds") or _after(text, mention.start, "near_after")
        if _in_capitals(mention) and is_marked(mention.text) and mention.key != "Hồ Chí Minh":
            return not _is_unlike(text, mention, fold(mention.key))
        return not _is_unlike(text, mention)

    @property
    def names(self) -> list[str]:
        """All names of places that are found, short forms left out."""
        return [*self._extra, *_entries()]

    def now(self, place: str) -> Successor | None:
        """The province that a province of before July 2025 belongs to today; None for other places."""
        found = self._index.find(normalise(place))
        return _successor(found[0].key) if found and found[0].key in _entries() else None

    def merged_into(self, present: str) -> list[str]:
        """The old provinces that make up a present one, itself included when it kept its name."""
        return [name for name in _entries() if _successor(name).name == present]


@cache
def _provinces() -> Places:
    return Places()


def _data() -> dict[str, Any]:
    return PLACES.load()


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in _data()["places"]}


def province_level(name: str) -> str | None:
    """ "tỉnh" or "thành phố" for the name of a province of before July 2025, as printed; None for other places."""
    entry = _entries().get(normalise(name))
    return entry["type"] if entry else None


def _is_spaced(mention: Mention) -> bool:
    """Whether a place may be written with its initial apart ("K Hòa"); others only as one ("N.An")."""
    return any(map(_INITIAL.match, _entries().get(mention.key, {}).get("short", ())))


def _successor(name: str) -> Successor:
    entry, data = _entries()[name], _data()
    present = entry.get("now", name)
    kind = data["present_types"].get(present) or _entries()[present]["type"]
    joined = present != name or any(other.get("now") == name for other in _entries().values())
    if not joined:
        return Successor(present, kind, None, None, False)
    return Successor(
        present, kind, entry.get("since", data["since"]), entry.get("basis", data["basis"]), present != name
    )


def _in_capitals(mention: Mention) -> bool:
    return all(word[:1].isupper() for word in re.findall(r"\w+", mention.text))


def is_district_at(text: str, start: int) -> bool:
    """Whether a name at a character of a text may be a district's: not that of a street, "đường Điện Biên Phủ"."""
    return not _after(text, start, "not_districts_after")


@cache
def _cue(pattern: str, kind: str) -> Wording:
    return Wording(_data()[kind], pattern)


def _after(text: str, place: int, kind: str) -> bool:
    """Whether a word of a list ("ở", "tỉnh", "huyện") stands just before a place of the text."""
    return bool(_cue(_BEFORE, kind).search(text[max(0, place - 14) : place]))


def _is_unlike(text: str, mention: Mention, longer_than: str = "") -> bool:
    """Whether the words around a name show that other words are meant: "đánh giá lại" is not Gia Lai; or a name that is
    `longer_than` its own, folded: "Điện Biên Phủ".
    """
    said = fold(text)
    phrases = _entries()[mention.key].get("unlike", ())
    for phrase in (each for each in phrases if each.startswith(longer_than)):
        for match in re.finditer(rf"\b{phrase}\b", said):
            if match.start() <= mention.start and mention.end <= match.end():
                return True
    return False


def _by_form(text: str, known: list[Mention]) -> list[Mention]:
    """ "huyện X", "phường 5" with a capital or a number, where no known name stands."""
    found = []
    place = 0
    while kind := _cue(_KIND, "kinds").search(text, place):
        place = kind.end()
        name = _PROPER.match(text, place)
        full = _data()["kinds"].get(normalise(kind[0].rstrip(".")).lower())
        if not name or full in (None, "tỉnh") or f"{full}{name[0]}".lower().startswith(_data()["unnamed"]):
            continue
        # "huyện Quỳnh Lưu Nghệ An": the name of another place ends it.
        end = min([m.start for m in known if place < m.end and m.start < name.end()], default=name.end())
        if own := text[place:end].rstrip():
            found.append(
                Mention(f"{full}{own}", kind.start(), place + len(own), text[kind.start() : place + len(own)], 0.8)
            )
    return found
