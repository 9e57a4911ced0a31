"""``bilingual translate``: a text, or lines in and lines out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import (
    AcceptChangedOption,
    BatchTokensOption,
    BeamOption,
    DeviceOption,
    FromOption,
    GlossaryOption,
    ModelOption,
    RepairOption,
    ThreadsOption,
    ToOption,
)
from bilingual.cli.output import write_line
from bilingual.cli.settings import load_engine, merged, of_a_run
from bilingual.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"


def translate(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT", help="What to translate, in quotes; or a file, or - for standard input, line by line."
        ),
    ] = None,
    *,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    beam: BeamOption = None,
    threads: ThreadsOption = None,
    batch_tokens: BatchTokensOption = None,
    device: DeviceOption = None,
    repair: RepairOption = None,
    glossary: GlossaryOption = None,
    accept_changed: AcceptChangedOption = False,
) -> None:
    """Translate a text or standard input: one line in, one line out."""
    options = merged(**of_a_run(locals()))
    from bilingual.pipeline.streams import translate_lines

    lines = _lines(as_typed(texts or [STDIN]))
    for line in translate_lines(lines, load_engine(options, accept_changed=accept_changed)):
        write_line(line)
        sys.stdout.flush()  # someone may be waiting for it


def as_typed(texts: list[str]) -> list[str]:
    """Return the texts that somebody typed: words without quotes around them are one.

    >>> as_typed(["Le", "maire", "a", "parlé."]), as_typed(["Il pleut.", "Oui."]), as_typed(["-"])
    (['Le maire a parlé.'], ['Il pleut.', 'Oui.'], ['-'])
    """
    if len(texts) > 1 and not any(" " in text or text == STDIN or _is_file(text) for text in texts):
        return [" ".join(texts)]
    return texts


def _lines(texts: list[str]) -> Iterator[bytes]:
    """Yield the lines of texts, of files, and of standard input. Raises InputError."""
    from bilingual.io.lines import BoundedLines
    from bilingual.io.source import MAX_ARTICLE_BYTES, Source

    for text in texts:
        if text == STDIN:
            if sys.stdin is None:
                raise InputError("standard input is closed", "Give it lines to translate")
            yield from BoundedLines(sys.stdin.buffer, MAX_ARTICLE_BYTES)
        elif _is_file(text):
            with Source.of(Path(text)).open() as stream:
                yield from BoundedLines(stream, MAX_ARTICLE_BYTES)
        else:
            # As the shell gave it, whatever the locale says.
            yield from (os.fsencode(line) + b"\n" for line in text.splitlines() or [""])


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with what no name has
        return False
