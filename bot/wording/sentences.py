"""The files of sentences: all that the program says, by name, for officials to read and correct."""

from typing import Any, Final

from bot.datafiles import FILES

_FILES: Final = {file.name.removesuffix(".yaml"): file for file in FILES}


def sentences(file: str) -> dict[str, Any]:
    """A file of `bot/data`, by its name without ending. Raises DataFault for one that is not in order."""
    return _FILES[file].load()


def sentence(file: str, name: str, /, **fields: object) -> str:
    """The sentence of that name, its {fields} filled in. Raises KeyError for a name that is not in the file."""
    text: str = sentences(file)[name]
    return text.format(**fields)
