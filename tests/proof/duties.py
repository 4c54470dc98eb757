"""Example plans (ví dụ): what each duty says for the bot, and beside it in plain words on which days it falls due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from knowledge.models import Document, Item, Kind, Plan, Span
from knowledge.storing.store import Store
from nlp.times import Timing

HEALTH, SCHOOLS, MONEY = "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Tài chính"
DISTRICT, NEIGHBOUR = "Ủy ban nhân dân huyện Tân Yên", "Ủy ban nhân dân huyện Việt Yên"
PROVINCIAL, DISTRICTS = "Các sở, ban, ngành", "UBND các huyện, thành phố"
MEMBERS = {PROVINCIAL: {HEALTH, SCHOOLS, MONEY}, DISTRICTS: {DISTRICT, NEIGHBOUR}}
"""Which of the agencies a group takes in."""
FIRST, LAST = date(2025, 9, 1), date(2027, 6, 30)
"""All days that the proofs look at lie between these."""


@dataclass(frozen=True)
class Duty:
    """A duty: its timing as the bot gets it, and `falls`, whether it falls due on a day of the plan's years."""

    name: str
    text: str
    timing: Timing
    falls: Callable[[date], bool]
    leads: tuple[str, ...]
    coordinators: tuple[str, ...] = ()
    kind: Kind = "task"
    status: str | None = None
    twin: str | None = None
    """the name of a duty of the same plan that tells the same before."""
    again: str | None = None
    """the name of one that does so after."""


@dataclass(frozen=True)
class Example:
    """A plan; what recurs in it does so between two days."""

    name: str
    number: str
    issued: date
    until: date
    duties: tuple[Duty, ...]


def once(year: int, month: int, day: int) -> tuple[Timing, Callable[[date], bool]]:
    on = date(year, month, day)
    return Timing(raw=f"ngày {day}/{month}/{year}", type="once", end=on), lambda each: each == on


def monthly(day: int) -> tuple[Timing, Callable[[date], bool]]:
    """On a day of every month; the 31st is the last day."""
    timing = Timing(raw=f"ngày {day} hằng tháng", type="recurring", every="month", day=day)
    return timing, lambda each: each.day == day or (day == 31 and (each + timedelta(1)).day == 1)


def yearly(*days: tuple[int, int]) -> tuple[Timing, Callable[[date], bool]]:
    """On days of every year, given as (month, day)."""
    told = tuple(f"{month:02}-{day:02}" for month, day in days)
    timing = Timing(raw="hằng năm", type="recurring", every="year", month_day=told)
    return timing, lambda each: (each.month, each.day) in days


def leap_day() -> tuple[Timing, Callable[[date], bool]]:
    """On 29/02 of every year, which in most years is the 28th."""
    timing = Timing(raw="ngày 29/02 hằng năm", type="recurring", every="year", month_day=("02-29",))
    return timing, lambda each: each.month == 2 and (each + timedelta(1)).month == 3


def in_months(day: int, *months: int) -> tuple[Timing, Callable[[date], bool]]:
    timing = Timing(raw="định kỳ", type="recurring", every="quarter", months=months, day=day)
    return timing, lambda each: each.day == day and each.month in months


def fridays() -> tuple[Timing, Callable[[date], bool]]:
    timing = Timing(raw="thứ Sáu hằng tuần", type="recurring", every="week", day=5)
    return timing, lambda each: each.weekday() == 4


def phase(end: date) -> tuple[Timing, Callable[[date], bool]]:
    timing = Timing(raw="giai đoạn", type="phase", start=date(2024, 1, 1), end=end)
    return timing, lambda each: each == end


def never() -> tuple[Timing, Callable[[date], bool]]:
    return Timing(raw="thường xuyên", type="continuous"), lambda _: False


