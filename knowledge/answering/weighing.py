"""How much of a question an item accounts for, and which words it does not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise, starmap
from typing import NamedTuple

from knowledge.answering.base import TaskBase, words_of_heading
from knowledge.answering.entries import Entry
from knowledge.answering.topic import Topic
from nlp.index import Index
from nlp.keys import is_syllable
from nlp.roles import Role, Word
from nlp.text import normalise, syllables
from nlp.words import written_syllables

_FORM = re.compile(r"[^\W_]+")
_NEED: Mapping[Role, float] = {"topic": 1.0, "generic": 0.15, "document": 0.15, "cue": 0.0}
"""what a word of each role weighs when it is asked whether an item accounts for the question."""
PART = 0.35
"""what a syllable counts of which the item has only another word: "phẩm" of "sản phẩm" for "thực phẩm"."""
_OTHER_PEOPLE = 0.3
_MUCH = 0.35
"""part of what a question needs from which a word is much of it."""
_LITTLE = 0.3
"""part of what the topic's own words need that all words telling little may need together."""
_OF_WORD = 0.8
"""part of what a word of two syllables tells that goes to each: "pháp" and "lý" are common, "pháp lý" is not."""
_BESIDE = 0.7
"""what a syllable counts that the item has, but not beside the neighbour that it has in the question."""
_TWO = 2
_FAR = 12
"""how many words off one of two words says nothing of the other: about as long as a clause is."""
_NONE = "\U0010ffff"
"""stands for a word that no item has; no text has this character."""


class Found(NamedTuple):
    """An item that fits a question, how well, and what share of the question's words it accounts for."""

    entry: Entry
    score: float
    coverage: float
    topic: Topic
    shares: list[float]
    """how far the item accounts for each term of the topic."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Words of the question that the item does not have, as typed."""
        return phrases_of(self._lacking("topic"))

    def lacks_much(self, base: TaskBase) -> bool:
        """Whether it has nothing of a word that alone is much of what the question needs: "trại" of "trại hè"."""
        needs = needs_of(base, self.topic)
        most = _MUCH * needs.total
        return any(each.need >= most and not share for each, share in zip(needs.terms, self.shares, strict=True))

    @property
    def has_generic(self) -> bool:
        """Whether the item has all the words of the question that tell little, too."""
        return not self._lacking("generic")

    def _lacking(self, role: Role) -> list[Word]:
        words = zip(self.topic.words, self.shares, strict=True)
        return [word for word, share in words if share <= PART and word.role == role]


def weigh(base: TaskBase, topic: Topic, entry: Entry, score: float = 0.0) -> Found:
    """An item with the share of the topic that it accounts for; less than any bar when it is for other people."""
    needs = needs_of(base, topic)
    held = _held(base.index, entry)
    shares = _shares(needs, held)
    if _is_scattered(needs, shares, held):
        shares = [min(share, PART) for share in shares]
    asked = _untitled(base, topic, entry.plan.id)
    total = sum([needs.terms[at].need for at in asked])
    coverage = sum([needs.terms[at].need * shares[at] for at in asked]) / total if total else 0.0
    if _is_elsewhere(needs, shares):
        coverage = min(coverage, _OTHER_PEOPLE)
    return Found(entry, score, coverage, topic, shares)


def is_only_titled(base: TaskBase, found: Found) -> bool:
    """Whether an item has nothing of what the question is about, only its plan's title has: "hội nghị" of "Kết luận tại
    Hội nghị". Such an item is as good as any other of the plan.
    """
    needs, held = needs_of(base, found.topic), _held(base.index, found.entry)
    title = _read(found.entry.plan.document.title or "").row
    for term, word in zip(needs.terms, found.topic.words, strict=True):
        if word.role == "topic" and not (term.left.row in title or term.right.row in title):
            return False
        if any(pair.chars in held.text or pair.chars in held.heading for pair in (term.left, term.right)):
            return False
    phrases = ([pair.chars for pair in said.pairs] or [said.word.char] for said in needs.said)
    return not any(all(part in held.words for part in phrase) for phrase in phrases)


@lru_cache(maxsize=256)
def _untitled(base: TaskBase, topic: Topic, plan_id: int) -> Sequence[int]:
    """Which terms of a topic an item of a plan must account for: those that the plan's title does not tell, for these
    tell nothing inside it; all of them, where the title tells all that the topic is about.
    """
    needs, header = needs_of(base, topic), base.plans[plan_id].document
    row = _read(header.title or "").row
    rest = [at for at, term in enumerate(needs.terms) if not (term.left.row in row or term.right.row in row)]
    tells = any(topic.words[at].role == "topic" for at in rest)
    return rest if tells else range(len(needs.terms))


