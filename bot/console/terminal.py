"""The terminal as a chat: questions typed one after another, answers printed below."""

import logging
from collections.abc import Callable, Iterator
from typing import TextIO

from bot.clock import now
from bot.console.desk import Desk
from bot.wording.markup import Message, message, to_text
from bot.wording.phrasing import say
from knowledge.errors import Problem

_log = logging.getLogger(__name__)
_PROMPT = "Hỏi: "
_LEAVE = frozenset({"thoát", "thoat", "exit", "quit", "q"})
_SESSION = "terminal"


def chat(desk: Desk, source: TextIO, show: Callable[[str], object]) -> None:
    """Answer every line of `source` until it ends or the person leaves.

    Args:
        desk: who answers.
        source: where questions come from; at a terminal a prompt is shown before each.
        show: prints one text.
    """
    interactive = source.isatty()
    if interactive:
        show(to_text(desk.greeting()))
        show(say("chat_leave"))
    for typed in _typed() if interactive else source:
        if typed.strip().lower() in _LEAVE and interactive:
            return
        if typed.strip():
            show(to_text(_answer(desk, typed.rstrip("\n"))) + "\n")


def _answer(desk: Desk, typed: str) -> Message:
    try:
        return desk.reply(typed, _SESSION, now())
    except Problem as problem:
        return message(str(problem))
    except Exception:
        # One question must not end the conversation; the log has the trace, without what was typed.
        _log.exception("a question could not be answered")
        return message(say("failed"))


def _typed() -> Iterator[str]:
    """Lines typed at the terminal, with line editing where Python has it."""
    while True:
        try:
            yield input(_PROMPT)
        except EOFError:
            return
