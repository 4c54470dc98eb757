"""What documents say outside their duties: headings, footnotes, report forms, told where no duty answers."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from pydantic_core import from_json

from knowledge.answering.asked import Asked
from knowledge.answering.numbers import names
from knowledge.answering.weighing import phrases_of
from knowledge.models import Passage
from knowledge.storing.store import StoredPlan
from nlp.text import syllables

_MOST = 2
"""How many passages are told."""
_PLANS = 20
"""In more plans than these nothing is looked for, unless the question names them."""
Told = tuple[Passage, StoredPlan]


def told_elsewhere(asked: Asked) -> tuple[Told, ...]:
    """The first passages of the plans asked of that name a document by the number of the question, or have all words of
    its topic, those typed side by side in a row.
    """
    plans = asked.scope.plans
    if len(plans) > _PLANS and not asked.scope.named:
        return ()
    numbers = asked.scope.unknown_numbers
    own = [word for word in asked.topic.words if word.role == "topic"]
    rows = [f" {' '.join(syllables(phrase))} " for phrase in phrases_of(own)]

    def fits(text: str) -> bool:
        if numbers:
            return any(names(text, number) for number in numbers)
        row = f" {' '.join(syllables(text))} "
        return bool(rows) and all(each in row for each in rows)

    return tuple(islice(_fitting(asked, plans, fits), _MOST))


def _fitting(asked: Asked, plans: Iterable[StoredPlan], fits: Callable[[str], bool]) -> Iterator[Told]:
    for plan in plans:
        for data in asked.base.passages.get(plan.id, ()):
            if fits(str(from_json(data)["text"])):
                yield Passage.model_validate_json(data), plan
