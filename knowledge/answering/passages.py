"""What documents say outside their duties: headings, footnotes, report forms, told where no duty answers."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice, takewhile

from pydantic_core import from_json

from knowledge.answering.asked import Asked
from knowledge.answering.base import TaskBase
from knowledge.answering.numbers import names
from knowledge.answering.weighing import phrases_of
from knowledge.models import Passage
from knowledge.storing.store import StoredPlan
from nlp.text import fold, is_marked, normalise, syllables

_MOST = 2
"""How many passages are told."""
_PLANS = 50
"""In more plans than these nothing is looked for."""
_REMEMBERED = 256
"""plans of which it is remembered what their passages say, a few kB each: those of the few places that people ask of"""
_SCOPE = (" pham vi ", " doi tuong ")
_HEADING = 10
"""syllables of a heading at most"""
_OPENING = 8
"""characters of a passage before which it begins: "1. a) " """
_HEAD = 6
"""passages that the head of a document has at most"""
_SENT = ("Kính gửi", "Nơi nhận")
_DASHES = frozenset("-–+•*")
_MOST_SENT = 20
_BASIS = "Căn cứ "
_BELOW = 12
"""How many passages of a section are told."""
_SECTION = re.compile(r"[IVX]{1,5}\s?[.):]")
_YEAR = re.compile(r"\s(?:nam\s)?(?:19|20)\d\d$")
_FIGURE = re.compile(r"\d\s?%|\d\s[^\W\d_]")
Told = tuple[Passage, StoredPlan]


def told_elsewhere(asked: Asked) -> tuple[Told, ...]:
    """The first passages of the plans asked of that name a document by the number of the question, or have all words of
    its topic, those typed side by side in a row, with the marks that they are typed with.
    """
    plans = asked.scope.plans
    if len(plans) > _PLANS:
        return ()
    numbers = asked.scope.unknown_numbers
    own = [word for word in asked.topic.words if word.role == "topic"]
    phrases = phrases_of(own)
    rows = [_row(phrase) for phrase in phrases]
    written = [normalise(phrase).lower() for phrase in phrases if is_marked(phrase)]
    signs = [_row(syllables(number)[0]) for number in numbers]

    def may_fit(row: str) -> bool:
        return any(sign in row for sign in signs) if numbers else bool(rows) and all(each in row for each in rows)

    def fits(text: str, row: str) -> bool:
        if numbers:
            return any(names(text, number) for number in numbers)
        return may_fit(row) and all(each in normalise(text).lower() for each in written)

    near = (plan for plan in plans if may_fit(_all(asked.base, plan.id)))
    return tuple(islice(_fitting(asked.base, near, fits), _MOST))


def told_of_past(asked: Asked) -> tuple[Told, ...]:
    """The first passages of the plans asked of that tell a figure for the time of the question, with all words of its
    topic: what an assessment says was reached "trong 5 tháng đầu năm". Nothing where it names no such time.
    """
    period, plans = asked.question.period, asked.scope.plans
    own = {
        term.syllable for word, term in zip(asked.topic.words, asked.topic.terms, strict=True) if word.role == "topic"
    }
    if period is None or period.kind in ("year", "years") or len(plans) > _PLANS or not own:
        return ()
    when = _row(_YEAR.sub("", fold(asked.question.text[slice(*period.span)])))

    def fits(text: str, row: str) -> bool:
        return when in row and own <= set(row.split()) and bool(_FIGURE.search(text))

    near = (plan for plan in plans if when in _all(asked.base, plan.id))
    return tuple(islice(_fitting(asked.base, near, fits), _MOST))


def told_of_scope(base: TaskBase, plan: StoredPlan) -> tuple[Told, ...]:
    """What a plan says of whom and where it applies to: what stands under a heading of that, or begins with the words;
    nothing where it has no such part.
    """
    rows = [row for _, row in _each(base, plan.id)]
    for at, row in enumerate(rows):
        if not any(word in row for word in _SCOPE):
            continue
        if len(row.split()) <= _HEADING:
            return tuple(_passage(base, plan, below) for below in range(at + 1, min(at + 2, len(rows))))
        if any(row.find(word) in range(_OPENING) for word in _SCOPE):
            return (_passage(base, plan, at),)
    return ()


def told_of_basis(base: TaskBase, plan: StoredPlan) -> tuple[Told, ...]:
    """What a plan is made by, laws too: its first passages that begin with "Căn cứ"."""
    found = (at for at, text in enumerate(_texts(base, plan.id)) if text.startswith(_BASIS))
    return tuple(_passage(base, plan, at) for at in islice(found, _BELOW))


def told_of_receivers(base: TaskBase, plan: StoredPlan) -> tuple[Told, ...]:
    """To whom a plan is sent: the lines under "Kính gửi" and "Nơi nhận" of its end, each with a dash."""
    texts = _texts(base, plan.id)
    first = (next((at for at, text in enumerate(texts) if text.startswith(head)), None) for head in _SENT)
    heads = [at for at in first if at is not None]
    found = (at for head in heads for at in takewhile(lambda k: texts[k][:1] in _DASHES, range(head + 1, len(texts))))
    return tuple(_passage(base, plan, at) for at in islice(found, _MOST_SENT))


def is_headed(base: TaskBase, plan: StoredPlan, place: str) -> bool:
    """Whether the head of a plan names a place, in which its own lies then: "UBND quận Bình Tân, Thành phố Hồ Chí
    Minh".
    """
    return any(_row(place) in row for _, row in _each(base, plan.id)[:_HEAD])


def told_of_point(asked: Asked) -> tuple[Told, ...]:
    """What stands under the section that a question names, outside the duties: its heading and the first passages up to
    the next heading. Nothing where it asks in more than one plan, or names more than a section.
    """
    point = asked.question.point
    if point is None or not point.section or point.code or point.letter or len(asked.scope.plans) != 1:
        return ()
    plan = asked.scope.plans[0]
    texts = _texts(asked.base, plan.id)
    begin = next((at for at, text in enumerate(texts) if re.match(rf"{point.section}\s?[.):]", text)), len(texts))
    ends = (at for at in range(begin + 1, len(texts)) if _SECTION.match(texts[at]))
    below = range(begin, min(next(ends, len(texts)), begin + _BELOW))
    return tuple(_passage(asked.base, plan, at) for at in below)


def _passage(base: TaskBase, plan: StoredPlan, at: int) -> Told:
    return Passage.model_validate_json(base.passages[plan.id][at]), plan


def _fitting(base: TaskBase, plans: Iterable[StoredPlan], fits: Callable[[str, str], bool]) -> Iterator[Told]:
    for plan in plans:
        for at, (text, row) in enumerate(_each(base, plan.id)):
            if fits(text, row):
                yield _passage(base, plan, at)


def _row(text: str) -> str:
    """The folded syllables of a text in a row, a blank around each."""
    return f" {' '.join(syllables(text))} "


@lru_cache(maxsize=_REMEMBERED)
def _all(base: TaskBase, plan_id: int) -> str:
    """All passages of a plan as one row."""
    return _row("\n".join(_texts(base, plan_id)))


@lru_cache(maxsize=_PLANS)
def _each(base: TaskBase, plan_id: int) -> list[tuple[str, str]]:
    """The passages of a plan as printed, each with its row."""
    return [(text, _row(text)) for text in _texts(base, plan_id)]


def _texts(base: TaskBase, plan_id: int) -> list[str]:
    """The passages of a plan as printed."""
    stored = base.passages.get(plan_id, ())
    return [passage["text"] for passage in from_json(b"[" + b",".join(stored) + b"]")]
