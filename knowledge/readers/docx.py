"""Word documents (.docx): paragraphs with their automatic numbers, tables with merged cells, footnotes as notes.

The XML is read straight from the archive, piece by piece: libraries for Word give no numbers and no footnotes, leave
out text in smart tags, content controls, text boxes and tracked insertions, and hold the whole document in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.building import nothing_collected
from knowledge.progress import Progress, nothing
from knowledge.readers import archive
from knowledge.readers.blocks import Block, Stream
from knowledge.readers.grid import Cell, add_table
from knowledge.readers.numbering import Numbering, W
from knowledge.readers.oldfonts import unicode_of
from knowledge.readers.raised import raised
from knowledge.readers.wordstyles import Look, Styles, child

_MAIN_PARTS = ("word/document.xml", "word/document2.xml")
_P, _R, _T, _TR, _TBL, _TC = f"{W}p", f"{W}r", f"{W}t", f"{W}tr", f"{W}tbl", f"{W}tc"
_PRINTED = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_RUN_PROPERTIES = f"{W}rPr"
_SYMBOL, _PAGE_BREAK = f"{W}sym", f"{W}lastRenderedPageBreak"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}pPr",
    _FALLBACK,
}
_SPAN, _MERGE, _VALUE = f"{W}gridSpan", f"{W}vMerge", f"{W}val"
_TEXT_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SIGNS = {_SYMBOL, *_PRINTED, *_NOTES}


@nothing_collected()
def read_docx(path: Path, _progress: Progress = nothing) -> list[Block]:
    """The blocks of a Word document; pages where Word left marks of them. Raises UnreadableDocument, OSError."""
    with archive.opened(path) as parts:
        return _Reader(parts).read()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it stands in the XML."""

    text: str = ""
    strong: bool = False
    boxes: list[Any] = field(default_factory=list)
    """elements of the text boxes that hang on it."""


