"""Footnotes printed in the middle of the text, and the signs that point to them."""

import re

from nlp.text import squeeze

_SUPERSCRIPTS = "¹²³⁰⁴-⁹"
_SIGN = re.compile(rf"(?<![A-Za-z]m)(?<!\sm)(?:(?<!\d)|(?<=\d{{4}}))[{_SUPERSCRIPTS}]+|\[\^?\d{{1,3}}\](?!\()")
_FIRST = re.compile(rf"[{_SUPERSCRIPTS}\[]")
"""with which a sign begins."""
_NOTE = re.compile(rf"[{_SUPERSCRIPTS}]+\s*\S|\[\^?\d{{1,3}}\]:?\s*\S|\\?\*{{1,3}}\s?Ghi chú\b")
_CITED = re.compile(
    r"\d{1,2}\s+(?:Theo|Tại|Căn cứ|Xem|Thực hiện|Gồm|Trong đó)?\s*(?:các )?"
    r"(?:Công văn|Quyết định|Văn bản|Kế hoạch|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Tờ trình|Báo cáo|Hướng dẫn|Luật)"
    r"\s+(?:liên tịch\s+)?số\s*:?\s*\d",
)


def is_footnote(text: str) -> bool:
    """Whether a paragraph is a footnote: it begins with a raised figure, with "[1]", or with a bare figure and the
    number of a document ("3 Quyết định số 161/QĐ-UBND ...").
    """
    return bool(_NOTE.match(text) or _CITED.match(text))


def without_signs(text: str) -> str:
    """A text on one line without the signs of footnotes, and without the blanks that they leave; "m²" and "10³" keep
    theirs.
    """
    return squeeze(_SIGN.sub("", text)) if _FIRST.search(text) else text.strip()
