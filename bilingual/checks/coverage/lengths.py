"""How long the English of a French sentence usually is."""

from __future__ import annotations

import math
from bisect import bisect_right

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
