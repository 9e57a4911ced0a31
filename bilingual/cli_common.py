"""What commands have in common: their options merged, the engine that these ask for, and lines of output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bilingual.engines.glossed import GlossaryEngine
    from bilingual.options import Options


def engine(options: Options, *, accept_changed: bool = False) -> GlossaryEngine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual import models
    from bilingual.engines.argos import ArgosEngine
    from bilingual.engines.checked import CheckedEngine
    from bilingual.engines.glossed import GlossaryEngine
    from bilingual.glossary import Glossary

    argos = ArgosEngine(
        models.find(options.model, note=lambda message: typer.echo(message, err=True), accept_changed=accept_changed),
        beam_size=options.beam,
        threads=options.threads or None,
        batch_tokens=options.batch_tokens,
    )
    checked = CheckedEngine(argos, repair=options.repair)
    languages = checked.provenance.languages
    # Without a glossary, too: the engine knows which remembered translations one had a hand in.
    glossary = Glossary.load(options.glossary, languages) if options.glossary else Glossary([], languages)
    return GlossaryEngine(checked, glossary)


def merged(**flags: object) -> Options:
    """Return a command's flags merged with the other sources of options. Raises UsageError."""
    from bilingual import options

    return options.merge(flags, os.environ)


def write_line(text: str) -> None:
    """Write a line to standard output, in UTF-8 whatever the locale says: other programs read it."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
