"""Rows of a table to duties: rows that head others, merged cells, rows without a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from knowledge.reading.charges import heading_charge
from knowledge.reading.drafts import Draft, Place
from knowledge.reading.headings import context_below, time_of
from knowledge.reading.labels import Label, split_labels
from knowledge.reading.marks import read_mark
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.tables import DITTO, Row, Table

CARRIED = "chép xuống từ dòng trên"
_CODE_ENDS = " .):"
_GROUP_CODE = re.compile(r"[IVX]+|[A-HK]")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
_HOUR = re.compile(
    r"(?:(?:lúc|sáng|chiều|từ)\s+)?\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}(?:\s*[-–]\s*\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2})?",
    re.I,
)
"""An hour of a day that another column names; it stands before what is done then."""
_FREE = re.compile(r"nghỉ(?:\s(?:lễ|tết|bù|cuối tuần|cả ngày))?", re.I)
"""What a week's calendar says of a day on which nothing is to be done."""
_FOR_BOTH = re.compile(r"chủ trì\s*/\s*(?:(?:cơ quan|đơn vị)\s+)?phối hợp", re.IGNORECASE)
"""The heading of a column for those who lead and those who take part."""
_ROLES = ("lead", "coordinator", "timing", "day")


@dataclass(frozen=True, slots=True)
class _Head:
    """A row that heads others: its number and the place below it."""

    code: str | None
    place: Place

    def covers(self, code: str | None) -> bool:
        """Whether a row with this number stands below: 1.1 or a below 1, 1 below I, all but I below a bare title."""
        if code is None:
            return self.code is not None and bool(_GROUP_CODE.fullmatch(self.code))
        if _GROUP_CODE.fullmatch(code):
            return False
        if self.code is None or _GROUP_CODE.fullmatch(self.code):
            return True
        return code.startswith(f"{self.code}.") or (self.code[0].isdigit() and code.isalpha())


def row_drafts(table: Table, place: Place) -> Iterator[Draft]:
    """The duties of a table, in order; none when it tells neither who nor when."""
    if not table.tells_duties:
        return
    heads: list[_Head] = []
    above: Draft | None = None
    for row, following in zip_longest(table.rows, table.rows[1:]):
        code = table.cell(row, "index").strip(_CODE_ENDS) or None
        text = table.cell(row, "target" if table.tells_targets else "task") or _first_words(table, row)
        labels = [] if _is_lone(table, row, following) else _labels(table, row)
        figures = _figures(table, row)
        heading = not labels and not figures and _is_heading(table, code, text, following)
        while heads and (code or heading) and not heads[-1].covers(code):
            heads.pop()
        under = heads[-1].place if heads else place
        if heading:
            heads.append(_Head(code, _below(under, code, text)))
            above = None
            continue
        if (table.tells_targets and not figures and not labels) or _FREE.fullmatch(text.strip(_CODE_ENDS)):
            continue
        draft = _draft(row, under, code, text, labels)
        draft.details = [] if table.is_reckoned else table.details(row)
        same = {role for role in _ROLES if DITTO.fullmatch(table.cell(row, role))} if above else set()
        if figures:
            draft.text, draft.kind = f"{text.rstrip(' .;:')} ({figures})", "target"
        _carry(table, draft, above, same)
        if not code and above:
            draft.place = under._replace(path=above.place.under(above.code).path)
        yield draft
        above = draft if code or not above else replace(above, labels=draft.labels)


def _figures(table: Table, row: Row) -> str:
    """What a row of targets is to reach, by years where the columns are headed by them: "2025: 80 %; 2030: 90 %"."""
    if not table.tells_targets:
        return ""
    told = list(zip(table.columns, table.headings, row.cells, strict=True))
    unit = next((cell for role, _, cell in told if role == "unit"), "")
    figures = []
    for role, heading, cell in told:
        if role == "value" and (value := cell.strip(_CODE_ENDS)):
            years = _YEARS.search(heading)
            measured = value if not unit or unit.casefold() in value.casefold() else f"{value} {unit}"
            figures.append(f"{years[0]}: {measured}" if years else measured)
    return "; ".join(figures)


def _below(place: Place, code: str | None, text: str) -> Place:
    heading = text.rstrip(" .:;")
    charge, when = heading_charge(heading) or place.charge, time_of(heading) or place.when
    below = place.under(code)._replace(heading=heading, context=context_below(heading, place.context))
    return below._replace(charge=charge, when=when)


