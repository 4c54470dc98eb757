"""Who has the work of older agencies now."""

import re

import pytest

from knowledge.datafiles import SUCCESSORS
from knowledge.names.successors import heirs

LABOUR = "Sở Lao động - Thương binh và Xã hội"


def names(agency: str, place: str | None, duty: str) -> list[str]:
    return list(dict.fromkeys(heir.new_name for heir in heirs(agency, place, duty)))


@pytest.mark.parametrize(
    ("duty", "heir"),
    [
        ("Tổ chức Tháng hành động vì trẻ em", "Sở Y tế"),
        ("Đào tạo nghề cho thanh niên", "Sở Giáo dục và Đào tạo"),
        ("Tổ chức cai nghiện tại cộng đồng", "Công an tỉnh"),
        ("Rà soát hộ nghèo", "Sở Nông nghiệp và Môi trường"),
        ("Giới thiệu việc làm", "Sở Nội vụ"),
    ],
)
def test_the_duty_tells_which_heir(duty: str, heir: str) -> None:
    assert names(LABOUR, "Nghệ An", duty) == [heir]


def test_a_divided_agency_has_all_heirs_when_the_duty_does_not_tell() -> None:
    found = names("Sở LĐTBXH", "Nghệ An", "Bố trí nhân lực")
    assert {"Sở Nội vụ", "Sở Y tế", "Công an tỉnh"} <= set(found)
    assert all(heir.relation == "divided" for heir in heirs("Sở LĐTBXH", "Nghệ An", "Bố trí nhân lực"))


def test_the_provinces_own_row_comes_before_the_general_one() -> None:
    assert names("Ban Dân tộc", "Hà Tĩnh", "") == ["Sở Nội vụ"]
    assert names("Ban Dân tộc tỉnh", "Nghệ An", "") == ["Sở Dân tộc và Tôn giáo"]


def test_a_merged_province_uses_the_row_of_today_and_is_told() -> None:
    found = heirs("Ban Dân tộc", "Kon Tum", "")
    assert [(heir.new_name, heir.province, heir.certainty) for heir in found] == [
        ("Sở Dân tộc và Tôn giáo", "Quảng Ngãi", "sure")
    ]


def test_where_the_province_decides_and_is_not_known_it_is_doubtful() -> None:
    found = heirs("Ban Dân tộc", "Cần Thơ", "")
    assert len(found) == 2
    assert {heir.certainty for heir in found} == {"doubt"}


def test_an_agency_that_kept_its_name_in_a_merged_province() -> None:
    found = heirs("Sở Y tế", "Kon Tum", "tiêm chủng")
    assert [(heir.new_name, heir.relation, heir.province) for heir in found] == [("Sở Y tế", "unchanged", "Quảng Ngãi")]
    assert heirs("Sở Y tế", "Nghệ An", "tiêm chủng")[0].province is None


def test_a_ministry_belongs_to_no_merged_province() -> None:
    found = heirs("Bộ Lao động - Thương binh và Xã hội", "Kon Tum", "trẻ em")
    assert [(heir.new_name, heir.province) for heir in found] == [("Bộ Y tế", None)]


def test_an_agency_of_no_row_goes_with_its_province() -> None:
    found = heirs("Sở Ngoại vụ", "Kon Tum", "")
    assert [(heir.new_name, heir.relation, heir.province) for heir in found] == [
        ("Sở Ngoại vụ", "merged", "Quảng Ngãi")
    ]
    assert heirs("Sở Ngoại vụ", "Nghệ An", "") == []


@pytest.mark.parametrize("agency", ["các sở, ngành", "Trung tâm Ví Dụ", ""])
def test_nothing_is_said_of_what_is_not_known(agency: str) -> None:
    assert heirs(agency, "Nghệ An", "trẻ em") == []


def test_the_field_of_work_is_told_by_the_duty_or_the_title_not_by_an_agency_named() -> None:
    duty = "Tổng hợp, báo cáo Bộ Lao động - Thương binh và Xã hội kết quả thực hiện"
    assert {heir.new_name for heir in heirs(LABOUR, "Nghệ An", duty, "Về công tác trẻ em")} == {"Sở Y tế"}
    assert {heir.new_name for heir in heirs(LABOUR, "Nghệ An", "Giới thiệu việc làm", "Về công tác trẻ em")} == {
        "Sở Nội vụ"
    }
    assert len(heirs(LABOUR, "Nghệ An", duty)) > 1


def test_the_district_level_ended_without_a_single_heir() -> None:
    found = heirs("UBND các huyện, thành phố, thị xã", "Nghệ An", "")
    assert len(found) > 1
    assert {heir.relation for heir in found} == {"ended"}
    assert heirs("UBND tỉnh", "Nghệ An", "") == []


def test_every_row_tells_its_basis_source_and_day() -> None:
    for row in SUCCESSORS.load()["rows"]:
        assert row["basis"], row
        assert row["source"], row
        assert row["certainty"] in ("sure", "by rule", "doubt")
        assert row["relation"] in ("unchanged", "renamed", "merged", "divided", "ended")
        assert re.fullmatch(r"20\d\d(-\d\d){0,2}", str(row["from"]))
        assert re.fullmatch(r"20\d\d(-\d\d){0,2}", str(row["checked_on"]))
