"""What an item tells of money."""

import re
from typing import Final

from knowledge.answering.entries import Entry
from nlp.text import fold

MONEY: Final = ("ngan sach", "kinh phi", "du toan")
"""words that a duty of money begins with"""
_OF_MONEY: Final = (*MONEY, "nguon luc", "nguon von", "tu nguon", "tai tro", "vien tro", "tai chinh")
_SUM = re.compile(r"\b\d[\d.,]*\s?(?:nghin |trieu |ty |ti )*(?:dong|trieu|ty|ti)\b")


def tells_sum(entry: Entry) -> bool:
    """Whether an item tells an amount of money: "3,6 tỷ đồng"."""
    return _SUM.search(fold(entry.text)) is not None


def speaks_of_money(entry: Entry) -> bool:
    """Whether an item has to do with money: by its kind, a word, or an amount."""
    plain = fold(entry.text)
    return entry.kind == "funding" or any(word in plain for word in _OF_MONEY) or tells_sum(entry)
