"""What each word of a question is: part of a name, a time or a number, a word that asks, of the topic, or little."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile, zip_longest
from typing import Literal, NamedTuple, Protocol

from nlp.phrases import Match, Token, announcing, asides, giving, within
from nlp.points import COUNTED
from nlp.related import related_pairs
from nlp.text import fold
from nlp.words import compounds, plain_compounds

Role = Literal["agency", "place", "period", "point", "number", "cue", "document", "filler", "generic", "topic"]

_NUMBER = re.compile(
    r"(?<![\w./-])(\d{1,5}\s?[/-]\s?(?:\d{4}\s?/\s?)?(?=[^\W\d_])[^\W_][\w&-]*(?:-[\w&]+)*(?:/[^\W\d_][\w&-]*)?"
    r"|\d{1,5}(?![\w./%-]))"
)
_SIGNED = re.compile(r"[/-].*[/-]")
"""what only a document's number has: "07-CT/TU", not "3/huyện"."""
_KINDS = "ke hoach|cong van|quyet dinh|nghi quyet|chi thi|chuong trinh|van ban|thong tu|nghi dinh"
KIND = re.compile(rf"\b(?:{_KINDS})\b")
_DOCUMENT_WORD = re.compile(rf"\b(?:{_KINDS}|kh|so hieu)( so)? $|^so $")
_SOME = re.compile(
    rf"(?:^|\b(?:ca|o|trong|tai|cua) )(?:(?<=\bca )nam|[2-9]|hai|ba|bon|sau|bay) (?:{_KINDS}|tinh)\b"
    r"|\b\d{1,2}(?= (?:viec|muc|nhiem vu) nua\b)|\b[2-9] (?:tinh|noi|dia phuong)\b"
)
"""so many documents or provinces, folded: how many one has is not what a question is about"""
_COUNTED = re.compile(rf"\s(?:{COUNTED})\b(?! (?:(?:19|20)\d\d|\d{{1,2}}[/-])\b)")
_YEAR_BEHIND = re.compile(r"\snam (?:nay|ngoai|truoc|sau|toi)\b")
"""behind a number with a nought before it, which counts no years: "Chỉ thị 06 năm nay" """
_HOW_MANY = ("bao", "nhieu")
_THEN = "thi"
_NAMED: frozenset[Role] = frozenset({"agency", "place", "period", "number"})
"""what is told of, behind which "thì" opens the question"""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TELLING: frozenset[Role] = frozenset({"topic", "generic", "document"})
"""what the topic is told with"""
_ROLES: dict[str, Role] = {
    "people": "topic",
    "fields": "topic",
    "documents": "document",
    "fillers": "filler",
    "generic": "generic",
}
_BETWEEN = "giua"
NO_CUES = frozenset({*_ROLES, "openers"})
"""headings of phrases that ask nothing"""


