"""A duty's wording to an item: who leads, with whom, when, to whom it reports, of what kind it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.models import Item, Kind
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, may_hold
from knowledge.reading.charges import (
    ASKS,
    Charge,
    last_brackets,
    named,
    recipients,
    sentence_charge,
    shared_out,
)
from knowledge.reading.drafts import Draft
from knowledge.reading.footnotes import without_signs
from knowledge.reading.headings import holds, opens, time_ahead
from knowledge.reading.kinds import kind_of
from knowledge.reading.labels import Label, split_labels, told_apart
from knowledge.reading.outline import begins_with_verb
from knowledge.reading.partners import partners
from knowledge.reading.persons import is_person
from knowledge.reading.rows import CARRIED
from knowledge.reading.telling import told
from nlp.times import Timing, find_timings, read_timings

_STATUS = re.compile(
    r"\s*\(\s*((?:đã|chưa|đang) (?:hoàn thành|thực hiện|ban hành|triển khai|tổ chức|trình)[^()]*)\)", re.IGNORECASE
)
_STATUS_SIGN, _CLOSING_SIGN = "(", "/"
_HINDRANCES = re.compile(r"(?:Trong )?quá trình [^.]{0,160}(?:vướng mắc|khó khăn|phát sinh)", re.IGNORECASE)
_HINDERED = re.compile(
    r"(?:nếu|khi)\s+(?:có|gặp|phát sinh)\b[^.;:]{0,80}?(?:khó khăn,?(?:\s+và|\s+hoặc)?\s+vướng mắc|vướng mắc|khó khăn"
    r"|phát sinh(?:\s+(?:hoặc|và)\s+vướng mắc)?)",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"thường xuyên(?=,?\s+[^\W\d_])", re.IGNORECASE)
_ROUND_THE_CLOCK = re.compile(r"thường xuyên,?\s+24/(?:24|7)(?:\s*(?:giờ|h))?", re.IGNORECASE)
_EVENT_FIRST = re.compile(
    r"(?:Ngay\s+)?(?:khi\s+(?:có|xảy ra|phát sinh|phát hiện|nhận được|xuất hiện)"
    r"|sau\s+(?:khi(?!\s+(?:nghe|xem xét|nghiên cứu))|mỗi|từng))\s[^,;.:()]{3,80}(?=,)",
    re.IGNORECASE,
)
_EVENT_LAST = re.compile(r"\bngay\s+(?:sau\s+)?khi\s+[^,;.:()]{3,80}(?=\)|[.;]?\s*$)", re.IGNORECASE)
"""What a duty waits for: "Khi có dịch, ...", "... ngay sau khi nhận được văn bản này"."""
_CLOSING_MARK = re.compile(r"(?<=[.;])\s*/\.?\s*$|\s*/\.\s*$")
_LEADS = re.compile(
    r"([^.;:]{4,120}?),?\s+(?:chủ trì|tham mưu|làm đầu mối|chịu trách nhiệm|phụ trách|thực hiện)\b", re.IGNORECASE
)
_OF_NAME = re.compile(r"tổng hợp\s*(?:[,;]|$)")
"""The end of a name rather than a verb: "Khoa Ngoại tổng hợp, Khoa Nhi"."""
_PARTNER_LAST = re.compile(
    rf"[;,]\s*([{CAPITALS}][^;,().]{{2,60}}?)\s+(?:cùng\s+)?(?:phối hợp|tham gia)(?:\s+thực hiện)?\s*[.;]?\s*$"
)
_GOES_ON = "{} thực hiện"
"""Ends a label's words as a sentence would, so that the agencies in it are seen to be its partners."""
_WITHIN = r"\b(?:cả|trong|đầu|giữa|cuối|hết|của) {}(?=\W*$)"
"""A part of a stretch that is named elsewhere, at the end of a time: "tuần thứ hai của tháng"."""
_EDGES = " \t.;,:"
_FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?")
_FOUNDED = re.compile(r"(?:Thành lập|Kiện toàn)\s")
_DIRECTS = re.compile(r"(?:Chỉ đạo|Lãnh đạo)[\s,]", re.IGNORECASE)
"""Before those whom the one above a duty has do it."""
_GIVEN = re.compile(r"^(?:Giao|Phân công)\s+")
_ARROW = re.compile(r"[→⇒➔➜➤=-](?:(?<![=-])|[=-]?>)\s*")
_DASH = re.compile(rf"[-–](?<=\s.)\s+(?=(?!Thương binh|Xã hội)[{CAPITALS}])")
_OTHER_LABEL = re.compile(rf"\s*;\s+([{CAPITALS}][^;:]{{2,60}}):\s")
_SEMICOLON = re.compile(rf";\s+(?=[{CAPITALS}])")
_NEAR_DASH = 12
_LONGEST_URGING = 25
_NOBODY = re.compile(r"\W*(?:không|không có|không ai)\W*", re.IGNORECASE)
"""What a label says that names nobody: "Cùng làm: (không)"."""
_VERB = 2
"""words of a verb that, with nothing behind it, is part of the name in a cell: "Trưởng ca vận hành" """
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
    issuer: str | None = None
    """the key of the agency whose plan it is."""
    stretch: tuple[str, str] | None = None
    """the month or quarter of a programme, which "cả tháng" means: ("tháng", "10/2018")."""

    def times(self, printed: str, is_day: bool = False) -> list[Timing]:
        """The times that the words of a label mean in the document. A date in figures alone ("12/10/2018") is the last
        day, unless it `is_day` itself, as in a diary; "Ngày 12/10/2018" is the day in any case.
        """
        whole = self._whole(printed)
        timings = read_timings(whole, self.year)
        if _FIGURES.fullmatch(printed) and not is_day:
            return [timing.model_copy(update={"start": None}) for timing in timings]
        return timings if whole == printed else [timing.model_copy(update={"raw": printed}) for timing in timings]

    def _whole(self, printed: str) -> str:
        if self.stretch is None:
            return printed
        unit, number = self.stretch
        return re.sub(_WITHIN.format(unit), rf"\g<0> {number}", printed, flags=re.IGNORECASE)


