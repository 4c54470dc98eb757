"""Question words and set phrases, found in a question: what is asked, and what is only politeness.

The phrases live in ``data/questions.yaml``; an official can read and extend them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from nlp.datafiles import OWN, QUESTIONS
from nlp.rows import Rows
from nlp.text import fold, normalise, squeeze

_WORD = re.compile(r"[^\W_]+(?:[.,/&-][^\W_]+)*%?|%")
_CHOICE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_LISTS = ("documents", "openers", "people", "fields", "fillers", "generic")
_LITTLE = frozenset({"fillers", "generic"})
"""headings of phrases that tell little."""
_TAIL = 2
"""tokens behind a phrase from which on it does not end the question: "tre chua vay" """
_TITLE = 5
"""Words of a law's name at most, to the year of its making."""
WordTest = Callable[[str, str], bool]
"""Whether two neighbouring syllables, as typed, make one word."""


class Token(NamedTuple):
    """One word as typed between blanks, with its place in the text."""

    text: str
    lower: str
    folded: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        """Whether the person typed a diacritic in it."""
        return self.lower != self.folded


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase: its syllables as written and folded, and the headings that it stands under."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    tags: tuple[str, ...]
    strict: bool = False
    """whether its marks must be typed, because without them it is easily another word."""

    closing: bool = False
    """whether these may be left out all the same where it ends the question."""

    def fits(self, tokens: Sequence[Token], behind: int = _TAIL) -> bool:
        """Whether the marks that were typed in tokens of the same folded words do not contradict the phrase; `behind`:
        how many tokens follow.
        """
        if self.strict and not (self.closing and behind < _TAIL):
            return all(token.lower == word for token, word in zip(tokens, self.words, strict=True))
        return all(token.lower in (word, token.folded) for token, word in zip(tokens, self.words, strict=True))


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at tokens ``first`` up to, but without, ``last``."""

    phrase: Phrase
    first: int
    last: int


def wordings(pattern: str) -> Iterator[str]:
    """All that a pattern of the data stands for: "(kể|nêu) [ra]" is "kể", "kể ra", "nêu", "nêu ra"."""
    *before, rest = _CHOICE.split(pattern, maxsplit=1)
    if not before:
        yield pattern
        return
    head, one, maybe = before
    for option in one.split("|") if one is not None else ["", *maybe.split("|")]:
        yield from wordings(squeeze(f"{head}{option}{rest}"))


def tokenise(text: str) -> list[Token]:
    """The words of a normalised text with their places. "mục 2.4.2 kt-xh" keeps "2.4.2" and "kt-xh" whole."""
    return list(_tokens(text))


@lru_cache(maxsize=16)
def _tokens(text: str) -> tuple[Token, ...]:
    """The same, remembered while a question is read: it is taken apart to be mended, then to be understood."""
    plain, spans = fold(text), map(re.Match.span, _WORD.finditer(text))
    return tuple([Token(word := text[a:b], word.lower(), plain[a:b], a, b) for a, b in spans])


class PhraseBook:
    """Set phrases, found by their words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._rows = Rows((phrase.folded, phrase) for phrase in phrases)

    @classmethod
    @cache
    def load(cls) -> "PhraseBook":
        """The phrases of ``data/questions.yaml``: tags are the names of its lists."""
        data = QUESTIONS.load()
        lists: dict[str, Iterable[str]] = {name: data[name] for name in _LISTS}
        return cls.of({**data["cues"], **lists}, frozenset(data["marked"]), frozenset(data["closing"]))

    @classmethod
    def of(
        cls, lists: Mapping[str, Iterable[str]], strict: Collection[str] = (), closing: Collection[str] = ()
    ) -> "PhraseBook":
        """A book of these phrases; one that stands under several headings gets all their names as tags. Those that are
        `strict` are only found where their marks were typed, or, if they are `closing`, too, where they end the text.
        """
        tags: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            patterns = (normalise(str(phrase)).lower() for phrase in phrases)
            for text in dict.fromkeys(chain.from_iterable(map(wordings, patterns))):
                tags.setdefault(text, []).append(name)
        rows = {text: tuple(text.split()) for text in tags}
        plain = {word: fold(word) for word in set(chain.from_iterable(rows.values()))}
        return cls(
            Phrase(row, tuple([plain[word] for word in row]), tuple(tags[text]), text in strict, text in closing)
            for text, row in rows.items()
        )

    def all(self) -> list[tuple[str, ...]]:
        """All phrases, as written syllables."""
        return [phrase.words for phrase in self._rows]

    def anywhere(self, tokens: Sequence[Token], places: Iterable[int]) -> frozenset[str]:
        """The headings of all phrases that begin at some places of the tokens, inside or across others, too."""
        words = [token.folded for token in tokens]
        found = (
            phrase.tags
            for at in places
            for phrase in self._rows.at(words, at)
            if phrase.fits(tokens[at : at + len(phrase.words)])
        )
        return frozenset(chain.from_iterable(found))

    def find(self, tokens: Sequence[Token], taken: Sequence[bool], is_word: WordTest) -> list[Match]:
        """Phrases in the tokens, left to right, the longest first, none over a taken token.

        A phrase of one syllable is left alone where that syllable makes a word with a neighbour ("mô" in "mô hình"), a
        call for help where it begins inside a word ("em là ai" in "trẻ em là ai").
        """
        found, at = [], 0
        words = [token.folded for token in tokens]
        while at < len(tokens):
            phrase = self._first(self._rows.at(words, at), tokens, at, taken, is_word)
            if phrase:
                found.append(Match(phrase, at, at + len(phrase.words)))
            at += len(phrase.words) if phrase else 1
        return found

    def _first(
        self, phrases: Iterable[Phrase], tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest
    ) -> Phrase | None:
        """The first of some phrases that may stand at a place."""
        for phrase in phrases:
            last = at + len(phrase.words)
            here = tokens[at:last]
            if True in taken[at:last] or not phrase.fits(here, len(tokens) - last) or _is_broken(here):
                continue
            if not _takes_apart(phrase, tokens, at, taken, is_word):
                return phrase
        return None


