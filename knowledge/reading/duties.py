"""The outline to duties: which points are items, and which are the headings that items stand under."""

import re
from collections.abc import Iterator, Sequence

from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS
from knowledge.reading.charges import Charge, heading_charge, named, sentence_charge
from knowledge.reading.drafts import Draft, Place
from knowledge.reading.headings import Context, context_below, context_of, holds, is_ground, led_by_time, opens, time_of
from knowledge.reading.kinds import is_measurable, states_goal
from knowledge.reading.labels import CORE, Label, split_labels
from knowledge.reading.outline import Node, begins_with_verb, is_title, refers_to_appendix
from knowledge.reading.paragraphs import Paragraph
from knowledge.reading.partners import partners
from knowledge.reading.roster import roster_charge
from knowledge.reading.rows import row_drafts
from nlp.times import find_timings

_SECTIONS = ("part", "capital", "roman", "article")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][.])\s+(?=[^\W\d_])")
_TITLE_BODY = re.compile(rf"([^:.;]{{3,120}}):\s+(?=[{CAPITALS}\d“\"-])")
_ANNOUNCES = re.compile(r"(?:gồm|sau|sau đây|cụ thể|dưới đây)\s*:$", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:gồm|gồm có|thành viên|thành phần|các ông, bà)(?: sau| sau đây)?$", re.IGNORECASE)
_CONTENT = re.compile(
    r"(?:Nội dung|Nhiệm vụ|Công việc)(?: (?:thực hiện|công việc|cụ thể|hoạt động|chính))?\s*:\s*", re.IGNORECASE
)
_ENACTED_BY = re.compile(rf"[.;]\s+[{CAPITALS}][^.;]{{10,400}}\bchịu trách nhiệm (?:thi hành|thực hiện)\b")
"""Who carries a decision out, behind the day that it takes effect."""
_LONGEST_TITLE = 30
_SHORT_BULLET = 7
_FEWEST_WORDS = 3
_TURN = re.compile(rf"[;.]\s+(?=[{CAPITALS}])")
_HAVE, _FEWEST_TOLD = re.compile(r"\scó\s"), 10
_OF_GOALS: tuple[Context, ...] = ("goals", "target")
_NO_DUTIES: tuple[Context, ...] = ("scope", "situation")


def read_duties(root: Node, place: Place) -> list[Draft]:
    """The duties of a tree in document order; `place` holds what the whole tree inherits (section "PL", addressees)."""
    told = (draft for draft in _Walk().inside(root, place) if any(map(str.isalnum, draft.text)))
    return sorted(told, key=lambda draft: draft.line)


