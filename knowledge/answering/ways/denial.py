"""That the plans do not tell what is asked: what is missing, and where else, or what else near to it, they tell."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hit
from knowledge.answering.asked import Asked
from knowledge.answering.enough import SURE, is_word
from knowledge.answering.lazy import Lazy
from knowledge.answering.ranking import best
from knowledge.answering.sifting import may_tell_all
from knowledge.answering.weighing import Found, is_only_titled, phrases_of
from nlp.roles import Word
from nlp.text import fold

_MUCH = 0.4
"""The same of an item that is only told as near to what was asked."""
_HARDLY = 0.5
"""What a syllable counts that an item has only as something related to it, or as part of another word."""
_HAS = 0.75
"""What it counts where the item really has it, beside its neighbour, or says the same otherwise."""
_RUN = 4
"""syllables of a topic that is surely named, not only told in these words"""
NEARBY = 3
"""How many duties are told of that are not quite what was asked for."""


def not_told(asked: Asked, found: Lazy[Found]) -> Answer:
    """Nothing fits: name what is missing, and say where else it is told."""
    missing = missing_words(asked, found)
    elsewhere: list[Hit] = []
    if asked.scope.named and may_tell_all(asked.base, asked.topic, _HAS):
        everywhere = replace(asked.scope, plans=asked.base.whole, items=())
        own = {plan.id for plan in asked.scope.plans}
        fitting = (f for f in best(asked, everywhere) if f.coverage >= SURE and _tells_all(asked, f))
        others = (f.entry for f in fitting if f.entry.plan.id not in own or asked.keys)
        elsewhere = [asked.hit(entry) for entry in asked.base.registers.without_twins(others, NEARBY)]
    if asked.keys and not elsewhere:
        return none_of_its_duties(asked, missing)
    near = () if elsewhere or asked.keys else _nearest(asked, found)
    return replace(asked.nothing("not_quite" if near else "no_topic", missing), elsewhere=near or tuple(elsewhere))


def _nearest(asked: Asked, found: Lazy[Found]) -> tuple[Hit, ...]:
    """The duties that account for much of a question that none accounts for: one may be meant in other words."""
    near = [each.entry for each in found if each.coverage >= _MUCH and not is_only_titled(asked.base, each)]
    return tuple(map(asked.hit, asked.base.registers.without_twins(near, NEARBY)))


def none_of_its_duties(asked: Asked, missing: Sequence[str]) -> Answer:
    """That no duty of the question's agency tells of its topic, and what duties the agency has."""
    own = chain.from_iterable(asked.parts().values()) if missing else ()
    others = asked.base.registers.without_twins(own, FIRST_SCREEN)
    none = asked.nothing("none_of_its_duties" if others else "no_topic", missing)
    return replace(none, elsewhere=tuple(map(asked.hit, others)))


def is_told_elsewhere(asked: Asked, found: Found) -> bool:
    """Whether the topic is a name that only duties of other plans tell, its words scattered in the one found: "hội đồng
    trẻ em" is not "trẻ em ... với đại biểu Hội đồng".
    """
    run = [word.token for word in asked.topic.words if word.role == "topic"]
    apart = any(after.start - before.end > 1 for before, after in pairwise(run))
    if not asked.scope.named or len(run) < _RUN or apart:
        return False
    holding = (asked.base.index.holding(token.folded) for token in run)
    if not all(found.entry.at in held for held in holding):
        return False
    name = " ".join(token.text for token in run)
    if any(asked.base.saying([name], asked.scope.stretches(asked.base))):
        return False
    return any(_is_name([token.folded for token in run], entry.text) for entry in asked.base.saying([name]))


def is_whole_elsewhere(asked: Asked, found: Found) -> bool:
    """Whether a duty of another plan has all words of a topic of which the one found lacks some."""
    own = [at for at, word in enumerate(asked.topic.words) if word.role == "topic"]
    lacks = any(is_word(asked, phrase) for phrase in found.missing)
    if not lacks or not asked.scope.named or asked.keys or len(own) < _RUN:
        return False
    if not may_tell_all(asked.base, asked.topic, _HAS):
        return False
    everywhere = replace(asked.scope, plans=asked.base.whole, items=())
    others = (each for each in best(asked, everywhere) if each.entry.plan not in asked.scope.plans)
    return any(all(each.shares[at] >= _HAS for at in own) for each in islice(others, NEARBY))


