"""What a chat shows at once: a message, and the buttons below it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.wording.markup import Message, message, to_html
from bot.wording.texts import say

PART: Final = 3000
"""UTF-16 units that a screen holds; what is longer is turned over like pages."""
MAX_DATA: Final = 64
"""Bytes of a button's data (Bot API, InlineKeyboardButton)."""
OF_ANSWER: Final = frozenset({"a", "k", "h", "x", "r", "f"})
"""Kinds of buttons whose data holds the id of the answer or digest that they stand under."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `kind` tells what a tap does, `rest` with what; or a link."""

    label: str
    kind: str = ""
    rest: str = ""
    url: str | None = None

    def data(self, answer: int) -> str:
        """What Telegram gives back at a tap: ids only, 64 bytes would not hold a question."""
        parts = [self.kind, *([str(answer)] if self.kind in OF_ANSWER else []), *([self.rest] if self.rest else [])]
        return ":".join(parts)


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message and its rows of buttons."""

    message: Message
    rows: Rows = ()
    turns: str = "a"
    """kind of the buttons that turn the parts of a message that is too long for one."""

    @classmethod
    def of(cls, *lines: str, rows: Iterable[Iterable[Button]] = ()) -> "Screen":
        """A screen of plain lines."""
        return cls(message(*lines), tuple(map(tuple, rows)))


def laid_out(screen: Screen, view: str) -> tuple[str, Rows]:
    """The HTML of a screen and its buttons. Of a message that is too long, the part that `view` names ("p0.2": the
    third), with buttons that lead to the others. Raises ValueError for a message without visible text.
    """
    parts = to_html(screen.message, PART)
    if not parts:
        raise ValueError("an answer without text")
    name, _, number = view.partition(".")
    at = min(int(number or 0), len(parts) - 1)
    rows = (turning(f"{name}.", at, len(parts), screen.turns), *screen.rows) if len(parts) > 1 else screen.rows
    return parts[at], rows


def turning(prefix: str, at: int, count: int, kind: str = "a") -> tuple[Button, ...]:
    """A row of buttons that turn pages, from the page `at` of `count`. The one in the middle tells where one is."""
    back = (Button(say("button_back"), kind, f"{prefix}{at - 1}"),) if at else ()
    on = (Button(say("button_on"), kind, f"{prefix}{at + 1}"),) if at + 1 < count else ()
    return (*back, Button(f"{at + 1}/{count}", kind, f"{prefix}{at}"), *on)


def choices(screen: Screen) -> Screen:
    """A screen whose message offers questions, each as a button that asks it."""
    rows = ((Button(label, "vd", str(number)),) for number, label in enumerate(screen.message.choices))
    return replace(screen, rows=(*screen.rows, *rows))
