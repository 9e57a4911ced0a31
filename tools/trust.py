"""Learn what makes trust: ``bilingual/checks/confidence/trust.json``, from translations held against those of people.

Each FILE holds French and a person's English with a tab between (``.tsv``, ``.tsv.xz``), in the order of its texts, and
nothing that the model was trained on. The model translates the French as a build does, with repair; chrF says how near
the English is. ``--source`` names a file with its licence in what is written, in the order of the files.

    python tools/trust.py FILE.tsv … [--source "NAME (LICENCE)" …] [--test FILE.tsv …] [--model PACKAGE] [--dry-run]

Printed are figures of sentences that were not learnt from: of each file by the other fifths of all files (a fifth is
blocks of ``BLOCK`` lines, so that no article is on both sides), of each file by all other files, and of each file of
``--test`` by all. Then all is learnt from all files, the starter's scaling and bands as well.

The regression is a normal distribution of chrF whose mean and whose spread's logarithm are linear in the features
(Harvey, "Estimating Regression Models with Multiplicative Heteroscedasticity", 1976), with a ridge, by scoring. What it
says of chrF below ``BAD`` becomes a probability by a logistic curve (``calibrating.curve``).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import bilingual
from benchmarks.calibration import expected_error, worst_tenth
from benchmarks.pairs import read
from bilingual import checks
from bilingual.checks.confidence import trust
from bilingual.checks.confidence.bands import STARTER
from bilingual.checks.confidence.calibrating import Scored, calibrate, curve
from bilingual.checks.confidence.chrf import BAD
from bilingual.data import Scaling
from bilingual.engines.loading import compose, in_a_row, load_models

if TYPE_CHECKING:
    from collections.abc import Sequence

# Lines that stay together, and parts of a file for what is held out.
BLOCK, FIFTHS = 25, 5
RIDGE, ROUNDS = 10.0, 40
# That of the spread, for each sentence. Without it the likelihood is the best, as the chrF of short sentences is spread
# widely; but so it is as much for the other words that people choose as for errors, and trust then follows the length
# more than the chrF. This takes a third of the difference in correlation for a tenth of that in likelihood.
SPREAD_RIDGE = 1.4
DECIMALS = 5


def translated(path: Path, model: Path | None) -> list[Scored]:
    """Return what the model makes of a file's French, held against its English."""
    models = load_models(bilingual.Options(model=model))
    engine = compose([in_a_row(models)], calibration=replace(STARTER, scaling=None))
    pairs = list(dict.fromkeys(read(path)))
    made = bilingual.translate([source for source, _ in pairs], engine=engine)
    return [
        Scored.against(reference, source, one.text, one.score, checks.counted(one.flags))
        for (source, reference), one in zip(pairs, made, strict=True)
        if one.score is not None and one.text.strip()
    ]


def rows(scored: Sequence[Scored], name: str) -> Any:  # noqa: ANN401 - a numpy array
    """Return the features of some translations, a row each, with their scores in standard deviations."""
    scaling = _unscaled(scored)
    features = trust.MODELS[name][1]
    places = ((one.score - scaling.mean) / scaling.deviation for one in scored)
    return np.array(
        [features(one.judged._replace(score=max(-4, min(4, at)))) for one, at in zip(scored, places, strict=True)]
    )


def _unscaled(scored: Sequence[Scored]) -> Scaling:
    scores = np.array([one.score for one in scored])
    return Scaling(float(scores.mean()), float(scores.std()), 0.0, 1.0)


def fit(found: Any, chrfs: Any) -> tuple[Any, Any]:  # noqa: ANN401 - numpy arrays
    """Return the weights of mean and spread (its logarithm), that of a constant first."""
    centre, width = found.mean(axis=0), found.std(axis=0)
    width[width == 0] = 1.0
    ones = np.ones((len(found), 1))
    standard = np.hstack([ones, (found - centre) / width])
    ridge = RIDGE * np.eye(standard.shape[1])
    ridge[0, 0] = 0.0
    stiff = SPREAD_RIDGE * len(found) / RIDGE * ridge
    spread = np.zeros(standard.shape[1])
    spread[0] = np.log(chrfs.std())
    mean = spread
    for _ in range(ROUNDS):
        weight = np.exp(-2 * (standard @ spread))
        mean = np.linalg.solve(
            standard.T @ (standard * weight[:, None]) + ridge / chrfs.var(), standard.T @ (weight * chrfs)
        )
        off = weight * (chrfs - standard @ mean) ** 2 - 1
        spread = spread + np.linalg.solve(2 * standard.T @ standard + stiff, standard.T @ off - stiff @ spread)
    return _raw(mean, centre, width), _raw(spread, centre, width)