def phrases_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Words as typed, those right beside each other as one phrase: "đuối nước"."""
    phrases: list[str] = []
    end = -2
    for word in words:
        if word.token.end == end:  # another syllable of the same: "kt-xh"
            continue
        if phrases and word.token.start - end <= 1:
            phrases[-1] += f" {word.token.text}"
        else:
            phrases.append(word.token.text)
        end = word.token.end
    return tuple(dict.fromkeys(phrases))


class _Word(NamedTuple):
    """A folded syllable to look for: with its character in the index, and as it stands in other texts."""

    char: str
    syllable: str


class Pair(NamedTuple):
    """Two folded syllables side by side: their characters in the index, and as a row."""

    chars: str
    row: str

    @classmethod
    def of(cls, index: Index, first: str, second: str) -> "Pair":
        """The pair as texts have it."""
        return cls((index.find(first) or _NONE) + (index.find(second) or _NONE), f" {first} {second} ")


_NO_PAIR = Pair(_NONE, _NONE)


class Wanted(NamedTuple):
    """A term of a topic, with what it takes for an item to account for it."""

    need: float
    word: _Word
    form: tuple[str, str] | None
    """as it must be written, its character in the index and itself; None when its marks do not matter."""
    left: Pair
    right: Pair
    """the pairs that it makes with its neighbours in the question; one twice where there is no other."""
    apart: float
    """what it counts where the item has none of these pairs."""
    alone: tuple[tuple[str, str], ...]
    """the words by themselves that it may be, each with its character in the index; where the item has none of them, it
    is only a part of another word.
    """


class Said(NamedTuple):
    """Another phrase for the terms from `start` to before `end`: one syllable, or pairs that must all be there."""

    word: _Word
    pairs: list[Pair]
    start: int
    end: int
    strength: float
    form: tuple[str, str] | None
    """as one syllable must be written, its character in the index and itself; None when its marks do not matter."""


class Needs(NamedTuple):
    """All that it takes to account for a topic."""

    terms: list[Wanted]
    total: float
    said: list[Said]
    people: list[int]
    """which terms name people that a duty is for."""
    fields: list[int]
    """which name a field of work."""
    couple: tuple[int, ...]
    """the two terms that are all of the topic, where they are typed side by side; else empty."""

    def said_of(self, at: int) -> list[Said]:
        """The phrases that may stand for a term."""
        return [said for said in self.said if said.start <= at < said.end]


@lru_cache(maxsize=1)
def needs_of(base: TaskBase, topic: Topic) -> Needs:
    """What a topic needs; kept while items are weighed for one question."""
    pairs = [None, *(_beside(base, topic, at) for at in range(len(topic.terms) - 1)), None]
    wanted = [_want(base, topic, at, list(filter(None, pairs[at : at + 2]))) for at in range(len(topic.terms))]
    wanted = _held_back(topic, wanted)
    pair, find = partial(Pair.of, base.index), base.index.find
    return Needs(
        terms=wanted,
        total=sum(each.need for each in wanted),
        said=[
            Said(
                _Word(find(p.words[0]) or _NONE, p.words[0]),
                list(starmap(pair, pairwise(p.words))),
                *p[1:4],
                form=(base.index.find_form(p.form) or _NONE, p.form) if p.form else None,
            )
            for p in topic.phrases
        ],
        people=[at for at, word in enumerate(topic.words) if "people" in word.tags],
        fields=[at for at, word in enumerate(topic.words) if "fields" in word.tags],
        couple=_couple(topic, wanted),
    )


def _couple(topic: Topic, wanted: Sequence[Wanted]) -> tuple[int, ...]:
    """The two terms that are all of a topic, typed side by side. What is no syllable ("ODA") is a word by itself
    wherever it stands, and makes no couple.
    """
    own = tuple(at for at, word in enumerate(topic.words) if word.role == "topic")
    if len(own) != _TWO or not all(is_syllable(wanted[at].word.syllable) for at in own):
        return ()
    one, two = own
    return own if wanted[one].right == wanted[two].left else ()


def _held_back(topic: Topic, wanted: list[Wanted]) -> list[Wanted]:
    """The same, where words that tell little need no more in all than a part of what the topic's own words do: rare as
    "mấy lần" is, it must not outweigh "trẻ em".
    """
    own = sum(each.need for each, word in zip(wanted, topic.words, strict=True) if word.role == "topic")
    rest = sum(each.need for each in wanted) - own
    if not own or rest <= _LITTLE * own:
        return wanted
    part = _LITTLE * own / rest
    return [
        each if word.role == "topic" else each._replace(need=part * each.need)
        for each, word in zip(wanted, topic.words, strict=True)
    ]


class _Beside(NamedTuple):
    """Two neighbours of a topic as typed, and what they tell as one word; 0 where they make none."""

    pair: Pair
    tells: float


def _beside(base: TaskBase, topic: Topic, at: int) -> _Beside | None:
    """A term with the next; None where these are not typed right beside each other, nothing but a blank between."""
    one, two = topic.terms[at : at + 2]
    if not 0 <= topic.words[at + 1].token.start - topic.words[at].token.end <= 1:
        return None
    is_word = base.is_compound(one.form or one.syllable, two.form or two.syllable)
    tells = _OF_WORD * base.index.pair_idf(one.syllable, two.syllable) if is_word else 0.0
    return _Beside(Pair.of(base.index, one.syllable, two.syllable), tells)


def _want(base: TaskBase, topic: Topic, at: int, beside: Sequence[_Beside]) -> Wanted:
    term, index = topic.terms[at], base.index
    known = term.form is None or index.knows(term.form)
    # Marks that no plan has are a slip ("đuồi nước") or another word ("sầu" is not "sâu"): its neighbour tells which.
    alone = frozenset() if not known or any(each.tells for each in beside) else base.alone(term.syllable)
    looked_up = "" if not known and term.form in written_syllables() else term.syllable
    return Wanted(
        need=_NEED[topic.words[at].role] * max([index.idf(looked_up), *(each.tells for each in beside)]),
        word=_Word(index.find(term.syllable) or _NONE, term.syllable),
        form=(index.find_form(term.form) or _NONE, term.form) if known and term.form is not None else None,
        left=beside[0].pair if beside else _NO_PAIR,
        right=beside[-1].pair if beside else _NO_PAIR,
        apart=_BESIDE if beside else 1.0,
        alone=tuple((index.find_form(word) or _NONE, word) for word in sorted(alone)),
    )


class _Around(NamedTuple):
    """What the texts around an item's own are written with: words as written, folded syllables, and these in a row, a
    blank on both sides.
    """

    forms: frozenset[str]
    syllables: frozenset[str]
    row: str


@lru_cache(maxsize=1024)
def _read(text: str) -> _Around:
    plain = syllables(text)
    return _Around(frozenset(_FORM.findall(normalise(text).lower())), frozenset(plain), _row(plain))


@lru_cache(maxsize=1024)
def _around(texts: tuple[str, ...]) -> _Around:
    """All that some texts are written with; no pair goes from one to another."""
    parts = [_read(text) for text in texts if text]
    return _Around(
        frozenset().union(*[part.forms for part in parts]),
        frozenset().union(*[part.syllables for part in parts]),
        "\n".join([part.row for part in parts]),
    )


def _row(syllables: Iterable[str]) -> str:
    return f" {' '.join(syllables)} "


class _Held(NamedTuple):
    """What an item is written with: its own words and those of its heading, as the index has them, and all around."""

    words: str
    text: str
    heading: str
    written: str
    around: _Around

    def is_written(self, form: tuple[str, str]) -> bool:
        """Whether a word, given with its character in the index, stands there just so."""
        return form[0] in self.written or form[1] in self.around.forms

    def has(self, pair: Pair) -> bool:
        """Whether a pair stands in the text, the heading or one of the texts around."""
        return pair.chars in self.text or pair.chars in self.heading or pair.row in self.around.row


@lru_cache(maxsize=2048)
def _held(index: Index, entry: Entry) -> _Held:
    """What an item is written with, the names and time printed with it, and the title and number of its plan."""
    header, words = entry.plan.document, index.words(entry.at)
    around = _around((header.title or "", header.number or "", *entry.labels))
    end = len(words) - words_of_heading(entry.heading)
    return _Held(words, words[:end], words[end:], index.written(entry.at), around)


def _is_scattered(needs: Needs, shares: Sequence[float], held: _Held) -> bool:
    """Whether the item has the two words that are all of a topic, typed side by side, only far from each other: "giảm"
    of "giảm tỷ lệ" and "nghèo" of "hộ nghèo" do not make a duty one of "giảm nghèo".
    """
    if not needs.couple or any(shares[at] != _BESIDE for at in needs.couple):
        return False
    first, second = (_places(needs.terms[at].word.char, held.words) for at in needs.couple)
    return all(abs(a - b) > _FAR for a in first for b in second)


def _places(char: str, words: str) -> list[int]:
    """Where a character stands in a row of them."""
    return [found.start() for found in re.finditer(re.escape(char), words)]


def _shares(needs: Needs, held: _Held) -> list[float]:
    """How far each term is accounted for, 0..1."""
    shares, words, around, has = [], held.words, held.around, held.has
    for _, (char, syllable), form, left, right, apart, alone in needs.terms:
        there = char in words or syllable in around.syllables
        if not there or not (form is None or held.is_written(form)):
            shares.append(0.0)
        elif has(left) or (right is not left and has(right)):
            shares.append(1.0)
        else:
            shares.append(apart if any(map(held.is_written, alone)) else PART)
    for (char, syllable), pairs, start, end, strength, form in needs.said:
        there = (char in words or syllable in around.syllables) and all(map(has, pairs))
        if there and (form is None or held.is_written(form)):
            for at in range(start, end):
                shares[at] = max(shares[at], strength)
    return shares


def _is_elsewhere(needs: Needs, shares: Sequence[float]) -> bool:
    """Whether the topic names people that the item is not for, or a field of work that it does not account for."""
    if not (needs.people or needs.fields):
        return False
    others = min([shares[at] for at in needs.people], default=1.0)
    return others <= _BESIDE or min([shares[at] for at in needs.fields], default=1.0) <= PART
