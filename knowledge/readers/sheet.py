"""Task lists in spreadsheets (.xlsx) and in comma-separated text (.csv, .tsv): rows are rows of a table, a row with one
cell is a line of text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.readers import archive
from knowledge.readers.blocks import Block, Stream
from knowledge.readers.encodings import decode
from knowledge.readers.faults import BrokenDocument, OversizedDocument
from knowledge.readers.grid import MOST_COLUMNS, Cell, cell_texts
from knowledge.readers.numberforms import shown_value

_MOST_ROWS = 100_000
_LARGEST_TEXT = 64 * 2**20
_SEPARATORS = ",;\t|"
_MERGE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


def read_xlsx(path: Path) -> list[Block]:
    """The blocks of a workbook's visible sheets; lines are rows, counted on from sheet to sheet. Raises
    UnreadableDocument, OSError.
    """
    from lxml.etree import XMLSyntaxError
    from openpyxl import load_workbook

    with archive.opened(path) as parts:
        try:
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                return _book_blocks(book, parts, path)
            finally:
                book.close()
        except OSError:
            raise
        except (XMLSyntaxError, RecursionError, Exception) as error:
            # openpyxl meets odd workbooks with errors of every kind
            raise BrokenDocument(path) from error
