"""Reading laid open in the terminal: `aichutri parse --review`, and what a new version of a plan changed."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import click

from bot.console.progress import watched
from bot.console.reporting import STATUS, complain
from bot.wording.excerpt import shorten
from bot.wording.sentences import sentence, sentences
from knowledge.models import Item, Plan
from knowledge.reading.doubts import doubts
from knowledge.reading.review import Review, ReviewedLine, review
from knowledge.reading.unexplained import last_line, unexplained
from knowledge.storing import library
from knowledge.storing.changes import Changed, Changes, Field
from knowledge.storing.library import Imported

_MARGIN = 26
_MOST_LINES = 8
_MOST_CHANGES = 10
_LONGEST_TEXT = 90
_LONGEST_PART = 60
_BESIDE = 2


_say = partial(sentence, "review")


def _named(table: str) -> dict[str, str]:
    """A table of names: of roles, kinds or fields."""
    names: dict[str, str] = sentences("review")[table]
    return names


def review_file(path: Path) -> None:
    """Print a document with what each line was taken for in the margin, and the counts at the end. Exit status 2 when
    it holds no duty.
    """
    with watched() as watch:
        found = review(path, watch.of(path))
    for line in reviewed(found):
        click.echo(line)
    if not found.plan.items:
        complain(library.no_items(found.plan))
        raise click.exceptions.Exit(STATUS)


def reviewed(found: Review) -> Iterator[str]:
    """The lines of a review: number, margin, text; below the last line of an item what is doubtful about it."""
    for at, line in enumerate(found.lines):
        yield f"{line.line:>5}  {_margin(line):<{_MARGIN}}| {line.text}".rstrip()
        following = found.lines[at + 1].items if at + 1 < len(found.lines) else ()
        for item in line.items:
            if item not in following and line.line >= item.lines[1]:
                yield from _doubtful(item, several=len(line.items) > 1)
    yield ""
    yield from library.findings([found.plan])
    yield from counted([found.plan])


def _margin(line: ReviewedLine) -> str:
    if line.marked:
        return _say("marked")
    if not line.items:
        return _named("roles")[line.role]
    if line.role == "item":
        return "; ".join(f"{_named('kinds')[item.kind]} {item.ref}" for item in line.items)
    return f"{_named('roles')[line.role]} {', '.join(item.ref for item in line.items)}"


def _doubtful(item: Item, several: bool) -> Iterator[str]:
    if told := doubts(item):
        of = f"{item.ref}: " if several else ""
        yield " " * (7 + _MARGIN) + "| " + _say("doubt", doubts=of + "; ".join(told))


def counted(plans: Sequence[Plan]) -> list[str]:
    """How far the plans were read, and which passages look like a duty though no item holds them."""
    lines = [_say("lines_read", last=last_line(plan)) for plan in plans] if len(plans) == 1 else []
    marked = [(plan, unexplained(plan)) for plan in plans]
    for plan, passages in marked:
        if passages:
            numbers = [passage.lines[0] for passage in passages]
            more = _say("and_more", count=len(numbers) - _MOST_LINES) if len(numbers) > _MOST_LINES else ""
            printed = ", ".join(map(str, numbers[:_MOST_LINES])) + more
            lines.append(_say("not_placed", file=plan.file, count=len(numbers), lines=printed))
    if any(plan.items for plan in plans) and not any(passages for _, passages in marked):
        lines.append(_say("all_placed"))
    return lines


def changes_of(result: Imported) -> list[str]:
    """What an import changed in a plan that the base held, in a few short lines; [] for other documents. Of a document
    that is the same and was only renamed or read anew the numbers are told.
    """
    if result.changes is None or result.outcome != "replaced":
        return []
    other = result.before not in (None, result.path.name)
    name = ("renamed" if other else "reread") if result.reread else ("compared_other" if other else "compared")
    head = _say(name, file=result.path.name, before=result.before, counts=_counts(result.changes))
    if result.reread:
        return [head]
    told = _each(result.changes)
    total = len(result.changes.added) + len(result.changes.changed) + len(result.changes.removed)
    more = [_say("more_changes", count=total - _MOST_CHANGES)] if total > _MOST_CHANGES else []
    return [head, *islice(told, _MOST_CHANGES), *more]


def _counts(changes: Changes) -> str:
    numbers = {
        "count_added": len(changes.added),
        "count_changed": len(changes.changed),
        "count_removed": len(changes.removed),
        "count_renumbered": changes.renumbered,
    }
    return ", ".join(_say(name, count=number) for name, number in numbers.items() if number) or _say("compared_same")


def _each(changes: Changes) -> Iterator[str]:
    for item in changes.added:
        yield _say("added", ref=item.ref, text=shorten(item.text, _LONGEST_TEXT))
    for one in changes.changed:
        yield _say("changed", ref=one.after.ref, what="; ".join(_field(one, field) for field in one.fields))
    for item in changes.removed:
        yield _say("removed", ref=item.ref, text=shorten(item.text, _LONGEST_TEXT))


def _field(one: Changed, field: Field) -> str:
    before, after = _differing(_value(one.before, field), _value(one.after, field))
    return _say("changed_field", field=_named("fields")[field], before=before, after=after)


def _value(item: Item, field: Field) -> str:
    """A field in words."""
    if field == "timing":
        return item.timing_raw or ""
    if field == "kind":
        return _named("kinds")[item.kind]
    value = getattr(item, field) or ""
    return value if isinstance(value, str) else "; ".join(value)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two values in short: whole, or for long ones from the first word that differs to the last, with two words beside
    them where words were only put in or taken out; "không ghi" for an empty one.
    """
    old, new = before.split(), after.split()
    if max(len(before), len(after)) > _LONGEST_PART:
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        beside = _BESIDE if min(len(old), len(new)) == start + end else 0
        start, end = (start - min(start, beside), end) if start else (0, end - min(end, beside))
        old, new = old[start : len(old) - end], new[start : len(new) - end]
    first, second = (shorten(" ".join(words), _LONGEST_PART) or _say("nothing") for words in (old, new))
    return first, second


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two wordings begin with in common."""
    alike = (a.casefold() == b.casefold() for a, b in zip(one, other, strict=False))
    return next((at for at, same in enumerate(alike) if not same), min(len(one), len(other)))
