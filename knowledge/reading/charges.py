"""Who is charged in the wording of a duty: its subject, who is reported to."""

import re
from functools import lru_cache
from typing import NamedTuple

from knowledge.models import LeadFrom
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import CAPITALS, even, is_capital, verb_at, wording
from knowledge.reading.headings import opens_marked
from knowledge.reading.persons import is_person, person_subject
from knowledge.reading.telling import FORMER, LEADING, told

_EDGES = " \t.;,:"
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.;])\s+(?=[^\W\d_])")
_TITLE_END = re.compile(rf"(?<=[^\d\s][.;])\s+(?=[^\W\d_])|(?<=:)\s+(?=[{CAPITALS}]|các\s)")
_STOP = re.compile(r"[.;:]\s")
"""What stands in all that `_TITLE_END` finds."""
_BESIDE = re.compile(r",?\s+cùng(?:\s+với)?\s+")
"""Between the one who leads and who does it with him: "Sở Y tế cùng Sở Nội vụ"."""
_ASIDE = re.compile(
    rf"(?=[{CAPITALS}])([^,;.:()]{{4,120}}),\s+(?:với sự|dưới sự|mà trực tiếp là|trực tiếp là)\s[^,;.:]{{4,160}},\s+"
)
"""Behind a subject with whose help, or who in it, does what follows."""
_REPORT = re.compile(r"\bbáo cáo\b", re.IGNORECASE)
_CHANNEL = re.compile(r"\((?:thông\s+)?qua[^()]*\)?|\b(?:thông\s+)?qua\s+(?=[A-ZĐ])[^.;,()]*", re.IGNORECASE)
_ASSIGNED_LATER = re.compile(r"[.;:]\s(?=(?:Giao|Đề nghị|Yêu cầu|giao)\s+[A-ZĐ]|(?:Giao|Đề nghị|Yêu cầu|giao) các )")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{4,300}?)(?:[)\]]|[;,])?\s*[.;]?\s*$")
_CHARGING = (
    "chủ trì",
    "đầu mối",
    "thực hiện",
    "tham mưu",
    "chuẩn bị",
    "chịu trách nhiệm",
    "phụ trách",
    "chỉ đạo",
    "soạn thảo",
    "đảm nhiệm",
    "đảm trách",
)
_SENT = re.compile(rf"\b(?:[Gg]ửi (?:về |cho |số liệu về )?|(?<=\d )về )(?=[{CAPITALS}])")
"""Before whom something is sent to, its time perhaps between: "báo cáo năm trước ngày 05/12/2018 về Ban ..."."""
_RECEIVED = re.compile(r"[.;]\s|\b(?:để|trước ngày|không muộn hơn|không quá|chậm nhất|muộn nhất|cho đến|trong vòng)\b")
"""Behind whom a report goes to: what for, by when."""
LEADS_IN_BRACKETS = r"\((?:cơ quan |đơn vị )?(?:chủ trì|chịu trách nhiệm chính|chính|đầu mối)\)"
SHARES_IN_BRACKETS = r"\((?:cơ quan |đơn vị )?(?:cùng )?(?:phối hợp|tham gia|phụ)[^()]*\)"
"""What brackets behind an agency say of its part: "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)"."""
_SHARED_OUT = re.compile(rf"([^()]{{3,160}})\s*{LEADS_IN_BRACKETS}[;,]?\s*(?:và\s+)?(.*)", re.IGNORECASE)
_SHARE = re.compile(rf"\s*{SHARES_IN_BRACKETS}|^phối hợp(?:\s+với)?:?\s+", re.IGNORECASE)
_BEFORE_LAST = re.compile(rf".*[.;:]\s+(?:[-+•]\s+)?(?=[{CAPITALS}])", re.DOTALL)
"""All before the last sentence."""
PURPOSE = re.compile(
    r",?\s+(?:trong (?:công tác|việc|quá trình|thực hiện|triển khai"
    r"|các (?:bước|khâu|hoạt động|nội dung|đợt|ngày|nhiệm vụ))|để|nhằm|về việc|(?:đến|tới) (?:từng|tận))\s"
)
"""Behind agencies: for what."""
_GIVEN_TO = re.compile(r"^(?:giao|do)\s+", re.IGNORECASE)
_LAST_WORDS = re.compile(r"[:;–-]\s+(?:[Gg]iao |[Dd]o )?([^:;]{4,160}?)" rf"\s+(?:{'|'.join(_CHARGING)})\s*\.?$")

