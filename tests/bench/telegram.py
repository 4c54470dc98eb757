"""Updates through the whole bot, beside an echo bot made with python-telegram-bot, against the tests' own server."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bot.clock import now
from knowledge.storing.library import bundled_plans, import_all
from knowledge.storing.store import Store
from tests.botapi import TOKEN, BotApi
from tests.running import Bot, online

_UPDATES = 300
_RUNS = 3
_RATE = 50
_SECONDS = 8
_TEXTS = (
    "ai chủ trì khảo sát học sinh biết bơi ở Nghệ An?",
    "Sở Y tế phải làm những việc gì?",
    "quy iv nam 2021 nghe an co gi den han",
    "ai chủ trì phòng chống đuối nước?",
    "Khánh Hòa nộp báo cáo năm trước ngày nào?",
)
_ECHO = """
import os
from telegram.ext import Application, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

base = os.environ["TELEGRAM_API_URL"] + "/bot"
app = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(base).concurrent_updates(True).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


def through_telegram() -> None:
    """Updates answered a second by both bots in turn, their ratio, and latency under a steady stream."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Store.open(path) as store:
            import_all(store, bundled_plans(), now())
        pairs = [(_rate(folder, path), _rate(folder, None)) for _ in range(_RUNS)]
        times = _steady(folder, path)
    print(f"Telegram, {_UPDATES} câu hỏi cùng lúc, trung vị {_RUNS} lượt")
    print(f"  bot: {median(a for a, _ in pairs):.0f} tin/s   bot nhại: {median(b for _, b in pairs):.0f} tin/s")
    print(f"  tỉ lệ: {median(a / b for a, b in pairs):.2f} (không dưới 0,5)")
    print(f"  {_RATE} tin/s: p50 {_at(times, 0.5):.0f} ms   p99 {_at(times, 0.99):.0f} ms tới sendMessage")


def _start(api: BotApi, folder: str, path: Path | None) -> Bot:
    """Our bot over a base, or without one the echo bot."""
    command = () if path else (sys.executable, "-c", _ECHO)
    bot = Bot(api, Path(tempfile.mkdtemp(dir=folder)), *command, token=TOKEN, AICHUTRI_DB=str(path))
    online(api)
    return bot


def _rate(folder: str, path: Path | None) -> float:
    """Answers a second when all questions are there at once."""
    with BotApi() as api:
        api.previews = path is None
        bot = _start(api, folder, path)
        people = [api.private() for _ in range(_UPDATES)]
        _warm(api)
        begin = time.monotonic()
        for number, chat in enumerate(people):
            api.write(chat, _TEXTS[number % len(_TEXTS)])
        api.wait(lambda: len(api.sent) >= _UPDATES + len(_TEXTS), 120, "all answers")
        seconds = time.monotonic() - begin
        bot.stop()
    return _UPDATES / seconds


def _steady(folder: str, path: Path) -> Sequence[float]:
    """Milliseconds from an update to its sendMessage under a steady stream, sorted."""
    with BotApi() as api:
        bot = _start(api, folder, path)
        _warm(api)
        begin, asked = time.monotonic(), {}
        for number in range(_RATE * _SECONDS):
            time.sleep(max(0.0, begin + number / _RATE - time.monotonic()))
            chat = api.private()
            asked[chat.id] = time.monotonic()
            api.write(chat, _TEXTS[number % len(_TEXTS)])
        api.wait(lambda: len(api.sent) >= len(asked) + len(_TEXTS), 60, "all answers")
        bot.stop()
        told = {each["chat"]["id"]: each["times"][0] for each in api.sent}
    return sorted((told[chat] - at) * 1000 for chat, at in asked.items())


def _warm(api: BotApi) -> None:
    for text in _TEXTS:
        api.ask(api.private(), text)


def _at(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
