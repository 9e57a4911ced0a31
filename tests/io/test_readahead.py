from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bilingual.io.readahead import ReadAhead

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_what_is_raised_is_raised_in_its_place_and_again() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    with ReadAhead(items()) as numbers:
        assert next(numbers) == 1
        for _ in range(2):
            with pytest.raises(ValueError, match="broken"):
                next(numbers)


def test_it_runs_ahead_while_nobody_asks() -> None:
    made = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    with ReadAhead(items()) as numbers:
        made.wait()
        assert list(numbers) == [1, 2]


def test_whoever_leaves_stops_it() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with ReadAhead(items()) as numbers:
        next(numbers)
    assert len(taken) < 1_000


def test_a_batch_is_what_is_ready_and_no_more_than_wanted() -> None:
    with ReadAhead(range(5), ahead=10) as numbers:
        found: list[int] = []
        while batch := numbers.batch(2):
            assert len(batch) <= 2
            found += batch
    assert found == [0, 1, 2, 3, 4]
