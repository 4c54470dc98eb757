"""What can go wrong with the database file, each told in one sentence; all that knows SQLite's error codes."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from pydantic import ValidationError

from knowledge.errors import Problem


class StoreProblem(Problem):
    """A fault of the database and not of a document; `place` is the path of its file as the person gave it."""

    sentence: ClassVar[str]

    def __init__(self, place: str):
        super().__init__(self.sentence.format(place=place))


class NewerDatabase(StoreProblem):
    """Written by a later version of the program."""

    sentence = "Cơ sở dữ liệu {place} do phiên bản mới hơn tạo ra; hãy nâng cấp chương trình rồi mở lại."


class OlderDatabase(StoreProblem):
    """Opened for reading only, but empty or in need of an upgrade."""

    sentence = "Cơ sở dữ liệu {place} còn trống hoặc thuộc phiên bản cũ; hãy chạy lệnh aichutri import một lần."


class MissingDatabase(StoreProblem):
    """Opened for reading only, but not there."""

    sentence = (
        "Chưa có cơ sở dữ liệu {place}; nếu đã nạp văn bản thì hãy chạy lệnh trong thư mục của chương trình (nơi có "
        "tệp .env), chưa nạp thì hãy chạy lệnh aichutri import."
    )


class ForeignDatabase(StoreProblem):
    """An SQLite file of another program."""

    sentence = "Tệp {place} là cơ sở dữ liệu của chương trình khác; hãy chọn đường dẫn khác."


class NotADatabase(StoreProblem):
    """A file of another kind."""

    sentence = "Tệp {place} không phải là cơ sở dữ liệu; hãy chọn đường dẫn khác."


class DamagedDatabase(StoreProblem):
    """Pages or records that can no longer be read."""

    sentence = "Cơ sở dữ liệu {place} bị hỏng; hãy chuyển tệp này đi nơi khác rồi chạy lại lệnh aichutri import."


class OutdatedRecords(StoreProblem):
    """Records whose form this version does not know."""

    sentence = "Dữ liệu trong {place} không còn hợp với phiên bản này; hãy chạy lại lệnh aichutri import."


class ReadOnlyDatabase(StoreProblem):
    """The file, its folder or the connection does not allow writing."""

    sentence = "Không được phép ghi vào cơ sở dữ liệu {place}; hãy cấp quyền ghi cho tệp và thư mục chứa tệp."


class DiskFull(StoreProblem):
    """No room for what is to be written."""

    sentence = "Ổ đĩa chứa {place} đã đầy nên chưa ghi được gì thêm; hãy giải phóng dung lượng rồi thử lại."


class DiskFault(StoreProblem):
    """The system could not read or write the file."""

    sentence = "Hệ thống báo lỗi khi đọc hoặc ghi {place}; hãy kiểm tra ổ đĩa rồi thử lại."


class BusyDatabase(StoreProblem):
    """Another process holds the file for longer than we wait."""

    sentence = "Cơ sở dữ liệu {place} đang được chương trình khác ghi; hãy chờ việc đó xong rồi thử lại."


class UnreachableDatabase(StoreProblem):
    """A path that cannot be opened or made."""

    sentence = "Không mở hoặc tạo được {place}; hãy kiểm tra đường dẫn và quyền truy cập thư mục."


_BY_SQLITE_CODE: dict[int, type[StoreProblem]] = {
    sqlite3.SQLITE_PERM: ReadOnlyDatabase,
    sqlite3.SQLITE_BUSY: BusyDatabase,
    sqlite3.SQLITE_LOCKED: BusyDatabase,
    sqlite3.SQLITE_READONLY: ReadOnlyDatabase,
    sqlite3.SQLITE_IOERR: DiskFault,
    sqlite3.SQLITE_CORRUPT: DamagedDatabase,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CANTOPEN: UnreachableDatabase,
    sqlite3.SQLITE_NOTADB: NotADatabase,
}
_BY_ERRNO: dict[int | None, type[StoreProblem]] = {
    errno.ENOSPC: DiskFull,
    errno.EROFS: ReadOnlyDatabase,
}
_PRIMARY_CODE = 0xFF


@contextmanager
def told(place: str) -> Iterator[None]:
    """Runs a block that works on the database file `place`: SQLite's, the file's and the records' faults come out as a
    StoreProblem. Mistakes of the program itself (wrong SQL, a broken constraint) pass unchanged.
    """
    try:
        yield
    except sqlite3.Error as fault:
        problem = _BY_SQLITE_CODE.get(getattr(fault, "sqlite_errorcode", 0) & _PRIMARY_CODE)
        if problem is None:
            raise
        raise problem(place) from fault
    except ValidationError as fault:
        raise OutdatedRecords(place) from fault
    except OSError as fault:
        raise _BY_ERRNO.get(fault.errno, UnreachableDatabase)(place) from fault
