"""Settings from the environment and `.env`."""

import re
from pathlib import Path

import pytest

from bot.settings import TIMEZONE, Settings
from knowledge.errors import Problem

EXAMPLE = Path(__file__).parent.parent / ".env.example"
TOKEN = "123456:ABC-def_ghi"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.names():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def env(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_defaults_without_a_file(env: Path) -> None:
    settings = Settings.load(env)
    assert settings.db == Path("data/aichutri.db")
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert TIMEZONE.key == "Asia/Ho_Chi_Minh"


def test_environment_over_file_over_default(env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env.write_text("# ghi chú\nAICHUTRI_DB=a.db\nTELEGRAM_API_URL='http://127.0.0.1:8081/'\nTELEGRAM_BOT_TOKEN=\n")
    monkeypatch.setenv("AICHUTRI_DB", "b.db")
    monkeypatch.setenv("TELEGRAM_API_URL", "")
    settings = Settings.load(env)
    assert (settings.db, settings.api_url, settings.token) == (Path("b.db"), "http://127.0.0.1:8081", None)


def test_a_file_from_windows(env: Path) -> None:
    env.write_bytes(b"\xef\xbb\xbfAICHUTRI_DB=a.db\r\nTELEGRAM_BOT_TOKEN=" + TOKEN.encode() + b"\r\n")
    settings = Settings.load(env)
    assert settings.db == Path("a.db")
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_the_token_is_not_shown(env: Path) -> None:
    env.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    settings = Settings.load(env)
    assert "ABC" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "mật-khẩu-nhầm"),
        ("TELEGRAM_BOT_TOKEN", "123456:"),
        ("TELEGRAM_BOT_TOKEN", "123456:ABC/../x"),
        ("TELEGRAM_BOT_TOKEN", "ABC:123456"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:cổng"),
    ],
)
def test_bad_values_are_named_and_not_quoted(env: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Problem) as caught:
        Settings.load(env)
    assert name in str(caught.value)
    assert name.endswith("URL") or value not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_file_that_is_no_text(env: Path) -> None:
    env.write_bytes(b"AICHUTRI_DB=\xff\xfe\n")
    with pytest.raises(Problem, match="UTF-8"):
        Settings.load(env)


def test_the_example_names_every_setting_and_loads() -> None:
    named = re.findall(r"^#?\s?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(Settings.names())
    assert Settings.load(EXAMPLE) == Settings()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AICHUTRI_ADMIN", "AICHUTRI_ADMINS"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKE", "TELEGRAM_BOT_TOKEN"),
        ("WEBHOOK_URI", "WEBHOOK_URL"),
        ("HTTP_PROT", "HTTP_PORT"),
        ("AICHUTRY_DB", "AICHUTRI_DB"),
        ("aichutri_db", "AICHUTRI_DB"),
    ],
)
def test_a_misspelt_name_is_told_of_with_the_one_that_was_meant(env: Path, name: str, meant: str) -> None:
    env.write_text(f"AICHUTRI_DB=a.db\n{name}=5\n")
    [told] = Settings.strays(env)
    assert f"Cấu hình {name} không có tác dụng" in told
    assert f"có lẽ là “{meant}”" in told


def test_names_of_others_are_let_be(env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\nTZ=Asia/Ho_Chi_Minh\nPOSTGRES_USER=x\n")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("TELEGRAM_TOKEN", "x")
    assert Settings.strays(env) == []
    monkeypatch.setenv("AICHUTRI_ADMIN", "5")
    [told] = Settings.strays(env)
    assert "AICHUTRI_ADMIN " in told
