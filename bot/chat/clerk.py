"""Answers for chats: each question with what it goes on from, each button's view, each inline query."""

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest

from bot.chat.screens import Screen
from bot.chat.turns import Turn
from bot.chat.views import Told, page_of, screen_of
from bot.keeper import Keeper
from bot.wording.answers import POLITE
from bot.wording.card import word_card
from bot.wording.duty import opening
from bot.wording.excerpt import shorten
from bot.wording.markup import Message, italic, line, message
from bot.wording.phrasing import asked_name, examples, joined, reading_of
from bot.wording.phrasing import say as word_of
from bot.wording.texts import say
from bot.wording.times import timing_of
from knowledge.answering.answer import Answer, Hit
from knowledge.answering.assistant import Assistant
from knowledge.answering.base import Entry, TaskBase
from knowledge.answering.context import Context
from knowledge.storing.store import StoredPlan
from nlp.own import names_own, with_own
from nlp.text import fold, squeeze
from nlp.times import format_date

_CACHED = 512
_TOPIC = 300
"""Characters of another message that a question is about."""
_WORDS = 4
"""How many words a topic has at least, to tell a duty by."""
_TIMES = 3
_CLAUSE = re.compile(r"[.;:,\n]+")
_SOON = 20
_TITLE = 80
_CARD = 100


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it comes from a chat."""

    text: str
    day: date
    before: Turn | None = None
    """what was spoken of before."""
    about: str = ""
    """the message that it replies to, when that is not the bot's."""
    agency: str | None = None
    """the asker's own agency."""
    plan: int | None = None
    """id of the plan that is meant where none is named."""
    listed: bool = False
    periods: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The screen that an answer begins with, and the turn and view that it is shown again by."""

    turn: Turn
    screen: Screen
    view: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Card:
    """A result of an inline query; `text` is what a tap posts."""

    item: int
    title: str
    description: str
    text: Message


class NoAgency(Exception):
    """The question speaks of the asker's own agency, which is not known."""


