"""Paragraphs to a tree: sections, numbered points, bullets, and the lines that say who and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, even, verb_at
from knowledge.reading.charges import ASKS, gives_duty
from knowledge.reading.headings import holds, is_day, led_by_time, opens
from knowledge.reading.marks import DASHES, MarkKind, is_arrow
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.zones import Zone

NodeKind = Literal[
    "root", "part", "capital", "roman", "article", "number", "letter", "bullet", "plain", "intro", "unit", "table"
]

_SECTION_LEVEL, _NUMBER_LEVEL, _LETTER_LEVEL, _BULLET_LEVEL = 2.0, 3.0, 10.0, 20.0
_BRACKETED_LEVEL, _INNER_LEVEL = 9.5, 9.25
_SIGN_STEP = 0.5
_PLAIN_LEVEL = 90.0
_LONGEST_HEADING = 30
_LONGEST_INTRO = 12
_LONGEST_STOPPED_TITLE, _LONGEST_FUNDED_TITLE = 15, 7
"""A title with a stop may be as long, "Kinh phí tổ chức thực hiện."; a sentence says where the money comes from."""
_ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_NEXT_SENTENCE = re.compile(rf"\.\s+(?=[{CAPITALS}][^\W\d_]*[^.\s])")
_BRACKETED = re.compile(r"\d{1,2}\)")
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?")
_APPENDED = re.compile(
    r"[^.;:]{4,120}\s(?:tại|theo|trong|ở|có)\s+(?:các\s+)?(?:phụ lục|danh mục|biểu|bảng)\b[^.;:]{0,24}?"
    r"(?:kèm theo|đính kèm)\b[^.;:]{0,40}",
    re.IGNORECASE,
)
_OF_THIS = re.compile(
    r"\b(?:thực hiện|triển khai|thi hành)\s+(?:Kế hoạch|Thông báo|Kết luận|Chương trình|Quyết định|Chỉ thị|Nghị quyết"
    r"|Phương án|Công văn|Hướng dẫn|Đề án|văn bản)\s+này\b"
    r"|^(?:Tài liệu|Hồ sơ|Kết quả|Báo cáo)\b[^.;]{0,40}\b(?:nội dung|nhiệm vụ|công việc)(?: nêu)? trên\b"
)
"""Words of a last paragraph: "Văn phòng Huyện ủy theo dõi việc thực hiện Thông báo này", "Tài liệu của các nội dung
trên gửi về ..."."""
_END_MARK = re.compile(r"[./]/\.?\s*$")


@dataclass(slots=True)
class Node:
    """A point of the outline with what stands under it."""

    kind: NodeKind
    level: float
    paragraph: Paragraph | None = None
    code: str | None = None
    children: list["Node"] = field(default_factory=list)
    labels: list[Paragraph] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its own wording, without what stands under it."""
        return self.paragraph.words if self.paragraph else ""

    @property
    def sign(self) -> str | None:
        """The sign of a bullet, dashes of all lengths being one, and so arrows; None for all else."""
        if self.kind != "bullet" or self.paragraph is None:
            return None
        first = self.paragraph.text[:1]
        return "→" if is_arrow(self.paragraph.text) else "-" if first in DASHES else first

    @property
    def plains(self) -> list["Node"]:
        """The unnumbered paragraphs directly under it."""
        return [child for child in self.children if child.kind == "plain"]

    @property
    def points(self) -> list["Node"]:
        """What stands under it besides unnumbered paragraphs."""
        return [child for child in self.children if child.kind != "plain"]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the node and of what stands under it, labels included, in no certain order."""
        if self.paragraph:
            yield self.paragraph
        yield from self.labels
        for child in self.children:
            yield from child.paragraphs()


def build_outline(
    paragraphs: Sequence[Paragraph], zones: Sequence[Zone], opened: Sequence[Node] = ()
) -> list[tuple[Zone, Node]]:
    """A tree for each body and each appendix, in the order of the document; the first stands under the points that are
    `opened` from the root down.
    """
    parts: list[tuple[Zone, list[Paragraph]]] = []
    last: Zone = "head"
    for paragraph, zone in zip(paragraphs, zones, strict=True):
        if paragraph.footnote:
            continue
        if zone in ("body", "appendix"):
            if zone != last or is_new_appendix(zone, paragraph):
                parts.append((zone, []))
            parts[-1][1].append(paragraph)
        last = zone
    return [(zone, _Builder(part, () if at else opened).build()) for at, (zone, part) in enumerate(parts)]


