"""The wording of lists: an agency's duties, what is due, reports, counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, groupby

from bot.wording.duty import asks_state, lead_line, opening, other_timed, state_of, where_of
from bot.wording.excerpt import excerpt, shorten, wanted_of
from bot.wording.heirs import word_heirs_of_report, word_heirs_since
from bot.wording.markup import Line, Run, bold, italic, line
from bot.wording.paging import Page
from bot.wording.phrasing import joined, name_of, names_of, place_of, places_of, recipients, say, source_of, where
from bot.wording.times import age_note, day_of, no_deadline, timing_of, told_time
from knowledge.answering.answer import Answer, Hit, Hits
from knowledge.answering.base import TaskBase
from knowledge.answering.money import tells_sum
from knowledge.answering.roles import Role
from knowledge.answering.ways.which import asked_rhythms
from knowledge.models import Item
from knowledge.names.owners import owner
from nlp.question import Question
from nlp.roles import YEAR
from nlp.times import describe, format_date

_TEXT = 120
_NAMES = 110
_REPORT = 260
_FEW = 480
_SUCH = {each: f"which_{each}" for each in ("unled", "undone", "dated", "undated", "steady")}
"""What a question may ask all duties for, by its cues, and the sentences that say so."""
_REPORTED = ("bao", "cao")
_CHANNELS = (("thong", "qua"), ("qua", "so"), ("qua", "phong"))
"""Words of a report's wording, folded, that tell of it; and of the office that it is sent through."""
_LEADERS = 20
"""How many agencies are told at once."""
_DAYS = 3
"""How many further days of one duty are told."""
_LATELY = timedelta(days=60)
LONG_ROWS = 3
"""How many items a list shows at once when each takes several lines."""
_MOST_LOOKED_AT = 200
"""items of a list that are looked through for a sum of money; of more nothing is said"""


