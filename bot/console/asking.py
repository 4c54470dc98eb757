"""`aichutri ask`: one question, or a file of them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from bot.clock import now
from bot.console.desk import Desk, Reply
from bot.console.records import record
from bot.console.reporting import STATUS, Complaint, complain
from bot.settings import Settings
from bot.wording.markup import to_text
from knowledge.answering.answer import Reason

_UNFIT: frozenset[Reason] = frozenset({"empty", "too_long", "not_understood"})


def check_options(question: bool, as_json: bool, why: bool, batch: bool) -> None:
    """Raises Complaint for options that do not go together, where one of them would be passed over unsaid."""
    if batch and question:
        raise Complaint("Đã có --batch thì câu hỏi ghi trong tệp; xin bỏ một trong hai.")
    if why and (batch or as_json):
        other = "--batch" if batch else "--json"
        raise Complaint(f"--why giải thích cho người đọc, không dùng cùng {other}; xin bỏ một trong hai.")


def ask_one(settings: Settings, question: str, today: str | None, as_json: bool) -> None:
    """Print the answer to one question. Exit status 2, and the sentence on standard error, for what is no question."""
    day = read_day(today)
    desk = Desk(settings.db)
    if as_json:
        reply, elapsed = _timed(desk, question, None, day)
        click.echo(_json(record(reply, question, None, elapsed)))
    else:
        reply = desk.ask(question, None, now(), day)
    unfit = reply.answer.reason in _UNFIT
    if unfit or not as_json:
        click.echo(to_text(reply.message), err=unfit)
    if unfit:
        raise click.exceptions.Exit(STATUS)


def ask_why(settings: Settings, question: str, today: str | None) -> None:
    """Print how one question is answered, step by step, and the answer."""
    desk, day = Desk(settings.db), read_day(today)
    click.echo(to_text(desk.why(question, day)) + "\n")
    click.echo(to_text(desk.ask(question, None, now(), day).message))


def ask_batch(settings: Settings, path: Path, today: str | None) -> None:
    """Print a JSON line for each line of a file of questions. A bad line is named on standard error, the rest is still
    answered; the exit status is 2 then.
    """
    desk, day, bad = Desk(settings.db), read_day(today), 0
    for number, line in _lines(path):
        try:
            asked = _Line.of(line, number, day)
        except Complaint as fault:
            complain(str(fault))
            bad += 1
            continue
        reply, elapsed = _timed(desk, asked.text, asked.session, asked.today)
        click.echo(_json(record(reply, asked.text, asked.identity, elapsed)))
    if bad:
        raise click.exceptions.Exit(STATUS)


def read_day(text: str | None) -> date:
    """A day given as YYYY-MM-DD; without one, today in Vietnam. Raises Complaint for anything else."""
    if text is None:
        return now().date()
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Complaint(f"Ngày “{text}” không đúng; xin ghi dạng năm-tháng-ngày, ví dụ 2026-11-22.") from None


class _Line:
    """A question of a batch file."""

    def __init__(self, identity: object, text: str, today: date, session: str | None) -> None:
        self.identity, self.text, self.today, self.session = identity, text, today, session

    @classmethod
    def of(cls, line: str, number: int, today: date) -> "_Line":
        """The question on a line: "text", or "question" as in what is printed; "id", "today", "session". Raises
        Complaint, which names the line by its number.
        """
        try:
            given = json.loads(line)
        except ValueError:
            raise Complaint(f"Dòng {number} không phải JSON; đã bỏ qua dòng này.") from None
        text = given.get("text", given.get("question")) if isinstance(given, dict) else None
        if not isinstance(text, str):
            raise Complaint(f"Dòng {number} thiếu “text” (câu hỏi); đã bỏ qua dòng này.")
        try:
            day = read_day(given["today"]) if given.get("today") else today
        except Complaint as fault:
            raise Complaint(f"Dòng {number}: {fault}") from None
        session = given.get("session")
        return cls(given.get("id"), text, day, None if session is None else str(session))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError):
        raise Complaint(
            f"Không đọc được tệp câu hỏi {path.name}; xin kiểm tra tệp có tồn tại và lưu theo UTF-8."
        ) from None


def _timed(desk: Desk, text: str, session: str | None, day: date) -> tuple[Reply, float]:
    """An answer and the milliseconds that it took."""
    desk.warm()
    start = perf_counter()
    reply = desk.ask(text, session, now(), day)
    return reply, (perf_counter() - start) * 1000


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False)