def _is_broken(tokens: Sequence[Token]) -> bool:
    """Whether a mark of punctuation stands between tokens: "nhiều quá, sở nào" does not ask for "qua sở nào"."""
    return any(after.start - before.end > 1 for before, after in pairwise(tokens))


def _takes_apart(phrase: Phrase, tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest) -> bool:
    """Whether a phrase that fits at a place takes words apart, so that it is hardly meant."""
    if len(phrase.words) == 1:
        return _part_of_word(tokens, at, taken, is_word)
    if "help" in phrase.tags:
        return _cuts_word(tokens, at, taken, is_word)
    return _LITTLE.isdisjoint(phrase.tags) and _cuts_two(tokens, at, at + len(phrase.words), is_word)


def _cuts_word(tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest) -> bool:
    """Whether a phrase of several syllables begins with the last one of a word: "em là ai" in "trẻ em là ai"."""
    here, after = tokens[at].text, tokens[at + 1].text
    before = at > 0 and not taken[at - 1] and is_word(tokens[at - 1].text, here)
    return before and not is_word(here, after)


def _cuts_two(tokens: Sequence[Token], at: int, last: int, is_word: WordTest) -> bool:
    """Whether a phrase without marks begins with the last syllable of one word and ends with the first of another:
    "thong bao" in "he thong bao ve".
    """
    if at == 0 or last == len(tokens) or any(token.marked for token in tokens[at:last]):
        return False
    words = [token.text for token in tokens]
    return is_word(words[at - 1], words[at]) and is_word(words[last - 1], words[last])


def _part_of_word(tokens: Sequence[Token], at: int, taken: Sequence[bool], is_word: WordTest) -> bool:
    here = tokens[at].text
    before = at > 0 and not taken[at - 1] and is_word(tokens[at - 1].text, here)
    after = at + 1 < len(tokens) and not taken[at + 1] and is_word(here, tokens[at + 1].text)
    return before or after


