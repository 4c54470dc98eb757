"""Which times in a running sentence are deadlines or rhythms of a duty, and not dates, names or looks back."""

import re
from collections.abc import Sequence
from functools import cache

from nlp.text import fold
from nlp.times.timewords import any_of
from nlp.times.timings import Piece, clause_start, near

_HEAD = 60
_AT = r"(?<!\w)(?:vao|trong|dinh\sky|xong|hoan\sthanh)\s(?:cac\s|moi\s|cuoi\s|dau\s|giua\s|dip\s|ngay\s|thang\s){0,2}$"

_WEEKDAY = re.compile(r"(?:^|[,(;]\s?)(?:thu\s(?:hai|ba|tư|tu|nam|sáu|sau|bay|[2-7])|chu\snhat)\s?[,(]\s?(?:ngay\s)?$")
"""A day of the week before its date, as no document's date has: "..., Chủ nhật, ngày 15/3/2026"."""
_DAY_OF = re.compile(r"(?<!\w)(?:trong|vao)\sngay\s(?:\w+\s){1,3}$")
"""The day of an event before its date: "trong ngày bầu cử | 15/3/2026"."""
_OPEN_UNTIL = re.compile(r"den\shet\s[^.;,)]*(?:$|[.;,)])")
"""Until when something is open, at the end of a clause: "nhận hồ sơ | đến hết ngày 15/9"."""
_AIMED = re.compile(r"(?<!\w)(?:de|để|phan\sdau|phấn\sđấu|bao\sdam|bảo\sđảm|dam\sbao|đảm\sbảo|sao\scho)\s$")
"""Words before "đến ngày ..." that tell what is to be reached by then."""


