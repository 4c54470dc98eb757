"""underthesea behind one door: the words of accented Vietnamese text.

The package is loaded at the first call, which takes about half a second; it needs neither the network nor a home
directory. Where it cannot be loaded, words are single syllables and all else goes on.
"""

import logging
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from nlp.text import fold, normalise

_SYLLABLE = re.compile(r"[^\W_]+|[^\w\s]|_")


def segment(text: str, fixed: Sequence[str] = ()) -> list[str]:
    """The words of an accented text, in order, with its punctuation: "kế hoạch năm nay" -> ["kế hoạch", "năm", "nay"].

    Args:
        text: any text; it is normalised first.
        fixed: names that stay whole wherever they stand as whole words, letter for letter (case matters); of two
            that begin at one place the longer one counts.
    """
    text = normalise(text)
    names = _pattern(tuple(normalise(name) for name in fixed if name.strip()))
    if names is None:
        return _split(text)
    # underthesea's own `fixed_words` reads names as regular expressions and keeps them for all later calls.
    words, last = [], 0
    for match in names.finditer(text):
        words += [*_split(text[last : match.start()]), match[0]]
        last = match.end()
    return words + _split(text[last:])


def _split(text: str) -> list[str]:
    return _tokenizer()(text) if text.strip() else []


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """The names as whole words, the longest first; None when there are none."""
    escaped = [re.escape(name) for name in sorted(names, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)") if escaped else None


@cache
def _word_list() -> str:
    """The general word list that comes with underthesea, in lower case, a word a line. Read as a file, without loading
    the package; empty without it.
    """
    found = find_spec("underthesea")
    places = list(found.submodule_search_locations or ()) if found else []
    files = [Path(place) / "corpus" / "data" / "Viet39K.txt" for place in places]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file()).lower()


@cache
def compounds() -> frozenset[str]:
    """Neighbouring syllables in the words of the general word list, as written and folded: "đất đai", "dat dai"."""
    return frozenset(_neighbours(_word_list()) | _neighbours(fold(_word_list())))


@cache
def plain_compounds() -> frozenset[str]:
    """Those of them that are written without any mark: "lang thang"."""
    return frozenset(_neighbours("\n".join(filter(str.isascii, _word_list().splitlines()))))


@cache
def written_syllables() -> frozenset[str]:
    """The syllables of the general word list as written: "huyện" is one, "hyện" is none."""
    return frozenset(map(normalise, {*_word_list().split()}))


@cache
def words_alone() -> frozenset[str]:
    """Those of them that are words by themselves, too: "gạo", but not "phưng", which is only half of "phưng phức"."""
    return frozenset(normalise(line) for line in map(str.strip, _word_list().splitlines()) if " " not in line)


@cache
def plain_words() -> frozenset[str]:
    """The words by themselves as they are typed without marks: "sua" for "sửa"."""
    return frozenset(map(fold, words_alone()))


def _neighbours(text: str) -> set[str]:
    """The words of two syllables as they stand, for most are such, and the neighbours in longer ones beside these."""
    words = [line for line in text.splitlines() if " " in line]
    longer = (word.split() for word in words if word.count(" ") > 1)
    return {*words, *(" ".join(pair) for syllables in longer for pair in pairwise(syllables))}


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    """underthesea's segmenter, or single syllables where it cannot be loaded."""
    handlers = logging.getLogger("underthesea").handlers
    try:
        from underthesea import word_tokenize

        word_tokenize("a")
    except Exception as error:  # a broken or missing model must not keep anyone from an answer
        logging.getLogger(__name__).warning("Không dùng được underthesea, tách từ theo âm tiết: %s", error)
        return _SYLLABLE.findall
    # The package logs to standard output, where answers in JSON go.
    handlers.clear()
    return lambda text: [str(word) for word in word_tokenize(text, use_token_normalize=False)]
