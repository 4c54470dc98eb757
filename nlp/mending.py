"""A question as typed made readable: abbreviations written out, slips mended, names left alone."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from nlp.keys import is_syllable
from nlp.phrases import Token, tokenise
from nlp.spelling import Speller, expand

Span = tuple[int, int]
Pair = tuple[str, str]


class Mender:
    """Mends questions against the words of the texts that are asked about, and the words that ask."""

    def __init__(
        self, vocabulary: Mapping[str, int], pairs: Mapping[Pair, int], phrases: Collection[tuple[str, ...]]
    ) -> None:
        """Args:
        vocabulary: folded syllables of the texts, with in how many texts each stands.
        pairs: neighbouring syllables, likewise.
        phrases: further words that are right as they stand, as folded syllables: names, question words.
        """
        known = {syllable: 1 for phrase in phrases for syllable in phrase}
        asked = {pair: 1 for phrase in phrases for pair in pairwise(phrase)}
        self._pairs: Mapping[Pair, int] = ChainMap(asked, dict(pairs))
        self._speller = Speller({**known, **vocabulary}, self._pairs)

    def mend(self, text: str, kept: Sequence[Span] = ()) -> str:
        """The normalised text with abbreviations written out and slips mended; the places `kept` stay as typed."""
        tokens = tokenise(text)
        free = [not any(start < token.end and token.start < end for start, end in kept) for token in tokens]
        words = self._expanded(tokens, free)
        mended = self._speller.repair(words)
        parts, end = [], 0
        for token, is_free, word, repaired in zip(tokens, free, words, mended, strict=True):
            meant = token.marked and is_syllable(token.folded)  # nobody slips into a syllable with its marks
            as_typed = not is_free or meant or word != token.text or repaired.how in ("known", "unknown")
            parts += [text[end : token.start], word if as_typed else " ".join(repaired.syllables)]
            end = token.end
        return "".join(parts) + text[end:]

    def _expanded(self, tokens: Sequence[Token], free: Sequence[bool]) -> list[str]:
        readings = expand([token.text for token in tokens], self._pairs)
        return [each[0] if is_free else t.text for t, is_free, each in zip(tokens, free, readings, strict=True)]