_MAKING = (*_CHARGING, "lập", "cân đối", "chi trả", "bảo đảm", "lãnh đạo", "tổng hợp", "cung cấp")
"""What who makes a thing, or bears its cost, is said to do behind "do"."""
_DONE_BY = re.compile(
    r"(?:Việc|Công việc|Công tác|Phần việc|Nội dung|Nhiệm vụ|Báo cáo|Hồ sơ|Tài liệu|Kinh phí|Chi phí)\s[^.;:()]{0,160}?"
    r"\b(?:do|giao(?:\s+cho)?)\s+([^.;:()]{3,160}?)"
    rf"\s+(?:trực tiếp\s+)?(?:{'|'.join(_MAKING)})\b"
)
"""Who does what a sentence speaks of first: "Việc cấp mã số do Chi cục ... thực hiện"."""
_BY_AT_END = re.compile(rf",\s+do\s+([^:;,]{{4,160}}?)\s+(?:trực tiếp\s+)?(?:{'|'.join(_MAKING)})\s*\.?$")
_RESTS_WITH = re.compile(r"\b[Tt]rách nhiệm(?: chính)?(?: này)? thuộc(?: về)?\s+([^:;.]{4,160}?)\s*[;.]")
_GIVES = re.compile(r"(?:giao|phân công)\s", re.IGNORECASE)
"""what whoever it is does only to those who are to do it: "Bộ Y tế giao Cục Y tế dự phòng ..."."""
ASKS = re.compile(r"(?:yêu cầu|đề nghị|giao|phân công)\b", re.IGNORECASE)
"""Before those who are to do it, where somebody asks others rather than does it himself."""
_FOLLOWS_UP = re.compile(r"theo dõi\b", re.IGNORECASE)
"""A verb that begins as a preamble does: "Theo Kế hoạch ...,"."""
_ANNOUNCED = re.compile(r"\b(?:sau đây|dưới đây|như sau|sau)\s*$", re.IGNORECASE)
"""Words after a group whose members are named below it: they, not the group, are charged."""
_POST = re.compile(r"([^:;.,()]{4,90}?)\s*(?:\([^()]*\))?\s*:\s+")
_MEMBER = re.compile(r"(?:Phó )?(?:Trưởng|Chủ|Tổ trưởng)\b|Ủy viên|Uỷ viên|Thành viên|Tổ (?:phó|viên)|Thư ký")
"""A post in a board, before or behind a dash."""
_LONGEST_POST = 9
_LONGEST_PREAMBLE = 600
_LONGEST_TITLE, _MOST_TITLE_WORDS = 120, 15
_LONGEST_NAMES = 400
_REMEMBERED = 2048
"""Wordings whose agencies are remembered: a plan says the same of most of its duties."""


class Charge(NamedTuple):
    """Agencies charged with a duty, as printed and each in official form, and where the print names them."""

    raw: str
    names: tuple[str, ...]
    source: LeadFrom
    rest: int = 0
    """where the wording goes on after the subject of a sentence."""


def named(printed: str, source: LeadFrom) -> Charge | None:
    """The agencies of a printed list ("Sở Y tế; các sở, ngành"); None when it is empty."""
    raw = printed.strip(_EDGES)
    names = _split(raw) if raw else ()
    return Charge(raw, names, source) if names else None


@lru_cache(_REMEMBERED)
def _split(printed: str) -> tuple[str, ...]:
    return tuple(Catalogue.load().split(printed))


def heading_charge(heading: str) -> Charge | None:
    """The agencies that a heading names and nothing else: "Đề nghị Tỉnh đoàn", "Sở Nội vụ có trách nhiệm:"; the person
    that it names, with his posts.
    """
    catalogue = Catalogue.load()
    if is_person(person := heading.strip(_EDGES)):
        return Charge(person, (person,), "heading")
    if not catalogue.is_agency(heading):
        return _heading_groups(heading.rstrip(_EDGES)) or _heading_post(heading.rstrip(_EDGES))
    found = catalogue.subject(heading.rstrip(_EDGES) + ":")
    members = _members(found, heading.rstrip(_EDGES) + ":") if found else None
    return members._replace(source="heading") if members else named(found[1] if found else heading, "heading")


