"""Duties as they stand in the outline, before their wording is read: place, heading, lines, labels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.models import Kind
from knowledge.reading.charges import Charge
from knowledge.reading.headings import Context
from knowledge.reading.labels import Label
from knowledge.reading.paragraphs import Paragraph


class Place(NamedTuple):
    """Where in the document the walk stands: what is inherited from the headings above."""

    section: str | None = None
    path: tuple[str, ...] = ()
    heading: str | None = None
    context: Context | None = None
    charge: Charge | None = None
    partners: Charge | None = None
    """who works with the one charged, as the heading's own lines say."""
    when: str | None = None
    """a heading that is a time: "Thứ Hai, ngày 12/5/2025", "Quý II/2024"."""

    def under(self, code: str | None) -> "Place":
        """The place below a point with this number: "2.3" under "2" takes its place, "a" under "2" stands after it."""
        if not code:
            return self
        last = self.path[-1] if self.path else None
        path = self.path[:-1] if last and _counts_below(code, last) else self.path
        return self._replace(path=(*path, code))


def _counts_below(code: str, above: str) -> bool:
    """Whether a number is printed with the one above it: "2.3" below "2", "2a" too."""
    rest = code.removeprefix(above)
    return rest != code and (rest.startswith(".") or (rest.isalpha() and rest.islower()))


@dataclass(slots=True)
class Draft:
    """A duty with its place, its wording and its lines; `code` is None where none is printed."""

    place: Place
    code: str | None
    text: str
    paragraphs: list[Paragraph]
    labels: list[Label] = field(default_factory=list)
    closing: bool = False
    kind: Kind | None = None
    """where the form tells it: a row of a table of targets."""
    line: int = 0
    last_line: int = 0
    page: int | None = None
    notes: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.paragraphs:
            self.line = min(one.line for one in self.paragraphs)
            self.last_line = max(one.last_line for one in self.paragraphs)
            self.page = self.paragraphs[0].page


@dataclass(slots=True)
class Refs:
    """The refs of a document: each is given once."""

    taken: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    """how many duties without a number were counted under a heading."""
    copies: dict[str, int] = field(default_factory=dict)
    """the next number for what is printed more than once."""

    def assign(self, drafts: Sequence[Draft]) -> list[str]:
        """A unique ref for each draft: printed numbers first; what has none is counted under its heading, after "KT"
        (kết thúc) where it closes the document or where the counted number is printed elsewhere.
        """
        refs: list[str | None] = [None] * len(drafts)
        headed = {".".join(draft.place.path[:size]) for draft in drafts for size in range(1, len(draft.place.path) + 1)}
        for at, draft in enumerate(drafts):
            if draft.code:
                refs[at] = self._free(".".join(draft.place.under(draft.code).path), draft.code)
        return [ref or self._counted(draft, headed) for ref, draft in zip(refs, drafts, strict=True)]

    def _free(self, ref: str, code: str) -> str:
        """The ref, or with the next number where the document prints the same one twice: "b2", "1-2"."""
        joint = "-" if code[-1].isdigit() else ""
        number, free = self.copies.get(ref, 2), ref
        while free in self.taken:
            free, number = f"{ref}{joint}{number}", number + 1
        if free != ref:
            self.copies[ref] = number
        self.taken.add(free)
        return free

    def _counted(self, draft: Draft, headed: set[str]) -> str:
        """The next number under the heading, unless it is printed there for another duty or for a heading."""
        above = draft.place.path
        for parent in ((*above, "KT"),) if draft.closing and not above else (above, (*above, "KT")):
            key = ".".join(parent)
            count = self.counts.get(key, 0) + 1
            ref = ".".join((*parent, str(count)))
            if ref not in self.taken and ref not in headed:
                self.counts[key] = count
                self.taken.add(ref)
                return ref
        return self._free(".".join((*above, "KT", str(self.counts.get(".".join((*above, "KT")), 0) + 1))), "1")


def joined(paragraphs: Iterable[Paragraph], first: str) -> str:
    """The wording of several paragraphs: `first` for the first one, the others with their marks as printed."""
    texts = [first] + [one.text for one in list(paragraphs)[1:]]
    return " ".join(text for text in texts if text)
