"""Office files are zip archives of XML: opened within bounds, so that a small file cannot unpack to fill the memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.readers.faults import OversizedDocument, ProtectedDocument, parsing
from knowledge.readers.limits import TooLong

LARGEST_PART = 128 * 2**20
"""bytes of XML in one part, most of which are read piece by piece; five hundred pages of text come to a twentieth."""
_LARGEST_WHOLE = 32 * 2**20
"""bytes of a part that is parsed as a whole: styles, numbering, notes."""
_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_DOCTYPE_REACH = 2048
_PIECE = 4096
"""bytes that are parsed at once where few elements may be wanted."""


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The archive; what fails while it is open is BrokenDocument. Raises ProtectedDocument, OversizedDocument too."""
    with parsing(path), ZipFile(path) as archive:
        _check(archive, path)
        yield archive


def _check(archive: ZipFile, path: Path) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise ProtectedDocument(path)
    texts = [info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))]
    if len(infos) > _MOST_PARTS or max(texts, default=0) > LARGEST_PART or sum(texts) > 2 * LARGEST_PART:
        raise OversizedDocument(path)


def elements(archive: ZipFile, part: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements with some tags of a part of the archive, each once it has ended, while the part is parsed; nothing
    for a part that is not there.

    Raises lxml's XMLSyntaxError for broken XML, ValueError for a part that declares a document type, which office
    programs never write and attacks need.
    """
    from lxml import etree

    if part not in archive.namelist():
        return
    with archive.open(part) as stream:
        _refuse_types(stream.read(_DOCTYPE_REACH), part)
    with archive.open(part) as stream:
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True):
            yield element


def tree(archive: ZipFile, part: str) -> Any:
    """The root element of a small part, or None where there is no such part; raises as `elements`, and TooLong."""
    from lxml import etree

    if part not in archive.namelist():
        return None
    return etree.fromstring(_text(archive, part), etree.XMLParser(resolve_entities=False, no_network=True))


def wanted(archive: ZipFile, part: str, tag: str) -> Iterator[Any]:
    """The elements with a tag of a part of which few may be wanted: read whole, parsed as far as they are asked for;
    nothing for a part that is not there. Raises as `tree`.
    """
    from lxml import etree

    if part not in archive.namelist():
        return
    text = _text(archive, part)
    parser = etree.XMLPullParser(("end",), tag=tag, resolve_entities=False, no_network=True)
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE])
        for _, element in parser.read_events():
            yield element
    parser.close()


def _text(archive: ZipFile, part: str) -> bytes:
    if archive.getinfo(part).file_size > _LARGEST_WHOLE:
        raise TooLong
    text = archive.read(part)
    _refuse_types(text[:_DOCTYPE_REACH], part)
    return text


def _refuse_types(start: bytes, part: str) -> None:
    if b"<!DOCTYPE" in start:
        raise ValueError(part)


def release(element: Any) -> None:
    """Gives back the memory of an element that was read and of what stands before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
