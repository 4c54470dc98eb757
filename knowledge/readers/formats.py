"""Which reader a file needs: its ending says what it claims to be, its first bytes say what it is."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from knowledge.progress import Progress
from knowledge.readers.blocks import Block
from knowledge.readers.faults import BrokenDocument, EmptyDocument, ProtectedDocument, UnknownFormat

Reader = Callable[[Path, Progress], list[Block]]

_READERS = {
    "text": ("text", "read_text"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "xlsx": ("sheet", "read_xlsx"),
    "csv": ("sheet", "read_csv"),
    "pdf": ("pdf", "read_pdf"),
    "office": ("legacy", "read_legacy"),
}
_BY_ENDING = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
    ".doc": "office",
    ".rtf": "office",
    ".odt": "office",
    ".xls": "office",
    ".ods": "office",
}
_TEXT_KINDS = ("text", "html", "csv")
_STRANGERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_REACH = 2048
_OLE = b"\xd0\xcf\x11\xe0"
_LARGEST_DIRECTORY = 64 * 2**20

ENDINGS = frozenset(_BY_ENDING)
"""The endings of file names that can be read, in lower case."""


def reader_of(path: Path) -> Reader:
    """The reader for a file; raises UnknownFormat, ProtectedDocument, BrokenDocument, OSError."""
    claimed = _BY_ENDING.get(path.suffix.lower())
    if claimed is None:
        raise UnknownFormat(path)
    module, name = _READERS[_kind(path, claimed)]
    reader: Reader = getattr(import_module(f"knowledge.readers.{module}"), name)
    return reader


def _kind(path: Path, claimed: str) -> str:
    """What the file is, whatever it is called: many a ".doc" of a web site is HTML."""
    with path.open("rb") as file:
        start = file.read(_REACH)
    if not start:
        raise EmptyDocument(path)
    if start.startswith(_STRANGERS):
        raise UnknownFormat(path)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _zip_kind(path)
    if start.startswith(_OLE):
        return _ole_kind(path)
    if start.lstrip().startswith(b"{\\rtf"):
        return "office"
    if _is_html(start):
        return "html"
    if claimed in _TEXT_KINDS:
        return claimed
    raise BrokenDocument(path)


def _zip_kind(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BrokenDocument(path) from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "office"
    raise UnknownFormat(path)


def _ole_kind(path: Path) -> str:
    """The old Office container; it also wraps the new formats when they have a password."""
    with path.open("rb") as file:
        data = file.read(_LARGEST_DIRECTORY)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ProtectedDocument(path)
    return "office"


def _is_html(start: bytes) -> bool:
    text = start.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").lower()
    return text.startswith((b"<!doctype html", b"mime-version:", b"from: <saved by")) or b"<html" in text[:1024]
