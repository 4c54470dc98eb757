"""Text that a web page holds twice: a cut copy before the whole."""

from collections.abc import Iterator, Sequence

from knowledge.readers import Block
from knowledge.reading.marks import read_mark

_SEED_LENGTH = 100
_LEAST_BLOCKS = 5
_LEAST_SEEDS = 2
_BROKEN_LENGTH = 60
_BEGINNING, _LEAST_PAIRS, _LEAST_WORDS = 40, 3, 100
_POINT_LEVEL = 3
_LEAST_BROKEN_BLOCKS, _LEAST_LETTERS = 12, 1000


def first_copies(blocks: Sequence[Block]) -> set[int]:
    """The positions of blocks that stand again, word for word and in a row, further down; the later copy is to be read.

    A row counts from five blocks with two long ones among them, or from so many lines of a file that breaks its lines,
    so that phrases which plans repeat do not.
    """
    dropped: set[int] = set()
    for first, second in _pairs(blocks):
        if first in dropped:
            continue
        start, length = _grow(blocks, first, second)
        run = range(start, start + length)
        sizes = [len(blocks[at].text) for at in run]
        whole = length >= _LEAST_BLOCKS and sum(size >= _SEED_LENGTH for size in sizes) >= _LEAST_SEEDS
        if whole or (length >= _LEAST_BROKEN_BLOCKS and sum(sizes) >= _LEAST_LETTERS):
            dropped.update(run)
    return dropped | _broken_copies(blocks)


def _broken_copies(blocks: Sequence[Block]) -> set[int]:
    """The positions of blocks that stand again further down with their lines broken at other places: word for word, and
    so many words that no plan says them twice.
    """
    last: dict[str, int] = {}
    pairs = []
    for at, block in enumerate(blocks):
        if len(block.text) >= _BEGINNING:
            start = block.text[:_BEGINNING]
            if start in last and blocks[last[start]].text != block.text:
                pairs.append((last[start], at))
            last[start] = at
    dropped: set[int] = set()
    for first, second in pairs if len(pairs) >= _LEAST_PAIRS else ():
        if first not in dropped:
            dropped |= _same_words(blocks, first, second)
    return dropped


def _same_words(blocks: Sequence[Block], first: int, second: int) -> set[int]:
    """The blocks around `first` whose words stand around `second` too, up to `second`; none where they are few, or
    hold no heading of a section: a duty may well stand in the body and in an appendix.
    """
    forth, ends = _run(blocks, range(first, second), range(second, len(blocks)))
    back, starts = _run(blocks, range(first - 1, -1, -1), range(second - 1, first, -1))
    marks = [read_mark(blocks[at].text) for at in (*ends, *starts)] if forth + back >= _LEAST_WORDS else []
    return {*ends, *starts} if any(mark and mark.level < _POINT_LEVEL for mark in marks) else set()


def _run(blocks: Sequence[Block], one: range, other: range) -> tuple[int, list[int]]:
    """How many words two rows of blocks, read the same way, have in common from their start; the whole blocks of the
    first row that these make up.
    """
    rest = _words(blocks, other)
    count, whole = 0, []
    for at in one:
        words = list(_words(blocks, range(at, at + 1) if one.step > 0 else range(at, at - 1, -1)))
        if any(word != next(rest, None) for word in words):
            break
        count += len(words)
        whole.append(at)
    return count, whole


def _words(blocks: Sequence[Block], row: range) -> Iterator[str]:
    for at in row:
        yield from blocks[at].text.split()[:: row.step]


def _pairs(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Every long block with its next repetition."""
    last: dict[str, int] = {}
    pairs = []
    for at, block in enumerate(blocks):
        if len(block.text) < _BROKEN_LENGTH:
            continue
        if block.text in last:
            pairs.append((last[block.text], at))
        last[block.text] = at
    return pairs


def _grow(blocks: Sequence[Block], first: int, second: int) -> tuple[int, int]:
    """Start and length of the longest common row around two equal blocks, the two copies not overlapping."""
    distance = second - first
    start = first
    while start > 0 and first - start < distance and blocks[start - 1].text == blocks[start - 1 + distance].text:
        start -= 1
    end = first + 1
    while end < start + distance and end + distance < len(blocks) and blocks[end].text == blocks[end + distance].text:
        end += 1
    return start, min(end - start, distance)
