from __future__ import annotations

import errno
import os
import shutil
import socket
import urllib.request
from io import FileIO
from pathlib import Path
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, NamedTuple

import index_server as server_
import pytest
from index_server import IndexServer

from bilingual.errors import BilingualError, DownloadError, OutputError
from bilingual.models import download
from bilingual.models.download import Client
from bilingual.models.part import Part

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

DATA = bytes(range(256)) * 12_000  # 3 MB


class Told(NamedTuple):
    client: Client
    notes: list[str]
    waits: list[float]


@pytest.fixture
def told() -> Told:
    """A client that waits for nothing, and what it said."""
    notes: list[str] = []
    waits: list[float] = []
    return Told(Client(notes.append, timeout=10.0, sleep=waits.append), notes, waits)


def _download(client: Client, url: str, path: Path) -> list[tuple[int, int | None]]:
    progress: list[tuple[int, int | None]] = []
    client.download(url, path, lambda size, total: progress.append((size, total)))
    return progress


def test_a_file_comes_whole_and_says_how_far_it_is(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA)
    progress = _download(told.client, f"{server.url}/f", tmp_path / "d" / "f")
    assert (tmp_path / "d" / "f").read_bytes() == DATA
    assert progress[-1] == (len(DATA), len(DATA))
    assert [size for size, _ in progress] == sorted({size for size, _ in progress})
    assert told.notes == []


def test_a_broken_connection_goes_on_where_it_was(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000_000, 0, 500_000])
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert server.ranges("/f") == [None, "bytes=1000000-", "bytes=1000000-", "bytes=1500000-"]
    assert told.notes[0] == "the connection broke after 1,000,000 of 3,072,000 bytes; trying again in 1 s"
    assert told.waits == [1.0, 2.0, 1.0]


def test_a_line_that_breaks_often_is_not_given_up_while_it_brings_something(
    server: IndexServer, told: Told, tmp_path: Path
) -> None:
    data = DATA * 4
    server.answers["/f"] = server_.file(data, cut_after=[1 << 20] * 10)
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == data
    assert set(told.waits) == {1.0}


def test_a_later_run_goes_on_where_an_earlier_one_was(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError, match="the connection broke after 5,000 of 3,072,000 bytes"):
        _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert told.waits == [1.0, 2.0, 4.0, 8.0]
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert server.ranges("/f")[-1] == "bytes=5000-"


@pytest.mark.parametrize("etag", ['"2"', None, 'W/"1"'])
def test_another_version_of_the_file_is_not_joined_to_the_first(
    server: IndexServer, told: Told, tmp_path: Path, etag: str | None
) -> None:
    server.answers["/f"] = server_.file(b"old" * 1_000, cut_after=[100] * 5)
    with pytest.raises(DownloadError):
        _download(told.client, f"{server.url}/f", tmp_path / "f")
    server.answers["/f"] = server_.file(DATA, etag=etag)
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA


def test_a_file_that_shrank_is_downloaded_again(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError):
        _download(told.client, f"{server.url}/f", tmp_path / "f")
    server.answers["/f"] = server_.status(416, 1, server_.file(b"small"))
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == b"small"


def test_a_part_that_was_not_asked_for_is_refused(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError):
        _download(told.client, f"{server.url}/f", tmp_path / "f")

    def wrong(handler: server_.Handler) -> None:
        server.answers["/f"] = server_.file(DATA)
        handler.send_response(206)
        handler.send_header("Content-Range", "bytes 0-9/10")
        handler.send_header("Content-Length", "10")
        handler.end_headers()
        handler.wfile.write(b"0123456789")

    server.answers["/f"] = wrong
    _download(told.client, f"{server.url}/f", tmp_path / "new")
    server.answers["/f"] = wrong
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert "the server sent another part than the one asked for; trying again in 1 s" in told.notes


