"""The last question asked again with another place, agency or time: "còn Sở Y tế?", "tháng sau?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.context import ALONE, OF_A_DUTY, Context
from nlp.intent import Intent
from nlp.question import Question
from nlp.roles import Word
from nlp.text import fold
from nlp.times import Period, whole_years

_LISTS: frozenset[Intent] = frozenset({"due", "overdue", "done", "report", "agency", "count", "search", "lead", "when"})
"""questions that may be asked again of another time."""
OPEN: frozenset[Intent] = frozenset({"search", "unknown", "agency", "due", "wording"})
"""questions that leave what they ask to the last"""
_ASKS_IF = re.compile(r"\bco (?:viec (?:nay|do) |cai do )?khong\W*$")
"""how it is asked whether another place has such a duty at all"""
_ROUNDS = frozenset({"yearly", "weekly", "monthly", "quarterly", "half_yearly"})
"""how often a report is asked for: of two questions the later tells"""
_WHOLE_YEAR = "ca nam"
_ALSO = re.compile(r"\bnua\W*$")
"""at the end of a name: the same is asked of it, too: "ban dân tộc nữa" """


def vary(question: Question, context: Context) -> Question:
    """The last question with another place, agency or period; after one item of a list, the question of the list."""
    last = context.question
    if context.lister and not (last.has_topic or last.agencies):
        last = context.lister
    question = _of_year(question, last)
    intent = _intent(question, last)
    of_agency = intent == "agency" and last.intent in OF_A_DUTY and not is_of_agency(last)
    return replace(
        question,
        intent=intent,
        words=question.words if of_agency else (*_without_names(last), *question.words),
        cues=question.cues | (last.cues - _ROUNDS if question.cues & _ROUNDS else last.cues),
        places=question.places or last.places,
        agencies=_agencies(question, last),
        period=_period(question, last),
        asked_years=question.asked_years or (() if question.period else last.asked_years),
        numbers=question.numbers or (() if question.places else last.numbers),
        documents=question.documents or (() if question.places else last.documents),
        fields=question.fields or last.fields,
    )


def _of_year(question: Question, last: Question) -> Question:
    """ "Cả năm" behind a question for the report of a part of it: for that of the year."""
    said = question.period and fold(question.text[slice(*question.period.span)]) == _WHOLE_YEAR
    if not said or not last.cues & _ROUNDS:
        return question
    return replace(question, cues=question.cues | {"yearly"}, period=None)


def _agencies(question: Question, last: Question) -> tuple[str, ...]:
    """The agencies of a question that leaves most to the last; with that spoken of, where it names who works with it:
    "trong đó việc nào phối hợp với Sở Y tế".
    """
    if question.places and question.period and question.cues & {"list", "due"} and "followup" not in question.cues:
        return question.agencies
    if question.agencies:
        return (*last.agencies, *question.agencies) if _joins(question, last) else question.agencies
    return () if _asks_other_lead(question) or _counts_in_document(question) else _without_places(last, question.places)


def _asks_other_lead(question: Question) -> bool:
    """Whether it is asked who leads elsewhere, so that the agency spoken of is hardly meant: "bên Khánh Hòa sở nào"."""
    return bool(question.places) and "lead" in question.cues


def _counts_in_document(question: Question) -> bool:
    """Whether all duties of a document are counted, not those of the agency spoken of: "công văn đó có mấy việc"."""
    return bool(question.documents) and question.intent == "count"


def _intent(question: Question, last: Question) -> Intent:
    """What a question that leaves most to the last asks: the same, unless it says otherwise."""
    lists = "list" in question.cues
    if question.places and _ASKS_IF.search(fold(question.text)):
        return "search"
    if question.period and last.intent in ("agency", "due") and question.cues & {"when", "due"}:
        return "due"
    if last.intent == "target" and question.intent == "due" and question.cues <= {"followup"}:
        return "target"
    if lists and last.intent == "became":
        return "agency"
    if last.intent == "became" and "compare" in question.cues:
        return "became"
    if lists and question.intent == "agency" and last.intent in OF_A_DUTY:
        return "agency"
    if last.intent == "report" and not question.has_topic and question.intent in ("lead", "when"):
        return "report"
    of_a_duty = last.intent in OF_A_DUTY and not last.has_topic
    of_days = question.intent == "due" and (of_a_duty or last.intent not in _LISTS)
    again = last.intent in ("became", "document") or last.intent not in ALONE
    return last.intent if question.intent in OPEN and again and not of_days else question.intent


def _without_places(last: Question, places: Sequence[str]) -> tuple[str, ...]:
    """The agencies of the last question; asked of another place, without the name of theirs."""
    if not places:
        return last.agencies
    endings = [f" {place}" for place in last.places]
    return tuple(next((n.removesuffix(e) for e in endings if n.endswith(e)), n) for n in last.agencies)


def _period(question: Question, last: Question) -> Period | None:
    """The time of a question that leaves it to the last; "báo cáo năm" is of the whole year that was spoken of, what is
    not yet due all that is ahead, what is overdue all that is past.
    """
    if question.cues & {"ahead", "overdue"}:
        return question.period
    if question.asked_years and not question.period:
        return whole_years(question.asked_years[0], question.asked_years[-1])
    if "yearly" not in question.cues or not last.period:
        return question.period or last.period
    return whole_years(last.period.start.year, last.period.start.year)


def _without_names(last: Question) -> tuple[Word, ...]:
    return tuple(word for word in last.words if word.role in ("topic", "generic", "cue"))


def leans(question: Question, last: Question) -> bool:
    """Whether a question without a topic of its own goes on from the last: "còn Sở Y tế?", "tháng sau?", a bare agency
    after another whose duties were asked for.
    """
    return not question.names_receiver and (
        "followup" in question.cues
        or not (question.cues or (question.agencies and not is_of_agency(last)))
        or (question.asks_whether and bool(question.agencies) and last.intent in OF_A_DUTY)
        or (not question.cues and bool(_ALSO.search(fold(question.text))))
        or question.intent in ("search", "unknown", "lead", "coordinate", "when")
        or (question.intent == "due" and question.period is not None and last.intent in ("agency", "due"))
        or _joins(question, last)
    )


def asks_own_list(question: Question, last: Question) -> bool:
    """Whether a question without a topic asks for a list of its own, after another kind of question: what an agency has
    to do ("Sở Y tế có nhiệm vụ gì"), what falls due ("kế hoạch này tháng 6 có gì đến hạn"), what is on one day.
    """
    if asks_of_day(question):
        return True
    if "list" not in question.cues or question.asks_whether or is_of_agency(last):
        return False
    narrows = "followup" in question.cues and last.intent in ("due", "overdue", "done", "which", "count")
    of_agency = bool(question.agencies) and question.intent in ("agency", "when") and not narrows
    of_days = question.intent == "due" and question.period is not None and last.intent in OF_A_DUTY
    return (of_agency and question.cues.isdisjoint({"lead", "coordinate"})) or of_days


def asks_of_day(question: Question) -> bool:
    """Whether it is asked who leads what is on one day: "sáng thứ năm ai chủ trì họp"."""
    of_day = question.period is not None and question.period.kind == "day"
    return of_day and question.intent == "lead" and not question.agencies and not question.asks_whether


def _joins(question: Question, last: Question) -> bool:
    """Whether it names who works with the agency whose duties were asked for: "việc nào làm chung với Sở Y tế"."""
    return "coordinate" in question.cues and question.names_partner and last.intent == "agency"


def is_of_agency(question: Question) -> bool:
    """Whether a question was for what an agency has to do, of a topic perhaps: "thi THPT quốc gia công an làm gì"."""
    return question.intent == "agency" or (question.intent == "search" and bool(question.agencies))


def in_topic(question: Question, context: Context) -> Question:
    """The question with the topic, place and time that are spoken of, so that the next one can go on from them."""
    last = context.question
    words = (*_without_names(last), *question.words)
    cues = question.cues if question.cues & _ROUNDS else question.cues | (last.cues & _ROUNDS)
    places = question.places or last.places
    return replace(question, words=words, cues=cues, places=places, period=_period(question, last))