def open_points(root: Node) -> list[Node]:
    """Copies of the points that are open at the end of a tree, from the root down, without what stands under them."""
    points = [root]
    while points[-1].children and points[-1].children[-1].kind not in ("plain", "table", "unit"):
        points.append(points[-1].children[-1])
    return [replace(point, children=[], labels=list(point.labels)) for point in points]


def is_new_appendix(zone: Zone, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins another appendix."""
    return zone == "appendix" and paragraph.mark is None and paragraph.text.casefold().startswith("phụ lục")


class _Builder:
    """Grows one tree, paragraph by paragraph; `stack` holds the open points from the root to the deepest."""

    def __init__(self, paragraphs: Sequence[Paragraph], opened: Sequence[Node] = ()) -> None:
        self.stack = list(opened) or [Node("root", -1)]
        self.root = self.stack[0]
        for above, below in pairwise(self.stack):
            above.children.append(below)
        self.paragraphs = paragraphs
        self.catalogue = Catalogue.load()
        marks = [p.mark for p in paragraphs if p.mark]
        self.first_roman = next((mark.code for mark in marks if mark.kind == "roman"), None)
        self.has_outer = any(mark.kind in ("article", "capital", "part") for mark in marks)

    def build(self) -> Node:
        """The tree of all paragraphs."""
        for at in range(len(self.paragraphs)):
            self._add(at)
        return self.root

    def _add(self, at: int) -> None:
        """Puts the paragraph at a position of the document into the tree."""
        paragraph = self.paragraphs[at]
        if not paragraph.table and not any(map(str.isalnum, paragraph.text)):
            return
        if paragraph.labels:
            self._add_label(at)
        elif self._is_label_value(at):
            self._extend_label(paragraph)
        elif paragraph.table:
            self._open(Node("table", _LETTER_LEVEL, paragraph))
            self.stack.pop()  # nothing stands below a table
        elif paragraph.mark:
            self._add_point(paragraph, paragraph.mark.kind, paragraph.mark.code, paragraph.mark.level)
        else:
            self._add_plain(at, self._next_level(at))

    def _next_level(self, at: int) -> float | None:
        """The level of the numbering that follows directly, or None."""
        following = self.paragraphs[at + 1] if at + 1 < len(self.paragraphs) else None
        return float(following.mark.level) if following and following.mark and not following.labels else None

    def _open(self, node: Node) -> None:
        """Closes the points that are not above `node` and hangs it under the deepest that is."""
        self._close_labelled()
        while self.stack[-1].level >= node.level:
            self.stack.pop()
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _close_labelled(self) -> None:
        """A group of bullets that has its lines ends where anything else begins."""
        while self.stack[-1].kind == "unit":
            self.stack.pop()

    def _add_point(self, paragraph: Paragraph, kind: MarkKind, code: str | None, level: int) -> None:
        node = Node(kind, float(level), paragraph, code)
        if self._is_bracketed_below(node):
            node.level = _BRACKETED_LEVEL
        elif self._is_numbered_below(node):
            node.level = _INNER_LEVEL
        elif kind == "number":
            self._open_lost_section(node)
        elif kind == "bullet":
            node.level = self._bullet_level(node)
        self._open(node)

    def _bullet_level(self, node: Node) -> float:
        """The level of a bullet: that of the open one with its sign; below one of another sign that leads in what
        follows, or is an agency's name or a day; or else that of its sign.
        """
        fellow = next((one for one in reversed(self.stack) if one.sign == node.sign), None)
        if fellow:
            return fellow.level
        above = self._deepest()
        if above.kind != "bullet" or above.labels or above.level < node.level:
            return node.level
        named = self.catalogue.is_agency(above.words) and not self.catalogue.is_agency(node.words)
        named = named or (is_day(above.words) and not is_day(node.words))
        return above.level + _SIGN_STEP if named or above.words.endswith(":") else node.level

    def _is_bracketed_below(self, node: Node) -> bool:
        """Whether a number in the style "1)" stands below the open one in the style "1." or "1.1.": the first right
        below its words, the others on the row that the first began.
        """
        row = next((one for one in self.stack if one.level == _BRACKETED_LEVEL), None)
        above = row or next((one for one in reversed(self.stack) if one.kind == "number"), None)
        if above is None or node.code is None or not _BRACKETED.match(node.paragraph.text if node.paragraph else ""):
            return False
        if row:
            return row.code == str(int(node.code) - 1)
        bare = not above.children and not above.labels
        return node.code == "1" and bare and not _BRACKETED.match(above.paragraph.text if above.paragraph else "")

    def _is_numbered_below(self, node: Node) -> bool:
        """Whether a number stands below an open one of the same style: the first right below an agency's name, the
        others on the row that the first began, until an agency with the next outer number follows.
        """
        if node.kind != "number" or not node.code or not node.code.isdigit():
            return False
        inner = next((one for one in self.stack if one.level == _INNER_LEVEL), None)
        outer = next((one for one in self.stack if one.kind == "number" and one.level == _NUMBER_LEVEL), None)
        if outer is None or not outer.code or not outer.code.isdigit():
            return False
        if inner is None:
            bare = self._deepest() is outer and not outer.children and not outer.labels
            return node.code == "1" and bare and self.catalogue.is_agency(outer.words)
        next_inner, next_outer = (str(int(one.code or 0) + 1) for one in (inner, outer))
        charged = self.catalogue.is_agency(node.words) or self.catalogue.subject(node.words) is not None
        return node.code == next_inner and not (node.code == next_outer and charged)

    def _open_lost_section(self, node: Node) -> None:
        """Section headings lost in the file: points before a first section that is printed "II", and points that begin
        again at 1 under the same section.
        """
        if node.code != "1" or self.has_outer:
            return
        section = next((one for one in self.stack if one.kind == "roman"), None)
        if section is None and self.first_roman == "II" and not self.root.points:
            self._open(Node("roman", _SECTION_LEVEL, code="I"))
        elif section is not None and section.code in _ROMANS[:-1] and self._begins_again(section, node):
            self._open(Node("roman", _SECTION_LEVEL, code=_ROMANS[_ROMANS.index(section.code) + 1]))
        elif section is None and self.first_roman is None and self._begins_again(self.root, node):
            first = Node("roman", _SECTION_LEVEL, code="I", children=self.root.children)
            self.root.children = [first]
            self.stack = [self.root]
            self._open(Node("roman", _SECTION_LEVEL, code="II"))

    def _begins_again(self, section: Node, node: Node) -> bool:
        numbers = [child.code for child in section.children if child.kind == "number" and child.code]
        return bool(numbers) and numbers[-1].split(".")[0] not in ("0", "1") and is_title(node)

    def _add_plain(self, at: int, next_level: float | None) -> None:
        paragraph = self.paragraphs[at]
        if is_day(paragraph.text) and not self._is_lone_cell(at):
            self._open(Node("intro", (next_level or _LETTER_LEVEL) - 0.5, paragraph))
        elif self._is_unnumbered_section(paragraph):
            self._open(Node("roman", _SECTION_LEVEL, paragraph))
        elif next_level is not None and self._is_intro(paragraph, next_level):
            self._open(Node("intro", next_level - 0.5, paragraph))
        else:
            self._close_labelled()
            self._host(paragraph, next_level).children.append(Node("plain", _PLAIN_LEVEL, paragraph))

    def _is_lone_cell(self, at: int) -> bool:
        """Whether a time on a line of its own is the cell of a table that came apart: it stands below an agency or
        another cell, or above the number of the next row.
        """
        above, below = self.paragraphs[max(0, at - 1) : at], self.paragraphs[at + 1 : at + 2]
        named = any(not one.mark and self.catalogue.is_agency(one.text) for one in above)
        return named or any(_ROW_NUMBER.fullmatch(one.text) for one in below)

    def _is_unnumbered_section(self, paragraph: Paragraph) -> bool:
        """A title in capitals without a number: "TỔ CHỨC THỰC HIỆN"."""
        words = paragraph.text.split()
        if len(words) > _LONGEST_HEADING or not any(character.isalpha() for character in paragraph.text):
            return False
        return paragraph.text.isupper() and len(words) > 1

    def _is_intro(self, paragraph: Paragraph, next_level: float) -> bool:
        """A line that leads in what is numbered below it: "Các sở, ngành:", "Thứ Hai, ngày 12/5"."""
        if next_level < _NUMBER_LEVEL:
            return False
        text = paragraph.text
        agency = self.catalogue.is_agency(text)
        if opens(text, "formulas") or (self._deepest().kind == "bullet" and not text.endswith(":") and not agency):
            return False
        short = len(text.split()) <= _LONGEST_INTRO and not text.endswith((".", ";"))
        return text.endswith(":") or paragraph.strong or short or agency

    def _deepest(self) -> Node:
        return self.stack[-1]

    def _host(self, paragraph: Paragraph, next_level: float | None) -> Node:
        """The point that an unnumbered paragraph stands under: the open one, whose title or first half is above, or,
        for a closing paragraph, the heading over it. "Giao Sở Y tế ..." closes nothing when the next point follows.
        """
        current = self._deepest()
        if current.level < _NUMBER_LEVEL or current.kind == "intro":
            return current
        if current.level >= _LETTER_LEVEL and self._is_another(current, paragraph):
            return self._heading_above(current)
        bare = not current.children and not current.labels
        titled = is_title(current) and not _is_closed(current, paragraph)
        if current.kind == "number" and bare and (titled or self._is_assigned(paragraph, next_level)):
            return current
        if current.kind == "number" and self._is_told_on(current, next_level):
            return current
        closing = (
            opens(paragraph.text, "closings")
            or holds(paragraph.text, "notices")
            or _END_MARK.search(paragraph.text)
            or _OF_THIS.search(paragraph.text)
            or paragraph.text.startswith("(")
            or gives_duty(paragraph.text)
            or self._asks(current, paragraph)
        )
        if not (closing or current.labels or self._has_finished_part(current)):
            return current
        return self._heading_above(current)

    def _is_another(self, current: Node, paragraph: Paragraph) -> bool:
        """Whether a paragraph below a lettered point or bullet that has ended is told of another agency or day."""
        if led_by_time(paragraph.text) or opens(paragraph.text, "funded") or refers_to_appendix(paragraph.text):
            return True
        subject = self.catalogue.subject(paragraph.text) if current.words.endswith((".", ";")) else None
        return subject is not None and begins_with_verb(paragraph.text[subject[2] :])

    def _asks(self, current: Node, paragraph: Paragraph) -> bool:
        """Whether a paragraph below a point that has ended asks others for something: "Sở Y tế đề nghị UBND huyện"."""
        subject = self.catalogue.subject(paragraph.text) if current.words.endswith((".", ";")) else None
        return subject is not None and ASKS.match(paragraph.text[subject[2] :].lstrip()) is not None

    def _is_assigned(self, paragraph: Paragraph, next_level: float | None) -> bool:
        return next_level == self._deepest().level and opens(paragraph.text, "assigning")

    def _is_told_on(self, current: Node, at_level: float | None) -> bool:
        """Whether a paragraph goes on with what an agency has to do, the next agency's point following."""
        return current.level == at_level and self.catalogue.is_agency(current.words or "-")

    def _has_finished_part(self, node: Node) -> bool:
        return any(child.kind in ("unit", "table") or child.labels for child in node.children)

    def _heading_above(self, node: Node) -> Node:
        place = next(at for at, one in enumerate(self.stack) if one is node)
        for above in reversed(self.stack[:place]):
            if above.level < _LETTER_LEVEL and not self.catalogue.is_agency(above.words or "-"):
                return above
        return self.root

    def _add_label(self, at: int) -> None:
        """Hangs a label line on the duty that it belongs to: the open point, the run of bullets just before it, or the
        paragraph just above it, where the open point has such a line already.
        """
        paragraph = self.paragraphs[at]
        level = float(paragraph.level or 0) or self._unmarked_label_level()
        while self.stack[-1].level >= level:
            self.stack.pop()
        host = _told_last(self.stack[-1])
        beside = self._closed_by(self.paragraphs[at - 1]) if at else None
        if beside and (_has_role(host, paragraph) or (beside is host and host.kind == "intro")):
            host = self._open_unit(beside, level)
        run = [] if host.kind == "unit" else _trailing_run(host, level)
        if run:
            del host.children[-len(run) :]
            unit = Node("unit", level - 0.25, children=run)
            host.children.append(unit)
            self.stack.append(unit)
            host = unit
        host.labels.append(paragraph)

    def _closed_by(self, above: Paragraph) -> Node | None:
        """The open point that an unnumbered paragraph hangs on as the last of all, or None."""
        return next((one for one in self.stack if one.plains and one.children[-1].paragraph is above), None)

    def _open_unit(self, parent: Node, level: float) -> Node:
        """Makes the last paragraph of an open point a duty of its own, below which lines for who and when stand."""
        unit = Node("unit", level - 0.25, children=[parent.children.pop()])
        while self.stack[-1] is not parent:
            self.stack.pop()
        parent.children.append(unit)
        self.stack.append(unit)
        return unit

    def _unmarked_label_level(self) -> float:
        return _BULLET_LEVEL if self._deepest().kind == "bullet" else _PLAIN_LEVEL

    def _is_label_value(self, at: int) -> bool:
        """Whether the paragraph goes on with a label whose value was not on its line ("- Cơ quan phối hợp:"), or with
        the agencies of one, between it and the next label.
        """
        paragraph, labels = self.paragraphs[at], self._deepest().labels
        if not labels or paragraph.table or (paragraph.level or _BULLET_LEVEL) < _BULLET_LEVEL:
            return False
        label = labels[-1]
        if paragraph.level is not None and paragraph.level == label.level:
            return False
        awaited = label.labels[-1].role == "timing" and not label.labels[-1].value
        if label.last_line >= paragraph.line or (is_day(paragraph.text) and not awaited):
            return False
        opened = label.text.rstrip().endswith((":", ","))
        if opened and (self._is_listed(at, label) or not label.labels[-1].value or label.text.rstrip().endswith(",")):
            return True
        between = not paragraph.mark and any(one.labels for one in self.paragraphs[at + 1 : at + 2])
        named = between and label.labels[-1].role in ("lead", "coordinator")
        return named and label.last_line + 1 == paragraph.line and self.catalogue.is_agency(paragraph.text)

    def _is_listed(self, at: int, label: Paragraph) -> bool:
        """Whether a marked paragraph is one of a list that a label opens; behind a value without a mark, which closes
        the list, only another agency is.
        """
        above, paragraph = self.paragraphs[at - 1], self.paragraphs[at]
        going_on = above is label or above.mark is not None or self.catalogue.is_agency(paragraph.words)
        return paragraph.mark is not None and going_on

    def _extend_label(self, paragraph: Paragraph) -> None:
        line = self._deepest().labels[-1]
        label = line.labels[-1]
        value = "; ".join(part for part in (label.value, paragraph.words.rstrip(" .;,")) if part)
        line.labels = (*line.labels[:-1], label._replace(value=value))
        line.last_line = paragraph.last_line


def refers_to_appendix(text: str) -> bool:
    """Whether a paragraph only says that more stands in an appendix: "Danh mục tại Phụ lục kèm theo"."""
    return _APPENDED.fullmatch(text.strip(" ().;/")) is not None and not begins_with_verb(text)


def is_title(node: Node) -> bool:
    """Whether the words of a point head what follows rather than begin it: the name of an agency, capitals, or short
    without the stop of a sentence; a number's title may have one when neither a verb nor a subject begins it.
    """
    words = node.words
    if not words or words.isupper() or (node.paragraph and node.paragraph.strong) or Catalogue.load().is_agency(words):
        return True
    if len(words.split()) > _LONGEST_HEADING or words.endswith(";"):
        return False
    if not words.endswith((".", "!", "?")):
        return True
    longest = _LONGEST_FUNDED_TITLE if opens(words, "funded") else _LONGEST_STOPPED_TITLE
    if _NEXT_SENTENCE.search(words) or ": " in words or len(words.split()) > longest:
        return False
    return node.kind == "number" and not begins_with_verb(words) and Catalogue.load().subject(words) is None


def _is_closed(point: Node, paragraph: Paragraph) -> bool:
    """Whether a closing paragraph follows a point that is a duty, though no stop ends it: "3/ Gửi báo cáo về Phòng ...
    trước ngày 01/6 / Nhận được công văn này, yêu cầu ...".
    """
    told = begins_with_verb(point.words) and len(point.words.split()) > _LONGEST_STOPPED_TITLE
    return told and (opens(paragraph.text, "closings") or opens(paragraph.text, "formulas"))


def begins_with_verb(words: str) -> bool:
    """Whether a text begins with a verb of administration: "Xây dựng ...", "Tăng cường ..."."""
    return verb_at(even(words)) is not None


def _told_last(host: Node) -> Node:
    """The duty that a label belongs to where the open point is a section: the last in it that has lines of its own."""
    if host.level >= _NUMBER_LEVEL:
        return host
    labelled = [child for child in host.children if child.labels]
    return labelled[-1] if labelled and host.points and host.points[-1] is labelled[-1] else host


def _has_role(host: Node, line: Paragraph) -> bool:
    """Whether a duty has a line already for what a label line tells."""
    return any(label.role == line.labels[0].role for one in host.labels for label in one.labels)


def _trailing_run(host: Node, level: float) -> list[Node]:
    """The points at the end of a host that stand on the level of a label or below it and have no lines of their own."""
    run: list[Node] = []
    for child in reversed(host.children):
        if child.kind not in ("bullet", "letter") or child.level < level or child.labels:
            break
        run.insert(0, child)
    return run
