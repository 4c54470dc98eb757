"""The project's own questions with what a right answer holds, from ``data/questions.yaml``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.answering.answer import Answer
from knowledge.answering.entries import Entry
from nlp.text import fold

_FILE = Path(__file__).parent / "data" / "questions.yaml"
_TODAY = date(2022, 11, 1)
_NOT_EXPECTED = ("ask", "today", "then", "known")


@dataclass(frozen=True)
class Asked:
    """A question and what is expected of its answer."""

    text: str
    today: date
    expect: dict[str, Any]
    then: tuple["Asked", ...] = ()
    kind: str = ""
    """the heading that it stands under in the file."""
    known: str = ""
    """why it is still answered wrongly; "" when it is not."""

    @property
    def turns(self) -> tuple["Asked", ...]:
        """The question and those that go on from it."""
        return (self, *self.then)


def asked_questions() -> Iterator[Asked]:
    """All questions, those that go on from another after it."""
    for asked in conversations():
        yield from asked.turns


@cache
def conversations() -> tuple[Asked, ...]:
    """Questions with the ones that go on from them."""
    by_kind = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_read(each, _TODAY, kind) for kind, asked in by_kind.items() for each in asked)


def _read(given: dict[str, Any], today: date, kind: str) -> Asked:
    day = given.get("today", today)
    expect = {key: value for key, value in given.items() if key not in _NOT_EXPECTED}
    then = tuple(_read(each, day, kind) for each in given.get("then", ()))
    return Asked(given["ask"], day, expect, then, kind, given.get("known", ""))


def fault(asked: Asked, answers: Sequence[Answer], text: str) -> str:
    """What is wrong with the answers to a message and their wording; "" when nothing is."""
    expect, answer = asked.expect, answers[0]
    parts = [{_name(e.plan.document.locality, e.item.ref) for e in _first_told(each)} for each in answers]
    wanted_parts = expect.get("parts", parts)
    outcomes = expect.get("outcome", "answered")
    shown = [_name(hit.entry.plan.document.locality, hit.entry.item.ref) for hit in answer.shown]
    names = [
        {_name(twin.plan.document.locality, twin.item.ref) for twin in hit.twins} | {name}
        for hit, name in zip(answer.shown, shown, strict=True)
    ]
    checks = {
        f"parts {parts}": len(parts) == len(wanted_parts)
        and all(not wanted or told & {*wanted} for told, wanted in zip(parts, wanted_parts, strict=True)),
        "opens": fold(text).startswith(fold(expect.get("opens", ""))),
        f"outcome {answer.outcome}": answer.outcome in ([outcomes] if isinstance(outcomes, str) else outcomes),
        f"first of {shown}": not expect.get("first") or bool(names and names[0] & {*expect["first"]}),
        f"all in {shown}": all(any(wanted in each for each in names) for wanted in expect.get("all", ())),
        "says": all(fold(words) in fold(text) for words in expect.get("says", ())),
        "silent": not any(fold(words) in fold(text) for words in expect.get("silent", ())),
    }
    return "; ".join(name for name, good in checks.items() if not good)


def _first_told(answer: Answer) -> list[Entry]:
    """The first item of an answer, with those that tell the same duty."""
    return [entry for hit in answer.shown[:1] for entry in (hit.entry, *hit.twins)]


def _name(locality: str | None, ref: str) -> str:
    return f"{locality} {ref}"
