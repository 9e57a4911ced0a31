"""A package index on loopback, well-behaved or not."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with what the server has for the path."""

    protocol_version = "HTTP/1.1"
    server: IndexServer

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path, status(404))
        with contextlib.suppress(ConnectionError):
            answer(self)

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


class IndexServer(ThreadingHTTPServer):
    """Serves ``answers`` by path, and keeps the ``requests`` as (path, headers). A context manager."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()

    def ranges(self, path: str) -> list[str | None]:
        """What parts of a file were asked for."""
        return [headers.get("Range") for requested, headers in self.requests if requested == path]

    def offer(self, *links: str, **fields: object) -> None:
        """Put an index there that offers French to English."""
        entry = {"type": "translate", "package_version": "0.1", "from_code": "fr", "from_name": "French"}
        entry |= {"to_code": "en", "to_name": "English"}
        self.answers["/index.json"] = document(json.dumps([{**entry, "links": links, **fields}]).encode())


def document(data: bytes, **headers: str) -> Answer:
    """Send the whole, whatever part was asked for."""
    return lambda handler: _send(handler, 200, data, headers)


def file(data: bytes, *, etag: str | None = '"1"', cut_after: list[int] | None = None) -> Answer:
    """Send what was asked for, but break the connection after so many bytes the first times."""
    cuts = list(cut_after or [])

    def answer(handler: Handler) -> None:
        headers = {"ETag": etag} if etag else {}
        code, body = 200, data
        asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        if asked and etag and handler.headers.get("If-Range") == etag:
            start = int(asked[1])
            code, body = 206, data[start:]
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        _send(handler, code, body, headers, cuts.pop(0) if cuts else None)

    return answer


def lying(data: bytes, length: int) -> Answer:
    """State another length than that of the data."""
    return lambda handler: _send(handler, 200, data, {}, length=length)


def status(code: int, times: int | None = None, then: Answer | None = None) -> Answer:
    """Refuse; where ``times`` is given, only so often, and answer with ``then`` from there on."""
    left = [times]

    def answer(handler: Handler) -> None:
        if then and left[0] == 0:
            then(handler)
            return
        left[0] = left[0] - 1 if left[0] else left[0]
        _send(handler, code, b"no", {})

    return answer


def redirect(to: str) -> Answer:
    """Send elsewhere."""
    return lambda handler: _send(handler, 302, b"", {"Location": to})


def stalling(data: bytes) -> Answer:
    """Promise more than ever comes."""

    def answer(handler: Handler) -> None:
        _headers(handler, 200, {"Content-Length": str(len(data) + 1)})
        handler.wfile.write(data)
        handler.wfile.flush()
        handler.server.over.wait()

    return answer


def trickling(handler: Handler) -> None:
    """Send a byte now and then, for ever."""
    _headers(handler, 200, {"Content-Length": "1000000"})
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def _headers(handler: Handler, code: int, headers: dict[str, str]) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def _send(  # noqa: PLR0913, PLR0917 - all that an answer is made of
    handler: Handler,
    code: int,
    data: bytes,
    headers: dict[str, Any],
    cut_after: int | None = None,
    length: int | None = None,
) -> None:
    _headers(handler, code, {"Content-Length": str(len(data) if length is None else length), **headers})
    handler.wfile.write(data[:cut_after])
    handler.wfile.flush()
    if cut_after is not None or length is not None:
        handler.close_connection = True
        handler.connection.close()
