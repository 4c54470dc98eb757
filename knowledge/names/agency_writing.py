"""Names as an official writes them: in full, levels and organs written one way."""

import re
from functools import cache, lru_cache

from knowledge.names.agency_forms import Form
from knowledge.names.agency_posts import without_address
from knowledge.names.groups import short_forms, words
from knowledge.names.places import Places
from nlp.text import fold, is_marked

_ORGANS = (
    (re.compile(r"ủy\s+ban\s+nhân\s+dân", re.IGNORECASE), "UBND"),
    (re.compile(r"hội\s+đồng\s+nhân\s+dân", re.IGNORECASE), "HĐND"),
)


def written(text: str, form: Form) -> str:
    """The form as an official writes it: full name, levels written out, the place as printed."""
    titles, tail_text = without_address(text[form.start : form.core]), text[form.tail : form.end]
    core = form.agency or text[form.core : form.tail]
    place = Places.load().at(text, form.tail) if form.named == form.tail < form.end else None
    if place and place.end >= form.end:  # not of "Báo Điện Biên Phủ"
        renamed = Places.load().now(place.key)
        tail_text = f" {renamed.name if renamed and renamed.name == place.text.strip() else place.key}"
    return full_words(titles + core + _full_levels(tail_text))


def _full_levels(text: str) -> str:
    """Levels without abbreviation ("TX, TP" -> "thị xã, thành phố"), with marks where typed without."""
    if not text:
        return text
    if text.isupper():
        text = _levels_capital().sub(lambda m: m[0].lower(), text)
    if not is_marked(text):
        text = _levels_bare().sub(lambda m: _levels_marked()[fold(" ".join(m[0].split()))], text)
    for pattern, full in _level_shorts():
        text = pattern.sub(full, text)
    return text


@cache
def _level_shorts() -> list[tuple[re.Pattern[str], str]]:
    shorts = short_forms("level_short").items()
    return [(re.compile(rf"\b{short}\b\.?", re.IGNORECASE), full) for short, full in shorts]


@cache
def _levels_marked() -> dict[str, str]:
    """Level words by their folded form: "cac" -> "các"."""
    return {fold(word): word for word in ("các", "và", *words("levels")) if is_marked(word)}


@cache
def _levels_bare() -> re.Pattern[str]:
    longest = sorted(_levels_marked(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest).replace(' ', '[ ]+')})(?!\w)", re.IGNORECASE)


@cache
def _levels_capital() -> re.Pattern[str]:
    longest = sorted(words("levels"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:các|{'|'.join(longest)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def full_words(text: str) -> str:
    """A name on one line, "Ủy ban nhân dân" and "Hội đồng nhân dân" in short, "CT-XH" written out."""
    for organ, short in _ORGANS:
        text = organ.sub(short, text)
    for short, pattern, full in _group_shorts():
        text = pattern.sub(full, text) if short in text else text
    return " ".join(text.split()).strip(" .;,:")


@cache
def _group_shorts() -> list[tuple[str, re.Pattern[str], str]]:
    shorts = short_forms("group_short").items()
    return [(short, re.compile(rf"\b{re.escape(short)}\b"), full) for short, full in shorts]
