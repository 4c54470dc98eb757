"""How far the reading of a document is: told downstairs by whoever reads, shown upstairs to whoever waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["text", "page", "duties", "words"]
"""What is counted: bytes, rows or blocks of text taken from the file; pages; blocks understood; texts cut into words,
the last thing before a document is stored.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A point on the way."""

    stage: Stage
    done: int
    total: int
    """of the same unit as `done`; a document goes through several stages, each with a unit of its own."""


Progress = Callable[[Step], object]
"""Hears of each step, often many times a second."""


def nothing(_step: Step) -> None:
    """For readers whom nobody waits for."""
