"""A question in, an Answer out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache, partial
from itertools import pairwise

from knowledge.answering.answer import FIRST_SCREEN, Answer, Hits, Reason, nothing
from knowledge.answering.asked import Asked
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.carrying import asks_other_places, carry_over
from knowledge.answering.context import Context
from knowledge.answering.details import speaks_of_hotline
from knowledge.answering.focus import has_whole_topic, in_focus, is_told_there, stays_there
from knowledge.answering.named import in_asked_years, not_there
from knowledge.answering.passages import told_elsewhere
from knowledge.answering.shown import counts_there, past_list, speaks_of_shown
from knowledge.answering.topic import Topic
from knowledge.answering.varied import asks_of_day
from knowledge.answering.ways.agency import answer_agency
from knowledge.answering.ways.counts import answer_count
from knowledge.answering.ways.due import answer_done, answer_due, answer_overdue
from knowledge.answering.ways.duty import answer_duty
from knowledge.answering.ways.facts import answer_became, answer_document, answer_holder, answer_plans
from knowledge.answering.ways.figures import answer_figures
from knowledge.answering.ways.reports import answer_report
from knowledge.answering.ways.together import answer_together
from knowledge.answering.ways.which import answer_leaders, answer_which
from knowledge.answering.weighing import weigh
from knowledge.building import nothing_collected
from knowledge.names.owners import owner
from nlp.danger import sign_phrases
from nlp.intent import Intent
from nlp.keys import is_syllable
from nlp.mending import Mender, NameMender
from nlp.names import Mention
from nlp.phrases import PhraseBook, Token, endings, said, tokenise
from nlp.question import Question, QuestionReader
from nlp.related import related_phrases
from nlp.several import Several
from nlp.spelling import is_short_form, is_told
from nlp.text import fold, initials, is_marked, normalise, syllables
from nlp.times import Period, set_phrases
from nlp.words import compounds, written_syllables

MAX_LENGTH = 4096
"""Longest question that is read: what a chat message can hold."""

_PLACES = 256
"""places for which the duties told of a child in danger are remembered: they never hang on the words"""
_SHORT_TOPIC = 5
"""words of a topic up to which a question may leave out the place spoken of"""
_OF_ONE_DUTY: frozenset[Intent] = frozenset({"lead", "coordinate", "when", "search", "wording"})
_LISTED: frozenset[Reason] = frozenset({"agency", "due", "overdue", "report", "count", "which"})
"""answers that list items"""
_ASKED_OF_ONE: tuple[Intent, ...] = ("when", "coordinate", "lead")
_LEANING = re.compile(r"\b(?:sau|truoc|toi|tiep|ca)\b")
"""words of a time that is told from the one spoken of: "quý sau", "cả năm" """
_OF_DOCUMENT = re.compile(r" \w+ (?:so |nam )?\d")
_GLUED = re.compile(r"(?<![\w/.])(\d{1,2})(?=(?:tháng|thang|ngày|ngay|năm|nam|tuần|tuan|việc|viec)\b)")
_AGED = re.compile(r"(?<!\w)(d[ưu][ớo]i|tr[êe]n|[đd][ủu]|tr[ẻe]|b[ée]|ch[áa]u)\s(\d{1,2})t(?!\w)", re.IGNORECASE)
"""years of age: "dưới 6t"; elsewhere the letter may be short for months"""
_CHAIR = re.compile(
    r"(?<!\w)(ch[ủu] t[ịi]ch)\s(?=(?:t[ỉi]nh|huy[ệe]n|x[ãa]|ph[ưu][ờo]ng|th[ịi] x[ãa]|th[àa]nh ph[ốo])(?!\w)"
    r"(?! (?:[đd]o[àa]n|h[ộo]i)(?!\w)))",
    re.IGNORECASE,
)
"""the chair of a people's committee, as it is said: "chủ tịch xã" """
_AT = re.compile(r"\b(?:o|tai|tinh) $")
_AND = r" (?:va|voi|hay|hoac|lan)"
_WHICH = re.compile(r" (?:nao|nay|do|so|nam|gi)\b")
_FIGURES = re.compile(r"\s(?:số\s|so\s)?(\d+)\b")
_LETTER = re.compile(r"[^\W\d_]")
_WAYS: Mapping[Intent, Callable[[Asked], Answer]] = {
    "lead": answer_duty,
    "coordinate": answer_duty,
    "when": answer_duty,
    "search": answer_duty,
    "agency": answer_agency,
    "due": answer_due,
    "overdue": answer_overdue,
    "done": answer_done,
    "leaders": answer_leaders,
    "which": answer_which,
    "report": answer_report,
    "target": answer_figures,
    "funding": answer_figures,
    "count": answer_count,
    "document": answer_document,
    "plans": answer_plans,
    "wording": answer_duty,
    "became": answer_became,
    "holder": answer_holder,
}
_VAGUE: frozenset[Intent] = frozenset({"agency", "search"})
_NOT_OF_AGENCY: frozenset[Reason] = frozenset(
    {"no_agency", "not_its_duty", "nothing_due", "no_topic", "none_of_its_duties"}
)
"""Denials that may be due to taking a name in a duty's wording for whose duty it is."""
_UNTOLD: frozenset[Reason] = frozenset(
    {"no_topic", "not_quite", "none_of_its_duties", "no_number", "no_kind", "no_target", "no_source"}
)
"""Denials of what no duty tells."""
_SOCIAL: Mapping[Intent, Reason] = {"greeting": "greeting", "thanks": "thanks", "help": "help", "danger": "danger"}


