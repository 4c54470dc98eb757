"""Provinces and localities in questions and plans, and the provinces of today."""

import json
import re
import unicodedata
from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.names.places import Places
from nlp.text import fold

PLACES = Places.load().with_extra(["Tân Yên", "Vinh"])


def keys(text: str) -> list[str]:
    return [mention.key for mention in PLACES.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sở y tế nghe an làm gì", ["Nghệ An"]),
        ("tỉnh Nghệ An và thành phố Cần Thơ", ["Nghệ An", "Cần Thơ"]),
        ("kontum", ["Kon Tum"]),
        ("ở kh hòa", ["Khánh Hòa"]),
        ("tphcm, tp hcm", ["Hồ Chí Minh", "Hồ Chí Minh"]),
        ("daklak hay Đăk Nông", ["Đắk Lắk", "Đắk Nông"]),
        ("BR-VT", ["Bà Rịa - Vũng Tàu"]),
        ("ở huế", ["Thừa Thiên Huế"]),
        ("tp ct", ["Cần Thơ"]),
        ("ở hn", ["Hà Nội"]),
        ("huyện tân yên giao ai", ["Tân Yên"]),
        ("tân yên", ["Tân Yên"]),
        ("Thành phố Hòa Bình", ["Hòa Bình"]),
        ("huyện Yên Thế, phường 5, Quận 1", ["huyện Yên Thế", "phường 5", "quận 1"]),
    ],
)
def test_places_are_found(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "đánh giá lại kết quả",
        "danh gia lai ket qua",
        "công nghệ an toàn",
        "cong nghe an toan",
        "ben tre em can gi",
        "bao cao nam dinh ky",
        "vì hòa bình",
        "đoàn tncs hcm",
        "học tập đạo đức Hồ Chí Minh",
        "ct nào, kh nào, na ná",
        "vinh danh",
        "Xã hội chủ nghĩa",
        "xã hội",
        "các xã, phường",
    ],
)
def test_words_that_look_like_places_are_not(text: str) -> None:
    assert keys(text) == []


def test_the_span_is_the_bare_name() -> None:
    mention = PLACES.find("Công an tỉnh Khánh Hòa")[0]
    assert mention.text == "Khánh Hòa"


def test_without_extra_names_a_district_is_not_known() -> None:
    assert Places.load().find("tân yên") == []
    assert "Tân Yên" in PLACES.names
    assert len(Places.load().names) == 63


def test_63_provinces_became_34() -> None:
    now = {found.name for name in Places.load().names if (found := PLACES.now(name))}
    assert len(now) == 34


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kon Tum", "Quảng Ngãi"),
        ("Bắc Giang", "Bắc Ninh"),
        ("kontum", "Quảng Ngãi"),
        ("Bình Định", "Gia Lai"),
        ("Long An", "Tây Ninh"),
        ("Hải Dương", "Hải Phòng"),
        ("Sóc Trăng", "Cần Thơ"),
    ],
)
def test_the_province_of_today(old: str, new: str) -> None:
    found = PLACES.now(old)
    assert found is not None
    assert (found.name, found.changed, str(found.since)) == (new, True, "2025-07-01")
    assert found.basis == "Nghị quyết 202/2025/QH15"


def test_an_unchanged_province_stays_and_a_district_is_not_told() -> None:
    found = PLACES.now("Nghệ An")
    assert found is not None
    assert (found.name, found.type, found.changed, found.since) == ("Nghệ An", "tỉnh", False, None)
    assert PLACES.now("Tân Yên") is None


def test_hue_became_a_city_under_its_own_resolution() -> None:
    found = PLACES.now("Thừa Thiên Huế")
    assert found is not None
    assert (found.name, found.type, str(found.since)) == ("Huế", "thành phố", "2025-01-01")


def test_what_was_merged_into_a_province() -> None:
    assert set(PLACES.merged_into("Lâm Đồng")) == {"Lâm Đồng", "Đắk Nông", "Bình Thuận"}


@settings(deadline=None, derandomize=True, max_examples=50)
@given(
    st.text(max_size=50) | st.lists(st.sampled_from(["Nghệ", "An", "huyện", "tp", "Huế", "kon", "tum"])).map(" ".join)
)
def test_mentions_lie_in_order_in_any_text(text: str) -> None:
    composed, end = unicodedata.normalize("NFC", text), 0
    for mention in PLACES.find(text):
        assert end <= mention.start < mention.end
        assert composed[mention.start : mention.end] == mention.text
        end = mention.end


def test_the_provinces_of_today_are_those_that_underthesea_knows() -> None:
    """An independent list: the 63 provinces of before July 2025 and the 34 of today, as its address data have them."""
    data = json.loads(files("underthesea").joinpath("address/data/mapping.json").read_text(encoding="utf-8"))
    old, new = data["old_province_names"], data["province_names"]
    told = {
        _bare(old[before]["short"]): _bare(new[after]["short"]) for before, after in data["province_mapping"].items()
    }
    table = yaml.safe_load(files("knowledge").joinpath("data/places.yaml").read_text(encoding="utf-8"))["places"]
    ours = {_bare(each["name"]): _bare(each.get("now") or each["name"]) for each in table}
    ours["hue"] = ours.pop("thuathienhue")  # renamed half a year before the others
    assert len({*ours.values()}) == 34
    assert ours == told


def _bare(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


@pytest.mark.parametrize(
    ("text", "found"),
    [("kế hoạch huế", ["Huế"]), ("ke hoach hue", ["Huế"]), ("hoa huệ", []), ("của mai", []), ("phường mai", ["Mai"])],
)
def test_places_of_one_syllable_are_found_by_their_marks_or_where_no_other_word_is(text: str, found: list[str]) -> None:
    places = Places.load().with_extra(["Huế", "Mai"], ["Huế"])
    assert [mention.key for mention in places.find(text)] == found
