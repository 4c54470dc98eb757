"""What headings and opening words of paragraphs tell: the word lists of `data/headings.yaml`."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from nlp.text import syllables

Context = Literal["purpose", "scope", "goals", "target", "situation", "funding", "report", "organisation"]


@cache
def _data() -> dict[str, Any]:
    source = (files("knowledge") / "data" / "headings.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return data


@cache
def _phrases(group: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(syllables(phrase)) for phrase in _data()[group])


@cache
def _contexts() -> dict[tuple[str, ...], Context]:
    return {tuple(syllables(phrase)): name for name, phrases in _data()["contexts"].items() for phrase in phrases}


@cache
def document_types() -> dict[str, str]:
    """The types of documents and their signs in numbers: {"Kế hoạch": "KH", ...}, the longer names first."""
    types: dict[str, str] = _data()["types"]
    return dict(sorted(types.items(), key=lambda pair: -len(pair[0])))


def opening(text: str, group: str) -> int:
    """How many syllables of a phrase of the group `text` begins with; 0 when with none. Groups: see the data file."""
    words = tuple(syllables(text[:120]))
    known = _phrases(group)
    return next((size for size in range(min(len(words), 8), 0, -1) if words[:size] in known), 0)


def opens(text: str, group: str) -> bool:
    """Whether `text` begins with a phrase of the group."""
    return opening(text, group) > 0


def holds(text: str, group: str) -> bool:
    """Whether a phrase of the group stands anywhere in `text`, as whole words."""
    words = f" {' '.join(syllables(text))} "
    return any(f" {' '.join(phrase)} " in words for phrase in _phrases(group))


def context_of(heading: str) -> Context | None:
    """What the part under a heading speaks of, from the words that the heading begins with; None when they do not tell."""
    words = tuple(syllables(heading[:120]))
    known = _contexts()
    for size in range(min(len(words), 8), 0, -1):
        if words[:size] in known:
            return known[words[:size]]
    return None
