"""How faults are told at the command line: one sentence in Vietnamese on standard error, and exit status 2."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from knowledge.errors import Problem

STATUS = 2


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
        # Whoever read the output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    click.echo(sentence, err=True)


def _sentence(fault: Exception) -> str:
    """What a fault says; click's own English is told as what to look at."""
    if isinstance(fault, click.MissingParameter):
        return "Lệnh còn thiếu phần bắt buộc; xem cách dùng bằng: aichutri --help"
    if isinstance(fault, click.NoSuchOption):
        return f"Không có tùy chọn {fault.option_name}; xem cách dùng bằng: aichutri --help"
    if isinstance(fault, click.UsageError):
        return "Lệnh chưa đúng; xem cách dùng bằng: aichutri --help"
    return str(fault)
