"""What the README tells is what the program has."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from bot.cli import main
from knowledge.readers import limits

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    told = {*re.findall(r"`aichutri ([a-z]+)", README)}
    assert told == {*main.commands}


@pytest.mark.parametrize("command", ["ask", "export", "remove"])
def test_every_option_is_in_the_readme(command: str) -> None:
    options = [
        option for param in main.commands[command].params for option in param.opts if isinstance(param, click.Option)
    ]
    assert [option for option in options if option not in README] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    named = {*re.findall(r"`((?:bot|knowledge|nlp|tests)/[\w./-]+)`", README)}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_limits_are_those_of_the_readers() -> None:
    told = [int(number.replace(".", "")) for number in re.findall(r"đến ([\d.]+) (?:MB|trang|dòng)", README)]
    assert told == [limits.LARGEST_MB, limits.MOST_PAGES, limits.MOST_ROWS]
    assert told[0] * 1_000_000 <= limits.LARGEST_FILE


def test_every_make_target_that_the_readme_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {*re.findall(r"`?make ([\w-]+)", README)}
    assert [target for target in sorted(targets) if not re.search(rf"^{target}:", makefile, re.M)] == []


def test_what_a_socks_proxy_needs_is_told_as_a_command_that_works_from_the_clone(tmp_path: Path) -> None:
    [command] = re.findall(r"\.venv/bin/pip install .*'", (ROOT / ".env.example").read_text(encoding="utf-8"))
    [extra] = re.findall(r"-e '\.\[(\w+)\]'$", command)
    assert (
        extra
        in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    )
    assert all((ROOT / file).exists() for file in re.findall(r"-c (\S+)", command))
    without = "import sys; sys.modules['socksio'] = None; from bot.cli import main; main(['serve'])"
    run = subprocess.run(
        [sys.executable, "-c", without],
        env=os.environ
        | {"TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_PROXY": "socks5://127.0.0.1:9", "AICHUTRI_STATE": "s.db"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 2
    assert command in run.stderr
