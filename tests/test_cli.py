"""The command line as a process: answers, JSON, batches, and every fault as one sentence with exit status 2."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main

AICHUTRI = str(Path(sys.executable).parent / "aichutri")
PLAN = Path(__file__).parent.parent / "knowledge" / "plans" / "kon-tum-chuong-trinh-cong-tac-2022.txt"


def aichutri(*args: object, db: Path, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """One run of the command, away from any `.env`."""
    return subprocess.run(
        [AICHUTRI, *map(str, args)],
        env=os.environ | {"AICHUTRI_DB": str(db), "TELEGRAM_BOT_TOKEN": ""} | env,
        cwd=db.parent,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


def complaint(run: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a run that failed as it should."""
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    [sentence] = [line for line in run.stderr.splitlines() if line.strip()]
    return sentence


def test_ask(plans_db: Path) -> None:
    run = aichutri("ask", "ai chủ trì xây dựng đề án phòng chống đuối nước ở Nghệ An?", db=plans_db)
    assert run.returncode == 0
    assert run.stdout.startswith("Sở Văn hóa và Thể thao chủ trì.")
    assert "Kế hoạch 488/KH-UBND (Nghệ An), phụ lục, điểm 2.4.2" in run.stdout


def test_ask_json_has_the_promised_fields(plans_db: Path) -> None:
    run = aichutri("ask", "--json", "--today", "2021-10-20", "quý 4 năm 2021 Nghệ An có gì đến hạn", db=plans_db)
    answer = json.loads(run.stdout)
    assert {*answer} == {"id", "question", "outcome", "understood", "tasks", "text", "elapsed_ms"}
    assert answer["outcome"] == "answered"
    assert answer["understood"]["intent"] == "due"
    assert answer["understood"]["period"] == {"start": "2021-10-01", "end": "2021-12-31", "label": "quý IV/2021"}
    task = next(task for task in answer["tasks"] if task["ref"] == "PL.2.4.2")
    fields = {"ref", "plan", "locality", "kind", "text", "leads", "coordinators", "timing", "due", "source", "score"}
    assert {*task} == fields
    assert task["leads"] == ["Sở Văn hóa và Thể thao"]
    assert task["due"] == ["2021-12-31"]
    assert task["source"] == {"file": "nghe-an-488-kh-ubnd-2021.txt", "lines": [293, 297]}


def test_batch_keeps_order_conversations_and_days(plans_db: Path, tmp_path: Path) -> None:
    questions = [
        {"id": "a", "text": "ai chủ trì hội đồng trẻ em ở Kon Tum", "today": "2022-09-10", "session": "x"},
        {"id": "b", "text": "thế phối hợp?", "today": "2022-09-10", "session": "x"},
        {"id": "c", "text": "thế phối hợp?", "today": "2022-09-10", "session": "y"},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in questions), encoding="utf-8")
    run = aichutri("ask", "--json", "--batch", file, db=plans_db)
    first, second, third = map(json.loads, run.stdout.splitlines())
    assert [first["id"], second["id"], third["id"]] == ["a", "b", "c"]
    assert second["tasks"][0]["ref"] == first["tasks"][0]["ref"] == "6"
    assert "Sở Giáo dục và Đào tạo" in second["text"]
    assert third["outcome"] == "ambiguous"  # nothing was spoken of: asks back which duty


