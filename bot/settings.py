"""The settings, from the environment over a `.env` file. `.env.example` tells each of them to the operator."""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from knowledge.errors import Problem
from nlp.shapes import is_near, likely

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

    state: Path = Field(default=Path("data/state.db"), alias="AICHUTRI_STATE")
    """the SQLite file of what the bot remembers of chats."""
    admins: frozenset[int] = Field(default=frozenset(), alias="AICHUTRI_ADMINS")
    """Telegram ids of those who look after the bot."""
    proxy: SecretStr | None = Field(default=None, alias="TELEGRAM_PROXY")
    """the proxy through which Telegram is reached; may hold a password."""
    per_second: int = Field(default=30, ge=0, le=1000, alias="TELEGRAM_PER_SECOND")
    """messages a second over all chats; 0 for a Bot API server of one's own without limits."""
    webhook_url: str | None = Field(default=None, alias="WEBHOOK_URL")
    """where Telegram calls; without it the bot polls."""
    webhook_secret: SecretStr | None = Field(default=None, alias="WEBHOOK_SECRET")
    """what Telegram has to say with each call; made anew at each start when not set."""
    listen: str = Field(default="127.0.0.1", alias="HTTP_LISTEN")
    """the address to listen at for /healthz, /metrics and the webhook."""
    port: int | None = Field(default=None, ge=1, le=65535, alias="HTTP_PORT")
    """the port; without it nothing listens, unless there is a webhook (8080 then)."""

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

    @classmethod
    def strays(cls, env_file: Path = Path(".env")) -> list[str]:
        """A sentence for each name in `env_file` that looks like a setting and is none, so that nothing that was set is
        passed over in silence; in the environment, which is not this program's alone, only for its own `AICHUTRI_`.
        """
        known = cls.names()
        here = [name for name in _dotenv(env_file) if name.startswith(_PREFIXES) or is_near(name.upper(), known)]
        around = [name for name in os.environ if name.startswith(_OWN)]
        odd = [name for name in dict.fromkeys([*here, *around]) if name not in known]
        return [f"Cấu hình {name} không có tác dụng: không có tên này, {likely(name.upper(), known)}." for name in odd]

    @field_validator("token")
    @classmethod
    def _token_form(cls, token: SecretStr | None) -> SecretStr | None:
        """Digits, a colon, letters: the form of tokens in the Bot API manual. Keeps a stray token out of an address."""
        number, _, secret = token.get_secret_value().partition(":") if token else ("0", "", "x")
        if not (number.isdecimal() and secret and secret.replace("-", "").replace("_", "").isalnum()):
            raise ValueError("form")
        return token

    @field_validator("admins", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value

    @field_validator("proxy")
    @classmethod
    def _proxy_form(cls, proxy: SecretStr | None) -> SecretStr | None:
        parts = urlsplit(proxy.get_secret_value() if proxy else "http://none")
        if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname or parts.port == 0:
            raise ValueError("form")
        return proxy

    @field_validator("webhook_url")
    @classmethod
    def _webhook_form(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "https://none")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment or parts.query:
            raise ValueError("form")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret_form(cls, secret: SecretStr | None) -> SecretStr | None:
        """As the Bot API manual has it (setWebhook): 1-256 of A-Z, a-z, 0-9, _ and -."""
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("form")
        return secret

    @field_validator("api_url")
    @classmethod
    def _address_form(cls, url: str) -> str:
        parts = urlsplit(url)
        named = parts.hostname and parts.port != 0  # `port` raises ValueError when it is no number
        if parts.scheme not in ("http", "https") or not named or parts.query or parts.fragment:
            raise ValueError("form")
        return url.rstrip("/")


_OWN: Final = "AICHUTRI_"
_PREFIXES: Final = (_OWN, "TELEGRAM_", "WEBHOOK_", "HTTP_")

_WRONG = {
    "AICHUTRI_DB": "AICHUTRI_DB phải là đường dẫn tới tệp cơ sở dữ liệu, ví dụ data/aichutri.db.",
    "TELEGRAM_BOT_TOKEN": "TELEGRAM_BOT_TOKEN không đúng dạng, xin chép lại nguyên mã do @BotFather cấp (dạng số:chữ).",
    "AICHUTRI_STATE": "AICHUTRI_STATE phải là đường dẫn tới tệp ghi nhớ của bot, ví dụ data/state.db.",
    "AICHUTRI_ADMINS": "AICHUTRI_ADMINS phải là các số định danh Telegram, cách nhau bằng dấu phẩy.",
    "TELEGRAM_PROXY": "TELEGRAM_PROXY phải là địa chỉ http://, https:// hoặc socks5://, ví dụ http://10.0.0.1:3128.",
    "TELEGRAM_PER_SECOND": "TELEGRAM_PER_SECOND phải là số từ 0 đến 1000, thường là 30.",
    "WEBHOOK_URL": "WEBHOOK_URL phải là địa chỉ https:// mà Telegram gọi tới được, ví dụ https://bot.tinh.gov.vn/tin.",
    "WEBHOOK_SECRET": "WEBHOOK_SECRET chỉ gồm chữ không dấu, chữ số, gạch nối, gạch dưới; không quá 256 ký tự.",
    "HTTP_LISTEN": "HTTP_LISTEN phải là địa chỉ mạng của máy này, ví dụ 127.0.0.1.",
    "HTTP_PORT": "HTTP_PORT phải là số cổng từ 1 đến 65535, ví dụ 8080.",
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
