"""Fit the weights of the checks that compare words: ``dropped``, ``added`` and ``unrelated``.

Each FILE holds good pairs of French and English, a tab between. Errors are planted into them, and a logistic regression
tells the planted pairs from the good ones; ``--rate`` of the good ones raise a false alarm at the bias that is printed.

    python tools/coverage.py FILE.tsv … [--rate 0.004]
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.pairs import Pair, read
from bilingual.checks import coverage
from bilingual.checks.coverage import added, dropped, unrelated
from tools.planting import drop_clause, invent_clause, swap_translations

ROUNDS = 40
RIDGE = 1e-3


def table(pairs: list[Pair], names: list[str]) -> Any:  # noqa: ANN401 - a numpy array
    """Return what the weights multiply, a row for each pair."""
    found = [coverage.coverage(*pair) for pair in pairs]
    return np.array([[cover.score({name: 1.0}) for name in names] for cover in found])


def fit(good: Any, bad: Any, ridge: float = RIDGE) -> Any:  # noqa: ANN401 - numpy arrays
    """Return the weights of a logistic regression (Newton's method), the bias first.

    ``ridge`` holds them small where few rows tell.
    """
    rows = np.vstack([good, bad])
    truth = np.r_[np.zeros(len(good)), np.ones(len(bad))]
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        hessian = rows.T @ (rows * (likely * (1 - likely))[:, None]) + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, rows.T @ (truth - likely) - ridge * weights)
    return weights


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description="Fit the weights of the checks that compare words.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--rate", type=float, default=0.004, help="share of good pairs that may be flagged")
    options = parser.parse_args()
    # The shortest first, so that neighbours are of the same length.
    good = sorted((pair for path in options.files for pair in read(path)), key=lambda pair: (len(pair[0]), pair))
    rng = Random(3)
    borrowed = rng.sample(good, len(good))
    planted: dict[str, tuple[dict[str, float], list[Pair | None]]] = {
        "dropped": (dropped.WEIGHTS, [drop_clause(rng, pair, pair) for pair in good]),
        "added": (added.WEIGHTS, [invent_clause(rng, *pairs) for pairs in zip(good, borrowed, strict=True)]),
        "unrelated": (
            unrelated.WEIGHTS,
            [swap_translations(rng, *pairs) for pairs in pairwise(good)],
        ),
    }
    for code, (now, pairs) in planted.items():
        names = list(now)
        clean, bad = table(good, names), table([pair for pair in pairs if pair is not None], names)
        weights = fit(clean, bad)
        cut = np.quantile(clean @ weights, 1 - options.rate)
        weights[names.index("bias")] -= cut
        print(f"{code}: recall {np.mean(bad @ weights > 0):.3f} of {len(bad):,} at {options.rate:.1%} of {len(good):,}")
        print("  ", {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)})
        current = np.array(list(now.values()))
        print(f"   as it is: recall {np.mean(bad @ current > 0):.3f}, alarms {np.mean(clean @ current > 0):.2%}")


if __name__ == "__main__":
    main()
