"""The numbering of administrative documents: "Phần I", "A.", "IV.", "Điều 2.", "1.", "2.3.1", "a)", "-", "+".

The order of parts is that of Nghị định 30/2020/NĐ-CP, phụ lục I: phần, chương, mục, điều, khoản, điểm; plans number
with Roman figures, Arabic figures and letters in the place of the last four.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from knowledge.names.groups import CAPITALS

MarkKind = Literal["part", "capital", "roman", "article", "number", "letter", "bullet"]

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_LEVELS = {"part": 0, "capital": 1, "roman": 2, "article": 2}
_NUMBER_LEVEL, _LETTER_LEVEL, _BULLET_LEVEL = 3, 10, 20

_PART = re.compile(rf"((?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC) (?:thứ \w+|THỨ \w+|{_ROMAN}|\d{{1,2}}))\b[.:)\-–]?\s*")
_ARTICLE = re.compile(r"((?:Điều|ĐIỀU) \d{1,3})\b[.:]?\s*")
_ROMAN_MARK = re.compile(rf"({_ROMAN})(?:\s*[.)/:]\s*|\s*[-–]\s+|\s+(?=[^\W\d_]{{2}}))(?=[^\s\d.])")
_ROMAN_NUMBER = re.compile(rf"{_ROMAN}\.(\d{{1,2}}(?:\.\d{{1,2}})*)[.)]?\s+(?=\S)")
_CAPITAL = re.compile(r"([A-HK])\s*[./)\-–]\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:(?:Nhiệm vụ|Nội dung|Khoản|Mục tiêu|Giải pháp)\s+(?:số\s+)?)?"
    rf"(\d{{1,2}}(?:\.\d{{1,2}})+)(?:[.)/:]+\s*(?=[^\s\d%])|[.)]\s+(?=\d{{1,3}}(?!\d))|\s*[-–]\s+(?=[^\s\d])|\s+(?=[{CAPITALS}“\"(]))|"
    r"(?:(?:Nhiệm vụ|Nội dung|Khoản)\s+(?:số\s+)?)?(\d{1,2})(?:[.)/:]+\s+|[.)](?=[^\W\d])|\s*[-–]\s+(?=[^\W\d]))(?=\S)"
)
_LETTER = re.compile(r"(?:Điểm )?([a-zđ]\d?(?:\.\d{1,2})*)(?:[.)]\s*|/\s+)(?=\S)(?<![a-zđ]\.)|([a-zđ])\.\s+(?=\S)")
_NUMBERED_LETTER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*(?:\.[a-zđ]|[a-zđ](?=\))))(?:\)\s*|[.:]\s+)(?=\S)")
"""A letter printed with the number above it: "1.a)", "2b)"."""
_ROUND = re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")
_BULLET = re.compile(r"([-–—−•●▪◦○·*+>✓])\s*(?=[^\s\-–+*|])")
_NAMED = ("Phần", "Chương", "Mục", "Điều", "Điểm", "Khoản", "Nhiệm vụ", "Nội dung", "Giải pháp")
"""Words in small letters that numbering begins with."""
_ARROW = re.compile(r"(?:→|⇒|➔|➜|➤|[=-]{1,2}>)\s*(?=\S)")
_PLUS = "+◦○>✓"
DASHES = "-–—−"
"""Bullets that are one sign."""


class Mark(NamedTuple):
    """The numbering at the beginning of a paragraph."""

    kind: MarkKind
    code: str | None
    """as printed without its stop or bracket; None for bullets."""
    level: int
    """depth in the document: a mark of a higher level stands below one of a lower."""
    end: int
    """where the wording begins."""


def read_mark(text: str) -> Mark | None:
    """The numbering that `text` begins with, or None. A bullet or number alone on its line is none."""
    if text[:1].isalpha() and text[1:2].islower() and not text.startswith(_NAMED):
        return None  # a word, as most texts begin with
    for reader in (_outer, _numbered_letter, _number, _letter, _bullet):
        mark = reader(text)
        if mark:
            return mark
    return None


def counts_on(mark: Mark, before: Iterable[Mark]) -> bool:
    """Whether a number is the first of a row, or the next after the last of its depth.

    Args:
        mark: the number; other marks count on nothing.
        before: the marks above it, the nearest first.
    """
    if mark.kind != "number" or mark.code is None:
        return False
    *row, last = map(int, mark.code.split("."))
    fellow = next((one.code for one in before if one.kind == "number" and one.level == mark.level), None)
    return last == 1 or (fellow is not None and [int(part) for part in fellow.split(".")] == [*row, last - 1])


def _outer(text: str) -> Mark | None:
    for kind, pattern in (("part", _PART), ("article", _ARTICLE), ("roman", _ROMAN_MARK), ("capital", _CAPITAL)):
        match = pattern.match(text)
        if match and _is_outer(kind, match, text):
            return Mark(kind, match[1], _LEVELS[kind], match.end())  # type: ignore[arg-type]
    return None


def _is_outer(kind: str, match: re.Match[str], text: str) -> bool:
    """A part needs a capital (or nothing) after it, so that "Mục 2 của Nghị quyết" is a sentence; "V/v" is no part, and
    a Roman figure without its stop heads a line of capitals only ("II NHIỆM VỤ", not "I am").
    """
    rest = text[match.end() :]
    if kind in ("part", "article"):
        return not rest or not rest[0].islower()
    if kind == "roman" and match[0].endswith(" ") and match[0].strip() == match[1]:
        return rest.isupper()
    return not rest[0].islower()


def _number(text: str) -> Mark | None:
    match = _ROMAN_NUMBER.match(text) or _NUMBER.match(text)
    if not match:
        return None
    code = next(group for group in match.groups() if group)
    return Mark("number", code, _NUMBER_LEVEL + code.count("."), match.end())


def _numbered_letter(text: str) -> Mark | None:
    match = _NUMBERED_LETTER.match(text)
    return Mark("letter", match[1], _LETTER_LEVEL, match.end()) if match else None


def _letter(text: str) -> Mark | None:
    match = _LETTER.match(text)
    if match:
        return Mark("letter", match[1] or match[2], _LETTER_LEVEL + (len(match[1] or "a") > 1), match.end())
    match = _ROUND.match(text)
    return Mark("letter", match[1], _LETTER_LEVEL + 2, match.end()) if match else None


def is_arrow(text: str) -> bool:
    """Whether a line begins with an arrow: it says who does what stands above it, or what follows from it."""
    return _ARROW.match(text) is not None


def _bullet(text: str) -> Mark | None:
    if arrow := _ARROW.match(text):
        return Mark("bullet", None, _BULLET_LEVEL + 2, arrow.end())
    match = _BULLET.match(text)
    if not match:
        return None
    return Mark("bullet", None, _BULLET_LEVEL + (match[1] in _PLUS), match.end())
