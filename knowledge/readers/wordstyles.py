"""What Word's styles say of a paragraph and its runs: list and level, bold, capitals, font, hidden."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.readers.numbering import W

_DEEPEST = 12
_OFF = ("0", "false", "none", "off")
_VALUE, _STYLE_ID = f"{W}val", f"{W}styleId"
_PARAGRAPH, _RUN = f"{W}pPr", f"{W}rPr"


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

    settings: Mapping[str, Any] = field(default_factory=dict)
    """what it sets of a `Look`, unless a run sets its own."""
    look: Look = field(default_factory=Look)
    """of runs that set nothing."""
    number: tuple[str, int] | None = None
    """list and level of its automatic number."""


@dataclass(slots=True)
class Styles:
    """The styles of a document, read as far as they are asked for: templates hold hundreds that no text uses."""

    unread: Iterator[Any]
    """the `w:style` elements of `styles.xml`, one after another."""
    by_id: dict[str | None, Any] = field(default_factory=dict)
    default: str | None = None
    chains: dict[str | None, tuple[Any, ...]] = field(default_factory=dict)
    whole: dict[str | None, ParagraphStyle] = field(default_factory=dict)

    def of(self, paragraph: Any) -> ParagraphStyle:
        """What the style of a paragraph (a `w:p` element) says, its own settings included."""
        own = child(paragraph, _PARAGRAPH)
        if own is None:
            return self._whole(self._default())
        named = child(own, f"{W}pStyle")
        name = named.get(_VALUE) if named is not None else self._default()
        style = self._whole(name)
        if child(own, f"{W}numPr") is None:
            return style
        return replace(style, number=_list_level(own, self._chain(name)))

    def run_look(self, own: Any, style: ParagraphStyle) -> Look:
        """How a run with its own properties (a `w:rPr` element, or None) in a paragraph of that style is set."""
        if own is None:
            return style.look
        named = child(own, f"{W}rStyle")
        character = self._settings(named.get(_VALUE)) if named is not None else {}
        return Look(**{**style.settings, **character, **_set_by(own)})

    def _whole(self, name: str | None) -> ParagraphStyle:
        """A style with all that it takes from those it is based on."""
        if name not in self.whole:
            settings = self._settings(name)
            self.whole[name] = ParagraphStyle(settings, Look(**settings), _list_level(None, self._chain(name)))
        return self.whole[name]

    def _settings(self, name: str | None) -> dict[str, Any]:
        """What a style and those it is based on set of a `Look`."""
        told: dict[str, Any] = {}
        for one in reversed(self._chain(name)):
            told |= _set_by(child(one, _RUN))
        return told

    def _chain(self, name: str | None) -> tuple[Any, ...]:
        """A style and those it is based on, the nearest first."""
        if name not in self.chains:
            self.chains[name] = tuple(self._ancestors(name))
        return self.chains[name]

    def _ancestors(self, name: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._named(name) if name else None
            if style is None:
                return
            yield style
            base = child(style, f"{W}basedOn")
            name = base.get(_VALUE) if base is not None else None

    def _named(self, name: str) -> Any:
        while name not in self.by_id and self._read_on():
            pass
        return self.by_id.get(name)

    def _default(self) -> str | None:
        """The style of paragraphs that name none."""
        while self.default is None and self._read_on():
            pass
        return self.default

    def _read_on(self) -> bool:
        """Takes in the next style; False where there is none."""
        style = next(self.unread, None)
        if style is None:
            return False
        self.by_id.setdefault(style.get(_STYLE_ID), style)
        if self.default is None and style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
            self.default = style.get(_STYLE_ID)
        return True


def child(element: Any, tag: str) -> Any:
    """The first child with a tag of an element (or of None), or None."""
    return None if element is None else next(element.iterchildren(tag), None)


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is there and not set off."""
    return element is not None and element.get(_VALUE, "1") not in _OFF


_READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    f"{W}b": ("bold", is_on),
    f"{W}caps": ("capitals", is_on),
    f"{W}vanish": ("hidden", is_on),
    f"{W}vertAlign": ("raised", lambda align: align.get(_VALUE) == "superscript"),
    f"{W}rFonts": ("font", lambda fonts: fonts.get(f"{W}ascii")),
}
"""Elements of run properties: the field of `Look` that each sets, and to what."""


def _set_by(properties: Any) -> dict[str, Any]:
    """What run properties (a `w:rPr` element, or None) set of a `Look`."""
    told: dict[str, Any] = {}
    for one in () if properties is None else properties.iterchildren(*_READ):
        name, read = _READ[one.tag]
        told.setdefault(name, read(one))
    return told


def _list_level(own: Any, chain: tuple[Any, ...]) -> tuple[str, int] | None:
    """The list and level of a paragraph: its own, or else those of its styles; list 0 is none."""
    number = level = None
    for source in (own, *(child(one, _PARAGRAPH) for one in chain)):
        setting = child(source, f"{W}numPr")
        if setting is None:
            continue
        its, deep = child(setting, f"{W}numId"), child(setting, f"{W}ilvl")
        number = its.get(_VALUE) if number is None and its is not None else number
        level = deep.get(_VALUE) if level is None and deep is not None else level
    if number in (None, "0"):
        return None
    return str(number), int(level) if level and level.isdecimal() else 0
