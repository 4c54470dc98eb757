"""The pages of a document to one stream: running heads left out, paragraphs and tables put together over page ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.readers.blocks import Block, Stream
from knowledge.readers.grid import Cell, add_table
from knowledge.readers.pageflow import Frame, Text
from knowledge.readers.pagelines import Line, in_columns
from knowledge.readers.pagetables import PageTable, is_continued, joined
from knowledge.readers.raised import raised

_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*[-–—(\[]*\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—)\]]*", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_NOTE_NUMBER = re.compile(r"(\d{1,3})(?=\s*[^\W\d])")
_NUMBERED = re.compile(r"(?:\d{1,2}\.)*\d{1,3}[.)]\s*[^\W\d]")
_MARGIN = 0.14
_MARGIN_LINES = 3
_LEAST_REPEATS = 3
_ENOUGH_LINES = 8
_SMALLER = 1.2
_SAME_PLACE = 6.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its lines and tables."""

    number: int
    height: float
    lines: list[Line]
    """the lines outside of tables, each from margin to margin, from top to bottom."""
    tables: list[PageTable]


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs, table rows and footnotes of all pages in reading order."""
    heads = _running_heads(pages)
    size = _body_size(pages)
    flow = _Flow(Frame.around([line for page in pages for line in page.lines]))
    for page in pages:
        lines = [line for line in page.lines if not _is_head(line, page, heads)]
        body, notes = _without_notes(lines, page, size)
        flow.add_page(page, body, notes)
    return flow.finish()


def _running_heads(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """What stands in the margin of several pages at the same height: its words without figures, and the height."""
    seen = Counter(_place(line) for page in pages for line in _margin_lines(page))
    return {place for place, count in seen.items() if count >= _LEAST_REPEATS and count > 0.3 * len(pages)}


def _margin_lines(page: Page) -> list[Line]:
    edge = [*page.lines[:_MARGIN_LINES], *page.lines[-_MARGIN_LINES:]]
    outside = (line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height for line in edge)
    return [line for line, out in zip(edge, outside, strict=True) if out and not _NUMBERED.match(line.text)]


def _place(line: Line) -> tuple[str, int]:
    return _FIGURES.sub("#", line.text), round(line.top / _SAME_PLACE)


def _is_head(line: Line, page: Page, heads: set[tuple[str, int]]) -> bool:
    """Whether a line is a running head or the number of the page."""
    if not any(line is other for other in _margin_lines(page)):
        return False
    words, height = _place(line)
    if any((words, height + shift) in heads for shift in (-1, 0, 1)):
        return True
    outermost = line is page.lines[0] or line is page.lines[-1]
    return outermost and _PAGE_NUMBER.fullmatch(line.text) is not None


def _body_size(pages: Sequence[Page]) -> float:
    """The size of most letters, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_notes(lines: list[Line], page: Page, size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page and those of its footnotes: small ones at its foot, begun with a figure."""
    at = len(lines)
    while at and lines[at - 1].size < size - _SMALLER and lines[at - 1].top > page.height / 3:
        at -= 1
    while at < len(lines) and not _begins_note(lines[at]):
        at += 1
    return lines[:at], lines[at:]


def _begins_note(line: Line) -> bool:
    return line.text[0] in "¹²³⁴⁵⁶⁷⁸⁹⁰*[" or _NOTE_NUMBER.match(line.text) is not None


@dataclass(slots=True)
class _Flow:
    """Puts the pages together; the paragraph or table at the end of a page stays open until it is known to end."""

    frame: Frame
    """that of the whole document, for pages with too few lines to show their own."""
    stream: Stream = field(default_factory=Stream)
    text: Text | None = None
    table: PageTable | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    last_page: int = 0

    def add_page(self, page: Page, lines: Sequence[Line], notes: Sequence[Line]) -> None:
        """Adds the body of a page in reading order, then its footnotes."""
        frame = Frame.around(lines) if len(lines) >= _ENOUGH_LINES else self.frame
        for element in _in_order(lines, page.tables):
            if isinstance(element, PageTable):
                self._add_table(element, page.number)
            else:
                self._add_line(element, page.number, frame)
        own = self.frame
        for line in notes:
            if self.notes and not _begins_note(line) and self.notes[-1].page == page.number:
                self.notes[-1].lines.append(line)
            else:
                self.notes.append(Text([line], page.number, own))

    def _add_line(self, line: Line, page: int, frame: Frame) -> None:
        self._close_table()
        if self.text and self.text.goes_on_with(line, frame, self.last_page == page):
            self.text.lines.append(line)
        else:
            self._close_text()
            self.text = Text([line], page, frame)
        self.last_page = page

    def _add_table(self, table: PageTable, page: int) -> None:
        self._close_text()
        if self.table and is_continued(self.table, table):
            rows = joined(self.rows, self.table, table)
        else:
            self._close_table()
            rows = table.rows
        self.pages += [page] * (len(rows) - len(self.pages))
        self.table, self.rows = table, rows

    def _close_text(self) -> None:
        if self.text:
            self.stream.add(self.text.words, self.text.page, self.text.strong)
            self.text = None
            self._say_notes()

    def _close_table(self) -> None:
        if self.table:
            add_table(self.stream, self.rows, pages=self.pages)
            self.table, self.rows, self.pages = None, [], []
            self._say_notes()

    def _say_notes(self) -> None:
        for note in self.notes:
            self.stream.add(_NOTE_NUMBER.sub(lambda number: raised(number[1]), note.words, count=1), note.page)
        self.notes = []

    def finish(self) -> list[Block]:
        """Closes what is open and gives all blocks."""
        self._close_text()
        self._close_table()
        self._say_notes()
        return self.stream.blocks


def _in_order(lines: Sequence[Line], tables: Sequence[PageTable]) -> Iterator[Line | PageTable]:
    """Lines and tables from top to bottom; between tables, columns one after the other."""
    rest = list(lines)
    for table in tables:
        above = [line for line in rest if line.top < table.box[1]]
        yield from in_columns(above)
        yield table
        rest = rest[len(above) :]
    yield from in_columns(rest)
