"""A chat as a phone-sized page, and its picture."""

import html
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

WIDTH, SCALE = 420, 1.5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_NAMES = ("#d45246", "#5b9bd5", "#ee7aae", "#f69a36", "#5fae5b")
_STYLE = """
* { box-sizing: border-box }
body { margin: 0; width: 420px; height: 100vh; display: flex; flex-direction: column; overflow: hidden;
  font: 15px/1.34 Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  background: linear-gradient(160deg, #dbe4c0, #8fbb8a) }
header { background: #517da2; color: #fff; padding: 10px 16px; z-index: 1 }
header b { font-size: 16px; display: block }
header small { opacity: .85 }
main { flex: 1; min-height: 0; padding: 8px; display: flex; flex-direction: column; gap: 5px; overflow: hidden;
  justify-content: flex-end }
.row { display: flex; flex-direction: column; align-items: flex-start; flex: none }
.out { align-items: flex-end }
.bubble { background: #fff; border-radius: 14px 14px 14px 4px; padding: 6px 11px; max-width: 348px;
  white-space: pre-wrap; overflow-wrap: anywhere; box-shadow: 0 1px 1px #0003 }
.out .bubble { background: #effdde; border-radius: 14px 14px 4px 14px }
.name { font-weight: 600; font-size: 14px }
.time { float: right; margin: 6px 0 0 10px; font-size: 11.5px; color: #9aa7ae }
.reply { border-left: 3px solid #5b9bd5; background: #5b9bd51a; border-radius: 4px; padding: 1px 8px; margin: 2px 0 3px;
  font-size: 13.5px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
blockquote { margin: 3px 0; padding: 3px 9px; border-left: 3px solid #5b9bd5; background: #5b9bd51a }
.keys { width: 348px; margin-top: 3px; display: flex; flex-direction: column; gap: 3px }
.keys div { display: flex; gap: 3px }
.keys span { flex: 1; background: #55855599; color: #fff; border-radius: 8px; padding: 8px 4px; text-align: center;
  font-size: 14px; font-weight: 500 }
footer { background: #fff; padding: 11px 16px; color: #222 }
footer i { color: #9aa7ae; font-style: normal }
.cards { background: #fff; margin: 0 -8px -8px; border-top: 1px solid #d8dfe3 }
.card { display: flex; gap: 10px; padding: 8px 14px; border-bottom: 1px solid #eceff1 }
.card b { display: block }
.card small { color: #6d7a82; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical;
  overflow: hidden }
.face { flex: none; width: 42px; height: 42px; border-radius: 8px; background: #5b9bd5; color: #fff; font-size: 20px;
  display: flex; align-items: center; justify-content: center }
.more { padding: 9px 14px; color: #3a7fb5; font-weight: 500 }
"""


def chat_page(title: str, below: str, messages: Sequence[dict[str, Any]], names: dict[int, str], me: int) -> str:
    """The page of a chat.

    Args:
        title, below: what the head of the chat shows.
        messages: of people and of the bot as the Bot API has them, the bot's with their `html`.
        names: of the people, by id.
        me: whose phone it is.
    """
    texts = {each["message_id"]: each["text"] for each in messages}
    rows = "".join(_row(each, texts, names, me) for each in messages)
    return _page(title, below, rows, "<i>Tin nhắn</i>")


def inline_page(title: str, below: str, typed: str, results: Iterable[dict[str, Any]], more: str, shown: int) -> str:
    """The page of a chat in which an inline query is being typed."""
    cards = "".join(map(_card, list(results)[:shown]))
    return _page(title, below, f'<div class="cards"><div class="more">{more}</div>{cards}</div>', html.escape(typed))


def draw(page: str, path: Path, height: int) -> None:
    """Draw a page with headless Chromium. Raises FileNotFoundError where there is none."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError("chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        size = [f"--window-size={WIDTH},{height}", f"--force-device-scale-factor={SCALE}"]
        quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]
        argv = [browser, *quiet, *size, f"--screenshot={path}", source.as_uri()]
        subprocess.run(argv, check=True, capture_output=True, timeout=60)
    Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)


def _page(title: str, below: str, rows: str, typed: str) -> str:
    head = f"<header><b>{html.escape(title)}</b><small>{html.escape(below)}</small></header>"
    style = f"<meta charset=utf-8><style>{_STYLE}</style>"
    return f"<!DOCTYPE html><html>{style}<body>{head}<main>{rows}</main><footer>{typed}</footer></body></html>"


def _row(message: dict[str, Any], texts: dict[int, str], names: dict[int, str], me: int) -> str:
    sender = message["from"]["id"]
    mine = sender == me
    clock = time.strftime("%H:%M", time.gmtime(message["date"] + 7 * 3600))
    body = message.get("html") or html.escape(message["text"])
    reply = message.get("reply") or message.get("reply_to_message") or {}
    quoted = texts.get(reply.get("message_id", 0), "")
    head = f'<div class="reply">{html.escape(quoted.splitlines()[0])}</div>' if quoted else ""
    group = message["chat"]["type"] != "private" and not mine
    name = f'<div class="name" style="color:{_NAMES[sender % 5]}">{html.escape(names[sender])}</div>' if group else ""
    keyboard = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    keys = "".join(f"<div>{''.join(map(_key, row))}</div>" for row in keyboard)
    below = f'<div class="keys">{keys}</div>' if keys else ""
    side = "row out" if mine else "row"
    bubble = f'{name}{head}{body}<span class="time">{clock}</span>'
    return f'<div class="{side}"><div class="bubble">{bubble}</div>{below}</div>'


def _key(button: dict[str, Any]) -> str:
    return f"<span>{html.escape(button['text'])}</span>"


def _card(result: dict[str, Any]) -> str:
    title, told = html.escape(result["title"]), html.escape(result["description"])
    face = f'<div class="face">{html.escape(result["title"][:1])}</div>'
    return f'<div class="card">{face}<div><b>{title}</b><small>{told}</small></div></div>'
