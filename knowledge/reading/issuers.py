"""Which agency issued a document, and of which place it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.names.agencies import Catalogue
from knowledge.names.agency_names import agencies
from knowledge.names.groups import CAPITALS, wording, words
from knowledge.names.owners import is_central
from knowledge.names.places import province_level
from knowledge.reading.headings import document_types, is_stamp, opens
from knowledge.reading.titles import of_issuer
from nlp.text import fold

_MOTTO = re.compile(
    r"CỘNG\s+H[ÒO][ÀA]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_LEVEL = r"tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_NAMED = rf"[{CAPITALS}][\w'-]*(?:\s+(?:-\s+)?[{CAPITALS}][\w'-]*){{0,4}}"
_NO_PLACE = r"(?!(?i:hội|ủy|uỷ|đoàn|đội)\b)"
_PLACED = re.compile(
    rf"\b({_LEVEL})\s+{_NO_PLACE}({_NAMED}|\d{{1,2}})|\b(tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ|đoàn)\s+({_NAMED})",
    re.IGNORECASE,
)
_WRITTEN_PLACE = re.compile(rf"\b((?i:{_LEVEL}))\s+{_NO_PLACE}({_NAMED})")
_PARTY_LEVELS = {"thành": "thành phố", "thị": "thị xã"}
_PLACE_WORD = rf"[{CAPITALS}][^\W\d_{CAPITALS}]+"
PLACE_AND_DATE = re.compile(
    rf"(?<!\w)((?:Quận|Phường)\s+\d{{1,2}}|{_PLACE_WORD}(?:\s+(?:-\s+)?{_PLACE_WORD}){{0,4}})\s*,\s*ngày"
    r"\s*(?:[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)
"""The line under the letterhead: place, then date (both may have gaps to be filled in by hand)."""
_ISSUES = re.compile(
    r"(?:^|[,;.]\s+)"
    r"((?:Ủy|Uỷ|UBND|Ban|Sở|Bộ|Chủ tịch|Hội đồng|HĐND|Thường trực|Tỉnh|Huyện|Thành|Đảng|Cục|Chi cục)[^,;.]{2,160}?)"
    r"\s*(?:\([^()]*\)\s*)?(?:(?:trân trọng|kính|vừa|đã|có)\s+)?"
    r"(?:ban hành|xây dựng|triển khai|đề nghị|yêu cầu|quyết định|thông báo|báo cáo)\b"
)
_GOES_ON = re.compile(rf"(?:(?:{_LEVEL})\b(?!\s+(?:ủy|uỷ|đoàn)\b)|và\s)", re.IGNORECASE)
"""How a line begins that goes on with the name above it."""
_COMMITTEE_NAME = re.compile(r"\b(tỉnh|thành|huyện|quận|thị|đảng) (Ủy|Uỷ|Đoàn)\b", re.IGNORECASE)
_ORGAN = re.compile(r"(?:Ban (?:Thường Vụ|Chấp Hành|Thường Trực)|Thường Trực|Đoàn Chủ Tịch|BTV|BCH)")
"""Alone under the name of the body whose organ it is: the body issues."""
_ORGAN_OF = re.compile(
    r"^(?:BCH|Bch|BTV|Btv|Ban (?:Thường Vụ|Chấp Hành))\s+(?=(?:Hội|HND|Hnd|Công Đoàn|Liên Đoàn|Đoàn)\b)"
)
_ORGAN_BELOW = re.compile(
    rf"^(?:BCH|Bch|BTV|Btv|Ban (?:Thường Vụ|Chấp Hành))\s+(?=(?:{_LEVEL})\s+{_NO_PLACE}[{CAPITALS}])"
)
"""Below the name of a body of all levels: its organ in one place."""
_COMMITTEE_ORGAN = re.compile(
    r"(?:Ban (?:Thường Vụ|Chấp Hành|Thường Trực)|Thường Trực)\s+"
    r"(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ|bộ)|HĐND|Hội Đồng Nhân Dân)\b.*",
    re.IGNORECASE,
)
"""The organ of a Party committee or a people's council, which issues in its own name where the title says so."""
_PARTY_COMMITTEE = re.compile(r"\b(?:tỉnh|thành|huyện|quận|thị) ủy$", re.IGNORECASE)
_PLACE_ALONE = re.compile(rf"(?:{_LEVEL})\s+{_NO_PLACE}{_NAMED}", re.IGNORECASE)
_BODY_OF_PLACE = re.compile(r"(?:(?:Ủy|Uỷ) Ban|Ban Chỉ|Ban Tổ|Hội Đồng|Tiểu Ban)\s")
"""Below the name of a place alone: "HUYỆN ... / ỦY BAN BẦU CỬ"."""
_OF_PROVINCE = re.compile(r"(?P<body>(?:Ủy|Uỷ) Ban Nhân Dân|Hội Đồng Nhân Dân) (?P<place>(?:tỉnh|thành phố) .+)")
"""The body of the place below it, where the province stands above both: "THÀNH PHỐ ... / ỦY BAN ... / QUẬN ..."."""
_CHIEF = re.compile(r"^(Phó )?(Chủ Tịch|Giám Đốc|Bộ Trưởng|Cục Trưởng|Trưởng Ban|Bí Thư|Chánh Văn Phòng)\b")
_OF = re.compile(r"\bCỦA\s+((?:UBND|ỦY BAN|UỶ BAN|SỞ|BAN|HUYỆN ỦY|TỈNH ỦY|HĐND|CHI CỤC|TRUNG TÂM|PHÒNG)\b.*)")
_VOWEL = re.compile(r"[aeiouy]")
"""Without one a word is an abbreviation: "THPT", "TNHH"."""
_OFFICE = "Văn Phòng"
"""Alone under the name of the agency whose office it is."""
_FIELD = re.compile(r"\bNgành\b")
_SEVERAL_PARTS = re.compile(r",|\sVà\s")
_BOARD_LEVEL = re.compile(rf"\s(?:{_LEVEL})(?:\s+{_NO_PLACE}[{CAPITALS}].*)?$")
_OF_THE_COUNTRY = " Việt Nam"
_REGION = re.compile(r"\bKhu Vực ([IVX]+|[IVX][ivx]*|\d{1,2})\b")
"""A region by its number, Arabic or Roman."""
_NUMBERED = re.compile(r"[^\d/]{6,}\s\d{1,3}(?:\s[^\d/]+)?")
_NUMBERED_PLACE = re.compile(r"(?:QUẬN|PHƯỜNG)\s+\d{1,2}")
_FIRST_LINES = 40


