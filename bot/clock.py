"""The only clock that is read: the time in Vietnam."""

from datetime import datetime, timedelta

from bot.settings import TIMEZONE

ahead = timedelta(0)
"""How far the clock is put ahead: nothing, but for trying out a day that is still to come."""


def now() -> datetime:
    """This moment, in Vietnamese time."""
    return datetime.now(TIMEZONE) + ahead


def seconds_now() -> int:
    """Whole seconds since 1970."""
    return int(now().timestamp())
