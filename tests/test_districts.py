"""Where districts and communes of before July 2025 lie."""

import pytest

from knowledge.names.districts import District, district


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("quận Ninh Kiều", District("quận Ninh Kiều", ("Cần Thơ",))),
        ("quan ninh kieu", District("quận Ninh Kiều", ("Cần Thơ",))),
        ("Thị xã Ninh Hòa", District("thị xã Ninh Hòa", ("Khánh Hòa",))),
        ("xã Ngọc Thiện", District("xã Ngọc Thiện", ("Tân Yên", "Bắc Giang"))),
    ],
)
def test_a_place_lies_in_its_district_and_province(place: str, found: District) -> None:
    assert district(place) == found


@pytest.mark.parametrize("place", ["huyện Châu Thành", "phường 5", "huyện Hoa Mẫu", "Ninh Kiều", ""])
def test_a_name_of_several_places_or_none_tells_nothing(place: str) -> None:
    assert district(place) is None
