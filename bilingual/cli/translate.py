"""``bilingual translate``: lines in, lines out."""

from __future__ import annotations

import sys

from bilingual.cli.common import load_engine, merged
from bilingual.cli.options import (
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
    from bilingual.io.lines import BoundedLines
    from bilingual.io.source import MAX_ARTICLE_BYTES
    from bilingual.pipeline.streams import translate_lines

    options = merged(
        source=source,
        target=target,
        model=model,
        beam=beam,
        threads=threads,
        batch_tokens=batch_tokens,
        device=device,
        repair=repair,
        glossary=glossary,
    )
    if sys.stdin is None:
        raise InputError("standard input is closed", "Give it lines to translate")
    lines = BoundedLines(sys.stdin.buffer, MAX_ARTICLE_BYTES)
    for line in translate_lines(lines, load_engine(options, accept_changed=accept_changed)):
        write_line(line)
        sys.stdout.flush()  # someone may be waiting for it
