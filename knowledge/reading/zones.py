"""The parts of a document: head, addressees, body, end (recipients and signature), appendix, forms to be filled in."""

import re
from collections.abc import Sequence
from typing import Literal

from knowledge.names.groups import CAPITALS
from knowledge.reading.headings import document_types, is_day, opens
from knowledge.reading.paragraphs import Paragraph

Zone = Literal["head", "addressee", "body", "end", "appendix", "form"]

_LETTERHEAD = re.compile(r"CỘNG\s+H[ÒO][ÀA]\s+XÃ\s+HỘI|^Độc lập\s*[-–]\s*Tự do", re.IGNORECASE)
_ADDRESSED = re.compile(r"kính gửi\s*:?", re.IGNORECASE)
_ATTACHED = re.compile(r"\((?:Ban hành )?kèm theo", re.IGNORECASE)
_APPENDIX = re.compile(r"Phụ lục(?:\s+[IVX\d]+)?\s*(?:[:.–-]|$)")
_SIGNED_FOR = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*[.:]|[TK]/[MTL]\b")
_SIGNED_BESIDE = re.compile(r"\|\s*(?:TM|KT|TL|TUQ)\s*[.:]\s*[^\W\d_]")
_REPORT_NUMBER = re.compile(r"Số\s*:?\s*\.*/?\s*(?:BC|…|\.{3,})")
_RECIPIENTS = re.compile(rf"(?i:nơi nhận)(?!\s+(?![{CAPITALS}])[^\W\d_])")
"""What a list of recipients begins with; the heading of a column goes on in small letters: "Nơi nhận báo cáo"."""
_COPY_FOR = re.compile(r"[-–•+]\s*(?:Như (?:trên|kính gửi|Điều \d)|Lưu\s*:?\s*(?:VT|VP|HC)\b)", re.IGNORECASE)
"""One of those who get a copy, where a file has lost the line "Nơi nhận:" above them."""
_LONGEST_TITLE = 160
_LATEST_LETTERHEAD = 80
_LONGEST_END = 120
_FEWEST_WORDS = 15


def read_zones(paragraphs: Sequence[Paragraph], zone: Zone = "head") -> list[Zone]:
    """The zone of each paragraph, the first of which stands in, or at the beginning of, `zone`. A document without
    numbering has its body from its first bullet or label on, or else from its first sentence.
    """
    zones = _zones(paragraphs, len(paragraphs), zone)
    if zone != "head" or "body" in zones or "appendix" in zones:
        return zones
    return _zones(paragraphs, _unnumbered_start(paragraphs, zones), zone)


