"""The flags and arguments that more than one command has, each declared once; a command picks those it takes.

What they do where nobody says anything is said by the defaults of ``bilingual.options.Options`` alone, which also
judges the values: numbers come to it as they were typed.
"""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.options import ASSETS, DEVICES, KINDS, Options

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULTS = Options()


class LogFormat(StrEnum):
    """How progress is reported."""

    TEXT = "text"
    JSON = "json"


CorpusArgument = Annotated[
    Path | None, typer.Argument(metavar="CORPUS", help=f"The folder that a build wrote. Default: {DEFAULTS.out}.")
]
MemoryArgument = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="The memory's file. Default: that of the default output folder.")
]

_OUT = ("--out", "-o")
OutOption = Annotated[
    Path | None, typer.Option(*_OUT, metavar="DIR", help=f"Where the corpus goes. Default: {DEFAULTS.out}.")
]
ExportsOption = Annotated[
    Path | None, typer.Option(*_OUT, metavar="DIR", help="The folder to write to. Default: that of the corpus.")
]
# The older names stay; elsewhere they are what is written to.
CorpusOption = Annotated[
    Path | None,
    typer.Option("--corpus", *_OUT, metavar="DIR", help=f"The corpus it came from. Default: {DEFAULTS.out}."),
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="CODE", help=f"Language of the sources, such as de. Default: {DEFAULTS.source}."),
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="CODE", help=f"Language to translate into. Default: {DEFAULTS.target}.")
]
OnlyFromOption = Annotated[str | None, typer.Option("--from", metavar="CODE", help="Only packages from this language.")]
OnlyToOption = Annotated[str | None, typer.Option("--to", metavar="CODE", help="Only packages to this language.")]
ModelOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Argos package to use, packed or not. Default: an installed one for the languages, else the starter.",
    ),
]
FormatsOption = Annotated[
    str | None,
    typer.Option(
        metavar="LIST", help=f"What to write, with commas: {{writers}}. Default: {','.join(DEFAULTS.formats)}."
    ),
]
AssetsOption = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(ASSETS),
        help="Style and script of pages: in each, or shared by all, which keeps thousands of small ones small. "
        "Default: as the folder has it, else in each.",
    ),
]
LogFormatOption = Annotated[
    LogFormat,
    typer.Option(
        metavar="|".join(LogFormat), help="How to report progress on standard error: for people or for programs."
    ),
]
BeamOption = Annotated[
    str | None, typer.Option(metavar="N", help=f"Beam size. Default: {DEFAULTS.beam}, Argos's own; 1 is fastest.")
]
ThreadsOption = Annotated[
    str | None,
    typer.Option(metavar="N", help=f"Worker threads; 0 is one for each core. Default: {DEFAULTS.threads}."),
]
BatchTokensOption = Annotated[
    str | None,
    typer.Option(metavar="N", help=f"Source tokens translated in one batch. Default: {DEFAULTS.batch_tokens}."),
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
    typer.Option(metavar="FILE", help="Terms and how to translate them: source, target (.tsv or .csv), or TBX."),
]
SameArithmeticOption = Annotated[
    bool | None,
    typer.Option(
        "--same-arithmetic/--any-arithmetic",
        help="Take nothing that a machine which computes otherwise has translated. "
        f"Default: {'same' if DEFAULTS.same_arithmetic else 'any'} arithmetic.",
    ),
]
LineBreaksOption = Annotated[
    str | None,
    typer.Option(
        metavar="WHAT",
        help="Line breaks of texts: join, keep, or auto, which joins them where lines look wrapped. "
        f"Default: {DEFAULTS.line_breaks}.",
    ),
]
WordsOption = Annotated[
    bool | None,
    typer.Option(
        "--words/--no-words",
        help=f"Note which words say the same. Default: {'words' if DEFAULTS.words else 'no words'}.",
    ),
]
AttentionOption = Annotated[
    bool | None,
    typer.Option(
        "--attention/--no-attention",
        help="Link words by what the model looks at, too: better, and slower. "
        f"Default: {'attention' if DEFAULTS.attention else 'no attention'}.",
    ),
]
MemoryOption = Annotated[
    Path | None, typer.Option(metavar="PATH", help="Translation memory to use. Default: one in the output folder.")
]
NoRenewOption = Annotated[
    bool, typer.Option("--no-renew", help="Leave the corpus itself as it is, to be renewed or built later.")
]
ReferenceOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Translations by people to lay beside: a table with id or fr, and en; or a folder of texts.",
    ),
]
ReadAsOption = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="KIND", help=f"Read sources as {', '.join(KINDS)}, where names do not say it or say it wrong."
    ),
]
TextFieldOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="What JSON and tables call the text. Default: the names that scrapers use."),
]
TitleFieldOption = Annotated[str | None, typer.Option(metavar="NAME", help="The same for the title.")]
DateFieldOption = Annotated[str | None, typer.Option(metavar="NAME", help="The same for the date.")]
AcceptChangedOption = Annotated[
    bool,
    typer.Option(
        "--accept-changed", help="Use a package even if it was changed since its installation, or talks nonsense."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def at_least(least: int) -> Callable[[str | int], int]:
    """Return what makes a whole number of a flag's value, for a flag that is no option of a run.

    It raises typer.BadParameter where the value is no whole number, or is smaller than ``least``.

    >>> at_least(0)("3")
    3
    """

    def parse(value: str | int) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if number < least:
            raise typer.BadParameter(f"'{value}' is no whole number from {least} on")
        return number

    return parse


def probability(value: str | float) -> float:
    """Return a probability, so from 0 to 1. Raises typer.BadParameter.

    >>> probability("0.8")
    0.8
    """
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise typer.BadParameter(f"'{value}' is no number from 0 to 1")
    return number


def score(value: str | float) -> float:
    """Return a score: a mean log-probability, so at most 0. Raises typer.BadParameter.

    >>> score("-0.43")
    -0.43
    """
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not number <= 0:
        raise typer.BadParameter(f"'{value}' is no number up to 0")
    return number
