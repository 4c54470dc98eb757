"""A file written whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from bot.console.reporting import Complaint

_REASONS = {
    errno.ENOENT: "không có thư mục {folder}",
    errno.ENOTDIR: "{folder} không phải là thư mục",
    errno.EISDIR: "đó là một thư mục",
    errno.EACCES: "không có quyền ghi vào thư mục {folder}",
    errno.EPERM: "không có quyền ghi vào thư mục {folder}",
    errno.EROFS: "ổ đĩa này chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}
_THERE = "Tệp {file} đã có; xin đặt tên khác, hoặc thêm --force để ghi đè."


def check_free(file: Path, force: bool) -> None:
    """Raises Complaint for a file that is there already and must not be written over."""
    if os.path.lexists(file) and not force:
        raise Complaint(_THERE.format(file=file))


def write_whole(file: Path, content: bytes, force: bool) -> None:
    """Writes a file beside its place first: when the disk is full or the power goes, what was there before stays as it
    was, and nothing half written is left. Raises Complaint when it cannot be written, and without `force` when it is
    there by now.
    """
    place = file.resolve() if force else file
    beside = place.with_name(f".aichutri-{os.getpid()}.tmp")
    try:
        try:
            _write(beside, content)
            if force and place.exists():
                beside.chmod(place.stat().st_mode & 0o777)
            _put(beside, place, force)
        finally:
            with suppress(OSError):
                beside.unlink()
    except FileExistsError:
        raise Complaint(_THERE.format(file=file)) from None
    except OSError as fault:
        reason = _REASONS.get(fault.errno or 0, "hệ thống báo lỗi khi ghi").format(folder=file.parent)
        raise Complaint(f"Không ghi được tệp {file}: {reason}.") from None


def _write(file: Path, content: bytes) -> None:
    """The bytes, on the disk when this returns."""
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _put(beside: Path, place: Path, force: bool) -> None:
    """Give the file its name at one blow. Raises FileExistsError without `force` where the name is taken."""
    if force:
        beside.replace(place)
        return
    try:
        place.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: what is put there in this very moment by somebody else is lost
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        beside.replace(place)
