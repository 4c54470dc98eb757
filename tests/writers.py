"""Writes a plan out in other formats, so that tests can read it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest

from knowledge.readers import Block, read_blocks
from knowledge.reading.tables import find_tables

FONTS = "/usr/share/fonts/truetype/dejavu"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a table as rows of cells."""

    text: str = ""
    rows: Sequence[Sequence[str]] = ()


def pieces_of(path: Path) -> list[Piece]:
    """The paragraphs and the real tables of a text file; a table printed one cell a line becomes whole."""
    blocks = read_blocks(path)
    tables = {table.start: table for table in find_tables(blocks)}
    pieces: list[Piece] = []
    at = 0
    while at < len(blocks):
        table = tables.get(at)
        if table:
            first = table.rows[0].line if table.rows else 0
            headings = _cells(blocks[at : table.end], first)[: len(table.columns)]
            pieces.append(Piece(rows=[headings, *(row.cells for row in table.rows)]))
        elif len(blocks[at].cells or ()) > 1:
            beside = pieces[-1].rows if at and len(blocks[at - 1].cells or ()) > 1 else ()
            pieces = [*(pieces[:-1] if beside else pieces), Piece(rows=[*beside, blocks[at].cells or ()])]
        else:
            pieces.append(Piece(blocks[at].text.strip(" |")))
        at = table.end if table else at + 1
    return pieces


def _cells(blocks: Sequence[Block], before: int) -> list[str]:
    return [cell for block in blocks if block.line < before for cell in block.cells or (block.text,)]


def write_html(path: Path, pieces: Sequence[Piece]) -> Path:
    """A web page of paragraphs and tables."""
    parts = []
    for piece in pieces:
        if piece.rows:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.append(f"<p>{escape(piece.text)}</p>")
    body = "\n".join(parts)
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Ví dụ</title></head><body>{body}</body></html>"
    path.write_text(page, encoding="utf-8")
    return path


def write_docx(path: Path, pieces: Sequence[Piece]) -> Path:
    """A Word document of paragraphs and tables."""
    from docx import Document

    document = Document()
    for piece in pieces:
        if not piece.rows:
            document.add_paragraph(piece.text)
            continue
        table = document.add_table(len(piece.rows), len(piece.rows[0]))
        for row, cells in zip(table.rows, piece.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def write_xlsx(path: Path, pieces: Sequence[Piece]) -> Path:
    """A workbook with one sheet: paragraphs in the first column, tables from it on."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for piece in pieces:
        for row in piece.rows or [[piece.text]]:
            sheet.append(list(row))
    book.save(path)
    return path


def write_pdf(path: Path, pieces: Sequence[Piece]) -> Path:
    """A paged document: justified paragraphs with an indent, ruled tables, a page number at the top of each page."""
    pdf = pages()
    for piece in pieces:
        if piece.rows:
            with pdf.table(col_widths=_widths(piece.rows), line_height=5, first_row_as_headings=False) as table:
                for row in piece.rows:
                    table.row(list(row))
            pdf.ln(4)
        else:
            _pdf_paragraph(pdf, piece.text)
    pdf.output(str(path))
    return path


def pages(head: str = "") -> Any:
    """An empty document with a letter for every sign, margins, and a page number over each page; the test is skipped
    where the machine has no such letters (Debian: fonts-dejavu-core).
    """
    from fpdf import FPDF

    if not Path(FONTS).exists():
        pytest.skip("needs the DejaVu fonts")

    class Pages(FPDF):  # type: ignore[misc]
        def header(self) -> None:
            self.set_font("serif", size=11)
            self.set_y(8)
            self.cell(0, 6, head, new_x="LMARGIN", new_y="NEXT")
            self.cell(0, 6, str(self.page_no()), align="C")
            self.set_y(24)

    pdf = Pages(format="A4")
    for style, name in (("", "DejaVuSerif"), ("B", "DejaVuSerif-Bold")):
        pdf.add_font("serif", style, f"{FONTS}/{name}.ttf")
    pdf.set_font("serif", size=11)
    pdf.set_margins(30, 20, 15)
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()
    return pdf


def _pdf_paragraph(pdf: Any, text: str) -> None:
    title = text.isupper()
    pdf.set_font("serif", style="B" if title else "", size=11)
    text = text if title else "\u2003\u2003" + text
    pdf.multi_cell(0, 6, text, align="C" if title else "J", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("serif", style="", size=11)
    pdf.ln(1.5)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns as wide as their texts ask for, within bounds."""
    return [max(6, min(40, max(len(row[at]) for row in rows))) for at in range(len(rows[0]))]
