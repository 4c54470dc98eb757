"""The head and the end of a document: number, type, title, issuer, dates, signer, grounds.

Where each stands follows Nghị định 30/2020/NĐ-CP, phụ lục I; legal sites print the same facts in a table above it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.models import Document, Span
from knowledge.names.groups import CAPITALS
from knowledge.readers import Block
from knowledge.reading.headings import document_types, fact_of, is_ground, opens, told_facts
from knowledge.reading.issuers import PLACE_AND_DATE, read_issuer, read_locality, without_motto
from knowledge.reading.signatures import read_signature
from knowledge.reading.titles import named_period, named_year, read_title

NUMBER = re.compile(
    r"\d{1,5}[a-z]?\s?(?:/\d{4})?\s?[-/]\s?(?:[A-ZĐ][A-Za-zĐđ&]*\d*)(?:\s?[-/.]\s?[A-ZĐ][\wĐđ&]*)*", re.UNICODE
)
_PRINTED_NUMBER = re.compile(
    r"(?:\bSố(?:\s+(?:hiệu|ký hiệu))?\s*:|(?m:^\s*)Số\s(?=\s*\d))"
    r"[\s|]*([\w.…]*\s*(?:/\s*\d{4}\s*)?[-/]\s*[A-ZĐ][^\s|,;]*)"
)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_WRITTEN_DAY = re.compile(
    r"ngày\s*[.…]*\s*(\d{1,2})?\s*[.…]*\s*tháng\s*[.…]*\s*(\d{1,2})?\s*[.…]*\s*năm\s*(\d{4})", re.IGNORECASE
)
_PROPOSAL = re.compile(r"theo\s+đề nghị[^.;]*|\bxét\s[^.;]*|(?:tại )?Tờ trình[^.;]*", re.IGNORECASE)
_REPORTED = re.compile(
    r"\bban hành\s+(?P<type>(?:[^\W\d_]+\s+){1,3})số\s+"
    r"(?P<number>\d{1,5}\s?(?:/\s?\d{4}\s?)?[/-]\s?[A-ZĐ][\w&/-]*)"
    r"(?:,?\s+ngày\s+[\d/.-]+\d)?,?\s+(?P<title>về (?:việc\s)?[^.;]{10,300})"
)
_ANNOUNCES = re.compile(r"\b(?:ban hành|xây dựng|triển khai)\s+(?=[A-ZĐ])")
_CONSIDERED = re.compile(r"\b(?:xem xét|xét|nhận được|tiếp nhận)\s", re.IGNORECASE)
"""Before what a document answers, where it names nothing else that it goes by: "Sau khi xem xét Công văn số ..."."""
_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{CAPITALS}])")
_CARRIED_OUT = re.compile(
    r"\b(?:thực hiện|triển khai|quán triệt|căn cứ)\s+(?:các\s+)?[^\W\d_]+(?: [^\W\d_]+){1,4}\s+(?=\d)"
)
"""Words for a document that is carried out, before its number: "tiếp tục thực hiện Nghị quyết số 17-NQ/TU"."""
_AFTER_NUMBER = re.compile(r"[ ,|]*ngày\s[^\n]{6,40}", re.IGNORECASE)
_FROM_SIGNING = re.compile(r"có hiệu lực (?:thi hành )?(?:kể )?từ ngày ký", re.IGNORECASE)
_FROM_DAY = re.compile(r"\bnày\b[^.;]*?\bcó hiệu lực (?:thi hành )?(?:kể )?từ (ngày\s*\d[^.;,]{6,40})", re.IGNORECASE)
""" "Nghị quyết này ... có hiệu lực từ ngày 18 tháng 7 năm 2022"."""
_UNKNOWN = re.compile(r"(?:đang )?cập nh[aậ]t|đã biết|chưa biết|không (?:rõ|có)|\.{2,}|…", re.IGNORECASE)
_FROM_TO = re.compile(r"\(?\s*(?:Tuần\s+\d+\s*[:,-]?\s*)?\(?Từ\s+(?:ngày\s+)?\d", re.IGNORECASE)
_GROUND_WORDS = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """What the facts of a document are read from."""

    head: Sequence[Block]
    """the blocks before the first point of the body."""
    texts: Sequence[str]
    """the paragraphs of the head, joined over broken lines."""
    end: Sequence[Block]
    """recipients and signature."""
    every: Sequence[str]
    """all paragraphs."""
    grounds: Sequence[str] = ()
    """the words of the first paragraphs below the letterhead, where a list of grounds may stand."""


def read_document(parts: Parts) -> Document:
    """The facts of a document; None or empty where nothing is printed."""
    lines = [cell for block in parts.head for cell in block.cells or (block.text,) if cell]
    flat = without_motto("\n".join(lines))
    reported = {} if _PRINTED_NUMBER.search(flat) else _reported(parts.texts)
    facts = {**reported, **_facts(parts.head)}
    number = _number(facts, flat, lines)
    title, title_line = read_title(parts.head, parts.texts, parts.end, facts.get("title"))
    locality = read_locality(facts.get("issuer"), lines, parts.texts, parts.every)
    printed = _date(facts.get("issued_on", "")) or placed_date(flat) or _numbered_date(flat)
    issued = printed if printed or reported else named_year(title)
    signer, signer_title = read_signature([cell for block in parts.end for cell in block.cells or (block.text,)])
    return Document(
        number=number,
        type=_type(facts, _typed(title_line, title), number, [*lines, *parts.texts]),
        title=title,
        issuer=read_issuer(facts.get("issuer"), lines, [*parts.texts, title or ""], locality),
        locality=locality.name if locality else None,
        issued_on=issued,
        effective_on=_date(facts.get("effective_on", "")) or _effective(parts.every, issued),
        signer=facts.get("signer") or signer,
        signer_title=facts.get("signer_title") or signer_title,
        based_on=_grounds(parts.texts, parts.grounds, title, number),
        period=named_period(title) if named_year(title) or not (days := _days(lines)) else days,
    )


def _days(lines: Sequence[str]) -> Span | None:
    """The days that a programme says under its title to be for: "(Từ ngày 08/4/2024 đến ngày 13/4/2024)"."""
    for line in lines:
        told = [_date(day[0]) for day in _DAY.finditer(line)] if _FROM_TO.match(line) else []
        if len(told) == 2 and all(day and len(day) == 10 for day in told):
            first, last = (date.fromisoformat(day) for day in told if day)
            return Span(start=first, end=last) if first <= last else None
    return None


def _facts(head: Sequence[Block]) -> dict[str, str]:
    """The table of facts that legal sites print: names and values side by side in a row, or a value under its name."""
    facts: dict[str, str] = {}
    for at, block in enumerate(head):
        cells = [cell for cell in block.cells or () if cell]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if not pairs and at + 1 < len(head) and fact_of(block.text) and fact_of(head[at + 1].text) is None:
            pairs = [(block.text, head[at + 1].text)] if head[at + 1].cells is None else []
        for name, value in pairs or told_facts(block.text):
            field = fact_of(name)
            if field and not _UNKNOWN.search(value) and (field != "number" or NUMBER.search(value)):
                facts.setdefault(field, value.strip(" |:"))
    return facts


def _reported(texts: Sequence[str]) -> dict[str, str]:
    """The facts that a news page tells of a document: "... ban hành Công văn số 12/UBND-VX về việc rà soát ..."."""
    found = next((found for text in texts if (found := _REPORTED.search(text))), None)
    return {field: told.strip() for field, told in found.groupdict().items()} if found else {}


def _number(facts: dict[str, str], flat: str, lines: Sequence[str]) -> str | None:
    if "number" in facts:
        return "".join(facts["number"].split())
    printed = _PRINTED_NUMBER.search(flat)
    if printed:
        return "".join(printed[1].split()).strip(".…")
    first = NUMBER.search(lines[0]) if lines else None
    return "".join(first[0].split()) if first and _begins_with_type(lines[0]) else None


def _begins_with_type(line: str) -> str | None:
    return next((name for name in document_types() if line.casefold().startswith(name.casefold())), None)


def _typed(line: str | None, title: str | None) -> str | None:
    """The line that names the type, with the title below it where that tells the type on: "CHƯƠNG TRÌNH / công tác
    năm 2023".
    """
    alone = line is not None and line.capitalize() in document_types()
    return f"{line} {title}" if alone and title else line


def _type(facts: dict[str, str], title_line: str | None, number: str | None, lines: Sequence[str]) -> str | None:
    """The type from the table of facts, the title, "Kính gửi" and "V/v" of a công văn, or the letters of the number."""
    for printed in (facts.get("type"), title_line):
        if printed and (kind := _begins_with_type(printed)):
            return kind
    if any(line.casefold().startswith(("kính gửi", "v/v")) for line in lines):
        return "Công văn"
    signs = {sign: name for name, sign in document_types().items()}
    capitals = " ".join(line for line in lines if line.isupper())
    sign = re.search(r"[/-]([A-ZĐ][A-Za-zĐđ]*)", number or "")
    if sign and sign[1] in signs:
        fuller = (name for name, own in document_types().items() if own == sign[1] and name.upper() in capitals)
        return next(fuller, signs[sign[1]])
    named = (name for name in document_types() for line in lines if line.isupper() and name.upper() in line)
    return (_begins_with_type(lines[0]) if lines else None) or next(named, None) or _announced_type(lines)


def _announced_type(lines: Sequence[str]) -> str | None:
    """The type that the sentence before the body names: "UBND tỉnh ban hành Kế hoạch ... với nội dung như sau:"."""
    told = (line[found.end() :] for line in lines if line.endswith(":") and (found := _ANNOUNCES.search(line)))
    return next(filter(None, map(_begins_with_type, told)), None)


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


def placed_date(flat: str) -> str | None:
    """The date beside the place under the letterhead: "Nghệ An, ngày 23 tháng 8 năm 2021"."""
    placed = PLACE_AND_DATE.search(flat)
    return _date(placed[0]) if placed else None


def _numbered_date(flat: str) -> str | None:
    """The date on the line of the number: "Số: 87/VPUBND-KT, ngày 21 tháng 02 năm 2014"."""
    printed = _PRINTED_NUMBER.search(flat)
    dated = _AFTER_NUMBER.match(flat, printed.end()) if printed else None
    return _date(dated[0]) if dated else None


def _effective(every: Sequence[str], issued: str | None) -> str | None:
    """The day from which a document says of itself that it holds: a day told, or that of its signing."""
    told = next((found for text in every if (found := _FROM_DAY.search(text))), None)
    if told:
        return _date(told[1])
    return issued if any(_FROM_SIGNING.search(text) for text in every) else None


def _grounds(texts: Sequence[str], listed: Sequence[str], title: str | None, own: str | None) -> list[str]:
    """Numbers of the documents that this one carries out: those of its title, of the sentences before its first point
    that tell grounds, without the proposals that it answers, and of the lines of `listed` that only name a document.
    A number in small letters, too, goes before the same one in the capitals of a title.
    """
    told = (sentence for text in texts for sentence in ([text] if opens(text, "grounds") else _SENTENCE.split(text)))
    paragraphs = [text for text in dict.fromkeys(told) if opens(text, "grounds") and len(text.split()) >= _GROUND_WORDS]
    paragraphs += [text for text in listed if is_ground(text)]
    found = [number for text in (*paragraphs, title or "") for number in NUMBER.findall(_PROPOSAL.sub(" ", text))]
    found += [number for text in texts for number in _concluded(text)]
    found = found or [number for text in texts if _CONSIDERED.search(text) for number in NUMBER.findall(text)]
    named = [*dict.fromkeys("".join(number.split()) for number in found)]
    printed = {number.casefold(): number for number in sorted(named, key=str.isupper, reverse=True)}
    return [number for number in named if number != own and printed[number.casefold()] == number]


def _concluded(text: str) -> list[str]:
    """Numbers of the documents that a meeting says to carry out, where its conclusions stand below the paragraph."""
    if not opens(text, "meetings") or not text.rstrip().endswith(":"):
        return []
    named = (NUMBER.match(text, begun.end()) for begun in _CARRIED_OUT.finditer(text))
    return [number[0] for number in named if number]
