"""What of a document belongs to no item: kept as passages, so that nothing is lost."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from knowledge.models import Item, Passage
from knowledge.readers import Block
from knowledge.reading.outline import Node
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.zones import Zone


def read_passages(
    blocks: Sequence[Block],
    paragraphs: Sequence[Paragraph],
    items: Sequence[Item],
    sections: Sequence[tuple[int, str | None]],
) -> list[Passage]:
    """The paragraphs outside of items, the rows of tables between items, and the footnotes, in document order.

    Args:
        blocks: all blocks of the document.
        paragraphs: its paragraphs, without the first copies of what is printed twice.
        items: the items read from them.
        sections: the first line of each section with its code, as `section_starts` gives them.
    """
    inside = {line for item in items for line in range(item.lines[0], item.lines[1] + 1)}
    passages: list[Passage] = []
    for paragraph in paragraphs:
        if paragraph.table:
            rows = blocks[paragraph.table.start : paragraph.table.end]
            passages += _between(rows, inside)
        elif paragraph.footnote or paragraph.line not in inside:
            passages.append(
                Passage(lines=(paragraph.line, paragraph.last_line), page=paragraph.page, text=paragraph.text)
            )
    starts = [line for line, _ in sections]
    for passage in passages:
        place = bisect_right(starts, passage.lines[0])
        passage.section = sections[place - 1][1] if place else None
    return passages


def _between(rows: Iterable[Block], inside: set[int]) -> Iterator[Passage]:
    """The rows of a table that are in no item, each run of them as one passage."""
    run: list[Block] = []
    for row in rows:
        if row.line not in inside:
            run.append(row)
        elif run:
            yield _passage(run)
            run = []
    if run:
        yield _passage(run)


def _passage(run: Sequence[Block]) -> Passage:
    text = " ".join(block.text for block in run)
    return Passage(lines=(run[0].line, run[-1].last_line), page=run[0].page, text=text)


def section_starts(
    outline: Sequence[tuple[Zone, Node]], paragraphs: Sequence[Paragraph], zones: Sequence[Zone]
) -> list[tuple[int, str | None]]:
    """The first line of each section of the document with its code ("II", "PL"), in order of lines; None from where the
    signature or a form begins.
    """
    outside = [one.line for one, zone in zip(paragraphs, zones, strict=True) if zone in ("end", "form")]
    starts: list[tuple[int, str | None]] = [(line, None) for line in outside]
    for zone, root in outline:
        if zone == "appendix":
            lines = [paragraph.line for paragraph in root.paragraphs()]
            starts += [(min(lines), "PL")] if lines else []
        else:
            starts += _sections(root)
    return sorted(starts, key=lambda start: start[0])


def _sections(root: Node) -> Iterator[tuple[int, str | None]]:
    for child in root.children:
        if child.kind in ("part", "capital", "roman", "article"):
            lines = [paragraph.line for paragraph in child.paragraphs()]
            if lines:
                yield min(lines), child.code
            yield from _sections(child)
