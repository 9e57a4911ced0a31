"""``bilingual build``: articles translated into a corpus."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import shards
from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import (
    AcceptChangedOption,
    AssetsOption,
    AttentionOption,
    BatchTokensOption,
    BeamOption,
    DateFieldOption,
    DeviceOption,
    FormatsOption,
    FromOption,
    GlossaryOption,
    LineBreaksOption,
    LogFormat,
    LogFormatOption,
    MemoryOption,
    ModelOption,
    OutOption,
    ReadAsOption,
    ReferenceOption,
    RepairOption,
    SameArithmeticOption,
    TextFieldOption,
    ThreadsOption,
    TitleFieldOption,
    ToOption,
    WordsOption,
    at_least,
)
from bilingual.cli.settings import load_attention, load_engine, merged, of_a_run
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from bilingual.pipeline.report import Report


def build(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Articles: files ({readers}), folders of them (sub-folders too), or - for stdin."
        ),
    ],
    *,
    out: OutOption = None,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    formats: FormatsOption = None,
    assets: AssetsOption = None,
    beam: BeamOption = None,
    threads: ThreadsOption = None,
    batch_tokens: BatchTokensOption = None,
    device: DeviceOption = None,
    repair: RepairOption = None,
    glossary: GlossaryOption = None,
    memory: MemoryOption = None,
    same_arithmetic: SameArithmeticOption = None,
    read_as: ReadAsOption = None,
    text_field: TextFieldOption = None,
    title_field: TitleFieldOption = None,
    date_field: DateFieldOption = None,
    line_breaks: LineBreaksOption = None,
    words: WordsOption = None,
    attention: AttentionOption = None,
    log_format: LogFormatOption = LogFormat.TEXT,
    reference: ReferenceOption = None,
    accept_changed: AcceptChangedOption = False,
    add: Annotated[
        bool, typer.Option("--add", help="Add to the corpus that is there: what it has of other sources stays.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Build even where articles of other sources would leave the corpus.")
    ] = False,
    drop_corrections: Annotated[
        bool,
        typer.Option(
            "--drop-corrections", help="Build even where people's corrections in the last corpus would be lost."
        ),
    ] = False,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", help="Build every N-th shard of the corpus from I on (I from 0), not all."),
    ] = None,
    mixed_machines: Annotated[
        bool, typer.Option("--mixed-machines", help="Build shards on machines that compute differently, too.")
    ] = False,
    runner: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(shards.RUNNERS), help="Build shards on many cores or machines, then gather them."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="The cluster to run on, such as auto. Default: all cores of this machine."
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", parser=at_least(1), help="Workers at most. Default: as many as there is room for."),
    ] = None,
    shard_size: Annotated[
        int | None,
        typer.Option(metavar="MIB", parser=at_least(1), help="About what a shard has of the sources. Default: 8 MiB."),
    ] = None,
) -> int:
    """Translate articles and write the aligned corpus. What was translated before is not translated again."""
    flags = of_a_run(locals())
    from bilingual import pipeline
    from bilingual.cli import consoles, progress
    from bilingual.pipeline import adding

    with progress.meter(consoles.progress(), log_format) as meter:
        meter.in_shards = bool(shard or runner)
        options = merged(**flags)
        job = shards.wanted(
            shard,
            runner,
            add=add,
            drop_corrections=drop_corrections,
            only=(mixed_machines, shard_size),
            led=(on, workers),
        )
        shards.refuse_alone(options, in_shards=meter.in_shards)
        shards.refuse_reference(reference, options, is_job=job is not None)
        if add:
            adding.refuse_other_languages(options.out, options.pair)  # before a model for them is looked for
        engine = load_engine(options, note=meter.note, accept_changed=accept_changed)
        how = shards.How(mixed=mixed_machines, replace=replace, piece_mib=shard_size)
        if runner:
            done = shards.build_on(sources, options, engine, meter, on, workers or 0, how)
        elif job is not None:
            done = shards.build_some(sources, options, engine, meter, job, how)
        if job is not None or shards.is_elsewhere(options):
            return shards.print_job(done, options, as_text=log_format is LogFormat.TEXT)
        if runner:
            report = shards.gathered(
                options, meter, done, drop_corrections=drop_corrections, replace=replace, reference=reference
            )
        else:
            heard = load_attention(options, note=meter.note, accept_changed=accept_changed)
            report = pipeline.build(
                sources,
                options,
                engine,
                meter,
                attention=heard,
                drop_corrections=drop_corrections,
                add=add,
                replace=replace,
                reference=reference,
            )
    if log_format is LogFormat.TEXT:
        print_report(consoles.report(), report)
    return ExitCode.NOT_ALL if report.skipped else ExitCode.DONE


def is_for_programs(arguments: Sequence[str]) -> bool:
    """Whether a command line is a build or an alignment that reports to programs, even where it cannot be parsed.

    >>> is_for_programs(["build", "a.txt", "--log-format", "json", "--frob"]), is_for_programs(["check"])
    (True, False)
    """
    pairs = [*pairwise(arguments), *(tuple(argument.split("=", 1)) for argument in arguments)]
    return arguments[:1] in (["build"], ["align"]) and ("--log-format", LogFormat.JSON.value) in pairs


def _articles(report: Report) -> str:
    besides = [f"{report.kept:,} kept"] * bool(report.kept) + [f"{len(report.skipped):,} skipped"] * bool(
        report.skipped
    )
    return f"{report.articles:,}" + (f" ({', '.join(besides)})" if besides else "")


def _stages(report: Report) -> str:
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.stages.items())


def linked(report: Report) -> str:
    """Return what a report says of word links."""
    found = report.linked or {}
    return f"{found['links']:,} ({found['reused']:,} of {count(found['pairs'], 'pair')} reused)"


def _compliance(report: Report) -> str:
    if not report.terms:
        return "none of its terms found"
    return f"{report.terms_kept:,} of {count(report.terms, 'term')} kept ({report.terms_kept / report.terms:.1%})"


def print_report(console: Console, report: Report, title: str = "bilingual build") -> None:
    """Print what a build did, as a table on a terminal."""
    from rich.table import Table

    provenance = report.provenance
    rows = {
        "articles": _articles(report),
        **({"wrapped": f"lines joined in {count(report.wrapped, 'article')}"} if report.wrapped else {}),
        "segments": f"{report.segments:,}",
        "distinct": f"{report.distinct:,} ({report.reused:,} reused, {report.translated:,} translated)",
        "words": f"{report.words:,}",
        "tokens": f"{report.tokens:,}",
        "seconds": f"{report.seconds:.1f} ({_stages(report)})",
        "model": ", then ".join(f"{step.model} (version {step.model_version})" for step in provenance.models),
        **({"glossary": _compliance(report)} if provenance.glossary else {}),
        **(
            {"references": f"{report.references:,} of {count(report.segments, 'segment')}"} if report.references else {}
        ),
        **({"links": linked(report)} if report.linked else {}),
        "flags": ", ".join(f"{flag} {number:,}" for flag, number in sorted(report.flags.items())) or "none",
    }
    if console.is_terminal:
        table = Table(show_header=False, title=title, title_justify="left")
        for name, value in rows.items():
            table.add_row(name, value)
        console.print(table)
    else:
        for name, value in rows.items():
            console.print(f"{name}: {value}", markup=False, highlight=False, soft_wrap=True)
    for path in report.outputs:
        console.print(f"wrote {encodable(str(path))}", markup=False, highlight=False, soft_wrap=True)
