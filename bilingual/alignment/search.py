"""The best way through two texts: dynamic programming over beads, within a band, on whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bilingual.alignment.beads import SHAPES, WIDEST

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from bilingual.alignment.vectors import Ints

    # Rows and columns of borders (both ends taken in) → by shape, the worth of the beads that end there.
    Worth = Callable[[tuple[int, int], tuple[int, int]], list[Ints]]

# Less than anything is worth, and far enough from the least whole number to be added up.
NEVER: Final = -(10**12)
# Less than any sum, NEVER in every row included.
_UNREACHED: Final = -(2**61)
_ALONE_FR, _ALONE_EN, _NOTHING = len(SHAPES), len(SHAPES) + 1, -1
# Borders that are looked at in one go: rows, and cells.
_ROWS, _CELLS = 48, 60_000


def search(low: Ints, high: Ints, worth: Worth, alone_fr: Ints, alone_en: Ints) -> list[tuple[int, int]]:
    """Return the shapes of the best beads, in order; ``(1, 0)`` and ``(0, 1)`` are sentences that stand alone.

    ``low`` and ``high`` are the band: for each French border the English ones from and to which it is searched, both
    ascending; the first has 0 and the last the end of the text. Of ways of equal worth the one is taken whose last
    bead comes first in ``SHAPES``, then a French sentence alone, then an English one.
    """
    ahead = np.concatenate([np.zeros(1, np.int64), np.cumsum(alone_en)])
    last = len(low) - 1
    rows: dict[int, Ints] = {0: ahead[low[0] : high[0] + 1].copy()}
    ways: list[npt.NDArray[np.int8]] = [np.full(len(rows[0]), _ALONE_EN, np.int8)]
    begin = 1
    while begin <= last:
        count = int(max(1, min(_ROWS, _CELLS // max(1, int(high[begin] - low[begin]) + 1))))
        end = min(last, begin + count - 1)
        left = int(low[begin])
        values = worth((begin, end), (left, int(high[end])))
        for row in range(begin, end + 1):
            best, way = _row((row, low, high), rows, [value[row - begin] for value in values], left)
            _take(best, way, rows[row - 1], (row, low, high), int(alone_fr[row - 1]))
            # English sentences alone: the best of all borders before, plus what stands between.
            here = ahead[low[row] : high[row] + 1]
            without = best - here
            most = np.maximum.accumulate(without)
            way[most > without] = _ALONE_EN
            rows[row] = most + here
            ways.append(way)
            rows.pop(row - WIDEST, None)
        begin = end + 1
    return _back(low, high, ways)


def _row(
    place: tuple[int, Ints, Ints], rows: dict[int, Ints], values: list[Ints], left: int
) -> tuple[Ints, npt.NDArray[np.int8]]:
    """Return the best worth of each border of a row, all but sentences alone, and what it ends in."""
    row, low, high = place
    start, width = int(low[row]), int(high[row] - low[row]) + 1
    best, way = np.full(width, _UNREACHED, np.int64), np.full(width, _NOTHING, np.int8)
    for number, (fr, en) in enumerate(SHAPES):
        if row < fr:
            continue
        first, final = max(start, int(low[row - fr]) + en), min(int(high[row]), int(high[row - fr]) + en)
        if first > final:
            continue
        offset = first - en - int(low[row - fr])
        total = rows[row - fr][offset : offset + final - first + 1] + values[number][first - left : final - left + 1]
        part = best[first - start : final - start + 1]
        better = total > part
        np.copyto(part, total, where=better)
        way[first - start : final - start + 1][better] = number
    return best, way


def _take(best: Ints, way: npt.NDArray[np.int8], before: Ints, place: tuple[int, Ints, Ints], worth: int) -> None:
    """Let the French sentence before a row stand alone where that is worth more."""
    row, low, high = place
    first, final = max(int(low[row]), int(low[row - 1])), min(int(high[row]), int(high[row - 1]))
    if first > final:
        return
    total = before[first - low[row - 1] : final - low[row - 1] + 1] + worth
    part = best[first - low[row] : final - low[row] + 1]
    better = total > part
    np.copyto(part, total, where=better)
    way[first - low[row] : final - low[row] + 1][better] = _ALONE_FR


def _back(low: Ints, high: Ints, ways: list[npt.NDArray[np.int8]]) -> list[tuple[int, int]]:
    row, column = len(low) - 1, int(high[-1])
    found = []
    while row or column:
        way = int(ways[row][column - low[row]])
        if row == 0 or way == _ALONE_EN:
            shape = (0, 1)
        elif way == _ALONE_FR:
            shape = (1, 0)
        else:
            shape = SHAPES[way]
        found.append(shape)
        row, column = row - shape[0], column - shape[1]
    return found[::-1]
