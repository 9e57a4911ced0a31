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


def test_a_translation_of_the_usual_length_passes_at_every_length() -> None:
    source = "a" * 1000
    for length in range(1, 1000):
        assert length_ratio.find(source[:length], Translation("b" * max(1, round(0.9 * length)), None)) is None


def test_what_is_too_much_on_one_side_is_shown() -> None:
    source = "Le train pour Lyon est parti avec une heure de retard."
    short = length_ratio.find(source, Translation("The train.", None))
    assert short is not None
    assert [source[start:end] for start, end in short.source] == ["Lyon est parti avec une heure de retard"]
    assert not short.target
    target = f"The train to Lyon left an hour late. {'Scientists measured a distant planet. ' * 8}"
    long = length_ratio.find(source, Translation(target, None))
    assert long is not None
    assert not long.source
    assert all("train" not in target[start:end] for start, end in long.target)
    assert "Scientists" in target[slice(*long.target[-1])]
