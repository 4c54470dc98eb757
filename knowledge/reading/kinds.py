"""What kind of item a duty is: task, report, target, funding or directive."""

import re
from collections.abc import Sequence

from knowledge.models import Item, Kind
from knowledge.names.agencies import Catalogue
from knowledge.names.groups import even, wording
from knowledge.reading.charges import Charge
from knowledge.reading.headings import Context, holds, opens
from nlp.text import syllables

_REPORTS = re.compile(
    r"\bđịnh kỳ[^.;]{0,80}\bbáo cáo\b"
    r"|\bbáo cáo\b[^.;]{0,160}\b(?:trước ngày|định kỳ|h[àằ]ng (?:năm|quý|tháng|tuần|ngày)|trước \d)"
    r"|\bh[àằ]ng (?:năm|quý|tháng|tuần|ngày)\b[^.;]{0,80}\bbáo cáo\b"
    r"|\b(?:định kỳ|h[àằ]ng (?:năm|quý|tháng|tuần|ngày))\b[^.;]{0,80}\b(?:gửi|nộp) (?:số liệu|kết quả|thông tin)\b"
    r"|\bbáo cáo kết quả\b[^.;]{0,80}\b(?:về|cho|gửi)\b|\bgửi báo cáo\b|\bchế độ (?:thông tin,? )?báo cáo\b",
    re.IGNORECASE,
)
_REPORTED = ("báo cáo", "gửi ", "nộp ")
"""Of which one stands in all that `_REPORTS` and `_ADVISED_REPORT` find."""
_ADVISED_REPORT = re.compile(r"(?:tham mưu|giúp|trình)\b[^.;]{0,80}\bbáo cáo\b", re.IGNORECASE)
_LED_IN = re.compile(
    r"\s*(?:(?:trước|khi|sau|ngay|định kỳ|h[àằ]ng|trong|chậm nhất|vào|mỗi)\s[^,;:.]{2,80},\s*)?"
    r"(?:(?:phải|có trách nhiệm|có nhiệm vụ|kịp thời|chủ động|nghiêm túc)\s+)*",
    re.IGNORECASE,
)
"""What a duty begins with before its verb: by when it is due, and that it is one."""
_REPORT_WORD = re.compile(r"\bbáo cáo\b", re.IGNORECASE)
_ENACTING = re.compile(
    r"\bchịu trách nhiệm (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Chỉ thị) này"
    r"|\bthi hành (?:Quyết định|Nghị quyết) này|\bchịu trách nhiệm thi hành\s*[./]*$|\bcăn cứ Quyết định thi hành"
)
_ENACTED = ("thi hành", "chịu trách nhiệm")
"""Of which one stands in all that `_ENACTING` finds."""
_FIGURE = re.compile(r"\d")
_CITED = re.compile(
    r"\bsố\s+\d\S*|\bngày\s+\d\S*|\b(?:năm|giai đoạn|đến|tháng|quý|điều|khoản|mục|và|,)\s*\d{4}\b(?:\s*[-–]\s*\d{4})?"
    r"|\d+/\S*",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|[^\W\d_]{2,})")
_ALL_OF = re.compile(r"(?<![\w/.])(\d{1,3})/(\d{1,3})(?![\w/.])\s+(?=[^\W\d_])")
"""So many of so many: "13/13 xã"; a day and a month are told from it by what is counted."""
_REACHED = re.compile(
    r"^Không để xảy ra\b"
    r"|\b(?:đạt chuẩn|đạt danh hiệu|được công nhận|được xếp hạng|đạt (?:các )?tiêu chí|xóa xong|hoàn thành mục tiêu)\b",
    re.IGNORECASE,
)
"""What is reached or not, and so can be measured, though no figure is named."""
_GOAL = re.compile(
    r"(?:(?:Mục tiêu|Chỉ tiêu):\s+)?"
    r"(?:(?:Phấn đấu|Hoàn thành|Duy trì|Giảm|Tăng|Đạt|Có|Trên|Dưới|Tối thiểu|Ít nhất|Hằng năm|Hàng năm"
    r"|Đến (?:hết )?năm \d{4})[,:]?\s+)*"
    r"(?:(?:trên|dưới|tối thiểu|ít nhất|đạt|có|từ)\s+)*(?:[≥≤><]\s?)?"
    r"(?:\d[\d.,]*\s?%|tỷ lệ|tỉ lệ|số (?:vụ|lượng|lượt|người|hộ)\b)",
    re.IGNORECASE,
)
_OPENING_WORDS = 60


