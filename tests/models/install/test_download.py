from __future__ import annotations

import socket
import urllib.request
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import BilingualError, DownloadError
from bilingual.models.install import download as downloading
from bilingual.models.install.download import Client
from tests.support import index_server as server_
from tests.support.downloads import DATA, download
from tests.support.index_server import IndexServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.downloads import Told


def test_a_file_comes_whole_and_says_how_far_it_is(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA)
    progress = download(told.client, f"{server.url}/f", tmp_path / "d" / "f")
    assert (tmp_path / "d" / "f").read_bytes() == DATA
    assert progress[-1] == (len(DATA), len(DATA))
    assert [size for size, _ in progress] == sorted({size for size, _ in progress})
    assert told.notes == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "Connection refused"),
        (server_.status(407), "HTTP 407 Proxy Authentication Required"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n") and None, r"no HTTP answer \(BadStatusLine\)"),
    ],
)
@pytest.mark.parametrize("proxy", ["http://me:secret@{}/", "{}", "socks5://{}"])
def test_a_proxy_that_is_in_the_way_is_named(  # noqa: PLR0913, PLR0917 - the tables' columns and the fixtures
    server: IndexServer,
    told: Told,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    proxy: str,
    answer: server_.Answer | None,
    reason: str,
) -> None:
    server.answers["http://example.org/f"] = answer or server_.status(404)
    address = server.url.removeprefix("http://") if answer else "127.0.0.1:1"
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy.format(address))
    with pytest.raises(DownloadError, match=rf"{reason} \(by way of the proxy '{address}'\)") as caught:
        download(told.client, "http://example.org/f", tmp_path / "f")
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
        download(told.client, "http://example.org/f", tmp_path / "f")


def test_a_user_in_an_address_is_refused_without_telling_the_password(told: Told, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"at 'example\.org' has a user's name in it") as caught:
        download(told.client, "http://me:secret@example.org/f", tmp_path / "f")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_server_in_trouble_is_asked_again(server: IndexServer, told: Told, tmp_path: Path, code: int) -> None:
    server.answers["/f"] = server_.status(code, 2, server_.file(DATA))
    download(told.client, f"{server.url}/f", tmp_path / "f")
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
        download(told.client, f"{server.url}/f", tmp_path / "f")
    assert "\n" not in str(caught.value)
    assert len(server.requests) <= attempts


def test_a_stalled_server_is_given_up(server: IndexServer, tmp_path: Path) -> None:
    server.answers["/f"] = server_.stalling(b"x" * 100)
    # However slow the machine, nothing more comes; also where not even the connection is made in so short a time.
    client = Client(timeout=0.05, waits=(0.0,), sleep=lambda _: None)
    with pytest.raises(DownloadError, match="nothing came in time"):
        download(client, f"{server.url}/f", tmp_path / "f")


def test_a_trickling_server_is_given_up(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/f"] = server_.trickling
    # A clock by which ten seconds pass from one piece to the next.
    monkeypatch.setattr(downloading, "time", SimpleNamespace(monotonic=count(0.0, 10.0).__next__))
    with pytest.raises(DownloadError, match="nothing came in time"):
        download(told.client, f"{server.url}/f", tmp_path / "f")


def test_a_host_that_is_not_known_is_told_at_once(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DownloadError, match=r"the host 'nowhere\.invalid' is not known.* Check the network"):
        download(told.client, "http://nowhere.invalid/f", tmp_path / "f")
    assert told.waits == []


def test_nobody_listens(told: Told, tmp_path: Path) -> None:
    with IndexServer() as server:
        url = server.url
    with pytest.raises(DownloadError, match="Connection refused"):
        download(told.client, url, tmp_path / "f")
    assert told.waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ipfs://Qm", "http://", "http://a b/", "http://h:port/", "x"])
def test_what_is_no_address_is_refused(told: Told, tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadError, match="is no "):
        download(told.client, url, tmp_path / "f")


def test_an_encrypted_address_never_leads_to_an_open_one() -> None:
    request = urllib.request.Request("https://example.org/")
    with pytest.raises(DownloadError, match="redirects to an unencrypted address"):
        downloading._Redirects().redirect_request(request, None, 302, "", None, "http://example.org/")  # type: ignore[arg-type] # noqa: SLF001


def test_a_file_without_a_stated_length_has_a_limit(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "MAX_BYTES", 100_000)

    def endless(handler: server_.Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    server.answers["/f"] = endless
    with pytest.raises(DownloadError, match="is larger than any translation package"):
        download(told.client, f"{server.url}/f", tmp_path / "f")


def test_a_document_has_a_limit(server: IndexServer, told: Told) -> None:
    server.answers["/f"] = server_.document(b"x" * 101)
    assert len(told.client.read(f"{server.url}/f", 101)) == 101
    with pytest.raises(DownloadError, match="is longer than 100 bytes"):
        told.client.read(f"{server.url}/f", 100)


def test_a_document_that_breaks_off_is_asked_for_again(server: IndexServer, told: Told) -> None:
    server.answers["/f"] = server_.file(b"x" * 1_000, cut_after=[10])
    assert told.client.read(f"{server.url}/f", 5_000) == b"x" * 1_000


def test_every_error_has_an_exit_code_of_its_own() -> None:
    assert issubclass(DownloadError, BilingualError)
    assert DownloadError.exit_code == 5
