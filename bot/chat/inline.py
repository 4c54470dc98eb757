"""Inline queries: "@bot đuối nước" in any chat lists duties while the person types."""

from typing import Final

import telegram
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    Update,
)
from telegram.ext import ContextTypes

from bot.chat.clerk import Card
from bot.chat.office import Office
from bot.chat.screens import PART
from bot.clock import now
from bot.wording.markup import to_html
from bot.wording.texts import say

_PAGE: Final = 10
_CACHE_SECONDS: Final = 5


class Inline:
    """Answers inline queries: personal, hardly cached, because what one person sees is not for all."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def queried(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A query as far as it is typed; an empty one shows what is due soon."""
        query = update.inline_query
        assert query is not None  # noqa: S101 - by the kind of handler
        person = query.from_user.id
        choices = await self._office.recall(self._office.state.choices, person, person)
        cards = await self._office.ask(
            self._office.clerk.cards, query.query, now().date(), choices.agency, choices.plan
        )
        first = int(query.offset) if query.offset.isdecimal() else 0
        shown = cards[first : first + _PAGE]
        link = telegram.helpers.create_deep_linked_url(context.bot.username)
        await query.answer(
            [_article(card, link) for card in shown],
            cache_time=_CACHE_SECONDS,
            is_personal=True,
            next_offset=str(first + _PAGE) if len(cards) > first + _PAGE else None,
            button=await self._more(query.query) if not first else None,
        )
        self._office.counts.add("inline")

    async def _more(self, text: str) -> InlineQueryResultsButton:
        """The way to the private chat, where the same question is asked."""
        [number] = await self._office.recall(self._office.state.numbers_of, [text.strip()]) if text.strip() else [0]
        return InlineQueryResultsButton(say("button_more"), start_parameter=f"q{number}")


def _article(card: Card, link: str) -> InlineQueryResultArticle:
    """A card: who leads, what and when; a tap posts the answer with its source and its day."""
    return InlineQueryResultArticle(
        id=str(card.item),
        title=card.title,
        description=card.description,
        input_message_content=telegram.InputTextMessageContent(to_html(card.text, PART)[0]),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(say("button_private"), url=link)]]),
    )
