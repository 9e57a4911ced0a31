from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import ModelError
from tests.support.packages import METADATA, package

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("packages")


def test_an_archive_is_unpacked_once_and_again_when_damaged(tmp_path: Path) -> None:
    path = package(tmp_path / "p.argosmodel")
    model = models.find(path)
    assert model.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    inode = (model.folder / "model" / "model.bin").stat().st_ino
    assert (models.find(path).folder / "model" / "model.bin").stat().st_ino == inode
    (model.folder / "model" / "model.bin").write_text("")
    assert (models.find(path).folder / "model" / "model.bin").read_text() == "model/model.bin"


def test_an_unwritable_cache_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert (models.find(package(tmp_path / "p.argosmodel")).folder / "metadata.json").is_file()


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(package(tmp_path / "p.argosmodel"), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pkg/zeros", b"\0" * 10_000_000)
    with pytest.raises(ModelError, match="more than any translation package"):
        models.find(tmp_path / "p.argosmodel")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("pkg/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(package(tmp_path / "p.argosmodel"), "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ModelError, match="holds a link"):
        models.find(tmp_path / "p.argosmodel")


def test_a_damaged_member_is_one_clear_error(tmp_path: Path) -> None:
    path = package(tmp_path / "p.argosmodel")
    data = bytearray(path.read_bytes())
    position = data.index(b"model/model.bin", data.index(b"pkg/model/model.bin") + 10)
    data[position] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="is damaged"):
        models.find(path)
    assert not list((tmp_path / "cache").rglob("model.bin"))


def test_a_bomb_that_states_a_small_size_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "p.argosmodel")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pkg/zeros", bytes(10_000_000))
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 10_000_000), struct.pack("<I", 50_000)))
    with pytest.raises(ModelError, match="is damaged"):
        models.find(path)
    assert not list((tmp_path / "cache").rglob("zeros"))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_compression_is_one_clear_error(tmp_path: Path, method: int) -> None:
    content = bytes(range(256)) * 8
    with zipfile.ZipFile(package(tmp_path / "p.argosmodel"), "a", method) as archive:
        archive.writestr("pkg/more", content)
        info = archive.getinfo("pkg/more")
    data = bytearray((tmp_path / "p.argosmodel").read_bytes())
    start = info.header_offset + 30 + len("pkg/more")
    data[start + 4 : start + info.compress_size - 4] = bytes(info.compress_size - 8)
    (tmp_path / "p.argosmodel").write_bytes(data)
    with pytest.raises(ModelError, match="is damaged"):
        models.find(tmp_path / "p.argosmodel")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_metadata_is_one_clear_error(tmp_path: Path, method: int) -> None:
    path = tmp_path / "p.argosmodel"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("pkg/metadata.json", json.dumps(METADATA))
        info = archive.getinfo("pkg/metadata.json")
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len("pkg/metadata.json")
    data[start + 10 : start + info.compress_size] = b"\xff" * (info.compress_size - 10)
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"cannot be read as an Argos package|or is cut short"):
        models.find(path)


def test_an_unpacked_model_whose_bytes_were_changed_is_unpacked_again(tmp_path: Path) -> None:
    path = package(tmp_path / "p.argosmodel")
    weights = models.find(path).folder / "model" / "model.bin"
    weights.write_text("MODEL/MODEL.BIN")
    assert (models.find(path).folder / "model" / "model.bin").read_text() == "model/model.bin"
