"""Translations of other sentences: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks.coverage import unrelated
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("unrelated"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert evidence_of(unrelated.find, source, target) == evidence


@given(st.text())
@settings(deadline=None)
def test_a_text_is_related_to_itself(text: str) -> None:
    assert unrelated.find(text, Translation(text, None)) is None


def test_the_words_of_either_side_that_have_no_counterpart_are_shown() -> None:
    source = "Le maire a ouvert la nouvelle école devant les parents."
    target = "Scientists measured the temperature of a distant planet on Monday."
    found = unrelated.find(source, Translation(target, None))
    assert found is not None
    assert [source[start:end] for start, end in found.source] == ["maire a ouvert la nouvelle école devant les parents"]
    assert [target[start:end] for start, end in found.target] == [
        "Scientists measured the temperature of a distant planet on Monday"
    ]
