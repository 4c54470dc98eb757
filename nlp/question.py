"""What a question asks: its kind, and the names, times, points and topic words in it."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from nlp.danger import signs
from nlp.intent import OF_REPORTS, Intent, decide
from nlp.phrases import (
    Match,
    PhraseBook,
    Token,
    WordTest,
    asking_word,
    asks_holder,
    carried_out,
    dated,
    duty_head,
    duty_heads,
    heads,
    making,
    pointing,
    tokenise,
)
from nlp.points import Point, find_ordinal, find_point, find_vague_point
from nlp.roles import KIND, NO_CUES, TELLING, YEAR, Mention, Roles, TitleRun, Word, begins, role_of
from nlp.text import fold, normalise
from nlp.times import Period, find_periods, whole_years

_NUMBER_OF_DOCUMENT = re.compile(
    r"^so \d+ .*\b(?:ke hoach|cong van|quyet dinh|nghi quyet|chi thi|chuong trinh|van ban)\b"
)
_SPANNING = ("week", "month", "quarter")
_SPANS = ("years", "range")
_FROM_TODAY = re.compile(r"\bnam (?:nay|ngoai|sau|toi)\b")
_TOLD = re.compile(r"\S(?:\s(?:rồi|roi))?(?<=r[ồo]i)\s?[,;.!]\s?\S|[^,;.?!]{0,30}\s(?:rồi|roi)\s(?:thì|thi)\s\S")
"""behind a time that is only told before a question: "đầu năm rồi, tháng này có hạn nào"."""
_HOW_LATE = re.compile(r"\b(?:tre|muon|cham|qua han|tre han)\s$")
_REPORT_OF = "bao cao "
_WHOLE_YEAR = frozenset({"ca nam", "cuoi nam"})
_HOW_MANY = ("may ", "bao nhieu ")
_BEGUN = re.compile(r"\bbat dau \w+$")
_PARTS = frozenset({"lead", "coordinate"})
_WHO = frozenset({"ai", "nao"})
_CONTENT = frozenset({"coordinate", "report", "target", "funding", "basis", "scope", "title"})
_MATTER = frozenset({"funding", "target"})
_PAIR = 2
_OPENING = 3
"""words that may stand before a request: "bạn ơi, soạn giúp ..." """
_REPORT = "cáo"
"""the last syllable of the word for a report, as written"""
_SENDING = frozenset({"gui", "nop"})
_RIGHT = re.compile(
    r"\bco phai\b|\b(?:phai|dung) khong\b|\bch[uo] khong phai\b|\b(?:toi|tui|em|minh|ua|cu|anh|chi) tuong\b(?! niem)"
    r"|\b(?:toi|tui|em|minh|anh|chi) nho\b.* (?:ma|chu|thi phai)\W*$"
    r"|\bcung (?:la )?\w[\w ]* (?:a|ha|hi|nhi)\W*$"
)
_WHETHER = re.compile(r"\b(?:co|phai|dung)\b.* khong\b")
_WITH = frozenset({"voi", "va", "cung"})
_OFFER = "help"
"""cues whose words may be the duty's own: "báo cáo", "phối hợp", "kinh phí"."""
_NOT_OF_QUANTITY = frozenset({"when", "due", "report", "funding", "number", "became", "state"})
"""what "bao nhiêu" may belong to beside a number of things: "còn bao nhiêu ngày nữa tới hạn"."""
_DOCUMENT_FIELDS = ("number", "issued", "effective", "signer", "issuer", "basis", "scope", "title", "sent_to")


