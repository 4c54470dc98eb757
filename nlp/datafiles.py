"""The data files of this package, and what may stand in each."""

from datetime import date
from typing import Any, Final

from nlp.datafile import DataFile
from nlp.shapes import Also, Shape, between

WORDS: Final = [str]
_LEAP: Final = 2024
"""A year with all days."""
_BRACKETS: Final = ("()", "[]")
_CUES: Final = """
    lead leading coordinate partnering when due ahead soonest overdue state done leaders unled undone dated undated
    steady appendix list report yearly weekly monthly quarterly half_yearly recipient target funding source sum now
    number issued effective signer issuer basis scope title wording count compare became newest oldest plans greeting
    thanks help more those followup meaning beyond which_document sent_to product venue phone reason"""
_QUESTIONS: Final = """documents marked closing posts heads turns acting duty_heads making within giving
    carrying dated joints endings openers people fields fillers generic"""
_TIMES: Final = """
    words kept units this next last not_before ordinal_after before until from now continuous ad_hoc rhythm
    nouns verbs late late_more late_least late_less late_told finish facts"""


def lists(names: str, shape: Shape = WORDS) -> dict[str, Any]:
    """The shape of a file, or a part of one, with a list of words for each of some names."""
    return dict.fromkeys(names.split(), shape)


def _closed(patterns: list[str]) -> str | None:
    """Every bracket in wordings with choices is closed; all at once, for there are thousands."""
    if all("".join(patterns).count(begin) == "".join(patterns).count(end) for begin, end in _BRACKETS):
        return None
    odd = next((each for each in patterns if any(each.count(b) != each.count(e) for b, e in _BRACKETS)), patterns[0])
    return f"có dấu ngoặc chưa đóng hoặc thừa: {odd}"


def _group(group: dict[str, Any]) -> str | None:
    """A group of related wordings has the same for both, or what is said for what is written."""
    sides = {*group} - {"strength"}
    return None if sides in ({"same"}, {"said", "written"}) else "phải ghi “same”, hoặc cả “said” và “written”"


def _month_and_day(value: list[int]) -> str | None:
    try:
        date(_LEAP, *value)
    except (TypeError, ValueError):
        return "phải là tháng rồi ngày, ví dụ [9, 2]"
    return None


def _syllables(value: str | int) -> str | None:
    """What stands beside a short form: syllables, a number, or "" where the question begins or ends."""
    return None if type(value) in (str, int) else "phải là chữ"


_SIDE: Final = [_syllables]
_PATTERNS: Final = Also(WORDS, _closed)
_READING: Final = {"read": str, "after?": _SIDE, "before?": _SIDE, "not_after?": _SIDE, "not_before?": _SIDE}
_RELATED: Final = {"same?": WORDS, "said?": WORDS, "written?": WORDS, "strength?": between(0, 1)}

ABBREVIATIONS: Final = DataFile("nlp", "abbreviations.yaml", {str: [(str, _READING)]})
DANGER: Final = DataFile("nlp", "danger.yaml", lists("harm acute plea near after averted marked words", _PATTERNS))
OWN: Final = DataFile("nlp", "own.yaml", lists("nouns work self"))
QUESTIONS: Final = DataFile(
    "nlp",
    "questions.yaml",
    {
        "cues": lists(_CUES, _PATTERNS),
        **lists(_QUESTIONS, _PATTERNS),
        "parts": lists("asking asking_last going_on anew and procedure unbroken"),
        "said": {"danger": WORDS},
        "announcing": [str],
        "sorry": [str],
        "everywhere": [str],
        "asides": lists("self wants alone"),
        "pointing": lists("nouns words not_before"),
    },
)
RELATED: Final = DataFile("nlp", "related.yaml", {"groups": [Also(_RELATED, _group)]})
TIMES: Final = DataFile(
    "nlp",
    "times.yaml",
    {
        **lists(_TIMES),
        "variants": {str: str},
        "numbers": {str: int},
        "months": {str: int},
        "days": {str: int},
        "named_days": {str: Also([int], _month_and_day)},
        "weekdays": {str: between(1, 7)},
        "parts": {str: {"first", "middle", "last", "first half", "last half"}},
    },
)
WEAK: Final = DataFile("nlp", "weak.yaml", lists("question function"))
WISHES: Final = DataFile(
    "nlp",
    "wishes.yaml",
    {
        **lists("openers set pause stop this only days_off workdays afternoon"),
        "whats": lists("coming today overdue report week month quarter"),
        "weekdays": {str: between(1, 7)},
        "units": {str: between(1, 366)},
    },
)

FILES: Final = (ABBREVIATIONS, DANGER, OWN, QUESTIONS, RELATED, TIMES, WEAK, WISHES)
"""All of them."""
