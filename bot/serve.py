"""The Telegram bot: built from settings and a desk, run by long polling until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Coroutine
from typing import Any, Final

from telegram import BotCommand, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults

from bot import errors
from bot.handlers import Desk, Handlers
from bot.limits import Lanes, Patience, reason, seconds
from bot.settings import TIMEZONE, Settings
from bot.texts import commands
from knowledge.errors import Problem

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

_POLL_SECONDS: Final = 30
"""How long Telegram holds an empty poll."""
_READ_SECONDS: Final = 20
"""How long an answer to any other call may take."""
_CONNECT_SECONDS: Final = 10
"""How long a connection may take, and how late an empty poll may come back."""
_STOP_SECONDS: Final = 2.0
"""How long answers under way may take after the sign to stop."""
_REJOIN_SECONDS: Final = 5.0
"""The longest pause between polls while Telegram cannot be reached."""
_NEWCOMER_SECONDS: Final = 60.0
"""How long after its start a copy of the bot counts as the second one when two poll."""
_CONFLICTS: Final = 5
"""After how many conflicts in a row the first copy, too, gives up."""
_HEARD: Final = [Update.MESSAGE, Update.CALLBACK_QUERY]
"""The kinds of updates that are fetched: what the handlers can answer."""


def serve(settings: Settings, desk: Desk) -> None:
    """Run the bot until Ctrl-C or SIGTERM, then return, within five seconds.

    Raises `Problem` when there is no token, Telegram refuses it, cannot be reached for about a minute at start, or
    another copy of the bot runs. Writes its log to stderr.
    """
    if settings.token is None:
        raise Problem("Chưa có TELEGRAM_BOT_TOKEN; xin lấy mã từ @BotFather rồi ghi vào tệp .env (xem .env.example).")
    errors.log_to_stderr()
    handlers = Handlers(desk)
    try:
        asyncio.run(_run(build(settings.token.get_secret_value(), settings.api_url, handlers)))
    except KeyboardInterrupt:
        pass  # only where the loop takes no signal handlers
    except InvalidToken:
        raise Problem("Telegram không chấp nhận TELEGRAM_BOT_TOKEN; xin kiểm tra lại mã với @BotFather.") from None
    except Conflict:
        raise Problem("Một bản khác của bot đang chạy với cùng mã; xin dừng bản đó trước khi chạy lại.") from None
    except (NetworkError, RetryAfter) as error:
        raise Problem(
            f"Không kết nối được máy chủ Telegram {settings.api_url} ({reason(error)}); xin kiểm tra đường truyền."
        ) from None
    finally:
        handlers.close()


def build(token: str, api_url: str, handlers: Handlers) -> App:
    """The application with all its parts, not yet connected."""
    defaults = Defaults(
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        allow_sending_without_reply=True,
        tzinfo=TIMEZONE,
    )
    app: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .defaults(defaults)
        .rate_limiter(Patience())
        .concurrent_updates(Lanes())
        .read_timeout(_READ_SECONDS)
        .connect_timeout(_CONNECT_SECONDS)
        .pool_timeout(_CONNECT_SECONDS)
        .get_updates_read_timeout(_CONNECT_SECONDS)
        .job_queue(None)
        .updater(None)
        .build()
    )
    app.add_handlers(handlers.table())
    app.add_error_handler(errors.known)
    app.add_error_handler(errors.general)
    return app


async def _run(app: App) -> None:
    """Poll until a signal, an error that ends the bot, or both."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C comes as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    poller = _Poller(app)
    work, stopped = asyncio.create_task(poller.run()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        stopped.cancel()
        await _close(app, work, poller)


async def _close(app: App, work: asyncio.Task[None], poller: "_Poller") -> None:
    """Stop polling, tell Telegram what was taken, let answers under way finish; what takes too long is dropped."""
    if not work.done():  # after an error that ended the work, one more poll would only cut that of another copy
        work.cancel()
        await asyncio.wait({work}, timeout=1)
        await _within(1, poller.confirm())
    if app.running:
        await _within(_STOP_SECONDS, app.stop())
    await _within(1, app.shutdown())
    log.info("Bot đã dừng.")


async def _within(seconds: float, step: Coroutine[Any, Any, None]) -> None:
    """A step of the end, given up after some seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await step


class _Poller:
    """Fetches updates into the application's queue. Own loop instead of the library's, which after a long outage would
    sleep half a minute more, cannot be woken from that sleep by a signal, and takes a second copy for an outage.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._next = 0
        self._failures = 0
        self._conflicts = 0
        self._begin = time.monotonic()

    async def run(self) -> None:
        """Start the application, then poll for ever. Raises TelegramError when there is no point in going on."""
        await self._start()
        while True:
            try:
                updates = await self._fetch()
            except InvalidToken:
                raise
            except Exception as error:
                await asyncio.sleep(self._pause(error))
                continue
            if self._failures:
                log.info("Đã kết nối lại với Telegram.")
            self._failures = self._conflicts = 0
            for update in updates:
                await self._app.update_queue.put(update)
                self._next = update.update_id + 1

    async def confirm(self) -> None:
        """Tell Telegram which updates were taken, so that a restart does not fetch them again."""
        if self._next:
            with contextlib.suppress(TelegramError):
                await self._fetch(wait=0)

    async def _start(self) -> None:
        await self._app.initialize()
        await self._app.bot.delete_webhook(drop_pending_updates=False)
        await self._show_menu()
        await self._app.start()
        log.info("Bot @%s đang chạy.", self._app.bot.username)

    async def _show_menu(self) -> None:
        """Set the commands, for Vietnamese Telegrams and for all others. The bot runs without them, too."""
        menu = [BotCommand(command.name, command.description) for command in commands()]
        try:
            await self._app.bot.set_my_commands(menu)
            await self._app.bot.set_my_commands(menu, language_code="vi")
        except TelegramError as error:
            log.warning("Chưa đặt được trình đơn lệnh (%s).", reason(error))

    async def _fetch(self, wait: int = _POLL_SECONDS) -> tuple[Update, ...]:
        found: tuple[Update, ...] = await self._app.bot.get_updates(self._next, timeout=wait, allowed_updates=_HEARD)
        return found

    def _pause(self, error: Exception) -> float:
        """Seconds until the next poll after a failed one. Raises the error when another copy of the bot is to go on.

        Telegram cuts the poll of the copy that was there first, so the newcomer is who meets a conflict soon after its
        start: it gives way. The older one waits for that.
        """
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            self._conflicts += 1
            if self._conflicts >= _CONFLICTS or time.monotonic() - self._begin < _NEWCOMER_SECONDS:
                raise error
            log.warning("Một bản khác của bot vừa lấy tin; chờ bản đó dừng.")
        elif not self._failures:
            log.warning("Mất kết nối với Telegram (%s), đang thử lại.", reason(error))
        self._failures += 1
        return float(min(_REJOIN_SECONDS, 0.5 * 2 ** min(self._failures, 5)))
