"""What a score says about a translation: its correlation with sentence-level chrF, and the cut-offs of the bands.

A sentence is bad where its chrF against one reference is below ``BAD``. That is a coarse measure: a good translation in
other words than the reference's counts as bad, and a wrong one in the same words, but for a lost "not" or a wrong name,
as good. It owes nothing to the checks.

The cut-offs come from one half of the sentences: ``trust`` is the lowest score from which on at most ``TRUSTED_BAD``
are bad, ``doubt`` the highest below which at least ``DOUBTED_BAD`` are. The shares are measured on the other half.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

BAD = 40.0
TRUSTED_BAD, DOUBTED_BAD = 0.10, 0.60
# Cut-offs that are tried, as probabilities per token.
_CUTS = [cut / 100 for cut in range(30, 90)]


@dataclass(frozen=True, slots=True)
class Scored:
    """A machine translation with its score (mean log-probability per token) and its chrF against the reference."""

    source: str
    text: str
    score: float
    chrf: float


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


def halves(scored: Sequence[Scored]) -> tuple[list[Scored], list[Scored]]:
    """Split by a checksum of the source, so that a sentence is always on the same side."""
    sides: tuple[list[Scored], list[Scored]] = ([], [])
    for one in scored:
        sides[zlib.crc32(one.source.encode()) // 2 % 2].append(one)
    return sides


def bad_share(scored: Sequence[Scored], least: float, below: float) -> tuple[int, float]:
    """Return how many sentences have a probability per token from ``least`` to ``below``, and how many of 1 are bad."""
    found = [one.chrf < BAD for one in scored if least <= math.exp(one.score) < below]
    return len(found), sum(found) / max(1, len(found))


def cut_offs(scored: Sequence[Scored]) -> tuple[float, float]:
    """Return the scores from which on to trust and below which to doubt, as probabilities per token."""
    trust = next((cut for cut in _CUTS if bad_share(scored, cut, 1.1)[1] <= TRUSTED_BAD), _CUTS[-1])
    doubt = next((cut for cut in reversed(_CUTS) if bad_share(scored, 0, cut)[1] >= DOUBTED_BAD), 0.0)
    return trust, doubt
