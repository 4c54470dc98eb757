"""Questions how many duties there are: of an agency, in a plan, due in a period."""

from dataclasses import replace

from knowledge.answering.answer import Answer
from knowledge.answering.asked import Asked
from knowledge.answering.lazy import Lazy
from knowledge.answering.registers import in_order
from knowledge.answering.ways.agency import answer_agency
from knowledge.answering.ways.denial import missing_words
from knowledge.answering.ways.due import answer_due
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.listing import list_of, on_topic


def answer_count(asked: Asked) -> Answer:
    """How many duties: of an agency, in a plan or below a point of it, due in a period."""
    if asked.keys:
        answer = answer_agency(asked)
        return replace(answer, reason="count") if answer.hits else answer
    period = asked.question.period
    if point := asked.question.point:
        refs = asked.base.registers.refs
        found = sorted((each for ref in point.holding(refs) for each in refs[ref]), key=in_order)
        inside = [each for each in asked.scope.within(asked.base, found) if not each.is_closing]
        return list_of(asked, "count", inside) if inside else answer_duty(asked)
    if period and (period.kind not in ("year", "years") or "due" in asked.question.cues):
        return answer_due(asked)
    registers = asked.base.registers
    duties = on_topic(asked, asked.scope.within(asked.base, registers.duties))
    if not duties:
        return asked.nothing("no_topic", missing_words(asked, Lazy(())))
    is_all = duties is registers.duties
    return list_of(asked, "count", registers.duties_once if is_all else registers.without_twins(duties))
