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

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_file_that_vanished_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^no such file '.*'\. Check the path\.$"):
        Source("a", "a.txt", tmp_path / "a.txt").read()


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


def test_a_file_that_grows_ends_where_it_ended_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("one\ntwo\n")
    read = []
    with pytest.raises(InputError, match="it was changed while it was read"), Source.of(path).open() as stream:  # noqa: PT012 - it is raised at the end of the block
        for line in stream:
            read.append(line)
            with path.open("a") as more:
                more.write("more\n")
    assert read == [b"one\n", b"two\n"]


@pytest.mark.parametrize("change", [lambda path: path.write_text("two!"), lambda path: path.write_text("one or two")])
def test_a_file_that_is_written_over_is_told(tmp_path: Path, change: Callable[[Path], object]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one.")
    os.utime(path, ns=(1, 1))
    with pytest.raises(InputError, match="it was changed while it was read"), Source.of(path).open() as stream:  # noqa: PT012 - it is raised at the end of the block
        stream.read(2)
        change(path)


def test_a_file_that_is_replaced_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    (tmp_path / "b.txt").write_text("two")
    with Source.of(path).open() as stream:
        (tmp_path / "b.txt").replace(path)
        assert stream.read() == b"one"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no /proc")
def test_a_file_of_the_system_that_says_it_is_empty_is_read() -> None:
    assert b"Name:" in Source.of(Path("/proc/self/status")).read()
