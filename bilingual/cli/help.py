"""What the help of a command or a group says that Typer cannot know by itself."""

from __future__ import annotations

from typing import Any

import typer

from bilingual.cli.coercion import PlainCommand
from bilingual.errors import UsageError


class Command(PlainCommand):
    """A command in whose help ``{writers}``, ``{readers}`` and ``{rows}`` stand for the formats there are.

    The registries of formats are asked when someone looks at such a command, not when the command line is put together,
    as it is for every other command too. Arguments are shown by their name in capitals, without Python's type for them.
    """

    _named: bool
    _params: list[Any]

    @property
    def params(self) -> list[Any]:
        """The command's options and arguments."""
        if not self._named:
            self._named = True
            for parameter in self._params:
                if "{" in (parameter.help or ""):
                    parameter.help = parameter.help.format_map(_names())
                if parameter.param_type_name == "argument":
                    _show_plainly(parameter)
        return self._params

    @params.setter
    def params(self, params: list[Any]) -> None:
        self._params, self._named = params, False


def _show_plainly(argument: Any) -> None:  # noqa: ANN401 - Typer's own class, which it hides
    """Make a command's usage say ``SOURCE...`` or ``[SOURCE]...``, and its table ``SOURCE``."""
    piece = argument.metavar if argument.required else f"[{argument.metavar}]"
    argument.get_usage_pieces = lambda _: [piece + "..." * (argument.nargs != 1)]
    argument.display_type_rich = lambda **_: ""


def _names() -> dict[str, str]:
    from bilingual.formats import ROWS, in_words
    from bilingual.readers import READERS

    return {"writers": in_words(), "rows": ", ".join(ROWS), "readers": ", ".join(READERS)}


def help_alone(context: typer.Context) -> None:
    """Show the help of a group of which no command is named, and exit as for any other use that leads to nothing."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(UsageError.exit_code)