def _draft(row: Row, place: Place, code: str | None, text: str, labels: list[Label]) -> Draft:
    if (mark := read_mark(text)) and mark.kind == "bullet" and not labels:
        text = text[mark.end :]
    if hour := next((cell for cell in row.cells if _HOUR.fullmatch(cell)), ""):
        text = f"{hour}: {text}"
    wording, inline = split_labels(text)
    paragraph = Paragraph(text, row.line, row.last_line, row.page)
    return Draft(place, code, wording if inline else text, [paragraph], [*labels, *inline])


def _labels(table: Table, row: Row) -> list[Label]:
    """What the cells beside the task say; a cell for lead and coordinators together may label them itself."""
    labels = []
    for role in _ROLES:
        value = _when(table, row, role) if role in ("timing", "day") else table.cell(row, role)
        if not value or DITTO.fullmatch(value):
            continue
        if role == "lead" and (shared := _shared(table, value)):
            labels += shared
            continue
        before, inside = split_labels(value)
        labels += inside
        if before or not inside:
            is_day = role == "day" or table.columns[0] == "timing"
            labels.append(Label("timing" if role == "day" else role, 0, before or value, is_day))
    return labels


def _when(table: Table, row: Row, role: str) -> str:
    """The time of a row; of two columns, for when it begins and ends, both: "01/3/2023 - 15/3/2023". An hour in a
    column of its own stands before what is done then, and is not the next row's where the day is.
    """
    begin = table.cell(row, "begin") if role == "timing" else ""
    told = (cell for its, cell in zip(table.columns, row.cells, strict=True) if its == role)
    return " - ".join(filter(None, (begin, "; ".join(cell for cell in told if cell and not _HOUR.fullmatch(cell)))))


def _shared(table: Table, value: str) -> list[Label]:
    """The lead and who takes part, where the column is headed "Chủ trì/Phối hợp" and a cell has a stroke as well."""
    heading = table.headings[table.columns.index("lead")]
    lead, stroke, others = value.partition("/")
    if not stroke or "/" in others or not _FOR_BOTH.search(heading):
        return []
    return [Label("lead", 0, lead.strip()), Label("coordinator", 0, others.strip())]


def _is_lone(table: Table, row: Row, following: Row | None) -> bool:
    """Whether a row says nothing but who or when, of the rows below: "Quý II", "Sở Y tế"."""
    filled = [role for role, cell in zip(table.columns, row.cells, strict=True) if cell]
    return following is not None and "task" in table.columns and filled in (["lead"], ["timing"], ["day"])


def _first_words(table: Table, row: Row) -> str:
    """The wording of a row whose task cell is empty: a heading printed over merged cells."""
    others = [text for text, role in zip(row.cells, table.columns, strict=True) if text and role != "index"]
    return others[0] if others else ""


def _is_heading(table: Table, code: str | None, text: str, following: Row | None) -> bool:
    """Whether a row that says neither who nor when heads the rows below: it is set in capitals, its number is Roman or
    a capital, it is an agency's name, or the next row has a deeper number or, though none, a lead of its own.
    """
    if following is None or not text:
        return False
    if text.isupper() or (code and _GROUP_CODE.fullmatch(code)) or heading_charge(text) or time_of(text):
        return True
    below = table.cell(following, "index").strip(_CODE_ENDS)
    if not code:
        return False
    if not below:
        return bool(_labels(table, following))
    return below.startswith(f"{code}.") or (code[0].isdigit() and below.isalpha())


def _carry(table: Table, draft: Draft, above: Draft | None, same: set[str]) -> None:
    """Fills what merged cells leave empty from the row above: everything, the lead alone, or a programme's day, whose
    next day has its own lead or none; and the roles that the row says to be the `same`.
    """
    if above is None or table.is_reckoned:
        return
    own = {label.role for label in draft.labels}
    by_time = "day" in table.columns or table.columns[0] == "timing"
    led = any(label.role == "lead" for label in above.labels)
    lead = set() if by_time and "timing" in own else {"lead"}
    wanted = lead | ({"timing"} if by_time else set()) | ({"coordinator", "timing"} if led and not own else same)
    carried = [label for label in above.labels if label.role in wanted - own]
    if carried:
        draft.labels = [*draft.labels, *carried]
        draft.notes = [CARRIED]