def read_item(draft: Draft, ref: str, setting: Setting) -> Item:
    """The item of a draft."""
    text, labels = _wording(draft)
    own = _own_charge(text, setting)
    charge = _charge(draft, text, own, labels, setting)
    duty = text[own.rest :] if own else text
    timing_raw, timings = _times(draft, text, duty, labels, setting)
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
        details=draft.details,
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
    if ahead := time_ahead(text):
        text, labels = ahead[1], [*labels, Label("timing", 0, ahead[0], is_day=True)]
    return text or whole, [part for label in labels for part in told_apart(label)]


def _told_last(whole: str) -> tuple[str, list[Label]] | None:
    """The wording without brackets at its end that tell who leads and perhaps when, and what they tell as labels; of
    brackets with labels among other words those words stay.
    """
    found = last_brackets(whole)
    if found is None:
        return _told_behind_arrow(whole)
    inside, inline = split_labels(found[1])
    labels = told(inside)
    text, before = split_labels(found[0])
    if labels is None:
        if inside and inline:
            return f"{text} ({inside})", [*before, *inline]
        return _told_behind_arrow(whole) if _ARROW.search(whole) else None
    above = "; ".join(label.value for label in labels if label.role == "supervisor")
    return f"{text} ({above})" if above else text, [*before, *labels, *inline]


def _told_behind_arrow(whole: str) -> tuple[str, list[Label]] | None:
    """The same of a duty with an arrow, a dash or semicolons before what tells: "Kiểm tra chợ → Phòng Kinh tế; quý II".
    A dash between two agencies is one of a list; a sentence that charges somebody goes on behind a semicolon.
    """
    dashes = list(_DASH.finditer(whole))
    for sign in filter(None, (_ARROW.search(whole), *reversed(dashes[-2:]), _SEMICOLON.search(whole))):
        text, plain = whole[: sign.start()].rstrip(), not _ARROW.fullmatch(sign[0])
        labels = told(whole[sign.end() :], apart=sign[0].strip() != ";") if text else None
        if labels and not (plain and _carries_on(text)):
            return text, labels
    return None


def _carries_on(text: str) -> bool:
    """Whether what stands behind a dash or a semicolon goes on with the words before it: they charge somebody, name a
    person whose post follows, or end with an agency.
    """
    last = len(text) - _NEAR_DASH
    if is_person(text) or sentence_charge(text) is not None:
        return True
    return any(named.end >= last for named in Catalogue.load().find(text))


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
    if not draft.closing or kind not in ("task", "funding") or charge is None:
        return False
    urged = len(draft.text.split()) <= _LONGEST_URGING and holds(draft.text, "urging")
    return urged or (kind == "task" and all(map(Catalogue.load().is_group, charge.names)))


def _own_charge(text: str, setting: Setting) -> Charge | None:
    """Whom a wording charges; where the agency whose plan it is asks others, they: "Sở Y tế yêu cầu các đơn vị ..."."""
    own = sentence_charge(text)
    if own is None or Catalogue.load().key(own.names[0]) != setting.issuer or not ASKS.match(text, own.rest):
        return own
    asked = sentence_charge(text[own.rest :])
    return asked._replace(rest=own.rest + asked.rest) if asked else own


def _charge(draft: Draft, text: str, own: Charge | None, labels: Sequence[Label], setting: Setting) -> Charge | None:
    """Who leads: a label first, then the heading, then the sentence, at last the addressees. A heading that is a group
    ("Các sở, ngành") gives way to the agency that the sentence names, and any to the one that does it. Where the money
    comes from is nobody's duty.
    """
    explicit = _labelled("lead", labels)
    if explicit:
        return explicit
    above = draft.place.charge
    above = None if above and _founds(text, above) else above
    own = None if above and _DIRECTS.match(text) else own
    if above and (own is None or (_is_single(above) and not _is_another(own, above, text, setting))):
        return above
    return own or above or (None if opens(text, "funded") else setting.addressees)


