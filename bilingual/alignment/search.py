"""The best way through two texts: dynamic programming over beads, within a band, on whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bilingual.alignment.beads import SHAPES, WIDEST

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from bilingual.alignment.vectors import Ints

    Ways = npt.NDArray[np.uint8]
    # Rows and columns of borders (both ends taken in) → by shape, the worth of the beads that end there.
    Worth = Callable[[tuple[int, int], tuple[int, int]], list[Ints]]

# Less than anything is worth, and far enough from the least whole number to be added up.
NEVER: Final = -(10**12)
# Less than any sum, NEVER in every row included.
_UNREACHED: Final = -(2**61)
# What the best way to a border ends in is one small number: the shape of the best bead in the lowest bits; above them
# how the best run of sentences alone goes on; above that whether that run is better than the bead.
_NOTHING, _SHAPE = 15, 15
_BEGINS, _FRENCH, _ENGLISH, _RUN = 0, 16, 32, 48
_ALONE = 64
# Borders that are looked at in one go: rows, and cells.
_ROWS, _CELLS = 48, 60_000


@dataclass(frozen=True, slots=True)
class Best:
    """The most that ways to the borders of a row are worth, within its band.

    ``all`` is whatever they end in; ``run`` are those that end in a run of sentences alone, or may go on with one whose
    opening is paid.
    """

    all: Ints
    run: Ints


def search(  # noqa: PLR0913, PLR0917 - the band, and the worth of each kind of bead
    low: Ints, high: Ints, worth: Worth, alone_fr: Ints, alone_en: Ints, opening: int
) -> list[tuple[int, int]]:
    """Return the shapes of the best beads, in order; ``(1, 0)`` and ``(0, 1)`` are sentences that stand alone.

    ``low`` and ``high`` are the band: for each French border the English ones from and to which it is searched, both
    ascending; the first has 0 and the last the end of the text. Sentences alone in a row, of either text, are a run,
    and each run is worth ``opening`` besides, which is at most 0: so a part that is missing is left alone as a whole,
    and beads that are found in it by chance break it up no more (affine gaps, Gotoh 1982). Of ways of equal worth the
    one is taken whose last bead comes first in ``SHAPES``, then a French sentence alone, then an English one.
    """
    ahead = np.concatenate([np.zeros(1, np.int64), np.cumsum(alone_en)])
    last = len(low) - 1
    start = np.full(int(high[0] - low[0]) + 1, _UNREACHED, np.int64)
    start[0] = 0
    best, way = _with_runs(start, None, ahead[low[0] : high[0] + 1], opening)
    rows, ways = {0: best}, [np.bitwise_or(way, _NOTHING)]
    begin = 1
    while begin <= last:
        count = int(max(1, min(_ROWS, _CELLS // max(1, int(high[begin] - low[begin]) + 1))))
        end = min(last, begin + count - 1)
        left = int(low[begin])
        values = worth((begin, end), (left, int(high[end])))
        for row in range(begin, end + 1):
            beads, shape = _row((row, low, high), rows, [value[row - begin] for value in values], left)
            goes_on = _goes_on(rows[row - 1].run, (row, low, high), int(alone_fr[row - 1]))
            rows[row], way = _with_runs(beads, goes_on, ahead[low[row] : high[row] + 1], opening)
            ways.append(way | shape)
            rows.pop(row - WIDEST, None)
        begin = end + 1
    return _back(low, high, ways)


def _row(place: tuple[int, Ints, Ints], rows: dict[int, Best], values: list[Ints], left: int) -> tuple[Ints, Ways]:
    """Return the most that ways to each border of a row are worth that end in a bead with two sides, and its shape."""
    row, low, high = place
    start, width = int(low[row]), int(high[row] - low[row]) + 1
    best, way = np.full(width, _UNREACHED, np.int64), np.full(width, _NOTHING, np.uint8)
    for number, (fr, en) in enumerate(SHAPES):
        if row < fr:
            continue
        first, final = max(start, int(low[row - fr]) + en), min(int(high[row]), int(high[row - fr]) + en)
        if first > final:
            continue
        offset = first - en - int(low[row - fr])
        total = (
            rows[row - fr].all[offset : offset + final - first + 1] + values[number][first - left : final - left + 1]
        )
        part = best[first - start : final - start + 1]
        better = total > part
        np.copyto(part, total, where=better)
        way[first - start : final - start + 1][better] = number
    return best, way


def _goes_on(before: Ints, place: tuple[int, Ints, Ints], worth: int) -> Ints:
    """Return what runs are worth that the French sentence before a row ends; ``before`` are those of the row above."""
    row, low, high = place
    found = np.full(int(high[row] - low[row]) + 1, _UNREACHED, np.int64)
    first, final = int(low[row]), int(high[row - 1])
    if first <= final:
        found[: final - first + 1] = before[first - low[row - 1] :] + worth
    return found


def _with_runs(beads: Ints, goes_on: Ints | None, ahead: Ints, opening: int) -> tuple[Best, Ways]:
    """Let runs of sentences alone begin after ``beads``, go on from the row above, and along the row.

    ``ahead`` is what the English sentences before each border are worth alone, all together.
    """
    run = beads + opening
    way = np.full(len(beads), _BEGINS, np.uint8)
    if goes_on is not None:
        way[goes_on > run] = _FRENCH
        run = np.maximum(run, goes_on)
    # English sentences: the best of all borders before, plus what stands between.
    without = run - ahead
    most = np.maximum.accumulate(without)
    way[most > without] = _ENGLISH
    run = most + ahead
    way[run > beads] |= _ALONE
    return Best(np.maximum(beads, run), run), way


def _back(low: Ints, high: Ints, ways: list[Ways]) -> list[tuple[int, int]]:
    row, column = len(low) - 1, int(high[-1])
    found, alone = [], False
    while row or column:
        way = int(ways[row][column - low[row]])
        alone = alone or bool(way & _ALONE)
        if not alone:
            shape = SHAPES[way & _SHAPE]
        elif way & _RUN == _BEGINS:
            # What comes before is a bead, even if another way here ends in a run.
            alone, shape = False, SHAPES[way & _SHAPE]
        else:
            shape = (1, 0) if way & _RUN == _FRENCH else (0, 1)
        found.append(shape)
        row, column = row - shape[0], column - shape[1]
    return found[::-1]
