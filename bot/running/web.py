"""A small HTTP server: whether the bot lives, its counts, and the door where Telegram calls."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

from bot.running.limits import reason
from knowledge.errors import Problem

log = logging.getLogger(__name__)

_HEAD_BYTES: Final = 16_384
_BODY_BYTES: Final = 2_000_000
_SECONDS: Final = 15.0
"""How long a request may take to come in."""
_PHRASES: Final = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed"} | {
    413: "Content Too Large",
    503: "Service Unavailable",
}


class Request(NamedTuple):
    """A request; names of headers in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Response(NamedTuple):
    """An answer in plain text."""

    status: int
    text: str = ""
    kind: str = "text/plain; charset=utf-8"


Route = Callable[[Request], Awaitable[Response]]


class Web:
    """Serves (method, path) pairs, one request a connection: behind a reverse proxy or for a supervisor at hand."""

    def __init__(self, routes: Mapping[tuple[str, str], Route]) -> None:
        self._routes = routes
        self._server: asyncio.Server | None = None

    async def open(self, address: str, port: int) -> None:
        """Begin to listen. Raises `Problem` when the place is taken."""
        try:
            self._server = await asyncio.start_server(self._serve, address, port, limit=_HEAD_BYTES)
        except OSError as error:
            raise Problem(
                f"Không mở được cổng {address}:{port} ({reason(error)}); xin đổi HTTP_LISTEN, HTTP_PORT."
            ) from None

    async def close(self) -> None:
        """Listen no more."""
        if self._server:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            response = await self._respond(reader)
            phrase = _PHRASES.get(response.status, "")
            body = response.text.encode()
            head = f"HTTP/1.1 {response.status} {phrase}\r\nContent-Type: {response.kind}\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            log.debug("a caller went away")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _respond(self, reader: asyncio.StreamReader) -> Response:
        async with asyncio.timeout(_SECONDS):
            request = await _read(reader)
        if isinstance(request, Response):
            return request
        route = self._routes.get((request.method, request.path))
        if route:
            return await route(request)
        known = any(path == request.path for _, path in self._routes)
        return Response(405 if known else 404)


async def _read(reader: asyncio.StreamReader) -> Request | Response:
    """A request, or the refusal of what is none. Bodies need a Content-Length, which Telegram sends."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip("\r\n").split("\r\n")
        method, target, _version = first.split(" ")
        headers = {name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)}
        length = int(headers.get("content-length", "0"))
    except (asyncio.LimitOverrunError, ValueError):
        return Response(400)
    if not 0 <= length <= _BODY_BYTES:
        return Response(413)
    body = await reader.readexactly(length) if length else b""
    return Request(method, target.partition("?")[0], headers, body)
