"""Where to search: anchors that two texts share, and the band around them.

An anchor is a French and an English sentence that are each other's best by the rare words that they share. The longest
chain of them that ascends in both texts is kept, and of it those that their neighbours agree with. Wide gaps between
anchors are searched again, where other words are rare.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from bilingual.alignment.vectors import Channel, Ints

Place = tuple[int, int]

# Sentences that hold a feature which is rare.
_RARE = 40
# How much better than the second best, in tenths, the best must be.
_CLEAR = 13
# So many of so many neighbours must agree: be at the same distance in both texts, give or take.
_NEIGHBOURS, _AGREEING, _GIVE, _GIVE_PER_HUNDRED = 4, 2, 4, 15
# Sentences around an anchor that are searched too.
MARGIN: Final = 14
# A gap of so many borders is searched as it is; a larger one is tried for more anchors, at most so often.
_SMALL, _TRIES = 40_000, 4
# A gap of more borders is searched beside its diagonal alone: so many borders of it, and at least so far to each side.
_MOST_CELLS, _NARROWEST = 1_000_000, 100
# French sentences that are looked at in one go.
_ROWS = 2_000


def candidates(channels: Sequence[Channel], rows: Place, columns: Place) -> list[Place]:
    """Return the pairs of sentences in two ranges that are each other's best by rare features, in order of French."""
    if rows[0] >= rows[1] or columns[0] >= columns[1]:
        return []
    indexes = [_index(channel, columns) for channel in channels]
    parts = [_scored(channels, indexes, (begin, min(rows[1], begin + _ROWS)), columns) for begin in range(*rows, _ROWS)]
    fr, en, score, second = (np.concatenate(part) for part in zip(*parts, strict=True))
    best_of = np.zeros(columns[1] - columns[0], np.int64)
    np.maximum.at(best_of, en - columns[0], score)
    kept = (10 * score > _CLEAR * second) & (score == best_of[en - columns[0]])
    return [(int(i), int(j)) for i, j in zip(fr[kept], en[kept], strict=True)]


def _index(channel: Channel, columns: Place) -> tuple[npt.NDArray[np.int32], Ints]:
    """Return the features of English sentences, ascending, and which of these sentences holds each."""
    ptr = channel.en.ptr[columns[0] : columns[1] + 1]
    ids = channel.en.ids[ptr[0] : ptr[-1]]
    order = np.argsort(ids, kind="stable")
    return ids[order], np.repeat(np.arange(columns[1] - columns[0]), np.diff(ptr))[order]


def _scored(
    channels: Sequence[Channel], indexes: Sequence[tuple[npt.NDArray[np.int32], Ints]], rows: Place, columns: Place
) -> tuple[Ints, Ints, Ints, Ints]:
    """Return, of each French sentence that shares a rare feature, its best English one, and the two best scores."""
    width = columns[1] - columns[0]
    keys, values = [], []
    for channel, (ids, owner) in zip(channels, indexes, strict=True):
        ptr = channel.fr.ptr[rows[0] : rows[1] + 1]
        ours, row = channel.fr.ids[ptr[0] : ptr[-1]], np.repeat(np.arange(rows[1] - rows[0]), np.diff(ptr))
        at, beyond = np.searchsorted(ids, ours), np.searchsorted(ids, ours, side="right")
        rare = (beyond > at) & (beyond - at <= _RARE)
        at, count = at[rare], (beyond - at)[rare]
        # Each of our features with each English sentence that holds it.
        places = np.repeat(at - np.cumsum(count) + count, count) + np.arange(count.sum())
        keys.append(np.repeat(row[rare], count) * width + owner[places])
        # The rarer, the more: a weight has the rarity once, and once more here.
        weight = channel.fr.weights[ptr[0] : ptr[-1]][rare].astype(np.int64)
        values.append(np.repeat(weight * _logarithm(width, count), count))
    key, where = np.unique(np.concatenate(keys), return_inverse=True)
    score = np.bincount(where, weights=np.concatenate(values), minlength=len(key)).astype(np.int64)
    row, column = np.divmod(key, width)
    # By row, the best first; of equals the first English sentence.
    order = np.lexsort((column, -score, row))
    row, column, score = row[order], column[order], score[order]
    top = np.flatnonzero(np.diff(row, prepend=-1))
    after = np.minimum(top + 1, max(0, len(row) - 1))
    second = np.where((after > top) & (row[after] == row[top]), score[after], 0)
    return row[top] + rows[0], column[top] + columns[0], score[top], second


