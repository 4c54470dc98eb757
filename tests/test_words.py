"""underthesea behind one door."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import words
from nlp.text import normalise


def test_words_of_an_accented_text() -> None:
    assert words.segment("Sở Y tế báo cáo kết quả thực hiện kế hoạch năm 2021.") == [
        *("Sở", "Y tế", "báo cáo", "kết quả", "thực hiện", "kế hoạch", "năm", "2021", ".")
    ]


def test_names_stay_whole_and_the_longer_counts() -> None:
    fixed = ["Lao động", "Sở Lao động - Thương binh và Xã hội"]
    found = words.segment("Sở Lao động - Thương binh và Xã hội chủ trì; lao động trẻ em", fixed)
    assert found[:2] == ["Sở Lao động - Thương binh và Xã hội", "chủ trì"]
    assert "Lao động" not in found


def test_names_with_signs_are_no_patterns() -> None:
    assert "C++ (an toàn)" in words.segment("môn C++ (an toàn) thông tin", ["C++ (an toàn)", ".*", "[a"])


def test_fixed_names_are_forgotten_after_the_call() -> None:
    plain = words.segment("ủy ban dân tộc chủ trì")
    words.segment("ủy ban dân tộc chủ trì", ["ban dân tộc chủ trì"])
    assert words.segment("ủy ban dân tộc chủ trì") == plain


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_words_in_nothing(text: str) -> None:
    assert words.segment(text) == []
    assert words.segment(text, ["tên"]) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.text(st.sampled_from("aăđêếộ ướy tM9.,/-()&+\n"), max_size=40),
    st.lists(st.text("ađế ộM+(", max_size=6), max_size=3),
)
def test_nothing_is_lost_but_blanks(text: str, fixed: list[str]) -> None:
    found = "".join(words.segment(text, fixed))
    assert "".join(found.split()) == "".join(normalise(text).split())


def test_syllables_where_underthesea_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "underthesea", None)
    words._tokenizer.cache_clear()
    try:
        assert words.segment("Sở Y tế báo cáo.", ["Y tế"]) == ["Sở", "Y tế", "báo", "cáo", "."]
    finally:
        words._tokenizer.cache_clear()


def test_works_without_a_home_and_says_nothing_on_standard_output(tmp_path: Path) -> None:
    home = tmp_path / "tệp, không phải thư mục"
    home.touch()
    script = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise OSError('mạng')\n"
        "socket.socket.connect = refuse\n"
        "from nlp.words import segment\n"
        "import nlp.words, logging\n"
        "assert 'underthesea' not in sys.modules\n"
        "assert segment('kế hoạch') == ['kế hoạch']\n"
        "logging.getLogger('underthesea').warning('một dòng')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    assert home.read_bytes() == b""
