"""How far reading is, on one line of the terminal; nothing where nobody looks at one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.wording.sentences import sentence
from knowledge.progress import Progress, Stage, Step

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_WHOLE = 1000
"""parts of a document that the bar tells apart."""
_ENDS: dict[Stage, float] = {"text": 0.2, "page": 0.8, "duties": 0.9, "words": 1.0}
"""How much of the way is behind at the end of each stage, roughly."""


class Watch:
    """A bar over several documents, each of which moves it as it is read."""

    def __init__(self, bar: "ProgressBar[int]") -> None:
        self._bar = bar
        self._before = 0

    def of(self, path: Path) -> Progress:
        """Hears of the steps of the document that is read now."""
        way = Way()

        def hear(step: Step) -> None:
            told = sentence("review", f"reading_{step.stage}", file=path.name, done=step.done, total=step.total)
            self._move(self._before + int(way.behind(step) * _WHOLE), told)

        return hear

    def done(self, _result: object) -> None:
        """One more document is done with."""
        self._before += _WHOLE
        self._move(self._before, "")

    def _move(self, position: int, told: str) -> None:
        self._bar.update(max(0, position - self._bar.pos), told)  # type: ignore[arg-type]


class Way:
    """How much of a document's way is behind; it never goes back."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._begin = self._behind = 0.0

    def behind(self, step: Step) -> float:
        """The share of the way, from 0 to 1, at a step."""
        if step.stage != self._stage:
            self._stage, self._begin = step.stage, self._behind
        share = min(1.0, step.done / step.total) if step.total else 1.0
        end = max(self._begin, _ENDS[step.stage])
        self._behind = max(self._behind, self._begin + share * (end - self._begin))
        return self._behind


@contextmanager
def watched(documents: int = 1) -> Iterator[Watch]:
    """A bar on standard error while documents are read, where that is a terminal."""
    shown: ProgressBar[int] = click.progressbar(
        length=documents * _WHOLE,
        label=sentence("review", "reading"),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda told: str(told or ""),
        show_eta=False,
    )
    with shown as bar:
        yield Watch(bar)
