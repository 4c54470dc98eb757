"""Which agency issued a document, and of which place it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.agencies import Catalogue
from knowledge.groups import CAPITALS
from knowledge.headings import document_types, opens

_MOTTO = re.compile(
    r"CỘNG\s+H[ÒO][ÀA]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_LEVEL = r"tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_NAMED = rf"[{CAPITALS}][\w'-]*(?:\s+(?:-\s+)?[{CAPITALS}][\w'-]*){{0,4}}"
_PLACED = re.compile(rf"\b({_LEVEL})\s+({_NAMED}|\d{{1,2}})", re.IGNORECASE)
_WRITTEN_PLACE = re.compile(rf"\b((?i:{_LEVEL}))\s+({_NAMED})")
PLACE_AND_DATE = re.compile(
    rf"(?:\b(?:TP\.?|[Tt]hành phố)\s*)?({_NAMED})\s*,\s*ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{{4}}"
)
"""The line under the letterhead: place, then date (both may have gaps to be filled in by hand)."""
_ISSUES = re.compile(r"(?:^|[,;.]\s+)((?:Ủy|Uỷ|UBND|Ban|Sở|Bộ|Chủ tịch|Hội đồng|HĐND|Thường trực|Tỉnh|Huyện|Thành|Đảng|Cục|Chi cục)[^,;.]{2,160}?)"
                     r"\s*(?:\([^()]*\)\s*)?(?:ban hành|xây dựng|triển khai|đề nghị|yêu cầu|quyết định|thông báo|báo cáo)\b")
_COMMITTEE = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân", re.IGNORECASE)
_FIRST_LINES = 16


@dataclass(frozen=True, slots=True)
class Locality:
    """A province, city, district or commune: its level in small letters and its name."""

    level: str | None
    name: str


def read_locality(
    fact: str | None, lines: Sequence[str], texts: Sequence[str], every: Sequence[str]
) -> Locality | None:
    """The place that a document is of: from the issuer's name, the line of place and date, or the preamble."""
    letterhead = _letterhead(lines)
    for source in filter(None, (fact, letterhead)):
        placed = _PLACED.search(source)
        if placed:
            return Locality(_level(placed[1]), _capitalised(placed[2]))
    line = PLACE_AND_DATE.search(" ".join(lines))
    if line:
        name = _capitalised(line[1].strip())
        return Locality(_level_of(name, every), name)
    issuing = _issuing_words(texts)
    for source in (issuing, *[text for text in texts if opens(text, "grounds")], *texts):
        written = _WRITTEN_PLACE.search(source or "")
        if written:
            return Locality(_level(written[1]), written[2])
    return None


def _level(word: str) -> str:
    return "thành phố" if word.casefold().startswith("tp") else word.casefold()


def _level_of(name: str, every: Sequence[str]) -> str | None:
    """The level that the document gives a place."""
    pattern = re.compile(rf"\b((?i:{_LEVEL}))\s+{re.escape(name)}\b", re.IGNORECASE)
    found = next((match for text in every if (match := pattern.search(text))), None)
    return _level(found[1]) if found else None


def _capitalised(name: str) -> str:
    """A place's name with capitals at its words: "KHÁNH HÒA" -> "Khánh Hòa"."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


def _letterhead(head: Sequence[str]) -> str:
    """The lines in capitals at the left of the letterhead, without the motto, up to the number or the title."""
    lines = []
    for text in head[:_FIRST_LINES]:
        plain = text.replace("|", " ").strip()
        if PLACE_AND_DATE.match(plain) or any(plain.upper() == name.upper() for name in document_types()):
            break
        if plain.isupper() or (lines and _MOTTO.search(plain)):
            lines.append(plain)
    joined = _MOTTO.sub(" ", " ".join(lines))
    return " ".join(re.sub(r"[-_*–—]{2,}", " ", joined).split())


def _issuing_words(head: Sequence[str]) -> str | None:
    """The agency that the preamble says to issue the document: "..., Ủy ban nhân dân tỉnh ban hành Kế hoạch ..."."""
    for text in head:
        found = None if text.isupper() else _ISSUES.search(text)
        if found:
            return found[1].strip()
    return None


def read_issuer(
    fact: str | None, lines: Sequence[str], texts: Sequence[str], locality: Locality | None
) -> str | None:
    """The issuer in short form with its place: "UBND tỉnh Nghệ An"."""
    for source in filter(None, (_issuing_letterhead(lines), fact, _issuing_words(texts))):
        name = _named(source, locality)
        if name:
            return name
    return None


def _issuing_letterhead(head: Sequence[str]) -> str | None:
    """The agency of the letterhead; below a superior ("UBND TỈNH ... / SỞ Y TẾ") the last one named."""
    text = _letterhead(head)
    if not text:
        return None
    found = Catalogue.load().find(_sentence_case(text))
    return found[-1].key if found else None


def _sentence_case(text: str) -> str:
    """Capitals as running text, so that names are found: each word's first letter stays."""
    named = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)
    return re.sub(rf"\b(?:{_LEVEL})(?=\s+[{CAPITALS}])", lambda level: level[0].lower(), named, flags=re.IGNORECASE)


def _named(source: str, locality: Locality | None) -> str | None:
    plain = re.sub(r"\([^()]*\)", " ", source).strip()
    if re.fullmatch(rf"(?:{_LEVEL})\s+.*", plain, re.IGNORECASE):
        plain = f"UBND {plain[0].lower()}{plain[1:]}"
    name = Catalogue.load().official(" ".join(plain.split()))
    if not name or locality is None or locality.name.casefold() in name.casefold():
        return name or None
    ends = re.search(rf"\b(?:{_LEVEL})$", name, re.IGNORECASE)
    return f"{name} {locality.name}" if ends else f"{name} {locality.level or ''} {locality.name}".replace("  ", " ")
