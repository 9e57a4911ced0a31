"""What commands have in common: their options merged, the engine that these ask for, and lines of output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.options import Options


def engine(options: Options) -> Engine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual import models
    from bilingual.engines.argos import ArgosEngine
    from bilingual.engines.checked import CheckedEngine

    argos = ArgosEngine(
        models.find(options.model, note=lambda message: typer.echo(message, err=True)),
        beam_size=options.beam,
        threads=options.threads or None,
        batch_tokens=options.batch_tokens,
    )
    return CheckedEngine(argos, repair=options.repair)


def merged(**flags: object) -> Options:
    """Return a command's flags merged with the other sources of options. Raises UsageError."""
    from bilingual import options

    return options.merge(flags, os.environ)


def write_line(text: str) -> None:
    """Write a line to standard output, in UTF-8 whatever the locale says: other programs read it."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
