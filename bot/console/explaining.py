"""`aichutri ask --why`: how a question was understood, what was weighed, and what decided."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot.wording.markup import Line, Message, bold, line, message
from bot.wording.phrasing import asked_name, joined, name_of, say
from knowledge.answering.answer import Answer
from knowledge.answering.asked import Asked
from knowledge.answering.assistant import Assistant
from knowledge.answering.enough import sure
from knowledge.answering.ranking import best
from nlp.question import Question

_CANDIDATES = 5


def explain(assistant: Assistant, text: str, today: date, answer: Answer) -> Message:
    """The steps from `text` to `answer`: the readable text, the role of each word, the names, the candidates with how
    well they fit and what they lack, and the decision.
    """
    question = assistant.read(text, today)
    asked = Asked.of(assistant.base, question, today)
    return message(*_reading(question), *_scope(asked), *_candidates(asked), *_decision(answer))


def _reading(question: Question) -> Iterator[Line]:
    yield line(bold(say("why_text", text=question.text)))
    words = "  ".join(f"{word.token.text}[{say('role_' + word.role)}]" for word in question.words)
    yield line(say("why_words", words=words))
    cues = joined(map(asked_name, sorted(question.cues))) or "—"
    yield line(say("why_intent", intent=asked_name(question.intent), cues=cues))


def _scope(asked: Asked) -> Iterator[Line]:
    question = asked.question
    period = f"{question.period.label} ({question.period.start} – {question.period.end})" if question.period else "—"
    yield line(say("why_agencies", agencies=joined(question.agencies) or "—"))
    yield line(say("why_period", period=period))
    yield line(say("why_plans", plans=joined(name_of(plan.document) for plan in asked.scope.plans)))
    if asked.scope.unknown_places:
        yield line(say("why_unknown", names=joined(asked.scope.unknown_places)))


def _candidates(asked: Asked) -> Iterator[Line]:
    yield line(bold(say("why_candidates", bar=f"{sure(asked):.2f}")))
    for found in islice(best(asked, asked.scope), _CANDIDATES):
        lacking = joined(found.missing) or "—"
        where = f"{name_of(found.entry.plan.document)} {found.entry.item.ref}"
        row = say("why_row", score=f"{found.score:.1f}", share=f"{found.coverage:.2f}", where=where, lacking=lacking)
        yield line("• ", row)


def _decision(answer: Answer) -> Iterator[Line]:
    yield line(
        bold(say("why_decision", outcome=say(f"outcome_{answer.outcome}"), reason=say(f"reason_{answer.reason}")))
    )
