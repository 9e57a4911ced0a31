"""Is the translation as long as a translation of this sentence would be? Half of one is not, nor one that runs away."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

from bilingual.checks.finding import Finding

if TYPE_CHECKING:
    from bilingual.data import Translation

# The natural logarithm of (characters of the English) / (characters of the French): mean and standard deviation, by
# characters of the French, rounded. Measured on 70,000 pairs by people: newstest 2008-2013, Canadian debates and laws,
# Tatoeba, and stories of the nineteenth century. The genres differ by 0.1 in the mean, which is why one table will do.
# In between, both are interpolated over the logarithm of the length.
_USUAL = (
    (4, 0.10, 0.50),
    (8, 0.08, 0.42),
    (14, 0.02, 0.31),
    (20, -0.04, 0.27),
    (28, -0.09, 0.23),
    (40, -0.11, 0.21),
    (56, -0.12, 0.19),
    (80, -0.12, 0.17),
    (112, -0.13, 0.15),
    (160, -0.13, 0.135),
    (224, -0.13, 0.125),
    (320, -0.13, 0.115),
    (450, -0.13, 0.105),
)
_LENGTHS = tuple(math.log(row[0]) for row in _USUAL)
# Standard deviations from the mean, at most. A short translation is the more common mistake of people too, hence more.
_SHORT = 3.7
_LONG = 4.0


def find(source: str, translation: Translation) -> Finding | None:
    """Return how long the translation is against a usual one, where it is far too short or too long.

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
    return Finding(f"{100 * math.exp(surplus):,.0f} % of the usual length")


def usual(length: int) -> tuple[float, float]:
    """Return mean and standard deviation of log(target / source characters) for so many source characters.

    >>> usual(80), usual(100_000), usual(1)
    ((-0.12, 0.17), (-0.13, 0.105), (0.1, 0.5))
    """
    at = math.log(length)
    row = bisect_right(_LENGTHS, at)
    if row in {0, len(_USUAL)}:
        return _USUAL[max(0, row - 1)][1:]
    _, mean, deviation = _USUAL[row - 1]
    _, next_mean, next_deviation = _USUAL[row]
    part = (at - _LENGTHS[row - 1]) / (_LENGTHS[row] - _LENGTHS[row - 1])
    return mean + part * (next_mean - mean), deviation + part * (next_deviation - deviation)
