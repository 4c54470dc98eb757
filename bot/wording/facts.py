"""The wording of facts about plans themselves, and of what became of an agency or a province."""

from collections.abc import Iterator

from bot.wording.excerpt import shorten
from bot.wording.heirs import word_heirs_of, word_place_now
from bot.wording.markup import Line, bold, italic, line
from bot.wording.paging import Page
from bot.wording.phrasing import joined, name_of, say, spoken_date, where
from knowledge.answering.answer import Answer
from knowledge.answering.base import TaskBase
from knowledge.models import Document
from knowledge.storing.store import StoredPlan
from nlp.text import fold

_TITLE = 160
_SCOPE = 400
_ORDER = ("number", "issued", "effective", "signer", "issuer", "basis", "title")


def word_document(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """Facts of plans: those that were asked for first, of one plan before its name; then the rest."""
    asked = [field for field in answer.question.fields if field in _ORDER]
    one = len(answer.plans) == 1 and bool(answer.question.fields)
    for plan in answer.plans:
        facts = _facts(plan.document)
        told = [say(f"document_{field}", value=facts[field] or say("document_unknown")) for field in asked]
        if "effective" in asked:
            told.append(say("effective_until"))
        if "scope" in answer.question.fields:
            of_plan = _in_its_words(answer, plan)
            told += [say("document_scope", value=each) for each in of_plan or [say("document_unknown")]]
        if "basis" in answer.question.fields and len(answer.plans) == 1:
            told += [f"• {each}" for each in _in_its_words(answer, plan)]
        if "sent_to" in answer.question.fields:
            told.append(say("document_sent_to"))
            sent = filter(None, (each.lstrip("-–+•* ") for each in _in_its_words(answer, plan)))
            told += [f"• {each}" for each in sent] or [say("document_unknown")]
        name = line(bold(name_of(plan.document)))
        yield from (*(line(bold(each)) for each in told), name) if one else (name, *map(line, told))
        for field in _ORDER:
            if field not in asked and facts[field]:
                yield line(say(f"document_{field}", value=facts[field] or ""))
        yield line(italic(say("source", source=plan.file)))


def _in_its_words(answer: Answer, plan: StoredPlan) -> list[str]:
    return [shorten(passage.text, _SCOPE) for passage, held in answer.passages if held is plan]


def word_plans(answer: Answer, base: TaskBase, _page: Page) -> Iterator[Line]:
    """The plans, one a line."""
    yield line(bold(say("plans_head", count=len(answer.plans))))
    for plan in answer.plans:
        yield plan_line(plan, base)


def word_which_plan(answer: Answer, base: TaskBase, page: Page) -> Iterator[Line]:
    """Asks back which plan is meant."""
    yield line(bold(say("which_plan")))
    yield from list(word_plans(answer, base, page))[1:]


def word_holder(answer: Answer, _base: TaskBase, _page: Page) -> Iterator[Line]:
    """Who signed the plans asked of in that post; that nobody is named as holding it today; who else signed."""
    signers = [(plan.document, signer) for plan in answer.plans if (signer := _facts(plan.document)["signer"])]
    signed = [each for each in signers if _is_post_of(each[0], answer.question.text)]
    for document, signer in signed:
        yield line(bold(say("holder_signer", plan=name_of(document), signer=signer)))
    denial = say("no_holder", where=where(answer.question.places))
    yield line(denial if signed else bold(denial))
    for document, signer in signers:
        if (document, signer) not in signed:
            yield line("• ", say("holder_signer", plan=name_of(document), signer=signer))


def _is_post_of(document: Document, question: str) -> bool:
    """Whether a question names the post in which a document was signed: "chủ tịch xã", not "phó chủ tịch"."""
    title, asked = fold(document.signer_title or ""), fold(question)
    return bool(title) and title in asked and f"pho {title}" not in asked


def word_became(answer: Answer, base: TaskBase, _page: Page) -> Iterator[Line]:
    """What an agency is today, where the question tells a place in that place; or what the place is."""
    if not answer.question.agencies:
        for name in answer.question.places:
            yield from word_place_now(name, base.places)
    place = next(iter(answer.question.places), None)
    for name in answer.question.agencies:
        yield from word_heirs_of(name, place, answer.today)


def plan_line(plan: StoredPlan, base: TaskBase) -> Line:
    """A plan in a list: its name, day, title, how much it holds."""
    document = plan.document
    issued = spoken_date(document.issued_on)
    title = f": {shorten(document.title, _TITLE)}" if document.title else ""
    count = say("plans_counts", count=base.duties_of(plan.id))
    return line("• ", bold(name_of(document)), f"{f', {issued}' if issued else ''}{title} ({count})")


def _number(printed: str | None) -> str | None:
    """A document's number; that it was left blank where only its signs are printed ("/UBND-VX")."""
    blank = printed is not None and printed.startswith("/")
    return say("number_blank", value=printed) if blank else printed


def _facts(document: Document) -> dict[str, str | None]:
    signer = ", ".join(part for part in (document.signer, document.signer_title) if part)
    return {
        "number": _number(document.number),
        "issued": spoken_date(document.issued_on),
        "effective": spoken_date(document.effective_on),
        "signer": signer or None,
        "issuer": document.issuer,
        "basis": joined(document.based_on) or None,
        "title": document.title,
    }
