"""Data files as officials leave them: what is wrong is told in one sentence, by file and line."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bot.datafiles import EVERY
from nlp.datafile import DataFault, DataFile, faults
from nlp.shapes import Also, Shape, Wrong, between
from tests.botapi import BotApi
from tests.running import Bot
from tests.test_cli import AICHUTRI, complaint

ROOT = Path(__file__).parent.parent
NUMBERS = count()
Make = Callable[[str | bytes, Shape], DataFile]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A data file of a package of its own."""

    def made(text: str | bytes, shape: Shape) -> DataFile:
        package = f"package_of_data_{next(NUMBERS)}"
        (tmp_path / package / "data").mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
        (tmp_path / package / "data" / "words.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        return DataFile(package, "words.yaml", shape)

    return made


def fault_of(file: DataFile) -> str:
    with pytest.raises(DataFault) as caught:
        file.load()
    told = str(caught.value)
    assert told.startswith((f"Tệp {file.path}", f"Thiếu tệp {file.path}"))
    assert "\n" not in told
    return told.removeprefix(f"Tệp {file.path}")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\n\tb: [y]\n", 2, "Tab"),
        ("a: [x]\n\tb: [y]\n", 2, "tab"),
        ("a:\n\t- x\n", 2, "tab"),
        ("a: [x]\nb: [y, z\nc: [x]\n", 2, "đóng ngoặc vuông"),
        ("a: [x]\nb: [{x: y]\n", 2, "đóng ngoặc nhọn"),
        ('a: [x]\nb: ["x, y]\nc: [z]\n', 2, "ngoặc kép"),
        ("a: [x]\nb: Đơn vị: chủ trì\n", 2, "hai chấm"),
        ("a: [x]\nb: {agencies} chủ trì.\nc: [x]\n", 2, "ngoặc kép"),
        ("a: [x]\nb\nc: [x]\n", 2, "thiếu dấu hai chấm"),
        ("a:\n  - x\n - y\n", 3, "thụt dòng sai"),
        ("a: [x]\n- y\n", 2, "thụt dòng sai"),
        ("a: [x]\nb: [y, , z]\n", 2, "thừa dấu phẩy"),
        ("a: [x]\nb: [*y]\n", 2, "dấu *"),
        ("a: [x]\nb: [!y z]\n", 2, "dấu !"),
        ('a: [x]\nb: ["C:\\dl"]\n', 2, "dấu \\"),
        ("a: [x]\n---\nb: [y]\n", 2, "---"),
        ("a: [x]\nb: [y\x01]\n", 2, "ký tự điều khiển"),
        ("a: [x]\n{b}: [y]\n", 2, "có dấu ngoặc"),
        ("? [a]\n: [x]\n", 1, "ngoặc"),
        ("a: [x]\nb: [y]\na: [z]\n", 3, "“a” được ghi hai lần"),
        ("a: [x]\n2026: [y]\n", 2, "tên không phải chữ"),
        ("a: [x]\nb: y\n", 2, "“b” phải là danh sách"),
        ("a: [x]\nb:\n", 2, "“b” đang để trống"),
        ("a: [x]\nb:\n  - y\n  - 5\n", 4, "mục trong “b” phải là chữ (đang là 5)"),
        ("a: [x]\nb: [y, '']\n", 2, "mục trong “b” đang để trống"),
        ("- a\n- b\n", None, "phải là các dòng"),
        ("xin chào\n", None, "phải là các dòng"),
        ("", None, "đang để trống"),
        ("# chỉ có chú thích\n", None, "đang để trống"),
        ("a: [x]\nb: [chữ]\n".encode("cp1258", "replace") + b"c: [\xff\xfe]\n", 3, "UTF-8"),
    ],
)
def test_a_fault_is_told_by_its_line(make: Make, text: str | bytes, line: int | None, told: str) -> None:
    said = fault_of(make(text, {str: [str]}))
    assert told in said
    assert said.startswith(f", dòng {line}: " if line else ": ")