class _Walk:
    """One walk over a tree."""

    def __init__(self) -> None:
        self.catalogue = Catalogue.load()
        self.last_heading_line = 0

    def inside(self, node: Node, place: Place) -> Iterator[Draft]:
        """The duties among the children of a node."""
        started = False
        told = node.kind != "root" or all(child.kind == "plain" for child in node.children)
        for child in node.children:
            if child.kind == "plain":
                if told or started:
                    yield from self._plain(child, _on_roster(child, place, node), closing=started)
                told = told or child.words.endswith(":")
                continue
            started = started or child.kind != "intro" or bool(child.points)
            yield from self._child(child, place, node)

    def _child(self, node: Node, place: Place, above: Node) -> Iterator[Draft]:
        if node.kind == "table" and node.paragraph and node.paragraph.table:
            yield from row_drafts(node.paragraph.table, place)
        elif node.kind == "unit":
            yield self._unit(node, place)
        elif node.kind == "intro":
            yield from self._intro(node, place)
        elif node.kind in _SECTIONS:
            yield from self._section(node, place)
        else:
            yield from self._point(node, place, above)

    def _section(self, node: Node, place: Place) -> Iterator[Draft]:
        """A section: its heading and what stands in it; an article may be a duty: "Điều 2. Giao Sở Y tế ..."."""
        words = node.words
        below = self._below_section(node, place)
        if node.labels and node.points:
            yield from self.inside(node, _charged_above(node, below)._replace(when=below.when))
            return
        if node.labels or (not node.children and (self._is_sentence(words) or _is_funded(words))):
            yield from self._leaf(node, below._replace(heading=place.heading, path=place.under(node.code).path[:-1]))
            return
        if not node.points and node.paragraph and self._is_sentence(words) and sentence_charge(words):
            yield Draft(below._replace(heading=place.heading), None, words, [node.paragraph])
            yield from self.inside(node, below._replace(heading=place.heading, charge=None))
            return
        if not node.children and (body := _TITLE_BODY.match(words)):
            below = below._replace(heading=body[1], context=context_below(body[1], below.context))
            names_members = _MEMBERS.search(body[1]) is not None
            if not names_members and self._is_duty(words[body.end() :], below) and node.paragraph:
                yield Draft(below, None, words[body.end() :], [node.paragraph])
            return
        yield from self.inside(node, below)

    def _below_section(self, node: Node, place: Place) -> Place:
        code = node.code
        section = ".".join(filter(None, [self._outer_code(place), code])) if code else place.section
        below = place.under(code)._replace(section=section if place.section != "PL" else "PL")
        heading = node.words.rstrip(" .:;") or None
        if not heading:
            return below._replace(heading=None)
        charge = heading_charge(heading) or (sentence_charge(node.words) if node.words.endswith(":") else None)
        context = context_below(heading, place.context)
        when = time_of(heading) or place.when
        below = below._replace(heading=heading, context=context, when=when)
        return _under_charge(below, charge, node.words)

    def _outer_code(self, place: Place) -> str | None:
        return place.section if place.section != "PL" else None

    def _intro(self, node: Node, place: Place) -> Iterator[Draft]:
        """A line that leads in the points below it; it may name who is charged with them."""
        words = node.words
        charge = heading_charge(words)
        if charge is None and (place.path or opens(words, "assigning")):
            charge = sentence_charge(words)
        heading = None if words.endswith((".", ";")) or _ANNOUNCES.search(words) else words.rstrip(" :")
        heading = heading if heading and len(heading.split()) <= _LONGEST_TITLE else None
        context = context_below(words, place.context)
        when = time_of(words) or place.when
        below = place._replace(heading=heading or place.heading, context=context, when=when)
        yield from self.inside(node, _under_charge(below, charge, words))

    def _point(self, node: Node, place: Place, above: Node) -> Iterator[Draft]:
        """A numbered point or bullet: a duty, or the heading of duties."""
        place = _on_roster(node, place, above)
        merged = self._only_unit(node)
        if _heads_labelled(node):
            below = place.under(node.code)._replace(heading=node.words.rstrip(" .:;"))
            yield from self.inside(node, _charged_above(node, below))
        elif node.labels or merged:
            yield self._labelled(node, merged, place)
        elif node.points and not self._is_told_in_bullets(node, above):
            yield from self._headed(node, place)
        else:
            yield from self._leaf(node, place, whole=_is_one_of_duties(node, above))

    def _only_unit(self, node: Node) -> Node | None:
        """The one group of bullets with lines, where lines and bullets are those of the point itself."""
        units = [child for child in node.children if child.kind == "unit"]
        others = [child for child in node.points if child.kind != "unit"]
        alone = len(units) == 1 and not others and node.kind == "number" and not self.catalogue.is_agency(node.words)
        return units[0] if alone else None

    def _labelled(self, node: Node, unit: Node | None, place: Place) -> Draft:
        """A duty whose lead, coordinators and time stand on lines of their own; its title, if it has one above a body
        of text, is a heading.
        """
        lines = [*node.labels, *(unit.labels if unit else [])]
        paragraphs = _in_order(node)
        wording = [one for one in paragraphs if not any(one is line for line in lines)]
        heading, first = place.heading, node.words
        strong = node.paragraph is not None and node.paragraph.strong
        over_bullets = unit is not None and (strong or not begins_with_verb(node.words))
        titled = is_title(node) and (node.plains or over_bullets)
        told = [one.text for one in wording[1:]]
        content = _CONTENT.match(wording[1].words) if len(wording) > 1 else None
        if titled or content:
            heading, first = node.words.rstrip(" .:;"), ""
            told[:1] = [one.words for one in wording[1:2]]
        if content:
            told[0] = wording[1].words[content.end() :]
        text = " ".join(filter(None, [first, *told, *_side_lines(lines)]))
        labels = [label for one in lines for label in one.labels]
        return Draft(place._replace(heading=heading), node.code, text, paragraphs, labels, details=_details(lines))

    def _unit(self, node: Node, place: Place) -> Draft:
        """A run of bullets with lines of their own below."""
        paragraphs = _in_order(node)
        wording = [one for one in paragraphs if not any(one is line for line in node.labels)]
        first = wording[0].words if len(wording) == 1 else wording[0].text
        text = " ".join(filter(None, [first, *(one.text for one in wording[1:]), *_side_lines(node.labels)]))
        code = node.children[0].code if len(node.children) == 1 else None
        labels = [label for one in node.labels for label in one.labels]
        return Draft(place, code, text, paragraphs, labels, details=_details(node.labels))

    def _is_told_in_bullets(self, node: Node, above: Node) -> bool:
        """Whether the bullets below a point only spell it out: a whole sentence above, a few words in each, or parts of
        a bullet that is a duty like those beside it.
        """
        if any(child.kind != "bullet" or child.points or child.labels for child in node.points):
            return False
        if self.catalogue.is_agency(node.words) or sentence_charge(node.words):
            return False
        if is_title(node) and context_of(node.words):  # "2. Yêu cầu"
            return False
        if any(sentence_charge(child.words) for child in node.points):
            return False
        sizes = [len(child.words.split()) for child in node.points]
        if begins_with_verb(node.words) and (max(sizes) <= _SHORT_BULLET or _is_one_of_duties(node, above)):
            return True
        return not is_title(node) and not node.words.endswith(":")

    def _headed(self, node: Node, place: Place) -> Iterator[Draft]:
        """A heading with its points; a sentence above them may name who is charged with all of them."""
        words = node.words
        if self._is_told_above_table(node, place) and node.paragraph:
            yield Draft(place, node.code, words, [node.paragraph])
            yield from self.inside(node, place.under(node.code)._replace(charge=None))
            return
        words, inline = split_labels(words)
        heading = words.rstrip(" .:;")
        charge = heading_charge(words) or sentence_charge(words)
        below = place.under(node.code)._replace(heading=heading, context=context_below(heading, place.context))
        below = _under_charge(below, charge, words)._replace(when=time_of(heading) or place.when)
        yield from self.inside(node, _charged_by(inline, below))

    def _is_told_above_table(self, node: Node, place: Place) -> bool:
        """Whether a point is a duty of its own although a table, and nothing else, stands below it."""
        if any(child.kind != "table" for child in node.children) or is_title(node) or node.words.endswith(":"):
            return False
        return sentence_charge(node.words) is not None and self._is_item(node.words, place)

    def _leaf(self, node: Node, place: Place, whole: bool = False) -> Iterator[Draft]:
        """A point with no numbered point below: one duty with all its paragraphs, the first of them perhaps a title,
        unless it is surely its `whole` wording.
        """
        if not node.paragraph:
            return
        words = node.words
        paragraphs = _in_order(node)
        charge = heading_charge(words) if len(paragraphs) > 1 else None
        if charge and _are_duties(node.plains):
            below = place.under(node.code)._replace(heading=words.rstrip(" .:;"), charge=charge)
            yield from (Draft(below, None, one.words, [one.paragraph]) for one in node.plains if one.paragraph)
            return
        if is_title(node) and (_are_goals(node.plains) or _are_sentences(node.plains)):
            below = place.under(node.code)._replace(heading=words.rstrip(" .:;"))
            yield from (Draft(below, None, one.words, [one.paragraph]) for one in node.plains if one.paragraph)
            return
        if len(paragraphs) > 1 and is_title(node) and not whole:
            heading = words.rstrip(" .:;")
            place = place._replace(heading=heading, context=context_below(heading, place.context))
            place = place._replace(charge=charge or place.charge)
            words = ""
        elif self.catalogue.is_agency(words) and not (words.endswith(".") and _says_duty(words, place)):
            return
        text = " ".join(filter(None, [words, *(one.text for one in paragraphs[1:])]))
        titled = _TITLE_BODY.match(words)
        if titled and context_of(titled[1]):
            place = place._replace(context=context_below(titled[1], place.context))
        if self._is_item(text, place):
            first, *further = _reports_in_turn(text)
            yield Draft(place._replace(when=led_by_time(text) or place.when), node.code, first, paragraphs)
            yield from (Draft(place, None, each, paragraphs) for each in further)

    def _is_sentence(self, words: str) -> bool:
        return bool(words) and not words.isupper() and (sentence_charge(words) is not None)

    def _is_item(self, text: str, place: Place) -> bool:
        """Whether a point without points below is an item: not in parts about scope or what has been done, not a goal
        that cannot be measured, not two words, not a formula.
        """
        if split_labels(text)[1]:
            return True
        if place.context in _NO_DUTIES or len(text.split()) < _FEWEST_WORDS or _is_formula(text) or is_ground(text):
            return False
        if place.context in ("goals", "target") and not is_measurable(text, place.context):
            return begins_with_verb(text)
        return any(character.isalpha() for character in text)

    def _plain(self, node: Node, place: Place, closing: bool) -> Iterator[Draft]:
        """An unnumbered paragraph: a duty where somebody is charged or the part is about money or reports."""
        if not node.paragraph:
            return
        place = place._replace(when=led_by_time(node.words) or place.when)
        pieces = _sentences(node.words) if closing and not place.path else _reports_in_turn(node.words)
        for piece in pieces:
            if self._is_duty(piece, place):
                yield Draft(place, None, piece, [node.paragraph], closing=closing)

    def _is_duty(self, text: str, place: Place) -> bool:
        if place.context in _NO_DUTIES or _is_formula(text) or text.startswith("(") or text.endswith(":"):
            return False
        if is_ground(text) or holds(text, "notices") or refers_to_appendix(text):
            return False
        if place.when and place.heading and (place.when in place.heading or led_by_time(text)):
            return True
        if place.context in _OF_GOALS:
            return is_measurable(text, "goals")
        if place.context == "purpose":
            return False
        if place.context == "funding" or place.charge or opens(text, "funded") or split_labels(text)[1]:
            return True
        return bool(sentence_charge(text)) or begins_with_verb(text) or holds(text, "reporting")


