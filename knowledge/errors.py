"""What can go wrong, each with the one sentence in Vietnamese that the person reads; the same on all floors."""

from nlp.errors import Problem

__all__ = ["Problem"]
