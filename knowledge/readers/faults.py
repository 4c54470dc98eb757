"""Why a file gives no text: each fault with the one sentence that tells the person what to do."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import Problem
from knowledge.readers.limits import LARGEST_MB, MOST_PAGES, MOST_ROWS, TooLong

_log = logging.getLogger(__name__)


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

    reason = (
        "Chưa đọc được định dạng của tệp {name}; xin dùng tệp Word (.docx, .doc), PDF, Excel (.xlsx), "
        ".csv, .html, .txt hoặc .md."
    )


class UnknownEncoding(UnreadableDocument):
    """Text in an encoding that is neither Unicode nor one of the old Vietnamese ones."""

    reason = "Không nhận ra bảng mã tiếng Việt của tệp {name}; xin lưu lại với mã UTF-8."


class ForbiddenDocument(UnreadableDocument):
    """A file that may not or cannot be read."""

    reason = "Không mở được tệp {name}; xin kiểm tra quyền đọc tệp."


class BrokenDocument(UnreadableDocument):
    """A file that is cut off or damaged."""

    reason = "Tệp {name} bị hỏng hoặc chưa tải về đủ; xin mở thử bằng phần mềm gốc rồi lưu hoặc tải lại."


class ProtectedDocument(UnreadableDocument):
    """A file that asks for a password."""

    reason = "Tệp {name} được đặt mật khẩu; xin bỏ mật khẩu rồi gửi lại."


class OversizedDocument(UnreadableDocument):
    """A file that would unpack to more than any document holds."""

    reason = (
        "Tệp {name} quá lớn, hoặc lớn bất thường khi mở ra; chương trình đọc văn bản đến "
        f"{LARGEST_MB} MB chữ, {MOST_PAGES // 1000}.000 trang PDF, {MOST_ROWS // 1000}.000 dòng bảng tính: "
        "xin tách thành các tệp nhỏ hơn hoặc lưu lại văn bản."
    )


class ScannedDocument(UnreadableDocument):
    """Pages that are pictures, and no program at hand that reads pictures."""

    reason = (
        "Tệp {name} là bản quét, không có chữ để đọc; xin cài Tesseract kèm tiếng Việt "
        "(gói tesseract-ocr và tesseract-ocr-vie) hoặc dùng bản PDF có chữ."
    )


class IllegibleScan(UnreadableDocument):
    """Pages that are pictures in which no words were found."""

    reason = "Không nhận ra chữ nào trong bản quét {name}; xin quét lại rõ hơn hoặc dùng bản PDF có chữ."


class LostLetters(UnreadableDocument):
    """A PDF whose fonts do not tell which letters they draw."""

    reason = (
        "Phông chữ trong tệp {name} không cho biết chữ gốc; xin dùng bản Word, hoặc xuất lại PDF, hoặc cài Tesseract "
        "kèm tiếng Việt (gói tesseract-ocr và tesseract-ocr-vie)."
    )


class NeedsOffice(UnreadableDocument):
    """A format that only an office program reads, and none at hand."""

    reason = (
        "Tệp {name} thuộc định dạng Word/Excel cũ hoặc OpenDocument; xin cài LibreOffice (lệnh soffice) "
        "hoặc lưu lại thành .docx, .xlsx."
    )


@contextmanager
def parsing(path: Path) -> Iterator[None]:
    """Turns what a parser raises into BrokenDocument: parsers meet damaged files with errors of every kind. Faults and
    errors of the operating system go through.
    """
    try:
        yield
    except (Problem, OSError):
        raise
    except (MemoryError, TooLong) as error:
        raise OversizedDocument(path) from error
    except Exception as error:
        _log.info("cannot parse %s", path.name, exc_info=True)
        raise BrokenDocument(path) from error
