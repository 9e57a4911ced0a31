"""Learn what makes trust: ``bilingual/checks/confidence/trust.json``, from translations held against those of people.

Each FILE holds French and a person's English with a tab between (``.tsv``, ``.tsv.xz``), in the order of its texts, and
nothing that the model was trained on. The model translates the French as a build does, with repair; chrF says how near
the English is. ``--source`` names a file with its licence in what is written, in the order of the files.

    python tools/trust.py FILE.tsv … [--source "NAME (LICENCE)" …] [--test FILE.tsv …] [--model PACKAGE] [--dry-run]

Printed are figures of sentences that were not learnt from: of each file by the other fifths of all files (a fifth is
blocks of ``BLOCK`` lines, so that no article is on both sides), of each file by all other files, and of each file of
``--test`` by all. Then all is learnt from all files, and the starter's scaling and bands
(``starter.py`` beside the other).

The regression is a normal distribution of chrF whose mean and whose spread's logarithm are linear in the features
(Harvey, "Estimating Regression Models with Multiplicative Heteroscedasticity", 1976), with a ridge, by scoring. What it
says of chrF below ``BAD`` becomes a probability by a logistic curve (``calibrating.curve``).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from random import Random
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
from bilingual.checks.confidence.features import FAMILIES
from bilingual.data import Scaling
from bilingual.engines.loading import compose, in_a_row, load_models
from tools import planting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Translation

# Lines that stay together, and parts of a file for what is held out.
BLOCK, FIFTHS = 25, 5
RIDGE, ROUNDS = 10.0, 40
# That of the spread, for each sentence. Without it the likelihood is the best, as the chrF of short sentences is spread
# widely; but so it is as much for the other words that people choose as for errors, and trust then follows the length
# more than the chrF. This takes a third of the difference in correlation for a tenth of that in likelihood.
SPREAD_RIDGE = 1.4
# One translation of so many gets an error that is planted, for what flags say: what a model translates of its own is
# hardly ever that of another sentence, or cut in half. Figures, scaling and bands are of the others alone.
PLANTED_IN = 20
SEED = 19
# What takes trust away and never gives any; flags have no say in the spread.
FLAGS = ("severe", "minor", *FAMILIES)
DOWNWARD = (*FLAGS, "off", "missing", "unexplained", "related")
DECIMALS = 5
STARTER_FILE = trust.FILE.with_name("starter.py")


@dataclass(frozen=True, slots=True)
class Learning:
    """Translations as numbers, planted ones among them, which are not ``real``; ``files`` and ``parts`` are of each."""

    features: Any
    chrfs: Any
    scores: Any
    real: Any
    files: Any
    parts: Any

    def where(self, chosen: Any) -> Learning:  # noqa: ANN401 - a numpy array
        """Return those that are chosen."""
        return Learning(*(getattr(self, field.name)[chosen] for field in fields(self)))


# The translations of a file, and those with a planted error, with the number of the one that they were made of.
Translated = tuple[list[Scored], list[tuple[int, Scored]]]


def translated(path: Path, model: Path | None) -> Translated:
    """Return what the model makes of a file's French, held against its English, and some of it with planted errors."""
    models = load_models(bilingual.Options(model=model))
    engine = compose([in_a_row(models)], calibration=replace(STARTER, scaling=None))
    pairs = list(dict.fromkeys(read(path)))
    made = list(bilingual.translate([source for source, _ in pairs], engine=engine))
    return held([(*pair, one) for pair, one in zip(pairs, made, strict=True)])


def held(made: Sequence[tuple[str, str, Translation]]) -> Translated:
    """Return translations of sources held against their references."""
    made = [one for one in made if one[2].score is not None and one[2].text.strip()]
    scored = [_scored(reference, source, one.text, one) for source, reference, one in made]
    rng, planted = Random(SEED), []
    for at, (source, reference, one) in enumerate(made):
        planter, other = rng.choice(list(planting.KINDS.values())), rng.choice(scored)
        if rng.randrange(PLANTED_IN):
            continue
        new = planter(rng, (source, one.text), (other.source, other.text))
        if new is not None and new[0] == source and new[1].strip():
            flags = tuple(bilingual.check(source, new[1]))
            planted.append((at, _scored(reference, source, new[1], replace(one, flags=flags))))
    return scored, planted


