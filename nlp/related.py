"""Words that tell little, and phrases that say the same, as data.

Both are found in a question however it was typed: a syllable with marks must carry the very marks of the data, one
without may stand for any of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from nlp.datafiles import RELATED, WEAK
from nlp.index import Phrase
from nlp.rows import Rows
from nlp.spelling import printed_initials
from nlp.text import fold, is_marked, normalise

_WORD = re.compile(r"[^\W_]+")
STRENGTH = 0.6
"""how near in meaning the phrases of a group are when the data does not say."""
INITIALS = 0.95
"""how near a phrase its initials are, which plans print for it."""
QUESTION_WEIGHT = 0.12
FUNCTION_WEIGHT = 0.35

Word = tuple[str, str | None]
"""A syllable folded, and as typed in lower case when it carries marks."""


class _Entry(NamedTuple):
    """A phrase to look for, with what it brings."""

    folded: tuple[str, ...]
    forms: tuple[str, ...]
    others: tuple[tuple[tuple[str, ...], float], ...] = ()
    """as written, and how near in meaning each is"""
    weight: float = 1.0


class _Book:
    """Phrases found by their words."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.entries = Rows((entry.folded, entry) for entry in entries)
        self.syllables = frozenset(syllable for entry in self.entries for syllable in entry.folded)

    def at(self, words: Sequence[str], forms: Sequence[str | None], start: int) -> list[_Entry]:
        """The phrases that begin at `start`, the longest first; the marks typed must not contradict them."""
        return [entry for entry in self.entries.at(words, start) if all(map(_fits, forms[start:], entry.forms))]


def _fits(typed: str | None, form: str) -> bool:
    return typed is None or typed == form


@lru_cache(maxsize=8192)
def _forms(phrase: object) -> tuple[str, ...]:
    return tuple(_WORD.findall(normalise(str(phrase)).lower()))


@lru_cache(maxsize=8192)
def _folded(phrase: object) -> tuple[str, ...]:
    return tuple(map(fold, _forms(phrase)))


@cache
def _related() -> _Book:
    """The groups of ``data/related.yaml``."""
    means: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
    for group in RELATED.load()["groups"]:
        strength = group.get("strength", STRENGTH)
        for said in group.get("said", group.get("same", [])):
            found = means.setdefault(_forms(said), {})
            for written in group.get("written", group.get("same", [])):
                if _forms(written) != _forms(said):
                    found[_forms(written)] = max(strength, found.get(_forms(written), 0.0))
    return _Book(_Entry(tuple(map(fold, forms)), forms, tuple(others.items())) for forms, others in means.items())


@cache
def _short() -> _Book:
    """Phrases whose initials plans print: "TTHC"."""
    return _Book(
        _Entry(_folded(phrase), _forms(phrase), ((_forms(short), INITIALS),)) for phrase, short in printed_initials()
    )


@cache
def _weak() -> _Book:
    """The words of ``data/weak.yaml``."""
    data = WEAK.load()
    weights = (("question", QUESTION_WEIGHT), ("function", FUNCTION_WEIGHT))
    return _Book(_Entry(_folded(p), _forms(p), (), weight) for name, weight in weights for p in data[name])


def related_phrases() -> list[tuple[str, ...]]:
    """All phrases that stand for others, as written syllables."""
    return [entry.forms for entry in _related().entries]


@cache
def related_pairs() -> frozenset[str]:
    """The phrases of two syllables that others stand for in the data, folded: "duoi nuoc" is one, whatever "duoi" is by
    itself.
    """
    phrases = (words for entry in _related().entries for words, _ in entry.others)
    return frozenset(" ".join(map(fold, words)) for words in phrases if len(words) == 2)


def syllables_known() -> frozenset[str]:
    """All folded syllables of the data: words that are right as typed though no text may have them."""
    return _related().syllables | _weak().syllables


def related(
    words: Sequence[str],
    forms: Sequence[str | None] | None = None,
    joined: Callable[[str, str], bool] | None = None,
) -> list[Phrase]:
    """Other phrases for parts of a question, in folded syllables; `start` and `end` are places in `words`.

    The longest phrase of the data at a place counts, and nothing inside it but what has initials; the end of one may
    begin another ("đánh trẻ" and "trẻ con"). Without marks it may be one of several ("hội thảo" and "hội thao").

    Args:
        words: the question's folded syllables.
        forms: the same as typed, in lower case, None for those without marks; None when nothing is known of marks.
        joined: whether two neighbours make one word; a phrase of one syllable is left alone inside such a word.
    """
    typed = forms or [None] * len(words)
    found = [
        _phrase(other, at, at + len(entry.folded), strength)
        for at in range(len(words))
        for entry in _short().at(words, typed, at)
        for other, strength in entry.others
    ]
    told = 0
    for start in range(len(words)):
        said = related_at(words[start:], typed[start:])
        end = start + (said[0].end if said else 0)
        if end > told and not (end == start + 1 and joined and _inside(words, start, joined)):
            found += [each._replace(start=start, end=end) for each in said]
            told = end
    return found


def related_at(words: Sequence[str], forms: Sequence[str | None]) -> list[Phrase]:
    """Other phrases for the longest of the data that these words, given as for `related`, begin with."""
    entries = _related().at(words, forms, 0)
    size = len(entries[0].folded) if entries else 0
    longest = [entry for entry in entries if len(entry.folded) == size]
    return [_phrase(other, 0, size, strength) for entry in longest for other, strength in entry.others]


def _phrase(forms: tuple[str, ...], start: int, end: int, strength: float) -> Phrase:
    alone = forms[0] if len(forms) == 1 and is_marked(forms[0]) else None
    return Phrase(tuple(map(fold, forms)), start, end, strength, alone)


def _inside(words: Sequence[str], at: int, joined: Callable[[str, str], bool]) -> bool:
    return any(joined(*words[k : k + 2]) for k in (at - 1, at) if 0 <= k < len(words) - 1)


def weights(words: Sequence[Word]) -> list[float]:
    """How much each word of a question tells: near 0 for question words, little for function words, 1 for others."""
    out = [1.0] * len(words)
    folded, forms = [word for word, _ in words], [form for _, form in words]
    start = 0
    while start < len(words):
        entries = _weak().at(folded, forms, start)
        end = start + (len(entries[0].folded) if entries else 1)
        if entries:
            out[start:end] = [entries[0].weight] * (end - start)
        start = end
    return out
