"""What chats can do with reminders: set them up, follow a duty, tell how far it has come, count."""

import re

import telegram

from bot.chat.files import Files
from bot.chat.hearing import Asked
from bot.chat.office import Office
from bot.chat.sending import Sending
from bot.clock import now
from bot.reminders.following import LINK, Following
from bot.reminders.setting import Setting
from bot.reminders.tally import Tally
from bot.reminders.tracking import Tracking
from nlp.wishes import read_wish


class Reminders:
    """The doors to reminders, for handlers and buttons."""

    def __init__(self, office: Office, sending: Sending, files: Files) -> None:
        self.setting, self.following = Setting(office, sending), Following(office, sending)
        self.tracking, self.tally = Tracking(office, sending, files), Tally(office, sending, files)

    async def heard(self, heard: telegram.Message, asked: Asked) -> bool:
        """A sentence that is no question: a wish to be reminded, or a note on a duty; -> False for any other."""
        if await self.tracking.note(heard, asked):
            return True
        wish = None if asked.listed or asked.about else read_wish(asked.text, now().date())
        if wish is None:
            return False
        if wish.this and await self.following.this(heard, asked):
            return True
        await self.setting.answer(heard, asked.text, wish)
        return True


def followed_by(payload: str) -> int | None:
    """The id of the item that a link to the private chat asks to follow, or None."""
    found = re.fullmatch(rf"{LINK}(\d{{1,12}})", payload)
    return int(found[1]) if found else None