def _scored(reference: str, source: str, text: str, made: Translation) -> Scored:
    return Scored.against(reference, source, text, made.score or 0.0, checks.counted(made.flags))


def learning(sets: dict[str, Translated], name: str, like: dict[str, Translated] | None = None) -> Learning:
    """Return translations as numbers, their scores in standard deviations of those of ``like``, else their own."""
    scaling = _unscaled([one for scored, _ in (like or sets).values() for one in scored])
    rows = [
        (features_of(one, name, scaling), one.chrf, one.score, real, file, at // BLOCK % FIFTHS)
        for file, (scored, planted) in sets.items()
        for real, numbered in ((True, enumerate(scored)), (False, planted))
        for at, one in numbered
    ]
    return Learning(*(np.array(column) for column in zip(*rows, strict=True)))


def features_of(one: Scored, name: str, scaling: Scaling) -> list[float]:
    """Return the features of a translation, with its score as ``trust.distance`` has it."""
    return trust.MODELS[name][1](one.judged._replace(score=trust.place(one.score, scaling)))


def _unscaled(scored: Sequence[Scored]) -> Scaling:
    scores = np.array([one.score for one in scored])
    return Scaling(float(scores.mean()), float(scores.std()), 0.0, 1.0)


def fit(known: Learning, name: str) -> tuple[Any, Any]:
    """Return the weights of mean and spread (its logarithm), that of a constant first.

    What has the wrong sign in the mean (``DOWNWARD``) is left out, one after the other.
    """
    names = ("constant", *trust.MODELS[name][0])
    spreading = np.array([one not in FLAGS for one in names])
    meaning = np.ones(len(names), bool)
    while True:
        mean, spread = _fit(known.features, known.chrfs, meaning, spreading)
        wrong = {at: mean[at] for at, one in enumerate(names) if one in DOWNWARD and mean[at] > 0}
        if not wrong:
            return mean, spread
        meaning[max(wrong, key=wrong.__getitem__)] = False


def _fit(found: Any, chrfs: Any, meaning: Any, spreading: Any) -> tuple[Any, Any]:  # noqa: ANN401 - numpy arrays
    """Return the weights with those of some features alone, for the mean and for the spread."""
    centre, width = found.mean(axis=0), found.std(axis=0)
    width[width == 0] = 1.0
    standard = np.hstack([np.ones((len(found), 1)), (found - centre) / width])
    ridge = RIDGE * np.eye(standard.shape[1])
    ridge[0, 0] = 0.0
    stiff = SPREAD_RIDGE * len(found) / RIDGE * ridge
    mean, spread = np.zeros(standard.shape[1]), np.zeros(standard.shape[1])
    spread[0] = np.log(chrfs.std())
    ours, theirs = standard[:, meaning], standard[:, spreading]
    for _ in range(ROUNDS):
        weight = np.exp(-2 * (standard @ spread))
        mean[meaning] = np.linalg.solve(
            ours.T @ (ours * weight[:, None]) + ridge[np.ix_(meaning, meaning)] / chrfs.var(), ours.T @ (weight * chrfs)
        )
        off = weight * (chrfs - standard @ mean) ** 2 - 1
        step = theirs.T @ off - (stiff @ spread)[spreading]
        spread[spreading] += np.linalg.solve(2 * theirs.T @ theirs + stiff[np.ix_(spreading, spreading)], step)
    return _raw(mean, centre, width), _raw(spread, centre, width)


def _raw(weights: Any, centre: Any, width: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return weights of features as they are, made of those of standard ones."""
    raw = weights[1:] / width
    return np.concatenate([[weights[0] - raw @ centre], raw])


def distances(weights: tuple[Any, Any], found: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return what a scaling makes probabilities of."""
    mean, spread = (part[0] + found @ part[1:] for part in weights)
    return (mean - BAD) / np.exp(spread)


def judged(known: Learning, found: Any, name: str) -> Any:  # noqa: ANN401 - numpy arrays
    """Return the trust of what has these features, by what is known."""
    weights, real = fit(known, name), known.where(known.real)
    intercept, slope = curve(list(distances(weights, real.features)), [bool(one >= BAD) for one in real.chrfs])
    return 1 / (1 + np.exp(-np.clip(intercept + slope * distances(weights, found), -30, 30)))


def show(title: str, known: Learning, trusts: Any) -> None:  # noqa: ANN401 - a numpy array
    """Print the figures of each file, and of all together."""
    print(f"\n{title}")
    for name in (*dict.fromkeys(known.files), "all"):
        mine = np.full(len(trusts), fill_value=True) if name == "all" else known.files == name
        chrfs, scores, trust_of = known.chrfs[mine], known.scores[mine], trusts[mine]
        bad = chrfs < BAD
        log_odds = np.log(np.clip(trust_of, 1e-6, 1) / np.clip(1 - trust_of, 1e-6, 1))
        pearsons = [float(np.corrcoef(one, chrfs)[0, 1]) for one in (scores, trust_of, log_odds)]
        print(
            f"{name:16}{len(chrfs):6,} sentences, {bad.mean():5.1%} bad; r with chrF: score {pearsons[0]:.3f}, "
            f"trust {pearsons[1]:.3f}, log-odds of trust {pearsons[2]:.3f}; calibration error "
            f"{expected_error(trust_of, ~bad):.3f}; bad in the worst tenth {worst_tenth(trust_of, bad):.1%} "
            f"(by score {worst_tenth(scores, bad):.1%})"
        )


def held_out(sets: dict[str, Translated], tests: dict[str, Translated], name: str) -> None:
    """Print what is made of sentences that were not learnt from."""
    known = learning(sets, name)
    real = known.where(known.real)
    for title, by in ((f"by other blocks of {BLOCK} lines", "parts"), ("by other files", "files")):
        trusts = np.zeros(len(real.chrfs))
        for one in np.unique(getattr(known, by)):
            mine = getattr(real, by) == one
            trusts[mine] = judged(known.where(getattr(known, by) != one), real.features[mine], name)
        show(f"{name}: {title}", real, trusts)
    if tests:
        new = learning({file: (scored, []) for file, (scored, _) in tests.items()}, name, sets)
        show(f"{name}: files that nothing was learnt from", new, judged(known, new.features, name))
    wrong = known.features[~known.real]
    without, within = (np.mean(judged(one, wrong, name)) for one in (known.where(known.real), known))
    print(f"\nmean trust of planted errors: {within:.3f}, where none of them is learnt from {without:.3f}")


def written(sets: dict[str, Translated], sources: list[str], model: str, sha256: str) -> None:
    """Learn from all, and write it."""
    models = {}
    for name, (names, _) in trust.MODELS.items():
        parts = fit(learning(sets, name), name)
        models[name] = {
            part: dict(zip(("constant", *names), (round(float(one), DECIMALS) for one in weights), strict=True))
            for part, weights in zip(("mean", "spread"), parts, strict=True)
        }
    everything = [one for scored, _ in sets.values() for one in scored]
    about = f"Learnt by tools/trust.py from {len(everything):,} sentences that {model} translated; it holds no text."
    record = {"about": about, "sources": sources, "models": models}
    trust.FILE.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    trust.read.cache_clear()
    trust.learnt.cache_clear()
    found = calibrate(everything, model, sha256)  # with the weights as they were written
    values = "".join(f"    {field.name}={_literal(getattr(found, field.name))},\n" for field in fields(found))
    head = STARTER_FILE.read_text(encoding="utf-8").partition("STARTER = ")[0]
    STARTER_FILE.write_text(f"{head}STARTER = Calibration(\n{values})\n", encoding="utf-8")
    print(f"\nwritten to {trust.FILE} and {STARTER_FILE}: {found}")


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


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
        written(sets, options.source, provenance.model, provenance.model_sha256)


if __name__ == "__main__":
    main()
