"""Files from the network: with patience for bad lines, and none for what is no file of ours.

Whether what came is right is for the caller to check.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, TypeVar

from bilingual import __version__
from bilingual.errors import DownloadError
from bilingual.models.archives import MAX_BYTES
from bilingual.models.install.partial import BrokenError, Part, require_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

_CHUNK_BYTES = 1 << 16
# A line slower than this for the length of the time-out is taken for dead.
_MIN_BYTES_PER_SECOND = 64
# What must have come since the last failure for that one to be forgotten; a large file may break off many times.
_PROGRESS_BYTES = 1 << 20
_TRANSIENT = {408, 425, 429}

_OFFLINE = "Check the network; without one, install a file: bilingual model install FILE.argosmodel"
_ELSEWHERE = "Check the address, or install a file: bilingual model install FILE.argosmodel"


@dataclass(frozen=True, slots=True)
class Client:
    """Downloads over HTTP and HTTPS.

    ``timeout`` is in seconds, for a connection to be made and for data to come; ``waits`` are the seconds before each
    new attempt, which ``sleep`` spends; ``note`` is told about them.
    """

    note: Callable[[str], None] = lambda _: None
    timeout: float = 30.0
    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)
    sleep: Callable[[float], None] = time.sleep

    def read(self, url: str, limit: int) -> bytes:
        """Return a document of at most ``limit`` bytes. Raises DownloadError."""

        def attempt() -> bytes:
            data = bytearray()
            with _errors(url), _open(url, {}, self.timeout) as response:
                total = response.length
                for chunk in _chunks(response, self.timeout):
                    data += chunk
                    if len(data) > limit:
                        raise DownloadError(f"'{url}' is longer than {limit:,} bytes", _ELSEWHERE)
                require_all(len(data), total)
            return bytes(data)

        return self._patiently(url, attempt, lambda: 0)

    def download(self, url: str, path: Path, progress: Callable[[int, int | None], None]) -> None:
        """Download into ``path``, or go on where an earlier download into it broke off.

        ``progress`` is told how many bytes are there, and of how many if that is known. Raises DownloadError, and
        OutputError where the file cannot be written.
        """
        part = Part(path)
        if part.total is None or part.size != part.total:
            self._patiently(url, lambda: self._attempt(url, part, progress), lambda: part.size)

    def _patiently(self, url: str, attempt: Callable[[], T], position: Callable[[], int]) -> T:
        """Try again after failures that may pass; ``position`` is how many bytes are there."""
        started = reached = position()
        failures = 0
        while True:
            try:
                return attempt()
            except BrokenError as error:
                if position() >= reached + _PROGRESS_BYTES:
                    failures, reached = 0, position()
                if failures == len(self.waits) or (error.at_once and position() <= started):
                    raise DownloadError(f"cannot download '{url}': {error}", _OFFLINE) from error
                self.note(f"{error}; trying again in {self.waits[failures]:g} s")
                self.sleep(self.waits[failures])
                failures += 1

    def _attempt(self, url: str, part: Part, progress: Callable[[int, int | None], None]) -> None:
        with _errors(url, part), _open(url, part.condition, self.timeout) as response:
            if not part.continues(response):
                part.start(response)
            if (part.total or 0) > MAX_BYTES:
                raise DownloadError(f"'{url}' is larger than any translation package", _ELSEWHERE)
            part.require_room()
            with part.open() as stream:
                for chunk in _chunks(response, self.timeout):
                    part.append(stream, chunk)
                    progress(stream.tell(), part.total)
                    if stream.tell() > MAX_BYTES:
                        raise DownloadError(f"'{url}' is larger than any translation package", _ELSEWHERE)
            part.require_whole()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from an encrypted connection to an open one."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the class above has it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _require_web(newurl)
        if req.type == "https" and not newurl.lower().startswith("https:"):
            raise DownloadError(f"'{req.full_url}' redirects to an unencrypted address", _ELSEWHERE)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_web(url: str) -> bool:
    """Whether this is an address that can be downloaded from.

    >>> is_web("https://example.org/a.argosmodel"), is_web("ipfs://Qm"), is_web("file:///etc/passwd")
    (True, False, False)
    """
    try:
        parts = urllib.parse.urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return False


def _require_web(url: str) -> None:
    if not is_web(url):
        raise DownloadError(f"'{url}' is no http or https address", _ELSEWHERE)
    if urllib.parse.urlsplit(url).username is not None:
        host = urllib.parse.urlsplit(url).hostname
        raise DownloadError(f"the address at '{host}' has a user's name in it, which is not supported", _ELSEWHERE)


def _open(url: str, headers: Mapping[str, str], timeout: float) -> http.client.HTTPResponse:
    """Send a request. Not with urlopen, which also opens files and data URLs."""
    _require_web(url)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    plain = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    request = urllib.request.Request(  # noqa: S310 - the address was looked at
        plain, headers={"User-Agent": f"bilingual/{__version__}", **headers}
    )
    response: http.client.HTTPResponse = opener.open(request, timeout=timeout)
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        response.close()
        raise DownloadError(f"'{url}' comes in an encoding that was not asked for", _ELSEWHERE)
    return response


def _chunks(response: http.client.HTTPResponse, timeout: float) -> Iterator[bytes]:
    """Yield the body as it comes. Raises TimeoutError where it trickles."""
    started, came = time.monotonic(), 0
    while chunk := response.read1(_CHUNK_BYTES):
        yield chunk
        came += len(chunk)
        now = time.monotonic()
        if now - started >= timeout:
            if came < _MIN_BYTES_PER_SECOND * timeout:
                raise TimeoutError
            started, came = now, 0


@contextlib.contextmanager
def _errors(url: str, part: Part | None = None) -> Iterator[None]:
    """Turn what the network modules raise into BrokenError, or DownloadError where another attempt is no use."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and part and part.size:
            part.discard()
            raise BrokenError("the server has another version of the file now") from error
        raise _of_status(url, error.code) from error
    except http.client.InvalidURL as error:
        raise DownloadError(f"'{url}' is no address ({error})", _ELSEWHERE) from error
    except (http.client.HTTPException, ValueError) as error:
        reason = "the connection broke" if isinstance(error, http.client.IncompleteRead) else "no HTTP answer"
        raise BrokenError(f"{reason} ({type(error).__name__}){_by_way(url)}") from error
    except OSError as error:
        raise _of_connection(url, getattr(error, "reason", error)) from error