@dataclass(frozen=True, slots=True)
class Locality:
    """A province, city, district or commune: its level in small letters and its name."""

    level: str | None
    name: str


def read_locality(
    fact: str | None, lines: Sequence[str], texts: Sequence[str], every: Sequence[str]
) -> Locality | None:
    """The place that a document is of: from the issuer's name, the line of place and date, or the preamble."""
    for source in filter(None, (fact, *reversed(_letterhead(lines)))):
        placed = _PLACED.search(source)
        if placed:
            return _numbered(_level(placed[1] or placed[3]), _capitalised(placed[2] or placed[4]))
    line = PLACE_AND_DATE.search(without_motto("\n".join(lines)))
    if line:
        name = " ".join(line[1].split())
        return Locality(_level_of(name, every), name)
    issuing = _issuing_words(texts)
    for passage in (issuing or "", *[text for text in texts if opens(text, "grounds")], *texts):
        written = _WRITTEN_PLACE.search(passage)
        if written:
            return Locality(_level(written[1]), _capitalised(written[2]))
    return None


def _numbered(level: str, name: str) -> Locality:
    """A place whose name is a number keeps its level in the name: "Quận 8"."""
    return Locality(level, f"{level.capitalize()} {name}" if name.isdecimal() else name)


def without_motto(text: str) -> str:
    """The letterhead without "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ..."."""
    return _MOTTO.sub(" | ", text)


def _level(word: str) -> str:
    word = word.casefold()
    return "thành phố" if word.startswith("tp") else _PARTY_LEVELS.get(word, word)


def _level_of(name: str, every: Sequence[str]) -> str | None:
    """The level that the document gives a place, or else that of the province so named."""
    pattern = re.compile(rf"\b((?i:{_LEVEL}))\s+{re.escape(name)}\b", re.IGNORECASE)
    found = next((match for text in every if (match := pattern.search(text))), None)
    return _level(found[1]) if found else province_level(name)


def _capitalised(name: str) -> str:
    """A place's name with capitals at its words: "KHÁNH HÒA" -> "Khánh Hòa"."""
    if not name.isupper():
        return " ".join(name.split())
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


