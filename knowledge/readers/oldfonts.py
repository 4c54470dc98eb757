"""Letters of the two fonts families that Vietnamese was typed in before Unicode: TCVN3 (ABC, ".VnTime") and VNI.

Tables: `data/encodings.yaml`. In files such text looks like "Céng hoµ x· héi" (TCVN3, TCVN 5712:1993) or "Coäng hoøa
xaõ hoäi" (VNI): letters of Western Europe that only the font draws as Vietnamese.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.datafiles import ENCODINGS

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS_FONT = re.compile(r"\.vn\w*h$")
_LEAST_SHARE = 0.12
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Tables:
    tcvn3: dict[int, str]
    vni_pairs: dict[str, str]
    vni_single: dict[int, str]
    fonts: dict[str, tuple[str, ...]]
    common: frozenset[str]


@cache
def _tables() -> _Tables:
    data = ENCODINGS.load()
    tcvn3, vni = data["tcvn3"], data["vni"]
    pairs: dict[str, str] = {}
    for base, (marks, letters) in vni["marks"].items():
        for mark, letter in zip(marks, letters, strict=True):
            pairs |= {base + mark: letter, (base + mark).upper(): letter.upper(), base.upper() + mark: letter.upper()}
    return _Tables(
        tcvn3=dict(zip(map(ord, tcvn3["coded"]), tcvn3["letters"], strict=True)),
        vni_pairs=pairs,
        vni_single=dict(zip(map(ord, vni["coded"]), vni["letters"], strict=True)),
        fonts={"tcvn3": tuple(tcvn3["fonts"]), "vni": tuple(vni["fonts"])},
        common=frozenset(data["common"]),
    )


def unicode_of(text: str, font: str | None) -> str:
    """The text of a run as its font shows it: decoded when the font is of TCVN3 or VNI, else as it is."""
    name = (font or "").rpartition("+")[2].lower()
    if not name or text.isascii():
        return text.upper() if _CAPITALS_FONT.match(name) else text
    if name.startswith(_tables().fonts["tcvn3"]):
        letters = text.translate(_tables().tcvn3)
        return letters.upper() if _CAPITALS_FONT.match(name) else letters
    return from_vni(text) if name.startswith(_tables().fonts["vni"]) else text


def from_tcvn3(text: str) -> str:
    """TCVN3 letters to Unicode. Its marked capitals are small letters of a capital font: they become capitals in words
    whose other letters are capitals, and beside such words.
    """
    words = list(_coded_words(text))
    loud = [_is_loud(coded) for _, _, coded in words]
    beside = [any(loud[max(0, at - 1) : at + 2]) for at in range(len(words))]
    pieces, end = [], 0
    for (start, stop, coded), near in zip(words, beside, strict=True):
        letters = coded.translate(_tables().tcvn3)
        capital = near and all(letter.isupper() for letter in coded if letter.isascii() and letter.isalpha())
        pieces += [text[end:start], letters.upper() if capital else letters]
        end = stop
    return "".join([*pieces, text[end:]])


def _coded_words(text: str) -> list[tuple[int, int, str]]:
    """Start, end and letters of each run without a blank."""
    return [(match.start(), match.end(), match[0]) for match in re.finditer(r"[^ \t\r\n]+", text)]


def _is_loud(coded: str) -> bool:
    plain = [letter for letter in coded if letter.isascii() and letter.isalpha()]
    return len(plain) > 1 and all(letter.isupper() for letter in plain)


def from_vni(text: str) -> str:
    """VNI letters to Unicode."""
    tables = _tables()
    pieces: list[str] = []
    skip = False
    for letter, following in pairwise([*text, ""]):
        if skip:
            skip = False
        elif both := tables.vni_pairs.get(letter + following):
            pieces.append(both)
            skip = True
        else:
            pieces.append(letter.translate(tables.vni_single))
    return "".join(pieces)


def vietnamese_share(text: str) -> float:
    """The share, 0 to 1, of words that Vietnamese documents are full of; 0 where the text is too short to tell."""
    words = _WORD.findall(text.lower())
    found = sum(word in _tables().common for word in words)
    return found / len(words) if found >= _LEAST_WORDS else 0.0


def in_unicode(text: str) -> str:
    """The text, decoded when its letters are those of TCVN3 or VNI fonts rather than Vietnamese."""
    if text.isascii():
        return text
    sample = text[:20_000]
    readings: list[Callable[[str], str]] = [from_tcvn3, from_vni]
    best = max(readings, key=lambda reading: vietnamese_share(reading(sample)))
    share = vietnamese_share(best(sample))
    return best(text) if share >= _LEAST_SHARE and share > 2 * vietnamese_share(sample) else text