def test_a_bad_line_of_a_batch_is_named_and_the_rest_answered(plans_db: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": 1, "text": "chào em"}\nkhông phải JSON\n{"id": 3, "text": "cảm ơn"}\n', encoding="utf-8")
    run = aichutri("ask", "--json", "--batch", file, db=plans_db)
    assert "Dòng 2" in complaint(run)
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [1, 3]


@pytest.mark.parametrize(
    ("line", "says"),
    [('{"id": 1}', "text"), ('{"text": "chào", "today": "hôm qua"}', "hôm qua"), ("[1]", "Dòng 1")],
)
def test_bad_lines(plans_db: Path, tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(line, encoding="utf-8")
    assert says in complaint(aichutri("ask", "--json", "--batch", file, db=plans_db))


def test_a_missing_batch(plans_db: Path) -> None:
    assert "khong-co.jsonl" in complaint(aichutri("ask", "--json", "--batch", "khong-co.jsonl", db=plans_db))


@pytest.mark.parametrize("day", ["hôm nay", "2026-13-01", "22/11/2026", ""])
def test_a_bad_day(plans_db: Path, day: str) -> None:
    assert "năm-tháng-ngày" in complaint(aichutri("ask", "--today", day, "chào em", db=plans_db))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "trống"),
        ("  \n ", "trống"),
        ("đuối nước " * 1000, "quá dài"),
        ("😀🎉👍", "tiếng Việt"),
        ("???", "tiếng Việt"),
        ("who is responsible for the drowning prevention program?", "tiếng Việt"),
        ("谁负责儿童保护工作", "tiếng Việt"),
    ],
)
def test_what_is_no_question(plans_db: Path, question: str, says: str) -> None:
    run = aichutri("ask", "--", question, db=plans_db)
    assert says in complaint(run)
    assert run.stdout == ""


@pytest.mark.parametrize("args", [("hỏi",), ("ask", "--khac"), ("parse",), ("import",), ("show",)])
def test_a_wrong_command(plans_db: Path, args: tuple[str, ...]) -> None:
    assert "aichutri --help" in complaint(aichutri(*args, db=plans_db))


def test_parse_writes_nothing(tmp_path: Path) -> None:
    run = aichutri("parse", PLAN, db=tmp_path / "no.db")
    found = json.loads(run.stdout)
    assert {*found} == {"document", "items"}
    assert found["document"]["issuer"].startswith("Ban Chỉ đạo")
    assert found["items"][0]["leads"] == ["Sở Lao động - Thương binh và Xã hội"]
    assert list(tmp_path.iterdir()) == []


def test_parse_of_a_text_that_is_no_plan(tmp_path: Path) -> None:
    text = tmp_path / "thu.txt"
    text.write_text("Chào cả nhà.\n\nHôm nay trời đẹp.\n", encoding="utf-8")
    run = aichutri("parse", text, db=tmp_path / "no.db")
    assert "Không tìm thấy nhiệm vụ nào" in complaint(run)
    assert json.loads(run.stdout)["items"] == []


@pytest.mark.parametrize("command", ["parse", "import"])
@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff\xfe\x00\x07" * 50, b"\xff\xd8\xff\xe0 JFIF" * 30])
def test_files_that_cannot_be_read(tmp_path: Path, command: str, content: bytes | None) -> None:
    file = tmp_path / "van-ban.txt"
    if content is not None:
        file.write_bytes(content)
    run = aichutri(command, file, db=tmp_path / "x.db")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert "van-ban.txt" in run.stderr
    assert run.stdout == ""


