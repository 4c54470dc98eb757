"""References to a point of a document in a question: "mục 2.4.2 phụ lục", "điểm c khoản 5 phần IV", "nhiệm vụ số 9"."""

import re
from dataclasses import dataclass

from nlp.text import fold, is_marked

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))"
_DOTTED = re.compile(rf"\b(?:(?P<section>{_ROMAN}|pl)\.)?(?P<code>\d+(?:\.\d+)+)(?:\.?(?P<letter>[a-z]))?\b(?!/)")
_SECTION = re.compile(rf"\b(?:phan|chuong|muc(?: lon)?)\s+(?P<section>{_ROMAN})\b")
_ORDINAL = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NUMBERED = re.compile(
    r"\b(?:khoan|muc|diem|y|dau viec|nhiem vu|noi dung|viec|stt|dong|dieu)\s+(?:(?:so|thu)\s+)?"
    r"(?P<code>\d{1,3})\b(?!\s*%|[./-]\d)"
)
_WORDED = re.compile(rf"\b(?:nhiem vu|noi dung|viec|muc|diem|cai|y)\s+thu\s+(?P<word>{'|'.join(_ORDINAL)})\b")
_IN_LIST = re.compile(
    rf"\b(?:cai|viec|nhiem vu|muc|dong)\s+"
    rf"(?:thu\s+(?P<word>\d{{1,2}}|{'|'.join(_ORDINAL)})|dau tien|(?P<last>cuoi cung|cuoi))\b"
)
_LETTER = re.compile(r"\b(?:diem|y|tiet)\s+(?P<letter>[a-z])\b")
_APPENDIX = re.compile(r"\bphu luc\b|\bpl\b")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a document, as far as the question tells it."""

    code: str | None
    """numbers as printed: "2.4.2" or "5"."""
    letter: str | None = None
    section: str | None = None
    """roman, upper case."""
    appendix: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    """places in the question that tell it."""

    def fits(self, ref: str) -> bool:
        """Whether a reference such as "IV.5.c" or "PL.2.4.2" is this point."""
        if self.appendix != ref.startswith("PL") and (self.appendix or self.section):
            return False
        if self.section and ref.split(".")[0] != self.section:
            return False
        tail = ".".join(part for part in (self.code, self.letter) if part)
        printed = ref if is_marked(tail) else fold(ref)
        return printed == tail or printed.endswith("." + tail)


def find_point(text: str) -> Point | None:
    """The point that a normalised question names, or None."""
    plain = fold(text)
    dotted, section, letter = _DOTTED.search(plain), _SECTION.search(plain), _LETTER.search(plain)
    numbered = dotted or _NUMBERED.search(plain)
    worded = None if numbered else _WORDED.search(plain)
    if not (numbered or worded or (section and letter)):
        return None
    appendix = _APPENDIX.search(plain)
    named = (dotted["section"] if dotted else None) or (section["section"] if section else None)
    return Point(
        code=numbered["code"] if numbered else str(_ORDINAL[worded["word"]]) if worded else None,
        letter=_printed(text, letter) or _printed(text, dotted),
        section=named.upper() if named and named != "pl" else None,
        appendix=bool(appendix) or named == "pl",
        spans=tuple(match.span() for match in (numbered, worded, section, letter, appendix) if match),
    )


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Which of the things just listed is meant: 1 the first, -1 the last."""

    number: int
    span: tuple[int, int]


def find_ordinal(text: str) -> Ordinal | None:
    """The place in a list that a normalised question names: "cái thứ 2", "việc thứ hai", "cái đầu tiên"; or None."""
    match = _IN_LIST.search(fold(text))
    if match is None:
        return None
    word = match["word"]
    number = int(word) if word and word.isdecimal() else _ORDINAL.get(word, 1) if word else -1 if match["last"] else 1
    return Ordinal(number, match.span())


def _printed(text: str, match: re.Match[str] | None) -> str | None:
    """The letter of a match as typed: folding would make "đ" the letter before it."""
    return text[slice(*match.span("letter"))].lower() if match and match["letter"] else None
