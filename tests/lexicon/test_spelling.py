"""Spellings of one word compared, as the textbook does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lexicon.spelling import alike, resembling, sound, within


@given(st.text(alphabet="abcdef", max_size=8), st.text(alphabet="abcdef", max_size=8), st.integers(0, 4))
def test_within_counts_as_the_textbook_does(first: str, second: str, most: int) -> None:
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(second) + 1)] for i in range(len(first) + 1)]
    for i, a in enumerate(first, start=1):
        for j, b in enumerate(second, start=1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
    assert within(first, second, most) == (rows[-1][-1] <= most)


@given(st.text(max_size=60), st.text(max_size=60))
def test_alike_is_symmetric(first: str, second: str) -> None:
    assert alike(first, second) == alike(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("poutine", "putin"), ("tchekhov", "chekhov"), ("zelensky", "zelenskiy"), ("kaboul", "kabul")]
)
def test_transliterations_of_one_name_are_alike(first: str, second: str) -> None:
    assert alike(first, second)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_a_word_sounds_like_itself_and_no_longer_than_it_is(word: str) -> None:
    assert len(sound(word)) <= len(word)
    assert alike(word, word)
    assert resembling(word, word) == (len(word) > 3)
