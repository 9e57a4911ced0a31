"""The engine that a command's options ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.options import Options


def engine(options: Options) -> Engine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual import models
    from bilingual.engines.argos import ArgosEngine

    return ArgosEngine(
        models.find(options.model, note=lambda message: typer.echo(message, err=True)),
        beam_size=options.beam,
        threads=options.threads or None,
        batch_tokens=options.batch_tokens,
    )
