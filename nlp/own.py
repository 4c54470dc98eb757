"""The asker's own agency in a question: "sở mình", "đơn vị của tôi", "việc của em"."""

import re
from functools import cache

from nlp.datafiles import OWN
from nlp.text import fold, normalise

_OF = "của"


def names_own(text: str) -> bool:
    """Whether a question speaks of the asker's own agency."""
    return bool(_own().search(normalise(text)))


def with_own(text: str, agency: str) -> str:
    """The question with the asker's own agency called by its name: "sở mình làm gì" -> "Sở Y tế làm gì"."""
    return _own().sub(lambda match: f"{match['kept']} {agency}" if match["kept"] else agency, normalise(text))


@cache
def _own() -> re.Pattern[str]:
    """Marks may be left out as a whole word, but those that are typed decide: "số minh" is no agency."""
    data: dict[str, list[str]] = OWN.load()
    nouns, work, me = (_any(data[name]) for name in ("nouns", "work", "self"))
    of = _any([_OF])
    return re.compile(rf"(?<!\w)(?:{nouns}(?: {of})?|(?P<kept>{work} {of})) {me}(?!\w)", re.IGNORECASE)


def _any(phrases: list[str]) -> str:
    """A pattern for any of the phrases, the longest first, each word with its marks or without."""
    ordered = sorted((normalise(phrase).lower() for phrase in phrases), key=len, reverse=True)
    return "(?:" + "|".join(" ".join(map(_word, phrase.split())) for phrase in ordered) + ")"


def _word(word: str) -> str:
    bare = fold(word)
    return re.escape(word) if bare == word else f"(?:{re.escape(word)}|{re.escape(bare)})"
