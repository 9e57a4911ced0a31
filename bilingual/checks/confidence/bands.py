"""What a score says: bands of scores, with the share of bad sentences that was measured in each."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Scores that say the same: those of ``from_`` and above, up to the band before it.

    ``from_`` is a probability per token (0 to 1), ``words`` say what the band means. ``bad_share`` (0 to 1) is how many
    sentences of the band were bad: less than 40 chrF from one translation by a person.
    """

    name: str
    from_: float
    words: str
    bad_share: float


# The only place that knows the cut-offs. benchmarks/trust.py measured them on 17,700 sentences of news and texts
# about public health (newstest 2008-2013, TICO-19) with the starter model: the cut-offs on one half, the shares on the
# other.
BANDS = (
    Band("trust", 0.60, "the model was sure of its words", 0.10),
    Band("check", 0.47, "the model was less sure: worth a look", 0.28),
    Band("doubt", 0.0, "the model was unsure: do not rely on it", 0.60),
)

# The flag of a score in the lowest band.
LOW_SCORE = "low-score"


def band(score: float | None) -> Band | None:
    """Return the band of a score (mean log-probability per token, natural log), None where nothing was scored.

    >>> [found and found.name for found in (band(-0.1), band(-0.7), band(-1.5), band(None))]
    ['trust', 'check', 'doubt', None]
    """
    if score is None:
        return None
    probability = math.exp(score)
    return next((band for band in BANDS if probability >= band.from_), BANDS[-1])
