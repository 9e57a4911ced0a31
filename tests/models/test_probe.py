from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.errors import ModelError
from bilingual.io import child
from bilingual.models import find, probe
from tests.support.packages import install as make

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model
    from bilingual.models.install import Installer

pytestmark = pytest.mark.model


def test_a_package_that_works_passes(starter: Model) -> None:
    probe.probe(starter.folder)


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        ("model/model.bin", b"garbage", "does not load"),
        ("model/model.bin", None, "does not load"),
        ("sentencepiece.model", b"garbage", "does not load"),
        ("metadata.json", b"garbage", "cannot be read as an Argos package"),
        ("model/shared_vocabulary.json", b'["a"]', "failed .Invalid token ID"),
    ],
)
def test_a_package_that_does_not_work_is_one_clear_error(
    starter: Model, tmp_path: Path, part: str, content: bytes | None, message: str
) -> None:
    shutil.copytree(starter.folder, tmp_path / "package")
    path = tmp_path / "package" / part
    path.write_bytes(path.read_bytes()[:5_000_000] if content is None else content)
    with pytest.raises(ModelError, match=rf"the package does not work \(.*{message}") as caught:
        probe.probe(tmp_path / "package")
    assert "\n" not in str(caught.value)


def test_a_model_that_brings_its_process_down_brings_down_no_other(
    starter: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_CODE", "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(ModelError, match="CTranslate2 failed with -11"):
        probe.probe(starter.folder)


def test_one_that_hangs_ends_within_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CODE", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)")
    monkeypatch.setattr(probe, "_PATIENCE", 1)
    with pytest.raises(ModelError, match="takes more than 1 s to translate a word"):
        probe.probe(tmp_path)


@pytest.mark.parametrize(("fact", "value"), [("decoder/alignment_heads", 30_000), ("decoder/alignment_layer", 100)])
def test_one_whose_header_lies_is_not_even_loaded(starter: Model, tmp_path: Path, fact: str, value: int) -> None:
    shutil.copytree(starter.folder, tmp_path / "package")
    path = tmp_path / "package" / "model" / "model.bin"
    data = bytearray(path.read_bytes())
    # The name with its final zero, then rank, type and size; then the number.
    at = data.index(fact.encode() + b"\0") + len(fact) + 1 + 6
    data[at : at + 2] = value.to_bytes(2, "little")
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"its model contradicts itself: .* to align"):
        probe.probe(tmp_path / "package")


def test_a_model_that_takes_for_ever_is_given_up(starter: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever subprocess.run takes
        raise subprocess.TimeoutExpired("probe", 300)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(ModelError, match="takes more than 300 s to translate a word"):
        probe.probe(starter.folder)


@pytest.mark.usefixtures("packages")
def test_an_unknown_package_is_probed_once(starter: Model, notes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(probe, "probe", asked.append)
    for _ in range(2):
        probe.probe_once(starter, note=notes.append)
    probe.probe_once(replace(starter, sha256="1" * 64), note=notes.append)
    assert (asked, notes) == ([starter.folder] * 2, [])


def test_what_talks_nonsense_is_refused_each_time_unless_it_is_accepted(packages: Path, notes: list[str]) -> None:
    folder = make(packages, "fr", "en", believed=False)
    model = find(folder)
    assert not model.known
    for _ in range(2):
        with pytest.raises(ModelError, match=r"the package talks nonsense \(.*\)\. Name another package"):
            probe.probe_once(model, note=notes.append)
    probe.probe_once(model, note=notes.append, accept=True)
    assert len(notes) == 1
    assert notes[0].startswith("accepted: the package talks nonsense")


@pytest.mark.usefixtures("packages")
def test_what_ships_and_what_was_installed_is_known(
    starter_archive: Path, installer: Installer, tmp_path: Path
) -> None:
    assert find(starter_archive).known
    copy = tmp_path / "copy.argosmodel"
    copy.write_bytes(starter_archive.read_bytes())
    assert not find(copy).known
    done = installer.file(copy)
    assert find(None).known
    (done.folder / "metadata.json").write_bytes((done.folder / "metadata.json").read_bytes() + b" ")
    assert not find(None, accept_changed=True).known
