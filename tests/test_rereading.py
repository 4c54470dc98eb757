"""Documents are read again when the reader was changed: a copy of the program, edited as an official would edit it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs import ROOT
from tests.test_library import EXAMPLE as KNOWN

EXAMPLE = KNOWN.replace("Đơn vị chủ trì:", "Phòng cầm cái:")
"""An example document, with a label that the word lists do not know."""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program, with one small document in the place of the bundled plans."""
    copy = tmp_path / "program"
    for package in ("bot", "knowledge", "nlp"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.txt"))
    (copy / "knowledge" / "plans" / "ví dụ.txt").write_text(EXAMPLE, encoding="utf-8")
    return copy


def told(program: Path, *args: str) -> str:
    """What a command of the copy says, on either stream."""
    settings = {"AICHUTRI_DB": "a.db", "TELEGRAM_BOT_TOKEN": "", "PYTHONPATH": str(program)}
    run = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main(prog_name='aichutri')", *args],
        env=os.environ | settings,
        cwd=program,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("command", [("import", "knowledge/plans/ví dụ.txt"), ("run",)])
def test_a_word_that_an_official_adds_is_read_in_documents_that_are_held(
    program: Path, command: tuple[str, ...]
) -> None:
    told(program, *command)
    assert "Chủ trì: Sở Du lịch" not in told(program, "show", "12/KH-UBND")
    assert "đọc lại" not in told(program, *command)
    edit(program / "knowledge" / "data" / "labels.yaml", "\n  lead:\n", "\n  lead:\n    - cầm cái\n")
    said = told(program, *command)
    assert "ví dụ.txt không đổi, đọc lại theo cách đọc mới: sửa 1 mục." in said
    assert "Chủ trì: Sở Du lịch" in told(program, "show", "12/KH-UBND")
    assert "đọc lại" not in told(program, *command)


@pytest.mark.parametrize("file", ["nlp/times/timing.py", "knowledge/reading/duties.py", "nlp/data/times.yaml"])
def test_a_change_of_code_or_words_anywhere_below_is_seen(program: Path, file: str) -> None:
    told(program, "run")
    with (program / file).open("a", encoding="utf-8") as out:
        out.write("\n# một dòng ghi chú\n")
    assert "đọc lại theo cách đọc mới: không mục nào thay đổi." in told(program, "run")


def test_what_an_editor_leaves_beside_a_file_is_no_change(program: Path) -> None:
    told(program, "run")
    (program / "knowledge" / "data" / "labels.yaml~").write_text("bản cũ", encoding="utf-8")
    (program / "knowledge" / "data" / ".#labels.yaml").symlink_to("nobody@nowhere")
    assert "đọc lại" not in told(program, "run")


def test_documents_that_only_the_official_has_are_named_until_they_are_imported_again(
    program: Path, tmp_path: Path
) -> None:
    own = tmp_path / "của cơ quan.txt"
    own.write_text(EXAMPLE.replace("12/KH-UBND", "13/KH-UBND"), encoding="utf-8")
    told(program, "import", str(own))
    assert "xin nạp lại" not in told(program, "run")
    edit(program / "knowledge" / "data" / "labels.yaml", "\n  lead:\n", "\n  lead:\n    - cầm cái\n")
    for _ in range(2):
        said = told(program, "run")
        assert "1 văn bản được đọc từ trước khi chương trình hoặc tệp dữ liệu thay đổi" in said
        assert "aichutri import: của cơ quan.txt." in said
    assert "xin nạp lại" not in told(program, "import", str(own))
    assert "xin nạp lại" not in told(program, "run")
