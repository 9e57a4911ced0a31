"""The search finds the best way, which trying all ways finds too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.alignment.beads import SHAPES
from bilingual.alignment.search import NEVER, search

if TYPE_CHECKING:
    from bilingual.alignment.vectors import Ints


def run(
    size: tuple[int, int], seed: int, band: tuple[Ints, Ints] | None = None
) -> tuple[list[tuple[int, int]], int, int]:
    """Return the shapes found, what they are worth, and the most that any way is worth."""
    rng = np.random.default_rng(seed)
    table = {shape: rng.integers(-9, 10, (size[0] + 1, size[1] + 1)) for shape in SHAPES}
    alone = rng.integers(-6, 3, size[0]), rng.integers(-6, 3, size[1])

    def value(shape: tuple[int, int], row: int, column: int) -> int:
        return int(table[shape][row, column]) if row >= shape[0] and column >= shape[1] else NEVER

    def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        spans = [range(first, last + 1) for first, last in (rows, columns)]
        return [np.array([[value(shape, i, j) for j in spans[1]] for i in spans[0]]) for shape in SHAPES]

    @cache
    def best(row: int, column: int) -> int:
        if row == column == 0:
            return 0
        ways = [
            value(s, row, column) + best(row - s[0], column - s[1]) for s in SHAPES if row >= s[0] and column >= s[1]
        ]
        ways += [int(alone[0][row - 1]) + best(row - 1, column)] if row else []
        ways += [int(alone[1][column - 1]) + best(row, column - 1)] if column else []
        return max(ways)

    low, high = band or (np.zeros(size[0] + 1, np.int64), np.full(size[0] + 1, size[1], np.int64))
    shapes = search(low, high, worth, *alone)
    total = row = column = 0
    for fr, en in shapes:
        row, column = row + fr, column + en
        if (fr, en) in table:
            total += value((fr, en), row, column)
        else:
            total += int(alone[0][row - 1]) if fr else int(alone[1][column - 1])
    assert (row, column) == size
    return shapes, total, best(*size)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 1000))
def test_no_way_is_better(rows: int, columns: int, seed: int) -> None:
    _, total, most = run((rows, columns), seed)
    assert total == most


@pytest.mark.parametrize("seed", range(5))
def test_a_band_is_kept_to(seed: int) -> None:
    low, high = np.array([0, 0, 2, 2, 3, 5, 6]), np.array([2, 3, 4, 5, 6, 6, 6])
    shapes, _, _ = run((6, 6), seed, (low, high))
    row = column = 0
    for fr, en in shapes:
        row, column = row + fr, column + en
        assert low[row] <= column <= high[row]


def test_of_equals_the_first_shape_is_taken() -> None:
    def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        size = rows[1] - rows[0] + 1, columns[1] - columns[0] + 1
        return [np.zeros(size, np.int64) for _ in SHAPES]

    whole = np.zeros(3, np.int64), np.full(3, 2, np.int64)
    assert search(*whole, worth, np.full(2, -1), np.full(2, -1)) == [(1, 1), (1, 1)]
