"""Loops: cases as data, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from checks_cases import cases, evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Translation
from bilingual.checks import repetition

# Words that never come again, but for the whole of them.
LONG = " ".join(map(str, range(20_000))) + " "


@pytest.mark.parametrize("case", cases("repetition"))
def test_cases(case: dict[str, Any]) -> None:
    assert evidence("repetition", case) == case["evidence"]


@given(st.lists(st.sampled_from(["le", "la", "mer", ",", ".", "1"])).map(" ".join))
@settings(deadline=None)
def test_what_the_source_repeats_is_no_alarm(text: str) -> None:
    assert repetition.find(text, Translation(text, None)) is None


@given(st.lists(st.sampled_from(["sea", "snow", "town"]), min_size=1, max_size=4), st.integers(3, 9))
def test_a_loop_is_found_whatever_its_length(words: list[str], times: int) -> None:
    assert repetition.find("Il neige.", Translation(" ".join(words * times), None)) is not None


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a " * 50_000, "ab" * 100_000, "a b c d e f " * 20_000, "'" * 100_000, LONG + LONG]
)
def test_a_text_of_any_length_comes_to_an_end(text: str) -> None:
    repetition.find(text, Translation(text, None))
    repetition.find("Oui.", Translation(text, None))
    repetition.find(text.replace("1", "2"), Translation(text, None))
