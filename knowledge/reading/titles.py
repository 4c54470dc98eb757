"""The title of a document (trích yếu), and the years that it is named for."""

import re
from collections.abc import Sequence
from datetime import date

from knowledge.models import Span
from knowledge.readers import Block
from knowledge.reading.headings import document_types, opens
from knowledge.reading.marks import read_mark
from nlp.times import read_timings

_SITE_TITLE = re.compile(
    r"\s*(?:số\s+)?[\w]{0,6}/?[\w&/.-]*[-/][\w&/.-]+\s+(?:ngày\s+[\d/]+\s+)?(?:năm\s+\d{4}\s+)?", re.IGNORECASE
)
_ABOUT = re.compile(r"V/v|Về việc|về việc|Về|v/v")
_BARELY_BEGUN = re.compile(r"(?:V/v|Về việc|Về)(?:\s+[^\s.;:]+){0,3}", re.IGNORECASE)
"""The first words of a title, broken off at the end of a line."""
_OF_SEVERAL = frozenset({"LIÊN NGÀNH", "LIÊN TỊCH", "PHỐI HỢP"})
"""What a type is called where several issue the document: no word of the title."""
_ATTACHED = re.compile(r"^\(")
_BY = re.compile(r",?\s+do\s+[^,;]{3,80}\s+ban hành$", re.IGNORECASE)
_LETTERHEAD = re.compile(r"CHỦ NGHĨA VIỆT NAM|ĐỘC LẬP|^SỐ\b")
_ISSUERS = (
    *(
        "ỦY BAN",
        "UỶ BAN",
        "CHỦ TỊCH",
        "HỘI ĐỒNG",
        "GIÁM ĐỐC",
        "BAN CHẤP HÀNH",
        "BAN THƯỜNG VỤ",
        "BỘ TRƯỞNG",
        "THỦ TƯỚNG",
    ),
    *("CHÍNH PHỦ", "TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG", "TRƯỞNG BAN", "CHÁNH ÁN", "VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "QUỐC HỘI"),
)
"""How the line between the title of a decision and its grounds begins."""
_OF_ISSUER = re.compile(
    r"CỦA\s+((?:THƯỜNG TRỰC|BAN THƯỜNG TRỰC|ĐOÀN CHỦ TỊCH|UBND|HĐND|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) (?:ỦY|UỶ)"
    rf"|{'|'.join(_ISSUERS)})\b.*)"
)
"""The line between the type and the title that names who issues: "KẾT LUẬN / CỦA BAN THƯỜNG VỤ TỈNH ỦY / về ..."."""
_LONGEST_ISSUER = 14
_FEWEST_TITLE_WORDS = 6
_LONGEST_LINE = 500
_DEPENDENT = re.compile(r"(?:NĂM|TUẦN|THÁNG|QUÝ|CỦA|GIAI ĐOẠN|TRỌNG TÂM)\b")
_FEWEST_OWN_WORDS = 4
_MOST_LINES = 8
_ANNOUNCED = re.compile(
    r"\b(?:ban hành|xây dựng)\s+(?:Kế hoạch|Chương trình|Phương án|Đề án)\s+(?!số\b)([^:]{10,400}?)"
    r"(?:\s*\((?:sau đây|gọi tắt|dưới đây)[^()]*\))?[,;]?"
    r"\s*(?:(?:cụ thể )?(?:như sau|sau đây)|với (?:(?:các|những|một số) )?nội dung)",
    re.IGNORECASE,
)
_OPEN = ",-–"
_SHORT_REST = 40
_SHORT_LINE, _LONG_LINE = 50, 120
"""Between which a line of a title may be full."""

_CITED = re.compile(
    r"(?:số\s+)?\d{1,5}(?:/\d{4})?\s?[-/]\s?[A-ZĐ][\w&/.-]*(?:,?\s*ngày\s+[\d/.-]+\d)?(?:,?\s+năm\s+\d{4})?"
    r"|ngày\s+\d{1,2}\s*(?:/|tháng)\s*\d{1,2}\s*(?:/|năm)\s*\d{4}",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"năm học\s+(\d{4})\s*[-–—]\s*(\d{4})", re.IGNORECASE)
_PHASE = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|từ năm|các năm|năm|trong)\s+(\d{4})\s*(?:[-–—,]|đến(?: năm)?|và)\s*(\d{4})",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<!đến )(?<!từ )(?<!tầm nhìn )(?<!định hướng )(?<!học )(?<!tháng \d )(?<!tháng \d\d )"
    r"\bnăm\s+(\d{4})\b(?!\s*[-–—]\s*\d{4})",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"\b(tháng|quý)\s+(\d{1,2}|I{1,3}|IV)\s*(?:/|,?\s*năm)\s*(\d{4})", re.IGNORECASE)
