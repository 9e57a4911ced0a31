"""What trust says, or a score where there is none: bands, with the share of bad sentences that was measured in each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bilingual.checks.confidence import starter
from bilingual.data import Calibration

if TYPE_CHECKING:
    from bilingual.data import Provenance, Translation


@dataclass(frozen=True, slots=True)
class Band:
    """Translations that are to be trusted alike: those of ``from_`` and above, up to the band before it.

    ``of`` says of what ``from_`` is one (0 to 1): ``trust``, or ``score``, as a probability per token, by calibrations
    from before there was trust. ``words`` say what the band means. ``bad_share`` (0 to 1) is how many sentences of the
    band were bad: less than 40 chrF from one translation by a person; None where too few were in it.
    """

    name: str
    from_: float
    words: str
    bad_share: float | None
    of: str = "score"


# The first band, the one between, and the last.
Bands = tuple[Band, Band, Band]

STARTER = starter.STARTER
# By what a corpus was judged that does not say it: that of the first starter.
UNSAID = Calibration(
    model="translate-fr_en-0_1",
    model_sha256="f400bfcdf5be20f0b6a98d76ba31b0fbfe31c064c00e91b4ff649dd51073f5be",
    trust=0.60,
    doubt=0.47,
    bad_shares=(0.10, 0.28, 0.60),
    sentences=17_700,
)

# The flag of a translation in the lowest band.
LOW_SCORE = "low-score"


_NAMES = ("trust", "check", "doubt")
_WORDS = {
    "trust": (
        "probably near what a person would write",
        "less likely near what a person would write: worth a look",
        "probably far from what a person would write: do not rely on it",
    ),
    "score": (
        "the model was sure of its words",
        "the model was less sure: worth a look",
        "the model was unsure: do not rely on it",
    ),
}


@cache
def bands(calibration: Calibration) -> Bands:
    """Return the bands that a calibration makes, the highest first. One that holds nothing has the same ends.

    >>> [(band.name, band.from_) for band in bands(UNSAID)]
    [('trust', 0.6), ('check', 0.47), ('doubt', 0.0)]
    """
    of = "score" if calibration.scaling is None else "trust"
    cuts = (calibration.trust, calibration.doubt, 0.0)
    first, second, third = (
        Band(name, cut, words, share, of)
        for name, cut, words, share in zip(_NAMES, cuts, _WORDS[of], calibration.bad_shares, strict=True)
    )
    return first, second, third


BANDS = bands(STARTER)


def calibration_of(provenance: Provenance) -> Calibration:
    """Return by what the scores of a corpus, or of an engine, are judged."""
    return provenance.calibration or UNSAID


def bands_of(provenance: Provenance) -> Bands:
    """Return the bands of a corpus, or of an engine."""
    return bands(calibration_of(provenance))


def value_in(translation: Translation, of: Bands = BANDS) -> float | None:
    """Return what the bands are made of: the trust of a translation, or its score as a probability per token (0 to 1).

    None where nothing was scored.
    """
    if of[0].of == "trust":
        return translation.trust
    return None if translation.score is None else math.exp(translation.score)


def band(translation: Translation, of: Bands = BANDS) -> Band | None:
    """Return the band of a translation, None where nothing was scored.

    >>> from bilingual.data import Translation
    >>> scores = (-0.1, -0.7, -1.5, None)
    >>> [found and found.name for found in (band(Translation("", score), bands(UNSAID)) for score in scores)]
    ['trust', 'check', 'doubt', None]
    """
    value = value_in(translation, of)
    return None if value is None else next((band for band in of if value >= band.from_), of[-1])
