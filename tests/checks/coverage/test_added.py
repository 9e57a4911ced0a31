"""What a translation invents: cases as data, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks.coverage import added
from bilingual.data import Translation
from tests.support.check_cases import cases_of, evidence_of


@pytest.mark.parametrize(("source", "target", "evidence"), cases_of("added"))
def test_cases(source: str, target: str, evidence: str | None) -> None:
    assert evidence_of(added.find, source, target) == evidence


@given(st.text(), st.text())
@settings(deadline=None)
def test_evidence_is_words_of_the_target(source: str, target: str) -> None:
    found = evidence_of(added.find, source, target)
    assert found is None or " ".join(found.removesuffix("…").split()) in " ".join(target.split())


@pytest.mark.parametrize("text", ["mer " * 30_000, "a" * 200_000, "\ufdfa" * 5_000, "1 " * 50_000, "é'" * 50_000])
def test_a_text_of_any_length_comes_to_an_end(text: str) -> None:
    added.find(text, Translation(text[: len(text) // 3], None))
    added.find(text[: len(text) // 3], Translation(text, None))