def _is_funded(words: str) -> bool:
    """Whether an article says where the money comes from, not only that it is about money."""
    return opens(words, "funded") and len(words.split()) >= _FEWEST_TOLD


def _on_roster(node: Node, place: Place, above: Node) -> Place:
    """The place of a point, with whom only its fellows show it to charge; a charge above it stays."""
    return place if place.charge else place._replace(charge=roster_charge(node, above))


def _is_formula(text: str) -> bool:
    """Whether a text opens as what is said everywhere, and does not ask one agency for something: "Trân trọng đề nghị
    Tòa án nhân dân tỉnh chỉ đạo ...".
    """
    if not opens(text, "formulas") or _ENACTED_BY.search(text):
        return False
    charge = sentence_charge(text) if opens(text, "asking") else None
    return charge is None or any(map(Catalogue.load().is_group, charge.names))


def _is_one_of_duties(node: Node, above: Node) -> bool:
    """Whether a bullet over others is a duty in parts: one beside it has none below, and no part has its own time."""
    if node.kind != "bullet" or not node.points or not begins_with_verb(node.words):
        return False
    beside = (one for one in above.points if one is not node and one.sign == node.sign)
    alike = any(not one.points and begins_with_verb(one.words) for one in beside)
    return alike and not any(find_timings(part.words) for part in node.points)


