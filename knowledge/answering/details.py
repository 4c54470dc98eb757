"""What is told of a duty beside who, with whom and when: its product, where it takes place, through whom it reports."""

import re
from collections.abc import Set
from typing import Final, Literal

from knowledge.models import Item
from knowledge.reading.labels import column_role
from nlp.text import fold

Asked = Literal["product", "venue"]
ASKED: Final[dict[Asked, str]] = {"product": "product", "venue": "place"}
"""by the cue of a question: the role of the headings that answer it, in ``knowledge/data/labels.yaml``"""
_PHONE = re.compile(
    r"(?:điện thoại|tổng đài|đường dây nóng|hotline|gọi)\D{0,60}\b(?:1\d\d|1[89]00\d+)\b\)?"
    r"|\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b",
    re.IGNORECASE,
)
_HOTLINE = re.compile(r"\b(?:duong day|tong dai)\b")
_VIA = re.compile(r"\((?:thông )?qua [^()]{3,120}\)")


def asked_details(item: Item, cues: Set[str]) -> dict[Asked, list[str]]:
    """Those of an item's details that a question asks for, by what it asks; a list is empty where none is told.

    Args:
        item: the duty.
        cues: the headings of ``questions.yaml`` whose phrases the question holds.
    """
    return {cue: [each for each in item.details if _role(each) == role] for cue, role in ASKED.items() if cue in cues}


def _role(detail: str) -> str | None:
    return column_role(detail.partition(":")[0])


def speaks_of_hotline(question: str) -> bool:
    """Whether a question speaks of a line to call, whose number duties may tell."""
    return _HOTLINE.search(fold(question)) is not None


def told_phone(item: Item) -> str:
    """The words of an item that print a number to call: "Tổng đài điện thoại ... (số 111)"; "" where none do."""
    found = _PHONE.search(item.text)
    return found[0] if found else ""


def channel_of(item: Item) -> str | None:
    """The words in brackets that tell through which office a report is sent: "(qua Sở Y tế)"; None without such."""
    via = _VIA.search(item.text)
    return via[0] if via else None
