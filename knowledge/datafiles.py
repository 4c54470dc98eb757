"""The data files of this package, and what may stand in each."""

import contextlib
import re
from datetime import date, datetime
from typing import Any, Final

from nlp.datafile import DataFile
from nlp.datafiles import WORDS, lists
from nlp.shapes import Also, Wrong, likely

_LEVELS: Final = {"trung ương", "tỉnh", "huyện", "xã", "các cấp"}
_GROUPS: Final = """
    levels nouns openers bearers spelt titles posts chiefs askers heads not_heads lead_ins verbs name_verbs
    predicate_verbs name_joints short_verbs open_heads small_heads boards never_named board_words compounds
    relatives states doings doers adverbs modified places_within double qualifiers asking never_in_names links
    heading_ends governing_families tailed_families"""
_HEADINGS: Final = """formulas asking stamps urging notices closings preambles assigning topics funded reporting money
    paying guiding measures signing_titles appendices templates other_facts grounds meetings plain_sections"""
_LABELS: Final = "index day timing unit product funding note recipient place supervisor lead coordinator task"
_DAY_FORMS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_MONTH: Final = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def _day(value: Any) -> str | None:
    """A day, a month or a year."""
    known = type(value) is date or _MONTH.fullmatch(str(value)) is not None
    return None if known else "phải là ngày, tháng hoặc năm, dạng 2025-07-01, 2025-07 hoặc 2025"


def day_of(value: Any) -> date | None:
    """A day as YAML or an official writes it: 2026-12-31, 31/12/2026; None for anything else."""
    if type(value) is date:
        return value
    for form in _DAY_FORMS if isinstance(value, str) else ():
        with contextlib.suppress(ValueError):
            return datetime.strptime(value.strip(), form).date()
    return None


def days_in(value: Any) -> list[Any]:
    """What is listed: in brackets, or one day alone; nothing where nothing is."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _days(value: Any) -> Wrong | None:
    """Days of the calendar."""
    odd = next((at for at, day in enumerate(days_in(value)) if day_of(day) is None), None)
    if odd is None:
        return None
    told = f"có “{days_in(value)[odd]}” không phải là ngày, xin ghi dạng 2026-12-31 hoặc 31/12/2026"
    return Wrong(told, (odd,) if isinstance(value, list) else ())


def _families(agencies: dict[str, Any]) -> Wrong | None:
    """Every family of agencies stands in the list of them."""
    for part in ("agencies", "loose"):
        for at, entry in enumerate(agencies[part]):
            if entry["family"] not in agencies["families"]:
                told = f"không có trong “families”, {likely(entry['family'], agencies['families'])}"
                return Wrong(told, (part, at, "family"))
    return None


def _presents(places: dict[str, Any]) -> Wrong | None:
    """Every place of today is known by its kind."""
    known = {entry["name"] for entry in places["places"]} | {*places["present_types"]}
    for at, entry in enumerate(places["places"]):
        if entry.get("now", entry["name"]) not in known:
            return Wrong(f"không phải là tỉnh nào ở đây, {likely(entry['now'], known)}", ("places", at, "now"))
    return None


def _pairs(table: dict[str, Any]) -> str | None:
    """As many letters as there are codes."""
    same = len(table["coded"]) == len(table["letters"])
    return None if same else "phải có “coded” và “letters” dài bằng nhau"


def _marks(value: list[str]) -> str | None:
    fits = len(value) == 2 and len(value[0]) == len(value[1])
    return None if fits else "phải là hai dãy dấu và chữ dài bằng nhau"


_FIELD: Final = {"name": str, "parts": WORDS, "of": [{"sở", "bộ", "phòng"}], "short?": WORDS, "level?": _LEVELS}
_AGENCY: Final = {
    "name": str,
    "level": _LEVELS,
    "family": str,
    "short?": WORDS,
    "also?": WORDS,
    "same?": str,
    "any_of?": WORDS,
    "tailed?": bool,
}
_TYPES: Final = {"tỉnh", "thành phố"}
_PLACE: Final = {
    "name": str,
    "type": _TYPES,
    "now?": str,
    "since?": date,
    "basis?": str,
    "short?": WORDS,
    "cued?": WORDS,
    "near?": WORDS,
    "unlike?": WORDS,
}
_SUCCESSOR: Final = {
    "old": str,
    "new": str,
    "relation": {"unchanged", "renamed", "merged", "divided", "ended"},
    "certainty": {"sure", "by rule", "doubt"},
    "from": _day,
    "basis": str,
    "source": str,
    "checked_on": _day,
    "function?": str,
    "words?": WORDS,
    "provinces?": WORDS,
    "note?": str,
}

AGENCIES: Final = DataFile(
    "knowledge",
    "agencies.yaml",
    Also({"families": WORDS, "fields": [_FIELD], "agencies": [_AGENCY], "loose": [_AGENCY]}, _families),
)
ASKED_GROUPS: Final = DataFile("knowledge", "asked_groups.yaml", {str: WORDS})
ASKED_POSTS: Final = DataFile("knowledge", "asked_posts.yaml", {str: WORDS})
DAYS_OFF: Final = DataFile("knowledge", "days_off.yaml", {"days_off?": _days, "working?": _days}, vital=False)
"""Reminders go on with the days that can be read."""
DUTIES: Final = DataFile("knowledge", "duties.yaml", lists("telling enacting general"))
ENCODINGS: Final = DataFile(
    "knowledge",
    "encodings.yaml",
    {
        "tcvn3": Also({"fonts": WORDS, "coded": str, "letters": str}, _pairs),
        "vni": Also({"fonts": WORDS, "marks": {str: Also(WORDS, _marks)}, "coded": str, "letters": str}, _pairs),
        "common": WORDS,
    },
)
GROUPS: Final = DataFile(
    "knowledge", "groups.yaml", {**lists(_GROUPS), "level_short": {str: str}, "group_short": {str: str}}
)
HEADINGS: Final = DataFile(
    "knowledge",
    "headings.yaml",
    {
        **lists(_HEADINGS),
        "contexts": lists("purpose scope goals target situation funding report organisation"),
        "facts": lists("number issued_on effective_on type issuer signer signer_title title"),
        "types": {str: str},
    },
)
LABELS: Final = DataFile(
    "knowledge",
    "labels.yaml",
    {
        "roles": lists(_LABELS),
        **lists("begins ends edged reckoned goals goal_years done holders lead_rank time_openers filler"),
        "order": [{*_LABELS.split()}],
    },
)
PLACES: Final = DataFile(
    "knowledge",
    "places.yaml",
    Also(
        {
            "basis": str,
            "since": date,
            "checked_on": _day,
            "places": [_PLACE],
            "present_types": {str: _TYPES},
            **lists("cued_after near_after not_districts_after institutions"),
            "unnamed": str,
            "kinds": {str: str},
        },
        _presents,
    ),
)
REVIEW: Final = DataFile("knowledge", "review.yaml", lists("signs told issuing"))
SUCCESSORS: Final = DataFile("knowledge", "successors.yaml", {"rows": [_SUCCESSOR]})

FILES: Final = (
    AGENCIES,
    ASKED_GROUPS,
    ASKED_POSTS,
    DAYS_OFF,
    DUTIES,
    ENCODINGS,
    GROUPS,
    HEADINGS,
    LABELS,
    PLACES,
    REVIEW,
    SUCCESSORS,
)
"""All of them."""
