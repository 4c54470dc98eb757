"""Blocks to paragraphs: what belongs together is joined, numbering and labels are read, tables are kept whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.names.agencies import Catalogue
from knowledge.names.agency_names import index
from knowledge.names.groups import CAPITALS, even, verb_at
from knowledge.readers import Block
from knowledge.reading.charges import leads_in_brackets
from knowledge.reading.footnotes import is_footnote
from knowledge.reading.headings import document_types, is_day, opens, time_ahead
from knowledge.reading.kinds import states_goal
from knowledge.reading.labels import CORE, Label, read_label, split_labels
from knowledge.reading.marks import Mark, counts_on, is_arrow, read_mark
from knowledge.reading.tables import Table
from knowledge.reading.telling import told

_STOPS = '.;:!?…”"»'
_OPEN_ENDS = ",-–(/&"
_OPEN_WORDS = re.compile(
    r"\b(?:và|hoặc|của|cho|tại|về|với|theo|các|những|một số|ngày|tháng|thuộc|trong|trên|từ|đến|là|do|bởi|để|nhằm|[Qq]uý"
    r"|Sở|Ủy|Bộ|Giám|Phòng|Chánh|Trưởng|Chi cục|Trung tâm|Ban Quản lý|Giao)$"
)
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|(?:(?:tỷ|tỉ|triệu|nghìn)\s)?đồng\b)")
_REACHING = re.compile(
    r"\b(?:đạt|trên|dưới|là|còn|có|khoảng|gần|hơn|ít nhất|tối thiểu|tăng|giảm|bằng|cho)$", re.IGNORECASE
)
_LISTED_END = re.compile(r"[;.]")
_OPEN_LIST = re.compile(r"\bcác (?:sở|phòng|bộ)\s*:$", re.IGNORECASE)
_KINDS = re.compile(r"(?:các|sở|phòng|bộ)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?<!hằng)(?<!hàng)(?<!mỗi)(?<!trong)(?<!\d) (?:ngày|tháng|quý|lần thứ)$"
    r"|(?:tại|theo|của|và|vào|trong|điểm \w|khoản \d{1,2}),? (?:điều|khoản|điểm|mục)$",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"\d{{1,4}}\s*[-–]\s*[{CAPITALS}]{{2,}}\s*[/-]\s*[{CAPITALS}]")
"""The number of a document: "16 - NQ/TU"; "số" awaits nothing else ("hạ tầng số", "dân tộc thiểu số")."""
_QUARTER = re.compile(r"(?:I{1,3}|IV)(?![^\W\d_])")
_POINTED = re.compile(r"\d{1,2}\.\d")
_COLON = re.compile(r"\d{1,2}\s*:")
_ORDERED = re.compile(r"\b(?:chỉ tiêu|mục tiêu|tiêu chí|nhiệm vụ|giải pháp|nhóm|bước|đợt)$", re.IGNORECASE)
_BEHIND_DASH = re.compile(r"[-–]\s*(?:xã hội|chính trị|nghề nghiệp|an ninh|thể thao)\b")
_PROPER = rf"[{CAPITALS}][^\W\d_{CAPITALS}]+"
_PROPER_PAIR = re.compile(rf"([{CAPITALS}](?<!\w.)[^\W\d_{CAPITALS}]+)(?=\s({_PROPER})(?!\w))")
_FIRST_PROPER = re.compile(rf"{_PROPER}(?!\w)")
_LAST_PROPER = re.compile(rf"(?<=\s){_PROPER}\Z")
_NAME_REACH = 60
_WRAPPED_SHARE = 0.35
_BROKEN_SHARE = 0.15
"""So many lines that begin small are the rest of the one above where a file breaks its lines."""
_FEWEST_LONG, _FEWEST_BROKEN = 8, 4
_FULL_LINE = 0.75
_LONGEST_PARAGRAPH = 8000
_LONGEST_TITLE = 600
_LONGEST_BROKEN_LABEL = 40
_LONGEST_BRACKETS = 300


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the document with its numbering taken off, or a table."""

    text: str
    """as printed, on one line, numbering included."""
    line: int
    last_line: int
    page: int | None = None
    mark: Mark | None = None
    labels: tuple[Label, ...] = ()
    """what it says when it is a line for lead, coordinators, time and the like."""
    strong: bool = False
    footnote: bool = False
    table: Table | None = None

    @property
    def words(self) -> str:
        """The wording without its numbering."""
        return self.text[self.mark.end :] if self.mark else self.text

    @property
    def level(self) -> int | None:
        """The depth of its numbering, or None."""
        return self.mark.level if self.mark else None

    @property
    def is_capitals(self) -> bool:
        """Whether it is set as a title: all letters are capitals, or all of it is strong."""
        return self.words.isupper() or self.strong


