"""PDF: paragraphs over lines and pages, running heads, footnotes, columns, tables cut by the end of a page, scans."""

import io
from pathlib import Path
from typing import Any

import pytest

from knowledge.readers import IllegibleScan, ProtectedDocument, ScannedDocument, ocr, read_blocks
from knowledge.reading.plans import read_plan
from tests.writers import Piece, pages, write_pdf

LONG = (
    "Sở Y tế chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các huyện, thành phố tổ chức kiểm tra việc chấp "
    "hành các quy định về an toàn thực phẩm tại các cơ sở sản xuất, kinh doanh trên địa bàn tỉnh, hoàn thành trước "
    "ngày 30/6/2024."
)


def save(pdf: Any, tmp_path: Path) -> Path:
    path = tmp_path / "ví dụ.pdf"
    pdf.output(str(path))
    return path


def texts(path: Path) -> list[str]:
    return [block.text for block in read_blocks(path)]


def write(pdf: Any, text: str, size: float = 11, align: str = "J", indent: float = 10) -> None:
    pdf.set_font("serif", size=size)
    pdf.set_x(30 + indent if align == "J" else 30)
    if indent and align == "J":
        first, rest = _first_line(pdf, text, 165 - indent)
        pdf.cell(0, 6, first, new_x="LMARGIN", new_y="NEXT")
        text = rest
    if text:
        pdf.multi_cell(0, 6, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _first_line(pdf: Any, text: str, width: float) -> tuple[str, str]:
    words = text.split()
    count = next((at for at in range(1, len(words) + 1) if pdf.get_string_width(" ".join(words[:at])) > width - 3), 99)
    return " ".join(words[: count - 1]), " ".join(words[count - 1 :])


def test_paragraphs_are_whole_over_lines_and_pages(tmp_path: Path) -> None:
    pdf = pages()
    wanted = [f"{number}. {LONG}" for number in range(1, 30)]
    for text in wanted:
        write(pdf, text)
    path = save(pdf, tmp_path)
    blocks = read_blocks(path)
    assert [block.text for block in blocks] == wanted
    assert blocks[0].page == 1
    assert blocks[-1].page == pdf.page_no() > 2


def test_running_heads_go_and_numbers_of_the_text_stay(tmp_path: Path) -> None:
    pdf = pages(head="Công báo tỉnh Mẫu, số 12")
    write(pdf, f"0. {LONG}")
    for number in range(4):
        pdf.set_y(45 if number == 0 else 30)
        write(pdf, f"{number + 1}. Sở Y tế tổng hợp số liệu của huyện thứ {number + 1}.")
        pdf.add_page()
    pdf.set_y(100)
    write(pdf, "2024", indent=0)
    assert texts(save(pdf, tmp_path)) == [
        f"0. {LONG}",
        *(f"{number}. Sở Y tế tổng hợp số liệu của huyện thứ {number}." for number in range(1, 5)),
        "2024",
    ]


def test_letterhead_in_two_columns(tmp_path: Path) -> None:
    pdf = pages()
    left = ["UBND TỈNH MẪU", "SỞ Y TẾ", "Số: 15/KH-SYT"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 05 tháng 02 năm 2024"]
    for one, two in zip(left, right, strict=True):
        pdf.set_x(20)
        pdf.cell(60, 6, one, align="C")
        pdf.cell(110, 6, two, align="C", new_x="LMARGIN", new_y="NEXT")
    for text in ("KẾ HOẠCH", "Phòng, chống dịch bệnh năm 2024"):
        write(pdf, text, align="C")
    write(pdf, f"1. {LONG}")
    path = save(pdf, tmp_path)
    assert texts(path)[:6] == [*left, *right]
    header = read_plan(path).document
    assert (header.number, header.issued_on, header.title) == (
        "15/KH-SYT",
        "2024-02-05",
        "Phòng, chống dịch bệnh năm 2024",
    )


def test_footnotes_stand_apart(tmp_path: Path) -> None:
    pdf = pages()
    write(pdf, "1. Sở Y tế triển khai Đề án y tế cơ sở", indent=10)
    pdf.set_xy(30 + 10 + pdf.get_string_width("1. Sở Y tế triển khai Đề án y tế cơ sở") + 1, pdf.get_y() - 7)
    pdf.set_font("serif", size=7)
    pdf.cell(4, 6, "1", new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(pdf.get_y() + 3)
    for number in range(2, 10):
        write(pdf, f"{number}. {LONG}")
    pdf.set_y(265)
    write(pdf, "1 Quyết định của Ủy ban nhân dân tỉnh.", size=8, indent=0)
    pdf.add_page()
    write(pdf, "10. Sở Nội vụ tổng hợp.")
    plan = read_plan(save(pdf, tmp_path))
    assert [item.code for item in plan.items] == [str(number) for number in range(1, 11)]
    assert plan.items[0].text == "Sở Y tế triển khai Đề án y tế cơ sở"
    assert "¹ Quyết định của Ủy ban nhân dân tỉnh." in [passage.text for passage in plan.passages]
    assert [item.page for item in plan.items][-1] == 2


WIDTHS = (12, 70, 30, 33, 20)


def draw_row(pdf: Any, top: float, height: float, cells: tuple[str, ...], widths: tuple[float, ...] = WIDTHS) -> None:
    pdf.set_font("serif", size=10)
    left = 30.0
    for width, text in zip(widths, cells, strict=True):
        pdf.rect(left, top, width, height)
        pdf.set_xy(left, top + 1)
        pdf.multi_cell(width, 5, text, align="L")
        left += width


CUT = "Kiểm tra điều kiện vệ sinh của các cơ sở sản xuất,"
HEADINGS = ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page(tmp_path: Path, repeated: bool) -> None:
    pdf = pages()
    pdf.set_auto_page_break(False)
    draw_row(pdf, 220, 10, HEADINGS)
    draw_row(pdf, 230, 14, ("1", "In tờ rơi tuyên truyền", "Sở Y tế", "Sở Tài chính\nSở Nội vụ", "Quý I/2024"))
    draw_row(
        pdf,
        244,
        14,
        ("2.1", CUT, "Sở Y tế", "Công an tỉnh", "Hằng năm"),
    )
    pdf.add_page()
    top = 20.0
    if repeated:
        draw_row(pdf, top, 10, HEADINGS)
        top += 10
    draw_row(pdf, top, 14, ("", "kinh doanh thực phẩm trên địa bàn", "", "", ""))
    draw_row(pdf, top + 14, 14, ("3", "Hội nghị tổng kết", "Sở Nội vụ", "", "Tháng 12/2024"))
    plan = read_plan(save(pdf, tmp_path))
    assert [(i.ref, i.text, i.leads, i.coordinators, i.timing_raw, i.page) for i in plan.items] == [
        ("1", "In tờ rơi tuyên truyền", ["Sở Y tế"], ["Sở Tài chính", "Sở Nội vụ"], "Quý I/2024", 1),
        (
            *("2.1", "Kiểm tra điều kiện vệ sinh của các cơ sở sản xuất, kinh doanh thực phẩm trên địa bàn"),
            *(["Sở Y tế"], ["Công an tỉnh"], "Hằng năm", 1),
        ),
        ("3", "Hội nghị tổng kết", ["Sở Nội vụ"], [], "Tháng 12/2024", 2),
    ]


def test_a_merged_cell_leads_all_its_rows(tmp_path: Path) -> None:
    pdf = pages()
    draw_row(pdf, 40, 10, HEADINGS)
    for at, text in enumerate(("In tờ rơi", "Phát thanh")):
        left, top = 30, 50 + 10 * at
        for place, width in enumerate(WIDTHS):
            if place != 2:
                pdf.rect(left, top, width, 10)
                pdf.set_xy(left, top + 1)
                pdf.cell(width, 5, {0: str(at + 1), 1: text, 4: "Quý I/2024"}.get(place, ""))
            left += width
    pdf.rect(30 + 82, 50, 30, 20)
    pdf.set_xy(30 + 82, 55)
    pdf.cell(30, 5, "Sở Y tế")
    items = read_plan(save(pdf, tmp_path)).items
    assert [(item.ref, item.text, item.leads) for item in items] == [
        *(("1", "In tờ rơi", ["Sở Y tế"]), ("2", "Phát thanh", ["Sở Y tế"]))
    ]


def test_names_below_each_other_are_parted_where_lines_are_full(tmp_path: Path) -> None:
    pdf = pages()
    pdf.set_font("serif", size=10)
    width = pdf.get_string_width("Ủy ban nhân dân xã") + 3
    widths = (12, 60, width, 30, 20)
    draw_row(pdf, 40, 10, HEADINGS, widths)
    draw_row(pdf, 50, 20, ("1", "Tuần tra rừng", "Ủy ban nhân dân xã\nHạt Kiểm lâm", "", "Hằng năm"), widths)
    draw_row(pdf, 70, 20, ("2", "Tập huấn", "Trung tâm Y tế dự phòng huyện", "", "Hằng năm"), widths)
    first, second = read_plan(save(pdf, tmp_path)).items
    assert first.leads == ["UBND xã", "Hạt Kiểm lâm"]
    assert second.leads == ["Trung tâm Y tế dự phòng huyện"]


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    pdf = pages()
    write(pdf, LONG)
    pdf.set_encryption(owner_password="chu", user_password="khoa")
    with pytest.raises(ProtectedDocument, match="mật khẩu"):
        read_blocks(save(pdf, tmp_path))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    from fpdf import FPDF
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (200, 280), 255).save(picture, "PNG")
    pdf = FPDF()
    pdf.add_page()
    pdf.image(picture, 0, 0, 210, 297)
    return save(pdf, tmp_path)


def test_a_scan_without_tesseract_says_what_to_install(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ScannedDocument, match="tesseract-ocr-vie"):
        read_blocks(scan)


RESULT = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
4\t1\t1\t1\t1\t0\t300\t400\t1500\t50\t-1\t
5\t1\t1\t1\t1\t1\t300\t410\t40\t40\t96.1\t1.
5\t1\t1\t1\t1\t2\t360\t400\t100\t45\t95.0\tSở
5\t1\t1\t1\t1\t3\t480\t405\t60\t45\t95.0\tY
5\t1\t1\t1\t1\t4\t560\t405\t80\t45\t94.0\ttế
5\t1\t1\t1\t1\t5\t660\t405\t700\t45\t94.0\tbáo_cáo
5\t1\t1\t1\t1\t6\t1400\t405\t80\t45\t3.0\t~|
4\t1\t1\t1\t2\t0\t300\t480\t200\t50\t-1\t
5\t1\t1\t1\t2\t1\t300\t480\t200\t45\t94.0\tsớm.
"""


def test_a_scan_is_read_where_tesseract_is(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "read_page", lambda _: ocr.words_of(RESULT))
    assert " ".join(texts(scan)) == "1. Sở Y tế báo_cáo sớm."
    monkeypatch.setattr(ocr, "read_page", lambda _: [])
    with pytest.raises(IllegibleScan, match="quét"):
        read_blocks(scan)


def test_a_page_without_rules_has_no_tables(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "ví dụ.pdf", [Piece(LONG), Piece("KẾT LUẬN")])
    assert [(block.text, block.cells, block.strong) for block in read_blocks(path)] == [
        *((LONG, None, False), ("KẾT LUẬN", None, True))
    ]
