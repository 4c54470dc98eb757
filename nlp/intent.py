"""Which kind of question it is, from the phrases and names found in it."""

from collections.abc import Set
from typing import Literal

Intent = Literal[
    "lead",
    "coordinate",
    "agency",
    "when",
    "due",
    "overdue",
    "done",
    "leaders",
    "which",
    "report",
    "target",
    "funding",
    "document",
    "wording",
    "count",
    "became",
    "plans",
    "search",
    "greeting",
    "thanks",
    "help",
    "danger",
    "holder",
    "unknown",
]
"""lead: who leads a duty · coordinate: who coordinates · agency: what an agency must do · when: when one duty is due ·
due, overdue: what is due in a period · done: what is printed as done · leaders: which agencies lead any duty ·
which: duties that name nobody, are not printed as done, tell a day, tell none, run the year round · report: what is
reported, when, to whom · target, funding · document: facts of a plan itself · wording: a point word by word · count ·
became: what an agency or a province is today · plans: which plans there are · search: a bare topic · greeting, thanks,
help · danger: somebody tells of a child in danger · holder: who holds a post · unknown"""

_POST = 8
"""words of content that a post may be told with: "phó trưởng ban" """
_TITLE = 6
"""words of content that may tell which document is meant"""
_MATTER = 4
"""words of content that may narrow a list of what is due"""
_ASKING = frozenset({"lead", "coordinate", "when", "due", "overdue", "report", "funding", "target", "count", "signer"})
_OF_PARTNERS = frozenset({"coordinate", "list", "lead", "greeting", "issuer"})
"""what a question without a duty of its own may hold and yet ask who coordinates: "làm chung với bên nào" """
_SUCH = frozenset({"unled", "undone", "dated", "undated", "steady"})
OF_REPORTS = frozenset({"yearly", "weekly", "monthly", "quarterly", "half_yearly", "recipient"})
"""what is asked of reports alone, so that words that ask for it ask for a report: "gửi cho ai" """
_ALSO = {
    "unled": {"lead"},
    "dated": {"when"},
    "undated": {"when"},
    "source": {"funding"},
    "now": {"lead"},
    "product": {"wording"},
    "venue": {"wording"},
    "phone": {"wording"},
}
"""what else is asked by words that ask for more: "việc này có ghi thời hạn không" asks when, "nguồn nào" of funding."""
_SOCIAL: tuple[Intent, ...] = ("help", "thanks", "greeting")


def decide(cues: Set[str], slots: Set[str], content: int) -> Intent:
    """The kind of a question.

    Args:
        cues: the headings of ``questions.yaml`` whose phrases it holds.
        slots: which names it holds, of "agency", "place", "period", "point", "number".
        content: how many of its words tell a topic.
    """
    cues = frozenset(cues).union(*(also for cue, also in _ALSO.items() if cue in cues))
    for rule in (_danger, _social, _holder, _of_point, _of_document, _of_all, _of_state, _of_list, _of_duty, _of_names):
        intent = rule(cues, slots, content)
        if intent:
            return intent
    return "search" if content else "unknown"


def _danger(cues: Set[str], slots: Set[str], _content: int) -> Intent | None:
    """Harm told as a story with a plea, or so acute that it needs none; "ai xử lý trẻ bị bạo hành" asks of a plan
    and is none, nor is how to avert it.
    """
    if {"number", "point"} & slots or "documents" in cues:
        return None
    if "averted" in cues and not cues & {"acute", "near"}:
        return None
    acute = "acute" in cues and ("plea" in cues or not cues & _ASKING)
    pleads = "harm" in cues and ("plea" in cues or ("near" in cues and "place" not in slots))
    return "danger" if acute or (pleads and "coordinate" not in cues) else None


