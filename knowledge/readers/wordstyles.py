"""What Word's styles say of a paragraph and its runs: list and level, bold, capitals, font, hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.readers.numbering import W

_DEEPEST = 12
_OFF = ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters of a run are set."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    raised: bool = False
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What holds for a whole paragraph."""

    sources: tuple[Any, ...] = ()
    """run properties that hold unless a run sets its own, the nearest first."""
    number: tuple[str, int] | None = None
    """list and level of its automatic number."""


@dataclass(slots=True)
class Styles:
    """The styles of a document."""

    by_id: Mapping[str, Any]
    default: str | None = None
    chains: dict[str | None, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> "Styles":
        """The styles of `styles.xml` (its root element, or None where the document has none)."""
        if root is None:
            return cls({})
        styles = list(root.iterfind(f"{W}style"))
        named = {one.get(f"{W}styleId"): one for one in styles}
        default = (one for one in styles if one.get(f"{W}default") == "1" and one.get(f"{W}type") == "paragraph")
        return cls(named, next((one.get(f"{W}styleId") for one in default), None))

    def of(self, paragraph: Any) -> ParagraphStyle:
        """What the style of a paragraph (a `w:p` element) says, its own settings included."""
        own = paragraph.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        chain = self._chain(named.get(f"{W}val") if named is not None else self.default)
        sources = tuple(one.find(f"{W}rPr") for one in chain)
        return ParagraphStyle(tuple(one for one in sources if one is not None), _list_level(own, chain))

    def run_look(self, run: Any, style: ParagraphStyle) -> Look:
        """How a run (a `w:r` element, or None) of a paragraph of that style is set."""
        own = run.find(f"{W}rPr") if run is not None else None
        named = own.find(f"{W}rStyle") if own is not None else None
        character = self._chain(named.get(f"{W}val")) if named is not None else ()
        properties = [one.find(f"{W}rPr") for one in character]
        sources = [one for one in (own, *properties, *style.sources) if one is not None]
        align = _first(sources, "vertAlign")
        fonts = _first(sources, "rFonts")
        return Look(
            bold=is_on(_first(sources, "b")),
            capitals=is_on(_first(sources, "caps")),
            hidden=is_on(_first(sources, "vanish")),
            raised=align is not None and align.get(f"{W}val") == "superscript",
            font=fonts.get(f"{W}ascii") if fonts is not None else None,
        )

    def _chain(self, name: str | None) -> tuple[Any, ...]:
        """A style and those it is based on, the nearest first."""
        if name not in self.chains:
            self.chains[name] = tuple(self._ancestors(name))
        return self.chains[name]

    def _ancestors(self, name: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self.by_id.get(name) if name else None
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            name = base.get(f"{W}val") if base is not None else None


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is there and not set off."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _first(sources: list[Any], name: str) -> Any:
    return next((found for one in sources if (found := one.find(f"{W}{name}")) is not None), None)


def _list_level(own: Any, chain: tuple[Any, ...]) -> tuple[str, int] | None:
    """The list and level of a paragraph: its own, or else those of its styles; list 0 is none."""
    number = level = None
    for source in (own, *(one.find(f"{W}pPr") for one in chain)):
        setting = source.find(f"{W}numPr") if source is not None else None
        if setting is None:
            continue
        its, deep = setting.find(f"{W}numId"), setting.find(f"{W}ilvl")
        number = its.get(f"{W}val") if number is None and its is not None else number
        level = deep.get(f"{W}val") if level is None and deep is not None else level
    if number in (None, "0"):
        return None
    return str(number), int(level) if level and level.isdecimal() else 0
