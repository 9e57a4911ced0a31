"""What the last round says around two words: of the rivals of their link, and of the links of the words beside them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bilingual.alignment.words.features import BOUND, FAR, ONE, ROUND, SHORT, Floats, odds

# A word's neighbours that say where it would stand, and how sure they must be of their own place. The nearer, the more
# they count, in sixths; and so many sixths of a step they stand from it, times that.
_AROUND, _SURE = 3, ONE // 2
_SHARES, _STEPS = np.array([2.0, 3, 6, 0, 6, 3, 2]), np.array([-6.0, -6, -6, 0, 6, 6, 6])


def around(chance: Floats, leaning: Floats, small: Floats) -> Floats:
    """Return the features ``ROUND``: what the last round says of a link, its rivals and its neighbours.

    ``chance`` is how likely each link is, of ``ONE``; ``leaning`` the same as log-odds (``odds``); ``small`` is the
    feature ``small_both``.
    """
    n, m = chance.shape
    wide = np.zeros((n + 2, m + 2))
    wide[1:-1, 1:-1] = chance

    def near(down: int, right: int) -> Floats:
        return wide[1 + down : 1 + down + n, 1 + right : 1 + right + m]

    # Rival, and the best of all, which may be more than one.
    (rival_row, best_row), (rival_column, best_column) = _rivals(leaning, 1), _rivals(leaning, 0)
    table = np.empty((len(ROUND), n, m))
    found = dict(zip(ROUND, table, strict=True))
    before, after = near(-1, -1), near(1, 1)
    found["sure"][:], found["leaning"][:] = chance, leaning
    found["rival_row"][:], found["rival_column"][:] = odds(rival_row), odds(rival_column)
    np.subtract(leaning, rival_row, found["lead_row"])
    np.subtract(leaning, rival_column, found["lead_column"])
    found["before"][:], found["after"][:] = before, after
    np.floor(before * after / ONE, found["both_sides"])
    np.maximum(near(-1, 1), near(1, -1), out=found["crossing"])
    np.add(near(-1, 0), near(1, 0), found["above_below"])
    np.add(near(0, -1), near(0, 1), found["beside"])
    np.multiply(best_row, ONE, found["best_row"])
    np.multiply(best_column, ONE, found["best_column"])
    np.multiply(best_row & best_column, ONE, found["best_both"])
    found["off_french"][:], found["off_english"][:] = _off_neighbours(chance), _off_neighbours(chance.T).T
    np.floor(leaning * small / ONE, found["leaning_small"])
    np.floor(found["off_french"] * small / ONE, found["off_small"])
    return table


def _rivals(leaning: Floats, axis: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return for each cell the best of the others along an axis, and whether none is better."""
    if leaning.shape[axis] == 1:
        return np.full(leaning.shape, -float(BOUND)), np.ones(leaning.shape, np.bool_)
    ordered = np.partition(leaning, -2, axis)
    second, best = (ordered[:, -2:-1], ordered[:, -1:]) if axis else (ordered[-2:-1], ordered[-1:])
    is_best = leaning >= best
    return np.where(is_best, second, best), is_best


@lru_cache(maxsize=SHORT)
def _neighbours(n: int) -> Floats:
    """Return for each of ``n`` words what each other one counts as its neighbour, and how far it stands, times that."""
    off = np.arange(n)[:, None] - np.arange(n)
    near = np.abs(off) <= _AROUND
    index = np.clip(off + _AROUND, 0, 2 * _AROUND)
    return np.where(near, np.array([_SHARES, _STEPS])[:, index], 0.0)


def _off_neighbours(chance: Floats) -> Floats:
    """Return how far each cell is from where the links of the words around say that the word of its row belongs."""
    n, m = chance.shape
    columns = np.arange(0.0, m * ONE, ONE)
    place = np.floor(chance @ columns / (chance.sum(1) + 1))
    sure = (chance.max(1) > _SURE).astype(np.float64)
    shares, steps_from = _neighbours(n) if n <= SHORT else _neighbours.__wrapped__(n)
    weight, where, steps = shares @ sure, shares @ (sure * place), steps_from @ sure
    known = weight > 0
    expected = np.floor(np.arange(0.0, n * m * ONE, m * ONE) / n)
    np.floor((where * n + steps * (m * ONE)) / np.where(known, weight * n, 1), expected, where=known)
    off: Floats = np.floor(np.minimum(np.abs(expected[:, None] - columns), FAR * ONE) / FAR)
    return off
