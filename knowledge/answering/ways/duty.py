"""Questions about one duty: find it by its topic, or say what the plans do not tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, dropwhile, takewhile

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.enough import is_enough, is_sure, is_word, sure, words_lacking
from knowledge.answering.entries import Entry
from knowledge.answering.lazy import Lazy
from knowledge.answering.money import speaks_of_money
from knowledge.answering.passages import is_headed, told_of_point
from knowledge.answering.ranking import best
from knowledge.answering.registers import in_order
from knowledge.answering.roles import partner_group
from knowledge.answering.scope import Scope
from knowledge.answering.ways.denial import NEARBY, is_told_elsewhere, is_whole_elsewhere, not_told
from knowledge.answering.ways.which import answer_leaders, answer_which
from knowledge.answering.weighing import Found, is_only_titled
from knowledge.names.agencies import Catalogue
from nlp.text import fold, syllables

_ALSO = 0.55
"""Part of the best score that a further item must reach to be shown."""
_NEAR = 0.7
"""Part of the best score that an item must reach to be told instead, when the best accounts for too little."""
_HALF = 0.5
"""Part of the best score that an item must reach to be told first because it names who or when, or lacks no word."""
_CLOSE = 0.88
"""Part of the best score above which another duty fits as well."""
_MANY = 3
"""Different leads of duties that fit nearly as well, from which on a question is of the whole plan."""
_NEARLY = 0.3
_ALMOST = 0.1
_TIME = "thoi gian"
_REMEMBERED = 8192
"""items of which it is remembered how they are worded: the same few come up again and again, whoever asks."""


def answer_duty(asked: Asked) -> Answer:
    """Who leads, who coordinates, when, where it is written: of the duty that the question describes."""
    if asked.pinned:
        return answered(asked, Hits.lazy(asked.pinned, asked.hit))
    if asked.question.point:
        return answer_point(asked)
    if len(asked.scope.places) > 1:
        return _side_by_side(asked)
    if not asked.question.has_topic and not asked.keys:
        cited = Hits.lazy(asked.base.registers.without_twins(asked.scope.items), asked.hit)
        if asked.question.intent == "lead" and asked.scope.named and not cited:
            return answer_leaders(asked)
        return answered(asked, cited) if cited else replace(asked.nothing("which_duty"), outcome="ambiguous")
    if not asked.question.has_topic and asked.question.intent == "coordinate":
        return _partners(asked)
    found = _sure_first(asked, best(asked, asked.scope))
    if not is_sure(asked, found) or _is_beside(asked, found.first):
        return not_told(asked, found)
    return _described(asked, found)


def _described(asked: Asked, found: Lazy[Found]) -> Answer:
    """The answer to a question that some items account for, best first: of the best that it may be asked of, or that
    this says nothing of money, is what a whole plan is about, or has nothing to do with the agencies asked of.
    """
    first = found.first.entry
    if asked.question.intent == "lead" and "funding" in asked.question.cues and not speaks_of_money(first):
        return replace(asked.nothing("no_source"), elsewhere=(asked.hit(first),))
    if _is_of_whole_plan(asked, found):
        return answer_leaders(replace(asked, scope=replace(asked.scope, plans=(first.plan,), named=True)))
    if timed := _time_of_whole_plan(asked, first):
        return timed
    # Beside an agency's name alone, "họp" is what tells the duty.
    told = (each for each in found if asked.question.has_topic or not asked.keys or each.has_generic)
    concerned = _partnered_first(asked, found, Lazy(each for each in told if _concerns(asked, each.entry)))
    return _told(asked, concerned) if is_sure(asked, concerned) else _of_others(asked, found)


def _is_beside(asked: Asked, found: Found) -> bool:
    """Whether an item that accounts for enough of the question is not what it asks of, by where its words stand."""
    if is_told_elsewhere(asked, found) or is_whole_elsewhere(asked, found):
        return True
    return asked.question.has_topic and is_only_titled(asked.base, found)


def _is_of_whole_plan(asked: Asked, found: Lazy[Found]) -> bool:
    """Whether it is asked who leads what a whole plan is about, and several agencies do: "ai chủ trì chuyển đổi số"."""
    subject = " ".join(word.token.text for word in asked.topic.words if word.role == "topic")
    if asked.question.intent != "lead" or asked.keys or not subject or not _is_about_plan(asked, found.first, subject):
        return False
    plan, bare = found.first.entry.plan, all(word.role == "topic" for word in asked.topic.words)
    near = (each.entry for each in takewhile(lambda each: each.score >= found.first.score * _ALSO, found))
    fitting = asked.base.of_plan(plan.id) if bare else (entry for entry in near if entry.plan is plan)
    return len({entry.leads for entry in fitting if entry.leads}) >= _MANY


def _time_of_whole_plan(asked: Asked, first: Entry) -> Answer | None:
    """When what a whole plan is about takes place, where the item that fits tells no time: what the plan says of it,
    else all its duties with a day.
    """
    if asked.question.intent != "when" or asked.keys or first.timings or first.plan.id not in asked.titled():
        return None
    own = [entry for entry in asked.base.of_plan(first.plan.id) if entry.timings]
    if of_time := [entry for entry in own if fold(entry.text).startswith(_TIME)]:
        return answered(asked, Hits.lazy(of_time, asked.hit))
    question = replace(asked.question, intent="which", cues=asked.question.cues | {"dated", "list"})
    scope = replace(asked.scope, plans=(first.plan,), named=True)
    return answer_which(replace(asked, question=question, scope=scope)) if own else None


def _is_about_plan(asked: Asked, found: Found, subject: str) -> bool:
    """Whether the title of an item's plan has a phrase; its words apart, where nobody leads the item itself."""
    return _is_titled(found, subject) or (not found.entry.leads and found.entry.plan.id in asked.titled())


