"""Questions about one duty: find it by its topic, or say what the plans do not tell."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import heappop, heappush
from itertools import chain, dropwhile, islice, pairwise, starmap, takewhile

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.entries import Entry
from knowledge.answering.finding import find
from knowledge.answering.lazy import Lazy
from knowledge.answering.named import holds_in
from knowledge.answering.registers import in_order
from knowledge.answering.scope import Scope
from knowledge.answering.sifting import may_tell_all
from knowledge.answering.weighing import Found, phrases_of, weigh
from knowledge.datafiles import DUTIES
from knowledge.models import Kind
from knowledge.names.agencies import Catalogue
from nlp.roles import Word
from nlp.text import fold, syllables

_SURE = 0.65
"""Share of the question's words, by weight, that an item must account for."""
_SURE_OF_PLAN = 0.55
"""The same where the question names a place or a plan: there it is already told what it is about."""
_MUCH = 0.4
"""The same of an item that is only told as near to what was asked."""
_ALSO = 0.55
"""Part of the best score that a further item must reach to be shown."""
_NEAR = 0.7
"""Part of the best score that an item must reach to be told instead, when the best accounts for too little."""
_HALF = 0.5
"""Part of the best score that an item must reach to be told first because it names who or when, or lacks no word."""
_CLOSE = 0.88
"""Part of the best score above which another duty fits as well."""
_TOLD = 0.85
_REPORTED = 0.85
"""what a report on a duty counts less than the duty, where no report is asked for."""
_NOBODY = 0.7
_OTHER_YEAR = 0.75
_NEARLY = 0.3
_ALMOST = 0.1
_HARDLY = 0.5
"""What a syllable counts that an item has only as something related to it, or as part of another word."""
_HAS = 0.75
"""What it counts where the item really has it, beside its neighbour, or says the same otherwise."""
_OPENING = 14
_RUN = 4
"""syllables of a topic that is surely named, not only told in these words"""
_ELSEWHERE = 3
"""How many duties are told of that are not quite what was asked for."""
_FOUND, _LISTED = 20, 200
"""Items that are looked at: for one answer, and for a list of all that fits."""
_ROLE_BONUS = {"lead": 1.25, "coordinate": 1.1, "group": 1.02, None: 1.0}
_MOST_OF_ROLE = max(_ROLE_BONUS.values())
_OF_KIND = 1.5
"""what an item of the kind asked for counts more."""
_ROUNDING = 1e-6
_REMEMBERED = 8192
"""items of which it is remembered how they are worded: the same few come up again and again, whoever asks."""
_KINDS: dict[str, frozenset[Kind]] = {
    "target": frozenset({"target"}),
    "funding": frozenset({"funding"}),
    "report": frozenset({"report"}),
}


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
        return answered(asked, cited) if cited else asked.nothing("which_duty")
    if not asked.question.has_topic and asked.question.intent == "coordinate":
        return _partners(asked)
    found = _sure_first(asked, best(asked, asked.scope))
    if not _is_sure(asked, found) or _is_told_elsewhere(asked, found.first) or _is_whole_elsewhere(asked, found.first):
        return _not_told(asked, found)
    # Beside an agency's name alone, "họp" is what tells the duty.
    told = (each for each in found if asked.question.has_topic or not asked.keys or each.has_generic)
    concerned = Lazy(each for each in told if _concerns(asked, each.entry))
    return _told(asked, concerned) if _is_sure(asked, concerned) else _of_others(asked, found)


def _sure_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """From the first item on that accounts for enough of the question, where one does that is nearly as good."""
    near = takewhile(lambda each: each.score >= found.first.score * _NEAR, found)
    sure_one = next((each for each in near if _is_enough(asked, each)), None)
    return found if sure_one is None else Lazy(dropwhile(lambda each: each is not sure_one, found))


