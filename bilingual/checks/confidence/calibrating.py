"""How a model's scores are calibrated: cut-offs between the bands, from translations held against those of people.

A sentence is bad where its chrF against one reference is below ``BAD``. That is a coarse measure: a good translation in
other words than the reference's counts as bad, and a wrong one in the same words, but for a lost "not" or a wrong name,
as good. It owes nothing to the checks.

The cut-offs come from all the sentences, and the shares of bad ones are what these leave in each band. How steady both
are, ``held_out`` tells: there each tenth of the sentences is judged by cut-offs from the others.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.checks.confidence.chrf import chrf
from bilingual.data import Calibration

if TYPE_CHECKING:
    from collections.abc import Sequence

BAD = 40.0
# Shares of bad sentences: at most from where trust begins, at least below that, at least below where doubt begins.
TRUSTED_BAD, CHECKED_BAD, DOUBTED_BAD = 0.10, 0.30, 0.60
# Cut-offs that are tried, as probabilities per token.
_CUTS = [cut / 100 for cut in range(30, 90)]
# Fewer sentences say nothing: of a hundred of the starter's, fifteen are in the band between, which is about enough for
# the first cut-off, and one is in the lowest, which is not for the second; three hundred may do for both.
LEAST = 100
# A band, or what lies on one side of a cut-off, says nothing with fewer: one sentence would move its share by more than
# a tenth, and shares that lie a few tenths apart are what tells the bands apart.
LEAST_IN_BAND = 10
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """A machine's translation with its score (mean log-probability per token) and its chrF against a reference."""

    source: str
    text: str
    score: float
    chrf: float

    @property
    def probability(self) -> float:
        """The score as a probability per token."""
        return math.exp(self.score)

    @classmethod
    def against(cls, reference: str, source: str, text: str, score: float) -> Scored:
        """Return a translation held against a reference."""
        return cls(source, text, score, chrf(text, reference))


# The sentences of the three bands, the first band first.
Parted = tuple[list[Scored], list[Scored], list[Scored]]


def calibrate(scored: Sequence[Scored], model: str, model_sha256: str) -> Calibration:
    """Return what the scores of a model say. Raises ValueError for fewer than ``LEAST`` sentences."""
    if len(scored) < LEAST:
        raise ValueError(f"{len(scored)} sentences say nothing")
    trust, doubt = cut_offs(scored)
    trusted, checked, doubted = map(share_of_bad, in_bands(scored, trust, doubt))
    return Calibration(model, model_sha256, trust, doubt, (trusted, checked, doubted), len(scored))


def cut_offs(scored: Sequence[Scored]) -> tuple[float, float]:
    """Return the scores from which on to trust and below which to doubt, as probabilities per token.

    ``trust`` is the lowest from which on at most ``TRUSTED_BAD`` are bad; not lower, though, than the highest below
    which at least ``CHECKED_BAD`` are: of easy texts and good models next to nothing is bad, and still the lower scores
    are worth a look. ``doubt`` is the highest below which at least ``DOUBTED_BAD`` are, 0 where there is none. On the
    side of a cut-off that it is judged by there are at least ``LEAST_IN_BAND`` sentences.
    """
    found = (cut for cut in _CUTS if _at_most(bad_share(scored, cut, math.inf), TRUSTED_BAD))
    return max(next(found, _CUTS[-1]), _highest_below(scored, CHECKED_BAD)), _highest_below(scored, DOUBTED_BAD)


def _at_most(found: tuple[int, float], bad: float) -> bool:
    size, share = found
    return size >= LEAST_IN_BAND and share <= bad


def _highest_below(scored: Sequence[Scored], bad: float) -> float:
    """Return the highest score below which there are enough and at least that share is bad, 0 where there is none."""
    below = ((cut, *bad_share(scored, 0, cut)) for cut in reversed(_CUTS))
    return next((cut for cut, size, share in below if size >= LEAST_IN_BAND and share >= bad), 0.0)


def bad_share(scored: Sequence[Scored], least: float, below: float) -> tuple[int, float]:
    """Return how many sentences have a probability per token from ``least`` to ``below``, and how many of 1 are bad."""
    found = [one.chrf < BAD for one in scored if least <= one.probability < below]
    return len(found), sum(found) / max(1, len(found))


def in_bands(scored: Sequence[Scored], trust: float, doubt: float) -> Parted:
    """Return the sentences of the three bands, the first band first, as these cut-offs part them."""
    found: Parted = ([], [], [])
    for one in scored:
        found[0 if one.probability >= trust else 1 if one.probability >= doubt else 2].append(one)
    return found


def held_out(scored: Sequence[Scored]) -> Parted:
    """Return the sentences of the three bands, each tenth of them by the cut-offs of the other nine.

    A checksum of the source says which tenth, so that equal sentences are on one side.
    """
    parts = [zlib.crc32(one.source.encode("utf-8", "surrogatepass")) // 2 % _PARTS for one in scored]
    found: Parted = ([], [], [])
    for part in range(_PARTS):
        trust, doubt = cut_offs([one for one, its in zip(scored, parts, strict=True) if its != part])
        its_own = [one for one, its in zip(scored, parts, strict=True) if its == part]
        for band, those in zip(found, in_bands(its_own, trust, doubt), strict=True):
            band.extend(those)
    return found


def share_of_bad(band: Sequence[Scored]) -> float | None:
    """Return how many of 1 are bad in a band, None where it has fewer than ``LEAST_IN_BAND`` sentences."""
    return round(bad_share(band, 0, math.inf)[1], 3) if len(band) >= LEAST_IN_BAND else None