def word_agency(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """An agency's duties: what it leads, what it coordinates, what its group must do; where places are compared, first
    how many in each.
    """
    places = _compared(answer)
    if len(places) > 1:
        yield line(bold(_by_place(answer, places)))
    yield line(bold(_head(answer, "agency_head")))
    for role, rows in groupby(page.part(answer.hits), key=lambda row: row[1].role or "group"):
        yield line(say(f"list_{role}"))
        for number, hit in rows:
            yield _task(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    yield from _heirs(answer)
    yield from _plan_line(answer)


def word_together(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """The duties that several agencies have with each other."""
    agencies, places = joined(answer.question.agencies), places_of(entry.plan for entry in answer.hits.entries)
    yield line(bold(say("together_head", count=len(answer.hits), agencies=agencies, where=where(places))))
    for number, hit in page.part(answer.hits):
        partners = joined(hit.entry.item.coordinators)
        yield _task(answer, replace(hit, role=None), page, number)
        if partners:
            yield line(italic(say("coordinators", agencies=shorten(partners, page.room(_NAMES)))))
    yield from _more(page.rest(answer.hits))
    yield from _heirs(answer)
    yield from _plan_line(answer)


def word_count(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """How many duties, and the first of them."""
    if answer.question.agencies:
        yield from word_agency(answer, base, page)
        return
    kinds = Counter(entry.kind for entry in answer.hits.entries)
    told = ", ".join(say(f"kind_{kind}", count=count) for kind, count in kinds.most_common())
    if len(answer.question.places) > 1:
        yield line(bold(_of_places(answer)))
    if answer.question.point:
        yield line(bold(_of_point(answer)))
    yield line(bold(say("count_all", count=len(answer.hits), where=where(answer.question.places), kinds=told)))
    for number, hit in page.part(answer.hits):
        yield _task(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    yield from _plan_line(answer)


def _of_point(answer: Answer) -> str:
    """How many points stand right below a point of each plan, as it was asked for: "phần III có 5 mục"."""
    question, below = answer.question, dict[str, set[str]]()
    printed = " ".join(question.text[start:end] for start, end in question.point.spans) if question.point else ""
    for entry in answer.hits.entries:
        parts = entry.ref.split(".")
        # The point itself is the shortest beginning that it holds: what stands right below it is one part longer.
        own = next(size for size in range(1, len(parts) + 1) if _holds(question, parts[:size]))
        below.setdefault(name_of(entry.plan.document), set()).add(".".join(parts[: own + 1]))
    counts = (say("count_in_point", plan=plan, point=printed, count=len(found)) for plan, found in below.items())
    return f"{joined(counts)}."


def _holds(question: Question, parts: Sequence[str]) -> bool:
    return question.point is not None and question.point.holds(".".join(parts))


def _compared(answer: Answer) -> Sequence[str]:
    """The places that an agency's duties are counted in one by one: those asked for, or all where it is asked which
    place or plan gives it most.
    """
    cues = answer.question.cues
    if len(answer.question.places) > 1:
        return answer.question.places if cues & {"compare", "count"} else ()
    if cues.isdisjoint({"compare", "plans"}):
        return ()
    held = Counter(owner(entry.plan.document) for entry in answer.hits.entries)
    return [place for place, _ in held.most_common() if place]


def _by_place(answer: Answer, places: Sequence[str]) -> str:
    """How many duties an agency leads in each of several places, and how many else it has."""
    led = Counter((owner(hit.entry.plan.document), hit.role == "lead") for hit in answer.hits)
    counts = [say("count_in_place", place=each, led=led[each, True], rest=led[each, False]) for each in places]
    return say("count_by_place", agency=joined(answer.question.agencies), counts=joined(counts))


def _of_places(answer: Answer) -> str:
    """How many duties the plans of each of several places hold, in the order asked."""
    found, places = Counter(owner(entry.plan.document) for entry in answer.hits.entries), answer.question.places
    return f"{joined(say('count_of_place', place=each, count=found[each]) for each in places)}."


def _head(answer: Answer, name: str) -> str:
    number: Mapping[Role, int] = Counter(answer.roles)
    none = say("agency_coordinated_none") if "coordinate" in answer.question.cues else ""
    return say(
        name,
        agency=joined(answer.question.agencies),
        led=say("agency_led", count=number["lead"]) if number["lead"] else say("agency_led_none"),
        coordinated=say("agency_coordinated", count=number["coordinate"]) if number["coordinate"] else none,
        grouped=say("agency_grouped", count=number["group"]) if number["group"] else "",
        where=where(answer.question.places or places_of(entry.plan for entry in answer.hits.entries)),
    )


def word_due(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """What falls due in a period, soonest first; then what runs all through it."""
    yield from _due(answer, "due", page)


def word_reports(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """Reports: those due in a period, or what is reported, when and to whom."""
    if lists_days(answer):
        yield from _due(answer, "report", page)
        return
    page = page if page.turned else Page(size=LONG_ROWS)
    told = (_REPORTED, *(_CHANNELS if "recipient" in answer.question.cues else ()))
    wanted = wanted_of(answer.question, base) | {pair: base.index.pair_idf(*pair) for pair in told}
    shown = list(page.part(answer.hits))
    heads = {hit.entry.plan.id: hit for _, hit in reversed(shown)}
    for number, hit in shown:
        if len(heads) > 1 and heads[hit.entry.plan.id] is hit:
            yield line(bold(name_of(hit.entry.plan.document)))
        if asks_state(answer):
            yield line(bold(state_of(answer, hit)))
        yield from _report(answer, hit, page.mark(number) if page.turned else "", wanted)
    yield from _more(page.rest(answer.hits))


def _report(answer: Answer, hit: Hit, mark: str, wanted: Mapping[tuple[str, ...], float]) -> Iterator[Line]:
    """A report: what was asked of it first, of to whom it goes, when, and who makes it."""
    item, to = hit.entry.item, recipients(hit.entry.item)
    facts = {"recipient": line(bold(to))} if to else {}
    facts |= {"when": _report_line(answer, hit), "lead": lead_line(hit.entry)}
    asked = [cue for cue in facts if cue in answer.question.cues]
    asked = asked or ([] if "recipient" in answer.question.cues else ["when"])  # its wording tells to whom
    head = asked if "lead" in asked else [*asked, "lead"]
    for number, cue in enumerate(head):
        yield line("" if number else mark, *facts[cue].runs)
    yield line(excerpt(item.text, wanted, _REPORT))
    yield from word_heirs_of_report(hit.entry, answer.today)
    if note := age_note(hit, answer.today):
        yield line(italic(note))
    if "when" not in head:
        yield _report_line(answer, hit)
    if to and "recipient" not in head:
        yield line(to)
    yield line(italic(say("source", source=source_of(hit.entry))))


def lists_days(answer: Answer) -> bool:
    """Whether reports are told as a list of days, and not each with its wording."""
    if not answer.hits:  # only what runs through the period
        return True
    period, due = answer.period, answer.hits[0].due
    inside = period and due and period.start <= due[0].on <= period.end
    return bool(inside and answer.question.cues & {"list", "due"})


def _report_line(answer: Answer, hit: Hit) -> Line:
    item = hit.entry.item
    if not item.timings:
        return line(bold(no_deadline(item)))
    return line(bold(say("timing", timing=told_time(item, hit.due, answer.today, answer.question))))


def word_overdue(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """What is past its last day."""
    places = where(answer.question.places)
    yield line(
        bold(say("overdue_head", count=len(answer.hits), when=late_when(answer), whose=whose(answer), where=places))
    )
    for number, hit in page.part(answer.hits):
        yield _dated(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    yield from word_recent(answer, page)
    yield from _heirs(answer)
    yield from _plan_line(answer)


def word_recent(answer: Answer, page: Page) -> Iterator[Line]:
    """What had its day in the last weeks and has another ahead."""
    if answer.recent:
        yield line(say("recent_head"))
        for hit in answer.recent:
            yield _dated(answer, hit, page, 0)


def word_done(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """What is printed as done."""
    yield line(bold(say("done_head", count=len(answer.hits), whose=whose(answer), where=where(answer.question.places))))
    for number, hit in page.part(answer.hits):
        yield _task(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    yield from _plan_line(answer)


def word_which(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """Duties that have in common what was asked for: nobody named, a day, none, the year round."""
    rhythms = ", ".join(describe(timing).lower() for timing in asked_rhythms(answer.question))
    told = " ".join(say(sentence, rhythms=rhythms) for cue, sentence in _SUCH.items() if cue in answer.question.cues)
    count, places = len(answer.hits), where(answer.question.places)
    yield line(bold(say("which_head", count=count, told=told, whose=whose(answer), where=places)))
    for number, hit in page.part(answer.hits):
        yield _task(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    yield from _plan_line(answer)


def word_leaders(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """The agencies that lead duties, with how many each."""
    shown = answer.leaders[:_LEADERS]
    places = answer.question.places or places_of(answer.plans)
    yield line(bold(say("leaders_head", count=len(answer.leaders), where=where(places))))
    for agency, count in shown:
        yield line("• ", say("leaders_row", agency=agency, count=count))
    if rest := len(answer.leaders) - len(shown):
        yield line(say("leaders_more", count=rest))
    if len(answer.plans) == 1:
        plan = answer.plans[0]
        yield line(italic(say("source", source=f"{name_of(plan.document)}, {plan.file}")))


def word_other_year(answer: Answer, _base: TaskBase, page: Page) -> Iterator[Line]:
    """That there is no plan of the year asked in, and what the plans of other years tell."""
    places = answer.question.places or places_of(answer.plans)
    names = names_of([plan.document for plan in answer.plans])
    several = "_by_others" if len(answer.plans) > 1 else "_told"
    head = say(
        f"other_year{several}" if answer.elsewhere else "other_year",
        years=", ".join(map(str, answer.question.asked_years)),
        of=say("of_places", places=", ".join(places)) if places else "",
        plans=names.removesuffix(where(places)) if len(places) == 1 else names,
    )
    yield line(bold(head))
    told = replace(answer, hits=Hits.of(answer.elsewhere))
    for number, hit in page.part(told.hits):
        yield _task(told, hit, page, number)
    yield from _more(page.rest(told.hits))
    yield from _plan_line(told)


def word_figures(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """Targets, funding: their wording."""
    places = where(answer.question.places or places_of(entry.plan for entry in answer.hits.entries))
    of_few = len(answer.hits) <= _MOST_LOOKED_AT
    if "sum" in answer.question.cues and of_few and not any(map(tells_sum, answer.hits.entries)):
        yield line(bold(say("no_sum", where=places)))
    yield line(bold(say(f"{answer.intent}_head", where=places)))
    wanted = wanted_of(answer.question, base)
    for number, hit in page.part(answer.hits):
        lead = f"{joined(hit.entry.item.leads)}: " if hit.entry.item.leads else ""
        yield line(
            page.mark(number), lead, excerpt(hit.entry.item.text, wanted, _REPORT), *_years_above(hit.entry.item)
        )
        yield line(italic(say("source", source=source_of(hit.entry))))
    yield from _more(page.rest(answer.hits))


def _years_above(item: Item) -> Iterator[Run]:
    """The heading above a figure, where it tells the years that this is for: "Giai đoạn 2022 - 2025"."""
    heading = item.heading or ""
    if YEAR.search(heading) and not YEAR.search(item.text):
        yield italic(f" [{heading}]")


def _due(answer: Answer, what: str, page: Page) -> Iterator[Line]:
    label = answer.period.label if answer.period else ""
    count = len(answer.hits)
    place = where(answer.question.places)
    name = f"{what}_head" if count else f"{what}_none"
    period = opening(label)
    yield line(bold(say(name, period=period, count=count, whose=whose(answer), where=place)))
    for number, hit in page.part(answer.hits):
        yield _dated(answer, hit, page, number)
    yield from _more(page.rest(answer.hits))
    notes = (age_note(hit, answer.today) for _, hit in page.part(answer.hits))
    yield from (line(italic(note)) for note in dict.fromkeys(filter(None, notes)))
    yield from _running(answer, page, count)
    yield from _heirs(answer)
    yield from _plan_line(answer)


def late_when(answer: Answer) -> str:
    """The time that what is overdue was asked of."""
    return say("overdue_when", period=answer.period.label) if answer.period else ""


def whose(answer: Answer) -> str:
    """The agency that a list was made for, so that a name understood wrongly is seen at once."""
    agencies = answer.question.agencies
    return say("whose", agencies=joined(agencies)) if agencies else ""


def _running(answer: Answer, page: Page, before: int) -> Iterator[Line]:
    """What runs through the period, listed after `before` others. Its head stands on the first page, too."""
    hits = answer.running
    shown = page.part(hits, before)
    if not hits or (page.number and not shown):
        return
    yield line(say("running_head", count=len(hits)))
    for number, hit in shown:
        yield _task(answer, hit, page, number)
    yield from _more(page.rest(hits, before))


def _dated(answer: Answer, hit: Hit, page: Page, number: int) -> Line:
    if not hit.due:  # a report without a day, in a list of others that have one
        return _task(answer, hit, page, number)
    item = hit.entry.item
    day = hit.due[0].on
    state = item.status or ("" if _comes_again(hit, answer.today) else day_of(day, answer.today))
    head = f"{format_date(day)} ({state}){_also_on(hit)} " if state else f"{format_date(day)}{_also_on(hit)} "
    told = f"{_charged(hit, page)}{shorten(item.text, _room(answer, page))} "
    return line(page.mark(number), bold(head), told, italic(f"({_where(answer, hit, page)})"))


def _also_on(hit: Hit) -> str:
    """The further days of the period on which a duty falls due."""
    days = [format_date(due.on) for due in hit.due[1:]]
    if not days:
        return ""
    shown = ", ".join(days[:_DAYS])
    rest = len(days) - _DAYS
    return say("also_on_more", days=shown, count=rest) if rest > 0 else say("also_on", days=shown)


def _comes_again(hit: Hit, today: date) -> bool:
    """Whether a day that is long past belongs to a duty that comes round: how long ago it was tells nothing then."""
    return hit.due[0].on < today - _LATELY and hit.due[0].timing.type == "recurring"


def _task(answer: Answer, hit: Hit, page: Page, number: int) -> Line:
    item = hit.entry.item
    times = [timing_of(item)] if item.timings else []
    times += [say("twin_time", place=place_of(twin.item), timing=timing_of(twin.item)) for twin in other_timed(hit)]
    time = f" [{'; '.join(times)}]" if times else ""
    lead = "" if hit.role == "lead" else _charged(hit, page)
    told = f"{page.mark(number)}{lead}{shorten(item.text, _room(answer, page))}{time} "
    return line(told, italic(f"({_where(answer, hit, page)})"))


def _room(answer: Answer, page: Page) -> int:
    """How many characters of a wording a row takes: more where the list is short."""
    return _FEW if len(answer.hits) + len(answer.running) <= LONG_ROWS else page.room(_TEXT)


def _charged(hit: Hit, page: Page) -> str:
    """Who leads, before a wording that does not begin with it."""
    item = hit.entry.item
    if item.lead_from == "sentence":
        return ""
    return f"{shorten(joined(item.leads), page.room(_NAMES))}: " if item.leads else ""


def _where(answer: Answer, hit: Hit, page: Page) -> str:
    """Where an item stands; the plan's name only where the list is of several plans."""
    place = place_of(hit.entry.item)
    return place if place and _one_plan(answer) else where_of(hit.entry, page)


def _one_plan(answer: Answer) -> bool:
    entries = chain(answer.hits.entries, answer.running.entries)
    first = next(entries, None)
    return first is not None and all(entry.plan is first.plan for entry in entries)


def _heirs(answer: Answer) -> Iterator[Line]:
    """Who has the work of the agencies that were asked of today."""
    places = {hit.entry.plan.document.locality for hit in answer.shown}
    yield from word_heirs_since(answer.question.agencies, places.pop() if len(places) == 1 else None, answer.today)


def _plan_line(answer: Answer) -> Iterator[Line]:
    """The plan of a list that is all of one."""
    if _one_plan(answer):
        plan = answer.shown[0].entry.plan
        yield line(italic(say("source", source=f"{name_of(plan.document)}, {plan.file}")))


def _more(count: int) -> Iterator[Line]:
    if count > 0:
        yield line(say("more", count=count))
