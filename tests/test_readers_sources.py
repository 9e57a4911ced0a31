from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.errors import InputError
from bilingual.readers.sources import Source, find


def _make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Bonjour.")


def _ids(*names: Path) -> list[str]:
    found = list(find([str(name) for name in names], {".txt"}))
    assert all(isinstance(source, Source) for source in found)
    return [source.id for source in found if isinstance(source, Source)]


def test_a_folder_is_read_in_order_with_sub_folders_and_nothing_hidden(tmp_path: Path) -> None:
    _make(tmp_path, "b.txt", "a/z.TXT", "a/y.txt", "c.md", ".d.txt", ".git/e.txt")
    assert _ids(tmp_path) == ["a/y", "a/z", "b"]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    _make(tmp_path, "article.md")
    assert _ids(tmp_path / "article.md") == ["article"]


def test_articles_of_the_same_name_keep_apart_also_where_only_case_differs(tmp_path: Path) -> None:
    _make(tmp_path, "a/x.txt", "b/X.txt", "b/x~2.txt")
    assert _ids(tmp_path / "a", tmp_path / "b", tmp_path / "a/x.txt") == ["x", "X~2", "x~2~2", "x~3"]


def test_what_is_missing_does_not_stop_the_rest(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt")
    missing, found = find([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")], {".txt"})
    assert isinstance(missing, InputError)
    assert "no such file" in str(missing)
    assert isinstance(found, Source)


def test_a_folder_without_articles_says_what_is_wanted(tmp_path: Path) -> None:
    [error] = find([str(tmp_path)], {".txt"})
    assert isinstance(error, InputError)
    assert "*.txt" in str(error)


def test_links_to_folders_are_not_followed_in_circles(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert _ids(tmp_path) == ["a"]


def test_a_file_name_in_another_encoding_is_written_as_text(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Bonjour.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [source] = find([str(tmp_path)], {".txt"})
    assert isinstance(source, Source)
    assert source.id == "caf�"
    assert source.read() == b"Bonjour."


def test_a_file_that_vanished_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        Source("a", "a.txt", tmp_path / "a.txt").read()
