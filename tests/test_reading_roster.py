"""Points that name nobody a catalogue knows, in lists whose other points do. The documents are made up; none exists."""

import pytest

from tests.reading import by_ref, read

HEAD = "UBND XÃ HOA MẪU\nSố: 45/KH-UBND\nKẾ HOẠCH\nTrồng cây năm 2023\n"
KNOWN = ["Công an xã", "Trạm Y tế xã"]


def duties(*points: str, numbered: bool = True) -> dict[str, list[str]]:
    lines = [f"{at}. {point}" if numbered else point for at, point in enumerate(points, 1)]
    plan = read("\n".join([HEAD, "I. TỔ CHỨC THỰC HIỆN", *lines]))
    return {ref: item.leads for ref, item in by_ref(plan).items()}


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("name", ["Tài chính - Kế toán xã", "Thành viên là lãnh đạo nhà trường", "Cánh đồng Mẫu"])
def test_among_agencies_before_colons_a_name_is_charged(name: str, numbered: bool) -> None:
    points = [f"{one}: Kiểm tra việc trồng cây." for one in (*KNOWN, name)]
    assert duties(*points, numbered=numbered)["I.3"] == [name]


def test_among_agencies_as_headings_a_name_is_charged() -> None:
    points = [f"{name}\n- Kiểm tra việc trồng cây.\n- Chuẩn bị cây giống." for name in (*KNOWN, "Cánh đồng Mẫu")]
    found = duties(*points)
    assert found["I.3.1"] == found["I.3.2"] == ["Cánh đồng Mẫu"]


@pytest.mark.parametrize("topic", ["Kinh phí thực hiện", "Chế độ báo cáo", "Công tác kiểm tra", "Thời gian trồng"])
def test_what_a_part_of_a_plan_is_called_is_nobody(topic: str) -> None:
    points = [f"{one}: Kiểm tra việc trồng cây." for one in (*KNOWN, topic)]
    assert duties(*points)["I.3"] == []


def test_among_topics_a_topic_is_nobody() -> None:
    found = duties(
        "Cây giống: Chọn cây tốt.", "Công an xã: Kiểm tra rừng.", "Phân bón: Chuẩn bị đủ.", "Đất đai: Làm kỹ."
    )
    assert (found["I.1"], found["I.2"], found["I.3"]) == ([], ["Công an xã"], [])


@pytest.mark.parametrize(
    "holder",
    [
        "Giám đốc Hợp tác xã Hoa Mẫu - Phó Trưởng ban",
        "Trưởng ban - Phó Chủ tịch UBND xã",
        "Phó Trưởng ban Thường trực - Giám đốc Sở Y tế",
        "Ủy viên – Chi cục trưởng Chi cục Thú y",
    ],
)
def test_the_holder_of_two_posts_is_charged_with_what_stands_below(holder: str) -> None:
    found = duties(f"{holder}\n- Giúp Trưởng ban điều phối.\n- Chuẩn bị cuộc họp.")
    assert found["I.1.1"] == found["I.1.2"] == [holder]
