"""What fingers do: Telex and VNI keys left in the text, likely slips, and the shape of a Vietnamese syllable."""

import re
from functools import cache, lru_cache

_ONSET = "b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|q(?=u)|qu(?=[aeoi])|r|s|th?|tr|v|x"
_RIME = (
    "a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|e(?:ch?|m|ng?|nh|o|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u|e(?:c|m|ng?|p|t|u))?"
    "|o(?:c|i|m|ng?|p|t|ong|oc|on|a(?:ch?|i|m|ng?|nh|o|p|t|y)?|e(?:c|m|n|o|t)?)?"
    "|u(?:c|i|m|ng?|p|t|u|a(?:ng?|t|y)?|e(?:ch|nh)?|o(?:c|i|m|ng?|p|t|u)?|y(?:a|ch|nh?|t|u|p|e(?:n|t))?)?"
    "|y(?:e(?:m|ng?|t|u))?"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_DIGIT = re.compile(r"[0-9]")
_VNI = re.compile(r"[a-z]+[0-9][a-z0-9]*")
_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)[sfrxj](?=[a-z]*$)")
_DOUBLED = re.compile(r"([aeo])([a-z]*?)\1")
_REMEMBERED = 8192
"""Words whose shape is remembered: the same few come up again and again, whoever asks."""


@lru_cache(_REMEMBERED)
def is_syllable(word: str) -> bool:
    """Whether a folded word has the shape of a Vietnamese syllable, onset and rime: "nghieng", not "hoahc"."""
    return _SYLLABLE.fullmatch(word) is not None


def telex(word: str) -> set[str]:
    """The folded syllables that raw Telex or VNI keys may stand for: "ddown" -> {"don"}, "d9on7" -> {"don"}.

    Keys: aa ee oo aw ow uw w dd and the tones s f r x j (Telex); digits after letters (VNI). Empty for other words.
    """
    if _VNI.fullmatch(word):
        bare = _DIGIT.sub("", word)
        return {bare} if is_syllable(bare) else set()
    if len(word) < 3:
        return set()
    bare = word.replace("dd", "d")
    found = {bare, _DOUBLED.sub(r"\1\2", bare)}
    for one in tuple(found):
        found |= {one[: m.end() - 1] + one[m.end() :] for m in _TONE.finditer(one)}
    plain = {one.replace("w", "") for one in found} | {one.replace("w", "u") for one in found}
    return {one for one in plain if one != word and is_syllable(one)}


@cache
def _places() -> dict[str, tuple[int, float]]:
    return {key: (row, column + row * 0.4) for row, keys in enumerate(_KEYBOARD) for column, key in enumerate(keys)}


def side_by_side(one: str, other: str) -> bool:
    """Whether two letters lie side by side on the keyboard (QWERTY)."""
    places = _places()
    if one not in places or other not in places:
        return False
    (row, column), (other_row, other_column) = places[one], places[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1.1


def is_doubled(typed: str, word: str) -> bool:
    """Whether a word was typed with one of its letters twice: "dzzậy" for "dzậy"."""
    return any(typed == word[:at] + word[at - 1 :] for at in range(1, len(word) + 1))


def likeness(typed: str, word: str) -> float:
    """How natural the one edit (OSA) from `word` to `typed` is: 2 for the commonest slips, near 0 for the rarest.

    Letters swapped or doubled are commonest, then a letter lost, a neighbour key, a letter too many; the first letter
    of a word is seldom wrong.
    """
    if sorted(typed) == sorted(word):
        return 2.0
    pairs = zip(typed, word, strict=False)
    place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(typed), len(word)))
    if len(typed) == len(word):
        return 1.5 if side_by_side(typed[place], word[place]) else 0.2
    if len(typed) < len(word):
        return 1.5 if place else 0.8
    if place and typed[place] == typed[place - 1]:
        return 2.0
    return 1.2 if place and side_by_side(typed[place], typed[place - 1]) else 0.8
