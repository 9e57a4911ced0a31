from __future__ import annotations

import errno
import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import ModelError, OutputError
from bilingual.io.files import file_sha256
from bilingual.models import lockfile
from bilingual.models.install import Installer
from bilingual.models.install.staging import Staging
from tests.support.packages import METADATA, PARTS, folders, left_over, like_argos, package, seen_by_argos, version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("packages")


def test_a_file_is_installed_noted_and_found(installer: Installer, tmp_path: Path, packages: Path) -> None:
    done = installer.file(package(tmp_path / "p.argosmodel"))
    assert (done.name, done.version, done.pair, done.replaced, done.known) == (
        ("translate-fr_en-1_0", "1.0", ("fr", "en"), (), False)
    )
    found = models.find(None)
    assert (found.name, found.folder) == (done.name, packages / done.name)
    assert found.sha256 == lockfile.read(packages)[done.name].sha256 == file_sha256(tmp_path / "p.argosmodel")
    assert seen_by_argos(packages) == [done.name]
    assert left_over(packages) == []
    assert (found.folder.stat().st_mode & 0o777) == (packages.stat().st_mode & 0o777)


def test_an_archive_without_a_folder_of_its_own_is_installed_all_the_same(
    installer: Installer, tmp_path: Path, packages: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as archive:
        archive.writestr("metadata.json", json.dumps(METADATA))
        for part in PARTS:
            archive.writestr(part, part)
    folder = installer.file(tmp_path / "p.argosmodel").folder
    assert (folder / "model" / "model.bin").read_text() == "model/model.bin"
    assert (folder.stat().st_mode & 0o777) == (packages.stat().st_mode & 0o777)


def test_what_lies_beside_the_package_in_its_archive_stays_out(installer: Installer, tmp_path: Path) -> None:
    done = installer.file(package(tmp_path / "p.argosmodel", extra={"elsewhere/file": "x"}))
    assert not list(done.folder.parent.rglob("file"))


def test_installing_the_same_again_does_nothing(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(package(tmp_path / "p.argosmodel"))
    before = (packages / "models.lock.json").read_bytes()
    assert installer.file(tmp_path / "p.argosmodel").known
    assert (packages / "models.lock.json").read_bytes() == before


@pytest.mark.parametrize("by", ["bilingual", "argos"])
def test_a_later_version_takes_the_place_of_an_older_one(
    installer: Installer, tmp_path: Path, packages: Path, by: str
) -> None:
    old = version(tmp_path / "old.argosmodel", "1.9")
    if by == "argos":
        like_argos(old, packages, "fr_en")
    else:
        installer.file(old)
    done = installer.file(version(tmp_path / "new.argosmodel", "1.10"))
    assert done.replaced == (("fr_en",) if by == "argos" else ("translate-fr_en-1_9",))
    assert models.find(None).version == "1.10"
    assert seen_by_argos(packages) == folders(packages) == ["translate-fr_en-1_10"]
    assert list(lockfile.read(packages)) == ["translate-fr_en-1_10"]


def test_an_older_version_is_refused(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "new.argosmodel", "1.10"))
    with pytest.raises(ModelError, match=r"version 1\.10 is installed, .* bilingual model remove translate-fr_en-1_10"):
        installer.file(version(tmp_path / "old.argosmodel", "1.9"))
    assert folders(packages) == ["translate-fr_en-1_10"]


def test_an_older_version_that_cannot_be_removed_stops_nothing_else(
    installer: Installer, tmp_path: Path, packages: Path, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Staging, name: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)

    installer.file(version(tmp_path / "old.argosmodel", "1.9"))
    with monkeypatch.context() as patch:
        patch.setattr(Staging, "remove", refuse)
        with pytest.raises(OutputError, match="translate-fr_en-1_9"):
            installer.file(version(tmp_path / "new.argosmodel", "1.10"))
        assert models.find(None).version == "1.10"
        installer.file(version(tmp_path / "other.argosmodel", "1.0", from_code="de"))
        assert notes == ["cannot remove what translate-fr_en-1_10 replaces (Permission denied)"]
    installer.file(tmp_path / "other.argosmodel")
    assert folders(packages) == ["translate-de_en-1_0", "translate-fr_en-1_10"]


def test_packages_of_other_languages_are_left_alone(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "a.argosmodel", "1.0", from_code="de"))
    installer.file(version(tmp_path / "b.argosmodel", "1.0"))
    (packages / "notes.txt").write_text("mine")
    installer.file(version(tmp_path / "c.argosmodel", "2.0"))
    assert folders(packages) == ["translate-de_en-1_0", "translate-fr_en-2_0"]
    assert (packages / "notes.txt").read_text() == "mine"