def _social(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    if "beyond" in cues and not cues & _ASKING - {"report"}:
        return "help"
    if slots or content or cues & _ASKING:
        return None
    return next((intent for intent in _SOCIAL if intent in cues), None)


def _holder(cues: Set[str], _slots: Set[str], content: int) -> Intent | None:
    return "holder" if "holder" in cues and content <= _POST else None


def _of_point(cues: Set[str], slots: Set[str], _content: int) -> Intent | None:
    if "point" not in slots:
        return None
    if "count" in cues and "agency" not in slots:
        return "count"
    if {"lead", "list"} <= cues and "agency" not in slots:
        return "count"
    return (
        "coordinate" if "coordinate" in cues else "lead" if "lead" in cues else "when" if "when" in cues else "wording"
    )


def _of_document(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    if cues & {"count", "coordinate"}:
        return None
    if cues & {"newest", "oldest"} and content <= 1:
        return "document"
    named = "number" in slots or "place" in slots or "documents" in cues
    told = cues & {"issued", "basis", "effective"} or (
        "number" in cues and ("documents" in cues or "number" in slots or not content)
    )
    if "signer" in cues or (told and named and content <= _TITLE) or ("effective" in cues and not content):
        return "document"
    if (
        cues & {"issuer", "scope", "title", "sent_to"}
        and "target" not in cues
        and ("number" in slots or ("documents" in cues and content <= 1))
    ):
        return "document"
    if "sent_to" in cues and slots & {"number", "place"} and "agency" not in slots:
        return "document"
    if "issuer" in cues and "documents" in cues and "place" in slots and content <= _TITLE:
        return "document"
    one = "number" in slots or ("documents" in cues and "place" in slots)
    facts = cues & {"wording", "scope", "title", "sent_to"} and not cues & {"target", "funding", "report"}
    if one and not content and facts and "agency" not in slots:
        return "document"
    told_in = cues & {"target", "funding", "report"}
    return "plans" if "plans" in cues and not content and "agency" not in slots and not told_in else None


def _of_state(cues: Set[str], _slots: Set[str], content: int) -> Intent | None:
    """How far one duty or report has come; lists of duties that are late are asked for without a topic."""
    if "state" not in cues or cues & {"list", "count", "lead"}:
        return None
    return "when" if content else "report" if "report" in cues else None


def _of_all(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    """Which agencies lead anything, and duties by what is printed with them."""
    if cues & {"report", "target", "funding", "overdue", "coordinate"} or "period" in slots:
        return None
    if "leaders" in cues and not content and "agency" not in slots and not cues & {"when", "due"}:
        return "leaders"
    if "compare" in cues and {"agency", "place"} & slots and not content and "when" not in cues:
        return "count"
    return "which" if cues & _SUCH and cues & {"list", "count"} and content <= 2 else None


def _of_count(cues: Set[str], slots: Set[str], content: int) -> Intent:
    """What is counted: reports, targets, duties by how they stand, documents; else duties."""
    if "report" in cues and "agency" not in slots and ("when" in cues or "period" in slots):
        return "report"
    if "documents" in cues and not slots and not cues & {"list", "target", "overdue", "done", "ahead"}:
        return "plans"
    counted: dict[str, Intent] = {"target": "target", "overdue": "overdue", "done": "done", "ahead": "due"}
    if content > 1:
        del counted["done"]
    return next((intent for cue, intent in counted.items() if cue in cues), "count")


def _of_list(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    if "count" in cues:
        return _of_count(cues, slots, content)
    of_duty = content > 1 and cues & {"when", "coordinate"}
    if "became" in cues and not of_duty and ("agency" in slots or ("place" in slots and not content)):
        return "became"
    if "done" in cues and not cues & {"lead", "due"} and "period" not in slots and content <= 1:
        return "done"
    if "overdue" in cues and "lead" not in cues:
        return "overdue"
    if "report" in cues and ("period" in slots or "due" in cues or "when" in cues or "list" in cues) and content <= 4:
        return "report"
    if cues & {"target", "funding"} and "due" not in cues:
        return None
    listed = content <= 1 or (content <= _MATTER and "list" in cues)
    if "period" in slots and listed and cues & {"due", "list", "when"} and not _only_when(cues):
        return "due"
    return "due" if cues & {"due"} and cues & {"list"} and content <= 1 else None


def _only_when(cues: Set[str]) -> bool:
    return "when" in cues and not cues & {"due", "list"}


def _of_duty(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    if "agency" in slots and "list" in cues and content <= 2 and "when" not in cues:
        return "agency"
    if "coordinate" in cues and (content or "agency" in slots or "followup" in cues or cues <= _OF_PARTNERS):
        return "coordinate"
    if "report" in cues and not content:
        return "report"
    asks_lead = "lead" in cues
    if "target" in cues and not asks_lead and not ("when" in cues and content) and "funding" not in cues:
        return "target"
    of_duty = (asks_lead and (content or "agency" in slots)) or ("when" in cues and content)
    if "source" in cues or ("funding" in cues and not of_duty):
        return "funding"
    if "report" in cues and not asks_lead and content <= 4:
        return "report"
    if "when" in cues or "soonest" in cues:
        return "due" if "soonest" in cues and not content else "when"
    return "lead" if asks_lead else None


def _of_names(cues: Set[str], slots: Set[str], content: int) -> Intent | None:
    if "wording" in cues and content:
        return "wording"
    of_one = "place" in slots or ("number" in slots and "followup" not in cues)
    if "documents" in cues and not content and of_one and "agency" not in slots and "list" not in cues:
        return "document"
    if "agency" in slots and not content:
        return "agency"
    if "period" in slots and not content:
        return "due"
    if "list" in cues and of_one and not content:
        return "count"
    return "due" if "due" in cues and not content else None
