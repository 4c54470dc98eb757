"""Signs that somebody tells of a child in danger; `nlp.intent` decides by them.

The wordings live in ``data/danger.yaml``; an official can read and extend them.
"""

from collections.abc import Sequence
from functools import cache

from nlp.phrases import PhraseBook, Token, read_yaml

_LISTS = ("harm", "acute", "plea", "near")


def signs(tokens: Sequence[Token]) -> frozenset[str]:
    """Which signs some words hold, anywhere in them: "harm", "acute" harm, a "plea", a child that is "near"."""
    return _book().anywhere(tokens)


def sign_phrases() -> list[tuple[str, ...]]:
    """All wordings of signs, as written syllables."""
    return _book().all()


@cache
def _book() -> PhraseBook:
    data = read_yaml("danger.yaml")
    return PhraseBook.of({name: data[name] for name in _LISTS}, frozenset(data["marked"]))
