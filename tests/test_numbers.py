"""Plans under numbers of documents: those that bear one, those that cite one."""

from datetime import UTC, datetime

import pytest

from knowledge.answering.numbers import Numbers
from knowledge.models import Document
from knowledge.storing.store import StoredPlan


def _plan(id_: int, number: str | None, title: str = "", based_on: tuple[str, ...] = ()) -> StoredPlan:
    document = Document(number=number, title=title, based_on=list(based_on))
    return StoredPlan(id_, f"{id_}.txt", str(id_), document, datetime(2026, 1, 1, tzinfo=UTC), {}, 0)


NUMBERS = Numbers(
    [
        _plan(7, "488/KH-UBND", based_on=("Căn cứ Chỉ thị số 06-CT/TU ngày 01/3/2021", "Căn cứ Luật Trẻ em")),
        _plan(3, "06/KH-UBND", "Thực hiện Chỉ thị số 20 - CT/TW"),
        _plan(5, None, based_on=("Căn cứ Kế hoạch số 488/KH-UBND-VX", "Chỉ thị 06-CT/TU", "Công văn 106-CT/TU")),
    ]
)


@pytest.mark.parametrize(
    ("number", "plans"),
    [("488", [7]), ("488/KH-UBND", [7]), ("488/kh-ubnd", [7]), ("06", [3]), ("488/KH", []), ("48", []), ("", [])],
)
def test_a_plan_bears_its_number_whole_or_by_its_figures(number: str, plans: list[int]) -> None:
    assert [plan.id for plan in NUMBERS.bearing(number)] == plans


@pytest.mark.parametrize(
    ("number", "plans"),
    [
        ("06", [7, 5]),
        ("06-CT/TU", [7, 5]),
        ("06-CT", []),
        ("6", []),
        ("106", [5]),
        ("20", [3]),
        ("488/KH-UBND", [5]),
        ("01", []),
        ("2021", []),
    ],
)
def test_a_plan_cites_numbers_of_others_in_its_title_and_in_what_it_rests_on(number: str, plans: list[int]) -> None:
    assert [plan.id for plan in NUMBERS.citing(number)] == plans


def test_what_bears_a_number_comes_before_what_cites_it() -> None:
    assert [plan.id for plan in NUMBERS.of(["06"])] == [3]
    assert [plan.id for plan in NUMBERS.of(["06-CT/TU", "20"])] == [7, 3, 5]
    assert NUMBERS.of(["999"]) == []