class Mention(Protocol):
    """A name found in the question: what it names, and where it stands."""

    @property
    def key(self) -> str:
        """The full name."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """The character after the last."""


TitleRun = Callable[[Sequence[str]], int]
"""How many of these folded words, from the first on, stand so in the title of some document."""


class Word(NamedTuple):
    """A token of the question with the role it was given."""

    token: Token
    role: Role
    tags: tuple[str, ...] = ()
    lead: bool = True
    """Whether it begins the phrase or name that it belongs to."""
    written: str = ""
    """The word of a set phrase that it stands for, with its marks."""


class Roles:
    """The tokens of a question, and which of them have been given a role."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words: list[Word | None] = [None] * len(tokens)

    @property
    def taken(self) -> list[bool]:
        """For each token whether it has a role."""
        return [word is not None for word in self.words]

    def take(self, role: Role, mentions: Sequence[Mention]) -> list[str]:
        """Give a role to the mentions that stand on free tokens; -> their keys, in order, each once."""
        free = [m for m in mentions if self._mark(role, m.start, m.end)]
        return list(dict.fromkeys(m.key for m in free))

    def take_spans(self, role: Role, spans: Sequence[tuple[int, int]]) -> None:
        """Give a role to the free tokens of stretches, told by their first character and the one after the last."""
        for start, end in spans:
            self._mark(role, start, end)

    def take_numbers(self, text: str, known: frozenset[str]) -> list[str]:
        """Numbers of documents: with signs ("488/KH-UBND"), or bare after a word for a document ("kế hoạch 488")."""
        found = []
        for match in _NUMBER.finditer(text):
            if _is_number(text, match, known) and self._mark("number", *match.span()):
                found.append(re.sub(r"\s", "", match[0]))
        return found

    def take_counts(self, text: str) -> None:
        """Words such as "cả 5 kế hoạch", that only say how many documents are looked at: they tell little."""
        for match in _SOME.finditer(fold(text)):
            self._mark("filler", *match.span())

    def without_numbers(self, text: str) -> str:
        """The text with letters in place of the numbers of documents: "06 năm nay" behind "Chỉ thị" is no time."""
        for word in self.words:
            if word and word.role == "number":
                start, end = word.token.start, word.token.end
                text = text[:start] + "x" * (end - start) + text[end:]
        return text

    def is_counted(self, start: int) -> bool:
        """Whether a place lies in such words: "năm kế" in "cả năm kế hoạch" is no time."""
        return any(word and word.role == "filler" and word.token.start == start for word in self.words)

    def take_phrases(self, matches: Sequence[Match]) -> None:
        """Give the words of set phrases the role that their headings tell."""
        for match in matches:
            role = role_of(match.phrase.tags)
            for at, written in enumerate(match.phrase.words, match.first):
                self.words[at] = Word(self.tokens[at], role, match.phrase.tags, at == match.first, written)

    def take_links(self) -> None:
        """The "thi" right behind a name or a time, which without its marks is hardly another word than "thì"."""
        for at in range(1, len(self.tokens)):
            before, token = self.words[at - 1], self.tokens[at]
            if before and before.role in _NAMED and token.lower == _THEN and self.words[at] is None:
                self.words[at] = Word(token, "filler")

    def take_quantity(self) -> Token | None:
        """The token that begins what is counted behind "bao nhiêu", where that is no duty; its words are then of the
        topic, even in an agency's name: "bao nhiêu tổ bầu cử". None without any.
        """
        for at in range(2, len(self.tokens)):
            if (self.tokens[at - 2].folded, self.tokens[at - 1].folded) == _HOW_MANY and self._is_countable(at):
                named = takewhile(lambda word: word is not None and word.role == "agency", self.words[at:])
                size = len(list(named))
                self.words[at : at + size] = [None] * size
                return self.tokens[at]
        return None

    def _is_countable(self, at: int) -> bool:
        asks, counted = self.words[at - 1], self.words[at]
        counts = asks is None or asks.role == "filler" or asks.tags == ("count",)
        return counts and (counted is None or counted.role == "agency")

    def is_issuer(self, start: int) -> bool:
        """Whether a name that begins here only tells whose document was just named: "Chỉ thị 06 của Tỉnh ủy", "kế hoạch
        của UBND tỉnh".
        """
        at = next((k for k, token in enumerate(self.tokens) if token.start >= start), 0)
        before = self.words[at - 2] if at > 1 else None
        named = before is not None and (before.role in ("number", "document") or "basis" in before.tags)
        return named and self.tokens[at - 1].folded == "cua"

    def is_giver(self, end: int) -> bool:
        """Whether a name that ends here, its place aside, is of who gives a duty: "UBND tỉnh giao Sở Y tế làm gì"."""
        at = self._behind(end)
        return at is not None and any(
            tuple(token.folded for token in self.tokens[at : at + len(verb)]) == verb for verb in giving()
        )

    def _behind(self, end: int) -> int | None:
        """Which token is the first behind a name that ends here, its place aside."""
        behind = (k for k, word in enumerate(self.words) if self.tokens[k].start >= end and not _is_place(word))
        return next(behind, None)

    def take_titles(self, run: TitleRun) -> list[str]:
        """Titles of documents that a question asks in: behind "trong chương trình", as far as some title goes so."""
        found = []
        for at, word in enumerate(self.words):
            if at and word and word.role == "document" and self._opens_title(at):
                words = [token.folded for token in self.tokens[at + 1 :]]
                free = takewhile(lambda k: self._may_be_title(k), range(at + 1, len(self.tokens)))
                length = run(words[: len(list(free))])
                for k in range(at + 1, at + 1 + length):
                    self.words[k] = Word(self.tokens[k], "document", (), k == at + 1)
                found += [" ".join(words[:length])] if length else []
        return found

    def _opens_title(self, at: int) -> bool:
        """Whether a word for a document ends here, that began behind "trong", "theo" and the like."""
        first = next(k for k in range(at, -1, -1) if (word := self.words[k]) and word.lead)
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        goes_on = after and after.role == "document" and not after.lead
        return first > 0 and not goes_on and self.tokens[first - 1].folded in within()

    def _may_be_title(self, at: int) -> bool:
        word = self.words[at]
        return word is None or word.role in ("filler", "generic", "topic")

    def all(self, text: str) -> tuple[tuple[Word, ...], int]:
        """All words of a text, and the character where the question proper begins: what was told before is no topic."""
        words = _without_asides(self._filled())
        announced = announcing().match(text)
        begin = max(begins(words, "topic"), announced.end() if announced else 0)
        told = ("topic", "agency") if begin else ()
        return tuple(w._replace(role="filler") if w.role in told and w.token.end <= begin else w for w in words), begin

    def _filled(self) -> list[Word]:
        words = [word or Word(token, "topic") for word, token in zip(self.words, self.tokens, strict=True)]
        words = [
            w._replace(role="filler") if _is_between(w, behind) else w for w, behind in zip_longest(words, words[1:])
        ]
        return [Word(w.token, "topic") if self._belongs(words, at) else w for at, w in enumerate(words)]

    def _belongs(self, words: Sequence[Word], at: int) -> bool:
        """Whether a little word is half of a word that the plans lack: "rieng" in "sau rieng". Only without marks, and
        only beside a syllable that would be left as a topic by itself.
        """
        here = words[at]
        if not (here.role in ("filler", "generic") or "followup" in here.tags) or here.token.marked:
            return False
        beside = [k for k in (at - 1, at + 1) if 0 <= k < len(words) and not words[k].token.marked]
        tells = here.role == "generic"
        pairs = [(k, f"{words[min(at, k)].token.folded} {words[max(at, k)].token.folded}") for k in beside]
        return any(
            (_is_single(words, k) and pair in compounds())
            or (words[k].role == "topic" and (pair in plain_compounds() or (tells and pair in related_pairs())))
            for k, pair in pairs
        )

    def _mark(self, role: Role, start: int, end: int) -> bool:
        inside = [k for k, token in enumerate(self.tokens) if token.start < end and start < token.end]
        if not inside or any(self.words[k] for k in inside):
            return False
        for k in inside:
            self.words[k] = Word(self.tokens[k], role, (), k == inside[0])
        return True


