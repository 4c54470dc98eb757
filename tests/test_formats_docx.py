"""Word documents: numbers that Word counts, merged cells, footnotes, text in corners that readers overlook."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from knowledge.models import Item
from knowledge.readers import Block, read_blocks
from knowledge.readers.numbering import roman
from knowledge.reading.plans import read_plan

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (form, text) in enumerate(
        [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("bullet", "-")]
    )
)
NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Muc"><w:pPr>
<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/><w:rPr><w:b/><w:caps/></w:rPr></w:style>
</w:styles>"""
NOTES = f"""<w:footnotes xmlns:w="{W}">
<w:footnote w:id="2"><w:p><w:r><w:t>Công văn số 9/UBND-VX.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def paragraph(text: str = "", level: int | None = None, style: str = "", inside: str = "", number: int = 1) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{inside or f'<w:r><w:t>{text}</w:t></w:r>'}</w:p>"


def cell(*texts: str, span: int = 1, merge: str = "") -> str:
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    inside = "".join(map(paragraph, texts)) or paragraph()
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>'


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def write(path: Path, *body: str) -> Path:
    with ZipFile(path, "w") as archive:
        text = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
        archive.writestr("word/document.xml", text)
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/footnotes.xml", NOTES)
    return path


def blocks(tmp_path: Path, *body: str) -> list[Block]:
    return read_blocks(write(tmp_path / "ví dụ.docx", *body))


def texts(tmp_path: Path, *body: str) -> list[str]:
    return [block.text for block in blocks(tmp_path, *body)]


def items(tmp_path: Path, *body: str) -> list[Item]:
    return read_plan(write(tmp_path / "ví dụ.docx", *body)).items


def test_word_counts_the_numbers(tmp_path: Path) -> None:
    body = [
        ("NHIỆM VỤ", 0),
        ("A", 1),
        ("B", 1),
        ("b1", 2),
        ("b2", 2),
        ("gạch", 3),
        ("C", 1),
        ("c1", 2),
        ("HAI", 0),
        ("D", 1),
    ]
    assert texts(tmp_path, *(paragraph(*one) for one in body)) == [
        *("I. NHIỆM VỤ", "1. A", "2. B", "2.1. b1", "2.2. b2", "- gạch", "3. C", "3.1. c1", "II. HAI", "1. D")
    ]


def test_numbers_come_from_styles_and_begin_where_a_list_says(tmp_path: Path) -> None:
    body = [paragraph("a", style="Muc"), paragraph("b", style="MucCon"), paragraph("c", 1, number=2)]
    found = blocks(tmp_path, *body, paragraph("không", 1, number=0))
    assert [block.text for block in found] == ["1. a", "2. B", "5. c", "không"]
    assert [block.strong for block in found] == [False, True, False, False]


@pytest.mark.parametrize(("count", "figures"), [(4, "iv"), (19, "xix"), (40, "xl"), (99, "xcix"), (246, "ccxlvi")])
def test_roman_figures(count: int, figures: str) -> None:
    assert roman(count) == figures


def test_text_in_corners_is_read_and_what_is_deleted_is_not(tmp_path: Path) -> None:
    inside = (
        "<w:smartTag><w:r><w:t>Sở </w:t></w:r></w:smartTag><w:ins><w:r><w:t>Y tế</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Nội vụ</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:hyperlink><w:r><w:t> chủ trì</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>báo</w:t><w:noBreakHyphen/><w:t>cáo</w:t><w:br/><w:t>dòng hai</w:t></w:r>"
    )
    framed = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    choices = f"<mc:Choice>{framed}</mc:Choice><mc:Fallback>{framed}</mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent><w:t>Ngoài khung</w:t></w:r>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Trong ô điền')}</w:sdtContent></w:sdt>"
    assert texts(tmp_path, paragraph(inside=inside), paragraph(inside=box), control) == [
        *("Sở Y tế chủ trì báo-cáo", "dòng hai", "Ngoài khung", "Trong khung", "Trong ô điền")
    ]


def test_old_fonts_are_decoded(tmp_path: Path) -> None:
    def run(font: str, text: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    inside = (
        run(".VnTimeH", "uû ban nh©n d©n ")
        + run(".VnTime", "tØnh ")
        + run("VNI-Times", "Ñoàng Thaùp")
        + run("Arial", " é")
    )
    assert texts(tmp_path, paragraph(inside=inside)) == ["UỶ BAN NHÂN DÂN tỉnh Đồng Tháp é"]


def test_a_footnote_is_a_passage_and_not_the_wording_of_a_duty(tmp_path: Path) -> None:
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    noted = f"<w:r><w:t>Sở Y tế tổ chức tập huấn</w:t></w:r>{sign}<w:r><w:t>.</w:t></w:r>"
    path = write(tmp_path / "ví dụ.docx", paragraph("NHIỆM VỤ", 0), paragraph(level=1, inside=noted))
    plan = read_plan(path)
    assert [item.text for item in plan.items] == ["Sở Y tế tổ chức tập huấn."]
    assert "¹ Công văn số 9/UBND-VX." in [passage.text for passage in plan.passages]


HEADINGS = cell("TT") + cell("Nội dung") + cell("Chủ trì") + cell("Phối hợp") + cell("Thời gian")


def test_a_lead_over_several_rows_leads_them_all(tmp_path: Path) -> None:
    first = (
        cell("1")
        + cell("Kiểm tra các cơ sở")
        + cell("Sở Y tế", merge="restart")
        + cell("Sở Nội vụ")
        + cell("Quý I/2024")
    )
    second = cell("2") + cell("Tập huấn cán bộ") + cell(merge="on") + cell("Sở Tài chính") + cell("Quý II/2024")
    found = items(tmp_path, table(HEADINGS, first, second))
    assert [(item.ref, item.leads, item.coordinators) for item in found] == [
        ("1", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("2", ["Sở Y tế"], ["Sở Tài chính"]),
    ]


def test_rows_that_only_part_the_products_tell_one_duty(tmp_path: Path) -> None:
    headings = cell("TT") + cell("Nhiệm vụ") + cell("Chủ trì") + cell("Sản phẩm")
    duty = cell("1", merge="restart") + cell("Ban hành quy chế", merge="restart") + cell("Sở Y tế", merge="restart")
    rest = cell(merge="on") * 3
    found = items(tmp_path, table(headings, duty + cell("Tờ trình"), rest + cell("Quyết định"), rest + cell("Báo cáo")))
    assert [(item.text, item.leads) for item in found] == [("Ban hành quy chế", ["Sở Y tế"])]


def test_one_duty_in_two_parts_has_two_leads(tmp_path: Path) -> None:
    first = (
        cell("1", merge="restart")
        + cell("Rà soát số liệu", merge="restart")
        + cell("Sở Y tế")
        + cell()
        + cell("Tháng 3/2024")
    )
    second = cell(merge="on") * 2 + cell("Sở Nội vụ") + cell() + cell("Tháng 5/2024")
    found = items(tmp_path, table(HEADINGS, first, second))
    assert [(item.text, item.leads, item.timing_raw) for item in found] == [
        ("Rà soát số liệu", ["Sở Y tế"], "Tháng 3/2024"),
        ("Rà soát số liệu", ["Sở Nội vụ"], "Tháng 5/2024"),
    ]


def test_headings_over_headings_and_headings_over_all_columns(tmp_path: Path) -> None:
    top = cell("TT", merge="restart") + cell("Nội dung", merge="restart") + cell("Đơn vị thực hiện", span=2)
    below = cell(merge="on") * 2 + cell("Chủ trì") + cell("Phối hợp")
    row = cell("1") + cell("Tập huấn cán bộ") + cell("Sở Y tế") + cell("- Sở Nội vụ", "- Sở Tài chính")
    found = items(tmp_path, table(top, below, cell("II. Nâng cao năng lực", span=4), row))
    assert [(item.ref, item.heading, item.leads, item.coordinators) for item in found] == [
        ("II.1", "Nâng cao năng lực", ["Sở Y tế"], ["Sở Nội vụ", "Sở Tài chính"])
    ]


def test_letterhead_and_signature_are_text_side_by_side(tmp_path: Path) -> None:
    letterhead = table(
        cell("ỦY BAN NHÂN DÂN", "HUYỆN MẪU", "Số: 05/KH-UBND")
        + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 10 tháng 01 năm 2024")
    )
    signature = table(
        cell("Nơi nhận:", "- Như trên;", "- Lưu: VT.") + cell("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu")
    )
    title = [paragraph("KẾ HOẠCH"), paragraph("Công tác y tế năm 2024")]
    duty = paragraph("Phòng Y tế chủ trì kiểm tra, hoàn thành trước ngày 30/6/2024.", 1)
    plan = read_plan(write(tmp_path / "ví dụ.docx", letterhead, *title, duty, signature))
    header = plan.document
    assert (header.number, header.issuer, header.issued_on) == ("05/KH-UBND", "UBND huyện Mẫu", "2024-01-10")
    assert (header.type, header.title) == ("Kế hoạch", "Công tác y tế năm 2024")
    assert (header.signer, header.signer_title) == ("Nguyễn Văn Mẫu", "Phó Chủ tịch")
    assert [item.leads for item in plan.items] == [["Phòng Y tế"]]


def test_pages_are_those_that_word_marked(tmp_path: Path) -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>Trang hai</w:t></w:r>"
    found = blocks(tmp_path, paragraph("Trang một"), paragraph(inside=turned), paragraph("Sau đó"))
    assert [(block.text, block.page) for block in found] == [("Trang một", 1), ("Trang hai", 2), ("Sau đó", 2)]
    assert blocks(tmp_path, paragraph("Không đánh dấu"))[0].page is None