class Assistant:
    """Answers questions from a task base."""

    @nothing_collected()
    def __init__(self, base: TaskBase) -> None:
        self.base = base
        # Read now, so that the first question waits no longer than the next.
        compounds(), written_syllables()
        base.prepare()
        phrases = PhraseBook.load()
        self._mender = Mender(
            base.index.vocabulary,
            base.index.pairs,
            [*phrases.all(), *sign_phrases(), *set_phrases(), *base.phrases],
            [*related_phrases(), *endings()],
            base.index.often,
        )
        self._initials = _initials(base.localities)
        self._name_mender = NameMender(tuple(name.split()) for name in base.places.names)
        self._reader = QuestionReader(
            agencies=base.agencies_in,
            places=base.places_in,
            is_word=base.is_word,
            mend=self._mend,
            phrases=phrases,
            numbers=base.numbers,
            titles=base.title_run,
        )
        self._of_danger = lru_cache(_PLACES)(self._duties_of_danger)

    def read(self, text: str, today: date) -> Question:
        """What a question asks, before the base is looked at."""
        return self._reader.read(text, today)

    def questions(self, text: str, today: date) -> list[str]:
        """The questions of one message, each told so that it can be asked by itself; never none."""
        if _fault(text):
            return [text]

        def are_one(parts: Sequence[str]) -> bool:
            answers = [self.ask(part, today) for part in parts]
            duties = {answer.hits.entries[0] if answer.reason == "duty" else None for answer in answers}
            return len(duties) == 1 and None not in duties

        def are_better(whole: str, parts: Sequence[str]) -> bool:
            told = [self._whole_duty(part, today) for part in parts]
            return None not in told and len(set(told)) == len(told) and self._whole_duty(whole, today) is None

        read = cache(partial(self.read, today=today))
        return Several(read, self.base.is_word, are_one, are_better).questions_in(text)

    def _whole_duty(self, text: str, today: date) -> Entry | None:
        """The duty that answers a question and has all words of its topic, or None."""
        answer = self.ask(text, today)
        if answer.reason != "duty":
            return None
        entry, topic = answer.hits.entries[0], Topic.of(answer.question, self.base.is_word)
        return None if weigh(self.base, topic, entry).missing else entry

    def ask(
        self,
        text: str,
        today: date,
        context: Context | None = None,
        plan: int | None = None,
        listed: bool = False,
    ) -> Answer:
        """The answer to a question.

        Args:
            text: what the person typed; any text.
            today: the day of the question.
            context: what was spoken of before, for a question that goes on from it.
            plan: id of the plan that is meant where the question names none.
            listed: whether all duties that fit are wanted, not only those that fit best.
        """
        fault = _fault(text)
        if fault:
            return nothing(self._reader.read("", today), today, fault)
        question = self._reader.read(text, today)
        if question.intent in _SOCIAL or _is_still_of_danger(question, context):
            return self._social(question, today)
        if self._is_foreign(question):
            return nothing(question, today, "not_understood")
        if told := past_list(question, context):
            return nothing(question, today, "past_list", [str(told)])
        if there := self._in_place_spoken_of(question, context, today):
            return there
        whole, pinned = self._carried(question, context, today)
        focused = None if pinned else in_focus(question, whole, context)
        asked = Asked.of(self.base, whole, today, pinned, plan, listed)
        first = Asked.of(self.base, focused, today, listed=listed) if focused else None
        answer, stays = _told_first(first, asked)
        if of_all := self._of_all(first if first and stays else asked, question, answer):
            return of_all
        if stays:
            return replace(answer, carried=True)
        if whole is not question or pinned:
            return replace(self._one_of_list(answer, question, today) or answer, carried=True)
        return replace(answer, not_in=_left(answer, context)) if _leaves_place(question) else answer

    def _of_all(self, asked: Asked, question: Question, answer: Answer) -> Answer | None:
        """What falls due for all, where the agency spoken of is not named and has nothing due then; else None."""
        period = asked.question.period
        own = "followup" in question.cues or bool(question.agencies)
        carried = bool(asked.question.agencies) and not own and question.intent == "due"
        moved = answer.question.period != period or answer.reason in _NOT_OF_AGENCY
        if not carried or not moved:
            return None
        whole = replace(asked.question, agencies=(), intent="due")
        again = _told(Asked.of(self.base, whole, asked.today, listed=asked.listed))
        return replace(again, carried=True) if again.outcome == "answered" and again.question.period == period else None

    def _one_of_list(self, answer: Answer, question: Question, today: date) -> Answer | None:
        """What is asked of one item of the list that answers a question: "quay lại Nghệ An, việc đầu tiên bao giờ làm";
        None where it asks for the whole.
        """
        number, entries = question.ordinal, answer.hits.entries
        if not (number and question.places and answer.reason in _LISTED) or abs(number) > len(entries):
            return None
        asks: Intent = next((each for each in _ASKED_OF_ONE if each in question.cues), "wording")
        whole = replace(answer.question, intent=asks, agencies=(), period=None)
        return _told(Asked.of(self.base, whole, today, (entries[number - 1 if number > 0 else number],)))

    def _in_place_spoken_of(self, question: Question, context: Context | None, today: date) -> Answer | None:
        """The answer to a short question of a duty without a place, in the one that was spoken of, where a duty there
        has all words of its topic; else None.
        """
        places = context.places if context else ()
        short = _leaves_place(question) or _names_event(question)
        of_shown = context is not None and (counts_there(question, context) or speaks_of_shown(question, context))
        if len(places) != 1 or not short or of_shown or asks_other_places(question):
            return None
        there = replace(question, places=places)
        asked = Asked.of(self.base, in_focus(question, there, context) or there, today)
        answer = _told(asked)
        inferred = context is not None and not context.question.places
        if inferred and question.intent == "when" and not any(entry.timings for entry in answer.hits[:1].entries):
            return None  # another place may tell a time
        return replace(answer, carried=True) if has_whole_topic(asked, answer) else None

    def _carried(self, question: Question, context: Context | None, today: date) -> tuple[Question, tuple[Entry, ...]]:
        """The question with what it leaves to the last; a time without a year is then one of the year spoken of."""
        whole, pinned = carry_over(question, context, self.base)
        spoken = context and context.question.period
        if spoken and whole is not question and _open_year(question, spoken, today):
            again = self._reader.read(question.typed, spoken.start)
            return carry_over(again, context, self.base)
        return whole, pinned

    def _mend(self, text: str) -> str:
        """The question made readable; names that it already spells right are left alone."""
        typed, text = text, _CHAIR.sub(r"\1 UBND ", _AGED.sub(r"\1 \2 tuổi", _GLUED.sub(r"\1 ", text)))
        text = self.base.short_names.write_out(text)
        text = self._with_places(self._name_mender.mend(self._mender.respelt(text)))
        found = (name for name in self.base.catalogue.find(text) if self.base.knows(name.key))
        names = (
            *(name for name in found if _is_spelt(name.text) and not _is_told_otherwise(text, name)),
            *self.base.whereabouts.find(text),
        )
        mended = self._mender.mend(text, [(name.start, name.end) for name in names])
        # Names are found in texts with marks or in those without; the words written out must not make it neither.
        return mended if is_marked(typed) else fold(mended)

    def _with_places(self, text: str) -> str:
        """The question with the initials of places that have plans written out ("SYT NA"): where they stand right
        behind an agency or "ở", or can be nothing else.
        """
        short = [token for token in tokenise(text) if token.folded in self._initials and not token.marked]
        short = [token for token in short if not self._is_kind(text, token)]
        behind = self._behind_agencies(text) if short else ()
        for token in reversed(short):
            if token.start in behind or self._is_place(text, token):
                # Those beside it may be told now: "Nghệ An và kh".
                return self._with_places(text[: token.start] + self._initials[token.folded] + text[token.end :])
        return text

    def _is_kind(self, text: str, token: Token) -> bool:
        """Whether the number of a plan stands behind a short form: "kh 488" is a plan, not a place."""
        number = _FIGURES.match(text, token.end)
        return number is not None and number[1] in self.base.numbers

    def _behind_agencies(self, text: str) -> set[int]:
        """Where the next word begins behind each agency of the plans, unless a document of its is named there."""
        agencies = (name for name in self.base.catalogue.find(text) if self.base.knows(name.key))
        return {name.end + 1 for name in agencies if not _OF_DOCUMENT.match(fold(text[name.end :]))}

    def _is_place(self, text: str, token: Token) -> bool:
        if self._is_joined_to_place(fold(text[: token.start]), fold(text[token.end :])):
            return True
        if _AT.search(fold(text[: token.start])):
            return not _WHICH.match(fold(text[token.end :]))
        if token.text.isupper() and not text.isupper() and not is_short_form(token.lower):
            return True
        return token.folded not in self.base.index.vocabulary and not is_short_form(token.lower)

    def _is_joined_to_place(self, before: str, after: str) -> bool:
        """Whether it is joined to a place: "Nghệ An và | kh", not "Nghệ An và | kh Khánh Hòa"."""
        names = "|".join(map(fold, self._initials.values()))
        if _WHICH.match(after) or re.match(rf"\s(?:{names})\b", after):
            return False
        return bool(re.search(rf"\b(?:{names}){_AND} $", before) or re.match(rf"{_AND} (?:{names})\b", after))

    def _is_foreign(self, question: Question) -> bool:
        """Whether most words are neither Vietnamese syllables nor words of the plans."""
        words = [word for word in question.words if _LETTER.search(word.token.text)]
        odd = [w for w in words if w.role == "topic" and not is_syllable(w.token.folded) and not self._knows(w.token)]
        return 2 * len(odd) > len(words)

    def _knows(self, token: Token) -> bool:
        known = [syllable in self.base.index.vocabulary for syllable in syllables(token.text)]
        return bool(known) and all(known)

    def _social(self, question: Question, today: date) -> Answer:
        if question.intent in _SOCIAL and question.intent != "danger":
            return Answer(question, today, "answered", _SOCIAL[question.intent])
        # What is asked next goes on from the duties told, not from the words of the story.
        about = self._reader.read(said("danger")[0], today)
        whole = replace(question, intent="danger", words=about.words)
        return Answer(whole, today, "answered", "danger", self._of_danger(question.places, today))

    def _duties_of_danger(self, places: Sequence[str], today: date) -> Hits:
        """The duties of some places that are told to whoever tells of a child in danger, whatever the words were."""
        abouts = (self._reader.read(" ".join((wording, *places)), today) for wording in said("danger"))
        found = (answer_duty(Asked.of(self.base, about, today)).hits[:3] for about in abouts)
        return next(filter(None, found), Hits.of([]))