def read_paragraphs(blocks: Sequence[Block], tables: Sequence[Table], dropped: set[int]) -> list[Paragraph]:
    """The paragraphs of a document in order, without the blocks at the positions `dropped`."""
    starts = {table.start: table for table in tables}
    width, names = _wrap_width(blocks), _proper_names(blocks)
    paragraphs: list[Paragraph] = []
    at = 0
    while at < len(blocks):
        table = starts.get(at)
        if table:
            paragraphs.append(_table_paragraph(blocks, table))
        elif at not in dropped:
            before = blocks[at - 1] if at else None
            new = _read(blocks[at])
            broken = before is not None and bool(paragraphs) and _is_next(before, blocks[at])
            broken = broken and _breaks_proper_name(paragraphs[-1], new, names)
            _take(paragraphs, new, blocks[at], width, before, broken=broken)
        at = table.end if table else at + 1
    _read_first_labels(paragraphs)
    _keep_side_labels(paragraphs)
    return paragraphs


def _table_paragraph(blocks: Sequence[Block], table: Table) -> Paragraph:
    first, last = blocks[table.start], blocks[table.end - 1]
    return Paragraph("", first.line, last.last_line, first.page, table=table)


def _take(
    paragraphs: list[Paragraph], new: Paragraph, block: Block, width: int, before: Block | None, *, broken: bool
) -> None:
    """Adds what a block holds as a paragraph of its own, or joins it to the paragraph that it goes on with; `broken`:
    surely to the one right above.
    """
    if new.mark is None and not new.labels and paragraphs and paragraphs[-1].labels:
        label = read_label(new.words, beside=True)
        new.labels = (label,) if label else ()
    below = before is not None and _is_next(before, block) and bool(paragraphs) and _is_told_below(paragraphs[-1], new)
    above = paragraphs[-1] if below or broken else _joined_to(paragraphs, new, block, width, before)
    if above is None:
        paragraphs.append(new)
        return
    above.text = f"{above.text} {new.text}"
    above.last_line = new.last_line
    if above.labels or new.labels or len(above.words) <= _LONGEST_BROKEN_LABEL + len(new.text) or is_arrow(above.text):
        above.labels = _labels(above) if above.level is None or above.level >= 10 else ()


def _read(block: Block) -> Paragraph:
    text = block.text
    new = Paragraph(text, block.line, block.last_line, block.page, strong=block.strong)
    if is_footnote(text):
        new.footnote = True
        return new
    new.mark = read_mark(text)
    if new.level is None or new.level >= 10:
        new.labels = _labels(new)
    return new


def _labels(one: Paragraph) -> tuple[Label, ...]:
    """The labels of a line that begins with one; more than one where they stand in a row. Behind an arrow what the line
    tells of who and when.
    """
    words = one.words
    first = read_label(words)
    if first is None:
        return tuple(told(words, apart=True) or ()) if is_arrow(one.text) else ()
    inside = split_labels(words)[1] if first.role in CORE else []
    return tuple(inside) or (first,)


