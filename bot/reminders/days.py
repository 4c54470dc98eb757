"""On which days a duty is spoken of before, on and after its deadline; when a week, month or quarter is looked over."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from bot.reminders.wants import Rhythm, What
from knowledge.due import Stretch
from knowledge.workdays import DAY, first_from, last_until

OVERDUE_WEEKS: Final = 4
"""How many weeks after the first word on it an overdue duty is brought up again, once a week."""
BACK: Final = timedelta(days=7 * OVERDUE_WEEKS + 35)
"""How far back a deadline can lie that is still spoken of: those weeks, and a long holiday."""
AHEAD: Final = timedelta(days=100)
"""How far ahead it can: the longest notice before a long holiday, or a quarter that is looked over."""


class Word(NamedTuple):
    """A day on which a deadline is spoken of, and as what."""

    day: date
    what: What


@lru_cache(maxsize=65_536)
def words_on(deadline: date, rhythm: Rhythm) -> tuple[Word, ...]:
    """The days on which a deadline is spoken of. One that falls on a day off is spoken of on the last day before on
    which the chat may be spoken to, its notices likewise; what is late, on the first such day after, then weekly.
    """
    before = [Word(_back(deadline - timedelta(days=days), rhythm), "coming") for days in rhythm.before]
    late = _on(deadline + DAY, rhythm)
    weeks = [late, *(_on(_monday(late) + timedelta(weeks=n), rhythm) for n in range(1, OVERDUE_WEEKS + 1))]
    return (*before, Word(_back(deadline, rhythm), "today"), *(Word(day, "overdue") for day in weeks))


def looked_over(what: What, day: date, since: date, rhythm: Rhythm) -> Stretch | None:
    """The days that are looked over on `day`: the rest of the week, month or quarter, when the first day to speak in it
    lies after `since` and not after `day`; else None.
    """
    first = {"week": _monday, "month": _month, "quarter": _quarter}[what](day)
    if since < _on(first, rhythm) <= day:
        return Stretch(day, _end(what, first))
    return None


def _end(what: What, first: date) -> date:
    if what == "week":
        return first + timedelta(days=6)
    later = first + timedelta(days=31 if what == "month" else 92)
    return later.replace(day=1) - DAY


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _back(day: date, rhythm: Rhythm) -> date:
    return last_until(day, rhythm.weekdays, rhythm.days_off)


def _on(day: date, rhythm: Rhythm) -> date:
    return first_from(day, rhythm.weekdays, rhythm.days_off)
