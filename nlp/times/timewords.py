"""The words of time: one spelling for them, numbers in words, and the pieces that patterns are made of.

The words live in ``data/times.yaml``; an official can read and extend them.
"""

import re
from functools import cache
from typing import Any

from nlp.datafiles import TIMES
from nlp.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_WORDS_AND_GAPS = re.compile(r"[^\W\d_]+|[\W\d_]+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4}

YEAR = r"(?:19|20)\d\d(?!\d)"
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
DASH = r"\s?(?:->|-|–|—|−|→|den|toi)\s?"
AND = r"(?:\s?[,;+&]\s?(?:va\s)?|\sva\s|\svoi\s|\svới\s|\slan\s|\slẫn\s|\shoac\s)"
QUARTER = r"(?:iv|i{1,3}|lv|l{1,3}|0?[1-4])(?!\w)"
_WHICH = r"(?!\s(?:nao|nào|mo|mô|may|mấy|bao|gi|gì)(?!\w))"
MONTH_WORD = rf"(?:gieng|chap|mot|hai|ba|tư|tu|bon|nam{_WHICH}|sáu|bay|tam|chin|muoi\s(?:mot|hai)|muoi)(?!\w)"
_TENS = r"muoi\s(?:mot|hai|ba|lam)|(?:hai|ba|bon|sáu|chin)\smuoi"
_SPELT = rf"{_TENS}|mot|hai|ba|bon|nam|sáu|sau|bay|tam|chin|muoi"
COUNT = rf"(?:\d{{1,3}}|{_SPELT})(?!\w)"


def words() -> dict[str, Any]:
    """The data file of time words."""
    return TIMES.load()


@cache
def _spellings() -> dict[str, str]:
    """Every accented word of the data with its bare form, but for those that must keep their marks."""
    found = {word for word in _strings(words()) for word in _WORD.findall(word)}
    kept = set(words()["kept"])
    bare = {word: fold(word) for word in found if word not in kept and fold(word) != word}
    return bare | {word: fold(usual) for word, usual in words()["variants"].items()}


@cache
def set_phrases() -> list[tuple[str, ...]]:
    """The times that people name most, as written: ("tuần", "sau"), ("ngày", "mai"), ("cuối", "tháng"),
    ("mười", "ngày")."""
    data = words()
    beside = [*data["this"], *data["next"], *data["last"]]
    spans = [f"{unit} {which}" for unit in data["units"] for which in beside]
    parts = [f"{part} {unit}" for unit in data["units"] for part in data["parts"]]
    counts = [f"{number} {unit}" for number in (*data["numbers"], "mươi") for unit in data["units"]]
    return [tuple(phrase.split()) for phrase in (*data["days"], *spans, *parts, *counts)]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []


def canon(text: str) -> str:
    """The text in lower case, its time words without diacritics ("quý" -> "quy"), all others as typed ("quỹ").

    Of the same length as `text`, which must be NFC, so that places carry over.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    spellings = _spellings()
    return "".join([spellings.get(part, part) for part in _WORDS_AND_GAPS.findall(lower)])


@cache
def any_of(name: str) -> str:
    """A pattern for the phrases of one list (or the keys of one table) of the data, longest first."""
    found = {form for phrase in words()[name] for form in (canon(phrase), fold(phrase))}
    longest = sorted(found, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s") for form in longest) + r")(?!\w)"


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the data by the canonical and the bare form of its keys; the first of two like forms counts."""
    found: dict[str, Any] = {}
    for phrase, value in words()[name].items():
        for form in (canon(phrase), fold(phrase)):
            found.setdefault(form, value)
    return found


def number(text: str) -> int:
    """A number as digits, roman numeral or words ("09", "iv", "muoi hai"); raises KeyError for what is none."""
    text = " ".join(text.split())
    if text.isdecimal():
        return int(text)
    if text in _ROMAN:
        return _ROMAN[text]
    digits = {"sau": 6, "tu": 4, **table("numbers"), **table("months")}
    *tens, last = text.split()
    if not tens:
        return int(digits[last])
    if last == "muoi":
        return 10 * int(digits[tens[0]])
    return 10 + int(digits[last])


def spelt_number(text: str) -> int | None:
    """The number that words say, with their marks or without ("mười hai", "muoi hai"); None where they say none."""
    words = canon(text)
    return number(words) if re.fullmatch(_SPELT, words) else None


@cache
def number_words() -> frozenset[str]:
    """The folded syllables that numbers said in words begin with: "hai", "muoi"."""
    return frozenset(map(fold, words()["numbers"]))


def full_year(digits: str) -> int:
    """A year from four digits, or from two ("17" is 2017, "91" is 1991)."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)
