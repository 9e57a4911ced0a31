"""Anchors, and the band around them."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bilingual.alignment import Sentence
from bilingual.alignment.band import MARGIN, agreeing, anchors, band, chain
from bilingual.alignment.features import texts

places = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), unique=True, max_size=20).map(sorted)


@given(places)
def test_a_chain_ascends_on_both_sides(found: list[tuple[int, int]]) -> None:
    kept = chain([place for number, place in enumerate(found) if number == 0 or found[number - 1][0] != place[0]])
    assert all(one[0] < after[0] and one[1] < after[1] for one, after in itertools.pairwise(kept))


@given(places, st.integers(0, 50))
def test_a_band_can_be_walked_from_end_to_end(found: list[tuple[int, int]], more: int) -> None:
    size = 301 + more, 301
    low, high = band(chain(agreeing(found)), size)
    assert (low[0], high[-1]) == (0, size[1])
    assert np.all(low <= high)
    assert np.all(np.diff(low) >= 0)
    assert np.all(np.diff(high) >= 0)
    assert np.all(low[1:] <= high[:-1])


def test_a_band_is_narrow_around_anchors_and_beside_long_gaps() -> None:
    low, high = band([(number, number) for number in range(0, 1000, 5)], (1000, 1000))
    assert np.max(high - low) < 5 * MARGIN
    for size in ((30_000, 30_000), (50, 60_000), (60_000, 50)):
        low, high = band([], size)
        assert int(np.sum(high - low)) < 2_000 * size[0] + 2_000_000
        assert np.all(low[1:] <= high[:-1])


def test_rare_words_in_common_are_anchors() -> None:
    fr = [Sentence(f"Le numéro {n} de la rue coûte {n * 37} francs.") for n in range(100, 400)]
    en = [Sentence(f"Number {n} in the street costs {n * 37} francs.") for n in range(100, 400)]
    both = texts(fr, en[:100] + en[150:])
    found = anchors([both.channels["lexicon"], both.channels["names"]], both.size)
    assert len(found) > 200
    assert {row - column for row, column in found} == {0, 50}