_UNTIL = re.compile(r"đến\s+(?:hết\s+)?năm\s+(\d{4})", re.IGNORECASE)
_VISION = re.compile(r"(?:,\s*)?(?:tầm nhìn|định hướng)(?:\s+đến)?(?:\s+năm)?\s+\d{4}", re.IGNORECASE)


def read_title(
    head: Sequence[Block], texts: Sequence[str], end: Sequence[Block], fact: str | None
) -> tuple[str | None, str | None]:
    """The title without the type, and the line that names the type; None where there is none.

    Looked for in this order: the lines under "KẾ HOẠCH", "V/v ..." of a công văn, the table of facts, "V/v ..." at the
    `end` where a file of two columns has it, the heading of the web page ("Kế hoạch 12/KH-UBND năm 2021 về ..."), the
    sentence that leads in the body.
    """
    for at, block in enumerate(head):
        kind = _type_in_capitals(block.text)
        if kind and (title := _under_type(head, at, kind)):
            return title, block.text
    below = _subject(head) or fact or _subject_at_end(end)
    return below or _page_title(head) or _bare_title(texts) or _announced_title(texts), None


def _subject(head: Sequence[Block]) -> str | None:
    """What a công văn is about, "V/v ...", "Về việc ..."; "Về ..." alone is that only above its addressees."""
    begun = [block.text.casefold() for block in head]
    sent_to = next((at for at, text in enumerate(begun) if text.startswith("kính gửi")), 0)
    about = (at for at, text in enumerate(begun) if text.startswith(("v/v", "về" if at < sent_to else "về việc")))
    at = next(about, None)
    return None if at is None else " ".join([head[at].text, *_following(head, at)])


def _subject_at_end(end: Sequence[Block]) -> str | None:
    at = next((at for at, block in enumerate(end) if block.text.casefold().startswith("v/v")), None)
    return None if at is None else " ".join([end[at].text, *_following(end, at)])


def _type_in_capitals(text: str) -> str | None:
    """The type that a line in capitals begins with, in capitals."""
    if not text.isupper() or read_mark(text):
        return None
    return next((name.upper() for name in document_types() if text.startswith(name.upper())), None)


def _under_type(head: Sequence[Block], at: int, kind: str) -> str | None:
    """The title of a type line: its own further words, or else the lines below; "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2022" is
    type and title in one.
    """
    own = head[at].text
    rest = own[len(kind) :].strip(" :.-–")
    rest = "" if rest in _OF_SEVERAL else rest
    issued = at if of_issuer(rest) else at + 1 if not rest and of_issuer(_text_at(head, at + 1)) else None
    if issued is not None and (title := _following(head, issued, first=True)):
        return " ".join(title)
    below = _following(head, at, first=not rest)
    if not rest:
        return " ".join(below) or None
    whole = len(rest.split()) < _FEWEST_OWN_WORDS or _DEPENDENT.match(rest)
    return " ".join([own if whole else rest, *below])


def _text_at(head: Sequence[Block], at: int) -> str:
    return head[at].text if at < len(head) else ""


def of_issuer(line: str) -> str | None:
    """Who issues a document, where a line in capitals says that and no more: "CỦA BAN THƯỜNG VỤ TỈNH ỦY"; else None."""
    found = _OF_ISSUER.fullmatch(line) if line.isupper() else None
    return found[1] if found and len(line.split()) <= _LONGEST_ISSUER else None


def _following(head: Sequence[Block], at: int, first: bool = False) -> list[str]:
    """The lines that go on with a title: in capitals, or begun small; `first` takes one line of any form."""
    lines: list[str] = []
    for block in head[at + 1 : at + 1 + _MOST_LINES]:
        text = block.text
        if _ATTACHED.match(text) or read_mark(text) or len(text) > _LONGEST_LINE or not any(map(str.isalnum, text)):
            break
        if opens(text, "grounds") and not (
            first and not lines and (text.isupper() or (len(text) < 200 and text[-1] not in ".;:,"))
        ):
            break
        about = first and not lines and (_ABOUT.match(text) or block.strong or len(text) < 300)
        last = lines[-1] if lines else head[at].text
        goes_on = text.isupper() and (last.isupper() or last[-1] in _OPEN)
        goes_on = goes_on or bool(lines and _BARELY_BEGUN.fullmatch(last))
        goes_on = goes_on or (bool(lines) and last[-1] in _OPEN and text[0].isdigit() and len(text) < _SHORT_REST)
        goes_on = goes_on or bool(first and lines and _is_wrapped(last, block, head[at + len(lines)]))
        if not (about or goes_on or text[0].islower()) or (lines and _is_issuer_line(text)):
            break
        lines.append(text)
    return lines