def _logarithm(sentences: int, count: Ints) -> Ints:
    """Return how rare features are that so many of the sentences hold: the binary logarithm, in whole numbers."""
    table = np.array([0, *((sentences // number).bit_length() for number in range(1, _RARE + 1))], np.int64)
    return table[count]


def chain(places: Sequence[Place]) -> list[Place]:
    """Return the longest chain that ascends on both sides, of places in order of their first side.

    >>> chain([(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)])
    [(1, 1), (2, 2), (4, 3)]
    """
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(places)
    for number, (_, column) in enumerate(places):
        at = bisect_left(tails, column)
        if at == len(tails):
            tails.append(column)
            ends.append(number)
        else:
            tails[at], ends[at] = column, number
        before[number] = ends[at - 1] if at else -1
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(places[number])
        number = before[number]
    return found[::-1]


def agreeing(places: Sequence[Place]) -> list[Place]:
    """Return the places of a chain that two of their neighbours agree with: about as far in one text as in the other.

    >>> agreeing([(0, 0), (1, 1), (2, 90), (3, 92), (4, 4)])
    [(0, 0), (1, 1), (4, 4)]
    """
    kept = []
    for number, (row, column) in enumerate(places):
        near = [*places[max(0, number - _NEIGHBOURS) : number], *places[number + 1 : number + 1 + _NEIGHBOURS]]
        count = sum(
            100 * abs((other - row) - (across - column)) <= 100 * _GIVE + _GIVE_PER_HUNDRED * abs(other - row)
            for other, across in near
        )
        if count >= _AGREEING:
            kept.append((row, column))
    return kept


def anchors(channels: Sequence[Channel], size: Place, given: Sequence[Place] = ()) -> list[Place]:
    """Return the anchors of two texts with ``size`` sentences, in order; those ``given`` ascend and are among them."""
    fixed = [(-1, -1), *given, size]
    for _ in range(_TRIES):
        grown = [fixed[0]]
        for begin, end in pairwise(fixed):
            rows, columns = (begin[0] + 1, end[0]), (begin[1] + 1, end[1])
            if (rows[1] - rows[0]) * (columns[1] - columns[0]) > _SMALL:
                grown += agreeing(chain(candidates(channels, rows, columns)))
            grown.append(end)
        if len(grown) == len(fixed):
            break
        fixed = grown
    return fixed[1:-1]


def band(places: Sequence[Place], size: Place) -> tuple[Ints, Ints]:
    """Return, for each French border, the English borders from and to which it is searched."""
    rows, columns = size
    fixed = [(-1, -1), *places, size]
    reaches = [_reach(end[0] - begin[0], end[1] - begin[1]) for begin, end in pairwise(fixed)]
    low, high = np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64)
    before = here = after = 0
    for row in range(rows + 1):
        while before + 1 < len(fixed) - 1 and fixed[before + 1][0] < row - MARGIN:
            before += 1
        while here + 1 < len(fixed) - 1 and fixed[here + 1][0] <= row:
            here += 1
        after = max(after, before + 1)
        while after < len(fixed) - 1 and fixed[after][0] < row + MARGIN:
            after += 1
        low[row], high[row] = max(0, fixed[before][1] - MARGIN), min(columns, fixed[after][1] + MARGIN)
        reach = max(reaches[before:after])
        if reach:
            begin, end = fixed[here], fixed[here + 1]
            middle = begin[1] + (row - begin[0]) * (end[1] - begin[1]) // max(1, end[0] - begin[0])
            low[row], high[row] = max(low[row], middle - reach), min(high[row], middle + reach)
    low[0], high[rows] = 0, columns
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)


def _reach(rows: int, columns: int) -> int:
    """Return how far beside the diagonal of a gap is searched; 0 where all of it is."""
    if rows * columns <= _MOST_CELLS:
        return 0
    return max(_NARROWEST, columns // max(1, rows), _MOST_CELLS // (2 * max(1, rows)))
