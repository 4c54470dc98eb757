"""The form of one agency's name in a text: titles before it, the name, the level and place after it."""

import re
from dataclasses import dataclass

from knowledge.agency_names import agencies, index
from knowledge.groups import CAPITALS, is_capital, short_forms, tail, wording
from nlp.names import Mention

_PLACE = re.compile(
    r"\s+(?:TP\.?\s+|[Tt]hành phố\s+)?(?:Bà Rịa\s*[-–]\s*Vũng Tàu|Thừa Thiên\s*[-–]\s*Huế"
    rf"|[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{0,3}}|[QP]\.?\s?\d+|\d{{1,2}}(?![\w/.]))"
)
_SEPARATOR = re.compile(r"[;,.:()\n]|\s(?:và|do|để|nhằm|trong|theo)\s|$")
_NUMBER = re.compile(r"\s+(?:\d{1,3}|[IVX]+)(?![\w/.-])")
_TITLE = r"(?:(?:(?:các|những)\s+)?(?:{})(?:\s+(?:các|những))?\s+)"


@dataclass(frozen=True, slots=True)
class Form:
    """A name read at a place of a text; `agency` is None for a name that is not in the catalogue.

    The places: `start` with titles, `core` the name, `tail` the level after it, `named` the place's proper name, `end`.
    """

    start: int
    core: int
    tail: int
    named: int
    end: int
    agency: str | None = None
    score: float = 1.0

    @property
    def is_titled(self) -> bool:
        """Whether a title stands before the name: "Chủ tịch UBND tỉnh"."""
        return self.core > self.start


def form_at(text: str, start: int, *, known: Mention | None = None) -> Form | None:
    """The agency's name that begins at a place of an `even` text, with its titles, level and place; None if none does.

    `known` is a mention already found at `start` (a bare field after "các sở:").
    """
    core = start
    mention = known or index().at(text, start)
    if not mention:
        core = after_titles(text, start)
        mention = index().at(text, core) if core > start else None
    if mention:
        return _catalogue_form(text, start, mention)
    return _unlisted_form(text, start, core)


def after_titles(text: str, place: int) -> int:
    """Where the titles ("Chủ tịch", "Giám đốc các") that begin at a place end; the place itself without any."""
    while match := wording("titles", _TITLE).match(text, place):
        place = match.end()
    return place


def _catalogue_form(text: str, start: int, mention: Mention) -> Form | None:
    entry = agencies()[mention.key]
    level = match.end() if (match := tail().match(text, mention.end)) else mention.end
    end = _place_end(text, mention.end, level)
    if entry.tailed and end == mention.end:
        return None
    if entry.family == "ban chỉ đạo":
        end = max(end, _proper_end(text, mention.end))
        level = end
    return Form(start, mention.start, mention.end, level, end, mention.key, mention.score)


def _place_end(text: str, place: int, end: int) -> int:
    """The end of the places' proper names from `end` on; `place` is where the agency's name itself ended."""
    if (match := _PLACE.match(text, end)) and not _begins_other(text, match):
        end = match.end()
        while more := re.compile(rf"\s*(?:,|và)(?={_PLACE.pattern})").match(text, end):
            if not _is_list_of_places(text, place, more.end()):
                break
            following = _PLACE.match(text, more.end())
            end = following.end() if following else end
    return end


def _is_list_of_places(text: str, name_end: int, place: int) -> bool:
    """Whether names of places go on after "các huyện Tân Yên, ...": no agency begins there and the level was plural."""
    first = place + len(text[place:]) - len(text[place:].lstrip())
    plural = re.match(r"\s+các\s", text[name_end : name_end + 8])
    return bool(plural) and not index().at(text, first) and not wording("heads").match(text, first)


def _begins_other(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a place's name is another agency, a head word or a verb in capitals."""
    first = match.end() - len(match[0].lstrip())
    return bool(
        index().at(text, first)
        or wording("heads").match(text, first)
        or wording("titles").match(text, first)
        or (wording("verbs").match(text, first) and not text[first:].isupper())
    )


def _unlisted_form(text: str, start: int, core: int) -> Form | None:
    """A name known by its form only: a head word with a capital, up to a separator or a verb."""
    head = wording("heads").match(text, core)
    if not head or not is_capital(text, core) or wording("not_heads").match(text, core):
        return None
    end = _proper_end(text, head.end())
    if end == head.end():
        return None
    return Form(start, core, end, end, end)


def _proper_end(text: str, place: int) -> int:
    """Where a name outside the catalogue ends: before a separator, a verb of the sentence or another agency."""
    limit = _name_limit(text, place)
    rest = text[place:limit]
    if not rest.strip() or not (is_capital(rest.strip(), 0) or tail().match(text, place) or _NUMBER.match(rest)):
        return place
    return place + len(rest.rstrip(" -–"))


def _name_limit(text: str, place: int) -> int:
    """The first separator or sentence verb after a place; "và" and commas inside a name are joined by the caller."""
    match = _SEPARATOR.search(text, place)
    limit = match.start() if match else len(text)
    for verb in re.finditer(r"\s(?=\w)", text[place:limit]):
        spot = place + verb.end()
        if not is_capital(text, spot) and _is_sentence_verb(text, spot):
            return place + verb.start()
    return limit


def _is_sentence_verb(text: str, place: int) -> bool:
    return bool(wording("verbs").match(text, place)) and not wording("name_verbs").match(text, place)


def written(text: str, form: Form) -> str:
    """The form as an official writes it: full name, levels written out, the place as printed."""
    titles, tail_text = text[form.start : form.core], text[form.tail : form.end]
    core = form.agency or text[form.core : form.tail]
    return full_words(titles + core + _full_levels(tail_text))


def _full_levels(text: str) -> str:
    """Levels without abbreviation: "các huyện, TX, TP" -> "các huyện, thị xã, thành phố"."""
    for short, full in short_forms("level_short").items():
        text = re.sub(rf"\b{short}\b\.?", full, text, flags=re.IGNORECASE)
    return text


def full_words(text: str) -> str:
    """A name on one line, "Ủy ban nhân dân" and "Hội đồng nhân dân" in short, "CT-XH" written out."""
    text = re.sub(r"(?i)ủy\s+ban\s+nhân\s+dân", "UBND", text)
    text = re.sub(r"(?i)hội\s+đồng\s+nhân\s+dân", "HĐND", text)
    for short, full in short_forms("group_short").items():
        text = re.sub(rf"\b{re.escape(short)}\b", full, text)
    return " ".join(text.split()).strip(" .;,:")
