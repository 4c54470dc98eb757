"""Text that a web page holds twice: a cut copy before the whole."""

from collections.abc import Sequence

from knowledge.readers import Block

_SEED_LENGTH = 100
_LEAST_BLOCKS = 5
_LEAST_SEEDS = 2
_BROKEN_LENGTH = 60
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
    return dropped


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
