"""From the times found in a document's wording to timings: what belongs together, which year, window or rhythm."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from nlp.times import windows
from nlp.times.timescan import Atom, part_before, stretches
from nlp.times.timewords import any_of
from nlp.times.timing import Timing
from nlp.times.windows import Window

HOURS = r"(?:\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2}\s?(?:ph[uú]t\s?)?,?\s?)?"
"""An hour between "trước" and its date."""

_YEAR_LIKE = ("year", "years")
_NEIGHBOURS = 12
_JOIN = re.compile(r"\s?[,(]?\s?(?:(?:cho\s)?den|toi|->|-|–|—|−|→)\s?(?:het\s|cuoi\s|truoc\s)?(?:ngay\s)?")
_NEAR = re.compile(r"[\s,(:]*(?:(?:vao|trong|truoc|cua|cac|cham\snhat|la|thang)\s?){0,3}")
_SEPARATOR = re.compile(r"\s*(?:[;,(]|(?<!\w)(?:va|hoac)(?!\w))")


class Piece(NamedTuple):
    """One time as a document means it: its place in the text, its atoms (two for a span) and what is before them."""

    start: int
    end: int
    first: Atom
    last: Atom
    limit: str = ""
    """"before", "until" or "from" a time, "" at it."""

    @property
    def kind(self) -> str:
        """The kind of its atom, "span" for two."""
        return self.first.kind if self.first is self.last else "span"


def pieces_of(text: str, atoms: Sequence[Atom]) -> list[Piece]:
    """Atoms of a canonical text, two joined by "đến" as one, with what limits them ("trước", "từ")."""
    pieces: list[Piece] = []
    for atom in atoms:
        before = pieces[-1] if pieces else None
        if before and _joined(text, before, atom):
            pieces[-1] = before._replace(end=atom.end, last=atom, limit="")
        else:
            limit = _limit_word(text, atom) or _limit_shared(text, before, atom)
            pieces.append(Piece(*_place(text, atom), first=atom, last=atom, limit=limit))
    return pieces


def _limit_shared(text: str, before: Piece | None, atom: Atom) -> str:
    """ "trước ngày 20/6 và 20/12": the word before the first holds for the second."""
    if before is None or before.kind != "day" or atom.kind != "day" or before.limit == "from":
        return ""
    return before.limit if re.fullmatch(r"\s?(?:,|va|hoac|,\sva)\s", text[before.end : atom.start]) else ""


def _dated(atom: Atom) -> bool:
    return atom.kind in ("day", "days", "month", "quarter", "week", "school", "year", "part")


def _joined(text: str, before: Piece, atom: Atom) -> bool:
    gap = text[before.end : atom.start]
    both = _dated(before.last) and _dated(atom) and before.first is before.last
    if not both or len(gap) > 14 or not _JOIN.fullmatch(gap):
        return False
    return before.limit == "from" or not re.match(r"\s?[,(]|\s?den\s?(?:truoc)", gap)


_MODES = ("before", "until", "from")


def _limit_match(text: str, atom: Atom) -> re.Match[str] | None:
    part = part_before(text, atom.start)
    start = part[1] if part else atom.start
    return _limits().search(text[max(0, start - 36) : start])


@cache
def _limits() -> re.Pattern[str]:
    words = "|".join(f"(?P<{name}>{any_of(name)})" for name in _MODES)
    return re.compile(rf"(?<!\w)(?:{words})\s?(?:la\s)?{HOURS}(?:het\s|vao\s|trong\s|ngay\s|thang\s(?=\d)){{0,2}}$")


def _place(text: str, atom: Atom) -> tuple[int, int]:
    part = part_before(text, atom.start)
    start = part[1] if part else atom.start
    found = _limit_match(text, atom) if _dated(atom) or atom.numbers else None
    return (max(0, start - 36) + found.start() if found else start), atom.end


def _limit_word(text: str, atom: Atom) -> str:
    if not _dated(atom) or atom.kind == "days":
        return ""
    found = _limit_match(text, atom)
    if found is None:
        return ""
    name = next(name for name in _MODES if found[name])
    return "until" if name == "before" and found[0].rstrip().endswith("het") else name


def year_of(pieces: Sequence[Piece], at: int, year: int | None) -> int | None:
    """The year of a piece that prints none: that of the next time in the text that has one, else of the one before,
    else the plan's.
    """
    around = (pieces[at], *pieces[at + 1 : at + _NEIGHBOURS], *reversed(pieces[max(0, at - _NEIGHBOURS) : at]))
    found = next((one for piece in around if (one := piece.last.year or piece.first.year)), year)
    shift = pieces[at].last.shift
    return None if found is None else found + shift


def window_of(text: str, piece: Piece, year: int) -> list[Window]:
    """The stretches of days that a piece means; `year` is the year of its end."""
    last = _with_part(text, piece.last, piece.last.year or year)
    if piece.kind != "span":
        return last
    first = _with_part(text, piece.first, piece.first.year or year)
    if not first or not last:
        return []
    begin, end = first[0].start, last[-1].end
    if begin > end and not piece.first.year and begin.year > date.min.year:
        begin = windows.add_months(begin, -12)
    return [Window(begin, end)] if begin <= end else []


def _with_part(text: str, atom: Atom, year: int) -> list[Window]:
    if not date.min.year < year < date.max.year:
        return []
    if atom.kind == "part":
        return [windows.part(windows.years(year, year), atom.word, "year")]
    found, part = stretches(atom, year), part_before(text, atom.start)
    if part and atom.kind in ("month", "quarter", "year") and atom.word != "half":
        return [windows.part(window, part[0], atom.kind) for window in found]
    return found


def dated_timings(text: str, piece: Piece, year: int) -> list[Timing]:
    """A date, month, quarter, year or span as once or phase; the raw wording is left to the caller."""
    phase = bool(re.search(r"giai\sdoan\s$", text[max(0, piece.start - 12) : piece.start]))
    ended = not phase and piece.kind == "year" and re.search(r"(?<!\w)het\s$", text[piece.start : piece.first.start])
    return [_limited(piece, window, phase, bool(ended)) for window in window_of(text, piece, year)]


def _limited(piece: Piece, window: Window, phase: bool, ended: bool) -> Timing:
    """`ended`: whether "hết" tells the last day of a year, which "đến năm" leaves open."""
    year_like = phase or (piece.last.kind in _YEAR_LIKE and not ended)
    if piece.limit == "before":
        end = window.end if piece.kind == "day" else windows.add_days(window.start, -1)
        return Timing(raw="", type="once", end=end)
    if piece.limit == "until":
        return Timing(raw="", type="phase" if year_like else "once", end=window.end)
    if piece.limit == "from" and piece.kind not in ("span", "years") and not piece.first.ranged:
        return Timing(raw="", type="phase", start=window.start)
    spans = phase or piece.kind == "years" or (piece.kind == "span" and _is_phase(piece, window))
    return Timing(raw="", type="phase" if spans else "once", start=window.start, end=window.end)


def _is_phase(piece: Piece, window: Window) -> bool:
    far = window.end.year - window.start.year
    return far > 1 or (far == 1 and any(atom.kind in _YEAR_LIKE for atom in (piece.first, piece.last)))


def near(text: str, before: int, after: int) -> bool:
    """Whether between two places stand only blanks, a comma or bracket and words like "vào", "trước"."""
    return 0 <= after - before <= 24 and bool(_NEAR.fullmatch(text[before:after]))


def clause_start(text: str, at: int) -> bool:
    """Whether a place begins the text, a part of it after a comma or semicolon, or what follows "và", "hoặc"."""
    return bool(
        re.search(r"(?:^|[;,.:/+&–-]\s?|(?<!\w)(?:va|hoac|den)\s)(?:cac\s|khi\s)?$", text[max(0, at - 12) : at])
    )


def raws(text: str, starts: Sequence[int]) -> list[str]:
    """The wording cut at the separators before each place: one piece of the text for each timing."""
    places = sorted(set(starts))
    cuts = [0]
    for before, here in pairwise(places):
        found = _SEPARATOR.search(text, before, here)
        cuts.append(found.start() if found and found.start() > cuts[-1] else here)
    pieces = [_trimmed(text[a:b]) or text.strip() for a, b in pairwise([*cuts, len(text)])]
    return [pieces[places.index(start)] for start in starts]


def _trimmed(wording: str) -> str:
    return re.sub(r"^(?:và|hoặc)\s|\s(?:và|hoặc)$", "", wording.strip(" ,;.")).strip(" ,;.")
