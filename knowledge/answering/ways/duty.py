"""Questions about one duty: find it by its topic, or say what the plans do not tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit
from knowledge.answering.asked import Asked, without_twins
from knowledge.answering.base import Entry
from knowledge.answering.finding import Found, find, phrases_of
from knowledge.answering.scope import Scope, of_year
from knowledge.models import Kind
from knowledge.names.groups import read_data
from nlp.text import syllables

_SURE = 0.65
"""Share of the question's words, by weight, that an item must account for."""
_SURE_OF_PLAN = 0.55
"""The same where the question names a place or a plan: there it is already told what it is about."""
_ALSO = 0.55
"""Part of the best score that a further item must reach to be shown."""
_CLOSE = 0.88
"""Part of the best score above which another duty fits as well."""
_TOLD = 0.85
_NOBODY = 0.7
_OTHER_YEAR = 0.75
_NEARLY = 0.3
_ALMOST = 0.1
_OPENING = 14
_ROLE_BONUS = {"lead": 1.25, "coordinate": 1.1, "group": 1.02, None: 1.0}
_KINDS: dict[str, frozenset[Kind]] = {
    "target": frozenset({"target"}),
    "funding": frozenset({"funding"}),
    "report": frozenset({"report"}),
}


def answer_duty(asked: Asked) -> Answer:
    """Who leads, who coordinates, when, where it is written: of the duty that the question describes."""
    if asked.pinned:
        return answered(asked, [asked.hit(entry) for entry in asked.pinned])
    if asked.scope.unknown_places and not asked.scope.places:
        return asked.nothing("no_place", asked.scope.unknown_places)
    if asked.scope.unknown_numbers and not asked.scope.named and not asked.question.has_topic:
        return asked.nothing("no_number", asked.scope.unknown_numbers)
    if asked.question.point:
        return answer_point(asked)
    if len(asked.scope.places) > 1:
        return _side_by_side(asked)
    if not asked.question.has_topic and not asked.keys:
        return asked.nothing("which_duty")
    if not asked.question.has_topic and asked.question.intent == "coordinate":
        return _partners(asked)
    found = best(asked, asked.scope)
    if not found or found[0].coverage < sure(asked) or found[0].score <= 0:
        return _not_told(asked, found)
    concerned = [each for each in found if _concerns(asked, each.entry)]
    if not concerned or concerned[0].coverage < sure(asked) or concerned[0].score <= 0:
        return _of_others(asked, found)
    return _told(asked, concerned)


def _concerns(asked: Asked, entry: Entry) -> bool:
    """Whether an item has to do with the agencies that the question names: by their part in it, or by its wording."""
    if not asked.keys or not asked.question.has_topic or asked.role(entry):
        return True
    key = asked.base.catalogue.key
    named = [*map(key, entry.item.report_to), *(key(name.key) for name in asked.base.catalogue.find(entry.item.text))]
    return any(one.startswith(other) or other.startswith(one) for one in named for other in asked.keys)


def _of_others(asked: Asked, found: Sequence[Found]) -> Answer:
    """The duty is there, but the agency that the question names has no part in it."""
    fitting = [f.entry for f in found if f.coverage >= sure(asked)]
    hits = [asked.hit(entry) for entry in without_twins(asked.base, fitting)[:3]]
    return replace(asked.nothing("not_its_duty", asked.question.agencies), elsewhere=tuple(hits))


def _partners(asked: Asked) -> Answer:
    """Without a topic: with whom the agency works where it leads."""
    led = [e for e in asked.scope.entries(asked.base) if asked.role(e) == "lead" and e.item.coordinators]
    hits = [asked.hit(e) for e in without_twins(asked.base, led)]
    return answered(asked, hits) if hits else asked.nothing("no_agency", asked.question.agencies)


def sure(asked: Asked) -> float:
    """The share of the question's words that an item must account for to be told as the answer."""
    return _SURE_OF_PLAN if asked.scope.named else _SURE


def answer_point(asked: Asked) -> Answer:
    """A point by its number: its wording, or who leads it, who coordinates, when."""
    point = asked.question.point
    among = asked.scope.entries(asked.base)
    entries = [e for e in among if point and point.fits(e.ref)] or [e for e in among if point and point.holds(e.ref)]
    if not entries:
        return replace(asked.nothing("no_point"), plans=asked.scope.plans)
    several = not asked.scope.named and len({e.plan.id for e in entries}) > 1
    told = answered(asked, [asked.hit(e) for e in sorted(entries, key=lambda e: len(e.ref))], several)
    return replace(told, reason="point") if asked.question.intent == "wording" else told


def best(asked: Asked, scope: Scope) -> list[Found]:
    """Items of a scope that fit the topic, best first; what fits agency and kind of question goes before."""
    among = scope.positions(asked.base) if len(scope.plans) < len(asked.base.plans) else None
    found = find(asked.base, asked.topic, among)
    return sorted((_favoured(asked, each) for each in found), key=lambda each: -each.score)


def _favoured(asked: Asked, found: Found) -> Found:
    item = found.entry.item
    factor = (0.5 + 0.5 * found.coverage) * _ROLE_BONUS[asked.role(found.entry)]
    if asked.question.intent in _KINDS:
        factor *= 1.5 if item.kind in _KINDS[asked.question.intent] else 1.0
    elif item.kind in ("directive", "target"):
        factor *= 0.85
    if _only_tells(item.text) and not _only_tells(asked.question.text):
        factor *= _TOLD
    if asked.question.intent == "lead" and not item.leads:
        factor *= _NOBODY
    if asked.question.intent == "when" and not item.timings:
        factor *= 0.85
    if asked.question.years and not _of_years(asked, found.entry):
        factor *= _OTHER_YEAR
    return replace(found, score=found.score * factor)


