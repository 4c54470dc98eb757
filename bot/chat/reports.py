"""Reports of wrong information, told to those who look after the bot."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from bot.memory.state import Report, State
from bot.settings import TIMEZONE
from bot.wording.excerpt import shorten
from bot.wording.texts import say
from nlp.times import format_date

_SHOWN = 15
_TOLD = 160


def report_lines(reports: Sequence[Report], limit: int = _SHOWN) -> list[str]:
    """The latest reports, one a line, shortened for a chat."""
    if not reports:
        return [say("reports_none")]
    return [say("reports_head"), *(_line(report, shorten(report.told, _TOLD)) for report in reports[:limit])]


def show_reports(path: Path) -> None:
    """Print all reports in full."""
    state = State(path)
    reports = state.reports() if path.exists() else []
    state.close()
    for report in reports:
        click.echo(_line(report, report.told) + "\n")
    if not reports:
        click.echo(say("reports_none"))


def _line(report: Report, told: str) -> str:
    day = format_date(datetime.fromtimestamp(report.at, TIMEZONE).date())
    return say("report_row", day=day, understood=report.understood, told=told)
