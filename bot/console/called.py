"""Which plan an official means at the command line: by number, file name, place, title, or the code in the base."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.console.reporting import Complaint
from bot.wording.phrasing import name_of
from knowledge.answering.numbers import bears
from knowledge.names.owners import owner
from knowledge.storing.store import StoredPlan
from nlp.text import fold, squeeze

_CODE = "ma:"
"""What a plan's code begins with; no number of a document and no file name does."""


def plan_called(plans: Sequence[StoredPlan], typed: str) -> StoredPlan:
    """The one plan among `plans` that is meant. Raises Complaint when there is none, and when there are several: with
    what each of them can be called by.
    """
    found = [plan for plan in plans if _is_called(plan, typed)] if typed.strip() else []
    if not found:
        known = "; ".join(calling(plan, plans) for plan in plans) or "chưa có văn bản nào"
        wanted = f"Không có văn bản “{typed}”" if typed.strip() else "Xin ghi số hiệu hoặc tên tệp của văn bản"
        raise Complaint(f"{wanted}. Hiện có: {known}.")
    if len(found) > 1:
        names = "; ".join(f"{calling(plan, plans)} ({name_of(plan.document)}, tệp {plan.file})" for plan in found)
        raise Complaint(f"“{typed}” là {len(found)} văn bản, xin gọi bằng một trong các tên sau: {names}.")
    return found[0]


def calling(plan: StoredPlan, plans: Sequence[StoredPlan]) -> str:
    """What to type for a plan and no other: its number, else its file name, else its code."""
    for name in (plan.document.number or "", plan.file):
        if name[:1].isalnum() and [each.id for each in plans if _is_called(each, name)] == [plan.id]:
            return name
    return f"{_CODE}{plan.id}"


def _is_called(plan: StoredPlan, typed: str) -> bool:
    return bears(plan.document, typed.strip()) or _plain(typed) in map(_plain, _names(plan))


def _names(plan: StoredPlan) -> Iterator[str]:
    yield from (plan.file, Path(plan.file).stem, f"{_CODE}{plan.id}")
    yield from filter(None, (owner(plan.document), plan.document.title))


def _plain(name: str) -> str:
    return fold(squeeze(name))
