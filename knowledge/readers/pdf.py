"""PDF: pages to paragraphs and tables; running heads, page numbers and footnotes are told from the text."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.progress import Progress, Step
from knowledge.readers import ocr
from knowledge.readers.blocks import Block
from knowledge.readers.faults import (
    IllegibleScan,
    LostLetters,
    OversizedDocument,
    ProtectedDocument,
    ScannedDocument,
    UnreadableDocument,
    parsing,
)
from knowledge.readers.limits import MOST_PAGES
from knowledge.readers.oldfonts import unicode_of
from knowledge.readers.pagelines import Word, lines_of
from knowledge.readers.pages import Page, blocks_of
from knowledge.readers.pagetables import outside, page_tables

_FEWEST_LETTERS = 12
_LOST = 0.2
_WORD_GAP = 0.15
_log = logging.getLogger(__name__)


def read_pdf(path: Path, progress: Progress) -> list[Block]:
    """The blocks of a PDF with their pages; pictures of text are read by Tesseract where it is installed. Raises
    UnreadableDocument, OSError.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    with parsing(path):
        try:
            document = pdfplumber.open(path)
        except Exception as error:
            if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
                raise ProtectedDocument(path) from error
            raise
        with document:
            if len(document.pages) > MOST_PAGES:
                raise OversizedDocument(path)
            return blocks_of(list(_pages(document, path, progress)))


def _pages(document: Any, path: Path, progress: Progress) -> Iterator[Page]:
    """The pages one by one; what was parsed of each is given back before the next is opened. A page that is a picture
    is passed over where Tesseract is not installed; raises ScannedDocument, LostLetters or IllegibleScan where no page
    can be read.
    """
    seen, unread = False, UnreadableDocument
    for number, page in enumerate(document.pages, 1):
        words = list(_words(page))
        if trouble := _trouble(page, words):
            unread = IllegibleScan if ocr.is_installed() else trouble
            words = ocr.read_page(page) if ocr.is_installed() else []
            if not words:
                _log.warning("Trang %d của %s là ảnh, chưa đọc được chữ.", number, path.name)
        seen = seen or bool(words)
        tables = page_tables(page, words)
        yield Page(number, float(page.height), outside(lines_of(words), tables), tables)
        page.close()
        progress(Step("page", number, len(document.pages)))
    if not seen and unread is not UnreadableDocument:
        raise unread(path)


def _words(page: Any) -> Iterator[Word]:
    """The words that the fonts of a page tell."""
    found = page.extract_words(extra_attrs=["fontname", "size", "upright"], x_tolerance_ratio=_WORD_GAP)
    for word in found:
        font = str(word["fontname"])
        if word["upright"] or page.rotation:
            text = unicode_of(word["text"], font)
            size = float(word["size"])
            yield Word(text, word["x0"], word["x1"], word["top"], word["bottom"], size, "bold" in font.lower())


def _trouble(page: Any, words: list[Word]) -> type[UnreadableDocument] | None:
    """Why the letters of a page do not tell its text: its fonts hide them, or it is a picture; None where they do."""
    letters = sum(len(word.text) for word in words)
    lost = sum(len(word.text) for word in words if "(cid:" in word.text or "\ufffd" in word.text)
    if letters and lost > _LOST * letters:
        return LostLetters
    return ScannedDocument if letters < _FEWEST_LETTERS and page.images else None
