"""A question with all that is needed to answer it again: for another page, after a restart, with another plan."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

LONGEST: Final = 8
"""How many questions a thread goes back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked. The same turn gives the same answer as long as the plans are the same."""

    chain: tuple[str | int, ...]
    """the question, after those that it goes on from; a number is the id of an item that was picked in between."""
    day: date
    plan: int | None = None
    """id of the plan that is meant where the question names none."""
    listed: bool = False
    """whether a list was asked for, where a question has one best answer."""
    periods: bool = False
    """whether buttons offer other periods."""

    @property
    def text(self) -> str:
        """The question itself."""
        return next((part for part in reversed(self.chain) if isinstance(part, str)), "")

    def then(self, part: str | int) -> "Turn":
        """This turn, gone on by a question or by picking an item."""
        return replace(self, chain=(*self.chain, part)[-LONGEST:])

    def to_json(self) -> str:
        """For keeping."""
        kept = {"chain": self.chain, "day": str(self.day), "plan": self.plan}
        return json.dumps(kept | {"listed": self.listed, "periods": self.periods}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Turn":
        """What was kept."""
        kept = json.loads(text)
        chain, day = tuple(kept["chain"]), date.fromisoformat(kept["day"])
        return cls(chain, day, kept["plan"], kept["listed"], kept["periods"])
