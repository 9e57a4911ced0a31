"""Length against what is usual: cases as data, and the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.coverage import length_ratio
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("length-ratio"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert evidence_of(length_ratio.find, source, target) == evidence


@given(st.text(), st.text())
def test_any_two_texts_have_a_ratio_or_none(source: str, target: str) -> None:
    found = evidence_of(length_ratio.find, source, target)
    assert found is None or found.endswith(" % of the usual length")


@given(st.integers(min_value=1, max_value=10**6))
def test_the_longer_a_sentence_the_narrower_its_limits(length: int) -> None:
    assert length_ratio.usual(length)[1] >= length_ratio.usual(length + 1)[1] > 0


def test_a_translation_of_the_usual_length_passes_at_every_length() -> None:
    source = "a" * 1000
    for length in range(1, 1000):
        assert length_ratio.find(source[:length], Translation("b" * max(1, round(0.9 * length)), None)) is None
