"""How faults are told at the command line: one sentence in Vietnamese on standard error, and exit status 2."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from knowledge.errors import Problem

STATUS = 2
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Complaint(Problem):
    """A fault of the command line itself: a bad option, a missing argument."""


@contextmanager
def told() -> Iterator[None]:
    """Tell what goes wrong inside, then leave with its exit status."""
    try:
        yield
    except (Problem, click.ClickException) as fault:
        complain(_sentence(fault))
        sys.exit(STATUS)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        _print_no_more()  # whoever read the output has gone
        sys.exit(0)
    except OSError as fault:
        if fault.errno not in _FULL:
            raise
        complain("Ổ đĩa đã đầy nên chưa ghi hết được kết quả; xin giải phóng dung lượng rồi chạy lại.")
        _print_no_more()
        sys.exit(STATUS)


def _print_no_more() -> None:
    """Let go of the output: Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    click.echo(sentence, err=True)


def _sentence(fault: Exception) -> str:
    """What a fault says; click's own English is told as what to look at."""
    if isinstance(fault, click.UsageError):
        return f"{_wrong(fault)}; xem cách dùng bằng: aichutri --help"
    return str(fault)


def _wrong(fault: click.UsageError) -> str:
    """What is wrong with how a command was typed."""
    command = fault.ctx.info_name if fault.ctx and fault.ctx.parent else None
    of = f"Lệnh {command}" if command else "Lệnh"
    if isinstance(fault, click.MissingParameter) and fault.param:
        return f"{of} còn thiếu {(fault.param.metavar or fault.param.name or '').removesuffix('...')}"
    if isinstance(fault, click.NoSuchOption):
        return f"{of} không có tùy chọn {fault.option_name}"
    if isinstance(fault, click.BadOptionUsage):
        return f"{of}: tùy chọn {fault.option_name} còn thiếu giá trị, hoặc thừa giá trị"
    return f"{of} chưa đúng: thừa chữ, hoặc tên có dấu cách mà chưa đặt trong dấu ngoặc kép"
