"""Web pages: merged cells, lists, frames of tables, what is not part of the document."""

import tracemalloc
from pathlib import Path

from knowledge.models import Item
from knowledge.readers import read_blocks
from knowledge.reading.plans import read_plan


def write(tmp_path: Path, body: str, name: str = "ví dụ.html") -> Path:
    path = tmp_path / name
    path.write_text(f"<!DOCTYPE html><html><head><title>Không đọc</title></head><body>{body}</body></html>", "utf-8")
    return path


def texts(tmp_path: Path, body: str) -> list[str]:
    return [block.text for block in read_blocks(write(tmp_path, body))]


def items(tmp_path: Path, body: str) -> list[Item]:
    return read_plan(write(tmp_path, body)).items


def test_only_the_document_is_read(tmp_path: Path) -> None:
    body = """<nav>Trang chủ</nav><script>var a = "<p>mã</p>";</script><style>p {}</style>
    <div style="display:none">Ẩn</div><div>Một <b>hai</b><br>ba<p>bốn
    năm</p>sáu</div><!-- ghi chú --><footer>Bản quyền</footer>"""
    assert texts(tmp_path, body) == ["Một hai", "ba", "bốn năm", "sáu"]


def test_pictures_inside_a_page_cost_no_memory(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 3_000_000}">'
    path = write(tmp_path, "".join(f"<p>đoạn {at}</p>{picture}" for at in range(8)))
    tracemalloc.start()
    try:
        told = [block.text for block in read_blocks(path)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert told == [f"đoạn {at}" for at in range(8)]
    assert peak < path.stat().st_size / 3


def test_lists_keep_their_signs(tmp_path: Path) -> None:
    body = """<ol start="2"><li>hai</li><li>ba<ul><li>con</li></ul></li></ol>
    <ol type="a"><li>a</li></ol><ol type="I"><li>một</li></ol><ul><li>- sẵn gạch</li></ul>"""
    assert texts(tmp_path, body) == ["2. hai", "3. ba", "- con", "a) a", "I. một", "- sẵn gạch"]


def test_headings_and_bold_are_strong_and_raised_figures_are_notes(tmp_path: Path) -> None:
    path = write(tmp_path, "<h2>NHIỆM VỤ</h2><p><b>Đậm</b></p><p><b>Nửa</b> đậm<sup>12</sup></p>")
    assert [(block.text, block.strong) for block in read_blocks(path)] == [
        *(("NHIỆM VỤ", True), ("Đậm", True), ("Nửa đậm¹²", False))
    ]


def test_merged_cells(tmp_path: Path) -> None:
    body = """<table border=1><thead><tr><th rowspan=2>TT<th rowspan=2>Nội dung<th colspan=2>Đơn vị thực hiện
    <th rowspan=2>Thời gian</tr><tr><th>Chủ trì<th>Phối hợp</tr></thead>
    <tr><td>I<td colspan=4>Tuyên truyền
    <tr><td>1<td>In tờ rơi<td rowspan=2>Sở Y tế<td>Sở Tài chính<td rowspan="3">Quý I/2024
    <tr><td>2<td>Phát thanh<td>Sở Nội vụ
    <tr><td>3<td>Hội nghị<td>Sở Tư pháp<br>Sở Xây dựng<td></table>"""
    assert [(i.ref, i.text, i.leads, i.coordinators, i.timing_raw) for i in items(tmp_path, body)] == [
        ("I.1", "In tờ rơi", ["Sở Y tế"], ["Sở Tài chính"], "Quý I/2024"),
        ("I.2", "Phát thanh", ["Sở Y tế"], ["Sở Nội vụ"], "Quý I/2024"),
        ("I.3", "Hội nghị", ["Sở Tư pháp", "Sở Xây dựng"], [], "Quý I/2024"),
    ]


def test_tables_that_frame_a_page_are_no_tables(tmp_path: Path) -> None:
    inner = "<table><tr><td>TT<td>Nội dung<td>Chủ trì<tr><td>1<td>Tập huấn<td>Sở Y tế</table>"
    body = f"<table><tr><td><p>KẾ HOẠCH</p><p>Công tác năm 2024</p>{inner}<p>Sau bảng</p></td></tr></table>"
    path = write(tmp_path, body)
    assert [(block.text, block.cells is not None) for block in read_blocks(path)] == [
        *(("KẾ HOẠCH", False), ("Công tác năm 2024", False), ("TT | Nội dung | Chủ trì", True)),
        *(("1 | Tập huấn | Sở Y tế", True), ("Sau bảng", False)),
    ]
    assert [item.leads for item in read_plan(path).items] == [["Sở Y tế"]]


def test_spans_out_of_all_proportion_do_no_harm(tmp_path: Path) -> None:
    row = "<tr>" + "<td colspan=99999999999 rowspan=65535>x" * 40
    assert texts(tmp_path, f"<table>{row * 40}</table>")


def test_text_after_a_great_picture_is_read(tmp_path: Path) -> None:
    assert texts(tmp_path, f'<p>trước<img src="data:image/png;base64,{"A" * 11_000_000}"><p>sau') == ["trước", "sau"]


def test_pages_in_disguise(tmp_path: Path) -> None:
    page = write(tmp_path, "<p>1. Sở Y tế chủ trì kiểm tra.</p>", "tải về.doc")
    assert read_plan(page).items[0].leads == ["Sở Y tế"]
    archive = tmp_path / "trang.doc"
    text = "<html><body><p>1. Sở Y tế chủ trì kiểm tra.</p></body></html>".encode()
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
    archive.write_bytes(head + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + text + b"\r\n--X--\r\n")
    assert read_plan(archive).items[0].leads == ["Sở Y tế"]


def test_the_encoding_that_a_page_declares(tmp_path: Path) -> None:
    path = tmp_path / "cũ.htm"
    head = "<html><meta http-equiv=Content-Type content='text/html; charset=windows-1258'>"
    path.write_bytes(f"{head}<p>S\u01a1\u0309 Y t\u00ea\u0301</p>".encode("cp1258"))
    assert [block.text for block in read_blocks(path)] == ["Sở Y tế"]