def _is_told_elsewhere(asked: Asked, found: Found) -> bool:
    """Whether the topic is a name that only duties of other plans tell, its words scattered in the one found: "hội đồng
    trẻ em" is not "trẻ em ... với đại biểu Hội đồng".
    """
    run = [word.token for word in asked.topic.words if word.role == "topic"]
    apart = any(after.start - before.end > 1 for before, after in pairwise(run))
    if not asked.scope.named or len(run) < _RUN or apart:
        return False
    holding = (asked.base.index.holding(token.folded) for token in run)
    if not all(found.entry.at in held for held in holding):
        return False
    saying = asked.base.saying([" ".join(token.text for token in run)])
    if asked.scope.within(asked.base, saying):
        return False
    return any(_is_name([token.folded for token in run], entry.text) for entry in saying)


def _is_whole_elsewhere(asked: Asked, found: Found) -> bool:
    """Whether a duty of another plan has all words of a topic of which the one found lacks some."""
    own = [at for at, word in enumerate(asked.topic.words) if word.role == "topic"]
    lacks = any(_is_word(asked, phrase) for phrase in found.missing)
    if not lacks or not asked.scope.named or asked.keys or len(own) < _RUN or "followup" in asked.question.cues:
        return False
    everywhere = replace(asked.scope, plans=asked.base.whole, items=())
    others = (each for each in best(asked, everywhere) if each.entry.plan not in asked.scope.plans)
    return any(all(each.shares[at] >= _HAS for at in own) for each in islice(others, _ELSEWHERE))


def _is_name(words: Sequence[str], text: str) -> bool:
    """Whether folded words stand in a text as a name does, with a capital inside a sentence: "mô hình Hội đồng"."""
    plain = fold(text)
    places = (match.start() for match in re.finditer(rf"(?<=\w ){re.escape(' '.join(words))}\b", plain))
    return any(text[place].isupper() and text[place - 2].islower() for place in places)


def _is_sure(asked: Asked, found: Lazy[Found]) -> bool:
    """Whether the best of what was found accounts for enough of the question."""
    return bool(found) and _is_enough(asked, found.first) and found.first.score > 0


def _is_enough(asked: Asked, found: Found) -> bool:
    """Whether an item accounts for enough of the question; for more, where it lacks a whole word of it that is not just
    another verb ("xử lý", "chấp hành"). Where no plan is named, the word that it begins with must be there.
    """
    if found.coverage < sure(asked):
        return False
    if found.coverage >= _SURE:
        return asked.scope.named or not _lacks_head(asked, found)
    return not found.lacks_much(asked.base) and not _words_lacking(asked, found)


def _lacks_head(asked: Asked, found: Found) -> bool:
    """Whether an item lacks the whole word that the topic begins with, which tells what is done: "bình xét"."""
    head = next((word.token.lower for word in asked.topic.words if word.role == "topic"), "")
    return any(phrase.lower().split()[0] == head for phrase in _words_lacking(asked, found))


def _words_lacking(asked: Asked, found: Found) -> list[str]:
    """The whole words of the question that an item lacks, verbs that may be said of any duty left out."""
    return [phrase for phrase in found.missing if fold(phrase) not in _verbs() and _is_word(asked, phrase)]


def _is_word(asked: Asked, phrase: str) -> bool:
    """Whether a phrase holds a word of several syllables, not only syllables that happen to stand side by side."""
    return any(starmap(asked.base.is_compound, pairwise(phrase.split())))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(map(fold, DUTIES.load()["general"]))


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


def _of_others(asked: Asked, found: Iterable[Found]) -> Answer:
    """The duty is there, but the agency that the question names has no part in it; without a topic it is no duty."""
    if not asked.question.has_topic:
        return asked.nothing("not_its_duty" if asked.parts() else "no_agency", asked.question.agencies)
    fitting = (f.entry for f in found if f.coverage >= sure(asked))
    hits = [asked.hit(entry) for entry in asked.base.registers.without_twins(fitting, _ELSEWHERE)]
    return replace(asked.nothing("not_its_duty", asked.question.agencies), elsewhere=tuple(hits))


def _partners(asked: Asked) -> Answer:
    """Without a topic: with whom the agency works where it leads."""
    led = [entry for entry in asked.parts().get("lead", ()) if entry.coordinators]
    hits = Hits.lazy(asked.base.registers.without_twins(led), asked.hit)
    return answered(asked, hits) if hits else asked.nothing("no_agency", asked.question.agencies)


