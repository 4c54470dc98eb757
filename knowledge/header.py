"""The head and the end of a document: number, type, title, issuer, dates, signer, grounds.

Where each stands follows Nghị định 30/2020/NĐ-CP, phụ lục I; web pages of legal sites print the same facts in a table above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.headings import document_types, fact_of, opens
from knowledge.issuers import read_issuer, read_locality
from knowledge.models import Document
from knowledge.readers import Block
from knowledge.signatures import read_signature
from knowledge.titles import named_period, named_year, read_title
from nlp.text import squeeze

NUMBER = re.compile(
    r"\d{1,5}\s?(?:/\d{4})?\s?[-/]\s?(?:[A-ZĐ][A-Za-zĐđ&]*\d*)(?:\s?[-/.]\s?[A-ZĐ][\wĐđ&]*)*", re.UNICODE
)
_PRINTED_NUMBER = re.compile(r"^Số(?:\s+hiệu)?\s*:\s*([\w.…]*\s*(?:/\s*\d{4}\s*)?[-/]\s*[A-ZĐ][^\s|,;]*)")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_WRITTEN_DAY = re.compile(r"ngày\s*[.…]*\s*(\d{1,2})?\s*[.…]*\s*tháng\s*[.…]*\s*(\d{1,2})?\s*[.…]*\s*năm\s*(\d{4})", re.IGNORECASE)
_PLACE_LINE = re.compile(r"^[^\d,;:]{2,40},\s*ngày\b", re.IGNORECASE)
_PROPOSAL = re.compile(r"(?:theo|xét)\s+đề nghị[^.;]*|tại Tờ trình[^.;]*|Tờ trình số\s*\S+", re.IGNORECASE)
_FROM_SIGNING = re.compile(r"có hiệu lực (?:thi hành )?(?:kể )?từ ngày ký", re.IGNORECASE)
_GROUND_WORDS = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines that the facts of a document are read from."""

    head: Sequence[Block]
    """all before the first point of the body."""
    end: Sequence[Block]
    """recipients and signature."""
    every: Sequence[Block]


def read_document(parts: Parts) -> Document:
    """The facts of a document; None or empty where nothing is printed."""
    facts = _facts(parts.head)
    lines = [block.text for block in parts.head]
    number = _number(facts, lines)
    title, title_line = read_title(parts.head, facts.get("title"))
    kind = _type(facts, title_line, number, lines)
    locality = read_locality(facts.get("issuer"), lines, [block.text for block in parts.every])
    issued = _date(facts.get("issued_on", "")) or _placed_date(lines) or named_year(title, lines)
    signer, signer_title = read_signature([block.text for block in parts.end])
    return Document(
        number=number,
        type=kind,
        title=title,
        issuer=read_issuer(facts.get("issuer"), lines, locality),
        locality=locality.name if locality else None,
        issued_on=issued,
        effective_on=_date(facts.get("effective_on", "")) or _effective(parts.every, issued),
        signer=facts.get("signer") or signer,
        signer_title=facts.get("signer_title") or signer_title,
        based_on=_grounds(parts.head, title, number),
        period=named_period(title),
    )


def _facts(head: Sequence[Block]) -> dict[str, str]:
    """The table of facts that legal sites print: a name and its value in two cells, two lines, or one with a colon."""
    facts: dict[str, str] = {}
    for at, block in enumerate(head):
        cells = [cell for cell in block.cells or () if cell]
        name, value = (cells[0], cells[1]) if len(cells) == 2 else (block.text, "")
        field = fact_of(name)
        if field and not value and at + 1 < len(head):
            value = head[at + 1].text if fact_of(head[at + 1].text) is None else ""
        if field and value and field not in facts and len(name) < 40:
            facts[field] = value.strip(" |")
    return facts


def _number(facts: dict[str, str], lines: Sequence[str]) -> str | None:
    if "number" in facts:
        return "".join(facts["number"].split())
    for line in lines:
        printed = _PRINTED_NUMBER.match(line)
        if printed:
            return "".join(printed[1].split()).strip(".…")
    first = NUMBER.search(lines[0]) if lines else None
    return "".join(first[0].split()) if first and _begins_with_type(lines[0]) else None


def _begins_with_type(line: str) -> str | None:
    return next((name for name in document_types() if line.casefold().startswith(name.casefold())), None)


def _type(facts: dict[str, str], title_line: str | None, number: str | None, lines: Sequence[str]) -> str | None:
    """The type from the table of facts, the title, the letters after the number, or "Kính gửi" and "V/v" of a công văn."""
    for printed in (facts.get("type"), title_line):
        if printed and (kind := _begins_with_type(printed)):
            return kind
    if any(line.casefold().startswith(("kính gửi", "v/v")) for line in lines):
        return "Công văn"
    signs = {sign: name for name, sign in document_types().items()}
    sign = re.search(r"[/-]([A-ZĐ][A-Za-zĐđ]*)", number or "")
    if sign and sign[1] in signs:
        return signs[sign[1]]
    return _begins_with_type(lines[0]) if lines else None


def _date(text: str) -> str | None:
    """A date in figures or words, as precise as it is printed: "2021-08-23", "2024-03", "2017"."""
    day = _DAY.search(text)
    if day:
        return _iso(day[3], day[2], day[1])
    written = _WRITTEN_DAY.search(text)
    return _iso(written[3], written[2], written[1]) if written else None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{int(month):02}-{int(day):02}" if day and 1 <= int(day) <= 31 else f"{year}-{int(month):02}"


def _placed_date(lines: Sequence[str]) -> str | None:
    """The date beside the place under the letterhead: "Nghệ An, ngày 23 tháng 8 năm 2021"."""
    for line in lines:
        if _PLACE_LINE.match(line) or (line.casefold().startswith("ngày") and len(line) < 60):
            found = _date(line)
            if found:
                return found
    return None


def _effective(every: Sequence[Block], issued: str | None) -> str | None:
    return issued if any(_FROM_SIGNING.search(block.text) for block in every) else None


def _grounds(head: Sequence[Block], title: str | None, own: str | None) -> list[str]:
    """Numbers of the documents that this one carries out: those of its title and of the paragraphs before its first
    point, without the proposals that it answers.
    """
    paragraphs = [block.text for block in head if _is_ground(block.text)]
    found = [match for text in (*paragraphs, title or "") for match in NUMBER.findall(_PROPOSAL.sub(" ", text))]
    numbers = dict.fromkeys("".join(number.split()) for number in found)
    return [number for number in numbers if number != own]


def _is_ground(text: str) -> bool:
    return opens(text, "grounds") and len(squeeze(text).split()) >= _GROUND_WORDS
