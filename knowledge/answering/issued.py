"""Whose plan a question means, where an agency is only named as its issuer beside the one that is asked of: "Trung tâm
Tin học của Bộ Nông nghiệp có việc gì", "Ban An toàn giao thông tỉnh năm 2020, Sở Công Thương chủ trì việc nào".
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.answering.base import TaskBase
from knowledge.answering.context import OF_A_DUTY
from knowledge.answering.scope import Scope
from knowledge.names.owners import is_central
from knowledge.storing.store import StoredPlan
from nlp.question import Question
from nlp.roles import Word

_OF = frozenset({"cua", "thuoc", "ben", "o", "tai"})
_JOINS = frozenset({"va", "voi", "cung", "hay", "hoac", "lan"})
_LEAST = 2
_OTHERS = ("ubnd", "ban chi dao")
"""how the keys begin of people's committees, which give their plans to others, and of boards, which duties name"""


def of_issuer(base: TaskBase, question: Question, scope: Scope) -> tuple[Question, Scope]:
    """The question without the agency that only tells whose plan is meant, and that agency's plans of the scope; both
    as they are where none is told so.
    """
    if len(question.agencies) == 1 and _names_nobody(question):
        agency = question.agencies[0]
        plans = _issued_by(base, agency, scope.plans)
        if question.intent == "lead" and scope.named and plans and not base.catalogue.key(agency).startswith(_OTHERS):
            return _parted(question, scope, agency, plans)
        plans = tuple(each for each in plans if is_central(each.document.issuer or ""))
        nobody = plans and not _has_part(base, agency, plans)
        return _parted(question, scope, agency, plans) if nobody else (question, scope)
    runs = _runs(question.words)
    if len(runs) < _LEAST or len(runs) != len(question.agencies):
        return question, scope
    for at, agency in enumerate(question.agencies):
        plans = _issued_by(base, agency, scope.plans) if _tells_whose(question.words, runs, at) else ()
        if plans:
            return _parted(question, scope, agency, plans)
    return question, scope


def _parted(question: Question, scope: Scope, agency: str, plans: tuple[StoredPlan, ...]) -> tuple[Question, Scope]:
    others = tuple(each for each in question.agencies if each != agency)
    return replace(question, agencies=others), replace(scope, plans=plans, named=True, items=())


def _names_nobody(question: Question) -> bool:
    """Whether a question of one duty leaves open whose it is: "Bộ Y tế dự trữ thuốc giao đơn vị nào"."""
    return question.has_topic and question.intent in OF_A_DUTY and not question.asks_whether


def _has_part(base: TaskBase, agency: str, plans: Sequence[StoredPlan]) -> bool:
    """Whether an agency leads or takes part in a duty of some plans."""
    keys = set(base.keys_of(agency))
    return any(keys.intersection((*entry.leads, *entry.coordinators)) for p in plans for entry in base.of_plan(p.id))


def _runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the words of each agency begin and end."""
    begins = [at for at, word in enumerate(words) if word.role == "agency" and word.lead]
    ends = [at for at, (one, two) in enumerate(pairwise([*words, None]), 1) if one and one.role == "agency"
            and (two is None or two.role != "agency" or two.lead)]  # fmt: skip
    return list(zip(begins, ends, strict=True)) if len(begins) == len(ends) else []


def _tells_whose(words: Sequence[Word], runs: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether an agency stands behind "của" and another, or first, parted from the next by what names a document."""
    if at:
        return words[runs[at][0] - 1].token.folded in _OF
    between = words[runs[0][1] : runs[1][0]]
    told = any(word.role in ("period", "document", "number", "topic") for word in between)
    return told and not any((word.role == "cue" and not word.tags) or word.token.folded in _JOINS for word in between)


def _issued_by(base: TaskBase, agency: str, plans: Sequence[StoredPlan]) -> tuple[StoredPlan, ...]:
    """Those of some plans that an agency issued."""
    keys = base.keys_of(agency)
    return tuple(plan for plan in plans if base.catalogue.key(plan.document.issuer or "") in keys)
