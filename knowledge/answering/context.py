"""What was spoken of before: questions such as "thế phối hợp?" or "còn Khánh Hòa?" go on from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from knowledge.answering.answer import Answer
from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.models import Document, Kind
from knowledge.storing.store import StoredPlan
from nlp.intent import Intent
from nlp.keys import is_syllable
from nlp.phrases import everywhere, that_agency
from nlp.points import Point
from nlp.question import Question
from nlp.roles import Word
from nlp.text import fold
from nlp.times import Period, whole_years

_OF_A_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "wording", "search", "target", "funding"})
_OF_A_PLAN: frozenset[Intent] = frozenset({"document", "unknown", "when"})
_MEANT: dict[str, Intent] = {
    **{"wording": "wording", "overdue": "when", "report": "report", "due": "when"},
    **{"product": "wording", "venue": "wording"},
}
"""what a question without a subject of its own asks of the item just shown."""
_LISTS: frozenset[Intent] = frozenset({"due", "overdue", "done", "report", "agency", "count", "search", "lead", "when"})
"""questions that may be asked again of another time."""
_OF_A_PLACE: frozenset[Intent] = frozenset(
    {"due", "overdue", "done", "report", "agency", "count", "which", "leaders", "funding", "target"}
)
"""questions for lists that are of the place spoken of where they name none"""
_OPEN: frozenset[Intent] = frozenset({"search", "unknown", "agency", "due", "wording"})
_IN_PLAN: dict[Intent, Kind | None] = {"target": "target", "funding": "funding", "report": "report", "count": None}
"""what a question without a subject of its own asks of the plan spoken of, unless the item just shown is such."""
_OF_REPORTS = frozenset({"lead", "when", "recipient", "report"})
"""what is asked of all reports of a list at once: "ai nộp" """
_PARTS = {frozenset({"coordinate"}): {"coordinate", "partnering"}, frozenset({"lead"}): {"lead", "leading"}}
"""what a question asks that is only for one part of an agency's list: "có việc nào phối hợp không" """
_ASKS_IF = re.compile(r"\bco (?:viec (?:nay|do) |cai do )?khong\W*$")
"""how it is asked whether another place has such a duty at all"""
_HOW_MANY = re.compile(r"\b(?:may|bao nhieu) (\w+)")
_ALSO = re.compile(r"\bnua\W*$")
"""at the end of a name: the same is asked of it, too: "ban dân tộc nữa" """
_PAIR = 2
_ALONE: frozenset[Intent] = frozenset({"greeting", "thanks", "help", "danger", "document", "plans", "became"})


