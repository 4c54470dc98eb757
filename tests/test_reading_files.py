"""Files to blocks: encodings, marks of Markdown, and one clear sentence for every file that cannot be read."""

import codecs
import os
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest

from knowledge import readers
from knowledge.errors import Problem
from knowledge.readers import read_blocks
from knowledge.readers.text import text_blocks
from knowledge.reading.plans import read_plan

EXAMPLE = "KẾ HOẠCH\n\n1. Sở Y tế chủ trì kiểm tra việc ủy quyền.\r\n2. Sở Nội vụ tổng hợp.\n"


@pytest.mark.parametrize(
    "data",
    [
        EXAMPLE.encode(),
        EXAMPLE.encode("utf-8-sig"),
        EXAMPLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + EXAMPLE.encode("utf-16-be"),
        ("KE HOACH" + EXAMPLE * 3).encode("utf-16-le"),
        unicodedata.normalize("NFD", EXAMPLE).encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big", "utf-16 without mark", "decomposed"],
)
def test_unicode_in_every_dress_reads_alike(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "kế hoạch ví dụ.TXT"
    path.write_bytes(data)
    plan = read_plan(path)
    assert plan.items[0].text == "Sở Y tế chủ trì kiểm tra việc ủy quyền."
    assert plan.items[0].lines == (3, 3)
    assert plan.file == path.name


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("trống.txt", b"", readers.EmptyDocument),
        ("trắng.txt", " \n\t\n​\n".encode(), readers.EmptyDocument),
        ("tệp.txt", b"%PDF-1.7 ...", readers.BrokenDocument),
        ("tệp.md", b"PK\x03\x04rest", readers.BrokenDocument),
        ("tệp.txt", bytes(range(256)) * 4, readers.UnknownFormat),
        ("tệp.xyz", EXAMPLE.encode(), readers.UnknownFormat),
        ("không đuôi", EXAMPLE.encode(), readers.UnknownFormat),
        ("tệp.txt", "Kế hoạch".encode("cp1258", "replace") + b"\xe9\xff\xfa", readers.UnknownEncoding),
    ],
)
def test_files_that_hold_no_text(tmp_path: Path, name: str, data: bytes, problem: type[Problem]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(problem) as caught:
        read_plan(path)
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(readers.MissingDocument, match="Không tìm thấy"):
        read_plan(tmp_path / "không có.txt")
    with pytest.raises(readers.NotADocument, match="thư mục"):
        read_plan(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "kín.txt"
    path.write_text(EXAMPLE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(readers.ForbiddenDocument, match="quyền"):
        read_plan(path)


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hỏng.txt"
    path.write_text(EXAMPLE, encoding="utf-8")

    class Failing(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("I/O error")

    monkeypatch.setattr(Path, "open", lambda *_args, **_options: Failing())
    with pytest.raises(readers.ForbiddenDocument, match="hỏng"):
        read_blocks(path)


@pytest.mark.parametrize(
    ("line", "text", "strong"),
    [
        ("## II. Nhiệm vụ", "II. Nhiệm vụ", True),
        ("**KT. CHỦ TỊCH**", "KT. CHỦ TỊCH", True),
        ("chủ đề: “*Vì trẻ em*” trước **10/5**", "chủ đề: “Vì trẻ em” trước 10/5", False),
        ("* Xây dựng kế hoạch", "* Xây dựng kế hoạch", False),
        (r"1\. Sở Y tế", "1. Sở Y tế", False),
        ("a_b và VX_{N}", "a_b và VX_{N}", False),
    ],
)
def test_marks_of_markdown_are_no_words(line: str, text: str, strong: bool) -> None:
    (block,) = text_blocks(line)
    assert (block.text, block.strong) == (text, strong)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| 1 | Xây dựng | Sở Y tế |", ("1", "Xây dựng", "Sở Y tế")),
        ("|1|**Xây dựng**||", ("1", "Xây dựng", "")),
        ("Số hiệu | 12/KH-UBND |", ("Số hiệu", "12/KH-UBND")),
        ("Hàng năm |", ("Hàng năm",)),
        ("|", ("",)),
        ("|||", ("", "", "")),
        ("\tHọp\tChủ tịch\tHội trường", ("", "Họp", "Chủ tịch", "Hội trường")),
        ("\tSố hiệu", None),
        ("văn bản thường", None),
    ],
)
def test_cells(line: str, cells: tuple[str, ...] | None) -> None:
    (block,) = text_blocks(line)
    assert block.cells == cells
