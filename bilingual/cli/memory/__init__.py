"""``bilingual memory``: a translation memory looked after."""

from __future__ import annotations

import typer

from bilingual.cli.coercion import PlainCommand, PlainGroup
from bilingual.cli.group import help_alone
from bilingual.cli.memory import export, stats, vacuum

app = typer.Typer(
    help="Look after a translation memory.", callback=help_alone, invoke_without_command=True, cls=PlainGroup
)
app.command(cls=PlainCommand)(stats.stats)
app.command(cls=PlainCommand)(vacuum.vacuum)
app.command(cls=PlainCommand)(export.export)
