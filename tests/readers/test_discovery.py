from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers.discovery import find


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


def test_our_own_corpora_are_not_read(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "output/b.txt", "output/.bilingual/ledger.sqlite")
    assert _ids(tmp_path) == ["a"]


def test_compressed_files_are_found_by_their_inner_suffix(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt.gz", "b.TXT.zst", "c.pdf.gz")
    assert _ids(tmp_path) == ["a", "b"]


def test_what_no_path_can_be_is_missing() -> None:
    [error] = find(["a\0b"], {".txt"})
    assert isinstance(error, InputError)
    assert "no such file or folder" in str(error)


def test_other_files_in_a_folder_are_offered_before_they_are_left(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "b.md", "c/d.pdf")
    offered: list[Path] = []

    def pass_over(path: Path) -> bool:
        offered.append(path)
        return path.suffix != ".md"

    found = [source.id for source in find([str(tmp_path)], {".txt"}, pass_over) if isinstance(source, Source)]
    assert (found, [path.name for path in offered]) == (["a", "b"], ["b.md", "d.pdf"])
