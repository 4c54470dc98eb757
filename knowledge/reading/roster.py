"""Whom a point charges whose place alone shows it: one of a list whose other points each begin with an agency."""

import re
from collections.abc import Iterable

from knowledge.reading.charges import Charge, heading_charge, named, sentence_charge
from knowledge.reading.headings import context_of, opens
from knowledge.reading.outline import Node, begins_with_verb, is_title

_NAME = re.compile(r"([^:.;]{3,110}?)\s*:(?:\s+|$)")
_OF_LEVEL = re.compile(r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|thôn|trường)$")
_LONGEST_NAME = 14
_FEWEST = 2


def roster_charge(node: Node, above: Node) -> Charge | None:
    """Whom a point charges that begins with a name no catalogue has, before a colon or as a heading: "Tài chính - Kế
    toán xã: Bố trí kinh phí" among "Công an xã: ..." and "Trạm Y tế xã: ...". None unless most of the points beside it
    name an agency there, and where it does itself.
    """
    name = _name(node)
    if name is None or sentence_charge(node.words) or heading_charge(node.words):
        return None
    alike = (one for one in above.children if (one.kind, one.sign) == (node.kind, node.sign))
    return named(name, "heading") if _are_agencies(one for one in alike if one is not node) else None


def _are_agencies(points: Iterable[Node]) -> bool:
    """Whether at least two of some points, and half of them, begin with whom they charge."""
    charged = [_is_charged(point) for point in points]
    return sum(charged) >= max(_FEWEST, len(charged) / 2)


def _is_charged(point: Node) -> bool:
    """Whether a point begins with an agency that a colon or the end of a heading ends."""
    if point.children and heading_charge(point.words):
        return True
    charge = sentence_charge(point.words)
    return charge is not None and point.words[: charge.rest].rstrip().endswith(":")


def _name(node: Node) -> str | None:
    """What may be a name at the beginning of a point: a few words before a colon that a duty follows, or a heading; not
    what a part of a plan is called ("Kinh phí", "Chế độ báo cáo").
    """
    before = _NAME.match(node.words)
    if before and (begins_with_verb(node.words[before.end() :]) or (before.end() == len(node.words) and node.children)):
        name = before[1]
    elif node.children and is_title(node) and not before:
        name = node.words
    else:
        return None
    if len(name.split()) > _LONGEST_NAME or not name[0].isupper() or begins_with_verb(name):
        return None
    topic = opens(name, "topics") or (context_of(name) and not _OF_LEVEL.search(name))
    return None if topic else name
