"""The commands that look after a translation memory: memory stats, memory vacuum, memory export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.common import merged, write_line
from bilingual.cli.errors import reports_errors

if TYPE_CHECKING:
    from bilingual.memory import Memory

app = typer.Typer(no_args_is_help=True, help="Look after a translation memory.")

MemoryArgument = Annotated[
    Path | None, typer.Argument(help="The memory's file. Default: that of the default output folder.")
]


@app.command()
@reports_errors
def stats(file: MemoryArgument = None) -> None:
    """Show how much a memory holds, for each model and setting."""
    with _memory(file) as memory:
        for entry in memory.statistics():
            typer.echo(f"{entry.source_language} to {entry.target_language}, {entry.model} ({entry.model_sha256[:12]})")
            typer.echo(f"  {entry.settings}")
            typer.echo(
                f"  {entry.sentences:,} sentences, {entry.source_characters:,} characters of source, "
                f"{entry.target_characters:,} of target"
            )


@app.command()
@reports_errors
def vacuum(file: MemoryArgument = None) -> None:
    """Give unused space in a memory back to the file system."""
    with _memory(file) as memory:
        memory.vacuum()


@app.command()
@reports_errors
def export(file: MemoryArgument = None) -> None:
    """Print everything that a memory holds as JSON Lines."""
    import json
    from dataclasses import asdict

    with _memory(file) as memory:
        for entry in memory.entries():
            write_line(json.dumps({**asdict(entry), "flags": entry.flags.split()}, ensure_ascii=False))


def _memory(file: Path | None) -> Memory:
    """Open a memory that exists."""
    from bilingual.errors import InputError
    from bilingual.io.output import OutputFolder
    from bilingual.memory import Memory

    options = merged(memory=file)
    path = options.memory or OutputFolder(options.out).memory
    if not path.is_file():
        raise InputError(f"no translation memory '{path}'", "Run a build first, or name the file")
    return Memory(path, lambda message: typer.echo(message, err=True), mend=False)
