"""What each line of a document was taken for: the reading laid beside the text, for a person to check."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.models import Item, Passage, Plan
from knowledge.progress import Progress, nothing
from knowledge.readers import Block, read_blocks
from knowledge.reading.doubts import doubts
from knowledge.reading.footnotes import is_footnote
from knowledge.reading.labels import read_label
from knowledge.reading.marks import read_mark
from knowledge.reading.plans import plan_of
from knowledge.reading.unexplained import Layout, is_columns, unexplained

__all__ = ["Review", "ReviewedLine", "doubts", "review", "review_of", "unexplained"]

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
    items: tuple[Item, ...] = ()
    """whose line it is; more than one where a paragraph gives several."""
    marked: bool = False
    """whether it looks like a duty though no item holds it."""


@dataclass(frozen=True, slots=True)
class Review:
    """A document line by line."""

    plan: Plan
    lines: tuple[ReviewedLine, ...]
    marked: tuple[Passage, ...]
    """the passages that look like a duty and belong to no item."""


def review(path: Path, progress: Progress = nothing) -> Review:
    """Reads a document for review, telling `progress` how far it is; raises a subclass of
    `knowledge.readers.UnreadableDocument`.
    """
    return review_of(read_blocks(path, progress), path.name, progress)


def review_of(blocks: Sequence[Block], name: str, progress: Progress = nothing) -> Review:
    """The review of the document that `blocks` hold; `name` is the file's. Never fails."""
    plan = plan_of(blocks, name, progress)
    marked = unexplained(plan)
    return Review(plan, tuple(_lines(blocks, plan, marked)), tuple(marked))


def _lines(blocks: Sequence[Block], plan: Plan, marked: Sequence[Passage]) -> Iterator[ReviewedLine]:
    passages = _Passages(plan)
    owners = _owners(plan.items)
    doubtful = {id(passage) for passage in marked}
    for block in blocks:
        passage = passages.at(block.line)
        items = owners.get(block.line, ()) if passage is None else ()
        role: Role = _role_in_item(block) if items else passages.role(passage)
        yield ReviewedLine(block.line, block.page, block.text, role, items, id(passage) in doubtful)


def _owners(items: Sequence[Item]) -> dict[int, tuple[Item, ...]]:
    """The items of each line; where items overlap, those that begin last."""
    owners: dict[int, tuple[Item, ...]] = {}
    for item in sorted(items, key=lambda item: item.lines[0]):
        for line in range(item.lines[0], item.lines[1] + 1):
            same = owners.get(line, ())
            owners[line] = (*same, item) if same and same[0].lines[0] == item.lines[0] else (item,)
    return owners


def _role_in_item(block: Block) -> Role:
    mark = read_mark(block.text)
    label = read_label(block.text[mark.end :] if mark else block.text) if block.cells is None else None
    return label.role if label else "item"  # type: ignore[return-value]


class _Passages:
    """What the passages of a plan are."""

    def __init__(self, plan: Plan) -> None:
        self.layout = Layout(plan)
        self.passages = sorted(plan.passages, key=lambda passage: passage.lines)
        self.starts = [passage.lines[0] for passage in self.passages]
        addressed = (one.lines[0] for one in self.passages if one.text.casefold().startswith("kính gửi"))
        self.addressed = next(addressed, None)

    def at(self, line: int) -> Passage | None:
        """The passage that a line belongs to."""
        place = bisect_right(self.starts, line) - 1
        return self.passages[place] if place >= 0 and line <= self.passages[place].lines[1] else None

    def role(self, passage: Passage | None) -> Role:
        """What a line outside of items is; a line that not even a passage holds is the first copy of a repetition."""
        if passage is None:
            return "repeat"
        if is_footnote(passage.text):
            return "footnote"
        part = self.layout.part(passage)
        if part == "head":
            return self._in_head(passage)
        if part == "end":
            return "ending"
        return self._in_body(passage)

    def _in_head(self, passage: Passage) -> Role:
        if passage.text.endswith(":") and self.addressed != passage.lines[0]:
            return "lead_in"
        mark = read_mark(passage.text)
        after = self.addressed is not None and passage.lines[0] > self.addressed
        return "addressee" if self.addressed == passage.lines[0] or (after and mark) else "header"

    def _in_body(self, passage: Passage) -> Role:
        text = passage.text
        if is_columns(text):
            return "columns"
        if self.layout.is_heading(text) or text.isupper():
            return "heading"
        if text.endswith(":"):
            return "lead_in"
        mark = read_mark(text)
        return "heading" if mark and mark.kind != "bullet" and text[-1] not in ".;" else "passage"
