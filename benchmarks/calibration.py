"""How far a score says what a translation is worth: its correlation with sentence-level chrF."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.checks.confidence.calibrating import Scored


def correlations(scored: Sequence[Scored]) -> dict[str, float]:
    """Return Pearson's r, Spearman's rho and Kendall's tau-b of score and chrF."""
    scores = np.array([one.score for one in scored])
    chrfs = np.array([one.chrf for one in scored])
    return {
        "Pearson": float(np.corrcoef(scores, chrfs)[0, 1]),
        "Spearman": float(np.corrcoef(_ranks(scores), _ranks(chrfs))[0, 1]),
        "Kendall": _kendall(scores, chrfs),
    }


def _ranks(values: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Return the mean rank of each value among equals."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def _kendall(one: Any, other: Any) -> float:  # noqa: ANN401 - numpy arrays
    agreement = ties_one = ties_other = 0.0
    for at in range(1, len(one)):
        left, right = np.sign(one[at:] - one[:-at]), np.sign(other[at:] - other[:-at])
        agreement += float((left * right).sum())
        ties_one += float(np.abs(left).sum())
        ties_other += float(np.abs(right).sum())
    return agreement / math.sqrt(ties_one * ties_other)


def expected_error(likely: Any, right: Any, parts: int = 10) -> float:  # noqa: ANN401 - numpy arrays
    """Return the expected calibration error of probabilities: how far the mean is from what came true, tenth by tenth.

    The tenths hold equally many (Nixon et al., "Measuring Calibration in Deep Learning", 2019).
    """
    order = np.argsort(likely, kind="stable")
    tenths = np.array_split(order, parts)
    return float(sum(len(one) * abs(likely[one].mean() - right[one].mean()) for one in tenths) / len(order))


def worst_tenth(values: Any, bad: Any) -> float:  # noqa: ANN401 - numpy arrays
    """Return how many of 1 are bad in the tenth with the lowest values."""
    return float(bad[np.argsort(values, kind="stable")[: max(1, len(values) // 10)]].mean())