def _raw(weights: Any, centre: Any, width: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return weights of features as they are, made of those of standard ones."""
    raw = weights[1:] / width
    return np.concatenate([[weights[0] - raw @ centre], raw])


def distances(weights: tuple[Any, Any], found: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return what a scaling makes probabilities of."""
    mean, spread = (part[0] + found @ part[1:] for part in weights)
    return (mean - BAD) / np.exp(spread)


def judged(learn: tuple[Any, Any], found: Any, name: str) -> Any:  # noqa: ANN401, ARG001 - numpy arrays
    """Return the trust of what has these features, by what ``learn`` (features and chrF) teaches."""
    weights = fit(*learn)
    intercept, slope = curve(list(distances(weights, learn[0])), [bool(one >= BAD) for one in learn[1]])
    return 1 / (1 + np.exp(-np.clip(intercept + slope * distances(weights, found), -30, 30)))


def show(title: str, files: dict[str, tuple[Any, Any]], scores: dict[str, Any]) -> None:
    """Print the figures of each file, and of all together: ``files`` have trust and chrF."""
    print(f"\n{title}")
    together = tuple(np.concatenate(part) for part in zip(*files.values(), strict=True))
    everything = {**files, **({"all": together} if len(files) > 1 else {})}
    scores = {**scores, "all": np.concatenate([scores[name] for name in files])}
    for name, (trusts, chrfs) in everything.items():
        bad = chrfs < BAD
        log_odds = np.log(np.clip(trusts, 1e-6, 1 - 1e-6) / np.clip(1 - trusts, 1e-6, 1))
        pearsons = [float(np.corrcoef(one, chrfs)[0, 1]) for one in (scores[name], trusts, log_odds)]
        print(
            f"{name:16}{len(trusts):6,} sentences, {bad.mean():5.1%} bad; r with chrF: score {pearsons[0]:.3f}, "
            f"trust {pearsons[1]:.3f}, log-odds of trust {pearsons[2]:.3f}; calibration error "
            f"{expected_error(trusts, ~bad):.3f}; bad in the worst tenth {worst_tenth(trusts, bad):.1%} "
            f"(by score {worst_tenth(scores[name], bad):.1%})"
        )


def held_out(sets: dict[str, list[Scored]], tests: dict[str, list[Scored]], name: str) -> None:
    """Print what is made of sentences that were not learnt from."""
    everything = [one for scored in sets.values() for one in scored]
    found, chrfs = rows(everything, name), np.array([one.chrf for one in everything])
    scores = np.array([one.score for one in everything])
    domain = np.repeat(list(sets), [len(scored) for scored in sets.values()])
    part = np.concatenate([np.arange(len(scored)) // BLOCK % FIFTHS for scored in sets.values()])
    for title, group in ((f"by other blocks of {BLOCK} lines", part), ("by other files", domain)):
        trusts = np.zeros(len(everything))
        for one in np.unique(group):
            mine = group == one
            trusts[mine] = judged((found[~mine], chrfs[~mine]), found[mine], name)
        by_file = {one: (trusts[domain == one], chrfs[domain == one]) for one in sets}
        show(f"{name}: {title}", by_file, {one: scores[domain == one] for one in sets})
    if tests:
        scaling = _unscaled(everything)
        by_file, of_tests = {}, {}
        for one, scored in tests.items():
            places = [replace(each, score=(each.score - scaling.mean) / scaling.deviation) for each in scored]
            features = np.array([trust.MODELS[name][1](each.judged) for each in places])
            by_file[one] = judged((found, chrfs), features, name), np.array([each.chrf for each in scored])
            of_tests[one] = np.array([each.score for each in scored])
        show(f"{name}: files that nothing was learnt from", by_file, of_tests)


def written(everything: list[Scored], sources: list[str], model: str, sha256: str) -> None:
    """Learn from all, and write it."""
    chrfs = np.array([one.chrf for one in everything])
    models = {}
    for name, (names, _) in trust.MODELS.items():
        parts = fit(rows(everything, name), chrfs)
        models[name] = {
            part: dict(zip(("constant", *names), (round(float(one), DECIMALS) for one in weights), strict=True))
            for part, weights in zip(("mean", "spread"), parts, strict=True)
        }
    about = f"Learnt by tools/trust.py from {len(everything):,} sentences that {model} translated; it holds no text."
    record = {"about": about, "sources": sources, "models": models, "starter": trust.read()["starter"]}
    for _ in range(2):  # the scaling is made with the weights as they are written
        trust.FILE.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        trust.read.cache_clear()
        trust.learnt.cache_clear()
        record["starter"] = calibrate(everything, model, sha256).record()
    print(f"\nwritten to {trust.FILE}: {record['starter']}")


def main() -> None:
    """Parse the command line, learn, print and write."""
    parser = argparse.ArgumentParser(description="Learn what makes trust.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--source", action="append", default=[], help="name and licence of a file, in their order")
    parser.add_argument("--test", nargs="*", type=Path, default=[], metavar="FILE", help="files that are held out")
    parser.add_argument("--model", type=Path, help="Argos package; default: as a build chooses")
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    sets, tests = (
        {path.name.partition(".")[0]: translated(path, options.model) for path in paths}
        for paths in (options.files, options.test)
    )
    for name in trust.MODELS:
        held_out(sets, tests, name)
    if not options.dry_run:
        provenance = in_a_row(load_models(bilingual.Options(model=options.model))).provenance
        everything = [one for scored in sets.values() for one in scored]
        written(everything, options.source, provenance.model, provenance.model_sha256)


if __name__ == "__main__":
    main()
