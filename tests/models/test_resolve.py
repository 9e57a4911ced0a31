from __future__ import annotations

import errno
import json
import shutil
import tempfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import ModelError
from bilingual.models.packages import ANOTHER
from tests.support.packages import METADATA, PARTS, package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_the_starter_is_found_without_being_named() -> None:
    model = models.find(None)
    assert (model.source_language, model.target_language) == ("fr", "en")
    assert (model.folder / "metadata.json").is_file()


def test_the_highest_version_wins_as_a_number(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        folder = tmp_path / "packages" / f"translate-fr_en-{version}"
        with zipfile.ZipFile(package(tmp_path / "p.argosmodel", METADATA | {"package_version": version})) as archive:
            archive.extractall(tmp_path / version)
        shutil.copytree(tmp_path / version / "pkg", folder)
    (tmp_path / "packages" / "stray folder").mkdir()
    assert models.find(None).version == "1.10"


def test_a_folder_serves_as_well_as_an_archive(tmp_path: Path) -> None:
    folder = models.find(package(tmp_path / "p.argosmodel")).folder
    first = models.find(folder).sha256
    (folder / "model" / "model.bin").write_text("other")
    assert models.find(folder).sha256 != first


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.with_name("none"), "no such model"),
        (lambda path: _written(path, b"no zip"), "is no .argosmodel archive"),
        (lambda path: _written(path, package(path).read_bytes()[:-200]), "or is cut short"),
        (lambda path: package(path, METADATA | {"from_code": "de"}), "translates de to en, not fr to en"),
        (lambda path: package(path, ["no", "object"]), "is not a JSON object"),
        (lambda path: package(path, METADATA, ("sentencepiece.model",)), "holds no model/model.bin"),
        (lambda path: package(path, METADATA, PARTS[1:]), "holds no tokenizer"),
        (lambda path: package(path, METADATA, PARTS, {"../evil": "x"}), "outside its folder"),
        (lambda path: package(path, METADATA, PARTS, {"/evil": "x"}), "outside its folder"),
        (lambda path: path.parent, "holds no metadata.json"),
    ],
)
def test_what_is_no_package_is_one_clear_error(tmp_path: Path, make: Callable[[Path], Path], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        models.find(make(tmp_path / "p.argosmodel"))


def test_an_archive_without_metadata_is_one_clear_error(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as archive:
        archive.writestr("pkg/readme", "")
    with pytest.raises(ModelError, match=r"holds no metadata\.json"):
        models.find(tmp_path / "p.argosmodel")


def test_a_broken_installed_package_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "packages" / "broken"
    folder.mkdir(parents=True)
    (folder / "metadata.json").write_text(json.dumps(METADATA))
    notes: list[str] = []
    assert models.find(None, note=notes.append).name.startswith("translate-fr_en")
    assert notes == [f"passed over: '{folder}' holds no model/model.bin. {ANOTHER}."]


def test_a_full_cache_is_not_told_as_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(ModelError) as caught:
        models.find(None)
    assert "no package for fr to en that is here can be used: '" in caught.value.message
    assert "cannot be unpacked, neither into" in caught.value.message
    assert caught.value.remedy.startswith("Make room and run the same command again")
    assert caught.value.remedy.endswith("; XDG_CACHE_HOME or TMPDIR names another place")