def sure(asked: Asked) -> float:
    """The share of the question's words that an item must account for to be told as the answer."""
    return _SURE_OF_PLAN if asked.scope.named else _SURE


def answer_point(asked: Asked) -> Answer:
    """A point by its number: its wording, or who leads it, who coordinates, when."""
    point = asked.question.point
    found = (_at(asked, reading) for reading in point.readings) if point else ()
    entries = next(filter(None, found), ())
    if not entries:
        return replace(asked.nothing("no_point"), plans=asked.scope.plans)
    several = not asked.scope.named and len({e.plan.id for e in entries}) > 1
    told = answered(asked, Hits.lazy(sorted(entries, key=lambda e: len(e.ref)), asked.hit), several)
    return replace(told, reason="point") if asked.question.intent == "wording" else told


def _at(asked: Asked, fitting: Callable[[Iterable[str]], list[str]]) -> Sequence[Entry]:
    """The items of the scope whose place in their document fits, in order."""
    refs = asked.base.registers.refs
    found = [entry for ref in fitting(refs) for entry in refs[ref]]
    return asked.scope.within(asked.base, sorted(found, key=in_order))


def best(asked: Asked, scope: Scope) -> Lazy[Found]:
    """Items of a scope that fit the topic, best first; what fits agency and kind of question goes before."""
    return Lazy(_best_first(asked, scope))


def _best_first(asked: Asked, scope: Scope) -> Iterator[Found]:
    """The same; an item is weighed only when none that was weighed before is better than it can be."""
    among = None if scope.is_whole(asked.base) else scope.stretches(asked.base)
    most = (_MOST_OF_ROLE if asked.keys else 1.0) * (_OF_KIND if asked.question.intent in _KINDS else 1.0)
    weighed: list[tuple[float, int, Found]] = []
    for at, (entry, score) in enumerate(find(asked.base, asked.topic, among, _LISTED if asked.listed else _FOUND)):
        while weighed and -weighed[0][0] >= max(0.0, score * most) + _ROUNDING:
            yield heappop(weighed)[2]
        found = _favoured(asked, weigh(asked.base, asked.topic, entry, score))
        heappush(weighed, (-found.score, at, found))
    while weighed:
        yield heappop(weighed)[2]


def _favoured(asked: Asked, found: Found) -> Found:
    intent, entry = asked.question.intent, found.entry
    factor = (0.5 + 0.5 * found.coverage) * _ROLE_BONUS[asked.role(entry)]
    if intent in _KINDS:
        factor *= _OF_KIND if entry.kind in _KINDS[intent] else 1.0
    elif entry.kind in ("directive", "target"):
        factor *= 0.85
    if entry.kind == "report" and "report" not in asked.question.cues:
        factor *= _REPORTED
    if _is_told_only(entry) and not _only_tells(asked.question.text):
        factor *= _TOLD
    if intent == "lead" and not entry.leads:
        factor *= _NOBODY
    if intent == "when" and not entry.timings:
        factor *= 0.85
    if asked.question.asked_years and not holds_in(entry, asked.question.asked_years):
        factor *= _OTHER_YEAR
    return found._replace(score=found.score * factor)


@lru_cache(_REMEMBERED)
def _is_told_only(entry: Entry) -> bool:
    return _only_tells(entry.text)


def _only_tells(text: str) -> bool:
    """Whether a wording begins with telling people of something: that is not the duty to do it."""
    opening = " ".join(syllables(text)[:_OPENING])
    return any(phrase in opening for phrase in _telling())


@cache
def _telling() -> tuple[str, ...]:
    return tuple(" ".join(syllables(phrase)) for phrase in DUTIES.load()["telling"])


def _told(asked: Asked, found: Lazy[Found]) -> Answer:
    found = _fit_first(asked, _whole_first(asked, found))
    near = found if asked.listed else takewhile(lambda each: each.score >= found.first.score * _ALSO, found)
    fitting = [each for each in near if each.coverage >= sure(asked) * 0.9]
    entries = asked.base.registers.without_twins(f.entry for f in fitting)
    scores = {f.entry: f.score for f in fitting}
    hits = [asked.hit(entry, scores[entry]) for entry in entries[: None if asked.listed else FIRST_SCREEN]]
    told = answered(asked, Hits.of(hits), several=_several(asked, hits))
    return replace(told, unsaid=tuple(_words_lacking(asked, found.first))) if told.reason == "duty" else told


