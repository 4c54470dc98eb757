"""`aichutri export`: a list of duties as a file to take away."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from bot.clock import now
from bot.console.asking import read_day
from bot.console.called import plan_called
from bot.console.reporting import Complaint
from bot.console.writing import check_free, write_whole
from bot.keeper import Keeper
from bot.wording.answers import word
from bot.wording.exported import File, as_calendar, as_sheet, entries_of
from bot.wording.markup import message, to_text
from knowledge.answering.answer import Answer
from knowledge.answering.asked import Asked
from knowledge.answering.assistant import Assistant
from knowledge.answering.named import not_there
from knowledge.answering.ways.agency import answer_agency
from knowledge.answering.ways.counts import answer_count
from knowledge.answering.ways.due import answer_due
from knowledge.exporting.dates import ahead
from nlp.own import names_own
from nlp.question import Question
from nlp.times import Period, format_date

_ENDINGS = (".ics", ".xlsx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: the list that answers a question, or the duties of an agency, a plan, a period."""

    question: str | None = None
    agency: str | None = None
    plan: str | None = None
    period: str | None = None


def export(db: Path, file: Path, wanted: Wanted, today: str | None, force: bool) -> None:
    """Write a list to a file, in the format of its ending, and tell what was written. Raises Complaint for what cannot
    be understood, found or written; without `force` for a file that is there already.
    """
    day = read_day(today)
    _check(file, wanted, force)
    assistant = Keeper(db, shared=False).assistant()
    answer = _asked(assistant, wanted.question, day) if wanted.question is not None else _chosen(assistant, wanted, day)
    made = _made(assistant, answer, file)
    write_whole(file, made.content, force)
    click.echo(f"Đã ghi {file}: {made.told}")


def _check(file: Path, wanted: Wanted, force: bool) -> None:
    """Raises Complaint for what is wrong before any plan is looked at."""
    if file.suffix.lower() not in _ENDINGS:
        raise Complaint(f"Chưa rõ dạng tệp “{file.name}”; xin đặt tên tệp kết thúc bằng .xlsx (bảng) hoặc .ics (lịch).")
    check_free(file, force)
    if wanted.question is not None and (wanted.agency, wanted.plan, wanted.period) != (None, None, None):
        raise Complaint("Đã có câu hỏi thì không dùng --agency, --plan, --period; xin nêu cơ quan, kỳ trong câu hỏi.")


def _asked(assistant: Assistant, text: str, day: date) -> Answer:
    """The list that answers a question."""
    if names_own(text):
        raise Complaint("Ở đây chưa biết anh/chị thuộc đơn vị nào; xin nêu tên đơn vị trong câu hỏi.")
    if len(assistant.questions(text, day)) > 1:
        raise Complaint("Mỗi lần xin hỏi một câu.")
    answer = assistant.ask(text, day)
    if answer.outcome == "not_found":
        raise Complaint(_first_line(assistant, answer))
    if not entries_of(answer):
        raise Complaint("Câu trả lời không phải là danh sách việc nên không có gì để xuất.")
    return answer


def _chosen(assistant: Assistant, wanted: Wanted, day: date) -> Answer:
    """The duties of an agency, a plan, a period: what a question for these would list."""
    question = _agency(assistant, wanted.agency, day) if wanted.agency is not None else assistant.read("", day)
    plan = None
    if wanted.plan is not None:
        plan = plan_called(list(assistant.base.plans.values()), wanted.plan).id
        question = replace(question, places=())
    period = _period(assistant, wanted.period, day) if wanted.period is not None else None
    asked = Asked.of(assistant.base, replace(question, period=period), day, plan=plan)
    way = answer_due if period else answer_agency if asked.keys else answer_count
    answer = not_there(asked) or way(asked)
    if not entries_of(answer):
        raise Complaint(_first_line(assistant, answer))
    return answer


def _agency(assistant: Assistant, typed: str, day: date) -> Question:
    """A question that names an agency, and its place where that is typed too, and nothing else."""
    read = assistant.read(typed, day)
    if not read.agencies or read.has_topic or read.period or read.numbers:
        raise Complaint(f"Không có cơ quan “{typed}” trong danh mục; xin ghi đủ tên, ví dụ: Sở Y tế Nghệ An.")
    return replace(assistant.read("", day), agencies=read.agencies, places=read.places)


def _period(assistant: Assistant, typed: str, day: date) -> Period:
    read = assistant.read(typed, day)
    if read.period is None or read.has_topic or read.agencies or read.places:
        raise Complaint(f"Chưa hiểu kỳ “{typed}”; xin ghi ví dụ: quý IV/2026, tháng 12/2026, năm 2027.")
    return read.period


def _made(assistant: Assistant, answer: Answer, file: Path) -> File:
    if file.suffix.lower() == ".xlsx":
        return as_sheet(answer, now())
    window = answer.period or ahead(answer.today)
    assert window is not None  # noqa: S101 - the days to come never end
    made = as_calendar(answer, assistant.base, window, now())
    if made is None:
        span = f"từ {format_date(window.start)} đến {format_date(window.end)}"
        raise Complaint(f"Không có việc nào đến hạn {span} nên không có gì để đưa vào lịch.")
    return made


def _first_line(assistant: Assistant, answer: Answer) -> str:
    """Why there is no list."""
    return to_text(message(word(answer, assistant.base).lines[0]))
