"""Exported files on a disk that is full, in folders that are not there: the old file stays, no stump is left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import aichutri, complaint

SMALL = ("--agency", "Sở Y tế Nghệ An")


LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Runs a command while no file may grow beyond some bytes: what a full disk is to a program."""
WRITE = """
import sys
from pathlib import Path
from bot.console.reporting import told
from bot.console.writing import write_whole
with told():
    write_whole(Path(sys.argv[1]), b"x" * 100_000, force=len(sys.argv) > 2)
"""


def written(limit: int, *args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-c", LIMITED, str(limit), sys.executable, "-c", WRITE, *args]
    return subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_the_old_file_outlives_a_disk_that_is_full(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    told = complaint(written(4096, "a.xlsx", "--force", folder=tmp_path))
    assert told.startswith("Không ghi được tệp a.xlsx: ")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_no_stump_is_left_and_the_next_run_writes(tmp_path: Path) -> None:
    complaint(written(4096, "a.xlsx", folder=tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert written(200_000, "a.xlsx", folder=tmp_path).returncode == 0
    assert (tmp_path / "a.xlsx").stat().st_size == 100_000


def test_what_stands_in_the_way_is_told_in_words(plans_db: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    (tmp_path / "b.xlsx").mkdir()
    for file, force, says in (
        (tmp_path / "không có" / "a.xlsx", False, f"không có thư mục {tmp_path / 'không có'}."),
        (tmp_path / "tệp" / "a.xlsx", False, "không phải là thư mục."),
        (tmp_path / f"{'x' * 300}.xlsx", False, "tên tệp quá dài."),
        (tmp_path / "b.xlsx", True, "đó là một thư mục."),
    ):
        run = aichutri("export", file, *SMALL, *(["--force"] if force else []), db=plans_db)
        assert says in complaint(run)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.xlsx", "tệp"]


def test_a_file_written_over_keeps_its_rights_and_its_links(plans_db: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "a.xlsx", tmp_path / "link.xlsx"
    file.write_bytes(b"")
    file.chmod(0o640)
    link.symlink_to(file)
    assert "đã có" in complaint(aichutri("export", link, *SMALL, db=plans_db))
    assert aichutri("export", link, *SMALL, "--force", db=plans_db).returncode == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.stat().st_size > 4096
    assert aichutri("export", tmp_path / "new.xlsx", *SMALL, db=plans_db).returncode == 0
    os.umask(mask := os.umask(0))
    assert (tmp_path / "new.xlsx").stat().st_mode & 0o777 == 0o666 & ~mask