def wanted(text: str, pieces: Sequence[Piece], year: int | None) -> list[Piece]:
    """The pieces of a canonical sentence that tell when a duty is to be done; `year` rules out looks back."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = kept[-1] if kept else None
        if piece.kind in ("onward", "ad_hoc"):
            take = before is not None and _continues(text, before, piece)
        elif piece.kind == "every":
            take = _rhythm(text, pieces, at)
        else:
            take = _deadline(text, pieces, at, before, year)
        if take:
            kept.append(piece)
    return kept


def _before(text: str, piece: Piece) -> str:
    return text[max(0, piece.start - _HEAD) : piece.start]


def _continues(text: str, before: Piece, piece: Piece) -> bool:
    """Whether "và những năm tiếp theo" or "hoặc đột xuất" goes on what was taken."""
    gap = text[before.end : piece.start]
    if piece.kind == "ad_hoc":
        if not text.startswith(("dot", "đột"), piece.start):
            return False
        again = _MEETS_AGAIN if before.kind == "every" else _REPORTS_AGAIN
        linked = before.kind == "every" and _LINK.fullmatch(gap)
        return bool(linked or (again.fullmatch(gap) and _ON_CALL.match(text, piece.end)))
    return bool(_LINK.fullmatch(gap))


_MEETS_AGAIN = re.compile(r"[\s;,]*(?:va|hoac|hay)?[\s,]*(?:bao\scao|hop|giao\sban)\s")
_REPORTS_AGAIN = re.compile(r"[\s;,]*(?:va|hoac)?[\s,]*bao\scao\s")
_ON_CALL = re.compile(r"\s(?:khi|theo|neu)(?!\w)|\s?(?:$|[.;,)])")
"""What the same is done for beside its rhythm: "họp hằng quý; họp đột xuất | khi có yêu cầu"."""
_LINK = re.compile(r"[\s,()]*(?:va|hoac|hay)?[\s,()]*(?:bao\scao\s|khi\sco\s|dinh\sky\s)?")


def _rhythm(text: str, pieces: Sequence[Piece], at: int) -> bool:
    piece, before = pieces[at], _before(text, pieces[at])
    wording = text[piece.start : piece.end]
    if piece.first.numbers or _beside_date(text, pieces, at):
        return True
    if piece.first.word == "none":
        return wording.endswith("dinh ky") and text.startswith((" bao cao", " tong hop"), piece.end)
    if wording.startswith(("dinh ky", "theo dinh ky")) or _COUNTED.match(wording):
        return True
    if re.search(rf"(?:{any_of('nouns')}|{any_of('nouns')}\s\w+)\s$", before) and not _is_report(before, wording):
        return False
    if not wording.startswith(("hang", "moi", "tung")):
        return _is_report(before, wording) or bool(re.match(r"\d\d? ?lan|moi", wording))
    return _adverb(text, piece)


_COUNTED = re.compile(r"moi\s.+lan|\d\d?\s(?:thang|nam)\s(?:mot|1|01)\slan")
"""How often something is done: "mỗi tháng một lần", "6 tháng một lần"."""


def _is_report(before: str, wording: str) -> bool:
    """ "báo cáo 6 tháng, năm": a list of rhythms behind "báo cáo"."""
    listed = "," in wording or " va " in wording or "/" in wording
    return listed and bool(re.search(r"bao\scao\s(?:dinh\sky\s)?[(:]?$", before))


def _adverb(text: str, piece: Piece) -> bool:
    """Whether "hằng năm" belongs to the verb: at the head of a clause, before a verb, or at its end, unless it may
    belong to a noun there ("dự toán chi hằng năm") and nothing is reported.
    """
    behind = text[piece.end :]
    if clause_start(text, piece.start) or re.match(rf"\s(?:phai\s|co\strach\snhiem\s)?{any_of('verbs')}", behind):
        return True
    clause = re.split(r"[.;]", text[: piece.start])[-1]
    if "bao cao" in clause:
        return re.match(r"\s*(?:$|[.;,)])", behind) is not None
    named = _of_noun().search(clause) or _AVERAGED.search(clause)
    return not named and re.match(r"\s*(?:$|[.;]|\)\s*(?:$|[.;]))", behind) is not None


@cache
def _of_noun() -> re.Pattern[str]:
    """What comes again as a part of its name: "chỉ tiêu biên chế | hằng năm", "công tác tuyển quân | hằng năm"."""
    return re.compile(rf"(?<!\w){any_of('nouns')}(?:\s\w+){{0,3}}\s$")


_AVERAGED = re.compile(r"%|binh\squan|trung\sbinh")
"""Words of a figure that is reckoned for each month or year: "tăng bình quân 10% | hằng năm"."""


def _beside_date(text: str, pieces: Sequence[Piece], at: int) -> bool:
    """Whether a date or month without a year stands right before or behind a rhythm."""
    here = pieces[at]
    left = at and _yearless(pieces[at - 1]) and near(text, pieces[at - 1].end, here.start)
    right = at + 1 < len(pieces) and _yearless(pieces[at + 1]) and near(text, here.end, pieces[at + 1].start)
    return bool(left or right)


def _yearless(piece: Piece) -> bool:
    return piece.kind in ("day", "days", "month", "quarter", "part", "span") and not piece.last.year


def _deadline(text: str, pieces: Sequence[Piece], at: int, before: Piece | None, year: int | None) -> bool:
    piece = pieces[at]
    head = _before(text, piece)
    if piece.kind in ("years", "school"):
        return _stretch_of_work(text, piece, head, year)
    if piece.kind == "continuous":
        return _DONE_SO.search(head) is not None and _CLAUSE_END.match(text, piece.end) is not None
    if piece.kind in ("phase", "of_year"):
        return False
    if (year and piece.last.year and piece.last.year < year) or _is_fact(head, piece.limit) or _is_share(text, piece):
        return False
    if before is not None and before.kind == piece.kind and _LINK.fullmatch(text[before.end : piece.start]):
        return True
    if not piece.last.year and any(_rhythm_near(text, pieces, at, step) for step in (-1, 1)):
        return True
    if piece.kind == "year":
        return _year_deadline(text, piece, head) or _done_within(text, piece, head, year)
    return _day_or_month_deadline(text, piece, head)


_DONE_SO = re.compile(r"[;,(.]\s?(?:to\schuc\s)?(?:thuc\shien|duy\stri)\s$")
"""A clause that only says how something is done: "..., thực hiện | thường xuyên"."""


def _stretch_of_work(text: str, piece: Piece, head: str, year: int | None) -> bool:
    """Whether a clause ends with the years that its work takes: "... trong suốt năm học 2024 - 2025", "Xây dựng nhà bếp
    đạt chuẩn giai đoạn 2024 - 2026"; not those of a programme that it names or in the past.
    """
    past = year is not None and piece.first.year is not None and piece.first.year < year
    if past or piece.limit or not _CLAUSE_END.match(text, piece.end):
        return False
    if piece.kind == "school":
        return re.search(r"(?<!\w)(?:trong|suot|suốt)\s$", head) is not None
    clause = re.split(r"[.;:]", text[: piece.start])[-1]
    return text.startswith("giai", piece.start) and _NAMED.search(fold(clause)) is None


_NAMED = re.compile(
    r"[\"“”]|(?<!\w)(?:chuong trinh|ke hoach|de an|du an|chien luoc|nghi quyet|quyet dinh|quy hoach|chi thi|phong trao"
    r"|muc tieu|chi tieu|giam sat|danh muc|du toan|phuong an|lo trinh|bao cao|ket qua|tong ket|so ket|danh gia|nhiem vu"
    r"|tinh hinh)(?!\w)"
)
"""What may have years in its name, or is told of them."""


def _rhythm_near(text: str, pieces: Sequence[Piece], at: int, step: int) -> bool:
    rhythm = pieces[at + step] if 0 <= at + step < len(pieces) else None
    if rhythm is None or rhythm.kind != "every" or rhythm.first.numbers:
        return False  # one that has its own day governs no other
    first, second = sorted((pieces[at], pieces[at + step]), key=lambda piece: piece.start)
    return near(text, first.end, second.start)


def _is_fact(head: str, limit: str) -> bool:
    """Whether what stands before tells of the past or a condition: "sinh trước ngày", "tính đến"; not a word that only
    ends alike ("học sinh trước ngày"), nor figures that are handed in by then ("gửi số liệu trước ngày").
    """
    fact = re.search(rf"(?<!\w){any_of('facts')}\s(?:\w+\s){{0,1}}$", head)
    if fact is None:
        return False
    clause = fold(head[: fact.end()])
    return not (_LIKE_FACT.search(clause) or (limit == "before" and _HANDED_IN.search(clause)))


_LIKE_FACT = re.compile(
    r"(?<!\w)(?:(?:hoc|ve|dan|thi|phat|an|y|tuyen|khai|giao)\ssinh|(?:thuoc|may)\stinh)\s(?:\w+\s)?$"
)
_HANDED_IN = re.compile(
    r"(?<!\w)(?:gui|nop|cung\scap|tong\shop|bao\scao|cap\snhat|chot|doi\schieu|nhap)\s(?:\w+\s){0,4}so\slieu\s(?:\w+\s)?$"
)


def _is_share(text: str, piece: Piece) -> bool:
    """Whether two numbers with a stroke count so many of so many: "hoàn thành | 10/12 tiêu chí"."""
    if piece.kind != "day" or piece.limit == "before":
        return False
    share = _SHARE.search(text[piece.start : piece.end])
    if share is None or int(share[1]) > int(share[2]):
        return False
    return _COUNTED_NOUN.match(text, piece.end) is not None and not _acted().match(text, piece.end)


_SHARE = re.compile(r"^(?!.*ngay)(?:\D*\s)?(\d\d?)/(\d\d?)$")
_COUNTED_NOUN = re.compile(
    r"\s(?!(?:va|hoac|den|toi|hang|hằng|moi|nam|cua|phai|de|để|nham|thi|thì|co|có|la|là|do|tai|tại|o|ở|voi|cung|khi|neu|theo"
    r"|trong|ngoai|am|duong|xong|hoan|cac)(?!\w))[^\W\d_]"
)


@cache
def _acted() -> re.Pattern[str]:
    return re.compile(rf"\s{any_of('verbs')}(?!\w)")


def _finishing(head: str) -> bool:
    """Whether a verb of finishing ("hoàn thành", "trình", "ban hành") stands before in the same clause."""
    clause = re.split(r"[.;:]", head)[-1]
    return bool(re.search(rf"(?<!\w)(?<!chuong\s)(?<!chương\s){any_of('finish')}", clause))


def _completes(text: str, piece: Piece) -> bool:
    """Whether "hoàn thành" stands anywhere before in the same clause, however long: no look back is said so."""
    clause = re.split(r"[.;:]", text[: piece.start])[-1]
    return re.search(r"(?<!\w)(?<!muc\sdo\s)hoan\s(?:thanh|tat)\s", clause) is not None


def _year_deadline(text: str, piece: Piece, head: str) -> bool:
    """ "vào năm 2023", "hoàn thành trong năm 2024", "Đến năm 2025, ..." at the head of a clause."""
    if piece.limit == "before" or re.search(r"(?<!\w)vao\s(?:cuoi\s|dau\s|giua\s)?$", head):
        return True
    if piece.limit == "until":
        goes_on = re.match(r"\s?,|\s(?:phan dau|dat|bao dam|dam bao|hoan thanh|co|tren|\d)", fold(text[piece.end :]))
        return bool(goes_on) and bool(clause_start(text, piece.start) or re.search(r"(?:phan dau|phấn đấu)\s$", head))
    if re.search(r"(?<!\w)(?:hoan\sthanh|xong)\s$", head):
        return True
    return head.endswith("trong ") and (_finishing(head) or _completes(text, piece))


def _done_within(text: str, piece: Piece, head: str, year: int | None) -> bool:
    """Whether a clause ends with the plan's own year, "Mở 05 lớp tập huấn trong năm 2024", and neither looks back nor
    says of a noun that it is that year's: "các vụ cháy xảy ra trong năm 2024", "kế hoạch kiểm tra trong năm 2024".
    """
    if not head.endswith("trong ") or piece.last.year != year or not _CLAUSE_END.match(text, piece.end):
        return False
    clause = re.split(r"[.;:]", head)[-1].removesuffix("trong ")
    return not (_of_noun().search(clause) or _LOOKS_BACK.search(fold(clause)))


_CLAUSE_END = re.compile(r"\s*(?:$|[.;,)])")
_LOOKS_BACK = re.compile(
    r"(?<!\w)(?:xay ra|phat sinh|dat duoc|ket qua|tinh hinh|so voi|so lieu|co hieu luc|da|duoc giao)(?!\w)|%"
)


def _day_or_month_deadline(text: str, piece: Piece, head: str) -> bool:
    if piece.kind == "day" and (_WEEKDAY.search(head) or (piece.last.year and _DAY_OF.search(head))):
        return True
    if piece.limit == "before" or re.search(_AT, head):
        return piece.first.word != "half" or _finishing(head) or _completes(text, piece) or piece.limit == "before"
    if piece.limit == "until":
        meant = _finishing(head) or clause_start(text, piece.start) or _AIMED.search(head) is not None
        meant = meant or (piece.kind == "day" and _OPEN_UNTIL.match(text, piece.start) is not None)
        return meant or not text.startswith("den", piece.start)
    if piece.kind in ("span", "days") or (piece.first.ranged and piece.limit == "from"):
        return piece.first.kind in ("day", "days", "month", "quarter")
    if re.search(r"(?:thoi\sgian|thoi\shan|hoan\sthanh)[^:;.]{0,24}:\s?$", head):
        return True
    bracketed = head.endswith("(") and text.startswith(")", piece.end)
    leading = clause_start(text, piece.start) and re.match(r"\s?[:,]", text[piece.end :])
    month = piece.kind in ("month", "quarter", "week") and piece.first.word != "half"
    return month and bool(bracketed or leading)