ROW = {"name": str, "level": {"tỉnh", "huyện"}, "share?": between(0, 1), "also?": [(str, {"read": str})]}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("rows:\n  - {nam: Ban ABC, level: tỉnh}\n", 2, "“nam” không phải là tên dùng ở đây, có lẽ là “name”"),
        ("rows:\n  - {name: x, level: tỉnh}\n  - {name: y}\n", 3, "thiếu “level”"),
        ("rows:\n  - name: x\n    level: tinh\n", 3, "“level” phải là một trong: huyện, tỉnh"),
        ("rows:\n  - name: x\n    level: tỉnh\n    share: 5\n", 4, "“share” phải là số từ 0 đến 1"),
        ("rows:\n  - name: x\n    level: tỉnh\n    also: [y, {raed: z}]\n", 4, "“raed” không phải"),
        ("rows:\n  - name: x\n    level: tỉnh\n    also: [y, [z]]\n", 4, "phải là chữ"),
        ("rows: []\nsince: 2026-02-30\n", 2, "“since” phải là ngày"),
        ("rows: []\nrow: []\n", 2, "“row” không phải là tên dùng ở đây, có lẽ là “rows”"),
        ("rows: []\nkhoa_la: 1\n", 2, "tên phải là một trong: rows, since"),
        ("rows:\n  - name: hai\n    level: huyện\n", 3, "“level” là hai"),
    ],
)
def test_what_stands_where_it_may_not(make: Make, text: str, line: int, told: str) -> None:
    def odd(row: dict[str, str]) -> Wrong | None:
        return Wrong("là hai", ("level",)) if row["name"] == "hai" else None

    said = fault_of(make(text, {"rows": [Also(ROW, odd)], "since?": date}))
    assert told in said
    assert said.startswith(f", dòng {line}: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_editors_save_is_read(make: Make, encoding: str) -> None:
    text = "a: [bé, no, on, '5']\r\nb:\r\n  - đủ dấu\r\n"
    assert make(text.encode(encoding), {str: [str]}).load() == {"a": ["bé", "no", "on", "5"], "b": ["đủ dấu"]}


def test_a_missing_file(make: Make) -> None:
    file = make("a: [x]\n", {str: [str]})
    assert "chép lại" in fault_of(DataFile(file.package, "other.yaml", {str: [str]}))


def test_all_files_are_in_order_and_known() -> None:
    assert [str(fault) for fault in faults(EVERY)] == []
    there = {
        str(path.relative_to(ROOT)) for floor in ("bot", "knowledge", "nlp") for path in ROOT.glob(f"{floor}/data/*")
    }
    assert {file.path for file in EVERY} == there


# the program with a fault in one of its files


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program whose data files may be spoilt."""
    root = tmp_path_factory.mktemp("program")
    for floor in ("bot", "knowledge", "nlp"):
        shutil.copytree(ROOT / floor, root / floor, ignore=shutil.ignore_patterns("__pycache__"))
    return root


class Spoilt:
    """The copy with one file changed; `run` runs a command of it."""

    def __init__(self, program: Path, db: Path) -> None:
        self._program, self._db = program, db
        self._kept: dict[Path, bytes] = {}

    def change(self, name: str, old: str, new: str) -> None:
        path = self._program / name
        text = self._kept.setdefault(path, path.read_bytes()).decode()
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def line(self, name: str, text: str) -> int:
        lines = (self._program / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line and not line.startswith("#"))

    def restore(self) -> None:
        for path, content in self._kept.items():
            path.write_bytes(content)

    def workdays(self) -> list[bool]:
        """Whether 30, 31 and 29 December 2026 are working days to the copy."""
        run = subprocess.run(
            [sys.executable, "-c", WORKDAYS], cwd=self._program, capture_output=True, text=True, check=True
        )
        return list(json.loads(run.stdout))

    def run(self, *args: object, **env: str) -> subprocess.CompletedProcess[str]:
        given = {"PYTHONPATH": str(self._program), "AICHUTRI_DB": str(self._db), "TELEGRAM_BOT_TOKEN": ""}
        state = {"AICHUTRI_STATE": str(self._program / "state.db"), "PYTHONDONTWRITEBYTECODE": "1"}
        argv = [AICHUTRI, *map(str, args)]
        env = os.environ | given | state | env
        return subprocess.run(argv, env=env, cwd=self._program, capture_output=True, text=True, timeout=60)


@pytest.fixture
def spoilt(program: Path, plans_db: Path) -> "Iterator[Spoilt]":
    """Its files are as they were, after each test."""
    held = Spoilt(program, plans_db)
    yield held
    held.restore()


SPOILT = [
    ("nlp/data/related.yaml", "groups:\n", "groups:\n  - {same: [bơi, lội], strenght: 0.8}\n", "có lẽ là “strength”"),
    (
        "nlp/data/related.yaml",
        "groups:\n",
        "groups:\n  - {said: hố trâu, written: [hố bom]}\n",
        "“said” phải là danh sách",
    ),
    ("nlp/data/related.yaml", "groups:\n", "groups:\n  - {said: [hố trâu], writen: [hố bom]}\n", "có lẽ là “written”"),
    ("nlp/data/related.yaml", "groups:\n", "groups:\n  - {said: [hố trâu]}\n", "“said” và “written”"),
    ("nlp/data/related.yaml", "groups:\n", "groups:\n  - {same: [a, b], strength: 5}\n", "số từ 0 đến 1"),
    ("nlp/data/questions.yaml", "  leading:\n", "  leading:\n    - (chủ trì|đứng đầu việc gì\n", "dấu ngoặc"),
    ("nlp/data/abbreviations.yaml", "\nnv:", "\nzzz: abc\nnv:", "“zzz” phải là danh sách"),
    (
        "knowledge/data/agencies.yaml",
        "\nagencies:\n",
        "\nagencies:\n  - {nam: Ban ABC, level: tỉnh, family: ban}\n",
        "“nam”",
    ),
    (
        "knowledge/data/agencies.yaml",
        "\nagencies:\n",
        "\nagencies:\n  - {name: Ban ABC, level: tinh, family: ban}\n",
        "tỉnh",
    ),
    (
        "knowledge/data/agencies.yaml",
        "\nagencies:\n",
        "\nagencies:\n  - {name: A, level: tỉnh, family: bann}\n",
        "“ban”",
    ),
    ("knowledge/data/places.yaml", "now: Thái Nguyên", "now: Thái Nguyn", "có lẽ là “Thái Nguyên”"),
    (
        "knowledge/data/successors.yaml",
        "rows:\n",
        "rows:\n  - {old: Ban A, new: Ban B, source: ví dụ, relation: merged, certainty: sure, checked_on: 2026-10}\n",
        "thiếu “from”",
    ),
    ("knowledge/data/successors.yaml", ", basis: ", ", bassis: ", "có lẽ là “basis”"),
    ("knowledge/data/successors.yaml", ", from: 2025-03-01", ", from: 1/3/2025", "“from” phải là ngày"),
    ("knowledge/data/successors.yaml", ", from: 2025-03-01", ", from: 2025-02-30", "“from” phải là ngày"),
    ("knowledge/data/successors.yaml", ", certainty: sure", "", "thiếu “certainty”"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', 'lead: "{agencie} chủ trì."', "{agencie}"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', 'lead: "{agencies chủ trì."', "ngoặc nhọn"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', "lead: 5", "“lead” phải là chữ (đang là 5)"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', "lead: {agencies} chủ trì.", "ngoặc kép"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', "lead: Đơn vị: {agencies}.", "hai chấm"),
    ("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."\n', "", "thiếu “lead”"),
    ("bot/data/answers.yaml", "examples:\n", 'lead: "{agencies}"\nexamples:\n', "“lead” được ghi hai lần"),
    ("bot/data/texts.yaml", "  - name: hoi\n", "  - name: Hỏi\n", "chữ thường không dấu"),
    ("bot/data/reminders.yaml", "told_saved:", "told_save:", "có lẽ là “told_saved”"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), SPOILT)
def test_a_spoilt_file_is_told_of(spoilt: Spoilt, file: str, old: str, new: str, told: str) -> None:
    spoilt.change(file, old, new)
    said = complaint(spoilt.run("check"))
    assert said.startswith(f"Tệp {file}")
    assert told in said
    assert "dòng" in said or "thiếu “lead”" in said


def test_whoever_asks_is_told(spoilt: Spoilt) -> None:
    spoilt.change("bot/data/answers.yaml", 'lead: "{agencies} chủ trì."', 'lead: "{agencie} chủ trì."')
    at = spoilt.line("bot/data/answers.yaml", "{agencie} ")
    said = complaint(spoilt.run("ask", "ai chủ trì phòng chống đuối nước ở Nghệ An?"))
    assert said.startswith(f"Tệp bot/data/answers.yaml, dòng {at}: “lead” có {{agencie}}")
    assert "có lẽ là “agencies”" in said


def test_the_fault_is_not_laid_on_the_document(spoilt: Spoilt, tmp_path: Path) -> None:
    spoilt.change("knowledge/data/labels.yaml", "roles:\n", "role:\n")
    plans = sorted((ROOT / "knowledge" / "plans").glob("*.txt"))
    run = spoilt.run("import", *plans, AICHUTRI_DB=str(tmp_path / "new.db"))
    *_, said = filter(str.strip, run.stderr.splitlines())
    assert (run.returncode, said.split(" dòng ")[0]) == (2, "Tệp knowledge/data/labels.yaml,")


def test_the_bot_does_not_begin(spoilt: Spoilt) -> None:
    spoilt.change("bot/data/reminders.yaml", "button_done:", "button_don:")
    said = complaint(
        spoilt.run("serve", TELEGRAM_BOT_TOKEN="123456:ABC-def_ghi", TELEGRAM_API_URL="http://127.0.0.1:9")
    )
    assert said.startswith("Tệp bot/data/reminders.yaml, dòng ")


WORKDAYS = """import datetime, json
from knowledge.workdays import is_workday

print(json.dumps([is_workday(datetime.date(2026, 12, day)) for day in (30, 31, 29)]))
"""


@pytest.mark.parametrize(
    ("written", "off"),
    [
        ("days_off: [2026-12-30, 2026-12-31]", [1, 1, 0]),
        ("days_off: [30/12/2026, 31-12-2026, '29.12.2026']", [1, 1, 1]),
        ("days_off: 31/12/2026", [0, 1, 0]),
        ("days_off: 2026-12-31", [0, 1, 0]),
        ("days_off:\n  - 30/12/2026\n  - 31/12/2026", [1, 1, 0]),
        ("days_off:", [0, 0, 0]),
    ],
)
def test_days_off_as_officials_write_them(spoilt: Spoilt, written: str, off: list[int]) -> None:
    spoilt.change("knowledge/data/days_off.yaml", "\ndays_off: []", f"\n{written}")
    assert spoilt.run("check").returncode == 0
    assert spoilt.workdays() == [not each for each in off]


@pytest.mark.parametrize(
    ("written", "line", "told", "off"),
    [
        ("days_off: [2026-12-30, ngày mai, 31/12/2026]", 0, "“ngày mai” không phải là ngày", [1, 1, 0]),
        ("days_off:\n  - 2026-12-30\n  - 31/12/26", 2, "“31/12/26” không phải là ngày", [1, 0, 0]),
        ("days_off: 31/2/2026", 0, "“31/2/2026” không phải là ngày", [0, 0, 0]),
        ("day_off: [2026-12-31]", 0, "có lẽ là “days_off”", [0, 0, 0]),
        ("days_off: [2026-12-31", 0, "đóng ngoặc vuông", [0, 0, 0]),
        ("days_off: [2026-02-30, 2026-12-31]", 0, "“2026-02-30” không phải là ngày", [0, 1, 0]),
    ],
)
def test_a_bad_day_off_is_told_and_stops_nothing(
    spoilt: Spoilt, written: str, line: int, told: str, off: list[int]
) -> None:
    spoilt.change("knowledge/data/days_off.yaml", "\ndays_off: []", f"\n{written}")
    at = spoilt.line("knowledge/data/days_off.yaml", written.partition("\n")[0]) + line
    said = complaint(spoilt.run("check"))
    assert said.startswith(f"Tệp knowledge/data/days_off.yaml, dòng {at}: ")
    assert told in said
    assert spoilt.workdays() == [not each for each in off]


def test_the_bot_runs_with_a_bad_day_off(spoilt: Spoilt, program: Path, plans_db: Path, tmp_path: Path) -> None:
    spoilt.change("knowledge/data/days_off.yaml", "\ndays_off: []", "\ndays_off: [31/12/2026, Tết]")
    with BotApi() as api:
        bot = Bot(api, tmp_path, PYTHONPATH=str(program), AICHUTRI_DB=str(plans_db))
        try:
            chat = api.private()
            assert "Nhắc việc cho riêng anh/chị" in api.ask(chat, "/nhacviec")["text"]
        finally:
            assert bot.stop()[0] == 0
    assert "“Tết” không phải là ngày" in bot.written()
    assert "ERROR" not in bot.written()


def test_files_in_order(spoilt: Spoilt) -> None:
    run = spoilt.run("check")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"Đã xem {len(EVERY)} tệp dữ liệu: không có lỗi.\n"


def _lists(value: object) -> Iterator[list[str]]:
    """The lists of words in a part of a data file; the letters of a name's parts may be alike."""
    if isinstance(value, dict):
        yield from (words for key, each in value.items() if key != "parts" for words in _lists(each))
    elif isinstance(value, list):
        yield [each for each in value if isinstance(each, str)]
        yield from (words for each in value for words in _lists(each))


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.name)
def test_no_word_stands_twice_in_its_list(file: DataFile) -> None:
    assert [word for words in _lists(file.load()) for word in dict.fromkeys(words) if words.count(word) > 1] == []
