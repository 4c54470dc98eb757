"""Files to blocks: every format gives the same stream of paragraphs and table rows with their place in the file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import Problem


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one line of a table."""

    text: str
    """in Unicode NFC, white space folded, without the marks of Markdown."""
    line: int
    """first line in the file, 1-based; for formats without lines, the running number of the block."""
    last_line: int
    page: int | None = None
    cells: tuple[str, ...] | None = None
    """the cells, where the block is a row of a table; one cell where a table is printed one cell a line."""
    strong: bool = False
    """whether the source sets the whole block as a heading or in bold."""


class UnreadableDocument(Problem):
    """A file that gives no text; its subclasses say why."""

    reason = "Không đọc được {name}."

    def __init__(self, path: Path) -> None:
        super().__init__(self.reason.format(name=path.name or path))


class MissingDocument(UnreadableDocument):
    """There is nothing at that path."""

    reason = "Không tìm thấy tệp {name}; xin kiểm tra lại đường dẫn."


class NotADocument(UnreadableDocument):
    """A folder or a device where a file is wanted."""

    reason = "{name} không phải là tệp văn bản mà là thư mục hoặc thiết bị; xin chỉ rõ một tệp."


class EmptyDocument(UnreadableDocument):
    """A file without a word."""

    reason = "Tệp {name} không có nội dung."


class UnknownFormat(UnreadableDocument):
    """A format that no reader knows, or bytes that are no text."""

    reason = "Chưa đọc được định dạng của tệp {name}; xin dùng tệp .txt hoặc .md."


class UnknownEncoding(UnreadableDocument):
    """Text in another encoding than Unicode."""

    reason = "Tệp {name} không phải mã Unicode; xin lưu lại với mã UTF-8."


class ForbiddenDocument(UnreadableDocument):
    """A file that may not or cannot be read."""

    reason = "Không mở được tệp {name}; xin kiểm tra quyền đọc tệp."


def read_blocks(path: Path) -> list[Block]:
    """The paragraphs and table rows of a file, in order; raises a subclass of UnreadableDocument."""
    if not path.exists():
        raise MissingDocument(path)
    if not path.is_file():
        raise NotADocument(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(path)
    try:
        blocks = reader(path)
    except OSError as error:
        raise ForbiddenDocument(path) from error
    if not blocks:
        raise EmptyDocument(path)
    return blocks


def _read_text(path: Path) -> list[Block]:
    from knowledge.readers.text import read_text

    return read_text(path)


_READERS: dict[str, Callable[[Path], list[Block]]] = {".txt": _read_text, ".md": _read_text}

ENDINGS = frozenset(_READERS)
"""The endings of file names that can be read, in lower case."""