def test_a_damaged_package_is_replaced_by_the_same_one(installer: Installer, tmp_path: Path, packages: Path) -> None:
    folder = installer.file(package(tmp_path / "p.argosmodel")).folder
    (folder / "model" / "model.bin").write_text("damaged")
    with pytest.raises(ModelError, match="is not what was installed"):
        models.find(None)
    done = installer.file(tmp_path / "p.argosmodel")
    assert (done.name, done.replaced) == ("translate-fr_en-1_0-2", ("translate-fr_en-1_0",))
    assert models.find(None).folder == packages / done.name


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path / "none", "does not exist"),
        (lambda path: path, "is a folder"),
        (lambda path: _written(path / "p", b"no zip"), "is no .argosmodel archive"),
        (lambda path: _written(path / "p", package(path / "q").read_bytes()[:-40]), "or is cut short"),
        (lambda path: package(path / "p", ["no", "object"]), "is not a JSON object"),
        (lambda path: package(path / "p", METADATA, ("sentencepiece.model",)), "holds no model/model.bin"),
        (lambda path: package(path / "p", METADATA, PARTS[1:]), "holds no tokenizer"),
        (lambda path: package(path / "p", METADATA, PARTS, {"../evil": "x"}), "outside its folder"),
        (lambda path: package(path / "p", METADATA | {"from_code": "../../x"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"from_code": None}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"package_version": "../1"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"package_version": 1}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"type": "sbd"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA, PARTS, {f"pkg/{n}": "" for n in range(10_001)}), "more files than"),
    ],
)
def test_what_is_no_package_is_refused(
    installer: Installer, tmp_path: Path, packages: Path, make: Callable[[Path], Path], message: str
) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        installer.file(make(tmp_path))
    assert "--model" not in caught.value.remedy
    assert folders(packages) == []
    assert not packages.exists() or left_over(packages) == []


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_package_that_does_not_work_is_refused(tmp_path: Path, packages: Path) -> None:
    with pytest.raises(ModelError, match="the package does not work"):
        Installer().file(package(tmp_path / "p.argosmodel"))
    assert folders(packages) == left_over(packages) == []


def test_removing_takes_the_package_and_its_note(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "a", "1.0", from_code="de"))
    installer.file(version(tmp_path / "b", "1.0"))
    assert installer.remove("translate-fr_en-1_0") == packages / "translate-fr_en-1_0"
    assert folders(packages) == list(lockfile.read(packages)) == ["translate-de_en-1_0"]
    assert left_over(packages) == []


@pytest.mark.parametrize("name", ["none", "notes", "..", ".", "", "../mine", "models.lock.json"])
def test_what_is_no_package_is_never_removed(installer: Installer, tmp_path: Path, packages: Path, name: str) -> None:
    installer.file(package(tmp_path / "p.argosmodel"))
    for folder in (packages / "notes", packages.parent / "mine"):
        folder.mkdir()
        (folder / "file").write_text("mine")
    with pytest.raises(ModelError, match="no package"):
        installer.remove(name)
    assert (packages / "notes" / "file").exists()
    assert (packages.parent / "mine" / "file").exists()


def test_of_a_linked_package_the_link_is_removed(installer: Installer, tmp_path: Path, packages: Path) -> None:
    folder = like_argos(package(tmp_path / "p.argosmodel"), tmp_path / "elsewhere", "fr_en")
    packages.mkdir(parents=True)
    (packages / "fr_en").symlink_to(folder)
    installer.remove("fr_en")
    assert not (packages / "fr_en").is_symlink()
    assert (folder / "metadata.json").exists()