def _joined_to(
    paragraphs: list[Paragraph], new: Paragraph, block: Block, width: int, before: Block | None
) -> Paragraph | None:
    """The paragraph that `new` is the rest of, or None. Text goes on over a line, a page or a footnote when it was not
    ended and the rest begins small; in a file with lines cut at one width also where a full line stands directly above.
    """
    if new.footnote or block.cells or not paragraphs or _heads_goal(paragraphs[-1], new, width):
        return None
    above = paragraphs[-1]
    adjacent = before is not None and _is_next(before, block)
    if new.labels:
        return above if adjacent and _breaks_before_label(above, new, width) else None
    if new.mark:
        return above if _breaks_in_name(above, new) and not _counts_on(paragraphs, new) else None
    if above.footnote and above.text[-1] in _STOPS:
        above = next((one for one in reversed(paragraphs) if not one.footnote), above)
    if above.table or len(above.text) > _LONGEST_PARAGRAPH:
        return None
    last = above is paragraphs[-1]
    if above.words and above.text[-1] in _STOPS:
        return above if adjacent and width and last and _goes_on_behind_stop(above, new) else None
    if not above.words or (_begins_small(new.text) and not above.is_capitals):
        return above
    if above.text[-1] in _OPEN_ENDS or _OPEN_WORDS.search(above.text):
        return above if _reads_on(above, new) else None
    if before is None or before.cells is not None or not (adjacent and last):
        return None
    return above if _goes_on_below(above, new, before, width) else None


def _begins_small(text: str) -> bool:
    """Whether a line begins as the rest of another: in small letters, or with a figure that is no day before a duty."""
    return text[0].islower() or (text[0].isdigit() and time_ahead(text) is None)


def _is_told_below(above: Paragraph, new: Paragraph) -> bool:
    """Whether brackets on lines of their own tell who leads the duty above, or when: "(Sở Y tế chủ trì; tháng 3)"."""
    if above.table or above.footnote or above.labels or above.is_capitals or not above.words:
        return False
    if new.mark or new.footnote or above.text.endswith((")", ").")):
        return False
    opened = above.text.rfind("(")
    told = above.text[opened:] if opened > above.text.rfind(")") else new.text
    if not told.startswith("(") or len(told) > _LONGEST_BRACKETS:
        return False
    return leads_in_brackets(told) or bool(split_labels(told)[1])


def _heads_goal(above: Paragraph, new: Paragraph, width: int) -> bool:
    """Whether a numbered title stands over a line that begins with a share or a sum: "1. Hạ tầng số / 100% thôn có
    sóng", "II. Kinh phí / 3,6 tỷ đồng từ ngân sách".
    """
    if not _SHARE.match(new.text) or not above.words or above.level is None or above.level >= 10:
        return False
    if (width and len(above.text) >= _FULL_LINE * width) or above.text[-1] in _OPEN_ENDS:
        return False
    begun = verb_at(even(above.words)) or _OPEN_WORDS.search(above.text) or _REACHING.search(above.text)
    return not begun


def _reads_on(above: Paragraph, new: Paragraph) -> bool:
    """Whether a line may follow one whose last word leaves it open: not running text below a title or the other way."""
    if _QUARTER.match(new.text) and above.text.endswith(("quý", "Quý")):
        return True
    return any(map(str.isalpha, above.text)) and above.text.isupper() == new.text.isupper()


def _goes_on_behind_stop(above: Paragraph, new: Paragraph) -> bool:
    """Whether a line goes on with one that ends in a stop: behind ";" small letters, or the next of a label's agencies;
    what a label or "các sở:" awaits behind a colon.
    """
    if above.text[-1] == ";":
        next_agency = bool(above.labels) and Catalogue.load().is_agency(_LISTED_END.split(new.text)[0])
        return next_agency or new.text[0].islower()
    if above.text[-1] != ":":
        return False
    listed = _OPEN_LIST.search(above.text) and not new.text[0].islower() and not _KINDS.match(new.text)
    return bool(listed) or _awaits_value(above)


