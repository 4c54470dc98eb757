"""Agencies that a question names by letters: "phòng kt&qlcl" for "Phòng Khảo thí và Quản lý chất lượng"."""

import re
from collections.abc import Iterable

from nlp.text import fold, initials

_SHORT = re.compile(r"(?<!\w)(?P<letters>[a-z]+(?:[&-][a-z]+)+|[b-df-hj-np-tv-xz]{3,6})(?!\w)")
"""Letters in groups, as officials join them, or in one group without a vowel; with one it may be any word."""
_JOINT = re.compile(r"[&,-]|\bvà\b")
_FEWEST = 3
"""letters that tell a name"""


class ShortNames:
    """The names of the plans' agencies, by their heads and the initials of the rest."""

    def __init__(self, names: Iterable[str]) -> None:
        self._full: dict[str, set[str]] = {}
        for name in names:
            words = _JOINT.sub(" ", name).split()
            for size in (1, 2):
                letters = initials(" ".join(words[size:])) if len(words) > size else ""
                if len(letters) >= _FEWEST:
                    self._full.setdefault(f"{fold(' '.join(words[:size]))} {letters}", set()).add(name)

    def write_out(self, text: str) -> str:
        """A normalised text with the names written out that only letters tell, where just one of the names fits."""
        for short in reversed(list(_SHORT.finditer(fold(text)))):
            letters = re.sub(r"[&-]", "", short["letters"])
            for size in (2, 1):
                head = text[: short.start()].split()[-size:]
                full = self._full.get(f"{fold(' '.join(head))} {letters}", set())
                if len(full) == 1:
                    start = short.start() - len(" ".join(head)) - 1
                    text = f"{text[:start]}{next(iter(full))}{text[short.end() :]}"
                    break
        return text