def _founds(text: str, above: Charge) -> bool:
    """Whether a wording founds the very bodies that the heading above names: "Thành lập 03 Tiểu ban" under "Các Tiểu
    ban".
    """
    group = above.names[0] if _FOUNDED.match(text) else ""
    return bool(group) and Catalogue.load().is_group(group) and group.split(maxsplit=1)[-1] in text


def _is_single(charge: Charge) -> bool:
    return len(charge.names) == 1 and bool(Catalogue.load().find(charge.names[0]))


def _is_another(own: Charge, above: Charge, text: str, setting: Setting) -> bool:
    """Whether a point under an agency's name begins with other agencies of the catalogue, "Giao" perhaps before them,
    that do what follows; not with the one whose plan it is, for which those below it prepare what it does.
    """
    catalogue = Catalogue.load()
    if own.source != "sentence" or any(catalogue.is_group(name) or not catalogue.find(name) for name in own.names):
        return False
    known = (catalogue.key(above.names[0]), setting.issuer)
    other = all(catalogue.key(name) not in known for name in own.names)
    return other and _GIVEN.sub("", text).startswith(own.raw) and begins_with_verb(text[own.rest :])


def _labelled(role: str, labels: Sequence[Label]) -> Charge | None:
    told = (label for label in labels if label.role == role and label.value and not _NOBODY.fullmatch(label.value))
    found = sorted(told, key=lambda label: label.rank)
    if not found:
        return None
    value = _before_other_label(without_signs(found[0].value))
    shared = shared_out(value) if role == "lead" else None
    return named(shared[0], "explicit") if shared else _told(value, role) or named(value, "explicit")


def _before_other_label(value: str) -> str:
    """A label's value up to words that only a label of another kind can be: "Sở Y tế; Cơ quan trình: ..."."""
    other = _OTHER_LABEL.search(value)
    named_there = other is not None and Catalogue.load().is_agency(other[1])
    return value[: other.start()] if other and not named_there else value


@lru_cache(_REMEMBERED)
def _told(value: str, role: str) -> Charge | None:
    """The lead, or for coordinators whom he works with, where a label holds a sentence: "Công an xã chủ trì, phối hợp
    với các thôn".
    """
    catalogue = Catalogue.load()
    if catalogue.is_agency(value) or catalogue.is_board(value) or catalogue.is_post(value):
        return None
    leading = _LEADS.match(value)
    if leading is None and not may_hold("verbs", value):
        return None
    charge = sentence_charge(value)
    if charge and (" " not in charge.names[-1] or _OF_NAME.match(value, charge.rest)):
        return None  # "Tổ vận hành trạm bơm": a name that holds a verb
    if charge and leading and charge.rest > leading.end():
        charge = None  # another agency, named after the one that leads
    rest = value[charge.rest :] if charge and charge.source == "sentence" else ""
    if charge and begins_with_verb(rest) and (leading or len(rest.split()) > _VERB):
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


def _times(
    draft: Draft, text: str, duty: str, labels: Sequence[Label], setting: Setting
) -> tuple[str | None, list[Timing]]:
    """The wording of the times and what it means: from labels, or else the sentence, or a heading that is a time."""
    year = setting.year
    told = [label for label in labels if label.role == "timing" and label.value]
    if told:
        values = [without_signs(label.value).strip(_EDGES) for label in told]
        meant = [
            setting.times(_without_status(value).strip(_EDGES), label.is_day)
            for label, value in zip(told, values, strict=True)
        ]
        return "; ".join(values), [timing for timings in meant for timing in timings]
    timings = [] if draft.kind == "target" else find_timings(text, year, setting.since)
    above = read_timings(draft.place.when, year) if draft.place.when else []
    if above and not (timings and (any(one.end for one in timings) or not all(map(_is_day, above)))):
        return draft.place.when, above
    timings = timings or _undated(text, duty)
    return "; ".join(dict.fromkeys(timing.raw for timing in timings)) or None, timings


def _undated(text: str, duty: str) -> list[Timing]:
    """When a duty without a date is to be done: always, as it says first or behind its subject, or when something
    happens, as it says first or last, or where it reports what hinders the plan.
    """
    always = _ALWAYS.match(text) or _ALWAYS.match(duty.lstrip(_EDGES)) or _ROUND_THE_CLOCK.search(text)
    if always:
        return [Timing(raw=always[0], type="continuous")]
    hindered = _HINDERED.search(text) if _HINDRANCES.match(text) else None
    event = hindered or _EVENT_FIRST.match(text) or _EVENT_LAST.search(text)
    return [Timing(raw=event[0], type="ad_hoc")] if event else []


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
