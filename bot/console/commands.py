"""Commands that speak Vietnamese: what click itself would say in English, and faults as one sentence."""

from typing import Any

import click

from bot.console.reporting import Complaint, told

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh"}
_OPTIONS = "[TÙY CHỌN]"
_WHOLE = 1000
"""Characters of a command's help that are shown in the list of commands: all."""


class _Formatter(click.HelpFormatter):
    """Help pages under Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How to type the command."""
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """What stands over a part of the page."""
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command; its help is in Vietnamese."""

    context_class = _Context

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": _OPTIONS} | more)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, told in Vietnamese."""
        return _told_in_vietnamese(super().get_help_option(ctx))


class Commands(click.Group):
    """Commands whose faults are told as one sentence, with exit status 2."""

    context_class = _Context
    command_class = Command

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"options_metavar": _OPTIONS, "subcommand_metavar": "LỆNH ..."} | more)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a fault of the person's is one sentence, never a traceback."""
        with told():
            return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a wrong one is told likewise. Nothing at all asks for help."""
        with told():
            return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises Complaint when there is none of that name."""
        if self.get_command(ctx, args[0]) is None:
            raise Complaint(f"Không có lệnh “{args[0]}”; xem các lệnh bằng: aichutri --help")
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, told in Vietnamese."""
        return _told_in_vietnamese(super().get_help_option(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each with all of its sentence."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(_WHOLE)) for name, command in commands if command])


def _told_in_vietnamese(option: click.Option | None) -> click.Option | None:
    if option:
        option.help = "hiện lời hướng dẫn này"
    return option
