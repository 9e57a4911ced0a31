"""``bilingual segment``: the sentences of texts."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.flags import (
    DateFieldOption,
    FromOption,
    LineBreaksOption,
    ReadAsOption,
    TextFieldOption,
    TitleFieldOption,
)
from bilingual.cli.output import note, write_line
from bilingual.cli.settings import merged, of_a_run


def segment(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="What build takes: files ({readers}), folders of them, or - for stdin."),
    ],
    *,
    source: FromOption = None,
    line_breaks: LineBreaksOption = None,
    read_as: ReadAsOption = None,
    text_field: TextFieldOption = None,
    title_field: TitleFieldOption = None,
    date_field: DateFieldOption = None,
) -> None:
    """Print the sentences of texts, one to a line. They come in order, and nothing else is printed."""
    options = merged(**of_a_run(locals()))
    from bilingual.pipeline.streams import sentences_of_files
    from bilingual.segmentation import SEGMENTERS, method

    language = options.source
    if language not in SEGMENTERS:
        note(f"note: sentences are found {method(language)}")
    for sentence in sentences_of_files(sources, options, lambda words: note(f"note: {words}")):
        write_line(sentence)
