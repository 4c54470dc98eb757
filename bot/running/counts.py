"""Counts of what the bot does, in the text format that monitoring systems read. No words of people, no names."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Final

BOUNDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the classes of latency, in seconds."""
_SILENT_SECONDS: Final = 180.0
"""After how long without word from Telegram the bot counts as cut off: several polls long."""


class Counts:
    """Counters since the start. `touch` tells that Telegram was heard."""

    def __init__(self) -> None:
        self._totals: Counter[tuple[str, str, str]] = Counter()
        self._classes = [0] * (len(BOUNDS) + 1)
        self._sum = 0.0
        self._heard: float | None = None
        self._ticked: float | None = None
        self.waits_for_calls = False

    def add(self, what: str, label: str = "", value: str = "", number: int = 1) -> None:
        """Count; `what` is a name of `_HELP`, label and value tell of which kind."""
        self._totals[what, label, value] += number

    def answered(self, outcome: str, seconds: float) -> None:
        """A question was answered, so long after it was taken up."""
        self.add("questions", "outcome", outcome)
        self._classes[bisect_left(BOUNDS, seconds)] += 1
        self._sum += seconds

    def touch(self) -> None:
        """Telegram has just been heard."""
        self._heard = time.monotonic()

    def ticked(self) -> None:
        """The reminders have just been seen to."""
        self._ticked = time.monotonic()

    def alive(self) -> bool:
        """Whether Telegram was heard lately (a bot that Telegram calls lives as long as it is up), and the reminders
        were seen to.
        """
        if self._heard is None:
            return False
        if self._ticked is not None and time.monotonic() - self._ticked > _SILENT_SECONDS:
            return False
        return self.waits_for_calls or time.monotonic() - self._heard < _SILENT_SECONDS

    def text(self) -> str:
        """All counts, one a line (Prometheus text format 0.0.4)."""
        return "\n".join([*self._counters(), *self._latency(), ""])

    def _counters(self) -> Iterator[str]:
        for what, told in _HELP.items():
            yield f"# HELP aichutri_{what}_total {told}"
            yield f"# TYPE aichutri_{what}_total counter"
            found = sorted((label, value, n) for (name, label, value), n in self._totals.items() if name == what)
            for label, value, number in found or [("", "", 0)]:
                labels = f'{{{label}="{value}"}}' if label else ""
                yield f"aichutri_{what}_total{labels} {number}"

    def _latency(self) -> Iterator[str]:
        name, total = "aichutri_answer_seconds", 0
        yield f"# HELP {name} Seconds from taking up a question to its answer being sent."
        yield f"# TYPE {name} histogram"
        for bound, number in zip((*BOUNDS, "+Inf"), self._classes, strict=True):
            total += number
            yield f'{name}_bucket{{le="{bound}"}} {total}'
        yield f"{name}_sum {self._sum:.6f}"
        yield f"{name}_count {total}"


_HELP: Final = {
    "updates": "Updates received, by kind.",
    "questions": "Questions answered, by outcome.",
    "taps": "Buttons tapped.",
    "inline": "Inline queries answered.",
    "files": "Lists sent as files, by kind.",
    "reports": "Reports of wrong information.",
    "reminders": "Reminders, by outcome: planned, sent, nothing left to say, or the kind of error.",
    "errors": "Answers that failed, by kind of error.",
}
