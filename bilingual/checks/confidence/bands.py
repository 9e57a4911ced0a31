"""What a score says: bands of scores, with the share of bad sentences that was measured in each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bilingual.data import Calibration

if TYPE_CHECKING:
    from bilingual.data import Provenance


@dataclass(frozen=True, slots=True)
class Band:
    """Scores that say the same: those of ``from_`` and above, up to the band before it.

    ``from_`` is a probability per token (0 to 1), ``words`` say what the band means. ``bad_share`` (0 to 1) is how many
    sentences of the band were bad: less than 40 chrF from one translation by a person; None where too few were in it.
    """

    name: str
    from_: float
    words: str
    bad_share: float | None


# The first band, the one between, and the last.
Bands = tuple[Band, Band, Band]

# What ships with bilingual, measured by benchmarks/trust.py with the starter model on news and texts about public
# health (newstest 2008-2013, TICO-19). It serves where the model that is used was not measured itself.
STARTER = Calibration(
    model="translate-fr_en-0_3",
    model_sha256="6a713244c5876c90ff03c234268d8c5b88cbad516b7fe57450b3f3a2131527bf",
    trust=0.65,
    doubt=0.50,
    bad_shares=(0.089, 0.289, 0.613),
    sentences=18_103,
)
# By what a corpus was judged that does not say it: that of the first starter.
UNSAID = Calibration(
    model="translate-fr_en-0_1",
    model_sha256="f400bfcdf5be20f0b6a98d76ba31b0fbfe31c064c00e91b4ff649dd51073f5be",
    trust=0.60,
    doubt=0.47,
    bad_shares=(0.10, 0.28, 0.60),
    sentences=17_700,
)

# The flag of a score in the lowest band.
LOW_SCORE = "low-score"


@cache
def bands(calibration: Calibration) -> Bands:
    """Return the bands that a calibration makes, the highest first. One that holds no score has the same ends.

    >>> [(band.name, band.from_) for band in bands(UNSAID)]
    [('trust', 0.6), ('check', 0.47), ('doubt', 0.0)]
    """
    trusted, checked, doubted = calibration.bad_shares
    return (
        Band("trust", calibration.trust, "the model was sure of its words", trusted),
        Band("check", calibration.doubt, "the model was less sure: worth a look", checked),
        Band("doubt", 0.0, "the model was unsure: do not rely on it", doubted),
    )


BANDS = bands(STARTER)


def calibration_of(provenance: Provenance) -> Calibration:
    """Return by what the scores of a corpus, or of an engine, are judged."""
    return provenance.calibration or UNSAID


def bands_of(provenance: Provenance) -> Bands:
    """Return the bands of a corpus, or of an engine."""
    return bands(calibration_of(provenance))


def band(score: float | None, of: Bands = BANDS) -> Band | None:
    """Return the band of a score (mean log-probability per token, natural log), None where nothing was scored.

    >>> of = bands(UNSAID)
    >>> [found and found.name for found in (band(-0.1, of), band(-0.7, of), band(-1.5, of), band(None, of))]
    ['trust', 'check', 'doubt', None]
    """
    if score is None:
        return None
    probability = math.exp(score)
    return next((band for band in of if probability >= band.from_), of[-1])