Finder = Callable[[str], Sequence[Mention]]


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
    counted: str | None = None
    """the first word, folded, of what it asks the number of: "to" in "bao nhiêu tổ bầu cử"."""
    documents: tuple[str, ...] = ()
    """kinds of document that it names, folded: "ke hoach"."""
    titles: tuple[str, ...] = ()
    """what it says of the title of a document that it asks in, folded: "trong kế hoạch bảo vệ trẻ em"."""
    more: int = 0
    """how many screens of the list that it asks for were told before: it asks to go on with it."""
    fields: tuple[str, ...] = ()
    """which facts of a document are asked: number, issued, effective, signer, issuer, basis, scope, title."""

    @property
    def topic(self) -> list[Word]:
        """The words that tell what the duty is about, in order; those that tell little too. Words of money and targets
        tell it when the question is not of these themselves: "ai bố trí ngân sách".
        """
        return [told for word in self.words if (told := self._telling(word))]

    def _telling(self, word: Word) -> Word | None:
        """A word with what it is in the topic; None when it does not tell it."""
        if word.role != "cue":
            return word if word.role in TELLING else None
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
        return bool(self.numbers) and len(KIND.findall(plain)) <= 1 and not carried_out().search(plain)

    @property
    def asks_both(self) -> bool:
        """Whether it asks who leads and who coordinates, each by a word of its own: "ai chủ trì, ai phối hợp"."""
        asking = [word for word in self.words if word.token.folded in _WHO and _PARTS.intersection(word.tags)]
        return {"lead", "coordinate"} <= self.cues and len(asking) > 1

    @property
    def asks_whether(self) -> bool:
        """Whether it asks for a yes or no: "Công an có phải phối hợp không", "sở chủ trì đúng không ạ"."""
        plain = fold(self.text)
        said = _WHETHER.search(plain)
        if _RIGHT.search(plain):
            return True
        # Words carried over stand in the text of the question before.
        here = (w for w in self.words if self.text[w.token.start : w.token.end] == w.token.text)
        return said is not None and all(w.role == "filler" for w in here if w.token.start >= said.end())

    @property
    def asks_together(self) -> bool:
        """Whether it asks what two agencies do with each other: "việc nào Sở Y tế phối hợp với Công an tỉnh"."""
        if len(self.agencies) != _PAIR or not {"list", "coordinate"} <= self.cues or "lead" in self.cues:
            return False
        return self.names_partner

    @property
    def names_partner(self) -> bool:
        """Whether the last agency that it names stands behind "với", "và" or a word for working together."""
        names = [at for at, word in enumerate(self.words) if word.role == "agency" and word.lead]
        before = self.words[names[-1] - 1] if names and names[-1] else None
        return before is not None and (before.token.folded in _WITH or "coordinate" in before.tags)

    @property
    def names_receiver(self) -> bool:
        """Whether the first agency that it names is told right behind "báo cáo" or "gửi": "cái báo cáo HĐND thì hạn
        nào".
        """
        first = next((at for at, word in enumerate(self.words) if word.role == "agency"), 0)
        before = self.words[first - 1] if first else None
        if before is None:
            return False
        return before.token.folded in _SENDING or ("report" in before.tags and before.written == _REPORT)

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
        roles = Roles(tokens)
        ordinal = find_ordinal(text)
        roles.take_spans("point", [*(point.spans if point else ()), *([ordinal.span] if ordinal else ())])
        roles.take_counts(text)
        numbers = roles.take_numbers(text, self.numbers)
        named = self.agencies(text)
        agencies = roles.take("agency", named)
        places = roles.take("place", self.places(text))
        timed = roles.without_numbers(text) if numbers else text
        periods = [period for period in find_periods(timed, today) if not roles.is_counted(period.span[0])]
        periods = [period for period in periods if _tells_time(text, period)]
        roles.take_spans("period", [p.span for p in periods])
        roles.take_spans("period", [match.span() for match in YEAR.finditer(text)])
        matches = self.phrases.find(tokens, roles.taken, self.is_word)
        roles.take_phrases(matches)
        roles.take_links()
        titles = roles.take_titles(self.titles)
        counted = roles.take_quantity()
        words, opened = roles.all(text)
        asks = opened or begins(words, "cue")
        periods = [period for period in periods if period.span[0] >= asks]
        told = _told_before(periods, text)
        asked = [each for each in periods if each not in told]
        periods = asked or [each for each in told if (each.start, each.end) != (today, today)]
        meant = [m for m in named if m.start >= opened and not roles.is_issuer(m.start)]
        meant = [m for m in meant if not roles.is_giver(m.end) and (counted is None or m.start != counted.start)]
        agencies = [name for name in agencies if any(m.key == name for m in meant)]
        named_so = _Named(agencies, places, periods, point, numbers, counted)
        found = _compose(typed, text, words, matches, named_so, named)
        found = _of_made(found, named_so)
        asked_years = _asked_years(text, words, periods, [period.span for period in told if period not in periods])
        if not titles and ordinal is None and not asked_years:
            return found
        return replace(
            found,
            titles=tuple(titles),
            ordinal=ordinal.number if ordinal else None,
            asked_years=asked_years,
            period=_of_years(found.period, asked_years),
        )


def _told_before(periods: Sequence[Period], text: str) -> list[Period]:
    """The times that are only told before a question, however often: "bữa nay 23/11 rồi, ..."."""
    told = [period for period in periods if _TOLD.match(text, period.span[1] - 1)]
    days = {(period.start, period.end) for period in told}
    return [period for period in periods if (period.start, period.end) in days]


