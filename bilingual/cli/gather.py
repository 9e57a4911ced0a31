"""``bilingual gather``: the shards of a corpus made into one."""

from __future__ import annotations

from typing import Annotated

import typer

from bilingual.cli.build import print_report
from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import AssetsOption, CorpusArgument, MemoryOption, ReferenceOption
from bilingual.cli.output import note
from bilingual.cli.settings import merged, names_in


def gather(
    output: CorpusArgument = None,
    *,
    formats: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="What to write, with commas: {writers}. Default: what the build was told."),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where the shards lie, such as s3://bucket/corpus. Default: that folder."),
    ] = None,
    memory: MemoryOption = None,
    reference: ReferenceOption = None,
    assets: AssetsOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Gather even where articles of other sources would leave the corpus.")
    ] = False,
    drop_corrections: Annotated[
        bool,
        typer.Option(
            "--drop-corrections", help="Gather even where people's corrections in the last corpus would be lost."
        ),
    ] = False,
) -> int:
    """Make one corpus of shards, as one build would have written it."""
    from bilingual.cli import consoles
    from bilingual.io.objects import store_at
    from bilingual.pipeline.sharding.gathering import gather as gather_shards

    options = merged(out=output, memory=memory, assets=assets)
    report = gather_shards(
        options.out,
        names_in(formats),
        store=store_at(shards) if shards else None,
        memory=options.memory,
        note=note,
        replace=replace,
        drop_corrections=drop_corrections,
        reference=reference,
        assets=options.assets,
    )
    for error in report.skipped:
        note(f"skipped: {error}")
    print_report(consoles.report(), report, title="bilingual gather")
    return ExitCode.NOT_ALL if report.skipped else ExitCode.DONE
