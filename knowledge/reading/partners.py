"""Whom the one who is charged works with, as the wording of a duty says it: "phối hợp với", "cùng", "có sự tham gia
của", "mời ... cùng tham gia".
"""

import re

from knowledge.names.agencies import Catalogue
from knowledge.names.groups import even, verb_at, wording
from knowledge.reading.charges import LEADS_IN_BRACKETS, PURPOSE, SHARES_IN_BRACKETS, Charge, named
from knowledge.reading.labels import TIME_BEHIND

_WITH = ("phối hợp", "kết hợp", "cùng", "tham gia")
"""Of which one stands in all that is looked for here."""
_HELP = ("sự ", "phối hợp là", "phối hợp gồm", "phối hợp bao gồm")
"""Of which one stands in all that `_BY_HELP` finds."""
_CLAUSE = r"(?:^|[.;,:()]\s*)"
_TOGETHER = re.compile(
    r"(?:^|[.;,:()]\s*|[.;]\s+(?:khi|nếu)\s+(?:có|xảy ra|phát sinh)\s+[^,;.:()]{2,40}?,?\s+|\bvà\s+"
    r"|\b(?:chủ trì|chủ động|tích cực|tiếp tục|tăng cường|thường xuyên|trách nhiệm|nhiệm vụ|đồng thời|liên hệ)"
    r"[,;]?\s+(?:và\s+)?)"
    r"(?:đơn vị |cơ quan )?(?:phối (?:kết )?hợp|kết hợp(?=\s+(?:với|cùng)\s))"
    r"(?:\s+(?:chặt chẽ|thường xuyên|tốt|chặt chẽ,? thường xuyên))?"
    r"(?:\s+(?:cùng với|cùng|với))?\s*:?\s+(?:(?:các\s+)?lực lượng\s+(?=[A-ZĐ]))?(?=\w)"
    r"|(?:^|[.;,(]\s*|\b(?:chủ trì|đầu mối|đồng thời|tiếp tục|sẽ|chủ động)[,;]?\s+)cùng(?:\s+với)?\s+(?=\w)",
    re.IGNORECASE,
)
_BY_HELP = re.compile(
    rf"(?:{_CLAUSE}(?:và\s+)?có|\bvới)\s+sự\s+(?:cùng\s+)?(?:tham gia|(?P<sure>phối hợp))"
    r"(?:,?\s+(?:và\s+)?(?:tham gia|phối hợp|hỗ trợ|chặt chẽ|tích cực|đầy đủ)){0,2}\s+(?:của|từ)\s+(?=\w)"
    r"|(?:[.;,(]\s*)(?:các\s+)?(?:cơ quan|đơn vị)\s+(?P<are>phối hợp)\s+(?:là|gồm(?:\s+có)?|bao gồm)\s*:?\s+(?=\w)",
    re.IGNORECASE,
)
"""Before those whose part in it is told: "với sự phối hợp của Sở Y tế"."""
_INVITED = re.compile(
    r"[.;,(]\s*(?:(?:mời|có)\s+([^;.:()]{3,160}?)\s+(?:cùng\s+)?|(?:đề nghị)\s+([^;.:()]{3,160}?)\s+cùng\s+)"
    r"(?:tham gia|phối hợp)(?:\s+(?:thực hiện|góp ý))?(?=\s*(?:[.;)]|$))",
    re.IGNORECASE,
)
_PARTNERS_BEHIND = re.compile(
    r"\b(?:chủ trì|phụ trách|tham mưu)\s*[,;]\s*([^;()]{3,200}?)"
    r"\s+(?:(?:cùng\s+)?phối hợp|cùng (?:thực hiện|tham gia|làm))\b",
    re.IGNORECASE,
)
_OTHERS_SHARE = re.compile(
    r";\s+([^;()]{3,160}?)\s+(?:cùng\s+)?(?:phối hợp(?!\s+(?:với|cùng))|cùng tham gia)\b", re.IGNORECASE
)
"""A clause of those who take part: "...; Công an xã phối hợp giữ trật tự"."""
_PARTNERS_LAST = re.compile(r"[;,(]\s*([^;()]{3,200}?)\s+(?:cùng\s+)?phối hợp(?:\s+thực hiện)?\s*\)?\s*[.;]?\s*$")
"""Partners named before the word, at the end: "(Sở Y tế chủ trì; Huyện đoàn phối hợp)"."""
_SHARE_BEHIND = re.compile(
    rf"{LEADS_IN_BRACKETS}\s*(?:[,;]|và)?\s*([^;()]{{3,200}}?)\s*{SHARES_IN_BRACKETS}", re.IGNORECASE
)
"""Partners with their share in brackets: "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp) rà soát ..."."""
_CLAUSE_END = re.compile(r"[;)]|\.(?=\s|$)")
_COMMA = re.compile(r",\s+")
_LONGEST_NAMES = 400