def said(name: str) -> list[str]:
    """Wordings of ``data/questions.yaml`` that stand for what a person did not say, that to be tried first before."""
    return [str(wording) for wording in QUESTIONS.load()["said"][name]]


@cache
def endings() -> tuple[tuple[str, ...], ...]:
    """Words that close a question, behind those that ask, as written: ("gì", "vậy")."""
    return tuple(tuple(str(each).split()) for each in QUESTIONS.load()["endings"])


@cache
def joints() -> frozenset[str]:
    """Words that never belong to a longer word, as written: "của", "và"."""
    return frozenset(QUESTIONS.load()["joints"])


@cache
def announcing() -> re.Pattern[str]:
    """What says that somebody asks, and no more, up to its colon: "chị bên hội phụ nữ xã hỏi chút: "; up to a comma
    where he begins with himself; or that he is sorry to ask.
    """
    data = QUESTIONS.load()
    little, own, sorry = map(_either_way, (data["announcing"], data["asides"]["self"], data["sorry"]))
    asks = rf"\b(?:hỏi|hoi)(?:\s(?:{little}|\d{{1,2}}))*\s?"
    return re.compile(rf"[^:?]{{0,70}}?{asks}:\s|(?:{own})\b[^:?,]{{0,70}}?{asks},\s|(?:{sorry})\b,?\s", re.IGNORECASE)


def _either_way(words: Iterable[str]) -> str:
    """A pattern for any of some words, with their marks or without."""
    return "|".join(form for word in words for form in dict.fromkeys((word, fold(word))))


@cache
def asides() -> tuple[str, ...]:
    """How a clause begins that only tells why somebody asks, folded, with the blank behind: "em dang "."""
    lists = QUESTIONS.load()["asides"]
    told = [f"{who} {wants}" for who in lists["self"] for wants in lists["wants"]]
    return tuple({fold(f"{each} ") for each in (*told, *lists["alone"])})


@cache
def heads() -> tuple[str, ...]:
    """Words that a question begins with that goes on from the last, folded, with the blank behind: "roi "."""
    return tuple(fold(f"{head} ") for head in QUESTIONS.load()["heads"])


@cache
def turns() -> re.Pattern[str]:
    """Finds, at the beginning of a text as typed, a word that only turns to something else: "thế | huyện làm gì"."""
    longest_first = sorted(QUESTIONS.load()["turns"], key=len, reverse=True)
    return re.compile(rf"\s*(?:{_either_way(longest_first)})\s+", re.IGNORECASE)


@cache
def acting() -> re.Pattern[str]:
    """Finds, at a place of a text as typed, what an agency named before it does: "huyện Tân Yên | phải báo cáo gì"."""
    return re.compile(rf"\s*(?:{_either_way(QUESTIONS.load()['acting'])})\b", re.IGNORECASE)


@cache
def asking_word() -> re.Pattern[str]:
    """Finds in a folded text a word that may ask: "ai", "khong"."""
    parts = QUESTIONS.load()["parts"]
    words = sorted(map(fold, {*parts["asking"], *parts["asking_last"]}))
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def duty_head() -> re.Pattern[str]:
    """Finds in a folded text a word for a duty at the end, in front of an agency: "nhiem vu | Sở Y tế chủ trì"."""
    return re.compile(rf"\b(?:{'|'.join(map(fold, QUESTIONS.load()['duty_heads']))})\s(?:cua\s|do\s|ma\s)?$")


@cache
def duty_heads() -> frozenset[str]:
    """The last syllables of the words for a duty, as written: "việc", "vụ"."""
    return frozenset(head.split()[-1] for head in QUESTIONS.load()["duty_heads"])


