from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer

from bilingual.cli.coercion import PlainCommand, evaluate_annotations, is_plain


class Colour(StrEnum):
    RED = "red"


def _outcome(arguments: list[str], *, plain: bool) -> object:
    """Return what a command is given for some arguments, or what is wrong with them."""
    app = typer.Typer()
    given: list[object] = []

    def command(  # noqa: PLR0913 - one of each kind
        names: Annotated[list[str] | None, typer.Argument()] = None,
        *,
        out: Annotated[Path | None, typer.Option()] = None,
        text: Annotated[str | None, typer.Option()] = None,
        number: Annotated[int | None, typer.Option(min=1)] = None,
        colour: Annotated[Colour, typer.Option()] = Colour.RED,
        switch: Annotated[bool | None, typer.Option("--on/--off")] = None,
    ) -> None:
        given.extend([names, out, text, number, colour, switch])

    app.command(cls=PlainCommand if plain else None)(command)
    if plain:
        evaluate_annotations(app)
    try:
        typer.main.get_command(app)(arguments, standalone_mode=False)
    except typer.TyperException as error:
        return error.format_message()
    return given


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a", "b"],
        ["--out", "no/such"],
        ["--out", ""],
        ["--out", "/"],
        ["--text", "été"],
        ["--text", ""],
        ["--number", "3"],
        ["--number", "0"],
        ["--number", "x"],
        ["--colour", "red"],
        ["--colour", "blue"],
        ["--on"],
        ["--off", "-"],
        ["--text"],
        ["--what"],
    ],
)
def test_a_command_is_given_what_typer_would_give(arguments: list[str]) -> None:
    assert _outcome(arguments, plain=True) == _outcome(arguments, plain=False)


def test_what_typer_was_told_more_of_is_left_to_it() -> None:
    assert not is_plain("a", Path, typer.Option(exists=True))
    assert not is_plain("a", str, typer.Option(parser=str))
    assert not is_plain(["a", 1], list[str], None)


def test_a_command_with_plain_arguments_imports_no_pydantic(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.\n", encoding="utf-8")
    code = (
        f"import sys; from bilingual.cli import main; code = main(['segment', {str(tmp_path / 'a.txt')!r}]);"
        "sys.exit(code or ('pydantic' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Il pleut.\n")
