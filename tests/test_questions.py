"""The project's own questions through the door that people use, in four ways of typing, and what the answers tell."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.console.desk import Desk, Reply
from bot.wording.markup import to_text
from knowledge.answering.answer import Answer, Hit
from knowledge.models import Item
from nlp.text import fold, squeeze
from nlp.times import Timing, format_date
from tests.questions import Asked, conversations, fault
from tests.ways_of_typing import bare, short, slips

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_SPOKEN_DATE = re.compile(r"\b(\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")
_LEADS = re.compile(r"^(?:Chủ trì: (.+)|Giao các cơ quan nhận văn bản: (.+)\.|(\S.+) chủ trì\.)$", re.MULTILINE)
_COORDINATORS = re.compile(r"^Phối hợp: (.+)$", re.MULTILINE)
_LISTED = re.compile(r"^• (?:\d{1,2}/\d{1,2}/\d{4} \([^)]*\) )?([^:\[(]+): ", re.MULTILINE)
_HEIRS = re.compile(r"^Nay.*$", re.MULTILINE)
_OF_DUTIES = ("duty", "several", "point", "due", "overdue", "report", "agency", "count", "danger")


class Sitting:
    """Conversations with a desk; each is held once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.written = cache(lambda at: self.typed(at, str))

    def typed(self, at: int, way: Callable[[str], str]) -> list[Reply]:
        """The answers in the conversation of that number, its questions typed in a way."""
        session = f"{at} {way}"
        return [self._desk.ask(way(asked.text), session, _NOW, asked.today) for asked in conversations()[at].turns]


@pytest.fixture(scope="module")
def sitting(plans_db: Path) -> Iterator[Sitting]:
    desk = Desk(plans_db)
    yield Sitting(desk)
    desk.close()


def _turns() -> Iterator[tuple[int, int, Asked]]:
    for at, conversation in enumerate(conversations()):
        yield from ((at, turn, asked) for turn, asked in enumerate(conversation.turns))


def _case(at: int, turn: int, asked: Asked) -> object:
    marks = [pytest.mark.xfail(reason=asked.known, strict=True, raises=AssertionError)] if asked.known else []
    return pytest.param(at, turn, asked, id=f"{asked.kind}: {conversations()[at].text} [{turn}]", marks=marks)


@pytest.mark.parametrize(("at", "turn", "asked"), [_case(*each) for each in _turns()])
def test_as_written(sitting: Sitting, at: int, turn: int, asked: Asked) -> None:
    reply = sitting.written(at)[turn]
    text = to_text(reply.message)
    assert not (wrong := fault(asked, reply.answers, text)), f"{asked.text}: {wrong}\n{text}"


@pytest.mark.parametrize(
    ("way", "most_wrong"),
    [
        pytest.param(bare, 34, id="không dấu"),
        pytest.param(lambda text: slips(text, 1), 48, id="lỗi gõ"),
        pytest.param(short, 13, id="viết tắt"),
    ],
)
def test_typed_otherwise(sitting: Sitting, way: Callable[[str], str], most_wrong: int) -> None:
    misses: list[str] = []
    for at, conversation in enumerate(conversations()):
        for asked, reply in zip(conversation.turns, sitting.typed(at, way), strict=True):
            wrong = fault(asked, reply.answers, to_text(reply.message))
            misses += [f"{way(asked.text)} [{asked.text}]: {wrong}"] if wrong else []
    assert len(misses) <= most_wrong, f"{len(misses)} wrong:\n" + "\n".join(misses)


def test_agencies_told_stand_in_the_items(sitting: Sitting) -> None:
    """Who is told to lead or to coordinate does so in an item of the answer."""
    told = list(_replies(sitting, *_OF_DUTIES))
    assert len(told) > 100
    strays = [f"{reply.answer.question.typed}: {name}" for reply in told for name in _stray_names(reply, _text(reply))]
    assert not strays, "\n".join(strays)


def test_dates_told_stand_in_the_items(sitting: Sitting) -> None:
    """Every day that an answer tells is printed in its items or falls under their timing, or was asked for."""
    told = list(_replies(sitting, *_OF_DUTIES))
    assert any(_dates(_text(reply)) for reply in told)
    strays = [
        f"{reply.answer.question.typed}: {format_date(day)}"
        for reply in told
        for day in _dates(_text(reply))
        if not any(_stands(day, answer) for answer in reply.answers)
    ]
    assert not strays, "\n".join(strays)


def test_how_a_question_was_read_is_told_with_the_marks_of_the_plan(plans_db: Path) -> None:
    desk = Desk(plans_db)
    for question in ("ai chu tri dinh duong tre em nghe an", "the phoi hop?"):
        text = to_text(desk.ask(question, "reading", _NOW, date(2022, 11, 1)).message)
    assert "Hiểu là: dinh dưỡng trẻ em · Nghệ An" in text.splitlines()
    desk.close()


def _replies(sitting: Sitting, *reasons: str) -> Iterator[Reply]:
    for at in range(len(conversations())):
        replies = (reply for reply in sitting.written(at) if reply.answer.hits)
        yield from (reply for reply in replies if all(answer.reason in reasons for answer in reply.answers))


def _text(reply: Reply) -> str:
    """The answer without what became of its agencies since, which no plan tells."""
    return _HEIRS.sub("", to_text(reply.message))


def _items(answer: Answer) -> list[Item]:
    hits: list[Hit] = [*answer.hits, *answer.running, *answer.own]
    return [entry.item for hit in hits for entry in (hit.entry, *hit.twins)]


def _stray_names(reply: Reply, text: str) -> Iterator[str]:
    items = [item for answer in reply.answers for item in _items(answer)]
    leads = {fold(squeeze(name)) for item in items for name in item.leads}
    coordinators = {fold(squeeze(name)) for item in items for name in item.coordinators}
    for match in _LEADS.finditer(text):
        yield from _missing(match[1] or match[2] or match[3], leads)
    for match in _COORDINATORS.finditer(text):
        yield from _missing(match[1], coordinators)
    for match in _LISTED.finditer(text):
        if not any(
            fold(item.text).startswith(fold(match[1])) for item in items
        ):  # the lead is told once, above the list
            yield from _missing(match[1], leads)


def _missing(names: str, printed: set[str]) -> Iterator[str]:
    """Names of a list that are not among those printed; the last may be cut short."""
    for name in names.split("; "):
        begin, cut, _ = fold(squeeze(name)).rstrip(".").partition("…")
        known = any(each.startswith(begin.strip()) for each in printed) if cut else begin in printed
        if not known and begin != "—":
            yield name


def _dates(text: str) -> list[date]:
    return [date(int(year), int(month), int(day)) for day, month, year in _DATE.findall(text)]


def _stands(day: date, answer: Answer) -> bool:
    period = answer.period
    if day == answer.today or (period and day in (period.start, period.end)):
        return True
    return any(_printed(day, item) or any(_falls(day, timing) for timing in item.timings) for item in _items(answer))


def _printed(day: date, item: Item) -> bool:
    text = f"{item.text} {item.timing_raw or ''}"
    figures = {*_DATE.findall(text), *_SPOKEN_DATE.findall(text)}
    return (day.day, day.month, day.year) in {(int(d), int(m), int(y)) for d, m, y in figures}


def _falls(day: date, timing: Timing) -> bool:
    """Whether a timing makes a duty due on that day."""
    if timing.type == "recurring":
        return f"{day:%m-%d}" in timing.month_day if timing.month_day else timing.every is not None
    return day == timing.end