def _told(asked: Asked) -> Answer:
    """The answer by the way that fits what is asked, unless the question names what the base does not have."""
    if "phone" in asked.question.cues and not asked.pinned and not speaks_of_hotline(asked.question.text):
        return asked.nothing("no_phone")
    asked = _of_whole_plan(_of_money(asked))
    way = _way(asked)
    if way is None:
        return not_there(asked) or asked.nothing("not_understood")
    if way is answer_became:
        return way(asked)
    if not asked.pinned and (missing := not_there(asked)):
        return _with_passages(asked, missing)
    answer = way(asked)
    if answer.reason in _NOT_OF_AGENCY and asked.keys and asked.question.asks_whether:
        answer = _whoever_leads(asked, way) or answer
    if answer.reason in _NOT_OF_AGENCY and asked.question.intent not in ("agency", "count"):
        answer = _by_wording(asked, way) or _of_board(asked, way) or answer
        if answer.reason == "none_of_its_duties" and not asked.question.has_topic:
            answer = answer_agency(asked)
    return _with_passages(asked, in_asked_years(asked, answer))


def _told_first(there: Asked | None, asked: Asked) -> tuple[Answer, bool]:
    """The answer to what is asked, and whether it is that of the plan which the talk is of, asked first."""
    answer = _told(there) if there else None
    if there and answer and is_told_there(there, answer):
        return answer, True
    elsewhere = _told(asked)
    if there and answer and stays_there(there, answer, asked, elsewhere):
        return answer, True
    return elsewhere, False


