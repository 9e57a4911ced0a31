from __future__ import annotations

import gzip
import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import InputError
from bilingual.io import source
from bilingual.io.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_file_that_vanished_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
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
