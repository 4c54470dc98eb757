"""A question as typed made readable: abbreviations written out, slips mended, names left alone."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA

from nlp.keys import is_doubled, is_syllable, likeness
from nlp.near import Near
from nlp.phrases import Token, tokenise
from nlp.spelling import BESIDE, Speller, expand, may_be_short
from nlp.text import fold, is_marked
from nlp.words import compounds, words_alone, written_syllables

_ROMAN = re.compile(r"[ivx]{2,}")
_I_FOR_Y = re.compile(r"(?:[hklmst]|qu)[iíìỉĩị]")
_Y_FOR_I = str.maketrans("iíìỉĩịIÍÌỈĨỊ", "yýỳỷỹỵYÝỲỶỸỴ")
_ANCHORED: Sequence[tuple[Sequence[str], str]] = (
    (("tháng",), r"(?:0?[1-9]|1[0-2])(?![\d.,%])"),
    (("tháng", "tuần", "quý"), r"(?:này|nay|sau|trước|truoc|tới|toi)\b"),
    (("điểm", "phần", "mục", "khoản"), r"(?:[a-zđ]|[ivx]+|\d+(?:\.\d+)+)(?![\w./-])"),
    (("khoản", "mục"), r"\d{1,2}\s(?:phần|phan|mục|muc|điều|dieu)\b"),
)
"""words that are told, slips and all, by what stands behind them"""
_BEFORE = [
    (words, re.compile(rf"(?<![\w/.])[^\W\d_]{{2,6}}(?=\s{behind})", re.IGNORECASE)) for words, behind in _ANCHORED
]
_VOWEL = re.compile(r"[aeiouy]")
_REMEMBERED = 8192
"""words of which it is remembered whether they are right, and pairs of them, how often they stand side by side."""
_SHORT = 2
"""letters of words that may be short for anything."""
Span = tuple[int, int]
Pair = tuple[str, str]


class Mender:
    """Mends questions against the words of the texts that are asked about, and the words that ask."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        pairs: Mapping[Pair, int],
        phrases: Collection[tuple[str, ...]],
        said: Collection[tuple[str, ...]] = (),
        often: Callable[[str, str], int] = lambda _first, _second: 0,
    ) -> None:
        """Args:
        vocabulary: folded syllables of the texts, with in how many texts each stands.
        pairs: neighbouring syllables, likewise.
        phrases: words that are right as they stand, as written in lower case: of the texts, of names, of questions.
        said: what people say instead, likewise: its words are right beside each other only.
        often: in how many texts two words stand side by side as written; it decides between equals.
        """
        # In a fixed order, so that of two words equally near the same is taken in every run.
        self._forms = dict.fromkeys(sorted({form for phrase in phrases for form in phrase}))
        self._written = {pair for phrase in phrases for pair in pairwise(phrase)}
        told = self._written.union(pair for words in said for pair in pairwise(words))
        asked = {(fold(a), fold(b)): 1 for a, b in told}
        self._pairs: Mapping[Pair, int] = {**pairs, **asked}
        self._speller = Speller({**dict.fromkeys(map(fold, self._forms), 1), **vocabulary}, self._pairs, asked)
        # The same words come up again and again, whoever asks.
        self._is_right = lru_cache(_REMEMBERED)(self._stands_for_itself)
        self._often = lru_cache(_REMEMBERED)(often)

    @cached_property
    def _near(self) -> Near:
        return Near(self._forms)

    def mend(self, text: str, kept: Sequence[Span] = ()) -> str:
        """The normalised text with abbreviations written out and slips mended; the places `kept` stay as typed."""
        for those, place in _BEFORE:
            text = place.sub(partial(self._anchored, those), text)
        tokens = tokenise(text)
        if (spelt := self._with_y(text, tokens)) != text:
            return self.mend(spelt, kept)
        if self._are_right(tokens):
            return text
        free = [all(token.end <= start or end <= token.start for start, end in kept) for token in tokens]
        words = self._marks_mended(self._expanded(tokens, free), free)
        mended = self._speller.repair(words)
        parts, end = [], 0
        for token, is_free, word, repaired in zip(tokens, free, words, mended, strict=True):
            slipped = repaired.how not in ("known", "unknown") and is_free and word == token.text
            is_kept = not slipped or _is_meant(token, tokens) or _is_short_form(token)
            parts += [text[end : token.start], word if is_kept else " ".join(repaired.syllables)]
            end = token.end
        return "".join(parts) + text[end:]

    def _anchored(self, words: Sequence[str], slip: re.Match[str]) -> str:
        """Of words that may stand here the one that a form which no text writes is one edit from: "thág 5", "tần này",
        "đuểm c".
        """
        form = slip[0].lower()
        if form in self._forms or (not is_marked(form) and self._speller.knows(form)):
            return slip[0]
        is_odd = form not in written_syllables()
        near = (word for word in words if _is_edited(form, word) or (is_odd and _is_edited(fold(form), fold(word))))
        return next(near, slip[0])

    def respelt(self, text: str) -> str:
        """The normalised text with "ph" for the "f" of quick typing, where that makes a word of the texts: "fải"."""
        for token in reversed([token for token in tokenise(text) if token.folded.startswith("f")]):
            if not self._speller.knows(token.folded) and self._speller.knows(f"ph{token.folded[1:]}"):
                text = f"{text[: token.start]}ph{text[token.start + 1 :]}"
        return text

    def _with_y(self, text: str, tokens: Sequence[Token]) -> str:
        """The text with "y" for "i" in the syllables that may be written either way, where only that way stands beside
        the neighbours: "kĩ năng", "ai kí".
        """
        plain = ["", *(token.folded for token in tokens), ""]
        for token, left, right in zip(tokens, plain, plain[2:], strict=False):
            if _I_FOR_Y.fullmatch(token.lower):
                other = token.text.translate(_Y_FOR_I)
                if self._beside(fold(other), left, right) > self._beside(token.folded, left, right):
                    text = text[: token.start] + other + text[token.end :]
        return text

    def _beside(self, word: str, left: str, right: str) -> int:
        """How often a folded word stands beside two others."""
        return self._pairs.get((left, word), 0) + self._pairs.get((word, right), 0)

    def _are_right(self, tokens: Sequence[Token]) -> bool:
        """Whether no word needs mending, wherever it stands: all are known, and none may be short for others."""
        written = _is_written([token.text for token in tokens])
        return all(self._is_right(token.lower, written) for token in tokens)

    def _stands_for_itself(self, form: str, written: bool) -> bool:
        known = self._speller.knows(fold(form)) and not may_be_short(form)
        return known and not self._is_doubted(form, written)

    def _is_doubted(self, form: str, written: bool) -> bool:
        """Whether no text writes a word so, or only as a misprint; one without marks is only doubted in a question
        `written` with them.
        """
        if not form.isalpha() or (form in self._forms and (form in written_syllables() or not is_marked(form))):
            return False
        return (is_marked(form) and len(form) > 1) or (written and len(form) > _SHORT)

    def _expanded(self, tokens: Sequence[Token], free: Sequence[bool]) -> list[str]:
        readings = expand([token.text for token in tokens], self._pairs)
        return [each[0] if is_free else t.text for t, is_free, each in zip(tokens, free, readings, strict=True)]

    def _marks_mended(self, words: Sequence[str], free: Sequence[bool]) -> list[str]:
        """The words with those mended that no text writes so, where the neighbours tell the right one: "kện toàn" ->
        "kiện toàn". One edit of the word with its marks; among words with marks, one without may have lost them.
        """
        out, forms = list(words), [word.lower() for word in words]
        written = _is_written(words)
        for at, form in enumerate(forms):
            if free[at] and self._is_doubted(form, written):
                left, right = out[at - 1].lower() if at else "", forms[at + 1] if at + 1 < len(forms) else ""
                out[at] = (not _is_word(left, form, right) and self._nearest(form, left, right)) or words[at]
        return out

    def _nearest(self, form: str, left: str, right: str) -> str:
        """The word that one with a slip stands for between its neighbours; "" for none, or where it is none surely."""
        just_so = form in written_syllables()
        backing = partial(self._support, left=left, right=right, just_so=just_so)
        # Marks that no syllable has are a slip whatever the letters below them may be.
        own = backing(form) if just_so or not is_marked(form) else 0
        near = {other: backing(other) for other in self._near.to(form) if _one_slip(form, other, just_so)}
        near = {other: backed for other, backed in near.items() if backed > own}

        def rank(other: str) -> tuple[float, int, str]:
            natural = likeness(fold(form), fold(other))
            return BESIDE * log(1 + near[other]) + natural, *self._written_so(left, right, other)

        best = max(near, key=rank, default="")
        other_marks = just_so and fold(form) == fold(best)
        if best:
            return best if not other_marks or self._is_usual(left, best, right) else ""
        return "" if just_so else self._anagram(form)

    def _anagram(self, form: str) -> str:
        """The one word of which a form that is none has two letters swapped, or one twice: "cịh" of "chị"."""
        swapped = [other for other in self._near.to(form) if sorted(other) == sorted(form) or is_doubled(form, other)]
        return swapped[0] if len(swapped) == 1 and is_marked(form) else ""

    def _support(self, form: str, left: str, right: str, just_so: bool) -> int:
        """How often a word stands beside these neighbours; where it need not be written `just_so`, told by their folded
        forms, too: what is no syllable at all is a slip for sure.
        """
        strictly = self._backing(form, left, right, True)
        return strictly if just_so else max(strictly, self._backing(form, left, right, False))

    def _is_usual(self, left: str, form: str, right: str) -> bool:
        """Whether a word makes a word of the language with a neighbour, or stands beside them in more texts than one:
        only then were its marks meant where other marks, that make a word too, were typed.
        """
        return _is_word(left, form, right) or self._often(left, form) + self._often(form, right) > 1

    def _written_so(self, left: str, right: str, form: str) -> tuple[int, str]:
        return self._often(left, form) + self._often(form, right), form

    def _backing(self, form: str, left: str, right: str, just_so: bool) -> int:
        """How often a word stands beside these neighbours; beside one with marks, written `just_so`."""
        return self._side(left, form, just_so) + self._side(form, right, just_so)

    def _side(self, first: str, second: str, just_so: bool) -> int:
        if just_so and (is_marked(first) or is_marked(second)):
            return max(10 * ((first, second) in self._written), self._often(first, second))
        return self._pairs.get((fold(first), fold(second)), 0)


