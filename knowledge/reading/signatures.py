"""Who signed a document, from the lines at its end."""

import re
from collections.abc import Sequence

from knowledge.names.groups import CAPITALS
from knowledge.reading.headings import signing_title

_FOR = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[.:]\s*")
_RANK = re.compile(
    r"^(?:(?:TS|ThS|PGS|GS|BS|KS|Ths|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng|Đại tướng)\s*[.:]?\s*)+"
)
_NAME = re.compile(rf"[{CAPITALS}][\w']*(?:\s+[{CAPITALS}][\w'.]*){{1,5}}")
_REMARK = re.compile(r"\((?:đã ký|ký tên|đã kí)[^()]*\)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?\s+(?=\S)", re.IGNORECASE)
"""Printed before the title where a file runs two columns into one line."""
_BEHIND_RECIPIENT = re.compile(
    rf"[-–•]\s[^;]{{2,80}}?[;,.]\s+(?=[{CAPITALS}][{CAPITALS}. ]{{5,}}$|(?:[{CAPITALS}][^\W\d_{CAPITALS}]+\s?){{2,5}}$)"
)
"""One of those who get a copy, printed before a line in capitals, or before a name, in the same way."""
_BESIDE = re.compile(rf"([{CAPITALS}. ]+)\s+({_NAME.pattern})")
"""Title and name on one line."""
_STEPS = 8


def read_signature(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The signer and his titles ("Phó Trưởng Ban, Phó Chủ tịch UBND tỉnh"), each None where it is not printed."""
    titles: list[str] = []
    since = 0
    for line in lines:
        text = _RECIPIENTS.sub("", _REMARK.sub("", line.replace("|", " ")).strip())
        text = text[behind.end() :] if (behind := _BEHIND_RECIPIENT.match(text)) else text
        beside = None if text.isupper() else _BESIDE.fullmatch(text)
        title = _title(beside[1]) if beside else _title(text)
        if title and beside:
            return beside[2], title
        if title:
            titles = [*titles, title] if since <= 1 else [title]
            since = 1
        elif since and _NAME.fullmatch(_RANK.sub("", text)) and not text.isupper():
            return _RANK.sub("", text), ", ".join(titles)
        elif since:
            since += bool(text)
            if since > _STEPS:
                since, titles = 0, []
    return None, ", ".join(titles) or None


def _title(text: str) -> str | None:
    """The signer's title on a line in capitals; that of the superior signed for ("KT. CHỦ TỊCH") is not it."""
    if not text.isupper():
        return None
    acting = _FOR.match(text)
    rest = text[acting.end() :] if acting else text
    if not acting:
        return signing_title(rest)
    parts = re.split(r"(?<=\S)\s+(?=PHÓ |KT\.)", rest, maxsplit=1)
    return signing_title(parts[1]) if len(parts) > 1 else None
