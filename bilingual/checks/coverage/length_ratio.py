"""Is the translation as long as a translation of this sentence would be? Half of one is not, nor one that runs away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bilingual.checks.coverage import coverage, lacking
from bilingual.checks.coverage.lengths import usual
from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation

# Standard deviations from the mean, at most. A short translation is the more common mistake of people too, hence more.
_SHORT = 3.7
_LONG = 4.0


def find(source: str, translation: Translation) -> Finding | None:
    """Return how long the translation is against a usual one, where it is far too short or too long.

    The words that are meant are those without a counterpart, of the sentence or of the translation, whichever is longer
    than the other warrants.

    >>> from bilingual.data import Translation
    >>> find("Le train pour Lyon est parti avec une heure de retard.", Translation("The train.", -0.2)).evidence
    '21 % of the usual length'
    >>> find("Le train est parti.", Translation("The train left.", -0.2))
    """
    length, target = len(source), len(translation.text)
    if not length or not target:
        return None  # an empty translation is another flag
    mean, deviation = usual(length)
    surplus = math.log(target / length) - mean
    if -_SHORT * deviation <= surplus <= _LONG * deviation:
        return None
    found = coverage(source, translation.text)
    evidence = f"{100 * math.exp(surplus):,.0f} % of the usual length"
    if surplus < 0:
        return Finding(evidence, source=lacking(source, found.source_weights))
    return Finding(evidence, target=lacking(translation.text, found.target_weights))
