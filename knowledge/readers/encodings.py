"""Bytes to text: Unicode in its forms, windows-1258, and the old Vietnamese encodings TCVN3 (ABC) and VNI."""

import codecs
import unicodedata
from pathlib import Path

from knowledge.readers.blocks import LARGEST_TEXT
from knowledge.readers.faults import OversizedDocument, UnknownEncoding, UnknownFormat
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


def decode(path: Path) -> str:
    """The text of a file; raises UnknownFormat for bytes that are no text, UnknownEncoding, OversizedDocument and
    OSError.
    """
    if path.stat().st_size > LARGEST_TEXT:
        raise OversizedDocument(path)
    return text_of(path.read_bytes(), path)


def text_of(data: bytes, path: Path) -> str:
    """The text that bytes hold: by their byte order mark, as UTF-8 or UTF-16, or else in the Vietnamese encoding in
    which it reads as Vietnamese. `path` names the file in errors; raises as `decode`.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None) or _unicode(data)
    if encoding is None:
        raise UnknownFormat(path)
    try:
        return in_unicode(data.decode(encoding))
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnknownEncoding(path) from error
    return _of_one_byte(data, path)


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
