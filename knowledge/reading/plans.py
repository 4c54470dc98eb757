"""The one door from a file to a plan: blocks, paragraphs, zones, outline, duties, items; what is left are passages."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.models import Document, Item, Plan
from knowledge.readers import Block, read_blocks
from knowledge.reading.baretables import all_tables
from knowledge.reading.charges import Charge, named
from knowledge.reading.cleaning import cleaned
from knowledge.reading.drafts import Draft, Place, assign_refs
from knowledge.reading.duties import read_duties
from knowledge.reading.header import Parts, read_document
from knowledge.reading.items import Setting, read_item
from knowledge.reading.kinds import unite_kinds
from knowledge.reading.outline import Node, build_outline
from knowledge.reading.paragraphs import Paragraph, read_paragraphs
from knowledge.reading.passages import read_passages, section_starts
from knowledge.reading.repeats import first_copies
from knowledge.reading.twins import link_twins
from knowledge.reading.zones import Zone, read_zones

_FIRST_PARAGRAPHS = 40


def read_plan(path: Path) -> Plan:
    """Reads a document; raises a subclass of `knowledge.readers.UnreadableDocument`, whose text is for the person."""
    return plan_of(read_blocks(path), path.name)


def plan_of(blocks: Sequence[Block], name: str) -> Plan:
    """The plan that a document's blocks hold; `name` is the file's. Never fails: what it does not understand is kept as
    passages.
    """
    blocks = cleaned(blocks)
    dropped = first_copies(blocks)
    paragraphs = read_paragraphs(blocks, all_tables(blocks), dropped)
    zones = read_zones(paragraphs)
    outline = build_outline(paragraphs, zones)
    document = read_document(_parts(blocks, dropped, paragraphs, zones))
    items = _items(outline, document, _addressees(paragraphs, zones))
    link_twins(items)
    passages = read_passages(blocks, paragraphs, items, section_starts(outline, paragraphs, zones))
    return Plan(file=name, document=document, items=items, passages=passages)


def _parts(blocks: Sequence[Block], dropped: set[int], paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> Parts:
    first = next((one.line for one, zone in zip(paragraphs, zones, strict=True) if _is_inside(one, zone)), 0)
    ends = [one for one, zone in zip(paragraphs, zones, strict=True) if zone == "end"]
    kept = [block for at, block in enumerate(blocks) if at not in dropped]
    head = [block for block in kept if block.line < first] if first else kept[:40]
    lines = {line for one in ends for line in range(one.line, one.last_line + 1)}
    last = head[-1].line if head else 0
    texts = [one.text for one in paragraphs if one.line <= last and one.text]
    every = [one.text for one in paragraphs]
    listed = [one.words for one, zone in zip(paragraphs, zones, strict=True) if zone == "body"][:_FIRST_PARAGRAPHS]
    return Parts(head, texts, [block for block in kept if block.line in lines], every, listed)


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


def _items(outline: Sequence[tuple[Zone, Node]], document: Document, addressees: Charge | None) -> list[Item]:
    drafts: list[Draft] = []
    appendices = 0
    for zone, root in outline:
        appendices += zone == "appendix"
        place = Place("PL", (f"PL{appendices}" if appendices > 1 else "PL",)) if zone == "appendix" else Place()
        drafts += read_duties(root, place)
    issued = document.issue_year
    year = document.period.start.year if document.period.start else issued
    setting = Setting(year, min(issued, year) if issued and year else year, addressees)
    refs = assign_refs(drafts)
    items = [read_item(draft, ref, setting) for draft, ref in zip(drafts, refs, strict=True)]
    unite_kinds(items)
    return items
