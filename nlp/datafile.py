"""The door to the data files: YAML that officials read and correct with any editor.

Each file is read when it is first needed, looked over, and kept. What is wrong with one is told in a sentence that
names the file and the line: a mistake is neither a trace of the program nor passed over.
"""

import codecs
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Final

import yaml

from nlp.errors import Problem
from nlp.shapes import Path, Shape, wrong

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, where there is one, ten times as fast
_TRUTH: Final = "tag:yaml.org,2002:bool"
_TEXT: Final = "tag:yaml.org,2002:str"
_VALUES: Final = {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "null", "timestamp")}
"""What plain words may be besides text, and true or false."""
_OPENED: Final = ("flow", "quoted", "simple key")
"""Faults that are told at the line where something begins, not where the end of it was missed."""
_SAID: Final = (
    ("',' or ']'", "thiếu dấu phẩy hoặc dấu đóng ngoặc vuông ]"),
    ("',' or '}'", "thiếu dấu phẩy hoặc dấu đóng ngoặc nhọn }"),
    ("found a tab", "dòng thụt vào bằng phím Tab, xin thay bằng dấu cách"),
    ("cannot start any token", "có dấu tab, hoặc chữ mở đầu bằng @, %, `; xin thay bằng dấu cách hoặc dùng ngoặc kép"),
    ("mapping values", "thụt dòng sai, hoặc chữ có dấu hai chấm mà chưa đặt trong ngoặc kép"),
    ("unexpected end of stream", "thiếu dấu đóng ngoặc kép"),
    ("expected ':'", "thiếu dấu hai chấm (và dấu cách) sau tên"),
    ("another document", "thừa dòng “---”"),
    ("node content", "thừa dấu phẩy"),
    ("escape", "có dấu \\ trong ngoặc kép, xin bỏ đi hoặc viết \\\\"),
    ("hexdecimal", "có dấu \\ trong ngoặc kép, xin bỏ đi hoặc viết \\\\"),
    ("alias", "chữ mở đầu bằng dấu * chưa đặt trong ngoặc kép"),
    ("alphabetic", "chữ mở đầu bằng dấu * hoặc & chưa đặt trong ngoặc kép"),
    ("the tag", "chữ mở đầu bằng dấu ! chưa đặt trong ngoặc kép"),
    ("expected", "thụt dòng sai, thừa dấu ngoặc, hoặc chữ có dấu ngoặc mà chưa đặt trong ngoặc kép"),
)
"""What the YAML library says, by a part of its wording, and what that is in Vietnamese."""


class DataFault(Problem):
    """What is wrong with a data file. `vital`: whether the program does not go on without the file."""

    def __init__(self, sentence: str, vital: bool = True) -> None:
        super().__init__(sentence)
        self.vital = vital


class DataFile:
    """A data file of a package. `shape` tells what may stand in it, see ``nlp.shapes``; `vital` whether it must."""

    def __init__(self, package: str, name: str, shape: Shape, vital: bool = True) -> None:
        self.package, self.name, self.shape, self.vital = package, name, shape, vital

    @property
    def path(self) -> str:
        """The file as people find it: "nlp/data/own.yaml"."""
        return f"{self.package}/data/{self.name}"

    def load(self) -> dict[str, Any]:
        """What stands in it. Raises DataFault when it cannot be read, or is not of its shape."""
        return _loaded(self)

    def as_written(self) -> Any:
        """What stands in it, right or wrong, where each line is of use by itself; None when it cannot be read."""
        try:
            return _read(self)[1]
        except DataFault:
            return None

    def fault(self, what: str, line: int | None = None) -> DataFault:
        """A fault in this file, as a sentence."""
        at = f", dòng {line}" if line else ""
        return DataFault(f"Tệp {self.path}{at}: {what}. Xin sửa tệp rồi chạy lại.", self.vital)


def faults(each: Iterable[DataFile]) -> Iterator[DataFault]:
    """What is wrong with files; those that are right are read by then."""
    for file in each:
        try:
            file.load()
        except DataFault as fault:
            yield fault


