"""``bilingual memory``: a translation memory looked after."""

from __future__ import annotations

import typer

from bilingual.cli.coercion import PlainGroup
from bilingual.cli.help import Command, help_alone
from bilingual.cli.memory import export, stats, vacuum

app = typer.Typer(
    help="Look after a translation memory.", callback=help_alone, invoke_without_command=True, cls=PlainGroup
)
app.command(cls=Command)(stats.stats)
app.command(cls=Command)(vacuum.vacuum)
app.command(cls=Command)(export.export)
