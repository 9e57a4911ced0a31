"""What commands have in common: their options merged, the engine that these ask for, and lines of output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.errors import OutputError, plain

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.engines.terminology import GlossaryEngine
    from bilingual.options import Options

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="CODE", help="Language of the sources, such as de. Default: fr.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="CODE", help="Language to translate into. Default: en.")]
DeviceOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Where to translate: cpu, cuda, or auto (the default): cuda where there is one."),
]


def engine(options: Options, *, accept_changed: bool = False) -> GlossaryEngine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual.engines.argos import ArgosEngine
    from bilingual.engines.pivot import PivotEngine
    from bilingual.engines.repair import CheckedEngine
    from bilingual.engines.terminology import GlossaryEngine
    from bilingual.glossary import Glossary
    from bilingual.models import routes

    # Without a glossary, too: the engine knows which remembered translations one had a hand in. Read before the models
    # are loaded, which may take long, as it is more often wrong.
    glossary = Glossary.load(options.glossary, options.pair) if options.glossary else Glossary([], options.pair)
    packages = routes.find(
        options.model,
        options.pair,
        note=lambda message: typer.echo(message, err=True),
        accept_changed=accept_changed,
    )
    engines: list[Engine] = [
        ArgosEngine(
            package,
            beam_size=options.beam,
            threads=options.threads or None,
            batch_tokens=options.batch_tokens,
            device=options.device,
        )
        for package in packages
    ]
    checked = CheckedEngine(engines[0] if len(engines) == 1 else PivotEngine(*engines), repair=options.repair)
    return GlossaryEngine(checked, glossary)


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


def on_one_line(text: str) -> str:
    r"""Return a text as a terminal may have it: on one line, and nothing in it that moves or colours.

    >>> on_one_line("Un\ndeux\x1b[31m")
    'Un deux�[31m'
    """
    return plain(" ".join(text.split()))
