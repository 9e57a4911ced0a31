"""What was installed is noted, and a change is noticed before anything is translated."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import ModelError
from bilingual.models import digests, lockfile
from bilingual.models.install import Installer
from tests.support.packages import like_argos, package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("packages")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installed package."""
    return Installer(probe=lambda _: None).file(package(tmp_path / "p.argosmodel")).folder


def _touch(path: Path, text: str, *, keep_time: bool = False) -> None:
    before = path.stat()
    path.write_text(text)
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: _touch(folder / "model" / "model.bin", "MODEL/MODEL.BIN"), "model/model.bin was changed"),
        (lambda folder: _touch(folder / "metadata.json", "{}", keep_time=True), "metadata.json was changed"),
        (lambda folder: (folder / "metadata.json").unlink(), "metadata.json is missing"),
        (lambda folder: (folder / "model" / "config.json").unlink(), "model/config.json is missing"),
        (lambda folder: (folder / "bpe.model").write_text("x"), "bpe.model was added"),
    ],
)
def test_a_changed_model_is_refused_unless_accepted(
    folder: Path, change: Callable[[Path], object], message: str
) -> None:
    change(folder)
    with pytest.raises(ModelError, match=message) as caught:
        models.find(None)
    assert "--accept-changed" in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_model_that_is_named_is_checked_as_well(folder: Path) -> None:
    (folder / "model" / "model.bin").write_text("x")
    with pytest.raises(ModelError, match=r"model/model\.bin was changed"):
        models.find(folder)


def test_a_package_that_was_exchanged_for_a_link_is_noticed(folder: Path, tmp_path: Path) -> None:
    other = like_argos(package(tmp_path / "q.argosmodel", extra={"pkg/more": "x"}), tmp_path / "elsewhere", "fr_en")
    shutil.rmtree(folder)
    folder.symlink_to(other)
    with pytest.raises(ModelError, match="more was added"):
        models.find(None)


def test_a_package_that_lost_its_metadata_is_replaced(folder: Path, tmp_path: Path) -> None:
    (folder / "metadata.json").unlink()
    done = Installer(probe=lambda _: None).file(tmp_path / "p.argosmodel")
    assert done.replaced == (folder.name,)
    assert models.find(None).folder == done.folder


def test_an_accepted_change_makes_another_model(folder: Path) -> None:
    before = models.find(None)
    _touch(folder / "model" / "model.bin", "MODEL/MODEL.BIN")
    notes: list[str] = []
    accepted = models.find(None, note=notes.append, accept_changed=True)
    assert accepted.folder == folder
    assert accepted.sha256 == digests.manifest_sha256(folder) != before.sha256
    assert notes == [f"accepted: the model '{folder.name}' is not what was installed (model/model.bin was changed)"]


def test_a_copy_with_other_times_is_the_same(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
    assert models.find(None).sha256 == lockfile.read(folder.parent)[folder.name].sha256


def test_no_content_is_read_while_sizes_and_times_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> str:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(lockfile, "file_sha256", never)
    monkeypatch.setattr(digests, "file_sha256", never)
    assert models.find(None).folder == folder


def test_a_thorough_look_sees_what_kept_size_and_time(folder: Path) -> None:
    _touch(folder / "model" / "model.bin", "MODEL/MODEL.BIN", keep_time=True)
    locked = lockfile.read(folder.parent)[folder.name]
    assert lockfile.changes(folder, locked) == []
    assert lockfile.changes(folder, locked, thorough=True) == ["model/model.bin was changed"]


def test_files_of_file_managers_do_not_matter(folder: Path) -> None:
    (folder / ".DS_Store").write_text("x")
    assert models.find(None).folder == folder


def test_what_argostranslate_installed_is_used_as_it_is(folder: Path, tmp_path: Path) -> None:
    other = like_argos(package(tmp_path / "q.argosmodel", parts=("bpe.model", "model/model.bin", "model/config.json")),
                       tmp_path / "elsewhere", "fr_en")  # fmt: skip
    assert models.find(other).sha256 == digests.manifest_sha256(other)
    assert folder.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "packages": {}}',
        '{"version": 1, "packages": []}',
        '{"version": 1, "packages": {"../x": {}}}',
        '{"version": 1, "packages": {"x": 7}}',
        '{"version": 1, "packages": {"x": {"sha256": 1, "source": "", "identity": {}, "files": {}, "replaces": []}}}',
        '{"version": 1, "packages": {"x": {"sha256": "", "source": "", "files": {"a": 1}, "replaces": []}}}',
        '{"version": 1, "packages": {"x": {"sha256": "", "source": "", "files": {}, "replaces": ["../y"]}}}',
        "[" * 200_000,
    ],
)
def test_a_damaged_lock_file_is_one_clear_error(folder: Path, tmp_path: Path, text: str) -> None:
    (folder.parent / "models.lock.json").write_text(text)
    for use in (lambda: models.find(None), lambda: Installer(probe=lambda _: None).file(tmp_path / "p.argosmodel")):
        with pytest.raises(ModelError, match=r"models\.lock\.json'.* cannot be read") as caught:
            use()
        assert caught.value.remedy.startswith("Remove it")
        assert "\n" not in str(caught.value)
    assert models.find(None, accept_changed=True).sha256 == digests.manifest_sha256(folder)


def test_the_lock_file_says_what_was_installed(folder: Path) -> None:
    record = json.loads((folder.parent / "models.lock.json").read_text())
    entry = record["packages"][folder.name]
    assert record["version"] == 1
    assert entry["source"] == "p.argosmodel"
    assert entry["files"]["model/model.bin"]["size"] == 15
    assert list(entry["files"]) == sorted(entry["files"])
