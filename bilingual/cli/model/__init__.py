"""``bilingual model``: the translation packages on this machine, and those that Argos offers."""

from __future__ import annotations

import typer

from bilingual.cli.coercion import PlainCommand, PlainGroup
from bilingual.cli.group import help_alone
from bilingual.cli.model import calibrate, info, install, list_, remove, verify

app = typer.Typer(
    help="List, install, measure, check and remove translation packages.",
    callback=help_alone,
    invoke_without_command=True,
    cls=PlainGroup,
)
app.command("list", cls=PlainCommand)(list_.list_)
app.command(cls=PlainCommand)(info.info)
app.command(cls=PlainCommand)(install.install)
app.command(cls=PlainCommand)(calibrate.calibrate)
app.command(cls=PlainCommand)(verify.verify)
app.command(cls=PlainCommand)(remove.remove)
