"""Signs that somebody tells of a child in danger; `nlp.intent` decides by them.

The wordings live in ``data/danger.yaml``; an official can read and extend them.
"""

from collections.abc import Sequence
from functools import cache

from nlp.datafiles import DANGER
from nlp.phrases import PhraseBook, Token
from nlp.text import fold

_LISTS = ("harm", "acute", "plea", "near", "after", "averted")


def signs(tokens: Sequence[Token]) -> frozenset[str]:
    """Which signs some words hold, anywhere in them: "harm", "acute" harm, a "plea", a child that is
    "near", what is said "after" that, harm that is to be "averted".
    """
    whole = (at for at in range(len(tokens)) if not _is_inside(tokens, at))
    return _book().anywhere(tokens, whole)


def _is_inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token ends a word that tells of no one: "trẻ em" are children in general, where "em bị ..." would tell
    of one; "cấp cứu với ..." is no cry for help.
    """
    return at > 0 and (tokens[at - 1].folded, tokens[at].folded) in _words()


@cache
def _words() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(str(word)).split()) for word in DANGER.load()["words"])


def sign_phrases() -> list[tuple[str, ...]]:
    """All wordings of signs, as written syllables."""
    return _book().all()


@cache
def _book() -> PhraseBook:
    data = DANGER.load()
    return PhraseBook.of({name: data[name] for name in _LISTS}, frozenset(data["marked"]))
