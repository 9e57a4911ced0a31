from __future__ import annotations

import csv

import pytest

from bilingual.io.cells import parsed


def test_cells_may_be_longer_than_the_module_takes_and_its_limit_stays() -> None:
    limit = csv.field_size_limit()
    lines = ["a,b\n", f"{'x' * (limit + 10)},y\n"]
    rows = list(parsed(csv.reader(lines), 10 * limit))
    assert [len(cell) for cell in rows[1]] == [limit + 10, 1]
    assert csv.field_size_limit() == limit
    with pytest.raises(csv.Error, match="larger than field limit"):
        list(parsed(csv.reader(lines), 100))
    assert csv.field_size_limit() == limit
