"""What the tests of the commands share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from bilingual.cli import progress
from tests.support import command

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.support.command import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the command in this process, in an empty folder, with a clock that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(progress, "meter", partial(progress.meter, clock=lambda: 0.0))

    def run(*arguments: str | Path, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        return command.here(capfdbinary, *arguments, stdin=stdin)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Return a function that runs the command in a process of its own, in an empty folder and the locale C."""

    def process(*arguments: str | Path, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        return command.process(*arguments, stdin=stdin, cwd=tmp_path, LC_ALL="C", COLUMNS="100")

    return process