YEAR = Example(
    "A", "1/KH-VD", date(2025, 12, 15), date(2026, 12, 31),
    (
        Duty("A1", "Ban hành danh mục trang thiết bị phòng bệnh", *once(2026, 1, 2), (HEALTH,), (SCHOOLS,)),
        Duty("A2", "Công bố đường dây nóng trực dịp đầu năm", *once(2026, 1, 1), (HEALTH,), (DISTRICT,)),
        Duty("A3", "Tổng hợp tình hình trực cấp cứu ngày Tết", *once(2026, 2, 17), (HEALTH,), kind="directive"),
        Duty("A4", "Kiểm kê kho vật tư dự trữ", *once(2026, 2, 28), (MONEY,), (HEALTH, SCHOOLS)),
        Duty("A5", "Tổ chức hội thi thể thao học sinh", *once(2026, 4, 30), (SCHOOLS,), (MONEY,)),
        Duty("A6", "Khai giảng lớp dạy bơi cho trẻ em", *once(2026, 9, 30), (SCHOOLS,), (HEALTH,), again="A14"),
        Duty("A7", "Quyết toán kinh phí chương trình", *once(2026, 12, 31), (MONEY,), (PROVINCIAL,)),
        Duty("A8", "Báo cáo kết quả thực hiện hằng tháng", *monthly(25), (PROVINCIAL,), kind="report"),
        Duty("A9", "Báo cáo quý về an toàn thực phẩm", *in_months(15, 3, 6, 9, 12), (HEALTH,), kind="report"),
        Duty("A10", "Báo cáo sáu tháng về trường học", *yearly((6, 10), (12, 10)), (SCHOOLS,), kind="report"),
        Duty("A11", "Tuyên truyền trên hệ thống loa", *never(), (HEALTH, SCHOOLS)),
        Duty("A12", "Tỉ lệ trẻ em biết bơi đạt 60 phần trăm", *once(2026, 6, 1), (), kind="target"),
        Duty("A13", "Rà soát bể bơi trường học", *once(2026, 5, 15), (SCHOOLS,), status="đã hoàn thành"),
        Duty("A14", "Khai giảng lớp dạy bơi cho trẻ em", *once(2026, 9, 30), (SCHOOLS,), (HEALTH,), twin="A6"),
        Duty("A15", "Bố trí kinh phí mua sắm đợt một", *once(2026, 3, 20), (MONEY,), kind="funding"),
    ),
)  # fmt: skip
PROGRAMME = Example(
    "B", "2/CTr-VD", date(2024, 3, 10), date(2028, 12, 31),
    (
        Duty("B1", "Báo cáo số liệu cuối tháng của huyện", *monthly(31), (DISTRICTS,), (HEALTH,), kind="report"),
        Duty("B2", "Hoàn thành giai đoạn đầu của chương trình", *phase(date(2026, 12, 31)), (HEALTH,), (DISTRICT,)),
        Duty("B3", "Tổng kết phong trào tình nguyện", *leap_day(), (SCHOOLS,)),
        Duty("B4", "Giao ban công tác thu gom rác", *fridays(), (DISTRICT,)),
        Duty("B5", "Phát động thi đua năm mới", *yearly((1, 1)), (HEALTH, MONEY)),
        Duty("B6", "Nghiệm thu đề tài nghiên cứu nước sạch", *once(2025, 12, 31), (MONEY,), (HEALTH,)),
        Duty("B7", "Diễn tập phòng cháy tại chợ", *once(2026, 11, 16), (PROVINCIAL,), (DISTRICT,)),
        Duty("B8", "Đánh giá cán bộ nửa năm một lần", *in_months(20, 6, 12), (PROVINCIAL,)),
        Duty("B9", "Sửa chữa trạm bơm tiêu úng", *once(2026, 8, 15), (DISTRICT,), (MONEY,)),
        Duty("B12", "Nạo vét kênh chính", *in_months(12, 3, 9), (NEIGHBOUR,), (DISTRICT,)),
        Duty("B13", "Dọn kênh nhánh", *in_months(14, 4, 10), (MONEY,), (NEIGHBOUR,)),
        Duty("B10", "Lập bản đồ ngập lụt", *once(2026, 9, 20), (DISTRICT,), (HEALTH,)),
    ),
)  # fmt: skip
LETTER = Example(
    "C", "3/CV-VD", date(2026, 3, 5), date(2026, 12, 31),
    (
        Duty("C1", "Gửi danh sách hộ nghèo được hỗ trợ", *once(2026, 3, 25), (DISTRICT,), (MONEY,)),
        Duty("C2", "Tiêm phòng dại cho đàn chó nuôi", *once(2026, 9, 6), (DISTRICTS,), (HEALTH,)),
        Duty("C3", "Chi trả trợ cấp đợt cuối năm", *once(2027, 1, 4), (MONEY,), (DISTRICT,)),
    ),
)  # fmt: skip


def _replaced(duty: Duty) -> Duty:
    """B9 is moved to a later day."""
    timing, falls = once(2026, 10, 15)
    return replace(duty, timing=timing, falls=falls) if duty.name == "B9" else duty


NEW_PROGRAMME = replace(
    PROGRAMME,
    duties=(
        *(_replaced(duty) for duty in PROGRAMME.duties if duty.name != "B10"),
        Duty("B11", "Trồng cây chắn sóng ven đê", *once(2026, 11, 5), (DISTRICT,), (SCHOOLS,)),
    ),
)
"""The programme as it takes the place of the first: a date moved, a duty gone, a duty new."""
VERSIONS: tuple[tuple[datetime, tuple[Example, ...]], ...] = (
    (datetime(2025, 12, 20), (YEAR, PROGRAMME)),
    (datetime(2026, 3, 5, 14, 20, 30), (YEAR, PROGRAMME, LETTER)),
    (datetime(2026, 7, 8, 10, 20, 30), (YEAR, NEW_PROGRAMME, LETTER)),
)
"""From when on which plans are in the base; Vietnamese time."""


@cache
def days_of(duty: Duty, issued: date, until: date) -> tuple[date, ...]:
    """The days on which a duty falls due: every day is looked at."""
    days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    bounds = (issued, until) if duty.timing.type == "recurring" else (FIRST, LAST)
    return tuple(day for day in days if duty.falls(day) and bounds[0] <= day <= bounds[1])


def put(store: Store, examples: Sequence[Example], at: datetime) -> None:
    """Store the plans as the bot holds them."""
    for example in examples:
        plan = _plan(example)
        store.put(plan, f"{example.name} {at}", at)


def _plan(example: Example) -> Plan:
    document = Document(
        number=example.number,
        title=f"ví dụ {example.name}",
        issuer="UBND tỉnh",
        issued_on=str(example.issued),
        period=Span(end=example.until),
    )
    return Plan(file=f"{example.name}.txt", document=document, items=[_item(each) for each in example.duties])


def _item(duty: Duty) -> Item:
    place = int(duty.name[1:])
    return Item(
        ref=duty.name,
        kind=duty.kind,
        text=duty.text,
        lines=(place, place),
        leads=list(duty.leads),
        coordinators=list(duty.coordinators),
        timings=[duty.timing],
        timing_raw=duty.timing.raw,
        status=duty.status,
        twins=[name for name in (duty.twin, duty.again) if name],
    )