def _goes_on_below(above: Paragraph, new: Paragraph, before: Block, width: int) -> bool:
    """Whether a line goes on with the open one right above: a title in capitals, a goal, which is never a title, or
    text that a full line breaks.
    """
    headed = (above.level is None or above.level < 10) and len(above.text) <= _LONGEST_TITLE
    if headed and above.words.isupper() and new.text.isupper():
        return not _begins_anew(new.text)
    if _is_headed(above, new):
        return False
    if above.mark is not None and states_goal(above.words):
        return not above.labels and verb_at(even(new.text)) is None
    full = len(before.text) >= _FULL_LINE * width
    goes_on = width and (full or _is_sentence(above) or _spans_name(above.text, new.text) or _lists_on(above, new))
    return bool(goes_on) and above.text.isupper() == (new.text.isupper() and " " in new.text)


def _lists_on(above: Paragraph, new: Paragraph) -> bool:
    """Whether a line ends the first name of a label's agencies and lists the others: "Phối hợp: Viễn thông / Hoa Mẫu;
    UBND các xã".
    """
    if not above.labels or above.labels[-1].role not in ("lead", "coordinator"):
        return False
    others = new.text.partition(";")[2].strip(" .;")
    return bool(others) and Catalogue.load().is_agency(others)


def _is_headed(above: Paragraph, new: Paragraph) -> bool:
    """Whether a numbered line is an agency's name above what it is to do, however full the line is."""
    if above.mark is None or not new.text[0].isupper() or verb_at(even(new.text)) is None:
        return False
    return Catalogue.load().is_agency(above.words)


def _is_sentence(above: Paragraph) -> bool:
    """Whether the first line of a paragraph is running text, which no stop has ended, rather than a title: files of
    legal sites break it anywhere, the further lines at one width.
    """
    if above.labels:
        return False
    bullet = above.mark is not None and above.mark.kind == "bullet"
    begun = bullet or verb_at(even(above.words)) is not None
    return begun and not Catalogue.load().is_agency(above.words)


def _awaits_value(above: Paragraph) -> bool:
    """Whether a paragraph ends with a label behind its wording, whose value is on the next line: "... Thời gian:"."""
    labels = [] if above.labels else split_labels(above.words)[1]
    return bool(labels) and not labels[-1].value


def _breaks_before_label(above: Paragraph, new: Paragraph, width: int) -> bool:
    """Whether a line that looks like a label goes on with the one above: one broken inside a label ("a) Đơn vị / chủ
    trì: Sở Y tế"), or, where lines are cut at one width, any that was not ended.
    """
    if above.table or above.footnote or new.mark or not new.text[0].islower():
        return False
    begun = bool(above.words) and above.text[-1] not in _STOPS
    if width and begun and not above.is_capitals:
        return True
    short = begun and not above.labels and len(above.words) <= _LONGEST_BROKEN_LABEL
    return short and read_label(f"{above.words} {new.text}") is not None


def _breaks_in_name(above: Paragraph, new: Paragraph) -> bool:
    """Whether what looks like a number or a dash at the start of a line is inside a phrase that was broken there:
    "Bộ Lao động / - Thương binh và Xã hội", "kinh tế / - xã hội", "trước ngày / 15. Các ...".
    """
    if above.table or above.footnote or above.labels or not new.mark or above.text[-1] in _STOPS:
        return False
    if new.mark.kind == "number":
        return not above.is_capitals and _awaits_number(above.text, new.text)
    return new.mark.kind == "bullet" and (
        bool(_BEHIND_DASH.match(new.text)) or (new.text[0] in "-–" and _spans_name(above.text, new.text))
    )


def _proper_names(blocks: Sequence[Block]) -> frozenset[str]:
    """Every two words with a capital that stand side by side in the document: "Long Xuyên"."""
    return frozenset(" ".join(pair) for block in blocks for pair in _PROPER_PAIR.findall(block.text))


def _breaks_proper_name(above: Paragraph, new: Paragraph, names: frozenset[str]) -> bool:
    """Whether a line breaks a proper name that the document has whole elsewhere: "rạch Long / Xuyên"."""
    if above.table or above.footnote or above.labels or new.mark or new.labels or new.footnote:
        return False
    last, first = _LAST_PROPER.search(above.words), _FIRST_PROPER.match(new.text)
    return bool(last and first) and f"{last[0]} {first[0]}" in names  # type: ignore[index]


