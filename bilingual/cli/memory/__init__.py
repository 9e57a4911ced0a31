"""``bilingual memory``: a translation memory looked after."""

from __future__ import annotations

import typer

from bilingual.cli.help import help_alone
from bilingual.cli.memory import export, stats, vacuum

app = typer.Typer(help="Look after a translation memory.", callback=help_alone, invoke_without_command=True)
app.command()(stats.stats)
app.command()(vacuum.vacuum)
app.command()(export.export)
