"""The automatic numbers of Word, which are not in the text: counted as Word counts them (ECMA-376, part 1, 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9
_LARGEST_ROMAN = 399
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLAIN_BULLETS = "-–+*•"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    """"%1.%2." with the place of each level's number."""
    start: int = 1
    restart: int | None = None
    """the level (1-based) after which it begins again; 0 for never; None for any higher level."""
    legal: bool = False
    """whether all numbers are shown as Arabic figures."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: Mapping[str, Mapping[int, _Level]]
    """numId -> ilvl -> level."""
    lists: Mapping[str, str]
    """numId -> the list that its numbers are counted in."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> "Numbering":
        """The lists of `numbering.xml` (its root element, or None where the document has none)."""
        if root is None:
            return cls({}, {})
        abstract = {one.get(f"{W}abstractNumId"): _levels(one) for one in root.iterfind(f"{W}abstractNum")}
        levels, lists = {}, {}
        for one in root.iterfind(f"{W}num"):
            number, base = one.get(f"{W}numId"), _value(one.find(f"{W}abstractNumId")) or ""
            own = _overrides(one, abstract.get(base, {}))
            levels[number] = {**abstract.get(base, {}), **own}
            lists[number] = f"num {number}" if own else base
        return cls(levels, lists)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph on a level of the list `number`: "2.1.", "a)", "-"; "" for none."""
        known = self.levels.get(number, {})
        if level not in known:
            return ""
        counts = self.counts.setdefault(self.lists[number], {})
        own = known[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [other for other in counts if other > level and _begins_again(known.get(other), level)]:
            del counts[deeper]
        if own.format == "bullet":
            return own.text if own.text in _PLAIN_BULLETS else ("+" if level else "•")
        return _filled(own, known, counts)


def _begins_again(deeper: _Level | None, level: int) -> bool:
    if deeper is None or deeper.restart is None:
        return True
    return level < deeper.restart


def _filled(own: _Level, known: Mapping[int, _Level], counts: dict[int, int]) -> str:
    text = own.text
    for place in range(_DEEPEST):
        if f"%{place + 1}" in text:
            its = known.get(place, _Level())
            count = counts.setdefault(place, its.start)
            text = text.replace(f"%{place + 1}", shown(count, "decimal" if own.legal else its.format))
    return text


def shown(count: int, form: str) -> str:
    """A number in the form of Word's `numFmt` ("lowerLetter", ...); other forms are shown in figures."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = _LETTERS[(count - 1) % len(_LETTERS)] * ((count - 1) // len(_LETTERS) + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _LARGEST_ROMAN:
        return roman(count).upper() if form == "upperRoman" else roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def roman(count: int) -> str:
    """A number from 1 to 399 in small Roman figures."""
    hundreds, rest = "c" * (count // 100), count % 100
    text = ("xc", rest - 90) if rest >= 90 else ("l", rest - 50) if rest >= 50 else ("xl", rest - 40)
    if rest >= 40:
        hundreds, rest = hundreds + text[0], text[1]
    for value, sign in _ROMANS:
        hundreds += sign * (rest // value)
        rest %= value
    return hundreds


def _levels(element: Any) -> dict[int, _Level]:
    return {_int(one.get(f"{W}ilvl")): _level(one) for one in element.iterfind(f"{W}lvl")}


def _level(one: Any) -> _Level:
    restart = one.find(f"{W}lvlRestart")
    return _Level(
        format=_value(one.find(f"{W}numFmt")) or "decimal",
        text=_value(one.find(f"{W}lvlText")) or "",
        start=_int(_value(one.find(f"{W}start")), 1),
        restart=None if restart is None else _int(_value(restart)),
        legal=one.find(f"{W}isLgl") is not None,
    )


def _overrides(number: Any, base: Mapping[int, _Level]) -> dict[int, _Level]:
    """The levels that a `num` sets anew: such a list is counted for itself."""
    own = {}
    for one in number.iterfind(f"{W}lvlOverride"):
        place, level, start = _int(one.get(f"{W}ilvl")), one.find(f"{W}lvl"), one.find(f"{W}startOverride")
        new = _level(level) if level is not None else base.get(place, _Level())
        if start is not None:
            new = _Level(new.format, new.text, _int(_value(start), 1), new.restart, new.legal)
        own[place] = new
    return own


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else default