def _is_wrapped(last: str, block: Block, above: Block) -> bool:
    """Whether a line goes on with the full line of a title straight above it, though it begins with a capital."""
    text = block.text
    full = _SHORT_LINE <= len(last) <= _LONG_LINE and len(text) <= _LONG_LINE and last[-1] not in ".;:)"
    straight = block.line == above.last_line + 1 and not text.isupper() and text[-1] not in ".;:,"
    return (
        full
        and straight
        and not last.isupper()
        and not text.casefold().startswith("kính gửi")
        and not opens(text, "plain_sections")
    )


def _is_issuer_line(text: str) -> bool:
    """In a decision the issuer stands between the title and the grounds: "ỦY BAN NHÂN DÂN TỈNH ..."."""
    return text.isupper() and text.startswith(_ISSUERS) and len(text.split()) <= _LONGEST_ISSUER


def _page_title(head: Sequence[Block]) -> str | None:
    """The heading of a web page without its type, number and year."""
    line = head[0].text if head else ""
    kind = next((name for name in document_types() if line.casefold().startswith(name.casefold())), None)
    if not kind:
        return None
    rest = line[len(kind) :]
    named = _SITE_TITLE.match(rest)
    return _BY.sub("", rest[named.end() :] if named else rest).strip(" :.-–") or None


def _bare_title(texts: Sequence[str]) -> str | None:
    """A title in capitals whose type line was lost: the longest such paragraph of the head that is no letterhead."""
    capitals = [text for text in texts if text.isupper() and not _is_issuer_line(text) and not _LETTERHEAD.search(text)]
    longest = max(capitals, key=len, default="")
    return longest if len(longest.split()) >= _FEWEST_TITLE_WORDS else None


def _announced_title(texts: Sequence[str]) -> str | None:
    """What the sentence before the body calls the plan: "UBND tỉnh ban hành Kế hoạch ... cụ thể như sau:"."""
    found = (_ANNOUNCED.search(text) for text in texts if not text.isupper())
    return next((match[1].strip(" ,") for match in found if match), None)


def named_period(title: str | None) -> Span:
    """The years that a plan is named for: "giai đoạn 2021-2025", "năm 2022", "đến năm 2030", or the month or quarter of
    a programme: "quý II năm 2026"; open where none is named.
    Years of cited documents do not count, and a year of its own goes before the phase of the programme it carries out.
    """
    text = _VISION.sub(" ", _CITED.sub(" ", title or ""))
    stretch = named_stretch(text)
    if stretch and len(found := read_timings(" ".join(stretch))) == 1:
        return Span(start=found[0].start, end=found[0].end)
    if school := _SCHOOL_YEAR.search(text):
        return _span(int(school[1]), int(school[2]), (9, 1), (5, 31))
    if years := _YEAR.findall(text):
        return _span(int(years[-1]), int(years[-1]))
    if phase := _PHASE.search(text):
        return _span(int(phase[1]), int(phase[2]))
    until = _UNTIL.search(text)
    return _span(None, int(until[1])) if until else Span()


def _span(first: int | None, last: int, begins: tuple[int, int] = (1, 1), ends: tuple[int, int] = (12, 31)) -> Span:
    """From the first day of one year to the last of another; open when the years cannot be those of a plan."""
    if not 1945 <= last <= 2100 or (first is not None and not 1945 <= first <= last):
        return Span()
    return Span(start=date(first, *begins) if first else None, end=date(last, *ends))


def named_stretch(title: str | None) -> tuple[str, str] | None:
    """The one month or quarter that a programme is named for, as its word and number: "tháng 10 năm 2018" ->
    ("tháng", "10/2018"); None where it is named for none or more.
    """
    found = {(unit.lower(), f"{number.upper()}/{year}") for unit, number, year in _STRETCH.findall(title or "")}
    return found.pop() if len(found) == 1 else None


def named_year(title: str | None) -> str | None:
    """The one year that the title names, which stands for the day of issue where none is printed."""
    span = named_period(title)
    return str(span.start.year) if span.start and span.end and span.start.year == span.end.year else None
