"""Fit the weights by which ``negation`` tells a no that was lost or added.

Each FILE holds good pairs of French and English, a tab between. In each a "not" is left out or put in
(``tools.meaning``), and a logistic regression tells what has no counterpart then from what has none in the good pairs.
``--cut`` are the log-odds, with as many errors as good candidates, from which on one is told.

    python tools/negations.py FILE.tsv … [--pairs 3000] [--lost 1] [--added 1]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.checks.negation.weighed import Candidate, candidates
from tools.coverage import fit
from tools.meaning import add_negation, lose_negation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Plant = Callable[[Random, Pair, Pair], Pair | None]

# A sentence with more characters is no sentence.
LONGEST = 600
# A kind of a no that is rarer than this is as any other.
MIN_COUNT = 8
# Few good pairs have a no without a counterpart.
RIDGE = 2.0


def planted(pair: Pair, plant: Plant, number: int, side: int) -> list[Candidate] | None:
    """Return what has no counterpart where a no was lost or added, and was not there before; None without a place."""
    made = plant(Random(number), pair, pair)
    if made is None:
        return None
    before = len(candidates(*pair)[side])
    after = candidates(*made)[side]
    return after if len(after) > before else []


def fitted(good: Sequence[Candidate], bad: Sequence[Candidate], cut: float) -> dict[str, float]:
    """Return the weights."""
    names = sorted({name for one in (*good, *bad) for name in one.features})
    counts = {name: sum(name in one.features for one in good) for name in names}
    names = [name for name in names if counts[name] >= MIN_COUNT]
    clean, wrong = (
        np.array([[1.0, *(one.features.get(name, 0.0) for name in names)] for one in side]) for side in (good, bad)
    )
    weights = fit(clean, wrong, RIDGE)
    weights[0] -= cut
    return {name: round(float(weight), 2) for name, weight in zip(["bias", *names], weights, strict=True)}


def main() -> None:
    """Plant, fit and print."""
    parser = argparse.ArgumentParser(description="Fit the weights of negations that were lost or added.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--pairs", type=int, default=3_000, help="pairs of each file (default: 3000)")
    parser.add_argument("--lost", type=float, default=1.0)
    parser.add_argument("--added", type=float, default=1.0)
    options = parser.parse_args()
    chosen: list[Pair] = []
    for path in options.files:
        pairs = [pair for pair in dict.fromkeys(read(path)) if max(map(len, pair)) <= LONGEST]
        chosen += Random(5).sample(pairs, min(options.pairs, len(pairs)))
    for side, (name, plant, cut) in enumerate(
        (("lost", lose_negation, options.lost), ("added", add_negation, options.added))
    ):
        good = [one for pair in chosen for one in candidates(*pair)[side]]
        found = [planted(pair, plant, number, side) for number, pair in enumerate(chosen)]
        errors = [ones for ones in found if ones is not None]
        bad = [one for ones in errors for one in ones]
        print(
            f"{name}: {len(good):,} good candidates of {len(chosen):,} pairs, {len(bad):,} of {len(errors):,} planted"
        )
        weights = fitted(good, bad, cut)
        print(weights)
        for other in range(-2, 4):
            shares = [sum(one.odds(weights) > other for one in ones) for ones in (good, bad)]
            flagged, told = shares[0] / len(chosen), shares[1] / len(errors)
            print(f"  at {cut + other:g}: {flagged:.2%} of pairs flagged, {told:.1%} told")


if __name__ == "__main__":
    main()
