"""A review, run: the server on this machine alone, the browser opened, and the corpus renewed when nobody works."""

from __future__ import annotations

import errno
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, UsageError
from bilingual.review.guard import HOST, Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from werkzeug.serving import BaseWSGIServer

    from bilingual.review.app import App
    from bilingual.review.desk import Desk

# Where a review is unless somebody says otherwise: what a browser remembers of a page goes by its port.
PORT = 8377
# Seconds without an act after which the corpus is renewed, and how often that is looked at.
IDLE = 60.0
_TICK = 0.5
# Seconds that a browser may be silent in the middle of a request.
_PATIENCE = 30
QUEUE = "/review/queue.html"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens: its app and guard, and what runs it until it is stopped."""

    app: App
    guard: Guard
    server: BaseWSGIServer


@contextmanager
def listening(
    desk: Desk, *, port: int | None = None, start: str = QUEUE, note: Callable[[str], None] | None = None
) -> Iterator[Running]:
    """Give a server over a desk, which listens and is to be run; ``start`` is the page that a person comes to.

    Without ``port`` it is PORT, or any that is free. Raises UsageError where werkzeug is missing, or the port is taken.
    """
    tell = note or (lambda _: None)
    try:
        from bilingual.review.app import App
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "werkzeug":
            raise
        raise UsageError(
            "a review needs the package werkzeug", "Install it: pip install 'bilingual-corpus[review]'"
        ) from error
    held: list[App] = []

    def answer(environ: object, start_response: object) -> object:
        return held[0](environ, start_response)  # type: ignore[arg-type]

    server = _server(answer, port)
    try:
        guard = Guard(server.port)
        app = App(desk, guard, start, tell)
        held.append(app)
        try:
            yield Running(app, guard, server)
        finally:
            app.close()
    finally:
        server.server_close()


def serve(running: Running, desk: Desk, note: Callable[[str], None], *, idle: float = IDLE) -> None:
    """Answer until somebody stops it (Ctrl+C, or SIGTERM), and renew the corpus whenever nobody did anything for long.

    ``idle`` is how long, in seconds.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(desk, over, note, idle), daemon=True)
    keeper.start()
    try:
        with _terminated():
            running.server.serve_forever(_TICK)
    except KeyboardInterrupt:
        pass
    finally:
        over.set()
        keeper.join()


def _keep(desk: Desk, over: threading.Event, note: Callable[[str], None], idle: float) -> None:
    """Renew the corpus when nobody has done anything for a while."""
    seen, since = desk.number, time.monotonic()
    told = ""
    while not over.wait(min(_TICK, idle)):
        if desk.number != seen:
            seen, since = desk.number, time.monotonic()
        elif desk.is_due and time.monotonic() - since >= idle:
            since = time.monotonic()
            try:
                desk.renew()
                told = ""
            except BilingualError as error:
                if str(error) != told:
                    told = str(error)
                    note(f"the corpus is not renewed yet, what was done is kept: {error}")


@contextmanager
def _terminated() -> Iterator[None]:
    """Take a request to end for what Ctrl+C is, so that the corpus is renewed then, too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _server(answer: Callable[..., object], port: int | None) -> BaseWSGIServer:
    """Return a server that listens on the port, or on any that is free where none is named and ours is taken."""
    if port is not None:
        try:
            return _bound(answer, port)
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
            raise UsageError(f"port {port} {why}", "Name another with --port") from error
    try:
        return _bound(answer, PORT)
    except OSError:
        return _bound(answer, 0)


def _bound(answer: Callable[..., object], port: int) -> BaseWSGIServer:
    import socket

    from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

    class Handler(WSGIRequestHandler):
        """Says nothing of requests, which may be many, and tells nobody what runs here."""

        timeout = _PATIENCE
        server_version = "bilingual"
        sys_version = ""

        def version_string(self) -> str:
            return self.server_version

        def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - as werkzeug names it
            pass

    # Bound here: werkzeug would end the process where it cannot.
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen()
        server = ThreadedWSGIServer(HOST, bound.getsockname()[1], answer, Handler, fd=bound.fileno())  # type: ignore[arg-type]
    server.daemon_threads = True
    return server