def test_import_again_changes_nothing(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    assert aichutri("import", PLAN, db=db).returncode == 0
    again = aichutri("import", PLAN, db=db)
    assert again.returncode == 0
    assert "không thay đổi" in again.stderr
    assert "Kon Tum" in aichutri("plans", db=db).stdout


def test_a_text_without_duties_is_kept_and_told(tmp_path: Path) -> None:
    text, db = tmp_path / "thu.txt", tmp_path / "a.db"
    text.write_text("Chào cả nhà.\n\nHôm nay trời đẹp quá, ta đi câu cá nhé.\n", encoding="utf-8")
    run = aichutri("import", text, db=db)
    assert run.returncode == 2
    assert "không tìm thấy nhiệm vụ nào" in run.stderr.lower()
    assert "Không có đoạn nào giống nhiệm vụ" not in run.stderr
    with sqlite3.connect(db) as base:
        assert base.execute("SELECT count(*) FROM passages").fetchone()[0] == 2


def test_a_base_where_none_was_is_told(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    assert "thư mục của chương trình" in complaint(aichutri("plans", db=db))
    assert f"Tạo cơ sở nhiệm vụ mới: {db}." in aichutri("import", PLAN, db=db).stderr
    assert "Tạo cơ sở" not in aichutri("import", PLAN, db=db).stderr


def test_files_of_other_kinds_in_a_folder_are_told(tmp_path: Path) -> None:
    names = ["b/ảnh.jpg", "nén.zip", "1.xyz", "2.xyz", "3.xyz", "4.xyz", ".ẩn.xyz", "~$khóa.docx", "README.md"]
    for name in names:
        (tmp_path / "vào" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "vào" / name).touch()
    shutil.copy(PLAN, tmp_path / "vào")
    run = aichutri("import", tmp_path / "vào", db=tmp_path / "a.db")
    assert run.returncode == 0
    told = "Bỏ qua 6 tệp không thuộc loại đọc được: 1.xyz, 2.xyz, 3.xyz, 4.xyz, ảnh.jpg và 1 tệp khác."
    assert told in run.stderr.splitlines()
    assert "Bỏ qua" not in aichutri("import", tmp_path / "vào" / PLAN.name, db=tmp_path / "a.db").stderr


def test_show(plans_db: Path) -> None:
    run = aichutri("show", "488", db=plans_db)
    assert "Sở Văn hóa và Thể thao" in run.stdout
    assert "phụ lục, điểm 2.4.2" in run.stdout
    assert "Hiện có" in complaint(aichutri("show", "999", db=plans_db))


def test_a_base_from_a_newer_version(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    aichutri("import", PLAN, db=db)
    with sqlite3.connect(db) as base:
        base.execute("PRAGMA user_version = 9999")
    assert "mới hơn" in complaint(aichutri("ask", "chào em", db=db))


def test_something_else_where_the_base_should_be(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    db.write_bytes(b"day khong phai co so du lieu " * 100)
    complaint(aichutri("ask", "ai chủ trì tảo hôn", db=db))


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    db, home = tmp_path / "a.db", tmp_path / "home"
    home.write_text("a file where the home should be")
    assert aichutri("import", PLAN, db=db, HOME=str(home)).returncode == 0
    run = aichutri("ask", "ai chủ trì hội đồng trẻ em ở Kon Tum", db=db, HOME=str(home))
    assert "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh" in run.stdout


def test_two_imports_at_once(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    env = os.environ | {"AICHUTRI_DB": str(db)}
    running = [
        subprocess.Popen([AICHUTRI, "import", str(PLAN)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    faults = [process.communicate(timeout=60)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], faults
    assert aichutri("plans", db=db).stdout.count("Kon Tum)") == 1


def test_serve_without_a_token(plans_db: Path) -> None:
    assert "TELEGRAM_BOT_TOKEN" in complaint(aichutri("serve", db=plans_db))


def test_run_answers_one_question_a_line(tmp_path: Path) -> None:
    typed = "ai chủ trì xây dựng đề án phòng chống đuối nước ở Nghệ An?\n\nthế phối hợp?\n"
    run = aichutri("run", db=tmp_path / "a.db", typed=typed)
    assert run.returncode == 0
    assert "Sở Văn hóa và Thể thao chủ trì." in run.stdout
    assert "Phối hợp: Các Sở, ngành" in run.stdout
    assert "5 văn bản" in run.stderr


def test_a_second_run_reads_nothing_again(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    aichutri("run", db=db)
    before = db.stat().st_mtime_ns
    time.sleep(0.02)
    run = aichutri("run", db=db, typed="cảm ơn\n")
    assert run.stderr == ""
    assert db.stat().st_mtime_ns == before


def test_a_misspelt_setting_is_told_of_and_the_answer_given(plans_db: Path) -> None:
    run = aichutri("ask", "--json", "ai chủ trì phòng chống đuối nước ở Nghệ An?", db=plans_db, AICHUTRI_ADMIN="5")
    assert run.returncode == 0
    assert "AICHUTRI_ADMINS" in run.stderr
    assert json.loads(run.stdout)["outcome"] == "answered"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("export", "không-có/việc.xlsx", "--period", "năm 2021"), "không có thư mục không-có"),
        (("reports",), "không mở được tệp"),
    ],
)
def test_faults_of_files_are_told_in_words(plans_db: Path, command: tuple[str, ...], told: str) -> None:
    said = complaint(aichutri(*command, db=plans_db, AICHUTRI_STATE=str(plans_db.parent)))
    assert "Error" not in said
    assert told in said


# What click itself would say in English, and options that would be passed over unsaid


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_is_in_vietnamese_and_whole(command: str) -> None:
    run = CliRunner().invoke(main, [*filter(None, [command]), "--help"], prog_name="aichutri")
    assert run.exit_code == 0
    assert run.stdout.startswith("Cách dùng: aichutri")
    for english in ("Usage", "Options", "OPTIONS", "COMMAND", "ARGS", "Commands", "Show this", "..\n", "exit"):
        assert english not in run.stdout.replace("LỆNH ...\n", "").replace("MỤC...\n", "").replace("TỆP...\n", "")


def test_nothing_at_all_asks_for_help(tmp_path: Path) -> None:
    run = aichutri(db=tmp_path / "no.db")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == aichutri("--help", db=tmp_path / "no.db").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("hỏi",), "Không có lệnh “hỏi”"),
        (("parse",), "Lệnh parse còn thiếu TỆP;"),
        (("import",), "Lệnh import còn thiếu TỆP|THƯ MỤC;"),
        (("show",), "Lệnh show còn thiếu SỐ|TỆP;"),
        (("ask", "--khac"), "Lệnh ask không có tùy chọn --khac;"),
        (("export", "a.xlsx", "--plan"), "tùy chọn --plan còn thiếu giá trị"),
        (("plans", "gì"), "Lệnh plans chưa đúng: thừa chữ"),
    ],
)
def test_what_is_wrong_with_a_command_is_named(tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    assert says in complaint(aichutri(*args, db=tmp_path / "no.db"))


def test_words_without_quotes_are_one_question_or_name(plans_db: Path, tmp_path: Path) -> None:
    question = "ai chủ trì hội đồng trẻ em ở Kon Tum"
    quoted = aichutri("ask", question, db=plans_db).stdout
    assert "Đoàn Thanh niên" in quoted
    assert aichutri("ask", *question.split(), db=plans_db).stdout == quoted
    assert aichutri("show", "Nghệ", "An", db=plans_db).stdout == aichutri("show", "Nghệ An", db=plans_db).stdout
    run = aichutri("export", tmp_path / "a.xlsx", "Sở", "Y", "tế", "làm", "gì", db=plans_db)
    assert "Nhiệm vụ: Sở Y tế" in run.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--batch", "q.jsonl", "chào em"), "câu hỏi ghi trong tệp"),
        (("--batch", "q.jsonl", "--why"), "--batch"),
        (("--json", "--why", "chào em"), "--json"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    plans_db: Path, tmp_path: Path, args: tuple[str, ...], says: str
) -> None:
    (tmp_path / "q.jsonl").write_text('{"text": "chào em"}\n', encoding="utf-8")
    run = aichutri("ask", *args, db=tmp_path / "no.db", AICHUTRI_DB=str(plans_db))
    assert says in complaint(run)
    assert run.stdout == ""


def test_what_a_batch_prints_can_be_asked_again(plans_db: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_text('{"id": 7, "text": "ai chủ trì hội đồng trẻ em ở Kon Tum"}\n', encoding="utf-8")
    second.write_text(aichutri("ask", "--batch", first, db=plans_db).stdout, encoding="utf-8")
    again = json.loads(aichutri("ask", "--batch", second, db=plans_db).stdout)
    assert (again["id"], again["outcome"]) == (7, "answered")


def test_the_keys_of_a_batch_are_told_in_help_and_readme(tmp_path: Path) -> None:
    told = aichutri("ask", "--help", db=tmp_path / "no.db").stdout
    readme = (PLAN.parents[2] / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if "`--batch TỆP.jsonl`" in line)
    for key in ("text", "id", "today", "session"):
        assert f"{key}" in told.split("--batch", 1)[1]
        assert f"`{key}`" in row


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
@pytest.mark.parametrize("args", [("plans",), ("parse", PLAN), ("ask", "ai chủ trì hội đồng trẻ em ở Kon Tum")])
def test_a_full_disk_behind_the_output_is_told(plans_db: Path, args: tuple[object, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [AICHUTRI, *map(str, args)],
            env=os.environ | {"AICHUTRI_DB": str(plans_db), "TELEGRAM_BOT_TOKEN": ""},
            cwd=plans_db.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert "Ổ đĩa đã đầy" in complaint(run)
