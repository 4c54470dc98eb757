"""Formats that only an office program reads (.doc, .xls, .rtf, .odt, .ods): LibreOffice makes them .docx or .xlsx."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.progress import Progress
from knowledge.readers.blocks import Block
from knowledge.readers.docx import read_docx
from knowledge.readers.faults import BrokenDocument, NeedsOffice
from knowledge.readers.sheet import read_xlsx

_TIME_LIMIT = 120
_PROGRAMS = ("soffice", "libreoffice")
_TEXT, _SHEETS = "WordDocument".encode("utf-16-le"), ("Workbook".encode("utf-16-le"), b"opendocument.spreadsheet")
_REACH = 8 * 2**20


def read_legacy(path: Path, progress: Progress) -> list[Block]:
    """The blocks of a document in an older or open format; raises NeedsOffice where LibreOffice is not installed,
    BrokenDocument where it cannot read the file, other UnreadableDocument, OSError.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise NeedsOffice(path)
    target = "xlsx" if _is_sheet(path) else "docx"
    with TemporaryDirectory(prefix="aichutri-") as folder:
        made = _convert(program, path, target, Path(folder))
        return read_xlsx(made, progress) if target == "xlsx" else read_docx(made, progress)


def _is_sheet(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(_REACH)
    return _TEXT not in start and any(sign in start for sign in _SHEETS)


def _convert(program: str, path: Path, target: str, folder: Path) -> Path:
    """The converted file. The copy keeps names with odd letters away from the command; the profile of its own lets
    several conversions run at once.
    """
    source = folder / f"source{path.suffix.lower()}"
    shutil.copyfile(path, source)
    out = folder / "out"
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(out), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=_TIME_LIMIT, check=True)  # noqa: S603
    except subprocess.SubprocessError as error:
        raise BrokenDocument(path) from error
    made = out / f"source.{target}"
    if not made.exists():
        raise BrokenDocument(path)
    return made
