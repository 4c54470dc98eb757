"""Words beside a duty that say who leads, with whom and by when, and nothing else, in brackets or on a line below it:
"Sở Y tế chủ trì; Sở Nội vụ, Công an tỉnh phối hợp. Xong trước ngày 10/10".
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.names.agencies import Catalogue
from knowledge.reading.labels import Label, names_work
from nlp.times import read_timings

LEADING = re.compile(
    r"(?:có trách nhiệm\s+)?(?:chủ trì|(?:làm|là(?: cơ quan| đơn vị)?) đầu mối|đầu mối|tham mưu"
    r"|theo dõi(?:, đôn đốc)?|chuẩn bị|chịu trách nhiệm(?: chính)?|phụ trách"
    r"|soạn thảo|trình(?=\s*$)|(?:cùng |tổ chức |triển khai )?thực hiện|(?P<above>(?:trực tiếp )?chỉ đạo))\b"
    r"(?:\s+(?:nội dung|tài liệu|thực hiện|tổ chức|triển khai|tham mưu|chung|việc|nhiệm vụ|này)\b)*",
    re.IGNORECASE,
)
"""What one who leads is said to do; `above` of one who has others do it."""
FORMER = re.compile(r"\s(?:cũ|trước đây)$|^(?:nay là|tên cũ|trước đây là)\s", re.IGNORECASE)
"""What only tells another name that a body had or has: "(Trường Tiểu học ... cũ)"."""
_GIVEN_TO = re.compile(r"^(?:giao|do)\s+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"\s*;\s*|\.\s+(?=[^\W\d_]|\d)")
_PARTNERS_FIRST = re.compile(
    r"(?:và\s+)?(?:cùng\s+)?phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s+(?:cùng với|cùng|với))?\s*:?\s+(?P<names>\S.*?)"
    r"(?:\s+(?:để\s+)?(?:tổ chức |triển khai )?thực hiện)?",
    re.IGNORECASE,
)
_PARTNERS_LAST = re.compile(
    r"(?P<names>\S.*?)\s+(?:[-–]\s+)?(?:cùng\s+)?(?:phối hợp|tham gia)(?:\s+(?:tổ chức |triển khai )?thực hiện)?",
    re.IGNORECASE,
)
_TIME_OPENS = re.compile(
    r"(?:(?:hoàn thành|khởi công|khánh thành|ban hành|trình|bắt đầu|kết thúc|thực hiện|triển khai|tổ chức)\s+)?"
    r"(?:hoàn thành|xong|trước|trong|chậm nhất|muộn nhất|thời gian|thời hạn|thường xuyên|định kỳ|h[àằ]ng|mỗi|quý|tháng"
    r"|năm|giai đoạn|ngày|đến|từ|tuần|cả|đầu|giữa|cuối|vào|\d{1,2}\s+tháng|\d{1,2}/\d"
    r"|(?:sáng|chiều|tối)(?=\s+(?:ngày\s+)?\d|\s+(?:thứ|chủ nhật)))\b",
    re.IGNORECASE,
)
_HANDED_TO = re.compile(r"(?:trình|gửi|báo cáo)\s+(?:(?:về|cho|lên|đến)\s+)?(?=[^\W\d_])", re.IGNORECASE)
"""Before whom the work is handed to by then: "trình UBND tỉnh | trước ngày 15/6"."""
_HANDED_ON = re.compile(r",\s+(?=(?:trình|gửi|báo cáo)\s)", re.IGNORECASE)
"""Before whom it is handed to next: "trình UBND tỉnh tháng 5, | trình HĐND tỉnh tại kỳ họp giữa năm"."""
_REVIEWS = re.compile(r"\s(?:thẩm định|thẩm tra|cho ý kiến|giám sát|góp ý)$", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,:–]\s+|\s+-\s+")
_WHEN = re.compile(r"\s*[,;]\s*(?:hạn|thời hạn|thời gian|thời điểm)$", re.IGNORECASE)
"""Before the colon of a time: "Phòng Nội vụ, hạn: 30/9"."""
_OF_PROGRAMME = re.compile(r"(?:cả|trong|đầu|giữa|cuối|hết|của)\s+(?:tháng|tuần|quý|năm|kỳ)$", re.IGNORECASE)
"""A time within that of the whole programme: "cả tháng", "tuần thứ hai của tháng"."""
BARE = 9
"""The rank of a list that says no more than names."""
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)[\s.;]*$")
_EDGES = " \t.;,:/"
_LONGEST, _LONGEST_TIME = 400, 70


def told(text: str, apart: bool = False) -> list[Label] | None:
    """What words tell as labels, where they tell who leads or takes part and hold nothing but that and when; else None.
    `apart`: whether they stand on a line of their own, where an agency's name alone says that it leads.
    """
    if len(text) > _LONGEST or text.rstrip().endswith(":") or FORMER.search(text.strip(_EDGES)):
        return None
    last = _IN_BRACKETS.search(text)
    text = f"{text[: last.start()]}; {last[1]}" if last and _is_time(last[1]) else text
    labels: list[Label] = []
    for clause in filter(None, (part.strip(_EDGES) for part in _CLAUSE_END.split(text))):
        found = list(_clause(clause))
        if not found:
            return None
        labels += found
    if all(label.role not in ("lead", "coordinator") for label in labels):
        return None
    bare = {label.role for label in labels} == {"lead"} and not LEADING.search(text)
    return _ranked(_joined(labels)) if apart or not bare else None


def _joined(labels: Sequence[Label]) -> list[Label]:
    """The labels; a lone list behind those who take part names more of them: "phối hợp Sở Nội vụ; Hội Khách sạn"."""
    joined: list[Label] = []
    for label in labels:
        last = joined[-1] if joined else None
        if last and last.role == "coordinator" and label.role == "lead" and label.rank == BARE:
            joined[-1] = last._replace(value=f"{last.value}; {label.value}")
        else:
            joined.append(label._replace(rank=0) if label.rank == BARE else label)
    return joined


def _ranked(labels: Sequence[Label]) -> list[Label]:
    """The labels; of several who lead, one who has others do it is named beside them."""
    led = any(label.role == "lead" and not label.rank for label in labels)
    above = [label for label in labels if label.role == "lead" and label.rank and led]
    return [_beside(f"{label.value} chỉ đạo") if label in above else label for label in labels]


def _beside(words: str) -> Label:
    """What is told of one who neither leads nor takes part."""
    return Label("supervisor", 0, words)


def _clause(text: str) -> Iterator[Label]:
    """The labels of a part between two stops; none where it holds other words."""
    who, when = _parted(text)
    found = [_beside(who)] if _REVIEWS.search(who) and Catalogue.load().subject(who) else list(_agencies(who or "-"))
    if who and not found:
        return
    yield from found
    if when:
        yield Label("timing", 0, when)


def _parted(text: str) -> tuple[str, str]:
    """The words for who and those for when behind them; either may be empty."""
    if _is_time(text):
        return "", text
    for comma in _COMMA.finditer(text):
        if _is_time(text[comma.end() :]):
            return _WHEN.sub("", text[: comma.start()]), text[comma.end() :]
    return text, ""


def _is_time(text: str) -> bool:
    handed = _HANDED_TO.match(text)
    taken = Catalogue.load().listed(text[handed.end() :])[1] if handed else 0
    if handed and taken:
        return _is_time(_HANDED_ON.split(text[handed.end() + taken :].strip())[0])
    if len(text) > _LONGEST_TIME or not _TIME_OPENS.match(text) or Catalogue.load().find(text) or names_work(text):
        return False
    return bool(_OF_PROGRAMME.search(text)) or any(time.type != "unspecified" for time in read_timings(text))


def _agencies(printed: str) -> Iterator[Label]:
    """Who leads, and with whom; or who takes part; or a lone list of agencies, which leads."""
    printed = _GIVEN_TO.sub("", printed)
    text = printed[0].upper() + printed[1:]  # "bộ phận Tài vụ" is a name behind a bracket too
    for label in _said(text):
        yield label._replace(value=printed[: len(label.value)]) if text.startswith(label.value) else label


def _said(text: str) -> Iterator[Label]:
    """The same of words begun with a capital."""
    catalogue = Catalogue.load()
    if partners := _partners(text):
        yield Label("coordinator", 0, partners)
        return
    if (catalogue.is_agency(text) or catalogue.is_post(text)) and not LEADING.search(text):
        yield Label("lead", BARE, text)
        return
    found = catalogue.subject(text)
    leading = LEADING.match(text, found[2]) if found else None
    if not found or not leading:
        return
    rest = text[leading.end() :].lstrip(_EDGES)
    partners = _partners(rest) if rest else None
    if partners or not rest:
        yield Label("lead", int(leading["above"] is not None), found[1])
    if partners:
        yield Label("coordinator", 0, partners)


def _partners(text: str) -> str | None:
    """The agencies that words say to take part, and nothing else."""
    for pattern in (_PARTNERS_FIRST, _PARTNERS_LAST):
        found = pattern.fullmatch(text)
        if found and Catalogue.load().is_agency(found["names"]):
            return found["names"]
    return None
