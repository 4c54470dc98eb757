"""The only clock that is read: the time in Vietnam."""

from datetime import datetime

from bot.settings import TIMEZONE


def now() -> datetime:
    """This moment, in Vietnamese time."""
    return datetime.now(TIMEZONE)
