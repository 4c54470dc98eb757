"""References to a point of a document in a question: "mục 2.4.2 phụ lục", "điểm c khoản 5 phần IV", "nhiệm vụ số 9",
and those that only make sense after another: "điểm b thì sao", "số 6", "mục tiếp theo".
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nlp.text import fold, is_marked

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))"
COUNTED = r"thang|ngay|tuan|nam|quy|lan|gio|phut|huyen|xa|tinh|nguoi|em|chau|lop|truong|trieu|ty"
"""what is counted by a number, that then numbers no point: "việc 6 tháng đầu năm"."""
_LETTERED = r"(?:\.?(?P<letter>[a-z]))?\b"
_DOTTED = re.compile(
    rf"\b(?:(?:khoan|muc|diem|tiet|phan|y)\s+)?(?:(?P<section>{_ROMAN}|pl)\.(?P<inside>\d{{1,3}}(?:\.\d+)*)"
    rf"|(?P<code>\d+(?:\.\d+)+)){_LETTERED}(?!/)"
)
_SECTION = re.compile(
    rf"\b(?:phan|chuong|muc(?: lon)?)\s+(?P<section>{_ROMAN})\b"
    r"|\b(?:phan|chuong)\s+(?:thu\s+)?(?P<figure>[1-9])\b(?!\s*(?:%|[./-]\d|\d|tram\b))"
)
_ROMAN_ALONE = re.compile(r"(?<!quy )(?<!ky )(?<!khoa )\b(?P<section>ii|iii|iv|vi|vii|viii|ix)\b(?![./-])")
"""a numeral that is one of a section though the word before it is none, by a slip: "điểm c khoản 5 pần IV"."""
_ORDINAL = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NUMBERED = re.compile(
    r"(?<!dut )(?<!thoi )(?<!dia )(?<!trong )(?<!cao )(?<!dac )"  # "dứt điểm 12 điểm đen"
    r"\b(?:khoan|muc|diem|y|dau viec|nhiem vu|noi dung|viec|stt|dong|dieu)\s+(?:(?:so|thu)\s+)?"
    rf"(?P<code>\d{{1,3}}){_LETTERED}(?!\s*%|[./-]\d|\s(?:{COUNTED})\b)"
)
_BEHIND = re.compile(r"\W{1,2}so\s+(?P<code>\d{1,2})\b(?!\s*%|[./-]\d)")
_BEFORE = re.compile(r"\bso\s+(?P<code>\d{1,2})\s+(?:(?:cua|trong|thuoc|o)\s+)?$")
"""a bare number, which is one of a point only right beside a section: "phần IV số 14", "số 3 phần IV"."""
_WORDED = re.compile(rf"\b(?:nhiem vu|noi dung|viec|muc|diem|cai|y)\s+thu\s+(?P<word>{'|'.join(_ORDINAL)})\b")
_IN_LIST = re.compile(
    rf"\b(?:cai|viec|nhiem vu|muc|dong)\s+"
    rf"(?:thu\s+(?P<word>\d{{1,2}}|{'|'.join(_ORDINAL)})|dau tien|dau(?! (?:nam|thang|quy|viec))"
    r"|(?P<last>cuoi cung|cuoi))\b"
    r"|\bcai\s+(?:so\s+)?(?P<figure>\d{1,2})\b"
)
_LETTER = re.compile(
    r"\b(?:diem|y|tiet|(?:di\w{1,4}|d\w?em|idem)(?=\s+[a-z]\W{1,2}(?:muc|khoan)\s+\d)"
    r"|(?<=\d\s)d\w{2,3})\s+(?P<letter>[a-z])\b"
)
"""its noun may have a slip beside a number: "đim b, mục 17", "mục 17 đim b"; the whole of mục 17 is another thing."""
_AFTER_ANOTHER = re.compile(
    r"^\W*(?:(?:con|the|vay|roi|va|a)\s+)*so\s+(?P<code>\d{1,3})\b(?!\s*%|[./-]\d)"
    r"|\b(?:diem|tiet|y)\s+(?P<letter>[a-z])\b"
    r"|\b(?:diem|muc|khoan|tiet)\s+(?:(?P<next>tiep theo|ke tiep|tiep|lien sau|sau)|lien truoc|truoc do|truoc)\b"
)
_NOUNS = (
    "khoản",
    "mục",
    "điểm",
    "tiết",
    "phần",
    "chương",
    "dòng",
    "điều",
    "việc",
    "ý",
    "cái",
    "số",
    "thứ",
    "nội",
    "dung",
)
"""the words of the patterns that are other words with other marks"""
_OTHERS = {fold(noun): noun for noun in _NOUNS}
_NOUN = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_OTHERS)})(?![^\W\d_])")
_MAY_TELL = re.compile(r"\d|\b(?:thu|phan|chuong|muc|khoan|diem|tiet|y)\b")
"""what the wording of a point is never without"""
_APPENDIX = re.compile(rf"\b(?:phu luc|pl)\b(?:\s+(?:so\s+)?(?P<number>{_ROMAN}|[1-9])\b(?![./-]\d))?")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


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
    step: int = 0
    """the next (1) or the last (-1) after the point spoken of before."""
    leans: bool = False
    """whether it means something only beside the point spoken of before: "điểm b", "số 6", "mục tiếp theo"."""

    def fits(self, ref: str) -> bool:
        """Whether a reference such as "IV.5.c" or "PL.2.4.2" is this point."""
        return bool(self.fitting([ref]))

    def fitting(self, refs: Iterable[str]) -> list[str]:
        """Those of some references that are this point."""
        tail, printed = self._tail, self._printed
        if not tail:
            return []
        ending = f".{tail}"
        return [ref for ref in refs if f".{printed(ref)}".endswith(ending) and self._in_section(ref)]

    def holds(self, ref: str) -> bool:
        """Whether a reference stands below this point, or in this section: "III.2.a" for "mục 2 phần III"."""
        return bool(self.holding([ref]))

    def holding(self, refs: Iterable[str]) -> list[str]:
        """Those of some references that stand below this point, or in this section."""
        tail, printed = self._tail, self._printed
        if self.section:
            above = ".".join(filter(None, ("PL" if self.appendix else "", self.section, tail))).lower()
            return [ref for ref in refs if f"{printed(ref)}.".lower().startswith(f"{above}.")]
        if not tail:
            return []
        return [ref for ref in refs if f".{tail}." in f".{printed(ref)}." and self._in_section(ref)]

    def direct(self, refs: Iterable[str]) -> list[str]:
        """Those of some references that are this point right inside its section: IV.3 for "mục 3 phần IV"."""
        inside = (["PL", self.section], [self._own_appendix]) if self.appendix else ([self.section],)
        return [ref for ref in self.fitting(refs) if ref.split(".")[: -self._tail.count(".") - 1] in inside]

    @property
    def readings(self) -> Sequence[Callable[[Iterable[str]], list[str]]]:
        """The ways to find the references that are meant, to be tried in turn."""
        return (self.direct, self.holding, self.fitting) if self.section else (self.fitting, self.holding)

    def beside(self, ref: str) -> "Point":
        """The point in full beside the one with this reference: "điểm d" beside III.2.c is III.2.d, "mục 4" III.4; a
        section is one wherever it is asked for.
        """
        if self.section and not (self.code or self.letter):
            return self
        *above, last = ref.split(".")
        parts = above if last.isalpha() else [*above, last]
        named = bool(parts) and not parts[0][:1].isdigit()
        section = parts[0] if named and parts[0] != "PL" else None
        code = self.code or ".".join(parts[1:] if named else parts)
        return replace(self, code=code or None, section=self.section or section, appendix=named and not section)

    def _in_section(self, ref: str) -> bool:
        if self.appendix != ref.startswith("PL") and (self.appendix or self.section):
            return False
        above = ref.split(".")[: 2 if self.appendix else 1]
        return not self.section or self.section in above or above[0] == self._own_appendix

    @property
    def _own_appendix(self) -> str | None:
        """How the references of a further appendix begin: PL2 for "phụ lục II"."""
        further = self.appendix and self.section in _NUMERALS
        return f"PL{_NUMERALS.index(self.section or '') + 1}" if further else None

    @property
    def _tail(self) -> str:
        """The code and letter asked for."""
        return ".".join(part for part in (self.code, self.letter) if part)

    @property
    def _printed(self) -> Callable[[str], str]:
        """Makes of a reference what is compared: without marks where none were typed."""
        return str if is_marked(self._tail) else fold


def find_point(text: str) -> Point | None:
    """The point that a normalised question names, or None."""
    plain = _plain(text)
    if not _MAY_TELL.search(plain):
        return None
    dotted, letter = _DOTTED.search(plain), _LETTER.search(plain)
    section = _SECTION.search(plain) or (None if dotted else _ROMAN_ALONE.search(plain))
    numbered = dotted or _NUMBERED.search(plain) or (_beside(plain, section) if section else None)
    worded = None if numbered else _WORDED.search(plain)
    if not (numbered or worded or (section and letter)):
        return None
    appendix = _APPENDIX.search(plain)
    named = (dotted["section"] if dotted else None) or _appendix_number(appendix)
    named = named or (_numeral(section) if section else None)
    code = (dotted and dotted["inside"]) or (numbered and numbered["code"])
    return Point(
        code=code or (str(_ORDINAL[worded["word"]]) if worded else None),
        letter=_printed(text, numbered) or _printed(text, letter),
        section=named.upper() if named and named != "pl" else None,
        appendix=bool(appendix) or named == "pl",
        spans=tuple(match.span() for match in (numbered, worded, section, letter, appendix) if match),
    )


def _numeral(section: re.Match[str]) -> str:
    """The numeral of a section, in small letters, be it typed as a figure: "iii" for "phần 3"."""
    figure = section.groupdict().get("figure")
    return _NUMERALS[int(figure) - 1].lower() if figure else str(section["section"])


def _appendix_number(appendix: re.Match[str] | None) -> str | None:
    """The numeral of a further appendix than the first: "ii" for "phụ lục 2"."""
    told = appendix and appendix["number"]
    number = _NUMERALS[int(told) - 1] if told and told.isdecimal() else (told or "").upper()
    return number.lower() if number not in ("", _NUMERALS[0]) else None


def _beside(plain: str, section: re.Match[str]) -> re.Match[str] | None:
    return _BEHIND.match(plain, section.end()) or _BEFORE.search(plain, 0, section.start())


def find_vague_point(text: str) -> Point | None:
    """A whole section ("phần III"), or what only makes sense after another point ("điểm b", "số 6", "mục tiếp theo")
    in a normalised question; or None.
    """
    plain = _plain(text)
    if not _MAY_TELL.search(plain):
        return None
    if section := _SECTION.search(plain):
        return Point(None, section=_numeral(section).upper(), spans=(section.span(),))
    match = _AFTER_ANOTHER.search(plain)
    if match is None:
        return None
    code, letter = match["code"], _printed(text, match)
    step = 0 if code or letter else 1 if match["next"] else -1
    return Point(code, letter, spans=(match.span(),), step=step, leans=True)


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
    word = match["word"] or match["figure"]
    number = int(word) if word and word.isdecimal() else _ORDINAL.get(word, 1) if word else -1 if match["last"] else 1
    return Ordinal(number, match.span())


@lru_cache(maxsize=16)
def _plain(text: str) -> str:
    """A text folded for finding points, but for words that only look like one without their marks ("mức 2")."""
    plain = fold(text)
    for noun in _NOUN.finditer(plain):
        start, end = noun.span()
        if text[start:end].lower() not in (noun[0], _OTHERS[noun[0]]):
            plain = plain[:start] + text[start:end] + plain[end:]
    return plain


def _printed(text: str, match: re.Match[str] | None) -> str | None:
    """The letter of a match as typed: folding would make "đ" the letter before it."""
    return text[slice(*match.span("letter"))].lower() if match and match.groupdict().get("letter") else None
