"""Folders whose publication was cut short, read as it was decided."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError, OutputError
from bilingual.io import ledger, published
from bilingual.io.output import PRIVATE, OutputFolder
from bilingual.io.published import Published
from bilingual.io.regular import open_regular

if TYPE_CHECKING:
    import sqlite3

NAMES = ("a.txt", "sub/b.txt", "c.txt")


def _publish(folder: Path, text: str, names: tuple[str, ...] = NAMES) -> None:
    with OutputFolder(folder) as output:
        for name in names:
            with output.create(name, "text") as stream:
                stream.write(text)
        output.publish()


def _cut_short(folder: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Publish other files, and die after so many of them are in their places."""
    rename, calls = Path.replace, iter(range(100))

    def fail(self: Path, target: Path) -> Path:
        if next(calls) >= after:
            raise OSError("power cut")
        return rename(self, target)

    settle = ledger.settle

    def die(connection: sqlite3.Connection) -> None:
        if ledger.staged(connection):
            raise OSError("power cut")
        settle(connection)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        patch.setattr(ledger, "settle", die)
        with pytest.raises(OutputError, match="power cut"):
            _publish(folder, "new", NAMES[:2])


def _texts(folder: Path) -> list[str]:
    with Published(folder).together(*NAMES[:2]) as sources:
        return [source.read().decode() for source in sources]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_whoever_reads_finishes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    _publish(tmp_path, "old")
    _cut_short(tmp_path, monkeypatch, after)
    assert Published(tmp_path).settle() is None
    assert {path.name: path.read_text() for path in tmp_path.rglob("*.txt")} == {"a.txt": "new", "b.txt": "new"}
    assert not (tmp_path / PRIVATE / "staging" / "a.txt").exists()


@pytest.mark.parametrize("after", [0, 1, 2])
def test_where_it_cannot_be_finished_files_are_read_from_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    def refuse(_: object) -> None:
        raise OutputError("another build is writing", "Wait")

    _publish(tmp_path, "old")
    _cut_short(tmp_path, monkeypatch, after)
    monkeypatch.setattr(OutputFolder, "__enter__", refuse)
    error = Published(tmp_path).settle()
    assert error is not None
    assert "another build is writing" in error.message
    assert _texts(tmp_path) == ["new", "new"]
    assert list(Published(tmp_path).changes()) == []


def test_a_folder_without_a_ledger_is_read_as_it_is(tmp_path: Path) -> None:
    _publish(tmp_path, "old")
    for path in (tmp_path / PRIVATE).iterdir():
        path.unlink()
    (tmp_path / PRIVATE).rmdir()
    files = Published(tmp_path)
    assert files.settle() is None
    assert _texts(tmp_path) == ["old", "old"]
    assert list(files.changes()) == []
    assert not (tmp_path / PRIVATE).exists()


def test_what_became_of_files_is_told(tmp_path: Path) -> None:
    _publish(tmp_path, "old")
    (tmp_path / "a.txt").write_text("mine")
    (tmp_path / "c.txt").unlink()
    (tmp_path / "sub" / "b.txt").unlink()
    (tmp_path / "sub" / "b.txt").mkdir()
    assert list(Published(tmp_path).changes()) == [
        "a.txt was changed since it was written",
        "c.txt is missing",
        "sub/b.txt cannot be looked at: it is a folder, not a file",
    ]


def test_files_of_two_publications_are_never_read_together(tmp_path: Path) -> None:
    _publish(tmp_path, "0")
    over = threading.Event()

    def publish() -> None:
        number = 0
        while not over.is_set():
            number += 1
            _publish(tmp_path, str(number))

    thread = threading.Thread(target=publish)
    thread.start()
    try:
        for _ in range(60):
            first, second = _texts(tmp_path)
            assert first == second
    finally:
        over.set()
        thread.join()


def test_what_moves_between_looking_and_opening_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(tmp_path, "old")
    opened, calls = open_regular, iter(range(100))

    def moving(path: Path) -> object:
        if next(calls) == 1:
            raise FileNotFoundError(2, os.strerror(2), str(path))
        return opened(path)

    monkeypatch.setattr(published, "open_regular", moving)
    assert _texts(tmp_path) == ["old", "old"]


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    _publish(tmp_path, "old")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match=r"a.txt': cannot be read: No such file"):
        _texts(tmp_path)
