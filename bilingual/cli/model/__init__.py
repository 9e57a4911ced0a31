"""``bilingual model``: the translation packages on this machine, and those that Argos offers."""

from __future__ import annotations

import typer

from bilingual.cli.coercion import PlainGroup
from bilingual.cli.help import Command, help_alone
from bilingual.cli.model import calibrate, info, install, list_, remove, verify

app = typer.Typer(
    help="List, install, measure, check and remove translation packages.",
    callback=help_alone,
    invoke_without_command=True,
    cls=PlainGroup,
)
app.command("list", cls=Command)(list_.list_)
app.command(cls=Command)(info.info)
app.command(cls=Command)(install.install)
app.command(cls=Command)(calibrate.calibrate)
app.command(cls=Command)(verify.verify)
app.command(cls=Command)(remove.remove)