@dataclass(frozen=True, slots=True)
class Context:
    """The last question and the items that answered it, best first."""

    question: Question
    entries: tuple[Entry, ...]
    plans: tuple[StoredPlan, ...] = ()
    """the plans whose own facts it told."""
    listed: tuple[Entry, ...] = ()
    """the items of the last list, which "cái thứ 2" counts from."""
    lister: Question | None = None
    """the question that this list answered."""
    beside: tuple[str, ...] = ()
    """the places that were spoken of before those of the question, for a comparison."""
    failed: bool = False
    """whether another question was asked since, of which the plans tell nothing: only one that says so goes on."""

    @classmethod
    def of(cls, answer: Answer, before: "Context | None" = None) -> "Context | None":
        """What an answer leaves to go on from, after what was spoken of `before`; None when there was nothing to speak
        of. One item told of a list, or nothing found, does not end the list; words that no plan has, or what became of
        an agency just told, end nothing.
        """
        if answer.reason in ("not_understood", "past_list") or (answer.reason == "became" and answer.carried):
            return before
        if before and _tells_nothing(answer, before.question):
            return before if _is_noise(answer) else replace(before, failed=True)
        told = answer.elsewhere if answer.reason == "other_year" else answer.shown
        entries = tuple(hit.entry for hit in told)
        if not entries and (other := _only_elsewhere(answer)):
            return cls(_in_plan(answer.question, other.plan.document), (other,), (), (other,), answer.question)
        named = answer.question.has_topic or answer.question.places
        spoken = entries or answer.plans or named or answer.reason == "became"
        of_list = before and (not entries or (len(entries) == 1 and entries[0] in before.listed))
        listed, lister = (before.listed, before.lister) if before and of_list else (entries, answer.question)
        beside = _beside(answer.question, before) if before else ()
        return cls(answer.question, entries, answer.plans, listed, lister, beside) if spoken else None

    @property
    def plan(self) -> StoredPlan | None:
        """The one plan that was spoken of, if it was one."""
        plans = {plan.id: plan for plan in [*self.plans, *[entry.plan for entry in self.entries]]}
        return next(iter(plans.values())) if len(plans) == 1 else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places that were spoken of: those of the question, else that of the duty that answered it."""
        told = self.entries[0].plan.document.locality if self.entries and self.question.intent in _OF_A_DUTY else None
        return self.question.places or ((told,) if told else ())


def _tells_nothing(answer: Answer, before: Question) -> bool:
    """Whether a question that brought a topic of its own found it in no plan."""
    own = {word.token.folded for word in answer.question.topic} - {word.token.folded for word in before.topic}
    unlike = answer.reason in ("none_of_its_duties", "not_quite", "no_target", "no_source")
    nothing = unlike or (answer.reason == "no_topic" and not answer.elsewhere)
    return nothing and bool(own)


def _is_noise(answer: Answer) -> bool:
    """Whether what no plan has was hardly meant as a topic: a syllable by itself, of a question that asks nothing or
    that is no word at all.
    """
    lacks = [fold(phrase) for phrase in answer.missing]
    single = bool(lacks) and not any(" " in phrase for phrase in lacks)
    return single and (answer.intent == "search" or not any(map(is_syllable, lacks)))


def _only_elsewhere(answer: Answer) -> Entry | None:
    """The one duty of another place that was told instead."""
    one = answer.reason == "no_topic" and len(answer.elsewhere) == 1
    return answer.elsewhere[0].entry if one else None


def _beside(question: Question, before: Context) -> tuple[str, ...]:
    """The places spoken of before those of a question."""
    last = before.question.places
    return last if last and question.places and last != question.places else before.beside


def carry_over(question: Question, context: Context | None, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """The question with what it leaves unsaid, and the items it means when it asks more about those just shown."""
    if context is None:
        return question, ()
    bare = _is_bare(question)
    if bare and context.failed and "followup" not in question.cues:
        return question, ()
    if again := _asked_again(question, context):
        return again, ()
    if bare and (list_ := _of_lister(question, context)):
        return list_, ()
    if bare and "overdue" in question.cues and "list" in question.cues:
        last = context.question
        agencies = last.agencies if _is_of_agency(last) or last.intent in ("count", "due") else ()
        return replace(question, places=last.places, documents=last.documents, agencies=agencies), ()
    if bare:
        meant = _of_shown(question, context, base)
        return meant if meant != (question, ()) else (_in_same_place(question, context, base), ())
    if question.point or question.intent in _ALONE or not all(map(base.has_number, question.numbers)):
        return _same_facts(question, context), ()
    if question.has_topic:
        return _on_topic(question, context)
    if _leans(question, context.question):
        return _vary(question, context), ()
    return _in_same_place(question, context, base), ()


def _same_facts(question: Question, context: Context) -> Question:
    """A question for another document, for the facts that the last asked for: "ý tôi là kế hoạch Tân Yên"."""
    same = question.intent == context.question.intent == "document" and "followup" in question.cues
    return replace(question, fields=context.question.fields) if same and not question.fields else question


def _on_topic(question: Question, context: Context) -> tuple[Question, tuple[Entry, ...]]:
    """A question with a topic: its own, one that goes on from the last, or of how many the duty just told tells."""
    if counts_there(question, context):
        whole = replace(_in_topic(question, context), intent="search", words=context.question.words)
        return whole, context.entries[:1]
    return (_go_on(question, context) if "followup" in question.cues else question), ()


def counts_there(question: Question, context: Context) -> bool:
    """Whether it asks no more than how many there are of what the duty just told counts: "mấy lớp"."""
    named = question.agencies or question.places or question.period or question.numbers
    topic = [word.token.folded for word in question.words if word.role == "topic"]
    asked = _HOW_MANY.search(fold(question.text))
    if named or not context.entries or asked is None or topic != [asked[1]]:
        return False
    return context.entries[0].counts(asked[1])


def past_list(question: Question, context: Context | None) -> int:
    """How many items were listed, where a question without a subject of its own asks for one behind them; else 0."""
    if context is None or not question.ordinal or not _is_bare(question):
        return 0
    return len(context.listed) if _place_in(question.ordinal, context.listed) is None else 0


def _is_bare(question: Question) -> bool:
    """Whether a question names nothing of its own."""
    named = question.agencies or question.places or question.period or question.numbers or question.asked_years
    return not (question.has_topic or named)


def _place_in(number: int, listed: Sequence[Entry]) -> int | None:
    """Where the item with a number (1 the first, -1 the last) stands in a list; None behind its end."""
    at = number - 1 if number > 0 else number
    return at if -len(listed) <= at < len(listed) else None


def _asked_again(question: Question, context: Context) -> Question | None:
    """The last question asked of two places to compare, or of the agency spoken of: how many duties, which."""
    if "compare" in question.cues and not question.has_topic and len(question.places) < _PAIR and context.beside:
        return _compare(question, context)
    wants_more = not question.cues.isdisjoint({"list", "more"}) and not question.has_topic
    if wants_more and that_agency().search(question.text):
        return _of_its_lead(question, context)
    return _vary(question, context) if _counts_or_lists(question, context) else None


def _of_lister(question: Question, context: Context) -> Question | None:
    """The question of the last list, asked again: to go on with it, or for who leads all of it and when."""
    asks = question.cues - {"followup", "list"}
    if context.lister is None or question.ordinal or question.point:
        return None
    if asks == {"more"}:
        return replace(context.lister, more=context.lister.more + 1)
    if len(context.listed) < _PAIR:
        return None
    if context.lister.intent == "report" and asks and asks <= _OF_REPORTS:
        return replace(context.lister, cues=(context.lister.cues - _OF_REPORTS) | asks | {"report"})
    if _is_of_agency(context.lister) and "list" in question.cues and asks in _PARTS:
        return replace(context.lister, cues=context.lister.cues.difference(*_PARTS.values()) | _PARTS[asks])
    if context.lister.intent == "agency" and asks == {"when"} and context.entries == context.listed:
        return replace(context.lister, intent="which", cues=context.lister.cues | {"dated", "list"})
    return context.lister if "those" in asks and asks <= {"those", "lead", "when"} else None


def _of_shown(question: Question, context: Context, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """A question without a subject of its own: of what was just shown or listed."""
    if question.ordinal and context.listed:
        return _of_list(question, context, question.ordinal)
    if question.point:
        return _of_point(question, context, base)
    if context.entries or context.plans:
        return _about(question, context)
    if "state" in question.cues and context.question.intent in _OF_A_DUTY:
        return replace(question, intent="when"), ()
    last = context.question
    if question.intent == "document" or question.fields:
        return replace(question, intent="document", places=last.places, numbers=last.numbers), ()
    return question, ()


def _compare(question: Question, context: Context) -> Question:
    """The last question, asked of its places and those spoken of before."""
    last = context.question.places
    return _vary(replace(question, places=tuple(dict.fromkeys((*context.beside, *(question.places or last))))), context)


def _of_its_lead(question: Question, context: Context) -> Question | None:
    """The duties of the agency that leads what was just told: "sở đó còn việc gì nữa"."""
    leads = context.entries[0].item.leads if len(context.entries) == 1 else []
    if not leads:
        return None
    plan = context.entries[0].plan.document
    return replace(_in_plan(question, plan), intent="agency", agencies=tuple(leads), documents=question.documents)


def _counts_or_lists(question: Question, context: Context) -> bool:
    """Whether it counts the duties of the agency spoken of, or asks for them: "có mấy việc", "các việc của ban này"."""
    last = context.question
    if question.has_topic or question.agencies or not last.agencies or question.ordinal:
        return False
    return (
        question.intent == "count"
        or "compare" in question.cues
        or (last.intent == "became" and "list" in question.cues)
    )


def _wants_all(question: Question) -> bool:
    """Whether a question only asks to list what was just asked: "liệt kê hết đi"."""
    return "list" in question.cues and question.cues <= {"list", "followup"} and not question.has_topic


def _of_point(question: Question, context: Context, base: TaskBase) -> tuple[Question, tuple[Entry, ...]]:
    """A point of the plan spoken of, the one nearest to the item just shown."""
    point, last = question.point, next(iter(context.entries), None)
    plan = context.plan or (last.plan if last else None)
    if point is None or plan is None:
        return question, ()
    whole = _in_plan(question, plan.document)
    if question.intent == "count":
        return whole, ()
    near = _near(point, last, base.of_plan(plan.id))
    if near and (point.step or point.fits(near.ref)):
        return replace(whole, point=None), (near,)
    beside = near or last
    return replace(whole, point=point.beside(beside.ref) if beside else point), ()


def _near(point: Point, last: Entry | None, entries: Sequence[Entry]) -> Entry | None:
    """The item of a plan that a point means after another: the next, a sibling with that letter, or the likest."""
    if last and point.step:
        at = entries.index(last) + point.step
        return entries[at] if 0 <= at < len(entries) else None
    here = last.ref.split(".") if last else []
    if point.leans and point.letter:
        parents = [here, here[:-1]] if here else []
        fitting = [e for e in entries if point.fits(e.ref) and e.ref.split(".")[:-1] in parents]
    else:
        fitting = [e for e in entries if point.fits(e.ref) or point.holds(e.ref)]
    return max(fitting, key=lambda e: (_shared(e.ref.split("."), here), -len(e.ref)), default=None)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two references have in common from the left."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _in_plan(question: Question, plan: Document) -> Question:
    """The question asked of one plan."""
    return replace(
        question,
        places=(plan.locality,) if plan.locality else (),
        numbers=(plan.number,) if plan.number else (),
        documents=(fold(plan.type),) if plan.type else (),
    )


def _about(question: Question, context: Context) -> tuple[Question, tuple[Entry, ...]]:
    """More about what was just shown: the plan's own facts, or the first item's lead, partners, time, wording."""
    if len(context.plans) > 1:  # of which one is not said: of those places, or asked back
        intent = "document" if question.fields else question.intent
        return replace(question, places=context.question.places, intent=intent), ()
    plan = (context.plans or [context.entries[0].plan])[0].document
    asked_day = ("issued",) if context.plans and question.intent == "when" else ()
    if (fields := question.fields or asked_day) and question.intent in _OF_A_PLAN:
        return replace(_in_plan(question, plan), intent="document", fields=fields), ()
    if question.intent in _IN_PLAN and not _asks_of(question.intent, context.entries[:1]):
        of_agency = context.question.agencies if "recipient" in question.cues else ()
        asked = replace(question, agencies=of_agency)
        return (_in_plan(asked, context.plan.document) if context.plan else asked), ()
    if not context.entries:
        return question, ()
    if _wants_all(question):
        last = context.question
        return (replace(last, intent="count") if last.has_topic and last.intent in _OF_A_DUTY else last), ()
    whole = _in_topic(question, context)
    if "became" in question.cues:
        led = context.entries[0].item.leads
        return replace(_in_plan(question, plan), intent="became", agencies=tuple(led[:1])), ()
    if question.intent in _OF_A_DUTY:
        return whole, context.entries[:1]
    if "overdue" in question.cues and context.question.intent not in _OF_A_DUTY and len(context.entries) > 1:
        return _vary(question, context), ()
    meant = next((intent for cue, intent in _MEANT.items() if cue in question.cues), None)
    if question.intent == "due" and not _is_of_it(question, context):
        return _due_there(question, context), ()
    return (replace(whole, intent=meant), context.entries[:1]) if meant else (question, ())


def _due_there(question: Question, context: Context) -> Question:
    """What is due where it was spoken of; of the list just told, when the soonest is asked for."""
    again = replace(_vary(question, context), intent="due")
    return again if "soonest" in question.cues else replace(again, period=question.period)


def _is_of_it(question: Question, context: Context) -> bool:
    """Whether "thế hạn nào" is of the duty just told, not of all that is due: with a word that goes on from it."""
    return "followup" in question.cues and context.question.intent in _OF_A_DUTY


def _asks_of(intent: Intent, shown: Sequence[Entry]) -> bool:
    """Whether a question of that kind may be of the item just shown, not of its plan."""
    kind = _IN_PLAN[intent]
    return any(entry.kind == kind or (kind == "report" and entry.item.report_to) for entry in shown)


def _of_list(question: Question, context: Context, number: int) -> tuple[Question, tuple[Entry, ...]]:
    """One of the items just listed; its wording, when nothing else is asked of it."""
    at = _place_in(number, context.listed)
    if at is None:
        return replace(question, point=None), ()
    asks = bool(question.cues & {"lead", "coordinate", "when"})
    whole = _in_topic(question, context)
    return replace(whole, intent=whole.intent if asks else "wording", point=None), (context.listed[at],)


def _in_topic(question: Question, context: Context) -> Question:
    """The question with the topic, place and time that are spoken of, so that the next one can go on from them."""
    last = context.question
    words = (*_without_names(last), *question.words)
    return replace(question, words=words, places=question.places or last.places, period=_period(question, last))


def _leans(question: Question, last: Question) -> bool:
    """Whether a question without a topic of its own goes on from the last: "còn Sở Y tế?", "tháng sau?", a bare agency
    after another whose duties were asked for.
    """
    return not question.names_receiver and (
        "followup" in question.cues
        or not (question.cues or (question.agencies and not _is_of_agency(last)))
        or (not question.cues and bool(_ALSO.search(fold(question.text))))
        or question.intent in ("search", "unknown", "lead", "coordinate", "when")
        or (question.intent == "due" and question.period is not None and last.intent in ("agency", "due"))
        or _joins(question, last)
    )


def _joins(question: Question, last: Question) -> bool:
    """Whether it names who works with the agency whose duties were asked for: "việc nào làm chung với Sở Y tế"."""
    return "coordinate" in question.cues and question.names_partner and last.intent == "agency"


def _is_of_agency(question: Question) -> bool:
    """Whether a question was for what an agency has to do, of a topic perhaps: "thi THPT quốc gia công an làm gì"."""
    return question.intent == "agency" or (question.intent == "search" and bool(question.agencies))


def _in_same_place(question: Question, context: Context, base: TaskBase) -> Question:
    """A question for a list that names neither a place nor a document, asked where the last one was unless it says that
    all are meant, and where the duty just told is if it says to go on; of the agency spoken of, too, where it names
    none and the last was for its duties.
    """
    last = context.question
    named = question.numbers or question.places or not _has_such(base, context.places, question.documents)
    of_place = question.intent in _OF_A_PLACE or question.names_receiver
    if not of_place or named or everywhere().search(fold(question.text)):
        return question
    of_agency = last.intent in ("agency", "count") and question.intent != "leaders" and not question.documents
    agencies = question.agencies or (last.agencies if of_agency else ())
    places = context.places if "followup" in question.cues or question.names_receiver else last.places
    return replace(question, places=places, agencies=agencies)


def _has_such(base: TaskBase, places: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether places have documents of the kinds that a question names, or it names none: "trong chương trình"."""
    types = [fold(plan.document.type or "") for place in places for plan in base.of_place(place)]
    return not kinds or any(type_.startswith(tuple(kinds)) for type_ in types)


