"""What the way from page to file did to a text: blanks lost between words, bars of tables moved to lines of their own.

The wording stays as printed; only what the page showed and the file lost is put back.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from knowledge.names.groups import CAPITALS
from knowledge.readers import Block
from knowledge.reading.barenumbers import with_stops
from nlp.keys import is_syllable
from nlp.text import fold, is_marked, normalise
from nlp.words import written_syllables

_WORD = re.compile(r"[^\W\d_]+")
_NO_BLANK = re.compile(r"[,;:](?<=[^\W\d_].)(?=[^\W\d_]|(?<=:)\d{1,2}\s)")
_GLUED_NUMBER = re.compile(
    r"\d(?<=[ygmốý]\d)(?:(?<=\b[Nn]gày\d)|(?<=\b[Tt]háng\d)|(?<=\b[Nn]ăm\d)|(?<=\b[Ss]ố\d)|(?<=\b[Qq]uý\d))"
)
_PAGE = re.compile(r"(?:[Tt]rang\s+|-\s*)?(\d{1,3})(?:\s*/\s*\d{1,3}|\s*-)?")
_MARK = re.compile(r"[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][)]|[-+]|Điều \d{1,3}\.")
_INDEX_HEADINGS = frozenset({"tt", "stt", "số tt"})
_LONGEST_HEADING = max(map(len, _INDEX_HEADINGS))
_FEWEST_LINES = 8
_SHOUTED = re.compile(rf"([{CAPITALS}](?<!\w.)[{CAPITALS}]{{3,}})(?=[{CAPITALS}][^\W\d_{CAPITALS}]+ [{CAPITALS}])")
"""A title in capitals run into a name: "PHÓ CHỦ TỊCHNguyễn Văn A"."""
_BROKEN_YEAR = re.compile(r"/(?:19|20)(?: \d\d|\d \d)(?!\d)")
"""A year that a narrow column broke: "Tháng 6/202 5"."""
_CUT_COMMITTEE = re.compile(r"^Y (?=BAN (?:NHÂN DÂN|MẶT TRẬN|KIỂM TRA)\b)", re.MULTILINE)
"""A letterhead whose first letter a web page set apart: "Y BAN NHÂN DÂN"."""
_PAGE_RUN_IN = re.compile(rf"^Trang \d{{1,3}}(?=[{CAPITALS}]{{2}})", re.MULTILINE)
"""The number of a page run into its first line: "Trang 1UBND TỈNH"."""
_REPAIRS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_PAGE_RUN_IN, ""),
    (_CUT_COMMITTEE, "ỦY "),
    (_SHOUTED, r"\1 "),
    (_NO_BLANK, r"\g<0> "),
    (_GLUED_NUMBER, r" \g<0>"),
    (_BROKEN_YEAR, lambda year: "".join(year[0].split())),
)
_BAR = "|"
_ENDS = ".;:!?-–_*/"
_SHORTEST_GLUED, _LONGEST_GLUED, _MOST_GLUED = 4, 18, 3
_LONGEST_SYLLABLE = 7
_SHORTEST_UNMARKED = 7
_REMEMBERED = 8192
"""Words whose shape is remembered: documents have most of theirs in common."""


def cleaned(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with lost blanks put back ("nhândân", "xã,phường", "ngày22"), lone bars closed onto their cells, and
    stops after numbers that have none.
    """
    joined = with_stops(_with_bars(_with_marks(_without_page_numbers(blocks))))
    printed = "\n".join(block.text for block in joined)
    glued = _glued(printed)
    whole = _mended(printed, glued)
    if whole == printed:
        return joined
    return [_with_text(block, text, glued) for block, text in zip(joined, whole.split("\n"), strict=True)]


def _mended(text: str, glued: Mapping[str, str]) -> str:
    """A text with lost blanks put back, each line for itself; `glued`: words run together, and their parts."""
    for wrong, right in _REPAIRS:
        text = wrong.sub(right, text)
    return _WORD.sub(lambda word: glued.get(word[0], word[0]), text) if glued else text


def _with_text(block: Block, text: str, glued: Mapping[str, str]) -> Block:
    """A block with its mended text, and cells mended likewise."""
    if text == block.text:
        return block
    return block._replace(text=text, cells=block.cells and tuple(_mended(cell, glued) for cell in block.cells))


