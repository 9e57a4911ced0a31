"""Command lines in the documents: the page of commands is current, and whatever stands in a page can be typed."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import typer.main

from bilingual.cli import app
from tests.support.docs import PAGES, code_lines, inline_code, page
from tests.support.places import ROOT
from tools import commands

KNOWN = commands.commands()
GROUPS = {name.rpartition(" ")[0] for name in KNOWN} - {""}
# Behind a prompt, another program's output or variables, perhaps; a line with brackets shows how a command is written.
_LINE = re.compile(r"(?:\$ )?(?:[^|]*\| )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?bilingual (?P<words>[^\[]+)")


def test_the_page_of_commands_is_current() -> None:
    text = page("docs/commands.md")
    assert text == commands.renew(text, KNOWN), "renew it: .venv/bin/python tools/commands.py"


def test_a_command_without_a_section_is_no_page() -> None:
    with pytest.raises(ValueError, match="look at nothing"):
        commands.renew(page("docs/commands.md"), KNOWN | {"nothing": None})


def test_what_the_tables_make_of_other_names_exists() -> None:
    for command, name in (*commands.RENAMED, *commands.UNRELATED):
        assert name in {parameter.name for parameter in KNOWN[command].params}


def _lines() -> list[tuple[str, str]]:
    found = ((name, _LINE.fullmatch(line)) for name in PAGES for line in code_lines(name))
    return [(name, match["words"]) for name, match in found if match]


def _split(words: list[str]) -> tuple[str, list[str]]:
    """Return the command that words begin with, and the others."""
    length = 2 if words[0] in GROUPS else 1
    return " ".join(words[:length]), words[length:]


@pytest.mark.parametrize(("name", "line"), _lines())
def test_command_lines_can_be_parsed(name: str, line: str) -> None:
    command, arguments = _split(shlex.split(line, comments=True))
    assert command in KNOWN, f"{name}: no such command"
    KNOWN[command].make_context(command, arguments)


def test_there_are_command_lines() -> None:
    assert {name for name, _ in _lines()} >= {
        "README.md",
        "docs/commands.md",
        "docs/glossaries.md",
        "docs/languages.md",
    }


@pytest.mark.parametrize(
    "line", ["build", "build articles --glosary terms.tsv", "read one two", "evaluate --samples x"]
)
def test_command_lines_that_cannot_be_parsed(line: str) -> None:
    command, arguments = _split(shlex.split(line))
    with pytest.raises(typer.TyperException):
        KNOWN[command].make_context(command, arguments)


def _flags(command: Any) -> set[str]:  # noqa: ANN401 - Typer's own classes, which it hides
    named = {flag for parameter in command.params for flag in (*parameter.opts, *parameter.secondary_opts)}
    return named | {"--help", "-h"}


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_options_in_the_prose_exist(name: str) -> None:
    everything = set().union(*map(_flags, KNOWN.values())) | _flags(typer.main.get_command(app))
    for code in inline_code(name):
        flags = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", code))
        if code.startswith("--"):
            assert flags <= everything, f"{name}: `{code}`"
        elif (words := code.removeprefix(".venv/bin/").split())[:1] == ["bilingual"] and len(words) > 1:
            if words[1] in GROUPS and len(words) == len(["bilingual", "model"]):
                continue
            command, _ = _split(words[1:])
            known = everything if command.startswith("-") else _flags(KNOWN[command])
            assert flags <= known, f"{name}: `{code}`"


@pytest.mark.parametrize("name", PAGES)
def test_targets_of_make_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for code in (*code_lines(name), *inline_code(name)):
        if match := re.fullmatch(r"make ((?:[a-z-]+ ?)+)(?:[ #A-Z].*)?", code):
            assert set(match[1].split()) <= targets, f"{name}: {code}"