def _is_between(word: Word, behind: Word | None) -> bool:
    """Whether a word only says that what follows are two places: "giữa | Nghệ An với Khánh Hòa"."""
    return word.token.folded == _BETWEEN and behind is not None and behind.role == "place"


def _without_asides(words: Sequence[Word]) -> list[Word]:
    """The words, where a clause that only tells why somebody asks has no topic: "em đang lập lịch tuần, ...". It may
    hold a word that asks ("em đang tìm đầu mối, ...") where another clause asks by itself.
    """
    parts = _clauses(words)
    asks = [any(word.role == "cue" for word in part) for part in parts]
    out: list[Word] = []
    for part, asking in zip(parts, asks, strict=True):
        others = (other for other in parts if other is not part)
        aside = _is_aside(part) and (any(map(_asks_on_topic, others)) if asking else any(asks))
        told = {*TELLING, "cue"} if asking else TELLING
        out += [word._replace(role="filler") if aside and word.role in told else word for word in part]
    return out


def _asks_on_topic(clause: Sequence[Word]) -> bool:
    """Whether a clause asks by itself: with a word that asks, of something or of a time."""
    roles = {word.role for word in clause}
    return "cue" in roles and not roles.isdisjoint({"topic", "period"})


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    """The words up to each mark of punctuation; a mark is what leaves more than a blank between two words."""
    parts: list[list[Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is None or word.token.start - before.token.end > 1:
            parts.append([])
        parts[-1].append(word)
    return parts


def _is_aside(clause: Sequence[Word]) -> bool:
    if any(word.role in ("agency", "period", "point", "number") for word in clause):
        return False
    return " ".join([word.token.folded for word in clause]).startswith(asides())


def _is_number(text: str, match: re.Match[str], known: frozenset[str]) -> bool:
    """Whether figures are the number of a document, and not a year or how many there are of something."""
    figures, plain = match[0], fold(text)
    if _SIGNED.search(figures) or re.split(r"\s?[/-]", figures)[0] in known:
        return True
    named = _DOCUMENT_WORD.search(plain[: match.start()])
    if not figures.isdecimal() or not named or named[1] or named[0] == "so ":
        return bool(named)
    counts = _COUNTED.match(plain, match.end())
    if counts and figures.startswith("0") and _YEAR_BEHIND.match(plain, match.end()):
        counts = None
    return not (len(figures) == 1 or YEAR.fullmatch(figures) or counts)


def _is_place(word: Word | None) -> bool:
    return word is not None and word.role == "place"


def begins(words: Sequence[Word], by: Role) -> int:
    """The character where the question proper begins: after "... cho em hỏi" when a word with some role follows;
    else 0.
    """
    last = max((at for at, word in enumerate(words) if "openers" in word.tags), default=-1)
    return words[last].token.end if last >= 0 and any(w.role == by for w in words[last + 1 :]) else 0


def _is_single(words: Sequence[Word], at: int) -> bool:
    """Whether a word of the topic stands between words that are none."""
    sides = (words[k] for k in (at - 1, at + 1) if 0 <= k < len(words))
    return words[at].role == "topic" and all(side.role != "topic" for side in sides)


def role_of(tags: Sequence[str]) -> Role:
    """The role of a phrase that stands under some headings."""
    if not {*tags} <= NO_CUES:
        return "cue"
    return next((role for tag, role in _ROLES.items() if tag in tags), "filler")