def _letterhead(lines: Sequence[str]) -> list[str]:
    """The agencies of the letterhead in running letters, the superior first: lines in capitals, without the motto, up
    to the number or the title. A line that is no agency by itself goes on with the one above ("TỈNH ...").
    """
    names: list[str] = []
    for text in lines[:_FIRST_LINES]:
        plain = " ".join(_MOTTO.sub(" ", text.replace("|", " ")).split())
        if PLACE_AND_DATE.match(plain) or _is_title(plain):
            break
        if not plain.isupper() or is_stamp(plain) or (any(map(str.isdigit, plain)) and not _is_numbered(plain)):
            continue
        name = _ORGAN_OF.sub("", _running_letters(plain))
        name = _ORGAN_BELOW.sub("", name) if names else name
        if names and _ORGAN.fullmatch(name):
            continue
        if names and _PLACE_ALONE.fullmatch(names[-1]) and _BODY_OF_PLACE.match(name):
            names[-1] = f"{name} {names[-1]}"
        elif names and _PLACE_ALONE.fullmatch(name) and (above := _OF_PROVINCE.fullmatch(names[-1])):
            names[-1:] = [above["place"], f"{above['body']} {name}"]
        elif names and name == _OFFICE:
            names[-1] = f"Văn phòng {names[-1]}"
        elif names and _goes_on(names[-1], name):
            names[-1] = f"{names[-1]} {name}"
        else:
            names.append(name)
    joined = _MOTTO.sub(" ", "\n".join(names)) if names else ""
    return [" ".join(name.split()) for name in joined.split("\n") if name.strip()]


def _goes_on(name: str, line: str) -> bool:
    """Whether a line of the letterhead goes on with the name above it: "BAN CHỈ ĐẠO LÀM GIÀU, / LÀM SẠCH DỮ LIỆU"."""
    return name.endswith(",") or bool(_GOES_ON.match(line)) or not (_is_named(line) and _is_named(name))


def _is_numbered(line: str) -> bool:
    """Whether a line with a figure names a body that bears a number: "THUẾ CƠ SỞ 3", "BAN CHỈ ĐẠO 35"; or a district or
    ward: "QUẬN 8".
    """
    if _NUMBERED_PLACE.fullmatch(line):
        return True
    return _NUMBERED.fullmatch(line) is not None and _is_named(_running_letters(line))


def _is_named(line: str) -> bool:
    return bool(Catalogue.load().find(line))


def _is_title(line: str) -> bool:
    """Whether a line in capitals is the title, below which no letterhead stands."""
    return line.isupper() and any(line.startswith(name.upper()) for name in document_types())


def _issuing_words(head: Sequence[str]) -> str | None:
    """The agency that the preamble says to issue the document: "..., Ủy ban nhân dân tỉnh ban hành Kế hoạch ..."."""
    for text in head:
        found = None if text.isupper() else _ISSUES.search(text)
        if found:
            return found[1].strip()
    return None


def read_issuer(fact: str | None, lines: Sequence[str], texts: Sequence[str], locality: Locality | None) -> str | None:
    """The issuer in short form with its place: "UBND tỉnh Nghệ An"."""
    letterhead = _issuing_organ(lines) or _issuing_board(lines, texts) or _issuing_letterhead(lines)
    for source in filter(None, (letterhead, fact, _issuing_words(texts), _titled_issuer(texts))):
        name = _named(_spelt(source, texts), None if _is_of_the_centre(lines) else locality)
        if name:
            return name
    return None


def _issuing_organ(lines: Sequence[str]) -> str | None:
    """The organ of the committee or council in the letterhead that the type, or the line below it, names as issuer."""
    at = next((at for at, line in enumerate(lines[:_FIRST_LINES]) if _is_title(line)), len(lines))
    named = of_issuer(_untyped(lines[at])) or of_issuer("".join(lines[at + 1 : at + 2])) if lines[at:] else None
    organ = _running_letters(named) if named else ""
    return organ if _COMMITTEE_ORGAN.fullmatch(organ) else None


def _untyped(line: str) -> str:
    """A line in capitals without the type of document that it begins with."""
    kind = next((name for name in document_types() if line.startswith(name.upper())), "")
    return line[len(kind) :].lstrip()


def _issuing_letterhead(lines: Sequence[str]) -> str | None:
    """The agency of the letterhead; below a superior ("UBND TỈNH ... / SỞ Y TẾ") the last one."""
    names = _letterhead(lines)
    found = Catalogue.load().find(names[-1]) if names else []
    if len(found) > 1 and not names[-1][found[0].end : found[-1].start].strip():
        return _FIELD.sub("ngành", names[-1])  # a body within another: "Công đoàn ngành Giáo dục"
    return found[-1].key if found else None


def _issuing_board(lines: Sequence[str], texts: Sequence[str]) -> str | None:
    """The board of the letterhead whose field is of several parts, "BAN CHỈ ĐẠO VỀ NHÀ Ở, ĐẤT ĐAI VÀ ...", its letters
    as running text prints them, or else small; None where no such board issues.
    """
    name = (_letterhead(lines) or [""])[-1]
    head = wording("boards").match(name)
    if head is None or not _SEVERAL_PARTS.search(name):
        return None
    below = _BOARD_LEVEL.search(name)
    field = name[head.end() : below.start() if below else len(name)].strip(" ,")
    printed = re.compile(r"\s+".join(map(re.escape, field.split())), re.IGNORECASE)
    running = (" ".join(found[0].split()) for text in texts if not text.isupper() and (found := printed.search(text)))
    small = next(running, field.lower())
    spelt = small if field.startswith("Về ") else small[0].upper() + small[1:]
    return f"{head[0]} {spelt}{below[0] if below else ''}"