def _whole_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """Where the best item lacks a whole word of the question, the best that lacks none first, if nearly as good and
    led by somebody, too.
    """
    first = found.first
    if not _words_lacking(asked, first):
        return found
    near = takewhile(lambda each: each.score >= first.score * _HALF, found)
    whole = next((one for one in near if not one.missing and (one.entry.leads or not first.entry.leads)), None)
    return found if whole is None else _put_first(found, whole)


def _put_first(found: Lazy[Found], one: Found) -> Lazy[Found]:
    """The same items, one of them first and as good as the first was."""
    return Lazy(chain([one._replace(score=found.first.score)], (each for each in found if each is not one)))


def _fit_first(asked: Asked, found: Lazy[Found]) -> Lazy[Found]:
    """When it is asked who leads and the best item names nobody, the best that names somebody first, if nearly as good;
    likewise when it is asked who coordinates, or when and the best item tells no time.
    """
    if asked.question.intent == "lead":
        return _first_with(asked, found, lambda entry: bool(entry.leads), _NEARLY)
    if asked.question.intent == "coordinate":
        return _first_with(asked, found, lambda entry: bool(entry.leads or entry.coordinators), _ALMOST)
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
    return any(_is_word(asked, phrase) for phrase in found.missing if phrase not in other.missing)


