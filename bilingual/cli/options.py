"""The options and arguments that more than one command has, each declared once; a command picks those it takes.

What they do where nobody says anything is said by the defaults of ``bilingual.options.Options`` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingual.options import DEVICES, Options

DEFAULTS = Options()

CorpusArgument = Annotated[Path | None, typer.Argument(help=f"The folder that a build wrote. Default: {DEFAULTS.out}.")]
MemoryArgument = Annotated[
    Path | None, typer.Argument(help="The memory's file. Default: that of the default output folder.")
]

OutOption = Annotated[Path | None, typer.Option(metavar="DIR", help=f"Where the corpus goes. Default: {DEFAULTS.out}.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="CODE", help=f"Language of the sources, such as de. Default: {DEFAULTS.source}."),
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="CODE", help=f"Language to translate into. Default: {DEFAULTS.target}.")
]
ModelOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Argos package to use, packed or not. Default: an installed one for the languages, else the starter.",
    ),
]
BeamOption = Annotated[
    int | None, typer.Option(min=1, help=f"Beam size. Default: {DEFAULTS.beam}, Argos's own; 1 is fastest.")
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(min=0, help=f"Worker threads; 0 is one for each core. Default: {DEFAULTS.threads}."),
]
BatchTokensOption = Annotated[
    int | None,
    typer.Option(min=1, help=f"Source tokens translated in one batch. Default: {DEFAULTS.batch_tokens}."),
]
DeviceOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=f"Where to translate: {', '.join(DEVICES)}; auto is cuda where there is one. Default: {DEFAULTS.device}.",
    ),
]
RepairOption = Annotated[
    bool | None,
    typer.Option(
        "--repair/--no-repair",
        help="Translate again what a check finds badly wrong. "
        f"Default: {'repair' if DEFAULTS.repair else 'no repair'}.",
    ),
]
GlossaryOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Terms and how to translate them: source, tab, target (.tsv), or TBX."),
]
SameArithmeticOption = Annotated[
    bool | None,
    typer.Option(
        "--same-arithmetic/--any-arithmetic",
        help="Take nothing that a machine which computes otherwise has translated. "
        f"Default: {'same' if DEFAULTS.same_arithmetic else 'any'} arithmetic.",
    ),
]
MemoryOption = Annotated[
    Path | None, typer.Option(metavar="PATH", help="Translation memory to use. Default: one in the output folder.")
]
AcceptChangedOption = Annotated[
    bool,
    typer.Option(
        "--accept-changed", help="Use a package even if it was changed since its installation, or talks nonsense."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
