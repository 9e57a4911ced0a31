"""``bilingual evaluate``: translations held against references."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.flags import (
    DeviceOption,
    FromOption,
    JsonOption,
    ModelOption,
    ToOption,
    at_least,
)
from bilingual.cli.output import note_unsettled, write_json
from bilingual.cli.settings import load_engine, merged
from bilingual.wording import on_one_line

if TYPE_CHECKING:
    from bilingual.corpus.evaluation import Evaluation, References


def evaluate(
    outputs: Annotated[
        list[Path] | None, typer.Argument(metavar="CORPUS", help="One corpus, or several to compare with the first.")
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
    model: ModelOption = None,
    device: DeviceOption = None,
    samples: Annotated[int, typer.Option(metavar="N", parser=at_least(40), help="Samples of the bootstrap.")] = 1_000,
    as_json: JsonOption = False,
) -> None:
    """Score translations against references: BLEU, chrF and TER."""
    from dataclasses import asdict

    from bilingual.corpus import evaluation
    from bilingual.errors import UsageError

    if sum(map(bool, (ref, ref_moses, parallel))) > 1 or bool(outputs) == bool(parallel):
        raise UsageError(
            "what to score and one set of references are wanted",
            "Give corpora with --ref or --ref-moses, or that were built with --reference, or --parallel alone",
        )
    if parallel:
        options = merged(source=source, target=target, model=model, device=device)
        evaluations = [evaluation.evaluate_parallel(parallel, load_engine(options), samples)]
    else:
        for folder in outputs or []:
            note_unsettled(folder)
        folders = outputs or []
        if ref or ref_moses:
            evaluations = evaluation.evaluate(folders, _references(ref, ref_moses, folders[0]), samples)
        else:
            evaluations = evaluation.evaluate_beside(folders, samples)
    if as_json:
        write_json([asdict(one) for one in evaluations])
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
    from rich.table import Table

    from bilingual.cli import consoles

    console = consoles.tables()
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
