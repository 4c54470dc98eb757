"""Labels of a duty's lines and of a table's columns: "Đơn vị chủ trì: ...", "| Thời gian thực hiện |".

The words are data (`data/labels.yaml`); here is how they make a label: every word of the phrase is known, and at least
one of them tells a role.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.datafiles import LABELS
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, begins_with, even, verb_at
from nlp.text import fold, is_marked, syllables
from nlp.times import read_timings

CORE = frozenset({"lead", "coordinator", "timing"})
"""The roles whose lines are fields of an item; lines of other roles belong to its wording."""
_LINE_ROLES = CORE | {"product", "funding", "recipient", "supervisor", "place", "note"}
_FOOTNOTE_SIGN = re.compile(r"[¹²³⁴-⁹⁰]+|\[\d{1,3}\]|\(\d{1,2}\)\s*$")
_BRACKETED = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r"[¹²³⁴-⁹⁰\[(]")
"""with which footnote signs and brackets begin."""
_BOUNDARY = re.compile(r"[.;(\[,–—•/]\s*|\s[-+]\s|^\s*[-+*•]\s*")
_PURPOSE = re.compile(r"[^;()]*[^\W\d_] (?:để|nhằm) [^\W\d_]")
_LATER_WORD = re.compile(
    r"(?<=\s)(?!(?:thường xuyên|định kỳ|hàng năm|hằng năm|hoàn thành|trong|theo)\b)\w", re.IGNORECASE
)
TIME_BEHIND = re.compile(
    r"[;,.(]\s*(?=(?:hoàn thành|xong|trước(?: ngày)? \d|chậm nhất|thời gian|thời hạn|trong (?:tháng|quý|năm) \S*\d"
    r"|(?:tháng|quý) [\dIVX]+(?:/\d{4}| năm \d{4})?\W*$|(?:giai đoạn|(?:các )?năm) \d{4}|h[àằ]ng (?:năm|quý|tháng|tuần)"
    r"|thường xuyên|định kỳ)\b)",
    re.IGNORECASE,
)
_TIME_OPENS = re.compile(
    r"\s*(?:thường xuyên|định kỳ|h[àằ]ng (?:năm|quý|tháng|tuần)|hoàn thành|trong|theo|khẩn trương|kịp thời)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"(?:thoi (?:gian|han|diem)|tien do)\b")
_SUBMITTED = re.compile(r"\s*(?:trình|ban hành|gửi|nộp|công bố|phê duyệt)\s[^;:]{1,60}\d\W*", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
_PARTED = re.compile(r";|\.\s")
_LONGEST_LABEL = 90
_LONGEST_TIME = 120
_SIGNS = re.compile(rf":|\s+là\s+(?=(?:các|những)\s|[{CAPITALS}])")
"""What parts a label from its value: "Đơn vị chủ trì: ...", "Cơ quan thực hiện là Phòng Nội vụ"."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NEEDS_COLON = ("xong", "Xong")
"""Opens the rest of a sentence as often as a line of its own: "... / xong trước ngày 10/5"."""
_FEW = 10
_WEAKEST = 99
_FEWEST_COLUMNS = 3
_PUNCTUATION = re.compile(r"[,.;:]")
_REMEMBERED = 2048
"""Phrases that are remembered: the cells of a column and the labels of a plan are much the same."""


class Label(NamedTuple):
    """A label and what is printed after it."""

    role: str
    rank: int
    """among labels of one role the lowest is the strongest: "chủ trì" before "thực hiện"."""
    value: str
    is_day: bool = False
    """of a time: whether it is the day itself, as in a diary, not the last day."""


@dataclass(frozen=True, slots=True)
class _Found:
    role: str
    rank: int
    sure: bool
    """whether the words can mean nothing else ("Đơn vị chủ trì", not "Tổ chức thực hiện")."""


@dataclass(frozen=True, slots=True)
class _Words:
    roles: dict[tuple[str, ...], tuple[str, ...]]
    filler: frozenset[tuple[str, ...]]
    order: tuple[str, ...]
    holders: frozenset[tuple[str, ...]]
    lead_rank: tuple[tuple[str, ...], ...]
    time_openers: tuple[str, ...]
    goals: tuple[str, ...]
    reckoned: tuple[str, ...]
    begin: re.Pattern[str]
    """what the heading of a column of first days says, folded."""
    end: re.Pattern[str]
    goal_year: re.Pattern[str]
    done: tuple[str, ...]
    longest: int
    first: frozenset[str]
    """syllables that phrases begin with."""
    marked: frozenset[str]
    """all words as written: typed marks must be theirs, "quỹ" is not "quý"."""


