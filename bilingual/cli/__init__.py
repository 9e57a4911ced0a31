"""The command line: flags → options → one call → exit code. What is wrong is one line on standard error."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual import __version__
from bilingual.cli import check, doctor, interchange, memory, model, read
from bilingual.cli.common import DeviceOption, FromOption, ToOption, load_engine, merged, write_line
from bilingual.cli.errors import reports_errors
from bilingual.errors import BilingualError, InputError
from bilingual.wording import encodable

if TYPE_CHECKING:
    from rich.console import Console

    from bilingual.pipeline.report import Report

_SOME_SKIPPED = 1

app = typer.Typer(
    name="bilingual",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(memory.app, name="memory")
app.add_typer(interchange.app)
app.add_typer(check.app)
app.add_typer(doctor.app)
app.add_typer(model.app, name="model")

ModelOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="Argos package to use, packed or not. Default: an installed one for the languages, else the starter.",
    ),
]
BeamOption = Annotated[int | None, typer.Option(min=1, help="Beam size: 4 is Argos's own, 1 is fastest.")]
ThreadsOption = Annotated[int | None, typer.Option(min=0, help="Worker threads; 0 is one for each core.")]
AcceptChangedOption = Annotated[
    bool, typer.Option("--accept-changed", help="Use an installed package even if it was changed since.")
]
BatchTokensOption = Annotated[int | None, typer.Option(min=1, help="Source tokens translated in one batch.")]

RepairOption = Annotated[
    bool | None,
    typer.Option("--repair/--no-repair", help="Translate again what a check finds badly wrong. Default: repair."),
]
GlossaryOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Terms and how to translate them: source, tab, target (.tsv), or TBX."),
]


def main() -> None:
    """Run the command line; what Typer itself finds wrong with it is one line, too."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.TyperException as error:
        if not sys.argv[1:]:
            typer.main.get_command(app).main(["--help"])
        # A group of commands without one has shown its help, and has nothing to say.
        elif message := " ".join(error.format_message().split()).rstrip("."):
            typer.echo(f"error: {message}. See bilingual --help.", err=True)
        sys.exit(error.exit_code)


def _show_version(value: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    if value:
        typer.echo(f"bilingual {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn French articles into an aligned French-English corpus, offline."""


class LogFormat(StrEnum):
    """How progress is reported."""

    TEXT = "text"
    JSON = "json"


@app.command()
@reports_errors
def build(  # noqa: PLR0913 - a flag each
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Articles: .txt, .html and .jsonl files, folders of them (sub-folders too), or - for stdin."
        ),
    ],
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the corpus goes. Default: output.")] = None,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    formats: Annotated[
        str | None, typer.Option(metavar="LIST", help="What to write, with commas. Default: jsonl,html.")
    ] = None,
    beam: BeamOption = None,
    threads: ThreadsOption = None,
    batch_tokens: BatchTokensOption = None,
    device: DeviceOption = None,
    repair: RepairOption = None,
    glossary: GlossaryOption = None,
    memory: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Translation memory to use. Default: one in the output folder."),
    ] = None,
    log_format: Annotated[
        LogFormat, typer.Option(help="How to report progress on standard error: for people or for programs.")
    ] = LogFormat.TEXT,
    accept_changed: AcceptChangedOption = False,
) -> None:
    """Translate articles and write the aligned corpus. What was translated before is not translated again."""
    from rich.console import Console

    from bilingual import pipeline
    from bilingual.cli import progress

    options = merged(
        out=out,
        source=source,
        target=target,
        model=model,
        formats=formats,
        beam=beam,
        threads=threads,
        batch_tokens=batch_tokens,
        device=device,
        repair=repair,
        glossary=glossary,
        memory=memory,
    )
    with progress.meter(Console(stderr=True, emoji=False), log_format) as meter:
        try:
            engine = load_engine(options, accept_changed=accept_changed)
            report = pipeline.build(sources, options, engine, meter)
        except BilingualError as error:
            if meter.stopped(str(error)):
                raise typer.Exit(error.exit_code) from error
            raise
        except KeyboardInterrupt as error:
            reason = (
                f"{meter.share:.0%} done, {meter.translated_sentences:,} sentences translated and kept; "
                "run the same command again to go on."
            )
            raise KeyboardInterrupt(*() if meter.stopped(reason) else (reason,)) from error
    if log_format is LogFormat.TEXT:
        _print_report(Console(emoji=False), report)
    if report.skipped:
        raise typer.Exit(_SOME_SKIPPED)


@app.command()
@reports_errors
def segment(
    file: Annotated[str, typer.Argument(help="A text file, or - for stdin.")], *, source: FromOption = None
) -> None:
    """Print the sentences of a text, one to a line, in order, and nothing else."""
    from bilingual.pipeline.streams import sentences_of_file
    from bilingual.segmentation import SEGMENTERS, method

    language = merged(source=source).source
    if language not in SEGMENTERS:
        typer.echo(f"note: sentences are found {method(language)}", err=True)
    for sentence in sentences_of_file(file, language):
        write_line(sentence)


@app.command()
@reports_errors
def translate(  # noqa: PLR0913 - a flag each
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
    for line in translate_lines(sys.stdin.buffer, load_engine(options, accept_changed=accept_changed)):
        write_line(line)
        sys.stdout.flush()  # someone may be waiting for it


app.command()(reports_errors(read.read))


def _stages(report: Report) -> str:
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.stages.items())


def _compliance(report: Report) -> str:
    if not report.terms:
        return "none of its terms found"
    return f"{report.terms_kept:,} of {report.terms:,} terms kept ({report.terms_kept / report.terms:.1%})"


def _print_report(console: Console, report: Report) -> None:
    from rich.table import Table

    provenance = report.provenance
    rows = {
        "articles": f"{report.articles:,}" + (f" ({len(report.skipped):,} skipped)" if report.skipped else ""),
        "segments": f"{report.segments:,}",
        "distinct": f"{report.distinct:,} ({report.reused:,} reused, {report.translated:,} translated)",
        "words": f"{report.words:,}",
        "tokens": f"{report.tokens:,}",
        "seconds": f"{report.seconds:.1f} ({_stages(report)})",
        "model": ", then ".join(f"{step.model} (version {step.model_version})" for step in provenance.models),
        **({"glossary": _compliance(report)} if provenance.glossary else {}),
        "flags": ", ".join(f"{flag} {count:,}" for flag, count in sorted(report.flags.items())) or "none",
    }
    if console.is_terminal:
        table = Table(show_header=False, title="bilingual build", title_justify="left")
        for name, value in rows.items():
            table.add_row(name, value)
        console.print(table)
    else:
        for name, value in rows.items():
            console.print(f"{name}: {value}", markup=False, highlight=False, soft_wrap=True)
    for path in report.outputs:
        console.print(f"wrote {encodable(str(path))}", markup=False, highlight=False, soft_wrap=True)
