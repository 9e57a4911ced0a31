"""Translations of other sentences: cases as data, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from checks_cases import cases, evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Translation
from bilingual.checks import unrelated


@pytest.mark.parametrize("case", cases("unrelated"))
def test_cases(case: dict[str, Any]) -> None:
    assert evidence("unrelated", case) == case["evidence"]


@given(st.text())
@settings(deadline=None)
def test_a_text_is_related_to_itself(text: str) -> None:
    assert unrelated.find(text, Translation(text, None)) is None
