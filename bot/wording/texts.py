"""The fixed texts and the commands of the bot, from `data/texts.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.wording.sentences import sentence, sentences

Menu = Literal["private", "group", "admins"]


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the bot; names are the Bot API's: 1-32 of a-z, 0-9 and _."""

    name: str
    """the name in the menu."""
    also: tuple[str, ...]
    """further names of the same command."""
    usage: str
    """how to type it, for help: "/hoi câu hỏi"."""
    description: str
    """what it does, for the menu and for help."""
    menus: tuple[Menu, ...]
    """in whose menus it stands."""

    @property
    def names(self) -> list[str]:
        """Every name that it answers to."""
        return [self.name, *self.also]


def say(name: str, /, **fields: str) -> str:
    """The text of that name, its {fields} filled in. Raises KeyError for a name that is not in the file."""
    return sentence("texts", name, **fields)


@cache
def commands(menu: Menu | None = None) -> tuple[Command, ...]:
    """The commands in the order of the menu, all or those of one menu: one list for menus, handlers and help."""
    found = (
        Command(row["name"], tuple(row["also"]), row["usage"], row["description"], tuple(row["menus"]))
        for row in sentences("texts")["commands"]
    )
    return tuple(each for each in found if menu is None or menu in each.menus)


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch of time that a button offers."""

    key: str
    """what stands for it in a button's data."""
    label: str
    """what stands on the button."""
    asks: str
    """the question that it asks."""


@cache
def periods() -> tuple[Choice, ...]:
    """What /denhan offers, the first of them unasked."""
    return tuple(Choice(**each) for each in sentences("texts")["periods"])
