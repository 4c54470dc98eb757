"""Why a file cannot be used, in words for whoever looks after the machine."""

import errno
import sqlite3
from collections.abc import Mapping
from typing import Final

_OTHER: Final = "tệp không dùng được"
_OF_SYSTEM: Final[Mapping[int, str]] = {
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "không có thư mục ấy",
    errno.EISDIR: "đó là thư mục",
    errno.EEXIST: "đã có tệp ấy",
    errno.EACCES: "không được phép",
    errno.EPERM: "không được phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "đĩa đầy",
    errno.ENAMETOOLONG: "tên quá dài",
}
_OF_DATABASE: Final = (
    ("FULL", "đĩa đầy"),
    ("BUSY", "chương trình khác đang khóa tệp"),
    ("LOCKED", "chương trình khác đang khóa tệp"),
    ("READONLY", "không được phép ghi"),
    ("CANTOPEN", "không mở được tệp"),
    ("NOTADB", "tệp không phải cơ sở dữ liệu"),
    ("CORRUPT", "tệp bị hỏng"),
    ("IOERR", "đĩa lỗi hoặc đầy"),
)
"""Parts of SQLite's names of errors."""


def why(fault: OSError | sqlite3.Error) -> str:
    """What is wrong, as a few words in brackets."""
    if isinstance(fault, OSError):
        return _OF_SYSTEM.get(fault.errno or 0, _OTHER)
    name = getattr(fault, "sqlite_errorname", "")
    return next((said for part, said in _OF_DATABASE if part in name), _OTHER)