def _says_duty(words: str, place: Place) -> bool:
    """Whether a sentence that reads like an agency's name is a goal, charges somebody nonetheless, or tells at some
    length what a group has.
    """
    told = _HAVE.search(words) is not None and len(words.split()) >= _FEWEST_TOLD
    return told or place.context in _OF_GOALS or sentence_charge(words) is not None


def _are_duties(plains: list[Node]) -> bool:
    """Whether each of several paragraphs under an agency's name is a duty of its own."""
    begun = [begins_with_verb(one.words) or opens(one.words, "preambles") for one in plains]
    return len(plains) > 1 and all(begun)


def _are_sentences(plains: Sequence[Node]) -> bool:
    """Whether paragraphs below a title are duties of their own: several sentences, each of which begins with what is to
    be done, or with whom it charges.
    """
    told = (begins_with_verb(one.words) or sentence_charge(one.words) for one in plains)
    return len(plains) > 1 and all(one.words.endswith((".", ";")) for one in plains) and all(told)


def _are_goals(plains: list[Node]) -> bool:
    """Whether each of several paragraphs under a title is a goal of its own."""
    return len(plains) > 1 and all(states_goal(one.words) for one in plains)


def _labels_above(node: Node) -> list[Label]:
    """The labels that stand above the first point below a node, and so are those of all points."""
    first = min(one.line for point in node.points for one in point.paragraphs())
    return [label for line in node.labels if line.line < first for label in line.labels]


