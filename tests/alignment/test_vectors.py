"""Sparse vectors give what dense ones would, exactly."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bilingual.alignment.beads import WIDEST
from bilingual.alignment.vectors import Channel, Vectors, channel, products

bags = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 2000), max_size=6).map(Counter), max_size=9)


def dense(vectors: Vectors, features: int) -> np.ndarray:
    out = np.zeros((len(vectors), features), np.int64)
    for row in range(len(vectors)):
        span = slice(vectors.ptr[row], vectors.ptr[row + 1])
        out[row, vectors.ids[span]] = vectors.weights[span]
    return out


@given(bags, bags)
def test_products_and_lengths_are_exact(french: list[Counter[str]], english: list[Counter[str]]) -> None:
    found: Channel = channel(french, english)
    ours, theirs = (dense(side, len(found.frequency)) for side in (found.fr, found.en))
    whole = products(found, (0, len(french)), (0, len(english)))
    assert np.array_equal(whole, ours @ theirs.T)
    for side, rows in ((found.fr, ours), (found.en, theirs)):
        for size in range(1, WIDEST + 1):
            for start in range(len(rows) - size + 1):
                summed = rows[start : start + size].sum(axis=0)
                assert side.windows[size][start] == summed @ summed


def test_what_is_everywhere_weighs_least() -> None:
    found = channel([Counter(the=256, war=256), Counter(the=256)], [Counter(the=256), Counter(the=256, war=256)])
    the, war = found.fr.weights[: found.fr.ptr[1]]
    assert 0 < the < war
