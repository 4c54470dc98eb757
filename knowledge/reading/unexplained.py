"""Passages that look like a duty and belong to no item: what a person should look at after a document was read.

The words that tell a duty are data (`data/review.yaml`); here is which passages are accounted for all the same:
headings and lead-ins of items, grounds, the issuer's own words, what tells of the past, recipients, footnotes.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from knowledge.datafiles import REVIEW
from knowledge.models import Item, Passage, Plan
from knowledge.names.agencies import Catalogue
from knowledge.reading.charges import Charge, heading_charge, sentence_charge
from knowledge.reading.footnotes import is_footnote
from knowledge.reading.headings import context_of, opens
from knowledge.reading.labels import is_column, opens_with_columns, split_labels
from knowledge.reading.marks import Mark, read_mark
from knowledge.reading.outline import begins_with_verb, refers_to_appendix
from nlp.text import normalise, squeeze

Part = Literal["head", "body", "end"]

_NO_DUTIES = ("situation", "scope")
_EDGES = " \t.;,:"
_BULLET_LEVEL = 20


def unexplained(plan: Plan) -> list[Passage]:
    """The passages that look like a duty though no item holds them, in document order."""
    return _Reviewer(plan).marked()


class _Reviewer:
    """One walk over the passages of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.layout = Layout(plan)

    def marked(self) -> list[Passage]:
        """The passages to look at."""
        followers = self._followers()
        silent = _silent(self.plan.passages)
        return [
            passage
            for passage, quiet in zip(self.plan.passages, silent, strict=True)
            if self._is_marked(passage, quiet, *followers[id(passage)])
        ]

    def _followers(self) -> dict[int, tuple[Item | Passage | None, Item | None]]:
        """For each passage what stands next in the document, and the next item."""
        followers: dict[int, tuple[Item | Passage | None, Item | None]] = {}
        following: Item | Passage | None = None
        item: Item | None = None
        entries: list[Item | Passage] = [*self.plan.items, *self.plan.passages]
        for entry in sorted(entries, key=lambda entry: entry.lines, reverse=True):
            if isinstance(entry, Passage):
                followers[id(entry)] = following, item
            else:
                item = entry
            following = entry
        return followers

    def _is_marked(self, passage: Passage, quiet: bool, following: Item | Passage | None, item: Item | None) -> bool:
        """Whether to look at a passage; `quiet` ones are told as situation or scope, where only a label counts."""
        text = normalise(squeeze(passage.text))
        words = text[mark.end :] if (mark := read_mark(text)) else text
        if is_footnote(text) or opens(words, "formulas") or words.isupper():
            return False
        if _labels_agency(words):
            return True
        part = self.layout.part(passage)
        charge = sentence_charge(words) or heading_charge(words)
        point = part == "body" and mark is not None and begins_with_verb(words)
        if quiet or not (point or _tells_duty(words, charge, part)):
            return False
        if part == "head":
            return not words.endswith(":") and self._charges_another(charge)
        heads_table = is_columns(text) and isinstance(following, Item)
        if heads_table or _heads(passage, mark, words, item):
            return False
        return not (refers_to_appendix(words) or self._leads_in(words, charge, following, item))

    def _charges_another(self, charge: Charge | None) -> bool:
        """Whether a sentence charges someone else than the issuer: the grounds tell what the issuer does, and a bare
        name is an addressee.
        """
        if charge is None or charge.source == "heading":
            return False
        issuer = self.plan.document.issuer
        key = Catalogue.load().key
        return not (issuer and all(key(name) == key(issuer) for name in charge.names))

    def _leads_in(self, words: str, charge: Charge | None, following: Item | Passage | None, item: Item | None) -> bool:
        """Whether the passage heads items, or leads in what follows. A whole sentence that charges others than those
        who are charged below it is no mere heading.
        """
        taken = bool(item and charge and set(charge.names) <= set(item.leads))
        if self.layout.is_heading(words) and (taken or charge is None or not words.endswith((".", ";"))):
            return True
        if item and taken and item.lead_from == "heading":
            return True
        if not words.endswith(":"):
            return False
        return isinstance(following, Item) or (following is not None and self._is_point(following.text))

    def _is_point(self, text: str) -> bool:
        mark = read_mark(text)
        return bool(mark and mark.level < _BULLET_LEVEL) or self.layout.is_heading(text)


