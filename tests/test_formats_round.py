"""The same plan in every format gives the same duties."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.models import Item
from knowledge.reading.plans import read_plan
from knowledge.storing.library import bundled_plans
from tests.writers import pieces_of, write_docx, write_html, write_pdf, write_xlsx

WRITERS: dict[str, Callable[..., Path]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".pdf": write_pdf,
    ".xlsx": write_xlsx,
}
PLANS = {path.stem[:8]: path for path in bundled_plans()}
_BREAK = re.compile(r"(?<=\S)-\s+")


def told(item: Item) -> tuple[object, ...]:
    """What an item tells, whatever the format; a hyphen close to its word may stand at the end of a line in print."""
    text = _BREAK.sub("-", item.text)
    return item.ref, item.kind, text, item.leads, item.lead_from, item.coordinators, item.timings, item.report_to


@pytest.mark.parametrize("ending", sorted(WRITERS))
@pytest.mark.parametrize("plan", sorted(PLANS))
def test_a_plan_is_the_same_in_every_format(tmp_path: Path, plan: str, ending: str) -> None:
    source = read_plan(PLANS[plan])
    copy = read_plan(WRITERS[ending](tmp_path / f"{plan}{ending}", pieces_of(PLANS[plan])))
    assert [told(item) for item in copy.items] == [told(item) for item in source.items]
    assert copy.document.model_dump() == source.document.model_dump()
    assert (copy.items[-1].page is not None) == (ending == ".pdf")