class _Reader:
    """Reads one document from its first element to its last."""

    def __init__(self, parts: ZipFile) -> None:
        self.parts = parts
        self.styles = Styles(archive.wanted(parts, "word/styles.xml", f"{W}style"))
        self.lists = archive.tree(parts, "word/numbering.xml")
        self.stream = Stream()
        self.page = 1
        self.noted: list[tuple[str, str]] = []
        self.said_notes = 0

    @cached_property
    def numbering(self) -> Numbering:
        """The lists; many documents use none of those that they hold."""
        return Numbering.read(self.lists)

    def read(self) -> list[Block]:
        """All blocks; pages only when the document marks them."""
        part = next((name for name in _MAIN_PARTS if name in self.parts.namelist()), None)
        if part is None:
            raise ValueError("no main part")
        notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        rows: list[tuple[list[Cell], int | None]] = []
        for kind, element in _outermost(self.parts, part):
            if kind == _P:
                self._add(self._paragraph(element))
            elif kind == _TR:
                rows.append((self._row(element), self._shown_page()))
            elif kind == _TBL:
                add_table(self.stream, [row for row, _ in rows], pages=[page for _, page in rows])
                rows = []
            if kind != _TR:
                self._say_notes(notes)
        return _with_first_page(self.stream.blocks) if self.page > 1 else self.stream.blocks

    def _shown_page(self) -> int | None:
        """The page; None as long as no mark was met, as the document may have none."""
        return self.page if self.page > 1 else None

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
                self.stream.add(f"{raised(str(self.said_notes))} {text}", self._shown_page())

    def _add(self, paragraph: _Paragraph) -> None:
        self.stream.add(paragraph.text, self._shown_page(), paragraph.strong)
        for box in paragraph.boxes:
            for one in (self._paragraph(one) for one in box.iter(_P) if not _is_copy(one)):
                self.stream.add(one.text, self._shown_page(), one.strong)

    def _row(self, row: Any) -> list[Cell]:
        before = child(child(row, f"{W}trPr"), f"{W}gridBefore")
        skipped = [Cell()] * (_number(before) if before is not None else 0)
        copied = _has_copies(row)
        cells = (cell for cell in row.iter(_TC) if cell.getparent() is row or _row_of(cell) is row)
        return [*skipped, *(self._cell(cell, copied) for cell in cells)]

    def _cell(self, cell: Any, copied: bool) -> Cell:
        """A cell; `copied` where its row holds copies that Word keeps for older programs."""
        told, width, goes_on = [], 1, False
        for one in cell.iter(_P, _SPAN, _MERGE):
            if one.tag == _P:
                paragraph = None if copied and _is_copy(one) else self._paragraph(one)
                told += [paragraph] if paragraph and paragraph.text.strip() else []
            elif one.getparent().getparent() is not cell:
                continue
            elif one.tag == _SPAN:
                width = max(1, _number(one))
            else:
                goes_on = one.get(_VALUE, "continue") == "continue"
        lines = tuple(line for one in told for line in one.text.split("\n") if line.strip())
        return Cell(lines, width, goes_on=goes_on, strong=bool(told) and all(one.strong for one in told))

    def _paragraph(self, element: Any) -> _Paragraph:
        style = self.styles.of(element)
        paragraph = _Paragraph()
        texts: list[tuple[Any, str]] = []
        self._gather(texts, element, None, paragraph)
        pieces, strong = [], []
        for properties, text in texts:
            look = self.styles.run_look(properties, style)
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

    def _gather(self, texts: list[tuple[Any, str]], element: Any, properties: Any, paragraph: _Paragraph) -> None:
        """Adds the texts of a paragraph, each with the properties of its run; signs of notes, text boxes and pages are
        noted on the way.

        `properties` are those (a `w:rPr`, or None) of the run that `element` stands in.
        """
        for one in element:
            tag = one.tag
            if tag == _T:
                texts.append((properties, one.text or ""))
            elif tag == _R:
                self._gather(texts, one, None, paragraph)
            elif tag == _RUN_PROPERTIES:
                properties = one
            elif tag in _SIGNS:
                texts.append((properties, self._sign(one)))
            elif tag == _TEXT_BOX:
                paragraph.boxes.append(one)
            elif tag == _PAGE_BREAK:
                self.page += 1
            elif tag not in _LEFT_OUT:
                self._gather(texts, one, properties, paragraph)

    def _sign(self, element: Any) -> str:
        """What an element prints that holds no text: a break, a font's symbol, the sign of a note, which is noted."""
        if element.tag in _NOTES:
            self.noted.append((_NOTES[element.tag], element.get(f"{W}id")))
            return raised(str(len(self.noted)))
        if element.tag == _SYMBOL:
            return chr(int(element.get(f"{W}char", "20"), 16) & 0xFFFF)
        return _PRINTED[element.tag]


def _dressed(text: str, look: Look) -> str:
    """The letters of a run as they are seen: old fonts decoded, capitals and raised figures as such."""
    text = unicode_of(text, look.font)
    if look.raised:
        text = raised(text)
    return text.upper() if look.capitals else text


def _outermost(parts: ZipFile, part: str) -> Iterator[tuple[str, Any]]:
    """The paragraphs, table rows and ends of tables that are inside of no other, one after another."""
    for element in archive.elements(parts, part, (_P, _TR, _TBL)):
        if next(element.iterancestors(_P, _TR), None) is None:
            yield element.tag, element
            archive.release(element)


def _has_copies(element: Any) -> bool:
    """Whether an element holds copies that Word keeps for older programs, or stands in one."""
    return next(element.iter(_FALLBACK), None) is not None or _is_copy(element)


def _is_copy(element: Any) -> bool:
    return next(element.iterancestors(_FALLBACK), None) is not None


def _row_of(cell: Any) -> Any:
    return next((above for above in cell.iterancestors(_TR)), None)


def _with_first_page(blocks: list[Block]) -> list[Block]:
    """The blocks of a document with marks of pages; those without a page stand before the first mark."""
    return [block if block.page else block._replace(page=1) for block in blocks]


def _number(element: Any) -> int:
    text = element.get(_VALUE, "0")
    return int(text) if text.isdecimal() else 0