def _with_passages(asked: Asked, answer: Answer) -> Answer:
    """An answer that no duty tells of something, with where its documents say it otherwise."""
    untold = answer.reason in _UNTOLD and not answer.passages
    return replace(answer, passages=told_elsewhere(asked)) if untold else answer


def _of_money(asked: Asked) -> Asked:
    """The same as a question for funding, where it is asked who sees to the money of a whole plan."""
    question = asked.question
    if question.intent != "lead" or "funding" not in question.cues or asked.keys or not asked.is_of_plan:
        return asked
    return replace(asked, question=replace(question, intent="funding"))


def _of_whole_plan(asked: Asked) -> Asked:
    """The same as a question for all duties of a document, where it is only named by its title: "tóm tắt chỉ thị về an
    toàn giao thông"; for the documents themselves, where these are asked for: "công văn nào nói về mưa lũ".
    """
    question, which = asked.question, "which_document" in asked.question.cues
    wanted = which or (question.documents and "list" in question.cues)
    plans = tuple(asked.base.plans[id_] for id_ in asked.titled()) if question.intent == "search" and wanted else ()
    if not plans or asked.keys:
        return asked
    scope = replace(asked.scope, plans=plans, named=True)
    return replace(asked, question=replace(question, intent="plans" if which else "count"), scope=scope)