def kind_of(text: str, context: Context | None, charge: Charge | None, duty: str) -> Kind:
    """The kind of an item.

    Args:
        text: its wording.
        context: what the part it stands in speaks of.
        charge: who leads it, or None.
        duty: the wording after the subject.
    """
    explicit = charge is not None and charge.source == "explicit"
    if context == "purpose" and not explicit:
        return "directive"
    if context == "funding":
        return "funding"
    if context == "target" and charge is None and states_goal(text):
        return "target"
    if _is_report(duty, context):
        return "report"
    if context == "target" and charge is not None and charge.source == "sentence":
        return "target"
    if charge is None and opens(duty, "funded"):
        return "funding"
    if charge is None or charge.source == "addressee" or _is_enacting(duty):
        told = context in ("goals", "target") and is_measurable(text, context)
        return "target" if told or (context is None and states_goal(text)) else "directive"
    if not explicit and _is_payer(charge, duty):
        return "funding"
    return "task"


def _is_enacting(duty: str) -> bool:
    return any(word in duty for word in _ENACTED) and _ENACTING.search(duty) is not None


def states_goal(text: str) -> bool:
    """Whether a text says of itself that it is a goal: a share or number to be reached."""
    return bool(_GOAL.match(text) and _QUANTITY.search(_CITED.sub(" ", text)))


def is_measurable(text: str, context: Context | None) -> bool:
    """Whether a goal can be measured: all under "mục tiêu cụ thể" or "chỉ tiêu", elsewhere those with a quantity or
    that name what is reached or not."""
    if context == "target" or _QUANTITY.search(_CITED.sub(" ", text)) or _REACHED.search(text) or _counts_all(text):
        return True
    return bool(_FIGURE.search(text)) and holds(text, "measures")


def _counts_all(text: str) -> bool:
    """Whether a goal is set for so many of so many: "13/13 địa phương"."""
    counted = ((found, wording("nouns").match(even(text), found.end())) for found in _ALL_OF.finditer(text))
    return any(int(found[1]) <= int(found[2]) for found, noun in counted if noun)


def _is_report(duty: str, context: Context | None) -> bool:
    if context == "report":
        return bool(_REPORT_WORD.search(duty))
    if opens(_LED_IN.sub("", duty, count=1), "reporting"):
        return True
    low = duty.lower()
    return any(word in low for word in _REPORTED) and bool(_REPORTS.search(duty) or _ADVISED_REPORT.match(duty))


def _is_payer(charge: Charge, duty: str) -> bool:
    """Whether an agency of money is charged with money: Sở Tài chính, Sở Kế hoạch và Đầu tư, Phòng Kinh tế of a commune
    and their like. Who shows others how to spend it does not pay.
    """
    names = [" ".join(syllables(name)) for name in charge.names]
    of_money = any("tai chinh" in name or "dau tu" in name or name.startswith("phong kinh te") for name in names)
    start = " ".join(duty.split()[:_OPENING_WORDS])
    return of_money and holds(start, "money") and holds(start, "paying") and not opens(duty, "guiding")


def unite_kinds(items: Sequence[Item]) -> None:
    """Where the other points under a heading name nobody, one that names only a group ("các sở, ngành") is a directive
    like them.
    """
    catalogue = Catalogue.load()
    under: dict[tuple[str | None, str | None], list[Item]] = {}
    for item in items:
        under.setdefault((item.section, item.heading), []).append(item)
    for fellows in under.values():
        led = sum(bool(item.leads) for item in fellows)
        for item in fellows:
            others, others_led = len(fellows) - 1, led - bool(item.leads)
            if item.kind != "task" or item.lead_from != "sentence" or others < 2 or others_led:
                continue
            if all(map(catalogue.is_group, item.leads)):
                item.kind = "directive"
