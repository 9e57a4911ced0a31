"""How a model's scores are calibrated: cut-offs between the bands, from translations held against those of people.

A sentence is bad where its chrF against one reference is below ``BAD``. That is a coarse measure: a good translation in
other words than the reference's counts as bad, and a wrong one in the same words, but for a lost "not" or a wrong name,
as good. It owes nothing to the checks.

What makes a probability of the features of a translation comes from the sentences as well (``scaling_of``): how the
model's scores are distributed, and the curve (Platt) that fits how many were bad. The cut-offs come from all the
sentences, and the shares of bad ones are what these leave in each band. How steady both are, ``held_out`` tells: there
each tenth of the sentences is judged by cut-offs from the others.
"""

from __future__ import annotations

import math
import statistics
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bilingual.checks.confidence.chrf import BAD, chrf
from bilingual.checks.confidence.features import Judged
from bilingual.checks.confidence.trust import FRENCH_ENGLISH, distance, trust_of
from bilingual.data import Calibration, Scaling

if TYPE_CHECKING:
    from collections.abc import Sequence

# Shares of bad sentences: at most from where trust begins, at least below that, at least below where doubt begins.
TRUSTED_BAD, CHECKED_BAD, DOUBTED_BAD = 0.10, 0.30, 0.60
# Cut-offs that are tried, as probabilities.
_CUTS = [cut / 100 for cut in range(30, 90)]
# Fewer sentences say nothing: of a hundred of the starter's, fifteen are in the band between, which is about enough for
# the first cut-off, and one is in the lowest, which is not for the second; three hundred may do for both.
LEAST = 100
# A band, or what lies on one side of a cut-off, says nothing with fewer: one sentence would move its share by more than
# a tenth, and shares that lie a few tenths apart are what tells the bands apart.
LEAST_IN_BAND = 10
_PARTS = 10
# What the curve is before anything was measured, and how many sentences that weighs as much as, roughly.
_BEFORE, _WEIGHT = (0.0, 1.7), 3.0
_ROUNDS, _ENOUGH, _LEAP = 100, 1e-9, 1.0
_MOST_ODDS, _LEAST_WEIGHT = 30.0, 1e-9


@dataclass(frozen=True, slots=True)
class Scored:
    """A machine's translation with its score (mean log-probability per token) and its chrF against a reference.

    ``flags`` are how many of its flags are severe and minor, and which they are (``features.Judged``). ``trust`` is
    what a scaling makes of it all.
    """

    source: str
    text: str
    score: float
    chrf: float
    flags: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    trust: float | None = None

    @property
    def probability(self) -> float:
        """What the bands are made of: its trust, or the score as a probability per token where there is none."""
        return math.exp(self.score) if self.trust is None else self.trust

    @property
    def judged(self) -> Judged:
        """What the features are made of."""
        severe, minor, flags = self.flags
        return Judged(self.source, self.text, self.score, flags, severe, minor)

    @classmethod
    def against(
        cls, reference: str, source: str, text: str, score: float, flags: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    ) -> Scored:
        """Return a translation held against a reference."""
        return cls(source, text, score, chrf(text, reference), flags)


# The sentences of the three bands, the first band first.
Parted = tuple[list[Scored], list[Scored], list[Scored]]


def calibrate(
    scored: Sequence[Scored], model: str, model_sha256: str, languages: tuple[str, str] = FRENCH_ENGLISH
) -> Calibration:
    """Return what the scores of a model say. Raises ValueError for fewer than ``LEAST`` sentences."""
    if len(scored) < LEAST:
        raise ValueError(f"{len(scored)} sentences say nothing")
    scaling = scaling_of(scored, languages)
    scored = trusted(scored, scaling, languages)
    trust, doubt = cut_offs(scored)
    first, second, third = map(share_of_bad, in_bands(scored, trust, doubt))
    return Calibration(model, model_sha256, trust, doubt, (first, second, third), len(scored), scaling)


def trusted(scored: Sequence[Scored], scaling: Scaling, languages: tuple[str, str] = FRENCH_ENGLISH) -> list[Scored]:
    """Return the translations with the trust that a scaling makes."""
    return [replace(one, trust=trust_of(one.judged, languages, scaling)) for one in scored]


def scaling_of(scored: Sequence[Scored], languages: tuple[str, str] = FRENCH_ENGLISH) -> Scaling:
    """Return the scaling of a model with these translations: what their scores are like, and how many were bad."""
    scores = [one.score for one in scored]
    # Six decimals, as a score has: what the last bits of a sum do is nothing that was measured.
    mean, deviation = round(statistics.fmean(scores), 6), round(statistics.pstdev(scores), 6) or 1.0
    unscaled = Scaling(mean, deviation, *_BEFORE)
    distances = [distance(one.judged, languages, unscaled) for one in scored]
    intercept, slope = curve(distances, [one.chrf >= BAD for one in scored])
    return Scaling(mean, deviation, round(intercept, 6), round(slope, 6))


def curve(distances: Sequence[float], good: Sequence[bool]) -> tuple[float, float]:
    """Return intercept and slope (0 or more) of the logistic curve from distances to how many are good.

    Newton's method; a ridge holds the curve near ``_BEFORE`` where few sentences say otherwise.

    >>> good = [False, True] * 250 + [True] * 440 + [False] * 60
    >>> [round(value, 1) for value in curve([-1.0] * 500 + [1.0] * 500, good)]
    [1.0, 1.0]
    """
    intercept, slope = _BEFORE
    for _ in range(_ROUNDS):
        first, second = _WEIGHT * (_BEFORE[0] - intercept), _WEIGHT * (_BEFORE[1] - slope)
        one, both, other = _WEIGHT, 0.0, _WEIGHT
        for at, is_good in zip(distances, good, strict=True):
            odds = max(-_MOST_ODDS, min(_MOST_ODDS, intercept + slope * at))
            likely = 1 / (1 + math.exp(-odds))
            off, weight = is_good - likely, max(_LEAST_WEIGHT, likely * (1 - likely))
            first, second = first + off, second + off * at
            one, both, other = one + weight, both + weight * at, other + weight * at * at
        determinant = one * other - both * both
        up, steeper = (other * first - both * second) / determinant, (one * second - both * first) / determinant
        # Half a step where a whole one would leap.
        step = min(1.0, _LEAP / max(abs(up), abs(steeper), _LEAP))
        intercept, slope = intercept + step * up, slope + step * steeper
        if max(abs(up), abs(steeper)) < _ENOUGH:
            break
    return intercept, max(0.0, slope)


def cut_offs(scored: Sequence[Scored]) -> tuple[float, float]:
    """Return from which trust (or score, as a probability per token) on to trust and below which to doubt.

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
