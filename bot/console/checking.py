"""`aichutri check`: the data files, after an official has corrected one."""

import click

from bot.console.reporting import STATUS, complain
from bot.datafiles import EVERY
from nlp.datafile import faults


def check_files() -> None:
    """Print that all data files are in order, or what is wrong first in each that is not; exit status 2 then."""
    found = list(faults(EVERY))
    for fault in found:
        complain(str(fault))
    if found:
        raise click.exceptions.Exit(STATUS)
    click.echo(f"Đã xem {len(EVERY)} tệp dữ liệu: không có lỗi.")