def _is_name(words: Sequence[str], text: str) -> bool:
    """Whether folded words stand in a text as a name does, with a capital inside a sentence: "mô hình Hội đồng"."""
    plain = fold(text)
    places = (match.start() for match in re.finditer(rf"(?<=\w ){re.escape(' '.join(words))}\b", plain))
    return any(text[place].isupper() and text[place - 2].islower() for place in places)


def missing_words(asked: Asked, found: Lazy[Found]) -> tuple[str, ...]:
    """The content words of the question that no item found accounts for, where the best lacks any; all of them when
    others have what the best lacks, or nothing comes near: no item tells of all that together.
    """
    words = asked.topic.words
    own = [at for at, word in enumerate(words) if word.role == "topic"]
    if found and found.first.missing:
        absent = {at for at in own if all(each.shares[at] <= _HARDLY for each in found)}
        if absent:
            whole = _whole_words(asked, absent, own)
            return phrases_of([word for at, word in enumerate(words) if at in whole])
    return _together(asked, [words[at] for at in own])


def _tells_all(asked: Asked, found: Found) -> bool:
    """Whether an item has every word of the topic; a topic of one syllable as a word by itself, not "nhập" in "hòa
    nhập".
    """
    told = zip(asked.topic.words, found.shares, strict=True)
    own = [(word.token.folded, share) for word, share in told if word.role == "topic"]
    if any(share < _HAS for _, share in own):
        return False
    return len(own) > 1 or all(asked.base.stands_alone(found.entry, syllable) for syllable, _ in own)


def _whole_words(asked: Asked, absent: Collection[int], own: Collection[int]) -> set[int]:
    """Places of the topic that no item has, with those that make a word with them ("lang" of "lang thang", "duoi" of
    "duoi nuoc", little as that tells by itself); a syllable that would be left alone with all that is typed beside it.
    """
    words = asked.topic.words
    beside = [at for at in range(len(words) - 1) if words[at + 1].token.start - words[at].token.end <= 1]
    joined = [at for at in beside if _are_one(asked, words[at], words[at + 1], not {at, at + 1}.isdisjoint(absent))]
    whole = _spread(absent, joined)
    alone = {at for at in whole if not {at - 1, at + 1} & whole}
    return whole | _spread(alone, [at for at in beside if at in own and at + 1 in own])


def _are_one(asked: Asked, one: Word, other: Word, is_absent: bool) -> bool:
    """Whether two words of the topic make one: by the lists of words, or, of what is absent and typed without marks, by
    standing so in some plan.
    """
    if asked.base.is_compound(one.token.lower, other.token.lower):
        return True
    plain = not (one.token.marked or other.token.marked)
    return is_absent and plain and (one.token.folded, other.token.folded) in asked.base.index.pairs


def _spread(places: Collection[int], joints: Collection[int]) -> set[int]:
    """Places and all that are joined to them; a joint is between its place and the next."""
    found = set(places)
    for at in (*sorted(joints), *sorted(joints, reverse=True)):
        if found & {at, at + 1}:
            found |= {at, at + 1}
    return found


def _together(asked: Asked, words: Sequence[Word]) -> tuple[str, ...]:
    """The topic as it stands in the question, with what stands inside it."""
    if not words:
        return ()
    start, end = words[0].token.start, words[-1].token.end
    stretch = [word for word in asked.question.words if start <= word.token.start < end]
    plain = all(word.role in ("topic", "generic", "filler") for word in stretch)
    typed = asked.question.text[start:end]
    # Words carried over stand in the text of the question before.
    here = typed.startswith(words[0].token.text) and typed.endswith(words[-1].token.text)
    return (typed,) if plain and here else phrases_of(words)
