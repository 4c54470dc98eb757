"""A duty's wording to an item: who leads, with whom, when, to whom it reports, of what kind it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.models import Item, Kind
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, may_hold
from knowledge.reading.charges import (
    Charge,
    last_brackets,
    named,
    partners,
    recipients,
    sentence_charge,
    shared_out,
    told_in_brackets,
)
from knowledge.reading.drafts import Draft
from knowledge.reading.footnotes import without_signs
from knowledge.reading.headings import holds
from knowledge.reading.kinds import kind_of
from knowledge.reading.labels import Label, split_labels, told_apart
from knowledge.reading.outline import begins_with_verb
from knowledge.reading.rows import CARRIED
from nlp.times import Timing, find_timings, read_timings

_STATUS = re.compile(
    r"\s*\(\s*((?:đã|chưa|đang) (?:hoàn thành|thực hiện|ban hành|triển khai|tổ chức|trình)[^()]*)\)", re.IGNORECASE
)
_STATUS_SIGN, _CLOSING_SIGN = "(", "/"
_HINDRANCES = re.compile(r"(?:Trong )?quá trình [^.]{0,160}(?:vướng mắc|khó khăn|phát sinh)", re.IGNORECASE)
_CLOSING_MARK = re.compile(r"(?<=[.;])\s*/\.?\s*$|\s*/\.\s*$")
_LEADS = re.compile(
    r"([^.;:]{4,120}?),?\s+(?:chủ trì|tham mưu|làm đầu mối|chịu trách nhiệm|phụ trách|thực hiện)\b", re.IGNORECASE
)
_PARTNER_LAST = re.compile(
    rf"[;,]\s*([{CAPITALS}][^;,().]{{2,60}}?)\s+(?:cùng\s+)?(?:phối hợp|tham gia)(?:\s+thực hiện)?\s*[.;]?\s*$"
)
_GOES_ON = "{} thực hiện"
"""Ends a label's words as a sentence would, so that the agencies in it are seen to be its partners."""
_EDGES = " \t.;,:"
_LONGEST_URGING = 25
_REMEMBERED = 2048
"""Labels' values that are remembered: a plan names the same few agencies again and again."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an item takes from its document where it prints none itself."""

    year: int | None
    """of times printed without one."""
    since: int | None
    """the first year that a deadline may fall in."""
    addressees: Charge | None
    """who lead what names nobody else."""


def read_item(draft: Draft, ref: str, setting: Setting) -> Item:
    """The item of a draft."""
    text, labels = _wording(draft)
    charge = _charge(draft, text, labels, setting.addressees)
    own = sentence_charge(text)
    duty = text[own.rest :] if own else text
    timing_raw, timings = _times(draft, text, labels, setting)
    text, status = _status(_CLOSING_MARK.sub("", text) if _CLOSING_SIGN in text else text, timing_raw)
    kind = draft.kind or _kind(draft, text, charge, duty)
    partners_named = _coordinators(duty, labels)
    if partners_named is None and charge is not None and charge is draft.place.charge:
        partners_named = draft.place.partners
    return Item(
        ref=ref,
        code=draft.code,
        kind=kind,
        text=text,
        page=draft.page,
        lines=(draft.line, draft.last_line),
        section=draft.place.section,
        heading=draft.place.heading,
        notes=draft.notes,
        leads=list(charge.names) if charge else [],
        leads_raw=_printed_lead(charge, draft),
        lead_from=charge.source if charge else "none",
        coordinators=list(partners_named.names) if partners_named else [],
        coordinators_raw=partners_named.raw if partners_named else None,
        timings=timings,
        status=status,
        timing_raw=_without_status(timing_raw).strip(_EDGES) if timing_raw else None,
        report_to=recipients(text) if kind == "report" else [],
    )


def _printed_lead(charge: Charge | None, draft: Draft) -> str | None:
    """The lead as printed; what was carried down from the row above is not printed for this one."""
    carried = charge is not None and charge.source == "explicit" and CARRIED in draft.notes
    return charge.raw if charge and not carried else None


def _wording(draft: Draft) -> tuple[str, list[Label]]:
    """The wording without footnote signs and labels, and all labels; wording that is labels alone stays."""
    whole = without_signs(draft.text)
    text, inline = _told_last(whole) or split_labels(whole)
    labels = [*draft.labels, *inline] if text else draft.labels
    return text or whole, [part for label in labels for part in told_apart(label)]


def _told_last(whole: str) -> tuple[str, list[Label]] | None:
    """The wording without brackets at its end that tell who leads and perhaps when, and what they tell as labels; of
    brackets with labels among other words those words stay.
    """
    found = last_brackets(whole)
    if found is None:
        return None
    inside, inline = split_labels(found[1])
    told = told_in_brackets(inside)
    text, before = split_labels(found[0])
    if told is None:
        return (f"{text} ({inside})", [*before, *inline]) if inside and inline else None
    when = [Label("timing", 0, told[1])] if told[1] else []
    return text, [*before, Label("lead", 0, told[0]), *when, *inline]


def _kind(draft: Draft, text: str, charge: Charge | None, duty: str) -> Kind:
    kind = kind_of(text, draft.place.context, charge, duty)
    if not _is_formal(draft, kind, charge):
        return kind
    return "report" if recipients(text) else "directive"