@cache
def _words() -> _Words:
    data = LABELS.load()
    roles: dict[tuple[str, ...], tuple[str, ...]] = {}
    for role, keys in data["roles"].items():
        for key in keys:
            words = tuple(syllables(key))
            roles[words] = (*roles.get(words, ()), role)
    filler = frozenset(tuple(syllables(word)) for word in data["filler"])
    return _Words(
        roles=roles,
        filler=filler,
        order=tuple(data["order"]),
        holders=frozenset(tuple(syllables(word)) for word in data["holders"]),
        lead_rank=tuple(tuple(syllables(word)) for word in data["lead_rank"]),
        time_openers=tuple(data["time_openers"]),
        reckoned=tuple(fold(word) for word in data["reckoned"]),
        begin=_edge(data["begins"], data["edged"]),
        end=_edge(data["ends"], data["edged"]),
        goals=tuple(fold(word) for word in data["goals"]),
        goal_year=re.compile(rf"(?:(?:{'|'.join(map(fold, data['goal_years'] + data['done']))})\s+)*{_YEARS}"),
        done=tuple(fold(word) for word in data["done"]),
        longest=max(len(words) for words in (*roles, *filler)),
        first=frozenset(words[0] for words in (*roles, *filler)),
        marked=frozenset(
            _lower_words(" ".join([*data["filler"], *(key for keys in data["roles"].values() for key in keys)]))
        ),
    )


def _edge(edges: list[str], beside: list[str]) -> re.Pattern[str]:
    """Headings that name one edge of a time, with the words that may stand beside it: "Thời gian bắt đầu"."""
    one, more = ("|".join(map(fold, words)) for words in (edges, beside))
    return re.compile(rf"(?:(?:{more})\s)*(?:{one})(?:\s(?:{more}))*")


def _phrases(words: list[str], strict: bool) -> list[tuple[str, ...]] | None:
    """The known phrases that `words` are made of, longest first; with `strict` None when a word is left over."""
    found, at = [], 0
    while at < len(words):
        phrase = _phrase_at(words, at)
        if phrase:
            found.append(phrase)
        elif strict:
            return None
        at += max(len(phrase), 1)
    return found


def _phrase_at(words: list[str], at: int) -> tuple[str, ...]:
    """The longest known phrase that begins at one of the words; empty where none does."""
    known = _words()
    longest = known.longest if words[at] in known.first else 0
    for size in range(min(longest, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + size])
        if phrase in known.roles or phrase in known.filler:
            return phrase
    return ()


@lru_cache(_REMEMBERED)
def _role(text: str, strict: bool) -> _Found | None:
    """What a label phrase tells, or None when it is no label; with `strict` every word of it must be known."""
    bare = _BRACKETED.sub(" ", _FOOTNOTE_SIGN.sub(" ", text)) if _ASIDE.search(text) else text
    phrases = _phrases(syllables(bare), strict)
    known = _words()
    if not phrases or (strict and any(is_marked(word) and word not in known.marked for word in _lower_words(bare))):
        return None
    roles = {role for phrase in phrases for role in known.roles.get(phrase, ())}
    held = any(phrase in known.holders or _begins_held(phrase) for phrase in phrases)
    if held:
        roles &= {"lead", "coordinator", "supervisor", "recipient"}
    if not roles:
        return None
    rank = min((known.lead_rank.index(phrase) for phrase in phrases if phrase in known.lead_rank), default=_WEAKEST)
    if rank <= 1 and roles & CORE <= {"lead", "coordinator"}:
        return _Found("lead", rank, sure=True)
    role = min(roles, key=known.order.index)
    return _Found(role, rank, sure=held or role == "coordinator" or ("phan", "cong") in phrases)


def _lower_words(text: str) -> list[str]:
    """The words of a phrase in small letters, their tones where they usually stand."""
    return _LETTERS.findall(even(text).lower())


def _begins_held(phrase: tuple[str, ...]) -> bool:
    """Whether a phrase that tells who leads begins with the word for whom: "cơ quan trình"."""
    known = _words()
    leads = "lead" in known.roles.get(phrase, ())
    return leads and any(phrase[:size] in known.holders for size in range(1, len(phrase)))


def column_role(heading: str) -> str | None:
    """What the column of a table tells, from its heading: "lead", "timing", "task", "index", ... or None; "value" is
    what is to be reached in a year, "begin" the first day where the last has a column of its own.
    """
    if len(heading) > _LONGEST_LABEL:
        return None
    if _words().goal_year.fullmatch(plain := fold(_UNIT.sub("", heading)).strip()):
        return "note" if plain.startswith(_words().done) else "value"
    if edge := _edge_role(plain):
        return edge
    found = _role(heading, strict=True) or _role(heading, strict=False)
    return found.role if found else None


