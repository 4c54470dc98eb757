"""Whatever a file holds and however it is called: a plan, or one clear sentence."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import readers
from knowledge.errors import Problem
from knowledge.models import Plan
from knowledge.readers import archive, blocks, legacy
from knowledge.readers.limits import LARGEST_FILE
from knowledge.readers.oldfonts import from_tcvn3, from_vni, in_unicode
from knowledge.reading.plans import read_plan
from tests.writers import Piece, write_docx, write_html, write_pdf, write_xlsx

DUTY = (
    "1. Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân các huyện tổ chức thực hiện kế hoạch, báo cáo trước ngày 15/12."
)
TCVN3 = (
    "1. Së Y tÕ chñ tr×, phèi hîp víi ñy ban nh©n d©n c¸c huyÖn tæ chøc thùc hiÖn kÕ ho¹ch, "
    "b¸o c¸o tr\u00adíc ngµy 15/12."
)
VNI = (
    "1. Sôû Y teá chuû trì, phoái hôïp vôùi UÛy ban nhaân daân caùc huyeän toå chöùc thöïc hieän keá hoaïch, "
    "baùo caùo tröôùc ngaøy 15/12."
)


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        unicodedata.normalize("NFD", DUTY).encode(),
        TCVN3.encode("latin-1"),
        TCVN3.encode(),
        VNI.encode("cp1252"),
        VNI.encode(),
    ],
    ids=["decomposed", "tcvn3", "tcvn3 in utf-8", "vni", "vni in utf-8"],
)
def test_old_encodings_are_read(tmp_path: Path, data: bytes) -> None:
    item = read_plan(write(tmp_path, "cũ.txt", data)).items[0]
    assert item.leads == ["Sở Y tế"]
    assert item.coordinators == ["UBND các huyện"]
    assert item.text.casefold() == DUTY[3:].casefold()


def test_windows_1258_is_read(tmp_path: Path) -> None:
    parts = [unicodedata.normalize("NFD", letter) for letter in DUTY]
    # the code page has the vowels with their hats and horns, and the tone marks apart
    coded = "".join(unicodedata.normalize("NFC", part.translate(TONES)) + part.translate(NO_TONES) for part in parts)
    assert read_plan(write(tmp_path, "cũ.txt", coded.encode("cp1258"))).items[0].leads == ["Sở Y tế"]


MARKS = {0x300, 0x301, 0x303, 0x309, 0x323}
TONES = dict.fromkeys(MARKS)
NO_TONES: dict[int, None] = {code: None for code in range(0x2000) if code not in MARKS}


def test_letters_of_old_fonts() -> None:
    assert from_tcvn3("CéNG HOµ X· HéI, Céng hoµ, §ång B»ng") == "CỘNG HOÀ XÃ HỘI, Cộng hoà, Đồng Bằng"
    assert from_vni("COÄNG HOØA, Ñaø Naüng, quyù, ñöôïc, lyù, kyõ") == "CỘNG HÒA, Đà Nẵng, quý, được, lý, kỹ"


@pytest.mark.parametrize("text", [DUTY, "Ké hoạch", "déjà vu à Paris, où l'été", "Ban hành", "ÿ÷"])
def test_what_is_no_old_font_stays(text: str) -> None:
    assert in_unicode(text) == text


WRITERS: dict[str, Callable[..., Path]] = {
    ".docx": write_docx,
    ".xlsx": write_xlsx,
    ".html": write_html,
    ".pdf": write_pdf,
}


@pytest.mark.parametrize("true", sorted(WRITERS))
@pytest.mark.parametrize("claimed", [".txt", ".doc", ".pdf", ".docx", ".csv", ".xls"])
def test_a_wrong_ending_does_not_matter(tmp_path: Path, true: str, claimed: str) -> None:
    path = WRITERS[true](tmp_path / f"tệp{true}", [Piece(DUTY)])
    renamed = path.rename(tmp_path / f"đổi tên{claimed}")
    assert [item.leads for item in read_plan(renamed).items] == [["Sở Y tế"]]


def zipped(**parts: str | bytes) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Một.</w:t></w:r></w:p></w:document>'
)
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("cụt.docx", zipped(word__document="<d/>")[:60], readers.BrokenDocument),
        ("hỏng.docx", zipped(word__document="<d><e></d>"), readers.BrokenDocument),
        ("thiếu.docx", zipped(word__styles="<d/>"), readers.BrokenDocument),
        ("thực thể.docx", zipped(word__document=LAUGHS), readers.BrokenDocument),
        ("thực thể.xlsx", zipped(xl__workbook=LAUGHS), readers.BrokenDocument),
        ("trống.docx", zipped(word__document="<d/>"), readers.EmptyDocument),
        ("nổ.docx", zipped(word__document=b" " * (archive.LARGEST_PART + 1)), readers.OversizedDocument),
        ("nổ kiểu.docx", zipped(word__document=WORD, word__styles=b" " * (33 * 2**20)), readers.OversizedDocument),
        ("nén.docx", zipped(anh="<d/>"), readers.UnknownFormat),
        ("hỏng.pdf", b"%PDF-1.7\n" + b"1 0 obj\n" * 9, readers.BrokenDocument),
        ("không phải.pdf", DUTY.encode(), readers.BrokenDocument),
        ("không phải.docx", DUTY.encode(), readers.BrokenDocument),
        ("rỗng.pdf", b"", readers.EmptyDocument),
        ("rỗng.html", b"<html><body> </body></html>", readers.EmptyDocument),
        ("rỗng.csv", b",,\n,,\n", readers.EmptyDocument),
        ("ảnh.pdf", b"\x89PNG\r\n\x1a\n", readers.UnknownFormat),
        ("hỏng.xlsx", zipped(xl__workbook="<d><e></d>"), readers.BrokenDocument),
        ("cụt.xlsx", zipped(xl__workbook="<d/>")[:60], readers.BrokenDocument),
        ("khóa.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), readers.ProtectedDocument),
        ("khóa.docx", OLE + "EncryptedPackage".encode("utf-16-le"), readers.ProtectedDocument),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str, data: bytes, problem: type[Problem]) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(problem) as caught:
        read_plan(path)
    assert type(caught.value) is problem
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["dài.txt", "dài.md", "dài.csv", "dài.html"])
def test_a_file_beyond_the_limit_tells_it(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, b"<html>" if name.endswith("html") else DUTY.encode())
    with path.open("ab") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(readers.OversizedDocument, match=r"đến 60 MB chữ.*xin tách"):
        read_plan(path)


@pytest.mark.parametrize("cell", ["x" * 500, "đ" * 500], ids=["latin", "vietnamese"])
def test_text_that_unpacks_beyond_the_limit_is_not_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    monkeypatch.setattr(blocks, "LARGEST_TEXT", 10_000)
    path = write_xlsx(tmp_path / "nổ.xlsx", [Piece(rows=[[cell, cell]] * 20)])
    with pytest.raises(readers.OversizedDocument):
        read_plan(path)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped(word__document="<d/>"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(readers.ProtectedDocument, match="mật khẩu"):
        read_plan(write(tmp_path, "khóa.docx", bytes(data)))


@pytest.mark.parametrize("name", ["cũ.doc", "cũ.xls", "cũ.rtf"])
def test_old_office_files_ask_for_libreoffice(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy.shutil, "which", lambda _: None)
    path = write(tmp_path, name, b"{\\rtf1 abc}" if name.endswith("rtf") else OLE)
    with pytest.raises(readers.NeedsOffice, match="LibreOffice"):
        read_plan(path)


@pytest.mark.parametrize(("result", "problem"), [(0, readers.BrokenDocument), (1, readers.BrokenDocument)])
def test_libreoffice_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: int, problem: type[Problem]
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nexit {result}\n")
    program.chmod(0o755)
    monkeypatch.setattr(legacy.shutil, "which", lambda _: str(program))
    with pytest.raises(problem):
        read_plan(write(tmp_path, "cũ.doc", OLE))


def test_libreoffice_makes_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = write_docx(tmp_path / "mẫu.docx", [Piece(DUTY)])
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'case "$3" in */source.doc) mkdir -p "$2" && cp "{made}" "$2/source.docx";; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(legacy.shutil, "which", lambda _: str(program))
    assert read_plan(write(tmp_path, "tên có dấu.doc", OLE)).items[0].leads == ["Sở Y tế"]


SAMPLES: dict[str, bytes] = {}


@pytest.fixture(scope="module", autouse=True)
def samples(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("mẫu")
    for ending, writer in WRITERS.items():
        rows = [["TT", "Nội dung", "Chủ trì"], ["1", "Tập huấn", "Sở Y tế"]]
        SAMPLES[ending] = writer(folder / f"mẫu{ending}", [Piece(DUTY), Piece(rows=rows)]).read_bytes()


def read_or_refuse(folder: Path, ending: str, data: bytes) -> None:
    path = write(folder, f"bất kỳ{ending}", data)
    try:
        assert isinstance(read_plan(path), Plan)
    except Problem as problem:
        assert path.name in str(problem)


TAGS = ["<p>", "</p>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<li>", "<ol>", "a", "1.", "<td>", "<br>"]
FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@FUZZ
@given(data=st.binary(max_size=400), ending=st.sampled_from(sorted(readers.ENDINGS)))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, ending: str) -> None:
    read_or_refuse(tmp_path, ending, data)


@FUZZ
@given(ending=st.sampled_from(sorted(WRITERS)), at=st.floats(0, 1), noise=st.binary(max_size=6), cut=st.booleans())
def test_damaged_files_are_read_or_refused(tmp_path: Path, ending: str, at: float, noise: bytes, cut: bool) -> None:
    data = SAMPLES[ending]
    place = int(at * len(data))
    read_or_refuse(tmp_path, ending, data[:place] + noise + (b"" if cut else data[place + len(noise) :]))


@FUZZ
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<li>", "<ol>", "a", "1.", "<td>"]
        )
    )
)
def test_any_tags_make_a_plan(tmp_path: Path, tags: list[str]) -> None:
    read_or_refuse(tmp_path, ".html", "".join(tags).encode())