def _charged_above(node: Node, below: Place) -> Place:
    """The place of the points below a node, who and when as its own lines above them say."""
    return _charged_by(_labels_above(node), below)


def _charged_by(labels: Sequence[Label], below: Place) -> Place:
    """The place with who and when as labels say that stand above all that is in it."""
    told = {label.role: label.value for label in reversed(labels) if label.value}
    charge = named(told["lead"], "heading") if "lead" in told else None
    partners = named(told["coordinator"], "heading") if "coordinator" in told else None
    if charge:
        below = below._replace(charge=charge, partners=partners)
    return below._replace(when=told.get("timing", below.when))


def _under_charge(below: Place, charge: Charge | None, words: str) -> Place:
    """The place of what stands under words that charge somebody, and say with whom: "Giao Sở Y tế chủ trì, phối hợp
    với Công an tỉnh:"; unchanged where they charge nobody.
    """
    if charge is None:
        return below
    beside = partners(words[charge.rest :]) if charge.source == "sentence" else None
    return below._replace(charge=charge._replace(source="heading"), partners=beside)


def _heads_labelled(node: Node) -> bool:
    """Whether a point with lines for who or when stands over numbered points that have lines of their own."""
    labelled = any(point.labels for point in node.points if point.kind in ("number", "letter"))
    return bool(node.labels) and labelled and bool(_labels_above(node))


def _in_order(node: Node) -> list[Paragraph]:
    return sorted(node.paragraphs(), key=lambda one: one.line)


def _side_lines(lines: list[Paragraph]) -> list[str]:
    """Lines about product, money, place: they stay in the wording."""
    return [one.text for one in lines if one.labels[0].role not in CORE]


def _details(lines: list[Paragraph]) -> list[str]:
    """The same lines without their marks: "Sản phẩm: Quyết định"."""
    return [one.words.rstrip(" .;") for one in lines if one.labels[0].role not in CORE]


def _reports_in_turn(text: str) -> list[str]:
    """A wording in which some report to one by a day, and this one to another by a later day, as a duty of each: "Các
    đơn vị báo cáo Sở Y tế trước ngày 05/12; Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 15/12". Others stay whole.
    """
    turn = next((end for end in _TURN.finditer(text) if _is_reported_on(text[: end.start()], text[end.end() :])), None)
    return [f"{text[: turn.start()]}.", text[turn.end() :]] if turn else [text]


def _is_reported_on(first: str, second: str) -> bool:
    charge = sentence_charge(second) if "báo cáo" in first and "báo cáo" in second else None
    if charge is None or charge.source != "sentence" or not second.startswith(charge.raw) or len(charge.names) > 1:
        return False
    collects = second[charge.rest :].lstrip().startswith(("tổng hợp", "có trách nhiệm tổng hợp"))
    return collects and charge.raw in first and bool(find_timings(first)) and bool(find_timings(second))


def _sentences(text: str) -> list[str]:
    """The sentences of a closing paragraph that charge somebody else than the one before."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        if pieces and sentence_charge(sentence) is None:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return pieces
