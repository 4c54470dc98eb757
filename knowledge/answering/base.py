"""The task base in memory: the plans of a store, their items under an index, and the words and names they use."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import groupby, pairwise
from typing import TypeVar

from knowledge.answering.entries import Entry, entries_of
from knowledge.answering.numbers import Numbers, first_part, names
from knowledge.answering.registers import Registers
from knowledge.answering.shortnames import ShortNames
from knowledge.answering.whereabouts import Held, Whereabouts
from knowledge.building import nothing_collected
from knowledge.datafiles import ASKED_GROUPS, ASKED_POSTS
from knowledge.names.agencies import Catalogue
from knowledge.names.owners import is_central, owner, spellings
from knowledge.names.places import Places
from knowledge.reading.persons import called
from knowledge.storing.store import Store, StoredPlan
from nlp.index import Index
from nlp.names import Mention, NameIndex
from nlp.phrases import acting, giving, joints, turns, with_written_post
from nlp.related import related_phrases
from nlp.text import fold, normalise, syllables
from nlp.words import compounds

__all__ = ["Entry", "TaskBase"]

_FIGURES = 3
_NOWHERE = "\U0010ffff"
"""stands for a syllable that no item has; no text has this character"""
_ENDINGS = frozenset({"tinh", "huyen", "xa", "doan", "bo"})
"""last words of names, without their marks, that other words begin with"""
_MINE = re.compile(r"\s(?:chung |chúng )?(?:toi|tôi|minh|mình|em|ta)(?!\w)", re.IGNORECASE)
_TIMED = re.compile(
    r"\s*(?:trong\s)?(?:tuần|tháng|quý|năm|tuan|thang|quy|nam)\s(?:này|nay|sau|tới|toi|\d{1,4}|[ivx]{1,3})(?:/\d{4}|\s(?:năm|nam)\s\d{4})?,?\s",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:của|thuộc|cua|thuoc)\s", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)(?:các|cac)\s", re.IGNORECASE)
_THEN = re.compile(r"\b(?:thì|hỏi)\s+(?=\S)|(?<=\d )thi\s+(?=\S)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
T = TypeVar("T")


@lru_cache(maxsize=1024)
def words_of_heading(heading: str) -> int:
    """How many words a heading has in the index."""
    return len(syllables(heading))


@dataclass(eq=False)
class TaskBase:
    """Everything that answers are made of. Build it with `TaskBase.load`; it does not follow later writes."""

    plans: dict[int, StoredPlan]
    entries: list[Entry]
    words: frozenset[str]
    """the words that the plans use, in lower case."""
    version: int = 0
    passages: Mapping[int, list[bytes]] = field(default_factory=dict)
    """what each plan says outside its duties, by the plan's id, as it is stored."""
    catalogue: Catalogue = field(default_factory=Catalogue.load)

    @classmethod
    @nothing_collected()
    def load(cls, store: Store, before: "TaskBase | None" = None) -> "TaskBase":
        """The plans that `store` holds now.

        `before`: a base of the same store that is not used any more. When plans were only added since, its index is
        taken over, and only what is new is added to it.
        """
        with store.snapshot():
            plans = {plan.id: plan for plan in store.plans()}
            items, words, version = store.items_as_stored(), store.words(), store.version()
            passages = store.passages_as_stored()
        catalogue = Catalogue.load()
        entries = list(entries_of(items, plans, catalogue))
        base = cls(plans, entries, frozenset(words), version, passages, catalogue)
        if before:
            base._take_over(before)
        return base

    def _take_over(self, before: "TaskBase") -> None:
        count = len(before.entries)
        if "index" in vars(before) and [e.stored for e in self.entries[:count]] == [e.stored for e in before.entries]:
            before.index.add(f"{entry.text}\n{entry.heading}" for entry in self.entries[count:])
            self.index = before.index

    @cached_property
    def index(self) -> Index:
        """The items' wording, each with the heading that it stands under."""
        return Index(f"{entry.text}\n{entry.heading}" for entry in self.entries)

    @cached_property
    def registers(self) -> Registers:
        """The items under what lists ask for."""
        return Registers(self.entries, self.twins)

    def prepare(self) -> None:
        """Make now what is otherwise made when it is first asked for."""
        _ = (
            self.index,
            self.registers,
            self._labels,
            self._titles,
            self._counts_around,
            self.titled,
            self.by_number,
            self.heirs,
        )

    def holding(self, syllable: str) -> set[int]:
        """The positions of the items that have a folded syllable in their text or heading, in the names and time
        printed with it, or in the title or number of their plan.
        """
        found, (labels, plans) = set(self.index.holding(syllable)), self.around([syllable])
        for each in labels:
            found.update([entry.at for entry in self.registers.labels[each]])
        for plan_id in plans:
            found.update(self.spans.get(plan_id, ()))
        return found

    def count(self, syllable: str) -> int:
        """How many items `holding` tells of at most, told without looking at them."""
        return len(self.index.holding(syllable)) + self._counts_around.get(syllable, 0)

    @cached_property
    def _counts_around(self) -> Counter[str]:
        """How many items have a folded syllable in what is printed with them, and in the header of their plan."""
        counts: Counter[str] = Counter()
        for syllable, labels in self._labels.items():
            counts[syllable] += sum(len(self.registers.labels[each]) for each in labels)
        for syllable, plans in self._titles.items():
            counts[syllable] += sum(len(self.spans.get(each, ())) for each in plans)
        return counts

    def around(self, syllables: Sequence[str]) -> tuple[set[tuple[str, ...]], set[int]]:
        """What is printed with items (see `Entry.labels`), and the ids of plans whose title and number, has all of some
        folded syllables.
        """
        labels = [set(self._labels.get(syllable, ())) for syllable in syllables]
        plans = [set(self._titles.get(syllable, ())) for syllable in syllables]
        return labels[0].intersection(*labels[1:]), plans[0].intersection(*plans[1:])

    def has(self, syllables: Sequence[str]) -> bool:
        """Whether some item has a folded syllable, or two side by side, or what stands around one has all of them."""
        known = self.index.vocabulary if len(syllables) == 1 else self.index.pairs
        return (syllables[0] if len(syllables) == 1 else tuple(syllables)) in known or any(self.around(syllables))

    @cached_property
    def _labels(self) -> dict[str, list[tuple[str, ...]]]:
        """What is printed with items, under each of its syllables."""
        return _under_syllables((labels, labels) for labels in self.registers.labels)

    @cached_property
    def _titles(self) -> dict[str, list[int]]:
        """Ids of plans under the syllables of their titles and numbers."""
        headers = ((plan.id, plan.document) for plan in self.plans.values())
        return _under_syllables((id_, (header.title or "", header.number or "")) for id_, header in headers)

    def titled_with(self, syllables: Sequence[str]) -> set[int]:
        """The ids of the plans whose title and number has all of some folded syllables; of none for none."""
        found = [self._titles.get(syllable, ()) for syllable in syllables]
        return set[int]().union(*found[:1]).intersection(*found[1:])

    def tell(self, syllables: Sequence[str]) -> Iterator[Entry]:
        """The items whose text or heading has all of some folded syllables, wherever they stand."""
        rarest = min(map(self.index.holding, syllables), key=len, default=())
        chars = [self.index.find(syllable) or "\0" for syllable in syllables]
        return (self.entries[at] for at in rarest if all(map(self.index.words(at).__contains__, chars)))

    @cached_property
    def titled(self) -> dict[str, list[int]]:
        """Ids of plans under the folded syllables of their titles and issuers: some go by whose they are."""
        headers = ((plan.id, plan.document) for plan in self.plans.values())
        return _under_syllables((id_, (header.title or "", header.issuer or "")) for id_, header in headers)

    @cached_property
    def by_id(self) -> dict[int, Entry]:
        """The items by their id, which stays the same over imports."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def spans(self) -> dict[int, range]:
        """For a plan's id, the positions of its items in `entries`."""
        spans: dict[int, range] = {}
        for plan_id, group in groupby(range(len(self.entries)), lambda at: self.entries[at].plan.id):
            first, *rest = group
            spans[plan_id] = range(first, first + 1 + len(rest))
        return spans

    @cached_property
    def places(self) -> Places:
        """Provinces, and the places of the plans."""
        called = {name: told for name in self._by_issuer if (told := spellings(name))}
        return Places.load().with_extra(self.localities, filter(self._is_alone_so, self.localities), called)

    def _is_alone_so(self, name: str) -> bool:
        """Whether the plans have no other word that a name is without its marks."""
        plain, syllables = fold(name), {part for word in self.words for part in word.split()}
        return {syllable for syllable in syllables if fold(syllable) == plain} <= {name.lower()}

    @property
    def numbers(self) -> frozenset[str]:
        """The figures of the plans' numbers: "488"; short ones, which may mean anything, left out."""
        figures = [first_part(plan.document.number or "") for plan in self.plans.values()]
        return frozenset(figure for figure in figures if figure.isdecimal() and len(figure) >= _FIGURES)

    def title_run(self, words: Sequence[str]) -> int:
        """How many of these folded words, from the first on, stand so in the title of a plan; 0 for fewer than two."""
        sizes = range(len(words), 1, -1)
        rows = (f" {' '.join(words[:size])} " for size in sizes)
        return next((size for size, row in zip(sizes, rows, strict=True) if any(row in t for t in self._title_rows)), 0)

    @cached_property
    def _title_rows(self) -> list[str]:
        titles = {plan.document.title or "" for plan in self.plans.values()}
        return [f" {' '.join(syllables(title))} " for title in titles]

    def has_number(self, number: str) -> bool:
        """Whether some plan bears a number, given whole ("488/KH-UBND") or only its figures ("488")."""
        return bool(self.by_number.bearing(number))

    @cached_property
    def by_number(self) -> Numbers:
        """The plans under numbers of documents."""
        return Numbers(self.plans.values())

    @cached_property
    def whole(self) -> tuple[StoredPlan, ...]:
        """All plans, in their order."""
        return tuple(self.plans.values())

    def citing(self, number: str, plans: Iterable[StoredPlan]) -> list[Entry]:
        """The items of some plans whose wording names a document by its number, in order."""
        ids, holders = {plan.id for plan in plans}, self.index.holding(syllables(number)[0])
        near = (self.entries[at] for at in sorted(holders))
        return [entry for entry in near if entry.plan.id in ids and names(entry.text, number)]

    def saying(self, names: Iterable[str], among: Iterable[range] | None = None) -> Iterator[Entry]:
        """The items whose text has all of some names, in order; `among` are the stretches of items to look at, in
        order, None for all.
        """
        rows = [syllables(name) for name in names]
        pairs = [self.index.beside(*pair) for row in rows for pair in pairwise(row)]
        holders = [*pairs, *(self.index.holding(row[0]) for row in rows if len(row) == 1)]
        chars, fewest = list(map(self.row, rows)), min(holders, key=len, default=())
        for at in fewest if among is None else _within(fewest, among):
            words = self.index.words(at)
            if all(map(words.__contains__, chars)) and all(map(self.own_words(at).__contains__, chars)):
                yield self.entries[at]

    def row(self, syllables: Iterable[str]) -> str:
        """Folded syllables side by side, as the words of items have them (see `own_words`)."""
        return "".join(self.index.find(syllable) or _NOWHERE for syllable in syllables)

    def own_words(self, at: int) -> str:
        """The words of an item as the index has them, without those of its heading."""
        words = self.index.words(at)
        return words[: len(words) - words_of_heading(self.entries[at].heading)]

    def agencies_in(self, question: str) -> list[Mention]:
        """Agencies that a normalised question names, groups of them that it begins with ("các huyện ..."), that
        somebody gives a duty to ("giao xã làm gì") or that do something ("báo cáo năm các huyện nộp khi nào"), and
        posts told without their body ("chánh văn phòng").
        """
        named = (name._replace(key=with_written_post(name.key)) for name in self.catalogue.find(question))
        found = [name for name in named if self.knows(name.key)]
        found = [part for name in found if not self._runs_on(question, name) for part in self._apart(name)]
        found = [self._as_printed(question, name) for name in found]
        places = [*_beginnings(question), *(each.end() for each in _given().finditer(fold(question)))]
        groups = [group for place in places if (group := _groups().at(question, place))]
        told = (_groups().at(question, each.start()) for each in _EACH.finditer(question))
        groups += [group for group in told if group and group not in groups and acting().match(question, group.end)]
        groups = [group for group in groups if self._is_group(question, group, found)]
        committees = filter(None, (self.whereabouts.committee_at(question, place) for place in places))
        if not groups:
            found += [name for place in places if (name := self._printed_at(question, place, found))]
        posts = [post for post in _posts().find(question) if self._is_post(post, found)]
        persons = self._persons.find(question)
        return sorted([*groups, *committees, *posts, *found, *persons], key=lambda name: name.start)

    def _apart(self, name: Mention) -> list[Mention]:
        """An agency of a question; apart from the one that it is of, where plans print it without: "Cục Y tế dự phòng |
        của Bộ Y tế".
        """
        of = _OF.search(name.text)
        if of is None or self.catalogue.key(name.text[: of.start()]) not in self._parts:
            return [name]
        own, whole = name.text[: of.start()], self.catalogue.find(name.text[of.end() :])
        end = name.start + of.start()
        moved = [w._replace(start=name.start + of.end() + w.start, end=name.start + of.end() + w.end) for w in whole]
        return [name._replace(key=own, text=own, end=end), *moved]

    def _as_printed(self, question: str, name: Mention) -> Mention:
        """An agency of a question by the longer name that plans print and that is another's: "Phòng Giáo dục | Trung
        học" is not the Phòng Giáo dục và Đào tạo; a place behind it makes no other.
        """
        longer = self._printed.at(question, name.start)
        if longer is None or longer.end <= name.end or self.places.find(question[name.end : longer.end]):
            return name
        return longer if self.catalogue.key(longer.key) != self.catalogue.key(name.key) else name

    def _printed_at(self, question: str, place: int, found: Sequence[Mention]) -> Mention | None:
        """The lead or partner of some duty whose name, as printed or but for "các", begins at a place of a question and
        is none of an agency elsewhere, where it is asked what it has to do: "Văn phòng | phải làm gì"; beside those
        `found` only as a part of one of them: "Trung tâm Tin học | của Bộ Y tế có việc gì".
        """
        asked = acting().search(question, place)
        name = self._printed.at(question, place) if asked else None
        of = _OF.match(question, name.end) if name else None
        whole = next((each.end for each in found if of and each.start == of.end()), None)
        end = whole if found else (name.end if name else None)
        return name if end is not None and acting().match(question, end) else None

    @cached_property
    def _printed(self) -> NameIndex:
        charged = {key for entry in self.entries for key in (*entry.leads, *entry.coordinators)}
        names = {name for labels in self.registers.labels for name in labels}
        names = {name for name in names if self.catalogue.key(name) in charged}
        return NameIndex({name: {name, _each_of(name)} for name in names})

    @cached_property
    def _persons(self) -> NameIndex:
        """Persons who are charged by name, by what they are called; what several are called tells none of them."""
        names = {name: called(name) for labels in self.registers.labels for name in labels}
        counts = Counter(each for callings in names.values() for each in callings)
        return NameIndex({name: [each for each in all_ if counts[each] == 1] for name, all_ in names.items() if all_})

    @cached_property
    def short_names(self) -> ShortNames:
        """What writes out the agencies that a question names by letters."""
        return ShortNames({name for labels in self.registers.labels for name in labels})

    def _is_post(self, post: Mention, found: Sequence[Mention]) -> bool:
        """Whether a post told without its body is one that some duty is given to, and no part of an agency's name."""
        apart = all(name.end <= post.start or post.end <= name.start for name in found)
        return apart and not self._parts.isdisjoint(self.keys_of(post.key))

    def places_in(self, question: str) -> list[Mention]:
        """Places that a normalised question names (see `Whereabouts.places_in`)."""
        return self.whereabouts.places_in(question, self.agencies_in(question))

    def held_in(self, question: str) -> list[Held]:
        """The districts and communes without plans of their own that a normalised question names, and whose plans are
        looked in instead.
        """
        return self.whereabouts.held_in(question, self.agencies_in(question))

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """What finds places in questions."""
        return Whereabouts(self.places, lambda place: bool(self.of_place(place)), self.is_compound)

    def _runs_on(self, question: str, name: Mention) -> bool:
        """Whether a name typed without marks ends inside a word: "thong ke tinh hinh" is not of "Thống kê tỉnh", but a
        place behind it is none: "cong an tinh khanh hoa".
        """
        last, behind = name.text.split()[-1], question[name.end :].split()[:1]
        if last not in _ENDINGS or not behind or not self.is_word(last, behind[0]):
            return False
        return all(place.start != name.end + 1 for place in self.places.find(question))

    def _is_group(self, question: str, group: Mention, found: Sequence[Mention]) -> bool:
        """Whether a group at the head of a question, or behind a verb, is one: not "huyện Tân Yên", not "phương án"."""
        many = " " in group.text  # "sở ngành Nghệ An", but not "huyện Tân Yên"
        districts = (place for place, _ in self.whereabouts.plain_districts(question))
        names = found if many else [*found, *self.places.find(question), *districts]
        behind = _SYLLABLE.match(question[group.end :].lstrip(" "))
        word = behind and self.is_compound(group.text.split()[-1], behind[0]) and not _is_own(question, group)
        return not word and not any(name.start <= group.end + 1 and group.start < name.end for name in names)

    def keys_of(self, agency: str) -> tuple[str, ...]:
        """The keys of the agencies that a name means: its own and those that it is short for ("Đài Truyền hình"); or of
        those whose longer names begin with it when only they have a part in some duty ("Phòng Nông nghiệp"), or when it
        is a post told without its body ("Hiệu trưởng").
        """
        key = self.catalogue.key(agency)
        meant = (key, *map(self.catalogue.key, self.catalogue.meant(agency)))
        found = [each for each in dict.fromkeys(meant) if each in self._parts]
        if found and agency not in ASKED_POSTS.load():
            return tuple(found)
        return (*found, *self.longer_keys(agency)) or (key,)

    def longer_keys(self, agency: str) -> list[str]:
        """The keys of the agencies with a part in some duty whose names begin with a name and are longer."""
        key = self.catalogue.key(agency)
        return sorted(part for part in self._parts if part.startswith(f"{key} ")) if " " in key else []

    def named(self, agency: str) -> str:
        """The full name of the agency that a short one means, where of several only that has a part in some duty."""
        meant = self.catalogue.meant(agency)
        found = [name for name in meant if self.catalogue.key(name) in self._parts]
        own = self.catalogue.key(agency) in self._parts
        return found[0] if len(meant) > 1 and len(found) == 1 and not own else agency

    def knows(self, agency: str) -> bool:
        """Whether an agency is one of the catalogue's, or has a part in some duty; else it is only words."""
        words = self.catalogue.key(agency).split()
        return any(" ".join(words[:end]) in self._agency_keys for end in range(len(words), 0, -1))

    @cached_property
    def _agency_keys(self) -> frozenset[str]:
        return self._parts | {self.catalogue.key(name) for name in self.catalogue.names}

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The keys of all that lead or coordinate."""
        return frozenset(key for entry in self.entries for key in (*entry.leads, *entry.coordinators))

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        """The words of the plans and their titles, names of agencies and places: syllables as written, lower case."""
        titles = [plan.document.title or "" for plan in self.plans.values()]
        texts = (*self.words, *self.catalogue.names, *self.places.names, *titles)
        return [tuple(_SYLLABLE.findall(normalise(text).lower())) for text in texts]

    @property
    def localities(self) -> list[str]:
        """The places whose plans the base holds, in the order of the plans; not the city of a central agency."""
        plans = (plan.document for plan in self.plans.values() if not is_central(plan.document.issuer or ""))
        return list(dict.fromkeys(each.locality for each in plans if each.locality))

    @cached_property
    def twins(self) -> dict[int, list[Entry]]:
        """For an item's id, the items of its plan that tell the same duty; only for those that have any."""
        found: dict[int, list[Entry]] = {}
        for plan_entries in map(self.of_plan, self.plans):
            by_ref = {entry.ref: entry for entry in plan_entries}
            found |= {e.id: [by_ref[ref] for ref in e.twins if ref in by_ref] for e in plan_entries if e.twins}
        return found

    def of_plan(self, plan_id: int) -> list[Entry]:
        """The items of a plan, in document order."""
        span = self.spans.get(plan_id, range(0))
        return self.entries[span.start : span.stop]

    def duties_of(self, plan_id: int) -> int:
        """How many duties a plan has, of those that it tells twice only one."""
        return len(self.registers.without_twins(entry for entry in self.of_plan(plan_id) if not entry.is_closing))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbours in a word of several syllables, as written and folded: in words of the plans, and in those that
        people say instead.
        """
        phrases = [*(word.split() for word in self.words), *related_phrases()]
        written = {pair for words in phrases for pair in pairwise(words) if _may_join(pair)}
        return frozenset(written | {(fold(a), fold(b)) for a, b in written})

    def is_word(self, first: str, second: str) -> bool:
        """Whether two neighbouring syllables belong to one word. Marks that are typed decide."""
        return (first.lower(), second.lower()) in self._pairs

    def is_compound(self, first: str, second: str) -> bool:
        """The same, by the plans or by the general word list: whether they make a word at all."""
        return self.is_word(first, second) or f"{first} {second}".lower() in compounds()

    def stands_alone(self, entry: Entry, syllable: str) -> bool:
        """Whether an item's text has a folded syllable that makes no word with the syllables beside it."""
        words = ["", *_SYLLABLE.findall(normalise(entry.text).lower()), ""]
        return any(
            fold(word) == syllable and not self.is_compound(before, word) and not self.is_compound(word, after)
            for before, word, after in zip(words, words[1:], words[2:], strict=False)
        )

    def alone(self, syllable: str) -> frozenset[str]:
        """The words of one syllable, as written, that a folded syllable may be: "sau" by itself, not "sâu" of
        "sâu rộng".
        """
        return self._singles.get(syllable, frozenset())

    @cached_property
    def _singles(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for word in self.words:
            if " " not in word:
                found.setdefault(fold(word), set()).add(word)
        return {syllable: frozenset(words) for syllable, words in found.items()}

    def of_place(self, name: str) -> list[StoredPlan]:
        """The plans of a place, of a central agency or of a school, by its name."""
        return self._by_place.get(fold(name)) or self._by_issuer.get(name, [])

    def joined_into(self, name: str) -> list[StoredPlan]:
        """The plans of places that belong to a place since a merger."""
        return [plan for locality in self.heirs.get(fold(name), ()) for plan in self.of_place(locality)]

    @cached_property
    def heirs(self) -> dict[str, list[str]]:
        """The places that have plans, under the folded name of the province that they belong to today."""
        found: dict[str, list[str]] = {}
        for locality in self.localities:
            if heir := self.places.now(locality):
                found.setdefault(fold(heir.name), []).append(locality)
        return found

    @cached_property
    def _by_place(self) -> dict[str, list[StoredPlan]]:
        found: dict[str, list[StoredPlan]] = {}
        for plan in self.plans.values():
            found.setdefault(fold(owner(plan.document) or ""), []).append(plan)
        return found

    @cached_property
    def _by_issuer(self) -> dict[str, list[StoredPlan]]:
        found: dict[str, list[StoredPlan]] = {}
        for plan in self.plans.values():
            found.setdefault(plan.document.issuer or "", []).append(plan)
        return found


def _under_syllables(given: Iterable[tuple[T, Iterable[str]]]) -> dict[str, list[T]]:
    """Things under the folded syllables of their texts."""
    found: dict[str, list[T]] = {}
    for thing, texts in given:
        for syllable in {syllable for text in texts for syllable in syllables(text)}:
            found.setdefault(syllable, []).append(thing)
    return found


def _within(positions: Sequence[int], stretches: Iterable[range]) -> Iterator[int]:
    """Those of some positions, in order, that are in one of some stretches, in order."""
    for stretch in stretches:
        first = bisect_left(positions, stretch.start)
        yield from positions[first : bisect_left(positions, stretch.stop, first)]


def _beginnings(question: str) -> list[int]:
    """Where a question begins, and where it does behind a word that turns to it or its time: "thế | xã phải làm gì",
    "tuần này | xã nộp gì".
    """
    start, heads = len(question) - len(question.lstrip()), (turns().match(question), _TIMED.match(question))
    return [start, *(head.end() for head in heads if head), *(each.end() for each in _THEN.finditer(question))]


def _is_own(question: str, group: Mention) -> bool:
    """Whether a group is the asker's own, who asks what it has to do: "xa toi | phai nop gi"."""
    own = _MINE.match(question, group.end)
    return bool(own and acting().match(question, own.end()))


@cache
def _given() -> re.Pattern[str]:
    """Verbs of giving a duty, with the blank behind them, in folded text."""
    verbs = sorted((" ".join(verb) for verb in giving()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(verbs)})\s(?=\S)")


def _each_of(group: str) -> str:
    """What a group is of: "chủ rừng" of "Các chủ rừng"; a word alone is too little to know it by."""
    opener, _, rest = group.partition(" ")
    return rest if fold(opener) == "cac" and " " in rest else group


def _may_join(pair: tuple[str, str]) -> bool:
    """Whether two neighbours may be one word: none of them joins others, unless both are a word: "từ thiện"."""
    return joints().isdisjoint(pair) or " ".join(pair) in compounds()


@cache
def _groups() -> NameIndex:
    return NameIndex(ASKED_GROUPS.load())


@cache
def _posts() -> NameIndex:
    return NameIndex(ASKED_POSTS.load())
