"""Bytes to text: Unicode in its forms, windows-1258, and the old Vietnamese encodings TCVN3 (ABC) and VNI."""

import codecs
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from knowledge.progress import Progress, Step
from knowledge.readers.faults import OversizedDocument, UnknownEncoding, UnknownFormat
from knowledge.readers.limits import LARGEST_FILE
from knowledge.readers.oldfonts import in_unicode, vietnamese_share

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_LEAST_SHARE = 0.12
_PIECE = 8 * 2**20
"""bytes that are decoded at once; a piece ends with a line."""


def decoded(path: Path, progress: Progress) -> Iterator[str]:
    """The text of a file in pieces that end with a line; ordinary files are one. Raises UnknownFormat for bytes that
    are no text, UnknownEncoding, OversizedDocument and OSError.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise OversizedDocument(path)
    with path.open("rb") as file:
        start = file.read(len(codecs.BOM_UTF32_LE) + _SAMPLE)
        file.seek(0)
        wide = _encoding(start)
        pieces = _pieces(file, path) if wide in (None, "utf-8", "utf-8-sig") else _wide_pieces(file, wide, path)
        for piece in pieces:
            progress(Step("text", file.tell(), size))
            yield piece


def _pieces(file: IO[bytes], path: Path) -> Iterator[str]:
    """Pieces in which a byte is a line feed wherever it looks so; each tells its encoding."""
    while data := file.read(_PIECE):
        yield text_of(data + file.readline(), path)


def _wide_pieces(file: IO[bytes], encoding: str, path: Path) -> Iterator[str]:
    """Pieces of two or four bytes a letter."""
    reader = io.TextIOWrapper(file, encoding, newline="")
    try:
        while text := reader.read(_PIECE):
            yield in_unicode(text + reader.readline())
    except UnicodeError as error:
        raise UnknownEncoding(path) from error


def text_of(data: bytes, path: Path) -> str:
    """The text that bytes hold: by their byte order mark, as UTF-8 or UTF-16, or else in the Vietnamese encoding in
    which it reads as Vietnamese. `path` names the file in errors; raises as `decode`.
    """
    encoding = _encoding(data)
    if encoding is None:
        raise UnknownFormat(path)
    try:
        return in_unicode(data.decode(encoding))
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnknownEncoding(path) from error
    return _of_one_byte(data, path)


def _encoding(data: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None) or _unicode(data)


def _unicode(data: bytes) -> str | None:
    """UTF-8, unless zero bytes at every second place of the beginning tell UTF-16; None where they tell nothing."""
    start = data[:4000]
    if b"\x00" not in start:
        return "utf-8"
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if min(even, odd) > max(even, odd) / 4 or max(even, odd) < len(start) / 16:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _of_one_byte(data: bytes, path: Path) -> str:
    """Text of one byte a letter: windows-1258, which sets tone marks behind the vowel, or letters of old fonts."""
    sample = data[:_SAMPLE]
    modern = unicodedata.normalize("NFC", sample.decode("cp1258", "replace"))
    western = sample.decode("latin-1")
    shares = {"cp1258": vietnamese_share(modern), "latin-1": vietnamese_share(in_unicode(western))}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _LEAST_SHARE:
        raise UnknownEncoding(path)
    text = data.decode(best, "replace")
    return unicodedata.normalize("NFC", text) if best == "cp1258" else in_unicode(text)
