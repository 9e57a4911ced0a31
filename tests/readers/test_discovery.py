from __future__ import annotations

import gzip
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.io import source
from bilingual.io.source import Source
from bilingual.readers.discovery import find

if TYPE_CHECKING:
    from collections.abc import Callable


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


def test_a_file_that_vanished_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        Source("a", "a.txt", tmp_path / "a.txt").read()


def test_our_own_corpora_are_not_read(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "output/b.txt", "output/.bilingual/ledger.sqlite")
    assert _ids(tmp_path) == ["a"]


def test_compressed_files_are_found_by_their_inner_suffix(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt.gz", "b.TXT.zst", "c.pdf.gz")
    assert _ids(tmp_path) == ["a", "b"]


def _zstd(data: bytes) -> bytes:
    zstd = importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    compressed: bytes = zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})
    return compressed


COMPRESS: dict[str, Callable[[bytes], bytes]] = {"a.txt": bytes, "a.txt.gz": gzip.compress, "a.txt.zst": _zstd}
DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda data: data[: len(data) // 2],
    lambda data: data[:-1],
    lambda data: data[:30] + b"?" * 99,
    lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
]


@pytest.mark.parametrize("name", COMPRESS)
def test_what_was_compressed_is_read(tmp_path: Path, name: str) -> None:
    text = b"Il pleut. " * 1_000
    (tmp_path / name).write_bytes(COMPRESS[name](text))
    source = Source("a", name, tmp_path / name)
    assert source.read() == text
    assert source.position == (tmp_path / name).stat().st_size


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_archive_is_one_clear_error(tmp_path: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    (tmp_path / name).write_bytes(damage(COMPRESS[name](bytes(range(256)) * 20)))
    with pytest.raises(InputError, match=name):
        Source("a", name, tmp_path / name).read()


def test_what_is_too_large_for_an_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_ARTICLE_BYTES", 1_000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 10_000))
    with pytest.raises(InputError, match="which no article has"):
        Source("a", "a.txt.gz", tmp_path / "a.txt.gz").read()
