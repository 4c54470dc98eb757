"""When an answer fails: the person gets one sentence; the log gets where it happened, and no words of theirs."""

import logging
import sys
import traceback
import warnings
from types import TracebackType

import telegram
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ApplicationHandlerStop, ContextTypes
from telegram.warnings import PTBDeprecationWarning

from bot.chat.office import Office
from bot.running.limits import reason
from bot.wording.texts import say
from knowledge.errors import Problem

log = logging.getLogger(__name__)

_NO_RIGHT = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "chat not found",
    "need administrator",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
_TOO_LATE = ("query is too old", *_NO_TOPIC)


class Troubles:
    """The error handlers of the bot."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def known(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """First error handler: a `Problem` is told in its own words, and that is the end of it."""
        if isinstance(context.error, Problem):
            self._office.counts.add("errors", "kind", "Problem")
            log.warning("Tin %s: %s", _number(update), reason(context.error))
            await _tell(update, str(context.error))
            raise ApplicationHandlerStop

    async def refused(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Second error handler: a chat that cannot be written to is noted, and not written to again for nothing."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
        if isinstance(context.error, Forbidden):
            if chat is not None:
                await self._office.close_chat(chat, "gone")
            raise ApplicationHandlerStop
        if lacks_right(context.error):
            if chat is not None:
                await self._office.close_chat(chat, "refused")
            raise ApplicationHandlerStop

    async def general(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Last error handler: everything else. Says nothing where nothing can be said: the topic is gone, the tap is
        too old, the network or Telegram's patience is at its end.
        """
        error = context.error
        if error is None or _too_late(error):
            return
        self._office.counts.add("errors", "kind", type(error).__name__)
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            log.error("Tin %s: không gửi được câu trả lời (%s)", _number(update), reason(error))
        else:
            log.error("Tin %s: lỗi khi trả lời", _number(update), exc_info=error)
        if isinstance(error, TimedOut) or type(error) is TelegramError:  # the latter: an answer that was no answer
            await _tell(update, say("uncertain"))
        elif isinstance(error, BadRequest) or not isinstance(error, NetworkError | RetryAfter):
            await _tell(update, say("failed"))


def lacks_topic(error: Exception | None) -> bool:
    """Whether Telegram says that a topic is closed or deleted."""
    return isinstance(error, BadRequest) and any(each in str(error).lower() for each in _NO_TOPIC)


def lacks_right(error: Exception | None) -> bool:
    """Whether Telegram says that the bot may not write in the chat; it does so in several wordings."""
    text = str(error).lower()
    return isinstance(error, BadRequest) and any(each in text for each in _NO_RIGHT)


def _too_late(error: Exception) -> bool:
    text = str(error).lower()
    return isinstance(error, BadRequest) and any(each in text for each in _TOO_LATE)


def _number(update: object) -> str:
    return str(update.update_id) if isinstance(update, Update) else "-"


async def _tell(update: object, text: str) -> None:
    """Tell the person, if the chat can be written to; a failure to do so is only logged."""
    heard = update.effective_message if isinstance(update, Update) else None
    if not isinstance(heard, telegram.Message):
        return
    try:
        await heard.reply_text(text, parse_mode=None, do_quote=heard.chat.type != telegram.Chat.PRIVATE)
    except TelegramError as error:
        log.error("Tin %s: không báo lỗi được (%s)", _number(update), reason(error))


_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Log lines without the words of people, names or the token: of an exception only kinds and places; of other
    libraries' lines only the fixed part, because what they fill in may be an update or an address with the token.
    """

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name in logging
        """The trace of an exception and of what caused it, without their messages."""
        out = []
        error = ei[1]
        while error is not None:
            out.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nCaused by:\n".join(out)

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        if not record.name.startswith("bot."):
            shown = str(record.msg).partition("\n")[0]
            record = logging.makeLogRecord(record.__dict__ | {"msg": shown, "args": None, "exc_text": None})
        return super().format(record)


def log_to_stderr() -> None:
    """Set up logging for `serve`: short lines on stderr; of libraries only what is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # tells as a trace what is an outage to us
    warnings.simplefilter("ignore", PTBDeprecationWarning)
