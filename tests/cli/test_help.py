"""The help, which is plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bilingual.formats import ROWS, WRITERS, in_words
from tools import commands

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
    named = re.split("[,; ]+", in_words())
    assert {name.removesuffix("-target").removesuffix("-source") for name in WRITERS} <= set(named)
    assert in_words() in " ".join(run("build", "--help").stdout.split())
    assert in_words() in " ".join(run("export", "--help").stdout.split())
    assert ", ".join(ROWS) in " ".join(run("import", "--help").stdout.split())


@pytest.mark.parametrize("name", sorted(commands.commands()))
def test_the_help_speaks_of_files_and_numbers_not_of_types(run: Run, name: str) -> None:
    said = run(*name.split(), "--help").stdout
    assert re.findall(r"<[a-z]|\[[Pp]ath\]|\{|x[<>]=", said) == []
    valued = [one for one in commands.commands()[name].params if one.param_type_name == "argument" or not one.is_flag]
    assert [one.name for one in valued if not one.metavar] == []


@pytest.mark.parametrize("name", sorted(commands.commands()))
def test_the_help_says_a_default_once(run: Run, name: str) -> None:
    said = run(*name.split(), "--help").stdout
    assert "[default:" not in said
    assert [one.name for one in commands.commands()[name].params if (one.help or "").count("Default: ") > 1] == []


def test_a_range_is_refused_in_words(run: Run) -> None:
    for number in ("-1", "x"):
        assert f"'{number}' is no whole number from 0 on." in run("check", "--examples", number).stderr
    for score in ("1", "x", "nan"):
        assert f"'{score}' is no number up to 0." in run("export", "--to", "tmx", "--min-score", score).stderr
