"""What a name stands for: one agency or a group, which names are the same agency, which agencies a group takes in."""

import re
from functools import lru_cache

from knowledge.names.agency_forms import Form, form_at
from knowledge.names.agency_names import agencies
from knowledge.names.agency_posts import without_address
from knowledge.names.agency_writing import full_words
from knowledge.names.groups import even, tail, wording
from nlp.names import folded_key
from nlp.text import fold

_OPENING = r"(?:{})\s+"
_PLURAL = re.compile(r"\b(?:cac|moi|tung|nhung)\b")
_LOCAL = ("ủy ban", "hội đồng")
_FAMILY_WORDS = {
    "sở": ("so", "nganh", "so nganh", "co quan chuyen mon"),
    "ban": ("ban", "ban nganh", "nganh"),
    "công an": ("nganh",),
    "thanh tra": ("nganh",),
    "quân sự": ("nganh",),
    "biên phòng": ("nganh",),
    "ngành dọc": ("nganh",),
    "tòa án": ("nganh",),
    "viện kiểm sát": ("nganh",),
    "đoàn thể": ("doan the", "to chuc chinh tri xa hoi", "to chuc doan the", "hoi doan the"),
    "mặt trận": ("doan the", "mat tran"),
    "hội": ("hoi", "to chuc xa hoi", "doan the", "to chuc hoi"),
    "báo đài": ("bao dai", "co quan bao", "co quan bao chi", "co quan truyen thong", "bao", "dai"),
    "đảng": ("co quan dang", "ban dang"),
    "phòng": ("phong", "phong ban", "phong chuyen mon", "nganh", "ban nganh"),
    "bộ": ("bo", "bo nganh"),
    "trung tâm": ("don vi su nghiep", "trung tam"),
    "doanh nghiệp": ("doanh nghiep",),
}
_DISTRICT = ("huyen", "quan", "thi xa", "thanh pho", "tp", "tx", "dia phuong", "cap huyen")
_NO_DISTRICT = re.compile(r"\b(?:lien|co|bao|hai) quan\b|\bquan (?:ly|su|doi)\b")
"""words that "quận" looks like without its marks: "các sở, ban, ngành liên quan" are none of districts."""
_BELOW = re.compile(r"\bthuoc (?:ubnd|uy ban nhan dan) (tinh|thanh pho|huyen|quan|thi xa)\b")
"""the agencies of a territory's UBND: "các cơ quan, đơn vị thuộc UBND huyện"."""
_BELOW_OF = {
    "tinh": ("sở",),
    "thanh pho": ("sở", "phòng"),
    "huyen": ("phòng",),
    "quan": ("phòng",),
    "thi xa": ("phòng",),
}
_CENTRAL = "trung ương"
_OF_CENTRE = re.compile(r"\b(?:trung uong|bo)\b")
"""what a group must name that takes in central agencies: a province's "đoàn thể" are its own"""
_NAMES = 8192
"""Names that are remembered: plans and questions use the same few hundred."""
_LEVEL_BEHIND = re.compile(r"\b(?:huyen|quan|thi xa|tinh|thanh pho|tp|(?<!thi )xa|phuong|thi tran|dac khu)$")
_COMMUNE = ("xa", "phuong", "thi tran", "dac khu", "dia phuong", "cap xa")


@lru_cache(_NAMES)
def is_group(name: str) -> bool:
    """Whether a name stands for several agencies: "các sở, ngành", "UBND các huyện", "sở, ngành liên quan"."""
    text = even(name).strip()
    form = form_at(text, 0)
    if form and form.agency:
        return bool(_PLURAL.search(fold(text[form.tail :])))
    if form:
        return False
    return bool(wording("openers", _OPENING).match(text) or wording("nouns").match(text))


@lru_cache(_NAMES)
def key(name: str) -> str:
    """What all names of one agency share: full name, folded, without level, place and chief's title."""
    text = _without_chief(without_address(even(name).strip()))
    form = form_at(text, 0)
    if not form:
        return _group_key(text)
    titles = text[form.start : form.core]
    core = agencies()[form.agency].core if form.agency else text[form.core : form.tail]
    core = _without_tail(core)
    kind = _level_class(text[form.tail : form.end]) if _is_local(form) else ""
    return " ".join(filter(None, (folded_key(titles), folded_key(core), kind)))


def _without_chief(text: str) -> str:
    """A name without the title of the agency's chief: "Chánh Văn phòng UBND tỉnh" -> "Văn phòng UBND tỉnh"."""
    chief = wording("chiefs").match(text)
    body = text[chief.end() :].lstrip() if chief else ""
    own = wording("titles").match(body) if body else None
    return body if form_at(body, 0) or (own and own.end() == len(body)) else text


def _group_key(text: str) -> str:
    """A group's words without order, "các" and "liên quan"."""
    kept = [w for w in folded_key(full_words(text)).split() if w not in ("cac", "nhung", "co", "lien", "quan")]
    return " ".join(kept)