def _heading_groups(heading: str) -> Charge | None:
    """The groups of agencies that a heading parts by semicolons: "Các trường học; các trung tâm giáo dục ..."."""
    parts = heading.split("; ")
    if len(parts) == 1 or not all(each.casefold().startswith("các ") for each in parts):
        return None
    found = Catalogue.load().subject(f"{heading}:")
    return named(heading, "heading") if found and len(found[1]) == len(heading) else None


def _heading_post(heading: str) -> Charge | None:
    """The holder of two posts that a heading names: "Giám đốc Sở Y tế - Phó Trưởng ban", the one in a board first or
    last.
    """
    catalogue = Catalogue.load()
    first, dash, second = heading.partition(" - ") if " - " in heading else heading.partition(" – ")
    if _MEMBER.match(first) and dash and catalogue.is_agency(second):
        return Charge(heading, (heading,), "heading")
    post = catalogue.subject(f"{heading}:") if _MEMBER.match(second) else None
    return named(post[1], "heading") if post and len(post[1]) >= len(heading) else None


@lru_cache(_REMEMBERED)
def sentence_charge(text: str) -> Charge | None:
    """The agencies that a sentence charges: as its subject, after a clause that leads in, after "Giao" further on, in
    brackets or last words at its end.
    """
    return (
        _person(text)
        or _subject_at(text, 0)
        or _after_preamble(text)
        or _after_title(text)
        or _assigned_later(text)
        or _done_by(text)
        or _in_brackets(text)
        or _at_the_end(text)
        or _in_last_sentence(text)
    )


def _person(text: str) -> Charge | None:
    found = person_subject(text)
    return Charge(found[0], (found[0],), "sentence", found[1]) if found else None


def _subject_at(text: str, start: int) -> Charge | None:
    sentence = text[start : start + _LONGEST_PREAMBLE]
    if post := _post_at(sentence):
        return post._replace(rest=start + post.rest)
    found = Catalogue.load().subject(sentence) or _before_aside(sentence)
    if not found:
        return None
    rest = start + found[2]
    if members := _members(found, sentence):
        return members._replace(rest=start + members.rest)
    asks = ASKS.match(text, rest)
    if asks and (asks[0].casefold() != "đề nghị" or text.rstrip().endswith(":")) and _is_superior(found[1], text):
        return _subject_at(text, rest)
    if _gives(found[1], text[rest:]) and (given := _subject_at(text, rest)):
        return given
    beside = _BESIDE.search(found[1])
    printed = found[1][: beside.start()] if beside else found[1]
    charge = None if _ANNOUNCED.search(printed) else named(printed, "sentence")
    rest = text.index("cùng", start + text[start:].index(printed) + len(printed)) if beside else rest
    return Charge(charge.raw, charge.names, "sentence", rest) if charge else None


def _post_at(sentence: str) -> Charge | None:
    """The holder of a post that a colon ends, perhaps behind what else he is, whatever field is his: "Phó Giám đốc phụ
    trách đầu tư (Phó Trưởng Ban): ...".
    """
    post = _POST.match(sentence)
    if post is None or not wording("posts").match(even(post[1])) or len(post[1].split()) > _LONGEST_POST:
        return None
    return Charge(post[1], (post[1],), "sentence", post.end())


def _before_aside(sentence: str) -> tuple[list[str], str, int] | None:
    """The subject of a sentence that is told of it first with whose help, or who in it does it: "Sở Y tế, với sự hỗ trợ
    của ..., lập chốt".
    """
    aside = _ASIDE.match(sentence)
    if aside is None or verb_at(even(sentence), aside.end()) is None:
        return None
    found = Catalogue.load().subject(f"{aside[1]}:")
    return (found[0], found[1], aside.end()) if found else None


