"""Times in documents and in questions."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

TimingType = Literal["annual", "continuous", "ad_hoc", "once", "recurring", "phase", "unspecified"]


class Timing(BaseModel):
    """When a duty is to be done, as a plan states it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    raw: str
    """the wording as printed."""
    type: TimingType
    start: date | None = None
    end: date | None = None
    """the last day of the window, for once and phase."""
    month_day: tuple[str, ...] = ()
    """yearly dates of a recurring duty, as MM-DD."""
    every: Literal["year", "6 months", "quarter", "month", "week"] | None = Field(default=None)