def partners(text: str) -> Charge | None:
    """The agencies that the charged one works with: "chủ trì, phối hợp với Sở Y tế và các địa phương xây dựng ...".

    Only where "phối hợp" opens a clause of the duty: in "chỉ đạo Công an các xã phối hợp với ..." others do.
    """
    low = text.lower()
    if not any(word in low for word in _WITH):
        return None
    worked = any(word in low for word in ("hợp", "cùng", "(tham gia"))
    return (
        (_together(text) if worked else None)
        or (_named_before(text) if worked else None)
        or (_by_help(text) if any(word in low for word in _HELP) else None)
        or (_invited(text) if "tham gia" in low or "phối hợp" in low else None)
    )


def _together(text: str) -> Charge | None:
    for match in _TOGETHER.finditer(text):
        if found := _names(text[match.end() : match.end() + _LONGEST_NAMES]):
            return found
    return None


def _names(text: str) -> Charge | None:
    """The agencies that a text begins with: before a verb, their purpose or the end of the clause; of a group whose
    members a colon announces these.
    """
    catalogue = Catalogue.load()
    text = TIME_BEHIND.split(text, maxsplit=1)[0]
    names = PURPOSE.split(text, maxsplit=1)
    clause = f"{names[0]}:" if len(names) > 1 else names[0]
    found = catalogue.subject(clause) or _people(clause)
    if found is None:
        return _whole_clause(text)
    members = text[found[2] :] if catalogue.is_group(found[1]) and text[: found[2]].rstrip().endswith(":") else ""
    return (_names(members) if members else None) or named(found[1], "sentence")


def _people(clause: str) -> tuple[list[str], str, int] | None:
    """The same as a sentence's subject, of people who bear duties written small: "nhân viên bảo mẫu | rèn ..."."""
    capital = clause[:1].upper() + clause[1:]
    found = Catalogue.load().subject(capital) if wording("bearers").match(even(capital)) else None
    return (found[0], clause[: len(found[1])], found[2]) if found else None


def _whole_clause(text: str) -> Charge | None:
    """The agencies that fill a clause, or stand before a comma behind which a verb follows."""
    end = _CLAUSE_END.search(text)
    clause = text[: end.start()] if end else text
    verb = next((at for at in _COMMA.finditer(clause) if verb_at(even(clause), at.end())), None)
    printed = clause[: verb.start()] if verb else clause
    return named(printed, "sentence") if Catalogue.load().is_agency(printed) else None


def _named_before(text: str) -> Charge | None:
    """Those who are named before the word that they take part."""
    patterns = (_SHARE_BEHIND, _PARTNERS_BEHIND, _PARTNERS_LAST, _OTHERS_SHARE)
    behind = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
    return named(behind[1], "sentence") if behind and Catalogue.load().is_agency(behind[1]) else None


def _by_help(text: str) -> Charge | None:
    for match in _BY_HELP.finditer(text):
        rest = text[match.end() : match.end() + _LONGEST_NAMES]
        clause = PURPOSE.split(_CLAUSE_END.split(rest, maxsplit=1)[0], maxsplit=1)[0]
        found = Catalogue.load().subject(f"{clause}:")
        if found and (match["sure"] or match["are"] or _has_agency(found[1])):
            return named(found[1], "sentence")
    return None


def _invited(text: str) -> Charge | None:
    invited = _INVITED.search(text)
    names = (invited[1] or invited[2]) if invited else ""
    return named(names, "sentence") if names and _has_agency(names) and Catalogue.load().is_agency(names) else None


def _has_agency(printed: str) -> bool:
    """Whether one at least is an agency of its own: groups that take part ("các doanh nghiệp") may but be present."""
    charge = named(printed, "sentence")
    return charge is not None and any(not Catalogue.load().is_group(name) for name in charge.names)