def _is_titled(found: Found, subject: str) -> bool:
    """Whether the title of an item's plan has a phrase, in a row."""
    row = f" {' '.join(syllables(found.entry.plan.document.title or ''))} "
    return f" {' '.join(syllables(subject))} " in row


def _partnered_first(asked: Asked, found: Lazy[Found], concerned: Lazy[Found]) -> Lazy[Found]:
    """Where it is asked whether an agency coordinates, the duty that fits best, if it names a group of partners that
    takes it in and those that name the agency fit much worse.
    """
    if asked.question.intent != "coordinate" or not asked.keys or not asked.question.has_topic:
        return concerned
    best_named = concerned.first.score if is_sure(asked, concerned) else 0.0
    takes_in = partner_group(asked.base.catalogue, found.first.entry, asked.question.agencies)
    return Lazy([found.first]) if takes_in and best_named < found.first.score * _NEAR else concerned


def _sure_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """From the first item on that accounts for enough of the question, where one does that is nearly as good."""
    near = takewhile(lambda each: each.score >= found.first.score * _NEAR, found)
    sure_one = next((each for each in near if is_enough(asked, each)), None)
    return found if sure_one is None else Lazy(dropwhile(lambda each: each is not sure_one, found))


def _concerns(asked: Asked, entry: Entry) -> bool:
    """Whether an item has to do with the agencies that the question names: by their part in it, or by its wording."""
    if not asked.keys or asked.role(entry):
        return True
    row = _row(entry)
    if any(f" {' '.join(syllables(name))} " in row for name in asked.names):
        return True
    named = _named(asked.base.catalogue, entry)
    return any(one.startswith(other) or other.startswith(one) for one in named for other in asked.keys)


@lru_cache(_REMEMBERED)
def _row(entry: Entry) -> str:
    """The folded syllables of an item's text, a blank around each."""
    return f" {' '.join(syllables(entry.text))} "


@lru_cache(_REMEMBERED)
def _named(catalogue: Catalogue, entry: Entry) -> frozenset[str]:
    """The keys of the agencies that an item's text names, or that it is sent to."""
    return frozenset(entry.receivers).union(catalogue.key(name.key) for name in catalogue.find(entry.text))


