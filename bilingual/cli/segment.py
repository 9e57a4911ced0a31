"""``bilingual segment``: the sentences of a text."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.flags import FromOption, LineBreaksOption
from bilingual.cli.output import note, write_line
from bilingual.cli.settings import merged


def segment(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for stdin.")],
    *,
    source: FromOption = None,
    line_breaks: LineBreaksOption = None,
) -> None:
    """Print the sentences of a text, one to a line. They come in order, and nothing else is printed."""
    from bilingual.pipeline.streams import sentences_of_file
    from bilingual.segmentation import SEGMENTERS, method

    options = merged(source=source, line_breaks=line_breaks)
    language = options.source
    if language not in SEGMENTERS:
        note(f"note: sentences are found {method(language)}")
    for sentence in sentences_of_file(file, language, options.line_breaks, lambda words: note(f"note: {words}")):
        write_line(sentence)
