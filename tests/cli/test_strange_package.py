"""Packages that nobody knows, as a build and a translation meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.packages import install

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_model_that_would_bring_its_process_down_is_one_line(process: Run, tmp_path: Path) -> None:
    # CTranslate2 would look for the attention where there is none, to replace words that it does not know.
    folder = install(tmp_path, "fr", "en", alignment_layer=30_000, favoured="<unk>", bias=5.0, believed=False)
    (tmp_path / "a.txt").write_text("Il pleut.\n", encoding="utf-8")
    for arguments in (["translate"], ["build", "a.txt", "--out", "out"]):
        done = process(*arguments, "--model", folder, stdin="Il pleut.\n")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            "error: the package does not work (its model contradicts itself: layer 30000 of its 1 layers is to align). "
            "Name another package with --model, or leave --model out to use the starter.\n"
        )


def test_one_that_talks_nonsense_is_refused_unless_it_is_accepted(run: Run, tmp_path: Path) -> None:
    folder = install(tmp_path, "fr", "en", believed=False)
    done = run("translate", "--model", folder, stdin="Oui.\n")
    assert done.returncode == 3
    assert done.stderr.startswith("error: the package talks nonsense (")