def _part(data: bytes, start: int, total: int, **headers: str) -> server_.Answer:
    """Send ``data`` as a part, whatever was asked for."""

    def answer(handler: server_.Handler) -> None:
        handler.send_response(206)
        handler.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def _one_after_the_other(*answers: server_.Answer) -> server_.Answer:
    """Give each answer once, and the last for ever."""
    left = list(answers)

    def answer(handler: server_.Handler) -> None:
        current = left.pop(0) if len(left) > 1 else left[0]
        current(handler)

    return answer


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (_part(b"x" * 2_900, 100, 3_000, ETag='"2"'), "the server sent a part of another version of the file"),
        (_part(b"x" * 2_900, 100, 3_000, ETag='W/"1"'), "the server sent a part of another version of the file"),
        (_part(b"x" * 3_000, 100, 3_000), "the server sent more than it said"),
        (_part(b"x" * 3_900, 100, 4_000), "the server sent another part than the one asked for"),
    ],
)
def test_a_part_that_does_not_fit_is_not_joined_to_the_first(
    server: IndexServer, told: Told, tmp_path: Path, answer: server_.Answer, message: str
) -> None:
    whole = server_.file(DATA[:3_000], cut_after=[100])
    server.answers["/f"] = _one_after_the_other(whole, answer, whole)
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA[:3_000]
    assert f"{message}; trying again in 2 s" in told.notes
    assert server.ranges("/f") == [None, "bytes=100-", None]


def test_what_a_part_says_of_the_length_counts_where_nothing_else_did(
    server: IndexServer, told: Told, tmp_path: Path
) -> None:
    def broken(handler: server_.Handler) -> None:
        handler.send_response(200)
        handler.send_header("ETag", '"1"')
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"64\r\n" + DATA[:100] + b"\r\n")
        handler.close_connection = True

    server.answers["/f"] = _one_after_the_other(broken, server_.file(DATA, cut_after=[5_000]))
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert server.ranges("/f") == [None, "bytes=100-", "bytes=5100-"]


