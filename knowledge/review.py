"""What each line of a document was taken for: the reading laid beside the text, for a person to check."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.doubts import doubts
from knowledge.footnotes import is_footnote
from knowledge.labels import is_column, read_label
from knowledge.marks import read_mark
from knowledge.models import Item, Passage, Plan
from knowledge.readers import Block, read_blocks
from knowledge.reading import plan_of
from knowledge.unexplained import bare, headings_of, part_of, unexplained

__all__ = ["Review", "ReviewedLine", "doubts", "last_line", "review", "review_of", "unexplained"]

Role = Literal[
    "item",
    "lead",
    "coordinator",
    "timing",
    "product",
    "funding",
    "recipient",
    "supervisor",
    "place",
    "note",
    "header",
    "addressee",
    "heading",
    "lead_in",
    "columns",
    "footnote",
    "ending",
    "repeat",
    "passage",
]


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line of the document and what the reader took it for."""

    line: int
    """as in `Block.line`."""
    page: int | None
    text: str
    role: Role
    """"item" is the wording of an item; "lead" to "note" are its lines with a label; the rest belong to none."""
    item: Item | None = None
    marked: bool = False
    """whether it looks like a duty though no item holds it."""


@dataclass(frozen=True, slots=True)
class Review:
    """A document line by line."""

    plan: Plan
    lines: tuple[ReviewedLine, ...]
    marked: tuple[Passage, ...]
    """the passages that look like a duty and belong to no item."""


def review(path: Path) -> Review:
    """Reads a document for review; raises a subclass of `knowledge.readers.UnreadableDocument`."""
    return review_of(read_blocks(path), path.name)


def review_of(blocks: Sequence[Block], name: str) -> Review:
    """The review of the document that `blocks` hold; `name` is the file's. Never fails."""
    plan = plan_of(blocks, name)
    marked = unexplained(plan)
    return Review(plan, tuple(_lines(blocks, plan, marked)), tuple(marked))


def last_line(plan: Plan) -> int:
    """The number of the last line that the plan holds; 0 for an empty one."""
    return max((entry.lines[1] for entry in (*plan.items, *plan.passages)), default=0)


def _lines(blocks: Sequence[Block], plan: Plan, marked: Sequence[Passage]) -> Iterator[ReviewedLine]:
    passages = _Passages(plan)
    items = {line: item for item in _by_start(plan.items) for line in range(item.lines[0], item.lines[1] + 1)}
    doubtful = {id(passage) for passage in marked}
    for block in blocks:
        passage = passages.at(block.line)
        item = items.get(block.line) if passage is None else None
        role: Role = _role_in_item(block) if item else passages.role(passage, block)
        yield ReviewedLine(block.line, block.page, block.text, role, item, id(passage) in doubtful)


def _by_start(items: Sequence[Item]) -> list[Item]:
    """Where lines of items overlap, the one that begins later owns them."""
    return sorted(items, key=lambda item: item.lines[0])


def _role_in_item(block: Block) -> Role:
    mark = read_mark(block.text)
    label = read_label(block.text[mark.end :] if mark else block.text) if block.cells is None else None
    return label.role if label else "item"  # type: ignore[return-value]


class _Passages:
    """What the passages of a plan are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.headings = headings_of(plan)
        self.passages = sorted(plan.passages, key=lambda passage: passage.lines)
        self.starts = [passage.lines[0] for passage in self.passages]
        addressed = (one.lines[0] for one in self.passages if one.text.casefold().startswith("kính gửi"))
        self.addressed = next(addressed, None)

    def at(self, line: int) -> Passage | None:
        """The passage that a line belongs to."""
        place = bisect_right(self.starts, line) - 1
        return self.passages[place] if place >= 0 and line <= self.passages[place].lines[1] else None

    def role(self, passage: Passage | None, block: Block) -> Role:
        """What a line outside of items is; a line that not even a passage holds is the first copy of a repetition."""
        if passage is None:
            return "repeat"
        if is_footnote(passage.text):
            return "footnote"
        part = part_of(passage, self.plan)
        if part == "head":
            return self._in_head(passage)
        if part == "end":
            return "ending"
        return self._in_body(passage, block)

    def _in_head(self, passage: Passage) -> Role:
        if passage.text.endswith(":") and self.addressed != passage.lines[0]:
            return "lead_in"
        mark = read_mark(passage.text)
        after = self.addressed is not None and passage.lines[0] > self.addressed
        return "addressee" if self.addressed == passage.lines[0] or (after and mark) else "header"

    def _in_body(self, passage: Passage, block: Block) -> Role:
        cells = [cell for cell in block.cells or () if cell]
        if len(cells) > 1 and sum(map(is_column, cells)) * 2 > len(cells):
            return "columns"
        if any(bare(cell) in self.headings for cell in (passage.text, *cells)) or passage.text.isupper():
            return "heading"
        if passage.text.endswith(":"):
            return "lead_in"
        mark = read_mark(passage.text)
        return "heading" if mark and mark.kind != "bullet" and passage.text[-1] not in ".;" else "passage"
