"""Words one slip of the finger away from a typed one, without looking at every word there is."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA


class Near:
    """Words under what is left of them without one letter.

    Two words of which one has a letter more, or another letter in one place, or two neighbours swapped, have such a
    rest (or a rest and a whole word) in common.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            for rest in _rests(word):
                self._places.setdefault(rest, []).append(place)

    def to(self, word: str) -> list[str]:
        """The words at an optimal string alignment distance of 1 at most, in the order given."""
        places = {place for rest in _rests(word) for place in self._places.get(rest, ())}
        return [other for place in sorted(places) if OSA.distance(word, other := self._words[place]) <= 1]


def _rests(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
