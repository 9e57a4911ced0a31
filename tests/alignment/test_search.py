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
    opening = int(rng.integers(-9, 1))

    def value(shape: tuple[int, int], row: int, column: int) -> int:
        return int(table[shape][row, column]) if row >= shape[0] and column >= shape[1] else NEVER

    def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        spans = [range(first, last + 1) for first, last in (rows, columns)]
        return [np.array([[value(shape, i, j) for j in spans[1]] for i in spans[0]]) for shape in SHAPES]

    @cache
    def after_bead(row: int, column: int) -> int:
        """Return the most that ways to a border are worth that end in a bead with two sides, or nowhere."""
        ways = [
            value(s, row, column) + any_way(row - s[0], column - s[1]) for s in SHAPES if row >= s[0] and column >= s[1]
        ]
        return max(ways, default=NEVER) if row or column else 0

    @cache
    def in_run(row: int, column: int) -> int:
        """Return the same for ways that end in a sentence alone."""
        french = int(alone[0][row - 1]) + on(row - 1, column) if row else NEVER
        return max(french, int(alone[1][column - 1]) + on(row, column - 1) if column else NEVER)

    def on(row: int, column: int) -> int:
        return max(in_run(row, column), after_bead(row, column) + opening)

    def any_way(row: int, column: int) -> int:
        return max(in_run(row, column), after_bead(row, column))

    low, high = band or (np.zeros(size[0] + 1, np.int64), np.full(size[0] + 1, size[1], np.int64))
    shapes = search(low, high, worth, *alone, opening)
    total = row = column = 0
    before = (1, 1)
    for fr, en in shapes:
        row, column = row + fr, column + en
        if (fr, en) in table:
            total += value((fr, en), row, column)
        else:
            total += int(alone[0][row - 1]) if fr else int(alone[1][column - 1])
            total += opening if 0 not in before else 0
        before = fr, en
    assert (row, column) == size
    return shapes, total, any_way(*size)


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
    assert search(*whole, worth, np.full(2, -1), np.full(2, -1), 0) == [(1, 1), (1, 1)]


def test_what_is_missing_is_one_run_and_no_bead_in_it() -> None:
    """A run costs once: in sentences of which the other text has none, beads by chance are not worth two."""
    chance = {4, 8}

    def worth(rows: tuple[int, int], columns: tuple[int, int]) -> list[Ints]:
        values = [np.full((rows[1] - rows[0] + 1, columns[1] - columns[0] + 1), NEVER, np.int64) for _ in SHAPES]
        for i in range(max(1, rows[0]), rows[1] + 1):
            for j in range(max(1, columns[0]), columns[1] + 1):
                true = (i, j) in {(1, 1), (14, 2)} or (i == 14 and j == 4)
                values[0][i - rows[0], j - columns[0]] = 50 if true else 12 if i in chance else -60
        return values

    band = np.zeros(15, np.int64), np.full(15, 4, np.int64)
    alone = np.full(14, -10), np.full(4, -10)
    assert search(*band, worth, *alone, 0).count((1, 1)) == 4
    assert search(*band, worth, *alone, -40).count((1, 1)) == 2
