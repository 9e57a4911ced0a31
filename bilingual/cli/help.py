"""What the help of a command or a group says that Typer cannot know by itself."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

from bilingual.errors import UsageError


class FormatsInHelp(TyperCommand):
    """A command in whose options' help ``{writers}``, ``{readers}`` and ``{rows}`` stand for the formats there are.

    The registries import every format. So they are asked when someone looks at this command, not when the command line
    is put together, as it is for every other command too.
    """

    _named: bool
    _params: list[Any]

    @property
    def params(self) -> list[Any]:
        """The command's options and arguments."""
        if not self._named:
            self._named = True
            names = _names()
            for parameter in self._params:
                parameter.help = parameter.help.format_map(names)
        return self._params

    @params.setter
    def params(self, params: list[Any]) -> None:
        self._params, self._named = params, False


def _names() -> dict[str, str]:
    from bilingual.formats import ROWS, WRITERS
    from bilingual.readers import READERS

    return {"writers": ", ".join(WRITERS), "rows": ", ".join(ROWS), "readers": ", ".join(READERS)}


def help_alone(context: typer.Context) -> None:
    """Show the help of a group of which no command is named, and exit as for any other use that leads to nothing."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(UsageError.exit_code)