def _several(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Whether duties of different plans fit equally and different agencies lead them."""
    rivals = [hit for hit in hits if hit.score >= hits[0].score * _CLOSE]
    plans = {hit.entry.plan.id for hit in rivals}
    leads = {hit.entry.leads for hit in rivals}
    return not asked.scope.named and len(plans) > 1 and len(leads) > 1


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


def _not_told(asked: Asked, found: Lazy[Found]) -> Answer:
    """Nothing fits: name what is missing, and say where else it is told."""
    missing = missing_words(asked, found)
    elsewhere: list[Hit] = []
    if asked.scope.named and may_tell_all(asked.base, asked.topic, _HAS):
        everywhere = replace(asked.scope, plans=asked.base.whole, items=())
        own = {plan.id for plan in asked.scope.plans}
        fitting = (f for f in best(asked, everywhere) if f.coverage >= _SURE and _tells_all(asked, f))
        others = (f.entry for f in fitting if f.entry.plan.id not in own or asked.keys)
        elsewhere = [asked.hit(entry) for entry in asked.base.registers.without_twins(others, _ELSEWHERE)]
    if asked.keys and not elsewhere:
        return none_of_its_duties(asked, missing)
    near = () if elsewhere or asked.keys else _nearest(asked, found)
    return replace(asked.nothing("not_quite" if near else "no_topic", missing), elsewhere=near or tuple(elsewhere))


def _nearest(asked: Asked, found: Lazy[Found]) -> tuple[Hit, ...]:
    """The duties that account for much of a question that none accounts for: one may be meant in other words."""
    near = [each.entry for each in found if each.coverage >= _MUCH]
    return tuple(map(asked.hit, asked.base.registers.without_twins(near, _ELSEWHERE)))


def none_of_its_duties(asked: Asked, missing: Sequence[str]) -> Answer:
    """That no duty of the question's agency tells of its topic, and what duties the agency has."""
    own = chain.from_iterable(asked.parts().values()) if missing else ()
    others = asked.base.registers.without_twins(own, FIRST_SCREEN)
    none = asked.nothing("none_of_its_duties" if others else "no_topic", missing)
    return replace(none, elsewhere=tuple(map(asked.hit, others)))


def missing_words(asked: Asked, found: Lazy[Found]) -> tuple[str, ...]:
    """The content words of the question that no item found accounts for, where the best lacks any; all of them when
    others have what the best lacks, or nothing comes near: no item tells of all that together.
    """
    words = asked.topic.words
    own = [at for at, word in enumerate(words) if word.role == "topic"]
    if found and found.first.missing:
        absent = {at for at in own if all(each.shares[at] <= _HARDLY for each in found)}
        if absent:
            whole = _whole_words(asked, absent, own)
            return phrases_of([word for at, word in enumerate(words) if at in whole])
    return _together(asked, [words[at] for at in own])


def _tells_all(asked: Asked, found: Found) -> bool:
    """Whether an item has every word of the topic; a topic of one syllable as a word by itself, not "nhập" in "hòa
    nhập".
    """
    told = zip(asked.topic.words, found.shares, strict=True)
    own = [(word.token.folded, share) for word, share in told if word.role == "topic"]
    if any(share < _HAS for _, share in own):
        return False
    return len(own) > 1 or all(asked.base.stands_alone(found.entry, syllable) for syllable, _ in own)


def _whole_words(asked: Asked, absent: Collection[int], own: Collection[int]) -> set[int]:
    """Places of the topic that no item has, with those that make a word with them ("lang" of "lang thang", "duoi" of
    "duoi nuoc", little as that tells by itself); a syllable that would be left alone with all that is typed beside it.
    """
    words = asked.topic.words
    beside = [at for at in range(len(words) - 1) if words[at + 1].token.start - words[at].token.end <= 1]
    joined = [at for at in beside if _are_one(asked, words[at], words[at + 1], not {at, at + 1}.isdisjoint(absent))]
    whole = _spread(absent, joined)
    alone = {at for at in whole if not {at - 1, at + 1} & whole}
    return whole | _spread(alone, [at for at in beside if at in own and at + 1 in own])


def _are_one(asked: Asked, one: Word, other: Word, is_absent: bool) -> bool:
    """Whether two words of the topic make one: by the lists of words, or, of what is absent and typed without marks, by
    standing so in some plan.
    """
    if asked.base.is_compound(one.token.lower, other.token.lower):
        return True
    plain = not (one.token.marked or other.token.marked)
    return is_absent and plain and (one.token.folded, other.token.folded) in asked.base.index.pairs


def _spread(places: Collection[int], joints: Collection[int]) -> set[int]:
    """Places and all that are joined to them; a joint is between its place and the next."""
    found = set(places)
    for at in (*sorted(joints), *sorted(joints, reverse=True)):
        if found & {at, at + 1}:
            found |= {at, at + 1}
    return found


def _together(asked: Asked, words: Sequence[Word]) -> tuple[str, ...]:
    """The topic as it stands in the question, with what stands inside it."""
    if not words:
        return ()
    start, end = words[0].token.start, words[-1].token.end
    stretch = [word for word in asked.question.words if start <= word.token.start < end]
    plain = all(word.role in ("topic", "generic", "filler") for word in stretch)
    return (asked.question.text[start:end],) if plain else phrases_of(words)


@dataclass(frozen=True, slots=True)
class _Side:
    place: str
    found: Lazy[Found]


def _side_by_side(asked: Asked) -> Answer:
    """The best of each place that the question names, for comparison."""
    sides = [_side(asked, place) for place in asked.scope.places]
    told = [side.found.first for side in sides if side.found and side.found.first.coverage >= sure(asked)]
    if not told:
        return _not_told(asked, sides[0].found)
    hits = [asked.hit(found.entry, found.score) for found in told]
    missing = [side.place for side in sides if not side.found or side.found.first.coverage < sure(asked)]
    return replace(answered(asked, Hits.of(hits)), missing=(*missing, *asked.scope.unknown_places))


def _side(asked: Asked, place: str) -> _Side:
    found = Lazy(_fitting(asked, _of_place(asked, place)))
    if asked.keys and not _is_sure(asked, found) and (other := asked.by_wording()):
        return _side(other, place)
    return _Side(place, _fit_first(asked, found) if found else found)


def _fitting(asked: Asked, scope: Scope) -> Iterator[Found]:
    """Items of a scope that have to do with the agencies of the question, best first."""
    return (found for found in best(asked, scope) if _concerns(asked, found.entry))


def _of_place(asked: Asked, place: str) -> Scope:
    plans = tuple(asked.base.of_place(place))
    items = tuple(entry for entry in asked.scope.items if entry.plan in plans)
    return replace(asked.scope, plans=plans if items or not asked.scope.items else (), places=(place,), items=items)
