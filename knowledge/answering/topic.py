"""What a question is about, as terms for the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.index import Phrase, Term
from nlp.intent import Intent
from nlp.phrases import WordTest
from nlp.question import Question
from nlp.related import related, related_at
from nlp.roles import Role, Word
from nlp.text import fold, syllables
from nlp.times import number_words, spelt_number
from nlp.words import plain_compounds

_RANK: Mapping[Role, float] = {"topic": 1.0, "generic": 0.25, "document": 0.25, "cue": 0.2}
"""what a word of each role weighs when items are ranked."""
_PERIOD = 0.3
_OF_A_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "search"})


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What a question is about, as terms for the index."""

    words: tuple[Word, ...]
    terms: tuple[Term, ...]
    phrases: tuple[Phrase, ...]
    times: tuple[Term, ...] = ()
    """the period that the question names, as plans print it: it helps to tell duties apart, but need not be there."""

    @classmethod
    def of(cls, question: Question, joined: WordTest) -> "Topic":
        """The topic of a question; words that are only politeness or only ask are left out.

        `joined` tells which neighbouring syllables make one word.
        """
        words, terms = [], []
        plain = _plain_words(question.words)
        for word in _telling(question):
            for syllable in syllables(word.token.text):
                words.append(word)
                form = word.token.lower if word.token.marked or word.token.start in plain else None
                terms.append(Term(syllable, _RANK[word.role], form))
        said = related([t.syllable for t in terms], [t.form for t in terms], joined)
        said += _with_fillers(question, words, terms)
        said += [*_figures(terms), *_spelt(terms)]
        seen = _PERIOD if question.period and question.intent in _OF_A_DUTY else 0.0
        times = [question.period.label] if question.period and seen else [str(year) for year in question.years]
        label = [Term(syllable, _PERIOD) for time in times for syllable in syllables(time)]
        return cls(tuple(words), tuple(terms), tuple(said), tuple(label))

    @property
    def weight(self) -> int:
        """How much it tells: the number of its content words."""
        return sum(word.role == "topic" for word in self.words)


def _plain_words(words: Sequence[Word]) -> set[int]:
    """Where, in a question typed with marks, syllables stand that make a word without any: "lang thang"."""
    if 2 * sum(word.token.marked for word in words) < len(words):
        return set()
    pairs = [
        (one.token, two.token)
        for one, two in pairwise(words)
        if f"{one.token.lower} {two.token.lower}" in plain_compounds()
    ]
    return {token.start for pair in pairs for token in pair}


def _with_fillers(question: Question, words: Sequence[Word], terms: Sequence[Term]) -> list[Phrase]:
    """Other phrases for a filler together with the part of a topic right behind it: "bị đánh"."""
    places = [word.token for word in words]
    found: list[Phrase] = []
    for filler, word in pairwise(question.words):
        if filler.role == "filler" and word.role == "topic" and word.token in places:
            at = places.index(word.token)
            row = [Term(fold(filler.token.text), 0.0, filler.token.lower if filler.token.marked else None), *terms[at:]]
            said = related_at([term.syllable for term in row], [term.form for term in row])
            found += [each._replace(start=at, end=at + each.end - 1) for each in said if each.end > 1]
    return found


def _figures(terms: Sequence[Term]) -> list[Phrase]:
    """Figures as plans may print them otherwise: "03 huyện" for "3 huyện"."""
    figures = [(at, term.syllable) for at, term in enumerate(terms) if term.syllable.isdecimal()]
    return [
        Phrase((figure[1:] if figure.startswith("0") else f"0{figure}",), at, at + 1, 1.0)
        for at, figure in figures
        if len(figure.lstrip("0")) == 1 and len(figure) <= 2
    ]


def _spelt(terms: Sequence[Term]) -> list[Phrase]:
    """Numbers in words with what they count, as plans print them: "03 huyện" for "ba huyện"."""
    found: list[Phrase] = []
    start, last = 0, len(terms) - 1
    while start < last:
        if terms[start].syllable not in number_words():
            start += 1
            continue
        sizes = {end: spelt_number(_as_typed(terms[start:end])) for end in (start + 2, start + 1) if end <= last}
        end, number = next(((end, number) for end, number in sizes.items() if number), (start + 1, None))
        figures = dict.fromkeys((str(number), f"{number:02}")) if number else ()
        found += [Phrase((figure, terms[end].syllable), start, end + 1, 1.0) for figure in figures]
        start = end
    return found


def _as_typed(terms: Sequence[Term]) -> str:
    return " ".join(term.form or term.syllable for term in terms)


def _telling(question: Question) -> list[Word]:
    """The words that tell what a question is about; where none does, the names in it may: "quỹ bảo trợ trẻ em"."""
    if question.has_topic:
        return question.topic
    return [word._replace(role="topic") if word.role == "agency" else word for word in question.named_topic]
