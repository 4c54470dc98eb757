"""Which places with plans a question means: by their names, and by those of districts and communes in them."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.names.districts import District, district, districts_called
from knowledge.names.groups import CAPITALS
from knowledge.names.places import Places, is_district_at
from nlp.names import Mention
from nlp.phrases import WordTest, acting
from nlp.text import is_marked

_LEVEL = re.compile(r"(?<!\w)(?<!c[oơ]\s)(?:xã|phường|quận|xa|phuong|quan)\s$", re.IGNORECASE)
"""levels that are else words of duties; the others are none ("huyện")"""
_LEVELS = re.compile(
    r"(?:huyện|quận|thị xã|xã|phường|thị trấn|huyen|quan|thi xa|xa|phuong|thi tran)?(?=\s)", re.IGNORECASE
)
_PLAIN_LEVEL = re.compile(r"\b(?:huyen|quan|thi xa|xa|phuong|thi tran) (?=[a-z])")
_SMALL_LEVEL = re.compile(r"\b(?:huyện|quận|thị xã|xã|phường|thị trấn) (?=[^\W\d_A-ZĐ])")
_LONGEST_DISTRICT = 4
"""syllables of a district's name at most"""
_CAPITALISED = re.compile(rf"(?<!\w)[{CAPITALS}][^\W\d_]+(?: [{CAPITALS}][^\W\d_]+){{1,{_LONGEST_DISTRICT}}}(?!\w)")
_SYLLABLE = re.compile(r"[^\W\d_]+")


class Held(NamedTuple):
    """A district or commune without plans of its own, and the nearest place with plans that it lies in."""

    place: str
    holder: str


class Whereabouts:
    """Finds places in questions."""

    def __init__(self, places: Places, has_plans: Callable[[str], bool], is_compound: WordTest) -> None:
        """`has_plans`: whether there are plans of a place, by its name; `is_compound`: whether two neighbouring
        syllables make a word.
        """
        self._places, self._has_plans, self._is_compound = places, has_plans, is_compound

    def places_in(self, question: str, agencies: Sequence[Mention]) -> list[Mention]:
        """Places that a normalised question names beside some agencies, a commune with its level, unless an agency's
        name ends with that: "phường Phú Lợi", but only the name in "Công an phường Phú Lợi". The key is the place whose
        plans are meant: of a district without plans of its own, the province's.
        """
        places = [_with_level(self._places, question, place, agencies) for place in self._places.find(question)]
        held = {place: meant for place in places if (meant := self._held(place.key))}
        named = [place._replace(key=held[place].holder) if place in held else place for place in places]
        more = [*self.plain_districts(question), *self._bare_districts(question, agencies)]
        others = (_with_level(self._places, question, place, agencies) for place, _ in more)
        return [*named, *(one for one in others if not _overlaps(one, named))]

    def held_in(self, question: str, agencies: Sequence[Mention]) -> list[Held]:
        """The districts and communes without plans of their own that a normalised question names, and whose plans are
        looked in instead.
        """
        found = [meant for place in self._places.find(question) if (meant := self._held(place.key))]
        more = [*self.plain_districts(question), *self._bare_districts(question, agencies)]
        return [*found, *(meant for _, meant in more if meant)]

    def find(self, question: str) -> list[Mention]:
        """The names of places that a question spells right, of districts without their level too."""
        return [*self._places.find(question), *(name for name, _ in self._bare_districts(question, ()))]

    def committee_at(self, question: str, start: int) -> Mention | None:
        """The people's committee of a district or commune without plans of its own whose name begins at a character,
        where it is asked what this has to do: the mention is of its level ("huyện"), the rest is the place's name.
        """
        named = [*self._places.find(question), *(name for name, _ in self.plain_districts(question))]
        name = next((each for each in named if each.start == start), None)
        found = district(name.text) if name else None
        if name is None or found is None or self._has_plans(found.name):
            return None
        behind = next((each.end for each in named if each.start == name.end + 1), name.end)
        told = _LEVELS.match(name.text) if acting().match(question, behind) else None
        level = len(told[0]) if told else 0
        return Mention(f"UBND {found.name}", start, start + level, name.text[:level]) if level else None

    def plain_districts(self, question: str) -> Iterator[tuple[Mention, Held]]:
        """Such districts and communes in a question typed without marks or without capitals; marks that are typed must
        be those of the name.
        """
        marked = is_marked(question)
        for level in (_SMALL_LEVEL if marked else _PLAIN_LEVEL).finditer(question):
            behind = list(map(re.Match.group, _SYLLABLE.finditer(question, level.end())))[:_LONGEST_DISTRICT]
            if not behind or self._is_compound(level[0].split()[-1], behind[0]):
                continue
            for name in (" ".join(behind[:size]) for size in range(len(behind), 0, -1)):
                meant = self._held(f"{level[0]}{name}") if question.startswith(name, level.end()) else None
                if meant and (not marked or meant.place.lower() == f"{level[0]}{name}"):
                    end = level.end() + len(name)
                    yield Mention(meant.holder, level.start(), end, question[level.start() : end]), meant
                    break

    def _bare_districts(self, question: str, agencies: Sequence[Mention]) -> Iterator[tuple[Mention, Held | None]]:
        """Names in capitals that are a district's ("Lạng Giang"), told without its level: with the place whose plans
        are meant, or with none where it lies in no place that has plans.
        """
        known = [*agencies, *self._places.find(question)]
        for run in () if question.isupper() else _CAPITALISED.finditer(question):
            names = (Mention(name, at, at + len(name), name) for at, name in _endings(run))
            apart = (name for name in names if not _overlaps(name, known) and not self._holds_word(name.key))
            apart = (name for name in apart if is_district_at(question, name.start))
            if name := next((name for name in apart if districts_called(name.key)), None):
                meant = {held for each in districts_called(name.key) if (held := self._holder(each))}
                only = next(iter(meant)) if len(meant) == 1 else None
                yield name._replace(key=only.holder if only else name.key), only

    def _holds_word(self, name: str) -> bool:
        """Whether two neighbours in what may be a name are a word of the language: "Bình Yên"."""
        return any(self._is_compound(*pair) for pair in pairwise(name.lower().split()))

    def _held(self, place: str) -> Held | None:
        own = self._has_plans(place) or " " not in place or not place[0].islower()
        found = None if own else district(place)
        if found is None or any(map(self._has_plans, (found.name, _LEVELS.sub("", found.name, count=1).strip()))):
            return None
        return self._holder(found)

    def _holder(self, place: District) -> Held | None:
        holder = next(filter(self._has_plans, place.within), None)
        return Held(place.name, holder) if holder else None


def _overlaps(one: Mention, others: Sequence[Mention]) -> bool:
    return any(one.start < each.end and each.start < one.end for each in others)


def _endings(run: re.Match[str]) -> Iterator[tuple[int, str]]:
    """A row of words in capitals, whole and without its first, which may only begin a sentence; where each begins."""
    yield run.start(), run[0]
    first, _, rest = run[0].partition(" ")
    if " " in rest:
        yield run.start() + len(first) + 1, rest


def _with_level(places: Places, question: str, place: Mention, agencies: Sequence[Mention]) -> Mention:
    if held := next((name for name in agencies if name.start <= place.start < name.end < place.end), None):
        start = len(question) - len(question[held.end :].lstrip())
        return place._replace(start=start, text=question[start : place.end])  # "UBND quận | Ninh Kiều"
    level = _LEVEL.search(question, 0, place.start)
    if level is None or places.now(place.key) or any(name.end > level.start() for name in agencies):
        return place
    return place._replace(start=level.start(), text=question[level.start() : place.end])
