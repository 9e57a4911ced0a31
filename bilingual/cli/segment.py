"""``bilingual segment``: the sentences of texts."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.flags import FromOption
from bilingual.cli.output import note, write_line
from bilingual.cli.settings import merged


def segment(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="What build takes: files ({readers}), folders of them, or - for stdin."),
    ],
    *,
    source: FromOption = None,
) -> None:
    """Print the sentences of texts, one to a line. They come in order, and nothing else is printed."""
    from bilingual.pipeline.streams import sentences_of_files
    from bilingual.segmentation import SEGMENTERS, method

    language = merged(source=source).source
    if language not in SEGMENTERS:
        note(f"note: sentences are found {method(language)}")
    for sentence in sentences_of_files(sources, language):
        write_line(sentence)
