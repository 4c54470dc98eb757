"""How people type the same question: without marks, in a hurry, in officials' short forms."""

import random
import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{4,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: [row[place] for place in (at - 1, at + 1) if 0 <= place < len(row)]
    for row in _ROWS
    for at, key in enumerate(row)
}
_SHORT = {
    "sở lao động - thương binh và xã hội": "SLĐTBXH",
    "sở giáo dục và đào tạo": "SGDĐT",
    "sở kế hoạch và đầu tư": "SKHĐT",
    "sở thông tin và truyền thông": "STTTT",
    "sở văn hóa và thể thao": "SVHTT",
    "sở lao động": "Sở LĐ",
    "sở giáo dục": "Sở GD",
    "sở kế hoạch": "Sở KH",
    "sở y tế": "SYT",
    "sở tư pháp": "STP",
    "sở tài chính": "STC",
    "sở nội vụ": "SNV",
    "công an tỉnh": "CAT",
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
    "mặt trận tổ quốc": "MTTQ",
    "ban chỉ đạo": "BCĐ",
    "trẻ em": "TE",
    "học sinh": "HS",
    "kế hoạch": "KH",
    "công văn": "CV",
    "văn bản": "VB",
    "báo cáo": "BC",
    "chỉ thị": "CT",
    "nhiệm vụ": "NV",
    "phối hợp": "PH",
    "thực hiện": "TH",
    "kinh phí": "KP",
    "đơn vị": "ĐV",
    "cơ quan": "CQ",
    "phòng chống": "PC",
    "hoàn cảnh đặc biệt": "HCĐB",
    "dân tộc thiểu số": "DTTS",
    "kinh tế - xã hội": "KT-XH",
    "kinh tế xã hội": "KTXH",
    "bảo hiểm y tế": "BHYT",
    "bao nhiêu": "bn",
    "không": "ko",
    "được": "đc",
    "với": "vs",
    "gì": "j",
    "quý": "Q",
    "tháng": "T",
}
_LONG = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_SHORT, key=len, reverse=True))) + r")\b", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r"\b([QT]) (?=[\dIV]+\b)")
_LEFT_ALONE = {"quý": re.compile(r"\s+[\dIV]"), "tháng": re.compile(r"\s+\d")}


def bare(text: str) -> str:
    """The text without diacritics, as on a phone without a Vietnamese keyboard."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in marked if not unicodedata.combining(char))


def slips(text: str, seed: int) -> str:
    """The text with one slip of the finger in every third word of four letters or more.

    The same text and seed give the same slips. Abbreviations and words that hold digits or
    signs (numbers of documents) are left alone.
    """
    chance, met = random.Random(f"{seed} {text}"), 0  # a string seeds alike in every run
    words = text.split(" ")
    for at, word in enumerate(words):
        letters = _WORD.fullmatch(word.strip(",.?!:;“”\"'()"))
        if letters and not word.isupper():
            met += 1
            if met % 3 == 1:
                words[at] = word.replace(letters[0], _slip(letters[0], chance), 1)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    """A word with two letters swapped, one dropped, one doubled or a neighbouring key; the first letter stays."""
    at = chance.randrange(1, len(word) - 1)
    way = chance.choice(("swap", "drop", "double", "neighbour"))
    if way == "neighbour" and word[at] in _NEIGHBOURS:
        return word[:at] + chance.choice(_NEIGHBOURS[word[at]]) + word[at + 1 :]
    if way == "drop":
        return word[:at] + word[at + 1 :]
    if way == "double":
        return word[: at + 1] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def short(text: str) -> str:
    """The text with officials' abbreviations: agencies, "TE", "KH", "BC", "ko", "T9", "Q4"."""
    return _BEFORE_NUMBER.sub(r"\1", _LONG.sub(_shorten, unicodedata.normalize("NFC", text)))


def _shorten(match: re.Match[str]) -> str:
    long = match[0].lower()
    number = _LEFT_ALONE.get(long)
    if number and not number.match(match.string, match.end()):
        return match[0]
    return _SHORT[long]
