"""The bot as a process of its own, for tests."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from bot.settings import TIMEZONE
from tests.botapi import TOKEN, BotApi

AICHUTRI = str(Path(sys.executable).parent / "aichutri")


class Bot:
    """A running copy of the bot; its log is in `log`, what it remembers in `state`."""

    def __init__(self, api: BotApi, folder: Path, *command: str, token: str = TOKEN, **settings: str) -> None:
        """`command`: what to run, by default the bot as it is; `settings`: further environment."""
        folder.mkdir(parents=True, exist_ok=True)
        self.log, self.state = folder / "log", folder / "state.db"
        env = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": token, "NO_PROXY": "127.0.0.1"}
        env |= {"AICHUTRI_STATE": str(self.state), "TELEGRAM_PER_SECOND": "0"} | settings
        argv = command or (AICHUTRI, "serve")
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(
                argv, env=os.environ | env, cwd=folder, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
            )

    def end(self, seconds: float = 30) -> int:
        """The exit status, once it ends by itself."""
        try:
            return self.process.wait(seconds)
        finally:
            self.process.kill()
            self.process.wait(5)

    def stop(self, sign: int = signal.SIGTERM) -> tuple[int, float]:
        """The exit status after a signal, and the seconds that it took."""
        begin = time.monotonic()
        self.process.send_signal(sign)
        return self.end(), time.monotonic() - begin

    def crash(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(5)

    def written(self) -> str:
        """Its log."""
        return self.log.read_text(encoding="utf-8")


def at(moment: datetime, before: str = "") -> tuple[str, ...]:
    """The command that runs the bot with its clock put ahead to a moment (of Vietnamese time), after other code."""
    seconds = (moment.replace(tzinfo=TIMEZONE) - datetime.now(TIMEZONE)).total_seconds()
    code = (
        "import datetime, bot.clock; from bot.cli import main; "
        f"bot.clock.ahead = datetime.timedelta(seconds={seconds}); {before}main(['serve'])"
    )
    return sys.executable, "-c", code


def online(api: BotApi, polls: int = 1) -> None:
    """Wait until the bot polls."""
    api.wait(lambda: len(api.made("getUpdates")) >= polls, what="the bot to poll")