def _members(found: tuple[list[str], str, int], sentence: str) -> Charge | None:
    """Of a group before a colon those who are charged behind it: its members by name, another colon behind them, or who
    is told to see to it ("Các hộ chưa di dời: Trung tâm ... vận động"); None where a duty follows.
    """
    rest = sentence[found[2] :]
    if not sentence[: found[2]].rstrip().endswith(":") or not Catalogue.load().is_group(found[1]):
        return None
    inside = Catalogue.load().subject(rest)
    if inside is None or not rest[0].isupper():
        return None
    charge = named(inside[1], "sentence")
    return charge._replace(rest=len(sentence) - len(rest) + inside[2]) if charge else None


def gives_duty(text: str) -> bool:
    """Whether an agency gives a duty in a sentence: "Bộ Y tế giao Cục Y tế dự phòng ..."."""
    found = Catalogue.load().subject(text)
    return found is not None and _gives(found[1], text[found[2] :])


def _gives(printed: str, rest: str) -> bool:
    """Whether a subject gives what follows to others; a group of agencies does not."""
    return _GIVES.match(rest) is not None and not Catalogue.load().is_group(printed)


def _is_superior(printed: str, text: str) -> bool:
    """Whether the subject of "yêu cầu", "giao" asks others rather than does it himself: a chief, a people's committee,
    or whoever leads in with it what stands below.
    """
    if text.rstrip().endswith(":"):
        return True
    return not Catalogue.load().is_group(printed) and wording("askers").match(even(printed)) is not None


def _after_preamble(text: str) -> Charge | None:
    """The subject after "Căn cứ ...," or "Định kỳ hằng năm,"; the first comma that a subject follows decides. A colon
    ends the clause that leads in: "Đối với kiến nghị của UBND xã: Giao Sở Y tế ...".
    """
    if not opens_marked(text, "preambles") or _FOLLOWS_UP.match(text):
        return None
    for comma in re.finditer(r"[,:]\s+", text[:_LONGEST_PREAMBLE]):
        if _SENTENCE_END.search(text[: comma.start()]):
            return None
        if comma[0][0] == ":":
            return _subject_at(text, comma.end())
        charge = _subject_at(text, comma.end())
        if charge:
            return charge
    return None


def _after_title(text: str) -> Charge | None:
    """The subject of the second sentence, where the first is but a title: "Giảm nghèo. Sở Y tế hướng dẫn ...", "Về hạ
    tầng: Sở Xây dựng chủ trì ...".
    """
    end = _TITLE_END.search(text[:_LONGEST_TITLE]) if _STOP.search(text, 0, _LONGEST_TITLE) else None
    if end is None or text[: end.start()].count("(") > text[: end.start()].count(")"):
        return None
    does, colon = verb_at(even(text)) is not None, text[end.start() - 1] == ":"
    if (does and not colon) or len(text[: end.start()].split()) > _MOST_TITLE_WORDS:
        return None
    if colon and Catalogue.load().find(text[: end.start()]):
        return None  # "Sở Y tế: Chỉ đạo các bệnh viện ..." charges whom it names first
    charge = _subject_at(text, end.end())
    return charge if charge and (not does or text.startswith(_CHARGING, charge.rest)) else None


def _assigned_later(text: str) -> Charge | None:
    for match in _ASSIGNED_LATER.finditer(text):
        charge = _subject_at(text, match.end())
        if charge:
            return charge
    return None


def _done_by(text: str) -> Charge | None:
    """The lead of work that a sentence begins with and says by whom it is done."""
    charge = _work_done_by(text)
    if charge and text.startswith("Báo cáo"):
        return charge
    return charge._replace(source="sentence", rest=text.index(charge.raw) + len(charge.raw)) if charge else None


def _work_done_by(sentence: str) -> Charge | None:
    """Who does what a sentence speaks of first: "Việc này do Phòng Quản lý đô thị chịu trách nhiệm"."""
    found = _DONE_BY.match(sentence)
    return named(found[1], "explicit") if found and Catalogue.load().is_agency(found[1]) else None


