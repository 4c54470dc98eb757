"""Plans under numbers of documents: those that they bear, and those that they cite."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from knowledge.models import Document
from knowledge.storing.store import StoredPlan
from nlp.text import fold

_CITED = re.compile(r"(?<![\w/-])(\d+)\s?[/-]\s?[^\W\d][\w/-]*")
_SIGNS = re.compile("([/-])")
_FIGURE = re.compile(r"\d+")


class Numbers:
    """The plans of a base by number, so that none is looked through that has nothing to do with it."""

    def __init__(self, plans: Iterable[StoredPlan]) -> None:
        self._order: dict[int, int] = {}
        self._borne: dict[str, list[StoredPlan]] = {}
        self._cited: dict[str, dict[str, list[StoredPlan]]] = {}
        for order, plan in enumerate(plans):
            self._order[plan.id] = order
            self._borne.setdefault(first_part(plan.document.number or ""), []).append(plan)
            for figure, cited in dict.fromkeys(_cited(plan.document)):
                self._cited.setdefault(figure, {}).setdefault(cited, []).append(plan)

    def bearing(self, number: str) -> list[StoredPlan]:
        """The plans that bear a number, given whole ("488/KH-UBND") or only its figures ("488")."""
        return [plan for plan in self._borne.get(first_part(number), ()) if bears(plan.document, number)]

    def citing(self, number: str) -> list[StoredPlan]:
        """The plans that name another document by its number, in their title or among what they rest on: "06" for
        "06-CT/TU".
        """
        figure = _FIGURE.match(number)
        cited = self._cited.get(figure[0], {}) if figure else {}
        return self._in_order(plan for each, plans in cited.items() if _is_meant(each, fold(number)) for plan in plans)

    def of(self, numbers: Sequence[str]) -> list[StoredPlan]:
        """The plans that bear one of some numbers; where none does, those that cite one."""
        for has in (self.bearing, self.citing):
            if found := self._in_order(plan for number in numbers for plan in has(number)):
                return found
        return []

    def _in_order(self, plans: Iterable[StoredPlan]) -> list[StoredPlan]:
        """Plans in the order of the base, each once."""
        return sorted({plan.id: plan for plan in plans}.values(), key=lambda plan: self._order[plan.id])


def bears(document: Document, number: str) -> bool:
    """Whether a document bears a number, given whole or only its figures."""
    printed, asked = fold(document.number or ""), fold(number)
    return bool(printed) and (printed == asked or first_part(printed) == asked)


def names(text: str, number: str) -> bool:
    """Whether a text names a document by its number, given whole or only its figures."""
    return bool(_naming(number).search(fold(text)))


@lru_cache(maxsize=64)
def _naming(number: str) -> re.Pattern[str]:
    """A number in folded text; blanks may stand around its signs: "1248 /QĐ-TTg"."""
    first, *rest = _SIGNS.split(fold(number))
    if rest:
        whole = "".join([re.escape(first), *(rf"\s?{each}\s?" if each in "/-" else re.escape(each) for each in rest)])
        return re.compile(rf"(?<![\w/-]){whole}(?![\w/])")
    return re.compile(rf"(?<![\w/-]){re.escape(number)}\s?[/-]\s?(?:\d{{4}}\s?/\s?)?[^\W\d]")


def first_part(number: str) -> str:
    """What stands before the signs of a number, folded: "488" of "488/KH-UBND", "1038" of "1038-KL/TU"."""
    return _SIGNS.split(fold(number))[0]


def _cited(document: Document) -> Iterator[tuple[str, str]]:
    """The figures of each number that a document cites, and the number as printed, folded."""
    for text in (document.title or "", *document.based_on):
        for match in _CITED.finditer(fold(text)):
            yield match[1], match[0]


def _is_meant(cited: str, number: str) -> bool:
    """Whether a folded number, if it is given whole, is the one cited or its first parts."""
    if "/" not in number and "-" not in number:
        return True
    return cited.startswith(number) and not re.match(r"[\w/]", cited[len(number) :])
