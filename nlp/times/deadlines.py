"""Timings read from a document: the value of a time line or table cell, and deadlines inside a running sentence."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from nlp.text import squeeze
from nlp.times.context import wanted
from nlp.times.recurrence import compose
from nlp.times.rhythms import document_scanner
from nlp.times.timewords import canon
from nlp.times.timing import Timing
from nlp.times.timings import Piece, clause_start, pieces_of, raws

_NOTE = re.compile(r"\(\s?[*_]*đã\s[^()]*\)|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*]", re.IGNORECASE)
_CITED = re.compile(r"\d[/-]\S*[^\W\d]\S*\s$")
"""The number of a document right before its date."""
_REMEMBERED = 1024
"""Values that are remembered: most rows of a table say one of a few times."""
_GLUED_FOOTNOTE = re.compile(r"(?<=/20\d\d)\d{1,2}$")


def read_timings(text: str, year: int | None = None) -> list[Timing]:
    """The timings that the value of a "Thời gian thực hiện" line or table cell states, in its order.

    Args:
        text: the wording as printed; footnote marks and notes such as "(đã hoàn thành)" are passed over.
        year: the plan's year, for dates without one. Where none is known either, such dates come round every year.

    Returns: at least one timing for any wording with a letter or digit; "unspecified" when it is not understood.
    """
    return list(_read(text, year))


@lru_cache(_REMEMBERED)
def _read(text: str, year: int | None) -> Sequence[Timing]:
    clean = _clean(text)
    if not re.search(r"\w", clean):
        return []
    canonical = canon(clean)
    pieces = _relevant(canonical, pieces_of(canonical, document_scanner().scan(canonical)))
    drafts = compose(canonical, pieces, year, lambda _: 0)
    if not drafts:
        return [Timing(raw=clean, type="unspecified")]
    if len(drafts) == 1:
        return [drafts[0].timing.model_copy(update={"raw": clean})]
    wording = raws(clean, [draft.start for draft in drafts])
    return [draft.timing.model_copy(update={"raw": raw}) for draft, raw in zip(drafts, wording, strict=True)]


def find_timings(sentence: str, year: int | None = None, earliest: int | None = None) -> list[Timing]:
    """The deadlines and rhythms inside a running sentence of a plan, in its order; [] when it has none.

    Dates of cited documents, years in names ("Chương trình ... giai đoạn 2021-2030"), looks back and what is doubtful
    are left out. `year` is the plan's year, for dates without one; before `earliest`, or else `year`, lies the past.
    """
    clean = _clean(sentence)
    canonical = canon(clean)
    found = pieces_of(canonical, document_scanner().scan(canonical))
    pieces = wanted(canonical, found, earliest or year)
    drafts = compose(canonical, pieces, year, lambda at: len(re.findall(r"[;.]\s", canonical[:at])))
    return [draft.timing.model_copy(update={"raw": clean[draft.start : draft.end]}) for draft in drafts]


def _clean(text: str) -> str:
    text = _NOTE.sub("", unicodedata.normalize("NFC", text)).strip(" \t\r\n.;,:|-–")
    return _GLUED_FOOTNOTE.sub("", squeeze(text))


def _relevant(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Of a cell's pieces, without what only explains another: "(theo chỉ đạo ...)" behind "Hàng năm và giai đoạn"."""
    own = [piece for piece in pieces if not (piece.kind == "day" and _CITED.search(text[: piece.start][-40:]))]
    sure = [p for p in own if p.kind not in ("ad_hoc", "of_year")]
    kept: list[Piece] = []
    for piece in own:
        if kept and _narrows(text, kept[-1], piece):
            kept[-1] = _narrowed(kept[-1], piece)
            continue
        if piece.kind == "ad_hoc" and sure and not _own_clause(text, piece):
            continue
        if piece.kind == "ad_hoc" and kept and kept[-1].kind == "ad_hoc":
            continue
        if kept and kept[-1].kind == "continuous" and _qualifies(text, kept[-1], piece):
            continue
        kept.append(piece)
    return kept


_WITHIN = re.compile(r"(?:\s(?!(?:va|hoac|den)\b)[^\W\d_]+){1,5}\s")
"""A few words of one clause between a year and a time in it."""
_SIZES = ("day", "days", "month", "quarter", "year")


def _narrows(text: str, before: Piece, piece: Piece) -> bool:
    """Whether a time tells a coarser one before it more closely: "Năm 2022 (quý III)", "năm 2022 công bố trong quý
    IV".
    """
    if before.kind not in _SIZES or piece.kind not in _SIZES or before.limit or len(before.first.numbers) > 1:
        return False
    finer = _SIZES.index(piece.kind) < _SIZES.index(before.kind)
    if not finer:
        return False
    gap = text[before.end : piece.start]
    if gap.strip() == "(" and ")" in text[piece.end : piece.end + 2]:
        return True
    same = piece.first.year in (None, before.first.year)
    return before.kind == "year" and same and _WITHIN.fullmatch(gap) is not None


def _narrowed(before: Piece, piece: Piece) -> Piece:
    atom = piece.first._replace(year=piece.first.year or before.first.year)
    return piece._replace(start=before.start, first=atom, last=atom)


def _own_clause(text: str, piece: Piece) -> bool:
    if text.startswith("theo", piece.start):
        return piece.start == 0 or bool(re.search(r"(?:;|(?<!\w)(?:va|hoac))\s$", text[: piece.start]))
    return clause_start(text, piece.start)


def _qualifies(text: str, before: Piece, piece: Piece) -> bool:
    """Whether a rhythm or "trong năm" says no more than "thường xuyên" before it."""
    return piece.kind in ("every", "of_year", "continuous") and text[before.end : piece.start].strip() == ""
