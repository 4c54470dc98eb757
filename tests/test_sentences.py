"""The data files of sentences and phrases: what the code says is there, nothing is there twice or for nothing."""

import re
from collections import Counter
from pathlib import Path

import yaml

from nlp.phrases import wordings

ROOT = Path(__file__).parent.parent
SENTENCES = yaml.safe_load((ROOT / "bot" / "data" / "answers.yaml").read_text(encoding="utf-8"))
QUESTIONS = yaml.safe_load((ROOT / "nlp" / "data" / "questions.yaml").read_text(encoding="utf-8"))
SOURCES = [file for file in (ROOT / "bot").rglob("*.py") if file.name != "datafiles.py"]  # which lists all names
CODE = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
FAMILIES = ("kind_", "list_", "role_", "document_", "which_", "rhythm_", "asked_", "outcome_", "reason_")


def test_every_sentence_that_the_code_says_is_in_the_file() -> None:
    said = {*re.findall(r'\bsay\(\s*"(\w+)"', CODE)}
    files = (ROOT / "bot" / "data" / name for name in ("texts.yaml", "reminders.yaml"))
    own = {name for file in files for name in yaml.safe_load(file.read_text(encoding="utf-8"))}
    assert said - {*SENTENCES} - own == set()


def test_every_sentence_of_the_file_is_said() -> None:
    words = {*re.findall(r'["\'](\w+)["\']', CODE)} | {*re.findall(r'f"\{[\w.]+\}(_\w+)"', CODE)}
    unsaid = [name for name in SENTENCES if name not in words and not name.startswith(FAMILIES)]
    assert [name for name in unsaid if not any(word.startswith("_") and name.endswith(word) for word in words)] == []


def test_every_sentence_on_reminders_is_said() -> None:
    words = {*re.findall(r'["\'](\w+)["\']', CODE)}
    begun = tuple({*re.findall(r'f"(\w+_)\{', CODE)})
    reminders = yaml.safe_load((ROOT / "bot" / "data" / "reminders.yaml").read_text(encoding="utf-8"))
    assert [name for name in reminders if name not in words and not name.startswith(begun)] == []


def test_no_pattern_stands_for_too_many_wordings() -> None:
    """Each wording takes memory and time at every start; a pattern of many choices multiplies them unseen."""
    lists = {**QUESTIONS["cues"], **{name: each for name, each in QUESTIONS.items() if isinstance(each, list)}}
    counts = {str(p): sum(1 for _ in wordings(str(p))) for phrases in lists.values() for p in phrases}
    assert {p: count for p, count in counts.items() if count > 700} == {}
    assert sum(counts.values()) < 16_000


def test_no_phrase_is_told_by_the_rest_of_its_list() -> None:
    lists = {**QUESTIONS["cues"], **{name: each for name, each in QUESTIONS.items() if isinstance(each, list)}}
    needless = {name: _needless([str(each) for each in phrases]) for name, phrases in lists.items()}
    assert {name: phrases for name, phrases in needless.items() if phrases} == {}


def _needless(patterns: list[str]) -> list[str]:
    """Patterns all whose wordings others have, too."""
    worded = [{*wordings(pattern)} for pattern in patterns]
    said = Counter(words for each in worded for words in each)
    return [pattern for pattern, each in zip(patterns, worded, strict=True) if all(said[words] > 1 for words in each)]


def test_phrases_are_written_in_lower_case_with_their_marks() -> None:
    phrases = [phrase for phrases in QUESTIONS["cues"].values() for phrase in phrases]
    assert [phrase for phrase in phrases if phrase != str(phrase).lower()] == []
