"""How a model's scores are calibrated: cut-offs between the bands, from translations held against those of people.

A sentence is bad where its chrF against one reference is below ``BAD``. That is a coarse measure: a good translation in
other words than the reference's counts as bad, and a wrong one in the same words, but for a lost "not" or a wrong name,
as good. It owes nothing to the checks.

The cut-offs come from all the sentences, the shares of bad ones from a tenth at a time, with cut-offs from the others.
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
# Fewer sentences say nothing: of a hundred, some five have a score in the lowest band.
LEAST = 100
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


def calibrate(scored: Sequence[Scored], model: str, model_sha256: str) -> Calibration:
    """Return what the scores of a model say. Raises ValueError for fewer than ``LEAST`` sentences."""
    if len(scored) < LEAST:
        raise ValueError(f"{len(scored)} sentences say nothing")
    trust, doubt = cut_offs(scored)
    trusted, checked, doubted = map(_bad, held_out(scored))
    # Of a band that holds no score there is nothing to say, whatever a tenth found.
    shares = (trusted, checked if doubt < trust else None, doubted if doubt else None)
    return Calibration(model, model_sha256, trust, doubt, shares, len(scored))


def cut_offs(scored: Sequence[Scored]) -> tuple[float, float]:
    """Return the scores from which on to trust and below which to doubt, as probabilities per token.

    ``trust`` is the lowest from which on at most ``TRUSTED_BAD`` are bad; not lower, though, than the highest below
    which at least ``CHECKED_BAD`` are: of easy texts and good models next to nothing is bad, and still the lower scores
    are worth a look. ``doubt`` is the highest below which at least ``DOUBTED_BAD`` are, 0 where there is none.
    """
    trust = next((cut for cut in _CUTS if bad_share(scored, cut, math.inf)[1] <= TRUSTED_BAD), _CUTS[-1])
    return max(trust, _highest_below(scored, CHECKED_BAD)), _highest_below(scored, DOUBTED_BAD)


def _highest_below(scored: Sequence[Scored], bad: float) -> float:
    """Return the highest score below which at least that share is bad, 0 where there is none."""
    return next((cut for cut in reversed(_CUTS) if bad_share(scored, 0, cut)[1] >= bad), 0.0)


def bad_share(scored: Sequence[Scored], least: float, below: float) -> tuple[int, float]:
    """Return how many sentences have a probability per token from ``least`` to ``below``, and how many of 1 are bad."""
    found = [one.chrf < BAD for one in scored if least <= one.probability < below]
    return len(found), sum(found) / max(1, len(found))


def held_out(scored: Sequence[Scored]) -> tuple[list[Scored], list[Scored], list[Scored]]:
    """Return the sentences of the three bands, each tenth of them by the cut-offs of the other nine.

    A checksum of the source says which tenth, so that equal sentences are on one side.
    """
    parts = [zlib.crc32(one.source.encode("utf-8", "surrogatepass")) // 2 % _PARTS for one in scored]
    found: tuple[list[Scored], list[Scored], list[Scored]] = ([], [], [])
    for part in range(_PARTS):
        trust, doubt = cut_offs([one for one, its in zip(scored, parts, strict=True) if its != part])
        for one, its in zip(scored, parts, strict=True):
            if its == part:
                found[0 if one.probability >= trust else 1 if one.probability >= doubt else 2].append(one)
    return found


def _bad(scored: Sequence[Scored]) -> float | None:
    return round(bad_share(scored, 0, math.inf)[1], 3) if scored else None
