"""A printed list of agencies taken apart: "Các sở: A; B; UBND các cấp" -> single agencies and whole groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.names.agency_boards import board_end, whole_board
from knowledge.names.agency_forms import Form, form_at
from knowledge.names.agency_names import agencies, fields, index
from knowledge.names.agency_posts import after_titles, is_field_of_post, post_end, without_address
from knowledge.names.agency_writing import full_words, written
from knowledge.names.groups import CAPITALS, even, is_capital, verb_at, wording, words
from nlp.names import Mention

Kind = Literal["name", "group", "other"]
_SEPARATOR = re.compile(
    r"\s*(?:;|\n|\s/\s|(?<!\bT[PX])\.(?=\s+\w)|,(?!\d))\s*(?:và\s+|cùng(?:\s+với)?\s+)?"
    r"|\s+(?:và|va|cùng với|cùng|với|&)\s+|\s+[-–+]\s+|(?<=\w)[-–/](?=\w)|\s*[-–](?=\s)|\s*:\s*"
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)?")
_IN_ONE = re.compile(
    r"phòng\s*,\s*chống|tổ chức\s*,\s*(?:cá nhân|doanh nghiệp|hộ gia đình)\b"
    r"|(?-i:thủy\s*,\s*bộ)(?!\s*,|\s+(?:và|ngành))"
    r"|(?<=Trường )(?:Mầm non và Tiểu học|Tiểu học(?:,| và) (?:THCS|Trung học cơ sở)(?: và THPT)?|THCS và THPT)",
    re.IGNORECASE,
)
"""Words that a comma or "và" stands between in names, and parts nothing."""
_BULLET = re.compile(r"\s*[-+*•–]\s*")
_OWN_LEVEL = re.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị)\s")
_OPENING = r"(?:{})\s+"
_CARRY = re.compile(
    r"(?P<title>(?:[\w ]+?\s)?)(?:các\s+)?(?P<kind>sở|bộ|phòng)(?:\s*,\s*(?:ban|ngành|đơn vị|cơ quan|[\w ]+?))*"
    r"\s*(?P<colon>:)?\s*(?=\w)",
    re.IGNORECASE,
)
_NAMED_UNIT = re.compile(
    r"(?:các )?(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)"
    rf"(?:\s+[{CAPITALS}][\w']*){{1,5}}"
)
_PLACE = re.compile(rf"[{CAPITALS}][\w']*(?:\s+(?:-\s+)?[{CAPITALS}][\w']*){{0,4}}")
"""A place's name alone, as it stands behind others of its level: "UBND huyện Tri Tôn, | Tịnh Biên"."""
_APPOSITION = re.compile(
    r"(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì|được giao)|thường trực (?:ban|hội đồng)", re.I
)
LEVEL_END = re.compile(r"\s(tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn)(?:\s+[A-ZĐ].*)?$")
_UNIT = r"(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)"
_LEVELS_ONLY = re.compile(rf"(?:các\s+)?{_UNIT}(?:(?:,|\s+và|\s+-)\s+(?:các\s+)?{_UNIT})*", re.IGNORECASE)
_BARE_LEVEL = re.compile(rf"\s{_UNIT}$")
MORE_LEVELS = re.compile(rf"(?:,\s+|và\s+)?{_UNIT}(?:(?:,|\s+và|\s+-)\s+{_UNIT})*")
"""Behind a name that ends with its level: the like agencies of other levels, "Công an huyện, | thị xã, thành phố"."""
_COMMITTEES = re.compile(
    r"(?:(?:các|mỗi|từng|những)\s+)?(?:huyện|quận|tỉnh)(?:\s*,\s*(?:huyện|quận|thị(?:\s+xã)?|xã))*(?:\s*,|,?\s+và)\s*"
    r"(?:thành|thị)\s+(?:ủy|đoàn|hội)(?!\w)(?!\s+[^\W\d_]+\s+viên\b)"
    r"|(?:các|mỗi|từng|những)\s+(?-i:(?:huyện|quận|thị|thành|đảng)\s+(?:ủy|đoàn)"
    r"(?:(?:\s*,|,?\s+và)\s+(?:các\s+)?(?:huyện|quận|thị|thành|đảng)\s+(?:ủy|đoàn))+)(?!\w)(?!\s+viên\b)",
    re.IGNORECASE,
)
"""Party committees or unions of several levels: "các huyện, thị, thành đoàn", "các huyện ủy, thành ủy"."""
_OF_COMMUNES = re.compile(r"(?:(?:các|cấp)\s+)?(?:xã|phường|thị trấn)\b")
_BLANK = re.compile(r"\s+(?=\w)")
_MEMBER = re.compile(
    r"(?:(?:Phó )?Trưởng [Bb]an(?: [Tt]hường trực)?|Ủy viên(?: Thư ký| [Tt]hường trực)?|Thành viên|Tổ trưởng|Tổ phó)"
    rf"(?!\s+(?:[{CAPITALS}]|của|các)|\w)"
)
_DEPUTY = re.compile(r"Phó\s")
_ONE_PERSON = re.compile(r"(?:đồng chí|đ/c)\s", re.IGNORECASE)
_OF_MANY = re.compile(r"\scác\s")
_STAFF = re.compile(r"cán bộ|công chức|viên chức|người lao động")
_FOR_STAFF = re.compile(r"(?:Phòng|Ban|Vụ|Bộ phận)\s")
"""Bodies that are named for the staff they look after: "Phòng Công chức, | viên chức"."""
_SYLLABLES = 2
"""Of a verb."""
_UNIT_OF = re.compile(r"(?:Phòng|Đội|Cảnh sát|Khoa|Tổ|Bộ phận|Trạm|Đồn)\s")
_HARD = re.compile(r"[;\n:]|\.\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """An agency or a whole group in a list: its place in the text, its name in full, the separator before it."""

    kind: Kind
    start: int
    end: int
    text: str
    before: str = ""
    form: Form | None = None
    is_board: bool = False
    """whether its name is one of many parts, verbs perhaps among them."""


def pieces(text: str) -> list[Piece]:
    """The agencies and groups of an `even` text that is a list of them, in order."""
    named = [p for p in segments(text) if p.text and not (p.kind == "other" and verb_at(p.text))]
    named = [p for at, p in enumerate(named) if not (at and _is_apposition(p))]
    return _share_tails(_with_organ(named), text)


def _is_apposition(piece: Piece) -> bool:
    """Whether a piece says what the agency before it is: "Công an tỉnh - Cơ quan Thường trực Ban Chỉ đạo"."""
    return piece.before.strip() in ("-", "–") and bool(_APPOSITION.match(piece.text))


def segments(text: str) -> list[Piece]:
    """All that stands in a list, what is not an agency too, each as printed."""
    joined: list[Piece] = []
    for piece in _segments(text):
        if joined and (end := _held_until(text, joined[-1].start, piece.start)):
            joined[-1] = _held(joined[-1], piece, end)
        elif joined and _goes_on(joined[-1], piece, text):
            joined[-1] = _join(joined[-1], piece, text)
        else:
            joined.append(piece)
    return joined


def _held_until(text: str, first: int, second: int) -> int:
    """Where a post ends that is another one of the person named before it: "Đồng chí Chủ tịch UBND tỉnh, | Trưởng Ban";
    without that word only one within a body that is not named: "Giám đốc Sở Nội vụ, | Ủy viên Thư ký"; else 0.
    """
    if not text[first:second].rstrip().endswith((",", "-", "–", "kiêm")) or _ONE_PERSON.match(text, second):
        return 0
    if (member := _MEMBER.match(text, second)) and not _names_body(text, member.end()):
        return member.end() if after_titles(text, first) > first else 0
    deputy = _DEPUTY.match(text, second)
    titled = max(after_titles(text, second), deputy.end() if deputy else second)
    return titled if titled > second and _ONE_PERSON.match(text, first) else 0


def _names_body(text: str, end: int) -> bool:
    """Whether words in small letters behind a post tell whose it is: "Tổ trưởng | tổ dân phố"."""
    said = text[end:].lstrip()
    return said[:1].islower() and verb_at(said) is None and not wording("qualifiers").match(said)


def _held(first: Piece, second: Piece, end: int) -> Piece:
    """One piece for two posts of one person; the second, where no agency is named in it, ends at `end`."""
    form = second.form or (first.form and replace(first.form, end=end))
    return replace(first, end=second.end, text=f"{first.text}, {second.text}", form=form)


def _segments(text: str) -> Iterator[Piece]:
    """The text between separators, each with its kind; "sở" carried on to bare fields ("Sở Y tế, Tư pháp")."""
    place, before, carry = 0, "", ""
    guarded = _guarded(text)
    while place < len(text):
        place = bullet.end() if (bullet := _BULLET.match(text, place)) else place
        place, carry = _carried(text, place, carry)
        piece, after = _piece_at(text, place, before, carry, guarded)
        carry = _carry_after(piece, carry)
        yield piece
        match = _BLANK.match(text, after) if _abuts(text, piece) else _next_separator(text, after, guarded)
        before = match[0] if match else ""
        place = match.end() if match else len(text)


def bare_names(text: str, place: int) -> dict[int, int]:
    """The bare fields of a list that "các sở:" opens at a place, as start -> end; empty when none is opened there."""
    first, carry = _carried(text, place, "")
    kind = carry.partition("|")[2]
    return {m.start: m.end for m in fields(kind).find(text) if m.start >= first} if kind else {}


def _carried(text: str, place: int, carry: str) -> tuple[int, str]:
    """After "Các sở:" or "các Sở " before a bare field: where the first name begins, and what is carried on."""
    match = _CARRY.match(text, place)
    if not match or index().at(text, place):
        return place, carry
    kind = match["kind"].lower()
    bare = fields(kind).at(text, match.end()) if match["colon"] or is_capital(text, match.end()) else None
    names_follow = bare or (match["colon"] and form_at(text, match.end()))
    before = text[match.start() : match.start("kind")].lower().rstrip()
    if not names_follow or not (match["colon"] or before.endswith("các")):
        return place, carry
    title = re.sub(r"(?i)\bcác\s*$", "", match["title"]).strip()
    return match.end(), f"{title}|{kind}" if title.lower() not in ("", "các") else f"|{kind}"


def _carry_after(piece: Piece, carry: str) -> str:
    """What a bare field after this piece belongs to: the kind of the last sở, bộ or phòng named."""
    if piece.form and piece.form.agency:
        family = agencies()[piece.form.agency].family
        if family in ("sở", "bộ", "phòng"):
            return carry if carry.endswith("|" + family) else f"|{family}"
    return carry


def _piece_at(text: str, place: int, before: str, carry: str, guarded: list[tuple[int, int]]) -> tuple[Piece, int]:
    """The piece that begins at a place, and where the search for the next separator goes on."""
    opening = place
    if many := committees_at(text, place):
        end = _piece_end(text, many, guarded)
        return Piece("group", place, end, full_words(_PARENTHESIS.sub("", text[place:end])), before), end
    if board := board_end(text, place) or (0 if before else whole_board(text, place)):
        whole = Form(place, place, board, board, board)
        return Piece("name", place, board, full_words(text[place:board]), before, whole, is_board=True), board
    form = form_at(text, place)
    title, _, kind = carry.partition("|")
    in_catalogue = form and form.agency and not (kind == "bộ" and form.tail == form.end)
    if not in_catalogue and kind and (bare := _bare_field(text, place, kind)):
        form = form_at(text, place, known=bare)
    if form and not _is_common_noun(text, form):
        end = form.end if _next_begins(text, form) else _piece_end(text, form.end, guarded)
        name = written(text, form) + _kept_rest(text[form.end : end], form)
        full = f"{title} {name}" if title and kind and form.agency and not form.is_titled else name
        return Piece("name", opening, end, full_words(full), before, form), end
    end = _piece_end(text, place, guarded)
    body = text[place:end]
    return Piece(_kind_of(body), place, end, full_words(without_address(_PARENTHESIS.sub("", body))), before), end


def committees_at(text: str, place: int) -> int:
    """The end of "các huyện, thị, thành đoàn" or "các huyện ủy, thành ủy" where it begins at a place; else 0."""
    many = _COMMITTEES.match(text, place)
    return many.end() if many else 0


def _abuts(text: str, piece: Piece) -> bool:
    return bool(piece.form and piece.end == piece.form.end and _next_begins(text, piece.form))


def _next_begins(text: str, form: Form) -> bool:
    """Whether the next agency follows a name with but a blank between them, where a line of a cell ended: after a sở or
    a name with its level, which no further agency completes ("Công an tỉnh UBND các xã", not "Phòng PA05 Công an").
    """
    if form.agency is None or not (blank := _BLANK.match(text, form.end)) or not is_capital(text, blank.end()):
        return False
    ended = LEVEL_END.search(text[form.core : form.end]) or LEVEL_END.search(form.agency)
    following = form_at(text, blank.end()) if ended or agencies()[form.agency].family == "sở" else None
    return bool(following and following.agency)


def _bare_field(text: str, place: int, kind: str) -> Mention | None:
    return fields(kind).at(text, place) if is_capital(text, place) or ":" in text[:place] else None


def _is_common_noun(text: str, form: Form) -> bool:
    """Whether a form is only a group word in capitals: "Trường học", "Sở, ngành"."""
    return (
        form.agency is None
        and not form.is_titled
        and bool(wording("nouns", r"(?:{})\s*(?:$|[,;.])").match(text, form.core))
    )


def _kept_rest(rest: str, form: Form) -> str:
    """What stands between a name and the separator: kept when it narrows the name, dropped when it is a remark."""
    rest = _PARENTHESIS.sub("", rest)
    if form.agency and rest.strip().isdecimal():
        return ""
    if form.is_titled and is_field_of_post(rest):
        return rest
    if _APPOSITION.match(rest.lstrip(" -–")) and rest.lstrip()[:1] in ("-", "–"):
        return ""
    if not rest.strip() or (verb_at(rest.strip()) and not _is_of_name(form, rest.strip())):
        return ""
    return rest


def _is_of_name(form: Form, rest: str) -> bool:
    """Whether a verb behind a name outside the catalogue is one of those that names hold: "Tổ liên ngành | xử lý bến
    bãi trái phép", "Khoa Nội | tổng hợp".
    """
    if form.agency is not None or form.is_titled or wording("never_named").search(rest):
        return False
    return rest == "tổng hợp" or bool(wording("name_verbs").match(rest) and len(rest.split()) > 1 + _SYLLABLES)


def _guarded(text: str) -> list[tuple[int, int]]:
    """Spans in which a separator does not separate: names with joints and parentheses."""
    spans = [(m.start, m.end) for m in index().find(text)]
    return spans + [m.span() for pattern in (_PARENTHESIS, _IN_ONE, _COMMITTEES) for m in pattern.finditer(text)]


def _next_separator(text: str, place: int, guarded: list[tuple[int, int]]) -> re.Match[str] | None:
    for match in _SEPARATOR.finditer(text, place):
        if not any(a < match.end() and match.start() < b for a, b in guarded) and _separates(text, match):
            return match
    return None


def _separates(text: str, match: re.Match[str]) -> bool:
    """Whether a separator stands between agencies; hyphens and strokes do so only before a name of the catalogue."""
    if match[0].strip() in ("-", "–", "/", "+", "với", "&", "cùng"):
        return bool(form_at(text, match.end())) and bool(index().at(text, match.end()))
    if match[0].strip() == ".":
        return match.end() < len(text)
    return True


def _piece_end(text: str, place: int, guarded: list[tuple[int, int]]) -> int:
    match = _next_separator(text, place, guarded)
    return match.start() if match else len(text)


def _kind_of(body: str) -> Kind:
    """Whether a segment begins as a group: "các ...", a group noun, "Hiệu trưởng các trường"."""
    if is_capital(body, 0) and wording("bearers").match(body):
        return "name"
    if (other := wording("not_heads").match(body)) and not is_longer_noun(body, other):
        return "other"
    if post_end(f"{body} ", 0):
        return "name"
    is_group = wording("openers", _OPENING).match(body) or wording("nouns").match(body, after_titles(body, 0))
    return "group" if is_group else "other"


def is_longer_noun(text: str, other: re.Match[str]) -> bool:
    """Whether a group's noun stands at a place though another word begins alike: "Tổ chức, cá nhân" is no "tổ chức"."""
    noun = wording("nouns").match(text, other.start())
    return noun is not None and noun.end() > other.end()


def _goes_on(last: Piece, piece: Piece, text: str) -> bool:
    """Whether a segment belongs to the piece before it."""
    if _is_whose(last, piece):
        return True
    if ";" in piece.before or ":" in piece.before or "\n" in piece.before or piece.kind == "name":
        return False
    if "." in piece.before:
        return last.kind == "group" and not is_capital(text, piece.start)
    if last.kind != "name":
        return piece.kind == "group" or not is_capital(text, piece.start)
    if _BARE_LEVEL.search(last.text) and MORE_LEVELS.fullmatch(piece.text):
        return True
    if last.form and last.form.agency is None:
        return piece.kind == "other" or bool(_STAFF.fullmatch(piece.text) and _FOR_STAFF.match(last.text))
    return _names_more_fields(last, piece, text) or _is_of_more(last, piece)


def _is_whose(last: Piece, piece: Piece) -> bool:
    """Whether a piece behind a dash is the agency that a unit outside the catalogue is of: "Phòng Cảnh sát giao thông |
    - Công an tỉnh".
    """
    unit = last.form is not None and last.form.agency is None and _UNIT_OF.match(last.text)
    known = piece.form is not None and piece.form.agency is not None
    return bool(unit) and known and piece.before.strip() in ("-", "–") and not LEVEL_END.search(last.text)


def _is_of_more(last: Piece, piece: Piece) -> bool:
    """Whether a piece names more of those that somebody is of: "Chi bộ các thôn, | tổ dân phố"."""
    of_many = last.form is None and _OF_MANY.search(last.text)
    return bool(of_many) and wording("places_within").match(piece.text) is not None


def _names_more_fields(last: Piece, piece: Piece, text: str) -> bool:
    """Whether a name of the catalogue is but the beginning of one for more fields: "Trung tâm Khuyến nông | và Dịch vụ
    nông nghiệp".
    """
    form = last.form
    if form is None or form.agency is None or form.end > form.tail or last.end > form.end:
        return False
    of_fields = agencies()[form.agency].family in ("trung tâm", "chi cục")
    return of_fields and piece.kind == "other" and piece.before.strip() == "và" and is_capital(text, piece.start)


def _join(last: Piece, piece: Piece, text: str) -> Piece:
    body = full_words(_PARENTHESIS.sub("", text[last.start : piece.end]))
    return replace(last, end=piece.end, text=body)


def _with_organ(found: list[Piece]) -> list[Piece]:
    """Bare levels after an organ of government given its name: "UBND tỉnh và các huyện" -> "UBND các huyện"."""
    result = found[:1]
    for piece in found[1:]:
        last = result[-1]
        name = last.form.agency if last.form else None
        governs = name and agencies()[name].family in ("ủy ban", "hội đồng") and not _HARD.search(piece.before)
        if governs and (
            (piece.kind == "group" and _LEVELS_ONLY.fullmatch(piece.text)) or _NAMED_UNIT.fullmatch(piece.text)
        ):
            piece = replace(piece, text=f"{name} {piece.text}")
        elif governs and piece.kind == "other" and (level := _level_named(last)) and _PLACE.fullmatch(piece.text):
            piece = replace(piece, kind="name", text=f"{name} {level} {piece.text}", form=last.form)
        result.append(piece)
    return result


def _level_named(piece: Piece) -> str | None:
    """The level of the place that a committee's name ends with: "huyện" of "UBND huyện Tri Tôn"."""
    ends = LEVEL_END.search(piece.text)
    return ends[1] if ends and not piece.text.endswith(ends[1]) else None


def _share_tails(found: list[Piece], text: str) -> list[Piece]:
    """The level at the end of a run given to each that calls for one: "Công an, Tòa án các cấp"."""
    shared, families = "", words("tailed_families")
    result: list[Piece] = []
    for place in range(len(found) - 1, -1, -1):
        piece = found[place]
        own, family = _own_tail(piece, text), _family_with_level(piece)
        if shared and not own and family in families and _has_level(piece, shared):
            piece = replace(piece, text=f"{piece.text} {shared}")
        elif own or not family:
            shared = own if family else _group_level(piece, found[place - 1] if place else None)
            families = words("governing_families" if family in words("governing_families") else "tailed_families")
        if _HARD.search(piece.before):
            shared = ""
        result.append(piece)
    return result[::-1]


def _has_level(piece: Piece, level: str) -> bool:
    """Whether an agency may be of a level: what only communes have is of none but a commune."""
    name = piece.form.agency if piece.form else None
    return not name or agencies()[name].level != "xã" or _OF_COMMUNES.match(level) is not None


def _own_tail(piece: Piece, text: str) -> str:
    if not piece.form or piece.form.agency is None:
        return ""
    form = piece.form
    named = form.end > form.tail
    printed = full_words(written(text, form)[len(written(text, replace(form, end=form.tail))) :]) if named else ""
    return printed or (found[1] if (found := LEVEL_END.search(piece.form.agency)) else "")


def _family_with_level(piece: Piece) -> str:
    """The family of an agency that every level has, so that a bare name takes its neighbour's level; else ""."""
    name = piece.form.agency if piece.form else None
    family = agencies()[name].family if name and not _OWN_LEVEL.match(name) else ""
    return family if family in words("tailed_families") else ""


def _group_level(piece: Piece, before: Piece | None) -> str:
    """The level at the end of a group of mass organisations, for the Front or union named just before it."""
    near = before and before.form and before.form.agency and not _HARD.search(piece.before)
    if piece.kind != "group" or not near or agencies()[before.form.agency].family not in ("mặt trận", "đoàn thể"):  # type: ignore[union-attr,index]
        return ""
    found = LEVEL_END.search(piece.text)
    return found[0].strip() if found else ""


def lists(text: str) -> list[str]:
    """The agencies and groups of a printed cell or line, written in full, without repeats, in order."""
    names = (piece.text for piece in pieces(even(text).strip()))
    return list(dict.fromkeys(name for name in names if name))
