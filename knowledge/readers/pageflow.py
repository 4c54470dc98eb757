"""Lines of a page to paragraphs: a line goes on with the one above when its first word did not fit there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.readers.pagelines import Line
from knowledge.reading.marks import read_mark

_SPACE = 0.22
_SLACK = 1.5
_INDENT = 0.6
_EXTRA_LEADING = 1.28
_CENTRED = 8.0
_LONGEST_SYLLABLE = 7
_FULL = 0.25
_STOPS = ".;:!?…/"
_END_MARKS = ("./.", ".//.")
"""How the last sentence of a document ends."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where lines may run: the margins, and how far one line stands below the other."""

    left: float
    right: float
    leading: float

    @classmethod
    def around(cls, lines: Sequence[Line]) -> "Frame":
        """The frame that lines themselves show."""
        long = sorted(line.x1 for line in lines)
        steps = [below.top - above.top for above, below in pairwise(lines)]
        size = median([line.size for line in lines]) if lines else 12.0
        near = [step for step in steps if 0 < step < 2.5 * size]
        right = long[int(len(long) * 0.98)] if long else 0.0
        return cls(min((line.x0 for line in lines), default=0.0), right, median(near) if near else 1.3 * size)


@dataclass(slots=True)
class Text:
    """A paragraph in the making."""

    lines: list[Line]
    page: int
    frame: Frame

    @property
    def words(self) -> str:
        """Its text. A hyphen at the end of a line stays, and joins where it stands close to its word; so does a word
        too long for its line, which no syllable of Vietnamese is.
        """
        text = self.lines[0].text
        for above, line in pairwise(self.lines):
            hyphen = text.endswith("-") and not text.endswith(" -")
            broken = len(above.words) == 1 and len(above.text) > _LONGEST_SYLLABLE and self._room(above) < above.size
            text += line.text if hyphen or broken else f" {line.text}"
        return text

    @property
    def strong(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    def goes_on_with(self, line: Line, frame: Frame, same_page: bool) -> bool:
        """Whether `line` is the next line of this paragraph."""
        last = self.lines[-1]
        if abs(line.size - last.size) > 1 or (last.bold and self.strong and not any(word.bold for word in line.words)):
            return False
        if same_page and not 0 < line.top - last.top < _EXTRA_LEADING * frame.leading:
            return False
        if self._begins_anew(line, last, frame, same_page):
            return False
        first = line.words[0]
        return self._room(last) < first.x1 - first.x0 + _SPACE * last.size + _SLACK

    @property
    def is_full(self) -> bool:
        """Whether its last line nearly reaches the margin, so that more may follow."""
        return self._room(self.lines[-1]) < _FULL * (self.frame.right - self.frame.left)

    def _begins_anew(self, line: Line, last: Line, frame: Frame, same_page: bool) -> bool:
        """Whether indentation or numbering say that a paragraph begins."""
        if last.text[-1:] in _STOPS and read_mark(line.text):
            return True
        if last.text.endswith(_END_MARKS):
            return True
        if self._is_centred(last) and self._is_centred(line):
            return False
        shift = frame.left - self.frame.left if not same_page else 0.0
        indent = line.x0 - shift - (self.lines[1].x0 if len(self.lines) > 1 else min(last.x0, self.frame.left))
        return abs(indent) > _INDENT * line.size if len(self.lines) > 1 else False

    def _room(self, line: Line) -> float:
        """How much room a line leaves to its right; to both sides where it is centred."""
        room = self.frame.right - line.x1
        return room + line.x0 - self.frame.left if self._is_centred(line) else room

    def _is_centred(self, line: Line) -> bool:
        before, after = line.x0 - self.frame.left, self.frame.right - line.x1
        return before > _CENTRED and abs(before - after) < _CENTRED
