"""``bilingual align``: texts and their translations by people made into a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.build import linked
from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import (
    AcceptChangedOption,
    AssetsOption,
    AttentionOption,
    BatchTokensOption,
    DeviceOption,
    FormatsOption,
    FromOption,
    LineBreaksOption,
    LogFormat,
    LogFormatOption,
    MemoryOption,
    ModelOption,
    OutOption,
    ReadAsOption,
    SameArithmeticOption,
    ThreadsOption,
    ToOption,
    WordsOption,
)
from bilingual.cli.settings import load_attention, load_engine, merged, of_a_run
from bilingual.errors import UsageError
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from bilingual.pipeline.report import Report


def align(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A French text and its English translation: two files ({readers}); or a folder of such files, or a "
            "file of pairs: TMX, XLIFF, XCES, a table, JSON Lines, x.fr beside x.en.",
        ),
    ],
    *,
    pairs: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Which files of the folder are pairs: French, a tab, English. Others are found."
        ),
    ] = None,
    out: OutOption = None,
    source: FromOption = None,
    target: ToOption = None,
    formats: FormatsOption = None,
    assets: AssetsOption = None,
    anchors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="What you know: a French sentence, a tab and its English, by text or by id; an empty side is none.",
        ),
    ] = None,
    use_model: Annotated[
        bool, typer.Option("--use-model", help="Translate the French as well, which makes fewer pairs wrong.")
    ] = False,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    batch_tokens: BatchTokensOption = None,
    device: DeviceOption = None,
    memory: MemoryOption = None,
    same_arithmetic: SameArithmeticOption = None,
    read_as: ReadAsOption = None,
    line_breaks: LineBreaksOption = None,
    words: WordsOption = None,
    attention: AttentionOption = None,
    log_format: LogFormatOption = LogFormat.TEXT,
    accept_changed: AcceptChangedOption = False,
    accept_doubtful: Annotated[
        bool, typer.Option("--accept-doubtful", help="Align even texts that do not look like translations.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Align even where another corpus, or texts not named now, would be lost.")
    ] = False,
    drop_corrections: Annotated[
        bool,
        typer.Option(
            "--drop-corrections", help="Align even where people's corrections in the last corpus would be lost."
        ),
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", hidden=True, help="Not there: aligning all once more takes seconds.")
    ] = False,
) -> int:
    """Align texts with their translations by people. The corpus is like that of a build."""
    flags = of_a_run(locals())
    if add:
        # Builds have it, as translating takes hours; aligning what is there once more takes seconds.
        raise UsageError(
            "an alignment has no --add",
            "Name the texts that the corpus has as well: they are aligned once more, in seconds",
        )
    from bilingual.cli import consoles, progress
    from bilingual.pipeline import aligning

    with progress.meter(consoles.progress(), log_format) as meter:
        meter.translating = use_model
        options = merged(**flags)
        aligning.begun(options, meter)  # before a model is looked for
        named = aligning.named(sources, options)
        quick = aligning.quick(options)
        engine = load_engine(quick, note=meter.note, accept_changed=accept_changed) if use_model else None
        report = aligning.align(
            named,
            options,
            engine,
            meter,
            attention=load_attention(options, note=meter.note, accept_changed=accept_changed),
            pairs=pairs,
            anchors=anchors,
            accept_doubtful=accept_doubtful,
            replace=replace,
            drop_corrections=drop_corrections,
        )
    if log_format is LogFormat.TEXT:
        _print_report(consoles.report(), report)
    return ExitCode.NOT_ALL if report.skipped else ExitCode.DONE


def _print_report(console: Console, report: Report) -> None:
    for name, value in _rows(report):
        console.print(f"{name}: {value}", markup=False, highlight=False, soft_wrap=True)
    for path in report.outputs:
        console.print(f"wrote {encodable(str(path))}", markup=False, highlight=False, soft_wrap=True)


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what the report of an alignment says, a line each."""
    found = report.alignment or {}
    skipped = f" ({len(report.skipped):,} skipped)" if report.skipped else ""
    yield "texts", f"{report.articles:,}{skipped}"
    ours, theirs = found["sentences"]
    yield "sentences", f"{ours:,} French, {theirs:,} English"
    yield "segments", f"{report.segments:,}"
    yield "beads", ", ".join(f"{shape} {number:,}" for shape, number in found["beads"].items())
    alone, alone_too = found["unaligned"]
    share = (alone + alone_too) / max(1, ours + theirs)
    yield "unaligned", f"{alone:,} French, {alone_too:,} English ({share:.1%})".replace("%", " %")
    yield "doubtful", count(len(found["doubtful"]), "stretch", "stretches") if found["doubtful"] else "none"
    if report.provenance.aid:
        models = ", then ".join(f"{step.model} (version {step.model_version})" for step in report.provenance.aid)
        yield "helped by", f"{models}, {report.reused:,} sentences reused, {report.translated:,} translated"
    if report.linked:
        yield "links", linked(report)
    yield "seconds", f"{report.seconds:.1f}"
    yield "flags", ", ".join(f"{flag} {number:,}" for flag, number in sorted(report.flags.items())) or "none"
