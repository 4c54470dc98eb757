"""What comes again and what comes once: pieces of a text to timings, each with its place."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from nlp.times import windows
from nlp.times.timing import Timing
from nlp.times.timings import Piece, dated_timings, near, window_of, year_of


class Draft(NamedTuple):
    """A timing (its raw wording still empty), and where its wording begins and ends."""

    start: int
    end: int
    timing: Timing


_YEARLY = {"annual", "year", "6 months", "none"}
_NO_DATE = ("every", "onward", "phase", "continuous", "ad_hoc", "of_year")
_LEAP = 2024


def compose(text: str, pieces: Sequence[Piece], year: int | None, sentence_of: Callable[[int], int]) -> list[Draft]:
    """The timings of the pieces of a canonical text, in order, like ones once.

    Args:
        year: the plan's year, or None; then a date without a year comes round every year.
        sentence_of: the number of the sentence at a place; a rhythm governs the dates of its own sentence.
    """
    reader = _Composer(text, pieces, year, sentence_of)
    return reader.drafts()


class _Composer:
    """One reading of one text."""

    def __init__(self, text: str, pieces: Sequence[Piece], year: int | None, sentence_of: Callable[[int], int]) -> None:
        self.text, self.pieces, self.year = text, pieces, year
        self.sentence = [sentence_of(piece.start) for piece in pieces]
        self.rhythmic = {one for one, piece in zip(self.sentence, pieces, strict=True) if piece.kind == "every"}
        self.spent: set[int] = set()
        self.found: list[Draft] = []

    def drafts(self) -> list[Draft]:
        """The timings in order."""
        self._yearly_dates()
        for at, piece in enumerate(self.pieces):
            if at not in self.spent and piece.kind not in _NO_DATE:
                self._dated(at, piece)
        for at, piece in enumerate(self.pieces):
            if at not in self.spent and piece.kind in _NO_DATE:
                self._undated(at, piece)
        return _once_each(sorted(self.found, key=lambda draft: draft.start))

    def _yearly_dates(self) -> None:
        """Days without a year that a rhythm governs (or any, where no year is known): one timing for each sentence."""
        days: dict[int, list[int]] = {}
        for at in range(len(self.pieces)):
            if self._comes_yearly(at):
                days.setdefault(self.sentence[at], []).append(at)
        for places in days.values():
            month_day = tuple(dict.fromkeys(day for at in places for day in _month_days(self.pieces[at])))
            timing = Timing(raw="", type="recurring", month_day=month_day, every="year")
            behind = self._neighbour(places[-1])
            self._add(places[0], timing, places[-1] if behind is None else max(behind, places[-1]))
            self.spent.update(places)
        self.spent.update(at for at in range(len(self.pieces)) if self.sentence[at] in days and self._governs(at))

    def _governs(self, at: int) -> bool:
        """Whether a piece is a yearly rhythm, which a date beside it or in its sentence takes up."""
        piece = self.pieces[at]
        return piece.kind == "every" and not piece.first.numbers and bool(_YEARLY & set(piece.first.word.split(",")))

    def _comes_yearly(self, at: int) -> bool:
        piece = self.pieces[at]
        daily = piece.kind in ("day", "days") or (piece.kind == "span" and piece.last.kind == "day")
        if not daily or piece.first.year or piece.last.year:
            return False
        governed = self.sentence[at] in self.rhythmic
        return governed or year_of(self.pieces, at, self.year) is None

    def _dated(self, at: int, piece: Piece) -> None:
        year = year_of(self.pieces, at, self.year)
        printed = piece.first.year or piece.last.year
        rhythm = None if printed else self._neighbour(at)
        if rhythm is not None or year is None:
            self._yearly_months(at, piece, at if rhythm is None else max(at, rhythm))
            self.spent.update(() if rhythm is None else (rhythm,))
            return
        for timing in dated_timings(self.text, piece, year):
            self._add(at, timing)

    def _neighbour(self, at: int) -> int | None:
        """The yearly rhythm right before or behind a piece."""
        for other in (at + 1, at - 1):
            if 0 <= other < len(self.pieces) and self._governs(other):
                first, second = sorted((self.pieces[at], self.pieces[other]), key=lambda piece: piece.start)
                if near(self.text, first.end, second.start):
                    return other
        return None

    def _yearly_months(self, at: int, piece: Piece, last: int) -> None:
        """ "Quý IV hằng năm", "tháng 3, 6, 9 hằng năm": due at the end of these months each year."""
        if piece.kind in ("month", "quarter") and not piece.first.ranged and not piece.limit:
            months: Iterable[int] = (one * (3 if piece.kind == "quarter" else 1) for one in piece.first.numbers)
        else:
            months = (self._end_month(piece, window) for window in window_of(self.text, piece, _LEAP))
        self._add(at, Timing(raw="", type="recurring", every="year", months=tuple(sorted(set(months)))), last)

    def _end_month(self, piece: Piece, window: windows.Window) -> int:
        return (windows.add_days(window.start, -1) if piece.limit == "before" else window.end).month

    def _undated(self, at: int, piece: Piece) -> None:
        if piece.kind == "every":
            for timing in _rhythms(piece):
                self._add(at, timing)
        elif piece.kind == "onward":
            self._onward(at)
        elif piece.kind == "of_year":
            whole = windows.years(self.year, self.year) if self.year else None
            timing = Timing(raw="", type="once", start=whole.start, end=whole.end) if whole else _annual()
            self._add(at, timing)
        else:
            self._add(at, Timing.model_validate({"raw": "", "type": piece.kind}))

    def _onward(self, at: int) -> None:
        """ "Năm 2021 và những năm tiếp theo" is one open phase; after a list or a span of years it is the rest."""
        before = next((piece for piece in reversed(self.pieces[:at]) if piece.last.year or piece.kind == "span"), None)
        if before is None:
            self._add(at, Timing(raw="", type="phase"))
            return
        year = year_of(self.pieces, self.pieces.index(before), self.year) or before.first.year
        last = window_of(self.text, before, year)[-1:] if year else []
        alone = before.kind == "school" or (before.kind == "year" and len(before.first.numbers) == 1)
        if before.limit == "from" or not last:
            return
        if alone and not self._follows_year(before):
            self.found = [draft for draft in self.found if draft.start != before.start]
            self._add(self.pieces.index(before), Timing(raw="", type="phase", start=last[0].start))
        elif last[0].end.year < date.max.year:
            self._add(at, Timing(raw="", type="phase", start=date(last[0].end.year + 1, 1, 1)))

    def _follows_year(self, piece: Piece) -> bool:
        at = self.pieces.index(piece)
        return at > 0 and self.pieces[at - 1].kind == "year" and near(self.text, self.pieces[at - 1].end, piece.start)

    def _add(self, at: int, timing: Timing, last: int | None = None) -> None:
        end = self.pieces[at if last is None else last].end
        self.found.append(Draft(self.pieces[at].start, end, timing))


def _month_days(piece: Piece) -> list[str]:
    month, *days = piece.last.numbers
    return [f"{month:02}-{day:02}" for day in (days if piece.last.word == "list" else days[-1:])]


def _annual() -> Timing:
    return Timing(raw="", type="annual", every="year")


def _rhythms(piece: Piece) -> list[Timing]:
    """The timings of a rhythm: one for each of "6 tháng, 1 năm"."""
    if piece.first.word == "days":
        return [Timing(raw="", type="recurring", every="month", day=day) for day in piece.first.numbers]
    day, *months = piece.first.numbers or (0,)
    found = []
    for word in piece.first.word.split(","):
        if word == "annual":
            found.append(_annual())
        else:
            every = None if word == "none" else word
            found.append(_recurring(every, day, months))
    return found


def _recurring(every: str | None, day: int, months: Sequence[int]) -> Timing:
    """A rhythm with its dates, where both day and months are printed, or with what of them is."""
    known = {"raw": "", "type": "recurring", "every": every}
    if day and months:
        dates = [(month, min(day, windows.last_day(_LEAP, month))) for month in months]
        return Timing.model_validate(known | {"month_day": tuple(f"{month:02}-{one:02}" for month, one in dates)})
    return Timing.model_validate(known | {"months": tuple(months), "day": day or None})


def _once_each(drafts: Sequence[Draft]) -> list[Draft]:
    """Like timings once; a bare "định kỳ" goes when a rhythm is told, a bare "hằng quý" when its day is."""
    kept: dict[Timing, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.timing, draft)
    return [draft for draft in kept.values() if not any(_says_more(other, draft.timing) for other in kept)]


def _says_more(other: Timing, timing: Timing) -> bool:
    if timing.type != "recurring" or timing.month_day or timing.months or timing.day:
        return False
    if timing.every is None:
        return other.type in ("annual", "recurring") and bool(other.every)
    return other.every == timing.every and bool(other.months or other.day or other.month_day)