def _of_status(url: str, code: int) -> Exception:
    reason = f"HTTP {code} {http.client.responses.get(code, '')}".rstrip() + _by_way(url)
    if code in _TRANSIENT or code >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return BrokenError(reason)
    if code < http.HTTPStatus.BAD_REQUEST:
        reason = "it redirects in a circle, or to what is no http or https address"
    return DownloadError(f"cannot download '{url}': {reason}", _ELSEWHERE)


def _of_connection(url: str, reason: object) -> Exception:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DownloadError(
            f"cannot download '{url}': its certificate is not trusted ({reason.verify_message})", _ELSEWHERE
        )
    if isinstance(reason, socket.gaierror):
        proxy, host = _proxy(url), urllib.parse.urlsplit(url).hostname
        what = f"proxy '{proxy}'" if proxy else f"host '{host}'"
        return BrokenError(f"the {what} is not known ({reason.strerror or reason})", at_once=True)
    said = "nothing came in time" if isinstance(reason, TimeoutError) else getattr(reason, "strerror", None) or reason
    return BrokenError(f"{said}{_by_way(url)}")


def _proxy(url: str) -> str:
    """Return the proxy that the user's settings put before an address, without the password that they may hold."""
    parts = urllib.parse.urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if not proxy or urllib.request.proxy_bypass(parts.netloc):
        return ""
    return proxy.rpartition("@")[2].rpartition("://")[2].rstrip("/")


def _by_way(url: str) -> str:
    proxy = _proxy(url)
    return f" (by way of the proxy '{proxy}')" if proxy else ""
