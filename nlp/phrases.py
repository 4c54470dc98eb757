"""Question words and set phrases, found in a question: what is asked, and what is only politeness.

The phrases live in ``data/questions.yaml``; an official can read and extend them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.text import fold, is_marked, normalise

_WORD = re.compile(r"[^\W_]+(?:[.,/&-][^\W_]+)*%?|%")
_LISTS = ("documents", "openers", "people", "fields", "fillers", "generic")
WordTest = Callable[[str, str], bool]
"""Whether two neighbouring syllables, as typed, make one word."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word as typed between blanks, with its place in the text."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        """Whether the person typed a diacritic in it."""
        return is_marked(self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase: its syllables as written and folded, and the headings that it stands under."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    tags: tuple[str, ...]

    def fits(self, tokens: Sequence[Token]) -> bool:
        """Whether these tokens spell the phrase: same folded, and the marks that were typed do not contradict."""
        if len(tokens) != len(self.words):
            return False
        for token, folded in zip(tokens, self.folded, strict=True):
            if token.folded != folded:
                return False
        return all(
            token.text.lower() == word or not token.marked for token, word in zip(tokens, self.words, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at tokens ``first`` up to, but without, ``last``."""

    phrase: Phrase
    first: int
    last: int


def tokenise(text: str) -> list[Token]:
    """The words of a normalised text with their places. "mục 2.4.2 kt-xh" keeps "2.4.2" and "kt-xh" whole."""
    return [Token(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@dataclass(slots=True)
class PhraseBook:
    """Set phrases by their first syllable, the longest first."""

    _by_first: dict[str, list[Phrase]] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls) -> "PhraseBook":
        """The phrases of ``data/questions.yaml``: tags are the names of its lists."""
        data = read_yaml("questions.yaml")
        lists: dict[str, Iterable[str]] = {name: data[name] for name in _LISTS}
        return cls.of({**data["cues"], **lists})

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> "PhraseBook":
        """A book of these phrases; one that stands under several headings gets all their names as tags."""
        tags: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for text in phrases:
                tags.setdefault(normalise(str(text)).lower(), []).append(name)
        book = cls()
        for text in sorted(tags, key=lambda text: -len(text.split())):
            words = tuple(text.split())
            phrase = Phrase(words, tuple(map(fold, words)), tuple(tags[text]))
            book._by_first.setdefault(phrase.folded[0], []).append(phrase)
        return book

    def all(self) -> list[tuple[str, ...]]:
        """All phrases, as written syllables."""
        return [phrase.words for phrases in self._by_first.values() for phrase in phrases]

    def find(self, tokens: Sequence[Token], taken: Sequence[bool], is_word: WordTest) -> list[Match]:
        """Phrases in the tokens, left to right, the longest first, none over a taken token.

        A phrase of one syllable is left alone where that syllable makes a word with a neighbour ("mô" in "mô hình").
        """
        found, at = [], 0
        while at < len(tokens):
            phrase = self._at(tokens, at, taken, is_word)
            if phrase:
                found.append(Match(phrase, at, at + len(phrase.words)))
            at += len(phrase.words) if phrase else 1
        return found

    def _at(self, tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest) -> Phrase | None:
        for phrase in self._by_first.get(tokens[at].folded, ()):
            last = at + len(phrase.words)
            if not phrase.fits(tokens[at:last]) or True in taken[at:last]:
                continue
            if last - at > 1 or not _part_of_word(tokens, at, taken, is_word):
                return phrase
        return None


def _part_of_word(tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest) -> bool:
    here = tokens[at].text
    before = at > 0 and not taken[at - 1] and is_word(tokens[at - 1].text, here)
    after = at + 1 < len(tokens) and not taken[at + 1] and is_word(here, tokens[at + 1].text)
    return before or after


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """A data file of this package, by name. The C loader, where there is one, reads it ten times as fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with files("nlp").joinpath("data", name).open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.load(file, Loader=loader)  # noqa: S506 (a safe loader)
    return data


def said(name: str) -> str:
    """A wording of ``data/questions.yaml`` that stands for what a person did not say."""
    return str(read_yaml("questions.yaml")["said"][name])


@cache
def endings() -> tuple[tuple[str, ...], ...]:
    """Words that close a question, behind those that ask, as written: ("gì", "vậy")."""
    return tuple(tuple(str(each).split()) for each in read_yaml("questions.yaml")["endings"])


@cache
def joints() -> frozenset[str]:
    """Words that never belong to a longer word, as written: "của", "và"."""
    return frozenset(read_yaml("questions.yaml")["joints"])