def _unnumbered_start(paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> int:
    """Where the body of a document without numbering begins, with the line that leads it in."""
    free = [(at, one) for at, one in enumerate(paragraphs) if zones[at] == "head" and not one.footnote]
    listed = (at for at, one in free if one.mark or one.labels)
    told = (at for at, one in free if len(one.text.split()) >= _FEWEST_WORDS)
    start = next(listed, None) or next(told, len(paragraphs))
    return start - 1 if 0 < start < len(paragraphs) and paragraphs[start - 1].text.endswith(":") else start


def _zones(paragraphs: Sequence[Paragraph], start: int, zone: Zone) -> list[Zone]:
    """The zones of a document whose body begins at `start` at the latest."""
    zones: list[Zone] = []
    letterhead = _letterhead(paragraphs) if zone == "head" else 0
    for at, paragraph in enumerate(paragraphs):
        if at >= letterhead:
            zone = "body" if at == start else _next_zone(zone, paragraphs, at)
        if zone == "form" and paragraph.table and paragraph.table.tells_duties:
            zone = "appendix"
        zones.append(zone)
    return zones


def _letterhead(paragraphs: Sequence[Paragraph]) -> int:
    """Where the document begins on a page that lists other documents or links above it; 0 when at once."""
    for at, one in enumerate(paragraphs[:_LATEST_LETTERHEAD]):
        if one.table or (one.mark is not None and one.level is not None and one.level < 3):
            return 0
        if _LETTERHEAD.search(one.text):
            return at
    return 0


def _next_zone(zone: Zone, paragraphs: Sequence[Paragraph], at: int) -> Zone:
    if zone in ("head", "addressee"):
        return _from_head(zone, paragraphs, at)
    if zone == "body":
        return _from_body(paragraphs, at)
    return _from_end(zone, paragraphs, at)


def _from_head(zone: Zone, paragraphs: Sequence[Paragraph], at: int) -> Zone:
    """The body begins with the first numbering, table or title of a section; addressees with "Kính gửi"."""
    one = paragraphs[at]
    if not one.table and not any(map(str.isalnum, one.text)):
        return zone
    if _ADDRESSED.match(one.text):
        return "addressee"
    if zone == "addressee" and one.mark is not None and one.mark.kind == "bullet":
        return "addressee"
    if zone == "addressee" and len(one.text) < _LONGEST_END and one.text.rstrip().endswith((";", ",")):
        return "addressee"
    if _is_appendix(one):
        return "appendix"
    if one.table or _begins_body(one):
        return "body"
    return "head" if zone == "head" else "body"


def _begins_body(one: Paragraph) -> bool:
    if one.mark is None and is_day(one.text):
        return True
    if one.mark is not None:
        return one.mark.kind != "bullet" or len(one.words) > _LONGEST_END
    return one.is_capitals and len(one.text) < _LONGEST_TITLE and opens(one.text, "plain_sections")


def _from_body(paragraphs: Sequence[Paragraph], at: int) -> Zone:
    one = paragraphs[at]
    if is_end(one):
        return "end"
    if _is_appendix(one) or (_ATTACHED.match(one.text) and not is_titled(paragraphs[at - 1])):
        return "appendix"
    return "form" if _is_form(paragraphs, at) else "body"


def is_end(one: Paragraph) -> bool:
    """Whether a paragraph opens the end of a document: "Nơi nhận:", "- Như trên;", "TM. ỦY BAN ...", "CHỦ TỊCH"."""
    if _COPY_FOR.match(one.text):
        return True
    if one.table or len(one.text) > _LONGEST_END or (one.mark and "|" not in one.text):
        return False
    if _SIGNED_FOR.match(one.text) or _SIGNED_BESIDE.search(one.text) or _RECIPIENTS.match(one.text):
        return True
    return one.words.isupper() and opens(one.text, "signing_titles") and len(one.text.split()) <= 8


def _from_end(zone: Zone, paragraphs: Sequence[Paragraph], at: int) -> Zone:
    """After the signature: an appendix, an attached plan (a body again), a form, or more of the same."""
    one = paragraphs[at]
    if one.table:
        return "appendix" if one.table.tells_duties else zone
    if _is_form(paragraphs, at):
        return "form"
    if _is_appendix(one):
        return "appendix"
    if is_titled(one) and (zone == "end" or (zone == "appendix" and _is_attached(paragraphs, at))):
        return "body"
    if zone == "end" and one.mark and one.mark.kind in ("roman", "part", "capital", "article"):
        return "appendix"
    return zone


def _is_attached(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether "(Ban hành kèm theo Quyết định số ...)" stands under a title."""
    return any(_ATTACHED.match(other.text) for other in paragraphs[at + 1 : at + 6])


def is_titled(one: Paragraph) -> bool:
    """Whether the paragraph is the title line of a document: "KẾ HOẠCH", "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2023"."""
    return one.text.isupper() and any(
        one.text.upper().startswith(name.upper()) for name in document_types() if name not in ("Báo cáo", "Biên bản")
    )


def _is_appendix(one: Paragraph) -> bool:
    if one.table or one.mark or len(one.text) > _LONGEST_TITLE or not opens(one.text, "appendices"):
        return False
    first = one.text.split()[0]
    return first.isupper() or (one.strong and first[0].isupper()) or bool(_APPENDIX.match(one.text))


def _is_form(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a form to be filled in begins: its title, or a second letterhead over a report."""
    one = paragraphs[at]
    if one.table or one.mark:
        return False
    if opens(one.text, "templates") and len(one.text) <= _LONGEST_TITLE:
        return one.text.split()[0].isupper() or one.strong
    following = paragraphs[at : at + 8]
    if not _LETTERHEAD.search(one.text):
        return False
    return any(_REPORT_NUMBER.match(other.text) or other.text.startswith("BÁO CÁO") for other in following)