class Clerk:
    """Answers over the plans that a keeper holds, for any number of threads."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._told: OrderedDict[Turn, tuple[Answer, Context | None]] = OrderedDict()
        self._version = 0
        self._lock = threading.Lock()

    def reply(self, ask: Ask) -> Reply:
        """The answer to a question. Raises NoAgency, or `knowledge.errors.Problem` when the plans cannot be read."""
        assistant = self._keeper.assistant()
        turn = self._turn(assistant, ask)
        answer, _ = self._answered(assistant, turn)
        view = page_of(answer.question.more)
        screen = screen_of(Told(turn, answer, assistant), view, ask.day)
        assert screen is not None  # noqa: S101 - every answer has a first page, and no page is behind its last
        return Reply(turn, screen, view, answer.outcome)

    def questions(self, text: str, day: date) -> list[str]:
        """The questions of one message, without a mere greeting or thanks beside a real one. Raises as `reply` does."""
        assistant = self._keeper.assistant()
        found = assistant.questions(text, day)
        if len(found) < 2:
            return [text]
        return [each for each in found if assistant.ask(each, day).reason not in POLITE] or found[:1]

    def screen(self, turn: Turn, view: str, today: date) -> Screen | None:
        """A view of the answer to a turn; None when its item is no longer in the plans. Raises as `reply` does."""
        return screen_of(self.told(turn), view, today)

    def told(self, turn: Turn) -> Told:
        """The answer to a turn. Raises as `reply` does."""
        assistant = self._keeper.assistant()
        return Told(turn, self._answered(assistant, turn)[0], assistant)

    def duty(self, turn: Turn) -> int | None:
        """The id of the duty that the answer to a turn tells of first, or None. Raises as `reply` does."""
        answer, _ = self._answered(self._keeper.assistant(), turn)
        return answer.hits[0].entry.id if answer.hits else None

    def understood(self, turn: Turn) -> str:
        """How a question was read: what is asked, of what, of whom, where, when."""
        question = self._answered(self._keeper.assistant(), turn)[0].question
        return " · ".join(filter(None, (asked_name(question.intent), reading_of(question))))

    def cards(self, query: str, day: date, agency: str | None, plan: int | None) -> list[Card]:
        """What an inline query finds, best first; an empty one finds what is due next. Raises `Problem`."""
        assistant = self._keeper.assistant()
        text = with_own(query, agency).strip() if agency else query.strip()
        answer = assistant.ask(text, day, None, plan)
        hits = answer.hits + answer.running or answer.elsewhere if text else _due_next(assistant.base, day, plan)
        as_of = line(italic(say("inline_as_of", day=format_date(day))))
        return [
            Card(
                hit.entry.id,
                shorten(opening(joined(hit.entry.item.leads) or word_of("lead_none")), _TITLE),
                " · ".join(filter(None, (timing_of(hit.entry.item, hit.due), shorten(hit.entry.item.text, _CARD)))),
                message(*word_card(hit, day), as_of),
            )
            for hit in hits
        ]

    def base(self) -> TaskBase:
        """The plans as they are now. Raises `knowledge.errors.Problem`."""
        return self._keeper.assistant().base

    def nothing(self, day: date) -> Answer:
        """The answer to no question on a day. Raises `knowledge.errors.Problem`."""
        return self._keeper.assistant().ask("", day)

    def plans(self) -> list[StoredPlan]:
        """The plans in the base."""
        return list(self._keeper.assistant().base.plans.values())

    def agencies(self) -> list[str]:
        """The agencies that lead duties, those with most of them first; no groups."""
        base = self._keeper.assistant().base
        names = Counter(name for entry in base.entries for name in entry.item.leads)
        return [name for name, _ in names.most_common() if not base.catalogue.is_group(name)]

    def agency(self, typed: str) -> str | None:
        """The agency that a person means, in full; None for what is no agency."""
        catalogue = self._keeper.assistant().base.catalogue
        found = catalogue.find(typed)
        if found:
            return found[0].key
        name = catalogue.official(typed)
        held = {fold(each): each for each in self.agencies()}
        return held.get(fold(name))

    def agencies_in(self, text: str, day: date, own: str | None) -> list[str]:
        """The agencies that a sentence names; "sở mình" is the asker's own, where that is known."""
        named = with_own(text, own) if own and names_own(text) else text
        return list(self._keeper.assistant().read(named, day).agencies)

    def entries(self, items: Iterable[int]) -> list[Entry]:
        """The items of these ids that are in the plans."""
        base = self.base()
        return [base.by_id[item] for item in items if item in base.by_id]

    def examples(self) -> list[str]:
        """Questions to begin with."""
        return examples()

    def warm(self) -> None:
        """Read the plans, so that the first question waits no longer than the next."""
        self._keeper.assistant().ask(examples()[0], date(2000, 1, 1))

    def _turn(self, assistant: Assistant, ask: Ask) -> Turn:
        """The turn that a question is: by itself, going on from the one before, or about the message it replies to."""
        text = squeeze(self._of_own(ask))
        question = assistant.read(text, ask.day) if text and ask.about else None
        own = question and (question.has_topic or question.agencies or question.point or question.period)
        if own or not ask.about:
            return self._thread(assistant, ask, text)
        alone = replace(ask, before=None)
        turns = [self._thread(assistant, alone, f"{text} {about}".strip()) for about in self._abouts(assistant, ask)]
        fitting = (turn for turn in turns if self._answered(assistant, turn)[0].reason in ("duty", "several"))
        return next(fitting, turns[0])

    def _abouts(self, assistant: Assistant, ask: Ask) -> list[str]:
        """The topic of another message, as it may be worded: whole, each long clause of it, and each of these without
        the words that no plan has, because such a message also greets, urges and explains.
        """
        clauses = sorted(filter(None, map(str.strip, _CLAUSE.split(ask.about))), key=len, reverse=True)
        long = [shorten(squeeze(each), _TOPIC) for each in (ask.about, *clauses[:3]) if len(each.split()) >= _WORDS]
        bare = [self._known(assistant, ask, each) for each in long]
        return list(dict.fromkeys([*long, *filter(None, bare)])) or [shorten(ask.about, _TOPIC)]

    def _known(self, assistant: Assistant, ask: Ask, text: str) -> str:
        """A topic without the words that no duty accounts for; "" when too little is left to tell a duty by."""
        for _ in range(_TIMES):
            missing = assistant.ask(text, ask.day, None, ask.plan).missing
            for words in missing:
                text = squeeze(re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text, flags=re.IGNORECASE))
            if not missing:
                break
        return text if len(text.split()) >= _WORDS else ""

    def _thread(self, assistant: Assistant, ask: Ask, text: str) -> Turn:
        alone = Turn((text,), ask.day, ask.plan, ask.listed, ask.periods)
        if ask.before is None:
            return alone
        after = replace(alone, chain=ask.before.then(text).chain)
        answer, _ = self._answered(assistant, after)
        goes_on = answer.carried or answer.outcome == "not_found" or Context.of(answer) is None
        return after if goes_on else alone

    def _of_own(self, ask: Ask) -> str:
        if not names_own(ask.text):
            return ask.text
        if ask.agency is None:
            raise NoAgency
        return with_own(ask.text, ask.agency)

    def _answered(self, assistant: Assistant, turn: Turn) -> tuple[Answer, Context | None]:
        """The answer to a turn and what it leaves to go on from, remembered for those who turn its pages."""
        version = assistant.base.version
        with self._lock:
            if self._version != version:
                self._told.clear()  # an answer holds on to all the plans that it was made from
                self._version = version
            if found := self._told.get(turn):
                self._told.move_to_end(turn)
                return found
        found = _replayed(assistant, turn)
        with self._lock:
            if self._version == version:
                self._told[turn] = found
            while len(self._told) > _CACHED:
                self._told.popitem(last=False)
        return found


def _replayed(assistant: Assistant, turn: Turn) -> tuple[Answer, Context | None]:
    """Ask a thread of questions again, up to its last."""
    answer: Answer | None = None
    context: Context | None = None
    for part in turn.chain:
        if isinstance(part, str):
            answer = assistant.ask(part, turn.day, context, turn.plan, turn.listed)
            context = Context.of(answer, context) or context
        elif entry := assistant.base.by_id.get(part):
            question = answer.question if answer else assistant.read("", turn.day)
            context = Context(question, (entry,), listed=context.listed if context else ())
    return answer or assistant.ask("", turn.day), context


def _due_next(base: TaskBase, day: date, plan: int | None) -> Sequence[Hit]:
    """What falls due next, soonest first, of duties that are told twice only one."""
    entries = base.registers.without_twins(base.entries if plan is None else base.of_plan(plan))
    days = {schedule: schedule.next(day) for schedule in base.registers.schedules}
    ahead = [Hit(entry, due=(due,)) for entry in entries if (due := days[entry.schedule]) and not entry.status]
    return nsmallest(_SOON, ahead, key=lambda hit: hit.due[0].on)
