"""Rich text that knows no channel, and its two renderings: plain text and Telegram HTML."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Style = Literal["plain", "bold", "italic", "code", "quote"]

MAX_UNITS = 4096
"""Longest message text: UTF-16 code units after parsing (Bot API, sendMessage)."""
MAX_ENTITIES = 100
"""Telegram shows the first hundred formatted pieces of a message and drops the marks of the rest."""

_TAGS = {"bold": ("<b>", "</b>"), "italic": ("<i>", "</i>"), "code": ("<code>", "</code>")}
_QUOTE = ("<blockquote expandable>", "</blockquote>")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_REPLACED = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)], " ")
_REPLACED |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | dict.fromkeys(range(0x202A, 0x202F), "")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. The text is cleaned: what Telegram refuses or drops (control characters, lone
    surrogates, marks of writing direction) is a blank, U+FFFD or nothing; every kind of line end is a newline.
    """

    text: str
    style: Style = "plain"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _BREAKS.sub("\n", self.text).translate(_REPLACED))


@dataclass(frozen=True)
class Line:
    """A line: runs after one another. A newline inside a run breaks the line there."""

    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a quote beside other runs: a block quote stands on lines of its own."""
        if len({run.style == "quote" for run in self.runs}) > 1:
            raise ValueError("a quote stands on a line of its own")


@dataclass(frozen=True)
class Message:
    """What a person gets to read, and the questions offered below it to be asked with one tap."""

    lines: tuple[Line, ...] = ()
    choices: tuple[str, ...] = ()


def bold(text: str) -> Run:
    """Text that stands out: the agency or date that was asked for."""
    return Run(text, "bold")


def italic(text: str) -> Run:
    """Text that is said about the answer: sources, hints."""
    return Run(text, "italic")


def code(text: str) -> Run:
    """Text to be typed or copied as it stands."""
    return Run(text, "code")


def line(*runs: str | Run) -> Line:
    """A line from strings (plain) and runs; without any, an empty line."""
    return Line(tuple(Run(run) if isinstance(run, str) else run for run in runs))


def quote(text: str) -> Line:
    """A block quote, for the wording of a document. Quotes after one another become one block; long ones fold away."""
    return Line((Run(text, "quote"),))


def message(*lines: str | Run | Line, choices: Iterable[str] = ()) -> Message:
    """A message from lines; a string or a run is a line of its own."""
    return Message(tuple(each if isinstance(each, Line) else line(each) for each in lines), tuple(choices))


def to_text(message: Message) -> str:
    """The lines as plain text, for terminal and JSON. Choices are not told."""
    return "\n".join("".join(run.text for run in line.runs) for line in message.lines)


def to_html(message: Message, limit: int = MAX_UNITS) -> list[str]:
    """The message as Telegram HTML, in parts of at most `limit` (2 or more) UTF-16 units of visible text and at most
    `MAX_ENTITIES` marks, each complete HTML. Breaks between lines, best at an empty line; a line that is too long
    for one part breaks between words. Parts without visible text are left out, so an empty message has none.
    """
    whole = [piece for line in message.lines for row in _rows(line) for piece in _fit(row, limit)]
    return ["\n".join(_tagged(page)) for page in _pages(whole, limit)]


_Row = tuple[Run, ...]


def _rows(line: Line) -> Iterator[_Row]:
    """A line broken at the newlines inside its runs."""
    row: list[Run] = []
    for run in line.runs:
        first, *more = run.text.split("\n")
        row.append(Run(first, run.style))
        for text in more:
            yield tuple(row)
            row = [Run(text, run.style)]
    yield tuple(row)


def _units(row: _Row) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return sum(len(run.text) + sum(character > "\uffff" for character in run.text) for run in row)


def _marks(row: _Row) -> int:
    return sum(run.style != "plain" for run in row)


def _fit(row: _Row, limit: int) -> Iterator[_Row]:
    """A row as rows that each fit into one part."""
    while _units(row) > limit or _marks(row) > MAX_ENTITIES:
        head, row = _halves(row, limit)
        yield head
    yield row


def _halves(row: _Row, limit: int) -> tuple[_Row, _Row]:
    """The longest beginning of a row that fits, ended before a word when there is a blank to end at; and the rest.

    The blank stays at the head of the rest, where the margin of a message swallows it.
    """
    text = "".join(run.text for run in row)
    end = min(_fitting(text, limit), _marked(row))
    blank = text.rfind(" ", 1, end + 1)
    return _slice(row, 0, end if blank < 1 else blank), _slice(row, end if blank < 1 else blank, len(text))


def _fitting(text: str, limit: int) -> int:
    """How many characters of a text fit into `limit` UTF-16 units."""
    units = 0
    for place, character in enumerate(text):
        units += 1 + (character > "\uffff")
        if units > limit:
            return place
    return len(text)


def _marked(row: _Row) -> int:
    """How many characters of a row there are before the first mark that is one too many."""
    size = marks = 0
    for run in row:
        marks += run.style != "plain"
        if marks > MAX_ENTITIES:
            break
        size += len(run.text)
    return size


def _slice(row: _Row, start: int, end: int) -> _Row:
    """The characters of a row from `start` to `end`, in their styles."""
    out, place = [], 0
    for run in row:
        text = run.text[max(0, start - place) : max(0, end - place)]
        if text:
            out.append(Run(text, run.style))
        place += len(run.text)
    return tuple(out)


def _pages(rows: list[_Row], limit: int) -> Iterator[list[_Row]]:
    """Rows gathered into parts that keep both limits."""
    page: list[_Row] = []
    units = marks = 0
    for row in rows:
        page.append(row)
        units, marks = units + _units(row) + 1, marks + _marks(row)
        while units - 1 > limit or marks > MAX_ENTITIES:
            cut = _cut(page)
            yield from _trimmed(page[:cut])
            page = page[cut:]
            units, marks = sum(map(_units, page)) + len(page), sum(map(_marks, page))
    yield from _trimmed(page)


def _cut(page: list[_Row]) -> int:
    """Where to end a part that its last row made too long: at an empty row of its second half, else before that row."""
    for place in range(len(page) - 1, len(page) // 2, -1):
        if _blank(page[place]):
            return place
    return len(page) - 1


def _blank(row: _Row) -> bool:
    return not any(run.text.strip() for run in row)


def _trimmed(page: list[_Row]) -> Iterator[list[_Row]]:
    """The part without empty rows around it, or nothing."""
    full = [place for place, row in enumerate(page) if not _blank(row)]
    if full:
        yield page[full[0] : full[-1] + 1]


def _tagged(page: list[_Row]) -> Iterator[str]:
    """The rows as HTML; quoted rows after one another as one block."""
    for quoted, rows in groupby(page, key=lambda row: any(run.style == "quote" for run in row)):
        text = "\n".join("".join(map(_run, row)) for row in rows)
        yield f"{_QUOTE[0]}{text}{_QUOTE[1]}" if quoted else text


def _run(run: Run) -> str:
    before, after = _TAGS.get(run.style, ("", "")) if run.text.strip() else ("", "")
    return before + html.escape(run.text, quote=False) + after
