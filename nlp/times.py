"""Times in documents and in questions: the one door to reading and writing them."""

from nlp.deadlines import find_timings, read_timings
from nlp.timing import Timing, TimingType, describe, format_date

__all__ = [
    "Timing",
    "TimingType",
    "describe",
    "find_timings",
    "format_date",
    "read_timings",
]
