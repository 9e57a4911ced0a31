"""``bilingual translate``: lines in, lines out."""

from __future__ import annotations

import sys

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


def translate(
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
    """Translate standard input: one line in, one line out."""
    options = merged(**of_a_run(locals()))
    from bilingual.io.lines import BoundedLines
    from bilingual.io.source import MAX_ARTICLE_BYTES
    from bilingual.pipeline.streams import translate_lines

    if sys.stdin is None:
        raise InputError("standard input is closed", "Give it lines to translate")
    lines = BoundedLines(sys.stdin.buffer, MAX_ARTICLE_BYTES)
    for line in translate_lines(lines, load_engine(options, accept_changed=accept_changed)):
        write_line(line)
        sys.stdout.flush()  # someone may be waiting for it
