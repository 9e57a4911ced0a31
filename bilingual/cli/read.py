"""``bilingual read``: the pages of a corpus, in the reader's browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from bilingual.cli.common import merged
from bilingual.errors import InputError


def read(
    output: Annotated[Path | None, typer.Argument(help="The folder of a corpus. Default: the output folder.")] = None,
) -> None:
    """Open the pages of a corpus in the browser; print the path of their index where there is none."""
    folder = merged(out=output).out
    index = folder / "html" / "index.html"
    if not index.is_file():
        raise InputError(f"no pages in '{folder}'", "Name the output folder of a build, or run a build first")
    if not webbrowser.open(index.resolve().as_uri()):
        sys.stdout.buffer.write(bytes(index) + b"\n")
