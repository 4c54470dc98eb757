"""The command line: `aichutri`."""

import atexit
import gc
import sys
from pathlib import Path

import click

from bot.console.commands import Commands
from bot.console.reporting import complain
from bot.settings import Settings

_FILES = click.Path(path_type=Path)
_BATCH = (
    "hỏi từng dòng của một tệp, in mỗi câu trả lời một dòng JSON; mỗi dòng của tệp là một đối tượng JSON: text (câu "
    "hỏi), và nếu cần id (mã của câu hỏi), today (năm-tháng-ngày), session (các dòng cùng session nối tiếp nhau)"
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Ai Chủ Trì: hỏi đáp về nhiệm vụ trong kế hoạch, chương trình công tác, công văn."""
    context.obj = Settings.load()
    for stray in Settings.strays():
        complain(stray)


@main.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Nạp các kế hoạch kèm theo, rồi phục vụ Telegram (nếu .env có mã) hoặc trò chuyện tại đây."""
    from bot.console.importing import import_bundled

    import_bundled(settings.db)
    if settings.token:
        _serve(settings)
    else:
        _chat(settings)


@main.command()
@click.pass_obj
def chat(settings: Settings) -> None:
    """Trò chuyện tại cửa sổ dòng lệnh; không cần mã Telegram."""
    _chat(settings)


@main.command()
@click.argument("words", nargs=-1, metavar="[CÂU HỎI]")
@click.option("--today", metavar="NĂM-THÁNG-NGÀY", help="trả lời như thể hôm nay là ngày này")
@click.option("--json", "as_json", is_flag=True, help="in kết quả dạng JSON")
@click.option("--why", is_flag=True, help="cho biết vì sao trả lời như vậy")
@click.option("--batch", type=_FILES, metavar="TỆP.jsonl", help=_BATCH)
@click.pass_obj
def ask(
    settings: Settings, words: tuple[str, ...], today: str | None, as_json: bool, why: bool, batch: Path | None
) -> None:
    """Hỏi một câu."""
    from knowledge.building import nothing_collected

    atexit.register(gc.freeze)  # what ends with the process need not be taken apart first: a quarter of the time
    with nothing_collected():  # what answers once and ends has nothing to clear away
        from bot.console.asking import ask_batch, ask_one, ask_why, check_options

        check_options(bool(words), as_json, why, batch is not None)
        if batch is None and why:
            ask_why(settings, " ".join(words), today)
        elif batch is None:
            ask_one(settings, " ".join(words), today, as_json)
    if batch is not None:
        ask_batch(settings, batch, today)


@main.command()
@click.argument("file", type=_FILES, metavar="TỆP")
@click.option("--review", "as_review", is_flag=True, help="in văn bản, bên lề ghi từng dòng được hiểu là gì")
@click.pass_obj
def parse(_settings: Settings, file: Path, as_review: bool) -> None:
    """In những gì đọc được từ một văn bản, dạng JSON; không ghi gì."""
    if as_review:
        from bot.console.reviewing import review_file

        review_file(file)
    else:
        from bot.console.importing import parse_file

        parse_file(file)


@main.command("import")
@click.argument("paths", type=_FILES, nargs=-1, required=True, metavar="TỆP|THƯ MỤC...")
@click.pass_obj
def import_(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Nạp văn bản (tệp hoặc thư mục) vào cơ sở nhiệm vụ."""
    from bot.console.importing import import_paths

    import_paths(settings.db, paths)


@main.command()
@click.pass_obj
def plans(settings: Settings) -> None:
    """Các văn bản đang tra cứu được."""
    from bot.console.desk import Desk
    from bot.wording.markup import to_text

    click.echo(to_text(Desk(settings.db).plans()))


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="SỐ|TỆP")
@click.pass_obj
def show(settings: Settings, words: tuple[str, ...]) -> None:
    """Toàn bộ nhiệm vụ của một văn bản, gọi bằng số hiệu hoặc tên tệp."""
    from bot.console.showing import show_plan

    show_plan(settings.db, " ".join(words))


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="SỐ|TỆP...")
@click.option("--yes", is_flag=True, help="bỏ ngay, không hỏi lại")
@click.pass_obj
def remove(settings: Settings, names: tuple[str, ...], yes: bool) -> None:
    """Bỏ văn bản khỏi cơ sở nhiệm vụ, gọi bằng số hiệu hoặc tên tệp; tệp gốc không bị xóa."""
    from bot.console.removing import remove_plans

    remove_plans(settings.db, settings.state, names, yes)


@main.command()
@click.argument("file", type=_FILES, metavar="TỆP")
@click.argument("words", nargs=-1, metavar="[CÂU HỎI]")
@click.option("--agency", metavar="TÊN", help="chỉ việc của cơ quan này")
@click.option("--plan", metavar="SỐ", help="chỉ việc của văn bản này, gọi bằng số hiệu hoặc tên tệp")
@click.option("--period", metavar="KỲ", help="chỉ việc đến hạn trong kỳ này, ví dụ “quý IV/2026”")
@click.option("--today", metavar="NĂM-THÁNG-NGÀY", help="xuất như thể hôm nay là ngày này")
@click.option("--force", is_flag=True, help="ghi đè tệp đã có")
@click.pass_obj
def export(
    settings: Settings,
    file: Path,
    words: tuple[str, ...],
    agency: str | None,
    plan: str | None,
    period: str | None,
    today: str | None,
    force: bool,
) -> None:
    """Xuất danh sách việc ra tệp .xlsx, hoặc các ngày đến hạn ra tệp .ics; hoặc danh sách trả lời một câu hỏi."""
    from bot.console.exporting import Wanted
    from bot.console.exporting import export as export_file

    question = " ".join(words) if words else None
    export_file(settings.db, file, Wanted(question, agency, plan, period), today, force)


@main.command()
def check() -> None:
    """Xem các tệp dữ liệu (.yaml) có lỗi không, sau khi sửa."""
    from bot.console.checking import check_files

    check_files()


@main.command()
@click.pass_obj
def reports(settings: Settings) -> None:
    """Các báo sai thông tin mà người dùng Telegram đã gửi."""
    from bot.chat.reports import show_reports

    show_reports(settings.state)


@main.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Phục vụ trên Telegram."""
    _serve(settings)


def _serve(settings: Settings) -> None:
    from bot.chat.clerk import Clerk
    from bot.keeper import Keeper
    from bot.running.serve import serve as serve_telegram

    serve_telegram(settings, Clerk(Keeper(settings.db)))


def _chat(settings: Settings) -> None:
    from bot.console.desk import Desk
    from bot.console.terminal import chat as chat_here

    chat_here(Desk(settings.db), sys.stdin, click.echo)
