"""Letters of the two fonts families that Vietnamese was typed in before Unicode: TCVN3 (ABC, ".VnTime") and VNI.

Tables: `data/encodings.yaml`. In files such text looks like "Céng hoµ x· héi" (TCVN3, TCVN 5712:1993) or "Coäng hoøa
xaõ hoäi" (VNI): letters of Western Europe that only the font draws as Vietnamese.
"""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.datafiles import ENCODINGS

_WORD = re.compile(r"[^\W\d_]+")
_SMALL, _CAPITAL = re.compile(r"[a-z]"), re.compile(r"[A-Z]")
_CAPITALS_FONT = re.compile(r"\.vn\w*h$")
_LEAST_SHARE = 0.12
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Tables:
    tcvn3: dict[int, str]
    vni: dict[str, str]
    """vowels with the mark behind them, and letters that stand alone."""
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
        vni=pairs | dict(zip(vni["coded"], vni["letters"], strict=True)),
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
        pieces += [text[end:start], letters.upper() if near and not _SMALL.search(coded) else letters]
        end = stop
    return "".join([*pieces, text[end:]])


def _coded_words(text: str) -> list[tuple[int, int, str]]:
    """Start, end and letters of each run without a blank."""
    return [(match.start(), match.end(), match[0]) for match in re.finditer(r"[^ \t\r\n]+", text)]


def _is_loud(coded: str) -> bool:
    return not _SMALL.search(coded) and len(_CAPITAL.findall(coded)) > 1


def from_vni(text: str) -> str:
    """VNI letters to Unicode."""
    letters = _tables().vni
    return _vni_letter().sub(lambda coded: letters[coded[0]], text)


@cache
def _vni_letter() -> re.Pattern[str]:
    """A vowel with its mark, or else a letter that stands alone."""
    return re.compile("|".join(map(re.escape, sorted(_tables().vni, key=len, reverse=True))))


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
    shares = {reading: vietnamese_share(reading(sample)) for reading in (from_tcvn3, from_vni)}
    best = max(shares, key=lambda reading: shares[reading])
    better = shares[best] >= _LEAST_SHARE and shares[best] > 2 * vietnamese_share(sample)
    return best(text) if better else text
