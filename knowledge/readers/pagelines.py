"""Words with their place on a page to lines in reading order: columns side by side, raised figures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.readers.raised import raised

_OVERLAP = 0.5
_RAISED = 0.8
"""the size of raised figures and notes beside that of the line, at most."""
_TOUCHING = 0.12
_WIDE_GAP, _LONE_GAP = 1.4, 3.0
_LEAST_GUTTER = 4.0
_WIDEST_SIDE = 0.68
_MOTTO = re.compile(r"(?:CỘNG\s+H[ÒO][ÀA]|Độc\s+lập\s*[-–])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; lengths in points, from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]
    x0: float = field(init=False)
    """its left end."""
    x1: float = field(init=False)
    """its right end."""
    size: float = field(init=False)
    """the size of most of its letters, in points."""
    top: float = field(init=False)
    """its upper edge, raised figures left aside."""
    bottom: float = field(init=False)
    """its lower edge."""

    def __post_init__(self) -> None:
        size = max(self.words, key=lambda word: (len(word.text), word.size)).size
        plain = [word for word in self.words if word.size > _RAISED * size]
        measures = {
            "x0": self.words[0].x0,
            "x1": max(word.x1 for word in self.words),
            "size": size,
            "top": min(word.top for word in plain),
            "bottom": max(word.bottom for word in plain),
        }
        for name, value in measures.items():
            object.__setattr__(self, name, value)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Its words, raised figures as such; pieces of a word that only differ in their font are put together."""
        size, text, end = self.size, "", 0.0
        for word in self.words:
            small = word.size < _RAISED * size and (word.top + word.bottom) / 2 < (self.top + self.bottom) / 2
            apart = text and word.x0 - end > _TOUCHING * size
            text += (" " if apart else "") + (raised(word.text) if small else word.text)
            end = word.x1
        return text


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of a page from top to bottom, each from margin to margin."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        at = next((at for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1) if _beside(word, bands[at])), None)
        if at is None:
            rows.append([word])
            bands.append((word.top, word.bottom))
            continue
        if word.size > max(other.size for other in rows[at]):
            bands[at] = (word.top, word.bottom)
        rows[at].append(word)
    lines = [Line(tuple(sorted(row, key=lambda word: word.x0))) for row in rows]
    return sorted(lines, key=lambda line: line.top)


def _beside(word: Word, band: tuple[float, float]) -> bool:
    common = min(word.bottom, band[1]) - max(word.top, band[0])
    return common > _OVERLAP * min(word.bottom - word.top, band[1] - band[0])


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines with what stands side by side, as in letterheads and signatures, put one column after the other."""
    left, right = min((line.x0 for line in lines), default=0), max((line.x1 for line in lines), default=0)
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        end, gutter = _side_by_side(lines, at)
        if end > at and _is_parted(lines[at:end], gutter, right - left):
            ordered += _columns(lines[at:end], gutter)
        else:
            end = at + 1
            ordered.append(lines[at])
        at = end
    return ordered


Gap = tuple[float, float]


def _gap(line: Line) -> Gap | None:
    """The widest gap between the words of a line, or the one before the motto of the state; None where all is even."""
    pairs = list(zip(line.words, line.words[1:], strict=False))
    motto = _MOTTO.search(line.text)
    if motto and motto.start() > 0:
        first = motto[0].split()[0]
        pairs = [pair for pair in pairs if pair[1].text.startswith(first)] or pairs
        widest = max(pairs, key=lambda pair: pair[1].x0 - pair[0].x1)
        return widest[0].x1, widest[1].x0
    if not pairs:
        return None
    before, after = max(pairs, key=lambda pair: pair[1].x0 - pair[0].x1)
    return (before.x1, after.x0) if after.x0 - before.x1 > _WIDE_GAP * line.size else None


def _side_by_side(lines: Sequence[Line], at: int) -> tuple[int, Gap]:
    """The end of the run of lines from `at` on that leave a common gutter, and the gutter; the run ends with a line
    that has words on both sides.
    """
    gutter = _gap(lines[at])
    if gutter is None:
        return at, (0, 0)
    end = at + 1
    for place in range(at + 1, len(lines)):
        line, gap = lines[place], _gap(lines[place])
        common = (max(gutter[0], gap[0]), min(gutter[1], gap[1])) if gap else gutter
        if gap and common[1] - common[0] >= _LEAST_GUTTER:
            gutter, end = common, place + 1
        elif not (line.x1 <= gutter[1] or line.x0 >= gutter[0]):
            break
    return end, gutter


def _is_parted(lines: Sequence[Line], gutter: Gap, width: float) -> bool:
    """Whether the gap is that of columns and not of a line spaced out: two lines show it, or one very wide gap does."""
    both = [line for line in lines if line.x0 < gutter[0] and line.x1 > gutter[1]]
    sides = [max(gutter[0] - line.x0, line.x1 - gutter[1]) for line in both]
    if max(sides, default=0) > _WIDEST_SIDE * width:
        return False
    motto = any(_MOTTO.search(line.text) for line in both)
    return len(both) > 1 or motto or gutter[1] - gutter[0] > _LONE_GAP * lines[0].size


def _columns(lines: Sequence[Line], gutter: Gap) -> list[Line]:
    middle = (gutter[0] + gutter[1]) / 2
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for side, words in zip(sides, _parted(line, middle), strict=True):
            if words:
                side.append(Line(words))
    return [*sides[0], *sides[1]]


def _parted(line: Line, middle: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    left = tuple(word for word in line.words if (word.x0 + word.x1) / 2 < middle)
    return left, line.words[len(left) :]
