"""What documents say outside their duties: headings, footnotes, report forms, told where no duty answers."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from pydantic_core import from_json

from knowledge.answering.asked import Asked
from knowledge.answering.base import TaskBase
from knowledge.answering.numbers import names
from knowledge.answering.weighing import phrases_of
from knowledge.models import Passage
from knowledge.storing.store import StoredPlan
from nlp.text import syllables

_MOST = 2
"""How many passages are told."""
_PLANS = 50
"""In more plans than these nothing is looked for."""
Told = tuple[Passage, StoredPlan]


def told_elsewhere(asked: Asked) -> tuple[Told, ...]:
    """The first passages of the plans asked of that name a document by the number of the question, or have all words of
    its topic, those typed side by side in a row.
    """
    plans = asked.scope.plans
    if len(plans) > _PLANS:
        return ()
    numbers = asked.scope.unknown_numbers
    own = [word for word in asked.topic.words if word.role == "topic"]
    rows = [f" {' '.join(syllables(phrase))} " for phrase in phrases_of(own)]

    def fits(text: str, row: str) -> bool:
        if numbers:
            return any(names(text, number) for number in numbers)
        return bool(rows) and all(each in row for each in rows)

    return tuple(islice(_fitting(asked.base, plans, fits), _MOST))


def _fitting(base: TaskBase, plans: Iterable[StoredPlan], fits: Callable[[str, str], bool]) -> Iterator[Told]:
    for plan in plans:
        for at, (text, row) in enumerate(_texts(base, plan.id)):
            if fits(text, row):
                yield Passage.model_validate_json(base.passages[plan.id][at]), plan


@lru_cache(maxsize=_PLANS)
def _texts(base: TaskBase, plan_id: int) -> list[tuple[str, str]]:
    """The passages of a plan as printed, each with its folded syllables in a row, a blank around each."""
    texts = [str(from_json(data)["text"]) for data in base.passages.get(plan_id, ())]
    return [(text, f" {' '.join(syllables(text))} ") for text in texts]
