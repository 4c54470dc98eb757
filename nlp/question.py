"""What a question asks: its kind, and the names, times, points and topic words in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple, Protocol

from nlp.danger import signs
from nlp.intent import Intent, decide
from nlp.phrases import Match, PhraseBook, Token, WordTest, asides, carried_out, dated, giving, heads, tokenise, within
from nlp.points import COUNTED, Point, find_ordinal, find_point, find_vague_point
from nlp.text import fold, normalise
from nlp.times import Period, find_periods
from nlp.words import compounds, plain_compounds

Role = Literal["agency", "place", "period", "point", "number", "cue", "document", "filler", "generic", "topic"]

_NUMBER = re.compile(
    r"(?<![\w./-])(\d{1,5}\s?[/-]\s?(?:\d{4}\s?/\s?)?(?=[^\W\d_])[^\W_][\w&-]*(?:-[\w&]+)*(?:/[^\W\d_][\w&-]*)?"
    r"|\d{1,5}(?![\w./%-]))"
)
_SIGNED = re.compile(r"[/-].*[/-]")
"""what only a document's number has: "07-CT/TU", not "3/huyện"."""
_KINDS = "ke hoach|cong van|quyet dinh|nghi quyet|chi thi|chuong trinh|van ban|thong tu|nghi dinh"
_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_DOCUMENT_WORD = re.compile(rf"\b(?:{_KINDS}|kh|so hieu)( so)? $|^so $")
_COUNTED = re.compile(rf"\s(?:{COUNTED})\b(?! (?:(?:19|20)\d\d|\d{{1,2}}[/-])\b)")
_NUMBER_OF_DOCUMENT = re.compile(
    r"^so \d+ .*\b(?:ke hoach|cong van|quyet dinh|nghi quyet|chi thi|chuong trinh|van ban)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPANS = ("years", "range")
_FROM_TODAY = re.compile(r"\bnam (?:nay|ngoai|sau|toi)\b")
_TELLING: frozenset[Role] = frozenset({"topic", "generic", "document"})
_CONTENT = frozenset({"coordinate", "report", "target", "funding", "basis", "scope"})
_MATTER = frozenset({"funding", "target"})
_OFFER = "help"
"""cues whose words may be the duty's own: "báo cáo", "phối hợp", "kinh phí"."""
_ROLES: dict[str, Role] = {
    "people": "topic",
    "fields": "topic",
    "documents": "document",
    "fillers": "filler",
    "generic": "generic",
}
_NO_CUES = frozenset({*_ROLES, "openers"})
_DOCUMENT_FIELDS = ("number", "issued", "signer", "issuer", "basis", "scope")


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


Finder = Callable[[str], Sequence[Mention]]
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


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood."""

    typed: str
    """as the person typed it."""
    text: str
    """normalised, with abbreviations written out and slips mended: what all places refer to."""
    intent: Intent
    words: tuple[Word, ...]
    cues: frozenset[str]
    agencies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: Period | None = None
    years: tuple[int, ...] = ()
    """all years that stand in it."""
    asked_years: tuple[int, ...] = ()
    """those that it asks in; not the years of a law, of a document's number or of a span ("giai đoạn 2021-2030")."""
    point: Point | None = None
    ordinal: int | None = None
    """which of the things just listed it means: 1 the first, -1 the last."""
    numbers: tuple[str, ...] = ()
    """numbers of documents that it names: "488", "488/KH-UBND"."""
    documents: tuple[str, ...] = ()
    """kinds of document that it names, folded: "ke hoach"."""
    titles: tuple[str, ...] = ()
    """what it says of the title of a document that it asks in, folded: "trong kế hoạch bảo vệ trẻ em"."""
    fields: tuple[str, ...] = ()
    """which facts of a document are asked: number, issued, signer, issuer, basis, scope."""

    @property
    def topic(self) -> list[Word]:
        """The words that tell what the duty is about, in order; those that tell little too. Words of money and targets
        tell it when the question is not of these themselves: "ai bố trí ngân sách".
        """
        return [told for word in self.words if (told := self._telling(word))]

    def _telling(self, word: Word) -> Word | None:
        """A word with what it is in the topic; None when it does not tell it."""
        if word.role != "cue":
            return word if word.role in _TELLING else None
        if not (_MATTER - {self.intent}).isdisjoint(word.tags):
            return word._replace(role="generic")
        return None if _CONTENT.isdisjoint(word.tags) else word

    @property
    def named_topic(self) -> list[Word]:
        """The topic together with the words of agencies' names."""
        topic = self.topic
        return [w for w in self.words if w.role == "agency" or w in topic]

    @property
    def by_number(self) -> bool:
        """Whether it asks of the document with the number: "Chỉ thị 06-CT/TU ai ký", not "kế hoạch thực hiện Chỉ thị
        06-CT/TU ai ký", "tỉnh nào triển khai Chỉ thị 06-CT/TU".
        """
        plain = fold(self.text)
        return bool(self.numbers) and len(_KIND.findall(plain)) <= 1 and not carried_out().search(plain)

    @property
    def has_topic(self) -> bool:
        """Whether some word tells what it is about."""
        return any(word.role == "topic" for word in self.words)


@dataclass(frozen=True, slots=True)
class QuestionReader:
    """Reads questions with the names and words that the caller knows."""

    agencies: Finder
    places: Finder
    is_word: WordTest
    mend: Callable[[str], str] = normalise
    """writes abbreviations out and mends slips; gets and returns normalised text."""
    phrases: PhraseBook = field(default_factory=PhraseBook.load)
    numbers: frozenset[str] = frozenset()
    """figures that are the number of a document wherever they stand: "8916"."""
    titles: TitleRun = lambda _words: 0
    """tells the words of a title behind a word for a document."""

    def read(self, typed: str, today: date) -> Question:
        """What `typed` asks on the day `today`. Never raises for any text."""
        text = self.mend(normalise(typed))
        point = find_point(text)
        vague = None if point or _NUMBER_OF_DOCUMENT.search(fold(text)) else find_vague_point(text)
        found = self._read(typed, text, today, point or vague)
        return self._read(typed, text, today, None) if vague and found.has_topic else found

    def _read(self, typed: str, text: str, today: date, point: Point | None) -> Question:
        tokens = tokenise(text)
        roles = _Roles(tokens)
        ordinal = find_ordinal(text)
        roles.take_spans("point", [*(point.spans if point else ()), *([ordinal.span] if ordinal else ())])
        numbers = roles.take_numbers(text, self.numbers)
        named = self.agencies(text)
        agencies = roles.take("agency", named)
        places = roles.take("place", self.places(text))
        periods = find_periods(text, today)
        roles.take_spans("period", [p.span for p in periods])
        roles.take_spans("period", [match.span() for match in _YEAR.finditer(text)])
        matches = self.phrases.find(tokens, roles.taken, self.is_word)
        roles.take_phrases(matches)
        titles = roles.take_titles(self.titles)
        words, opened = roles.all()
        asks = opened or _opened(words, "cue")
        periods = [period for period in periods if period.span[0] >= asks]
        asked = [m for m in named if m.start >= opened and not roles.is_issuer(m.start)]
        asked = [m for m in asked if not roles.is_giver(m.end)] or asked
        agencies = [name for name in agencies if any(m.key == name for m in asked)]
        found = _compose(typed, text, words, matches, agencies, places, periods, point, numbers)
        asked_years = _asked_years(text, words, periods)
        if not titles and ordinal is None and not asked_years:
            return found
        return replace(
            found, titles=tuple(titles), ordinal=ordinal.number if ordinal else None, asked_years=asked_years
        )


class _Roles:
    """The tokens of a question, and which of them have been given a role."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words: list[Word | None] = [None] * len(tokens)

    @property
    def taken(self) -> list[bool]:
        return [word is not None for word in self.words]

    def take(self, role: Role, mentions: Sequence[Mention]) -> list[str]:
        """Give a role to the mentions that stand on free tokens; -> their keys, in order, each once."""
        free = [m for m in mentions if self._mark(role, m.start, m.end)]
        return list(dict.fromkeys(m.key for m in free))

    def take_spans(self, role: Role, spans: Sequence[tuple[int, int]]) -> None:
        for start, end in spans:
            self._mark(role, start, end)

    def take_numbers(self, text: str, known: frozenset[str]) -> list[str]:
        """Numbers of documents: with signs ("488/KH-UBND"), or bare after a word for a document ("kế hoạch 488")."""
        found = []
        for match in _NUMBER.finditer(text):
            if _is_number(text, match, known) and self._mark("number", *match.span()):
                found.append(re.sub(r"\s", "", match[0]))
        return found

    def take_phrases(self, matches: Sequence[Match]) -> None:
        for match in matches:
            role = _role_of(match.phrase.tags)
            for at, written in enumerate(match.phrase.words, match.first):
                self.words[at] = Word(self.tokens[at], role, match.phrase.tags, at == match.first, written)

    def is_issuer(self, start: int) -> bool:
        """Whether a name that begins here only tells whose document was just named: "Chỉ thị 06 của Tỉnh ủy"."""
        at = next((k for k, token in enumerate(self.tokens) if token.start >= start), 0)
        before = self.words[at - 2] if at > 1 else None
        return before is not None and before.role == "number" and self.tokens[at - 1].folded == "cua"

    def is_giver(self, end: int) -> bool:
        """Whether a name that ends here, its place aside, is of who gives a duty: "UBND tỉnh giao Sở Y tế làm gì"."""
        behind = (k for k, word in enumerate(self.words) if self.tokens[k].start >= end and not _is_place(word))
        at = next(behind, None)
        return at is not None and any(
            tuple(token.folded for token in self.tokens[at : at + len(verb)]) == verb for verb in giving()
        )

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

    def all(self) -> tuple[tuple[Word, ...], int]:
        """All words, and the character where the question proper begins: what was told before is no topic."""
        words = _without_asides(self._filled())
        opened = _opened(words, "topic")
        told = ("topic", "agency") if opened else ()
        return tuple(
            w._replace(role="filler") if w.role in told and w.token.end <= opened else w for w in words
        ), opened

    def _filled(self) -> list[Word]:
        words = [word or Word(token, "topic") for word, token in zip(self.words, self.tokens, strict=True)]
        return [Word(w.token, "topic") if self._belongs(words, at) else w for at, w in enumerate(words)]

    def _belongs(self, words: Sequence[Word], at: int) -> bool:
        """Whether a little word is half of a word that the plans lack: "rieng" in "sau rieng". Only without marks, and
        only beside a syllable that would be left as a topic by itself.
        """
        here = words[at]
        if not (here.role in ("filler", "generic") or "followup" in here.tags) or here.token.marked:
            return False
        beside = [k for k in (at - 1, at + 1) if 0 <= k < len(words) and not words[k].token.marked]
        pairs = [(k, (words[min(at, k)].token.folded, words[max(at, k)].token.folded)) for k in beside]
        return any(
            (_is_single(words, k) and pair in compounds()) or (words[k].role == "topic" and pair in plain_compounds())
            for k, pair in pairs
        )

    def _mark(self, role: Role, start: int, end: int) -> bool:
        inside = [k for k, token in enumerate(self.tokens) if token.start < end and start < token.end]
        if not inside or any(self.words[k] for k in inside):
            return False
        for k in inside:
            self.words[k] = Word(self.tokens[k], role, (), k == inside[0])
        return True


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
        told = {*_TELLING, "cue"} if asking else _TELLING
        out += [word._replace(role="filler") if aside and word.role in told else word for word in part]
    return out


def _asks_on_topic(clause: Sequence[Word]) -> bool:
    """Whether a clause asks by itself: with a word that asks, of something."""
    return {"cue", "topic"} <= {word.role for word in clause}


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    """The words up to each mark of punctuation; a mark is what leaves more than a blank between two words."""
    parts: list[list[Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is None or word.token.start - before.token.end > 1:
            parts.append([])
        parts[-1].append(word)
    return parts


def _is_aside(clause: Sequence[Word]) -> bool:
    folded = " ".join(word.token.folded for word in clause)
    names = any(word.role in ("agency", "place", "period", "point", "number") for word in clause)
    return not names and any(folded.startswith(f"{opening} ") for opening in asides())


def _is_number(text: str, match: re.Match[str], known: frozenset[str]) -> bool:
    """Whether figures are the number of a document, and not a year or how many there are of something."""
    figures, plain = match[0], fold(text)
    if _SIGNED.search(figures) or re.split(r"\s?[/-]", figures)[0] in known:
        return True
    named = _DOCUMENT_WORD.search(plain[: match.start()])
    if not figures.isdecimal() or not named or named[1] or named[0] == "so ":
        return bool(named)
    return not (len(figures) == 1 or _YEAR.fullmatch(figures) or _COUNTED.match(plain, match.end()))


def _is_place(word: Word | None) -> bool:
    return word is not None and word.role == "place"


def _opened(words: Sequence[Word], by: Role) -> int:
    """The character where the question proper begins: after "... cho em hỏi" when a word with some role follows;
    else 0.
    """
    last = max((at for at, word in enumerate(words) if "openers" in word.tags), default=-1)
    return words[last].token.end if last >= 0 and any(w.role == by for w in words[last + 1 :]) else 0


def _is_single(words: Sequence[Word], at: int) -> bool:
    """Whether a word of the topic stands between words that are none."""
    sides = (words[k] for k in (at - 1, at + 1) if 0 <= k < len(words))
    return words[at].role == "topic" and all(side.role != "topic" for side in sides)


def _role_of(tags: Sequence[str]) -> Role:
    if not {*tags} <= _NO_CUES:
        return "cue"
    return next((role for tag, role in _ROLES.items() if tag in tags), "filler")


def _compose(
    typed: str,
    text: str,
    words: tuple[Word, ...],
    matches: Sequence[Match],
    agencies: list[str],
    places: list[str],
    periods: Sequence[Period],
    point: Point | None,
    numbers: list[str],
) -> Question:
    words = _without_offers(words)
    matches = [m for m in matches if words[m.first].role != "filler" or _role_of(m.phrase.tags) == "filler"]
    cues = frozenset(tag for match in matches for tag in match.phrase.tags) - _NO_CUES | frozenset(
        "documents" for match in matches if "documents" in match.phrase.tags
    )
    cues |= signs([word.token for word in words])
    if fold(text).startswith(tuple(f"{head} " for head in heads())):
        cues |= {"followup"}
    content = sum(w.role == "topic" for w in words)
    fields = tuple(name for name in _DOCUMENT_FIELDS if name in cues)
    period = _period(periods, cues)
    slots = {"agency": agencies, "place": places, "period": period, "point": point, "number": numbers}
    return Question(
        typed=typed,
        text=text,
        intent=decide(cues, {name for name, there in slots.items() if there}, content),
        words=words,
        cues=cues,
        agencies=tuple(agencies),
        places=tuple(places),
        period=period,
        years=tuple(dict.fromkeys(int(y) for y in _YEAR.findall(text))),
        point=point,
        numbers=tuple(numbers),
        documents=tuple(" ".join(m.phrase.folded) for m in matches if "documents" in m.phrase.tags),
        fields=fields,
    )


def _period(periods: Sequence[Period], cues: frozenset[str]) -> Period | None:
    """The first period; but a year beside a word for a document is that document's, unless the question is of days."""
    first = periods[0] if periods else None
    of_document = first and first.kind == "year" and "documents" in cues and not cues & {"due", "overdue"}
    return None if of_document else first


def _asked_years(text: str, words: Sequence[Word], periods: Sequence[Period]) -> tuple[int, ...]:
    """The years that a question asks in, as figures ("2025", "quý I/2025") or told from today ("năm nay")."""
    apart = [period.span for period in periods if period.kind in _SPANS and period.start.year < period.end.year]
    apart += [(word.token.start, word.token.end) for word in words if word.role == "number"]
    plain, found = fold(text), list[int]()
    for match in _YEAR.finditer(text):
        inside = any(start <= match.start() < end for start, end in apart)
        if not inside and not dated().search(plain[: match.start()]):
            found.append(int(match[0]))
    told = [
        period.start.year for period in periods if period.kind == "year" and _FROM_TODAY.search(_said(plain, period))
    ]
    return tuple(dict.fromkeys([*found, *told]))


def _said(plain: str, period: Period) -> str:
    return plain[slice(*period.span)]


def _without_offers(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Beside a topic, "trợ giúp" and the like are part of it, not a call for help."""
    if not any(word.role == "topic" for word in words):
        return words
    return tuple(
        word._replace(role="topic") if _OFFER in word.tags and "list" not in word.tags else word for word in words
    )