def _without_tail(core: str) -> str:
    """A full name without the level at its end: "Công an tỉnh" -> "Công an"."""
    for match in re.finditer(r"\s", core):
        found = tail().match(core, match.start())
        if found and core[found.end() :].strip() == "":
            return core[: match.start()]
    return core


def _is_local(form: Form) -> bool:
    """Whether the level is part of who it is: UBND tỉnh and UBND xã are not one agency."""
    return bool(form.agency) and agencies()[form.agency or ""].family in _LOCAL


def _level_class(printed: str) -> str:
    """The level that words after a name tell: "tinh", "huyen", "xa", "cac cap" or ""."""
    said = fold(printed)
    if "cac cap" in said:
        return "cac cap"
    if re.search(r"\b(?:huyen|quan|thi xa|tx)\b", said) or re.search(r"\bcac (?:thanh pho|tp)\b", said):
        return "huyen"
    if re.search(r"\b(?:xa|phuong|thi tran|dac khu)\b", said):
        return "xa"
    return "tinh" if re.search(r"\b(?:tinh|thanh pho|tp)\b", said) else ""


@lru_cache(_NAMES)
def level(name: str) -> str:
    """The level that an agency's name tells: "tinh", "huyen", "xa", "cac cap"; "" where it tells none."""
    text = even(name).strip()
    form = form_at(text, 0)
    return _level_of(text, form) if form else ""


@lru_cache(_NAMES)
def takes_in(group: str, agency: str) -> bool:
    """Whether a group's words take in an agency: "các sở, ngành" every sở, "địa phương" the UBND of districts.

    False where the words do not tell ("các cơ quan thành viên Ban Chỉ đạo").
    """
    text, other = even(group).strip(), even(agency).strip()
    group_form, form = form_at(text, 0), form_at(other, 0)
    if is_group(other) and not (form and form.agency):
        return not (group_form and group_form.agency) and _share(fold(text), fold(other))
    if not form:
        return False
    if group_form and group_form.agency:
        return _level_takes_in(text, group_form, other, form)
    if not is_group(text) or re.search(r"\bthanh vien\b", fold(text)):
        return False
    if form.agency and agencies()[form.agency].level == _CENTRAL and not _OF_CENTRE.search(fold(text)):
        return False
    return _words_take_in(fold(text), _family(other, form), _level_of(other, form))


def _share(group: str, other: str) -> bool:
    """Whether two folded groups have a noun in common: "các sở" and "các sở, ban, ngành"."""
    return not _nouns(other).isdisjoint(_nouns(group))


def _nouns(said: str) -> set[str]:
    plain = said.replace("chinh tri - xa hoi", "chinh tri xa hoi")
    return {" ".join(noun.split()) for noun in re.split(r"[,;.&/-]|\bva\b|\bcac\b", plain)} - {""}


def _family(text: str, form: Form) -> str:
    if form.agency:
        return agencies()[form.agency].family
    return fold(text[form.core : form.core + 4]).strip()


def _level_takes_in(text: str, group: Form, other: str, form: Form) -> bool:
    """ "UBND các huyện" takes in "UBND huyện Tân Yên", "Công an các cấp" takes in "Công an tỉnh"."""
    if not is_group(text) or agencies()[group.agency or ""].family != _family(other, form):
        return False
    wide, own = _level_class(text[group.tail : group.end]), _level_class(other[form.tail : form.end])
    return wide == "cac cap" or wide == own or (wide == "huyen" and own == "tinh" and "thanh pho" in fold(other))


def _level_of(text: str, form: Form) -> str:
    """The level of an agency: by what stands behind its name, else in it ("Huyện đoàn", "Đoàn ... tỉnh")."""
    name = (form.agency or "").split() or [""]
    return _level_class(text[form.tail : form.end]) or _level_class(name[-1]) or _level_class(name[0])


def _words_take_in(said: str, family: str, level: str) -> bool:
    """Whether the nouns of a folded group name the family of an agency, or its territory for a UBND."""
    if below := _BELOW.search(said):
        return family in _BELOW_OF[below[1]]
    nouns = _nouns(said)
    if family in _LOCAL:
        return _territory(said, level)
    own = [noun for noun in nouns if not _is_of_other_level(noun, level)]
    return any(noun == word or noun.startswith(word + " ") for word in _FAMILY_WORDS.get(family, ()) for noun in own)


def _is_of_other_level(noun: str, level: str) -> bool:
    """Whether a folded noun tells another level than an agency's: "tổ chức chính trị - xã hội huyện", "đoàn thể xã"."""
    told = _LEVEL_BEHIND.search(_NO_DISTRICT.sub("", noun))
    return told is not None and bool(level) and _level_class(told[0]) != level


def _territory(said: str, level: str) -> bool:
    """Whether a group's words name the kind of territory that a UBND of this level governs."""
    places = _DISTRICT if level == "huyen" else _COMMUNE if level == "xa" else ()
    said = _NO_DISTRICT.sub("", said)
    return any(re.search(rf"\b{place}\b", said) for place in places) and level in ("huyen", "xa")
