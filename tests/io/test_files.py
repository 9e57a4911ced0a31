from __future__ import annotations

import errno
import os
import sqlite3
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import OutputError
from bilingual.io import files
from bilingual.io.files import output_errors, page_name, told_by_sqlite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "article_id",
    ["../../etc/passwd", "/etc/passwd", "a/b", "CON", "nul.txt", "index", "index-2", "", "..", "x" * 500, "é" * 200],
)
def test_page_names_are_safe(article_id: str) -> None:
    name = page_name(article_id)
    assert name
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name.encode()) < 200
    assert not name.startswith("index") or len(name) > len("index-2")


@given(st.sets(st.text(max_size=20), min_size=2, max_size=5))
def test_different_ids_have_different_names_also_where_case_is_folded(ids: set[str]) -> None:
    assert len({page_name(article_id).casefold() for article_id in ids}) == len(ids)


def test_an_id_without_end_has_a_name_at_once() -> None:
    started = time.process_time()
    assert len(page_name("é" * 5_000_000)) < 200
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Make room and run the same command again"),
        (errno.EDQUOT, "your quota is used up"),
        (errno.EMFILE, "Allow more open files"),
        (errno.ENOMEM, "allow this one more memory"),
        (errno.EACCES, "Choose a folder that you may write to"),
    ],
)
def test_what_the_system_lacks_has_a_remedy_of_its_own(tmp_path: Path, number: int, remedy: str) -> None:
    with pytest.raises(OutputError) as caught, output_errors(tmp_path):
        raise OSError(number, os.strerror(number))
    assert remedy in caught.value.remedy


def _sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


def test_sqlite_does_not_say_that_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told_by_sqlite(_sqlite_error(sqlite3.SQLITE_FULL), tmp_path).errno == errno.ENOSPC
    assert told_by_sqlite(_sqlite_error(sqlite3.SQLITE_IOERR_WRITE), tmp_path).errno is None
    monkeypatch.setattr(files, "_is_full", lambda _: True)
    for code in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN):
        assert told_by_sqlite(_sqlite_error(code), tmp_path).errno == errno.ENOSPC


def test_sqlite_does_not_say_that_too_many_files_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "open", refuse)
    told = told_by_sqlite(_sqlite_error(sqlite3.SQLITE_CANTOPEN), tmp_path)
    monkeypatch.undo()
    assert (told.errno, str(told)) == (errno.EMFILE, "[Errno 24] Too many open files (it failed)")
