"""Shapes of data files: what officials may write where, and what is wrong with what they wrote, in their words.

A shape is written with the values that it is about:

``str``, ``int``, ``float``, ``bool``, ``date``   one such value; a text is never blank
``[shape]``                                       a list of such
``{"name": shape, "other?": shape}``              these names and no others, the second where it is wanted
``{str: shape}``                                  any names
``{"tỉnh", "huyện"}``                             one of these words
``(shape, shape)``                                one or the other, told apart by their kinds of values
a function                                        gives what is wrong with a value, or None
``Also(shape, function)``                         of a shape, and with nothing wrong by a function
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

Shape = Any
"""as told above; nothing that a type checker could look into."""
Path = tuple[object, ...]
"""names and numbers from the top of a file down."""


class Wrong(NamedTuple):
    """What is wrong, in words that go behind the name of the place where it is."""

    what: str
    path: Path = ()

    @property
    def sentence(self) -> str:
        """What is wrong where, but for the line."""
        name = next((each for each in reversed(self.path) if isinstance(each, str)), None)
        if name is None:
            return f"{'mục này' if self.path else 'tệp'} {self.what}"
        return f"mục trong “{name}” {self.what}" if isinstance(self.path[-1], int) else f"“{name}” {self.what}"


Check = Callable[[Any], str | Wrong | None]
"""Tells what is wrong with a value, or with what place in it."""


class Also(NamedTuple):
    """A shape, and what more must be right about what has it."""

    shape: Shape
    check: Check


_KINDS: Final[Mapping[type, str]] = {
    str: "chữ",
    int: "số nguyên",
    float: "số",
    bool: "true hoặc false",
    date: "ngày, dạng năm-tháng-ngày",
    list: "danh sách, ví dụ [một, hai]",
    dict: "các dòng “tên: nội dung”",
}
_SHOWN: Final = (int, float, bool, date, datetime)
_NAMED: Final = 12
"""How many names at most are told where one of them is wanted."""


def wrong(value: Any, shape: Shape) -> Wrong | None:
    """The first thing that is wrong with a value. Called for every entry of every file: nothing is made ahead of it."""
    if isinstance(shape, type):
        return None if _is_a(value, shape) else _other_kind(value, shape)
    if isinstance(shape, Also):
        return wrong(value, shape.shape) or wrong(value, shape.check)
    if isinstance(shape, tuple):
        return wrong(value, next((each for each in shape if _is_a(value, _kind(each))), shape[0]))
    if isinstance(shape, list):
        return _of_list(value, shape[0]) if type(value) is list else _other_kind(value, list)
    if isinstance(shape, dict):
        return _of_names(value, shape) if type(value) is dict else _other_kind(value, dict)
    told = (None if value in shape else f"phải là {one_of(shape)}") if isinstance(shape, set) else shape(value)
    return Wrong(told) if isinstance(told, str) else told


def between(least: float, most: float) -> Check:
    """A number from `least` to `most`."""

    def check(value: Any) -> str | None:
        fits = type(value) in (int, float) and least <= value <= most
        return None if fits else f"phải là số từ {least:g} đến {most:g}"

    return check


def one_of(names: Collection[str]) -> str:
    """Names to choose from, in a sentence."""
    few = len(names) <= _NAMED
    return f"một trong: {', '.join(sorted(names))}" if few else "một tên đã có sẵn trong tệp gốc"


def is_near(name: object, known: Collection[str]) -> bool:
    """Whether a name is one of the known but for a slip or two."""
    return bool(_near(name, known))


def likely(name: object, known: Collection[str]) -> str:
    """Which of the known names was likely meant by another, or which there are."""
    near = _near(name, known)
    return f"có lẽ là “{near[0]}”" if near else f"tên phải là {one_of(known)}"


def _near(name: object, known: Collection[str]) -> list[str]:
    from difflib import get_close_matches  # only where something is wrong

    return get_close_matches(str(name), known, 1, 0.7)


def _kind(shape: Shape) -> type:
    if isinstance(shape, type):
        return shape
    inner = shape.shape if isinstance(shape, Also) else shape
    return next((kind for kind in (list, dict) if isinstance(inner, kind)), str)


def _is_a(value: Any, kind: type) -> bool:
    if kind is str:
        return type(value) is str and not value.isspace() and value != ""
    return type(value) is kind or (kind is float and type(value) is int)


def _of_list(value: list[Any], shape: Shape) -> Wrong | None:
    if shape is str and {*map(type, value)} <= {str} and all(map(str.strip, value)):
        return None  # what nearly all lists are
    for at, each in enumerate(value):
        if found := wrong(each, shape):
            return Wrong(found.what, (at, *found.path))
    return None


def _of_names(value: dict[Any, Any], shape: dict[Any, Shape]) -> Wrong | None:
    every = shape.get(str)
    for name, each in value.items():
        if type(name) is not str:
            return Wrong("có tên không phải chữ, xin đặt tên trong ngoặc kép", (name,))
        below = every or shape.get(name) or shape.get(f"{name}?")
        if below is None:
            return Wrong(
                f"không phải là tên dùng ở đây, {likely(name, [known.removesuffix('?') for known in shape])}", (name,)
            )
        if found := wrong(each, below):
            return Wrong(found.what, (name, *found.path))
    missing = next((name for name in shape if name not in value and not every and not name.endswith("?")), None)
    return Wrong(f"thiếu “{missing}”") if missing else None


def _other_kind(value: Any, kind: type) -> Wrong:
    """A value of another kind than wanted."""
    if value is None or (type(value) is str and not value.strip()):
        return Wrong("đang để trống")
    if kind is not str:
        return Wrong(f"phải là {_KINDS[kind]}")
    shown = f" (đang là {value})" if type(value) in _SHOWN else ""
    return Wrong(f"phải là chữ{shown}, xin đặt cả phần ấy trong ngoặc kép")