def _of_years(asked: Asked, entry: Entry) -> bool:
    """Whether an item speaks of a year of the question, or its plan is of that year."""
    said = {*syllables(f"{entry.item.text} {entry.item.timing_raw or ''}")}
    return any(str(year) in said or of_year(entry.plan.document, year) for year in asked.question.years)


@lru_cache(maxsize=4096)
def _only_tells(text: str) -> bool:
    """Whether a wording begins with telling people of something: that is not the duty to do it."""
    opening = " ".join(syllables(text)[:_OPENING])
    return any(phrase in opening for phrase in _telling())


@cache
def _telling() -> tuple[str, ...]:
    return tuple(" ".join(syllables(phrase)) for phrase in read_data("duties.yaml")["telling"])


def _told(asked: Asked, found: Sequence[Found]) -> Answer:
    found = _fit_first(asked, found)
    first = found[0]
    fitting = [f for f in found if f.coverage >= sure(asked) * 0.9 and f.score >= first.score * _ALSO]
    entries = without_twins(asked.base, (f.entry for f in fitting))
    scores = {f.entry.id: f.score for f in fitting}
    hits = [asked.hit(entry, scores[entry.id]) for entry in entries[:FIRST_SCREEN]]
    return answered(asked, hits, several=_several(asked, hits))


def _fit_first(asked: Asked, found: Sequence[Found]) -> Sequence[Found]:
    """When it is asked who leads and the best item names nobody, the best that names somebody first, if nearly as good;
    likewise when it is asked when and the best item tells no time.
    """
    if asked.question.intent == "lead":
        return _first_with(asked, found, lambda entry: bool(entry.leads), _NEARLY)
    if asked.question.intent == "when":
        return _first_with(asked, found, lambda entry: bool(entry.timings), _ALMOST)
    return found


def _first_with(asked: Asked, found: Sequence[Found], fits: Callable[[Entry], bool], less: float) -> Sequence[Found]:
    first = found[0]
    if fits(first.entry):
        return found
    bar = max(sure(asked), first.coverage - less)
    other = next((f for f in found if fits(f.entry) and f.coverage >= bar), None)
    return [replace(other, score=first.score), *(f for f in found if f is not other)] if other else found


def _several(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Whether duties of different plans fit equally and different agencies lead them."""
    rivals = [hit for hit in hits if hit.score >= hits[0].score * _CLOSE]
    plans = {hit.entry.plan.id for hit in rivals}
    leads = {hit.entry.leads for hit in rivals}
    return not asked.scope.named and len(plans) > 1 and len(leads) > 1


def answered(asked: Asked, hits: Sequence[Hit], several: bool = False) -> Answer:
    """An answer that tells of these duties."""
    return Answer(
        question=asked.question,
        today=asked.today,
        outcome="ambiguous" if several else "answered",
        reason="several" if several else "duty",
        hits=tuple(hits),
        period=asked.question.period,
    )


def _not_told(asked: Asked, found: Sequence[Found]) -> Answer:
    """Nothing fits: name what is missing, and say where else it is told."""
    missing = missing_words(asked, found)
    elsewhere: list[Hit] = []
    if asked.scope.named:
        everywhere = replace(asked.scope, plans=tuple(asked.base.plans.values()))
        others = [f for f in best(asked, everywhere) if f.coverage >= _SURE]
        elsewhere = [asked.hit(entry) for entry in without_twins(asked.base, _entries(others))[:3]]
    return replace(asked.nothing("no_topic", missing), elsewhere=tuple(elsewhere))


def missing_words(asked: Asked, found: Sequence[Found]) -> tuple[str, ...]:
    """The content words of the question that not even the best item accounts for; all when nothing comes near."""
    if found and found[0].missing:
        return found[0].missing
    return phrases_of([word for word in asked.topic.words if word.role == "topic"])


def _entries(found: Iterable[Found]) -> list[Entry]:
    return [each.entry for each in found]


@dataclass(frozen=True, slots=True)
class _Side:
    place: str
    found: tuple[Found, ...]


def _side_by_side(asked: Asked) -> Answer:
    """The best of each place that the question names, for comparison."""
    sides = [_Side(place, tuple(_fitting(asked, _of_place(asked, place)))) for place in asked.scope.places]
    told = [side.found[0] for side in sides if side.found and side.found[0].coverage >= sure(asked)]
    if not told:
        return _not_told(asked, sides[0].found)
    hits = [asked.hit(found.entry, found.score) for found in told]
    missing = [side.place for side in sides if not side.found or side.found[0].coverage < sure(asked)]
    return replace(answered(asked, hits), missing=(*missing, *asked.scope.unknown_places))


def _fitting(asked: Asked, scope: Scope) -> Iterator[Found]:
    """Items of a scope that have to do with the agencies of the question, best first."""
    return (found for found in best(asked, scope) if _concerns(asked, found.entry))


def _of_place(asked: Asked, place: str) -> Scope:
    return replace(asked.scope, plans=tuple(asked.base.of_place(place)), places=(place,))
