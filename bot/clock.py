"""The only clock that is read: the time in Vietnam."""

import time
from datetime import datetime

from bot.settings import TIMEZONE


def now() -> datetime:
    """This moment, in Vietnamese time."""
    return datetime.now(TIMEZONE)


def seconds_now() -> int:
    """Whole seconds since 1970."""
    return int(time.time())