@cache
def asks_holder() -> re.Pattern[str]:
    """Finds in a folded text that it is asked who holds a post: "ai là giám đốc", "bí thư tỉnh đoàn tên gì"."""
    posts = _posts()
    who = r"(?:la ai|ten gi|ten la gi|ten ai|la nguoi nao)"
    return re.compile(rf"\bai (?:la|lam|giu chuc|dang la) (?:mot )?(?:{posts})\b|\b(?:{posts})\b.{{0,40}}\b{who}\b")


@cache
def names_post() -> re.Pattern[str]:
    """Finds in a folded text a post that somebody holds: "giam doc"."""
    return re.compile(rf"\b(?:{_posts()})\b")


def with_written_post(name: str) -> str:
    """A name with its post written with marks that was typed without: "giám đốc Sở Y tế" for "giam doc Sở Y tế"."""
    found = re.match(rf"(?:{_posts()})(?=\s)", name)
    if found is None:
        return name
    written = next(post for post in map(str, QUESTIONS.load()["posts"]) if fold(post) == found[0])
    return written + name[found.end() :]


@cache
def _posts() -> str:
    return "|".join(sorted(map(fold, QUESTIONS.load()["posts"]), key=len, reverse=True))


@cache
def within() -> frozenset[str]:
    """Words before a document that a question asks in, folded: "trong" kế hoạch ..."""
    return frozenset(map(fold, QUESTIONS.load()["within"]))


@cache
def carried_out() -> re.Pattern[str]:
    """Finds in a folded text that something is carried out: "trien khai"."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(verb)) for verb in QUESTIONS.load()['carrying'])})\b")


@cache
def giving() -> frozenset[tuple[str, ...]]:
    """Verbs behind the one who gives a duty to another, folded: ("phan", "cong")."""
    return frozenset(tuple(fold(verb).split()) for verb in QUESTIONS.load()["giving"])


@cache
def making() -> frozenset[tuple[str, ...]]:
    """Verbs before a document that is to be made, folded: ("xay", "dung")."""
    return frozenset(tuple(fold(verb).split()) for verb in QUESTIONS.load()["making"])


@cache
def pointing() -> re.Pattern[str]:
    """Finds, in a text as typed, what points at something spoken of: "vụ nợ thuế đó", "vu no thue do"."""
    lists = QUESTIONS.load()["pointing"]
    nouns, words = ("|".join(lists[name]) for name in ("nouns", "words"))
    others = "|".join(map(fold, lists["not_before"]))
    between = r"\s[^,;.?!]{2,40}\s"
    marked = rf"(?<!\w)(?:{nouns}){between}(?:{words})(?!\w)"
    bare = rf"(?<!\w)(?:{fold(nouns)}){between}(?:{fold(words)})(?!\w)(?!\s(?:{others})\b)"
    return re.compile(f"{marked}|{bare}", re.IGNORECASE)


@cache
def that_agency() -> re.Pattern[str]:
    """Finds what means the agency just told: "sở đó", "don vi ay"."""
    nouns, words = ("|".join(each) for each in (OWN.load()["nouns"], QUESTIONS.load()["pointing"]["words"]))
    marked, bare = (rf"(?<!\w)(?:{one})\s(?:{two})(?!\w)" for one, two in ((nouns, words), (fold(nouns), fold(words))))
    return re.compile(f"{marked}|{bare}", re.IGNORECASE)


@cache
def everywhere() -> re.Pattern[str]:
    """Finds, in a folded text, that all places are meant, whichever was spoken of: "tat ca cac tinh"."""
    return re.compile(rf"\b(?:{'|'.join(map(fold, QUESTIONS.load()['everywhere']))})\b")


@cache
def dated() -> re.Pattern[str]:
    """Finds, at the end of a folded text, what is named with the year of its making: "luật trẻ em năm" before 2016."""
    names = "|".join(re.escape(fold(name)) for name in QUESTIONS.load()["dated"])
    return re.compile(rf"\b(?:{names})\b(?: [^\W\d_]+){{0,{_TITLE}}}[ (]+$")
