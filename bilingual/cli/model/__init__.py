"""``bilingual model``: the translation packages on this machine, and those that Argos offers."""

from __future__ import annotations

import typer

from bilingual.cli.group import help_alone
from bilingual.cli.model import calibrate, info, install, list_, remove, verify

app = typer.Typer(
    help="List, install, measure, check and remove translation packages.",
    callback=help_alone,
    invoke_without_command=True,
)
app.command("list")(list_.list_)
app.command()(info.info)
app.command()(install.install)
app.command()(calibrate.calibrate)
app.command()(verify.verify)
app.command()(remove.remove)