def _edge_role(plain: str) -> str | None:
    words = _words()
    return "begin" if words.begin.fullmatch(plain) else "timing" if words.end.fullmatch(plain) else None


def column_rank(heading: str) -> int:
    """How strongly a heading of the role "lead" claims to name the lead; the lowest is the strongest."""
    found = _role(heading, strict=False)
    return found.rank if found else _WEAKEST


def opens_with_columns(text: str) -> bool:
    """Whether a text begins with the headings of several columns, no bars between them, of which one names agencies."""
    words = syllables(_PUNCTUATION.split(text, maxsplit=1)[0].lstrip("0123456789 "))
    roles: set[str] = set()
    at = 0
    while at < len(words) and (phrase := _phrase_at(words, at)):
        roles.update(_words().roles.get(phrase, ())[:1])
        at += len(phrase)
    return len(roles) >= _FEWEST_COLUMNS and not roles.isdisjoint(("lead", "coordinator"))


def is_column(heading: str) -> bool:
    """Whether the cell is surely the heading of a column: a label and nothing else."""
    if not 0 < len(heading) <= _LONGEST_LABEL:
        return False
    if _role(heading, strict=True) is not None or _edge_role(fold(heading).strip()):
        return True
    return heading[-1].isdigit() and _words().goal_year.fullmatch(fold(heading)) is not None


def reckoned(heading: str) -> bool:
    """Whether the heading of a column of times names days reckoned from others: "Ngày đến hạn"."""
    return any(word in fold(heading) for word in _words().reckoned)


def names_goals(heading: str) -> bool:
    """Whether the heading of a column names goals: "Chỉ tiêu chủ yếu", "Mục tiêu"."""
    return any(goal in fold(heading) for goal in _words().goals)


def read_label(text: str, beside: bool = False) -> Label | None:
    """The label that a paragraph (without its mark) begins with, the rest being its value; None for others. `beside`
    another line that tells who leads, a person's post is one too: "Chuẩn bị: Trợ lý tác chiến".
    """
    head, colon, value = text.partition(":")
    if colon and len(head) <= _LONGEST_LABEL and not _PARTED.search(head):
        found = _role(head, strict=True)
        if found and found.role == "lead" and not found.sure and _is_time(value):
            return Label("timing", found.rank, value.strip())
        if found and found.role in _LINE_ROLES and (_is_meant(found, head, value) or (beside and _names_few(value))):
            return Label(found.role, found.rank, value.strip())
    return _time_label(text)


def _is_meant(found: _Found, head: str, value: str) -> bool:
    """Whether words that also head ordinary text ("Tổ chức thực hiện: ...") are a label here: an agency must follow; a
    time no longer is one where what is to be done then follows ("Báo cáo định kỳ: báo cáo quý gửi trước ngày 05"), but
    for where it is handed in ("Thời gian: trình UBND tỉnh tháng 8"), nor are partners where their purpose does ("phối
    hợp: Sở Y tế để lấy mẫu").
    """
    if found.role == "coordinator" and _PURPOSE.match(value):
        return False
    if found.role == "timing":
        told = _TIME_OPENS.match(value) or (_OF_TIME.match(fold(head)) and _SUBMITTED.fullmatch(value))
        return bool(told) or verb_at(even(value.strip())) is None
    if found.sure or found.role != "lead":
        return True
    catalogue = Catalogue.load()
    return catalogue.is_agency(value) or bool(catalogue.find(value[:_LONGEST_LABEL]))


def _is_time(value: str) -> bool:
    """Whether a value is a time and nothing else: "Thực hiện: Thường xuyên trong năm"."""
    opened = _opens_time(value.strip()) and not names_work(value)
    return opened and any(time.type != "unspecified" for time in read_timings(value.strip(" .;,")))


def _names_few(value: str) -> bool:
    """Whether a value is a few words with a capital, no verb before them."""
    words = value.split()
    return 0 < len(words) <= _FEW and words[0][0].isupper() and verb_at(even(value.strip())) is None


def _time_label(text: str) -> Label | None:
    """A time label without a colon: "Hoàn thành trước ngày 15/6/2023", "Thời gian thực hiện từ tháng 3 đến tháng 5"."""
    if len(text) > _LONGEST_TIME or text.endswith(",") or text.startswith(_NEEDS_COLON):
        return None
    if text[:1].isalpha() and not begins_with(text, 0, _words().first):
        return None
    words = text.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        found = _role(" ".join(words[:size]), strict=True)
        rest = " ".join(words[size:])
        if found and found.role == "timing" and _opens_time(rest) and not names_work(rest):
            times = read_timings(rest.strip(" .;,"))
            return Label("timing", found.rank, rest) if any(time.type != "unspecified" for time in times) else None
    return None


