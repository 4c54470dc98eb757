"""One spelling for one word: Unicode form, place of the tone mark, diacritics, syllables."""

import re
import unicodedata
from functools import lru_cache

_ODD_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_SYLLABLE = re.compile(r"[a-z0-9]+")
_OPEN_RIME = re.compile(r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")
_TONES = "̣̀́̉̃"
_SHORT = 400
"""Longest text whose spelling is remembered: a question, its words, names, most duties. The same few come up again and
again, whoever asks."""
_REMEMBERED = 8192


def _fold_table() -> dict[int, str]:
    """Every precomposed Latin letter with its bare lower-case letter, so that folding keeps the length of the text."""
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_FOLD = _fold_table()
_FOLDED = [_FOLD.get(code, chr(code)) for code in range(0x2100)]
"""What each letter and sign of common text folds to: those that stay as they are too, since a gap costs more time."""
_PARTED = [base if base.isascii() and base.isalnum() else " " for base in _FOLDED]
"""The same with blanks for all signs."""
MARKED = f"[{''.join(chr(code) for code, base in _FOLD.items() if chr(code).lower() != base)}]"
"""A regular expression for one letter with a diacritic (or đ)."""
_MARKED = re.compile(MARKED)
SYLLABLE = re.compile(f"[a-z0-9{''.join(map(chr, _FOLD))}]+")
"""A syllable or number as typed, that is, what `fold` makes Latin letters and figures of."""


def normalise(text: str) -> str:
    """One spelling for the same word: NFC, the tone on the first vowel of an open "oa, oe, uy" (hoà -> hòa), no
    invisible characters, runs of blanks as one space. Line ends are kept.
    """
    return _remembered(text) if len(text) <= _SHORT else _normalised(text)


def _normalised(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _ODD_SPACES.sub(" ", _OPEN_RIME.sub(_move_tone, text)).strip(" ")


_remembered = lru_cache(_REMEMBERED)(_normalised)


def _move_tone(match: re.Match[str]) -> str:
    second = unicodedata.normalize("NFD", match[2])
    tone = "".join(mark for mark in second if mark in _TONES)
    return unicodedata.normalize("NFC", match[1] + tone) + second[0]


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d. As long as `text` when that is NFC, so that places carry over."""
    return _folded(text) if len(text) <= _SHORT else text.translate(_FOLDED)


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    return text.translate(_FOLDED)


def syllables(text: str) -> list[str]:
    """The folded syllables and numbers of a text, in order: "Đuối nước, 2021" -> ["duoi", "nuoc", "2021"]."""
    words = text.translate(_PARTED)
    return words.split() if words.isascii() else _SYLLABLE.findall(words)


def squeeze(text: str) -> str:
    """The text on one line, runs of white space as one blank; itself where it is so, as most are, and that is seen at
    once: of white space only the blank is printable.
    """
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def is_marked(word: str) -> bool:
    """Whether a word carries a Vietnamese diacritic (or is đ)."""
    return _MARKED.search(word) is not None


def initials(text: str) -> str:
    """The folded first letters of a text's words: "thủ tục hành chính" -> "tthc"."""
    return "".join(word[0] for word in fold(text).split())
