"""How much more a corpus speaks of a word than other texts do.

``log_likelihood`` is that of Rayson and Garside 2000 (https://aclanthology.org/W00-0901) with a sign, ``log_ratio``
that of Hardie 2014 (https://cass.lancs.ac.uk/log-ratio-an-informal-introduction/), who counts half an occurrence where
there is none.
"""

from __future__ import annotations

import math

# From so much on less than one word in a hundred is as frequent by chance (chi-squared, one degree of freedom).
SURE = 6.63
_HALF = 0.5


def log_likelihood(here: int, size: int, there: int, other_size: int) -> float:
    """Return the log-likelihood ratio of ``here`` occurrences among ``size`` and ``there`` among ``other_size``.

    It is negative where there are fewer here than there.

    >>> round(log_likelihood(10, 1000, 10, 1000), 1), round(log_likelihood(20, 1000, 10, 1000), 1)
    (0.0, 3.4)
    >>> log_likelihood(1, 1000, 10, 1000) < 0
    True
    """
    if not size or not other_size:
        return 0.0
    share = (here + there) / (size + other_size)
    found = 2 * sum(
        count * math.log(count / (total * share)) for count, total in ((here, size), (there, other_size)) if count
    )
    return -found if here / size < there / other_size else max(0.0, found)


def log_ratio(here: int, size: int, there: int, other_size: int) -> float:
    """Return how many times as frequent it is here, as a binary logarithm: 1 is twice, 2 is four times.

    >>> log_ratio(40, 1000, 10, 1000), log_ratio(1, 1000, 0, 1000)
    (2.0, 1.0)
    """
    if not size or not other_size:
        return 0.0
    return math.log2(((here or _HALF) / size) / ((there or _HALF) / other_size))