def test_a_disk_that_takes_a_chunk_in_parts_leaves_no_gap(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sparing(FileIO):
        def write(self, data: ReadableBuffer, /) -> int:
            return super().write(memoryview(data)[:1_000])

    server.answers["/f"] = server_.file(DATA)
    monkeypatch.setattr(Part, "open", lambda _: Sparing(tmp_path / "f", "ab"))
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert told.notes == []


@pytest.mark.parametrize("proxy", ["http://me:secret@127.0.0.1:1/", "127.0.0.1:1", "socks5://127.0.0.1:1"])
def test_a_proxy_that_is_in_the_way_is_named(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(DownloadError, match=r"Connection refused \(by way of the proxy '127\.0\.0\.1:1'\)") as caught:
        _download(told.client, "http://example.org/f", tmp_path / "f")
    assert "secret" not in str(caught.value)


def test_a_proxy_that_is_not_known_is_not_taken_for_the_host(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DownloadError, match=r"the proxy 'proxy\.invalid:3128' is not known"):
        _download(told.client, "http://example.org/f", tmp_path / "f")


def test_a_user_in_an_address_is_refused_without_telling_the_password(told: Told, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"at 'example\.org' has a user's name in it") as caught:
        _download(told.client, "http://me:secret@example.org/f", tmp_path / "f")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_server_in_trouble_is_asked_again(server: IndexServer, told: Told, tmp_path: Path, code: int) -> None:
    server.answers["/f"] = server_.status(code, 2, server_.file(DATA))
    _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert told.waits == [1.0, 2.0]


@pytest.mark.parametrize(
    ("answer", "message", "attempts"),
    [
        (server_.status(404), "HTTP 404 Not Found", 1),
        (server_.status(403), "HTTP 403 Forbidden", 1),
        (server_.status(500), "HTTP 500 Internal Server Error", 5),
        (server_.status(599), "HTTP 599", 5),
        (server_.status(410), "HTTP 410 Gone", 1),
        (server_.redirect("file:///etc/passwd"), "redirects in a circle, or to what is no http or https address", 1),
        (server_.redirect("ftp://127.0.0.1/f"), "is no http or https address", 1),
        (server_.redirect("/f"), "redirects in a circle", 11),
        (server_.redirect("http://[bad/"), "no HTTP answer|is no http or https address", 5),
        (server_.document(b"x", **{"Content-Encoding": "gzip"}), "in an encoding that was not asked for", 1),
        (server_.lying(b"x" * 1_000, 2_000), "broke after 1,000 of 2,000 bytes", 5),
        (server_.lying(b"x", 3 << 30), "is larger than any translation package", 1),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n") and None, "no HTTP answer", 5),
        (lambda handler: handler.connection.close(), "broke|reset|no HTTP answer|closed", 5),
    ],
)
def test_what_cannot_be_had_is_one_clear_error(  # noqa: PLR0913, PLR0917 - the table's columns and the fixtures
    server: IndexServer, told: Told, tmp_path: Path, answer: server_.Answer, message: str, attempts: int
) -> None:
    server.answers["/f"] = answer
    with pytest.raises(DownloadError, match=message) as caught:
        _download(told.client, f"{server.url}/f", tmp_path / "f")
    assert "\n" not in str(caught.value)
    assert len(server.requests) <= attempts


@pytest.mark.parametrize("answer", [server_.stalling(b"x" * 100), server_.trickling])
def test_a_stalled_server_is_given_up(server: IndexServer, tmp_path: Path, answer: server_.Answer) -> None:
    server.answers["/f"] = answer
    client = Client(timeout=0.2, waits=(0.0,), sleep=lambda _: None)
    with pytest.raises(DownloadError, match="nothing came in time"):
        _download(client, f"{server.url}/f", tmp_path / "f")


def test_a_host_that_is_not_known_is_told_at_once(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DownloadError, match=r"the host 'nowhere\.invalid' is not known.* Check the network"):
        _download(told.client, "http://nowhere.invalid/f", tmp_path / "f")
    assert told.waits == []


def test_nobody_listens(told: Told, tmp_path: Path) -> None:
    with IndexServer() as server:
        url = server.url
    with pytest.raises(DownloadError, match="Connection refused"):
        _download(told.client, url, tmp_path / "f")
    assert told.waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ipfs://Qm", "http://", "http://a b/", "http://h:port/", "x"])
def test_what_is_no_address_is_refused(told: Told, tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadError, match="is no "):
        _download(told.client, url, tmp_path / "f")


def test_an_encrypted_address_never_leads_to_an_open_one() -> None:
    request = urllib.request.Request("https://example.org/")
    with pytest.raises(DownloadError, match="redirects to an unencrypted address"):
        download._Redirects().redirect_request(request, None, 302, "", None, "http://example.org/")  # type: ignore[arg-type] # noqa: SLF001


def test_a_file_without_a_stated_length_has_a_limit(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "MAX_BYTES", 100_000)

    def endless(handler: server_.Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    server.answers["/f"] = endless
    with pytest.raises(DownloadError, match="is larger than any translation package"):
        _download(told.client, f"{server.url}/f", tmp_path / "f")


def test_a_document_has_a_limit(server: IndexServer, told: Told) -> None:
    server.answers["/f"] = server_.document(b"x" * 101)
    assert len(told.client.read(f"{server.url}/f", 101)) == 101
    with pytest.raises(DownloadError, match="is longer than 100 bytes"):
        told.client.read(f"{server.url}/f", 100)


def test_a_document_that_breaks_off_is_asked_for_again(server: IndexServer, told: Told) -> None:
    server.answers["/f"] = server_.file(b"x" * 1_000, cut_after=[10])
    assert told.client.read(f"{server.url}/f", 5_000) == b"x" * 1_000


def test_no_room_is_said_before_anything_comes(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/f"] = server_.file(DATA)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    with pytest.raises(OutputError, match="no room for a download of 3,072,000 bytes"):
        _download(told.client, f"{server.url}/f", tmp_path / "f")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_up_is_one_clear_error(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/f"] = server_.file(DATA)

    def full(_: object) -> IO[bytes]:
        return Path("/dev/full").open("ab", buffering=0)

    monkeypatch.setattr(Part, "open", full)
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        _download(told.client, f"{server.url}/f", tmp_path / "f")


def test_every_error_has_an_exit_code_of_its_own() -> None:
    assert issubclass(DownloadError, BilingualError)
    assert DownloadError.exit_code == 5
