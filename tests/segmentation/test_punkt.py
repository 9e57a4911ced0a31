"""The judge of last resort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.segmentation import plain
from bilingual.segmentation.english import ENGLISH
from bilingual.segmentation.french import FRENCH
from bilingual.segmentation.punkt import ends_between

if TYPE_CHECKING:
    from bilingual.segmentation.language import Facts


@pytest.mark.parametrize(
    ("facts", "before", "after", "ends"),
    [
        (FRENCH, "Bamako.", "Paris", True),
        (FRENCH, "Ltd.", "Canada", False),
        (FRENCH, "2.", "Bundesliga", False),
        (FRENCH, "Mrs.", "Smith", True),
        (ENGLISH, "Mrs.", "Smith", False),
        (plain.facts("de"), "Mrs.", "Smith", True),
    ],
)
def test_an_end_is_told_by_the_facts_of_the_language_alone(
    facts: Facts,
    before: str,
    after: str,
    ends: bool,  # noqa: FBT001 - a column
) -> None:
    assert ends_between(facts, before, after) is ends


@pytest.mark.parametrize(("before", "after"), [(".", ""), ("", ""), ("!", "?"), ("a" * 10_000 + ".", "B" * 10_000)])
def test_anything_is_judged(before: str, after: str) -> None:
    assert ends_between(FRENCH, before, after) in {True, False}