def _titled_issuer(texts: Sequence[str]) -> str | None:
    """The agency that a title in capitals begins with or names as the plan's own: "... CỦA UBND HUYỆN ..."."""
    for text in filter(str.isupper, texts):
        owner = _OF.search(text)
        names = Catalogue.load().find(_running_letters(owner[1] if owner else text))
        if names and names[0].start == 0:
            return names[0].key
    return None


def _running_letters(text: str) -> str:
    """Capitals as running text, so that names are found: the first letter of each word stays, but for levels."""
    named = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if _VOWEL.search(fold(word[0])) else word[0], text)
    low = re.sub(rf"\b(?:{_LEVEL})(?=\s+[{CAPITALS}]|$)", lambda level: level[0].lower(), named, flags=re.IGNORECASE)
    low = low.replace("Cơ Sở", "Cơ sở")  # no department: "Cơ Sở Dữ Liệu"
    low = _REGION.sub(lambda region: f"khu vực {region[1].upper()}", low)
    return _COMMITTEE_NAME.sub(lambda name: name[0].capitalize(), low)


def _named(source: str, locality: Locality | None) -> str | None:
    plain = re.sub(r"\([^()]*\)", " ", source).strip()
    if re.fullmatch(rf"(?:{_LEVEL})\s+{_NO_PLACE}.*", plain, re.IGNORECASE):
        plain = f"UBND {plain[0].lower()}{plain[1:]}"
    plain = _CHIEF.sub(lambda chief: chief[0].capitalize(), plain)
    name = _of_its_level(Catalogue.load().official(" ".join(plain.split())))
    if not name or locality is None or fold(locality.name) in fold(name) or is_central(name):
        return name or None
    if locality.name[-1].isdecimal():
        return re.sub(rf"\s(?:{_LEVEL})$", "", name, flags=re.IGNORECASE) + f" {locality.name}"
    ends = re.search(rf"\b(?:{_LEVEL})$", name, re.IGNORECASE) or _PARTY_COMMITTEE.search(name)
    return f"{name} {locality.name}" if ends else f"{name} {locality.level or ''} {locality.name}".replace("  ", " ")


def _of_its_level(name: str) -> str:
    """A mass organisation of a place without the country in its name, as it signs: "Hội Nông dân Việt Nam tỉnh ..."."""
    whole, country, place = name.partition(_OF_THE_COUNTRY)
    entry = agencies().get(f"{whole}{country}") if re.match(rf"\s(?:{_LEVEL})\b", place) else None
    return f"{whole}{place}" if entry and entry.core == whole else name


def _spelt(name: str, texts: Sequence[str]) -> str:
    """A name from capitals with the letters that are small in running text: as the document itself prints it there, or
    else as the words of it are printed in the names of the catalogue ("Bệnh viện ...").
    """
    syllables = name.split()
    small = {at for at, pair in enumerate(pairwise(syllables), 1) if _is_compound(*pair)}
    wording = re.compile(r"\s+".join(map(re.escape, syllables)), re.IGNORECASE)
    running = (" ".join(found[0].split()) for text in texts if (found := wording.search(text)))
    spelt = " ".join(one.lower() if at in small else one for at, one in enumerate(syllables))
    return next((one for one in running if one[0].isupper() and not one.isupper()), spelt)


def _is_compound(first: str, second: str) -> bool:
    """Whether two syllables with capitals are one word, whose second is small in names: "Bệnh Viện"."""
    return first[0].isupper() and second.istitle() and (first.lower(), second.lower()) in _compounds()


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    """Two syllables of which names of agencies write the second small: ("bệnh", "viện")."""
    names = [*agencies(), *words("heads"), *words("titles"), *words("spelt")]
    pairs = (pair for name in names for pair in pairwise(re.findall(r"\w+", name)))
    return frozenset((first.lower(), second) for first, second in pairs if first[0].isupper() and second.islower())


def _is_of_the_centre(lines: Sequence[str]) -> bool:
    """Whether the letterhead names a department below a ministry: "BỘ Y TẾ / CỤC PHÒNG BỆNH", which is of no place."""
    superior, *below = _letterhead(lines) or [""]
    named = Catalogue.load().official(superior)
    return bool(below) and is_central(named) and not re.search(rf"\b(?:{_LEVEL})\b|\bKhu Vực\b", below[-1])