@cache
def _loaded(file: DataFile) -> dict[str, Any]:
    node, data = _read(file)
    if found := wrong(data, file.shape):
        raise file.fault(found.sentence, _line(node, found.path))
    loaded: dict[str, Any] = data
    return loaded


def _read(file: DataFile) -> tuple[yaml.Node | None, Any]:
    """A file as YAML's nodes, which know their lines, and what they stand for."""
    node = _parsed(file, _text(file))
    try:
        return node, _made(node) if node else None
    except _Unfit as unfit:
        raise file.fault(unfit.what, unfit.line) from None
    except yaml.MarkedYAMLError as error:
        raise file.fault(*_told(error)) from None


def _text(file: DataFile) -> str:
    try:
        raw = files(file.package).joinpath("data", file.name).read_bytes()
    except FileNotFoundError:
        told = f"Thiếu tệp {file.path}; xin chép lại tệp này từ bản cài đặt."
        raise DataFault(told, file.vital) from None
    except OSError:
        raise DataFault(f"Không mở được tệp {file.path}; xin kiểm tra quyền đọc tệp.", file.vital) from None
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = None if wide else raw.count(b"\n", 0, error.start) + 1
        raise file.fault("chữ không phải mã Unicode, khi lưu xin chọn mã (encoding) UTF-8", line) from None


def _parsed(file: DataFile, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Composer)
    except yaml.MarkedYAMLError as error:
        raise file.fault(*_told(error)) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise file.fault("có ký tự điều khiển không đọc được, xin xóa đi", line) from None


def _told(error: yaml.MarkedYAMLError) -> tuple[str, int | None]:
    """What the library complains of, in Vietnamese, and the line where to look."""
    context, problem = error.context or "", error.problem or ""
    begun = any(each in context for each in _OPENED) and "\\" not in problem
    mark = (error.context_mark if begun else None) or error.problem_mark
    what = next((said for part, said in _SAID if part in problem), "không đúng quy cách YAML")
    return what, mark.line + 1 if mark else None


def _line(node: yaml.Node | None, path: Path) -> int | None:
    """The line that a path leads to, as far as it does; None for the file as a whole."""
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if _made(pair[0]) == step)
        elif isinstance(node, yaml.SequenceNode):
            key = node = node.value[step]
        line = key.start_mark.line + 1
    return line


class _Unfit(Exception):
    """What YAML takes and people did not mean."""

    def __init__(self, what: str, node: yaml.Node) -> None:
        self.what, self.line = what, node.start_mark.line + 1


def _made(node: yaml.Node) -> Any:
    """The value of a node: what YAML's own constructor makes in twice the time, and without a word of a name that
    stands twice.
    """
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT else _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_made(each) for each in node.value]
    try:
        made = {_made(key): _made(below) for key, below in node.value}
    except TypeError:
        odd = next(key for key, _ in node.value if not isinstance(key, yaml.ScalarNode))
        raise _Unfit("tên đứng trước dấu hai chấm có dấu ngoặc, xin đặt trong ngoặc kép", odd) from None
    if len(made) < len(node.value):
        twice = _second([key for key, _ in node.value])
        raise _Unfit(f"“{twice.value}” được ghi hai lần", twice)
    return made


def _second(names: list[yaml.Node]) -> yaml.Node:
    """The first name that stands before, too."""
    values = [_made(name) for name in names]
    return next(name for at, name in enumerate(names) if values[at] in values[:at])


def _scalar(node: yaml.ScalarNode) -> Any:
    """A number, a day, true or false, or nothing; a day that no calendar has is only words."""
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except ValueError:
        return node.value


class _Composer(_BASE):  # type: ignore[misc]
    """YAML in which "no", "on" and "=" are words."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, Any]]]] = {
        letter: [(tag, pattern) for tag, pattern in rules if tag in _VALUES or (tag == _TRUTH and letter in "tTfF")]
        for letter, rules in _BASE.yaml_implicit_resolvers.items()
    }
