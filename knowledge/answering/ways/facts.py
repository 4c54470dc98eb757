"""Questions about plans themselves, points by their number, and what became of an agency."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, takewhile

from knowledge.answering.answer import Answer
from knowledge.answering.asked import Asked
from knowledge.answering.named import only_cited
from knowledge.answering.passages import told_of_basis, told_of_receivers, told_of_scope
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.weighing import phrases_of
from knowledge.storing.store import StoredPlan
from nlp.intent import Intent
from nlp.roles import Word
from nlp.text import fold

_HALF = 0.5
"""share of the topic that a title must tell"""
_OF_DUTY = 2
"""words of a topic that may be a duty's, not only a document's"""
_LITTLE = 0.4
"""share below which a plan is of another matter: one syllable in common is none"""
_PASSAGES = {"scope": told_of_scope, "basis": told_of_basis, "sent_to": told_of_receivers}
"""facts of a plan that are told in its own words"""
_SIGNED_THIS = re.compile(r"\bky (?:\w+ \w+ (?:nay|do)|(?:phai|dung) khong)\b")


def answer_holder(asked: Asked) -> Answer:
    """That plans do not tell who holds a post, and who signed those that the question names."""
    return replace(asked.nothing("no_holder"), plans=asked.scope.plans if asked.scope.named else ())


def answer_document(asked: Asked) -> Answer:
    """Number, dates, signer, basis of the plan that the question names."""
    if cited := only_cited(asked):
        return cited
    if (last := "newest" in asked.question.cues) or "oldest" in asked.question.cues:
        return _told(replace(asked, scope=replace(asked.scope, plans=_of_age(asked.scope.plans, last), named=True)))
    if asked.question.has_topic and not _is_of_this(asked):
        return _by_title(asked)
    return _told(asked)


def _is_of_this(asked: Asked) -> bool:
    """Whether it asks of "this document" who signed it, with a name perhaps: "ông A ký kế hoạch này phải không"."""
    one = asked.scope.named and len(asked.scope.plans) == 1
    return one and _SIGNED_THIS.search(fold(asked.question.text)) is not None


def _of_age(plans: Sequence[StoredPlan], last: bool) -> tuple[StoredPlan, ...]:
    """The plan issued last, or first; those of whose day nothing is printed left out."""
    dated = sorted((plan for plan in plans if plan.document.issued_on), key=lambda plan: plan.document.issued_on or "")
    return (dated[-1 if last else 0],) if dated else tuple(plans)


def _told(asked: Asked) -> Answer:
    if not asked.scope.named and len(asked.base.plans) > 1:
        return replace(_plans(asked, "which_plan"), outcome="ambiguous")
    return _plans(asked, "document")


def _by_title(asked: Asked) -> Answer:
    """The plan whose title tells what the question is about ("kế hoạch phòng cháy ai ký"). Where the plans spoken of
    are all of another matter than the one named right behind "kế hoạch", there is none.
    """
    topic = [word for word in asked.question.topic if word.role == "topic"]
    named = _behind_document(asked.question.words)
    wanted = {fold(word.token.text) for word in named or topic}
    shares = _shares(asked, wanted)
    most = max(shares.values(), default=0.0)
    if asked.question.fields == ("basis",) and len(topic) >= _OF_DUTY and most < 1 and (duty := _by_wording(asked)):
        return duty
    if most >= _HALF:
        plans = tuple(plan for plan in asked.scope.plans if shares[plan.id] == most)
        named_so = asked.scope.named or len(plans) == 1
        return _told(replace(asked, scope=replace(asked.scope, plans=plans, named=named_so)))
    if not named or most >= _LITTLE:
        return _told(asked)
    if fields := {"issued", "issuer"}.intersection(asked.question.fields):
        # A plan that is still to be made is a duty of another.
        asks: Intent = "when" if "issued" in fields else "lead"
        return answer_duty(replace(asked, question=replace(asked.question, intent=asks)))
    return asked.nothing("no_topic", phrases_of(named))


def _by_wording(asked: Asked) -> Answer | None:
    """The wording of the duty that is asked about ("thu thập số liệu theo thông tư nào"), where one surely is."""
    told = answer_duty(replace(asked, question=replace(asked.question, intent="wording")))
    return told if told.reason == "duty" else None


def _behind_document(words: Sequence[Word]) -> list[Word]:
    """The words of the topic right behind a word for a document."""
    first = next((at for at in range(1, len(words)) if words[at - 1].role == "document" != words[at].role), len(words))
    return list(takewhile(lambda word: word.role == "topic", words[first:]))


def _shares(asked: Asked, wanted: Collection[str]) -> dict[int, float]:
    """For each plan of the scope how many of these folded syllables its title and issuer have, as a share."""
    held = Counter(id_ for syllable in wanted for id_ in asked.base.titled.get(syllable, ()))
    return {plan.id: held[plan.id] / len(wanted) for plan in asked.scope.plans}


def answer_plans(asked: Asked) -> Answer:
    """Which plans there are, of a place or all; those issued in the time that the question names."""
    period = asked.question.period
    if period is None:
        return _plans(asked, "plans")
    first = 0 if period.kind == "until" else period.start.year
    last = date.max.year if period.kind == "from" else period.end.year
    issued = tuple(plan for plan in asked.scope.plans if first <= (plan.document.issue_year or -1) <= last)
    if not issued:
        return replace(asked.nothing("no_plans_then"), period=period)
    return _plans(replace(asked, scope=replace(asked.scope, plans=issued)), "plans")


def answer_became(asked: Asked) -> Answer:
    """What an agency of an older plan is today."""
    return Answer(asked.question, asked.today, "answered", "became")


def _plans(asked: Asked, reason: str) -> Answer:
    plans = asked.scope.plans
    outcome = "answered" if plans else "not_found"
    told = Answer(asked.question, asked.today, outcome, reason if plans else "no_plans", plans=plans)  # type: ignore[arg-type]
    ways = [_PASSAGES[field] for field in asked.question.fields if field in _PASSAGES] if reason == "document" else []
    passages = chain.from_iterable(way(asked.base, plan) for plan in plans for way in ways)
    return replace(told, passages=tuple(passages))
