"""Numbering printed without a stop: "II Nhiệm vụ", "1 Giao Sở Y tế", known by counting on from the first."""

import re
from collections.abc import Callable, Sequence

from knowledge.names.groups import CAPITALS
from knowledge.readers import Block
from knowledge.reading.footnotes import is_footnote

_NUMBER = re.compile(rf"(\d{{1,2}})\s+(?=[{CAPITALS}“\"])")
_ROMAN = re.compile(rf"(I{{1,3}}|IV|VI{{0,3}}|IX|X)\s+(?=[{CAPITALS}])")
_STOPPED = re.compile(r"(\d{1,2}|[IVX]{1,5})\s*[.)/:-]+\s")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_FEWEST = 2


def with_stops(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a stop after numbers that have none, where a document numbers so: they count 1, 2, ... (I, II,
    ...) from line to line, begin again only at the first, and no number of the kind has a stop.
    """
    texts = ["" if block.cells or is_footnote(block.text) else block.text for block in blocks]
    stopped = [match[1] for text in texts if (match := _STOPPED.match(text))]
    ends: dict[int, int] = {}
    if not any(code.isdigit() for code in stopped):
        ends |= _row(texts, _NUMBER, int)
    if all(code.isdigit() for code in stopped):
        ends |= _row(texts, _ROMAN, lambda code: _ROMANS.index(code) + 1)
    return [
        block._replace(text=f"{block.text[: ends[at]]}.{block.text[ends[at] :]}") if at in ends else block
        for at, block in enumerate(blocks)
    ]


def _row(texts: Sequence[str], pattern: re.Pattern[str], count: Callable[[str], int]) -> dict[int, int]:
    """Where the numbers that count on stand: line -> end of its number; empty when none goes on to the second."""
    ends: dict[int, int] = {}
    last, longest = 0, 0
    for at, text in enumerate(texts):
        match = pattern.match(text)
        number = count(match[1]) if match else 0
        if match and number in (last + 1, 1):
            ends[at], last, longest = match.end(1), number, max(longest, number)
    return ends if longest >= _FEWEST else {}
