"""What commands have in common: their options merged, the engine that these ask for, and lines of output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.errors import OutputError

if TYPE_CHECKING:
    from bilingual.engines.terminology import TerminologyEngine
    from bilingual.options import Options

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="CODE", help="Language of the sources, such as de. Default: fr.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="CODE", help="Language to translate into. Default: en.")]
DeviceOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Where to translate: cpu, cuda, or auto (the default): cuda where there is one."),
]


def load_engine(options: Options, *, accept_changed: bool = False) -> TerminologyEngine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual.engines import loading

    return loading.load(options, note=lambda message: typer.echo(message, err=True), accept_changed=accept_changed)


def merged(**flags: object) -> Options:
    """Return a command's flags merged with the other sources of options. Raises UsageError."""
    from bilingual import options

    return options.merge(flags, os.environ)


def write_line(text: str) -> None:
    """Write a line to standard output, in UTF-8 whatever the locale says: other programs read it.

    Raises OutputError where it is closed.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Give the command somewhere to write to")
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
