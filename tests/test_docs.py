"""The documents say what the program does: every command and option is explained in the help and in the README."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import typer.main

from bilingual import options
from bilingual.checks import CHECKS
from bilingual.checks.confidence.bands import BANDS
from bilingual.cli import app
from bilingual.formats import WRITERS
from tests.support.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def _section(title: str) -> str:
    return re.split(r"^#{2,3} ", README.split(f"\n{title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert f"bilingual {name}" in _section(f"### bilingual {name}")
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help, f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("group", [name for name, command in COMMANDS.items() if hasattr(command, "commands")])
def test_every_command_of_a_group_is_explained(group: str) -> None:
    section = _section(f"### bilingual {group}")
    for name, command in COMMANDS[group].commands.items():
        assert command.help
        assert re.search(rf"`bilingual {group} {name}[ `]", section)
        assert all(parameter.help for parameter in command.params if parameter.name != "help")


def test_every_option_of_build_is_in_the_readme() -> None:
    section = _section("### bilingual build")
    for parameter in COMMANDS["build"].params:
        for flag in parameter.opts:
            if flag.startswith("--") and flag != "--help":
                assert re.search(f"`{flag}[ `]", section), f"{flag} is not explained"
    for name in options.Options.__dataclass_fields__:
        assert f"`BILINGUAL_{options.OUTSIDE.get(name, name).upper()}`" in section


def test_every_format_is_in_the_readme() -> None:
    assert all(f"`{name}`" in _section("### bilingual build") for name in WRITERS)


def test_the_readme_and_its_pictures_are_whole() -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), f"{target} is missing"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "sys.argv = ['bilingual', 'build', '--help']\n"
        "from bilingual.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()\n"
        "heavy = {'ctranslate2', 'sentencepiece', 'nupunkt', 'jinja2', 'argostranslate', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_flag_is_in_the_readme() -> None:
    section = _section("## What to trust")
    assert [code for code in CHECKS if f"`{code}`" not in section] == []


def test_the_bands_in_the_readme_are_those_of_the_program() -> None:
    section = _section("## What to trust")
    for band in BANDS:
        row = next(line for line in section.splitlines() if line.startswith(f"| {band.name} |"))
        assert row.endswith(f"| {band.bad_share:.0%} |".replace("%", " %"))
        assert f"{band.from_:.2f}" in row or band is BANDS[-1]