def _way(asked: Asked) -> Callable[[Asked], Answer] | None:
    """The way that fits what is asked; what an agency does for the matter of the plan itself is all that it does, and
    one that leads nothing has its own list where it is asked with whom it works. "Hạn nào" in a period asks for a list,
    a place by itself for what is there.
    """
    intent = asked.question.intent
    if intent == "when" and asked.question.period and not (asked.pinned or asked.keys or asked.question.has_topic):
        return answer_due
    if asks_of_day(asked.question) and not (asked.pinned or asked.question.has_topic):
        return answer_due
    if intent == "when" and asked.keys and "list" in asked.question.cues and not asked.question.has_topic:
        return answer_agency
    if asked.question.asks_together:
        return answer_together
    if asked.question.names_receiver and asked.keys and not asked.question.has_topic:
        return answer_report
    of_both = asked.question.cues >= {"lead", "coordinate"} and not asked.pinned
    if intent == "lead" and asked.keys and of_both and not asked.question.has_topic:
        return answer_agency
    if intent == "coordinate" and asked.keys and not asked.question.has_topic and "lead" not in asked.parts():
        return answer_agency
    if intent == "unknown" and asked.scope.places:
        return answer_count
    if intent == "unknown" and asked.question.fields:
        return answer_document
    of_all = intent in _VAGUE or (intent == "when" and asked.question.has_topic)
    of_all = of_all or (intent in ("lead", "coordinate") and asked.question.asks_whether)
    return answer_agency if of_all and asked.keys and asked.is_of_plan else _WAYS.get(intent)


def _whoever_leads(asked: Asked, way: Callable[[Asked], Answer]) -> Answer | None:
    """The duty that is asked of, whoever leads it, where it is only asked whether an agency does: "chứ không phải Sở Y
    tế à"; None where none fits.
    """
    answer = way(replace(asked, keys=()))
    return replace(answer, hits=Hits.lazy(answer.hits.entries, asked.hit)) if answer.reason == "duty" else None


