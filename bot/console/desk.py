"""The desk where questions are answered: the task base kept fresh, and each conversation's thread for ten minutes."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.console.called import calling
from bot.console.explaining import explain
from bot.keeper import Keeper
from bot.wording.answers import POLITE, word, word_help
from bot.wording.facts import plan_line
from bot.wording.markup import Message, italic, line, message
from bot.wording.phrasing import examples, say
from bot.wording.texts import commands
from knowledge.answering.answer import Answer
from knowledge.answering.base import TaskBase
from knowledge.answering.context import Context
from knowledge.storing.store import StoredPlan
from nlp.own import names_own
from nlp.wishes import read_wish

MEMORY = timedelta(minutes=10)
"""How long a question may go on from the one before."""
_SESSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to the questions of one text, and their wording."""

    answers: tuple[Answer, ...]
    message: Message

    @property
    def answer(self) -> Answer:
        """The first answer."""
        return self.answers[0]


class Desk:
    """Answers questions from the store at a path. Not thread-safe: call it from one thread at a time.

    The plans are read at the first call, and anew when another process has written to them.
    """

    def __init__(self, path: Path) -> None:
        self._keeper = Keeper(path, shared=False)
        self._warm = False
        self._threads: OrderedDict[str, tuple[datetime, Context]] = OrderedDict()

    def ask(self, text: str, session: str | None, now: datetime, today: date | None = None) -> Reply:
        """The answer to a question and its wording.

        Args:
            text: what the person typed.
            session: whose conversation it belongs to; None for a question on its own.
            now: the time, for how long a conversation is remembered.
            today: the day to answer for; that of `now` when None.

        Raises:
            knowledge.errors.Problem: when the store cannot be read.
        """
        assistant, day = self._keeper.assistant(), today or now.date()
        context = self._recall(session, now) if session else None
        answers: list[Answer] = []
        for question in assistant.questions(text, day):
            answers.append(assistant.ask(question, day, context))
            context = Context.of(answers[-1], context) or context
        if session and context:
            self._remember(session, now, context)
        told = _worth_telling(answers)
        worded = _headed(told, assistant.base)
        if names_own(text) and not any(each.question.agencies for each in answers):
            worded.append(message(say("own_unknown")))
        return Reply(tuple(told), _together(worded))

    def why(self, text: str, today: date) -> Message:
        """How the questions of a text are answered, each on its own, step by step."""
        assistant = self._keeper.assistant()
        parts = assistant.questions(text, today)
        return _together([explain(assistant, part, today, assistant.ask(part, today)) for part in parts])

    def reply(self, text: str, session: str, now: datetime) -> Message:
        """The wording of the answer to a question in a conversation. Nobody can be reminded here."""
        if read_wish(text, now.date()):
            return message(say("reminders_elsewhere"))
        return self.ask(text, session, now).message

    def greeting(self) -> Message:
        """A first word."""
        return message(say("greeting"))

    def help(self) -> Message:
        """How to ask, and the commands of the chat."""
        doors = (line(f"{command.usage}: {command.description}") for command in commands())
        return message(*word_help(), "", *doors)

    def plans(self) -> Message:
        """The plans in the base, each with the file that it was read from."""
        base = self._keeper.assistant().base
        if not base.plans:
            return message(say("no_plans"))
        plans = list(base.plans.values())
        lines = ([plan_line(plan, base), line("  ", say("plan_file", file=_file_of(plan, plans)))] for plan in plans)
        return message(say("plans_head", count=len(plans)), *(each for pair in lines for each in pair))

    def examples(self) -> list[str]:
        """Questions to begin with."""
        return examples()

    def close(self) -> None:
        """Let go of the store."""
        self._keeper.close()

    def warm(self) -> None:
        """Make ready to answer, so that the first question waits no longer than the next."""
        if not self._warm:
            self._keeper.assistant().ask(examples()[0], date(2000, 1, 1))
            self._warm = True

    def _recall(self, session: str, now: datetime) -> Context | None:
        when, context = self._threads.get(session, (None, None))
        return context if when is not None and now - when <= MEMORY else None

    def _remember(self, session: str, now: datetime, context: Context) -> None:
        """Keep what was spoken of; a question that found nothing does not end the thread."""
        self._threads[session] = (now, context)
        self._threads.move_to_end(session)
        while len(self._threads) > _SESSIONS:
            self._threads.popitem(last=False)


def _file_of(plan: StoredPlan, plans: Sequence[StoredPlan]) -> str:
    """A plan's file, and its code where several bear that name."""
    several = sum(each.file == plan.file for each in plans) > 1
    return f"{plan.file} ({calling(plan, plans)})" if several else plan.file


def _worth_telling(answers: Sequence[Answer]) -> list[Answer]:
    """The answers without a mere greeting or thanks beside a real question, and no list twice; never none."""
    real = [answer for answer in answers if answer.reason not in POLITE] or list(answers[:1])
    lists = [list(answer.hits.entries) if len(answer.hits) > 1 else [] for answer in real]
    return [answer for at, answer in enumerate(real) if not lists[at] or lists[at] not in lists[:at]]


def _headed(answers: Sequence[Answer], base: TaskBase) -> list[Message]:
    """The wording of answers; of several, each under its question."""
    worded = [word(answer, base) for answer in answers]
    if len(answers) == 1:
        return worded
    heads = (say("part_head", number=at, text=answer.question.typed) for at, answer in enumerate(answers, 1))
    return [replace(each, lines=(line(italic(head)), *each.lines)) for head, each in zip(heads, worded, strict=True)]


def _together(messages: Sequence[Message]) -> Message:
    """Several answers as one message, an empty line between them."""
    if len(messages) == 1:
        return messages[0]
    lines = [part for each in messages for part in (*each.lines, line())]
    return Message(tuple(lines[:-1]), messages[0].choices)