def _of_others(asked: Asked, found: Lazy[Found]) -> Answer:
    """The duty is there, but the agency that the question names has no part in it; without a topic it is no duty.
    Asked whether it has, the duty is the answer.
    """
    if not asked.question.has_topic:
        return asked.nothing("not_its_duty" if asked.parts() else "no_agency", asked.question.agencies)
    own = _own(asked)
    if asked.question.asks_whether and asked.question.intent in ("lead", "coordinate", "when", "search"):
        return replace(_told(asked, found), own=own)
    fitting = (f.entry for f in found if f.coverage >= sure(asked))
    hits = [asked.hit(entry) for entry in asked.base.registers.without_twins(fitting, NEARBY)]
    return replace(asked.nothing("not_its_duty", asked.question.agencies), elsewhere=tuple(hits), own=own)


def _own(asked: Asked) -> tuple[Hit, ...]:
    """The first duties that the agencies of the question lead or coordinate in the plans that it names."""
    parts = asked.parts() if asked.scope.named else {}
    entries = [entry for role in ("lead", "coordinate") for entry in parts.get(role, ())]
    return tuple(map(asked.hit, asked.base.registers.without_twins(entries, NEARBY)))


def _partners(asked: Asked) -> Answer:
    """Without a topic: with whom the agency works where it leads."""
    led = [entry for entry in asked.parts().get("lead", ()) if entry.coordinators]
    hits = Hits.lazy(asked.base.registers.without_twins(led), asked.hit)
    return answered(asked, hits) if hits else asked.nothing("no_agency", asked.question.agencies)


def answer_point(asked: Asked) -> Answer:
    """A point by its number: its wording, or who leads it, who coordinates, when."""
    point = asked.question.point
    found = (_at(asked, reading) for reading in point.readings) if point else ()
    entries = next(filter(None, found), ())
    if not entries:
        return replace(asked.nothing("no_point"), plans=asked.scope.plans, passages=told_of_point(asked))
    several = not asked.scope.named and len({e.plan.id for e in entries}) > 1
    told = answered(asked, Hits.lazy(sorted(entries, key=lambda e: len(e.ref)), asked.hit), several)
    return replace(told, reason="point") if asked.question.intent == "wording" else told


def _at(asked: Asked, fitting: Callable[[Iterable[str]], list[str]]) -> Sequence[Entry]:
    """The items of the scope whose place in their document fits, in order."""
    refs = asked.base.registers.refs
    found = [entry for ref in fitting(refs) for entry in refs[ref]]
    return asked.scope.within(asked.base, sorted(found, key=in_order))


def _told(asked: Asked, found: Lazy[Found]) -> Answer:
    found = _fit_first(asked, _whole_first(asked, found))
    near = found if asked.listed else takewhile(lambda each: each.score >= found.first.score * _ALSO, found)
    fitting = [each for each in near if each.coverage >= sure(asked) * 0.9]
    entries = asked.base.registers.without_twins(f.entry for f in fitting)
    scores = {f.entry: f.score for f in fitting}
    hits = [asked.hit(entry, scores[entry]) for entry in entries[: None if asked.listed else FIRST_SCREEN]]
    told = answered(asked, Hits.of(hits), several=_several(asked, hits))
    return replace(told, unsaid=_unsaid(asked, found.first)) if told.reason == "duty" else told


def _unsaid(asked: Asked, found: Found) -> tuple[str, ...]:
    """The whole words of the question that the item told lacks, but for those of the name of who issued its plan."""
    issuer = f" {' '.join(syllables(found.entry.plan.document.issuer or ''))} "
    lacking = words_lacking(asked, found)
    return tuple(each for each in lacking if f" {' '.join(syllables(each))} " not in issuer)


def _whole_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """Where the best item lacks a whole word of the question, the best that lacks none first, if nearly as good and
    led by somebody, too.
    """
    first = found.first
    if not words_lacking(asked, first):
        return found
    near = takewhile(lambda each: each.score >= first.score * _HALF, found)
    whole = next((one for one in near if not one.missing and (one.entry.leads or not first.entry.leads)), None)
    return found if whole is None else _put_first(found, whole)


def _put_first(found: Lazy[Found], one: Found) -> Lazy[Found]:
    """The same items, one of them first and as good as the first was."""
    return Lazy(chain([one._replace(score=found.first.score)], (each for each in found if each is not one)))


