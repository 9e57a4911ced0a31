"""What the help of a command or a group says that Typer cannot know by itself."""

from __future__ import annotations

from enum import Enum
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
                else:
                    _say_default(parameter)
        return self._params

    @params.setter
    def params(self, params: list[Any]) -> None:
        self._params, self._named = params, False


def _show_plainly(argument: Any) -> None:  # noqa: ANN401 - Typer's own class, which it hides
    """Make a command's usage say ``SOURCE...`` or ``[SOURCE]...``, and its table ``SOURCE``."""
    piece = argument.metavar if argument.required else f"[{argument.metavar}]"
    argument.get_usage_pieces = lambda _: [piece + "..." * (argument.nargs != 1)]
    argument.display_type_rich = lambda **_: ""


def _say_default(option: Any) -> None:  # noqa: ANN401 - as above
    """Make an option's help end with its default, once: some say it themselves, as what it is hangs on a run."""
    value = option.default.value if isinstance(option.default, Enum) else option.default
    if option.show_default and isinstance(value, (int, str)) and not isinstance(value, bool):
        option.help = option.help if "Default: " in option.help else f"{option.help} Default: {value}."
    option.show_default = False


def _names() -> dict[str, str]:
    from bilingual.formats import ROWS, in_words
    from bilingual.readers import READERS

    return {"writers": in_words(), "rows": ", ".join(ROWS), "readers": ", ".join(READERS)}


def help_alone(context: typer.Context) -> None:
    """Show the help of a group of which no command is named, and exit as for any other use that leads to nothing."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(UsageError.exit_code)
