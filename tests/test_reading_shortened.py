"""Names that a document shortens after it has given them in full. The documents are made up; none exists."""

from tests.reading import read

HEAD = "UBND TỈNH HOA MẪU\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 45/KH-SGDĐT\nKẾ HOẠCH\nTổ chức kỳ thi năm 2023\n"
TABLE = "II. LỊCH CÔNG VIỆC\nThời gian | Công việc | Đơn vị thực hiện | Đơn vị phối hợp\n"


def table_row(full: str, lead: str, partner: str) -> tuple[list[str], list[str]]:
    above = f"I. PHÂN CÔNG\n- {full}: chủ trì tập huấn cho giáo viên.\n"
    plan = read(f"{HEAD}{above}{TABLE}Tháng 5/2023 | Kiểm tra các điểm thi | {lead} | {partner}\n")
    last = plan.items[-1]
    return last.leads, last.coordinators


def test_letters_stand_for_the_name_given_in_full() -> None:
    full = "Phòng Khảo thí và Quản lý chất lượng"
    assert table_row(full, "Phòng KT&QLCL", "Công an tỉnh") == ([full], ["Công an tỉnh"])
    assert table_row(full, "Công an tỉnh", "Phòng KTQLCL") == (["Công an tỉnh"], [full])


def test_letters_of_no_name_in_full_stay_as_printed() -> None:
    assert table_row("Phòng Giáo dục Mầm non", "Phòng KT&QLCL", "Công an tỉnh")[0] == ["Phòng KT&QLCL"]


def test_letters_of_two_names_stay_as_printed() -> None:
    two = "Phòng Khảo thí và Quản lý chất lượng: chủ trì tập huấn.\n- Phòng Kiểm tra và Quản lý chi lương"
    assert table_row(two, "Phòng KT&QLCL", "Công an tỉnh")[0] == ["Phòng KT&QLCL"]
