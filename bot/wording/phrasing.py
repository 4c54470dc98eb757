"""Small phrases that answers are made of: dates, places, sources, lists of agencies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath

from bot.wording.sentences import sentence, sentences
from knowledge.answering.base import Entry
from knowledge.answering.details import channel_of
from knowledge.models import Document, Item
from knowledge.names.owners import owner
from knowledge.storing.store import StoredPlan
from nlp.question import Question
from nlp.text import fold, is_marked, normalise
from nlp.times import format_date

_UNITS = {
    ".xlsx": "hàng",
    ".xlsm": "hàng",
    ".docx": "đoạn",
    ".docm": "đoạn",
    ".html": "đoạn",
    ".htm": "đoạn",
    ".doc": "đoạn",
}
"""What the places of an item count, by the file's ending; lines in files of plain text."""
_SYLLABLE = re.compile(r"[^\W_]+")
_STRETCH = 6
_PLANS = 6
"""How many plans are named in one sentence."""
_ARTICLE = "Điều "
_APPENDIX = re.compile(r"PL(\d+)\.")
"""how the references of a further appendix begin"""
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def say(name: str, /, **fields: object) -> str:
    """The sentence of that name in ``data/answers.yaml``, its {fields} filled in."""
    return sentence("answers", name, **fields)


def examples() -> list[str]:
    """Questions to begin with."""
    return list(sentences("answers")["examples"])


def joined(names: Iterable[str]) -> str:
    """Names as a list in a sentence; a group's name begins small inside it."""
    return "; ".join(names)


def recipients(item: Item) -> str | None:
    """To whom a report goes, with the office that it is sent through where its wording tells that in brackets; None
    where no recipient is told.
    """
    if not item.report_to:
        return None
    return say("label_report_to", agencies=" ".join(filter(None, (joined(item.report_to), channel_of(item)))))


def spoken_date(printed: str | None) -> str | None:
    """A date as officials write it, as precise as known: "2021-08-23" -> "23/8/2021", "2024-03" -> "tháng 3/2024"."""
    match = _ISO.fullmatch(printed or "")
    if not match:
        return printed
    year, month, day = match.groups()
    if day:
        return format_date(date(int(year), int(month), int(day)))
    return f"tháng {int(month)}/{year}" if month else f"năm {year}"


def name_of(document: Document) -> str:
    """A plan's short name: "Kế hoạch 488/KH-UBND (Nghệ An)", "Chương trình công tác 2022 (Kon Tum)"."""
    number = document.number if document.number and document.number[0].isdigit() else None
    start = document.period.start
    year = start.year if start else document.issue_year
    kind = document.type or "Văn bản"
    return f"{kind} {number or year or ''}".rstrip() + (f" ({whose})" if (whose := owner(document)) else "")


def names_of(documents: Sequence[Document]) -> str:
    """Short names of the first few plans, and how many there are more."""
    names = joined(map(name_of, documents[:_PLANS]))
    more = len(documents) - _PLANS
    return say("plans_more", plans=names, count=more) if more > 0 else names


def place_of(item: Item) -> str:
    """Where in its document an item stands: "phần II, điểm 2.3.4", "phụ lục, điểm 2.4.2", "khoản 2 Điều 3"."""
    section, code = item.section, item.code
    if section and section.startswith(_ARTICLE):
        return _in_article(item.ref, section, code)
    further = _APPENDIX.match(item.ref)
    parts = []
    if section == "PL":
        parts.append(f"phụ lục {further[1]}" if further else "phụ lục")
    elif section:
        parts.append(f"phần {section}")
    between = _between(item.ref, further[0].rstrip(".") if further else section, code)
    if code:
        parts.append(f"điểm {code}" + (f" mục {between}" if between else ""))
    elif between:
        parts.append(f"mục {between}")
    return ", ".join(parts)


def _in_article(ref: str, article: str, code: str | None) -> str:
    """Where in a decision an item stands, as laws are cited: "điểm a khoản 2 Điều 3" (Nghị định 78/2025/NĐ-CP)."""
    if not code or code == article:
        return article
    between = _between(ref, article, code)
    if code[0].isdigit():
        return f"khoản {code} {article}"
    return f"điểm {code} khoản {between} {article}" if between else f"điểm {code} {article}"