def _opens_time(text: str) -> bool:
    """Whether a text begins with a word that opens a time; one typed with marks with its marks: "quý", not "quỹ"."""
    if text.isascii():
        return fold(text).startswith(tuple(map(fold, _words().time_openers)))
    return text.casefold().startswith(_words().time_openers)


def names_work(text: str) -> bool:
    """Whether a time goes on with what is to be done then: "Định kỳ ngày 25 hằng tháng báo cáo kết quả"."""
    return any(verb_at(text, word.start()) for word in _LATER_WORD.finditer(text))


def told_apart(label: Label) -> list[Label]:
    """A label for agencies and the time printed behind them: "Sở Y tế; xong trước ngày 01/3" gives two."""
    time = TIME_BEHIND.search(label.value) if label.role in ("lead", "coordinator") else None
    if time is None or not read_timings(label.value[time.end() :]):
        return [label]
    agencies = label._replace(value=label.value[: time.start()].rstrip(" .;,("))
    return [agencies, Label("timing", _WEAKEST, label.value[time.end() :].strip(" .;,()"))]


def split_labels(text: str) -> tuple[str, list[Label]]:
    """The wording of a duty and the labels printed in the same paragraph: "... (chủ trì: Sở Y tế; thời gian: Quý I)".

    Labels of other roles than lead, coordinator and time end the value before them and stay in the wording; alone they
    are no labels.
    """
    if ":" not in text and " là " not in text:
        return text, []
    wording, labels = _split(text)
    return wording, list(labels)


@lru_cache(_REMEMBERED)
def _split(text: str) -> tuple[str, list[Label]]:
    """The same, remembered: a line is asked for its labels wherever it may stand."""
    places = list(_inline(text))
    if not any(found.role in CORE for _, _, found in places):
        return text, []
    ends = [start for start, _, _ in places[1:]] + [len(text)]
    wording, labels = [text[: places[0][0]].rstrip(" ;,([-–+•")], []
    for (start, value_at, found), end in zip(places, ends, strict=True):
        value = _close(text[value_at:end].strip(" ;,.(-–+•"))
        if found.role in CORE:
            labels.append(Label(found.role, found.rank, value))
        else:
            wording.append(text[start:end].strip())
    return " ".join(part for part in wording if part), labels


def _inline(text: str) -> Iterator[tuple[int, int, _Found]]:
    """Start and end of every label inside a paragraph, with its colon or "là", and what it tells."""
    after = 0
    for sign in _SIGNS.finditer(text):
        for start in _label_starts(text, after, sign.start()):
            found = _role(text[start : sign.start()], strict=True)
            told = found is not None and found.role in _LINE_ROLES and _is_told(found, sign[0])
            if found and told and _is_meant(found, text[start : sign.start()], text[sign.end() :]):
                yield _widen(text, after, start), sign.end(), found
                after = sign.end()
                break


def _is_told(found: _Found, sign: str) -> bool:
    """Whether a label may end with this sign: with "là" only one that is sure to tell who."""
    return sign == ":" or (found.sure and found.role in ("lead", "coordinator"))


def _label_starts(text: str, after: int, colon: int) -> list[int]:
    """Where a label that ends at a colon may begin, the nearest first: at the start, after a stop, comma, bracket."""
    left = max(after, colon - _LONGEST_LABEL)
    starts = [left + boundary.end() for boundary in _BOUNDARY.finditer(text[left:colon])]
    return sorted(
        {start for start in (*starts, *([left] if left in (0, after) else [])) if start < colon}, reverse=True
    )


def _widen(text: str, after: int, start: int) -> int:
    """The start of "Cơ quan, đơn vị chủ trì", where the comma before "đơn vị" belongs to the label."""
    piece = re.split(r"[.;:,(–—•]", text[after:start].rstrip(" ,"))[-1]
    if text[:start].rstrip().endswith(",") and tuple(syllables(piece)) in _words().holders:
        return start - len(text[after:start]) + text[after:start].rindex(piece.strip())
    return start


def _close(value: str) -> str:
    """Drops a closing bracket whose opening one stood before the first label."""
    closed = value.endswith((")", "]")) and value.count(value[-1]) > value.count("(" if value[-1] == ")" else "[")
    return value[:-1].rstrip(" .;") if closed else value
