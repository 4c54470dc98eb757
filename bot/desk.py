"""The desk where questions are answered: the task base kept fresh, and each conversation's thread for ten minutes."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.explaining import explain
from bot.keeper import Keeper
from bot.markup import Message, line, message
from bot.phrasing import examples, say
from bot.texts import commands
from bot.wording import word, word_help
from bot.wording_facts import plan_line
from knowledge.answer import Answer
from knowledge.context import Context

MEMORY = timedelta(minutes=10)
"""How long a question may go on from the one before."""
_SESSIONS = 10_000


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and its wording."""

    answer: Answer
    message: Message


class Desk:
    """Answers questions from the store at a path. Not thread-safe: call it from one thread at a time.

    The plans are read at the first call, and anew when another process has written to them.
    """

    def __init__(self, path: Path) -> None:
        self._keeper = Keeper(path)
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
        assistant = self._keeper.assistant()
        context = self._recall(session, now) if session else None
        answer = assistant.ask(text, today or now.date(), context)
        if session:
            self._remember(session, now, answer)
        return Reply(answer, word(answer, assistant.base))

    def why(self, text: str, today: date) -> Message:
        """How a question on its own is answered, step by step."""
        assistant = self._keeper.assistant()
        return explain(assistant, text, today, assistant.ask(text, today))

    def reply(self, text: str, session: str, now: datetime) -> Message:
        """The wording of the answer to a question in a conversation."""
        return self.ask(text, session, now).message

    def greeting(self) -> Message:
        """A first word."""
        return message(say("greeting"))

    def help(self) -> Message:
        """How to ask, and the commands of the chat."""
        doors = (line(f"{command.usage}: {command.description}") for command in commands())
        return message(*word_help(), "", *doors)

    def plans(self) -> Message:
        """The plans in the base, one a line."""
        plans = list(self._keeper.assistant().base.plans.values())
        if not plans:
            return message(say("no_plans"))
        return message(say("plans_head", count=len(plans)), *map(plan_line, plans))

    def examples(self) -> list[str]:
        """Questions to begin with."""
        return examples()

    def close(self) -> None:
        """Let go of the store."""
        self._keeper.close()

    def warm(self) -> None:
        """Make ready to answer, so that the first question waits no longer than the next."""
        self._keeper.assistant()

    def _recall(self, session: str, now: datetime) -> Context | None:
        when, context = self._threads.get(session, (None, None))
        return context if when is not None and now - when <= MEMORY else None

    def _remember(self, session: str, now: datetime, answer: Answer) -> None:
        """Keep what was told; a question that found nothing does not end the thread."""
        context = Context.of(answer) or self._recall(session, now)
        if context:
            self._threads[session] = (now, context)
            self._threads.move_to_end(session)
        while len(self._threads) > _SESSIONS:
            self._threads.popitem(last=False)
