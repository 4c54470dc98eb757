"""Documents that a web page runs into one paragraph, or one for each of its pages, put back into lines.

The layout is that of Nghị định 30/2020/NĐ-CP, phụ lục I: national title, issuer, place and date, number, type and
title, points, recipients, signature. Each begins a line there.
"""

import re
from collections.abc import Sequence
from functools import cache

from knowledge.names.groups import CAPITALS
from knowledge.readers import Block
from knowledge.reading.headings import document_types

_LONG = 500
"""Characters of a paragraph that may hold a whole letterhead and more."""
_MOTTO = re.compile(r"CỘNG\s+H[ÒO][ÀA]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM")
_PAGE = re.compile(r"^\d{1,3}\.\s+(?=CỘNG\s)")
"""The number of the page that the paragraph is of."""
_PLACED = rf"[{CAPITALS}][^\W\d_]*(?:\s(?:-\s)?[{CAPITALS}][^\W\d_]*){{0,4}}"
_POINT = rf"\d{{1,2}}(?:\.\d{{1,2}})*[.)/]\s+[{CAPITALS}]|[a-zđ]\)\s|[-+•–]\s+[{CAPITALS}]"


def unrolled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; one that holds a letterhead and long text behind it, as a block for each of its lines. All keep the
    line of the file, so that what is read still tells where it stands.
    """
    kept: list[Block] = []
    for block in blocks:
        rolled = block.cells is None and len(block.text) >= _LONG and _MOTTO.search(block.text[:_LONG]) is not None
        kept += [block._replace(text=line) for line in _lines(block.text)] if rolled else [block]
    return kept


def _lines(text: str) -> list[str]:
    """The lines of a paragraph, in order."""
    parts = _breaks().split(_PAGE.sub("", text))
    return [part for part in map(str.strip, parts) if any(map(str.isalnum, part))]


@cache
def _breaks() -> re.Pattern[str]:
    """Finds the blanks at which a line ends: before what begins one, and behind what ends one."""
    types = "|".join(re.escape(name.upper()) for name in sorted(document_types(), key=len, reverse=True))
    begins = [
        rf"(?:{types})\s+[{CAPITALS}]{{2}}",
        r"Số\s*:",
        r"Độc\s+lập\s*[-–]",
        r"Kính\s+gửi",
        r"Nơi\s+nhận",
        r"(?:TM|KT|TL|TUQ)\.\s",
        r"Điều\s+\d{1,3}\.",
        rf"[IVX]{{1,5}}\.\s+[{CAPITALS}]",
    ]
    place = rf"(?<![^\W\d_])\s+(?={_PLACED}\s*,\s*ngày\s+\d)"
    behind_capitals = rf"(?<=[{CAPITALS}]{{2}})\s+(?=[{CAPITALS}][^\W\d_{CAPITALS}])"
    behind_motto = r"(?<=VIỆT NAM)\s+|(?<=[Pp]húc)\s+"
    points = rf"(?<=[.;:])\s+(?={_POINT})"
    titles = rf"(?<=[{CAPITALS}])\s+(?=\d{{1,2}}\.\s+[{CAPITALS}])"
    return re.compile(rf"{behind_motto}|{place}|{behind_capitals}|{points}|{titles}|\s+(?={'|'.join(begins)})")