class _Named(NamedTuple):
    """What the names, times and numbers of a question are."""

    agencies: Sequence[str]
    places: Sequence[str]
    periods: Sequence[Period]
    point: Point | None
    numbers: Sequence[str]
    counted: Token | None

    def slots(self, period: Period | None) -> set[str]:
        """Which kinds of them it holds, as `decide` calls them."""
        slots = {"agency": self.agencies, "place": self.places, "point": self.point, "number": self.numbers}
        return {name for name, there in {**slots, "period": period}.items() if there}


def _by_names(cues: frozenset[str], text: str, agencies: Sequence[Mention]) -> frozenset[str]:
    """What a question asks, with what the way in which it names agencies tells: who leads, or a list."""
    if _chooses(text, agencies) and not cues & {"coordinate", "became", "compare"}:
        return cues | {"lead"}
    parts_only = cues & _PARTS and cues <= {*_PARTS, "followup", "when", "due", "dated"}
    return cues | {"list"} if parts_only and _heads_list(text, agencies, "when" in cues) else cues


def _chooses(text: str, agencies: Sequence[Mention]) -> bool:
    """Whether a question offers two agencies: "do Sở Tài chính hay Sở Y tế"."""
    between = (fold(text[one.end : other.start]).strip(" ,") for one, other in pairwise(agencies))
    return any(words in ("hay", "hay la") for words in between)


def _heads_list(text: str, agencies: Sequence[Mention], asks_when: bool) -> bool:
    """Whether a question is only the head of a list, or asks for the times of one: "nhiệm vụ Sở Y tế chủ trì"."""
    plain = fold(text)
    return (asks_when or not asking_word().search(plain)) and any(
        duty_head().search(plain[: each.start]) for each in agencies
    )


def _compose(
    typed: str,
    text: str,
    words: tuple[Word, ...],
    matches: Sequence[Match],
    named: _Named,
    mentions: Sequence[Mention],
) -> Question:
    words = _without_offers(words)
    matches = [m for m in matches if words[m.first].role != "filler" or role_of(m.phrase.tags) == "filler"]
    cues = _by_names(_cues(text, words, matches, named.periods), text, mentions)
    counted = None if cues & _NOT_OF_QUANTITY else named.counted
    if counted:
        cues = (cues - {"count"}) | {"target"}
    period = _period(named.periods, cues)
    return Question(
        typed=typed,
        text=text,
        intent=decide(cues, named.slots(period), sum(w.role == "topic" for w in words)),
        words=words,
        cues=cues,
        agencies=tuple(named.agencies),
        places=tuple(named.places),
        period=period,
        years=tuple(dict.fromkeys(int(y) for y in YEAR.findall(text))),
        point=named.point,
        numbers=tuple(named.numbers),
        counted=counted.folded if counted else None,
        documents=tuple(" ".join(m.phrase.folded) for m in matches if "documents" in m.phrase.tags),
        fields=tuple(name for name in _DOCUMENT_FIELDS if name in cues),
    )


def _of_made(question: Question, named: _Named) -> Question:
    """The question, where it is only asked who has to make a document, or what an agency has to make, of that: "xã nộp
    kế hoạch ngày nào", "ai xây dựng kế hoạch".
    """
    asks_who = question.intent in ("lead", "coordinate") and not question.fields
    if question.has_topic or question.numbers or not question.documents or not (question.agencies or asks_who):
        return question
    words = _with_made(question.words)
    if words == question.words:
        return question
    cues = question.cues - {"documents"}
    cues = cues if "bao cao" in fold(question.text) else cues - {"report"}
    intent = decide(cues, named.slots(question.period), sum(w.role == "topic" for w in words))
    return replace(question, words=words, cues=cues, documents=(), intent=intent)