def _fit_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """When it is asked who leads and the best item names nobody, the best that names somebody first, if nearly as good;
    likewise when it is asked who coordinates, or when and the best item tells no time; asked when something is handed
    in, a report of the plan that has all that is asked.
    """
    if asked.question.intent == "lead":
        return _first_with(asked, found, lambda entry: bool(entry.leads), _NEARLY)
    if asked.question.intent == "coordinate":
        return _first_with(asked, found, lambda entry: bool(entry.leads or entry.coordinators), _ALMOST)
    if asked.question.intent == "when" and "report" in asked.question.cues and found.first.entry.kind != "report":
        own = (each for each in found if each.entry.kind == "report" and each.entry.plan is found.first.entry.plan)
        handed_in = next((each for each in own if each.entry.timings and not each.missing), None)
        found = found if handed_in is None else _put_first(found, handed_in)
    if asked.question.intent == "when":
        return _first_with(asked, found, lambda entry: bool(entry.timings), _ALMOST)
    return found


def _first_with(asked: Asked, found: Lazy[Found], fits: Callable[[Entry], bool], less: float) -> Lazy[Found]:
    first = found.first
    if fits(first.entry):
        return found
    bar = max(sure(asked), first.coverage - less)
    near = takewhile(lambda each: each.score >= first.score * _HALF, found)
    likely = (each for each in near if fits(each.entry) and each.coverage >= bar)
    other = next((each for each in likely if not _lacks_word_of(asked, each, first)), None)
    return found if other is None else _put_first(found, other)


def _lacks_word_of(asked: Asked, found: Found, other: Found) -> bool:
    """Whether an item lacks a whole word of the question that another has."""
    return any(is_word(asked, phrase) for phrase in found.missing if phrase not in other.missing)


def _several(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Whether duties of different plans fit equally and different agencies lead them."""
    rivals = [hit for hit in hits if hit.score >= hits[0].score * _CLOSE]
    plans = {hit.entry.plan.id for hit in rivals}
    leads = {hit.entry.leads for hit in rivals}
    shared = frozenset[str]().union(*leads).intersection(*leads) if asked.question.intent == "lead" else ()
    return not asked.scope.named and len(plans) > 1 and len(leads) > 1 and not shared


def answered(asked: Asked, hits: Hits, several: bool = False) -> Answer:
    """An answer that tells of these duties."""
    return Answer(
        question=asked.question,
        today=asked.today,
        outcome="ambiguous" if several else "answered",
        reason="several" if several else "duty",
        hits=hits,
        period=asked.question.period,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    place: str
    found: Lazy[Found]


def _side_by_side(asked: Asked) -> Answer:
    """The best of each place that the question names, for comparison."""
    sides = [_side(asked, place) for place in asked.scope.places]
    told = [side.found.first for side in sides if side.found and side.found.first.coverage >= sure(asked)]
    if not told:
        return not_told(asked, sides[0].found)
    hits = [asked.hit(found.entry, found.score) for found in told]
    lacking = [side.place for side in sides if not side.found or side.found.first.coverage < sure(asked)]
    plans = [found.entry.plan for found in told]
    missing = [place for place in lacking if not any(is_headed(asked.base, plan, place) for plan in plans)]
    return replace(answered(asked, Hits.of(hits)), missing=(*missing, *asked.scope.unknown_places))


def _side(asked: Asked, place: str) -> _Side:
    found = Lazy(_fitting(asked, _of_place(asked, place)))
    if asked.keys and not is_sure(asked, found) and (other := asked.by_wording()):
        return _side(other, place)
    return _Side(place, _fit_first(asked, found) if found else found)


def _fitting(asked: Asked, scope: Scope) -> Iterator[Found]:
    """Items of a scope that have to do with the agencies of the question, best first."""
    return (found for found in best(asked, scope) if _concerns(asked, found.entry))


def _of_place(asked: Asked, place: str) -> Scope:
    plans = tuple(asked.base.of_place(place))
    items = tuple(entry for entry in asked.scope.items if entry.plan in plans)
    return replace(asked.scope, plans=plans if items or not asked.scope.items else (), places=(place,), items=items)
