"""Names in running text: places, marks, punctuation, slips."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.names import NameIndex, mixes
from nlp.text import fold

INDEX = NameIndex(
    {
        "labour": ["Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", "SLĐTBXH"],
        "health": ["Sở Y tế"],
        "police": ["Công an"],
        "police commune": ["Công an xã"],
        "pool": ["bơi"],
    }
)


def keys(text: str) -> list[str]:
    return [mention.key for mention in INDEX.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Lao động- Thương binh và Xã hội",
        "sở lao động, thương binh và xã hội",
        "Sở Lao động Thương binh Xã hội",
        "so lao dong thuong binh va xa hoi",
        "Sở LĐ-TB&XH",
        "Sở LĐ, TB và XH",
        "slđtbxh",
        "SLDTBXH",
    ],
)
def test_punctuation_and_missing_marks_do_not_hide_a_name(text: str) -> None:
    assert keys(text) == ["labour"]


@pytest.mark.parametrize("text", ["bồi", "bói", "công ấn", "sơ y tế", "Sở; Y tế", "Sở. Y tế", "sở yt tế", "công anh"])
def test_other_marks_or_hard_punctuation_are_another_word(text: str) -> None:
    assert keys(text) == []


def test_the_longest_name_wins_but_a_comma_parts_names() -> None:
    assert keys("Công an xã") == ["police commune"]
    assert keys("Công an, xã") == ["police"]
    assert keys("Công an và xã") == ["police"]


def test_a_comma_joins_only_where_the_spelling_has_a_joint() -> None:
    assert keys("Sở, Y tế") == []


def test_places_are_those_of_the_composed_text() -> None:
    text = unicodedata.normalize("NFD", "Giao Sở Y tế và Công an")
    composed = unicodedata.normalize("NFC", text)
    found = INDEX.find(text)
    assert [composed[m.start : m.end] for m in found] == [m.text for m in found] == ["Sở Y tế", "Công an"]


def test_missing_marks_make_a_name_less_sure() -> None:
    assert INDEX.find("sở y tế")[0].score > INDEX.find("so y te")[0].score


def test_tone_marks_on_either_vowel_are_the_same() -> None:
    index = NameIndex({"front": ["Ủy ban"], "culture": ["Văn hóa"]})
    assert [m.key for m in index.find("Uỷ ban, văn hoá")] == ["front", "culture"]


def test_at_finds_only_a_name_that_begins_there() -> None:
    assert INDEX.at("Giao Sở Y tế", 0) is None
    found = INDEX.at("Giao Sở Y tế", 5)
    assert found is not None
    assert (found.key, found.start, found.end) == ("health", 5, 12)


@pytest.mark.parametrize(
    ("typed", "key"), [("so lao dogn thuong binh xa hoi", "labour"), ("sở y tê", "health"), ("so y tee", "health")]
)
def test_closest_sees_through_slips(typed: str, key: str) -> None:
    best = INDEX.closest(typed, limit=1)
    assert best[0][0] == key
    assert best[0][1] > 0.8


def test_mixes_give_full_short_and_glued_spellings() -> None:
    spelled = set(mixes(["Giáo dục", "Đào tạo"], ["GD", "ĐT"]))
    assert spelled == {"Giáo dục - Đào tạo", "GD - Đào tạo", "Giáo dục - ĐT", "GD - ĐT", "GDĐT"}


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.text(alphabet="sở y tế công an xã, -;.bơi lĐ\n", max_size=60))
def test_mentions_lie_in_order_and_spell_their_place(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    end = 0
    for mention in INDEX.find(text):
        assert end <= mention.start < mention.end <= len(composed)
        assert composed[mention.start : mention.end] == mention.text
        end = mention.end


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.sampled_from(["Sở Y tế", "Công an xã", "Sở LĐ-TB&XH"]), st.sampled_from(["", "giao ", "do "]))
def test_a_name_is_found_with_and_without_marks(name: str, before: str) -> None:
    assert len(keys(before + name)) == 1
    assert keys(before + name) == keys(fold(before + name))