class Layout:
    """Where the passages of a plan stand, and which of them head items."""

    def __init__(self, plan: Plan) -> None:
        self.first = min((item.lines[0] for item in plan.items), default=0)
        self.last = max((item.lines[1] for item in plan.items), default=0)
        self.sectioned = any(item.section for item in plan.items)
        self.headings = frozenset(bare(item.heading) for item in plan.items if item.heading)

    def part(self, passage: Passage) -> Part:
        """The part of the document that a passage stands in: outside of sections, what is before the first item is the
        head and what is after the last the end (recipients, signature, forms), as is all of a document without items.
        """
        line = passage.lines[0]
        if passage.section is not None and self.last:
            return "body"
        if line < self.first:
            return "head"
        return "end" if self.sectioned or line > self.last else "body"

    def is_heading(self, text: str) -> bool:
        """Whether a text, or the cell of a row, is the heading of items."""
        return any(bare(cell) in self.headings for cell in (text, *text.split("|")) if cell.strip())


def last_line(plan: Plan) -> int:
    """The number of the last line that the plan holds; 0 for an empty one."""
    places = [*(item.lines for item in plan.items), *(passage.lines for passage in plan.passages)]
    return max((last for _, last in places), default=0)


def is_columns(text: str) -> bool:
    """Whether a row, its cells parted by bars, or a text without any holds the headings of a table."""
    cells = [cell.strip() for cell in text.split("|") if cell.strip()]
    if "|" not in text:
        return opens_with_columns(text)
    return len(cells) > 1 and sum(map(is_column, cells)) * 2 > len(cells)


def bare(heading: str) -> str:
    """A heading in one spelling and small letters, without numbering and the stops at its ends."""
    text = normalise(squeeze(heading))
    mark = read_mark(text)
    return (text[mark.end :] if mark else text).strip(_EDGES).casefold()


def _heads(passage: Passage, mark: Mark | None, words: str, item: Item | None) -> bool:
    """Whether a numbered title stands above the next item, whose path goes through its number: "2. Kiểm soát nguồn
    thải" above II.2.1.
    """
    if item is None or mark is None or not mark.code or words.endswith((".", ";")):
        return False
    own = passage.section == item.section and (passage.section or "").endswith(mark.code)
    return item.ref.startswith(f"{passage.section}.{mark.code}.") or (own and item.ref.startswith(f"{item.section}."))


def _silent(passages: Sequence[Passage]) -> list[bool]:
    """For each passage whether it stands under a heading that tells of the situation or the scope."""
    silent: list[bool] = []
    above: Mark | None = None
    section: str | None = None
    for passage in passages:
        mark = read_mark(passage.text)
        if passage.section != section or (mark and above and mark.level <= above.level):
            above = None
        section = passage.section
        if mark and above is None and context_of(passage.text[mark.end :]) in _NO_DUTIES:
            above = mark
        silent.append(above is not None)
    return silent


def _labels_agency(words: str) -> bool:
    """Whether a label names an agency as lead or coordinator: "Đơn vị chủ trì: Sở Y tế"."""
    labels = split_labels(words)[1]
    return any(label.role in ("lead", "coordinator") and Catalogue.load().is_agency(label.value) for label in labels)


def _tells_duty(words: str, charge: Charge | None, part: Part) -> bool:
    """Whether the words charge somebody or set a deadline. Among recipients a name alone charges nobody."""
    sign = _signs().search(words)
    if sign:
        return not _told().search(words[: sign.start()])
    if part == "end":
        return False
    if charge is None or not words[charge.rest :].strip(_EDGES):
        return "|" in words and any(map(Catalogue.load().is_agency, words.split("|")[1:]))
    return not _told().match(words, charge.rest) and not _issuing().match(words, charge.rest)


def _any_of(group: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(normalise(phrase)) for phrase in REVIEW.load()[group])
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    return _any_of("signs")


@cache
def _told() -> re.Pattern[str]:
    return _any_of("told")


@cache
def _issuing() -> re.Pattern[str]:
    return _any_of("issuing")
