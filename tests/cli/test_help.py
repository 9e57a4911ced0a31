"""The help, which is plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.formats import ROWS, WRITERS

if TYPE_CHECKING:
    from tests.support.command import Run


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_nothing_to_do_shows_the_help(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: python -m bilingual [OPTIONS] COMMAND" in done.stdout


@pytest.mark.parametrize("group", [[], ["memory"], ["model"]])
def test_what_a_command_does_fits_on_its_line(run: Run, monkeypatch: pytest.MonkeyPatch, group: list[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(*group, "--help")
    assert "Commands:" in done.stdout
    assert "..." not in done.stdout.partition("Commands:")[2]


def test_the_help_names_the_formats_there_are(run: Run) -> None:
    assert ", ".join(WRITERS) in " ".join(run("build", "--help").stdout.split())
    assert ", ".join(WRITERS) in " ".join(run("export", "--help").stdout.split())
    assert ", ".join(ROWS) in " ".join(run("import", "--help").stdout.split())
