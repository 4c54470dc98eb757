"""The questions of one message: each up to its question mark or line end, and those that only a joint sets apart, such
as "ai lo dạy bơi, còn tảo hôn thì ai".
"""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache

from nlp.datafiles import QUESTIONS
from nlp.phrases import Token, WordTest, asking_word, tokenise
from nlp.question import Question
from nlp.roles import Word
from nlp.text import fold, normalise

_MOST_QUESTIONS = 4
_MOST_JOINTS = 8
"""A sentence with more of them is a text that somebody sends, not a row of questions."""
_QUESTION_END = re.compile(r"(?<=[?？])\s*|\n+")
_STOP = re.compile(r"(?P<strong>[;；])|(?<!\d)(?P<dot>\.)\s+|,(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FACTS = frozenset({"number", "issued", "issuer", "basis", "scope", "title", "plans"})
"""what is asked of a document, and may be asked of a duty as well"""
_MATTERS = frozenset({"report", "target", "funding", "source", "count", "signer", "became"})
"""cues that tell what is asked about without another word"""
_PAIR = 2
_DUE = frozenset({"due", "overdue"})
_OF_AGENCIES = frozenset({"lead", "coordinate"})
_SOCIAL = frozenset({"greeting", "thanks", "help", "danger"})


@dataclass(frozen=True, slots=True)
class _Joint:
    """What stands between two parts of a sentence."""

    start: int
    end: int
    """where the next part begins."""
    strong: bool
    """whether it begins something new, where others may only go on with a list."""


@dataclass(frozen=True, slots=True)
class Several:
    """Takes messages apart with the words that the caller knows."""

    read: Callable[[str], Question]
    is_word: WordTest
    is_one: Callable[[Sequence[str]], bool]
    """whether questions are all answered by the same duty."""
    is_better: Callable[[str, Sequence[str]], bool]
    """whether the parts of a question are each answered in full by a duty of their own, and the whole by none."""

    def questions_in(self, text: str) -> list[str]:
        """The questions of one message; one that holds no other is whole. What is named once, a place, a document or an
        agency, stands before each question that names none. At most four: who sends more at once is not asking.
        """
        stretches = [part.strip() for part in _QUESTION_END.split(text) if any(map(str.isalnum, part))]
        parts = [part for stretch in stretches for part in self._apart(stretch)][:_MOST_QUESTIONS]
        return self._with_names(parts) if len(parts) > 1 else parts or [text]

    def _apart(self, stretch: str) -> list[str]:
        """The questions of a sentence: it is cut where what is before and what is behind both ask and both tell what
        they ask about.
        """
        text = normalise(stretch)
        joints = self._joints(text)
        whole = self.read(text) if 0 < len(joints) <= _MOST_JOINTS else None
        if whole is None or whole.intent in _SOCIAL:
            return [stretch]
        if len(asking_word().findall(fold(whole.text))) < _PAIR:
            return self._of_two_matters(text, joints) or [stretch]
        starts, ends = [0, *(j.end for j in joints)], [*(j.start for j in joints), len(text)]
        parts = [_Part(self, text, starts[0], ends[0])]
        for joint, end in zip(joints, ends[1:], strict=True):
            here, following = parts[-1], _Part(self, text, joint.end, end)
            if here.is_whole and here.may_end(following, joint.strong):
                parts.append(following)
            else:
                parts[-1] = here.until(end)
        if len(parts) > 1 and not parts[-1].asks:
            parts[-2:] = [parts[-2].until(len(text))]
        found = self._with_names([part.text for part in parts[:_MOST_QUESTIONS]])
        return found if len(found) > 1 and not self.is_one(found) else [stretch]

    def _of_two_matters(self, text: str, joints: Sequence[_Joint]) -> list[str]:
        """Two questions where one asks about two duties ("đuối nước và tảo hôn ai chủ trì"); none where one duty tells
        of both, or where one of them has none.
        """
        for joint in (each for each in joints if not each.strong):
            left, right = _Part(self, text, 0, joint.start), _Part(self, text, joint.end, len(text))
            if left.is_whole == right.is_whole or not (left.names_matter and right.names_matter):
                continue
            parts = (
                [f"{left.text} {right.asking}", right.text]
                if right.asks
                else [left.text, f"{left.asking} {right.text}"]
            )
            found = self._with_names(parts)
            if self.is_better(text, found):
                return found
        return []

    def _joints(self, text: str) -> list[_Joint]:
        """Where parts may meet, in order: at stops, and at words that join and are no syllable of another word."""
        inside = [m.span() for m in _unbroken().finditer(fold(text))]
        found = (m for m in _STOP.finditer(text) if not any(a <= m.start() < b for a, b in inside))
        stops = [_Joint(*m.span(), bool(m["strong"] or m["dot"])) for m in found]
        tokens = tokenise(text)
        words, at = list(stops), 0
        while at < len(tokens):
            joint = next((j for j in _joining() if j.fits([t.lower for t in tokens[at : at + len(j.words)]])), None)
            last = at + len(joint.words) - 1 if joint else at
            if joint and not self._is_inside(tokens, at, last):
                words.append(
                    _Joint(tokens[at].start, tokens[at].start if joint.kept else tokens[last].end, joint.strong)
                )
            at = last + 1
        return _merged(sorted(words, key=lambda joint: joint.start), text)

    def _is_inside(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a joint is a syllable of a longer word: "còn" of "còn lại"."""
        before = first > 0 and self.is_word(tokens[first - 1].text, tokens[first].text)
        return before or (last + 1 < len(tokens) and self.is_word(tokens[last].text, tokens[last + 1].text))

    def _with_names(self, parts: Sequence[str]) -> list[str]:
        """The parts, each with the names that it lacks: of the nearest part before it that has any, else of
        the first.
        """
        asked = [self.read(part) for part in parts]
        out = []
        for at, (part, question) in enumerate(zip(parts, asked, strict=True)):
            others = [*reversed(asked[:at]), *asked[at + 1 :]]
            read = _Part(self, part, 0, len(part))
            stands = read.is_whole or (read.asks and "list" in question.cues)
            names = _names(question, others) if stands else []
            out.append(f"{' '.join(names)}: {part}" if names else part)
        return out


class _Part:
    """A stretch of a sentence, which may be a question of its own."""

    def __init__(self, several: Several, whole: str, start: int, end: int) -> None:
        self._several, self._whole, self._start = several, whole, start
        self.text = whole[start:end].strip(" ,;.:-–")
        self.question = several.read(self.text)
        self._asking = [w for at, w in enumerate(self.question.words) if self._is_asking(at, w)]

    def until(self, end: int) -> "_Part":
        """The part, gone on to a place of the sentence."""
        return _Part(self._several, self._whole, self._start, end)

    def _is_asking(self, at: int, word: Word) -> bool:
        rest = self.question.words[at + 1 :]
        asks = word.written in _words("asking") or (
            word.written in _words("asking_last") and all(other.role == "filler" for other in rest)
        )
        return word.role == "cue" and asks

    @property
    def asks(self) -> bool:
        """Whether some word asks."""
        return bool(self._asking)

    @property
    def asking(self) -> str:
        """The words that ask, as typed: "ai chủ trì"."""
        return " ".join(word.token.text for word in self.question.words if word.role == "cue")

    @property
    def names_matter(self) -> bool:
        """Whether it tells a matter of its own, more than a step of any duty."""
        return self.question.has_topic and self._tells() and not self.question.agencies

    @property
    def is_whole(self) -> bool:
        """Whether it asks, and tells what about."""
        return self.asks and self._tells()

    def may_end(self, following: "_Part", strong: bool) -> bool:
        """Whether the next part may begin another question. One that does not ask yet does so behind a strong joint, or
        where this one has asked at its end: "tảo hôn ai lo, đuối nước và ...".
        """
        if self._is_of_document and following._is_of_document:
            return False  # one answer tells all that is asked of one document
        if self.question.period and following._is_of_what_is_due and following.question.period is None:
            return False  # "tháng 5 phải nộp, phải xong cái gì" asks for one list
        if not following.asks:
            return following._tells() and (strong or self._asks_last())
        listed = "became" in self.question.cues and "list" in following.question.cues
        return following._tells(self.question.cues) or listed

    @property
    def _is_of_document(self) -> bool:
        cues, told = self.question.cues, self.question.has_topic
        return "signer" in cues or (bool(_FACTS & cues) and ("documents" in cues or not told))

    @property
    def _is_of_what_is_due(self) -> bool:
        question = self.question
        return "list" in question.cues and not _DUE.isdisjoint(question.cues) and not question.has_topic

    def _tells(self, told: Set[str] = frozenset()) -> bool:
        """Whether it tells what it is about, other than what its cues share with those of the part before."""
        question = self.question
        if question.agencies or not (_MATTERS - told).isdisjoint(question.cues):
            return True
        if "documents" in question.cues and _FACTS & question.cues:
            return True
        if self._is_of_what_is_due:
            return True
        topic = " ".join(word.token.folded for word in question.words if word.role == "topic")
        return bool(_procedure().sub("", topic).strip())

    def _asks_last(self) -> bool:
        telling: list[Word] = [w for w in self.question.words if w.role in ("topic", "agency")]
        return not telling or telling[-1].token.start < self._asking[-1].token.start


def _agencies(question: Question, others: Sequence[Question]) -> list[str]:
    """The agency of another part that a part is about, which asks for no agency and names nothing else."""
    names = question.agencies or question.places or question.numbers
    if names or question.has_topic or not _OF_AGENCIES.isdisjoint(question.cues):
        return []
    return list(next((other.agencies for other in others if other.agencies), ()))


def _names(question: Question, others: Sequence[Question]) -> list[str]:
    """What a part leaves to the others: agencies, documents, places."""
    agencies = _agencies(question, others)
    return [*agencies, *(name for name in _where(question, others) if not any(name in agency for agency in agencies))]


def _where(question: Question, others: Sequence[Question]) -> list[str]:
    """The place or the document of another part, for one that names neither."""
    if question.places or not all(map(_YEAR.fullmatch, question.numbers)):
        return []
    named = next((other for other in others if other.places or other.numbers), None)
    if named is None:
        return []
    return [*(f"văn bản {number}" for number in named.numbers), *([", ".join(named.places)] if named.places else [])]


def _merged(joints: Sequence[_Joint], text: str) -> list[_Joint]:
    """Joints with nothing but blanks between them as one: ", còn"."""
    out: list[_Joint] = []
    for joint in joints:
        if out and not text[out[-1].end : joint.start].strip():
            out[-1] = _Joint(out[-1].start, joint.end, out[-1].strong or joint.strong)
        else:
            out.append(joint)
    return out


@dataclass(frozen=True, slots=True)
class _Joining:
    """A word that joins parts of a sentence."""

    words: tuple[str, ...]
    strong: bool
    kept: bool
    """whether it belongs to what follows, which it says to go on from the last."""

    def fits(self, typed: Sequence[str]) -> bool:
        """Whether it was typed so, or without its marks."""
        return len(typed) == len(self.words) and all(
            there in (word, fold(word)) for there, word in zip(typed, self.words, strict=True)
        )


@cache
def _joining() -> tuple[_Joining, ...]:
    """The words that join, the longest first."""
    data = QUESTIONS.load()["parts"]
    kinds = (("going_on", True, True), ("anew", True, False), ("and", False, False))
    rows = [_Joining(tuple(word.split()), strong, kept) for name, strong, kept in kinds for word in data[name]]
    return tuple(sorted(rows, key=lambda row: -len(row.words)))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(QUESTIONS.load()["parts"][name])


@cache
def _unbroken() -> re.Pattern[str]:
    """Finds in a folded text words that are often written with a comma inside: "phong, chong"."""
    words = (r"\s?,\s?".join(map(fold, str(word).split())) for word in QUESTIONS.load()["parts"]["unbroken"])
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def _procedure() -> re.Pattern[str]:
    """Words of what is done with any duty, folded."""
    words = sorted(map(fold, _words("procedure")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
