"""Answers as JSON objects, for scripts and for measuring."""

from typing import Any

from bot.console.desk import Reply
from bot.wording.markup import to_text
from knowledge.answering.answer import FIRST_SCREEN, Hit
from nlp.question import Question


def record(reply: Reply, typed: str, identity: object, elapsed_ms: float) -> dict[str, Any]:
    """An answer as one JSON object.

    Args:
        reply: the answers and their wording.
        typed: the text that was asked.
        identity: what the asker calls the question; goes out as it came in.
        elapsed_ms: how long the answer took.
    """
    answer = reply.answer
    return {
        "id": identity,
        "question": typed,
        "outcome": answer.outcome,
        "understood": _understood(answer.question, [plan.document.number or plan.file for plan in answer.plans]),
        "tasks": [_task(hit) for each in reply.answers for hit in each.shown][:FIRST_SCREEN],
        "text": to_text(reply.message),
        "elapsed_ms": round(elapsed_ms, 2),
    }


def _understood(question: Question, plans: list[str]) -> dict[str, Any]:
    period = question.period
    return {
        "intent": question.intent,
        "agencies": list(question.agencies),
        "period": period and {"start": str(period.start), "end": str(period.end), "label": period.label},
        "plans": [*question.numbers, *question.places] or plans,
        "topic": " ".join(word.token.text for word in question.topic),
    }


def _task(hit: Hit) -> dict[str, Any]:
    item, plan = hit.entry.item, hit.entry.plan
    return {
        "ref": item.ref,
        "plan": plan.document.number or plan.document.title or plan.file,
        "locality": plan.document.locality,
        "kind": item.kind,
        "text": item.text,
        "leads": item.leads,
        "coordinators": item.coordinators,
        "timing": item.timing_raw,
        "due": [str(due.on) for due in hit.due],
        "source": {"file": plan.file, "lines": list(item.lines)},
        "score": round(hit.score, 3),
    }