def _glued(whole: str) -> dict[str, str]:
    """The words of a whole document that are two run together, and their parts: both are words of the document."""
    long = [piece for piece in set(whole.split()) if len(piece) >= _SHORTEST_GLUED]
    doubtful = [word for word in set(_WORD.findall(" ".join(long))) if _ways(word)]
    known = Counter(map(str.lower, _WORD.findall(whole))) if doubtful else Counter()
    return {word: parts for word in doubtful if (parts := _parted(word, known)) != word}


def _without_page_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without figures alone on a line that count on from page to page, some lines apart. Below the heading
    of a column of numbers ("TT") alone on its line, bare figures number rows.
    """
    if any(block.text == _BAR for block in blocks):
        return list(blocks)
    kept: list[Block] = []
    page, since, rows = 0, _FEWEST_LINES, False
    for block in blocks:
        rows = rows or (block.cells is None and block.text.casefold() in _INDEX_HEADINGS)
        figure = _PAGE.fullmatch(block.text) if block.cells is None and not (rows and block.text.isdigit()) else None
        if figure and since >= _FEWEST_LINES and int(figure[1]) in (page + 1, page or 2):
            page, since = int(figure[1]), 0
        else:
            kept.append(block)
            since += 1
    return kept if page > 1 else list(blocks)


def _with_marks(blocks: Sequence[Block]) -> list[Block]:
    """Numbering that stands alone on its line ("I.", "a)", "-") goes before the words on the line below it; not the
    numbers of rows in a file that prints tables one cell a line, without bars, nor the dashes in their empty cells.
    """
    texts = {block.text.casefold() for block in blocks if len(block.text) <= _LONGEST_HEADING}
    rows = not _INDEX_HEADINGS.isdisjoint(texts) and _BAR not in texts
    joined: list[Block] = []
    inside = False
    for block in blocks:
        above = joined[-1] if joined else None
        inside = inside or (rows and block.text.casefold() in _INDEX_HEADINGS)
        alone = above and above.cells is None and block.cells is None and _MARK.fullmatch(above.text)
        if above and ((rows and above.text[0].isdigit()) or (inside and above.text == "-")):
            alone = None
        if above and alone and above.last_line + 1 == block.line and block.text != _BAR:
            joined[-1] = block._replace(text=f"{above.text} {block.text}", line=above.line)
        else:
            joined.append(block)
    return joined


def _with_bars(blocks: Sequence[Block]) -> list[Block]:
    """A bar alone on its line ends the cell whose text stands above it; further bars are empty cells. Below a whole
    sentence it may as well open a table, and is left to the reader of tables.
    """
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if block.text == _BAR and above and above.cells is None and above.text[-1] not in _ENDS:
            joined[-1] = above._replace(cells=(above.text,), last_line=block.last_line)
        else:
            joined.append(block)
    return joined


@lru_cache(_REMEMBERED)
def _ways(word: str) -> list[tuple[str, ...]]:
    """How a word that is no syllable may be two or three syllables run together; none for others, and none for short
    ones without marks, which other languages have.
    """
    if not _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED or is_syllable(fold(word)):
        return []
    if not is_marked(word) and len(word) < _SHORTEST_UNMARKED:
        return []
    return [parts for parts in _partings(word, _MOST_GLUED) if len(parts) > 1]


def _partings(word: str, most: int) -> list[tuple[str, ...]]:
    """All ways to part a word into at most so many syllables."""
    whole: list[tuple[str, ...]] = [(word,)] if is_syllable(fold(word)) else []
    if most == 1:
        return whole
    firsts = [at for at in range(1, min(len(word), _LONGEST_SYLLABLE + 1)) if is_syllable(fold(word[:at]))]
    return whole + [(word[:at], *rest) for at in firsts for rest in _partings(word[at:], most - 1)]


def _parted(word: str, known: Mapping[str, int]) -> str:
    """Syllables run together, parted where all are words of the document, into as few as may be ("thựchiện" -> "thực
    hiện"), or where there is but one way to part a word with marks into two that Vietnamese has.
    """
    backed = [(-len(parts), min(known[part.lower()] for part in parts), parts) for parts in _ways(word)]
    _, often, parts = max(backed, default=(0, 0, (word,)), key=lambda one: (one[1] > 0, *one))
    if often:
        return " ".join(parts)
    pairs = [parts for parts in _ways(word) if len(parts) == 2 and all(map(_is_written, parts))]
    return " ".join(pairs[0]) if len(pairs) == 1 and is_marked(pairs[0][0]) and is_marked(pairs[0][1]) else word


def _is_written(part: str) -> bool:
    return normalise(part.lower()) in written_syllables()
