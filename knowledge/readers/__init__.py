"""Files to blocks: every format gives the same stream of paragraphs and table rows with their place in the file.

``formats``   which reader a file needs, by its ending and its first bytes
``blocks``    the stream; ``limits`` how much it may hold; ``grid`` merged cells, ``raised`` signs of notes
``faults``    why a file gives no text
``text``      .txt, .md; ``columns`` tables drawn with blanks; ``encodings`` bytes to text, ``oldfonts`` TCVN3 and VNI
``docx``      Word; ``numbering`` automatic numbers, ``wordstyles``, ``archive`` zip archives within bounds
``html``      web pages; ``htmlpieces`` very long ones
``sheet``     .xlsx, .csv; ``numberforms`` what a cell shows
``pdf``       PDF; ``pagelines``, ``pageflow``, ``pagetables``, ``pages`` from words to the stream, ``ocr`` scans
``legacy``    .doc, .xls, .rtf, .odt, .ods through LibreOffice
"""

from pathlib import Path

from knowledge.progress import Progress, nothing
from knowledge.readers.blocks import Block
from knowledge.readers.faults import (
    BrokenDocument,
    EmptyDocument,
    ForbiddenDocument,
    IllegibleScan,
    LostLetters,
    MissingDocument,
    NeedsOffice,
    NotADocument,
    OversizedDocument,
    ProtectedDocument,
    ScannedDocument,
    UnknownEncoding,
    UnknownFormat,
    UnreadableDocument,
)
from knowledge.readers.formats import ENDINGS, reader_of

__all__ = [
    "ENDINGS",
    "Block",
    "BrokenDocument",
    "EmptyDocument",
    "ForbiddenDocument",
    "IllegibleScan",
    "LostLetters",
    "MissingDocument",
    "NeedsOffice",
    "NotADocument",
    "OversizedDocument",
    "ProtectedDocument",
    "ScannedDocument",
    "UnknownEncoding",
    "UnknownFormat",
    "UnreadableDocument",
    "read_blocks",
]


def read_blocks(path: Path, progress: Progress = nothing) -> list[Block]:
    """The paragraphs and table rows of a file, in order, telling `progress` how far it is; raises a subclass of
    UnreadableDocument.
    """
    if not path.exists():
        raise MissingDocument(path)
    if not path.is_file():
        raise NotADocument(path)
    try:
        blocks = reader_of(path)(path, progress)
    except OSError as error:
        raise ForbiddenDocument(path) from error
    if not blocks:
        raise EmptyDocument(path)
    return blocks