def details_beside(item: Item) -> Iterator[str]:
    """What is told of an item under headings of their own, but for what its wording tells as well."""
    return (detail for detail in item.details if detail.partition(": ")[2] not in item.text)


def _between(ref: str, section: str | None, code: str | None) -> str:
    """What stands between section and printed code in a reference: "5" in "IV.5.c"."""
    middle = ref.removeprefix(f"{section}.") if section else ref
    if middle == section:
        return ""
    if code:
        middle = middle.removesuffix(code) if middle.endswith(code) else middle.rpartition(".")[0] + "."
        return middle.rstrip(".")
    return middle


def source_of(entry: Entry) -> str:
    """Where a duty is printed: plan, place, point, lines of the file."""
    parts = (name_of(entry.plan.document), place_of(entry.item), lines_of(entry))
    return ", ".join(part for part in parts if part)


def lines_of(entry: Entry) -> str:
    """Where in its file a duty is printed: "trang 3", "dòng 293–297"."""
    return lines_in(entry.plan.file, entry.item.page, entry.item.lines)


def lines_in(file: str, page: int | None, lines: tuple[int, int]) -> str:
    """The same of a file, by its name, the page (None for files without) and the lines."""
    if page:
        return f"trang {page}"
    first, last = lines
    unit = _UNITS.get(PurePath(file).suffix.lower(), "dòng")
    return f"{unit} {first}" if first == last else f"{unit} {first}–{last}"


def in_figures(number: int) -> str:
    """A number with its thousands set apart: "1.453"."""
    return f"{number:,}".replace(",", ".")


def where(places: Sequence[str]) -> str:
    """ " (Nghệ An, Kon Tum)" for a head line, or nothing."""
    return say("where_places", places=", ".join(places)) if places else ""


def places_of(plans: Iterable[StoredPlan]) -> list[str]:
    """The places of plans, each once."""
    return list(dict.fromkeys(whose for plan in plans if (whose := owner(plan.document))))


def asked_name(name: str) -> str:
    """What a kind of question, or a sign of one, is called: "lead" -> "ai chủ trì"."""
    return say(f"asked_{name}")


def reading_of(question: Question, texts: Iterable[str] = ()) -> str:
    """How a question was read: of what, of whom, where, when; "" where nothing of these was found. What was typed
    without marks is written as in `texts`, where they have it.
    """
    lines = [_line(text) for text in texts]
    topic = " ".join(_with_marks(_told(question, lines), lines)) if question.has_topic else ""
    period = question.period.label if question.period else ""
    return " · ".join(filter(None, (topic, *question.agencies, *question.places, *question.numbers, period)))


_Line = tuple[str, list[str]]
"""a text as a row of folded syllables, and these as written"""


def _line(text: str) -> _Line:
    written = _SYLLABLE.findall(normalise(text).lower())
    return f" {' '.join(map(fold, written))} ", written


def _told(question: Question, lines: Sequence[_Line]) -> list[str]:
    """The words of the topic without those that only ask ("phối hợp") or that say nothing alone ("lo"), unless a text
    has them with the next: "duoi" of "duoi nuoc".
    """
    words = [word for word in question.topic if word.role != "cue"]
    following = [*words[1:], None]
    little = [
        w.role == "generic" and w.lead and (n is None or (n.lead and not _printed([w.token.text, n.token.text], lines)))
        for w, n in zip(words, following, strict=True)
    ]
    return [word.token.text for word, drop in zip(words, little, strict=True) if not drop]


def _with_marks(words: Sequence[str], lines: Sequence[_Line]) -> list[str]:
    """Words as a text writes them, the longest stretch first; those that carry marks or stand in no text as typed."""
    out: list[str] = []
    while len(out) < len(words):
        rest = words[len(out) :]
        sizes = range(min(_STRETCH, len(rest)), 0, -1)
        printed = next((found for size in sizes if (found := _printed(rest[:size], lines))), rest[:1])
        out += [typed if is_marked(typed) else form for typed, form in zip(rest, printed, strict=False)]
    return out


def _printed(words: Sequence[str], lines: Iterable[_Line]) -> list[str]:
    """The first place where these words stand side by side, marks aside; `lines` are folded, and as written."""
    wanted = f" {' '.join(map(fold, words))} "
    for folded, written in lines:
        place = folded.find(wanted)
        if place >= 0:
            first = folded.count(" ", 0, place)
            return written[first : first + len(words)]
    return []