def _with_made(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, those of a document right behind a verb of making it as a topic."""
    folded = [word.token.folded for word in words]
    made = list(words)
    for at, word in enumerate(words):
        begins_there = any(tuple(folded[max(0, at - len(verb)) : at]) == verb for verb in making())
        goes_on = at > 0 and words[at - 1].role == "document" and made[at - 1].role == "topic"
        if word.role == "document" and (begins_there or goes_on):
            made[at] = word._replace(role="topic")
    return tuple(made)


def _cues(text: str, words: Sequence[Word], matches: Sequence[Match], periods: Sequence[Period]) -> frozenset[str]:
    """What the phrases found, the times and the whole wording tell to be asked."""
    tags = frozenset(tag for match in matches for tag in match.phrase.tags)
    cues = (tags - NO_CUES) | (tags & {"documents"}) | signs([word.token for word in words])
    if _names_partners_only(matches, cues):
        cues -= {"coordinate"}
    if _counts_duties(matches):
        cues -= {"documents"}
    if all(match.first > _OPENING for match in matches if "beyond" in match.phrase.tags):
        cues -= {"beyond"}
    plain = fold(text)
    if plain.startswith(heads()) or pointing().search(text):
        cues |= {"followup"}
    if any(period.kind == "late" for period in periods):
        cues |= {"overdue"}
    if asks_holder().search(plain) and "signer" not in cues:
        cues |= {"holder"}
    return cues if OF_REPORTS.isdisjoint(cues) else cues | {"report"}


def _names_partners_only(matches: Sequence[Match], cues: Set[str]) -> bool:
    """Whether "phối hợp" is only a word of the duty: something else is asked, and nobody is asked for by it: "quy trình
    phối hợp can thiệp bao giờ phải xong".
    """
    said = [match.phrase for match in matches if "coordinate" in match.phrase.tags]
    leads = any("lead" in match.phrase.tags and "chủ trì" in " ".join(match.phrase.words) for match in matches)
    asks = "when" in cues or leads
    return bool(said) and asks and all(phrase.words == ("phối", "hợp") for phrase in said)


def _counts_duties(matches: Sequence[Match]) -> bool:
    """Whether it asks how many duties there are, in a document perhaps: "có mấy nhiệm vụ trong chương trình"."""
    heads = duty_heads()
    return any("count" in match.phrase.tags and match.phrase.words[-1] in heads for match in matches)


def _period(periods: Sequence[Period], cues: frozenset[str]) -> Period | None:
    """The first period, or a day that is named within it ("tuần này chiều thứ ba"); but a year beside a word for a
    document is that document's, unless the question is of days.
    """
    first = periods[0] if periods else None
    if first and first.kind in _SPANNING:
        days = (each for each in periods if each.kind == "day" and not each.parts)
        first = next((day for day in days if first.start <= day.start <= first.end), first)
    of_document = first and first.kind == "year" and "documents" in cues and not cues & {"due", "overdue"}
    return None if of_document else first


def _of_years(period: Period | None, years: Sequence[int]) -> Period | None:
    """The period of a question; of all years that it asks in, where they follow each other: "năm 2021 và 2022"."""
    first, last = min(years, default=0), max(years, default=0)
    if period is None or period.kind != "year" or first == last or last - first >= len(years):
        return period
    return whole_years(first, last)


def _tells_time(text: str, period: Period) -> bool:
    """Whether what reads like a time is one: not "trễ | mấy ngày rồi", which asks how late, "bat | dau thang", nor what
    tells which report is meant: "báo cáo | cả năm".
    """
    before, said = fold(text[: period.span[0]]), _said(fold(text), period)
    if before.endswith(_REPORT_OF) and said in _WHOLE_YEAR:
        return False
    return not (_HOW_LATE.search(before) and said.startswith(_HOW_MANY)) and not _BEGUN.search(before + said)


def _asked_years(
    text: str, words: Sequence[Word], periods: Sequence[Period], told: Sequence[tuple[int, int]]
) -> tuple[int, ...]:
    """The years that a question asks in, as figures ("2025", "quý I/2025") or told from today ("năm nay"); not those in
    the stretches `told` before it.
    """
    apart = [*told]
    apart += [period.span for period in periods if period.kind in _SPANS and period.start.year < period.end.year]
    apart += [(word.token.start, word.token.end) for word in words if word.role == "number"]
    plain, found = fold(text), list[int]()
    for match in YEAR.finditer(text):
        inside = any(start <= match.start() < end for start, end in apart)
        if not inside and not dated().search(plain[: match.start()]):
            found.append(int(match[0]))
    said = [
        period.start.year for period in periods if period.kind == "year" and _FROM_TODAY.search(_said(plain, period))
    ]
    return tuple(dict.fromkeys([*found, *said]))


def _said(plain: str, period: Period) -> str:
    return plain[slice(*period.span)]


def _without_offers(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Beside a topic, "trợ giúp" and the like are part of it, not a call for help."""
    if not any(word.role == "topic" for word in words):
        return words
    return tuple(
        word._replace(role="topic") if _OFFER in word.tags and "list" not in word.tags else word for word in words
    )
