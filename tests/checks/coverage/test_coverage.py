"""What covers what, and the files that say so."""

from __future__ import annotations

import pytest

from bilingual.checks.coverage import coverage


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("la guerre", "the war", 0),
        ("des économies", "savings", 0),
        ("l’Économie", "the economy", 0),
        ("12 chevaux", "12 horses", 0),
        ("le gouvernement", "the government", 0),
        ("Brigitte", "Brigitte", 0),
        ("la guerre", "the horse", 1),
        ("trois chevaux—deux ânes", "three horses", 2),
    ],
)
def test_a_word_is_covered_by_counterparts_cognates_and_itself(source: str, target: str, missing: int) -> None:
    assert coverage(source, target).missing == missing
