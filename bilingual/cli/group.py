"""What a group of commands does where none of them is named."""

from __future__ import annotations

import typer

from bilingual.errors import UsageError


def help_alone(context: typer.Context) -> None:
    """Show the group's help where nothing follows its name, and exit as for any other use that leads to nothing."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(UsageError.exit_code)