def _is_formal(draft: Draft, kind: Kind, charge: Charge | None) -> bool:
    """Whether a closing paragraph only says what is said everywhere: all are to carry the plan out, and to report what
    hinders them.
    """
    if _HINDRANCES.match(draft.text):
        return True
    if not draft.closing or kind != "task" or charge is None:
        return False
    urged = len(draft.text.split()) <= _LONGEST_URGING and holds(draft.text, "urging")
    return urged or all(map(Catalogue.load().is_group, charge.names))


def _charge(draft: Draft, text: str, labels: Sequence[Label], addressees: Charge | None) -> Charge | None:
    """Who leads: a label first, then the heading, then the sentence, at last the addressees. A heading that is a group
    ("Các sở, ngành") gives way to the agency that the sentence names, and any to the one that does it.
    """
    explicit = _labelled("lead", labels)
    if explicit:
        return explicit
    above, own = draft.place.charge, sentence_charge(text)
    if above and (own is None or (_is_single(above) and not _is_another(own, above, text))):
        return above
    return own or above or addressees


def _is_single(charge: Charge) -> bool:
    return len(charge.names) == 1 and bool(Catalogue.load().find(charge.names[0]))


def _is_another(own: Charge, above: Charge, text: str) -> bool:
    """Whether a point under an agency's name begins with one other agency of the catalogue, which does what follows."""
    catalogue = Catalogue.load()
    if own.source != "sentence" or not _is_single(own) or catalogue.is_group(own.names[0]):
        return False
    other = catalogue.key(own.names[0]) != catalogue.key(above.names[0])
    return other and text.startswith(own.raw) and begins_with_verb(text[own.rest :])


def _labelled(role: str, labels: Sequence[Label]) -> Charge | None:
    found = sorted((label for label in labels if label.role == role and label.value), key=lambda label: label.rank)
    if not found:
        return None
    value = without_signs(found[0].value)
    shared = shared_out(value) if role == "lead" else None
    return named(shared[0], "explicit") if shared else _told(value, role) or named(value, "explicit")


@lru_cache(_REMEMBERED)
def _told(value: str, role: str) -> Charge | None:
    """The lead, or for coordinators whom he works with, where a label holds a sentence: "Công an xã chủ trì, phối hợp
    với các thôn".
    """
    leading = _LEADS.match(value)
    if leading is None and not may_hold("verbs", value):
        return None
    charge = sentence_charge(value)
    if charge and leading and charge.rest > leading.end():
        charge = None  # another agency, named after the one that leads
    rest = value[charge.rest :] if charge and charge.source == "sentence" else ""
    if charge and begins_with_verb(rest):
        if role == "lead":
            return charge._replace(source="explicit")
        return partners(_GOES_ON.format(rest.rstrip(_EDGES))) or _named_last(value)
    if leading is None:
        return None
    return (
        named(leading[1], "explicit")
        if role == "lead"
        else partners(_GOES_ON.format(value[leading.end(1) :].rstrip(_EDGES))) or _named_last(value)
    )


def _named_last(value: str) -> Charge | None:
    """Who a label says last to take part: "Ban Tuyên giáo phụ trách, Văn phòng phối hợp"."""
    last = _PARTNER_LAST.search(value)
    return named(last[1], "explicit") if last else None


def _coordinators(duty: str, labels: Sequence[Label]) -> Charge | None:
    """A label, or else, where no label names a lead either, whom its sentence works with."""
    explicit = _labelled("coordinator", labels)
    if explicit:
        return explicit
    leads = sorted((label for label in labels if label.role == "lead" and label.value), key=lambda label: label.rank)
    lead = leads[0] if leads else None
    if lead and (shared := shared_out(without_signs(lead.value))):
        return named(shared[1], "explicit")
    if lead and leads[-1].rank > lead.rank and leads[-1].value != lead.value:
        return named(without_signs(leads[-1].value), "explicit")
    return _told(without_signs(lead.value), "coordinator") if lead else partners(duty)


def _times(draft: Draft, text: str, labels: Sequence[Label], setting: Setting) -> tuple[str | None, list[Timing]]:
    """The wording of the times and what it means: from labels, or else the sentence, or a heading that is a time."""
    year = setting.year
    values = [without_signs(label.value) for label in labels if label.role == "timing" and label.value]
    if values:
        raw = "; ".join(value.strip(_EDGES) for value in values)
        return raw, [timing for value in values for timing in read_timings(_without_status(value).strip(_EDGES), year)]
    timings = [] if draft.kind == "target" else find_timings(text, year, setting.since)
    above = read_timings(draft.place.when, year) if draft.place.when else []
    if above and not (timings and (any(one.end for one in timings) or not all(map(_is_day, above)))):
        return draft.place.when, above
    return "; ".join(dict.fromkeys(timing.raw for timing in timings)) or None, timings


def _is_day(timing: Timing) -> bool:
    """Whether a time is one day of a programme, in which "họp định kỳ hàng quý" is held on that day."""
    return timing.start is not None and timing.start == timing.end


def _status(text: str, timing_raw: str | None) -> tuple[str, str | None]:
    """The wording without a note of completion, and the note."""
    if _STATUS_SIGN not in text and _STATUS_SIGN not in (timing_raw or ""):
        return text.strip(), None
    note = _STATUS.search(timing_raw or "") or _STATUS.search(text)
    return _without_status(text).strip(), note[1] if note else None


def _without_status(text: str) -> str:
    return _STATUS.sub("", text) if _STATUS_SIGN in text else text
