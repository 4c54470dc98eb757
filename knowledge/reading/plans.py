"""The one door from a file to a plan: blocks, paragraphs, zones, outline, duties, items; what is left are passages."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.building import nothing_collected
from knowledge.models import Document, Item, Passage, Plan
from knowledge.names.agencies import Catalogue
from knowledge.progress import Progress, Step, nothing
from knowledge.readers import Block, read_blocks
from knowledge.reading.baretables import all_tables
from knowledge.reading.charges import Charge, named
from knowledge.reading.cleaning import cleaned
from knowledge.reading.compact import Compact
from knowledge.reading.drafts import Draft, Place, Refs
from knowledge.reading.duties import read_duties
from knowledge.reading.header import Parts, read_document
from knowledge.reading.items import Setting, read_item
from knowledge.reading.kinds import unite_kinds
from knowledge.reading.outline import Node, build_outline, open_points
from knowledge.reading.paragraphs import Paragraph, read_paragraphs
from knowledge.reading.passages import read_passages, section_starts
from knowledge.reading.repeats import first_copies
from knowledge.reading.shortened import written_out
from knowledge.reading.stretches import Cut, before, find_cut, lines_above, taken
from knowledge.reading.titles import named_stretch
from knowledge.reading.twins import link_twins
from knowledge.reading.unrolled import unrolled
from knowledge.reading.zones import Zone, read_zones

_FIRST_PARAGRAPHS = _FIRST_BLOCKS = 40
_UNKNOWN = Setting(None, None, None)


def read_plan(path: Path, progress: Progress = nothing) -> Plan:
    """Reads a document, telling `progress` how far it is; raises a subclass of `knowledge.readers.UnreadableDocument`,
    whose text is for the person.
    """
    # No name holds the blocks of a long document, so that those understood give their memory back.
    return _Reading(path.name, progress).read(deque(read_blocks(path, progress)))


def plan_of(blocks: Sequence[Block], name: str, progress: Progress = nothing) -> Plan:
    """The plan that a document's blocks hold; `name` is the file's. Never fails: what it does not understand is kept as
    passages.
    """
    return _Reading(name, progress).read(deque(blocks))


@dataclass(slots=True)
class _Stretch:
    """What is understood at once: a whole document, unless it is very long."""

    blocks: list[Block]
    dropped: set[int]
    paragraphs: list[Paragraph]
    zones: list[Zone]

    @classmethod
    def of(cls, blocks: Sequence[Block], zone: Zone) -> "_Stretch":
        """The paragraphs of some blocks, the first of which stands in `zone`."""
        blocks = cleaned(unrolled(blocks))
        dropped = first_copies(blocks)
        paragraphs = read_paragraphs(blocks, all_tables(blocks), dropped)
        return cls(blocks, dropped, paragraphs, read_zones(paragraphs, zone))

    def end_at(self, cut: Cut) -> None:
        """Leaves out what stands after a cut."""
        self.paragraphs = before(cut, self.paragraphs, self.blocks)
        self.zones = self.zones[: len(self.paragraphs)]


@dataclass(slots=True)
class _Reading:
    """A document from its first stretch to its last."""

    name: str
    progress: Progress = nothing
    items: list[Item] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    parts: Parts | None = None
    document: Document = field(default_factory=Document)
    setting: Setting = _UNKNOWN
    refs: Refs = field(default_factory=Refs)
    compact: Compact = field(default_factory=Compact)
    appendices: int = 0
    zone: Zone = "head"
    opened: list[Node] = field(default_factory=list)
    """the points that the next stretch stands under."""
    above: list[Block] = field(default_factory=list)
    """the blocks that stand above the next stretch once more."""

    def read(self, waiting: deque[Block]) -> Plan:
        """The plan of all blocks, which are taken away from the left."""
        total = len(waiting)
        going_on = True
        while going_on:
            self._next(waiting)
            self.progress(Step("duties", total - len(waiting), total))
            going_on = bool(waiting)
        return Plan(file=self.name, document=self.document, items=self.items, passages=self.passages)

    @nothing_collected()
    def _next(self, waiting: deque[Block]) -> None:
        """Understands the next stretch, and leaves what stands after its end waiting."""
        begin = waiting[0].line if waiting else 0
        blocks = [*self.above, *taken(waiting)]
        is_long = bool(waiting) or self.parts is not None
        stretch = _Stretch.of(blocks, self.zone)
        cut = find_cut(stretch.paragraphs, stretch.zones, begin) if waiting else None
        if cut:
            waiting.extendleft(block for block in reversed(blocks) if block.line >= cut.line)
            kept = lines_above(cut, stretch.paragraphs)
            self.above = [block for block in blocks if block.line in kept]
            stretch.end_at(cut)
        else:
            self.above = []
        self._understand(stretch, begin, is_long)
        self.zone = cut.zone if cut else stretch.zones[-1] if stretch.zones else self.zone
        if cut and not cut.goes_on:
            self.opened = []

    def _understand(self, stretch: _Stretch, begin: int, is_long: bool) -> None:
        """Adds what a stretch holds from the line `begin` on."""
        paragraphs, zones = stretch.paragraphs, stretch.zones
        outline = build_outline(paragraphs, zones, self.opened)
        parts = _parts(stretch.blocks, stretch.dropped, paragraphs, zones)
        if self.parts is None:
            self.parts, self.document = parts, read_document(parts)
            self.setting = _setting(self.document, _addressees(paragraphs, zones))
        elif parts.end and not self.parts.end:
            self.parts = replace(self.parts, end=parts.end)
            self.document = read_document(self.parts)
        items = self._items(outline, begin)
        written_out(items, (one.text for one in paragraphs))
        sections = section_starts(outline, paragraphs, zones)
        passages = read_passages(stretch.blocks, paragraphs, items, sections)
        if is_long:
            passages = self.compact.passages(one for one in passages if one.lines[0] >= begin)
            items = self.compact.items(items)
        self.items += items
        self.passages += passages
        self.opened = open_points(outline[-1][1]) if outline else self.opened

    def _items(self, outline: Sequence[tuple[Zone, Node]], begin: int) -> list[Item]:
        drafts: list[Draft] = []
        for at, (zone, root) in enumerate(outline):
            self.appendices += zone == "appendix" and not (at == 0 and self.opened)
            number = f"PL{self.appendices}" if self.appendices > 1 else "PL"
            drafts += read_duties(root, Place("PL", (number,)) if zone == "appendix" else Place())
        drafts = [draft for draft in drafts if draft.line >= begin]
        refs = self.refs.assign(drafts)
        items = [read_item(draft, ref, self.setting) for draft, ref in zip(drafts, refs, strict=True)]
        unite_kinds(items)
        link_twins(items)
        return items


def _setting(document: Document, addressees: Charge | None) -> Setting:
    issued = document.issue_year
    stretch = named_stretch(document.title)
    year = document.period.start.year if document.period.start else int(stretch[1][-4:]) if stretch else issued
    since = min(issued, year) if issued and year else year and year - 1
    issuer = Catalogue.load().key(document.issuer) if document.issuer else None
    return Setting(year, since, addressees, issuer, stretch)


def _parts(blocks: Sequence[Block], dropped: set[int], paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> Parts:
    inside = (at for at, (one, zone) in enumerate(zip(paragraphs, zones, strict=True)) if _is_inside(one, zone))
    first = next(inside, None)
    ends = [one for one, zone in zip(paragraphs, zones, strict=True) if zone == "end"]
    kept = [block for at, block in enumerate(blocks) if at not in dropped]
    head = kept[:_FIRST_BLOCKS] if first is None else _above(paragraphs[first], kept)
    lines = {line for one in ends for line in range(one.line, one.last_line + 1)}
    last = head[-1].line if head else 0
    texts = [one.text for one in paragraphs[:first] if one.line <= last and one.text]
    every = [one.text for one in paragraphs]
    listed = [one.words for one, zone in zip(paragraphs, zones, strict=True) if zone == "body"][:_FIRST_PARAGRAPHS]
    return Parts(head, texts, [block for block in kept if block.line in lines], every, listed)


def _above(first: Paragraph, blocks: Sequence[Block]) -> list[Block]:
    """The blocks above a paragraph; of those on its line, where a page has all on one, the ones before it."""
    begins = (at for at, block in enumerate(blocks) if block.line == first.line and first.text.startswith(block.text))
    at = next(begins, None)
    return [block for block in blocks[:at] if block.line < first.line or (at is not None and block.line == first.line)]


def _is_inside(one: Paragraph, zone: Zone) -> bool:
    """Whether a paragraph is surely below the head of the document, grounds included."""
    return zone == "appendix" or (zone == "body" and (one.mark is not None or one.table is not None))


def _addressees(paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> Charge | None:
    """Those after "Kính gửi", who are charged with what a công văn asks."""
    lines = [one.words.strip(" .;,:") for one, zone in zip(paragraphs, zones, strict=True) if zone == "addressee"]
    printed = "; ".join(lines)
    start = printed.casefold().find("kính gửi")
    if start >= 0:
        printed = printed[start + len("kính gửi") :]
    return named(printed.strip(" .;,:-"), "addressee")
