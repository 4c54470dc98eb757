"""Times in documents and in questions: the one door to reading and writing them."""

from nlp.times.deadlines import find_timings, read_timings
from nlp.times.periods import Period, between, find_periods, last_of, moved, read_period, whole_years
from nlp.times.timewords import number_words, set_phrases, spelt_number
from nlp.times.timing import Timing, TimingType, describe, format_date

__all__ = [
    "Period",
    "Timing",
    "TimingType",
    "between",
    "describe",
    "find_periods",
    "find_timings",
    "format_date",
    "last_of",
    "moved",
    "number_words",
    "read_period",
    "read_timings",
    "set_phrases",
    "spelt_number",
    "whole_years",
]