def _awaits_number(above: str, below: str) -> bool:
    """Whether the last word of a line awaits a number, and the next line begins with one that is no part of another:
    "trước ngày / 15. Các ...", "Nghị quyết số / 16 - NQ/TU".
    """
    if _COLON.match(below) and _ORDERED.search(above):
        return True
    if above.endswith(" số"):
        return _SIGN.match(below) is not None
    return _COUNTED.search(above) is not None and not _POINTED.match(below)


def _counts_on(paragraphs: Sequence[Paragraph], new: Paragraph) -> bool:
    """Whether the number of a paragraph is the first or the next of the points in the document, and so surely one."""
    if not new.mark or _SIGN.match(new.text) or _COLON.match(new.text):
        return False
    return counts_on(new.mark, (one.mark for one in reversed(paragraphs) if one.mark))


def _spans_name(above: str, below: str) -> bool:
    """Whether one agency's name begins at the end of a line and ends on the next."""
    head = even(above[-_NAME_REACH:])
    joined = f"{head} {even(below[:_NAME_REACH])}"
    return any(found.start < len(head) and found.end > len(head) + 2 for found in index().find(joined))


def _begins_anew(title: str) -> bool:
    """Whether a line in capitals is a title of its own, whatever stands above it: "KẾ HOẠCH", "PHỤ LỤC II"."""
    return (
        title.capitalize() in document_types()
        or is_day(title)
        or opens(title, "appendices")
        or opens(title, "templates")
    )


def _wrap_width(blocks: Sequence[Block]) -> int:
    """The width at which the lines of the file are cut, in characters; 0 when lines are whole paragraphs."""
    running = [block for block in blocks if block.cells is None]
    long = sorted(len(block.text) for block in running if len(block.text) > 40)
    if not long:
        return 0
    width = long[int(len(long) * 0.9)]
    followed = [pair for pair in pairwise(running) if pair[0].text[-1] not in _STOPS and _is_next(*pair)]
    cut = sum(_FULL_LINE * width <= len(above.text) <= width * 1.3 for above, _ in followed)
    broken = sum(below.text[0].islower() for _, below in followed)
    is_cut = cut >= _WRAPPED_SHARE * len(long) and len(long) >= _FEWEST_LONG
    is_cut = is_cut or broken >= max(_FEWEST_BROKEN, _BROKEN_SHARE * len(running))
    return width if width <= 140 and is_cut else 0


def _is_next(above: Block, below: Block) -> bool:
    return above.last_line + 1 == below.line


def _read_first_labels(paragraphs: Sequence[Paragraph]) -> None:
    """A bullet that names somebody outside the lists is a label too where the next bullet like it is one: "• Phụ trách:
    Tổ bếp" above "• Thời gian: hằng ngày".
    """
    for one, below in pairwise(paragraphs):
        if one.labels or not below.labels or not one.mark or one.mark.kind != "bullet" or not below.mark:
            continue
        label = read_label(one.words, beside=True) if one.text[0] == below.text[0] else None
        one.labels = (label,) if label and label.role == "lead" else ()


def _keep_side_labels(paragraphs: Sequence[Paragraph]) -> None:
    """Lines such as "Sản phẩm: ..." or "Kinh phí: ..." are labels only beside a line that names lead, coordinator or
    time; elsewhere they are wording.
    """
    core = [bool(one.labels and one.labels[0].role in CORE) for one in paragraphs]
    beside = list(core)
    for at in range(1, len(paragraphs)):
        beside[at] = beside[at] or (beside[at - 1] and bool(paragraphs[at].labels))
    for at in range(len(paragraphs) - 2, -1, -1):
        beside[at] = beside[at] or (beside[at + 1] and bool(paragraphs[at].labels))
    for one, kept in zip(paragraphs, beside, strict=True):
        if not kept:
            one.labels = ()
