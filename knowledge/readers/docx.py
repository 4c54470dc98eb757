"""Word documents (.docx): paragraphs with their automatic numbers, tables with merged cells, footnotes as notes.

The XML is read straight from the archive, piece by piece: libraries for Word give no numbers and no footnotes, leave
out text in smart tags, content controls, text boxes and tracked insertions, and hold the whole document in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.readers import archive
from knowledge.readers.blocks import Block, Stream
from knowledge.readers.grid import Cell, add_table
from knowledge.readers.numbering import Numbering, W
from knowledge.readers.oldfonts import unicode_of
from knowledge.readers.raised import raised
from knowledge.readers.wordstyles import Look, Styles

_MAIN_PARTS = ("word/document.xml", "word/document2.xml")
_P, _TR, _TBL, _TC = f"{W}p", f"{W}tr", f"{W}tbl", f"{W}tc"
_BREAKS = {f"{W}br", f"{W}cr"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}rPr",
    f"{W}pPr",
    _FALLBACK,
}
_TEXT_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


def read_docx(path: Path) -> list[Block]:
    """The blocks of a Word document; pages where Word left marks of them. Raises UnreadableDocument, OSError."""
    with archive.opened(path) as parts:
        return _Reader(parts).read()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it stands in the XML."""

    text: str = ""
    strong: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """elements of the text boxes that hang on it."""


class _Reader:
    """Reads one document from its first element to its last."""

    def __init__(self, parts: ZipFile) -> None:
        self.parts = parts
        self.styles = Styles.read(archive.tree(parts, "word/styles.xml"))
        self.numbering = Numbering.read(archive.tree(parts, "word/numbering.xml"))
        self.stream = Stream()
        self.page = 1
        self.noted: list[tuple[str, str]] = []
        self.said_notes = 0

    def read(self) -> list[Block]:
        """All blocks; pages only when the document marks them."""
        part = next((name for name in _MAIN_PARTS if name in self.parts.namelist()), None)
        if part is None:
            raise ValueError("no main part")
        notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        rows: list[tuple[list[Cell], int]] = []
        for kind, element in _outermost(self.parts, part):
            if kind == _P:
                self._add(self._paragraph(element))
            elif kind == _TR:
                rows.append((self._row(element), self.page))
            elif kind == _TBL:
                add_table(self.stream, [row for row, _ in rows], pages=[page for _, page in rows])
                rows = []
            if kind != _TR:
                self._say_notes(notes)
        return self.stream.blocks if self.page > 1 else _without_pages(self.stream.blocks)

    def _notes(self, kind: str) -> dict[str, str]:
        root = archive.tree(self.parts, f"word/{kind}s.xml")
        notes = root.iterfind(f"{W}{kind}") if root is not None else ()
        return {note.get(f"{W}id"): " ".join(one.text for one in map(self._paragraph, note.iter(_P))) for note in notes}

    def _say_notes(self, notes: dict[str, dict[str, str]]) -> None:
        """Adds the notes that were pointed to, each after the paragraph or table with its sign."""
        for kind, key in self.noted[self.said_notes :]:
            self.said_notes += 1
            text = notes[kind].get(key, "").strip()
            if text:
                self.stream.add(f"{raised(str(self.said_notes))} {text}", self.page)

    def _add(self, paragraph: _Paragraph) -> None:
        self.stream.add(paragraph.text, self.page, paragraph.strong)
        for box in paragraph.boxes:
            for one in map(self._paragraph, _once(box)):
                self.stream.add(one.text, self.page, one.strong)

    def _row(self, row: Any) -> list[Cell]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        skipped = [Cell()] * (_number(before) if before is not None else 0)
        cells = (cell for cell in row.iter(_TC) if _row_of(cell) is row)
        return [*skipped, *map(self._cell, cells)]

    def _cell(self, cell: Any) -> Cell:
        paragraphs = [self._paragraph(one) for one in _once(cell)]
        span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
        lines = tuple(line for one in paragraphs for line in one.text.split("\n") if line.strip())
        strong = bool(lines) and all(one.strong for one in paragraphs if one.text.strip())
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        return Cell(lines, max(1, _number(span)) if span is not None else 1, goes_on=goes_on, strong=strong)

    def _paragraph(self, element: Any) -> _Paragraph:
        style = self.styles.of(element)
        paragraph = _Paragraph()
        pieces, strong = [], []
        for run, text in self._runs(element, paragraph):
            look = self.styles.run_look(run, style)
            if look.hidden:
                continue
            pieces.append(_dressed(text, look))
            if text.strip():
                strong.append(look.bold)
        paragraph.text = "".join(pieces)
        paragraph.strong = bool(strong) and all(strong)
        if style.number and paragraph.text.strip():
            paragraph.text = f"{self.numbering.next(*style.number)} {paragraph.text.lstrip()}"
        return paragraph

    def _runs(self, element: Any, paragraph: _Paragraph) -> Iterator[tuple[Any, str]]:
        """The texts of a paragraph, each with its run; signs of notes, text boxes and pages are noted on the way."""
        run = element if element.tag == f"{W}r" else None
        for child in element:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == _TEXT_BOX:
                paragraph.boxes.append(child)
            elif tag in _NOTES:
                self.noted.append((_NOTES[tag], child.get(f"{W}id")))
                yield run, raised(str(len(self.noted)))
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif text := _printed_by(child):
                yield run, text
            elif len(child):
                inner = self._runs(child, paragraph)
                yield from inner if child.tag == f"{W}r" else ((own if own is not None else run, t) for own, t in inner)


def _printed_by(child: Any) -> str:
    """What an element inside a run prints."""
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag in _BREAKS:
        return "\n"
    if child.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if child.tag == f"{W}sym":
        return chr(int(child.get(f"{W}char", "20"), 16) & 0xFFFF)
    return "-" if child.tag == f"{W}noBreakHyphen" else ""


def _dressed(text: str, look: Look) -> str:
    """The letters of a run as they are seen: old fonts decoded, capitals and raised figures as such."""
    text = unicode_of(text, look.font)
    if look.raised:
        text = raised(text)
    return text.upper() if look.capitals else text


def _outermost(parts: ZipFile, part: str) -> Iterator[tuple[str, Any]]:
    """The paragraphs, table rows and ends of tables that are inside of no other, one after another."""
    inside: list[str] = []
    for event, element in archive.elements(parts, part, ("start", "end"), (_P, _TR, _TBL)):
        if event == "start":
            inside.append(element.tag)
            continue
        inside.pop()
        if inside in ([], [_TBL]):
            yield element.tag, element
            archive.release(element)


def _once(holder: Any) -> Iterator[Any]:
    """The paragraphs inside an element, without the copies that Word keeps for older programs."""
    return (one for one in holder.iter(_P) if next(one.iterancestors(_FALLBACK), None) is None)


def _row_of(cell: Any) -> Any:
    return next((above for above in cell.iterancestors(_TR)), None)


def _without_pages(blocks: list[Block]) -> list[Block]:
    return [replace(block, page=None) for block in blocks]


def _number(element: Any) -> int:
    text = element.get(f"{W}val", "0")
    return int(text) if text.isdecimal() else 0
