"""Who is at work at a place that knows no locks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError, OutputError
from bilingual.io.lease import Lease

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "shards/run.lease"


class Shelf:
    """A place that keeps files in memory, and calls ``after`` whenever one was read or written."""

    where = "s3://news/corpus"

    def __init__(self, content: bytes | None = None, after: Callable[[Shelf], None] = lambda _: None) -> None:
        self.files = {} if content is None else {NAME: content}
        self.after = after
        self.writes = 0
        self.written = threading.Event()

    def read(self, name: str, most: int) -> bytes | None:
        found = self.files.get(name)
        assert len(found or b"") <= most
        self.after(self)
        return found

    def write(self, name: str, data: bytes) -> None:
        self.files[name] = data
        self.writes += 1
        if self.writes > 2:
            self.written.set()
        self.after(self)

    def remove(self, name: str) -> None:
        del self.files[name]


def lease(shelf: Shelf, *, renew: float = 0.01, lasts: float = 0.1) -> Lease:
    return Lease(shelf, NAME, renew=renew, lasts=lasts, settles=0.0)


def by(host: str, pid: int, count: int = 1) -> bytes:
    return json.dumps({"token": "theirs", "count": count, "host": host, "pid": pid}).encode()


def test_it_says_whose_it_is_is_renewed_and_goes_with_its_holder() -> None:
    shelf = Shelf()
    with lease(shelf):
        record = json.loads(shelf.files[NAME])
        assert (record["host"], record["pid"]) == (socket.gethostname(), os.getpid())
        assert shelf.written.wait(60)
    assert shelf.files == {}


def test_a_second_run_is_told_of_the_first() -> None:
    shelf = Shelf()
    with (
        lease(shelf),
        pytest.raises(
            OutputError, match=rf"process {os.getpid()} on '.*'\) is at work on the shards in 's3://news/corpus'"
        ),
        lease(shelf, lasts=60, renew=0.05),
    ):
        pass
    assert shelf.files == {}


def test_of_two_that_begin_in_one_moment_one_is_told() -> None:
    def another(shelf: Shelf) -> None:
        if shelf.writes == 1:
            shelf.files[NAME] = by("elsewhere", 7)

    shelf = Shelf(after=another)
    with pytest.raises(OutputError, match="process 7 on 'elsewhere'"), lease(shelf):
        pass
    assert shelf.files == {NAME: by("elsewhere", 7)}


def test_one_that_another_took_is_left_to_it() -> None:
    shelf = Shelf()
    with lease(shelf):
        shelf.files[NAME] = by("elsewhere", 7)
    assert shelf.files == {NAME: by("elsewhere", 7)}


def test_that_of_a_machine_that_is_silent_ends() -> None:
    shelf = Shelf(by("elsewhere", 1))
    with lease(shelf):
        assert json.loads(shelf.files[NAME])["pid"] == os.getpid()


@pytest.mark.skipif(os.name != "posix", reason="whether a process lives is asked of POSIX")
def test_that_of_a_process_of_this_machine_that_is_no_more_keeps_nobody_waiting() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    shelf = Shelf(by(socket.gethostname(), gone.pid))
    with lease(shelf, lasts=1e6, renew=1e6):
        assert json.loads(shelf.files[NAME])["pid"] == os.getpid()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b'"x"', b"\xff", b"[" * 4000])
def test_what_is_none_keeps_nobody_waiting(content: bytes) -> None:
    shelf = Shelf(content)
    with lease(shelf, lasts=1e6, renew=1e6):
        assert json.loads(shelf.files[NAME])["pid"] == os.getpid()


@pytest.mark.parametrize("record", [{"pid": "x"}, {"pid": -1}, {"pid": 0}, {"pid": True}, {"host": 3}, {"pid": 10**30}])
def test_a_strangers_record_is_no_danger(record: dict[str, object]) -> None:
    """It is waited for as that of another machine, and ends as that does."""
    shelf = Shelf(json.dumps({"token": "x", "host": socket.gethostname()} | record).encode())
    with lease(shelf):
        assert json.loads(shelf.files[NAME])["count"] >= 1


def test_a_moment_without_the_network_does_not_end_it() -> None:
    failed = threading.Event()

    def fail(shelf: Shelf) -> None:
        if shelf.writes == 2 and not failed.is_set():
            failed.set()
            raise InputError("no answer", "Check the network")

    shelf = Shelf(after=fail)
    with lease(shelf):
        assert failed.wait(60)
        assert shelf.written.wait(60)
    assert shelf.files == {}
