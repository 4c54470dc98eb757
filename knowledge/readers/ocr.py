"""Pictures of text, read by Tesseract with its Vietnamese data where both are installed (https://tesseract-ocr.github.io)."""

import csv
import io
import os
import shutil
import subprocess
from functools import cache
from typing import Any

from knowledge.readers.pagelines import Word

_RESOLUTION = 300
_POINTS = 72 / _RESOLUTION
_TIME_LIMIT = 120
_LEAST_CONFIDENCE = 30.0
# Its threads wait for each other longer than they work.
_ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}


@cache
def is_installed() -> bool:
    """Whether Tesseract and its Vietnamese data are there."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in listed.stdout.split()


def read_page(page: Any) -> list[Word]:
    """The words on the picture of a page of pdfplumber, in its points; none where Tesseract fails."""
    picture = io.BytesIO()
    page.to_image(resolution=_RESOLUTION).original.convert("L").save(picture, "PNG")
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", str(_RESOLUTION), "tsv"]
    try:
        found = subprocess.run(  # noqa: S603 (the program that the person installed)
            command, input=picture.getvalue(), capture_output=True, timeout=_TIME_LIMIT, check=True, env=_ONE_THREAD
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return words_of(found.stdout.decode("utf-8", "replace"))


def words_of(table: str) -> list[Word]:
    """The words in Tesseract's table of results (TSV). All words of a line get its height: so they stay together."""
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = {_line_of(row): row for row in rows if row["level"] == "4"}
    words = []
    for row in rows:
        if row["level"] != "5" or not row["text"].strip() or float(row["conf"]) < _LEAST_CONFIDENCE:
            continue
        line = lines.get(_line_of(row), row)
        left, top = float(row["left"]) * _POINTS, float(line["top"]) * _POINTS
        width, height = float(row["width"]) * _POINTS, float(line["height"]) * _POINTS
        words.append(Word(row["text"], left, left + width, top, top + height, height))
    return words


def _line_of(row: dict[str, str]) -> tuple[str, ...]:
    return row["block_num"], row["par_num"], row["line_num"]