def _by_wording(asked: Asked, way: Callable[[Asked], Answer]) -> Answer | None:
    """The answer where the agency's name is part of a duty's wording ("họp Ban Chỉ đạo"), else None."""
    other = asked.by_wording()
    if other is None or (answer := way(other)).outcome == "not_found":
        return None
    told = answer.hits[: 1 if asked.question.intent in _OF_ONE_DUTY else FIRST_SCREEN]
    found = [weigh(asked.base, other.topic, entry) for entry in told.entries]
    whole = not any(each.missing for each in found)
    return answer if whole and (asked.question.has_topic or all(each.has_generic for each in found)) else None


def _of_board(asked: Asked, way: Callable[[Asked], Answer]) -> Answer | None:
    """The answer in the plan of the board that is named, where that is whose plan is meant, else None."""
    other = asked.of_plan()
    answer = way(other) if other else None
    return answer if answer and answer.outcome != "not_found" else None


def _initials(places: Sequence[str]) -> dict[str, str]:
    """Places of several syllables by their folded initials, where no two have the same."""
    short = list(map(initials, places))
    return {each: place for each, place in zip(short, places, strict=True) if len(each) > 1 and short.count(each) == 1}


def _is_spelt(name: str) -> bool:
    """Whether no word of a name is a slip of the finger: written with marks or a capital, and yet no syllable."""
    words = re.findall(r"[^\W\d_]+", name)
    return not any((is_marked(word) or word.istitle()) and not is_syllable(fold(word)) for word in words)


def _is_told_otherwise(text: str, name: Mention) -> bool:
    """Whether a name is one word that is short for another beside its neighbours: "gd" in "bạo lực gd"."""
    tokens = tokenise(text)
    at = next((k for k, token in enumerate(tokens) if (token.start, token.end) == (name.start, name.end)), None)
    return at is not None and is_told([token.text for token in tokens], at)


def _is_still_of_danger(question: Question, context: Context | None) -> bool:
    """Whether somebody who told of a child in danger only speaks on: "có giữ bí mật không"."""
    named = question.agencies or question.places or question.numbers
    return bool(context and context.question.intent == "danger" and "after" in question.cues and not named)


def _open_year(question: Question, spoken: Period, today: date) -> bool:
    """Whether a question names a time that leaves the year open, or one told from another ("quý sau", "cả năm"), when
    what was spoken of is of another year than this.
    """
    period = question.period
    if period is None or question.years or spoken.start.year == today.year:
        return False
    return not period.said_year or bool(_LEANING.search(fold(question.text[slice(*period.span)])))


def _left(answer: Answer, context: Context | None) -> str:
    """The one place that was named before, where the duty told is of another; "" where it is of that place."""
    places = context.question.places if context else ()
    if len(places) != 1 or answer.reason != "duty":
        return ""
    told = {fold(owner(entry.plan.document) or "") for entry in answer.hits[:1].entries}
    return "" if fold(places[0]) in told else places[0]


def _leaves_place(question: Question) -> bool:
    """Whether a question of one duty is so short that the place spoken of may be left out."""
    names = question.places or question.numbers or question.point or question.period
    asks_place = "issuer" in question.cues  # "tỉnh nào"
    topic = sum(word.role == "topic" for word in question.words)
    of_one = question.intent in _OF_ONE_DUTY or question.intent in ("report", "target", "funding", "agency")
    return of_one and not names and not asks_place and 0 < topic <= _SHORT_TOPIC


def _names_event(question: Question) -> bool:
    """Whether an agency's name can be part of what is asked of, without a topic: "họp Ban Chỉ đạo hôm nào"."""
    named = question.places or question.numbers or question.point or question.period
    heads = [one.role == "generic" and other.role == "agency" for one, other in pairwise(question.words)]
    return question.intent in _OF_ONE_DUTY and not named and not question.has_topic and any(heads)


def _fault(text: str) -> Reason | None:
    """Why a text cannot be a question, or None."""
    if len(text) > MAX_LENGTH:
        return "too_long"
    plain = normalise(text)
    if not plain.strip():
        return "empty"
    return None if _LETTER.search(plain) else "not_understood"
