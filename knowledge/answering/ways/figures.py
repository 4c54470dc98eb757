"""Questions about targets and funding: the items of that kind, or how many a duty tells there are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hits
from knowledge.answering.asked import Asked
from knowledge.answering.enough import sure
from knowledge.answering.entries import Entry
from knowledge.answering.finding import find, fitting
from knowledge.answering.money import MONEY, speaks_of_money, tells_sum
from knowledge.answering.passages import told_of_past
from knowledge.answering.registers import in_order
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.listing import list_of
from knowledge.models import Kind
from nlp.question import Question
from nlp.text import fold

_SHARE = re.compile(r"\d\s?%")
_PERCENT = re.compile(r"%|\bphan tram\b")
_OPENING = 14
"""syllables of a duty that tell what it is about"""


def answer_figures(asked: Asked) -> Answer:
    """Targets and funding: the items of that kind, those on the topic first."""
    if asked.question.intent == "target" and (past := told_of_past(asked)):
        return replace(asked.nothing("no_target"), passages=past)
    kind: Kind = "target" if asked.question.intent == "target" else "funding"
    of_kind = asked.scope.within(asked.base, asked.base.registers.kinds.get(kind, []))
    on_topic = _figures_first(asked, of_kind) if asked.question.has_topic else of_kind
    if not of_kind and not asked.question.has_topic:
        return asked.nothing("no_kind")
    if not on_topic:
        return _no_figure(asked) if asked.question.intent == "target" else _no_money(asked)
    if asked.question.intent == "funding" and "lead" in asked.question.cues and "source" not in asked.question.cues:
        on_topic = _payers_first(asked, on_topic)
    elif asked.question.intent == "funding":
        # Where the money is from comes before who sees to it, but what an agency asked about sees to before all.
        on_topic = sorted(on_topic, key=lambda entry: (asked.role(entry) is None, bool(entry.leads)))
    return list_of(asked, "figures", _of_years_first(asked.question.years, on_topic))


def _of_years_first(years: Sequence[int], entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those that tell one of these years, or whose heading does ("Giai đoạn 2026 - 2030"), before others."""

    def tells(entry: Entry) -> bool:
        told = f"{entry.item.heading or ''} {entry.text}"
        return any(str(year) in told for year in years)

    return sorted(entries, key=lambda entry: not tells(entry)) if years else entries


def _figures_first(asked: Asked, of_kind: Sequence[Entry]) -> Sequence[Entry]:
    """Those of a kind that fit the topic, best first; with the others behind where all are of it, as their plan is, and
    with all that nobody is charged with where it is asked where the money is from.
    """
    on_topic = _best_first(asked, fitting(asked.base, asked.topic, of_kind, sure(asked)))
    others = [entry for entry in of_kind if entry not in on_topic]
    if titled := frozenset(asked.titled()):
        return [*on_topic, *(entry for entry in others if entry.plan.id in titled)]
    sources = [entry for entry in others if not entry.leads] if "source" in asked.question.cues else []
    return [*on_topic, *sources] if asked.scope.named else on_topic


def _payers_first(asked: Asked, funding: Sequence[Entry]) -> Sequence[Entry]:
    """What a plan says of funding with the other duties that begin with money, for who sees to it: agencies by name
    first, then groups, then what nobody is charged with.
    """
    duties = asked.scope.within(asked.base, asked.base.registers.duties)
    money = [asked.base.row(word.split()) for word in MONEY]

    def is_of_money(entry: Entry) -> bool:
        opening = asked.base.own_words(entry.at)[:_OPENING]
        return any(word in opening for word in money)

    known = frozenset(funding)
    told = [*funding, *(each for each in duties if each.leads and each not in known and is_of_money(each))]
    once = asked.base.registers.without_twins(told)
    return sorted(once, key=lambda entry: (not entry.leads, bool(entry.groups)))


def _no_figure(asked: Asked) -> Answer:
    """The duty that tells how many there are of what is counted; else that no target is told, and the duties on the
    topic: none of them is one.
    """
    told = answer_duty(asked)
    counted, found = asked.question.counted, told.hits[:FIRST_SCREEN] if told.outcome == "answered" else Hits()
    if counted and (counting := found.only(lambda entry: entry.counts(counted))):
        return replace(told, hits=counting)
    if found and _asks_share(asked.question) and _SHARE.search(found[0].entry.text):
        return told
    return replace(asked.nothing("no_target"), elsewhere=tuple(told.hits[:3])) if told.outcome != "not_found" else told


def _asks_share(question: Question) -> bool:
    """Whether a share is asked for: "đạt bao nhiêu %", "mấy phần trăm"."""
    return _PERCENT.search(fold(question.text)) is not None


def _no_money(asked: Asked) -> Answer:
    """The duty that speaks of the money asked for; else that nothing is told of it, and the duties on the topic."""
    told, cues = answer_duty(asked), asked.question.cues
    if told.outcome == "not_found" or not cues & {"source", "sum"}:
        return told
    first = told.hits[0].entry
    if tells_sum(first) if "sum" in cues else told.outcome == "answered" and speaks_of_money(first):
        return told
    return replace(asked.nothing("no_source"), elsewhere=tuple(told.hits[:3]))


def _best_first(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Entries of the scope by how well they fit the topic."""
    among = [range(entry.at, entry.at + 1) for entry in sorted(entries, key=in_order)]
    return [entry for entry, _ in find(asked.base, asked.topic, among, len(among))]
