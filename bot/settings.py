"""The settings, from the environment over a `.env` file. `.env.example` tells each of them to the operator."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from knowledge.errors import Problem

TIMEZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone of every "today": plans of Vietnamese agencies are kept in Vietnamese time wherever the server stands."""


class Settings(BaseModel):
    """What the operator sets. The alias of a field is its name in the environment and in `.env`."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    db: Path = Field(default=Path("data/aichutri.db"), alias="AICHUTRI_DB")
    """the SQLite file of the task base."""
    token: SecretStr | None = Field(default=None, alias="TELEGRAM_BOT_TOKEN")
    """the token that @BotFather gave; only `serve` needs it."""
    api_url: str = Field(default="https://api.telegram.org", alias="TELEGRAM_API_URL")
    """the Bot API server: the part of its addresses before `/bot<token>`."""

    @classmethod
    def load(cls, env_file: Path = Path(".env")) -> "Settings":
        """The settings in force: the environment first, then `env_file` (which may be missing), then the defaults.

        Empty values count as not set. Raises `Problem`, which never quotes a value, for a bad value or an unreadable
        file.
        """
        file = _dotenv(env_file)
        found = {name: (os.environ.get(name, "").strip() or file.get(name, "").strip()) for name in cls.names()}
        values = {name: value for name, value in found.items() if value}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            name = error.errors(include_input=False)[0]["loc"][0]
        raise Problem(_WRONG[str(name)])

    @classmethod
    def names(cls) -> list[str]:
        """The names of all settings as the operator writes them."""
        return [str(field.alias) for field in cls.model_fields.values()]

    @field_validator("token")
    @classmethod
    def _token_form(cls, token: SecretStr | None) -> SecretStr | None:
        """Digits, a colon, letters: the form of tokens in the Bot API manual. Keeps a stray token out of an address."""
        number, _, secret = token.get_secret_value().partition(":") if token else ("0", "", "x")
        if not (number.isdecimal() and secret and secret.replace("-", "").replace("_", "").isalnum()):
            raise ValueError("form")
        return token

    @field_validator("api_url")
    @classmethod
    def _address_form(cls, url: str) -> str:
        parts = urlsplit(url)
        named = parts.hostname and parts.port != 0  # `port` raises ValueError when it is no number
        if parts.scheme not in ("http", "https") or not named or parts.query or parts.fragment:
            raise ValueError("form")
        return url.rstrip("/")


_WRONG = {
    "AICHUTRI_DB": "AICHUTRI_DB phải là đường dẫn tới tệp cơ sở dữ liệu, ví dụ data/aichutri.db.",
    "TELEGRAM_BOT_TOKEN": "TELEGRAM_BOT_TOKEN không đúng dạng, xin chép lại nguyên mã do @BotFather cấp (dạng số:chữ).",
    "TELEGRAM_API_URL": "TELEGRAM_API_URL phải là địa chỉ http:// hoặc https://, ví dụ https://api.telegram.org.",
}


def _dotenv(path: Path) -> dict[str, str]:
    """The names and values of a `.env` file; none when there is no such file."""
    from dotenv import dotenv_values

    if not path.exists():
        return {}
    try:
        found = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Problem(
            f"Không đọc được tệp cấu hình {path.name}; xin lưu theo mã UTF-8 và kiểm tra quyền đọc."
        ) from None
    return {name: value for name, value in found.items() if value is not None}