def _in_brackets(text: str) -> Charge | None:
    """The lead named in brackets at the end: "... (Sở Y tế chủ trì, hoàn thành trong tháng 6)"."""
    brackets = _BRACKETS.search(text)
    if brackets and FORMER.search(brackets[1]):
        return None
    if brackets and Catalogue.load().is_agency(brackets[1]):
        return named(brackets[1], "explicit")
    return _leading(brackets[1]) if brackets else None


def _leading(inside: str) -> Charge | None:
    """The agencies that words in brackets begin with, and say to lead: "Giao Sở Y tế chủ trì, ..."."""
    inside = _GIVEN_TO.sub("", inside)
    found = Catalogue.load().subject(inside)
    return named(found[1], "explicit") if found and LEADING.match(inside[found[2] :]) else None


def leads_in_brackets(text: str) -> bool:
    """Whether a text begins with brackets, closed or not, in which an agency is said to lead."""
    return _leading(text[1:].lstrip()) is not None if text.startswith("(") else False


def last_brackets(text: str) -> tuple[str, str] | None:
    """The wording of a duty and what its last brackets hold, where they end it; None where none do."""
    brackets = _BRACKETS.search(text)
    return (text[: brackets.start()].rstrip(), brackets[1]) if brackets and text[: brackets.start()].strip() else None


def _at_the_end(text: str) -> Charge | None:
    """The lead named after the duty: "Phương án phòng, chống lụt bão: Phòng Nông nghiệp tham mưu", "..., do Phòng Tài
    chính cân đối", "... Trách nhiệm chính thuộc về các chi bộ".
    """
    if rests := _RESTS_WITH.search(text):
        return named(rests[1], "explicit") if Catalogue.load().is_agency(rests[1]) else None
    last = _BY_AT_END.search(text) or (_LAST_WORDS.search(text) if text.rstrip(_EDGES).endswith(_CHARGING) else None)
    return named(_GIVEN_TO.sub("", last[1]), "explicit") if last and Catalogue.load().is_agency(last[1]) else None


def _in_last_sentence(text: str) -> Charge | None:
    """The lead told in a last sentence that says no more: "Rà soát quy định. Sở Tư pháp chủ trì, xong trong quý II"."""
    begun = _BEFORE_LAST.match(text)
    last = text[begun.end() :] if begun else ""
    if not any(word in last.lower() for word in _CHARGING):
        return None
    labels = told(last) or []
    leads = [label.value for label in labels if label.role == "lead"]
    return named(leads[0], "explicit") if leads else _work_done_by(last)


def shared_out(printed: str) -> tuple[str, str] | None:
    """The lead and the coordinators of a list that says so in brackets: "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)"; None
    for other lists.
    """
    parts = _SHARED_OUT.fullmatch(printed)
    return (parts[1], _SHARE.sub("", parts[2] or "").strip(_EDGES)) if parts else None


def recipients(text: str) -> list[str]:
    """Who a report goes to, in official form: "báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ)" -> ["UBND tỉnh"]."""
    plain = _CHANNEL.sub(" ", text)
    catalogue = Catalogue.load()
    for report in _REPORT.finditer(plain):
        clause = _RECEIVED.split(plain[report.end() :])[0]
        for sent in re.finditer(r"^\s*|\b(?:về|cho|gửi|lên|với)\s+", clause):
            names = _names_at(clause[sent.end() :], catalogue)
            if names:
                return names
        if post := _post_alone(clause.lstrip()):
            return [post]
    behind = (_RECEIVED.split(plain[found.end() :])[0] for found in _SENT.finditer(plain))
    return next(filter(None, (_names_at(text, catalogue) for text in behind)), [])


def _post_alone(text: str) -> str | None:
    """The post with a capital that a text begins with, its body not named: "Bộ trưởng", "Hiệu trưởng"."""
    found = wording("askers").match(text) or wording("posts").match(text)
    return found[0] if found and is_capital(text, 0) else None


def _names_at(text: str, catalogue: Catalogue) -> list[str]:
    """The official names of the agencies that a text begins with."""
    end = 0
    names: list[str] = []
    for mention in catalogue.find(text[:_LONGEST_NAMES]):
        between = text[end : mention.start].strip(" ,;")
        if between not in ("", "và"):
            break
        names.append(mention.key)
        end = mention.end
    return names
