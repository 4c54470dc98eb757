"""A question with what the base makes of its names: where to look, for what, for whom."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import chain

from knowledge.answering.answer import Answer, Hit, Reason, nothing
from knowledge.answering.base import TaskBase
from knowledge.answering.entries import Entry
from knowledge.answering.issued import of_issuer
from knowledge.answering.registers import merged
from knowledge.answering.roles import Role, are_below_province, is_of_level, parts, role_of
from knowledge.answering.scope import Scope, scope_of
from knowledge.answering.topic import Topic
from knowledge.due import Due
from nlp.intent import Intent
from nlp.question import Question
from nlp.text import fold, syllables
from nlp.times import Period

_LISTS: frozenset[Intent] = frozenset({"agency", "due", "overdue", "done", "count", "which", "report"})
"""what asks for many duties; beside others a board's name may be the duty's own: "họp Ban Chỉ đạo khi nào"."""
_COMMITTEE = "ubnd"
"""how the key of a people's committee begins."""
_OF_YEAR = re.compile(r"\s(?:nam\s)?(?:19|20)\d\d$")
_EACH = re.compile(r"UBND (các (?:huyện|xã))\b")
_STANDING = re.compile(r"\b(?:co quan|don vi|bo phan) thuong truc\b")
_TOLD = ("topic", "generic")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ways of answering work on."""

    base: TaskBase
    question: Question
    today: date
    scope: Scope
    topic: Topic
    keys: tuple[str, ...]
    """keys of the agencies that the question names."""
    pinned: tuple[Entry, ...] = ()
    """the items spoken of before, when the question goes on from them."""
    listed: bool = False
    """whether all that fits is wanted, not only what fits best."""

    @classmethod
    def of(
        cls,
        base: TaskBase,
        question: Question,
        today: date,
        pinned: Sequence[Entry] = (),
        plan: int | None = None,
        listed: bool = False,
    ) -> "Asked":
        """The question as the base understands it; `plan` is spoken of where the question names none."""
        question = replace(question, agencies=tuple(_capital(base.named(name)) for name in question.agencies))
        topic = Topic.of(question, base.is_word)
        question, spoken = of_issuer(base, question, scope_of(base, question, plan))
        scope = _of_titled(base, spoken, topic)
        named = [name for agency in question.agencies for name in _boards_of_each(base, scope, agency)]
        question = replace(question, agencies=tuple(named))
        keys = tuple(dict.fromkeys(key for name in question.agencies for key in _keys_there(base, scope, name)))
        lists = question.intent in _LISTS and "state" not in question.cues
        if lists and keys and _is_of_issuer(base, scope, keys):
            question = replace(
                question, agencies=(), intent="count" if question.intent == "agency" else question.intent
            )
            keys = ()
        asked = cls(base, question, today, scope, topic, keys, tuple(pinned), listed)
        return asked._without_time_of_title()._of_those_saying()

    def _without_time_of_title(self) -> "Asked":
        """The same without a time that only belongs to the title of the plan that it names, too: "kết luận an toàn giao
        thông 9 tháng đầu năm thì xã phải làm gì".
        """
        period = self.question.period
        if period is None or period.kind in ("day", "year", "years") or self.question.intent not in _LISTS:
            return self
        said = _OF_YEAR.sub("", fold(self.question.text[slice(*period.span)]))
        titles = [self.base.plans[id_].document.title or "" for id_ in self.titled()]
        if not titles or not all(said in fold(title) for title in titles):
            return self
        intent: Intent = ("agency" if self.keys else "count") if self.question.intent == "due" else self.question.intent
        return replace(self, question=replace(self.question, period=None, intent=intent))

    def _of_those_saying(self) -> "Asked":
        """The same of the items whose wording tells it, where some do and it is asked who sees to a district or commune
        without plans of its own ("ai phụ trách huyện Tân Lạc"), or who has the plan in hand ("cơ quan thường trực").
        """
        question = self.question
        issuers = [self.base.catalogue.key(plan.document.issuer or "") for plan in self.scope.plans]
        other = any(not issuer.startswith(key) for issuer in issuers for key in self.keys)
        of_plan = not question.has_topic or self.is_of_plan
        if question.intent != "lead" or question.asks_whether or other or not of_plan or self.pinned:
            return self
        names = [held.place.partition(" ")[2] for held in self.base.held_in(question.text)]
        if self.scope.named and _STANDING.search(fold(question.text)):
            names = [*names, "thường trực"]
        items = tuple(self.base.saying(names, self.scope.stretches(self.base))) if names else ()
        if not items:
            return self
        about = replace(question, agencies=(), words=tuple(w for w in question.words if w.role not in _TOLD))
        topic = Topic.of(about, self.base.is_word)
        return replace(self, question=about, scope=replace(self.scope, items=items), topic=topic, keys=())

    @property
    def names(self) -> list[str]:
        """The agencies that the question names, as plans of the place name them: without the place behind."""
        places = [f" {place}" for place in self.question.places]
        return [reduce(str.removesuffix, places, name) for name in self.question.agencies]

    @property
    def _is_sayable(self) -> bool:
        """Whether the plans have each word of the topic, or one that stands for it."""
        find, said = self.base.index.find, self.topic.phrases
        covered = {at for phrase in said for at in range(phrase.start, phrase.end)}
        told = zip(self.topic.words, self.topic.terms, strict=True)
        return all(at in covered or find(t.syllable) for at, (w, t) in enumerate(told) if w.role == "topic")

    @property
    def _typed_names(self) -> list[str]:
        """The same as typed: "xã phường" for the people's committees of these."""
        runs: list[list[str]] = []
        for word in self.question.words:
            if word.role == "agency":
                runs += [[]] if word.lead or not runs else []
                runs[-1].append(word.token.text)
        return [" ".join(run) for run in runs]

    @property
    def is_of_plan(self) -> bool:
        """Whether all words of the topic stand in the title of a plan that it looks in: they tell nothing inside it."""
        return any(True for _ in self.titled())

    def titled(self) -> Iterator[int]:
        """The ids of the plans that it looks in whose title has all words of the topic."""
        topic = syllables(" ".join(word.token.text for word in self.topic.words if word.role == "topic"))
        near = self.base.around(topic)[1] if topic else ()
        for plan in self.scope.plans if topic else ():
            if plan.id in near and set(syllables(plan.document.title or "")).issuperset(topic):
                yield plan.id

    def by_wording(self) -> "Asked | None":
        """The same of the items whose text has the names of the agencies, these as words of the topic: "họp Ban Chỉ
        đạo"; None without such items.
        """
        if not self.keys or not self._is_sayable:
            return None
        words = [word._replace(role="topic") if word.role == "agency" else word for word in self.question.words]
        question = replace(self.question, words=tuple(words), agencies=())
        names = self.names if any(self.base.saying(self.names)) else self._typed_names
        items = tuple(self.base.saying(names, self.scope.stretches(self.base)))
        if not items:
            return None
        scope, topic = replace(self.scope, items=items), Topic.of(question, self.base.is_word)
        return replace(self, question=question, scope=scope, topic=topic, keys=())

    def of_plan(self) -> "Asked | None":
        """The same of the plan of the board that the question names beside a matter: "BCĐ Kon Tum tập huấn ai lo";
        None where it names no such board.
        """
        if not self.keys or not self.question.has_topic or not _is_of_issuer(self.base, self.scope, self.keys):
            return None
        return replace(self, question=replace(self.question, agencies=()), keys=())

    def role(self, entry: Entry) -> Role | None:
        """What the agencies of the question are in an item."""
        role = role_of(self.base.catalogue, entry, self.keys, self.question.agencies) if self.keys else None
        return role if role in (None, "group") or self._of_level([entry]) else None

    def _of_level(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Of items that the agencies of the question lead or coordinate by their keys those that are of their level."""
        catalogue, names = self.base.catalogue, self.question.agencies
        if not are_below_province(catalogue, names):
            return entries
        return [entry for entry in entries if is_of_level(catalogue, entry, self.keys, names)]

    def parts(self) -> dict[Role, list[Entry]]:
        """The items of the scope in which the agencies of the question have a part, in order, under the strongest part
        that they have; roles without any left out.
        """
        found: dict[Role, list[Entry]] = {}
        seen: set[Entry] = set()
        for role, registers in parts(self.base.catalogue, self.base.registers, self.keys, self.question.agencies):
            entries = merged([self.scope.within(self.base, register) for register in registers])
            if role != "group":
                entries = self._of_level(entries)
            elif not self._is_common:
                own_plans = {entry.plan.id for entry in seen}
                entries = [entry for entry in entries if entry.plan.id in own_plans]
            if own := [entry for entry in entries if entry not in seen]:
                found[role] = own
                seen.update(own)
        return found

    @property
    def _is_common(self) -> bool:
        """Whether other places have such an agency: "các sở, ban, ngành" of one place take in no board of another."""
        return any(map(self.base.catalogue.has, self.question.agencies))

    def concerned(self, register: Sequence[Entry] | None = None) -> Sequence[Entry]:
        """Those items of a register (without one, all) that are in the scope and, when the question names agencies, in
        which these have a part: in the order of the register; of all, by their part.
        """
        if not self.keys:
            return self.scope.within(self.base, self.base.entries if register is None else register)
        own = chain.from_iterable(self.parts().values())
        if register is None:
            return list(own)
        concerned = set(own)
        return [entry for entry in register if entry in concerned]

    def hit(self, entry: Entry, score: float = 0.0, due: Iterable[Due] | None = None) -> Hit:
        """An item as a hit; without `due` its next day from today, or its last."""
        days = self._next(entry) if due is None else tuple(due)
        return Hit(entry, score, days, self.role(entry), tuple(self.base.twins.get(entry.id, ())))

    def due_in(self, entry: Entry, period: Period) -> list[Due]:
        """The days in a period on which an item falls due."""
        return entry.schedule.days(period)

    def _next(self, entry: Entry) -> tuple[Due, ...]:
        day = entry.schedule.next(self.today)
        return (day,) if day else ()

    def nothing(self, reason: Reason, missing: Iterable[str] = ()) -> Answer:
        """An answer that says why there is none."""
        return nothing(self.question, self.today, reason, missing)


def _of_titled(base: TaskBase, scope: Scope, topic: Topic) -> Scope:
    """The plans whose title has all that a topic is about, where the question names none and no duty of another plan
    tells of it: "chỉ tiêu giảm rác thải nhựa".
    """
    own = [term.syllable for term, word in zip(topic.terms, topic.words, strict=True) if word.role == "topic"]
    if scope.named or len(own) < _PAIR or not scope.is_whole(base):
        return scope
    titled = base.titled_with(own)
    if not titled or any(entry.plan.id not in titled for entry in base.tell(own)):
        return scope
    return replace(scope, plans=tuple(plan for plan in base.whole if plan.id in titled), named=True)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _keys_there(base: TaskBase, scope: Scope, agency: str) -> tuple[str, ...]:
    """The keys of the agencies that a name means; where none of them has a part in the plans spoken of, of those there
    with a longer name: "Sở Giao thông vận tải - Xây dựng" for "Sở Giao thông vận tải".
    """
    keys = base.keys_of(agency)
    if not scope.named or any(_has_part(base, scope, key) for key in keys):
        return keys
    return tuple(key for key in base.longer_keys(agency) if _has_part(base, scope, key)) or keys


def _boards_of_each(base: TaskBase, scope: Scope, agency: str) -> tuple[str, ...]:
    """An agency; for the committees of all districts or communes that have no part in the plans spoken of the boards of
    these that lead something there: "Ban Chỉ đạo các huyện, thành phố" for "các huyện".
    """
    each = _EACH.match(agency) if scope.named else None
    if each is None or any(_has_part(base, scope, key) for key in base.keys_of(agency)):
        return (agency,)
    entries = scope.within(base, base.entries)
    return tuple(dict.fromkeys(name for e in entries for name in e.item.leads if each[1] in name)) or (agency,)


def _has_part(base: TaskBase, scope: Scope, key: str) -> bool:
    registers = (base.registers.leads, base.registers.coordinators)
    return any(scope.within(base, register[key]) for register in registers if key in register)


def _is_of_issuer(base: TaskBase, scope: Scope, keys: Sequence[str]) -> bool:
    """Whether an agency named beside a place is the board whose own programme is meant, all of it: "Ban Chỉ đạo Kon Tum
    tháng này có việc gì". A people's committee gives its plans to others, so that it is asked of for itself.
    """
    issuers = [base.catalogue.key(plan.document.issuer or "") for plan in scope.plans] if scope.named else []
    own = all(f"{issuer} ".startswith(f"{key} ") for issuer in issuers for key in keys)
    if not issuers or not own or any(issuer.startswith(_COMMITTEE) for issuer in issuers):
        return False
    return not any(key in entry.leads for entry in scope.within(base, base.entries) for key in keys)