def _is_meant(token: Token, tokens: Sequence[Token]) -> bool:
    """Nobody slips into a syllable with its marks, whether it is a word by itself or with a neighbour of `tokens`: such
    a word is what the person meant.
    """
    if not (token.marked and is_syllable(token.folded) and token.lower in written_syllables()):
        return False
    at = tokens.index(token)
    left, right = (each[0].lower if each else "" for each in (tokens[:at][-1:], tokens[at + 1 :]))
    return token.lower in words_alone() or _is_word(left, token.lower, right)


def _is_word(left: str, form: str, right: str) -> bool:
    """Whether a syllable with its marks makes a word with a neighbour: "bổng" in "học bổng" is no slip."""
    return is_marked(form) and (f"{left} {form}" in compounds() or f"{form} {right}" in compounds())


def _is_short_form(token: Token) -> bool:
    """Whether a token is the number of a section or letters that stand for words ("SKHĐT"): never a slip of a word."""
    vowelless = _VOWEL.search(token.folded) is None and token.folded.isalpha()
    return bool(_ROMAN.fullmatch(token.folded)) or (vowelless and (token.text.isupper() or "đ" in token.text))


class NameMender:
    """Mends slips in names of several syllables: "Kon Tm" -> "Kon Tum"."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        """`names`: each as its syllables; of two that a slip may mean the first given counts."""
        self._names = [(name, [fold(syllable) for syllable in name]) for name in names]
        self._places: dict[str, list[int]] = {}
        for place, (_, plain) in enumerate(self._names):
            for syllable in {*plain}:
                self._places.setdefault(syllable, []).append(place)

    def mend(self, text: str) -> str:
        """The normalised text with slips in names mended. Only what is no Vietnamese syllable is mended, one edit from
        the name's, where all its other syllables stand.
        """
        tokens = tokenise(text)
        for at, token in enumerate(tokens):
            odd = token.folded.isalpha() and not is_syllable(token.folded)
            if odd and (meant := self._meant(tokens, at)):
                written = meant.lower() if token.text.islower() else meant
                return self.mend(text[: token.start] + written + text[token.end :])
        return text

    def _meant(self, tokens: Sequence[Token], at: int) -> str:
        """The syllable of a name that a token is one edit from, its neighbours being the others; "" for none."""
        beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
        for number in sorted({number for token in beside for number in self._places.get(token.folded, ())}):
            name, plain = self._names[number]
            for place in range(min(len(name), at + 1)):
                there = tokens[at - place : at - place + len(name)]
                typed = [token.folded for token in there]
                others = [*typed[:place], plain[place], *typed[place + 1 :]] == plain and _fit(there, name, place)
                if others and OSA.distance(typed[place], plain[place], score_cutoff=1) == 1:
                    return name[place]
        return ""


def _fit(tokens: Sequence[Token], name: Sequence[str], place: int) -> bool:
    """Whether the marks typed in tokens do not contradict a name, but for the syllable at a place."""
    pairs = enumerate(zip(tokens, name, strict=True))
    return all(at == place or token.lower in (token.folded, syllable.lower()) for at, (token, syllable) in pairs)


def _is_written(words: Sequence[str]) -> bool:
    """Whether a question is typed with marks: half of its words carry some."""
    return 2 * sum(map(is_marked, words)) >= len(words)


def _one_slip(form: str, other: str, is_word: bool) -> bool:
    """Whether only a mark or only a plain letter differs, or a letter was lost: nobody slips from "lũ" to "lạ", another
    letter under another mark, but a letter with its mark may be lost to a plain one where that makes no word: "đưic" of
    "được". A word without marks can only have lost one: "mai" is not "tai".
    """
    if len(other) > len(form):
        return True
    left, right = _marked_letters(form), _marked_letters(other)
    return is_marked(form) and (fold(form) == fold(other) or left == right or (left < right and not is_word))


def _marked_letters(form: str) -> set[str]:
    return {letter for letter in form if fold(letter) != letter}


def _is_edited(form: str, word: str) -> bool:
    """Whether a form is one edit from a word: a letter more, less, other, or two changed over."""
    return OSA.distance(form, word, score_cutoff=1) == 1
