"""The commands that carry a corpus to other programs and back: export, import, verify, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.common import DeviceOption, FromOption, ToOption, load_engine, merged, write_line
from bilingual.cli.errors import reports_errors
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from bilingual.corpus.corrections import Conflict, Correction, Summary
    from bilingual.corpus.evaluation import Evaluation, References

_SOME_WRONG = 1

app = typer.Typer()

CorpusArgument = Annotated[Path | None, typer.Argument(help="The folder that a build wrote. Default: output.")]


@app.command("export")
@reports_errors
def export_(  # noqa: PLR0913 - a flag each
    output: CorpusArgument = None,
    *,
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="The formats, with commas: jsonl, html, tsv, csv, moses, tmx, xliff, xliff2, parquet, epub.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder to write to. Default: that of the corpus.")
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(max=0, help="Leave out machine translations with a lower score, such as -0.51.")
    ] = None,
    no_flagged: Annotated[bool, typer.Option("--no-flagged", help="Leave out segments with flags.")] = False,
    kinds: Annotated[str | None, typer.Option(metavar="LIST", help="Take these kinds only, such as body,lead.")] = None,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Take each pair of texts once.")] = False,
) -> None:
    """Write a corpus in other formats."""
    from bilingual.corpus.export import export
    from bilingual.corpus.filters import Filters, parse_kinds

    formats = tuple(dict.fromkeys(name.strip() for name in to.split(",") if name.strip()))
    filters = Filters(min_score, not no_flagged, parse_kinds(kinds or ""), dedupe)
    done = export(merged(out=output).out, formats, out, filters)
    write_line(f"{done.taken:,} of {done.segments:,} segments")
    for path in done.outputs:
        write_line(f"wrote {path}")


@app.command("import")
@reports_errors
def import_(
    file: Annotated[Path, typer.Argument(help="An export that was edited: .tsv, .csv, .tmx, .xlf or .jsonl.")],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="The corpus it came from. Default: output.")
    ] = None,
    memory: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Translation memory of the corpus. Default: that in its folder.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
) -> None:
    """Take corrections into the translation memory, for every later build."""
    from bilingual.corpus import corrections

    options = merged(out=out, memory=memory)
    summary = corrections.take(file, options.out, options.memory, _show_change, dry=dry_run)
    for note in summary.notes:
        typer.echo(note, err=True)
    write_line(_in_words(summary, dry=dry_run))
    if summary.sentences and not dry_run:
        write_line("Build the corpus again to see them in it.")
    if summary.conflicts:
        raise typer.Exit(_SOME_WRONG)


@app.command()
@reports_errors
def verify(output: CorpusArgument = None) -> None:
    """Check that the files of a corpus are whole and agree with each other."""
    from bilingual.corpus.verify import verify

    done = verify(merged(out=output).out, write_line)
    write_line(f"{done.articles:,} articles, {done.segments:,} segments, {done.problems:,} problems")
    for name, count in done.exports.items():
        write_line(f"{name}: {count:,} of {done.segments:,} segments")
    if done.problems:
        raise typer.Exit(_SOME_WRONG)


@app.command()
@reports_errors
def evaluate(  # noqa: PLR0913 - a flag each
    outputs: Annotated[
        list[Path] | None, typer.Argument(help="One corpus, or several to compare with the first.")
    ] = None,
    *,
    ref: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="References: a .tsv with a column of the target language, such as en, and id (or fr)."
        ),
    ] = None,
    ref_moses: Annotated[
        Path | None, typer.Option(metavar="PREFIX", help="References: such as PREFIX.fr and PREFIX.en, line by line.")
    ] = None,
    parallel: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Instead of a corpus: texts and references with a tab between, to translate."
        ),
    ] = None,
    source: FromOption = None,
    target: ToOption = None,
    model: Annotated[Path | None, typer.Option(metavar="PATH", help="Argos package for --parallel.")] = None,
    device: DeviceOption = None,
    samples: Annotated[int, typer.Option(min=40, help="Samples of the bootstrap.")] = 1_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of tables.")] = False,
) -> None:
    """Score translations against references: BLEU, chrF and TER."""
    import json
    from dataclasses import asdict

    from bilingual.corpus import evaluation
    from bilingual.errors import UsageError

    if sum(map(bool, (ref, ref_moses, parallel))) != 1 or bool(outputs) == bool(parallel):
        raise UsageError(
            "what to score and one set of references are wanted",
            "Give corpora with --ref or --ref-moses, or --parallel alone",
        )
    if parallel:
        options = merged(source=source, target=target, model=model, device=device)
        evaluations = [evaluation.evaluate_parallel(parallel, load_engine(options), samples)]
    else:
        evaluations = evaluation.evaluate(outputs or [], _references(ref, ref_moses, (outputs or [])[0]), samples)
    if as_json:
        write_line(json.dumps([asdict(one) for one in evaluations], ensure_ascii=False, indent=2))
    else:
        _print_evaluations(evaluations)


def _references(ref: Path | None, ref_moses: Path | None, folder: Path) -> References:
    from bilingual.corpus import evaluation
    from bilingual.formats.corpus import Corpus

    languages = Corpus(folder).languages
    if ref:
        return evaluation.read_table(ref, languages)
    return evaluation.read_moses(ref_moses or Path(), languages)


def _print_evaluations(evaluations: list[Evaluation]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False)
    overall = Table("output", "segments", "metric", "score", "95 % interval", "p", title="overall")
    for one in evaluations:
        for score in one.scores:
            # sacrebleu's intervals are symmetric; near an end of the scale one side would be impossible.
            low, high = max(0.0, score.mean - score.interval), score.mean + score.interval
            high = high if score.metric == "TER" else min(100.0, high)
            p_value = "" if score.p_value is None else f"{score.p_value:.3f}"
            values = (f"{score.score:.1f}", f"{low:.1f} to {high:.1f}", p_value)
            overall.add_row(on_one_line(one.output), f"{one.segments:,}", score.metric, *values)
    console.print(overall)
    metrics = [score.metric for score in evaluations[0].scores]
    articles = Table("output", "article", "segments", *metrics, title="by article")
    for one in evaluations:
        for article, scores in one.articles.items():
            figures = [f"{scores[metric]:.1f}" for metric in metrics]
            articles.add_row(on_one_line(one.output), on_one_line(article), f"{scores['segments']:,}", *figures)
    console.print(articles)
    for score in evaluations[0].scores:
        console.print(f"{score.metric}: {score.signature}", soft_wrap=True)


def _show_change(change: Correction | Conflict) -> None:
    from bilingual.corpus.corrections import Correction

    if isinstance(change, Correction):
        write_line(f"{change.id}: {on_one_line(change.before)} → {on_one_line(change.after)}")
    else:
        typer.echo(f"conflict at {change.place}, {on_one_line(change.id)}: {change.reason}", err=True)


def _in_words(summary: Summary, *, dry: bool) -> str:
    from bilingual.wording import count

    kept = "would be corrected" if dry else "corrected"
    return (
        f"{count(summary.sentences, 'sentence')} {kept} ({count(summary.changed, 'segment')} changed, "
        f"{summary.known:,} corrected before, {summary.unchanged:,} unchanged), {count(summary.conflicts, 'conflict')}"
    )
