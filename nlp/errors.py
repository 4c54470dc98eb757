"""What can go wrong, each with the one sentence in Vietnamese that the person reads."""


class Problem(Exception):
    """A fault that the person can do something about; `str()` is one sentence saying what is wrong and what to do."""
