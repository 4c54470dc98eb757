"""The files of sentences: all that the program says, by name, for officials to read and correct."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def sentences(file: str) -> dict[str, Any]:
    """A file of `bot/data`, by its name without ending. Raises FileNotFoundError for one that is not there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(files("bot").joinpath(f"data/{file}.yaml").read_bytes(), loader)  # noqa: S506
    return loaded


def sentence(file: str, name: str, /, **fields: object) -> str:
    """The sentence of that name, its {fields} filled in. Raises KeyError for a name that is not in the file."""
    text: str = sentences(file)[name]
    return text.format(**fields)
