"""The table of usual lengths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.coverage.lengths import usual


@given(st.integers(min_value=1, max_value=10**6))
def test_the_longer_a_sentence_the_narrower_its_limits(length: int) -> None:
    assert usual(length)[1] >= usual(length + 1)[1] > 0
