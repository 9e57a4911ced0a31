from __future__ import annotations

import errno
import os
import shutil
from io import FileIO
from pathlib import Path
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING

import pytest

from bilingual.errors import DownloadError, OutputError
from bilingual.models.install.partial import Part
from tests.support import index_server as server_
from tests.support.downloads import DATA, download

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from tests.support.downloads import Told
    from tests.support.index_server import IndexServer


def test_a_broken_connection_goes_on_where_it_was(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000_000, 0, 500_000])
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert server.ranges("/f") == [None, "bytes=1000000-", "bytes=1000000-", "bytes=1500000-"]
    assert told.notes[0] == "the connection broke after 1,000,000 of 3,072,000 bytes; trying again in 1 s"
    assert told.waits == [1.0, 2.0, 1.0]


def test_a_line_that_breaks_often_is_not_given_up_while_it_brings_something(
    server: IndexServer, told: Told, tmp_path: Path
) -> None:
    data = DATA * 4
    server.answers["/f"] = server_.file(data, cut_after=[1 << 20] * 10)
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == data
    assert set(told.waits) == {1.0}


def test_a_later_run_goes_on_where_an_earlier_one_was(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError, match="the connection broke after 5,000 of 3,072,000 bytes"):
        download(told.client, f"{server.url}/f", tmp_path / "f")
    assert told.waits == [1.0, 2.0, 4.0, 8.0]
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert server.ranges("/f")[-1] == "bytes=5000-"


@pytest.mark.parametrize("etag", ['"2"', None, 'W/"1"'])
def test_another_version_of_the_file_is_not_joined_to_the_first(
    server: IndexServer, told: Told, tmp_path: Path, etag: str | None
) -> None:
    server.answers["/f"] = server_.file(b"old" * 1_000, cut_after=[100] * 5)
    with pytest.raises(DownloadError):
        download(told.client, f"{server.url}/f", tmp_path / "f")
    server.answers["/f"] = server_.file(DATA, etag=etag)
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA


def test_a_file_that_shrank_is_downloaded_again(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError):
        download(told.client, f"{server.url}/f", tmp_path / "f")
    server.answers["/f"] = server_.status(416, 1, server_.file(b"small"))
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == b"small"


def test_a_part_that_was_not_asked_for_is_refused(server: IndexServer, told: Told, tmp_path: Path) -> None:
    server.answers["/f"] = server_.file(DATA, cut_after=[1_000] * 5)
    with pytest.raises(DownloadError):
        download(told.client, f"{server.url}/f", tmp_path / "f")

    def wrong(handler: server_.Handler) -> None:
        server.answers["/f"] = server_.file(DATA)
        handler.send_response(206)
        handler.send_header("Content-Range", "bytes 0-9/10")
        handler.send_header("Content-Length", "10")
        handler.end_headers()
        handler.wfile.write(b"0123456789")

    server.answers["/f"] = wrong
    download(told.client, f"{server.url}/f", tmp_path / "new")
    server.answers["/f"] = wrong
    download(told.client, f"{server.url}/f", tmp_path / "f")
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
    download(told.client, f"{server.url}/f", tmp_path / "f")
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
    download(told.client, f"{server.url}/f", tmp_path / "f")
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
    download(told.client, f"{server.url}/f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    assert told.notes == []


def test_no_room_is_said_before_anything_comes(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/f"] = server_.file(DATA)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    with pytest.raises(OutputError, match="no room for a download of 3,072,000 bytes"):
        download(told.client, f"{server.url}/f", tmp_path / "f")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_up_is_one_clear_error(
    server: IndexServer, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/f"] = server_.file(DATA)

    def full(_: object) -> IO[bytes]:
        return Path("/dev/full").open("ab", buffering=0)

    monkeypatch.setattr(Part, "open", full)
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        download(told.client, f"{server.url}/f", tmp_path / "f")
