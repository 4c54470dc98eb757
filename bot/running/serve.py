"""The Telegram bot: built from settings and a clerk, run until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Coroutine, Iterator
from typing import Any, Final

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ApplicationBuilder, Defaults

from bot.chat.clerk import Clerk
from bot.chat.handlers import Handlers
from bot.chat.office import Office
from bot.datafiles import EVERY
from bot.memory.schema import only_copy
from bot.memory.state import State
from bot.reminders.book import Book
from bot.reminders.ticker import Ticker
from bot.running import errors
from bot.running.limits import Lanes, Pace, Patience, reason
from bot.running.source import App, Source
from bot.settings import TIMEZONE, Settings
from knowledge.errors import Problem
from nlp.datafile import faults

log = logging.getLogger(__name__)

_READ_SECONDS: Final = 20
"""How long an answer to any other call than a poll may take."""
_CONNECT_SECONDS: Final = 10
"""How long a connection may take, and how late an empty poll may come back."""
_SOCKS: Final = ".venv/bin/pip install -c constraints.txt -e '.[socks]'"
"""The command that installs what a SOCKS proxy needs, as `.env.example` tells it."""
_STOP_SECONDS: Final = 2.0
"""How long answers under way may take after the sign to stop."""


def serve(settings: Settings, clerk: Clerk) -> None:
    """Run the bot until Ctrl-C or SIGTERM, then return, within five seconds.

    Raises `Problem` when there is no token, a data file is not in order, Telegram refuses the token, cannot be reached
    for about a minute at start, or another copy of the bot runs. Writes its log to stderr.
    """
    if settings.token is None:
        raise Problem("Chưa có TELEGRAM_BOT_TOKEN; xin lấy mã từ @BotFather rồi ghi vào tệp .env (xem .env.example).")
    errors.log_to_stderr()
    for fault in faults(EVERY):
        if fault.vital:
            raise fault
        log.warning("%s Trong lúc chờ sửa, bot vẫn chạy với những dòng đọc được.", fault)
    office = Office(clerk, State(settings.state), Book(settings.state), settings.admins)
    try:
        with only_copy(settings.state), _told(settings.api_url):
            asyncio.run(_run(settings, office))
    finally:
        office.close()


@contextlib.contextmanager
def _told(api_url: str) -> Iterator[None]:
    """What ends the bot, as a `Problem`."""
    try:
        yield
    except KeyboardInterrupt:
        pass  # only where the loop takes no signal handlers
    except InvalidToken:
        raise Problem("Telegram không chấp nhận TELEGRAM_BOT_TOKEN; xin kiểm tra lại mã với @BotFather.") from None
    except Conflict:
        raise Problem("Một bản khác của bot đang chạy với cùng mã; xin dừng bản đó trước khi chạy lại.") from None
    except (NetworkError, RetryAfter) as error:
        raise Problem(
            f"Không kết nối được máy chủ Telegram {api_url} ({reason(error)}); xin kiểm tra đường truyền."
        ) from None


def build(settings: Settings, office: Office) -> App:
    """The application with all its parts, not yet connected. Raises `Problem` for a proxy that needs more software."""

    async def done(update: int) -> None:
        await office.recall(office.state.done, update)

    builder = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value() if settings.token else "")
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .defaults(_defaults())
        .read_timeout(_READ_SECONDS)
        .connect_timeout(_CONNECT_SECONDS)
        .pool_timeout(_CONNECT_SECONDS)
        .get_updates_read_timeout(_CONNECT_SECONDS)
        .rate_limiter(Patience(Pace(settings.per_second)))
        .concurrent_updates(Lanes(done))
        .job_queue(None)
        .updater(None)
    )
    if settings.proxy:
        proxy = settings.proxy.get_secret_value()
        builder.proxy(proxy).get_updates_proxy(proxy)
    try:
        app: App = builder.build()
    except RuntimeError:
        raise Problem(f"TELEGRAM_PROXY dạng socks5 cần cài thêm, trong thư mục của chương trình: {_SOCKS}") from None
    _furnish(app, office)
    return app


def _furnish(app: App, office: Office) -> None:
    """Give the application its handlers."""
    handlers, troubles = Handlers(office), errors.Troubles(office)
    app.add_handlers({-1: handlers.before(), 0: handlers.table()})
    for each in (troubles.known, troubles.refused, troubles.general):
        app.add_error_handler(each)


def _defaults() -> Defaults:
    return Defaults(
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        allow_sending_without_reply=True,
        tzinfo=TIMEZONE,
    )


async def _run(settings: Settings, office: Office) -> None:
    """Serve until a signal, an error that ends the bot, or both."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C comes as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    app = build(settings, office)
    await office.open()
    source = Source(app, office, settings)
    ticker = Ticker(office, app.bot)
    work, stopped = asyncio.create_task(source.run()), asyncio.create_task(stop.wait())
    ticking = asyncio.create_task(ticker.run())
    try:
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        stopped.cancel()
        ticking.cancel()
        await _close(app, work, source, ticker)


async def _close(app: App, work: asyncio.Task[None], source: Source, ticker: Ticker) -> None:
    """Take no more updates, tell Telegram what was taken, let answers and reminders under way finish; what takes too
    long is cut short, and taken up again at the next start.
    """
    reminding = asyncio.create_task(ticker.close())
    if not work.done():  # after an error that ended the work, one more poll would only cut that of another copy
        work.cancel()
        await asyncio.wait({work}, timeout=1)
        await _within(1, source.close())
    if app.running:
        await _within(_STOP_SECONDS, app.stop())
    await reminding
    await _within(1, app.shutdown())
    log.info("Bot đã dừng.")


async def _within(seconds: float, step: Coroutine[Any, Any, None]) -> None:
    """A step of the end, given up after some seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await step
