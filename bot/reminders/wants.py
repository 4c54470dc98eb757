"""What a chat wants to be reminded of, when, and how long before."""

from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.settings import TIMEZONE
from knowledge.answering.roles import Role
from knowledge.workdays import DAY, first_from

What = Literal["coming", "today", "overdue", "report", "week", "month", "quarter"]
WHATS: Final[tuple[What, ...]] = ("coming", "today", "overdue", "report", "week", "month", "quarter")
ROLES: Final[tuple[Role, ...]] = ("lead", "coordinate", "group")
BEFORE: Final = (30, 15, 10, 7, 5, 3, 2, 1)
"""Days ahead that are offered."""
LONGEST: Final = 60
"""Days ahead at most."""


def fits_before(days: int) -> bool:
    """Whether so many days ahead can be set up."""
    return 0 < days <= LONGEST


class Wants(BaseModel):
    """What a chat has set up. Nothing named means everything: all plans, all agencies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plans: tuple[int, ...] = ()
    """ids of plans."""
    agencies: tuple[str, ...] = ()
    """official names."""
    roles: tuple[Role, ...] = ROLES
    """what these agencies are in a duty."""
    whats: tuple[What, ...] = ("coming", "today", "overdue", "report")
    before: tuple[int, ...] = (15, 7, 3, 1)
    """days before the deadline."""
    at: time = time(8)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    """days of the week on which the chat is spoken to; Monday is 1."""
    days_off: bool = False
    """whether it is spoken to on those of them that are public holidays, too."""
    followed_only: bool = False
    """whether nothing but duties followed one by one is wanted."""

    @field_validator("before")
    @classmethod
    def _before(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted({*filter(fits_before, value)}, reverse=True))

    @field_validator("weekdays")
    @classmethod
    def _weekdays(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted({day for day in value if 1 <= day <= 7})) or (1, 2, 3, 4, 5)

    @property
    def rhythm(self) -> "Rhythm":
        """On which days the chat is spoken to, and how long before."""
        return Rhythm(before=self.before, weekdays=self.weekdays, days_off=self.days_off)

    def moment(self, day: date) -> datetime:
        """When the chat is spoken to on a day."""
        return datetime.combine(day, self.at, TIMEZONE)

    def covered(self, at: datetime) -> date:
        """Up to which day nothing has to be said to somebody who sets this up at a moment: today's word is for those
        who did so before it.
        """
        return at.date() if self.moment(at.date()) <= at else at.date() - DAY

    def next_moment(self, after: datetime, since: date | None = None) -> datetime:
        """The first moment after one at which the chat may be spoken to, not before the day `since`."""
        first = max(after.date(), since) if since else after.date()
        day = first_from(first, self.weekdays, self.days_off)
        if self.moment(day) <= after:
            day = first_from(day + DAY, self.weekdays, self.days_off)
        return self.moment(day)


class Rhythm(BaseModel):
    """The days of a chat."""

    model_config = ConfigDict(frozen=True)

    before: tuple[int, ...] = Field(default=())
    weekdays: tuple[int, ...]
    days_off: bool

    def speaks_on(self, day: date) -> bool:
        """Whether the chat may be spoken to on a day."""
        return first_from(day, self.weekdays, self.days_off) == day


def days_between(after: date, until: date) -> list[date]:
    """The days after one up to another, in order."""
    return [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
