from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from bilingual.models import notes

if TYPE_CHECKING:
    from pathlib import Path

DIGEST, OTHER = "0123abcd", "4567cdef"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "bilingual"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    return path


def _never() -> str:
    pytest.fail("it was found out again")


def test_what_is_noted_is_not_found_out_again(cache: Path) -> None:
    assert notes.noted("kind", {"a": 1, "b": [2]}, lambda: DIGEST) == DIGEST
    assert notes.noted("kind", {"b": [2], "a": 1}, _never) == DIGEST
    assert notes.noted("kind", {"a": 2}, lambda: OTHER) == OTHER
    assert len(list((cache / "kind").iterdir())) == 2


def test_nothing_is_noted_of_nothing(cache: Path) -> None:
    assert not notes.noted("kind", {}, str)
    assert notes.noted("kind", {}, lambda: DIGEST, keep=False) == DIGEST
    assert not cache.exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "[" * 100_000, '{"found": "zz", "facts": {}}', '{"found": 1, "facts": {}}', "\0\xff"]
)
def test_a_note_that_says_nothing_is_written_anew(cache: Path, content: str) -> None:
    notes.noted("kind", {}, lambda: DIGEST)
    [path] = (cache / "kind").iterdir()
    path.write_text(content, encoding="latin-1")
    assert notes.noted("kind", {}, lambda: OTHER) == OTHER
    assert json.loads(path.read_bytes()) == {"found": OTHER, "facts": {}}


def test_a_cache_that_cannot_be_written_is_no_obstacle(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("a file in the way", encoding="utf-8")
    assert notes.noted("kind", {}, lambda: DIGEST) == DIGEST


def test_files_are_looked_at_again_when_anything_about_them_changes(
    cache: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "_YOUNG", -1e9)
    assert notes.of_files("kind", [file], lambda: DIGEST) == DIGEST
    assert notes.of_files("kind", [file], _never) == DIGEST
    state = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))  # as whoever hides a change would do
    assert notes.of_files("kind", [file], lambda: OTHER) == OTHER
    assert cache.exists()


def test_a_file_that_may_still_change_unseen_is_not_noted(cache: Path, file: Path) -> None:
    assert notes.of_files("kind", [file], lambda: DIGEST) == DIGEST
    assert not cache.exists()


def test_a_file_that_is_not_there(cache: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        notes.of_files("kind", [cache / "none"], _never)
