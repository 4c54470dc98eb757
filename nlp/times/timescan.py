"""Dates, months, quarters and years in canonical text (see ``timewords.canon``), before a year is supplied to them."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from nlp.times import windows
from nlp.times.timewords import any_of, table
from nlp.times.windows import Window

_NAMED = re.compile(r"\(\?P<\w+>")


class Atom(NamedTuple):
    """One time expression; `numbers` are its parts, large to small: a day is (month, day), a list of months (3, 6)."""

    kind: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    year: int | None = None
    shift: int = 0
    """years from the year supplied: 1 for "năm sau"."""
    ranged: bool = False
    """whether a list is a span ("Quý II - IV") and not two single ones."""
    word: str = ""
    """which beginning, middle or end, which unit, or the phrase that was found."""


class Rule(NamedTuple):
    """A pattern and what makes an atom (or None, to reject it) of its match."""

    name: str
    pattern: str
    build: Callable[[re.Match[str]], Atom | None]


class Scanner:
    """Finds the atoms of a set of rules, from left to right; where several fit, the rule that stands first."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [(rule, re.compile(rule.pattern)) for rule in rules]
        self._places = {rule.name: at for at, rule in enumerate(rules)}
        bare = {rule.name: _NAMED.sub("(?:", rule.pattern) for rule in rules}
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(bare.values())})")
        """finds where a rule fits; without names for the rules it passes twice as fast over where none does."""
        self._which = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in bare.items()))

    def scan(self, text: str) -> list[Atom]:
        """The atoms of a canonical text, without overlaps, in order."""
        atoms, at = [], 0
        while found := self._any.search(text, at):
            atom = self._read(text, found.start())
            at = atom.end if atom else found.start() + 1
            if atom and atom.kind != "nothing":
                atoms.append(atom)
        return atoms

    def _read(self, text: str, place: int) -> Atom | None:
        first = self._which.match(text, place)
        for rule, pattern in self._rules[self._places[first.lastgroup or ""] if first else 0 :]:
            match = pattern.match(text, place)
            atom = rule.build(match) if match else None
            if atom:
                return atom
        return None


def single(atom: Atom) -> list[Atom]:
    """A list ("tháng 3, 6, 9") as one atom for each run of neighbours; any other atom as it is."""
    if atom.kind not in ("month", "quarter", "year") or atom.ranged or len(atom.numbers) < 2:
        return [atom]
    if atom.kind == "year":
        return [atom._replace(numbers=(one,), year=one) for one in atom.numbers]
    runs = [(a,) if a == b else (a, b) for a, b in runs_of(atom.numbers)]
    return [atom._replace(numbers=run, ranged=len(run) > 1) for run in runs]


def stretches(atom: Atom, year: int) -> list[Window]:
    """The days that an atom means when it falls in `year`; a list gives one stretch for each run of neighbours."""
    try:
        return _stretches(atom, year)
    except ValueError:
        return []


def _stretches(atom: Atom, year: int) -> list[Window]:
    if atom.kind in ("day", "days"):
        month, *days = atom.numbers
        if atom.word == "list":
            return [Window(day, day) for one in days for day in [windows.safe_date(year, month, one)]]
        return [Window(windows.safe_date(year, month, days[0]), windows.safe_date(year, month, days[-1]))]
    if atom.kind == "week":
        return [windows.week_of_month(year, *atom.numbers)]
    if atom.kind == "school":
        return [windows.school_term(*atom.numbers[::2])]
    if atom.kind == "years":
        return [windows.years(*atom.numbers)]
    if atom.kind == "year":
        return [windows.years(one, one) for one in atom.numbers]
    size = windows.months if atom.kind == "month" else windows.quarters
    if atom.numbers[0] > atom.numbers[-1]:
        return [_over_new_year(atom, year, size)]
    runs = [(atom.numbers[0], atom.numbers[-1])] if atom.ranged else runs_of(atom.numbers)
    return [size(year, first, last) for first, last in runs]


def _over_new_year(atom: Atom, year: int, size: Callable[[int, int, int], Window]) -> Window:
    """ "Từ tháng 11 đến tháng 2/2023": a year printed is that of the end, a year supplied that of the beginning."""
    first, last, end = atom.numbers[0], atom.numbers[-1], year if atom.year else year + 1
    return Window(size(end - 1, first, first).start, size(end, last, last).end)


def runs_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as one run: 1, 2, 4 -> (1, 2), (4, 4)."""
    runs: list[tuple[int, int]] = []
    for one in numbers:
        if runs and one == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


def part_before(text: str, start: int) -> tuple[str, int] | None:
    """ "đầu", "giữa", "cuối" right before a place: which part, and where the word begins."""
    found = _parts().search(text[max(0, start - 20) : start])
    if not found:
        return None
    return table("parts")[found["part"]], max(0, start - 20) + found.start()


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<part>{any_of('parts')})\s(?:cua\s)?$")
