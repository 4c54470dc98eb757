"""How the time of a duty is told: as printed, with its day, how far that is, and which of several times is meant."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.wording.excerpt import shorten
from bot.wording.phrasing import in_figures, say
from knowledge.answering.answer import Hit
from knowledge.answering.named import HALF_YEARLY
from knowledge.due import Due
from knowledge.models import Item
from nlp.question import Question
from nlp.text import squeeze, syllables
from nlp.times import Timing, format_date

_CITED = re.compile(
    r"\d+[/-]\S*[^\W\d]\S*,?(?:\s+ngày)?\s+(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
    r"|ngày \d{1,2}/\d{1,2}/\d{4} của"
)
_SAID_TIME = re.compile(
    r"(?:(?:kể )?từ |trước |sau |đến |ít nhất |trong |trong thời hạn |trong vòng |chậm nhất )?"
    r"(?:(?:\d{1,2}|một|hai|ba) (?:giờ|phút|ngày|tháng|lần)\b"
    r"|(?:tại |trước |sau )?kỳ họp(?= (?:giữa|cuối|đầu|thường|thứ))"
    r"|(?:ngày|tháng|quý) \d|(?:^|(?<=[.;,:] )|(?<=kỳ ))(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|quý|năm))"
    r"[^.;,()]*"
)
_SHORTER = re.compile(r"\b(?:\d+|sau|ba) thang\b|\bquy\b|\b(?:hang|moi) (?:thang|tuan)\b")
"""how a report of less than a year is told of, folded"""
_BRACKET = re.compile(r"[()]")
_SAID = 110
"""letters of a wording that is quoted for its time"""
_OLD = 5
"""years after which a document without an end may hold no longer"""
_FEW = 2
"""syllables of a wording that tells an act: "và" tells none"""


def timing_of(item: Item, due: Sequence[Due] = ()) -> str:
    """The printed time of a duty, with the day when that is not plain from the print."""
    printed = _balanced((item.timing_raw or "; ".join(timing.raw for timing in item.timings)).rstrip(" .;"))
    day = format_date(due[0].on) if due else ""
    return f"{printed} ({day})" if day and not _tells(printed, due[0].on) else printed


def no_deadline(item: Item) -> str:
    """That the document tells no time of a duty, but for what its wording says: "trong thời hạn 12 giờ"."""
    words = said_time(item.text)
    return say("timing_said", words=words) if words else say("timing_none")


def said_time(text: str) -> str:
    """The words of a duty that tell times which are no deadlines of it: "kể từ 12 giờ ngày 26/9/2025"; "" without such.
    The dates of documents that it cites tell nothing.
    """
    plain = _CITED.sub(lambda cited: " " * len(cited[0]), text)
    found = [squeeze(text[each.start() : each.end()]) for each in _SAID_TIME.finditer(plain)]
    return shorten("”; “".join(dict.fromkeys(found)), _SAID)


def age_note(hit: Hit, today: date) -> str | None:
    """That the document of a duty is old, where a day ahead is reckoned for what comes round and the document does not
    tell until when it does: it may hold no longer; until which year it held, for what goes on. None for others.
    """
    document = hit.entry.plan.document
    issued, last = document.issue_year, document.period.end
    whole_years = last and (last.month, last.day) == (12, 31)
    if last and last < today and not hit.due and all(_is_open(timing) for timing in hit.entry.timings):
        return say("ended_document", period=f"năm {last.year}") if hit.entry.timings and whole_years else None
    ahead = bool(hit.due) and hit.due[0].on >= today and any(timing.every for timing in hit.entry.timings)
    if not ahead or issued is None or today.year - issued <= _OLD or (last and last >= today):
        return None
    return say("old_document", year=issued)


def _is_open(timing: Timing) -> bool:
    """Whether a time tells no day, month or year: "thường xuyên", "hằng năm"."""
    return not (timing.start or timing.end or timing.month_day)


def _balanced(printed: str) -> str:
    """A printed time without brackets, where one of them was cut off: "15/6) và năm (15/12"."""
    opened = 0
    for sign in _BRACKET.findall(printed):
        opened += 1 if sign == "(" else -1
        if opened < 0:
            break
    return _BRACKET.sub("", printed) if opened else printed


def _tells(printed: str, day: date) -> bool:
    figures = re.findall(r"\d+", printed)
    return str(day.year) in figures and str(day.day) in [figure.lstrip("0") for figure in figures]


def day_of(day: date, today: date) -> str:
    """How far a day is: "còn 18 ngày", "hôm nay", "đã qua 3 ngày"."""
    days = (day - today).days
    if days == 0:
        return say("day_today")
    return say("day_left", days=days) if days > 0 else say("day_past", days=in_figures(-days))


def told_time(item: Item, due: Sequence[Due], today: date, question: Question) -> str:
    """The printed time of a duty and how far its day is. Where several times are printed, each of something else, the
    one that the question asks for first, the others as such beside it; of these only those are told that fall due in
    the period asked for, if any does.
    """
    period = question.period
    inside = [each for each in due if period and period.start <= each.on <= period.end]
    one = len(item.timings) < 2 or not all(timing.raw in (item.timing_raw or timing.raw) for timing in item.timings)
    if item.status or one:
        far = say("day_far", far=day_of(due[0].on, today)) if due and not item.status else ""
        return timing_of(item, due) + far
    days = {each.timing.raw: each.on for each in inside or due[:1]}
    if inside:
        return _in_a_row(days, days, today)
    acts = _acts(item)
    asked = _asked_act(acts, question)
    told = _in_a_row(asked.times if asked else [raw for act in acts for raw in act.times], days, today)
    beside = [raw for act in acts if asked and act is not asked for raw in act.times]
    return told + (say("timing_beside", timing=_in_a_row(beside, days, today)) if beside else "")


def asked_timings(item: Item, question: Question) -> tuple[Timing, ...]:
    """Those of the times of a duty that are of what the question asks for: "báo cáo 6 tháng"; all where none is."""
    asked = _asked_act(_acts(item), question)
    return tuple(asked.timings) if asked else tuple(item.timings)


def _in_a_row(raws: Collection[str], days: Mapping[str, date], today: date) -> str:
    return "; ".join(_with_day(raw, days.get(raw), today) for raw in raws)


@dataclass(frozen=True, slots=True)
class _Act:
    """What is to be done at some times: the wording before them, folded, and the times."""

    wording: str
    timings: list[Timing]

    @property
    def times(self) -> list[str]:
        """Its times as printed."""
        return [timing.raw for timing in self.timings]


def _acts(item: Item) -> list[_Act]:
    """The acts of a duty that has several times; a time with no words of its own before it is of the act before."""
    acts: list[_Act] = []
    at = 0
    for raw, timing in {timing.raw: timing for timing in item.timings}.items():
        found = item.text.find(raw, at)
        wording = " ".join(syllables(item.text[at:found])) if found >= 0 else ""
        at = max(at, found + len(raw)) if found >= 0 else at
        if acts and len(wording.split()) < _FEW:
            acts[-1].timings.append(timing)
        else:
            acts.append(_Act(wording, [timing]))
    return acts


def _asked_act(acts: Sequence[_Act], question: Question) -> _Act | None:
    """The one act of several that the question asks for: by its rhythm, or by words that only this one has."""
    for fits in (test for cue, tests in _RHYTHMS.items() if cue in question.cues for test in tests):
        fitting = [act for act in acts if fits(act)]
        if len(fitting) == 1:
            return fitting[0]
    words = {word.token.folded for word in question.topic if word.role == "topic"}
    told = [words.intersection(act.wording.split()) for act in acts]
    own = [len(each - {word for other in told if other is not each for word in other}) for each in told]
    most = max(own, default=0)
    return acts[own.index(most)] if most and own.count(most) == 1 else None


def _is_half_yearly(act: _Act) -> bool:
    return HALF_YEARLY.search(act.wording) is not None or any(timing.every == "6 months" for timing in act.timings)


def _comes_each_year(act: _Act) -> bool:
    return any(timing.every == "year" for timing in act.timings)


def _is_of_whole_year(act: _Act) -> bool:
    return not _SHORTER.search(act.wording)


_RHYTHMS: Mapping[str, Sequence[Callable[[_Act], bool]]] = {
    "half_yearly": (_is_half_yearly,),
    "yearly": (_comes_each_year, _is_of_whole_year),
}
"""by the cue that asks for it, the surest sign first"""


def _with_day(raw: str, day: date | None, today: date) -> str:
    """A printed time, with its day and how far that is."""
    printed = _balanced(raw.rstrip(" .;"))
    if day is None:
        return printed
    named = printed if _tells(printed, day) else f"{printed} ({format_date(day)})"
    return named + say("day_far", far=day_of(day, today))
