from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.errors import ModelError
from bilingual.io import child
from bilingual.models import probe

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model

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


def test_a_model_that_takes_for_ever_is_given_up(starter: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever subprocess.run takes
        raise subprocess.TimeoutExpired("probe", 300)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(ModelError, match="takes more than 300 s to translate a word"):
        probe.probe(starter.folder)