def _go_on(question: Question, context: Context) -> Question:
    """A new topic in the place and manner of the last question."""
    intent = context.question.intent if question.intent in _OPEN else question.intent
    asks_place = "issuer" in question.cues and not question.documents
    places = () if asks_place else context.question.places
    return replace(question, intent="search" if asks_place else intent, places=question.places or places)


def _vary(question: Question, context: Context) -> Question:
    """The last question with another place, agency or period; after one item of a list, the question of the list."""
    last = context.question
    if context.lister and not (last.has_topic or last.agencies):
        last = context.lister
    intent = _intent(question, last)
    of_agency = intent == "agency" and last.intent in _OF_A_DUTY and not _is_of_agency(last)
    return replace(
        question,
        intent=intent,
        words=question.words if of_agency else (*_without_names(last), *question.words),
        cues=question.cues | last.cues,
        places=question.places or last.places,
        agencies=_agencies(question, last),
        period=_period(question, last),
        asked_years=question.asked_years or (() if question.period else last.asked_years),
        numbers=question.numbers or (() if question.places else last.numbers),
        documents=question.documents or (() if question.places else last.documents),
        fields=question.fields or last.fields,
    )


def _agencies(question: Question, last: Question) -> tuple[str, ...]:
    """The agencies of a question that leaves most to the last; with that spoken of, where it names who works with it:
    "trong đó việc nào phối hợp với Sở Y tế".
    """
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
    if lists and last.intent == "became":
        return "agency"
    if lists and question.intent == "agency" and last.intent in _OF_A_DUTY:
        return "agency"
    if last.intent == "report" and not question.has_topic and question.intent in ("lead", "when"):
        return "report"
    of_a_duty = last.intent in _OF_A_DUTY and not last.has_topic
    of_days = question.intent == "due" and (of_a_duty or last.intent not in _LISTS)
    again = last.intent in ("became", "document") or last.intent not in _ALONE
    return last.intent if question.intent in _OPEN and again and not of_days else question.intent


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
